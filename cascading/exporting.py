"""The tables of the booklet as a workbook: a sheet a table, ready to print, the same bytes for the same tree.

What the tables hold is decided in `tables`. Texts are written as texts: a statement that begins with = + - @ must
never become a formula in the reader's spreadsheet program.
"""

import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cascading.tables import Sel, Tabel, semua_tabel
from naskah.api import isi_sel, jumlah_baris, simpan_buku
from pohon.api import BarisPohon

_F4_EXCEL, _LEBAR_TABEL, _BARIS_JUDUL = 14, 132, 4  # paper code 14 is Folio, the F4 of printers
_HURUF = "Bookman Old Style"
_TIPIS = Side(style="thin", color="000000")
_BINGKAI = Border(left=_TIPIS, right=_TIPIS, top=_TIPIS, bottom=_TIPIS)
_NAMA_TERLARANG = re.compile(r"[\[\]:*?/\\]")


def tulis_buku_kerja(pohon: BarisPohon) -> bytes:
    """Return the XLSX file with every table of the tree, Tahap 2 to crosscutting."""
    buku = Workbook()
    buku.remove(buku.active)
    for tabel in semua_tabel(pohon):
        _tulis_lembar(buku.create_sheet(_nama_lembar(tabel)), pohon, tabel)
    if not buku.worksheets:
        buku.create_sheet("Cascading")
    return simpan_buku(
        buku, judul=f"Cascading Kinerja {pohon.nama_pemilik} {pohon.periode}", pembuat=pohon.nama_pemilik
    )


def _nama_lembar(tabel: Tabel) -> str:
    """Return "Tahap 2 O1" for tahap-2-o1."""
    bagian = tabel.kunci.split("-")
    nama = " ".join([bagian[0].capitalize(), *(satu.upper() for satu in bagian[1:])])
    return _NAMA_TERLARANG.sub(" ", nama)[:31]


def _tulis_lembar(lembar: Worksheet, pohon: BarisPohon, tabel: Tabel) -> None:
    banyak = len(tabel.kolom)
    _tulis_judul(lembar, pohon, tabel, banyak)
    for nomor, kolom in enumerate(tabel.kolom, 1):
        lembar.column_dimensions[get_column_letter(nomor)].width = round(kolom.lebar / 100 * _LEBAR_TABEL, 1)
        sel = isi_sel(lembar.cell(_BARIS_JUDUL, nomor), kolom.judul)
        sel.font = Font(name=_HURUF, size=10, bold=True)
        sel.fill = PatternFill("solid", fgColor="E9EEF4")
        sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    akhir = _tulis_isi(lembar, tabel)
    for baris in lembar.iter_rows(min_row=_BARIS_JUDUL, max_row=akhir, max_col=banyak):
        for sel in baris:
            sel.border = _BINGKAI
    _atur_cetak(lembar, f"A1:{get_column_letter(banyak)}{akhir}")


def _tulis_judul(lembar: Worksheet, pohon: BarisPohon, tabel: Tabel, banyak: int) -> None:
    urusan = f" URUSAN {pohon.urusan.upper()}" if pohon.urusan else ""
    draf = "" if pohon.disetujui else " · DRAF"
    teks = (
        f"{_nama_lembar(tabel).upper()}: {tabel.judul}",
        f"{pohon.nama_pemilik.upper()}{urusan}",
        f"{pohon.nama_pemerintah}, periode {pohon.periode}{draf}",
    )
    for nomor, isi in enumerate(teks, 1):
        sel = isi_sel(lembar.cell(nomor, 1), isi)
        sel.font = Font(name=_HURUF, size=11, bold=nomor < 3)
        sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        lembar.merge_cells(start_row=nomor, end_row=nomor, start_column=1, end_column=banyak)
        lembar.row_dimensions[nomor].height = 15.0 * jumlah_baris(isi, _LEBAR_TABEL * 5.4, 11)


def _tulis_isi(lembar: Worksheet, tabel: Tabel) -> int:
    """Write the rows and return the number of the last one."""
    nomor = _BARIS_JUDUL
    for kelompok in tabel.kelompok:
        for baris in kelompok.baris:
            nomor += 1
            for kolom, sel in enumerate(baris, 1):
                if sel:
                    _tulis_sel(lembar, nomor, kolom, sel)
            lembar.row_dimensions[nomor].height = _tinggi(tabel, baris)
    if nomor == _BARIS_JUDUL:
        nomor += 1
        isi_sel(lembar.cell(nomor, 1), tabel.kosong).font = Font(name=_HURUF, size=10, italic=True)
        lembar.merge_cells(start_row=nomor, end_row=nomor, start_column=1, end_column=len(tabel.kolom))
    return nomor


def _tulis_sel(lembar: Worksheet, baris: int, kolom: int, sel: Sel) -> None:
    tujuan = isi_sel(lembar.cell(baris, kolom), sel.isi)
    tujuan.font = Font(name=_HURUF, size=10)
    tujuan.alignment = Alignment(
        horizontal="center" if sel.tengah else "left", vertical="top", wrap_text=True, indent=sel.takuk
    )
    if sel.rentang > 1:
        lembar.merge_cells(start_row=baris, end_row=baris + sel.rentang - 1, start_column=kolom, end_column=kolom)


def _tinggi(tabel: Tabel, baris: tuple[Sel | None, ...]) -> float:
    """Return the height in points that a row needs: spreadsheet programs fit no height to merged cells.

    A cell over several rows asks each of them for its share.
    """
    paling = 1.0
    for kolom, sel in zip(tabel.kolom, baris, strict=True):
        if sel:
            lebar = max(20.0, kolom.lebar / 100 * _LEBAR_TABEL * 5.4 - 6 - 8 * sel.takuk)
            paling = max(paling, jumlah_baris(sel.isi, lebar, 10) / sel.rentang)
    return min(409.0, 14.0 * paling + 4)


def _atur_cetak(lembar: Worksheet, daerah: str) -> None:
    lembar.freeze_panes = lembar.cell(_BARIS_JUDUL + 1, 1)
    lembar.print_title_rows = f"{_BARIS_JUDUL}:{_BARIS_JUDUL}"
    lembar.print_area = daerah
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = _F4_EXCEL
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.print_options.horizontalCentered = True
    lembar.page_margins.left = lembar.page_margins.right = 0.6
    lembar.page_margins.top = lembar.page_margins.bottom = 0.8
    lembar.oddFooter.right.text = "Halaman &P dari &N"
    lembar.oddFooter.left.text = "&A"
