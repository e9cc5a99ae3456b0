"""The tree picture as SVG: one document that stands in a page under its content security policy, or alone as a file.

Attributes instead of `style=`, no script, no link to anything outside. Where boxes go is decided in `pohon.layout`,
which gives the picture in pixels.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape

from cascading.warna import GARIS, SILANG, TANDA, TERJEMAHAN, Warna, warna_simpul
from pohon.api import BarisPohon, BarisSimpul, layout

# The bundled font on our pages; in a downloaded file what the reader has, all with the same widths.
HURUF = "'Arimo Bagan', Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"
LEBAR_KOTAK_MENURUN = 200.0
KENDALI_TERBESAR = 4 / 3  # the room of layout.RUANG_KENDALI holds two controls of 24 px at 75 %, no smaller picture
_TEPI = 8.0

angka = layout.angka


@dataclass(frozen=True, slots=True)
class Layar:
    """What only the page adds to the picture; a file has none of it.

    `tautan` gives the address a box leads to, `cabang` that of the picture of its branch alone, `lipat` that of this
    picture with its branch folded or opened. `sorot` are the keys of found nodes, `kini` the one of them being looked
    at; `terlipat` the folded ones, `tanda` the marks by node. `skala` is the size against 100 % (None: fitted by the
    page's stylesheet).
    """

    tautan: Callable[[BarisSimpul], str]
    cabang: Callable[[BarisSimpul], str]
    lipat: Callable[[BarisSimpul], str]
    sorot: Collection[int] = ()
    kini: int = 0
    terlipat: Collection[int] = ()
    tanda: Mapping[int, tuple[layout.Tanda, ...]] = field(default_factory=dict)
    skala: float | None = 1.0

    @property
    def kali_kendali(self) -> float:
        """How much larger than the picture the controls are drawn, so that they stay as large as a finger needs."""
        return min(max(1.0, 1 / (self.skala or 1.0)), KENDALI_TERBESAR)


def susun_bagan(
    pohon: BarisPohon,
    *,
    cascading: bool = False,
    arah: str = "menyamping",
    cabang: int | None = None,
    layar: Layar | None = None,
) -> layout.Bagan:
    """Return the picture for the screen in pixels: `arah` is `menyamping` (left to right) or `menurun`."""
    terlipat, tanda = (layar.terlipat, layar.tanda) if layar else ((), None)
    akar = layout.ranting_pohon(pohon, cabang=cabang, terlipat=terlipat, tanda=tanda)
    kendali = layar is not None
    if arah == "menurun":
        return layout.menurun(
            akar, cascading=cascading, gaya=layout.LAYAR, lebar_kotak=LEBAR_KOTAK_MENURUN, kendali=kendali
        )
    return layout.menyamping(akar, cascading=cascading, kendali=kendali)


def svg_pohon(
    pohon: BarisPohon,
    *,
    cascading: bool = False,
    arah: str = "menyamping",
    cabang: int | None = None,
    layar: Layar | None = None,
) -> str:
    """Return the picture as a whole SVG document; all texts of users are escaped.

    `cabang` is the key of the node to begin at (None: the whole tree), `layar` what the page adds (None: a file).
    """
    bagan = susun_bagan(pohon, cascading=cascading, arah=arah, cabang=cabang, layar=layar)
    lebar, tinggi = bagan.lebar + 2 * _TEPI, bagan.tinggi + 2 * _TEPI
    nama = layout.bersihkan(f"{'Cascading' if cascading else 'Pohon kinerja'} {pohon.nama_pemilik}")
    isi = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {_ukuran(lebar, tinggi, layar.skala if layar else 1.0)} '
        f'viewBox="{angka(-_TEPI)} {angka(-_TEPI)} {angka(lebar)} {angka(tinggi)}" role="group" lang="id" '
        f'aria-label="{escape(nama)}" font-family="{escape(HURUF)}" text-rendering="geometricPrecision">',
        f"<title>{escape(nama)}</title>" if layar is None else "",
        _persegi(-_TEPI, -_TEPI, lebar, tinggi, fill="#FFFFFF"),
        f'<path d="{bagan.garis}" fill="none" stroke="{GARIS}" stroke-width="1.25" stroke-linecap="square"/>',
    ]
    if bagan.ruas_silang:
        isi.append(
            f'<path d="{bagan.garis_silang}" fill="none" stroke="{SILANG[1]}" stroke-width="2" stroke-dasharray="5 3"/>'
        )
    for kotak in bagan.kotak:
        isi += _kotak(kotak, layar, cascading=cascading)
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


def _kotak(kotak: layout.Kotak, layar: Layar | None, *, cascading: bool) -> Iterator[str]:
    """Yield one box: ground, bar, parts, and on the page its controls; coordinates inside are relative to the box."""
    simpul, warna = kotak.simpul, warna_simpul(kotak.simpul)
    disorot = layar is not None and simpul.id in layar.sorot
    cocok = ' data-cocok="1"' if disorot else ""
    yield f'<g id="kotak-{simpul.id}" transform="translate({angka(kotak.x)} {angka(kotak.y)})"{cocok}>'
    if layar:
        yield f'<a href="{escape(layar.tautan(simpul))}">'
    nama = _nama_lengkap(kotak.ranting, cascading, disorot=disorot) if layar else layout.sebutan(simpul)
    yield f"<title>{escape(nama)}</title>"
    if layar and disorot:
        yield _sorotan(kotak, kini=simpul.id == layar.kini)
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
    if layar:
        yield "</a>"
        if kotak.ranting.anak or kotak.ranting.terlipat:
            yield from _kendali(kotak, layar, warna.teks_kepala)
    yield "</g>"


def _nama_lengkap(ranting: layout.Ranting, cascading: bool, *, disorot: bool) -> str:
    """Return all that a box says, on one line: the name of its link and what the pointer shows of a small picture."""
    isi = layout.isi_kotak(ranting, cascading=cascading)
    lain = [satu.teks for satu in isi if satu.jenis not in (layout.KEPALA, layout.PERNYATAAN)]
    cocok = " (cocok dengan pencarian)" if disorot else ""
    return layout.bersihkan("; ".join([layout.sebutan(ranting.simpul), *lain])) + cocok


def _sorotan(kotak: layout.Kotak, *, kini: bool) -> str:
    """Return the ground that marks a found box; the one being looked at has a red border (static/css/bagan.css)."""
    kelas = "bagan-sorot bagan-sorot--kini" if kini else "bagan-sorot"
    ground = _persegi(-5, -5, kotak.w + 10, kotak.h + 10, rx="8", fill="#FFD24D", stroke="#1B2733", stroke_width="2")
    return ground.replace("<rect", f'<rect class="{kelas}"')


def _kendali(kotak: layout.Kotak, layar: Layar, warna: str) -> Iterator[str]:
    """Yield the two links in the upper right corner: fold or open, and the branch alone.

    They grow as the picture shrinks (static/js/bagan.js does it while zooming), in the room that the layout kept.
    """
    simpul, terlipat = kotak.simpul, bool(kotak.ranting.terlipat)
    kerja, tanda = ("Buka", "M-17 0H-7M-12 -5V5") if terlipat else ("Lipat", "M-17 0H-7")
    yield (
        f'<g transform="translate({angka(kotak.w - 2)} 15)"><g class="bagan-kendali" '
        f'transform="scale({angka(layar.kali_kendali)})" fill="none" stroke="{warna}" stroke-width="1.5">'
    )
    for id_, alamat, nama, gambar in (
        (f"lipat-{simpul.id}", layar.lipat(simpul), f"{kerja} cabang {simpul.kode}", f"M-20 -8H-4V8H-20Z{tanda}"),
        (
            f"cabang-{simpul.id}",
            layar.cabang(simpul),
            f"Bagan cabang {simpul.kode} saja",
            "M-43 -3V-7H-39M-33 -7H-29V-3M-29 3V7H-33M-39 7H-43V3M-38 -2H-34V2H-38Z",
        ),
    ):
        x = -24 if id_.startswith("lipat") else -48
        yield (
            f'<a id="{id_}" href="{escape(alamat)}" data-tukar="1"><title>{escape(nama)}</title>'
            f'<rect x="{x}" y="-12" width="24" height="24" rx="4" stroke="none" pointer-events="all"/>'
            f'<path d="{gambar}"/></a>'
        )
    yield "</g></g>"


def _bagian(bagian: layout.Bagian, warna: Warna) -> Iterator[str]:
    """Yield one part: its ground, if it has one, and its text line by line."""
    teks = warna.teks_kepala if bagian.jenis == layout.KEPALA else warna.teks
    if bagian.jenis == layout.CROSSCUTTING:
        latar, tepi, teks = SILANG
        yield _persegi(bagian.x, bagian.y, bagian.w, bagian.h, rx="6", fill=latar, stroke=tepi, stroke_dasharray="3 2")
    elif bagian.jenis in (layout.KOMPONEN, layout.JABATAN):
        latar, tepi, teks = TERJEMAHAN
        yield _persegi(bagian.x, bagian.y, bagian.w, bagian.h, fill=latar, stroke=tepi)
    elif bagian.jenis in TANDA:
        latar, tepi, teks = TANDA[bagian.jenis]
        yield _persegi(bagian.x, bagian.y, bagian.w, bagian.h, rx="9", fill=latar, stroke=tepi)
    x = angka(bagian.x + bagian.isi_x)
    # The baseline, with the font's ascent and descent centred in the line as CSS does.
    dasar = bagian.y + bagian.isi_y + (bagian.tinggi_baris + (layout.NAIK - layout.TURUN) * bagian.huruf) / 2
    baris = "".join(
        f'<tspan x="{x}" y="{angka(dasar + nomor * bagian.tinggi_baris)}">{escape(satu)}</tspan>'
        for nomor, satu in enumerate(bagian.baris)
    )
    tebal = ' font-weight="700"' if bagian.tebal else ""
    yield f'<text font-size="{angka(bagian.huruf)}"{tebal} fill="{teks}">{baris}</text>'
