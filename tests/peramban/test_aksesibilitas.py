"""Every page of the five stages is accessible (axe, WCAG 2.2 AA) and fits wide and narrow screens, errors included.

The pages are found by walking the addresses of the apps named here: a new address is looked at without a line here,
unless it takes a parameter that no one has named yet; then the first test says so. The review's pages need trees in
other states and are looked at in its own tests.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import Page

from pohon.choices import JenisSimpul
from pohon.models import Indikator, Pohon, Simpul
from tests.pabrik.cuplikan import pasang_contoh
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)

APLIKASI = ("instansi", "pohon", "cascading")
LEBAR = (1366, 360)
BUKAN_HALAMAN = {"sehat"}  # answers machines
# Looked at where what they show is made; so is the administration, whose addresses stand under one prefix.
DI_TEMPAT_LAIN = {"berita_acara", "impor_laporan", "templat_pratinjau", "templat_galat"}
TANPA_GAMBAR = {"bagan_svg", "bagan_pdf", "bagan_png"}  # an empty tree has no picture to download
BACA_SAJA = ("pohon", "tahap_1", "tahap_3", "tahap_4", "tahap_5", "periksa", "dokumen")


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree that is filled in."""
    pasang_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


def _semua_alamat() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (name, parameters) of every address, but for those looked at elsewhere."""
    for aplikasi in APLIKASI:
        for satu in import_module(f"{aplikasi}.urls").urlpatterns:
            if isinstance(satu, URLPattern) and satu.name not in DI_TEMPAT_LAIN:
                yield satu.name, frozenset(satu.pattern.converters)


def _parameter(pohon: Pohon) -> dict[str, Any]:
    """Return an example of everything that an address may name."""
    antara = Simpul.objects.filter(pohon=pohon, jenis=JenisSimpul.ANTARA).first()
    pembaca = get_user_model().objects.get(username="pembaca.disdukcapil")
    return {
        "pohon_id": pohon.pk,
        "pk": pohon.perangkat_daerah_id,
        "simpul_id": antara.pk if antara else 0,
        "indikator_id": Indikator.objects.filter(simpul=antara).values_list("pk", flat=True).first(),
        "kunci": "tahap-4",
        "sidik": "0123456789abcdef01234567",
        "uidb64": urlsafe_base64_encode(str(pembaca.pk).encode()),
        "token": default_token_generator.make_token(pembaca),
    }


def _alamat_halaman(pohon: Pohon, akun: str, nama: set[str]) -> dict[str, str]:
    """Return name → address of those named that answer this account's GET with a page, after redirects."""
    nilai, klien = _parameter(pohon), Client()
    klien.force_login(get_user_model().objects.get(username=akun))
    hasil = {}
    for satu, parameter in _semua_alamat():
        if satu not in nama:
            continue
        jawaban = klien.get(reverse(satu, kwargs={kunci: nilai[kunci] for kunci in parameter}), follow=True)
        minta = jawaban.request
        if jawaban.status_code == 405 or not jawaban.headers["Content-Type"].startswith("text/html"):
            hasil[satu] = ""
        elif jawaban.status_code == 200:
            hasil[satu] = minta["PATH_INFO"] + (f"?{minta['QUERY_STRING']}" if minta["QUERY_STRING"] else "")
    return hasil


def _periksa(page: Page, masalah: list[str], sebutan: str) -> None:
    """Look at the page as it stands, in both widths; note what is wrong instead of stopping at the first."""
    for lebar in LEBAR:
        page.set_viewport_size({"width": lebar, "height": 800})
        try:
            periksa_axe(page)
        except AssertionError as galat:
            masalah.append(f"{sebutan} ({lebar} px): {galat}")
        tergambar = page.evaluate("document.documentElement.scrollWidth")
        if tergambar > lebar:
            masalah.append(f"{sebutan} ({lebar} px): halaman selebar {tergambar} px")
    page.set_viewport_size({"width": LEBAR[0], "height": 800})


