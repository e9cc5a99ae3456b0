"""Tahap 4: the rows of the tree with their indicators and levels, and the page of one indicator."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.api import (
    Bentrok,
    GalatLayanan,
    Permintaan,
    TidakBerhak,
    TidakDitemukan,
    jabatan_berlaku,
    jelaskan_bentrok,
    tambah_galat,
)
from pohon.choices import JenisSimpul, Tahap
from pohon.forms_tahap4 import FormulirIndikator, FormulirTingkat, isian_indikator, isian_tingkat
from pohon.halaman import alamat, konteks_pohon, temuan_menurut_simpul
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul
from pohon.selectors import ambil_pohon, baca_pohon
from pohon.services import hapus_indikator, pindah_indikator, tambah_indikator, ubah_indikator, ubah_tingkat
from pohon.trik import PETUNJUK
from pohon.views import kisi
from pohon.views.daftar import PembuatButir

_BACA_TULIS = require_http_methods(["GET", "HEAD", "POST"])
_TANPA_INDIKATOR = "Kotak ini tidak ada atau tidak memerlukan indikator."


@require_safe
def daftar(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show every node with its indicators, or with `?saring=belum` only those that lack one."""
    pohon = ambil_pohon(request.user, pohon_id)
    return _halaman_daftar(request, pohon, baca_pohon(pohon.pk))


@_BACA_TULIS
def tingkat(request: Permintaan, pohon_id: int, simpul_id: int) -> HttpResponse:
    """Open the level of one node in the list; sent, override it or return to that of its kind."""
    pohon = _pohon_diubah(request, pohon_id)
    formulir, bentrok = FormulirTingkat(request.POST if request.method == "POST" else None), None
    if formulir.is_valid():
        try:
            ubah_tingkat(aktor=request.user, pohon_id=pohon.pk, simpul_id=simpul_id, **formulir.cleaned_data)
            messages.success(request, "Tingkat kinerja disimpan.")
            return redirect(alamat("tahap_4", pohon.pk, f"simpul-{simpul_id}"))
        except Bentrok as galat:
            bentrok = galat
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    rows = baca_pohon(pohon.pk)
    baris = rows.menurut_id.get(simpul_id)
    if not formulir.is_bound:
        if baris is None or not baris.perlu_indikator:
            raise TidakDitemukan(_TANPA_INDIKATOR)
        formulir.initial = isian_tingkat(baris)
    return _halaman_daftar(request, pohon, rows, baris, formulir, bentrok)


@_BACA_TULIS
def indikator_baru(request: Permintaan, pohon_id: int, simpul_id: int) -> HttpResponse:
    """Add an indicator to a node."""
    pohon = _pohon_diubah(request, pohon_id)
    formulir = FormulirIndikator(request.POST if request.method == "POST" else None, baru=True)
    if formulir.is_valid():
        try:
            tambah_indikator(aktor=request.user, pohon_id=pohon.pk, simpul_id=simpul_id, isi=formulir.isi())
            return _sesudah_simpan(request, pohon, simpul_id, "Indikator ditambahkan.")
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    rows = baca_pohon(pohon.pk)
    simpul = rows.menurut_id.get(simpul_id)
    if not formulir.is_bound and (simpul is None or simpul.jenis in (JenisSimpul.CSF, JenisSimpul.CROSSCUTTING)):
        raise TidakDitemukan(_TANPA_INDIKATOR)
    return _halaman_indikator(request, pohon, rows, formulir, simpul, None)


@_BACA_TULIS
def indikator(request: Permintaan, pohon_id: int, indikator_id: int) -> HttpResponse:
    """Show the form of an indicator; sent, change it."""
    pohon = _pohon_diubah(request, pohon_id)
    formulir, bentrok = FormulirIndikator(request.POST if request.method == "POST" else None), None
    if formulir.is_valid():
        versi, isi = formulir.cleaned_data["versi"], formulir.isi()
        try:
            ubah = ubah_indikator(
                aktor=request.user, pohon_id=pohon.pk, indikator_id=indikator_id, versi=versi, isi=isi
            )
            return _sesudah_simpan(request, pohon, ubah.simpul_id, "Indikator disimpan.")
        except Bentrok as galat:
            bentrok = galat
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    rows = baca_pohon(pohon.pk)
    simpul, baris = _cari_indikator(rows, indikator_id)
    if not formulir.is_bound:
        if baris is None:
            raise TidakDitemukan("Indikator ini sudah dihapus atau tidak ada.")
        formulir.initial = isian_indikator(baris)
    return _halaman_indikator(request, pohon, rows, formulir, simpul, baris, bentrok)


@require_POST
def geser(request: Permintaan, pohon_id: int, indikator_id: int) -> HttpResponse:
    """Move an indicator one place up or down among those of its node."""
    pohon = ambil_pohon(request.user, pohon_id)
    arah = request.POST.get("arah", "")
    with _galat_jadi_pesan(request):
        pindah_indikator(aktor=request.user, pohon_id=pohon.pk, indikator_id=indikator_id, arah=arah)
    return redirect(alamat("tahap_4", pohon.pk, f"indikator-{indikator_id}"))


