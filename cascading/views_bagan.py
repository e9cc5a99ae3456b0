"""The page "Bagan" with the tree picture, and the picture as a file: SVG, PDF, PNG, of the whole tree or one branch."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cascading.bagan import (
    TAMPILAN,
    PilihanBagan,
    anggota,
    cari_simpul,
    kendali,
    legenda,
    leluhur,
    tautan_simpul,
    terlipat,
)
from cascading.rendering import BELUM_ADA_GAMBAR, nama_gambar
from cascading.svg import Layar, svg_pohon
from instansi.api import Permintaan, TidakDitemukan
from naskah.api import unduh
from pohon.api import BarisPohon, BarisSimpul, ambil_pohon, baca_pohon, konteks_pohon, tanda_simpul


@require_safe
def bagan(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The picture in a frame that scrolls, with search, zoom, folding and downloads; everything by plain links."""
    pohon = ambil_pohon(request.user, pohon_id)
    konteks = konteks_pohon(request, pohon, None, tahap="bagan")
    rows: BarisPohon = konteks["rows"]
    pilihan = PilihanBagan.dari(request).pada(rows)
    tanda = tanda_simpul(request, pohon, rows, konteks["temuan"]) if pilihan.tanda else {}
    cocok = cari_simpul(rows, pilihan.kata, pilihan.cabang)
    nomor = (pilihan.ke - 1) % len(cocok) if cocok else 0
    semua = anggota(rows, pilihan.cabang)
    layar = Layar(
        tautan=tautan_simpul(pohon_id, ubah=konteks["boleh_ubah"], cascading=pilihan.cascading),
        cabang=lambda simpul: pilihan.query(cabang=simpul.id),
        lipat=lambda simpul: pilihan.query(terlipat=pilihan.terlipat ^ {simpul.id}),
        sorot={simpul.id for simpul in cocok},
        kini=cocok[nomor].id if cocok else 0,
        terlipat=pilihan.terlipat,
        tanda=tanda,
        skala=pilihan.persen / 100 or None,
    )
    konteks |= {
        "pilihan": pilihan,
        "jenis_bagan": TAMPILAN[pilihan.tampilan],
        "kendali": kendali(rows, pilihan),
        "isian": [(nama, isi) for nama, isi in pilihan.isian.items() if nama not in ("q", "ke")],
        "pencarian": _pencarian(pilihan, cocok, nomor),
        "jejak": _jejak(rows, pilihan),
        "legenda": legenda(semua, mencari=bool(cocok)),
        "banyak": len(semua),
        "banyak_tampil": len(semua) - terlipat(semua, pilihan.terlipat),
        "unduhan": _unduhan(pohon_id, pilihan),
        "svg": svg_pohon(
            rows, cascading=pilihan.cascading, arah=pilihan.arah, cabang=pilihan.cabang or None, layar=layar
        )
        if rows.outcome
        else "",
    }
    return render(request, "cascading/bagan.html", konteks)


@never_cache
@require_safe
def bagan_svg(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The picture as an SVG file, as it is arranged on the page. Raises TidakDitemukan for an empty tree."""
    pohon = ambil_pohon(request.user, pohon_id)
    rows = baca_pohon(pohon.pk)
    pilihan = PilihanBagan.dari(request).pada(rows)
    if not rows.outcome:
        raise TidakDitemukan(BELUM_ADA_GAMBAR)
    isi = svg_pohon(rows, cascading=pilihan.cascading, arah=pilihan.arah, cabang=pilihan.cabang or None).encode()
    nama = nama_gambar(rows, pohon.pemilik.slug, "svg", cascading=pilihan.cascading, cabang=pilihan.cabang)
    return HttpResponse(
        isi,
        content_type="image/svg+xml",
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )


@never_cache
@require_safe
def bagan_pdf(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The picture as PDF on A3, over several pages where one would be too small to read."""
    return _cetakan(request, pohon_id, "pdf")


@never_cache
@require_safe
def bagan_png(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The whole picture as one PNG."""
    return _cetakan(request, pohon_id, "png")


def _pencarian(pilihan: PilihanBagan, cocok: list[BarisSimpul], nomor: int) -> dict[str, Any] | None:
    """Return what the page says of a search: the hits, which of them is looked at, and the way to its neighbours."""
    if not pilihan.kata:
        return None

    def ke(nomor_lain: int) -> str:
        lain = nomor_lain % len(cocok)
        return f"{pilihan.query(ke=lain + 1)}#kotak-{cocok[lain].id}"

    return {
        "cocok": cocok,
        "nomor": nomor + 1,
        "kini": cocok[nomor] if cocok else None,
        "sebelumnya": ke(nomor - 1) if cocok else "",
        "berikutnya": ke(nomor + 1) if cocok else "",
        "bersih": pilihan.query(kata="", ke=1),
    }


def _jejak(rows: BarisPohon, pilihan: PilihanBagan) -> list[tuple[str, BarisSimpul | None]]:
    """Return (address, node) of the pictures above a branch, the whole tree (no node) first, the branch itself last."""
    if not pilihan.cabang:
        return []
    simpul = rows.menurut_id[pilihan.cabang]
    atas = [(pilihan.query(cabang=satu.id), satu) for satu in leluhur(rows, simpul)]
    return [(pilihan.query(cabang=0), None), *atas, ("", simpul)]


def _unduhan(pohon_id: int, pilihan: PilihanBagan) -> list[tuple[str, str]]:
    return [
        (jenis.upper(), reverse(f"bagan_{jenis}", args=[pohon_id]) + pilihan.query_berkas())
        for jenis in ("svg", "pdf", "png")
    ]


def _cetakan(request: Permintaan, pohon_id: int, bentuk: str) -> HttpResponse:
    pilihan = PilihanBagan.dari(request)
    parameter = {"pohon": pohon_id, "bentuk": bentuk, "cascading": pilihan.cascading, "cabang": pilihan.cabang}
    return unduh(request, "bagan", parameter)
