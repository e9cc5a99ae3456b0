"""A table from an uploaded .xlsx or .csv, every cell as cleaned text; and a table written as .xlsx.

Nothing is interpreted here: what a column means is the resource's business. Files that are no table, too large, or
built to blow up are refused with a sentence.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from tablib import Dataset

from instansi.errors import GalatLayanan
from instansi.teks import angka, banyak_baris

TERBESAR = 10 * 1024 * 1024
_TERBESAR_TERBUKA = 150 * 1024 * 1024
BARIS_TERBANYAK = 20_000
_KOLOM_TERBANYAK = 60
_SEL_TERPANJANG = 10_000
_OLE = b"\xd0\xcf\x11\xe0"  # old .xls, and workbooks with a password
# The number of a row in the sheet, kept beside its cells: rows may be put in another order before they are stored.
KOLOM_BARIS = "__baris__"


def baca_tabel(nama: str, berkas: BinaryIO) -> Dataset:
    """Return the first sheet as text with its headings, blank rows left out and each row's number in `KOLOM_BARIS`.

    Raises GalatLayanan for the field `berkas` when it is no readable table or too large.
    """
    isi = berkas.read(TERBESAR + 1)
    if len(isi) > TERBESAR:
        raise _galat(f"Berkas lebih besar dari {TERBESAR // 1024 // 1024} MB.")
    if isi.startswith(_OLE):
        raise _galat("Berkas ini berformat lama (.xls) atau terkunci sandi. Simpan sebagai .xlsx tanpa sandi.")
    baris = _baris_xlsx(isi) if isi.startswith(b"PK") else _baris_csv(isi, nama)
    return _tabel(baris)


def tulis_tabel(judul: Sequence[str], baris: Iterable[Sequence[str]], nama_lembar: str) -> bytes:
    """Return a workbook of one sheet: headings frozen, every cell text, nothing taken for a formula."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = nama_lembar
    for kolom, teks in enumerate(judul, start=1):
        sel = lembar.cell(1, kolom, teks)
        sel.font = Font(bold=True)
        lembar.column_dimensions[sel.column_letter].width = max(14, min(60, len(teks) + 4))
    for nomor, satu in enumerate(baris, start=2):
        for kolom, teks in enumerate(satu, start=1):
            sel = lembar.cell(nomor, kolom)
            sel.value, sel.number_format = teks, "@"
            sel.data_type = "s"
            sel.alignment = Alignment(wrap_text=True, vertical="top")
    lembar.freeze_panes = "A2"
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _baris_xlsx(isi: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            if sum(satu.file_size for satu in arsip.infolist()) > _TERBESAR_TERBUKA:
                raise _galat("Isi berkas ini terlalu besar untuk dibuka.")
        buku = load_workbook(io.BytesIO(isi), read_only=True, data_only=True, keep_links=False)
        lembar = next((satu for satu in buku.worksheets if satu.sheet_state == "visible"), None)
        if lembar is None:
            raise _galat("Berkas ini tidak memuat lembar kerja yang terlihat.")
        # Some programs write a wrong size of the sheet; read on until it ends.
        lembar.reset_dimensions()
        for nomor, satu in enumerate(lembar.iter_rows(values_only=True), start=1):
            yield nomor, [_teks(nilai) for nilai in satu[:_KOLOM_TERBANYAK]]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, EOFError, OSError) as galat:
        raise _galat("Berkas ini rusak atau bukan lembar kerja .xlsx.") from galat


def _baris_csv(isi: bytes, nama: str) -> Iterable[tuple[int, list[str]]]:
    if not nama.lower().endswith((".csv", ".tsv", ".txt")):
        raise _galat("Unggah berkas .xlsx atau .csv.")
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        raise _galat("Berkas .csv ini tidak memakai UTF-8. Simpan ulang sebagai CSV UTF-8 atau .xlsx.") from galat
    kepala = teks.partition("\n")[0]
    pemisah = max(("\t", ";", ","), key=kepala.count)
    try:
        for nomor, satu in enumerate(csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah), start=1):
            yield nomor, satu[:_KOLOM_TERBANYAK]
    except csv.Error as galat:
        raise _galat("Berkas .csv ini tidak dapat dibaca.") from galat


def _tabel(baris: Iterable[tuple[int, list[str]]]) -> Dataset:
    judul: list[str] = []
    tabel = Dataset()
    for nomor, mentah in baris:
        sel = [_bersih(satu, nomor) for satu in mentah]
        if not any(sel):
            continue
        if not judul:
            while sel and not sel[-1]:
                sel.pop()
            judul = [satu or f"(kolom {tempat})" for tempat, satu in enumerate(sel, start=1)]
            tabel.headers = [KOLOM_BARIS, *judul]
            continue
        if len(tabel) >= BARIS_TERBANYAK:
            raise _galat(f"Berkas ini lebih dari {angka(BARIS_TERBANYAK)} baris. Bagi menjadi beberapa berkas.")
        tabel.append([str(nomor), *(sel + [""] * len(judul))[: len(judul)]])
    if not judul or not len(tabel):
        raise _galat("Tidak ada isi di bawah judul kolom. Baris pertama harus berisi judul kolom.")
    return tabel


def _teks(nilai: object) -> str:
    if nilai is None:
        return ""
    if isinstance(nilai, datetime | date):
        return nilai.strftime("%d/%m/%Y")
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return str(nilai)


def _bersih(teks: str, nomor: int) -> str:
    try:
        bersih = banyak_baris(teks)
    except ValidationError as galat:
        raise _galat(f"Baris {nomor}: {galat.messages[0]}") from galat
    if len(bersih) > _SEL_TERPANJANG:
        raise _galat(f"Baris {nomor}: ada sel lebih dari {angka(_SEL_TERPANJANG)} karakter.")
    return bersih


def _galat(pesan: str) -> GalatLayanan:
    return GalatLayanan(pesan, kolom="berkas")
