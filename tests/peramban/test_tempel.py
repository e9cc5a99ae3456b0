"""Pasting many rows, in a browser: with and without JavaScript, preview first; accessible and fitting."""

import pytest
from playwright.sync_api import Page, expect

from pohon.models import Pohon
from tests.peramban.bantuan import periksa_axe
from tests.peramban.editor import baris, buka_editor, muat_pohon

pytestmark = pytest.mark.django_db(transaction=True)

TEKS = "Meningkatnya mutu data\n\tMeningkatnya kecakapan petugas\tKondisi antara\n\t\tTerlaksananya diklat"


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


def _tempel(page: Page) -> None:
    page.get_by_role("link", name="Tempel banyak kotak").click()
    page.get_by_label("Tempatkan di bawah").select_option(label=page.locator("#id_induk option").nth(1).inner_text())
    page.get_by_label("Teks yang ditempel").fill(TEKS)
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", name="Pratinjau: 3 kotak")).to_be_visible()


def test_rows_are_pasted_after_a_preview_without_javascript(halaman_polos: Page, pohon: Pohon) -> None:
    polos = buka_editor(halaman_polos, pohon)
    _tempel(polos)
    polos.get_by_role("button", name="Simpan 3 kotak").click()

    expect(polos.locator("#bilah-status")).to_contain_text("3 kotak ditambahkan.")
    expect(polos.get_by_text("Terlaksananya diklat", exact=True)).to_be_visible()


def test_preview_and_errors_are_accessible_and_fit(page: Page, pohon: Pohon) -> None:
    editor = buka_editor(page, pohon)
    _tempel(editor)
    for lebar in (1366, 360):
        editor.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(editor)
        assert editor.evaluate("document.documentElement.scrollWidth") <= lebar
    editor.get_by_label("Teks yang ditempel").fill(" ")
    editor.get_by_role("button", name="Lihat pratinjau").click()
    expect(editor.get_by_role("alert")).to_contain_text("Tidak ada kalimat")
    periksa_axe(editor)
    editor.get_by_label("Teks yang ditempel").fill(TEKS)
    editor.get_by_role("button", name="Lihat pratinjau").click()
    editor.get_by_role("button", name="Simpan 3 kotak").click()
    expect(baris(editor, "1")).to_be_visible()
