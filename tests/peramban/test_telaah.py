"""Three people in three browsers agree on a tree: submitted, returned, mended, approved, proven, changed."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pohon.choices import StatusPohon
from pohon.services import ubah_simpul
from pohon.services.isian import IsiSimpul
from tests.pabrik.basis import simpul
from tests.pabrik.telaah import Kasus, pohon_lengkap
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kasus(settings: Settings, tmp_path: Path) -> Kasus:
    settings.MEDIA_ROOT = tmp_path
    return pohon_lengkap()


@pytest.fixture
def tiga_orang(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, kasus: Kasus
) -> tuple[Page, Page, Page]:
    """Return the browsers of planner, reviewer and head, each signed in; the planner's runs no scripts."""
    halaman: list[Page] = []
    konteks: list[BrowserContext] = []
    for orang, skrip in ((kasus.perencana, False), (kasus.penelaah, True), (kasus.pimpinan, True)):
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


def test_three_people_agree_on_a_tree(tiga_orang: tuple[Page, Page, Page], kasus: Kasus) -> None:
    perencana, penelaah, pimpinan = tiga_orang
    alamat = f"/pohon/{kasus.pohon.pk}"

    perencana.goto(f"{alamat}/ajukan/")
    perencana.get_by_role("button", name="Ajukan kepada penelaah").click()
    expect(perencana.get_by_text("Penelaah sudah diberi tahu").first).to_be_visible()

    penelaah.goto("/dasbor/")
    penelaah.get_by_role("link", name=kasus.pohon.perangkat_daerah.nama).click()
    penelaah.get_by_role("button", name="Mulai telaah").click()
    penelaah.get_by_text("Beri catatan untuk 1.1.1.1").click()
    kotak = penelaah.get_by_label("Catatan untuk 1.1.1.1", exact=True)
    kotak.fill("Sebutkan standar kompetensinya.")
    kotak.locator("xpath=ancestor::form").get_by_role("button").click()
    expect(penelaah.get_by_text("Sebutkan standar kompetensinya.")).to_be_visible()
    periksa_axe(penelaah)
    penelaah.get_by_role("button", name="Kembalikan dengan catatan (1)").click()
    expect(penelaah.get_by_text("dikembalikan kepada perencana").first).to_be_visible()

    perencana.goto(f"{alamat}/")
    expect(perencana.get_by_text("Sebutkan standar kompetensinya.").first).to_be_visible()
    petugas = simpul(kasus.pohon, "Tersedianya petugas terlatih")
    ubah_simpul(
        aktor=kasus.perencana,
        pohon_id=kasus.pohon.pk,
        simpul_id=petugas.pk,
        versi=petugas.versi,
        isi=IsiSimpul("Tersedianya petugas terlatih sesuai standar"),
    )
    perencana.goto(f"{alamat}/telaah/")
    perencana.get_by_role("button", name="Tandai selesai").click()
    perencana.get_by_role("link", name="Ajukan", exact=True).click()
    perencana.get_by_role("button", name="Ajukan kepada penelaah").click()

    penelaah.goto(f"{alamat}/telaah/")
    penelaah.get_by_role("button", name="Mulai telaah").click()
    penelaah.get_by_role("link", name="Setujui").click()
    expect(penelaah.get_by_role("heading", level=1)).to_contain_text("Setujui pohon kinerja")
    penelaah.get_by_role("button", name="Ya, setujui").click()
    expect(penelaah.get_by_text("Isi dan bukunya dibekukan").first).to_be_visible()
    assert kasus.segar().status == StatusPohon.DISETUJUI

    pimpinan.goto(f"{alamat}/arsip/")
    expect(pimpinan.get_by_text("Utuh", exact=True)).to_have_count(3)
    with pimpinan.expect_download() as unduhan:
        pimpinan.get_by_role("link", name="Unduh buku cascading sebagaimana disetujui (PDF)").click()
    sidik = hashlib.sha256(Path(unduhan.value.path()).read_bytes()).hexdigest()
    expect(pimpinan.get_by_text(sidik)).to_be_visible()

    perencana.goto(f"{alamat}/telaah/")
    perencana.get_by_role("button", name="Buat versi baru").click()
    expect(perencana.get_by_text("dibuat sebagai draf").first).to_be_visible()
    versi = perencana.url.rstrip("/").rsplit("/", 1)[1]
    baru = kasus.pohon.turunan.get()
    assert str(baru.pk) == versi
    petugas = simpul(baru, "Tersedianya petugas terlatih sesuai standar")
    ubah_simpul(
        aktor=kasus.perencana,
        pohon_id=baru.pk,
        simpul_id=petugas.pk,
        versi=petugas.versi,
        isi=IsiSimpul("Tersedianya petugas terlatih bersertifikat"),
    )
    perencana.goto(f"/pohon/{baru.pk}/telaah/")
    perencana.get_by_role("link", name="Bandingkan").click()
    expect(perencana.locator("del")).to_have_text(["sesuai standar"])
    expect(perencana.locator("ins")).to_have_text(["bersertifikat"])


@pytest.mark.parametrize("lebar", [1366, 360])
def test_pages_of_the_review_are_accessible_and_fit(
    tiga_orang: tuple[Page, Page, Page], kasus: Kasus, lebar: int
) -> None:
    _, penelaah, pimpinan = tiga_orang
    for halaman, daftar in (
        (penelaah, ("telaah/", "tinjau/", "setujui/", "catatan/")),
        (pimpinan, ("telaah/", "ajukan/")),
    ):
        halaman.set_viewport_size({"width": lebar, "height": 800})
        for nama in (*(f"/pohon/{kasus.pohon.pk}/{satu}" for satu in daftar), "/kabar/", "/kabar/pilihan/"):
            halaman.goto(nama)
            periksa_axe(halaman)
            assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar, nama
    penelaah.goto("/dasbor/?q=petugas")
    periksa_axe(penelaah)
    assert penelaah.evaluate("document.documentElement.scrollWidth") <= lebar
