"""How wide a text is in a bundled font, and how many lines it takes: to decide before layout what fits on a page."""

from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

FOLDER_HURUF: Path = settings.BASE_DIR / "static" / "fonts"
BONUM = "texgyrebonum/texgyrebonum-regular.otf"
BONUM_TEBAL = "texgyrebonum/texgyrebonum-bold.otf"


@cache
def _lebar_huruf(berkas: str) -> tuple[dict[int, float], float]:
    """Return the width of each character in em, and that of an unknown one (wide, so that estimates err upwards)."""
    with TTFont(FOLDER_HURUF / berkas, lazy=True) as huruf:
        satuan = huruf["head"].unitsPerEm
        lebar = huruf["hmtx"].metrics
        return {kode: lebar[nama][0] / satuan for kode, nama in huruf.getBestCmap().items()}, 1.0


def lebar_teks(teks: str, ukuran: float, berkas: str = BONUM) -> float:
    """Return the width of one line of text, in the unit of `ukuran` (the type size)."""
    lebar, lain = _lebar_huruf(berkas)
    return sum(lebar.get(ord(huruf), lain) for huruf in teks) * ukuran


def jumlah_baris(teks: str, lebar: float, ukuran: float, berkas: str = BONUM) -> int:
    """Return how many lines the text takes in a column, `lebar` and `ukuran` in one unit; at least one.

    Breaks at spaces, and inside a word only when the word is wider than the column, as the stylesheet does.
    """
    return sum(_baris_paragraf(paragraf, lebar, ukuran, berkas) for paragraf in teks.split("\n")) or 1


def _baris_paragraf(paragraf: str, lebar: float, ukuran: float, berkas: str) -> int:
    spasi = lebar_teks(" ", ukuran, berkas)
    baris, terpakai = 1, 0.0
    for kata in paragraf.split():
        panjang = lebar_teks(kata, ukuran, berkas)
        if terpakai and terpakai + spasi + panjang <= lebar:
            terpakai += spasi + panjang
            continue
        if terpakai:
            baris += 1
        penuh = int(panjang // lebar)
        baris += penuh
        terpakai = panjang - penuh * lebar
    return baris
