"""The whole way, as a planner goes it: an empty kecamatan, JavaScript off, five stages typed from nothing, the booklet.

Only what a person sees is used: links, buttons, labels. The one thing prepared besides the demo data are five-digit
keys, as any installation in use has them.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from pohon.choices import JenisSimpul
from pohon.models import Indikator, Pohon, Simpul
from tests.pabrik.cuplikan import pasang_contoh
from tests.peramban.bantuan import masuk_lewat_formulir

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Kotak:
    """A node of the planner's own, as typed: its code, statement, indicator, and who carries it."""

    kode: str
    pernyataan: str
    indikator: str
    jabatan: str
    komponen: str
    kinerja: str


FAKTOR = "Warga mengharapkan pelayanan kecamatan yang cepat, ramah & tanpa pungutan."
CSF = "Masih rendahnya kepuasan warga terhadap pelayanan administrasi kecamatan"
SILANG = "Tersedianya jaringan internet yang andal di kantor kecamatan"
DINAS_SILANG = "Dinas Komunikasi, Informatika, Statistik dan Persandian"
KOTAK = (
    Kotak(
        "O", "Terwujudnya pelayanan kecamatan yang prima", "Indeks pelayanan publik Kecamatan Batumandi",
        "Camat", "tujuan SKPD", "",
    ),
    Kotak(
        "1", "Meningkatnya kepuasan warga atas pelayanan kecamatan", "Nilai survei kepuasan warga",
        "Camat", "sasaran pertama SKPD", "PK camat",
    ),
    Kotak(
        "1.1", "Meningkatnya mutu pelayanan administrasi terpadu", "Persentase berkas selesai tepat waktu",
        "Kepala Seksi Pemerintahan", "sasaran program", "PK kasi",
    ),
    Kotak(
        "1.1.1", "Meningkatnya kecakapan petugas loket", "Persentase petugas loket yang lulus uji",
        "Kepala Subbagian Umum dan Kepegawaian", "sasaran kegiatan", "PK kasi/jafung/analis",
    ),
    Kotak(
        "1.1.1.1", "Terlaksananya pelatihan petugas loket", "Jumlah petugas loket yang dilatih",
        "Sekretaris Camat", "sasaran sub kegiatan", "PK staf umum",
    ),
    Kotak(
        "1.1.1.2", "Tersusunnya standar pelayanan loket", "Jumlah standar pelayanan yang ditetapkan",
        "Sekretaris Camat", "sasaran sub kegiatan", "PK staf umum",
    ),
)  # fmt: skip


@pytest.fixture
def contoh() -> None:
    """The demo data, on an installation whose keys have five digits."""
    pasang_contoh()
    for model in (Pohon, Simpul, Indikator):
        tabel = model._meta.db_table
        with connection.cursor() as kursor:
            if connection.vendor == "sqlite":
                kursor.execute("UPDATE sqlite_sequence SET seq = 12000 WHERE name = %s", [tabel])
            else:
                kursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 12000)", [tabel])


def test_a_planner_fills_an_empty_kecamatan_without_javascript_and_gets_the_booklet(
    contoh: None, halaman_polos: Page, tmp_path: Path
) -> None:
    page = halaman_polos
    masuk_lewat_formulir(page, "perencana.batumandi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Batumandi")
    _tahap_1(page)
    _tahap_2(page)
    _tahap_3(page)
    _tahap_4(page)
    _tahap_5(page)
    _periksa(page)
    _lihat_bagan(page)
    _pastikan_isi_buku(_unduh_buku(page, tmp_path))
    assert Simpul.objects.get(pernyataan=KOTAK[-1].pernyataan).pk > 12_000


def _tahap_1(page: Page) -> None:
    page.get_by_role("link", name="Menentukan outcome").first.click()
    page.get_by_role("textbox", name="Ekspektasi publik").fill(FAKTOR)
    page.get_by_role("textbox", name="Tanggal kesepakatan").fill("27 Maret 2022")
    page.get_by_role("button", name="Simpan dan tambah outcome").click()
    page.get_by_role("textbox", name="Outcome", exact=True).fill(KOTAK[0].pernyataan)
    page.get_by_label("Final outcome").check()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("main")).to_contain_text(KOTAK[0].pernyataan)
    expect(page.locator("main")).to_contain_text("27 Maret 2022")
    page.get_by_role("link", name="Lanjut ke Tahap 2").click()


