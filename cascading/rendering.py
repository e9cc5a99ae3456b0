"""The tree picture as a file: PDF over as many sheets as it needs, PNG of the whole tree on one.

What is on the pages is decided in `pictures`; the SVG file is made in `svg`.
"""

from math import ceil, sqrt

from django.template.loader import render_to_string

from cascading.pictures import HALAMAN_GAMBAR, halaman_gambar, lembar_tunggal
from naskah.api import BahanCetak, Halaman, HasilCetak, Kertas, cetak, cetak_berkas, susun_bahan
from pohon.api import BarisPohon, layout

BELUM_ADA_GAMBAR = "Gambar belum ada: outcome pada Tahap 1 belum ditentukan."
_TITIK_PER_INCI = 144
_TITIK_TERBANYAK = 36_000_000  # of a PNG; a larger tree is drawn coarser
_MARGIN_MM = 8
_MM_PER_INCI = 25.4


def pdf_gambar(
    pohon: BarisPohon, *, cascading: bool, cabang: int | None = None, halaman: Halaman = HALAMAN_GAMBAR
) -> HasilCetak:
    """Print the picture alone."""
    return cetak(bahan_gambar(pohon, cascading=cascading, cabang=cabang, halaman=halaman))


def bahan_gambar(
    pohon: BarisPohon, *, cascading: bool, cabang: int | None = None, halaman: Halaman = HALAMAN_GAMBAR
) -> BahanCetak:
    """Return the picture alone, ready to print with bookmarks; DRAF stands behind it while the tree is not approved.

    The tree must have at least one outcome; `cabang` is the key of the node to begin at.
    """
    gambar = halaman_gambar(
        pohon, cascading=cascading, lebar_mm=halaman.lebar_isi, tinggi_mm=halaman.tinggi_isi, cabang=cabang
    )
    pemilik = layout.bersihkan(pohon.nama_pemilik)
    judul = f"{'Cascading' if cascading else 'Pohon Kinerja'} {pemilik} {pohon.periode}"
    kaki = f"{pemilik} · {layout.bersihkan(pohon.nama_pemerintah)} · {pohon.periode}"
    return susun_bahan(
        render_to_string("cetak/gambar_saja.html", {"halaman": gambar, "judul": judul, "kaki": kaki}),
        judul=judul,
        penulis=pemilik,
        halaman=(halaman,),
        draf=not pohon.disetujui,
    )


def png_gambar(pohon: BarisPohon, *, cascading: bool, cabang: int | None = None) -> bytes:
    """Draw the tree, or the branch at the node `cabang`, as one PNG."""
    return cetak_berkas(bahan_png(pohon, cascading=cascading, cabang=cabang))


def bahan_png(pohon: BarisPohon, *, cascading: bool, cabang: int | None = None) -> BahanCetak:
    """Return the tree, or the branch at the node `cabang`, to be one PNG on a sheet cut to its size, for slides.

    Needs at least one outcome.
    """
    lembar = lembar_tunggal(pohon, cascading=cascading, cabang=cabang)
    lebar, tinggi = (ceil(sisi) + 2 * _MARGIN_MM for sisi in (lembar.lebar, lembar.tinggi))
    halaman = Halaman("gambar", kertas=Kertas("Gambar", lebar, tinggi), margin=(_MARGIN_MM,) * 4)
    return susun_bahan(
        render_to_string("cetak/gambar_saja.html", {"halaman": (lembar,), "judul": lembar.penanda, "tanpa_kaki": True}),
        judul=lembar.penanda,
        halaman=(halaman,),
        draf=not pohon.disetujui,
        titik_per_inci=min(_TITIK_PER_INCI, sqrt(_TITIK_TERBANYAK / (lebar * tinggi)) * _MM_PER_INCI),
    )


def nama_gambar(pohon: BarisPohon, slug: str, akhiran: str, *, cascading: bool, cabang: int = 0) -> str:
    """Return a safe file name that says which picture it is and of what."""
    jenis = "cascading" if cascading else "pohon-kinerja"
    bagian = f"-cabang-{pohon.menurut_id[cabang].kode}" if cabang else ""
    return f"gambar-{jenis}{bagian}-{slug}-{pohon.periode_mulai}-{pohon.periode_selesai}.{akhiran}"
