"""The attachments of an IKU decree: both tables with their buttons, and the page of one row."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from iku import services
from iku.choices import NomorLampiran
from iku.forms import FormulirBaris, FormulirUsulan
from iku.rows import Baris
from iku.selectors import ambil_keputusan_iku, baca_baris
from instansi.api import Bentrok, GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan, jelaskan_bentrok, tambah_galat
from naskah.api import baca_keputusan, konteks_keputusan


@require_http_methods(["GET", "HEAD", "POST"])
def lampiran(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """Both tables; POST adds the rows that the tree proposes to one of them."""
    ambil_keputusan_iku(request.user, keputusan_id)
    konteks = konteks_keputusan(request, keputusan_id)
    baris = baca_baris(konteks["baris"])
    form_usulan = {nomor: FormulirUsulan(lampiran=nomor) for nomor in NomorLampiran}
    status = 200
    if request.method == "POST":
        nomor = _nomor(request.POST.get("lampiran", ""))
        form_usulan[nomor] = FormulirUsulan(request.POST, lampiran=nomor)
        if form_usulan[nomor].is_valid():
            banyak = services.usulkan_baris(
                aktor=request.user,
                keputusan_id=keputusan_id,
                lampiran=nomor,
                tingkat=form_usulan[nomor].cleaned_data["tingkat"],
            )
            kabar = f"{banyak} baris ditambahkan." if banyak else "Semua usulan dari pohon sudah ada dalam lampiran."
            messages.success(request, kabar)
            return _ke_lampiran(keputusan_id, nomor)
        status = 422
    konteks |= {
        "lampiran": [
            (nomor, [satu for satu in baris if satu.lampiran == nomor], form_usulan[nomor]) for nomor in NomorLampiran
        ],
        "daftar_form": [satu for satu in form_usulan.values() if satu.errors],
    }
    return render(request, "iku/lampiran.html", konteks, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def baris_baru(request: Permintaan, keputusan_id: int, nomor: int) -> HttpResponse:
    """A row that stands without a node."""
    ambil_keputusan_iku(request.user, keputusan_id)
    konteks = konteks_keputusan(request, keputusan_id)
    _pastikan_boleh(konteks)
    di = _nomor(str(nomor))
    form = FormulirBaris(request.POST or None, initial={"versi": konteks["baris"].versi})
    if request.method == "POST" and form.is_valid():
        try:
            baru = services.tambah_baris(aktor=request.user, keputusan_id=keputusan_id, lampiran=di, isi=form.isi)
        except GalatLayanan as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Baris ditambahkan.")
            return _ke_lampiran(keputusan_id, NomorLampiran(baru.lampiran))
    konteks |= {"form": form, "nomor_lampiran": di}
    return render(request, "iku/baris.html", konteks, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def baris(request: Permintaan, keputusan_id: int, baris_id: int) -> HttpResponse:
    """The cells of one row, each beside the tree's text where it differs."""
    ambil_keputusan_iku(request.user, keputusan_id)
    konteks = konteks_keputusan(request, keputusan_id)
    _pastikan_boleh(konteks)
    kini = _ambil_baris(konteks, baris_id)
    awal = {**kini.isi, "versi": konteks["baris"].versi}
    form = FormulirBaris(request.POST or None, initial=awal, pohon=kini.pohon)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            isi = {**form.isi, **_kembali_ke_pohon(request, kini)}
            try:
                services.ubah_baris(
                    aktor=request.user,
                    keputusan_id=keputusan_id,
                    baris_id=baris_id,
                    versi=form.cleaned_data["versi"],
                    isi=isi,
                )
            except Bentrok as galat:
                status = 409
                versi = baca_keputusan(keputusan_id, lambang=False).versi
                konteks["bentrok"] = jelaskan_bentrok(form, galat, kini.isi, versi)
            except GalatLayanan as galat:
                tambah_galat(form, galat)
            else:
                messages.success(request, "Baris tersimpan.")
                return _ke_lampiran(keputusan_id, kini.lampiran, kini.nomor)
    konteks |= {"form": form, "satu": kini, "nomor_lampiran": kini.lampiran}
    return render(request, "iku/baris.html", konteks, status=status)


@require_POST
def aksi_baris(request: Permintaan, keputusan_id: int, baris_id: int) -> HttpResponse:
    """Move, copy or delete a row: "naik", "turun", "gandakan", "hapus"."""
    ambil_keputusan_iku(request.user, keputusan_id)
    konteks = konteks_keputusan(request, keputusan_id)
    kini = _ambil_baris(konteks, baris_id)
    kunci: dict[str, Any] = {"aktor": request.user, "keputusan_id": keputusan_id, "baris_id": baris_id}
    match request.POST.get("aksi"):
        case "naik":
            services.pindah_baris(**kunci, arah=-1)
        case "turun":
            services.pindah_baris(**kunci, arah=1)
        case "gandakan":
            services.gandakan_baris(**kunci)
            messages.success(request, "Baris digandakan; sesuaikan salinannya.")
        case "hapus":
            services.hapus_baris(**kunci)
            messages.success(request, f"Baris {kini.nomor} dihapus.")
        case _:
            raise TidakDitemukan("Tindakan ini tidak ada.")
    return _ke_lampiran(keputusan_id, kini.lampiran)


def _ambil_baris(konteks: dict[str, Any], baris_id: int) -> Baris:
    hasil = next((satu for satu in baca_baris(konteks["baris"]) if satu.id == baris_id), None)
    if hasil is None:
        raise TidakDitemukan("Baris ini tidak ada.")
    return hasil


def _pastikan_boleh(konteks: dict[str, Any]) -> None:
    if not konteks["boleh_ubah"]:
        raise TidakBerhak("Lampiran keputusan ini tidak dapat Anda ubah.")


def _kembali_ke_pohon(request: Permintaan, kini: Baris) -> dict[str, str]:
    """Return the tree's texts for the cells ticked to follow it again."""
    return {nama: kini.pohon[nama] for nama in request.POST.getlist("pakai_pohon") if kini.pohon and nama in kini.pohon}


def _nomor(teks: str) -> NomorLampiran:
    if teks not in ("1", "2"):
        raise TidakDitemukan("Lampiran ini tidak ada.")
    return NomorLampiran(int(teks))


def _ke_lampiran(keputusan_id: int, lampiran: NomorLampiran, nomor: int | None = None) -> HttpResponse:
    jangkar = f"lampiran-{lampiran.value}" + (f"-{nomor}" if nomor else "")
    return redirect(f"{reverse('iku_lampiran', args=[keputusan_id])}#{jangkar}")
