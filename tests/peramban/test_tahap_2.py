"""The quick way on Tahap 2: CSF and conditions are changed where they stand; by mouse, by keyboard, without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from instansi.models import Sesi
from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from tests.peramban.bantuan import masuk, masuk_lewat_formulir, periksa_axe
from tests.peramban.editor import muat_pohon, pastikan_halaman_sama

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


@pytest.fixture
def tahap_2(page: Page, pohon: Pohon) -> Page:
    """Tahap 2, open."""
    return _buka(page, pohon)


def _buka(page: Page, pohon: Pohon) -> Page:
    masuk(page, "perencana.disdukcapil")
    page.goto(f"/pohon/{pohon.pk}/tahap-2/")
    page.evaluate("document.body.dataset.sama = 'ya'")
    return page


def _kotak(page: Page, pohon: Pohon, kode: str) -> Locator:
    return page.locator(f"#simpul-{_simpul(pohon, kode).pk}")


def _simpul(pohon: Pohon, kode: str) -> Simpul:
    return Simpul.objects.get(pk=next(satu.id for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode))


def _tersimpan(page: Page, teks: str) -> None:
    expect(page.locator("#kabar")).to_contain_text(teks)
    pastikan_halaman_sama(page)


def test_a_condition_is_edited_where_it_stands_and_the_page_does_not_move(tahap_2: Page, pohon: Pohon) -> None:
    kotak = _kotak(tahap_2, pohon, "1")
    kotak.get_by_role("link", name="Ubah").click()
    kolom = tahap_2.get_by_label("Kondisi yang diperlukan")
    expect(kolom).to_be_focused()
    periksa_axe(tahap_2)
    kolom.fill("Meningkatnya kepemilikan dokumen")
    tahap_2.get_by_role("button", name="Simpan", exact=True).focus()
    gulir = tahap_2.evaluate("scrollY")
    tahap_2.keyboard.press("Enter")

    expect(kotak.locator(".pohon-pernyataan")).to_have_text("Meningkatnya kepemilikan dokumen")
    expect(kotak.get_by_role("link", name="Ubah")).not_to_be_focused()
    expect(kotak).to_be_focused()
    assert tahap_2.evaluate("scrollY") == gulir
    _tersimpan(tahap_2, "Tersimpan: Meningkatnya kepemilikan dokumen")


def test_a_csf_with_its_conditions_is_added_and_the_counts_follow(tahap_2: Page, pohon: Pohon) -> None:
    bilah = tahap_2.locator("#bilah-tahap a", has_text="CSF")
    expect(bilah).to_contain_text("3 CSF, 3 kondisi")
    tahap_2.get_by_role("link", name="Tambah CSF untuk outcome").click()
    tahap_2.get_by_label("CSF (isu faktual)").fill("Masih rendahnya literasi digital")
    tahap_2.get_by_label("Kondisi yang diperlukan").fill("Meningkatnya literasi petugas\nMeningkatnya literasi warga")
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()

    expect(bilah).to_contain_text("4 CSF, 5 kondisi")
    expect(tahap_2.get_by_text("Masih rendahnya literasi digital").first).to_be_visible()
    _tersimpan(tahap_2, "Ditambahkan: Masih rendahnya literasi digital")
    periksa_axe(tahap_2)


def test_a_text_with_several_conditions_is_split_in_place(tahap_2: Page, pohon: Pohon) -> None:
    _kotak(tahap_2, pohon, "1").get_by_role("link", name="Ubah").click()
    tahap_2.get_by_label("Kondisi yang diperlukan").fill("1. Meningkatnya mutu layanan 2. Meningkatnya mutu petugas")
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()
    expect(tahap_2.get_by_role("button", name="Pecah menjadi 2 kondisi")).to_be_focused()
    periksa_axe(tahap_2)
    tahap_2.keyboard.press("Enter")

    expect(_kotak(tahap_2, pohon, "1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya mutu layanan")
    expect(tahap_2.locator(".kondisi", has_text="Meningkatnya mutu petugas")).to_have_count(1)
    pastikan_halaman_sama(tahap_2)


def test_a_csf_is_moved_deleted_and_brought_back_by_keyboard_alone(tahap_2: Page, pohon: Pohon) -> None:
    pertama = baca_pohon(pohon.pk).anak(baca_pohon(pohon.pk).outcome[0])[0]
    kotak = tahap_2.locator(f"#simpul-{pertama.id}")
    kotak.get_by_role("button", name=f"Turunkan {pertama.kode}").first.focus()
    tahap_2.keyboard.press("Enter")
    _tersimpan(tahap_2, "Dipindahkan ke bawah.")
    expect(kotak.get_by_role("button", name="Turunkan").first).to_be_focused()
    assert baca_pohon(pohon.pk).anak(baca_pohon(pohon.pk).outcome[0])[1].id == pertama.id

    kotak.get_by_role("button", name="Hapus").first.focus()
    tahap_2.keyboard.press("Enter")
    _tersimpan(tahap_2, "kotak dihapus")
    expect(kotak).to_have_count(0)
    expect(tahap_2.locator("[data-butir]:focus, [data-butir] :focus")).to_have_count(1)
    tahap_2.keyboard.press("Control+z")
    _tersimpan(tahap_2, "Diurungkan: menghapus")
    expect(kotak).to_have_count(1)


def test_a_condition_goes_to_another_csf(tahap_2: Page, pohon: Pohon) -> None:
    kondisi = _simpul(pohon, "3")
    _kotak(tahap_2, pohon, "3").get_by_role("link", name="Pindahkan 3 ke cabang lain").click()
    tujuan = _simpul(pohon, "1").parent_id
    tahap_2.get_by_label("Pindahkan ke bawah").select_option(str(tujuan))
    tahap_2.get_by_role("button", name="Pindahkan", exact=True).click()

    expect(tahap_2.locator(f"#simpul-{tujuan} #simpul-{kondisi.pk}")).to_be_focused()
    assert Simpul.objects.get(pk=kondisi.pk).parent_id == tujuan
    pastikan_halaman_sama(tahap_2)


def test_keys_open_save_cancel_and_go_on(tahap_2: Page, pohon: Pohon) -> None:
    kotak = _kotak(tahap_2, pohon, "1")
    semula = kotak.locator(".pohon-pernyataan").inner_text()
    kotak.get_by_role("link", name="Ubah").focus()
    tahap_2.keyboard.press("Enter")
    expect(tahap_2.get_by_label("Kondisi yang diperlukan")).to_be_focused()
    tahap_2.keyboard.type(" tidak jadi")
    tahap_2.keyboard.press("Escape")
    expect(kotak.locator(".pohon-pernyataan")).to_have_text(semula)

    kotak.get_by_role("link", name="Ubah").focus()
    tahap_2.keyboard.press("Enter")
    expect(tahap_2.get_by_label("Kondisi yang diperlukan")).to_be_focused()
    tahap_2.keyboard.type(" dan ramah")
    tahap_2.keyboard.press("Enter")
    expect(kotak.locator(".pohon-pernyataan")).to_have_text(f"{semula} dan ramah")
    pastikan_halaman_sama(tahap_2)


def test_an_empty_text_is_refused_where_it_was_typed(tahap_2: Page, pohon: Pohon) -> None:
    _kotak(tahap_2, pohon, "1").get_by_role("link", name="Ubah").click()
    tahap_2.get_by_label("Kondisi yang diperlukan").fill("")
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()

    kolom = tahap_2.get_by_label("Kondisi yang diperlukan")
    expect(kolom).to_have_attribute("aria-invalid", "true")
    expect(kolom).to_be_focused()
    for lebar in (1366, 360):
        tahap_2.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(tahap_2)
        assert tahap_2.evaluate("document.documentElement.scrollWidth") <= lebar
    pastikan_halaman_sama(tahap_2)


def test_opening_another_row_saves_the_first(tahap_2: Page, pohon: Pohon) -> None:
    _kotak(tahap_2, pohon, "1").get_by_role("link", name="Ubah").click()
    tahap_2.get_by_label("Kondisi yang diperlukan").fill("Meningkatnya mutu layanan")
    _kotak(tahap_2, pohon, "2").get_by_role("link", name="Ubah").click()

    expect(_kotak(tahap_2, pohon, "1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya mutu layanan")
    expect(_kotak(tahap_2, pohon, "2").get_by_label("Kondisi yang diperlukan")).to_be_focused()
    assert _simpul(pohon, "1").pernyataan == "Meningkatnya mutu layanan"


def test_two_planners_in_the_same_row_lose_neither_text(tahap_2: Page, pohon: Pohon) -> None:
    lain = tahap_2.context.browser.new_context(base_url=tahap_2.url.split("/pohon/")[0])  # type: ignore[union-attr]
    rekan = _buka(lain.new_page(), pohon)
    for halaman, teks in ((tahap_2, "Tulisan saya"), (rekan, "Tulisan rekan")):
        _kotak(halaman, pohon, "1").get_by_role("link", name="Ubah").click()
        halaman.get_by_label("Kondisi yang diperlukan").fill(teks)
    rekan.get_by_role("button", name="Simpan", exact=True).click()
    expect(_kotak(rekan, pohon, "1").locator(".pohon-pernyataan")).to_have_text("Tulisan rekan")
    lain.close()
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()

    expect(tahap_2.locator(".bentrok-kotak")).to_contain_text("Tulisan rekan")
    expect(tahap_2.locator(".bentrok-kotak")).to_be_focused()
    assert _simpul(pohon, "1").pernyataan == "Tulisan rekan"
    periksa_axe(tahap_2)
    tahap_2.get_by_role("button", name="Simpan tulisan saya").click()
    expect(_kotak(tahap_2, pohon, "1").locator(".pohon-pernyataan")).to_have_text("Tulisan saya")
    pastikan_halaman_sama(tahap_2)


def test_a_lost_connection_keeps_what_was_typed(tahap_2: Page, pohon: Pohon) -> None:
    _kotak(tahap_2, pohon, "1").get_by_role("link", name="Ubah").click()
    tahap_2.get_by_label("Kondisi yang diperlukan").fill("Meningkatnya mutu layanan")
    tahap_2.context.set_offline(True)
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()
    expect(tahap_2.get_by_role("alert")).to_contain_text("Sambungan terputus")
    periksa_axe(tahap_2)
    expect(tahap_2.get_by_label("Kondisi yang diperlukan")).to_have_value("Meningkatnya mutu layanan")

    tahap_2.context.set_offline(False)
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()
    expect(_kotak(tahap_2, pohon, "1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya mutu layanan")
    expect(tahap_2.locator("#gangguan")).to_be_hidden()


def test_an_expired_session_lets_one_sign_in_again_without_losing_the_text(tahap_2: Page, pohon: Pohon) -> None:
    _kotak(tahap_2, pohon, "1").get_by_role("link", name="Ubah").click()
    tahap_2.get_by_label("Kondisi yang diperlukan").fill("Meningkatnya mutu layanan")
    Sesi.objects.all().delete()
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()
    expect(tahap_2.locator("#gangguan")).to_contain_text("Sesi Anda sudah berakhir")
    periksa_axe(tahap_2)
    masuk_lewat_formulir(tahap_2.context.new_page(), "perencana.disdukcapil")
    tahap_2.get_by_role("button", name="Simpan", exact=True).click()
    expect(_kotak(tahap_2, pohon, "1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya mutu layanan")
    pastikan_halaman_sama(tahap_2)


def test_the_heading_of_the_source_column_is_changed_in_place(tahap_2: Page) -> None:
    tahap_2.get_by_role("link", name="Ubah judul kolom sumber").click()
    tahap_2.get_by_label("Judul kolom sumber").fill("Asal masalah")
    tahap_2.keyboard.press("Enter")
    expect(tahap_2.locator("#kolom-sumber strong")).to_have_text("Asal masalah")
    _tersimpan(tahap_2, "Tersimpan: judul kolom sumber.")


def test_everything_works_without_javascript(halaman_polos: Page, pohon: Pohon) -> None:
    masuk(halaman_polos, "perencana.disdukcapil")
    halaman_polos.goto(f"/pohon/{pohon.pk}/tahap-2/")
    halaman_polos.get_by_role("link", name="Tambah kondisi untuk").first.click()
    halaman_polos.get_by_label("Kondisi yang diperlukan").fill("Meningkatnya mutu petugas")
    halaman_polos.get_by_role("button", name="Simpan", exact=True).click()
    kotak = halaman_polos.locator(".kondisi", has_text="Meningkatnya mutu petugas")
    kotak.get_by_role("button", name="Naikkan").click()
    kotak.get_by_role("button", name="Hapus").click()
    expect(kotak).to_have_count(0)
    halaman_polos.get_by_role("button", name="Urungkan").click()
    expect(kotak).to_have_count(1)
    assert "/tahap-2/" in halaman_polos.url
