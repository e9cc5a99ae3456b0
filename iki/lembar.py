"""A workbook as tables of named columns: opened safely, headings found, cells read with errors gathered by address.

What the columns mean belongs to `importing`.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from iki.choices import KOLOM_BERKAS, KOLOM_TAUTAN, LEMBAR_SASARAN
from iki.isian import bersih
from instansi.api import GalatLayanan

UKURAN_TERBESAR = 5 * 1024 * 1024
_TERBUKA_TERBESAR = 100 * 1024 * 1024  # unpacked
_BARIS_TERBANYAK = 20_000
_GALAT_EXCEL = frozenset(("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"))
_NOMOR_TERBESAR = 100_000
_GABUNGAN = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_BARIS_KEPALA = 10  # a title, notes or empty rows may stand above the headings
# What openpyxl raises for a package whose parts are missing, cut off or contradict each other.
_RUSAK = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GalatSel:
    """One error and where it is: sheet, cell (empty: the whole sheet), what to do."""

    lembar: str
    sel: str
    pesan: str

    def __str__(self) -> str:
        return f"{self.lembar}!{self.sel}: {self.pesan}" if self.sel else f"{self.lembar}: {self.pesan}"


class BerkasSalah(Exception):
    """The workbook cannot be imported; `galat` names every reason."""

    def __init__(self, galat: list[GalatSel]) -> None:
        super().__init__("\n".join(map(str, galat)))
        self.galat = galat


def buka(isi: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each sheet by its name in small letters. Raises BerkasSalah for a file that is no workbook."""
    pesan = "Berkas ini bukan buku kerja Excel (.xlsx) yang utuh. Simpan ulang dengan Excel atau LibreOffice."
    if len(isi) > UKURAN_TERBESAR:
        raise BerkasSalah([GalatSel("Berkas", "", "Ukuran berkas paling besar 5 MB.")])
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            if sum(satu.file_size for satu in arsip.infolist()) > _TERBUKA_TERBESAR:
                raise BerkasSalah([GalatSel("Berkas", "", "Isi berkas terlalu besar.")])
        buku = load_workbook(BytesIO(isi), read_only=True, data_only=True)
        try:
            return {satu.title.strip().casefold(): _isi_lembar(satu) for satu in buku.worksheets}
        finally:
            buku.close()
    except _RUSAK as galat:
        raise BerkasSalah([GalatSel("Berkas", "", pesan)]) from galat


