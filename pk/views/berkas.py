"""Papers and workbooks: the book of all positions, one agreement, targets and realisation."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from instansi.api import Permintaan, TidakDitemukan, dalam_bingkai
from naskah.api import baca_berkas, unduh
from pk.exporting import tulis_buku_kerja, tulis_docx
from pk.lingkup import baca_lingkup
from pk.selectors import (
    ambil_perangkat,
    ambil_perjanjian,
    baca_perjanjian,
    kertas_perangkat,
    perjanjian_untuk_dicetak,
)
from pk.services import nama_dasar
from pk.views.kerangka import baca_tahun, konteks_pk, unduhan


@never_cache
@require_safe
def buku(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The agreements of all positions of a year as one PDF; a long one is printed in the background."""
    return unduh(request, "pk", {"perangkat": perangkat_id, "tahun": baca_tahun(request)})


@never_cache
@require_safe
def buku_docx(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The same as a Word file."""
    perangkat = ambil_perangkat(request.user, perangkat_id)
    baris, kertas = perjanjian_untuk_dicetak(perangkat, baca_tahun(request))
    if not baris:
        raise TidakDitemukan("Belum ada jabatan yang memegang kinerja pada pohon kinerja.")
    return unduhan(tulis_docx(baris, kertas), "docx", f"pk-{perangkat.slug}-{baris[0].tahun}.docx")


@never_cache
@require_safe
def buku_kerja(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Targets of the period and the year's realisation as the workbook that can be imported."""
    konteks = konteks_pk(request, perangkat_id, "pk_target")
    perangkat, tahun = konteks["perangkat"], konteks["tahun"]
    return unduhan(tulis_buku_kerja(konteks["daftar"], tahun), "xlsx", f"target-{perangkat.slug}-{tahun}.xlsx")


@never_cache
@dalam_bingkai
@require_safe
def pratinjau(request: Permintaan, perjanjian_id: int) -> HttpResponse:
    """The paper as it stands, inline, for the frame of the editor."""
    return unduh(request, "pk", {"perjanjian": perjanjian_id}, sebaris=True)


@never_cache
@require_safe
def unduh_satu(request: Permintaan, perjanjian_id: int, bentuk: str) -> HttpResponse:
    """The paper as a file: the frozen PDF (of a draft the present one), "ttd" the signed scan, DOCX."""
    if bentuk == "pdf":
        return unduh(request, "pk", {"perjanjian": perjanjian_id})
    perjanjian = ambil_perjanjian(request.user, perjanjian_id)
    if bentuk == "ttd" and perjanjian.pindaian:
        return unduhan(baca_berkas(perjanjian.pindaian), "pdf", perjanjian.pindaian.nama)
    if bentuk != "docx":
        raise TidakDitemukan("Berkas ini tidak ada.")
    baris = baca_perjanjian(perjanjian)
    kertas = kertas_perangkat(baca_lingkup(perjanjian.perangkat_daerah, perjanjian.tahun))
    return unduhan(tulis_docx((baris,), kertas), "docx", f"{nama_dasar(baris)}.docx")
