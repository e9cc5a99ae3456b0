"""One agreement: the editor with its preview, signing, amendment, the signed scan, its history."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.api import Bentrok, GalatLayanan, Permintaan, TidakBerhak, jelaskan_bentrok, tambah_galat
from pk import services
from pk.choices import StatusPerjanjian
from pk.forms import FormulirPerjanjian, FormulirPindaian
from pk.policies import boleh_isi, boleh_ubah
from pk.selectors import ambil_perjanjian, baca_perjanjian, riwayat_perjanjian, versi_perjanjian
from pk.views.kerangka import alamat


@require_http_methods(["GET", "HEAD", "POST"])
def sunting(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """The editor: form at the left, preview at the right. A signed agreement, or a reader, sees it without form."""
    konteks = _konteks(request, perjanjian_id)
    baris = konteks["baris"]
    form = FormulirPerjanjian(initial=FormulirPerjanjian.awal(baris), baris=baris)
    status = 200
    if request.method == "POST":
        form = FormulirPerjanjian(request.POST, initial=FormulirPerjanjian.awal(baris), baris=baris)
        _pastikan_ubah(konteks)
        status = 422
        if form.is_valid():
            try:
                services.ubah_perjanjian(
                    aktor=request.user,
                    perjanjian_id=perjanjian_id,
                    versi=form.cleaned_data["versi"],
                    isi=form.isi,
                    tanpa=form.tanpa,
                )
            except Bentrok as galat:
                status = 409
                kini = baca_perjanjian(ambil_perjanjian(request.user, perjanjian_id))
                konteks["bentrok"] = jelaskan_bentrok(form, galat, FormulirPerjanjian.awal(kini), kini.versi)
            except GalatLayanan as galat:
                tambah_galat(form, galat)
            else:
                messages.success(request, "Perjanjian kinerja tersimpan.")
                return redirect("perjanjian", perjanjian_id)
    konteks |= {"form": form, "halangan": services.halangan(baris) if baris.draf else ""}
    return render(request, "pk/perjanjian.html", konteks, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def tandatangani(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """What marking as signed means, what still stands against it, and the button."""
    konteks = _konteks(request, perjanjian_id)
    _pastikan_ubah(konteks)
    galat_halaman = []
    if request.method == "POST":
        versi = request.POST.get("versi", "")
        try:
            services.tandatangani(
                aktor=request.user,
                perjanjian_id=perjanjian_id,
                versi=int(versi) if versi.isascii() and versi.isdecimal() and len(versi) < 10 else -1,
            )
        except GalatLayanan as galat:
            if galat.status in (403, 404):
                raise
            galat_halaman = [(galat.pesan, "")]
        else:
            messages.success(request, "Perjanjian dicatat sudah ditandatangani. Isi dan berkas PDF-nya kini dibekukan.")
            return redirect("perjanjian", perjanjian_id)
    konteks |= {"galat": galat_halaman, "halangan": services.halangan(konteks["baris"])}
    return render(request, "pk/tandatangani.html", konteks, status=422 if galat_halaman else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pindaian(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """Keep the signed scan beside the agreement."""
    konteks = _konteks(request, perjanjian_id)
    if not konteks["boleh_unggah"]:
        raise TidakBerhak("Naskah bertanda tangan diunggah perencana setelah perjanjian ditandatangani.")
    kirim = request.method == "POST"
    form = FormulirPindaian(request.POST, request.FILES) if kirim else FormulirPindaian()
    if kirim and form.is_valid():
        try:
            isi = form.cleaned_data["berkas"].read()
            services.unggah_pindaian(aktor=request.user, perjanjian_id=perjanjian_id, isi=isi)
        except GalatLayanan as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Naskah bertanda tangan tersimpan dan ditawarkan lebih dahulu.")
            return redirect("perjanjian", perjanjian_id)
    return render(request, "pk/pindaian.html", konteks | {"form": form}, status=422 if form.errors else 200)


@require_POST
def perubahan(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """Begin a draft that amends this agreement."""
    konteks = _konteks(request, perjanjian_id)
    try:
        baru = services.buat_perubahan(aktor=request.user, perjanjian_id=perjanjian_id)
    except GalatLayanan as galat:
        if galat.status in (403, 404):
            raise
        messages.error(request, galat.pesan)
        return redirect("perjanjian", konteks["perjanjian"].pk)
    messages.success(request, "Draf perubahan perjanjian kinerja dibuat.")
    return redirect("perjanjian", baru.pk)


@require_POST
def hapus(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """Discard a draft."""
    perjanjian = _konteks(request, perjanjian_id)["perjanjian"]
    services.hapus_draf(aktor=request.user, perjanjian_id=perjanjian_id)
    messages.success(request, "Draf perjanjian kinerja dihapus.")
    return redirect(alamat("pk_daftar", perjanjian.perangkat_daerah_id, perjanjian.tahun))


@require_safe
def riwayat(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """What was done with the agreement, newest first, and the other agreements of the position in that year."""
    konteks = _konteks(request, perjanjian_id)
    konteks["riwayat"] = riwayat_perjanjian(konteks["perjanjian"])[:200]
    konteks["versi_lain"] = versi_perjanjian(konteks["perjanjian"])
    return render(request, "pk/riwayat.html", konteks)


def _konteks(request: Permintaan, perjanjian_id: int) -> dict[str, Any]:
    """Return the context every page of one agreement starts from. Raises TidakDitemukan."""
    perjanjian = ambil_perjanjian(request.user, perjanjian_id)
    perangkat = perjanjian.perangkat_daerah
    isi = boleh_isi(request.user, perangkat)
    return {
        "perjanjian": perjanjian,
        "perangkat": perangkat,
        "baris": baca_perjanjian(perjanjian),
        "boleh_ubah": boleh_ubah(request.user, perjanjian),
        "boleh_unggah": isi and perjanjian.status != StatusPerjanjian.DRAF,
        "boleh_perubahan": isi and perjanjian.status == StatusPerjanjian.DITANDATANGANI,
        "remah": [
            ("Beranda", reverse("beranda")),
            (f"Perjanjian kinerja {perangkat.nama}", alamat("pk_daftar", perangkat.pk, perjanjian.tahun)),
        ],
        "menu_pk": [
            (label, reverse(nama, args=[perjanjian.pk]), request.path == reverse(nama, args=[perjanjian.pk]))
            for label, nama in (("Naskah", "perjanjian"), ("Riwayat", "perjanjian_riwayat"))
        ],
        "nama_instansi": perangkat.nama,
    }


def _pastikan_ubah(konteks: dict[str, Any]) -> None:
    if not konteks["boleh_ubah"]:
        raise TidakBerhak("Perjanjian ini tidak dapat Anda ubah.")