def _isi_lembar(lembar: ReadOnlyWorksheet) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet but for empty ones at its end; a number merged over rows stands in each of them.

    Only numbers: a sasaran merged over its indicators must stand once, for an empty one continues it.
    """
    hasil = [list(satu) for satu in lembar.iter_rows(values_only=True, max_row=_BARIS_TERBANYAK + 1)]
    while hasil and all(satu is None for satu in hasil[-1]):
        hasil.pop()
    with lembar._get_source() as sumber:  # read row by row, the library does not tell what is merged
        gabungan = _GABUNGAN.findall(sumber.read())
    for huruf, awal, akhir in gabungan:
        letak, dari = column_index_from_string(huruf.decode()) - 1, int(awal) - 1
        nilai = hasil[dari][letak] if dari < len(hasil) and letak < len(hasil[dari]) else None
        if isinstance(nilai, int | float) or str(nilai or "").strip().isdecimal():
            for baris in hasil[dari + 1 : int(akhir)]:
                baris += [None] * (letak + 1 - len(baris))
                baris[letak] = nilai
    return [tuple(satu) for satu in hasil]


class Baris:
    """A row of a sheet: its cells by heading, read with errors gathered by cell."""

    def __init__(self, tabel: "Tabel", nomor: int, nilai: Mapping[str, Any]) -> None:
        self._tabel = tabel
        self._nomor = nomor
        self._nilai = nilai

    @property
    def kosong(self) -> bool:
        return all(satu is None or not str(satu).strip() for satu in self._nilai.values())

    def sel(self, kolom: str) -> str:
        """Return the address of a cell."""
        return f"{self._tabel.huruf[kolom]}{self._nomor}" if kolom in self._tabel.huruf else ""

    def salah(self, kolom: str, pesan: str) -> None:
        """Note an error at a cell."""
        self._tabel.galat.append(GalatSel(self._tabel.nama, self.sel(kolom), pesan))

    def teks(self, kolom: str) -> str:
        """Return a cell as text; numbers as they are written, empty for none."""
        nilai = self._nilai.get(kolom)
        if nilai is None:
            return ""
        if isinstance(nilai, float) and nilai.is_integer():
            nilai = int(nilai)
        teks = str(nilai).strip()
        if teks in _GALAT_EXCEL:
            self.salah(kolom, f"Sel ini berisi galat Excel ({teks}).")
            return ""
        return teks

    def bersih(self, kolom: str, panjang: int, *, wajib: str = "", banyak: bool = False) -> str:
        """Return a cell cleaned; what cannot be stored is noted."""
        try:
            return bersih(self.teks(kolom), kolom, panjang, wajib=wajib, banyak=banyak)
        except GalatLayanan as galat:
            self.salah(kolom, galat.pesan)
            return ""

    def nomor(self, kolom: str, *, wajib: str) -> int | None:
        """Return a cell as a whole number from 1; None when it is empty or, noted, none."""
        teks = self.teks(kolom)
        if not teks:
            if wajib:
                self.salah(kolom, wajib)
            return None
        if not (teks.isascii() and teks.isdecimal() and 0 < int(teks) <= _NOMOR_TERBESAR):
            self.salah(kolom, f"Tulis nomor berupa bilangan bulat mulai 1, bukan “{teks[:40]}”.")
            return None
        return int(teks)

    def pengali(self, kolom: str) -> Decimal | None:
        """Return the multiplier, None for an empty cell or, noted, no number."""
        teks = self.teks(kolom)
        if not teks:
            return None
        try:
            # A multiplier of a percentage may be written "100%" or "x 100".
            nilai = Decimal(teks.lstrip("x×X ").rstrip("% ").replace(",", "."))
        except InvalidOperation:
            nilai = Decimal("NaN")
        if not nilai.is_finite():
            self.salah(kolom, f"Pengali harus angka, misalnya 100, bukan “{teks[:40]}”.")
            return None
        return nilai


class Tabel:
    """A sheet with its headings. A missing sheet or column is noted."""

    def __init__(self, nama: str, isi: list[tuple[Any, ...]] | None, galat: list[GalatSel]) -> None:
        self.nama = nama
        self.galat = galat
        self.huruf: dict[str, str] = {}
        self._tempat: dict[str, int] = {}
        self._isi = isi or []
        self._kepala = 0
        if isi is None:
            galat.append(GalatSel(nama, "", f"Lembar “{nama}” tidak ada dalam berkas."))
            return
        self._kepala = _cari_kepala(isi, KOLOM_BERKAS[nama])
        judul = _judul(isi[self._kepala] if isi else ())
        for kolom in (*KOLOM_BERKAS[nama], *(KOLOM_TAUTAN if nama == LEMBAR_SASARAN else ())):
            letak = judul.get(kolom.casefold())
            if letak is not None:
                self._tempat[kolom], self.huruf[kolom] = letak, get_column_letter(letak + 1)
            elif kolom in KOLOM_BERKAS[nama]:
                galat.append(GalatSel(nama, str(self._kepala + 1), f"Kolom “{kolom}” tidak ada pada baris judul."))
        if len(isi) > _BARIS_TERBANYAK:
            galat.append(GalatSel(nama, "", f"Paling banyak {_BARIS_TERBANYAK} baris."))

    def __iter__(self) -> Iterator[Baris]:
        for nomor, nilai in enumerate(self._isi[self._kepala + 1 :], self._kepala + 2):
            baris = Baris(
                self, nomor, {kolom: nilai[i] if i < len(nilai) else None for kolom, i in self._tempat.items()}
            )
            if not baris.kosong:
                yield baris


def _judul(baris: tuple[Any, ...]) -> dict[str, int]:
    """Return the place of each heading, in small letters; of one that stands twice the first."""
    hasil: dict[str, int] = {}
    for letak, satu in enumerate(baris):
        if satu is not None:
            hasil.setdefault(" ".join(str(satu).split()).casefold(), letak)
    return hasil


def _cari_kepala(isi: list[tuple[Any, ...]], kolom: tuple[str, ...]) -> int:
    """Return the row of the headings: among the first ones that with the most of them (a title may stand above)."""
    cocok = [sum(satu.casefold() in _judul(baris) for satu in kolom) for baris in isi[:_BARIS_KEPALA]]
    return cocok.index(max(cocok)) if cocok else 0
