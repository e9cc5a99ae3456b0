"""Two planners at once: both texts are shown, each field is chosen for itself, the result is saved together."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from instansi.models import Pengguna
from pohon.models import Indikator, Pohon
from pohon.services import IsiIndikator, IsiSimpul, Pihak, ubah_indikator, ubah_simpul
from tests.pabrik.basis import perencana_di
from tests.peramban.bantuan import masuk, periksa_axe
from tests.peramban.editor import baris, buka_editor, muat_pohon, pastikan_halaman_sama, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


@pytest.fixture
def rina(pohon: Pohon) -> Pengguna:
    """A colleague who plans for the same agency."""
    orang = perencana_di(pohon.perangkat_daerah)
    orang.nama = "Rina"
    orang.save()
    return orang


def _bentrok_indikator(page: Page, pohon: Pohon, rina: Pengguna) -> Indikator:
    """Open an indicator, let Rina change name, direction and unit, then save a name and a meaning of one's own."""
    satu = Indikator.objects.filter(pohon=pohon).order_by("pk")[0]
    masuk(page, "perencana.disdukcapil")
    page.goto(reverse("tahap_4_indikator", args=[pohon.pk, satu.pk]))
    isi = IsiIndikator("Nama dari Rina", arah="turun", satuan="berkas")
    ubah_indikator(aktor=rina, pohon_id=pohon.pk, indikator_id=satu.pk, versi=satu.versi, isi=isi)
    page.locator("[name=nama]").fill("Nama saya")
    page.locator("[name=makna]").fill("Makna saya")
    page.locator("[name=pembilang]").fill("Pembilang saya")
    page.get_by_role("button", name="Simpan", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Rina sudah mengubah isi ini")
    return satu


def _pilih(page: Page, bagian: str, pilihan: str) -> None:
    page.get_by_role("group", name=bagian, exact=True).get_by_role("radio", name=pilihan).check()


@pytest.mark.parametrize("lebar", [1366, 360])
def test_each_field_of_an_indicator_is_chosen_and_saved_together(
    page: Page, pohon: Pohon, rina: Pengguna, lebar: int
) -> None:
    satu = _bentrok_indikator(page, pohon, rina)
    page.set_viewport_size({"width": lebar, "height": 800})
    expect(page.locator("[data-rumus] .pecahan__atas")).to_have_text("Pembilang saya")
    periksa_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= lebar
    # What I left alone is Rina's already; what I changed is mine.
    satuan = page.get_by_role("group", name="Satuan", exact=True)
    expect(satuan.get_by_role("radio", name="Versi Rina")).to_be_checked()
    expect(page.get_by_role("group", name="Makna").get_by_role("radio", name="Tulisan saya")).to_be_checked()
    _pilih(page, "Indikator kinerja", "Versi Rina")
    page.get_by_role("button", name="Simpan pilihan ini").click()
    expect(page.locator("#bilah-status")).to_contain_text("Indikator disimpan")
    kini = Indikator.objects.get(pk=satu.pk)
    assert (kini.nama, kini.makna, kini.satuan, kini.arah) == ("Nama dari Rina", "Makna saya", "berkas", "turun")


def test_fields_are_chosen_without_javascript(halaman_polos: Page, pohon: Pohon, rina: Pengguna) -> None:
    satu = _bentrok_indikator(halaman_polos, pohon, rina)
    _pilih(halaman_polos, "Satuan", "Tulisan saya")
    halaman_polos.get_by_role("button", name="Simpan pilihan ini").click()
    expect(halaman_polos.locator("#bilah-status")).to_contain_text("Indikator disimpan")
    kini = Indikator.objects.get(pk=satu.pk)
    assert (kini.nama, kini.satuan, kini.arah) == ("Nama saya", satu.satuan, "turun")


def test_a_row_of_the_quick_editor_is_chosen_field_by_field_in_place(page: Page, pohon: Pohon, rina: Pengguna) -> None:
    buka_editor(page, pohon)
    baris(page, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
    page.locator("#id_pernyataan").fill("Tulisan saya")
    kini = simpul(pohon, "1.1.1")
    isi = IsiSimpul("Tulisan Rina", crosscutting=(Pihak(nama="BPJS Kesehatan"),))
    ubah_simpul(aktor=rina, pohon_id=pohon.pk, simpul_id=kini.pk, versi=kini.versi, isi=isi)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".bentrok-kotak")).to_be_focused()
    _pilih(page, "Pihak lain di luar daftar", "Versi Rina")
    periksa_axe(page)
    page.get_by_role("button", name="Simpan pilihan ini").click()
    expect(baris(page, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Tulisan saya")
    expect(baris(page, "1.1.1")).to_contain_text("BPJS Kesehatan")
    pastikan_halaman_sama(page)


def test_someone_who_is_faster_a_second_time_is_shown_again(page: Page, pohon: Pohon, rina: Pengguna) -> None:
    satu = _bentrok_indikator(page, pohon, rina)
    kini = Indikator.objects.get(pk=satu.pk)
    isi = IsiIndikator("Nama kedua dari Rina", arah="turun", satuan="berkas")
    ubah_indikator(aktor=rina, pohon_id=pohon.pk, indikator_id=satu.pk, versi=kini.versi, isi=isi)
    page.get_by_role("button", name="Simpan pilihan ini").click()
    expect(page.get_by_role("alert")).to_contain_text("Nama kedua dari Rina")
    assert Indikator.objects.get(pk=satu.pk).nama == "Nama kedua dari Rina"
