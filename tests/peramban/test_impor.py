"""The reading report and the preview of a template in a browser, in each state: accessible, and fitting."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from pohon.models import Pohon
from tests.pabrik.cuplikan import pasang_contoh
from tests.peramban.bantuan import masuk, periksa_axe
from tests.pohon.impor.contoh import CAMAT, cetak, ganti, kecamatan, pohon_dari, tabel
from tests.pohon.impor.penulis import buku_kerja
from tests.pohon.templat.panggung import baris, tulis, ubah

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def berkas(tmp_path: Path, isi: bytes) -> str:
    tujuan = tmp_path / "berkas.xlsx"
    tujuan.write_bytes(isi)
    return str(tujuan)


def muat(page: Page) -> None:
    """Assert that the page holds in a wide and a narrow window."""
    for lebar in (1366, 360):
        page.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar


def test_report_of_a_flawed_document_in_each_state(page: Page, tmp_path: Path) -> None:
    pasang_contoh()
    kosong = Pohon.objects.get(perangkat_daerah__slug="batumandi")
    masuk(page, "perencana.batumandi")
    bersih = cetak(pohon_dari(kecamatan()), CAMAT)
    lima = tabel(bersih, "Tahap 5")
    isi = list(lima.baris[4])
    isi[1] = "Tersedianya petugas lapangan yang cakap"
    asing = ("Tahap 3", "Terbentuknya forum pemuda desa", "Jumlah forum pemuda", "kinerja operasional", "", "")
    lima = lima.ubah(4, tuple(isi))
    naskah = ganti(bersih, replace(lima, baris=(*lima.baris, asing)))
    page.goto(f"/pohon/{kosong.pk}/impor/")
    page.set_input_files("input[type=file]", berkas(tmp_path, buku_kerja(naskah)))
    page.get_by_role("button", name="Baca dokumen").click()
    expect(page.get_by_role("heading", name="Laporan pembacaan")).to_be_visible()
    muat(page)
    page.set_viewport_size({"width": 1366, "height": 800})
    page.locator("#I-65-1").select_option("b-1.1.1")
    page.get_by_role("button", name="Terapkan pilihan").click()
    expect(page.locator("#I-65-1")).to_have_value("b-1.1.1")
    page.locator("summary").first.click()
    muat(page)
    page.set_viewport_size({"width": 1366, "height": 800})
    page.get_by_role("button", name="Simpan pohon kinerja").click()
    expect(page.get_by_role("heading", name="Impor terakhir")).to_be_visible()
    muat(page)


def test_template_preview_faults_and_storing(page: Page, tmp_path: Path) -> None:
    pasang_contoh()
    pohon = Pohon.objects.get(perangkat_daerah__slug="naker")
    masuk(page, "perencana.naker")
    page.goto(f"/pohon/{pohon.pk}/templat/")
    muat(page)
    page.set_viewport_size({"width": 1366, "height": 800})
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh templat berisi pohon ini").click()
    asli = Path(unduhan.value.path()).read_bytes()
    satu = openpyxl.load_workbook(io.BytesIO(asli))["Pohon"]["E6"].value

    def sunting(buku: Any) -> None:
        tulis(buku, "Pohon", baris(buku, "Pohon", "Pernyataan", satu), Pernyataan="Diubah di Excel")
        buku["Pohon"].delete_rows(12)

    salah = ubah(asli, lambda buku: tulis(buku, "Pohon", 6, Jenis="bukan jenis"))
    page.set_input_files("input[type=file]", berkas(tmp_path, salah))
    page.get_by_role("button", name="Lihat perubahannya").click()
    expect(page.get_by_role("link", name="Unduh berkas bertanda")).to_be_visible()
    muat(page)
    page.set_viewport_size({"width": 1366, "height": 800})
    page.get_by_role("link", name="unggah lagi").click()
    page.set_input_files("input[type=file]", berkas(tmp_path, ubah(asli, sunting)))
    page.get_by_role("button", name="Lihat perubahannya").click()
    expect(page.get_by_role("heading", name="Tidak ada di berkas")).to_be_visible()
    muat(page)
    page.set_viewport_size({"width": 1366, "height": 800})
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_text("Diubah di Excel").first).to_be_visible()
