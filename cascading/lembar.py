"""A page of a tree picture as the print template needs it: coordinates turned into CSS, colours, title and references.

Which boxes stand on which page is decided in `pictures`, where they go in `pohon.layout`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cascading.warna import GARIS, SILANG, TERJEMAHAN, Warna, kelas_warna, semua_warna, warna_simpul
from pohon.api import BarisSimpul, layout

PT_JUDUL, PT_CATATAN = 14.0, 8.5  # as in templates/cetak/gambar.html
_GARIS_MM = 0.15  # the rule between statement and indicators, likewise
_RASIO_BARIS = layout.KERTAS.baris / layout.KERTAS.huruf


def _gaya(**ukuran: float) -> str:
    """Return CSS declarations in millimetres."""
    return ";".join(f"{nama.replace('_', '-')}:{layout.angka(nilai)}mm" for nama, nilai in ukuran.items())


@dataclass(frozen=True, slots=True)
class HalamanGambar:
    """A page of a picture: title in lines, note, the pages it hangs under, and the picture in millimetres.

    `id` is the anchor that references lead to; `tingkat` 1 for the first page, 2 for a branch (bookmarks);
    `induk` are (text, anchor) of the pages above; `pertama` says that the styles are printed with this page.
    """

    id: str
    tingkat: int
    penanda: str
    judul: tuple[str, ...]
    catatan: str
    induk: tuple[tuple[str, str], ...]
    lebar: float
    tinggi: float
    tinggi_judul: float
    bagan: layout.Bagan

    @property
    def pertama(self) -> bool:
        """Whether this page opens a picture."""
        return self.tingkat == 1

    @property
    def warna_garis(self) -> str:
        """The colour of the lines."""
        return GARIS

    @property
    def warna_silang(self) -> tuple[str, str, str]:
        """Ground, border and text of the part that names other agencies."""
        return SILANG

    @property
    def warna_terjemahan(self) -> tuple[str, str, str]:
        """Ground, border and text of component and position."""
        return TERJEMAHAN

    @property
    def warna(self) -> tuple[tuple[str, Warna], ...]:
        """The colours of the boxes by class."""
        return semua_warna()

    @property
    def huruf_pt(self) -> float:
        """The smallest type of the page, in points."""
        return min(self.bagan.huruf_pt, PT_CATATAN)

    @property
    def kiri(self) -> float:
        """The left edge of the picture, so that it stands in the middle."""
        return round((self.lebar - self.bagan.lebar) / 2, 3)

    @property
    def kotak(self) -> "Iterator[KotakCetak]":
        """The boxes as the template prints them."""
        return (KotakCetak(kotak, self.kiri, self.tinggi_judul) for kotak in self.bagan.kotak)

    @property
    def gaya_garis(self) -> str:
        """Place of the drawing of all lines."""
        return _gaya(left=self.kiri, top=self.tinggi_judul, width=self.bagan.lebar, height=self.bagan.tinggi)

    @property
    def viewbox(self) -> str:
        """The drawing's own coordinates: millimetres."""
        return f"0 0 {layout.angka(self.bagan.lebar)} {layout.angka(self.bagan.tinggi)}"

    @property
    def tebal_garis(self) -> str:
        """Width of the lines in millimetres, in keeping with the type."""
        return layout.angka(round(max(0.18, self.bagan.huruf * 0.075), 3))

    @property
    def gaya_huruf(self) -> str:
        """Type size and line height of all boxes."""
        return _gaya(font_size=self.bagan.huruf, line_height=round(self.bagan.huruf * _RASIO_BARIS, 3))

    @property
    def gaya_halaman(self) -> str:
        """Size of the whole page's content."""
        return _gaya(width=self.lebar, height=self.tinggi - 0.5)


@dataclass(frozen=True, slots=True)
class KotakCetak:
    """A box for the print template: CSS in place of coordinates, so that the template only prints."""

    asal: layout.Kotak
    geser_x: float
    geser_y: float

    @property
    def simpul(self) -> BarisSimpul:
        """The node."""
        return self.asal.simpul

    @property
    def kelas(self) -> str:
        """The class that gives the colours."""
        return kelas_warna(self.simpul)

    @property
    def gaya(self) -> str:
        """Place and size."""
        o = self.asal
        return _gaya(left=o.x + self.geser_x, top=o.y + self.geser_y, width=o.w, height=o.h)

    @property
    def putus(self) -> bool:
        """Whether the border is dashed: another agency's work."""
        return warna_simpul(self.simpul).putus

    @property
    def rujukan(self) -> str:
        """Anchor of the page with the details, or empty."""
        return self.asal.rujukan

    @property
    def bagian(self) -> Iterator[tuple[str, str, str]]:
        """Kind, CSS and text of each part, with its line breaks.

        Parts follow each other in the flow, so only the space above is told.
        """
        bawah, sebelum = 0.0, ""
        for bagian in self.asal.bagian:
            atas = bagian.y - bawah
            ukuran = {"margin_top": atas, "height": bagian.h}
            if bagian.isi_y:
                ukuran |= {"padding_top": bagian.isi_y, "height": bagian.h - bagian.isi_y}
            ukuran |= {
                "margin_left": bagian.x,
                "width": bagian.w - bagian.isi_x,
                "padding_left": bagian.isi_x,
            }
            kelas = bagian.jenis
            if bagian.jenis == layout.INDIKATOR != sebelum:
                # The rule in the middle of the space between statement and indicators.
                ukuran |= {"margin_top": atas / 2, "padding_top": atas / 2 - _GARIS_MM}
                kelas += " pertama"
            yield kelas, _gaya(**ukuran), "\n".join(bagian.baris)
            bawah, sebelum = bagian.y + bagian.h, bagian.jenis
