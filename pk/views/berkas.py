"""Papers and workbooks: the book of all positions, one agreement, targets and realisation."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from instansi.api import Permintaan, TidakDitemukan
from naskah.api import baca_berkas
from pk.documents import cetak_perjanjian
from pk.exporting import tulis_buku_kerja, tulis_docx
from pk.lingkup import baca_lingkup
from pk.models import Perjanjian
from pk.selectors import (
    ambil_perangkat,
    ambil_perjanjian,
    baca_perjanjian,
    kertas_perangkat,
    perjanjian_untuk_dicetak,
)
from pk.services import nama_dasar
from pk.views.kerangka import TIPE, baca_tahun, konteks_pk, unduhan


@never_cache
@require_safe
def buku(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The agreements of all positions of a year as one PDF."""
    return _buku(request, perangkat_id, "pdf")


@never_cache
@require_safe
def buku_docx(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The same as a Word file."""
    return _buku(request, perangkat_id, "docx")


@never_cache
@require_safe
def buku_kerja(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Targets of the period and the year's realisation as the workbook that can be imported."""
    konteks = konteks_pk(request, perangkat_id, "pk_target")
    perangkat, tahun = konteks["perangkat"], konteks["tahun"]
    return unduhan(tulis_buku_kerja(konteks["daftar"], tahun), "xlsx", f"target-{perangkat.slug}-{tahun}.xlsx")


@never_cache
@xframe_options_sameorigin
@require_safe
def pratinjau(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """The paper as it stands, inline, for the frame of the editor."""
    isi = _pdf(ambil_perjanjian(request.user, perjanjian_id))
    return HttpResponse(isi, content_type=TIPE["pdf"], headers={"Content-Disposition": "inline"})


@never_cache
@require_safe
def unduh(request: Permintaan, perjanjian_id: int, bentuk: str) -> HttpResponse:
    """The paper as a file: the frozen PDF (of a draft the present one), "ttd" the signed scan, DOCX."""
    perjanjian = ambil_perjanjian(request.user, perjanjian_id)
    if bentuk == "ttd" and perjanjian.pindaian:
        return unduhan(baca_berkas(perjanjian.pindaian), "pdf", perjanjian.pindaian.nama)
    if bentuk not in ("pdf", "docx"):
        raise TidakDitemukan("Berkas ini tidak ada.")
    baris = baca_perjanjian(perjanjian)
    if bentuk == "pdf":
        isi = _pdf(perjanjian)
    else:
        lingkup = baca_lingkup(perjanjian.perangkat_daerah, perjanjian.tahun)
        isi = tulis_docx((baris,), kertas_perangkat(lingkup))
    return unduhan(isi, bentuk, f"{nama_dasar(baris)}.{bentuk}")


def _buku(request: Permintaan, perangkat_id: int, bentuk: str) -> HttpResponse:
    perangkat = ambil_perangkat(request.user, perangkat_id)
    baris, kertas = perjanjian_untuk_dicetak(perangkat, baca_tahun(request))
    if not baris:
        raise TidakDitemukan("Belum ada jabatan yang memegang kinerja pada pohon kinerja.")
    isi = cetak_perjanjian(baris, kertas).pdf if bentuk == "pdf" else tulis_docx(baris, kertas)
    return unduhan(isi, bentuk, f"pk-{perangkat.slug}-{baris[0].tahun}.{bentuk}")


def _pdf(perjanjian: Perjanjian) -> bytes:
    if perjanjian.pdf:
        return baca_berkas(perjanjian.pdf)
    lingkup = baca_lingkup(perjanjian.perangkat_daerah, perjanjian.tahun)
    return cetak_perjanjian((baca_perjanjian(perjanjian),), kertas_perangkat(lingkup)).pdf
