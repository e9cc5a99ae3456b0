"""Every state of the quick editor of Tahap 3 is accessible, wide and narrow: panels, open rows, offers, trouble."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from instansi.models import Sesi
from pohon.models import Pohon, Simpul
from tests.peramban.bantuan import periksa_axe
from tests.peramban.editor import baris, buka_editor, muat_pohon, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


def _pintasan(page: Page, _pohon: Pohon) -> None:
    baris(page, "1").focus()
    page.keyboard.press("?")
    expect(page.get_by_text("Pilih jenis kotak tanpa meninggalkan teksnya")).to_be_visible()


def _banyak(page: Page, _pohon: Pohon) -> None:
    for kode in ("1.1", "1.1.1"):
        baris(page, kode).locator(".pilih").check()
    expect(page.get_by_text("2 dipilih")).to_be_visible()


def _kotak_baru(page: Page, _pohon: Pohon) -> None:
    baris(page, "1.1").focus()
    page.keyboard.press("a")
    expect(page.locator("#simpul-baru #id_pernyataan")).to_be_focused()


def _crosscutting(page: Page, pohon: Pohon) -> None:
    _kotak_baru(page, pohon)
    page.get_by_text("Crosscutting: dikerjakan bersama").click()
    expect(page.locator("[name=pihak_luar]")).to_be_visible()


def _usul_pecah(page: Page, pohon: Pohon) -> None:
    _kotak_baru(page, pohon)
    page.keyboard.type("1. Terlaksananya diklat 2. Tersusunnya modul")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pecah menjadi 2 kondisi")).to_be_visible()


def _kosong(page: Page, _pohon: Pohon) -> None:
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.locator("#id_pernyataan").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Belum tersimpan")).to_be_visible()


def _bentrok(page: Page, pohon: Pohon) -> None:
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.locator("#id_pernyataan").fill("Tulisan saya")
    kini = simpul(pohon, "1.1.1")
    Simpul.objects.filter(pk=kini.pk).update(versi=kini.versi + 1, pernyataan="Tulisan orang lain")
    page.keyboard.press("Enter")
    expect(page.locator(".bentrok-kotak")).to_be_focused()


def _pindah(page: Page, _pohon: Pohon) -> None:
    baris(page, "1.1.1").focus()
    page.keyboard.press("p")
    expect(page.locator("#id_induk")).to_be_focused()


def _sambungan_putus(page: Page, _pohon: Pohon) -> None:
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.locator("#id_pernyataan").fill("Ditulis tanpa sambungan")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Sambungan terputus")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#id_pernyataan")).to_have_value("Ditulis tanpa sambungan")


def _sesi_berakhir(page: Page, _pohon: Pohon) -> None:
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.locator("#id_pernyataan").fill("Ditulis sesudah sesi berakhir")
    Sesi.objects.all().delete()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Sesi Anda")).to_be_visible()
    expect(page.locator("#id_pernyataan")).to_have_value("Ditulis sesudah sesi berakhir")


KEADAAN = (
    _pintasan, _banyak, _kotak_baru, _crosscutting, _usul_pecah, _kosong, _bentrok, _pindah, _sambungan_putus,
    _sesi_berakhir,
)  # fmt: skip


@pytest.mark.parametrize("lebar", [1366, 360])
@pytest.mark.parametrize("keadaan", KEADAAN, ids=lambda satu: satu.__name__.strip("_"))
def test_a_state_is_accessible_and_fits(
    page: Page, pohon: Pohon, keadaan: Callable[[Page, Pohon], None], lebar: int
) -> None:
    page.set_viewport_size({"width": lebar, "height": 800})
    page.on("dialog", lambda dialog: dialog.accept())
    buka_editor(page, pohon)
    keadaan(page, pohon)
    periksa_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= lebar
