"""The grid of targets in a browser: a block of cells pasted, the keyboard, no JavaScript; all pages accessible."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from instansi.models import PerangkatDaerah
from pk.lingkup import baca_lingkup
from pk.models import Perjanjian
from tests.pabrik.cuplikan import pasang_contoh
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)
TAHUN = "?tahun=2025"
TEMPEL = """(sel, teks) => {
  const data = new DataTransfer();
  data.setData("text/plain", teks);
  sel.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def perangkat() -> PerangkatDaerah:
    """The agency of the demo data, with targets, budgets and drafts."""
    pasang_contoh()
    return PerangkatDaerah.objects.get(slug="disdukcapil")


def alamat(nama: str, perangkat: PerangkatDaerah) -> str:
    return reverse(nama, args=[perangkat.pk]) + TAHUN


def test_a_block_of_cells_is_pasted_and_stored(page: Page, perangkat: PerangkatDaerah) -> None:
    satu, dua = (baris.identitas for baris in baca_lingkup(perangkat, 2025).daftar.baris[:2])
    masuk(page, "perencana.disdukcapil")
    page.goto(alamat("pk_target", perangkat))

    awal = page.locator(f"[id='awal-{satu}']")
    awal.evaluate(f"(sel) => ({TEMPEL})(sel, '70\\t71,5\\t72\\r\\n1.080\\t81,25\\t\\r\\n')")

    expect(page.locator(f"[id='t2021-{satu}']")).to_have_value("71,5")
    expect(page.locator(f"[id='awal-{dua}']")).to_have_value("1.080")
    expect(page.locator(f"[id='t2022-{dua}']")).to_have_value("")
    expect(page.locator(f"[id='t2021-{dua}']")).to_have_class("isian-kisi__isian isian-kisi__isian--berubah")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("2 indikator tersimpan.")
    expect(page.locator(f"[id='t2021-{dua}']")).to_have_value("81,25")
    expect(page.locator("main")).to_contain_text("Target 2022 belum diisi, sedangkan tahun lain sudah.")


def test_directions_are_pasted_into_their_lists_and_arrows_move_between_rows(
    page: Page, perangkat: PerangkatDaerah
) -> None:
    satu, dua = (baris.identitas for baris in baca_lingkup(perangkat, 2025).daftar.baris[:2])
    masuk(page, "perencana.disdukcapil")
    page.goto(alamat("pk_target", perangkat))

    page.locator(f"[id='satuan-{satu}']").evaluate(f"(sel) => ({TEMPEL})(sel, 'Poin\\tTurun\\nPoin\\ttidak ada')")

    expect(page.locator(f"[id='arah-{satu}']")).to_have_value("turun")
    expect(page.locator(f"[id='arah-{dua}']")).to_have_value("naik")  # what is no direction changes nothing
    page.locator(f"[id='awal-{satu}']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"[id='awal-{dua}']")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(f"[id='awal-{dua}']")).to_be_focused()


def test_the_grid_and_a_pasted_table_work_without_javascript(halaman_polos: Page, perangkat: PerangkatDaerah) -> None:
    page, baris = halaman_polos, baca_lingkup(perangkat, 2025).daftar.baris[0]
    masuk(page, "perencana.disdukcapil")
    page.goto(alamat("pk_target", perangkat))
    page.fill(f"[id='t2026-{baris.identitas}']", "98,75")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("1 indikator tersimpan.")

    page.get_by_role("link", name="Tempel tabel dari Excel").click()
    page.fill("[name=teks]", f"Indikator\t2026\n{baris.nama}\t97,5")
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator("main")).to_contain_text("1 isian pada 1 baris akan berubah")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(f"[id='t2026-{baris.identitas}']")).to_have_value("97,5")


@pytest.mark.parametrize("lebar", [1366, 360])
def test_pages_are_accessible_and_fit_the_window(page: Page, perangkat: PerangkatDaerah, lebar: int) -> None:
    perjanjian = Perjanjian.objects.filter(perangkat_daerah=perangkat).first()
    kunci = perjanjian.pk if perjanjian else 0
    page.set_viewport_size({"width": lebar, "height": 4000})
    masuk(page, "perencana.disdukcapil")
    # The viewer of the browser is not ours to judge, and axe would wait for it.
    page.route("**/pratinjau/*", lambda rute: rute.fulfill(body="", content_type="text/html"))
    nama = ("pk_daftar", "pk_target", "pk_realisasi", "pk_anggaran", "pk_tempel", "pk_impor")

    for url in (
        *(alamat(satu, perangkat) for satu in nama),
        *(reverse(f"perjanjian{satu}", args=[kunci]) for satu in ("", "_tandatangani", "_riwayat")),
    ):
        page.goto(url)
        periksa_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar, url


def test_a_grid_with_errors_is_accessible(page: Page, perangkat: PerangkatDaerah) -> None:
    baris = baca_lingkup(perangkat, 2025).daftar.baris[0]
    masuk(page, "perencana.disdukcapil")
    page.goto(alamat("pk_target", perangkat))
    page.fill(f"[id='t2026-{baris.identitas}']", "12.5")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(f"[id='t2026-{baris.identitas}']")).to_have_value("12.5")
    expect(page.locator(".govuk-error-summary")).to_contain_text("tidak terbaca")
    periksa_axe(page)
