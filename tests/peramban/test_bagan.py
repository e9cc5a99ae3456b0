"""The tree picture in a real browser: by mouse, by keyboard, by touch and without JavaScript."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from telaah.services import buat_catatan
from tests.pabrik.cuplikan import pasang_contoh
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo tree of 34 boxes."""
    pasang_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


def buka(page: Page, pohon: Pohon, query: str = "", akun: str = "perencana.disdukcapil") -> Page:
    """Sign in and open the picture, with a mark that a page loaded anew would not have."""
    masuk(page, akun)
    page.goto(f"/pohon/{pohon.pk}/bagan/{query}")
    page.evaluate("document.body.dataset.sama = 'ya'")
    return page


def kunci(pohon: Pohon, kode: str) -> int:
    return next(satu.id for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode)


def tautan(page: Page, kode: str, kerja: str = "") -> Locator:
    """The link of a box, or one of its controls."""
    nama = f"{kerja} cabang {kode}" if kerja else re.compile(rf"^{re.escape(kode)} · ")
    return page.locator("#bagan").get_by_role("link", name=nama, exact=bool(kerja))


def lebar(page: Page) -> float:
    kotak = page.locator("#bagan > svg").bounding_box()
    assert kotak
    return kotak["width"]


def gulir(page: Page) -> list[float]:
    hasil: list[float] = page.locator("#bagan").evaluate("satu => [satu.scrollLeft, satu.scrollTop]")
    return hasil


def pastikan_halaman_sama(page: Page) -> None:
    expect(page.locator("body")).to_have_attribute("data-sama", "ya")


# -- zoom ------------------------------------------------------------------------------------------------------------


