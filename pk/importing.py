"""Reading tables that people paste from a spreadsheet or send as a workbook: values by indicator, or errors by cell.

Pure: no database. Columns are recognised by their headings, rows by code and indicator; the workbook of `exporting`
also names the identity. An empty cell leaves what is stored; a cell is emptied in the grid.
"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from uuid import UUID

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from pk.isian import IsianTarget
from pk.kisi import Kolom, baca_sel, susun_isian
from pk.nilai import dari_angka
from pk.rows import BarisTarget, DaftarTarget
from pohon.api import baca_tempelan as pisahkan_sel

KODE, INDIKATOR, IDENTITAS = "kode", "indikator", "identitas"
_TERBUKA_TERBESAR = 50 * 1024 * 1024  # unpacked
BARIS_TERBANYAK = 2_000
_JUDUL_DALAM = 10  # rows from the top in which the headings are looked for
_RUSAK = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    OSError,
)  # fmt: skip
Matriks = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class GalatSel:
    """One error and where it is: sheet (empty: pasted), cell (empty: the whole table), what to do."""

    lembar: str
    sel: str
    pesan: str

    @property
    def tempat(self) -> str:
        """Where it is, in words: "Target, sel E4"."""
        return ", ".join(filter(None, (self.lembar, f"sel {self.sel}" if self.sel else "")))


@dataclass(frozen=True, slots=True)
class Ubahan:
    """A cell that would change: indicator, column, before and after, as shown."""

    kode: str
    nama: str
    kolom: str
    sebelum: str
    sesudah: str


@dataclass
class Bacaan:
    """What a table says: rows to be stored, the cells that would change, the errors, and how many rows it has."""

    isian: list[IsianTarget] = field(default_factory=list)
    ubahan: list[Ubahan] = field(default_factory=list)
    galat: list[GalatSel] = field(default_factory=list)
    jumlah: int = 0

    def tambah(self, lain: "Bacaan") -> None:
        """Add another table's; rows of the same indicator stay apart, for the tables have different columns."""
        self.isian += lain.isian
        self.ubahan += lain.ubahan
        self.galat += lain.galat
        self.jumlah += lain.jumlah


def baca_tempelan(teks: str, daftar: DaftarTarget, kolom: Sequence[Kolom]) -> Bacaan:
    """Return what was pasted from a spreadsheet: cells between tabs, a row a line, headings first."""
    sel = pisahkan_sel(teks.replace("\r\n", "\n").replace("\r", "\n"))
    return cocokkan("", sel, daftar, kolom)


def baca_buku_kerja(isi: bytes, daftar: DaftarTarget, lembar: Mapping[str, Sequence[Kolom]]) -> Bacaan:
    """Return what the sheets of a workbook say; `lembar` names them with their columns. One of them is enough."""
    hasil = Bacaan()
    try:
        isi_lembar = _buka(isi, lembar)
    except _RUSAK:
        hasil.galat.append(GalatSel("", "", "Berkas ini bukan buku kerja Excel (.xlsx) yang utuh."))
        return hasil
    for nama, kolom in lembar.items():
        if nama in isi_lembar:
            hasil.tambah(cocokkan(nama, isi_lembar[nama], daftar, kolom))
    if not isi_lembar:
        hasil.galat.append(GalatSel("", "", f"Tidak ada lembar {' atau '.join(lembar)} dalam berkas ini."))
    return hasil


def cocokkan(lembar: str, matriks: Matriks, daftar: DaftarTarget, kolom: Sequence[Kolom]) -> Bacaan:
    """Return what a table says of the agency's indicators; all errors are gathered, none stops the reading."""
    hasil = Bacaan()
    letak, judul = _cari_judul(matriks, kolom)
    if judul is None:
        hasil.galat.append(
            GalatSel(
                lembar,
                "",
                "Baris judul tidak ditemukan. Sertakan baris judul dengan kolom Indikator dan sekurang-kurangnya satu "
                f"dari: {', '.join(satu.label for satu in kolom)}.",
            )
        )
        return hasil
    pencari = _Pencari(daftar.baris)
    dipakai: dict[UUID, int] = {}
    for nomor, isi in enumerate(matriks[letak + 1 :], letak + 2):
        sel = {nama: isi[tempat].strip() if tempat < len(isi) else "" for nama, tempat in judul.items()}
        if not any(sel.values()):
            continue
        if hasil.jumlah >= BARIS_TERBANYAK:
            hasil.galat.append(GalatSel(lembar, "", f"Tabel ini lebih dari {BARIS_TERBANYAK} baris."))
            break
        hasil.jumlah += 1
        tempat_nama = f"{get_column_letter(judul[INDIKATOR] + 1)}{nomor}"
        target, pesan = pencari.cari(sel)
        if target is None:
            hasil.galat.append(GalatSel(lembar, tempat_nama, pesan))
        elif target.identitas in dipakai:
            hasil.galat.append(
                GalatSel(lembar, tempat_nama, f"Indikator ini sudah ada pada baris {dipakai[target.identitas]}.")
            )
        else:
            dipakai[target.identitas] = nomor
            _baca_baris(hasil, lembar, nomor, target, sel, judul, kolom)
    return hasil


