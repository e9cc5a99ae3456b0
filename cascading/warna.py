"""The colours of the tree pictures, the same in SVG, PDF and on paper; every pair of text and ground is WCAG AA.

The grounds are those of the levels on screen (static/css/app.css, --tingkat-1 … 5). Kind and code stand in each box as
text too, so that nothing is told by colour alone.
"""

from dataclasses import dataclass

from pohon.api import BarisSimpul, JenisSimpul, layout


@dataclass(frozen=True, slots=True)
class Warna:
    """Ground, border, the bar at the left, text, the text of the first line, and the rule between parts."""

    latar: str
    tepi: str
    aksen: str
    teks: str
    teks_kepala: str
    garis: str
    putus: bool = False  # dashed border: another agency's work


GARIS = "#5C6B7A"
# Parts with a ground of their own, the same in every box: ground, border, text.
SILANG = ("#F4EEFA", "#8A63BF", "#45277A")
TERJEMAHAN = ("#FFFFFF", "#B9C6D3", "#1B2733")
# Marks, and what is said of folded boxes: only on the page, by kind of part.
TANDA = {
    layout.JenisTanda.GALAT: ("#FCEDEB", "#B3261E", "#8C1D18"),
    layout.JenisTanda.AWAS: ("#FFEDB8", "#B9770E", "#5F3B00"),
    layout.JenisTanda.BAIK: ("#E6F3EA", "#1D5E37", "#1D5E37"),
    layout.JenisTanda.SARAN: ("#EEF2F6", "#8CA0B3", "#33424F"),
    layout.JenisTanda.CATATAN: ("#E3ECF7", "#0B4F8A", "#083A66"),
    layout.LIPATAN: ("#FFFFFF", "#5C6B7A", "#1B2733"),
}

_WARNA = {
    JenisSimpul.OUTCOME: Warna("#0B3D6B", "#0B3D6B", "#C8102E", "#FFFFFF", "#D9E8F6", "#6D8BA7"),
    JenisSimpul.KONDISI: Warna("#1E5F9E", "#1E5F9E", "#0B3D6B", "#FFFFFF", "#E6F0F9", "#7BA3CA"),
    JenisSimpul.ANTARA_UTAMA: Warna("#CFE3F5", "#7FB0DC", "#1E5F9E", "#0B2F52", "#1F4A75", "#8FB9DF"),
    JenisSimpul.ANTARA: Warna("#E3F1E6", "#8FC09D", "#2E7D46", "#143D22", "#275F39", "#A5CDB0"),
    JenisSimpul.OPERASIONAL: Warna("#FFF6DC", "#DDBB6E", "#B9770E", "#4A3200", "#6B4A06", "#E3CB94"),
}
_LAIN = Warna("#FAF7FD", "#8A63BF", "#8A63BF", "#2F1A52", "#45277A", "#C9B6E2", putus=True)


def kelas_warna(simpul: BarisSimpul) -> str:
    """Return the name of a box's colours; another agency's work is drawn alike at every level."""
    return "lain" if simpul.milik_lain or simpul.jenis not in _WARNA else simpul.jenis.value


def warna_simpul(simpul: BarisSimpul) -> Warna:
    """Return the colours of a box."""
    return _MENURUT_KELAS[kelas_warna(simpul)]


def semua_warna() -> tuple[tuple[str, Warna], ...]:
    """Return all colours by name, for a stylesheet."""
    return tuple(_MENURUT_KELAS.items())


_MENURUT_KELAS: dict[str, Warna] = {**{jenis.value: warna for jenis, warna in _WARNA.items()}, "lain": _LAIN}
