"""What other apps may use of this app. Re-exports only."""

from cascading.documents import cetak_buku, nama_berkas
from cascading.rendering import bahan_gambar

__all__ = [
    "bahan_gambar",
    "cetak_buku",
    "nama_berkas",
]