def _baca_baris(
    hasil: Bacaan, lembar: str, nomor: int, target: BarisTarget, sel: Mapping[str, str], judul: Mapping[str, int],
    kolom: Sequence[Kolom],
) -> None:  # fmt: skip
    terisi = {satu.nama: sel[satu.nama] for satu in kolom if sel.get(satu.nama)}
    isi, galat = baca_sel(terisi, kolom)
    for nama, pesan in galat.items():
        hasil.galat.append(GalatSel(lembar, f"{get_column_letter(judul[nama] + 1)}{nomor}", pesan))
    isian = susun_isian(target.identitas, target.versi, isi, kolom)
    if galat or not isian.berubah(target):
        return
    hasil.isian.append(isian)
    for satu in kolom:
        if satu.nama not in isi:
            continue
        baru = isi[satu.nama]
        sesudah = baru if isinstance(baru, str) else (baru.teks_tampil if baru else "")
        if sesudah != satu.teks(target):
            hasil.ubahan.append(Ubahan(target.kode, target.nama, satu.label, satu.teks(target), sesudah))


class _Pencari:
    """Finds the indicator that a row of a table means."""

    def __init__(self, baris: Iterable[BarisTarget]) -> None:
        self.menurut_identitas = {str(satu.identitas): satu for satu in baris}
        self.menurut_nama: dict[str, list[BarisTarget]] = {}
        for satu in self.menurut_identitas.values():
            self.menurut_nama.setdefault(_lipat(satu.nama), []).append(satu)

    def cari(self, sel: Mapping[str, str]) -> tuple[BarisTarget | None, str]:
        """Return the indicator, or None and why not: by identity, else by its text and, of several, its code."""
        ada = self.menurut_identitas.get(sel.get(IDENTITAS, "").lower())
        if ada is not None:
            return ada, ""
        calon = self.menurut_nama.get(_lipat(sel[INDIKATOR]), [])
        if len(calon) > 1 and sel.get(KODE):
            calon = [satu for satu in calon if satu.kode == sel[KODE]] or calon
        if len(calon) == 1:
            return calon[0], ""
        if calon:
            return None, f"Indikator “{sel[INDIKATOR]}” ada pada beberapa kinerja; isi kolom Kode."
        return None, f"Indikator “{sel[INDIKATOR]}” tidak ada pada pohon kinerja."


def _cari_judul(matriks: Matriks, kolom: Sequence[Kolom]) -> tuple[int, dict[str, int] | None]:
    """Return the row of the headings and the place of each column in it, or None when there is none."""
    kenal = {_lipat(satu.label): satu.nama for satu in kolom}
    kenal |= {"kode": KODE, "indikator": INDIKATOR, "indikator kinerja": INDIKATOR, "identitas": IDENTITAS}
    for letak, baris in enumerate(matriks[:_JUDUL_DALAM]):
        tempat: dict[str, int] = {}
        for nomor, teks in enumerate(baris):
            nama = kenal.get(_lipat(teks).removeprefix("target ").strip())
            if nama is not None:
                tempat.setdefault(nama, nomor)
        if INDIKATOR in tempat and any(satu.nama in tempat for satu in kolom):
            return letak, tempat
    return 0, None


def _lipat(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def _buka(isi: bytes, lembar: Mapping[str, Sequence[Kolom]]) -> dict[str, list[list[str]]]:
    """Return the texts of the named sheets. Raises one of `_RUSAK` for what is no workbook, or a bomb."""
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        if sum(satu.file_size for satu in arsip.infolist()) > _TERBUKA_TERBESAR:
            raise ValueError("Berkas terlalu besar setelah dibuka.")
    buku = load_workbook(BytesIO(isi), read_only=True, data_only=True)
    ada = {satu.title.strip().casefold(): satu for satu in buku.worksheets}
    hasil = {}
    for nama in lembar:
        if nama.casefold() in ada:
            baris = ada[nama.casefold()].iter_rows(max_row=BARIS_TERBANYAK + _JUDUL_DALAM, max_col=60, values_only=True)
            hasil[nama] = [[_teks(satu) for satu in isi_baris] for isi_baris in baris]
    return hasil


def _teks(isi: object) -> str:
    """Return a cell as it would have been typed; a number in Indonesian form."""
    if isi is None:
        return ""
    if isinstance(isi, int | float | Decimal) and not isinstance(isi, bool):
        if isinstance(isi, int) or float(isi).is_integer():
            return str(int(isi))
        return dari_angka(isi).teks_tampil
    return str(isi)
