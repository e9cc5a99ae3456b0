"""Keeping issued papers for ever: a row that is written once, and the bytes it names (`instansi.berkas`).

Data are frozen by `instansi.arsip`, not here.
"""

from instansi.api import BerkasRusak, Pengguna, baca_isi, simpan_isi
from naskah.models import ArsipBerkas

__all__ = ["BerkasRusak", "baca_berkas", "simpan_berkas"]


def simpan_berkas(*, jenis: str, nama: str, tipe: str, isi: bytes, oleh: Pengguna | None = None) -> ArsipBerkas:
    """Store the bytes and return their row. Equal bytes share one file; a damaged one is not repaired in silence.

    Raises BerkasRusak when a file of that name holds other bytes.
    """
    sha256 = simpan_isi(isi, nama)
    return ArsipBerkas.objects.create(jenis=jenis, nama=nama, tipe=tipe, ukuran=len(isi), sha256=sha256, oleh=oleh)


def baca_berkas(berkas: ArsipBerkas) -> bytes:
    """Return the bytes of an issued file. Raises BerkasRusak when they are missing or changed."""
    return baca_isi(berkas.sha256, berkas.nama)