def _periksa_semua(page: Page, alamat: Iterable[str]) -> None:
    masalah: list[str] = []
    for satu in dict.fromkeys(filter(None, alamat)):
        page.goto(satu)
        _periksa(page, masalah, satu)
    assert not masalah, "\n".join(masalah)


def test_every_address_has_its_parameters_named_here(pohon: Pohon) -> None:
    kenal = set(_parameter(pohon))
    asing = {nama: parameter - kenal for nama, parameter in _semua_alamat() if parameter - kenal}
    assert not asing, f"Sebutkan nilai contoh parameter ini di _parameter: {asing}"


def test_every_page_of_a_filled_tree_is_accessible_and_fits(page: Page, pohon: Pohon) -> None:
    belum = {nama for nama, _ in _semua_alamat()} - BUKAN_HALAMAN
    for akun in ("perencana.disdukcapil", "admin.balangan", "penelaah.bappeda"):
        alamat = _alamat_halaman(pohon, akun, belum)
        belum -= alamat.keys()
        page.context.clear_cookies()
        masuk(page, akun)
        _periksa_semua(page, alamat.values())
    assert not belum, f"Tidak seorang pun mendapat halaman ini dengan nilai contoh di _parameter: {belum}"


def test_every_open_form_and_search_is_accessible_and_fits(page: Page, pohon: Pohon) -> None:
    simpul = {
        jenis: Simpul.objects.hidup().filter(pohon=pohon, jenis=jenis).order_by("lft")[0].pk
        for jenis in (JenisSimpul.OUTCOME, JenisSimpul.CSF, JenisSimpul.KONDISI, JenisSimpul.ANTARA)
    }
    query = {
        "tahap_1": ["faktor=1", "tambah=outcome", f"ubah={simpul[JenisSimpul.OUTCOME]}"],
        "tahap_2": ["sumber=1", f"tambah={simpul[JenisSimpul.OUTCOME]}", f"ubah={simpul[JenisSimpul.KONDISI]}"],
        "tahap_3": [f"ubah={simpul[JenisSimpul.ANTARA]}", f"pindah={simpul[JenisSimpul.ANTARA]}"],
        "tahap_4": ["saring=belum"],
        "bagan": ["tampilan=cascading&q=penduduk", "arah=menurun&perbesar=50"],
    }
    alamat = [f"{reverse(nama, args=[pohon.pk])}?{isi}" for nama, semua in query.items() for isi in semua]
    cari = reverse("tahap_5_ubah", args=[pohon.pk, simpul[JenisSimpul.ANTARA]])
    masuk(page, "perencana.disdukcapil")
    _periksa_semua(page, [*alamat, f"{cari}?versi=1&cari=penduduk"])


@pytest.mark.parametrize("akun", ["pembaca.disdukcapil", "pimpinan.disdukcapil"])
def test_pages_of_those_who_only_read_are_accessible_and_fit(page: Page, pohon: Pohon, akun: str) -> None:
    alamat = _alamat_halaman(pohon, akun, set(BACA_SAJA))
    assert len(alamat) == len(BACA_SAJA)
    masuk(page, akun)
    _periksa_semua(page, alamat.values())


@pytest.mark.parametrize("akun", ["penelaah.bappeda", "admin.balangan"])
def test_the_first_page_of_those_with_many_agencies_is_accessible_and_fits(page: Page, pohon: Pohon, akun: str) -> None:
    masuk(page, akun)
    _periksa_semua(page, [reverse("beranda"), f"{reverse('beranda')}?q=tidak+ada+seperti+ini"])


