"""The quick editor of Tahap 3: a branch is dragged before, below or after another row."""

import pytest
from playwright.sync_api import Page, expect

from pohon.models import Pohon, Simpul
from tests.peramban.editor import baris, buka_editor, muat_pohon, pastikan_halaman_sama, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


@pytest.fixture
def editor(page: Page, pohon: Pohon) -> Page:
    """Tahap 3, open, on a screen so high that nothing scrolls while something is dragged."""
    page.set_viewport_size({"width": 1366, "height": 2200})
    return buka_editor(page, pohon)


def seret(page: Page, dari: str, ke: str, bagian: float) -> None:
    """Drag the row with one code onto a height (0 top, 1 bottom) of the row with another."""
    tujuan = baris(page, ke)
    kotak = tujuan.bounding_box()
    assert kotak
    letak = {"x": 200.0, "y": kotak["height"] * bagian}
    baris(page, dari).locator(".pohon-kode").drag_to(tujuan, target_position=letak)  # type: ignore[arg-type]


def test_a_branch_is_dropped_below_another_with_all_its_rows(editor: Page, pohon: Pohon) -> None:
    dipindah, tujuan = simpul(pohon, "1.1.1"), simpul(pohon, "2.1")
    seret(editor, "1.1.1", "2.1", 0.5)

    expect(editor.locator("#kabar")).to_contain_text("Dipindahkan ke tempat baru")
    expect(editor.locator(f"#simpul-{dipindah.pk}")).to_be_focused()
    terakhir = Simpul.objects.hidup().filter(parent=tujuan).order_by("urutan").last()
    assert terakhir and terakhir.pk == dipindah.pk
    assert Simpul.objects.hidup().filter(parent=dipindah).count() == 2
    pastikan_halaman_sama(editor)


def test_a_row_is_dropped_before_and_after_another(editor: Page, pohon: Pohon) -> None:
    pertama, ketiga = simpul(pohon, "1.1.1"), simpul(pohon, "1.1.3")
    seret(editor, "1.1.3", "1.1.1", 0.1)
    expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text(ketiga.pernyataan)
    seret(editor, "1.1.1", "1.1.2", 0.9)
    expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text(pertama.pernyataan)
    expect(baris(editor, "1.1.2").locator(".pohon-pernyataan")).to_have_text(ketiga.pernyataan)
    pastikan_halaman_sama(editor)


def test_a_row_is_not_dropped_into_its_own_branch(editor: Page, pohon: Pohon) -> None:
    rev = pohon.rev
    seret(editor, "1.1.1", "1.1.1.1", 0.5)
    seret(editor, "1.1.1.2", "1.1.1.1", 0.1)

    expect(editor.locator("#kabar")).to_contain_text("Dipindahkan")
    pohon.refresh_from_db()
    assert pohon.rev == rev + 1


def test_a_place_that_does_not_fit_is_refused_in_words(editor: Page, pohon: Pohon) -> None:
    dipindah = simpul(pohon, "1.1.1")
    seret(editor, "1.1.1", "2", 0.1)

    expect(editor.get_by_role("alert")).to_contain_text("Kondisi antara tidak dapat dipindahkan ke bawah CSF")
    assert Simpul.objects.get(pk=dipindah.pk).parent_id == dipindah.parent_id
    pastikan_halaman_sama(editor)
