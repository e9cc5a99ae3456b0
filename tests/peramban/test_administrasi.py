"""The administration in a browser: an account from invitation to sign-in without JavaScript, every page with axe."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from instansi.choices import JenisPeran
from instansi.models import PemangkuJabatan, PemerintahDaerah
from tests.pabrik.basis import JabatanFactory, PemerintahFactory, PerangkatFactory, PeriodeFactory, berperan
from tests.peramban.bantuan import masuk, masuk_lewat_formulir, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pemda() -> PemerintahDaerah:
    """A local government with an administrator, an agency with a small chart, and a holder."""
    pemda = PemerintahFactory(nama="Kabupaten Meratus", slug="meratus")
    PeriodeFactory(pemerintah_daerah=pemda)
    dinas = PerangkatFactory(pemerintah_daerah=pemda, nama="Dinas Perikanan dan Ketahanan Pangan Daerah")
    kepala = JabatanFactory(perangkat_daerah=dinas, nama="Kepala Dinas", urutan=1)
    for nomor in (2, 3):
        JabatanFactory(perangkat_daerah=dinas, atasan=kepala, nama=f"Kepala Bidang {nomor}", urutan=nomor)
    PemangkuJabatan.objects.create(jabatan=kepala, nama="Pejabat Contoh")
    berperan(JenisPeran.ADMIN, pemda, username="admin.meratus")
    berperan(JenisPeran.PERENCANA, dinas, username="perencana.meratus", nama="Perencana")
    return pemda


def test_an_account_from_invitation_to_sign_in_without_javascript(halaman_polos: Page, pemda: PemerintahDaerah) -> None:
    masuk(halaman_polos, "admin.meratus")
    halaman_polos.goto("/")
    halaman_polos.get_by_role("link", name="Administrasi").click()
    halaman_polos.get_by_role("link", name="Buat akun").click()
    halaman_polos.get_by_label("Nama pengguna").fill("pembaca.baru")
    halaman_polos.get_by_label("Peran", exact=True).select_option(label="Pembaca")
    halaman_polos.get_by_label("Perangkat daerah", exact=True).select_option(index=1)
    halaman_polos.get_by_role("button", name="Buat akun dan undang").click()
    tautan = halaman_polos.get_by_label("Tautan untuk menyetel kata sandi").input_value()
    halaman_polos.get_by_role("button", name="Keluar").click()

    halaman_polos.goto(re.sub(r"^https?://[^/]+", "", tautan))
    halaman_polos.get_by_label("Kata sandi baru", exact=True).fill("melati-kuning-7")
    halaman_polos.get_by_label("Ulangi kata sandi baru").fill("melati-kuning-7")
    halaman_polos.get_by_role("button", name="Simpan kata sandi").click()
    expect(halaman_polos.get_by_role("status")).to_contain_text("Silakan masuk")
    masuk_lewat_formulir(halaman_polos, "pembaca.baru", "melati-kuning-7")

    halaman_polos.get_by_role("link", name="akun saya").click()
    expect(halaman_polos.get_by_role("main")).to_contain_text("Pembaca · Dinas Perikanan")
    assert halaman_polos.get_by_role("link", name="Administrasi").count() == 0


@pytest.mark.parametrize("lebar", [1366, 360])
def test_every_page_is_accessible_and_fits(page: Page, pemda: PemerintahDaerah, lebar: int) -> None:
    dinas = pemda.perangkat_daerah.get()
    jabatan = dinas.jabatan.get(nama="Kepala Dinas")
    akun = dinas.peran.get().pengguna
    masuk(page, "admin.meratus")
    for nama, kunci in (
        ("urus", ()),
        ("urus_akun", ()),
        ("akun_tambah", ()),
        ("akun_rinci", (akun.pk,)),
        ("urus_perangkat", ()),
        ("perangkat_rinci", (dinas.pk,)),
        ("perangkat_ganti_nama", (dinas.pk,)),
        ("urus_jabatan", (dinas.pk,)),
        ("jabatan_rinci", (jabatan.pk,)),
        ("pemangku_tambah", (jabatan.pk,)),
        ("urus_periode", ()),
        ("urus_pemerintah", ()),
        ("urus_impor", ()),
        ("impor_daftar", ("jabatan",)),
        ("urus_riwayat", ()),
    ):
        _periksa(page, reverse(nama, args=["meratus", *kunci]), lebar)
    for nama in ("akun_saya", "ganti_sandi", "ganti_surel", "dua_langkah", "riwayat_saya"):
        _periksa(page, reverse(nama), lebar)


def _periksa(page: Page, alamat: str, lebar: int) -> None:
    page.set_viewport_size({"width": lebar, "height": 900})
    page.goto(alamat)
    # A window as tall as the page, as everywhere: what a bar half covers is not too small (docs/adr/0006).
    tinggi = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": lebar, "height": max(900, tinggi)})
    periksa_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= lebar, alamat
