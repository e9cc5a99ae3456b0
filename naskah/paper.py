"""Paper: sizes, margins, and the CSS page rules made of them. Nothing is rendered here.

A document names its pages (`Halaman`); the stylesheet assigns them to its parts with the CSS property `page`.
"""

from dataclasses import dataclass
from math import cos, radians, sin

from naskah.huruf import BONUM_TEBAL, lebar_teks

# Length of the word DRAF as a share of the sheet's diagonal.
_PANJANG_TANDA = 0.52


@dataclass(frozen=True, slots=True)
class Kertas:
    """A sheet, upright, in millimetres."""

    nama: str
    lebar: int
    tinggi: int


F4 = Kertas("F4", 215, 330)
A4 = Kertas("A4", 210, 297)
A3 = Kertas("A3", 297, 420)
KERTAS = {kertas.nama: kertas for kertas in (F4, A4, A3)}


@dataclass(frozen=True, slots=True)
class Halaman:
    """One kind of page of a paper: `nama` is its CSS page name (empty: every page without a name).

    Margins in millimetres: top, right, bottom, left. The default is that of official papers: F4 upright, 25 mm.
    """

    nama: str = ""
    kertas: Kertas = F4
    mendatar: bool = False
    margin: tuple[int, int, int, int] = (25, 25, 25, 25)

    @property
    def lebar(self) -> int:
        """Width of the sheet as it lies, in millimetres."""
        return self.kertas.tinggi if self.mendatar else self.kertas.lebar

    @property
    def tinggi(self) -> int:
        """Height of the sheet as it lies, in millimetres."""
        return self.kertas.lebar if self.mendatar else self.kertas.tinggi

    @property
    def lebar_isi(self) -> int:
        """Width between the margins, in millimetres."""
        return self.lebar - self.margin[1] - self.margin[3]

    @property
    def tinggi_isi(self) -> int:
        """Height between the margins, in millimetres."""
        return self.tinggi - self.margin[0] - self.margin[2]


def gaya_halaman(halaman: Halaman, *, draf: bool) -> str:
    """Return the `@page` rule of one kind of page, with the watermark DRAF when asked."""
    atas, kanan, bawah, kiri = halaman.margin
    tanda = _tanda_draf(halaman) if draf else ""
    return (
        f"@page {halaman.nama} {{ size: {halaman.lebar}mm {halaman.tinggi}mm; "
        f"margin: {atas}mm {kanan}mm {bawah}mm {kiri}mm; {tanda}}}\n"
    )


def _tanda_draf(halaman: Halaman) -> str:
    """Return the margin box that prints DRAF across the middle of the sheet.

    A margin box, not an element: it stands on every page whatever its size, lies behind the text, is left out of
    the tag tree, and stays real text. It sits in the top left corner and is moved to the middle from there, because
    the corner box alone has a known place and size.
    """
    diagonal = (halaman.lebar**2 + halaman.tinggi**2) ** 0.5
    ukuran = _PANJANG_TANDA * diagonal / lebar_teks("DRAF", 1, BONUM_TEBAL)
    sudut = -radians(40 if halaman.lebar > halaman.tinggi else 55)
    # The middle of the word's own box lands on the middle of the sheet after turning around its top left corner.
    x, y = _PANJANG_TANDA * diagonal / 2, ukuran / 2
    geser_x = halaman.lebar / 2 - (x * cos(sudut) - y * sin(sudut))
    geser_y = halaman.tinggi / 2 - (x * sin(sudut) + y * cos(sudut))
    return (
        '@top-left-corner { content: "DRAF"; z-index: -1; white-space: nowrap; text-align: left; '
        "vertical-align: top; line-height: 1; color: #eeeeee; font-weight: bold; font-size: "
        f"{ukuran:.2f}mm; transform-origin: 0 0; "
        f"transform: translate({geser_x:.2f}mm, {geser_y:.2f}mm) rotate({sudut:.4f}rad); }} "
    )
