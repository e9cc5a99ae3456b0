"""Reads a workbook into grids: every visible sheet, every cell, merged ranges resolved. Understands nothing."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pohon.importing.kisi import BarisKisi, Dokumen, Kisi, Sel, Tempat, Wadah
from pohon.importing.teks import rapikan

# A cascading table has six columns; further right than this stands nothing that belongs to it.
KOLOM_TERBANYAK = 60
_GABUNGAN_TERBANYAK = 5_000


def baca_xlsx(isi: bytes, nama: str) -> Dokumen:
    """Return the sheets as grids. Raises whatever openpyxl raises for a workbook it cannot read."""
    buku = openpyxl.load_workbook(io.BytesIO(isi), data_only=True)
    lembar = [satu for satu in buku.worksheets if satu.sheet_state == "visible"]
    kisi = tuple(Kisi(Wadah.LEMBAR, satu.title, satu.title, tuple(_baris(satu))) for satu in lembar)
    return Dokumen(
        nama,
        kisi,
        tuple(satu.title for satu in buku.worksheets if satu.sheet_state != "visible"),
        # openpyxl keeps the pictures of a sheet only here.
        bergambar=any(getattr(satu, "_images", ()) or getattr(satu, "_charts", ()) for satu in lembar),
    )


def _baris(lembar: Worksheet) -> Iterator[BarisKisi]:
    """Yield the rows that hold text.

    From the cells that exist (`_cells`), because the public iteration visits every cell of the used rectangle, which
    one stray cell in row 1,048,576 makes a million rows long.
    """
    isi: dict[int, dict[int, tuple[str, bool]]] = {}
    for (baris, kolom), sel in lembar._cells.items():
        if kolom <= KOLOM_TERBANYAK and (teks := _teks(sel.value)):
            isi.setdefault(baris, {})[kolom] = (teks, False)
    for rentang in list(lembar.merged_cells.ranges)[:_GABUNGAN_TERBANYAK]:
        awal = isi.get(rentang.min_row, {}).get(rentang.min_col)
        if awal is None:
            continue
        for baris in range(rentang.min_row + 1, rentang.max_row + 1):
            if baris in isi:
                isi[baris].setdefault(rentang.min_col, (awal[0], True))
    for baris in sorted(isi):
        kolom_akhir = max(isi[baris])
        tempat = Tempat(Wadah.LEMBAR, lembar.title, baris)
        yield BarisKisi(
            tempat,
            tuple(
                Sel(
                    isi[baris].get(kolom, ("", False))[0],
                    Tempat(Wadah.LEMBAR, lembar.title, baris, kolom),
                    isi[baris].get(kolom, ("", False))[1],
                )
                for kolom in range(1, kolom_akhir + 1)
            ),
        )


def _teks(nilai: Any) -> str:
    """Return a cell's value as text: whole numbers without ".0", dates as 27-03-2022."""
    if nilai is None or isinstance(nilai, bool):
        return ""
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    if isinstance(nilai, datetime | date):
        return nilai.strftime("%d-%m-%Y")
    return rapikan(str(nilai))
