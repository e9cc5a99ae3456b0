"""The grid of Tahap 4 in a browser: as a spreadsheet by keyboard, by mouse, pasted from Excel, and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from pohon.models import Indikator, Pohon
from pohon.selectors import baca_pohon
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.editor import muat_pohon, pastikan_halaman_sama

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data, with one node left without an indicator."""
    pohon = muat_pohon()
    Indikator.objects.filter(pk=_indikator(pohon, "1.1.2").pk).delete()
    return pohon


@pytest.fixture
def kisi(page: Page, pohon: Pohon) -> Page:
    """The grid, open."""
    return _buka(page, pohon)


def _buka(page: Page, pohon: Pohon) -> Page:
    masuk(page, "perencana.disdukcapil")
    page.goto(f"/pohon/{pohon.pk}/tahap-4/kisi/")
    page.evaluate("document.body.dataset.sama = 'ya'")
    return page


def _indikator(pohon: Pohon, kode: str) -> Indikator:
    baris = next(satu for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode)
    return Indikator.objects.filter(simpul=baris.id, penghapusan__isnull=True).order_by("urutan")[0]


def _baris(page: Page, pohon: Pohon, kode: str) -> Locator:
    return page.locator(f"#indikator-{_indikator(pohon, kode).pk}")


def _sel(baris: Locator, kolom: str) -> Locator:
    return baris.locator(f"td[data-kolom={kolom}]")


