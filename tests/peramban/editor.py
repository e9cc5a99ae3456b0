"""What tests of the quick editor share: opening Tahap 3, finding rows by code, knowing that the page is the same."""

import re

from playwright.sync_api import Locator, Page, expect

from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from tests.pabrik.cuplikan import pasang_contoh
from tests.peramban.bantuan import masuk


def muat_pohon() -> Pohon:
    """Load the demo data; return the tree of 34 boxes."""
    pasang_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


def buka_editor(page: Page, pohon: Pohon) -> Page:
    """Sign in and open Tahap 3, with a mark (where scripts run) that a page loaded anew would not have."""
    masuk(page, "perencana.disdukcapil")
    page.goto(f"/pohon/{pohon.pk}/tahap-3/")
    if page.evaluate("document.body.dataset.sama = 'ya'") is None:
        raise AssertionError("Tahap 3 tidak terbuka.")
    return page


def baris(page: Page, kode: str) -> Locator:
    """The row with a code."""
    kepala = page.locator("th", has_text=re.compile(rf"^\s*{re.escape(kode)}\s*$"))
    return page.locator("#pohon-isi > tr").filter(has=kepala)


def simpul(pohon: Pohon, kode: str) -> Simpul:
    """The node with a code, as stored."""
    kunci = next(satu.id for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode)
    return Simpul.objects.get(pk=kunci)


def pastikan_halaman_sama(page: Page) -> None:
    """Fail when the page was loaded anew."""
    expect(page.locator("body")).to_have_attribute("data-sama", "ya")
