"""The pictures of the user guide: taken from real screens with the demo data, and compared with what is shown now.

`make panduan` takes them anew. Without it each screen is opened just the same, and a picture whose words are no
longer those of the screen fails: pixels differ between machines, words do not. The words that a picture shows are
kept beside it in gambar/teks.json; digits and months count as equal, for pictures show the day they were taken.
"""

import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from bantuan.panduan import FOLDER
from pohon.choices import JenisSimpul
from pohon.models import Indikator, Simpul
from tests.bantuan.panggung import Panggung, siapkan
from tests.peramban.bantuan import masuk

pytestmark = pytest.mark.django_db(transaction=True)

PERBARUI = bool(os.environ.get("PERBARUI_GAMBAR"))
GAMBAR = FOLDER / "gambar"
TEKS = GAMBAR / "teks.json"
LEBAR_LAYAR, LEBAR_GAMBAR = 1280, 900
A3_LEBAR = 1_000  # points: only the pictures of the tree are printed so wide
_TEPI = 60  # words this near to the lower edge may fall outside on another machine
_BULAN = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_PENDEK = "Jan|Feb|Mar|Apr|Jun|Jul|Agu|Sep|Okt|Nov|Des"
# The words in sight above a height, each with its lower edge.
_BACA = """tinggi => {
  const hasil = [], jalan = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (jalan.nextNode()) {
    const simpul = jalan.currentNode, teks = simpul.data.replace(/\\s+/g, ' ').trim();
    if (!teks || !simpul.parentElement.checkVisibility({visibilityProperty: true})) continue;
    const batas = document.createRange();
    batas.selectNodeContents(simpul);
    const letak = batas.getBoundingClientRect();
    const tampak = letak.width > 1 && letak.height > 1 && letak.top >= 0 && letak.bottom <= tinggi;
    if (tampak) hasil.push([teks, letak.bottom]);
  }
  return hasil;
}"""


@dataclass(frozen=True)
class Layar:
    """A picture to take: its name, the address (with arguments), how much of the height, and what to do first."""

    nama: str
    alamat: str
    tinggi: int = 760
    query: str = ""
    simpul: str = ""  # an address that also names a box or an indicator: which one
    siapkan: Callable[[Page], object] | None = None


def _ke_isian(page: Page) -> None:
    """Bring the open row to the middle of the screen."""
    page.evaluate("document.querySelector('[name=pernyataan]').closest('tr').scrollIntoView({block: 'center'})")


PERENCANA = (
    Layar("beranda", "pohon", 720),
    Layar("tahap-1", "tahap_1", 720),
    Layar("tahap-2", "tahap_2", 680),
    Layar("tahap-3", "tahap_3", 760),
    Layar("tahap-3-tambah", "tahap_3", 700, query="tambah={antara}", siapkan=_ke_isian),
    Layar("tahap-4", "tahap_4", 700),
    Layar("tahap-4-indikator", "tahap_4_indikator", 760, simpul="indikator"),
    Layar("tahap-4-kisi", "tahap_4_kisi", 700),
    Layar("tahap-5", "tahap_5", 700),
    Layar("tahap-5-ubah", "tahap_5_ubah", 760, simpul="antara"),
    Layar("periksa", "periksa", 620),
    Layar("ajukan", "ajukan", 560),
    Layar("bagan", "bagan", 760),
    Layar("dokumen", "dokumen", 700),
    Layar("akun", "akun_saya", 720),
    Layar("impor", "impor", 620),
    Layar("crosscutting", "lintas", 560),
    Layar("target", "pk_target", 700),
    Layar("iki", "iki_daftar", 700),
)
TANPA_ARGUMEN = {"akun_saya", "dasbor", "administrasi", "lintas", "lintas_matriks"}
MILIK_PERANGKAT = {"pk_target", "iki_daftar"}


def _samakan(teks: str) -> str:
    return re.sub(r"\d+", "0", re.sub(rf"\b({_BULAN}|{_PENDEK})\b", "bulan", teks))


def _tersimpan() -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = json.loads(TEKS.read_text(encoding="utf-8")) if TEKS.exists() else {}
    return hasil


