"""Gives a faulty template back as the user's own file: red cells with comments, and a sheet that links to each."""

import io
from collections.abc import Iterable

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pohon.templat.baca import GalatSel
from pohon.templat.tulis import tulis_teks

LEMBAR_GALAT = "Galat"
_PENULIS = "Pemeriksaan templat"
_MERAH = PatternFill("solid", fgColor="F4C7C3")
_LEBAR = (16, 10, 80)


def tandai_galat(isi: bytes, galat: Iterable[GalatSel]) -> bytes:
    """Return the workbook with every fault marked; marks of an earlier round are taken off. `isi` was read before."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    if LEMBAR_GALAT in buku.sheetnames:
        del buku[LEMBAR_GALAT]
    _bersihkan(buku)
    daftar = buku.create_sheet(LEMBAR_GALAT, 0)
    for nomor, (judul, lebar) in enumerate(
        zip(("Lembar", "Sel", "Yang perlu diperbaiki"), _LEBAR, strict=True), start=1
    ):
        tulis_teks(daftar.cell(1, nomor), judul).font = Font(bold=True)
        daftar.column_dimensions[daftar.cell(1, nomor).column_letter].width = lebar
    nama = {satu.casefold(): satu for satu in buku.sheetnames}
    for baris, satu in enumerate(galat, start=2):
        lembar = buku[nama[satu.lembar.casefold()]]
        _tandai(lembar, satu)
        _tulis_tautan(daftar, baris, lembar, satu)
    daftar.freeze_panes = "A2"
    buku.active = 0
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _bersihkan(buku: Workbook) -> None:
    for lembar in buku.worksheets:
        for sel in list(lembar._cells.values()):
            if sel.comment is not None and sel.comment.author == _PENULIS:
                sel.comment = None
                if sel.fill == _MERAH:
                    sel.fill = PatternFill()


def _tandai(lembar: Worksheet, galat: GalatSel) -> None:
    sel = lembar.cell(max(1, galat.baris), max(1, galat.kolom))
    sel.fill = _MERAH
    sel.comment = Comment(galat.pesan, _PENULIS, height=90, width=320)


def _tulis_tautan(daftar: Worksheet, baris: int, lembar: Worksheet, galat: GalatSel) -> None:
    for nomor, teks in enumerate((lembar.title, galat.sel, galat.pesan), start=1):
        sel = tulis_teks(daftar.cell(baris, nomor), teks)
        sel.alignment = Alignment(wrap_text=True, vertical="top")
    tautan = daftar.cell(baris, 2)
    tautan.hyperlink = f"#{quote_sheetname(lembar.title)}!{galat.sel}"
    tautan.font = Font(color="0B5394", underline="single")
