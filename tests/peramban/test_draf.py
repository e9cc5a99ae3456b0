"""What was typed in a long form comes back after a reload and an expired session, when asked for."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from pohon.models import Pohon
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.editor import muat_pohon

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


def _ketik(page: Page, pohon: Pohon) -> str:
    masuk(page, "perencana.disdukcapil")
    alamat = f"{reverse('tahap_1', args=[pohon.pk])}?faktor=1"
    page.goto(alamat)
    page.locator("[name=mandat]").fill("Mandat yang panjang sekali")
    expect(page.locator(".draf")).to_contain_text("Draf tersimpan di tab ini pukul")
    return alamat


def test_a_reload_offers_what_was_typed_and_saving_ends_the_offer(page: Page, pohon: Pohon) -> None:
    alamat = _ketik(page, pohon)
    page.reload()
    expect(page.get_by_text("yang belum tersimpan.")).to_be_visible()
    periksa_axe(page)
    page.get_by_role("button", name="Pakai tulisan itu").click()
    expect(page.locator("[name=mandat]")).to_have_value("Mandat yang panjang sekali")
    page.get_by_role("button", name="Simpan", exact=True).first.click()
    expect(page.locator("#bilah-status")).to_contain_text("Tersimpan: faktor")
    page.goto(alamat)
    expect(page.locator("[name=mandat]")).to_have_value("Mandat yang panjang sekali")
    expect(page.get_by_role("button", name="Pakai tulisan itu")).to_have_count(0)


def test_it_outlives_an_expired_session(page: Page, pohon: Pohon) -> None:
    alamat = _ketik(page, pohon)
    Session.objects.all().delete()
    page.get_by_role("button", name="Simpan", exact=True).first.click()
    expect(page.locator("[name=password]")).to_be_visible()
    page.fill("[name=username]", "perencana.disdukcapil")
    page.fill("[name=password]", "contoh-12345")
    page.click("form:has([name=password]) [type=submit]")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    page.goto(alamat)
    page.get_by_role("button", name="Pakai tulisan itu").click()
    expect(page.locator("[name=mandat]")).to_have_value("Mandat yang panjang sekali")


def test_it_can_be_thrown_away(page: Page, pohon: Pohon) -> None:
    _ketik(page, pohon)
    page.reload()
    page.get_by_role("button", name="Buang").click()
    page.reload()
    expect(page.get_by_role("button", name="Buang")).to_have_count(0)