def _simpan(nama: str, gambar: Image.Image, kata: list[str]) -> None:
    """Write a picture small, and its words."""
    tinggi = round(gambar.height * LEBAR_GAMBAR / gambar.width)
    kecil = gambar.convert("RGB").resize((LEBAR_GAMBAR, tinggi), Image.Resampling.LANCZOS)
    GAMBAR.mkdir(exist_ok=True)
    # By coverage: few red and yellow spots keep their colours beside much grey.
    sedikit = kecil.quantize(128, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    sedikit.save(GAMBAR / f"{nama}.png", optimize=True)
    semua = _tersimpan() | {nama: kata}
    TEKS.write_text(json.dumps(dict(sorted(semua.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _bandingkan(nama: str, pasti: set[str], mungkin: set[str]) -> list[str]:
    """Return what differs between the picture kept and the screen now, as sentences."""
    dulu = _tersimpan().get(nama)
    if dulu is None:
        return [f"{nama}: belum ada"]
    dulu_pasti = {satu for satu in dulu if not satu.startswith("~")}
    dulu_mungkin = {satu.removeprefix("~") for satu in dulu}
    hilang, baru = dulu_pasti - mungkin, pasti - dulu_mungkin
    return [f"{nama}: tidak ada lagi {sorted(hilang)}, baru {sorted(baru)}"] if hilang or baru else []


def _ambil(page: Page, layar: Layar, alamat: str) -> list[str]:
    """Open one screen; take its picture, or return what differs from the picture kept."""
    page.set_viewport_size({"width": LEBAR_LAYAR, "height": layar.tinggi})
    page.goto(alamat)
    if layar.siapkan:
        layar.siapkan(page)
    baca = page.evaluate(_BACA, layar.tinggi)
    mungkin = {_samakan(teks) for teks, _ in baca}
    pasti = {_samakan(teks) for teks, bawah in baca if bawah <= layar.tinggi - _TEPI}
    assert pasti, f"{layar.nama}: layar kosong"
    if PERBARUI:
        potret = page.screenshot()
        kata = [satu if satu in pasti else f"~{satu}" for satu in sorted(mungkin)]
        _simpan(layar.nama, Image.open(io.BytesIO(potret)), kata)
        return []
    return _bandingkan(layar.nama, pasti, mungkin)


def _alamat(panggung: Panggung, layar: Layar) -> str:
    antara = Simpul.objects.hidup().filter(pohon=panggung.pohon, jenis=JenisSimpul.ANTARA).order_by("lft")[0]
    indikator = Indikator.objects.filter(simpul=antara).order_by("urutan")[0]
    milik = panggung.pohon.perangkat_daerah_id if layar.alamat in MILIK_PERANGKAT else panggung.pohon.pk
    argumen: list[Any] = [] if layar.alamat in TANPA_ARGUMEN else [milik]
    if layar.simpul:
        argumen.append({"antara": antara.pk, "indikator": indikator.pk}[layar.simpul])
    alamat = reverse(layar.alamat, args=argumen)
    return f"{alamat}?{layar.query.format(antara=antara.pk)}" if layar.query else alamat


@pytest.fixture
def panggung(settings: Settings, tmp_path: Path) -> Panggung:
    settings.MEDIA_ROOT = tmp_path / "media"
    return siapkan()


def _pastikan(beda: list[str]) -> None:
    assert beda == [], "Gambar panduan sudah usang; jalankan make panduan:\n" + "\n".join(beda)


def test_pictures_of_the_planner_show_what_the_screens_show(page: Page, panggung: Panggung) -> None:
    masuk(page, "perencana.disdukcapil")
    beda = [satu for layar in PERENCANA for satu in _ambil(page, layar, _alamat(panggung, layar))]
    panggung.hapus_satu()
    beda += _ambil(page, Layar("urungkan", "tahap_3", 460), reverse("tahap_3", args=[panggung.pohon.pk]))
    _pastikan(beda)


def test_pictures_of_the_review_and_the_administration_show_what_the_screens_show(
    page: Page, panggung: Panggung
) -> None:
    panggung.ajukan()
    panggung.telaah()
    masuk(page, "penelaah.bappeda")
    beda = [
        satu
        for layar in (
            Layar("dasbor", "dasbor", 640),
            Layar("tinjau", "tinjau", 760),
            Layar("matriks", "lintas_matriks", 700),
        )
        for satu in _ambil(page, layar, _alamat(panggung, layar))
    ]
    page.context.clear_cookies()
    masuk(page, "admin.balangan")
    beda += _ambil(page, Layar("administrasi", "administrasi", 560), reverse("administrasi"))
    _pastikan(beda)


def test_the_picture_of_the_booklet_shows_what_it_prints(page: Page, panggung: Panggung) -> None:
    masuk(page, "perencana.disdukcapil")
    jawaban = page.request.get(reverse("cascading_pdf", args=[panggung.pohon.pk]))
    assert jawaban.headers["content-type"] == "application/pdf"
    buku = pypdfium2.PdfDocument(jawaban.body())
    halaman = next(satu for satu in buku if satu.get_width() > A3_LEBAR)
    kata = {_samakan(satu.strip()) for satu in halaman.get_textpage().get_text_range().splitlines() if satu.strip()}
    if PERBARUI:
        _simpan("buku", halaman.render(scale=1800 / halaman.get_width()).to_pil(), sorted(kata))
        return
    _pastikan(_bandingkan("buku", kata, kata))
