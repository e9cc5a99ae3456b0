"""A page of a tree picture as the print template needs it: coordinates turned into CSS, colours, title and references.

Which boxes stand on which page is decided in `pictures`, where they go in `pohon.layout`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cascading.warna import GARIS, SILANG, TERJEMAHAN, Warna, kelas_warna, semua_warna
from pohon.api import BarisSimpul, layout

PT_JUDUL, PT_CATATAN = 14.0, 8.5  # as in templates/cetak/gambar.html
# Rules, borders and corners of boxes, in millimetres.
_GARIS_MM, _TEPI_MM, _AKSEN_MM, _SUDUT_MM, _SUDUT_SILANG_MM = 0.15, 0.2, 0.8, 0.7, 0.9
_PUTUS = "1 0.7"
_LUAR_MM = 1.0  # the drawing reaches over the boxes, for the borders of those at its edge
_RASIO_BARIS = layout.KERTAS.baris / layout.KERTAS.huruf


def _gaya(**ukuran: float) -> str:
    """Return CSS declarations in millimetres."""
    return ";".join(f"{nama.replace('_', '-')}:{layout.angka(nilai)}mm" for nama, nilai in ukuran.items())


@dataclass(frozen=True, slots=True)
class Bidang:
    """All shapes of one look on a page as one path: an element for each takes the renderer many times as long."""

    garis: str
    isi: str
    tepi: str = "none"
    tebal: float = 0
    putus: str = ""


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
    def warna_teks_terjemahan(self) -> str:
        """The colour of component and position."""
        return TERJEMAHAN[2]

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
        """Place of the drawing of all lines and boxes."""
        return _gaya(
            left=self.kiri - _LUAR_MM,
            top=self.tinggi_judul - _LUAR_MM,
            width=self.bagan.lebar + 2 * _LUAR_MM,
            height=self.bagan.tinggi + 2 * _LUAR_MM,
        )

    @property
    def viewbox(self) -> str:
        """The drawing's own coordinates: millimetres."""
        lebar, tinggi = self.bagan.lebar + 2 * _LUAR_MM, self.bagan.tinggi + 2 * _LUAR_MM
        return f"{-_LUAR_MM} {-_LUAR_MM} {layout.angka(lebar)} {layout.angka(tinggi)}"

    @property
    def bidang(self) -> Iterator[Bidang]:
        """The boxes without their text, in the order of drawing: grounds and bars by colour, then parts and rules."""
        for kelas, warna in semua_warna():
            kotak = [satu for satu in self.bagan.kotak if kelas_warna(satu.simpul) == kelas]
            if not kotak:
                continue
            putus = _PUTUS if warna.putus else ""
            tepi = "".join(_persegi(k.x, k.y, k.w, k.h, _SUDUT_MM, luar=_TEPI_MM / 2) for k in kotak)
            yield Bidang(tepi, warna.latar, warna.tepi, _TEPI_MM, putus)
            if not warna.putus:
                yield Bidang(
                    "".join(_persegi(k.x, k.y, _AKSEN_MM, k.h, _SUDUT_MM, kanan=0) for k in kotak), warna.aksen
                )
            garis = "".join(_garis(k.x + x, k.y + y, lebar) for k in kotak for x, y, lebar in _garis_indikator(k))
            if garis:
                yield Bidang(garis, "none", warna.garis, _GARIS_MM)
        yield from self._bidang_bagian(("crosscutting",), SILANG, _TEPI_MM, _SUDUT_SILANG_MM, _PUTUS)
        yield from self._bidang_bagian(("komponen", "jabatan"), TERJEMAHAN, _GARIS_MM, 0, "")

    def _bidang_bagian(
        self, jenis: tuple[str, ...], warna: tuple[str, str, str], tebal: float, sudut: float, putus: str
    ) -> Iterator[Bidang]:
        """Yield the grounds of these kinds of parts."""
        garis = "".join(
            _persegi(kotak.x + b.x, kotak.y + b.y, b.w, b.h, sudut, luar=tebal / 2)
            for kotak in self.bagan.kotak
            for b in kotak.bagian
            if b.jenis in jenis
        )
        if garis:
            yield Bidang(garis, warna[0], warna[1], tebal, putus)

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
        """Place and width."""
        o = self.asal
        return _gaya(left=o.x + self.geser_x, top=o.y + self.geser_y, width=o.w)

    @property
    def rujukan(self) -> str:
        """Anchor of the page with the details, or empty."""
        return self.asal.rujukan

    @property
    def bagian(self) -> Iterator[tuple[str, str, str]]:
        """Kind, CSS and text of each part, with its line breaks.

        Parts follow each other in the flow, so only the space above and the indent are told: the fewer declarations,
        the faster. Their grounds are in `HalamanGambar.bidang`.
        """
        bawah = 0.0
        for bagian in self.asal.bagian:
            atas = bagian.y + bagian.isi_y
            yield (
                bagian.jenis,
                _gaya(margin_top=atas - bawah, margin_left=bagian.x + bagian.isi_x),
                "\n".join(bagian.baris),
            )
            bawah = atas + len(bagian.baris) * bagian.tinggi_baris


def _persegi(
    x: float, y: float, w: float, h: float, sudut: float, *, luar: float = 0, kanan: float | None = None
) -> str:
    """Return a closed path, round at the corners, at the right ones by `kanan`, larger all around by `luar`."""
    angka = layout.angka
    r, q = sudut, sudut if kanan is None else kanan
    x, y, w, h = x - luar, y - luar, w + 2 * luar, h + 2 * luar
    if not r:
        return f"M{angka(x)} {angka(y)}h{angka(w)}v{angka(h)}h{angka(-w)}z"
    atas_kanan, bawah_kanan = (f"q{q} 0 {q} {q}", f"q0 {q} {-q} {q}") if q else ("", "")
    return (
        f"M{angka(x + r)} {angka(y)}h{angka(w - r - q)}{atas_kanan}v{angka(h - 2 * q)}{bawah_kanan}"
        f"h{angka(r + q - w)}q{-r} 0 {-r} {-r}v{angka(2 * r - h)}q0 {-r} {r} {-r}z"
    )


def _garis(x: float, y: float, lebar: float) -> str:
    return f"M{layout.angka(x)} {layout.angka(y)}h{layout.angka(lebar)}"


def _garis_indikator(kotak: layout.Kotak) -> Iterator[tuple[float, float, float]]:
    """Yield left end, height and length of the rules in the middle of the space above the first indicators."""
    bawah, sebelum = 0.0, ""
    for bagian in kotak.bagian:
        if bagian.jenis == layout.INDIKATOR != sebelum:
            yield bagian.x, (bawah + bagian.y + _GARIS_MM) / 2, bagian.w
        bawah, sebelum = bagian.y + bagian.h, bagian.jenis
