"""Hints under the field while someone types, and the formula as a fraction, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pohon.models import Indikator, Pohon
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.editor import baris, buka_editor, muat_pohon, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


def test_a_box_of_tahap_3_is_hinted_at_while_it_is_typed_and_no_longer_when_mended(page: Page, pohon: Pohon) -> None:
    buka_editor(page, pohon)
    baris(page, "1.1.1").get_by_role("link", name="Ubah").click()
    page.locator("#id_pernyataan").press_sequentially(" dan Persentase", delay=1)
    page.locator("#id_pernyataan").fill("Persentase petugas yang cakap")
    saran = page.locator(".penyuntingan__pernyataan .saran")
    expect(saran).to_contain_text("indikator")
    expect(saran).to_have_attribute("aria-live", "polite")
    for lebar in (1366, 360):
        page.set_viewport_size({"width": lebar, "height": 768})
        periksa_axe(page)
    page.locator("#id_pernyataan").fill("Meningkatnya kecakapan petugas loket")
    expect(saran).to_be_empty()
    assert simpul(pohon, "1.1.1").versi == 1


def test_fields_that_were_not_touched_get_no_hints(page: Page, pohon: Pohon) -> None:
    masuk(page, "perencana.disdukcapil")
    kunci = Indikator.objects.filter(pohon=pohon).values_list("pk", flat=True)[0]
    page.goto(reverse("tahap_4_indikator", args=[pohon.pk, kunci]))
    page.locator("[name=satuan]").fill("")
    page.locator("[name=nama]").fill("(Persentase sementara)")
    expect(page.locator(".saran").first).to_contain_text("tanda kurung")
    expect(page.locator(".govuk-form-group:has([name=makna]) .saran")).to_have_count(0)


def test_a_formula_is_shown_as_it_will_be_printed(page: Page, pohon: Pohon) -> None:
    masuk(page, "perencana.disdukcapil")
    page.goto(reverse("tahap_4_indikator_baru", args=[pohon.pk, simpul(pohon, "1.1").pk]))
    page.locator("[name=nama]").fill("Persentase loket yang buka tepat waktu")
    page.locator("[name=jenis_formula]").select_option("persentase")
    page.locator("[name=pembilang]").fill("Loket yang buka tepat waktu")
    page.locator("[name=penyebut]").fill("Seluruh loket")
    expect(page.locator("[data-rumus] .pecahan__atas")).to_have_text("Loket yang buka tepat waktu")
    expect(page.locator("[data-rumus] .pecahan__bawah")).to_have_text("Seluruh loket")
    expect(page.locator("[data-rumus] .rumus__kali")).to_contain_text("100")
    for lebar in (1366, 360):
        page.set_viewport_size({"width": lebar, "height": 768})
        periksa_axe(page)
