"""Tahap 1 in place: factors, agreement and outcomes without loading the page anew; the minutes; without scripts too."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfWriter

from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.editor import baris, muat_pohon, pastikan_halaman_sama, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


def _buka(page: Page, pohon: Pohon) -> Page:
    masuk(page, "perencana.disdukcapil")
    page.goto(f"/pohon/{pohon.pk}/tahap-1/")
    page.evaluate("document.body.dataset.sama = 'ya'")
    return page


@pytest.fixture
def tahap_1(page: Page, pohon: Pohon) -> Page:
    """Tahap 1, open."""
    return _buka(page, pohon)


def _outcome(pohon: Pohon) -> list[str]:
    return [satu.pernyataan for satu in baca_pohon(pohon.pk).outcome]


def test_outcomes_are_added_edited_moved_deleted_and_brought_back_in_place(tahap_1: Page, pohon: Pohon) -> None:
    lama = _outcome(pohon)[0]
    tahap_1.get_by_role("link", name="Tambah outcome").click()
    expect(tahap_1.locator("#id_pernyataan")).to_be_focused()
    tahap_1.keyboard.type("Terwujudnya layanan yang cepat")
    tahap_1.keyboard.press("Enter")
    expect(baris(tahap_1, "O2")).to_be_focused()
    expect(tahap_1.locator("#kabar")).to_contain_text("Ditambahkan")

    baris(tahap_1, "O2").get_by_role("link", name="Ubah").click()
    expect(tahap_1.locator("#id_pernyataan")).to_be_focused()
    periksa_axe(tahap_1)
    tahap_1.locator("#id_pernyataan").fill("Terwujudnya layanan yang cepat dan ramah")
    tahap_1.get_by_label("Intermediate outcome").check()
    tahap_1.get_by_role("button", name="Simpan", exact=True).click()
    expect(baris(tahap_1, "O2").locator(".pohon-pernyataan")).to_have_text("Terwujudnya layanan yang cepat dan ramah")

    baris(tahap_1, "O2").get_by_role("button", name="Naikkan O2").click()
    expect(baris(tahap_1, "O1").locator(".pohon-pernyataan")).to_have_text("Terwujudnya layanan yang cepat dan ramah")
    assert _outcome(pohon) == ["Terwujudnya layanan yang cepat dan ramah", lama]
    baris(tahap_1, "O1").get_by_role("button", name="Hapus").click()
    expect(baris(tahap_1, "O").locator(".pohon-pernyataan")).to_have_text(lama)
    tahap_1.get_by_role("button", name="Urungkan").click()
    expect(baris(tahap_1, "O1").locator(".pohon-pernyataan")).to_have_text("Terwujudnya layanan yang cepat dan ramah")
    pastikan_halaman_sama(tahap_1)


def test_an_outcome_that_cannot_be_saved_says_so_where_it_stands(tahap_1: Page, pohon: Pohon) -> None:
    baris(tahap_1, "O").get_by_role("link", name="Ubah").click()
    tahap_1.locator("#id_pernyataan").fill("")
    tahap_1.get_by_role("button", name="Simpan", exact=True).click()
    expect(tahap_1.get_by_role("alert").filter(has_text="Belum tersimpan")).to_be_visible()
    expect(tahap_1.locator("#id_pernyataan")).to_be_focused()
    for lebar in (1366, 360):
        tahap_1.set_viewport_size({"width": lebar, "height": 768})
        periksa_axe(tahap_1)
    tahap_1.keyboard.press("Escape")
    expect(baris(tahap_1, "O")).to_be_focused()
    pastikan_halaman_sama(tahap_1)


def test_two_who_change_an_outcome_are_shown_both_texts_in_place(tahap_1: Page, pohon: Pohon) -> None:
    baris(tahap_1, "O").get_by_role("link", name="Ubah").click()
    tahap_1.locator("#id_pernyataan").fill("Tulisan saya")
    kini = simpul(pohon, "O")
    Simpul.objects.filter(pk=kini.pk).update(versi=kini.versi + 1, pernyataan="Tulisan orang lain")
    tahap_1.get_by_role("button", name="Simpan", exact=True).click()
    expect(tahap_1.locator(".bentrok-kotak")).to_contain_text("Tulisan orang lain")
    for lebar in (1366, 360):
        tahap_1.set_viewport_size({"width": lebar, "height": 768})
        periksa_axe(tahap_1)
    tahap_1.get_by_role("button", name="Simpan tulisan saya").click()
    expect(baris(tahap_1, "O").locator(".pohon-pernyataan")).to_have_text("Tulisan saya")
    pastikan_halaman_sama(tahap_1)


def test_factors_and_agreement_are_saved_in_place(tahap_1: Page, pohon: Pohon) -> None:
    tahap_1.get_by_role("link", name="Ubah faktor dan kesepakatan").click()
    expect(tahap_1.locator("[name=mandat]")).to_be_focused()
    tahap_1.locator("[name=mandat]").fill("Mandat yang baru")
    tahap_1.locator("[name=tanggal_kesepakatan]").fill("31 Februari 2022")
    tahap_1.keyboard.press("Control+Enter")
    expect(tahap_1.locator("[name=tanggal_kesepakatan]")).to_be_focused()
    expect(tahap_1.get_by_role("alert").filter(has_text="Belum tersimpan")).to_be_visible()
    tahap_1.locator("[name=tanggal_kesepakatan]").fill("27 Maret 2022")
    tahap_1.keyboard.press("Control+Enter")
    expect(tahap_1.locator("#kesepakatan")).to_contain_text("27 Maret 2022")
    expect(tahap_1.locator("#kabar")).to_contain_text("Tersimpan: faktor dan kesepakatan")
    pohon.refresh_from_db()
    assert pohon.mandat == "Mandat yang baru"
    pastikan_halaman_sama(tahap_1)


def test_the_first_outcome_of_an_empty_tree_follows_the_factors(page: Page, pohon: Pohon) -> None:
    kosong = Pohon.objects.get(perangkat_daerah__slug="batumandi")
    masuk(page, "perencana.batumandi")
    page.goto(f"/pohon/{kosong.pk}/tahap-1/")
    page.evaluate("document.body.dataset.sama = 'ya'")
    page.locator("[name=mandat]").fill("Mandat")
    page.get_by_role("button", name="Simpan dan tambah outcome").click()
    expect(page.locator("#id_pernyataan")).to_be_focused()
    page.keyboard.type("Terwujudnya kecamatan yang tertib")
    page.keyboard.press("Enter")
    expect(baris(page, "O").locator(".pohon-pernyataan")).to_have_text("Terwujudnya kecamatan yang tertib")
    pastikan_halaman_sama(page)


def _berkas(tmp_path: Path) -> Path:
    penulis = PdfWriter()
    penulis.add_blank_page(200, 200)
    penulis.write(tmp_path / "Berita Acara.pdf")
    return tmp_path / "Berita Acara.pdf"


@pytest.mark.parametrize("skrip", [True, False], ids=["dengan JavaScript", "tanpa JavaScript"])
def test_the_minutes_are_uploaded_downloaded_and_removed(
    page: Page, halaman_polos: Page, pohon: Pohon, tmp_path: Path, skrip: bool
) -> None:
    satu = page if skrip else halaman_polos
    masuk(satu, "perencana.disdukcapil")
    satu.goto(f"/pohon/{pohon.pk}/tahap-1/")
    satu.get_by_text("Unggah berita acara kesepakatan").click()
    bukan = tmp_path / "catatan.pdf"
    bukan.write_text("bukan PDF", encoding="utf-8")
    satu.set_input_files("[name=berkas]", bukan)
    satu.get_by_role("button", name="Unggah berita acara").click()
    expect(satu.locator("#id_berkas_error")).to_contain_text("Berkas ini bukan PDF.")
    if skrip:
        for lebar in (1366, 360):
            satu.set_viewport_size({"width": lebar, "height": 768})
            periksa_axe(satu)
    satu.set_input_files("[name=berkas]", _berkas(tmp_path))
    satu.get_by_role("button", name="Unggah berita acara").click()
    tautan = satu.get_by_role("link", name="Berita Acara.pdf")
    with satu.expect_download() as unduhan:
        tautan.click()
    assert unduhan.value.path().read_bytes().startswith(b"%PDF-")
    satu.get_by_text("Ganti atau hapus berita acara").click()
    satu.get_by_role("button", name="Hapus berita acara").click()
    expect(tautan).to_have_count(0)


def test_without_javascript_outcomes_are_added_and_changed(halaman_polos: Page, pohon: Pohon) -> None:
    polos = _buka(halaman_polos, pohon)
    polos.get_by_role("link", name="Tambah outcome").click()
    polos.locator("#id_pernyataan").fill("Terwujudnya layanan yang cepat")
    polos.get_by_role("button", name="Simpan", exact=True).click()
    expect(baris(polos, "O2").locator(".pohon-pernyataan")).to_have_text("Terwujudnya layanan yang cepat")
    baris(polos, "O2").get_by_role("button", name="Hapus").click()
    assert len(_outcome(pohon)) == 1
