"""The matrix of the planning board: agencies × agencies, the picture, the requests behind, XLSX and PDF."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from instansi.api import Permintaan
from lintas.exporting import TIPE_XLSX, tulis_matriks
from lintas.gambar import GAYA, svg_matriks
from lintas.halaman import Daerah, baca_matriks_milik, konteks_lintas
from lintas.rows import RINGKAS, BarisPermintaan, Matriks
from naskah.api import unduh

_SEHALAMAN = 40
_KOLOM_BERNAMA = 12  # more columns than this bear the number of the agency instead of its name


@require_safe
def matriks(request: Permintaan) -> HttpResponse:
    """The matrix; a cell, a state or the words searched for choose which requests are listed below."""
    daerah, isi = _baca(request)
    saring = {nama: request.GET.get(nama, "") for nama in ("peminta", "tujuan", "status")}
    kata = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    konteks = (
        konteks_lintas(request, "matriks")
        | {
            "daerah": daerah,
            "matriks": isi,
            "svg": mark_safe(svg_matriks(isi)),  # noqa: S308 - escaped by its module  # nosec B308
            "legenda": [(kunci, label, *GAYA[kunci]) for kunci, label, _ in RINGKAS],
            "saring": saring,
            "kata": kata,
            "disaring": any(saring.values()) or bool(kata),
            "page_obj": Paginator(_saring(isi.permintaan, saring, kata), _SEHALAMAN).get_page(
                request.GET.get("halaman")
            ),
            "menunggu": isi.menunggu[:_SEHALAMAN],
            "banyak_menunggu": len(isi.menunggu),
            "bernomor": len(isi.kolom) > _KOLOM_BERNAMA,
        }
    )
    return render(request, "lintas/matriks.html", konteks)


@never_cache
@require_safe
def matriks_xlsx(request: Permintaan) -> HttpResponse:
    """The matrix and its requests as a workbook."""
    daerah, isi = _baca(request)
    judul = f"Matriks crosscutting {daerah.pemerintah} {daerah.periode or ''}".strip()
    return _berkas(tulis_matriks(isi, judul), TIPE_XLSX, daerah, "xlsx")


@never_cache
@require_safe
def matriks_pdf(request: Permintaan) -> HttpResponse:
    """The same on paper, A3 lying."""
    return unduh(request, "lintas_matriks", _diminta(request))


def _baca(request: Permintaan) -> tuple[Daerah, Matriks]:
    return baca_matriks_milik(request.user, **_diminta(request))


def _diminta(request: Permintaan) -> dict[str, str]:
    return {nama: request.GET.get(nama, "") for nama in ("pemerintah", "periode")}


def _saring(daftar: tuple[BarisPermintaan, ...], saring: dict[str, str], kata: str) -> list[BarisPermintaan]:
    cari = kata.casefold().split()
    return [
        satu
        for satu in daftar
        if saring["peminta"] in ("", str(satu.peminta_id))
        and saring["tujuan"] in ("", str(satu.tujuan_id))
        and saring["status"] in ("", satu.ringkas)
        and all(k in f"{satu.kode} {satu.pernyataan} {satu.peminta} {satu.tujuan}".casefold() for k in cari)
    ]


def _berkas(isi: bytes, tipe: str, daerah: Daerah, akhiran: str) -> HttpResponse:
    nama = f"matriks-crosscutting-{daerah.pemerintah.slug}-{timezone.localdate():%Y-%m-%d}.{akhiran}"
    return HttpResponse(
        isi,
        content_type=tipe,
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )
