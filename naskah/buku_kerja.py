"""Workbooks: what every one needs. Cells that hold a text as a text, and files that do not tell when they were made.

What a workbook shows and how it looks belongs to the app that writes it (`exporting`).
"""

import re
import zipfile
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

_WAKTU_TETAP = datetime(2000, 1, 1)
_AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")


def isi_sel(sel: Cell, teks: str) -> Cell:
    """Write a text as a text: one that begins with = + - @ must never become a formula in a spreadsheet program.

    Characters that no workbook may hold are left out. Returns the cell.
    """
    sel.value = bersih(teks)
    sel.data_type = "s"
    sel.number_format = "@"
    sel.quotePrefix = teks.startswith(_AWAL_RUMUS)
    return sel


def bersih(teks: str) -> str:
    """Return the text without characters that no workbook may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", teks)


def simpan_buku(buku: Workbook, *, judul: str, pembuat: str) -> bytes:
    """Return the file, with title and author among its properties. Same content, same bytes.

    openpyxl writes the present time into the properties and into the archive's entries; both get a fixed one.
    """
    sifat = buku.properties
    sifat.title, sifat.creator = bersih(judul), bersih(pembuat)
    sifat.language, sifat.created = "id", _WAKTU_TETAP
    asli, hasil = BytesIO(), BytesIO()
    buku.save(asli)
    with zipfile.ZipFile(asli) as sumber, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama in sumber.namelist():
            isi = sumber.read(nama)
            if nama == "docProps/core.xml":
                isi = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", isi)
            entri = zipfile.ZipInfo(nama, _WAKTU_TETAP.timetuple()[:6])
            entri.compress_type = zipfile.ZIP_DEFLATED
            tujuan.writestr(entri, isi)
    return hasil.getvalue()
