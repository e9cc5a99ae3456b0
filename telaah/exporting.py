"""Workbooks of the review: the difference between two versions, the dashboard. Texts never become formulas."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from naskah.api import isi_sel
from pohon.api import Pohon
from telaah.documents import judul_versi
from telaah.perbedaan import BarisBanding, BedaKolom, Perbandingan, Tulisan

_HAPUS = InlineFont(strike=True, color="B3261E")
_TAMBAH = InlineFont(u="single", color="1D5E37")
_ATAS = Alignment(vertical="top", wrap_text=True)


def tulis_banding(lama: Pohon, baru: Pohon, beda: Perbandingan) -> bytes:
    """Return the XLSX file with one row a difference; the differing words are struck out or underlined."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Perbedaan"
    _kepala(
        lembar,
        [f"Perbedaan Pohon Kinerja {baru.perangkat_daerah or baru.pemerintah_daerah}"],
        [
            ("Kode lama", 11),
            ("Kode baru", 11),
            ("Perubahan", 16),
            ("Kolom", 26),
            (judul_versi(lama), 60),
            (judul_versi(baru), 60),
        ],
    )
    for kepala in beda.kepala:
        _baris(lembar, ["", "", "Diubah", kepala.label, *_dua(kepala)])
    for satu in beda.baris:
        if satu.tanda:
            for isi in _baris_simpul(satu):
                _baris(lembar, isi)
    return _simpan(buku)


def tulis_tabel(judul: str, kolom: Sequence[tuple[str, int]], baris: Iterable[Sequence[object]]) -> bytes:
    """Return an XLSX file with one plain table: headings with widths, rows of texts and numbers."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = judul[:31]
    _kepala(lembar, [judul], kolom)
    for satu in baris:
        _baris(lembar, satu)
    lembar.auto_filter.ref = f"A2:{get_column_letter(len(kolom))}{max(lembar.max_row, 2)}"
    return _simpan(buku)


def _baris_simpul(satu: BarisBanding) -> Iterable[list[object]]:
    """Yield the statement's row and one for each differing column."""
    tanda = ", ".join(tanda.label for tanda in satu.tanda)
    tempat = [satu.kode_lama, satu.kode_baru, tanda]
    keterangan = f"Pernyataan (dari bawah {satu.dari})" if satu.dari else "Pernyataan"
    yield [*tempat, keterangan, _kaya(satu.lama or (), _HAPUS), _kaya(satu.baru or (), _TAMBAH)]
    for kolom in satu.kolom:
        yield [*tempat, kolom.label, *_dua(kolom)]


def _dua(kolom: BedaKolom) -> tuple[object, object]:
    return _kaya(kolom.lama, _HAPUS), _kaya(kolom.baru, _TAMBAH)


def _kaya(tulisan: Tulisan, huruf: InlineFont) -> object:
    bagian = [(ILLEGAL_CHARACTERS_RE.sub("", satu.teks), satu.beda) for satu in tulisan]
    if not bagian:
        return ""
    return CellRichText(*(TextBlock(huruf, teks) if beda else TextBlock(InlineFont(), teks) for teks, beda in bagian))


def _kepala(lembar: Worksheet, judul: Sequence[str], kolom: Sequence[tuple[str, int]]) -> None:
    for nomor, teks in enumerate(judul, 1):
        isi_sel(lembar.cell(nomor, 1), teks).font = Font(bold=True, size=13)
    baris = len(judul) + 1
    for nomor, (nama, lebar) in enumerate(kolom, 1):
        sel = isi_sel(lembar.cell(baris, nomor), nama)
        sel.font, sel.alignment = Font(bold=True), _ATAS
        sel.fill = PatternFill("solid", fgColor="E8F0F8")
        lembar.column_dimensions[get_column_letter(nomor)].width = lebar
    lembar.freeze_panes = f"A{baris + 1}"


def _baris(lembar: Worksheet, isi: Sequence[object]) -> None:
    nomor = lembar.max_row + 1
    for kolom, nilai in enumerate(isi, 1):
        sel = lembar.cell(nomor, kolom)
        if isinstance(nilai, str):
            isi_sel(sel, nilai)
        else:
            sel.value = nilai
        sel.alignment = _ATAS


def _simpan(buku: Workbook) -> bytes:
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()
