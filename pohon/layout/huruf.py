"""Widths of text and line breaks for the pictures, from the real advances of the bundled font.

Pure. Here belongs what needs to know letters; boxes and trees are in the neighbouring modules. The font has neither
kerning nor ligatures (static/fonts/arimo/README.md), so a sum of advances is what browser and PDF really print.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER_HURUF = Path(__file__).resolve().parents[2] / "static" / "fonts" / "arimo"
EM = 2048  # units of the font; all widths in this module are whole numbers of 1/2048 em
NAIK = 1854 / EM  # ascent and descent of Arimo, for the baseline inside a line
TURUN = 434 / EM

_LUAR_FONT = EM  # a character the font lacks is drawn by some other font: reckon with a full em
_EMOJI = EM * 13 // 10
# Characters that XML 1.0 forbids, and controls of direction that could reorder text outside their box.
_TERLARANG = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LANJUTAN = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_BOLEH_PUTUS = re.compile(r"(?<=[/\-–—_.,;:)&@])")


@lru_cache(maxsize=2)
def _lebar_huruf(tebal: bool) -> dict[int, int]:
    """Return advance by code point; read once a process."""
    with TTFont(FOLDER_HURUF / f"arimo-bagan-{'bold' if tebal else 'regular'}.ttf", lazy=True) as font:
        metrik = font["hmtx"].metrics
        return {kode: metrik[nama][0] for kode, nama in font.getBestCmap().items()}


def _lebar_asing(huruf: str) -> int:
    if unicodedata.combining(huruf) or _LANJUTAN.match(huruf) or unicodedata.category(huruf) in ("Mn", "Me", "Cf"):
        return 0
    return _EMOJI if ord(huruf) >= 0x1F000 else _LUAR_FONT


@lru_cache(maxsize=20_000)
def lebar_kata(kata: str, tebal: bool = False) -> int:
    """Return the width of a piece of text in 1/2048 em."""
    lebar = _lebar_huruf(tebal)
    return sum(lebar.get(ord(huruf)) or _lebar_asing(huruf) for huruf in kata)


def bersihkan(teks: str) -> str:
    """Return a text on one line, without characters that no XML may hold."""
    return " ".join(_TERLARANG.sub("", teks).split())


@lru_cache(maxsize=4_000)
def pecah_kata(teks: str, tebal: bool = False) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the words of a text and their widths; characters that no XML may hold are left out."""
    kata = tuple(bersihkan(teks).split(" ")) if teks.strip() else ()
    return kata, tuple(lebar_kata(satu, tebal) for satu in kata)


def _gugus(kata: str) -> list[str]:
    """Split a word into what must stay together: a letter with its combining marks, a joined emoji."""
    hasil: list[str] = []
    for huruf in kata:
        menempel = unicodedata.combining(huruf) or _LANJUTAN.match(huruf) or (hasil and hasil[-1].endswith("\u200d"))
        if hasil and menempel:
            hasil[-1] += huruf
        else:
            hasil.append(huruf)
    return hasil


def _potong(kata: str, tebal: bool, batas: int) -> list[str]:
    """Break a word that is wider than a line: after / or - where there is one, else between letters."""
    potongan = [""]
    for ruas in _BOLEH_PUTUS.split(kata):
        if lebar_kata(potongan[-1] + ruas, tebal) <= batas:
            potongan[-1] += ruas
            continue
        if lebar_kata(ruas, tebal) <= batas:
            potongan.append(ruas)
            continue
        for gugus in _gugus(ruas):
            if potongan[-1] and lebar_kata(potongan[-1] + gugus, tebal) > batas:
                potongan.append("")
            potongan[-1] += gugus
    return [satu for satu in potongan if satu]


def _muat(teks: str, tebal: bool, batas: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return words and widths such that every word fits a line."""
    kata, lebar = pecah_kata(teks, tebal)
    if not lebar or max(lebar) <= batas:
        return kata, lebar
    pas: list[str] = []
    for satu, lebarnya in zip(kata, lebar, strict=True):
        pas.extend([satu] if lebarnya <= batas else _potong(satu, tebal, batas))
    return tuple(pas), tuple(lebar_kata(satu, tebal) for satu in pas)


def hitung_baris(teks: str, tebal: bool, batas: int) -> int:
    """Return how many lines `teks` takes in lines of `batas` (1/2048 em); the fast half of `bungkus`."""
    lebar = _muat(teks, tebal, batas)[1]
    if not lebar:
        return 0
    spasi = lebar_kata(" ", tebal)
    baris, x = 1, -spasi
    for satu in lebar:
        x += spasi + satu
        if x > batas:
            baris += 1
            x = satu
    return baris


def bungkus(teks: str, tebal: bool, batas: int, maks_baris: int = 0) -> tuple[str, ...]:
    """Wrap a text greedily, as browser and WeasyPrint do; `maks_baris` cuts it off with "…" (0: never)."""
    spasi = lebar_kata(" ", tebal)
    hasil: list[list[str]] = []
    x = batas + 1
    for kata, lebar in zip(*_muat(teks, tebal, batas), strict=True):
        x += spasi + lebar
        if x > batas:
            hasil.append([])
            x = lebar
        hasil[-1].append(kata)
    baris = [" ".join(satu) for satu in hasil]
    if maks_baris and len(baris) > maks_baris:
        akhir = _gugus(baris[maks_baris - 1])
        while akhir and lebar_kata("".join(akhir) + "…", tebal) > batas:
            akhir.pop()
        baris[maks_baris - 1 :] = ["".join(akhir).rstrip() + "…"]
    return tuple(baris)