def test_pages_of_an_empty_tree_are_accessible_and_fit(page: Page, pohon: Pohon) -> None:
    kosong = Pohon.objects.get(perangkat_daerah__slug="batumandi")
    nama = {satu for satu, parameter in _semua_alamat() if parameter == {"pohon_id"}}
    alamat = _alamat_halaman(kosong, "perencana.batumandi", nama - TANPA_GAMBAR)
    assert alamat.keys() == nama - TANPA_GAMBAR
    masuk(page, "perencana.batumandi")
    _periksa_semua(page, alamat.values())


def test_pages_that_refuse_are_accessible_and_fit(page: Page, pohon: Pohon) -> None:
    masuk(page, "pembaca.disdukcapil")
    masalah: list[str] = []
    tidak_berhak = reverse("tahap_5_ubah", args=[pohon.pk, _parameter(pohon)["simpul_id"]])
    for alamat, status in ((tidak_berhak, 403), ("/pohon/999999/", 404), ("/tidak-ada/", 404)):
        jawaban = page.goto(alamat)
        assert jawaban and jawaban.status == status
        _periksa(page, masalah, alamat)
    assert not masalah, "\n".join(masalah)


def test_forms_with_errors_and_conflicts_are_accessible_and_fit(page: Page, pohon: Pohon) -> None:
    nilai = _parameter(pohon)
    masuk(page, "perencana.disdukcapil")
    masalah: list[str] = []
    for sebutan, (alamat, rusak) in _kesalahan(pohon, nilai).items():
        page.goto(alamat)
        rusak(page)
        page.get_by_role("button", name="Simpan", exact=True).first.click()
        page.get_by_role("alert").first.wait_for()
        _periksa(page, masalah, sebutan)
    page.goto(reverse("tahap_4", args=[pohon.pk]))
    page.get_by_role("button", name="Hapus indikator").first.click()
    page.get_by_role("button", name="Urungkan").wait_for()
    _periksa(page, masalah, "sesudah menghapus indikator")
    assert not masalah, "\n".join(masalah)


def _kesalahan(pohon: Pohon, nilai: dict[str, Any]) -> dict[str, tuple[str, Callable[[Page], object]]]:
    """Return what goes wrong: the page to open, and what is done to it before saving."""
    simpul, indikator = nilai["simpul_id"], nilai["indikator_id"]
    tahap_3 = f"{reverse('tahap_3', args=[pohon.pk])}?ubah={simpul}"
    tahap_4 = reverse("tahap_4_indikator", args=[pohon.pk, indikator])
    tahap_5 = reverse("tahap_5_ubah", args=[pohon.pk, simpul])
    return {
        "Tahap 1 terlalu panjang": (
            f"{reverse('tahap_1', args=[pohon.pk])}?faktor=1",
            lambda page: page.fill("[name=mandat]", "x" * 5_000),
        ),
        "Tahap 3 kosong": (tahap_3, lambda page: page.fill("[name=pernyataan]", "")),
        "Tahap 3 bentrok": (tahap_3, lambda page: _orang_lain_mengubah(page, Simpul, simpul)),
        "Tahap 4 kosong": (tahap_4, lambda page: page.fill("[name=nama]", "")),
        "Tahap 4 pengali": (tahap_4, lambda page: page.fill("[name=pengali]", "1,234.5")),
        "Tahap 4 bentrok": (tahap_4, lambda page: _orang_lain_mengubah(page, Indikator, indikator)),
        "Tahap 5 terlalu panjang": (tahap_5, lambda page: page.fill("[name=kinerja_jabatan]", "x" * 500)),
        "Tahap 5 bentrok": (tahap_5, lambda page: _orang_lain_mengubah(page, Simpul, simpul)),
    }


def _orang_lain_mengubah(page: Page, model: type[Simpul] | type[Indikator], kunci: int) -> None:
    """Let someone else save meanwhile, then type something different."""
    kini = model.objects.get(pk=kunci)
    model.objects.filter(pk=kunci).update(versi=kini.versi + 1)
    page.locator("main textarea, main input[type=text]").first.fill("Tulisan yang berbeda")
