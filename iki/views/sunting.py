"""Editing one position: task and functions, sasaran, indicators, copying, taking over from the tree."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from iki import services
from iki.forms import FormulirIndikator, FormulirSalin, FormulirSasaran, FormulirUraian
from iki.isian import IsiIndikator
from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran
from iki.selectors import pustaka_fungsi
from iki.views.kerangka import alamat_posisi, ambil_posisi, kiriman, konteks_iki, pastikan_boleh
from instansi.api import (
    Bentrok,
    GalatLayanan,
    KeteranganBentrok,
    Permintaan,
    TidakDitemukan,
    jelaskan_bentrok,
    tambah_galat,
)

_AKSI: dict[str, int] = {"naik": -1, "turun": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def uraian(request: Permintaan, perangkat_id: int, jabatan_id: int) -> HttpResponse:
    """Task and functions."""
    konteks, posisi = _mulai(request, perangkat_id, jabatan_id)
    awal = {"versi": posisi.versi, "tugas": posisi.tugas, "fungsi": "\n".join(posisi.fungsi)}
    pustaka = [teks for teks in pustaka_fungsi(konteks["perangkat"]) if teks not in posisi.fungsi]
    form = FormulirUraian(kiriman(request)[0], initial=awal, pustaka=pustaka)

    def simpan() -> str:
        services.ubah_uraian(
            aktor=request.user,
            jabatan_id=posisi.id,
            versi=form.cleaned_data["versi"],
            tugas=form.cleaned_data["tugas"],
            fungsi=form.semua_fungsi,
        )
        return "Tugas dan fungsi disimpan."

    return _formulir(request, konteks | {"judul": "Tugas dan fungsi"}, posisi, form, simpan, awal)


@require_http_methods(["GET", "HEAD", "POST"])
def sasaran_baru(request: Permintaan, perangkat_id: int, jabatan_id: int) -> HttpResponse:
    """An own sasaran."""
    konteks, posisi = _mulai(request, perangkat_id, jabatan_id)
    form = FormulirSasaran(kiriman(request)[0], initial={"versi": posisi.versi}, atasan=konteks["iki"].atasan(posisi))

    def simpan() -> str:
        services.tambah_sasaran(
            aktor=request.user,
            jabatan_id=posisi.id,
            teks=form.cleaned_data["teks"],
            mendukung_id=form.mendukung_id,
        )
        return "Sasaran ditambahkan. Tambahkan indikatornya."

    return _formulir(request, konteks | {"judul": "Tambah sasaran"}, posisi, form, simpan, {}, "sasaran-akhir")


@require_http_methods(["GET", "HEAD", "POST"])
def sasaran(request: Permintaan, perangkat_id: int, jabatan_id: int, sasaran_id: int) -> HttpResponse:
    """The text of a sasaran and what it supports."""
    konteks, posisi = _mulai(request, perangkat_id, jabatan_id)
    satu = _cari_sasaran(posisi, sasaran_id)
    awal = {"versi": posisi.versi, "teks": satu.teks, "mendukung": str(satu.mendukung_id or "")}
    form = FormulirSasaran(kiriman(request)[0], initial=awal, atasan=konteks["iki"].atasan(posisi))

    def simpan() -> str:
        services.ubah_sasaran(
            aktor=request.user,
            sasaran_id=sasaran_id,
            versi=form.cleaned_data["versi"],
            teks=form.cleaned_data["teks"],
            mendukung_id=form.mendukung_id,
        )
        return "Sasaran disimpan."

    konteks |= {"judul": f"Sasaran {satu.nomor}", "dari_pohon": satu.kode_simpul}
    return _formulir(request, konteks, posisi, form, simpan, awal, f"sasaran-{sasaran_id}")


@require_http_methods(["GET", "HEAD", "POST"])
def indikator_baru(request: Permintaan, perangkat_id: int, jabatan_id: int, sasaran_id: int) -> HttpResponse:
    """A new indicator of a sasaran."""
    konteks, posisi = _mulai(request, perangkat_id, jabatan_id)
    satu = _cari_sasaran(posisi, sasaran_id)
    form = FormulirIndikator(kiriman(request)[0], initial={"versi": posisi.versi})

    def simpan() -> str:
        services.tambah_indikator(aktor=request.user, sasaran_id=sasaran_id, isi=_isi(form))
        return "Indikator ditambahkan."

    konteks |= {"judul": "Tambah indikator", "sasaran": satu}
    return _formulir(request, konteks, posisi, form, simpan, {}, f"sasaran-{sasaran_id}")


@require_http_methods(["GET", "HEAD", "POST"])
def indikator(request: Permintaan, perangkat_id: int, jabatan_id: int, indikator_id: int) -> HttpResponse:
    """One indicator."""
    konteks, posisi = _mulai(request, perangkat_id, jabatan_id)
    milik, satu = _cari_indikator(posisi, indikator_id)
    awal = _awal(satu) | {"versi": posisi.versi}
    form = FormulirIndikator(kiriman(request)[0], initial=awal)

    def simpan() -> str:
        services.ubah_indikator(
            aktor=request.user, indikator_id=indikator_id, versi=form.cleaned_data["versi"], isi=_isi(form)
        )
        return "Indikator disimpan."

    konteks |= {"judul": "Ubah indikator", "sasaran": milik, "dari_pohon": satu.ikut_pohon and milik.kode_simpul}
    return _formulir(request, konteks, posisi, form, simpan, awal, f"sasaran-{milik.id}")


@require_http_methods(["GET", "HEAD", "POST"])
def salin(request: Permintaan, perangkat_id: int, jabatan_id: int) -> HttpResponse:
    """Copy from another position."""
    konteks, posisi = _mulai(request, perangkat_id, jabatan_id)
    form = FormulirSalin(kiriman(request)[0], iki=konteks["iki"], posisi=posisi, initial={"fungsi": True})

    def simpan() -> str:
        isi = form.cleaned_data
        banyak = services.salin_jabatan(
            aktor=request.user,
            jabatan_id=posisi.id,
            dari_id=int(isi["dari"]),
            fungsi=isi["fungsi"],
            sasaran=isi["sasaran"],
        )
        return f"{banyak} butir disalin." if banyak else "Tidak ada yang disalin: semuanya sudah ada di jabatan ini."

    return _formulir(request, konteks | {"judul": "Salin dari jabatan lain"}, posisi, form, simpan, {})


@require_POST
def sasaran_aksi(request: Permintaan, perangkat_id: int, jabatan_id: int, sasaran_id: int) -> HttpResponse:
    """Move or delete a sasaran."""
    _, posisi = _mulai(request, perangkat_id, jabatan_id)
    _cari_sasaran(posisi, sasaran_id)
    aksi = request.POST.get("aksi", "")
    if aksi == "hapus":
        services.hapus_sasaran(aktor=request.user, sasaran_id=sasaran_id)
        messages.success(request, "Sasaran dihapus.")
        return redirect(alamat_posisi(perangkat_id, jabatan_id, "sasaran-awal"))
    services.pindah_sasaran(aktor=request.user, sasaran_id=sasaran_id, arah=_AKSI.get(aksi, 0))
    return redirect(alamat_posisi(perangkat_id, jabatan_id, f"sasaran-{sasaran_id}"))


@require_POST
def indikator_aksi(request: Permintaan, perangkat_id: int, jabatan_id: int, indikator_id: int) -> HttpResponse:
    """Move or delete an indicator."""
    _, posisi = _mulai(request, perangkat_id, jabatan_id)
    milik, _ = _cari_indikator(posisi, indikator_id)
    aksi = request.POST.get("aksi", "")
    if aksi == "hapus":
        services.hapus_indikator(aktor=request.user, indikator_id=indikator_id)
        messages.success(request, "Indikator dihapus.")
    else:
        services.pindah_indikator(aktor=request.user, indikator_id=indikator_id, arah=_AKSI.get(aksi, 0))
    return redirect(alamat_posisi(perangkat_id, jabatan_id, f"sasaran-{milik.id}"))


@require_POST
def ambil(request: Permintaan, perangkat_id: int, jabatan_id: int) -> HttpResponse:
    """Take over the nodes that the position carries."""
    _mulai(request, perangkat_id, jabatan_id)
    banyak = services.ambil_dari_pohon(aktor=request.user, jabatan_id=jabatan_id)
    messages.success(request, f"{banyak} sasaran diambil dari pohon kinerja.")
    return redirect(alamat_posisi(perangkat_id, jabatan_id, "sasaran-awal"))


@require_POST
def ambil_semua(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Take over the nodes of all positions."""
    konteks = konteks_iki(request, perangkat_id)
    banyak = services.ambil_semua(aktor=request.user, perangkat_daerah=konteks["perangkat"])
    messages.success(request, f"{banyak} sasaran diambil dari pohon kinerja.")
    return redirect(reverse("iki_daftar", args=[perangkat_id]))


