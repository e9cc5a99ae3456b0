"""What was typed in a long form is kept on the server and comes back when asked for: after a reload, an expired
session, on another computer; a lost connection loses nothing."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from instansi.models import Draf, Sesi
from pohon.models import Pohon
from tests.pabrik.basis import SANDI
from tests.pabrik.telaah import pohon_ditelaah
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.conftest import WAIT_MS
from tests.peramban.editor import baris, buka_editor, muat_pohon, simpul

pytestmark = pytest.mark.django_db(transaction=True)
PERENCANA = "perencana.disdukcapil"
TAWARAN = "Anda punya isian yang belum disimpan dari"
TULISAN = "Mandat yang panjang sekali"


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


@pytest.fixture
def komputer_lain(browser: Browser, browser_context_args: dict[str, object], base_url: str) -> Iterator[Page]:
    """A page in another browser, signed in as nobody yet."""
    context = browser.new_context(**{**browser_context_args, "base_url": base_url})
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def _alamat(pohon: Pohon) -> str:
    return f"{reverse('tahap_1', args=[pohon.pk])}?faktor=1"


def _ketik(page: Page, pohon: Pohon) -> None:
    masuk(page, PERENCANA)
    page.goto(_alamat(pohon))
    page.locator("[name=mandat]").fill(TULISAN)
    page.locator("[name=permasalahan]").focus()
    expect(page.locator(".draf")).to_contain_text("sebagai draf. Tekan Simpan bila sudah selesai.")


def _simpan(page: Page) -> None:
    page.locator("#formulir-faktor").get_by_role("button", name="Simpan", exact=True).click()


def test_a_reload_offers_what_was_typed_and_saving_ends_the_offer(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    expect(page.locator(".draf")).to_have_text(re.compile(r"Tersimpan \d\d\.\d\d sebagai draf"))
    page.reload()
    expect(page.get_by_text(TAWARAN)).to_be_visible()
    for lebar in (1366, 360):
        page.set_viewport_size({"width": lebar, "height": 768})
        periksa_axe(page)
    page.get_by_role("button", name="Pakai", exact=True).click()
    expect(page.locator("[name=mandat]")).to_have_value(TULISAN)
    _simpan(page)
    expect(page.locator("#bilah-status")).to_contain_text("Tersimpan: faktor")
    assert not Draf.objects.exists()
    page.goto(_alamat(pohon))
    expect(page.locator("[name=mandat]")).to_have_value(TULISAN)
    expect(page.get_by_text(TAWARAN)).to_have_count(0)


def test_another_computer_offers_it_too(page: Page, komputer_lain: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    masuk(komputer_lain, PERENCANA)
    komputer_lain.goto(_alamat(pohon))
    expect(komputer_lain.get_by_text(TAWARAN)).to_be_visible()
    komputer_lain.get_by_role("button", name="Pakai", exact=True).click()
    expect(komputer_lain.locator("[name=mandat]")).to_have_value(TULISAN)


def test_it_is_thrown_away_when_unwanted(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    page.reload()
    with page.expect_response(lambda jawaban: jawaban.request.method == "POST"):
        page.get_by_role("button", name="Buang").click()
    expect(page.get_by_text(TAWARAN)).to_have_count(0)
    assert not Draf.objects.exists()


def test_an_expired_session_asks_to_sign_in_and_gives_the_text_back(page: Page) -> None:
    kasus = pohon_ditelaah()
    masuk(page, kasus.penelaah.username)
    page.goto(f"/pohon/{kasus.pohon.pk}/tinjau/")
    page.get_by_text("Beri catatan untuk 1.1.1.1").click()
    kotak = page.get_by_label("Catatan untuk 1.1.1.1", exact=True)
    kotak.fill("Sebutkan standarnya.")
    Sesi.objects.all().delete()
    kotak.locator("xpath=ancestor::form").get_by_role("button", name="Simpan catatan").click()
    page.fill("[name=username]", kasus.penelaah.username)
    page.fill("[name=password]", SANDI)
    page.click("form:has([name=password]) [type=submit]")
    page.get_by_role("button", name="Pakai", exact=True).click()
    expect(kotak).to_have_value("Sebutkan standarnya.")
    assert page.url.endswith("/tinjau/")


def test_a_session_that_ends_while_typing_is_told_and_the_text_stays(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    Sesi.objects.all().delete()
    page.locator("[name=mandat]").fill("Lebih panjang lagi")
    page.locator("[name=permasalahan]").focus()
    expect(page.locator(".draf")).to_contain_text("Sesi Anda berakhir")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Masuk lagi di tab baru").click()
    tab.value.fill("[name=username]", PERENCANA)
    tab.value.fill("[name=password]", "contoh-12345")
    tab.value.click("form:has([name=password]) [type=submit]")
    expect(tab.value.get_by_role("button", name="Keluar")).to_be_visible()
    _simpan(page)
    expect(page.locator("#bilah-status")).to_contain_text("Tersimpan: faktor")
    pohon.refresh_from_db()
    assert pohon.mandat == "Lebih panjang lagi"


def test_a_lost_connection_is_told_loses_nothing_and_is_made_up_for(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    page.context.set_offline(True)
    page.locator("[name=mandat]").fill("Ditulis tanpa sambungan")
    page.locator("[name=permasalahan]").focus()
    expect(page.locator(".draf")).to_contain_text("Sambungan terputus. Tulisan Anda masih ada di halaman ini")
    page.context.set_offline(False)
    expect(page.locator(".draf")).to_contain_text("sebagai draf")
    assert "Ditulis tanpa sambungan" in Draf.objects.get().isi


def test_a_draft_of_something_changed_meanwhile_never_overwrites_it(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    Pohon.objects.filter(pk=pohon.pk).update(mandat="Tulisan rekan", versi=pohon.versi + 1)
    page.reload()
    expect(page.get_by_text("Isi di bawah sudah diubah sejak itu")).to_be_visible()
    page.get_by_role("button", name="Pakai", exact=True).click()
    _simpan(page)
    expect(page.get_by_role("alert")).to_contain_text("Tulisan rekan")
    expect(page.locator("[name=mandat]")).to_have_value(TULISAN)
    pohon.refresh_from_db()
    assert pohon.mandat == "Tulisan rekan"


def test_a_row_of_the_quick_editor_is_kept_and_its_saving_ends_the_draft(page: Page, pohon: Pohon) -> None:
    buka_editor(page, pohon)
    page.on("dialog", lambda dialog: dialog.accept())
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.locator("#id_pernyataan").fill("Meningkatnya kecakapan")
    expect(page.locator(".draf")).to_contain_text("sebagai draf")
    page.reload()
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.get_by_role("button", name="Pakai", exact=True).click()
    expect(page.locator("#id_pernyataan")).to_have_value("Meningkatnya kecakapan")
    page.locator("#id_pernyataan").press("Enter")
    expect(baris(page, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan")
    assert simpul(pohon, "1.1.1").pernyataan == "Meningkatnya kecakapan"
    assert not Draf.objects.exists()
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    expect(page.locator("#id_pernyataan")).to_be_focused()
    expect(page.get_by_text(TAWARAN)).to_have_count(0)


def test_a_reviewers_note_is_kept_for_its_own_box(page: Page) -> None:
    kasus = pohon_ditelaah()
    masuk(page, kasus.penelaah.username)
    page.goto(f"/pohon/{kasus.pohon.pk}/tinjau/")
    page.get_by_text("Beri catatan untuk 1.1.1.1").click()
    page.get_by_label("Catatan untuk 1.1.1.1", exact=True).fill("Sebutkan standarnya.")
    expect(page.locator(".draf")).to_contain_text("sebagai draf")
    page.reload()
    expect(page.get_by_text(TAWARAN)).to_have_count(1)
    page.get_by_role("button", name="Pakai", exact=True).click()
    kotak = page.get_by_label("Catatan untuk 1.1.1.1", exact=True)
    expect(kotak).to_have_value("Sebutkan standarnya.")
    kotak.locator("xpath=ancestor::form").get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("Sebutkan standarnya.")).to_be_visible()
    assert not Draf.objects.exists()


def test_signing_out_clears_the_tab(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    page.context.set_offline(True)
    page.locator("[name=mandat]").fill("Hanya ada di tab ini")
    page.locator("[name=permasalahan]").focus()
    expect(page.locator(".draf")).to_contain_text("Sambungan terputus")
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Keluar").click()
    expect(page.locator("[name=password]")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((nama) => nama.startsWith('draf:'))") == []


def test_without_javascript_forms_are_as_they_were(halaman_polos: Page, pohon: Pohon) -> None:
    masuk(halaman_polos, PERENCANA)
    halaman_polos.goto(_alamat(pohon))
    halaman_polos.locator("[name=mandat]").fill(TULISAN)
    _simpan(halaman_polos)
    expect(halaman_polos.locator("#bilah-status")).to_contain_text("Tersimpan: faktor")
    assert not Draf.objects.exists()
