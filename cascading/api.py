"""What other apps may use of this app. Re-exports only."""

from cascading.documents import cetak_buku, nama_berkas
from cascading.rendering import pdf_gambar

__all__ = [
    "cetak_buku",
    "nama_berkas",
    "pdf_gambar",
]
