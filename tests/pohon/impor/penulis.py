"""Writes cascading documents for tests, as agencies hand them in: tables of text as a workbook or a Word document.

A document is a list of parts: a str is a line of text, a `Tabel` a table. Nothing here knows how they are read.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import docx
import openpyxl
from docx.table import _Cell

JUDUL_2 = ("No", "CSF {outcome}", "Kondisi yang diperlukan")
JUDUL_3 = (
    "CSF yang sudah diubah ke bahasa kondisi pada tahap 2",
    "Kondisi yang diperlukan (kondisi antara sampai kondisi paling operasional)",
    "Keterangan",
)
JUDUL_4 = ("Rujukan Tahapan", "Kinerja", "Indikator Kinerja", "Keterangan")
JUDUL_5 = (*JUDUL_4, "Komponen Perencanaan", "Kinerja Jabatan")

Baris = tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """A table: rows of text with the headings first. `gabung` merges cells: (row, column, last row, last column)."""

    nama: str
    baris: tuple[Baris, ...]
    gabung: tuple[tuple[int, int, int, int], ...] = field(default=())

    def acak(self, urutan: Sequence[int]) -> "Tabel":
        """Return the same table with its columns in another order."""
        return replace(self, baris=tuple(tuple(satu[nomor] for nomor in urutan) for satu in self.baris))

    def ubah(self, nomor: int, baris: Baris) -> "Tabel":
        """Return the table with one row (0: the headings) replaced."""
        return replace(self, baris=(*self.baris[:nomor], baris, *self.baris[nomor + 1 :]))


Naskah = list[str | Tabel]


def buku_kerja(naskah: Naskah, *, satu_lembar: bool = False) -> bytes:
    """Return the document as a workbook: a sheet a table, or all of it below each other on one sheet."""
    buku = openpyxl.Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Cascading" if satu_lembar else "Tahap 1"
    nomor = 0
    for bagian in naskah:
        if isinstance(bagian, str):
            nomor += 1
            lembar.cell(nomor, 1, bagian)
            continue
        if satu_lembar:
            nomor += 1
        else:
            lembar, nomor = buku.create_sheet(bagian.nama), 0
        for geser, baris in enumerate(bagian.baris, start=1):
            for kolom, teks in enumerate(baris, start=1):
                lembar.cell(nomor + geser, kolom, teks or None)
        for atas, kiri, bawah, kanan in bagian.gabung:
            lembar.merge_cells(start_row=nomor + atas, start_column=kiri, end_row=nomor + bawah, end_column=kanan)
        nomor += len(bagian.baris)
    return _simpan(buku)


def dokumen_word(naskah: Naskah, *, baris_per_tabel: int = 0) -> bytes:
    """Return the document as a Word file; `baris_per_tabel` splits tables as page breaks do, without headings."""
    dokumen = docx.Document()
    for bagian in naskah:
        if isinstance(bagian, str):
            dokumen.add_paragraph(bagian)
            continue
        dokumen.add_heading(bagian.nama, 2)
        isi = list(bagian.baris)
        langkah = baris_per_tabel or len(isi)
        for awal in range(0, len(isi), langkah):
            potong = isi[awal : awal + langkah]
            tabel = dokumen.add_table(len(potong), max(len(satu) for satu in potong))
            for sel, teks in (
                (sel, teks)
                for baris, satu in zip(tabel.rows, potong, strict=True)
                for sel, teks in zip(baris.cells, satu, strict=False)
            ):
                sel.text = teks
            if langkah == len(isi):
                for atas, kiri, bawah, kanan in bagian.gabung:
                    _gabung(tabel.cell(atas - 1, kiri - 1), tabel.cell(bawah - 1, kanan - 1))
            dokumen.add_paragraph("")
    return _simpan(dokumen)


def tempelan(naskah: Naskah) -> str:
    """Return the document as text copied from a spreadsheet."""
    return "\r\n".join(
        bagian if isinstance(bagian, str) else "\r\n".join(["", *("\t".join(satu) for satu in bagian.baris), ""])
        for bagian in naskah
    )


def _gabung(awal: _Cell, akhir: _Cell) -> None:
    teks = awal.text
    awal.merge(akhir)
    awal.text = teks


def _simpan(berkas: "openpyxl.Workbook | docx.document.Document") -> bytes:
    keluar = io.BytesIO()
    berkas.save(keluar)
    return keluar.getvalue()
