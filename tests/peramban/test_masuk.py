"""Signing in, in a real browser, with and without JavaScript."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from tests.peramban.bantuan import masuk_lewat_formulir, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nama_pengguna() -> str:
    """A person without any role: may sign in, sees no agency."""
    return get_user_model().objects.create_user("penguji", password="contoh-12345").username


def test_person_signs_in_without_javascript(halaman_polos: Page, nama_pengguna: str) -> None:
    masuk_lewat_formulir(halaman_polos, nama_pengguna)
    expect(halaman_polos.get_by_role("heading", level=1)).to_be_visible()


def test_wrong_password_is_explained_and_the_name_is_kept(page: Page, nama_pengguna: str) -> None:
    page.goto("/masuk/")
    page.fill("[name=username]", nama_pengguna)
    page.fill("[name=password]", "keliru")
    page.click("form:has([name=password]) [type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
    expect(page.locator("[name=username]")).to_have_value(nama_pengguna)
    periksa_axe(page)


@pytest.mark.parametrize("lebar", [1366, 360])
def test_sign_in_page_is_accessible_and_fits(page: Page, lebar: int) -> None:
    page.set_viewport_size({"width": lebar, "height": 800})
    page.goto("/masuk/")
    periksa_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= lebar


def test_axe_would_report_a_problem(page: Page) -> None:
    page.goto("/masuk/")
    page.evaluate("document.body.appendChild(document.createElement('img')).src = '/static/x.png'")
    with pytest.raises(AssertionError, match="image-alt"):
        periksa_axe(page)
