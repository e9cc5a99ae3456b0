"""The guide in a browser: accessible, fits a phone, its pictures arrive, and it needs no JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bantuan.panduan import semua_topik
from tests.pabrik.basis import PenggunaFactory
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pengguna() -> str:
    return str(PenggunaFactory().username)


def test_every_topic_is_accessible_fits_a_phone_and_shows_its_pictures(page: Page, pengguna: str) -> None:
    masuk(page, pengguna)
    topik = [reverse("bantuan_topik", args=[satu.slug]) for satu in semua_topik()]
    cari = f"{reverse('bantuan')}?cari="
    for alamat in (reverse("bantuan"), f"{cari}kotak", f"{cari}zzzz", *topik):
        page.set_viewport_size({"width": 1366, "height": 800})
        page.goto(alamat)
        periksa_axe(page)
        gambar = page.locator("article img")
        for nomor in range(gambar.count()):
            gambar.nth(nomor).scroll_into_view_if_needed()
            expect(gambar.nth(nomor)).to_have_js_property("naturalWidth", 900)
        page.set_viewport_size({"width": 360, "height": 800})
        periksa_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, alamat


def test_a_planner_finds_an_answer_without_javascript(halaman_polos: Page, pengguna: str) -> None:
    masuk(halaman_polos, pengguna)
    halaman_polos.goto("/")
    halaman_polos.get_by_role("link", name="Bantuan", exact=True).click()
    halaman_polos.get_by_label("Cari dalam bantuan").fill("urungkan hapus")
    halaman_polos.get_by_role("button", name="Cari").click()
    halaman_polos.get_by_role("link", name="Menghapus dan memulihkan").click()
    expect(halaman_polos).to_have_url(
        f"{halaman_polos.url.split('/bantuan')[0]}/bantuan/tahap-3/#menghapus-dan-memulihkan"
    )
    expect(halaman_polos.get_by_role("heading", name="Menghapus dan memulihkan")).to_be_in_viewport()