def test_buttons_zoom_in_place_and_say_the_size(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    awal = lebar(page)
    page.get_by_role("link", name="Perbesar").click()
    expect(page.get_by_role("status").filter(has_text="Ukuran 125 %.")).to_be_attached()
    assert lebar(page) == pytest.approx(awal * 1.25, rel=0.01)
    page.get_by_role("link", name="Ukuran asli").click()
    page.get_by_role("link", name="Perkecil").click()
    expect(page.locator("#ukuran-asli")).to_contain_text("80 %")
    assert "perbesar=80" in page.url
    page.reload()
    assert lebar(page) == pytest.approx(awal * 0.8, rel=0.01)


def test_the_fits_fill_the_width_and_the_frame(page: Page, pohon: Pohon) -> None:
    buka(page, pohon, "?arah=menurun")
    page.get_by_role("link", name="Pas lebar").click()
    bingkai = page.locator("#bagan").evaluate("satu => satu.clientWidth")
    assert lebar(page) == pytest.approx(bingkai, abs=1)
    page.get_by_role("link", name="Pas layar").click()
    tinggi = page.locator("#bagan").evaluate("satu => [satu.scrollHeight, satu.clientHeight]")
    assert tinggi[0] <= tinggi[1] + 1
    expect(page.get_by_role("link", name="Pas layar")).to_have_attribute("aria-current", "true")
    pastikan_halaman_sama(page)


def test_ctrl_and_wheel_zoom_where_the_pointer_is(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    kotak = tautan(page, "1.1.1").locator("rect").first
    semula = kotak.bounding_box()
    assert semula
    page.mouse.move(semula["x"] + 2, semula["y"] + 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page.locator("#ukuran-asli")).not_to_contain_text("100 %")
    kini = kotak.bounding_box()
    assert kini and kini["width"] > semula["width"] * 1.3
    assert kini["x"] == pytest.approx(semula["x"], abs=4) and kini["y"] == pytest.approx(semula["y"], abs=4)


def test_keys_zoom_and_pan_from_the_frame_and_from_a_box(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    awal = lebar(page)
    page.locator("#bagan").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert lebar(page) == pytest.approx(awal * 1.56, rel=0.02)
    kiri, atas = gulir(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#bagan")).to_have_js_property("scrollLeft", kiri + 40)
    expect(page.locator("#bagan")).to_have_js_property("scrollTop", atas + 40)
    tautan(page, "1.1").focus()
    page.keyboard.press("0")
    assert lebar(page) == pytest.approx(awal, rel=0.01)
    page.keyboard.press("-")
    assert lebar(page) == pytest.approx(awal * 0.8, rel=0.01)


def test_links_zoom_fold_and_search_without_scripts(halaman_polos: Page, pohon: Pohon) -> None:
    page = halaman_polos
    masuk(page, "perencana.disdukcapil")
    page.goto(f"/pohon/{pohon.pk}/bagan/")
    awal = lebar(page)
    page.get_by_role("link", name="Perbesar").click()
    assert lebar(page) == pytest.approx(awal * 1.25, rel=0.01)
    page.get_by_role("link", name="Pas layar").click()
    assert lebar(page) <= 1366
    page.get_by_role("link", name="Ukuran asli").click()
    tautan(page, "1.1", "Lipat").click()
    expect(page.locator("#bagan-jumlah")).to_have_text("24 dari 34 kotak tampil")
    expect(tautan(page, "1.1.1")).to_have_count(0)
    page.get_by_role("searchbox").fill("inovasi")
    page.get_by_role("button", name="Cari").click()
    expect(page.locator("#bagan-ke")).to_contain_text("1 dari ")
    expect(tautan(page, "1.1.2")).to_have_count(1)  # its branch opened
    page.get_by_role("link", name="Berikutnya").click()
    expect(page.locator("#bagan-ke")).to_contain_text("2 dari ")
    assert "#kotak-" in page.url


# -- pan -------------------------------------------------------------------------------------------------------------


def test_dragging_pans_and_follows_no_link(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    kotak = tautan(page, "1.1.1").bounding_box()
    assert kotak
    x, y = kotak["x"] + 60, kotak["y"] + 100
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 5, y - 80, steps=4)
    page.mouse.up()
    assert gulir(page)[1] == pytest.approx(80, abs=2)
    pastikan_halaman_sama(page)
    page.mouse.click(x, y - 80)
    expect(page).to_have_url(re.compile(r"/tahap-3/"))


@pytest.fixture
def ponsel(browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer) -> Iterator[Page]:
    """A page on a narrow screen with touch."""
    ukuran = {"width": 360, "height": 740}
    context = browser.new_context(
        **{**browser_context_args, "viewport": ukuran, "has_touch": True, "base_url": live_server.url}
    )
    yield context.new_page()
    context.close()


def test_a_finger_pans_and_the_choices_are_folded_away(ponsel: Page, pohon: Pohon) -> None:
    page = buka(ponsel, pohon)
    expect(page.get_by_role("link", name="Menurun")).to_be_hidden()
    page.get_by_role("button", name="Pilihan bagan").click()
    expect(page.get_by_role("link", name="Menurun")).to_be_visible()
    page.locator("#bagan").evaluate("satu => satu.scrollIntoView({block: 'center'})")
    kotak = page.locator("#bagan").bounding_box()
    assert kotak
    jari = page.context.new_cdp_session(page)
    y = kotak["y"] + kotak["height"] / 2
    for jenis, x in (("touchStart", 250), ("touchMove", 220), ("touchMove", 160), ("touchMove", 100), ("touchEnd", 0)):
        titik = [] if jenis == "touchEnd" else [{"x": x, "y": y}]
        jari.send("Input.dispatchTouchEvent", {"type": jenis, "touchPoints": titik})
    expect(page.locator("#bagan")).not_to_have_js_property("scrollLeft", 0)
    pastikan_halaman_sama(page)


# -- folding and branches --------------------------------------------------------------------------------------------


def test_a_branch_folds_in_place_with_focus_kept_and_told(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    tautan(page, "1.1", "Lipat").focus()
    page.keyboard.press("Enter")
    expect(tautan(page, "1.1", "Buka")).to_be_focused()
    expect(page.locator("#bagan-kabar")).to_have_text("24 dari 34 kotak tampil.")
    expect(tautan(page, "1.1")).to_have_accessible_name(re.compile(r"\+ 10 kotak terlipat"))
    pastikan_halaman_sama(page)
    page.keyboard.press("Enter")
    expect(page.locator("#bagan-kabar")).to_have_text("34 kotak.")
    page.get_by_role("link", name="Antara utama", exact=True).click()
    expect(page.locator("#bagan-kabar")).to_contain_text("dari 34 kotak tampil.")
    page.go_back()
    expect(page.locator("#bagan-jumlah")).to_have_text("34 kotak")
    pastikan_halaman_sama(page)


def test_the_size_stays_when_something_else_is_chosen(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    page.get_by_role("link", name="Perbesar").click()
    page.get_by_role("link", name="Cascading", exact=True).click()
    expect(page.get_by_role("heading", name="Bagan cascading")).to_be_visible()
    expect(page.locator("#ukuran-asli")).to_contain_text("125 %")
    assert "perbesar=125" in page.url and "tampilan=cascading" in page.url


def test_one_branch_is_shown_and_downloaded(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    page.get_by_role("link", name="Bagan cabang 1.1 saja").click()
    expect(page.locator("#bagan-jumlah")).to_have_text("11 kotak")
    expect(tautan(page, "1.1")).to_have_count(1)
    expect(tautan(page, "2")).to_have_count(0)
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="SVG").click()
    assert "-cabang-1.1-" in unduhan.value.suggested_filename
    page.get_by_role("link", name="Bagan seluruhnya").click()
    expect(page.locator("#bagan-jumlah")).to_have_text("34 kotak")
    pastikan_halaman_sama(page)


def test_a_lost_connection_leaves_the_page_to_the_browser(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    page.route("**/bagan/?arah=menurun", lambda rute: rute.abort())
    alamat = page.url
    page.get_by_role("link", name="Menurun").click()
    expect(page).not_to_have_url(alamat)


# -- search ----------------------------------------------------------------------------------------------------------


def test_hits_are_walked_through_in_place_and_told(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    cari = page.get_by_role("searchbox")
    cari.fill("inovasi")
    cari.press("Enter")
    expect(page.locator("#bagan-kabar")).to_have_text(
        re.compile(r"^\d+ kotak cocok dengan “inovasi”.*Kotak 1 dari \d+: ")
    )
    expect(cari).to_be_focused()
    cari.press("Enter")
    expect(page.locator("#bagan-kabar")).to_have_text(re.compile(r"^Kotak 2 dari \d+: 1\.1\.2\.1 · "))
    expect(page.locator(".bagan-sorot--kini")).to_have_count(1)
    expect(page.locator(".bagan-sorot--kini")).to_be_in_viewport()
    cari.press("Shift+Enter")
    page.get_by_role("link", name="Sebelumnya").click()
    expect(page.locator("#bagan-ke")).to_have_text(re.compile(r"^(\d+) dari \1$"))  # round to the last
    page.get_by_role("list", name="Kotak yang cocok").get_by_role("link").first.click()
    expect(tautan(page, "1.1.2")).to_be_focused()
    page.get_by_role("link", name="Hapus pencarian").click()
    expect(page.locator(".bagan-sorot")).to_have_count(0)
    pastikan_halaman_sama(page)


# -- boxes as links --------------------------------------------------------------------------------------------------


def test_boxes_are_links_in_order_with_full_names(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    rows = baca_pohon(pohon.pk)
    # The order of focus: what the Tab key meets inside the picture.
    nama = page.locator("#bagan g[id^=kotak-] > a:first-child > title").all_text_contents()
    assert [satu.split(" · ")[0] for satu in nama] == [simpul.kode for simpul in rows.tanpa_csf]
    for satu, simpul in zip(nama, rows.tanpa_csf, strict=True):
        assert simpul.pernyataan in satu and all(indikator.nama in satu for indikator in simpul.indikator)
    expect(tautan(page, "1.1.1.1")).to_have_accessible_name(
        re.compile(r"^1\.1\.1\.1 · Kondisi operasional: .+; Jumlah ")
    )


def test_the_skip_link_leads_past_the_boxes(page: Page, pohon: Pohon) -> None:
    buka(page, pohon)
    page.get_by_role("link", name="Lewati bagan").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#setelah-bagan")).to_be_focused()


@pytest.mark.parametrize(("kode", "tahap"), [("O", "tahap-1"), ("1", "tahap-2"), ("1.1.1", "tahap-3")])
def test_a_box_opens_its_row_where_it_is_written(page: Page, pohon: Pohon, kode: str, tahap: str) -> None:
    buka(page, pohon)
    simpul = kunci(pohon, kode)
    tautan(page, kode).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{tahap}/\?ubah={simpul}#simpul-{simpul}$"))
    expect(page.locator(f"#simpul-{simpul} textarea").first).to_have_value(Simpul.objects.get(pk=simpul).pernyataan)


def test_a_box_of_the_cascading_opens_stage_5_and_a_reader_only_sees(page: Page, pohon: Pohon) -> None:
    buka(page, pohon, "?tampilan=cascading")
    tautan(page, "1.1.1").locator("rect").first.click()
    expect(page).to_have_url(re.compile(rf"/tahap-5/kotak/{kunci(pohon, '1.1.1')}/"))
    page.context.clear_cookies()
    buka(page, pohon, akun="pembaca.disdukcapil")
    tautan(page, "1.1.1").locator("rect").first.click()
    expect(page).to_have_url(re.compile(rf"/tahap-3/#simpul-{kunci(pohon, '1.1.1')}$"))


# -- every state -----------------------------------------------------------------------------------------------------


def test_every_state_of_the_picture_is_accessible_and_fits(page: Page, pohon: Pohon) -> None:
    simpul, lipat = kunci(pohon, "1.1"), kunci(pohon, "1.1.1")
    penulis = get_user_model().objects.get(username="perencana.disdukcapil")
    identitas = Simpul.objects.get(pk=simpul).identitas
    buat_catatan(aktor=penulis, pohon_id=pohon.pk, isi="Perjelas.", identitas=identitas)
    masuk(page, "perencana.disdukcapil")
    masalah = []
    semua = (
        "", f"?lipat={lipat}", f"?cabang={simpul}&arah=menurun", "?q=penduduk&ke=2", "?q=tidakada", "?perbesar=75",
        "?perbesar=40", "?perbesar=lebar", "?perbesar=layar&tampilan=cascading", "?perbesar=150&tanda=tanpa",
    )  # fmt: skip
    for query in semua:
        for lebar_layar in (1366, 360):
            page.set_viewport_size({"width": lebar_layar, "height": 800})
            page.goto(f"/pohon/{pohon.pk}/bagan/{query}")
            try:
                periksa_axe(page)
            except AssertionError as galat:
                masalah.append(f"{query} {lebar_layar}: {galat}")
            if page.evaluate("document.documentElement.scrollWidth") > lebar_layar:
                masalah.append(f"{query} {lebar_layar}: terlalu lebar")
    assert not masalah, "\n".join(masalah)


def test_paper_gets_the_picture_and_its_legend_without_anything_to_press(page: Page, pohon: Pohon) -> None:
    buka(page, pohon, "?perbesar=150")
    page.emulate_media(media="print")
    for satu in (".bagan-alat", ".bagan-unduh", ".bagan-kendali >> nth=0", "#setelah-bagan"):
        expect(page.locator(satu)).to_be_hidden()
    expect(page.locator(".bagan-legenda")).to_be_visible()
    assert lebar(page) <= 1366
