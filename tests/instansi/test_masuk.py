"""Signing in: what the page says, what a wrong password gets, and that demo accounts show only while they exist."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.selectors import SANDI_CONTOH
from tests.pabrik.basis import SANDI, PenggunaFactory, PerangkatFactory, perencana_di

pytestmark = pytest.mark.django_db


def test_the_page_names_the_product_and_has_both_fields(client: Client) -> None:
    isi = client.get(reverse("masuk")).content.decode()

    assert "Masuk ke Pohon Kinerja" in isi
    assert 'name="username"' in isi and 'name="password"' in isi


def test_a_right_password_leads_home(client: Client) -> None:
    akun = PenggunaFactory()

    jawaban = client.post(reverse("masuk"), {"username": akun.username, "password": SANDI})

    assert jawaban.status_code == 302
    assert jawaban.headers["Location"] == reverse("beranda")


def test_after_signing_in_one_lands_where_one_was_going(client: Client) -> None:
    akun = PenggunaFactory()
    tujuan = client.get("/pohon/1/tahap-3/").headers["Location"]

    jawaban = client.post(tujuan, {"username": akun.username, "password": SANDI, "next": "/pohon/1/tahap-3/"})

    assert jawaban.headers["Location"] == "/pohon/1/tahap-3/"
    assert "Masuklah lebih dahulu" in Client().get(tujuan).content.decode()
    assert "Masuklah lebih dahulu" not in Client().get(reverse("masuk")).content.decode()


@pytest.mark.parametrize(
    ("nama", "sandi", "pesan"),
    [
        ("tidak-ada", "salah", "tidak cocok"),
        ("", "salah", "Nama pengguna: "),
        ("seseorang", "", "Kata sandi: "),
        ("nul\x00", "salah", "null tidak diizinkan"),
    ],
)
def test_what_is_wrong_is_said_and_the_name_kept(client: Client, nama: str, sandi: str, pesan: str) -> None:
    jawaban = client.post(reverse("masuk"), {"username": nama, "password": sandi})

    isi = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert pesan in isi
    assert "Ada yang perlu diperbaiki" in isi
    if nama.isascii() and "\x00" not in nama and nama:
        assert f'value="{nama}"' in isi


def test_demo_accounts_are_shown_with_their_role_while_they_exist(client: Client) -> None:
    assert "Akun contoh" not in client.get(reverse("masuk")).content.decode()
    perangkat = PerangkatFactory(nama="Dinas Kependudukan")
    akun = perencana_di(perangkat)
    akun.username = "perencana.disdukcapil"
    akun.save()

    isi = client.get(reverse("masuk")).content.decode()

    assert "perencana.disdukcapil" in isi
    assert "Perencana · Dinas Kependudukan" in isi
    assert SANDI_CONTOH in isi


def test_outside_the_demo_no_account_is_shown(client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    PenggunaFactory(username="perencana.disdukcapil")

    assert "perencana.disdukcapil" not in client.get(reverse("masuk")).content.decode()
