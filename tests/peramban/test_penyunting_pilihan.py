"""The quick editor of Tahap 3: several rows are chosen by mouse, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from pohon.models import Pohon
from tests.peramban.bantuan import periksa_axe
from tests.peramban.editor import baris, buka_editor, muat_pohon, pastikan_halaman_sama, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


@pytest.fixture
def editor(page: Page, pohon: Pohon) -> Page:
    """Tahap 3, open."""
    return buka_editor(page, pohon)


def test_rows_chosen_by_mouse_are_deleted_together_and_brought_back(editor: Page) -> None:
    jumlah = editor.locator("#pohon-isi > tr").count()
    editor.get_by_label("Pilih 1.1.1.1", exact=True).click()
    editor.get_by_label("Pilih 1.1.2", exact=True).click(modifiers=["Shift"])
    expect(editor.locator("#banyak-jumlah")).to_have_text("3 dipilih")
    for lebar in (1366, 360):
        editor.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(editor)
        assert editor.evaluate("document.documentElement.scrollWidth") <= lebar
    editor.set_viewport_size({"width": 1366, "height": 800})
    editor.get_by_role("button", name="Hapus yang dipilih").click()
    expect(editor.locator("#kabar")).to_contain_text("kotak dihapus: 3 cabang")
    expect(editor.locator("#banyak-jumlah")).to_have_text("")
    editor.get_by_role("button", name="Urungkan").click()
    expect(editor.locator("#pohon-isi > tr")).to_have_count(jumlah)
    pastikan_halaman_sama(editor)


def test_rows_chosen_by_keyboard_move_below_a_code(editor: Page, pohon: Pohon) -> None:
    pertama = simpul(pohon, "1.1.1")
    baris(editor, "1.1.1").focus()
    editor.keyboard.press("Space")
    expect(editor.get_by_label("Pilih 1.1.1", exact=True)).to_be_checked()
    editor.get_by_label("Ke bawah kotak berkode").fill("2.1")
    editor.get_by_role("button", name="Pindahkan yang dipilih").click()
    expect(editor.locator("#kabar")).to_contain_text("1 cabang dipindahkan ke bawah 2.1")
    expect(editor.locator(f"#simpul-{pertama.pk} .pohon-kode__teks")).to_contain_text("2.1.")
    pastikan_halaman_sama(editor)


def test_a_refused_choice_is_told_and_stays_ticked(editor: Page) -> None:
    editor.get_by_label("Pilih 1.1.1", exact=True).click()
    editor.get_by_role("button", name="Ubah jenis").click()
    expect(editor.get_by_role("alert")).to_contain_text("Pilih jenis dari daftar.")
    expect(editor.get_by_label("Pilih 1.1.1", exact=True)).to_be_checked()
    pastikan_halaman_sama(editor)


def test_a_branch_is_copied_without_javascript(halaman_polos: Page, pohon: Pohon) -> None:
    polos = buka_editor(halaman_polos, pohon)
    pernyataan = simpul(pohon, "1.1.1").pernyataan
    polos.get_by_label("Pilih 1.1.1", exact=True).check()
    polos.get_by_text("Beberapa kotak sekaligus").click()
    polos.get_by_role("button", name="Gandakan").click()
    expect(baris(polos, "1.1.2").locator(".pohon-pernyataan")).to_have_text(pernyataan)
