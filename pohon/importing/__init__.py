"""Bringing existing cascading documents in: .xlsx, .docx or pasted text → one tree, with every contradiction named.

    dokumen = baca_berkas(isi, "cascading.xlsx")        # phase 1: cells with their places (berkas, xlsx, word, tempel)
    bacaan = pahami(dokumen, "Dinas …")                 # phases 2 and 3: tables, tree, joined rows (tabel … susun)
    laporan = susun_laporan(bacaan)                     # phase 4: findings and the fate of each row (aturan, laporan)
    susun_rancangan(bacaan, cari_pihak, cari_jabatan)   # phase 5: the plan that services.impor stores (rancangan)

Reading only: no database. Storing is `pohon.services.impor`, screens are `pohon.views.impor`.
"""

import struct
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import (
    CellCoordinatesException,
    InvalidFileException,
    NamedRangeException,
    SheetTitleException,
)

from pohon.importing.berkas import GalatBerkas, RagamBerkas, periksa_berkas
from pohon.importing.kisi import Dokumen
from pohon.importing.laporan import Laporan, susun_laporan
from pohon.importing.susun import pahami
from pohon.importing.tempel import baca_tempel
from pohon.importing.word import baca_docx
from pohon.importing.xlsx import baca_xlsx

__all__ = ["Dokumen", "GalatBerkas", "Laporan", "RUSAK", "baca_berkas", "baca_tempel", "pahami", "susun_laporan"]

# What openpyxl, python-docx and lxml raise for a package whose parts are missing, cut off or contradict each other.
# They have no error of their own for most of it, so the list is wide; it covers reading only, not understanding.
RUSAK = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError,
    ValueError,
    struct.error, zipfile.BadZipFile, zlib.error, ParseError, LxmlError, OpcError, PythonDocxError,
    CellCoordinatesException, InvalidFileException, NamedRangeException, SheetTitleException,
)  # fmt: skip


def baca_berkas(isi: bytes, nama: str) -> Dokumen:
    """Return a file as grids of cells. Raises GalatBerkas, with a message for the planner, when it cannot be read."""
    berkas = periksa_berkas(isi)
    baca = baca_xlsx if berkas.ragam == RagamBerkas.XLSX else baca_docx
    try:
        return baca(isi, nama)
    except RUSAK as galat:
        raise GalatBerkas(
            "Berkas ini rusak atau tidak lengkap. Buka dengan Excel atau Word, simpan ulang, lalu coba lagi."
        ) from galat
