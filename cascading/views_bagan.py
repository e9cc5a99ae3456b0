"""The page "Bagan" with the tree picture, and the picture as a file: SVG, PDF, PNG."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cascading.rendering import pdf_gambar, png_gambar
from cascading.svg import svg_pohon
from instansi.api import Permintaan, TidakDitemukan
from pohon.api import BarisPohon, BarisSimpul, ambil_pohon, baca_pohon, konteks_pohon

TAMPILAN = {"pohon": "Pohon kinerja", "cascading": "Cascading"}
ARAH = {"menyamping": "Menyamping", "menurun": "Menurun"}
# Percent; 0 fits the width of the page.
PERBESARAN = (0, 50, 75, 100, 125, 150)
_KATA_TERPANJANG = 200


@dataclass(frozen=True, slots=True)
class PilihanBagan:
    """What the address asks for; anything unknown counts as the default."""

    tampilan: str = "pohon"
    arah: str = "menyamping"
    perbesar: int = 100
    kata: str = ""

    @classmethod
    def dari(cls, request: Permintaan) -> "PilihanBagan":
        """Read the query of a request."""
        minta = request.GET
        tampilan, arah = minta.get("tampilan", ""), minta.get("arah", "")
        perbesar = next((satu for satu in PERBESARAN if str(satu) == minta.get("perbesar")), 100)
        return cls(
            tampilan if tampilan in TAMPILAN else "pohon",
            arah if arah in ARAH else "menyamping",
            perbesar,
            " ".join(minta.get("q", "").replace("\0", "").split())[:_KATA_TERPANJANG],
        )

    @property
    def cascading(self) -> bool:
        """Whether boxes show component and positions."""
        return self.tampilan == "cascading"

    def query(self, **ganti: object) -> str:
        """Return the query of the same page with something changed; defaults are left out."""
        nilai = {"tampilan": self.tampilan, "arah": self.arah, "perbesar": self.perbesar, "q": self.kata, **ganti}
        bawaan = {"tampilan": "pohon", "arah": "menyamping", "perbesar": 100, "q": ""}
        return "?" + urlencode({nama: satu for nama, satu in nilai.items() if satu != bawaan[nama]})


@require_safe
def bagan(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The picture in a frame that scrolls, with search, zoom and downloads; everything by plain links."""
    konteks = konteks_pohon(request, ambil_pohon(request.user, pohon_id), None, tahap="bagan")
    rows, pilihan = konteks["rows"], PilihanBagan.dari(request)
    cocok = cari_simpul(rows, pilihan.kata)
    konteks |= {
        "pilihan": pilihan,
        "jenis_bagan": TAMPILAN[pilihan.tampilan],
        "cocok": cocok,
        "kendali": _kendali(pilihan),
        "bersih_url": pilihan.query(q=""),
        "unduhan": _unduhan(pohon_id, pilihan),
        "svg": svg_pohon(
            rows,
            cascading=pilihan.cascading,
            arah=pilihan.arah,
            tautan=_tautan(pohon_id),
            sorot={simpul.id for simpul in cocok},
            skala=pilihan.perbesar / 100 or None,
        )
        if rows.outcome
        else "",
    }
    return render(request, "cascading/bagan.html", konteks)


@never_cache
@require_safe
def bagan_svg(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The picture as an SVG file, as it is arranged on the page."""
    pilihan = PilihanBagan.dari(request)

    def buat(rows: BarisPohon) -> bytes:
        return svg_pohon(rows, cascading=pilihan.cascading, arah=pilihan.arah).encode()

    return _berkas(request, pohon_id, "svg", "image/svg+xml", buat)


@never_cache
@require_safe
def bagan_pdf(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The picture as PDF on A3, over several pages where one would be too small to read."""
    pilihan = PilihanBagan.dari(request)
    return _berkas(
        request, pohon_id, "pdf", "application/pdf", lambda rows: pdf_gambar(rows, cascading=pilihan.cascading).pdf
    )


@never_cache
@require_safe
def bagan_png(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The whole picture as one PNG."""
    pilihan = PilihanBagan.dari(request)
    return _berkas(request, pohon_id, "png", "image/png", lambda rows: png_gambar(rows, cascading=pilihan.cascading))


def cari_simpul(rows: BarisPohon, kata: str) -> list[BarisSimpul]:
    """Return the nodes of the picture whose code, statement, indicators, positions or agencies hold every word."""
    cari = kata.casefold().split()
    if not cari:
        return []
    return [simpul for simpul in rows.tanpa_csf if all(satu in _teks(simpul) for satu in cari)]


def _teks(simpul: BarisSimpul) -> str:
    bagian = [simpul.kode, simpul.pernyataan, simpul.komponen_cetak, simpul.nama_jabatan, simpul.nama_crosscutting]
    return "\n".join([*bagian, *(indikator.nama for indikator in simpul.indikator)]).casefold()


def _tautan(pohon_id: int) -> Callable[[BarisSimpul], str]:
    """Return where a box leads: its row in Tahap 3."""
    halaman = reverse("tahap_3", args=[pohon_id])
    return lambda simpul: f"{halaman}#simpul-{simpul.id}"


def _kendali(pilihan: PilihanBagan) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return the groups of links above the picture: heading, then (text, address, whether in force)."""
    return [
        ("Isi", [(teks, pilihan.query(tampilan=satu), satu == pilihan.tampilan) for satu, teks in TAMPILAN.items()]),
        ("Arah", [(teks, pilihan.query(arah=satu), satu == pilihan.arah) for satu, teks in ARAH.items()]),
        (
            "Ukuran",
            [
                (f"{satu} %" if satu else "Pas lebar", pilihan.query(perbesar=satu), satu == pilihan.perbesar)
                for satu in PERBESARAN
            ],
        ),
    ]


def _unduhan(pohon_id: int, pilihan: PilihanBagan) -> list[tuple[str, str]]:
    return [
        (jenis.upper(), reverse(f"bagan_{jenis}", args=[pohon_id]) + pilihan.query(perbesar=100, q=""))
        for jenis in ("svg", "pdf", "png")
    ]


def _berkas(
    request: Permintaan, pohon_id: int, akhiran: str, tipe: str, buat: Callable[[BarisPohon], Any]
) -> HttpResponse:
    """Answer with the picture as a file. Raises TidakDitemukan for another agency's tree and for an empty one."""
    pohon = ambil_pohon(request.user, pohon_id)
    rows = baca_pohon(pohon.pk)
    if not rows.outcome:
        raise TidakDitemukan("Gambar belum ada: outcome pada Tahap 1 belum ditentukan.")
    pilihan = PilihanBagan.dari(request)
    pemilik = pohon.pemilik
    jenis = "cascading" if pilihan.cascading else "pohon-kinerja"
    nama = f"gambar-{jenis}-{pemilik.slug}-{rows.periode_mulai}-{rows.periode_selesai}.{akhiran}"
    return HttpResponse(
        buat(rows),
        content_type=tipe,
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )
