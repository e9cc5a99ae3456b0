"""One decree: the editor with its preview, the papers to download, its history."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from instansi.api import (
    Bentrok,
    GalatLayanan,
    Permintaan,
    TidakDitemukan,
    dalam_bingkai,
    jelaskan_bentrok,
    tambah_galat,
)
from naskah.arsip import baca_berkas
from naskah.banding import LABEL, beda_catatan, beda_naskah
from naskah.choices import BAGIAN_DASAR, BagianButir, StatusKeputusan
from naskah.forms import FormulirKeputusan, baca_butir, baca_perintah, beda_butir, jalankan, judul_bagian
from naskah.halaman import konteks_keputusan, periksa, tautkan
from naskah.jenis import ambil_jenis
from naskah.models import Keputusan
from naskah.rows import Butir, IsiKeputusan
from naskah.selectors import ambil_keputusan, baca_keputusan, daftar_keputusan, pustaka_dasar, riwayat
from naskah.services import halangan, ubah_isi
from naskah.services.penetapan import nama_dasar
from naskah.unduhan import unduh as unduh_naskah

_RIWAYAT_TERBANYAK = 200
_SUNTINGAN = ("ubah_keputusan", "tambah_baris", "ubah_baris", "hapus_baris")  # entries that hold what was typed
_HURUF_SEBARIS = 60  # of a text area in the editor, to give each item the lines it needs
TIPE = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
def sunting(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """The editor: form at the left, preview at the right. An issued decree, or a reader, sees it without form."""
    konteks = konteks_keputusan(request, keputusan_id)
    baris = konteks["baris"]
    if request.method == "POST":
        return _simpan(request, konteks)
    form = FormulirKeputusan(
        initial=FormulirKeputusan.awal(baris.isi, baris.versi), yang_berlaku=_yang_berlaku(konteks["keputusan"])
    )
    return _tampilkan(request, konteks, form, baris.isi)


@never_cache
@dalam_bingkai
@require_safe
def pratinjau(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """The paper as it stands, inline, for the frame of the editor.

    With ?awal the decree without its attachments, with ?ringan nothing (204) when the whole takes long to print.
    """
    parameter = {"keputusan": keputusan_id, "pratinjau": True, "awal": "awal" in request.GET}
    return unduh_naskah(request, "keputusan", parameter, sebaris=True, hanya_ringan="ringan" in request.GET)


@never_cache
@require_safe
def unduh(request: Permintaan, keputusan_id: int, bentuk: str) -> HttpResponse:
    """The paper as a file: the frozen PDF (of a draft the present one), "ttd" the signed scan, DOCX, XLSX."""
    keputusan = ambil_keputusan(request.user, keputusan_id)
    if bentuk == "ttd" and keputusan.pindaian:
        return _unduhan(baca_berkas(keputusan.pindaian), "pdf", keputusan.pindaian.nama)
    if bentuk not in TIPE:
        raise TidakDitemukan("Berkas ini tidak ada.")
    if bentuk == "pdf":
        return unduh_naskah(request, "keputusan", {"keputusan": keputusan_id})
    jenis = ambil_jenis(keputusan.jenis)
    isi = (jenis.tulis_docx if bentuk == "docx" else jenis.tulis_xlsx)(baca_keputusan(keputusan.pk))
    return _unduhan(isi, bentuk, f"{nama_dasar(keputusan)}.{bentuk}")


@require_safe
def lihat_riwayat(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """What was done with the decree, newest first."""
    konteks = konteks_keputusan(request, keputusan_id)
    label = ambil_jenis(konteks["keputusan"].jenis).label
    konteks["riwayat"] = [
        (satu, beda_catatan(satu.sebelum, satu.sesudah, label) if satu.kata_kerja in _SUNTINGAN else [])
        for satu in riwayat(konteks["keputusan"])[:_RIWAYAT_TERBANYAK]
    ]
    return render(request, "naskah/riwayat.html", konteks)


@require_safe
def banding(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """What this decree adds, changes and drops against another one of the agency: by default the one it amends."""
    konteks = konteks_keputusan(request, keputusan_id)
    keputusan, baris = konteks["keputusan"], konteks["baris"]
    semua = daftar_keputusan(keputusan.perangkat_daerah).filter(jenis=keputusan.jenis).exclude(pk=keputusan.pk)
    kunci = request.GET.get("dengan", "")
    lama = semua.filter(pk=int(kunci) if kunci.isdecimal() and len(kunci) < 18 else keputusan.mengubah_id).first()
    konteks |= {"pilihan": semua, "lama": lama}
    if lama is not None:
        isi_lama = baca_keputusan(lama.pk, lambang=False)
        bandingkan = ambil_jenis(keputusan.jenis).bandingkan
        konteks["beda"] = [
            *beda_naskah(isi_lama.isi, baris.isi),
            *(bandingkan(isi_lama, baris) if bandingkan else ()),
        ]
    return render(request, "naskah/banding.html", konteks)


def _simpan(request: Permintaan, konteks: dict[str, Any]) -> HttpResponse:
    """Save everything typed, do what the button asks with a list, and show the page again."""
    keputusan: Keputusan = konteks["keputusan"]
    form = FormulirKeputusan(request.POST, yang_berlaku=_yang_berlaku(keputusan))
    perintah = baca_perintah(request.POST)
    dasar = pustaka_dasar(keputusan.perangkat_daerah).filter(pk=_kunci(request, perintah.bagian) or 0).first()
    butir = jalankan(baca_butir(request.POST), perintah, dasar)
    if not form.is_valid():
        return _tampilkan(request, konteks, form, IsiKeputusan().dengan(**butir), status=422)
    isi = form.isi(butir)
    try:
        ubah_isi(aktor=request.user, keputusan_id=keputusan.pk, versi=form.cleaned_data["versi"], isi=isi)
    except Bentrok as galat:
        tersimpan = baca_keputusan(keputusan.pk, lambang=False)
        awal = FormulirKeputusan.awal(tersimpan.isi, tersimpan.versi)
        bentrok = jelaskan_bentrok(form, galat, awal, tersimpan.versi)
        beda = beda_butir(ambil_jenis(keputusan.jenis).bagian, isi, tersimpan.isi, galat.semula)
        bidang = (replace(satu, label=LABEL.get(satu.nama, satu.label)) for satu in bentrok.beda)
        konteks["bentrok"] = replace(bentrok, beda=(*bidang, *beda))
        return _tampilkan(request, konteks, form, isi, status=409)
    except GalatLayanan as galat:
        tambah_galat(form, galat)
        return _tampilkan(request, konteks, form, isi, status=422)
    messages.success(request, "Keputusan tersimpan.")
    alamat = reverse("keputusan", args=[keputusan.pk])
    return redirect(f"{alamat}#{perintah.bagian}" if perintah.bagian else alamat)


def _tampilkan(
    request: Permintaan, konteks: dict[str, Any], form: FormulirKeputusan, isi: IsiKeputusan, *, status: int = 200
) -> HttpResponse:
    keputusan, baris = konteks["keputusan"], konteks["baris"]
    jenis = ambil_jenis(keputusan.jenis)
    pustaka = list(pustaka_dasar(keputusan.perangkat_daerah)) if konteks["boleh_ubah"] else []
    konteks |= {
        "form": form,
        "bagian_butir": [_bagian(bagian, isi.butir(bagian), pustaka) for bagian in jenis.bagian],
        "temuan": tautkan(baris, periksa(baris)),
        "halangan": halangan(baris) if baris.draf else None,
        "perubahan": keputusan.perubahan.order_by("pk"),
        "pencabutan": riwayat(keputusan).filter(kata_kerja="cabut").first(),
    }
    return render(request, "naskah/keputusan.html", konteks, status=status)


def _bagian(bagian: BagianButir, butir: tuple[Butir, ...], pustaka: list[Any]) -> dict[str, Any]:
    """Return a list for the page, with one empty item at its end to be filled in."""
    terisi = [satu for satu in butir if satu.teks.strip()]
    dipakai = {satu.dasar_id for satu in terisi}
    return {
        "kunci": bagian.value,
        "label": judul_bagian(bagian),
        "butir": [(satu, min(10, 2 + len(satu.teks) // _HURUF_SEBARIS)) for satu in terisi],
        "pustaka": [satu for satu in pustaka if satu.pk not in dipakai] if bagian in BAGIAN_DASAR else [],
    }


def _yang_berlaku(keputusan: Keputusan) -> list[Keputusan]:
    """Return the issued decrees of the same agency and kind, which this one can amend."""
    return list(
        Keputusan.objects.filter(
            perangkat_daerah=keputusan.perangkat_daerah_id,
            jenis=keputusan.jenis,
            status__in=(StatusKeputusan.DITETAPKAN, StatusKeputusan.DIUBAH),
        )
    )


def _kunci(request: Permintaan, bagian: str) -> int | None:
    nilai = request.POST.get(f"dasar-{bagian}", "")
    return int(nilai) if nilai.isdecimal() and len(nilai) < 18 else None


def _unduhan(isi: bytes, bentuk: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi,
        content_type=TIPE[bentuk],
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )
