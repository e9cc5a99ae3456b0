"""Two planners in two browsers ask, refuse and accept; the planning board reads the matrix; axe, wide and narrow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from pohon.choices import StatusPermintaan
from tests.pabrik.cuplikan import pasang_contoh
from tests.pabrik.daerah import pohon_daerah
from tests.pabrik.lintas import DIMINTA, MENJAWAB, Kasus, dua_perangkat
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kasus() -> Kasus:
    """Two agencies that ask nothing yet, and a regional tree."""
    kasus = dua_perangkat(minta=False)
    pohon_daerah(kasus.penelaah, kasus.pohon_minta.periode)
    return kasus


@pytest.fixture
def tiga_orang(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, kasus: Kasus
) -> Iterator[tuple[Page, Page, Page]]:
    """Return the browsers of asker, answerer and reviewer, each signed in; the answerer's runs no scripts."""
    konteks: list[BrowserContext] = []
    halaman: list[Page] = []
    for orang, skrip in ((kasus.peminta, True), (kasus.penjawab, False), (kasus.penelaah, True)):
        satu = browser.new_context(
            **{**browser_context_args, "base_url": live_server.url, "java_script_enabled": skrip}
        )
        satu.set_default_timeout(15_000)
        konteks.append(satu)
        halaman.append(satu.new_page())
        masuk(halaman[-1], orang.username)
    yield tuple(halaman)
    for satu in konteks:
        satu.close()


def test_two_agencies_make_refuse_and_accept(tiga_orang: tuple[Page, Page, Page], kasus: Kasus) -> None:
    peminta, penjawab, penelaah = tiga_orang
    peminta.goto(f"/pohon/{kasus.pohon_minta.pk}/tahap-3/")
    baris = peminta.locator("tr", has_text=DIMINTA)
    baris.get_by_role("link", name="Ubah").click()
    peminta.get_by_text("Crosscutting: dikerjakan bersama").click()
    peminta.get_by_label("Dinas Penjawab").check()
    peminta.get_by_role("button", name="Simpan").first.click()
    expect(peminta.get_by_role("link", name="Dinas Penjawab: Belum dijawab")).to_be_visible()

    penjawab.goto("/kabar/")
    penjawab.get_by_role("link", name="Permintaan crosscutting baru: Dinas Peminta").click()
    expect(penjawab.get_by_text("1.1 Meningkatnya sarana")).to_be_visible()
    penjawab.get_by_text("Tolak", exact=True).click()
    penjawab.get_by_role("button", name="Tolak permintaan").click()
    expect(penjawab.get_by_text("Tulis alasannya, supaya peminta tahu.").first).to_be_visible()
    penjawab.get_by_label("Alasan menolak").fill("Jaringan kantor dikelola sendiri.")
    penjawab.get_by_role("button", name="Tolak permintaan").click()
    expect(penjawab.get_by_text("Permintaan ditolak.")).to_be_visible()

    peminta.goto("/crosscutting/keluar/")
    expect(peminta.get_by_text("Jaringan kantor dikelola sendiri.")).to_be_visible()
    peminta.goto(f"/pohon/{kasus.pohon_minta.pk}/tahap-3/")
    expect(peminta.get_by_role("link", name="Ditolak: Jaringan kantor dikelola sendiri.")).to_be_visible()

    penjawab.goto("/crosscutting/")
    penjawab.get_by_role("link", name=DIMINTA).click()
    penjawab.get_by_text("Terima dengan kotak yang sudah ada").click()
    penjawab.get_by_label("Kotak perangkat daerah Anda yang menjawab").select_option(str(kasus.simpul_jawab))
    penjawab.get_by_role("button", name="Terima dan tautkan").click()
    expect(penjawab.get_by_text("Permintaan diterima dan ditautkan.")).to_be_visible()
    assert kasus.permintaan().status == StatusPermintaan.DITERIMA

    peminta.goto(f"/pohon/{kasus.pohon_minta.pk}/bagan/")
    expect(peminta.get_by_role("link", name=f"Crosscutting: Dinas Penjawab: 1 {MENJAWAB}")).to_be_visible()
    penelaah.goto("/crosscutting/matriks/")
    expect(penelaah.get_by_role("link", name="1 dari Dinas Peminta kepada Dinas Penjawab: 1 diterima")).to_be_visible()
    penelaah.get_by_role("link", name="1 dari Dinas Peminta kepada Dinas Penjawab: 1 diterima").click()
    expect(penelaah.get_by_text(f"1 {MENJAWAB}")).to_be_visible()


def test_an_answer_that_comes_too_late_keeps_what_was_typed(tiga_orang: tuple[Page, Page, Page], kasus: Kasus) -> None:
    _, penjawab, _ = tiga_orang
    kasus.minta()
    penjawab.goto(f"/crosscutting/permintaan/{kasus.permintaan().pk}/")
    kasus.minta("Meningkatnya pelayanan")  # another request; this one is as it was
    penjawab.get_by_text("Tolak", exact=True).click()
    penjawab.get_by_label("Alasan menolak").fill("Kami jelaskan panjang.")
    kasus_lama = kasus.perangkat_minta.permintaan_keluar.get(pernyataan=DIMINTA)
    type(kasus_lama).objects.filter(pk=kasus_lama.pk).update(versi=kasus_lama.versi + 1)
    penjawab.get_by_role("button", name="Tolak permintaan").click()
    expect(penjawab.get_by_text("Permintaan ini berubah sejak halaman dibuka")).to_be_visible()
    expect(penjawab.get_by_label("Alasan menolak")).to_have_value("Kami jelaskan panjang.")
    penjawab.get_by_role("button", name="Tolak permintaan").click()
    expect(penjawab.get_by_text("Permintaan ditolak.")).to_be_visible()


HALAMAN = {
    "penelaah.bappeda": (
        "/crosscutting/matriks/",
        "/crosscutting/matriks/?status=diterima&q=dokumen",
        "/pohon-pemerintah-daerah/",
        "/pohon-pemerintah-daerah/?q=layanan",
        "/pohon-pemerintah-daerah/mulai/",
        "/pohon-pemerintah-daerah/dukungan/",
    ),
    "perencana.naker": ("/crosscutting/", "/crosscutting/keluar/", "/pohon-pemerintah-daerah/dukungan/"),
}


@pytest.mark.parametrize("akun", list(HALAMAN))
def test_pages_are_accessible_wide_and_narrow(akun: str, page: Page) -> None:
    pasang_contoh()
    masuk(page, akun)
    alamat = list(HALAMAN[akun])
    page.goto("/crosscutting/")
    for tautan in page.locator("a[href*='/permintaan/']").all()[:2]:
        alamat.append(tautan.get_attribute("href") or "")
    for satu in alamat:
        for lebar in (1366, 360):
            page.set_viewport_size({"width": lebar, "height": 800})
            page.goto(satu)
            assert page.evaluate("document.documentElement.scrollWidth") <= lebar, satu
            periksa_axe(page)
