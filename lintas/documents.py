"""The matrix and the upper floors of the whole house on paper; what stands in them is decided elsewhere."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from lintas.daerah import BarisRumah, Rumah
from lintas.gambar import LEBAR, svg_matriks
from lintas.rows import Matriks
from naskah.api import A3, BahanCetak, Halaman, susun_bahan

LANSKAP = Halaman("lanskap", kertas=A3, mendatar=True, margin=(15, 15, 15, 15))
_GAYA = """
table.matriks { table-layout: auto; font-size: 8pt; }
table.matriks th, table.matriks td { padding: 1mm 1.2mm; text-align: center; }
table.matriks tbody th { text-align: left; font-weight: normal; }
table.matriks .menunggu { background: #fdf1d6; }
table.matriks .dilihat { background: #e9e0f5; }
table.matriks .ditolak { background: #f8dcd9; }
table.matriks .diterima { background: #d9efdf; }
table.permintaan td { font-size: 8.5pt; }
.letak { display: block; font-size: 7.5pt; color: #444; }
td.kode { white-space: nowrap; }
tr.daerah td { background: #e8f0f8; }
table.daftar td.dalam-1 { padding-left: 6mm; }
table.daftar td.dalam-2 { padding-left: 12mm; }
table.daftar td.dalam-3 { padding-left: 18mm; }
table.daftar td.dalam-4 { padding-left: 24mm; }
table.daftar td.dalam-5 { padding-left: 30mm; }
.gambar-lintas svg { width: 100%; height: auto; }
.ganti { break-before: page; }
"""


def bahan_matriks(matriks: Matriks, pemerintah: str, periode: str) -> BahanCetak:
    """Return, ready to print, the matrix, the picture, the unanswered requests by age, and every request."""
    judul = f"Matriks Crosscutting {pemerintah} {periode}"
    konteks = {
        "judul": judul,
        "pemerintah": pemerintah,
        "periode": periode,
        "matriks": matriks,
        "svg": svg_matriks(matriks),
        "lebar_gambar": LEBAR,
        "kaki": judul,
    }
    return susun_bahan(
        render_to_string("cetak/matriks.html", konteks),
        judul=judul,
        penulis=pemerintah,
        halaman=(LANSKAP,),
        gaya=(_GAYA,),
    )


def bahan_rumah(rumah: Rumah, baris: Sequence[BarisRumah], judul: str, pemerintah: str) -> BahanCetak:
    """Return, ready to print, these floors of the house and the agencies that stand beside it."""
    konteks = {
        "judul": judul,
        "baris": [(satu, f"dalam-{min(satu.kedalaman, 5)}") for satu in baris],
        "lepas": rumah.lepas,
        "tanpa_outcome": rumah.tanpa_outcome,
        "kaki": judul,
    }
    return susun_bahan(
        render_to_string("cetak/rumah.html", konteks),
        judul=judul,
        penulis=pemerintah,
        halaman=(LANSKAP,),
        gaya=(_GAYA,),
    )