def _mulai(request: Permintaan, perangkat_id: int, jabatan_id: int) -> tuple[dict[str, Any], BarisPosisi]:
    """Return context and position of an editing page. Raises TidakDitemukan, TidakBerhak."""
    konteks = konteks_iki(request, perangkat_id, halaman="sunting")
    iki: BarisIki = konteks["iki"]
    posisi = ambil_posisi(iki, jabatan_id)
    pastikan_boleh(konteks)
    konteks["remah"].append((posisi.nama, alamat_posisi(perangkat_id, jabatan_id)))
    return konteks | {"posisi": posisi}, posisi


def _formulir(
    request: Permintaan,
    konteks: dict[str, Any],
    posisi: BarisPosisi,
    form: forms.Form,
    simpan: Callable[[], str],
    tersimpan: Mapping[str, object],
    jangkar: str = "",
) -> HttpResponse:
    """Show a form; sent and sound, save it and go back to the position. A conflict shows both texts."""
    bentrok: KeteranganBentrok | None = None
    kembali = alamat_posisi(konteks["perangkat"].pk, posisi.id, jangkar)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, simpan())
            return redirect(kembali)
        except Bentrok as galat:
            bentrok = jelaskan_bentrok(form, galat, tersimpan, posisi.versi)
        except GalatLayanan as galat:
            tambah_galat(form, galat)
    status = 409 if bentrok else 422 if form.errors else 200
    return render(
        request, "iki/formulir.html", konteks | {"form": form, "bentrok": bentrok, "kembali": kembali}, status=status
    )


def _cari_sasaran(posisi: BarisPosisi, sasaran_id: int) -> BarisSasaran:
    satu = next((satu for satu in posisi.sasaran if satu.id == sasaran_id), None)
    if satu is None:
        raise TidakDitemukan("Sasaran ini sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir.")
    return satu


def _cari_indikator(posisi: BarisPosisi, indikator_id: int) -> tuple[BarisSasaran, BarisIndikator]:
    for sasaran in posisi.sasaran:
        for satu in sasaran.indikator:
            if satu.id == indikator_id:
                return sasaran, satu
    raise TidakDitemukan("Indikator ini sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir.")


def _isi(form: forms.Form) -> IsiIndikator:
    return IsiIndikator(**{nama: nilai for nama, nilai in form.cleaned_data.items() if nama != "versi"})


def _awal(satu: BarisIndikator) -> dict[str, object]:
    isi = {nama: getattr(satu, nama) for nama in IsiIndikator.__dataclass_fields__}
    return isi | {"sumber_data": "\n".join(satu.sumber_data)}
