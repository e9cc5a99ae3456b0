"""One's own account: what people change of it, links that set a password, and sessions that end."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from instansi.choices import JenisPeran
from instansi.models import CatatanAudit, Pengguna
from tests.pabrik.basis import SANDI, PenggunaFactory, PerangkatFactory, berperan

pytestmark = pytest.mark.django_db
BARU = "melati-kuning-7"


def masuk(akun: Pengguna, sandi: str = SANDI) -> Client:
    """Sign in through the form, as a person does."""
    klien = Client()
    jawaban = klien.post(reverse("masuk"), {"username": akun.username, "password": sandi})
    assert jawaban.status_code == 302, jawaban.content.decode()
    return klien


def masih_masuk(klien: Client) -> bool:
    return klien.get(reverse("akun_saya")).status_code == 200


def test_name_and_email_are_saved_and_the_change_is_in_the_history() -> None:
    akun = PenggunaFactory(nama="Lama")
    klien = masuk(akun)

    jawaban = klien.post(reverse("akun_saya"), {"nama": "  Perencana  Satu ", "email": "p@contoh.go.id"}, follow=True)

    akun.refresh_from_db()
    assert (akun.nama, akun.email) == ("Perencana Satu", "p@contoh.go.id")
    assert "Akun Anda disimpan." in jawaban.content.decode()
    catatan = CatatanAudit.objects.get(wadah=f"pengguna:{akun.pk}", kata_kerja="ubah")
    assert catatan.sebelum == {"nama": "Lama", "email": ""}
    assert catatan.sesudah == {"nama": "Perencana Satu", "email": "p@contoh.go.id"}


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"nama": "x" * 151, "email": ""}, "Teks ini 151 karakter"),
        ({"nama": "a\x07b", "email": ""}, "tidak dapat disimpan"),
        ({"nama": "A", "email": "bukan-surel"}, "nama@contoh.go.id"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_the_field_and_nothing_changes(isian: dict[str, str], pesan: str) -> None:
    akun = PenggunaFactory(nama="Lama")

    jawaban = masuk(akun).post(reverse("akun_saya"), isian)

    assert jawaban.status_code == 422
    assert pesan in jawaban.content.decode()
    akun.refresh_from_db()
    assert akun.nama == "Lama"


def test_nobody_raises_himself_through_fields_the_form_does_not_have() -> None:
    akun = PenggunaFactory()

    masuk(akun).post(
        reverse("akun_saya"), {"nama": "A", "email": "", "is_superuser": "1", "is_staff": "1", "username": "root"}
    )

    akun.refresh_from_db()
    assert not akun.is_superuser and not akun.is_staff and akun.username != "root"


def test_the_page_tells_roles_and_the_sign_in_before_this_one() -> None:
    akun = berperan(JenisPeran.PERENCANA, PerangkatFactory(nama="Dinas Perikanan"))
    with time_machine.travel("2026-03-02T01:15:00+00:00", tick=False):
        masuk(akun)
    with time_machine.travel("2026-03-05T02:30:00+00:00", tick=False):
        isi = masuk(akun).get(reverse("akun_saya")).content.decode()

    assert "Perencana · Dinas Perikanan" in isi
    assert "Sekarang, sejak 5 Maret 2026 10.30" in isi
    assert "Sebelumnya 2 Maret 2026 09.15" in isi


def test_a_new_password_ends_every_other_session_but_not_this_one() -> None:
    akun = PenggunaFactory()
    sini, lain = masuk(akun), masuk(akun)

    jawaban = sini.post(reverse("ganti_sandi"), {"sandi_lama": SANDI, "sandi_baru": BARU, "ulangi": BARU}, follow=True)

    assert "Kata sandi diganti" in jawaban.content.decode()
    assert masih_masuk(sini) and not masih_masuk(lain)
    assert masih_masuk(masuk(akun, BARU))


@pytest.mark.parametrize(
    ("lama", "baru", "ulangi", "pesan"),
    [
        ("salah", BARU, BARU, "Kata sandi sekarang tidak cocok."),
        (SANDI, BARU, "lain-sama-sekali", "Kedua kata sandi tidak sama."),
        (SANDI, "pendek", "pendek", "terlalu pendek"),
        (SANDI, "password123", "password123", "terlalu umum"),
        (SANDI, "", "", "Kata sandi baru belum diisi."),
    ],
)
def test_a_password_that_will_not_do_is_explained(lama: str, baru: str, ulangi: str, pesan: str) -> None:
    akun = PenggunaFactory()

    jawaban = masuk(akun).post(reverse("ganti_sandi"), {"sandi_lama": lama, "sandi_baru": baru, "ulangi": ulangi})

    assert jawaban.status_code == 422
    assert pesan in jawaban.content.decode()
    masuk(akun)


def test_signing_out_everywhere_ends_all_sessions() -> None:
    akun = PenggunaFactory()
    sini, lain = masuk(akun), masuk(akun)

    jawaban = sini.post(reverse("keluar_semua"), follow=True)

    assert "keluar dari semua perangkat" in jawaban.content.decode()
    assert not masih_masuk(sini) and not masih_masuk(lain)
    assert masih_masuk(masuk(akun))


def test_signing_out_everywhere_takes_a_button_not_a_link() -> None:
    klien = masuk(PenggunaFactory())

    assert klien.get(reverse("keluar_semua")).status_code == 405
    assert masih_masuk(klien)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client: Client) -> None:
    akun = PenggunaFactory(email="lupa@contoh.go.id", nama="Si Pelupa")

    jawaban = client.post(reverse("lupa_sandi"), {"email": "LUPA@contoh.go.id"}, follow=True)

    assert "Periksa surel Anda" in jawaban.content.decode()
    surat = mail.outbox[0]
    assert surat.to == ["lupa@contoh.go.id"] and "Si Pelupa" in surat.body
    tautan = tautan_di(surat.body)
    halaman = client.get(tautan, follow=True)
    assert akun.username in halaman.content.decode()
    alamat = halaman.redirect_chain[-1][0]
    simpan = client.post(alamat, {"sandi_baru": BARU, "ulangi": BARU}, follow=True)
    assert "Kata sandi disimpan" in simpan.content.decode()
    assert masih_masuk(masuk(akun, BARU))
    assert "Tautan tidak berlaku lagi" in Client().get(tautan, follow=True).content.decode()


def test_a_weak_password_by_link_is_refused_and_the_link_still_works(client: Client) -> None:
    PenggunaFactory(email="lupa@contoh.go.id")
    client.post(reverse("lupa_sandi"), {"email": "lupa@contoh.go.id"})
    alamat = client.get(tautan_di(mail.outbox[0].body), follow=True).redirect_chain[-1][0]

    assert client.post(alamat, {"sandi_baru": "12345678", "ulangi": "12345678"}).status_code == 422
    assert client.post(alamat, {"sandi_baru": BARU, "ulangi": BARU}).status_code == 302


def test_a_link_is_void_after_three_days(client: Client) -> None:
    PenggunaFactory(email="lupa@contoh.go.id")
    client.post(reverse("lupa_sandi"), {"email": "lupa@contoh.go.id"})

    with time_machine.travel(timezone.now() + timedelta(days=4)):
        isi = client.get(tautan_di(mail.outbox[0].body), follow=True).content.decode()

    assert "Tautan tidak berlaku lagi" in isi


@pytest.mark.parametrize("alamat", ["/setel-sandi/x/y/", "/setel-sandi/MQ/set-password/", "/setel-sandi/%00/a-b/"])
def test_a_forged_link_is_a_clear_page(client: Client, alamat: str) -> None:
    assert "Tautan tidak berlaku lagi" in client.get(alamat).content.decode()


def test_nobody_learns_whether_an_address_has_an_account(client: Client) -> None:
    PenggunaFactory(email="mati@contoh.go.id", is_active=False)

    for email in ("tidak-ada@contoh.go.id", "mati@contoh.go.id"):
        jawaban = client.post(reverse("lupa_sandi"), {"email": email}, follow=True)
        assert "Periksa surel Anda" in jawaban.content.decode()

    assert mail.outbox == []


def test_passwords_are_hashed_with_argon2() -> None:
    assert "Argon2PasswordHasher" in Path("config/settings.py").read_text(encoding="utf-8")


def tautan_di(teks: str) -> str:
    """Return the path of the link in an e-mail."""
    ketemu = re.search(r"https?://[^/\s]+(/setel-sandi/\S+)", teks)
    assert ketemu, teks
    return ketemu.group(1)