def _tempelkan(page: Page, teks: str) -> None:
    """Paste into the cell with the focus, as the browser does it."""
    page.evaluate(
        """teks => {
            const data = new DataTransfer();
            data.setData("text/plain", teks);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        teks,
    )


def test_cells_are_typed_and_left_by_keyboard_and_the_row_is_saved_when_it_is_left(kisi: Page, pohon: Pohon) -> None:
    satu = _indikator(pohon, "1.1")
    baris = _baris(kisi, pohon, "1.1")
    terkirim: list[str] = []
    kisi.on("request", lambda minta: terkirim.append(minta.url) if minta.method == "POST" else None)
    periksa_axe(kisi)
    _sel(baris, "satuan").click()
    kisi.keyboard.type("indeks baru")
    periksa_axe(kisi)
    kisi.keyboard.press("Tab")
    expect(_sel(baris, "jenis_formula")).to_be_focused()
    kisi.keyboard.press("ArrowRight")
    kisi.keyboard.press("Enter")
    expect(_sel(baris, "pembilang").get_by_role("textbox")).to_be_focused()
    kisi.keyboard.type(" tidak jadi")
    kisi.keyboard.press("Escape")
    expect(_sel(baris, "pembilang")).to_be_focused()
    _sel(baris, "makna").click()
    assert terkirim == []
    kisi.keyboard.press("ArrowDown")

    expect(kisi.locator("#kabar")).to_contain_text("Tersimpan:")
    expect(_sel(baris, "satuan")).to_have_text("indeks baru")
    expect(_sel(baris, "satuan")).not_to_have_class("kisi__diubah")
    kini = Indikator.objects.get(pk=satu.pk)
    assert (kini.satuan, kini.pembilang, kini.versi) == ("indeks baru", satu.pembilang, satu.versi + 1)
    pastikan_halaman_sama(kisi)

    kisi.keyboard.press("Control+z")
    expect(_sel(baris, "satuan")).to_have_text(satu.satuan)
    expect(kisi.locator("#kabar")).to_contain_text("Diurungkan: mengubah indikator")


def test_a_first_indicator_is_filled_in_and_the_counts_follow(kisi: Page, pohon: Pohon) -> None:
    bilah = kisi.locator("#bilah-tahap a", has_text="Indikator")
    expect(bilah).to_contain_text("32 dari 33 terisi")
    kosong = kisi.locator("[data-indikator='']")
    _sel(kosong, "nama").click()
    kisi.keyboard.type("Jumlah bimtek")
    kisi.keyboard.press("Control+Enter")
    kisi.keyboard.press("Control+Enter")

    expect(bilah).to_contain_text("33 dari 33 terisi")
    expect(kisi.locator("#kemajuan-teks")).to_have_text("33 dari 33 terisi")
    expect(kosong).to_have_count(0)
    assert _indikator(pohon, "1.1.2").nama == "Jumlah bimtek"
    pastikan_halaman_sama(kisi)


def test_another_indicator_is_added_to_a_node_and_deleted_again(kisi: Page, pohon: Pohon) -> None:
    _baris(kisi, pohon, "1.1").get_by_role("link", name="Tambah").click()
    baru = kisi.locator("[data-indikator='']").first
    expect(_sel(baru, "nama")).to_be_focused()
    kisi.keyboard.type("Jumlah keluhan")
    kisi.keyboard.press("Enter")
    tambahan = kisi.locator("tr", has_text="Jumlah keluhan")
    expect(tambahan.get_by_role("button", name="Hapus")).to_be_visible()
    tambahan.get_by_role("button", name="Hapus").click()
    expect(tambahan).to_have_count(0)
    expect(kisi.get_by_role("button", name="Urungkan")).to_be_visible()
    pastikan_halaman_sama(kisi)


def test_choices_are_made_from_a_list_and_the_formula_is_a_fraction(kisi: Page, pohon: Pohon) -> None:
    baris = _baris(kisi, pohon, "1.1")
    _sel(baris, "jenis_formula").click()
    _sel(baris, "jenis_formula").click()
    pilihan = _sel(baris, "jenis_formula").get_by_role("combobox")
    pilihan.select_option("persentase")
    kisi.keyboard.press("Tab")
    kisi.keyboard.type("Pemohon yang puas")
    kisi.keyboard.press("Tab")
    kisi.keyboard.type("Semua pemohon")
    kisi.keyboard.press("Enter")

    expect(baris.locator(".pecahan__atas")).to_have_text("Pemohon yang puas")
    expect(baris.locator(".pecahan__bawah")).to_have_text("Semua pemohon")
    expect(baris.locator(".rumus__kali")).to_contain_text("%")


def test_errors_stand_in_their_cells_and_nothing_typed_is_lost(kisi: Page, pohon: Pohon) -> None:
    baris = _baris(kisi, pohon, "1.1")
    _sel(baris, "makna").click()
    kisi.keyboard.type("Makna baru")
    kisi.keyboard.press("Tab")
    _sel(baris, "pengali").click()
    kisi.keyboard.type("1,234.5")
    kisi.keyboard.press("Enter")

    expect(_sel(baris, "pengali")).to_contain_text("Tulis angka seperti 100")
    expect(_sel(baris, "makna")).to_have_text("Makna baru")
    for lebar in (1366, 360):
        kisi.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(kisi)
        assert kisi.evaluate("document.documentElement.scrollWidth") <= lebar
    _sel(baris, "pengali").click()
    kisi.keyboard.type("1.234,5")
    kisi.keyboard.press("Enter")
    expect(kisi.locator("#kabar")).to_contain_text("Tersimpan:")
    assert Indikator.objects.get(pk=_indikator(pohon, "1.1").pk).makna == "Makna baru"


def test_two_planners_in_one_row_lose_neither_text(kisi: Page, pohon: Pohon) -> None:
    satu = _indikator(pohon, "1.1")
    lain = kisi.context.browser.new_context(base_url=kisi.url.split("/pohon/")[0])  # type: ignore[union-attr]
    rekan = _buka(lain.new_page(), pohon)
    _sel(_baris(rekan, pohon, "1.1"), "satuan").click()
    rekan.keyboard.type("milik rekan")
    rekan.keyboard.press("Enter")
    expect(rekan.locator("#kabar")).to_contain_text("Tersimpan:")
    lain.close()
    _sel(_baris(kisi, pohon, "1.1"), "satuan").click()
    kisi.keyboard.type("milik saya")
    kisi.keyboard.press("Enter")

    expect(kisi.locator(".bentrok-kotak")).to_contain_text("milik rekan")
    expect(kisi.locator(".bentrok-kotak")).to_contain_text("milik saya")
    assert Indikator.objects.get(pk=satu.pk).satuan == "milik rekan"
    periksa_axe(kisi)
    kisi.locator(".bentrok-kotak button").click()
    expect(_sel(_baris(kisi, pohon, "1.1"), "satuan")).to_have_text("milik saya")
    pastikan_halaman_sama(kisi)


def test_a_lost_connection_keeps_the_row_until_it_can_be_saved(kisi: Page, pohon: Pohon) -> None:
    baris = _baris(kisi, pohon, "1.1")
    _sel(baris, "satuan").click()
    kisi.context.set_offline(True)
    kisi.keyboard.type("indeks baru")
    kisi.keyboard.press("Enter")
    expect(kisi.locator("#gangguan")).to_contain_text("Sambungan terputus")
    expect(_sel(baris, "satuan")).to_have_text("indeks baru")

    kisi.context.set_offline(False)
    expect(kisi.locator("#kabar")).to_contain_text("Tersimpan:")
    expect(kisi.locator("#gangguan")).to_be_hidden()
    assert _indikator(pohon, "1.1").satuan == "indeks baru"


def test_a_block_from_excel_is_previewed_then_saved_and_undone_as_one(kisi: Page, pohon: Pohon) -> None:
    satu = _indikator(pohon, "1.1")
    _sel(_baris(kisi, pohon, "1.1"), "satuan").click()
    _tempelkan(kisi, "skor\tRasio\r\nskor\u00a0dua\tRata-rata\r\n")
    simpan = kisi.get_by_role("button", name="Simpan 4 perubahan")
    expect(simpan).to_be_focused()
    expect(kisi.locator("#pratinjau")).to_contain_text("4 sel pada 2 indikator akan berubah")
    periksa_axe(kisi)
    assert Indikator.objects.get(pk=satu.pk).satuan == satu.satuan
    kisi.keyboard.press("Enter")

    expect(_sel(_baris(kisi, pohon, "1.1"), "satuan")).to_have_text("skor")
    expect(kisi.locator("#kabar")).to_contain_text("Tersimpan dari tempelan: 2 indikator.")
    expect(kisi.get_by_text("skor dua")).to_have_count(1)
    kisi.get_by_role("button", name="Urungkan").click()
    expect(_sel(_baris(kisi, pohon, "1.1"), "satuan")).to_have_text(satu.satuan)
    expect(kisi.get_by_text("skor dua")).to_have_count(0)
    pastikan_halaman_sama(kisi)


def test_a_block_with_errors_tells_them_by_cell_and_saves_nothing(kisi: Page, pohon: Pohon) -> None:
    _sel(_baris(kisi, pohon, "1.1"), "jenis_formula").click()
    _tempelkan(kisi, "Ngawur\tx\ty\t1,5\t\t\t\t\t\t\tterlalu banyak")
    pratinjau = kisi.locator("#pratinjau")
    expect(pratinjau).to_contain_text("1 sel tidak dapat disimpan")
    expect(pratinjau).to_contain_text("kolom paling kanan tidak mendapat tempat")
    expect(pratinjau.get_by_role("button")).to_have_count(0)
    for lebar in (1366, 360):
        kisi.set_viewport_size({"width": lebar, "height": 800})
        periksa_axe(kisi)
        assert kisi.evaluate("document.documentElement.scrollWidth") <= lebar
    pratinjau.get_by_role("link", name="Kembali ke kisi").click()
    expect(pratinjau).to_be_empty()
    pastikan_halaman_sama(kisi)


def test_without_javascript_a_block_is_previewed_and_a_row_has_its_form(halaman_polos: Page, pohon: Pohon) -> None:
    masuk(halaman_polos, "perencana.disdukcapil")
    halaman_polos.goto(f"/pohon/{pohon.pk}/tahap-4/")
    halaman_polos.get_by_role("link", name="Isi dalam kisi seperti Excel").click()
    expect(_baris(halaman_polos, pohon, "1.1").get_by_role("link", name="Ubah")).to_be_visible()
    halaman_polos.get_by_role("link", name="Tempel dari Excel").click()
    satu = _indikator(pohon, "1.1")
    halaman_polos.get_by_label("Mulai dari baris").select_option(f"indikator-{satu.pk}")
    halaman_polos.get_by_label("Mulai dari kolom").select_option("satuan")
    halaman_polos.get_by_label("Sel yang disalin dari Excel").fill("skor\tRasio")
    halaman_polos.get_by_role("button", name="Lihat pratinjau").click()
    expect(halaman_polos.get_by_text("2 sel pada 1 indikator akan berubah")).to_be_visible()
    halaman_polos.get_by_role("button", name="Simpan 2 perubahan").click()
    expect(_sel(_baris(halaman_polos, pohon, "1.1"), "satuan")).to_have_text("skor")
    halaman_polos.get_by_role("button", name="Urungkan").click()
    expect(_sel(_baris(halaman_polos, pohon, "1.1"), "satuan")).to_have_text(satu.satuan)
