"""A tree of 34 boxes typed from a paper into an empty tree, in a real browser: every key and every click is counted.

The same for a spreadsheet is computed by `lembar_kerja`. The numbers stand in the report of the run (section "ukuran")
and in docs/kinerja.md. No clock decides: fewer presses than the spreadsheet do.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from pohon.choices import JenisSimpul
from pohon.models import Pohon
from pohon.rows import BarisPohon, BarisSimpul
from pohon.selectors import baca_pohon
from tests.peramban.bantuan import masuk
from tests.peramban.editor import baris, muat_pohon
from tests.peramban.lembar_kerja import ketukan_lembar_kerja

pytestmark = pytest.mark.django_db(transaction=True)
DAERAH_KOSONG = "batumandi"


class Pengetik:
    """Types, presses and clicks in a page and counts it. Waiting costs nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ketukan = 0
        self.klik = 0

    def ketik(self, teks: str) -> None:
        """Type a text, a press a letter."""
        self.page.keyboard.type(teks)
        self.ketukan += len(teks)

    def tekan(self, *kunci: str) -> None:
        """Press keys or chords one after the other."""
        for satu in kunci:
            self.page.keyboard.press(satu)
            self.ketukan += 1

    def tekan_klik(self, sasaran: Locator) -> None:
        """Click once."""
        sasaran.click()
        self.klik += 1


@pytest.fixture
def kertas() -> BarisPohon:
    """What stands on the paper: the demo tree."""
    return baca_pohon(muat_pohon().pk)


def test_a_tree_is_typed_with_fewer_presses_than_in_a_spreadsheet(
    page: Page, kertas: BarisPohon, record_property: Callable[[str, object], None]
) -> None:
    pohon = Pohon.objects.get(perangkat_daerah__slug=DAERAH_KOSONG)
    masuk(page, f"perencana.{DAERAH_KOSONG}")
    page.goto(f"/pohon/{pohon.pk}/tahap-1/")
    tangan = Pengetik(page)
    _ketik_tahap_1(tangan, kertas)
    _ketik_tahap_2(tangan, kertas)
    _ketik_tahap_3(tangan, kertas)

    assert _isi(baca_pohon(pohon.pk)) == _isi(kertas)
    assert len(kertas.tanpa_csf) == 34
    lembar = ketukan_lembar_kerja(kertas)
    editor, kisi = tangan.ketukan + tangan.klik, sum(lembar.values())
    teks = sum(len(satu.pernyataan) for satu in kertas.simpul)
    record_property(
        "ukuran",
        f"Mengetik pohon 34 kotak ({teks} huruf): penyunting {tangan.ketukan} ketukan + {tangan.klik} klik = {editor}; "
        f"lembar kerja {kisi} ({', '.join(f'{nama} {nilai}' for nama, nilai in lembar.items())}). "
        f"Di luar huruf: {editor - teks} banding {kisi - teks}.",
    )
    assert editor < kisi


def _isi(rows: BarisPohon) -> list[tuple[str, str, JenisSimpul]]:
    return [(satu.kode, satu.pernyataan, satu.jenis) for satu in rows.simpul]


def _ketik_tahap_1(tangan: Pengetik, kertas: BarisPohon) -> None:
    page = tangan.page
    tangan.tekan_klik(page.get_by_role("button", name="Simpan dan tambah outcome"))
    for nomor, satu in enumerate(kertas.outcome):
        if nomor:
            tangan.tekan_klik(page.get_by_role("link", name="Tambah outcome"))
        expect(page.locator("#id_pernyataan")).to_be_focused()
        tangan.ketik(satu.pernyataan)
        tangan.tekan("Enter")
        expect(page.locator("#id_pernyataan")).to_have_count(0)


def _ketik_tahap_2(tangan: Pengetik, kertas: BarisPohon) -> None:
    """A CSF with its conditions, one a line, in one form."""
    page = tangan.page
    tangan.tekan_klik(page.get_by_role("link", name="Lanjut ke Tahap 2"))
    for satu in (satu for satu in kertas.simpul if satu.jenis == JenisSimpul.CSF):
        tangan.tekan_klik(page.get_by_role("link", name="Tambah CSF"))
        expect(page.locator("#id_pernyataan")).to_be_focused()
        tangan.ketik(satu.pernyataan)
        tangan.tekan("Tab", "Tab")
        expect(page.locator("#id_kondisi")).to_be_focused()
        for nomor, kondisi in enumerate(kertas.anak(satu)):
            if nomor:
                tangan.tekan("Enter")
            tangan.ketik(kondisi.pernyataan)
        tangan.tekan("Control+Enter")
        expect(page.locator("#id_pernyataan")).to_have_count(0)


def _ketik_tahap_3(tangan: Pengetik, kertas: BarisPohon) -> None:
    page = tangan.page
    tangan.tekan_klik(page.get_by_role("link", name="Lanjut ke Tahap 3"))
    for kondisi in kertas.kondisi:
        turunan = list(kertas.keturunan(kondisi))
        if not turunan:
            continue
        tangan.tekan_klik(baris(page, kondisi.kode).get_by_role("link", name="Tambah di bawah"))
        sebelum: BarisSimpul | None = None
        for satu in turunan:
            _ketik_kotak(tangan, kertas, satu, sebelum)
            sebelum = satu
        tangan.tekan("Enter")
        expect(page.locator("#simpul-baru")).to_have_count(0)


def _ketik_kotak(tangan: Pengetik, kertas: BarisPohon, satu: BarisSimpul, sebelum: BarisSimpul | None) -> None:
    """Type one box into the open new row, after putting the row where the box stands; Enter opens the next."""
    page = tangan.page
    baru = page.locator("#simpul-baru #id_pernyataan")
    expect(baru).to_be_focused()
    if sebelum:
        langkah = satu.kedalaman - sebelum.kedalaman
        for nomor in range(abs(langkah)):
            semula = page.locator("#penyuntingan-judul").inner_text()
            tangan.tekan("Alt+ArrowRight" if langkah > 0 else "Alt+ArrowLeft")
            expect(page.locator("#penyuntingan-judul"), f"langkah {nomor}").not_to_have_text(semula)
            expect(baru).to_be_focused()
    pilihan = page.locator("#id_jenis option")
    jenis = [JenisSimpul(nilai) for nilai in pilihan.evaluate_all("semua => semua.map((satu) => satu.value)")]
    usul = JenisSimpul(page.locator("#id_jenis").input_value())
    selisih = jenis.index(satu.jenis) - jenis.index(usul)
    tangan.tekan(*["Alt+ArrowDown" if selisih > 0 else "Alt+ArrowUp"] * abs(selisih))
    tangan.ketik(satu.pernyataan)
    tangan.tekan("Enter")
    expect(baris(page, satu.kode)).to_be_visible()
    expect(baru).to_have_value("")