def _tahap_2(page: Page) -> None:
    page.get_by_role("link", name="Tambah CSF").click()
    page.get_by_role("textbox", name="CSF (isu faktual)").fill(CSF)
    page.get_by_role("textbox", name="Kondisi yang diperlukan").fill(f"{KOTAK[1].pernyataan}\n{SILANG}")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("link", name="Ubah 2", exact=True).click()
    page.get_by_text("Crosscutting: dikerjakan bersama").click()
    page.get_by_label(DINAS_SILANG).check()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"Crosscutting: {DINAS_SILANG}")
    page.get_by_role("link", name="Lanjut ke Tahap 3").click()


def _tahap_3(page: Page) -> None:
    jenis = (JenisSimpul.ANTARA_UTAMA, JenisSimpul.ANTARA, JenisSimpul.OPERASIONAL)
    for induk, anak, satu in zip(KOTAK[1:4], KOTAK[2:5], jenis, strict=True):
        page.get_by_role("link", name=f"Tambah di bawah {induk.kode}", exact=True).click()
        page.get_by_role("textbox", name="Kondisi yang diperlukan").fill(anak.pernyataan)
        page.get_by_label("Jenis", exact=True).select_option(satu)
        if satu != JenisSimpul.OPERASIONAL:
            page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("button", name="Simpan dan tambah lagi").click()
    page.get_by_role("textbox", name="Kondisi yang diperlukan").fill(KOTAK[5].pernyataan)
    page.get_by_role("button", name="Simpan", exact=True).click()
    for satu in KOTAK:
        baris = page.get_by_role("row", name=re.compile(f"^{re.escape(satu.kode)} "))
        expect(baris).to_contain_text(satu.pernyataan)
    page.get_by_role("navigation", name="Tahap penyusunan").get_by_role("link", name="Indikator").click()


