"""The picture of the requests: askers on the left, the asked on the right, a line for each pair. Pure, own layout.

Fifty agencies on a side stand 24 px apart, so every name is read without turning the head; the line's colour and dash
say the state that wants attention most, its width the number. The matrix beside it holds the same in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape

from lintas.rows import RINGKAS, Matriks, Pihak, Sel

BARIS = 24.0
_ATAS = 34.0
_LEBAR_NAMA = 330.0
_TENGAH = 420.0
_HURUF = 12.5
_PANJANG_NAMA = 46
LEBAR = 2 * _LEBAR_NAMA + _TENGAH
# Colour and dash of a line by the state that wants attention most; dashes so that no colour is needed.
GAYA: dict[str, tuple[str, str]] = {
    "menunggu": ("#8a5a00", "7 4"),
    "dilihat": ("#5b3a8c", "2 3"),
    "ditolak": ("#b3261e", "10 3 2 3"),
    "diterima": ("#1d5e37", ""),
}
_NAMA_HURUF = "Inter, 'Arimo Bagan', Arimo, 'Liberation Sans', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Garis:
    """A line from an asker to the asked: heights of both ends, width, and the cell it stands for."""

    y_kiri: float
    y_kanan: float
    tebal: float
    sel: Sel


@dataclass(frozen=True, slots=True)
class Gambar:
    """The whole picture in pixels: names with their heights on both sides, lines between, heaviest last."""

    tinggi: float
    kiri: tuple[tuple[float, Pihak], ...]
    kanan: tuple[tuple[float, Pihak], ...]
    garis: tuple[Garis, ...]


def tata(matriks: Matriks) -> Gambar:
    """Return where names and lines go; both sides in the order of the matrix, the shorter one centred."""
    banyak = max(len(matriks.baris), len(matriks.kolom), 1)
    kiri, kanan = (_sisi(pihak, banyak) for pihak in (matriks.baris, matriks.kolom))
    y_kiri, y_kanan = ({pihak.id: y for y, pihak in sisi} for sisi in (kiri, kanan))
    urutan = [kunci for kunci, _, _ in RINGKAS]
    sel = sorted(matriks.sel.values(), key=lambda satu: (-urutan.index(satu.terberat), satu.peminta.nomor))
    return Gambar(
        tinggi=_ATAS + banyak * BARIS + 8,
        kiri=kiri,
        kanan=kanan,
        garis=tuple(
            Garis(y_kiri[satu.peminta.id], y_kanan[satu.tujuan.id], min(1.25 + 0.6 * (satu.total - 1), 6.0), satu)
            for satu in sel
        ),
    )


def svg_matriks(matriks: Matriks) -> str:
    """Return the picture as an SVG element for a page or a paper; empty without requests."""
    if not matriks.sel:
        return ""
    return "\n".join(_svg(tata(matriks)))


def _sisi(pihak: tuple[Pihak, ...], banyak: int) -> tuple[tuple[float, Pihak], ...]:
    sela = (banyak - len(pihak)) * BARIS / 2
    return tuple((_ATAS + sela + (nomor + 0.5) * BARIS, satu) for nomor, satu in enumerate(pihak))


def _svg(gambar: Gambar) -> Iterator[str]:
    x_kiri, x_kanan = _LEBAR_NAMA, _LEBAR_NAMA + _TENGAH
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEBAR:g} {gambar.tinggi:g}" width="{LEBAR:g}" '
        f'height="{gambar.tinggi:g}" role="img" aria-labelledby="judul-gambar-lintas" '
        f'font-family="{escape(_NAMA_HURUF)}" font-size="{_HURUF:g}">'
    )
    yield '<title id="judul-gambar-lintas">Siapa meminta crosscutting kepada siapa; isinya sama dengan tabel</title>'
    for x, jangkar, teks in ((x_kiri - 12, "end", "Yang meminta"), (x_kanan + 12, "start", "Yang diminta")):
        yield f'<text x="{x:g}" y="18" text-anchor="{jangkar}" font-weight="700" fill="#1b2733">{teks}</text>'
    for garis in gambar.garis:
        warna, putus = GAYA[garis.sel.terberat]
        tengah = (x_kiri + x_kanan) / 2
        nama = escape(f"{garis.sel.peminta.nama} kepada {garis.sel.tujuan.nama}: {garis.sel.teks}")
        yield (
            f'<path d="M{x_kiri:g} {garis.y_kiri:g}C{tengah:g} {garis.y_kiri:g} {tengah:g} {garis.y_kanan:g} '
            f'{x_kanan:g} {garis.y_kanan:g}" fill="none" stroke="{warna}" stroke-width="{garis.tebal:g}"'
            f"{f' stroke-dasharray={chr(34)}{putus}{chr(34)}' if putus else ''}><title>{nama}</title></path>"
        )
    for sisi, x, jangkar in ((gambar.kiri, x_kiri, "end"), (gambar.kanan, x_kanan, "start")):
        geser = -12 if jangkar == "end" else 12
        for y, pihak in sisi:
            yield f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="#0b3d6b"/>'
            yield (
                f'<text x="{x + geser:g}" y="{y + 4.5:g}" text-anchor="{jangkar}" fill="#1b2733">'
                f"{escape(_pendek(pihak.nama))}<title>{escape(pihak.nama)}</title></text>"
            )
    yield "</svg>"


def _pendek(nama: str) -> str:
    return nama if len(nama) <= _PANJANG_NAMA else f"{nama[: _PANJANG_NAMA - 1].rstrip()}…"
