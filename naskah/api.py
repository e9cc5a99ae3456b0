"""What other apps may use of this app. Re-exports only."""

from naskah.cetak import Cetakan, daftarkan
from naskah.huruf import jumlah_baris, lebar_teks
from naskah.paper import A3, A4, F4, Halaman, Kertas
from naskah.render import BerkasDitolak, HasilCetak, LabelHalaman, render_pdf

__all__ = [
    "A3",
    "A4",
    "F4",
    "BerkasDitolak",
    "Cetakan",
    "Halaman",
    "HasilCetak",
    "Kertas",
    "LabelHalaman",
    "daftarkan",
    "jumlah_baris",
    "lebar_teks",
    "render_pdf",
]
