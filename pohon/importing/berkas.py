"""Whether a file may be opened at all, judged by its content, never by its name or what the browser says it is.

Limits: 20 MB; 120 MB unpacked, measured while unpacking, because sizes in a ZIP's directory may lie; 50,000 rows and
400,000 cells. A file that holds macros, a password, or entity declarations is refused. Reading what it says: `xlsx`,
`word`.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

TERBESAR = 20 * 1024 * 1024
TERBESAR_MEKAR = 120 * 1024 * 1024
BARIS_TERBANYAK = 50_000
SEL_TERBANYAK = 400_000
_BAGIAN_TERBANYAK = 2_000
_POTONG = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BERSANDI = "EncryptedPackage".encode("utf-16-le")
_AWAL_BARIS = re.compile(rb"<(?:\w+:)?(?:row|tr)[ >/]")
_AWAL_SEL = re.compile(rb"<(?:\w+:)?(?:c|tc)[ >/]")
_DEKLARASI = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class GalatBerkas(Exception):
    """A file that cannot be read; the message is plain Indonesian and says what to do."""


class RagamBerkas(StrEnum):
    """What a file turned out to be."""

    XLSX = "xlsx"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class BerkasSah:
    """A file that may be opened."""

    ragam: RagamBerkas
    isi: bytes


_PESAN_RUSAK = "Berkas ini rusak atau tidak lengkap. Buka dengan Excel atau Word, simpan ulang, lalu coba lagi."
_PESAN_ASING = "Berkas ini bukan lembar kerja Excel (.xlsx) atau dokumen Word (.docx)."


def periksa_berkas(isi: bytes) -> BerkasSah:
    """Return what kind of file the bytes are. Raises GalatBerkas when it must not or cannot be read."""
    if not isi:
        raise GalatBerkas("Berkas ini kosong.")
    if len(isi) > TERBESAR:
        raise GalatBerkas("Berkas ini lebih besar dari 20 MB. Hapus gambar atau lembar yang tidak perlu.")
    if isi.startswith(_OLE):
        if _BERSANDI in isi:
            raise GalatBerkas("Berkas ini dilindungi kata sandi. Buka, hapus kata sandinya, simpan, lalu coba lagi.")
        raise GalatBerkas(
            "Berkas ini memakai bentuk lama (.xls atau .doc). Simpan sebagai .xlsx atau .docx, lalu coba lagi."
        )
    if not isi.startswith(b"PK"):
        raise GalatBerkas(_PESAN_ASING)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            ragam = _ragam(arsip)
            _ukur(arsip)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as galat:
        raise GalatBerkas(_PESAN_RUSAK) from galat
    return BerkasSah(ragam, isi)


def _ragam(arsip: zipfile.ZipFile) -> RagamBerkas:
    nama = arsip.namelist()
    if len(nama) > _BAGIAN_TERBANYAK:
        raise GalatBerkas("Berkas ini memuat terlalu banyak bagian dan tidak dibuka.")
    if any(satu.flag_bits & 1 for satu in arsip.infolist()):
        raise GalatBerkas("Berkas ini dilindungi kata sandi. Buka, hapus kata sandinya, simpan, lalu coba lagi.")
    if any("vbaproject" in satu.lower() for satu in nama):
        raise GalatBerkas("Berkas ini memuat makro. Simpan sebagai .xlsx atau .docx tanpa makro, lalu coba lagi.")
    if "xl/workbook.xml" in nama:
        return RagamBerkas.XLSX
    if "word/document.xml" in nama:
        return RagamBerkas.DOCX
    raise GalatBerkas(_PESAN_ASING)


def _ukur(arsip: zipfile.ZipFile) -> None:
    """Unpack every part once, piece by piece, and stop where a limit is passed."""
    mekar = baris = sel = 0
    for bagian in arsip.infolist():
        isian = bagian.filename.startswith(("xl/worksheets/", "word/document"))
        sisa = b""
        with arsip.open(bagian) as aliran:
            while potong := aliran.read(_POTONG):
                mekar += len(potong)
                if mekar > TERBESAR_MEKAR:
                    raise GalatBerkas("Isi berkas ini terlalu besar setelah dibuka dan tidak dibaca.")
                teks = sisa + potong
                if bagian.filename.endswith((".xml", ".rels")) and _DEKLARASI.search(teks):
                    raise GalatBerkas("Berkas ini memuat deklarasi yang tidak aman dan tidak dibuka.")
                if isian:
                    # What was counted already ends before the overlap.
                    baris += len(_AWAL_BARIS.findall(teks)) - len(_AWAL_BARIS.findall(sisa))
                    sel += len(_AWAL_SEL.findall(teks)) - len(_AWAL_SEL.findall(sisa))
                sisa = teks[-40:]
        if baris > BARIS_TERBANYAK or sel > SEL_TERBANYAK:
            raise GalatBerkas(
                "Berkas ini memuat lebih dari 50.000 baris. Sisakan tabel cascading saja, lalu coba lagi."
            )
