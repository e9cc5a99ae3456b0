"""What a browser gets of a first page: few bytes, and nothing that moves while it is being read."""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page

from instansi.models import Pengguna
from tests.pabrik.baris import benih
from tests.pabrik.telaah import Kasus, pohon_lengkap
from tests.peramban.bantuan import masuk

pytestmark = pytest.mark.django_db(transaction=True)

BATAS_BITA = 250_000
GESERAN = 0.001  # 0.00 as it is told; the arrow that folds a branch pushes the code beside it by its own width
# Sums up what moves without anybody having pressed anything (CLS).
PENGAMAT = """
window.geseran = 0;
new PerformanceObserver(daftar => {
  for (const satu of daftar.getEntries()) if (!satu.hadRecentInput) window.geseran += satu.value;
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture
def kasus() -> Kasus:
    """A tree of 150 boxes."""
    return pohon_lengkap(*benih(150))


def _berat(page: Page, akun: Pengguna | None) -> int:
    """Return the bytes of the page that is open and all it has fetched, as gzip sends them; fonts are so already."""
    klien = Client()
    if akun:
        klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
    halaman = klien.get(urlsplit(page.url).path, headers={"accept-encoding": "gzip"})
    assert halaman.headers["Content-Encoding"] == "gzip"
    jumlah = len(halaman.content)
    alamat = page.evaluate("performance.getEntriesByType('resource').map(satu => satu.name)")
    for jalur in {urlsplit(satu).path for satu in alamat}:
        berkas = finders.find(jalur.removeprefix("/static/"))
        assert berkas, jalur
        isi = Path(berkas).read_bytes()
        jumlah += len(isi) if jalur.endswith(".woff2") else len(gzip.compress(isi))
    return jumlah


def test_first_pages_are_light_and_nothing_on_them_moves(
    page: Page, kasus: Kasus, record_property: Callable[[str, object], None]
) -> None:
    """The sign-in page, then Tahap 3 and 4 of 150 boxes and the dashboard."""
    page.add_init_script(PENGAMAT)
    kunci = kasus.pohon.pk
    for alamat, akun in (
        ("/masuk/", None),
        (f"/pohon/{kunci}/tahap-3/", kasus.perencana),
        (f"/pohon/{kunci}/tahap-4/", kasus.perencana),
        ("/dasbor/", kasus.penelaah),
    ):
        if akun:
            masuk(page, akun.username)
        page.goto(alamat)
        page.evaluate("document.fonts.ready")
        page.evaluate("new Promise(lanjut => requestAnimationFrame(() => requestAnimationFrame(lanjut)))")
        assert page.url.endswith(alamat)
        assert page.evaluate("window.geseran") < GESERAN, alamat
        berat = _berat(page, akun)
        record_property("ukuran", f"{alamat}: {berat:,} bita")
        assert berat <= BATAS_BITA, alamat
