"""What other apps may use of this app. Re-exports only."""

from cascading.documents import cetak_buku, nama_berkas

__all__ = [
    "cetak_buku",
    "nama_berkas",
]
