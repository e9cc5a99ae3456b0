"""The IKU decree as working copies: a Word file with the whole decree, a workbook with the two attachments.

Both print the rows that the paper prints (`documents.susun_lampiran`); only the form differs.
"""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from iku.documents import KOLOM_CETAK, PENJELASAN, LampiranCetak, susun_lampiran
from iku.rows import Baris
from iku.selectors import baca_baris
from naskah.api import BarisKeputusan, Penulis, isi_sel, jangan_putus, jumlah_baris, simpan_buku, ulang_kepala, warnai

_HURUF, _LEBAR_LEMBAR, _F4_EXCEL = "Bookman Old Style", 150, 14  # paper code 14 is Folio, the F4 of printers
_TIPIS = Side(style="thin", color="000000")
_BINGKAI = Border(left=_TIPIS, right=_TIPIS, top=_TIPIS, bottom=_TIPIS)
_BARIS_JUDUL = 5


def tulis_docx(keputusan: BarisKeputusan) -> bytes:
    """Return the whole decree as a Word file with real tables; headings repeat, rows stay whole."""
    baris = baca_baris(keputusan)
    penulis = Penulis(keputusan)
    penulis.tulis_badan()
    for lampiran in susun_lampiran(keputusan, baris):
        nomor = lampiran.nomor
        penulis.mulai_lampiran(lampiran.kepala, lampiran.sebutan, lampiran.judul)
        _tabel_docx(penulis, lampiran, [satu for satu in baris if satu.lampiran == nomor])
        penulis.tanda_tangan(penulis.naskah.tanda_tangan, penulis.mendatar)
    return penulis.simpan()


def tulis_xlsx(keputusan: BarisKeputusan) -> bytes:
    """Return the two attachments as a workbook, a sheet each, ready to print."""
    baris = baca_baris(keputusan)
    buku = Workbook()
    buku.remove(buku.active)
    for lampiran in susun_lampiran(keputusan, baris):
        nomor = lampiran.nomor
        _lembar(buku.create_sheet(lampiran.sebutan), lampiran, [satu for satu in baris if satu.lampiran == nomor])
    return simpan_buku(buku, judul=keputusan.judul, pembuat=keputusan.nama_perangkat)


def _tabel_docx(penulis: Penulis, lampiran: LampiranCetak, baris: list[Baris]) -> None:
    lebar = tuple(persen / 100 * penulis.mendatar.lebar_isi for _, persen in lampiran.kolom)
    tabel = penulis.tabel(2, lebar)
    tengah = WD_ALIGN_PARAGRAPH.CENTER
    for nomor, (judul, _) in enumerate(lampiran.kolom):
        for sel, teks, ukuran in ((tabel.cell(0, nomor), judul, 9.5), (tabel.cell(1, nomor), str(nomor + 1), 8.5)):
            sel.width = tabel.columns[nomor].width
            penulis.isi_sel(sel, (teks,), rata=tengah, ukuran=ukuran, tebal=ukuran == 9.5, miring=ukuran == 8.5)
            warnai(sel, "E9EEF4" if ukuran == 9.5 else "F5F7FA")
    for satu in tabel.rows:
        ulang_kepala(satu)
    for isi in baris:
        _baris_docx(penulis, tabel, isi)
    for paragraf in (p for sel in tabel.rows[-1].cells for p in sel.paragraphs if baris):
        paragraf.paragraph_format.keep_with_next = True  # the signature never stands alone
    if not baris:
        sel = penulis.baris(tabel, [""] * len(lebar))
        penulis.isi_sel(sel[0].merge(sel[-1]), (lampiran.kosong,), rata=tengah, ukuran=10, miring=True)


