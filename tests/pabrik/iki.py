"""Positions of the IKI book for tests: values that need no database, and workbooks to import."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any
from uuid import UUID

from openpyxl import Workbook

from iki.choices import KOLOM_BERKAS, KOLOM_TAUTAN
from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran
from instansi.choices import Jenjang

_urut = count(1)


def indikator(nama: str = "Jumlah laporan", **lain: Any) -> BarisIndikator:
    """Return an indicator that no rule objects to: a count with its source."""
    nomor = next(_urut)
    isi: dict[str, Any] = {
        "jenis_formula": "jumlah", "pembilang": "Jumlah laporan yang disusun", "penyebut": "", "pengali": None,
        "formula": "", "sumber_data": ("Buku laporan",), "keterangan": "",
    }  # fmt: skip
    return BarisIndikator(id=nomor, identitas=UUID(int=nomor), nama=nama, **{**isi, **lain})


def persentase(nama: str = "Persentase berkas selesai", **lain: Any) -> BarisIndikator:
    """Return a percentage with both operands."""
    isi = {
        "jenis_formula": "persentase", "pembilang": "Berkas selesai", "penyebut": "Berkas masuk",
        "pengali": Decimal(100),
    }  # fmt: skip
    return indikator(nama, **{**isi, **lain})


def sasaran(teks: str, *semua: BarisIndikator, mendukung: BarisSasaran | None = None, **lain: Any) -> BarisSasaran:
    """Return a sasaran; its number is set by `posisi`."""
    nomor = next(_urut)
    return BarisSasaran(
        **{
            "id": nomor, "identitas": UUID(int=nomor), "nomor": 1, "teks": teks,
            "mendukung_id": mendukung.id if mendukung else None,
            "mendukung_teks": mendukung.teks if mendukung else "", "simpul_identitas": None, "kode_simpul": "",
            "ikut_pohon": False, "indikator": semua, **lain,
        }
    )  # fmt: skip


def posisi(nama: str, *semua: BarisSasaran, atasan: BarisPosisi | None = None, **lain: Any) -> BarisPosisi:
    """Return a position with a task and one function."""
    nomor = next(_urut)
    isi: dict[str, Any] = {
        "id": nomor, "identitas": UUID(int=nomor), "nomor": nomor, "nama": nama, "jenjang": Jenjang.PELAKSANA.value,
        "label_jenjang": Jenjang.PELAKSANA.label, "tugas": f"Tugas {nama}", "atasan_id": atasan.id if atasan else None,
        "kedalaman": atasan.kedalaman + 1 if atasan else 0, "versi": 1, "fungsi": (f"fungsi {nama};",),
        "sasaran": semua,
    }  # fmt: skip
    return BarisPosisi(**{**isi, **lain})


def baris_iki(*semua: BarisPosisi) -> BarisIki:
    """Return a book of these positions."""
    return BarisIki(1, "dinas-contoh", "Dinas Contoh", "Kabupaten Contoh", semua)


def buku_kerja(
    jabatan: Iterable[Sequence[object]],
    fungsi: Iterable[Sequence[object]] = (),
    sasaran: Iterable[Sequence[object]] = (),
    *,
    tanpa: Mapping[str, str] | None = None,
) -> bytes:
    """Return a workbook of these rows below the headings of the format; `tanpa` names a column to leave out a sheet."""
    buku = Workbook()
    buku.remove(buku.active)
    for (nama, kolom), isi in zip(KOLOM_BERKAS.items(), (jabatan, fungsi, sasaran), strict=True):
        lembar = buku.create_sheet(nama)
        judul = (*kolom, *(KOLOM_TAUTAN if nama == "Sasaran" else ()))
        lembar.append([satu for satu in judul if satu != (tanpa or {}).get(nama)])
        for baris in isi:
            lembar.append(list(baris))
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()
