"""The IKI book: every row in its table in order, pages numbered as the contents say, hard cases whole."""

import re
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pypdf import PdfReader
from pypdf.generic import Destination

from iki.documents import cetak_buku, cetak_kutipan, susun_formula
from iki.importing import baca_berkas
from iki.rows import BarisIki
from iki.selectors import baca_iki, keputusan_iki
from iki.services import simpan_impor
from instansi.models import PerangkatDaerah
from naskah.api import HasilCetak
from naskah.choices import JenisKeputusan, UkuranKertas
from naskah.models import Keputusan
from naskah.rows import BarisKeputusan, Butir, TataLetak
from naskah.services import buat_keputusan
from tests.pabrik.basis import PerangkatFactory, PeriodeFactory
from tests.pabrik.iki import baris_iki, indikator, persentase, posisi, sasaran
from tests.pabrik.keputusan import baris_keputusan

BERKAS = settings.BASE_DIR / "fixtures" / "contoh" / "iki_jabatan.xlsx"
PENGANTAR = (Butir("Kata pengantar Dinas & 2021."),)
KEPUTUSAN = baris_keputusan(jenis=JenisKeputusan.IKI, pengantar=PENGANTAR)


def cetak(iki: BarisIki, keputusan: BarisKeputusan = KEPUTUSAN) -> PdfReader:
    return PdfReader(BytesIO(cetak_buku(iki, keputusan).pdf))


