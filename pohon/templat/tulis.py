"""Writes the template: the tree's cells as text, dropdowns from a hidden sheet, and what each cell held for comparing.

Every cell is text in text format, so 1.10 stays 1.10 and nothing that begins with = + - @ becomes a formula. The sheets
are protected without a password: that locks the identity column and leaves everything else to the user.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import IntProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pohon.rows import BarisPohon
from pohon.templat.bentuk import (
    BARIS_JUDUL,
    INDUK_ASAL,
    LEMBAR,
    LEMBAR_ASAL,
    LEMBAR_DAFTAR,
    SIFAT_VERSI,
    TAHAP_1,
    VERSI,
    Kolom,
    Lembar,
    Ragam,
)
from pohon.templat.isi import Baris, IsiTemplat, Kamus, sidik_sel

_WAKTU_TETAP = datetime(2000, 1, 1)
_AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
# Excel reads "_x000D_" in a stored text as a control character; "_x005F_" in front keeps the letters as they are.
_LOLOS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PILIHAN_DI_BAWAH = 1_000  # rows below the last that still offer dropdowns
_JUDUL = PatternFill("solid", fgColor="1B3A5C")
_REDUP = PatternFill("solid", fgColor="EEF1F4")
_GARIS = Side(style="thin", color="C5CBD2")
_BINGKAI = Border(left=_GARIS, right=_GARIS, top=_GARIS, bottom=_GARIS)
_PETUNJUK = (
    "Templat pohon kinerja",
    "",
    "Isi atau ubah lembar Tahap 1, Pohon, Indikator, dan Tahap 4-5, lalu unggah kembali berkas ini.",
    "Sebelum disimpan, perubahan ditampilkan dahulu: kotak baru, berubah, pindah, dan yang tidak ada lagi di berkas.",
    "",
    "1. Kolom ID mengenali setiap baris. Jangan diubah. Untuk baris baru, biarkan kosong.",
    "2. Kolom Kode hanya nama pendek di berkas ini. Kode yang dicetak dihitung ulang dari urutan baris.",
    "3. Kolom Induk menunjuk Kode kotak di atasnya: CSF berinduk outcome, kondisi berinduk CSF. Outcome tanpa induk.",
    "4. Urutan baris menjadi urutan kotak. Pindahkan kotak dengan mengubah Induk atau urutan barisnya.",
    "5. Lembar Indikator dan Tahap 4-5 menunjuk kotak dengan Kode yang sama seperti di lembar Pohon.",
    "6. Menghapus: kosongkan isi barisnya. Tidak ada yang dihapus sebelum Anda mencentangnya pada pratinjau.",
    "7. Lembar dikunci tanpa kata sandi hanya untuk menjaga kolom ID (Tinjau, Buka Proteksi Lembar).",
    "8. Tulis nilai, bukan rumus. Kolom tambahan tidak dibaca.",
)


def tulis_templat(pohon: BarisPohon, isi: IsiTemplat, kamus: Kamus, *, kosong: bool = False) -> bytes:
    """Return the workbook of a tree; `kosong` leaves all rows out, with the lists of this agency still in it."""
    isi = IsiTemplat() if kosong else isi
    buku = Workbook()
    _tulis_petunjuk(buku.active, pohon)
    daftar = _tulis_daftar(buku, kamus)
    _tulis_tahap_1(buku.create_sheet(TAHAP_1.nama), isi.tahap_1)
    for lembar, rows in zip(LEMBAR, (isi.simpul, isi.indikator, isi.penerjemahan), strict=True):
        _tulis_lembar(buku.create_sheet(lembar.nama), lembar, rows, daftar)
    _tulis_asal(buku, isi)
    buku.move_sheet(LEMBAR_DAFTAR, len(buku.worksheets))
    buku.active = 2
    buku.properties.creator = pohon.nama_pemilik
    buku.properties.title = f"Templat pohon kinerja {pohon.nama_pemilik} {pohon.periode}"
    buku.properties.language = "id"
    buku.properties.created = _WAKTU_TETAP
    buku.custom_doc_props.append(IntProperty(name=SIFAT_VERSI, value=VERSI))
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def tulis_teks(sel: Cell, teks: str) -> Cell:
    """Write a text as a text, whatever it begins with; characters that no workbook may hold are left out."""
    sel.value = _LOLOS.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", teks)) or None
    if teks:
        sel.data_type = "s"
    sel.number_format = "@"
    sel.quotePrefix = teks.startswith(_AWAL_RUMUS)
    return sel


def _tulis_petunjuk(lembar: Worksheet, pohon: BarisPohon) -> None:
    lembar.title = "Petunjuk"
    lembar.column_dimensions["A"].width = 110
    urusan = f" urusan {pohon.urusan}" if pohon.urusan else ""
    for nomor, teks in enumerate((*_PETUNJUK, "", f"{pohon.nama_pemilik}{urusan}, periode {pohon.periode}"), start=1):
        sel = tulis_teks(lembar.cell(nomor, 1), teks)
        sel.alignment = Alignment(wrap_text=True, vertical="top")
        sel.font = Font(bold=nomor == 1, size=14 if nomor == 1 else 11)
    lembar.protection.sheet = True


def _tulis_daftar(buku: Workbook, kamus: Kamus) -> dict[str, str]:
    """Write the hidden sheet of lists; return name → the range a dropdown refers to."""
    lembar = buku.create_sheet(LEMBAR_DAFTAR)
    lembar.sheet_state = "veryHidden"
    isi: dict[str, Iterable[str]] = {
        satu.daftar: [label for label, _ in satu.pilihan] for bagian in LEMBAR for satu in bagian.kolom if satu.pilihan
    }
    isi |= {"jabatan": kamus.jabatan.values(), "perangkat": kamus.perangkat.values()}
    hasil = {}
    for nomor, (nama, daftar) in enumerate(isi.items(), start=1):
        huruf = get_column_letter(nomor)
        tulis_teks(lembar.cell(1, nomor), nama)
        akhir = 1
        for akhir, teks in enumerate(daftar, start=2):
            tulis_teks(lembar.cell(akhir, nomor), teks)
        if akhir > 1:
            hasil[nama] = f"{quote_sheetname(LEMBAR_DAFTAR)}!${huruf}$2:${huruf}${akhir}"
    return hasil


def _tulis_tahap_1(lembar: Worksheet, isi: Baris) -> None:
    """Write the header as a list of fields: heading in the first column, text beside it."""
    lembar.column_dimensions["A"].width, lembar.column_dimensions["B"].width = 30, 100
    for nomor, judul in enumerate(("Bagian", "Isi"), start=1):
        _judul(lembar.cell(BARIS_JUDUL, nomor), judul)
    for nomor, kolom in enumerate(TAHAP_1.kolom, start=BARIS_JUDUL + 1):
        sel = tulis_teks(lembar.cell(nomor, 1), kolom.judul)
        sel.fill, sel.border, sel.font = _REDUP, _BINGKAI, Font(bold=True)
        _sel_isi(lembar.cell(nomor, 2), isi.get(kolom.kunci, ""))
    lembar.cell(5, 2).comment = Comment("Seperti 27/3/2022", "Templat")
    _kunci(lembar)


def _tulis_lembar(lembar: Worksheet, bentuk: Lembar, rows: Mapping[str, Baris], daftar: Mapping[str, str]) -> None:
    akhir = BARIS_JUDUL + len(rows) + _PILIHAN_DI_BAWAH
    for nomor, kolom in enumerate(bentuk.kolom, start=1):
        huruf = get_column_letter(nomor)
        # The column's own style, for the rows below the last: text, and open where the user may write.
        gaya = lembar.column_dimensions[huruf]
        gaya.width, gaya.number_format = kolom.lebar, "@"
        gaya.alignment = Alignment(wrap_text=True, vertical="top")
        gaya.protection = Protection(locked=kolom.tetap)
        _judul(lembar.cell(BARIS_JUDUL, nomor), f"{kolom.judul}{' *' if kolom.wajib else ''}")
        if kolom.daftar in daftar:
            lembar.add_data_validation(
                _pilihan(kolom, daftar[kolom.daftar], f"{huruf}{BARIS_JUDUL + 1}:{huruf}{akhir}")
            )
    for baris, (kunci, isi) in enumerate(rows.items(), start=BARIS_JUDUL + 1):
        for nomor, kolom in enumerate(bentuk.kolom, start=1):
            teks = kunci if kolom.kunci == "id" else isi.get(kolom.kunci, "")
            _sel_isi(lembar.cell(baris, nomor), teks, tetap=kolom.tetap)
    lembar.auto_filter.ref = f"A{BARIS_JUDUL}:{get_column_letter(len(bentuk.kolom))}{akhir}"
    lembar.freeze_panes = lembar.cell(BARIS_JUDUL + 1, 3)
    _kunci(lembar)


def _pilihan(kolom: Kolom, rumus: str, daerah: str) -> DataValidation:
    """Return a dropdown; where a cell may hold more than one value of the list, other text is let through."""
    bebas = kolom.ragam != Ragam.PILIHAN
    pilihan = DataValidation(
        type="list",
        formula1=f"={rumus}",
        allow_blank=True,
        showErrorMessage=not bebas,
        errorTitle=kolom.judul,
        error="Pilih dari daftar.",
    )
    pilihan.add(daerah)
    return pilihan


def _judul(sel: Cell, teks: str) -> None:
    tulis_teks(sel, teks)
    sel.font, sel.fill, sel.border = Font(bold=True, color="FFFFFF"), _JUDUL, _BINGKAI
    sel.alignment = Alignment(wrap_text=True, vertical="center")


def _sel_isi(sel: Cell, teks: str, *, tetap: bool = False) -> None:
    tulis_teks(sel, teks)
    sel.border = _BINGKAI
    sel.alignment = Alignment(wrap_text=not (tetap and sel.column == 1), vertical="top")
    if tetap:
        sel.fill, sel.font = _REDUP, Font(color="6B7280")
    else:
        sel.protection = Protection(locked=False)


def _kunci(lembar: Worksheet) -> None:
    """Protect locked cells without a password, and leave to the user whatever Excel can leave."""
    lembar.protection.sheet = True
    for boleh in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(lembar.protection, boleh, False)  # False: not forbidden


def _tulis_asal(buku: Workbook, isi: IsiTemplat) -> None:
    """Write what each cell held as checksums: reading tells by them what the user changed, and what others did."""
    lembar = buku.create_sheet(LEMBAR_ASAL)
    lembar.sheet_state = "veryHidden"
    lembar.append([SIFAT_VERSI, str(VERSI)])
    for kunci, teks in isi.tahap_1.items():
        lembar.append([TAHAP_1.nama, "", kunci, sidik_sel(teks)])
    for bentuk, rows in zip(LEMBAR, (isi.simpul, isi.indikator, isi.penerjemahan), strict=True):
        for identitas, baris in rows.items():
            sel = [f"{kolom.kunci}={sidik_sel(baris[kolom.kunci])}" for kolom in bentuk.kolom if not kolom.tetap]
            sel.append(f"{INDUK_ASAL}={isi.induk.get(identitas, '')}")
            lembar.append([bentuk.nama, identitas, _LOLOS.sub("_x005F_", baris["kode"]), *sel])
