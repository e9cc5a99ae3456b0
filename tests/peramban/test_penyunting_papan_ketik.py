"""The quick editor of Tahap 3 by keyboard alone: going about, typing a tree, moving, deleting, folding, searching."""

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


def test_one_row_is_in_the_order_of_tab_and_arrows_go_from_row_to_row(editor: Page) -> None:
    editor.get_by_role("link", name="Tempel banyak kotak").focus()
    editor.keyboard.press("Tab")
    expect(baris(editor, "O")).to_be_focused()
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowDown")
    expect(baris(editor, "1.1")).to_be_focused()
    editor.keyboard.press("End")
    expect(editor.locator("#pohon-isi > tr").last).to_be_focused()
    editor.keyboard.press("Home")
    expect(baris(editor, "O")).to_be_focused()
    editor.keyboard.press("ArrowDown")
    for _ in ("Pilih", "Lipat", "Ubah"):
        editor.keyboard.press("Tab")
    expect(baris(editor, "1").get_by_role("link", name="Ubah 1", exact=True)).to_be_focused()
    editor.keyboard.press("Escape")
    expect(baris(editor, "1")).to_be_focused()
    periksa_axe(editor)


def test_a_branch_is_folded_stays_folded_through_changes_and_a_reload(editor: Page, pohon: Pohon) -> None:
    baris(editor, "1.1.1").focus()
    editor.keyboard.press("ArrowLeft")
    expect(baris(editor, "1.1.1.1")).to_be_hidden()
    expect(baris(editor, "1.1.1")).to_have_attribute("aria-expanded", "false")
    editor.keyboard.press("Alt+ArrowDown")
    expect(baris(editor, "1.1.2")).to_be_focused()
    expect(baris(editor, "1.1.2.1")).to_be_hidden()
    editor.reload()
    expect(baris(editor, "1.1.2.1")).to_be_hidden()
    baris(editor, "1.1.2").focus()
    editor.keyboard.press("ArrowRight")
    expect(baris(editor, "1.1.2.1")).to_be_visible()
    editor.keyboard.press("ArrowRight")
    expect(baris(editor, "1.1.2.1")).to_be_focused()
    editor.keyboard.press("ArrowLeft")
    expect(baris(editor, "1.1.2")).to_be_focused()


def test_a_branch_is_folded_with_the_mouse_and_all_at_once(editor: Page) -> None:
    baris(editor, "1.1.1").get_by_role("button", name="Lipat cabang 1.1.1").click()
    expect(baris(editor, "1.1.1.1")).to_be_hidden()
    baris(editor, "1.1.1").get_by_role("button", name="Buka cabang 1.1.1").click()
    expect(baris(editor, "1.1.1.1")).to_be_visible()
    editor.get_by_role("button", name="Lipat semua").click()
    expect(baris(editor, "1")).to_be_visible()
    expect(baris(editor, "1.1")).to_be_hidden()
    periksa_axe(editor)
    editor.get_by_role("button", name="Buka semua").click()
    expect(baris(editor, "1.1.1.1")).to_be_visible()


def test_a_text_is_edited_and_given_up_without_a_mouse(editor: Page, pohon: Pohon) -> None:
    baris(editor, "1.1.1").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#id_pernyataan")).to_be_focused()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("Meningkatnya kecakapan petugas loket")
    editor.keyboard.press("Enter")
    expect(baris(editor, "1.1.1")).to_be_focused()
    expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
    editor.keyboard.press("F2")
    expect(editor.locator("#id_pernyataan")).to_be_focused()
    editor.keyboard.type(" sekali")
    editor.keyboard.press("Escape")
    expect(baris(editor, "1.1.1")).to_be_focused()
    assert simpul(pohon, "1.1.1").pernyataan == "Meningkatnya kecakapan petugas loket"
    pastikan_halaman_sama(editor)