@require_POST
def hapus(request: Permintaan, pohon_id: int, indikator_id: int) -> HttpResponse:
    """Delete an indicator; the page it was asked from (list or grid) then offers to undo it."""
    pohon = ambil_pohon(request.user, pohon_id)
    with _galat_jadi_pesan(request):
        hapus_indikator(aktor=request.user, pohon_id=pohon.pk, indikator_id=indikator_id)
    if request.htmx and request.htmx.current_url_abs_path:
        if request.htmx.current_url_abs_path.partition("?")[0] == alamat("tahap_4_kisi", pohon.pk):
            return kisi.tampil(request, pohon)
    return redirect(alamat("tahap_4", pohon.pk))


@require_safe
def berikutnya(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Go on to the next node without an indicator after `?setelah=<id>`, from the top when there is none below."""
    pohon = ambil_pohon(request.user, pohon_id)
    rows = baca_pohon(pohon.pk)
    belum = _belum_terisi(rows)
    if not belum:
        messages.success(request, "Semua kinerja sudah berindikator.")
        return redirect(alamat("tahap_4", pohon.pk))
    setelah = request.GET.get("setelah", "")
    urutan = [satu.id for satu in rows.simpul]
    tempat = urutan.index(int(setelah)) if setelah.isdecimal() and int(setelah) in urutan else -1
    tujuan = next((satu for satu in belum if urutan.index(satu.id) > tempat), belum[0])
    return redirect(reverse("tahap_4_indikator_baru", args=[pohon.pk, tujuan.id]))


def _pohon_diubah(request: Permintaan, pohon_id: int) -> Pohon:
    """Return the tree for a page that only makes sense to whoever may edit it; sending checks again in the service."""
    pohon = ambil_pohon(request.user, pohon_id)
    if request.method != "POST" and not boleh_ubah(request.user, pohon):
        raise TidakBerhak("Pohon kinerja ini tidak dapat Anda ubah.")
    return pohon


def _belum_terisi(rows: BarisPohon) -> list[BarisSimpul]:
    return [satu for satu in rows.tanpa_csf if satu.perlu_indikator and not satu.indikator]


def _cari_indikator(rows: BarisPohon, kunci: int) -> tuple[BarisSimpul | None, BarisIndikator | None]:
    return next(
        ((simpul, satu) for simpul in rows.simpul for satu in simpul.indikator if satu.id == kunci), (None, None)
    )


def _sesudah_simpan(request: Permintaan, pohon: Pohon, simpul_id: int, pesan: str) -> HttpResponse:
    messages.success(request, pesan)
    if request.POST.get("aksi") == "lanjut":
        return redirect(reverse("tahap_4_berikutnya", args=[pohon.pk], query={"setelah": simpul_id}))
    return redirect(alamat("tahap_4", pohon.pk, f"simpul-{simpul_id}"))


@contextmanager
def _galat_jadi_pesan(request: Permintaan) -> Iterator[None]:
    """Tell an error of a one-button action on the page it came from: there is no form that could show it."""
    try:
        yield
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)


def _status(formulir: BaseForm | None, bentrok: Bentrok | None) -> HTTPStatus:
    if bentrok:
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if formulir and formulir.errors else HTTPStatus.OK


def _halaman_daftar(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon,
    diubah: BarisSimpul | None = None,
    formulir: FormulirTingkat | None = None,
    galat: Bentrok | None = None,
) -> HttpResponse:
    belum = _belum_terisi(rows)
    jumlah_perlu = sum(satu.perlu_indikator for satu in rows.tanpa_csf)
    saring = request.GET.get("saring") == "belum"
    bentrok = None
    if formulir and diubah:
        formulir.isi_pilihan(diubah.jenis)
        if galat:
            bentrok = jelaskan_bentrok(formulir, galat, isian_tingkat(diubah), diubah.versi)
    konteks = konteks_pohon(request, pohon, rows, tahap="4")
    butir = PembuatButir(rows, temuan_menurut_simpul(konteks["temuan"], "4"), None)
    konteks |= {
        "daftar": butir.daftar(belum if saring else rows.tanpa_csf),
        "saring": saring,
        "jumlah_perlu": jumlah_perlu,
        "jumlah_terisi": jumlah_perlu - len(belum),
        "jumlah_belum": len(belum),
        "diubah": diubah,
        "form": formulir,
        "bentrok": bentrok,
        "petunjuk": PETUNJUK[Tahap.TAHAP_4],
    }
    return render(request, "pohon/tahap_4.html", konteks, status=_status(formulir, galat))


def _halaman_indikator(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon,
    formulir: FormulirIndikator,
    simpul: BarisSimpul | None,
    baris: BarisIndikator | None,
    galat: Bentrok | None = None,
) -> HttpResponse:
    if pohon.perangkat_daerah is not None:
        formulir.isi_pilihan(((satu.pk, satu.nama) for satu in jabatan_berlaku(pohon.perangkat_daerah)), baris)
    terkini = (isian_indikator(baris), baris.versi) if baris else None
    konteks = konteks_pohon(request, pohon, rows, tahap="4") | {
        "form": formulir,
        "bentrok": jelaskan_bentrok(formulir, galat, *terkini) if galat and terkini else None,
        "simpul": simpul,
        "indikator": baris,
        "induk": rows.menurut_id.get(simpul.induk_tampil_id or 0) if simpul else None,
        "petunjuk": PETUNJUK[Tahap.TAHAP_4],
    }
    return render(request, "pohon/tahap_4_indikator.html", konteks, status=_status(formulir, galat))