def _baris_docx(penulis: Penulis, tabel: Any, baris: Baris) -> None:
    isi = (f"{baris.nomor}.", "", "", "", "", "")
    sel = penulis.baris(tabel, isi, ukuran=10)
    jangan_putus(tabel.rows[-1])
    for letak, teks in ((1, baris.kinerja), (2, baris.indikator), (4, baris.penanggung_jawab), (5, baris.sumber_data)):
        penulis.isi_sel(sel[letak], teks.split("\n"), ukuran=10)
    for judul, nama in PENJELASAN:
        if baris.sel(nama):
            penulis.tambah_ke_sel(sel[3], judul, ukuran=10, garis_bawah=True)
            for paragraf in baris.sel(nama).split("\n"):
                penulis.tambah_ke_sel(sel[3], paragraf, ukuran=10)


def _lembar(lembar: Worksheet, lampiran: LampiranCetak, baris: list[Baris]) -> None:
    kepala = (lampiran.kepala.sebutan, f"{lampiran.kepala.keputusan} NOMOR {lampiran.kepala.nomor}", *lampiran.judul)
    for nomor, teks in enumerate(kepala, 1):
        sel = isi_sel(lembar.cell(nomor, 1), teks)
        sel.font = Font(name=_HURUF, size=11, bold=nomor > 2)
        sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        lembar.merge_cells(start_row=nomor, end_row=nomor, start_column=1, end_column=len(lampiran.kolom))
        lembar.row_dimensions[nomor].height = 15.0 * jumlah_baris(teks, _LEBAR_LEMBAR * 5.4, 11)
    for kolom, (judul, persen) in enumerate(lampiran.kolom, 1):
        lembar.column_dimensions[get_column_letter(kolom)].width = round(persen / 100 * _LEBAR_LEMBAR, 1)
        for letak, teks in ((_BARIS_JUDUL, judul), (_BARIS_JUDUL + 1, str(kolom))):
            sel = isi_sel(lembar.cell(letak, kolom), teks)
            sel.font = Font(name=_HURUF, size=10, bold=letak == _BARIS_JUDUL, italic=letak > _BARIS_JUDUL)
            sel.fill = PatternFill("solid", fgColor="E9EEF4")
            sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    akhir = _BARIS_JUDUL + 1
    for isi in baris:
        akhir += 1
        _baris_xlsx(lembar, akhir, isi)
    for satu in lembar.iter_rows(min_row=_BARIS_JUDUL, max_row=akhir, max_col=len(lampiran.kolom)):
        for sel in satu:
            sel.border = _BINGKAI
    _atur_cetak(lembar, f"A1:{get_column_letter(len(lampiran.kolom))}{akhir}")


def _baris_xlsx(lembar: Worksheet, letak: int, baris: Baris) -> None:
    penjelasan = "\n".join(f"{judul}\n{baris.sel(nama)}" for judul, nama in PENJELASAN if baris.sel(nama))
    isi = (
        f"{baris.nomor}.",
        baris.kinerja,
        baris.indikator,
        penjelasan,
        baris.penanggung_jawab,
        baris.sumber_data,
    )
    paling = 1
    for kolom, (teks, (_, persen)) in enumerate(zip(isi, KOLOM_CETAK[baris.lampiran], strict=True), 1):
        sel = isi_sel(lembar.cell(letak, kolom), teks)
        sel.font = Font(name=_HURUF, size=10)
        sel.alignment = Alignment(horizontal="center" if kolom == 1 else "left", vertical="top", wrap_text=True)
        paling = max(paling, jumlah_baris(teks, persen / 100 * _LEBAR_LEMBAR * 5.4 - 6, 10))
    lembar.row_dimensions[letak].height = min(409.0, 14.0 * paling + 4)


def _atur_cetak(lembar: Worksheet, daerah: str) -> None:
    lembar.freeze_panes = lembar.cell(_BARIS_JUDUL + 2, 1)
    lembar.print_title_rows = f"{_BARIS_JUDUL}:{_BARIS_JUDUL + 1}"
    lembar.print_area = daerah
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = _F4_EXCEL
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.oddFooter.right.text = "&A - &P"
