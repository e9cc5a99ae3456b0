"""The tree picture as SVG: one document that stands in a page under its content security policy, or alone as a file.

Attributes instead of `style=`, no script, no link to anything outside. Where boxes go is decided in `pohon.layout`,
which gives the picture in pixels.
"""

from collections.abc import Callable, Collection, Iterator

from django.utils.html import escape

from cascading.warna import GARIS, SILANG, TERJEMAHAN, Warna, warna_simpul
from pohon.api import BarisPohon, BarisSimpul, layout

# The bundled font on our pages; in a downloaded file what the reader has, all with the same widths.
HURUF = "'Arimo Bagan', Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"
LEBAR_KOTAK_MENURUN = 200.0
_TEPI = 8.0

angka = layout.angka


def susun_bagan(pohon: BarisPohon, *, cascading: bool = False, arah: str = "menyamping") -> layout.Bagan:
    """Return the picture for the screen in pixels: `arah` is `menyamping` (left to right) or `menurun`."""
    akar = layout.ranting_pohon(pohon)
    if arah == "menurun":
        return layout.menurun(akar, cascading=cascading, gaya=layout.LAYAR, lebar_kotak=LEBAR_KOTAK_MENURUN)
    return layout.menyamping(akar, cascading=cascading)


def svg_pohon(
    pohon: BarisPohon,
    *,
    cascading: bool = False,
    tautan: Callable[[BarisSimpul], str] | None = None,
    arah: str = "menyamping",
    sorot: Collection[int] = (),
    skala: float | None = 1.0,
) -> str:
    """Return the picture as a whole SVG document; all texts of users are escaped.

    `tautan` gives the address a box leads to, `sorot` the keys of nodes to mark as found, `skala` the size against
    100 % (None: as wide as the page that shows it).
    """
    bagan = susun_bagan(pohon, cascading=cascading, arah=arah)
    lebar, tinggi = bagan.lebar + 2 * _TEPI, bagan.tinggi + 2 * _TEPI
    nama = layout.bersihkan(f"{'Cascading' if cascading else 'Pohon kinerja'} {pohon.nama_pemilik}")
    isi = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {_ukuran(lebar, tinggi, skala)} '
        f'viewBox="{angka(-_TEPI)} {angka(-_TEPI)} {angka(lebar)} {angka(tinggi)}" role="group" lang="id" '
        f'aria-label="{escape(nama)}" font-family="{escape(HURUF)}" text-rendering="geometricPrecision">',
        f"<title>{escape(nama)}</title>",
        _persegi(-_TEPI, -_TEPI, lebar, tinggi, fill="#FFFFFF"),
        f'<path d="{bagan.garis}" fill="none" stroke="{GARIS}" stroke-width="1.25" stroke-linecap="square"/>',
    ]
    for kotak in bagan.kotak:
        isi += _kotak(kotak, tautan(kotak.simpul) if tautan else "", disorot=kotak.simpul.id in sorot)
    isi.append("</svg>")
    return "\n".join(isi)


def _ukuran(lebar: float, tinggi: float, skala: float | None) -> str:
    if skala is None:
        return 'width="100%"'
    return f'width="{angka(lebar * skala)}" height="{angka(tinggi * skala)}"'


def _persegi(x: float, y: float, w: float, h: float, **atribut: str) -> str:
    """Return a rectangle; attributes with _ for -."""
    lain = "".join(f' {nama.replace("_", "-")}="{nilai}"' for nama, nilai in atribut.items() if nilai)
    return f'<rect x="{angka(x)}" y="{angka(y)}" width="{angka(w)}" height="{angka(h)}"{lain}/>'


def _kotak(kotak: layout.Kotak, alamat: str, *, disorot: bool) -> Iterator[str]:
    """Yield one box: ground, bar, parts; all coordinates inside are relative to the box."""
    warna = warna_simpul(kotak.simpul)
    yield f'<g id="kotak-{kotak.simpul.id}" transform="translate({angka(kotak.x)} {angka(kotak.y)})">'
    if alamat:
        yield f'<a href="{escape(alamat)}">'
    yield f"<title>{escape(layout.sebutan(kotak.simpul))}{' (cocok dengan pencarian)' if disorot else ''}</title>"
    if disorot:
        yield _persegi(-5, -5, kotak.w + 10, kotak.h + 10, rx="8", fill="#FFD24D", stroke="#1B2733", stroke_width="2")
    putus = "4 3" if warna.putus else ""
    yield _persegi(0, 0, kotak.w, kotak.h, rx="4", fill=warna.latar, stroke=warna.tepi, stroke_dasharray=putus)
    if not warna.putus:
        h = kotak.h
        yield f'<path d="M4 0A4 4 0 0 0 0 4V{angka(h - 4)}A4 4 0 0 0 4 {angka(h)}Z" fill="{warna.aksen}"/>'
    sebelum = ""
    for bagian in kotak.bagian:
        if bagian.jenis == layout.INDIKATOR != sebelum:
            kiri, kanan, y = bagian.x, bagian.x + bagian.w, bagian.y - layout.LAYAR.sela / 2
            yield f'<path d="M{angka(kiri)} {angka(y)}H{angka(kanan)}" stroke="{warna.garis}" stroke-width="1"/>'
        yield from _bagian(bagian, warna)
        sebelum = bagian.jenis
    if alamat:
        yield "</a>"
    yield "</g>"


def _bagian(bagian: layout.Bagian, warna: Warna) -> Iterator[str]:
    """Yield one part: its ground, if it has one, and its text line by line."""
    teks = warna.teks_kepala if bagian.jenis == layout.KEPALA else warna.teks
    if bagian.jenis == layout.CROSSCUTTING:
        latar, tepi, teks = SILANG
        yield _persegi(bagian.x, bagian.y, bagian.w, bagian.h, rx="6", fill=latar, stroke=tepi, stroke_dasharray="3 2")
    elif bagian.jenis in (layout.KOMPONEN, layout.JABATAN):
        latar, tepi, teks = TERJEMAHAN
        yield _persegi(bagian.x, bagian.y, bagian.w, bagian.h, fill=latar, stroke=tepi)
    x = angka(bagian.x + bagian.isi_x)
    # The baseline, with the font's ascent and descent centred in the line as CSS does.
    dasar = bagian.y + bagian.isi_y + (bagian.tinggi_baris + (layout.NAIK - layout.TURUN) * bagian.huruf) / 2
    baris = "".join(
        f'<tspan x="{x}" y="{angka(dasar + nomor * bagian.tinggi_baris)}">{escape(satu)}</tspan>'
        for nomor, satu in enumerate(bagian.baris)
    )
    tebal = ' font-weight="700"' if bagian.tebal else ""
    yield f'<text font-size="{angka(bagian.huruf)}"{tebal} fill="{teks}">{baris}</text>'