def test_a_branch_is_typed_as_an_outline(editor: Page, pohon: Pohon) -> None:
    """Enter gives the next row, Alt and an arrow its depth, Enter on an empty row the end."""
    baru = editor.locator("#simpul-baru #id_pernyataan")
    baris(editor, "3").focus()
    anak = len(
        [1 for kode in editor.locator("#pohon-isi th").all_inner_texts() if kode.count(".") == 1 and kode[0] == "3"]
    )
    utama = f"3.{anak + 1}"
    editor.keyboard.press("Shift+Insert")
    expect(baru).to_be_focused()
    editor.keyboard.type("Meningkatnya mutu data")
    editor.keyboard.press("Enter")
    expect(baris(editor, utama)).to_be_visible()
    expect(baru).to_be_focused()
    editor.keyboard.type("Meningkatnya kecakapan petugas")
    editor.keyboard.press("Alt+ArrowRight")
    expect(editor.locator("#penyuntingan-judul")).to_have_text(f"Tambah kotak di bawah {utama}")
    expect(baru).to_have_value("Meningkatnya kecakapan petugas")
    editor.keyboard.press("Enter")
    expect(baris(editor, f"{utama}.1")).to_be_visible()
    expect(baru).to_be_focused()
    expect(baru).to_have_value("")
    editor.keyboard.press("Alt+ArrowLeft")
    expect(editor.locator("#penyuntingan-judul")).to_have_text(f"Tambah kotak sesudah {utama}")
    expect(baru).to_be_focused()
    editor.keyboard.type("Meningkatnya mutu layanan")
    editor.keyboard.press("Enter")
    expect(baru).to_have_value("")
    editor.keyboard.press("Enter")
    expect(editor.locator("#simpul-baru")).to_have_count(0)

    expect(baris(editor, f"3.{anak + 2}")).to_be_focused()
    assert simpul(pohon, f"{utama}.1").pernyataan == "Meningkatnya kecakapan petugas"
    assert simpul(pohon, f"3.{anak + 2}").pernyataan == "Meningkatnya mutu layanan"
    pastikan_halaman_sama(editor)


def test_the_kind_is_chosen_without_leaving_the_text(editor: Page, pohon: Pohon) -> None:
    baris(editor, "1.1.1").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#id_pernyataan")).to_be_focused()
    pilihan = editor.locator("#id_jenis option").all_inner_texts()
    kini = editor.locator("#id_jenis").evaluate("satu => satu.selectedIndex")
    editor.keyboard.press("Alt+ArrowDown" if kini + 1 < len(pilihan) else "Alt+ArrowUp")
    lain = pilihan[kini + 1 if kini + 1 < len(pilihan) else kini - 1]
    expect(editor.locator("#kabar")).to_have_text(f"Jenis: {lain}")
    expect(editor.locator("#id_pernyataan")).to_be_focused()
    editor.keyboard.press("Escape")
    pastikan_halaman_sama(editor)


def test_rows_are_moved_deleted_and_sent_to_another_branch(editor: Page, pohon: Pohon) -> None:
    pernyataan = simpul(pohon, "1.1.2").pernyataan
    baris(editor, "1.1.2").focus()
    editor.keyboard.press("Alt+ArrowUp")
    expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text(pernyataan)
    expect(baris(editor, "1.1.1")).to_be_focused()
    editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator("#kabar")).to_contain_text("tidak dapat dilakukan")
    editor.keyboard.press("Alt+ArrowLeft")
    expect(baris(editor, "1.2").locator(".pohon-pernyataan")).to_have_text(pernyataan)
    editor.keyboard.press("Alt+ArrowRight")
    expect(editor.locator("#pohon-isi > tr:focus .pohon-kode")).not_to_have_text("1.2")
    kunci = simpul(pohon, "1.1.1.1").pk
    baris(editor, "1.1.1.1").focus()
    editor.keyboard.press("Delete")
    expect(editor.locator(f"#simpul-{kunci}")).to_have_count(0)
    expect(baris(editor, "1.1.1.1")).to_be_focused()
    editor.keyboard.press("p")
    expect(editor.locator("#id_induk")).to_be_focused()
    editor.keyboard.press("Escape")
    expect(baris(editor, "1.1.1.1")).to_be_focused()
    pastikan_halaman_sama(editor)


def test_boxes_are_found_with_what_stands_above_them(editor: Page) -> None:
    baris(editor, "O").focus()
    editor.keyboard.press("/")
    editor.keyboard.type("inovasi penduduk")
    expect(editor.locator("#hasil-cari")).to_contain_text("kotak ditemukan")
    expect(baris(editor, "1.1.2")).to_be_visible()
    expect(baris(editor, "1.1")).to_be_visible()
    expect(baris(editor, "1.1.1")).to_be_hidden()
    periksa_axe(editor)
    editor.keyboard.press("Enter")
    expect(baris(editor, "1.1.2")).to_be_focused()
    editor.keyboard.press("/")
    editor.keyboard.press("Escape")
    expect(baris(editor, "1.1.1")).to_be_visible()


def test_the_keys_are_listed_on_the_page(editor: Page) -> None:
    baris(editor, "1").focus()
    editor.keyboard.press("?")
    expect(editor.get_by_text("Lipat cabang, atau ke induknya")).to_be_visible()
    periksa_axe(editor)


def test_without_javascript_nothing_is_offered_that_needs_it(halaman_polos: Page, pohon: Pohon) -> None:
    polos = buka_editor(halaman_polos, pohon)
    expect(polos.locator("#alat-tabel")).to_be_hidden()
    expect(polos.locator("#pintasan")).to_be_hidden()
    expect(polos.locator(".lipat")).to_have_count(0)
