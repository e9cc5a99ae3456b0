"""Printed papers kept by the key of what they were made of, so that none is rendered twice; papers yet to be printed.

Nothing here is an original: a file that is missing or damaged is printed again. Issued papers are kept by `arsip`.
Files lie under MEDIA_ROOT/cetakan and are purged when nobody has asked for them for long.
"""

import hashlib
import logging
import os
import tempfile
import time
import zlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from instansi.api import PenyimpananGagal

_SIDIK = 32  # bytes of SHA-256 in front of what is kept: a file cut short or changed is noticed and not used
_HASIL, _BAHAN = "hasil", "bahan"

logger = logging.getLogger(__name__)


def ambil_hasil(kunci: str) -> bytes | None:
    """Return the printed file of this key and note that it is in use; None when there is none or it is damaged."""
    tempat = _tempat(_HASIL, kunci)
    isi = _baca(tempat)
    if isi is not None:
        with suppress(OSError):  # a storage that can only be read still gives what it holds
            os.utime(tempat)
    return isi


def ada_hasil(kunci: str) -> bool:
    """Whether a printed file of this key lies here."""
    return _tempat(_HASIL, kunci).is_file()


def simpan_hasil(kunci: str, isi: bytes) -> None:
    """Keep a printed file, whole or not at all. Raises PenyimpananGagal when the storage cannot be written."""
    _tulis(_tempat(_HASIL, kunci), isi)


def ambil_bahan(kunci: str) -> bytes | None:
    """Return what is to be printed for this key; None when it is gone."""
    isi = _baca(_tempat(_BAHAN, kunci))
    return None if isi is None else zlib.decompress(isi)


def simpan_bahan(kunci: str, isi: bytes) -> None:
    """Keep what is to be printed until it has been. Raises PenyimpananGagal when the storage cannot be written."""
    _tulis(_tempat(_BAHAN, kunci), zlib.compress(isi, 1))


def buang_bahan(kunci: str) -> None:
    """Forget what has been printed."""
    _tempat(_BAHAN, kunci).unlink(missing_ok=True)


def bersihkan(umur: timedelta) -> int:
    """Remove files that nobody has used for so long, half-written ones of a broken run too; return how many."""
    batas = time.time() - umur.total_seconds()
    banyak = 0
    for berkas in _akar().rglob("*"):
        try:
            if berkas.is_file() and berkas.stat().st_mtime < batas:
                berkas.unlink()
                banyak += 1
        except FileNotFoundError:  # another worker was faster
            continue
    return banyak


def _akar() -> Path:
    return Path(settings.MEDIA_ROOT) / "cetakan"


def _tempat(jenis: str, kunci: str) -> Path:
    return _akar() / jenis / kunci[:2] / kunci


def _baca(tempat: Path) -> bytes | None:
    try:
        semua = tempat.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    isi = semua[_SIDIK:]
    return isi if semua[:_SIDIK] == hashlib.sha256(isi).digest() else None


def _tulis(tempat: Path, isi: bytes) -> None:
    """Write beside the target and rename: who stops half-way leaves no half file under the final name."""
    try:
        tempat.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=tempat.parent, prefix=".", delete=False) as sementara:
            try:
                sementara.write(hashlib.sha256(isi).digest())
                sementara.write(isi)
                sementara.flush()
                os.replace(sementara.name, tempat)
            except OSError:  # a full disk must not be filled further by what is left over
                Path(sementara.name).unlink(missing_ok=True)
                raise
    except OSError as galat:
        logger.exception("Cetakan tidak dapat ditulis di MEDIA_ROOT")
        raise PenyimpananGagal from galat