def polos(teks: str) -> str:
    """Return the text without hyphenation, spaces and case: as it can be compared with print."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", teks).casefold()


def isi(pdf: PdfReader, dari: int = 0, sampai: int | None = None) -> str:
    return polos(" ".join(halaman.extract_text() for halaman in pdf.pages[dari:sampai]))


def penanda(pdf: PdfReader) -> dict[str, int]:
    """Return the page (from 0) of each bookmark; of several of one name the first."""
    hasil: dict[str, int] = {}

    def telusuri(cabang: list[Destination | list[Destination]]) -> None:
        for satu in cabang:
            if isinstance(satu, list):
                telusuri(satu)
            else:
                hasil.setdefault(str(satu.title), pdf.get_destination_page_number(satu) or 0)

    telusuri(pdf.outline)
    return hasil


@pytest.fixture
def dinas(db: None) -> PerangkatDaerah:
    dinas = PerangkatFactory(slug="disdukcapil")
    PeriodeFactory(pemerintah_daerah=dinas.pemerintah_daerah)
    simpan_impor(aktor=None, perangkat_daerah=dinas, berkas=baca_berkas(BERKAS.read_bytes()))
    return dinas


@cache
def buku_contoh() -> HasilCetak:
    """Print the book of the imported file, once for those who only look at it; the agency must be there."""
    dinas = PerangkatDaerah.objects.get(slug="disdukcapil")
    return cetak_buku(baca_iki(dinas), keputusan_iki(dinas))


def test_every_imported_row_is_in_its_table_in_order(dinas: PerangkatDaerah) -> None:
    iki = baca_iki(dinas)
    hasil = buku_contoh()

    bagian = re.split(r'<section class="jabatan', hasil.html)[1:]
    assert len(bagian) == 24
    for satu, potongan in zip(iki.posisi, bagian, strict=True):
        teks = polos(unescape(re.sub(r"<[^>]+>", " ", potongan)))
        letak = -1
        for cari in (satu.nama, satu.tugas, *satu.fungsi):
            letak = teks.index(polos(cari), letak + 1)
        for baris in satu.sasaran:
            letak = teks.index(polos(baris.teks), letak)
            for i in baris.indikator:
                for cari in (i.nama, i.pembilang, i.penyebut, i.sumber):
                    letak = teks.index(polos(cari), letak)

    pdf = PdfReader(BytesIO(hasil.pdf))
    tercetak = isi(pdf)
    for satu in iki.posisi:
        for i in satu.indikator:
            # Cells break over lines beside each other: words are looked for, not whole sentences.
            assert all(polos(kata) in tercetak for kata in f"{i.nama} {i.pembilang} {i.penyebut}".split())


def test_contents_bookmarks_and_labels_agree_with_the_pages(dinas: PerangkatDaerah) -> None:
    pdf = PdfReader(BytesIO(buku_contoh().pdf))
    tempat, label = penanda(pdf), pdf.page_labels

    assert (label[0], label[tempat["Kata Pengantar"]], label[tempat["Daftar Isi"]]) == ("Sampul", "i", "ii")
    assert label[tempat["Keputusan"]] == "1"
    assert [int(satu) for satu in label[tempat["Keputusan"] :]] == list(
        range(1, len(pdf.pages) - tempat["Keputusan"] + 1)
    )
    daftar_isi = pdf.pages[tempat["Daftar Isi"]].extract_text()
    for nama in ("Kepala Dinas", "Sekretaris", "Bendahara Pengeluaran", "Kepala Seksi Kelahiran"):
        nomor = re.search(rf"{nama}[ .]*\s(\d+)", daftar_isi)
        assert nomor and nomor[1] == label[tempat[nama]]
        kaki = pdf.pages[tempat[nama]].extract_text().split()
        assert nomor[1] in (kaki[0], kaki[-1]) or nomor[1] in kaki
    assert all(
        awal < akhir
        for awal, akhir in pairwise([tempat[n] for n in ("Kepala Dinas", "Sekretaris", "Kepala Seksi Kelahiran")])
    )


def test_the_same_book_gives_the_same_bytes() -> None:
    iki = baris_iki(posisi("Kepala Dinas", sasaran("Mutu", persentase())))

    assert cetak_buku(iki, KEPUTUSAN).pdf == cetak_buku(iki, KEPUTUSAN).pdf


def test_a_draft_says_so_on_every_page_and_an_issued_paper_nowhere() -> None:
    iki = baris_iki(posisi("Kepala Dinas", sasaran("Mutu", persentase())))
    assert all("DRAF" in halaman.extract_text() for halaman in cetak(iki).pages)

    terbit = cetak_buku(iki, baris_keputusan(jenis=JenisKeputusan.IKI, status="ditetapkan")).pdf
    assert all("DRAF" not in halaman.extract_text() for halaman in PdfReader(BytesIO(terbit)).pages)


def test_a_sasaran_over_three_pages_stays_one_sasaran_with_closed_tables() -> None:
    panjang = "Jumlah dokumen yang disusun, diperiksa, dan diserahkan kepada pemohon tepat pada waktunya " * 3
    semua = [persentase(f"Indikator nomor {n} " + panjang, pembilang=panjang, penyebut=panjang) for n in range(1, 15)]
    hasil = cetak_buku(baris_iki(posisi("Kepala Dinas", sasaran("Sasaran besar", *semua))), KEPUTUSAN)
    pdf = PdfReader(BytesIO(hasil.pdf))
    awal = penanda(pdf)["Kepala Dinas"]

    assert len(pdf.pages) - awal >= 3
    assert "rowspan" not in hasil.html and "<tfoot>" in hasil.html
    teks = isi(pdf, awal)
    letak = [teks.index(polos(f"Indikator nomor {n} Jumlah")) for n in range(1, 15)]
    assert letak == sorted(letak)
    for halaman in pdf.pages[awal:]:
        assert "Indikator Kinerja" in halaman.extract_text() and "(5)" in halaman.extract_text()


def test_a_cell_of_two_thousand_characters_is_printed_whole() -> None:
    sel = "Kata yang panjang sekali. " * 80 + "AKHIR"
    pdf = cetak(baris_iki(posisi("Kepala", sasaran("Mutu", indikator("Satu"), indikator("Dua", pembilang=sel)))))

    teks = isi(pdf)
    assert teks.count(polos("panjang")) >= 80
    assert "akhir" in teks


def test_letters_go_past_z() -> None:
    fungsi = tuple(f"fungsi ke-{n};" for n in range(1, 31))
    teks = cetak(baris_iki(posisi("Kepala", fungsi=fungsi)))

    halaman = "\n".join(satu.extract_text() for satu in teks.pages)
    assert re.search(r"aa\.\s+fungsi ke-27;", halaman)
    assert re.search(r"ad\.\s+fungsi ke-30;", halaman)


def test_strange_names_do_no_harm() -> None:
    nama = 'Analis <b>"R&D"</b> ∑ فارسی 😀'
    hasil = cetak_buku(baris_iki(posisi(nama, sasaran("<script>", indikator("a & b < c")))), KEPUTUSAN)

    assert "&lt;script&gt;" in hasil.html and "<script>" not in hasil.html
    assert "a & b < c" in PdfReader(BytesIO(hasil.pdf)).pages[-1].extract_text()


def test_an_empty_book_and_empty_positions_say_so() -> None:
    assert "belumadajabatan." in isi(cetak(baris_iki()))
    kosong = isi(cetak(baris_iki(posisi("Kepala", tugas="", fungsi=()))))
    assert polos("Sasaran kinerja jabatan ini belum diisi.") in kosong
    tanpa = isi(cetak(baris_iki(posisi("Kepala", sasaran("Sasaran tanpa ukuran")))))
    assert polos("Sasaran tanpa ukuran") in tanpa


def test_notes_get_a_column_only_where_one_is_filled() -> None:
    dengan = posisi("Satu", sasaran("A", indikator(keterangan="dihitung tiap tahun")))
    html = cetak_buku(baris_iki(dengan, posisi("Dua", sasaran("B", indikator()))), KEPUTUSAN).html

    satu, dua = html.split('<section class="jabatan')[1:]
    assert "Ket." in satu and "(6)" in satu and "dihitung tiap tahun" in satu
    assert "Ket." not in dua and "(6)" not in dua


@pytest.mark.parametrize(
    ("isian", "atas", "bawah", "kali", "paragraf"),
    [
        ({}, "Berkas selesai", "Berkas masuk", "× 100 %", ()),
        ({"penyebut": ""}, "Berkas selesai", "……………", "× 100 %", ()),
        ({"pengali": None}, "Berkas selesai", "Berkas masuk", "× 100 %", ()),
        ({"jenis_formula": "rasio", "pengali": 1000}, "Berkas selesai", "Berkas masuk", "× 1.000", ()),
        ({"jenis_formula": "rata_rata", "pengali": 1}, "Berkas selesai", "Berkas masuk", "", ()),
        ({"pembilang": "", "penyebut": "", "formula": "A / B x 100%"}, "", "", "", ("A / B x 100%",)),
        ({"jenis_formula": "jumlah", "penyebut": "", "pengali": None}, "", "", "", ("Berkas selesai",)),
    ],
)
def test_formulas_are_printed_as_they_are_meant(
    isian: dict[str, object], atas: str, bawah: str, kali: str, paragraf: tuple[str, ...]
) -> None:
    formula = susun_formula(persentase(**isian))

    assert (formula.atas, formula.bawah, formula.kali, formula.paragraf) == (atas, bawah, kali, paragraf)


def test_the_extract_holds_one_position_only() -> None:
    satu, dua = posisi("Kepala Dinas", sasaran("Mutu naik", persentase())), posisi("Sekretaris", sasaran("Surat rapi"))
    pdf = PdfReader(BytesIO(cetak_kutipan(baris_iki(satu, dua), dua, KEPUTUSAN).pdf))

    teks = isi(pdf)
    assert len(pdf.pages) == 1
    assert "sekretaris" in teks and "suratrapi" in teks and "mutunaik" not in teks


def test_a_small_sheet_has_its_own_cover() -> None:
    keputusan = baris_keputusan(jenis=JenisKeputusan.IKI, tata_letak=TataLetak(kertas=UkuranKertas.A4))
    pdf = PdfReader(BytesIO(cetak_buku(baris_iki(posisi("Kepala", sasaran("A"))), keputusan).pdf))

    assert round(pdf.pages[0].mediabox.height / 72 * 25.4) == 297
    assert penanda(pdf)["Kata Pengantar"] == 1


def test_the_command_prints_book_and_extract(dinas: PerangkatDaerah, tmp_path: Path) -> None:
    call_command("cetak", "iki", perangkat_daerah="disdukcapil", ke=str(tmp_path / "buku.pdf"))
    call_command("cetak", "iki", perangkat_daerah="disdukcapil", ke=str(tmp_path / "satu.pdf"), jabatan=7)

    assert "pengelolasurat" in isi(PdfReader(tmp_path / "satu.pdf"))
    assert len(PdfReader(tmp_path / "buku.pdf").pages) > 30
    with pytest.raises(CommandError, match="No 99"):
        call_command("cetak", "iki", perangkat_daerah="disdukcapil", ke=str(tmp_path / "x.pdf"), jabatan=99)


def test_the_book_carries_the_agencys_own_decree(dinas: PerangkatDaerah) -> None:
    rancangan = keputusan_iki(dinas)
    periode = dinas.pemerintah_daerah.periode.get()
    buat_keputusan(
        aktor=None,
        perangkat_daerah=dinas,
        jenis=JenisKeputusan.IKI,
        periode=periode,
        isi=rancangan.isi.dengan(nomor_pola="104/{nomor}/HK", nomor_urut="0416"),
    )

    assert Keputusan.objects.count() == 1
    iki = baca_iki(dinas)
    pdf = cetak(replace(iki, posisi=iki.posisi[:1]), keputusan_iki(dinas))
    assert "nomor:104/0416/hk" in isi(pdf)


def test_three_hundred_positions_become_one_book_in_order() -> None:
    semua = [posisi(f"Analis Bagian {nomor}", sasaran(f"Sasaran {nomor}", indikator(f"Jumlah berkas {nomor}")))
             for nomor in range(300)]  # fmt: skip

    pdf = cetak(baris_iki(*semua))

    tempat = penanda(pdf)
    halaman = [tempat[satu.nama] for satu in semua]
    assert halaman == sorted(halaman) and len(set(halaman)) == 300
    assert polos("Jumlah berkas 299") in isi(pdf, halaman[299])
