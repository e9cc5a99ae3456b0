"""Keeping issued papers for ever: bytes into a file named by their SHA-256, and reading them back with proof.

A file is written before its row is committed and never changed: a rolled-back transaction leaves at most a file that
nothing names, a committed row always finds its bytes. Data are frozen by `instansi.arsip`, not here.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from instansi.api import Pengguna
from naskah.models import ArsipBerkas


class BerkasRusak(Exception):
    """An archived file is missing, or its bytes no longer have their checksum."""


def simpan_berkas(*, jenis: str, nama: str, tipe: str, isi: bytes, oleh: Pengguna | None = None) -> ArsipBerkas:
    """Store the bytes and return their row. Equal bytes share one file; a damaged one is not repaired in silence.

    Raises BerkasRusak when a file of that name holds other bytes.
    """
    berkas = ArsipBerkas(
        jenis=jenis, nama=nama, tipe=tipe, ukuran=len(isi), sha256=hashlib.sha256(isi).hexdigest(), oleh=oleh
    )
    tujuan = _tempat(berkas)
    if not tujuan.exists():
        _tulis_utuh(tujuan, isi)
    baca_berkas(berkas)
    berkas.save()
    return berkas


def baca_berkas(berkas: ArsipBerkas) -> bytes:
    """Return the bytes of an issued file. Raises BerkasRusak when they are missing or changed."""
    try:
        isi = _tempat(berkas).read_bytes()
    except OSError:
        raise BerkasRusak(f"Berkas {berkas.nama} tidak dapat dibaca dari tempat penyimpanan.") from None
    if hashlib.sha256(isi).hexdigest() != berkas.sha256:
        raise BerkasRusak(f"Isi berkas {berkas.nama} tidak lagi sesuai dengan sidiknya.")
    return isi


def _tempat(berkas: ArsipBerkas) -> Path:
    return Path(settings.MEDIA_ROOT) / berkas.lokasi


def _tulis_utuh(tujuan: Path, isi: bytes) -> None:
    """Write beside the target and rename: whoever stops half-way leaves no half file under the final name."""
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=tujuan.parent, delete=False) as sementara:
        sementara.write(isi)
        sementara.flush()
        os.fsync(sementara.fileno())
    os.chmod(sementara.name, 0o440)
    os.replace(sementara.name, tujuan)
