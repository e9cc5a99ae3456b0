"""Reads a filled-in template: every cell as text, with its place, and every fault. Knows nothing of the stored tree.

All faults of all sheets are gathered; reading never stops at the first one.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from instansi.api import angka, pastikan_panjang
from pohon.importing import RUSAK
from pohon.importing.berkas import GalatBerkas, RagamBerkas, periksa_berkas
from pohon.templat.bentuk import (
    BARIS_JUDUL,
    INDIKATOR,
    LEMBAR,
    LEMBAR_ASAL,
    LEMBAR_DAFTAR,
    POHON,
    SIFAT_VERSI,
    TAHAP_1,
    VERSI,
    Kolom,
    Lembar,
    Ragam,
)
from pohon.templat.isi import rapikan

BARIS_TERBANYAK = 5_000  # of a sheet; a tree is planned to have 300 nodes
_KOLOM_TERBANYAK = 60
_LOLOS = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_BUKAN_TEMPLAT = "Berkas ini bukan templat pohon kinerja. Unduh templat dari halaman ini, isi, lalu unggah kembali."


@dataclass(frozen=True, slots=True)
class GalatSel:
    """A fault with the cell it stands in."""

    lembar: str
    baris: int
    kolom: int
    pesan: str

    @property
    def sel(self) -> str:
        """The cell as Excel names it: "B7"."""
        return f"{get_column_letter(max(1, self.kolom))}{self.baris}"


@dataclass(frozen=True, slots=True)
class BarisBuku:
    """A row of a sheet: its number, its identity (empty for a new row), its texts by column, where each stands."""

    lembar: str
    nomor: int
    id: str
    isi: dict[str, str]
    tempat: dict[str, int]

    def galat(self, kunci: str, pesan: str) -> GalatSel:
        """Return a fault in one of its cells."""
        return GalatSel(self.lembar, self.nomor, self.tempat.get(kunci, 1), pesan)


@dataclass
class Buku:
    """The whole workbook. `asal` is what each cell held when it was written: sheet → identity → column → checksum.

    `ada_asal` is False when some program dropped that sheet; `kode_asal` is code → identity of then.
    """

    tahap_1: BarisBuku | None = None
    baris: dict[str, list[BarisBuku]] = field(default_factory=dict)
    ada_asal: bool = False
    asal: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    kode_asal: dict[str, str] = field(default_factory=dict)
    galat: list[GalatSel] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


def baca_templat(isi: bytes) -> Buku:
    """Return what a workbook says. Raises GalatBerkas when it is no template, damaged, locked or of a newer version."""
    if periksa_berkas(isi).ragam != RagamBerkas.XLSX:
        raise GalatBerkas(_BUKAN_TEMPLAT)
    try:
        return _baca(openpyxl.load_workbook(io.BytesIO(isi)))
    except RUSAK as galat:
        raise GalatBerkas(
            "Berkas ini rusak atau tidak lengkap. Buka dengan Excel, simpan ulang, lalu coba lagi."
        ) from galat


def _baca(dokumen: Workbook) -> Buku:
    lembar = {satu.title.casefold(): satu for satu in dokumen.worksheets}
    if POHON.nama.casefold() not in lembar:
        raise GalatBerkas(_BUKAN_TEMPLAT)
    buku = Buku()
    _baca_asal(lembar.get(LEMBAR_ASAL), buku, _versi(dokumen))
    for bentuk in LEMBAR:
        if bentuk.nama.casefold() in lembar:
            _baca_lembar(lembar.pop(bentuk.nama.casefold()), bentuk, buku)
        elif bentuk == INDIKATOR or buku.asal.get(bentuk.nama):
            buku.catatan.append(f"Lembar “{bentuk.nama}” tidak ada di berkas; isinya di pohon dibiarkan.")
    if TAHAP_1.nama.casefold() in lembar:
        _baca_tahap_1(lembar.pop(TAHAP_1.nama.casefold()), buku)
    for nama in (LEMBAR_ASAL, LEMBAR_DAFTAR, "petunjuk", "galat"):
        lembar.pop(nama, None)
    buku.catatan += [f"Lembar “{satu.title}” tidak dibaca." for satu in lembar.values()]
    return buku


def _versi(dokumen: Workbook) -> int:
    """Return the version in the workbook's properties; some programs drop them, then 0."""
    for satu in dokumen.custom_doc_props.props:
        if satu.name == SIFAT_VERSI and str(satu.value).isdecimal():
            return int(satu.value)
    return 0


def _baca_asal(lembar: Worksheet | None, buku: Buku, versi: int) -> None:
    rows = [[str(sel or "") for sel in satu] for satu in lembar.iter_rows(values_only=True)] if lembar else []
    if rows and rows[0][0] == SIFAT_VERSI and rows[0][1].isdecimal():
        versi, buku.ada_asal = versi or int(rows[0][1]), True
    if versi > VERSI:
        raise GalatBerkas("Templat ini dibuat oleh versi aplikasi yang lebih baru. Unduh templat dari aplikasi ini.")
    for nama, identitas, kode, *sel in (satu for satu in rows[1:] if len(satu) >= 4):
        if nama == TAHAP_1.nama:
            buku.asal.setdefault(nama, {}).setdefault("", {})[kode] = sel[0]
            continue
        if nama == POHON.nama:
            buku.kode_asal[_LOLOS.sub("_", kode)] = identitas
        pasangan = (satu.partition("=") for satu in sel if "=" in satu)
        buku.asal.setdefault(nama, {})[identitas] = {kunci: nilai for kunci, _, nilai in pasangan}


