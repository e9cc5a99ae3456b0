"""Files that must not or cannot be read are refused with a sentence that says what to do; nothing is guessed."""

import io
import zipfile

import openpyxl
import pytest

from pohon.importing import GalatBerkas, baca_berkas, baca_tempel, pahami
from pohon.importing import berkas as batas
from tests.pohon.impor.contoh import CAMAT, cetak, kecamatan, pohon_dari
from tests.pohon.impor.penulis import buku_kerja, dokumen_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _naskah() -> bytes:
    return buku_kerja(cetak(pohon_dari(kecamatan()), CAMAT))


def _dengan(isi: bytes, nama: str, bagian: bytes) -> bytes:
    """Return a package with one more part, or with a part replaced."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asal, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for satu in asal.namelist():
            if satu != nama:
                tujuan.writestr(satu, asal.read(satu))
        tujuan.writestr(nama, bagian)
    return keluar.getvalue()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7 bukan lembar kerja", "bukan lembar kerja"),
        (b"PK\x03\x04 rusak", "rusak"),
        (OLE + b"\x00" * 600, "bentuk lama"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "kata sandi"),
        (b"PK" + b"\x00" * (batas.TERBESAR + 1), "20 MB"),
    ],
    ids=["kosong", "pdf", "zip-rusak", "xls", "bersandi", "terlalu-besar"],
)
def test_what_is_no_document_is_refused(isi: bytes, kata: str) -> None:
    with pytest.raises(GalatBerkas, match=kata):
        baca_berkas(isi, "a.xlsx")


def test_a_zip_without_a_document_is_refused() -> None:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as arsip:
        arsip.writestr("catatan.txt", "halo")
    with pytest.raises(GalatBerkas, match="bukan lembar kerja"):
        baca_berkas(keluar.getvalue(), "a.xlsx")


@pytest.mark.parametrize("nama", ["xl/vbaProject.bin", "word/vbaProject.bin"])
def test_macros_are_refused(nama: str) -> None:
    with pytest.raises(GalatBerkas, match="makro"):
        baca_berkas(_dengan(_naskah(), nama, b"makro"), "a.xlsx")


def test_entities_are_refused() -> None:
    jahat = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    with pytest.raises(GalatBerkas, match="tidak aman"):
        baca_berkas(_dengan(_naskah(), "xl/sharedStrings.xml", jahat), "a.xlsx")


def test_a_bomb_is_refused_before_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batas, "TERBESAR_MEKAR", 5 * 1024 * 1024)
    bom = _dengan(_naskah(), "xl/worksheets/sheet9.xml", b" " * (6 * 1024 * 1024))
    assert len(bom) < 100_000
    with pytest.raises(GalatBerkas, match="terlalu besar setelah dibuka"):
        baca_berkas(bom, "a.xlsx")


def test_fifty_thousand_rows_are_refused_without_reading_them() -> None:
    buku = openpyxl.Workbook(write_only=True)
    lembar = buku.create_sheet("Tahap 4")
    for nomor in range(batas.BARIS_TERBANYAK + 1):
        lembar.append([nomor])
    keluar = io.BytesIO()
    buku.save(keluar)
    with pytest.raises(GalatBerkas, match="50.000"):
        baca_berkas(keluar.getvalue(), "a.xlsx")


def test_one_stray_cell_at_the_end_of_a_sheet_costs_nothing() -> None:
    buku = openpyxl.load_workbook(io.BytesIO(_naskah()))
    buku["Tahap 4"].cell(1_048_576, 16_384, "tersesat")
    buku["Tahap 4"].cell(1_000_000, 2, "jauh di bawah")
    keluar = io.BytesIO()
    buku.save(keluar)
    dokumen = baca_berkas(keluar.getvalue(), "a.xlsx")
    assert dokumen.jumlah_baris < 100


@pytest.mark.parametrize("isi", [buku_kerja(["halo"]), dokumen_word(["halo"])], ids=["xlsx", "docx"])
def test_a_document_without_tables_says_so(isi: bytes) -> None:
    with pytest.raises(GalatBerkas, match="Tidak ditemukan tabel"):
        pahami(baca_berkas(isi, "a"))


@pytest.mark.parametrize("teks", ["", " \n ", "halo\nsaja"])
def test_pasted_text_without_tables_says_so(teks: str) -> None:
    with pytest.raises(GalatBerkas):
        pahami(baca_tempel(teks))


def test_a_table_far_longer_than_any_tree_is_refused() -> None:
    baris = "\n".join(f"Tahap 3\tTerlaksananya hal ke {nomor}\tJumlah hal\tkinerja operasional" for nomor in range(900))
    with pytest.raises(GalatBerkas, match="800 baris"):
        pahami(baca_tempel(f"Rujukan Tahapan\tKinerja\tIndikator Kinerja\tKeterangan\n{baris}"))


def test_control_characters_non_breaking_spaces_and_windows_lines_are_made_clean() -> None:
    dokumen = baca_tempel(
        "Rujukan Tahapan\tKinerja\tIndikator Kinerja\r\nTahap 3\tTer\u00a0laksana\x00nya\u200b\t1.10\r\n"
    )
    assert [sel.teks for sel in dokumen.kisi[0].baris[1].sel] == ["Tahap 3", "Ter laksana nya", "1.10"]
