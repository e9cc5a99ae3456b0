"""The quick way on Tahap 5: proposals accepted one by one and in bulk, rows and codes changed where they stand."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from pohon.models import Nomenklatur, Pohon, Simpul, SimpulJabatan
from pohon.selectors import baca_pohon
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.editor import muat_pohon, pastikan_halaman_sama

pytestmark = pytest.mark.django_db(transaction=True)

USULAN = ("1.1", "1.1.1", "1.1.2", "2.1")


@pytest.fixture
def pohon() -> Pohon:
    """The demo data, with proposals that nobody has accepted yet at four nodes."""
    pohon = muat_pohon()
    kunci = [_simpul(pohon, kode).pk for kode in USULAN]
    Simpul.objects.filter(pk__in=kunci).update(komponen="", kinerja_jabatan="")
    return pohon


@pytest.fixture
def tahap_5(page: Page, pohon: Pohon) -> Page:
    """Tahap 5, open."""
    return _buka(page, pohon)


def _buka(page: Page, pohon: Pohon, query: str = "") -> Page:
    masuk(page, "perencana.disdukcapil")
    page.goto(f"/pohon/{pohon.pk}/tahap-5/{query}")
    page.evaluate("document.body.dataset.sama = 'ya'")
    return page


def _simpul(pohon: Pohon, kode: str) -> Simpul:
    return Simpul.objects.get(pk=next(satu.id for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode))


def _baris(page: Page, pohon: Pohon, kode: str) -> Locator:
    return page.locator(f"#simpul-{_simpul(pohon, kode).pk}")


def test_one_proposal_is_accepted_in_its_row_and_the_counts_follow(tahap_5: Page, pohon: Pohon) -> None:
    bilah = tahap_5.locator("#bilah-tahap a", has_text="Penerjemahan")
    expect(bilah).to_contain_text("29 dari 33 terisi")
    periksa_axe(tahap_5)
    tetangga = _baris(tahap_5, pohon, "1.1.1")
    tetangga.evaluate("satu => { satu.dataset.sama = 'ya' }")
    _baris(tahap_5, pohon, "1.1").get_by_role("button", name="Terima usulan 1.1").click()

    expect(_baris(tahap_5, pohon, "1.1").locator(".usulan")).to_have_count(0)
    expect(bilah).to_contain_text("30 dari 33 terisi")
    expect(tahap_5.get_by_role("button", name="Terima semua usulan (3)")).to_be_visible()
    expect(tetangga).to_have_attribute("data-sama", "ya")
    expect(tahap_5.locator("#kabar")).to_contain_text("Usulan diterima untuk 1 kinerja.")
    assert _simpul(pohon, "1.1").komponen and not _simpul(pohon, "1.1.1").komponen
    pastikan_halaman_sama(tahap_5)


def test_chosen_proposals_are_accepted_by_keyboard_and_undone_together(tahap_5: Page, pohon: Pohon) -> None:
    for kode in ("1.1", "2.1"):
        _baris(tahap_5, pohon, kode).get_by_role("checkbox").focus()
        tahap_5.keyboard.press("Space")
    tombol = tahap_5.get_by_role("button", name="Terima yang dipilih (2)")
    tombol.focus()
    tahap_5.keyboard.press("Enter")
    expect(tahap_5.locator("#kabar")).to_contain_text("Usulan diterima untuk 2 kinerja.")
    expect(tahap_5.locator(".pilih")).to_have_count(2)
    assert [bool(_simpul(pohon, kode).komponen) for kode in USULAN] == [True, False, False, True]

    tahap_5.locator("h1").click()
    tahap_5.keyboard.press("Control+z")
    expect(tahap_5.locator(".pilih")).to_have_count(4)
    expect(tahap_5.locator("#kabar")).to_contain_text("Diurungkan: menerima usulan Tahap 5 untuk 2 kinerja")
    assert not any(_simpul(pohon, kode).komponen for kode in USULAN)
    pastikan_halaman_sama(tahap_5)


def test_the_filter_shows_what_is_not_accepted_and_all_of_it_is_accepted_at_once(page: Page, pohon: Pohon) -> None:
    _buka(page, pohon)
    page.get_by_role("link", name="Belum diterima (4)").click()
    expect(page.locator("#isi-daftar tr")).to_have_count(4)
    page.get_by_label("Pilih semua yang tampak").check()
    expect(page.locator(".pilih:checked")).to_have_count(4)
    for lebar in (1366, 360):
        page.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar
    page.get_by_role("button", name="Terima semua usulan (4)").click()
    expect(page.locator("#isi-daftar tr")).to_have_count(0)
    assert all(_simpul(pohon, kode).komponen for kode in USULAN)
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator("#isi-daftar tr")).to_have_count(4)


def test_pressing_without_a_choice_says_what_to_do(tahap_5: Page) -> None:
    tahap_5.get_by_role("button", name="Terima yang dipilih").click()
    expect(tahap_5.locator("#pesan")).to_contain_text("Centang barisnya dahulu")
    periksa_axe(tahap_5)
    pastikan_halaman_sama(tahap_5)


def test_a_row_is_changed_where_it_stands_with_a_code_found_by_typing(tahap_5: Page, pohon: Pohon) -> None:
    kode = Nomenklatur.objects.filter(nama__icontains="penduduk").order_by("kode")[0]
    baris = _baris(tahap_5, pohon, "1.1.1")
    baris.get_by_role("link", name="Ubah").click()
    expect(baris.get_by_label("Komponen perencanaan")).to_be_focused()
    baris.get_by_label("Kinerja jabatan (tercetak)").fill("PK contoh")
    baris.get_by_role("checkbox").first.check()
    for lebar in (1366, 360):
        tahap_5.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(tahap_5)
        assert tahap_5.evaluate("document.documentElement.scrollWidth") <= lebar
    tahap_5.set_viewport_size({"width": 1366, "height": 800})
    cari = baris.get_by_label("Cari kode atau nama")
    cari.press_sequentially(kode.kode)
    pilihan = baris.get_by_role("radio", name=re.compile(re.escape(kode.kode))).first
    expect(pilihan).to_be_visible()
    expect(cari).to_be_focused()
    expect(baris.get_by_label("Kinerja jabatan (tercetak)")).to_have_value("PK contoh")
    pilihan.check()
    baris.get_by_role("button", name="Simpan", exact=True).click()

    expect(baris.locator(".sel-nomenklatur")).to_contain_text(kode.kode)
    expect(baris.get_by_text("PK contoh")).to_be_visible()
    expect(baris).to_be_focused()
    assert SimpulJabatan.objects.filter(simpul=_simpul(pohon, "1.1.1")).exists()
    tahap_5.keyboard.press("Control+z")
    expect(baris.get_by_text("PK contoh")).to_have_count(0)
    pastikan_halaman_sama(tahap_5)


def test_keys_cancel_save_and_go_on_to_the_next_row(tahap_5: Page, pohon: Pohon) -> None:
    pertama, kedua = _baris(tahap_5, pohon, "1.1"), _baris(tahap_5, pohon, "1.1.1")
    pertama.get_by_role("link", name="Ubah").focus()
    tahap_5.keyboard.press("Enter")
    expect(pertama.get_by_label("Komponen perencanaan")).to_be_focused()
    tahap_5.keyboard.press("Escape")
    expect(pertama).to_be_focused()
    expect(pertama.locator(".usulan").first).to_be_visible()

    pertama.get_by_role("link", name="Ubah").click()
    pertama.get_by_label("Kinerja jabatan (tercetak)").fill("PK satu")
    pertama.get_by_role("button", name="Simpan dan lanjut ke berikutnya").click()
    expect(kedua.get_by_label("Komponen perencanaan")).to_be_focused()
    expect(pertama.get_by_text("PK satu")).to_be_visible()
    kedua.get_by_label("Kinerja jabatan (tercetak)").fill("PK dua")
    _baris(tahap_5, pohon, "2.1").get_by_role("link", name="Ubah").click()
    expect(kedua.get_by_text("PK dua")).to_be_visible()
    expect(tahap_5.locator("[data-terbuka]")).to_have_count(1)
    assert _simpul(pohon, "1.1.1").kinerja_jabatan == "PK dua"


def test_a_text_that_is_too_long_is_refused_in_the_row(tahap_5: Page, pohon: Pohon) -> None:
    baris = _baris(tahap_5, pohon, "1.1")
    baris.get_by_role("link", name="Ubah").click()
    kolom = baris.get_by_label("Kinerja jabatan (tercetak)")
    kolom.fill("x" * 500)
    kolom.press("Enter")
    expect(kolom).to_have_attribute("aria-invalid", "true")
    expect(kolom).to_have_value("x" * 500)
    expect(kolom).to_be_focused()
    periksa_axe(tahap_5)
    pastikan_halaman_sama(tahap_5)


def test_two_planners_in_one_row_lose_neither_choice(tahap_5: Page, pohon: Pohon) -> None:
    lain = tahap_5.context.browser.new_context(base_url=tahap_5.url.split("/pohon/")[0])  # type: ignore[union-attr]
    rekan = _buka(lain.new_page(), pohon)
    for halaman, teks in ((tahap_5, "PK saya"), (rekan, "PK rekan")):
        _baris(halaman, pohon, "1.1").get_by_role("link", name="Ubah").click()
        _baris(halaman, pohon, "1.1").get_by_label("Kinerja jabatan (tercetak)").fill(teks)
    rekan.get_by_role("button", name="Simpan", exact=True).click()
    expect(_baris(rekan, pohon, "1.1").get_by_text("PK rekan")).to_be_visible()
    lain.close()
    tahap_5.get_by_role("button", name="Simpan", exact=True).click()

    kotak = tahap_5.locator(".bentrok-kotak")
    expect(kotak).to_be_focused()
    expect(kotak).to_contain_text("PK rekan")
    assert _simpul(pohon, "1.1").kinerja_jabatan == "PK rekan"
    periksa_axe(tahap_5)
    kotak.get_by_role("button").click()
    expect(_baris(tahap_5, pohon, "1.1").get_by_text("PK saya")).to_be_visible()
    pastikan_halaman_sama(tahap_5)


def test_a_lost_connection_keeps_the_open_row(tahap_5: Page, pohon: Pohon) -> None:
    baris = _baris(tahap_5, pohon, "1.1")
    baris.get_by_role("link", name="Ubah").click()
    baris.get_by_label("Kinerja jabatan (tercetak)").fill("PK contoh")
    tahap_5.context.set_offline(True)
    baris.get_by_role("button", name="Simpan", exact=True).click()
    expect(tahap_5.locator("#gangguan")).to_contain_text("Sambungan terputus")
    tahap_5.context.set_offline(False)
    expect(baris.get_by_label("Kinerja jabatan (tercetak)")).to_have_value("PK contoh")
    baris.get_by_role("button", name="Simpan", exact=True).click()
    expect(baris.get_by_text("PK contoh")).to_be_visible()


def test_without_javascript_chosen_proposals_are_accepted_and_undone(halaman_polos: Page, pohon: Pohon) -> None:
    masuk(halaman_polos, "perencana.disdukcapil")
    halaman_polos.goto(f"/pohon/{pohon.pk}/tahap-5/?saring=usulan")
    _baris(halaman_polos, pohon, "1.1").get_by_role("checkbox").check()
    halaman_polos.get_by_role("button", name="Terima yang dipilih").click()
    expect(_baris(halaman_polos, pohon, "1.1").locator(".usulan")).to_have_count(0)
    _baris(halaman_polos, pohon, "2.1").get_by_role("button", name="Terima usulan 2.1").click()
    expect(_baris(halaman_polos, pohon, "2.1").locator(".usulan")).to_have_count(0)
    halaman_polos.get_by_role("button", name="Urungkan").click()
    expect(_baris(halaman_polos, pohon, "2.1").locator(".usulan").first).to_be_visible()
    assert "/tahap-5/" in halaman_polos.url