def _tahap_4(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("0 dari 6 terisi")
    page.get_by_role("link", name="Isi yang belum terisi").click()
    for satu in KOTAK:
        expect(page.locator("main")).to_contain_text(satu.pernyataan)
        page.get_by_role("textbox", name="Indikator kinerja").fill(satu.indikator)
        _isi_formula(page, satu.indikator)
        page.get_by_role("textbox", name="Sumber data").fill("Seksi Pelayanan\nSubbagian Umum")
        page.get_by_role("button", name="Simpan dan isi yang berikutnya").click()
    expect(page.locator("main")).to_contain_text("6 dari 6 terisi")
    page.get_by_role("navigation", name="Tahap penyusunan").get_by_role("link", name="Penerjemahan").click()


def _isi_formula(page: Page, indikator: str) -> None:
    page.get_by_label("Arah", exact=True).select_option("naik")
    if indikator.startswith("Persentase"):
        page.get_by_role("textbox", name="Satuan").fill("persen")
        page.get_by_label("Jenis formula").select_option("persentase")
        page.get_by_role("textbox", name="Pembilang").fill(f"Banyaknya {indikator.removeprefix('Persentase ')}")
        page.get_by_role("textbox", name="Penyebut").fill("Seluruhnya pada tahun yang sama")
        page.get_by_role("textbox", name="Pengali").fill("100")
    elif indikator.startswith("Jumlah"):
        page.get_by_role("textbox", name="Satuan").fill("dokumen" if "standar" in indikator else "orang")
        page.get_by_label("Jenis formula").select_option("jumlah")
        page.get_by_role("textbox", name="Pembilang").fill(f"Semua {indikator.removeprefix('Jumlah ')} selama setahun")
    else:
        page.get_by_role("textbox", name="Satuan").fill("nilai")
        page.get_by_label("Jenis formula").select_option("nilai")
        page.get_by_role("textbox", name="Uraian perhitungan").fill("Dihitung menurut pedoman survei yang berlaku")


def _tahap_5(page: Page) -> None:
    page.get_by_role("button", name="Terima semua usulan (6)").click()
    page.get_by_role("link", name="Pilih jabatan satu per satu").click()
    for satu in KOTAK:
        expect(page.locator("main")).to_contain_text(satu.pernyataan)
        page.get_by_role("checkbox", name=re.compile(f"^{re.escape(satu.jabatan)} ")).check()
        if satu.kode == "1.1":
            page.get_by_role("searchbox", name="Cari kode atau nama").fill("penyelenggaraan pemerintahan")
            page.get_by_role("button", name="Cari").click()
            page.get_by_label(re.compile("^7.01.02 ")).check()
            expect(page.get_by_role("checkbox", name=re.compile(f"^{satu.jabatan} "))).to_be_checked()
        page.get_by_role("button", name="Simpan dan lanjut ke berikutnya").click()
    expect(page.get_by_role("region", name="Keadaan pengisian")).to_contain_text("Semua kinerja sudah mempunyai")
    for satu in KOTAK:
        baris = page.get_by_role("row", name=re.compile(f"^{re.escape(satu.kode)} "))
        for teks in (satu.komponen, satu.kinerja, satu.jabatan):
            expect(baris).to_contain_text(teks)
    expect(page.get_by_role("row", name=re.compile("^1.1 "))).to_contain_text("7.01.02 PROGRAM PENYELENGGARAAN")


def _periksa(page: Page) -> None:
    page.get_by_role("navigation", name="Tahap penyusunan").get_by_role("link", name="Periksa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa")
    expect(page.locator("main")).not_to_contain_text("Wajib diperbaiki:")
    expect(page.locator("main").get_by_text("Selesai", exact=True)).to_have_count(5)


def _lihat_bagan(page: Page) -> None:
    page.get_by_role("link", name="Bagan", exact=True).click()
    gambar = _rapat(page.locator("svg:has(text)").first.text_content() or "")
    for satu in KOTAK:
        assert _rapat(satu.pernyataan) in gambar
        assert _rapat(satu.indikator) in gambar
    page.get_by_role("searchbox").fill("kecakapan petugas")
    page.get_by_role("button", name="Cari").click()
    hasil = page.locator("main").get_by_role("link", name="1.1.1", exact=True).get_attribute("href")
    expect(page.locator(f"[id='{(hasil or '').removeprefix('#')}']")).to_have_count(1)


def _unduh_buku(page: Page, tmp_path: Path) -> Path:
    page.get_by_role("link", name="Dokumen", exact=True).click()
    with page.expect_download(timeout=120_000) as unduhan:
        page.get_by_role("link", name="Unduh PDF buku cascading").click()
    berkas = tmp_path / "buku.pdf"
    unduhan.value.save_as(berkas)
    assert unduhan.value.suggested_filename.endswith(".pdf")
    return berkas


def _pastikan_isi_buku(berkas: Path) -> None:
    """Assert that the booklet holds what was typed, in the order of its parts and of the tree."""
    teks = _rapat(" ".join(halaman.extract_text() for halaman in PdfReader(berkas).pages))
    pernyataan = [satu.pernyataan for satu in KOTAK]
    tahap_5 = [bagian for satu in KOTAK for bagian in (satu.pernyataan, satu.indikator, satu.komponen, satu.jabatan)]
    urut = [
        "Kecamatan Batumandi", FAKTOR, pernyataan[0], CSF, pernyataan[1], SILANG,  # cover, Tahap 1, Tahap 2
        *pernyataan[1:], SILANG, DINAS_SILANG,  # Tahap 3
        *(bagian for satu in KOTAK for bagian in (satu.pernyataan, satu.indikator)),  # Tahap 4
        *tahap_5,  # Tahap 5
        SILANG, DINAS_SILANG,  # crosscutting
    ]  # fmt: skip
    letak = 0
    for satu in urut:
        baru = teks.find(_rapat(satu), letak)
        assert baru >= 0, f"“{satu}” tidak ada pada urutannya dalam buku"
        letak = baru


def _rapat(teks: str) -> str:
    """Without white space and case: line breaks in boxes and cells carry no meaning."""
    return re.sub(r"\s+", "", teks).casefold()
