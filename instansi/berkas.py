"""Private files: bytes under MEDIA_ROOT, outside the web root, named by their SHA-256; and whether an upload is a PDF.

Bytes are written before the row that names them is committed and never changed: a rolled-back transaction leaves at
most a file that nothing names, a committed row always finds its bytes. Which rows there are and who may read them is
the business of the app that keeps them (`naskah.arsip`, `pohon.services.berita_acara`). `arsip.py` freezes data.
"""

import hashlib
import logging
import os
import tempfile
from io import BytesIO
from pathlib import Path

from django.conf import settings
from pypdf import PdfReader

from instansi.errors import GalatLayanan, PenyimpananGagal

logger = logging.getLogger(__name__)


class BerkasRusak(Exception):
    """A stored file is missing, or its bytes no longer have their checksum."""


def simpan_isi(isi: bytes, nama: str) -> str:
    """Store the bytes and return their SHA-256. Equal bytes share one file; a damaged one is not repaired in silence.

    `nama` is what people call the file. Raises BerkasRusak when a file of that checksum holds other bytes, and
    PenyimpananGagal when it cannot be written.
    """
    sha256 = hashlib.sha256(isi).hexdigest()
    tujuan = _tempat(sha256)
    try:
        if not tujuan.exists():
            _tulis_utuh(tujuan, isi)
    except OSError as galat:
        logger.exception("Berkas tidak dapat ditulis di MEDIA_ROOT")
        raise PenyimpananGagal from galat
    baca_isi(sha256, nama)
    return sha256


def baca_isi(sha256: str, nama: str) -> bytes:
    """Return the bytes of a stored file. Raises BerkasRusak when they are missing or changed."""
    try:
        isi = _tempat(sha256).read_bytes()
    except OSError:
        raise BerkasRusak(f"Berkas {nama} tidak dapat dibaca dari tempat penyimpanan.") from None
    if hashlib.sha256(isi).hexdigest() != sha256:
        raise BerkasRusak(f"Isi berkas {nama} tidak lagi sesuai dengan sidiknya.")
    return isi


def lokasi(sha256: str) -> str:
    """Return where the bytes lie under MEDIA_ROOT."""
    return f"arsip/{sha256[:2]}/{sha256}"


def pastikan_pdf(isi: bytes, *, kolom: str) -> None:
    """Raise GalatLayanan for the field unless the bytes are a PDF that anyone can open and that has a page."""
    if not isi.startswith(b"%PDF-"):
        raise GalatLayanan("Berkas ini bukan PDF. Pindai atau simpan dokumennya sebagai PDF.", kolom=kolom)
    try:
        pembaca = PdfReader(BytesIO(isi))
        terkunci, halaman = pembaca.is_encrypted, 0 if pembaca.is_encrypted else len(pembaca.pages)
    except Exception as galat:  # noqa: BLE001 — on malformed files pypdf raises anything; each means the same
        raise GalatLayanan("Berkas PDF ini rusak. Simpan atau pindai lagi dokumennya.", kolom=kolom) from galat
    if terkunci:
        raise GalatLayanan("PDF ini terkunci sandi. Simpan tanpa sandi, lalu unggah lagi.", kolom=kolom)
    if not halaman:
        raise GalatLayanan("PDF ini tidak mempunyai halaman.", kolom=kolom)


def _tempat(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / lokasi(sha256)


def _tulis_utuh(tujuan: Path, isi: bytes) -> None:
    """Write beside the target and rename: whoever stops half-way leaves no half file under the final name."""
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=tujuan.parent, delete=False) as sementara:
        try:
            sementara.write(isi)
            sementara.flush()
            os.fsync(sementara.fileno())
            os.chmod(sementara.name, 0o440)
            os.replace(sementara.name, tujuan)
        except OSError:  # a full disk must not be filled further by what is left over
            Path(sementara.name).unlink(missing_ok=True)
            raise
