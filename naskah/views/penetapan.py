"""Issuing, revoking and discarding a decree, and keeping its signed scan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan, hitung, tambah_galat
from naskah import services
from naskah.forms import FormulirCabut, FormulirPindaian
from naskah.halaman import konteks_keputusan, tautkan
from naskah.jenis import ambil_jenis


@require_http_methods(["GET", "HEAD", "POST"])
def tetapkan(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """What issuing means, what still stands against it, and the button."""
    konteks = konteks_keputusan(request, keputusan_id)
    if not konteks["boleh_tetapkan"]:
        raise TidakBerhak("Keputusan ini tidak dapat Anda tetapkan.")
    baris = konteks["baris"]
    galat_halaman = []
    if request.method == "POST":
        versi = request.POST.get("versi", "")
        hitung("cetak", request.user.pk)
        try:
            cetakan = services.minta_penetapan(
                aktor=request.user,
                keputusan_id=keputusan_id,
                versi=int(versi) if versi.isdecimal() and len(versi) < 10 else -1,
                kembali=reverse("keputusan", args=[keputusan_id]),
            )
        except GalatLayanan as galat:
            if isinstance(galat, TidakBerhak | TidakDitemukan):
                raise
            galat_halaman = [(galat.pesan, "")]
            konteks |= konteks_keputusan(request, keputusan_id)
            baris = konteks["baris"]
        else:
            if cetakan is not None:
                return redirect("cetakan", cetakan.pk)
            messages.success(request, "Keputusan ditetapkan. Isi dan berkas PDF-nya kini dibekukan.")
            return redirect("keputusan", keputusan_id)
    konteks |= {
        "galat": galat_halaman,
        "temuan": tautkan(baris, ambil_jenis(baris.jenis).periksa(baris)),
        "halangan": services.halangan(baris),
    }
    return render(request, "naskah/tetapkan.html", konteks, status=422 if galat_halaman else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cabut(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """Revoke an issued decree, with a reason."""
    konteks = konteks_keputusan(request, keputusan_id)
    if not konteks["boleh_cabut"]:
        raise TidakBerhak("Keputusan ini tidak dapat Anda cabut.")
    form = FormulirCabut(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cabut(aktor=request.user, keputusan_id=keputusan_id, alasan=form.cleaned_data["alasan"])
        messages.success(request, "Keputusan dicabut.")
        return redirect("keputusan", keputusan_id)
    return render(request, "naskah/cabut.html", {**konteks, "form": form}, status=422 if form.errors else 200)


@require_POST
def perubahan(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """Begin a draft that amends this issued decree."""
    konteks = konteks_keputusan(request, keputusan_id)
    buat = ambil_jenis(konteks["baris"].jenis).buat_perubahan
    if not konteks["boleh_perubahan"] or buat is None:
        raise TidakBerhak("Keputusan ini tidak dapat Anda ubah dengan keputusan baru.")
    baru = buat(request.user, keputusan_id)
    messages.success(request, "Draf keputusan perubahan dibuat dari keputusan ini.")
    return redirect("keputusan", baru.pk)


@require_POST
def hapus(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """Discard a draft."""
    konteks = konteks_keputusan(request, keputusan_id)
    services.hapus_draf(aktor=request.user, keputusan_id=keputusan_id)
    messages.success(request, "Draf keputusan dihapus.")
    return redirect("keputusan_daftar", konteks["keputusan"].perangkat_daerah_id)


@require_http_methods(["GET", "HEAD", "POST"])
def unggah(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """Keep the signed scan beside the issued decree."""
    konteks = konteks_keputusan(request, keputusan_id)
    if not konteks["boleh_unggah"]:
        raise TidakBerhak("Naskah bertanda tangan diunggah perencana setelah keputusan ditetapkan.")
    form = FormulirPindaian(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FormulirPindaian(request.POST, request.FILES)
        if form.is_valid():
            try:
                services.unggah_pindaian(
                    aktor=request.user, keputusan_id=keputusan_id, isi=form.cleaned_data["berkas"].read()
                )
            except GalatLayanan as galat:
                tambah_galat(form, galat)
            else:
                messages.success(request, "Naskah bertanda tangan tersimpan dan ditawarkan lebih dahulu.")
                return redirect("keputusan", keputusan_id)
    return render(request, "naskah/pindaian.html", {**konteks, "form": form}, status=422 if form.errors else 200)
