"""The preview of the whole book is printed piece by piece: it shows what the whole shows, and an edit prints little."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.test import override_settings
from pypdf import PdfReader

from iki.documents import bahan_buku
from iki.rows import BarisIki
from naskah.api import cetak
from naskah.bahan import BahanCetak
from naskah.choices import JenisKeputusan
from naskah.rangkaian import cetak_kertas
from naskah.rows import Butir
from tests.pabrik.iki import baris_iki, indikator, posisi, sasaran
from tests.pabrik.keputusan import baris_keputusan

KEPUTUSAN = baris_keputusan(jenis=JenisKeputusan.IKI, pengantar=(Butir("Kata pengantar Dinas & 2021."),))
PANJANG = "Melaksanakan pelayanan administrasi kependudukan dengan <!--potong lanjut--> cermat. " * 40


@pytest.fixture(autouse=True)
def simpanan(tmp_path: Path):  # type: ignore[no-untyped-def]
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def buku(*tugas: str) -> BarisIki:
    return baris_iki(
        *(
            posisi(
                f"Jabatan {nomor}",
                sasaran(f"Sasaran {nomor}", indikator(f"Indikator {nomor}")),
                id=nomor,
                nomor=nomor,
                tugas=t,
            )
            for nomor, t in enumerate(tugas, 1)
        )
    )


def pratinjau(iki: BarisIki) -> BahanCetak:
    return replace(bahan_buku(iki, KEPUTUSAN), bertanda=False)


def teks(pdf: bytes) -> list[str]:
    return [halaman.extract_text() for halaman in PdfReader(BytesIO(pdf)).pages]


def berkas(simpanan: Path) -> int:
    return sum(satu.is_file() for satu in simpanan.rglob("*"))


def test_pieces_say_page_for_page_what_the_whole_says(simpanan: Path) -> None:
    bahan = pratinjau(buku("Satu", PANJANG * 2, "Tiga"))

    hasil = cetak_kertas(bahan)

    assert teks(hasil) == teks(cetak(bahan).pdf)
    assert cetak_kertas(bahan) == hasil
    judul = [satu.title for satu in PdfReader(BytesIO(hasil)).outline if not isinstance(satu, list)]
    assert {"Kata Pengantar", "Keputusan", "Jabatan 2", "Jabatan 3"} <= set(judul)


def test_an_edit_prints_one_position_anew(simpanan: Path) -> None:
    cetak_kertas(pratinjau(buku("Satu", "Dua", "Tiga")))
    sebelum = berkas(simpanan)

    hasil = cetak_kertas(pratinjau(buku("Satu", "Dua yang lain", "Tiga")))

    assert berkas(simpanan) == sebelum + 1
    assert any("Dua yang lain" in satu for satu in teks(hasil))


def test_a_position_that_grows_by_a_page_moves_the_numbers_of_those_after_it() -> None:
    cetak_kertas(pratinjau(buku("Satu", "Dua", "Tiga")))
    bahan = pratinjau(buku("Satu", PANJANG, "Tiga"))

    assert teks(cetak_kertas(bahan)) == teks(cetak(bahan).pdf)


def test_the_final_book_is_never_cut(simpanan: Path) -> None:
    pdf = PdfReader(BytesIO(cetak_kertas(bahan_buku(buku("Satu", "Dua"), KEPUTUSAN))))

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert berkas(simpanan) == 0
