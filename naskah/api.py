"""What other apps may use of this app. Re-exports only."""

from naskah.arsip import BerkasRusak, baca_berkas, simpan_berkas
from naskah.cetak import Cetakan, daftarkan
from naskah.huruf import jumlah_baris, lebar_teks
from naskah.models import ArsipBerkas
from naskah.paper import A3, A4, F4, Halaman, Kertas
from naskah.render import BerkasDitolak, HasilCetak, LabelHalaman, render_pdf

__all__ = [
    "A3",
    "A4",
    "ArsipBerkas",
    "BerkasDitolak",
    "BerkasRusak",
    "Cetakan",
    "F4",
    "Halaman",
    "HasilCetak",
    "Kertas",
    "LabelHalaman",
    "baca_berkas",
    "daftarkan",
    "jumlah_baris",
    "lebar_teks",
    "render_pdf",
    "simpan_berkas",
]
