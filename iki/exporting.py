"""The positions of an agency as the workbook that `importing` reads: what comes out can go in again unchanged.

Texts are written as texts: one that begins with = + - @ must never become a formula in a spreadsheet program.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from iki.choices import KOLOM_BERKAS, KOLOM_TAUTAN, LEMBAR_FUNGSI, LEMBAR_JABATAN, LEMBAR_SASARAN
from iki.rows import BarisIki, BarisPosisi, BarisSasaran
from instansi.api import Jenjang
from naskah.api import isi_sel, simpan_buku
from pohon.api import JenisFormula

_LEBAR = {
    "No": 6, "Nama Jabatan": 44, "Jenjang": 14, "No Atasan": 10, "Tugas": 80, "No Jabatan": 11, "Fungsi": 110,
    "Jenis Formulasi": 16, "Pengali": 9, "Sumber Data": 34, "Keterangan": 24, "Kode Simpul": 13,
}  # fmt: skip
_LEBAR_LAIN = 42
_BARIS_PILIHAN = 2_000
Sel = str | int | float | None


def tulis_buku_kerja(iki: BarisIki) -> bytes:
    """Return the XLSX file; the same rows give the same bytes."""
    buku = Workbook()
    buku.remove(buku.active)
    tautan = any(satu.mendukung_id or satu.kode_simpul for posisi in iki.posisi for satu in posisi.sasaran)
    judul = {**KOLOM_BERKAS}
    if tautan:
        judul[LEMBAR_SASARAN] = (*judul[LEMBAR_SASARAN], *KOLOM_TAUTAN)
    isi = {LEMBAR_JABATAN: _jabatan(iki), LEMBAR_FUNGSI: _fungsi(iki), LEMBAR_SASARAN: _sasaran(iki)}
    for nama, kolom in judul.items():
        _tulis_lembar(buku.create_sheet(nama), kolom, isi[nama])
    _batasi(buku[LEMBAR_JABATAN], "C", Jenjang.values)
    _batasi(buku[LEMBAR_SASARAN], "D", JenisFormula.values)
    return simpan_buku(buku, judul=f"Indikator Kinerja Individu {iki.nama_perangkat}", pembuat=iki.nama_perangkat)


def _jabatan(iki: BarisIki) -> Iterator[tuple[Sel, ...]]:
    for satu in sorted(iki.posisi, key=lambda posisi: posisi.nomor):
        atasan = iki.atasan(satu)
        yield satu.nomor, satu.nama, satu.jenjang, atasan.nomor if atasan else None, satu.tugas


def _fungsi(iki: BarisIki) -> Iterator[tuple[Sel, ...]]:
    for satu in sorted(iki.posisi, key=lambda posisi: posisi.nomor):
        for teks in satu.fungsi:
            yield satu.nomor, teks


def _sasaran(iki: BarisIki) -> Iterator[tuple[Sel, ...]]:
    for posisi in sorted(iki.posisi, key=lambda satu: satu.nomor):
        for sasaran in posisi.sasaran:
            tautan = (_sebut_dukungan(iki, posisi, sasaran), sasaran.kode_simpul)
            yield from _baris_sasaran(posisi, sasaran, tautan)


def _baris_sasaran(posisi: BarisPosisi, sasaran: BarisSasaran, tautan: tuple[str, str]) -> Iterator[tuple[Sel, ...]]:
    """Yield a row an indicator; sasaran and links stand in the first only."""
    if not sasaran.indikator:
        yield posisi.nomor, sasaran.teks, *(None,) * 8, *tautan
    for nomor, satu in enumerate(sasaran.indikator):
        yield (
            posisi.nomor,
            None if nomor else sasaran.teks,
            satu.nama,
            satu.jenis_formula,
            satu.pembilang,
            satu.penyebut,
            _bilangan(satu.pengali),
            satu.formula,
            satu.sumber,
            satu.keterangan,
            *(("", "") if nomor else tautan),
        )


def _sebut_dukungan(iki: BarisIki, posisi: BarisPosisi, sasaran: BarisSasaran) -> str:
    """Return the superior's sasaran by its text, or by its number where several are worded alike."""
    atasan = iki.atasan(posisi)
    if sasaran.mendukung_id is None or atasan is None:
        return ""
    serupa = [satu for satu in atasan.sasaran if satu.teks == sasaran.mendukung_teks]
    if len(serupa) == 1:
        return sasaran.mendukung_teks
    return next((str(satu.nomor) for satu in atasan.sasaran if satu.id == sasaran.mendukung_id), "")


def _bilangan(nilai: Decimal | None) -> Sel:
    """Return a multiplier as the number a spreadsheet shows; one that a float cannot hold as text."""
    if nilai is None:
        return None
    if nilai == nilai.to_integral_value():
        return int(nilai)
    return float(nilai) if Decimal(repr(float(nilai))) == nilai.normalize() else f"{nilai.normalize():f}"


def _tulis_lembar(lembar: Worksheet, kolom: Sequence[str], isi: Iterator[tuple[Sel, ...]]) -> None:
    for letak, judul in enumerate(kolom, 1):
        lembar.column_dimensions[get_column_letter(letak)].width = _LEBAR.get(judul, _LEBAR_LAIN)
        sel = _tulis(lembar.cell(1, letak), judul)
        sel.font = Font(bold=True)
        sel.fill = PatternFill("solid", fgColor="E9EEF4")
    for nomor, baris in enumerate(isi, 2):
        for letak, nilai in enumerate(baris[: len(kolom)], 1):
            if nilai is not None and nilai != "":
                _tulis(lembar.cell(nomor, letak), nilai).alignment = Alignment(vertical="top", wrap_text=True)
    lembar.freeze_panes = "A2"


def _tulis(sel: Cell, nilai: str | int | float) -> Cell:
    if isinstance(nilai, str):
        return isi_sel(sel, nilai)
    sel.value = nilai
    return sel


def _batasi(lembar: Worksheet, huruf: str, pilihan: Sequence[str]) -> None:
    """Offer the values that a column may hold as a list to choose from."""
    aturan = DataValidation(type="list", formula1=f'"{",".join(pilihan)}"', allow_blank=True)
    aturan.add(f"{huruf}2:{huruf}{_BARIS_PILIHAN}")
    lembar.add_data_validation(aturan)