def _baca_lembar(lembar: Worksheet, bentuk: Lembar, buku: Buku) -> None:
    judul = _judul(lembar, bentuk, buku)
    buku.baris[bentuk.nama] = []
    for nomor in _nomor_baris(lembar):
        baris = _baca_baris(lembar, nomor, bentuk.nama, judul, buku)
        if any(teks for kunci, teks in baris.isi.items()):
            buku.baris[bentuk.nama].append(baris)
    if len(buku.baris[bentuk.nama]) > BARIS_TERBANYAK:
        raise GalatBerkas(f"Lembar “{bentuk.nama}” lebih dari {angka(BARIS_TERBANYAK)} baris.")


def _judul(lembar: Worksheet, bentuk: Lembar, buku: Buku) -> dict[int, Kolom]:
    """Return column number → column. Raises GalatBerkas when one that is needed is missing."""
    hasil: dict[int, Kolom] = {}
    for (baris, nomor), sel in sorted(lembar._cells.items()):
        if baris != BARIS_JUDUL or sel.value is None or nomor > _KOLOM_TERBANYAK:
            continue
        kolom = bentuk.menurut_judul(" ".join(str(sel.value).split()))
        if kolom and kolom not in hasil.values():
            hasil[nomor] = kolom
        else:
            buku.catatan.append(f"Lembar “{bentuk.nama}”: kolom “{str(sel.value)[:60]}” tidak dibaca.")
    hilang = [satu.judul for satu in bentuk.kolom if satu.wajib and satu not in hasil.values()]
    if hilang:
        raise GalatBerkas(f"Lembar “{bentuk.nama}” tidak mempunyai kolom {', '.join(hilang)}. Unduh templat yang baru.")
    return hasil


def _nomor_baris(lembar: Worksheet) -> Iterator[int]:
    """Yield the rows below the headings that hold cells; from the cells that exist: a stray one may lie far off."""
    yield from sorted({baris for baris, _ in lembar._cells if baris > BARIS_JUDUL})


def _baca_baris(lembar: Worksheet, nomor: int, nama: str, judul: dict[int, Kolom], buku: Buku) -> BarisBuku:
    baris = BarisBuku(nama, nomor, "", {}, {kolom.kunci: tempat for tempat, kolom in judul.items()})
    kunci_id = ""
    for tempat, kolom in judul.items():
        sel = lembar._cells.get((nomor, tempat))
        if kolom.kunci == "id":
            kunci_id = str(sel.value or "").strip().lower() if sel else ""
        elif not kolom.tetap:
            baris.isi[kolom.kunci] = _baca_sel(sel, kolom, baris, buku)
    return BarisBuku(nama, nomor, kunci_id, baris.isi, baris.tempat)


def _baca_tahap_1(lembar: Worksheet, buku: Buku) -> None:
    """Read the list of fields: what a row is, is said in its first column. A fault names its own row."""
    hasil: dict[str, str] = {}
    tempat: dict[str, int] = {}
    for nomor in _nomor_baris(lembar):
        judul = lembar._cells.get((nomor, 1))
        kolom = TAHAP_1.menurut_judul(" ".join(str(judul.value or "").split())) if judul else None
        if kolom and kolom.kunci not in hasil:
            baris = BarisBuku(TAHAP_1.nama, nomor, "", {}, {kolom.kunci: 2})
            hasil[kolom.kunci] = _baca_sel(lembar._cells.get((nomor, 2)), kolom, baris, buku)
            tempat[kolom.kunci] = nomor
    buku.tahap_1 = BarisBuku(TAHAP_1.nama, 0, "", hasil, tempat)


def _baca_sel(sel: Any, kolom: Kolom, baris: BarisBuku, buku: Buku) -> str:
    """Return a cell's text as it would be stored, empty where it cannot be; the fault is noted."""
    try:
        teks = rapikan(kolom, _teks(sel, kolom))
        if kolom.ragam != Ragam.DAFTAR:
            pastikan_panjang(teks, kolom.panjang)
    except ValidationError as galat:
        buku.galat.append(baris.galat(kolom.kunci, galat.messages[0]))
        return ""
    return teks


def _teks(sel: Any, kolom: Kolom) -> str:
    """Return a cell's value as text. Raises ValidationError for what a program has turned into something else."""
    nilai = sel.value if sel is not None else None
    if nilai is None:
        return ""
    if sel.data_type == "f" or not isinstance(nilai, str | int | float | bool | date | datetime | Decimal):
        raise ValidationError("Sel ini berisi rumus. Tulis nilainya sebagai teks.")
    if sel.data_type == "e":
        raise ValidationError(f"Sel ini berisi galat {nilai}. Tulis nilainya.")
    if isinstance(nilai, str):
        return _LOLOS.sub("_", nilai)
    if isinstance(nilai, bool):
        raise ValidationError("Sel ini berisi nilai BENAR/SALAH. Tulis nilainya sebagai teks.")
    if isinstance(nilai, date | datetime):
        if kolom.kunci != "tanggal_kesepakatan":
            raise ValidationError("Sel ini berubah menjadi tanggal. Ubah formatnya menjadi Teks, lalu tulis ulang.")
        return nilai.strftime("%d/%m/%Y")
    if isinstance(nilai, float) and not nilai.is_integer():
        if kolom.ragam == Ragam.KODE or kolom.kunci == "nomenklatur":
            raise ValidationError(
                f"Kode ini tersimpan sebagai angka {nilai}: 1.10 dan 1.1 tidak terbedakan. "
                "Ubah format sel menjadi Teks, lalu tulis ulang kodenya."
            )
        return str(nilai).replace(".", ",")
    return str(int(nilai))
