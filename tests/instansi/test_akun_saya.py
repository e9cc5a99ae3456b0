"""One's own account: what people change of it, links that set a password, and sessions that end."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
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


def test_the_name_is_saved_and_the_change_is_in_the_history() -> None:
    akun = PenggunaFactory(nama="Lama")

    jawaban = masuk(akun).post(reverse("akun_saya"), {"nama": "  Perencana  Satu "}, follow=True)

    akun.refresh_from_db()
    assert akun.nama == "Perencana Satu"
    assert "Akun Anda disimpan." in jawaban.content.decode()
    catatan = CatatanAudit.objects.get(wadah=f"pengguna:{akun.pk}", kata_kerja="ubah")
    assert (catatan.sebelum, catatan.sesudah) == ({"nama": "Lama"}, {"nama": "Perencana Satu"})


def test_the_email_is_changed_with_the_password_only_and_the_old_address_is_told() -> None:
    akun = PenggunaFactory(email="lama@contoh.go.id")
    klien = masuk(akun)

    for sandi, pesan in (("", "belum diisi"), ("salah", "Kata sandi sekarang tidak cocok.")):
        jawaban = klien.post(reverse("ganti_surel"), {"email": "baru@contoh.go.id", "sandi": sandi})
        assert jawaban.status_code == 422 and pesan in jawaban.content.decode()
    akun.refresh_from_db()
    assert akun.email == "lama@contoh.go.id" and mail.outbox == []

    jawaban = klien.post(reverse("ganti_surel"), {"email": "baru@contoh.go.id", "sandi": SANDI}, follow=True)

    akun.refresh_from_db()
    assert akun.email == "baru@contoh.go.id" and "baru@contoh.go.id" in jawaban.content.decode()
    assert mail.outbox[0].to == ["lama@contoh.go.id"] and "baru@contoh.go.id" not in mail.outbox[0].body


def test_the_password_typed_again_cannot_be_guessed_from_an_open_session(settings: Any) -> None:
    settings.BATASI_LAJU = True
    cache.clear()
    klien = masuk(PenggunaFactory())

    def coba(nama: str, sandi: str) -> str:
        isian = {"sandi": sandi, "sandi_lama": sandi, "sandi_baru": BARU, "ulangi": BARU}
        return str(klien.post(reverse(nama), isian).content.decode())

    for nama in ("ganti_surel", "dua_langkah") * 5:
        assert "tidak cocok" in coba(nama, "x")
    for nama in ("ganti_surel", "dua_langkah", "ganti_sandi"):
        assert "terlalu sering" in coba(nama, SANDI)


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"nama": "x" * 151}, "Teks ini 151 karakter"),
        ({"nama": "a\x07b"}, "tidak dapat disimpan"),
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
        (SANDI, "Pohon-Kinerja9", "Pohon-Kinerja9", "memuat “pohonkinerja”"),
        (SANDI, "1000perikanan!", "1000perikanan!", "memuat “perikanan”"),
    ],
)
def test_a_password_that_will_not_do_is_explained(lama: str, baru: str, ulangi: str, pesan: str) -> None:
    akun = berperan(JenisPeran.PERENCANA, PerangkatFactory(nama="Dinas Perikanan"))

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


def test_other_sessions_are_listed_by_device_and_ended_one_by_one() -> None:
    akun = PenggunaFactory()
    ponsel = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    sini, lain, ketiga = masuk(akun), Client(HTTP_USER_AGENT=ponsel), masuk(akun)
    lain.post(reverse("masuk"), {"username": akun.username, "password": SANDI})

    isi = sini.get(reverse("akun_saya")).content.decode()
    (sidik,) = re.findall(r"Chrome di Android.*?/akun/sesi/(\w+)/akhiri/", isi, re.DOTALL)
    assert "Sekarang, di sini" in isi and all(satu.session_key not in isi for satu in akun.sesi.all())
    orang_lain = masuk(PenggunaFactory())
    assert "sudah berakhir" in orang_lain.post(reverse("sesi_akhiri", args=[sidik]), follow=True).content.decode()
    assert masih_masuk(lain)

    assert "diakhiri" in sini.post(reverse("sesi_akhiri", args=[sidik]), follow=True).content.decode()

    assert masih_masuk(sini) and masih_masuk(ketiga) and not masih_masuk(lain)
    catatan = CatatanAudit.objects.get(kata_kerja="akhiri_sesi")
    assert "Chrome di Android" in catatan.ringkas


def test_a_session_nobody_uses_ends_and_what_was_typed_is_spoken_of() -> None:
    akun = PenggunaFactory()
    with time_machine.travel("2026-03-02T01:00:00+00:00", tick=False) as jam:
        klien = masuk(akun)
        for _ in range(4):
            jam.shift(timedelta(minutes=110))
            assert masih_masuk(klien)
        jam.shift(timedelta(minutes=126))
        jawaban = klien.get(reverse("akun_saya"), follow=True)
        assert "berakhir karena 120 menit tidak dipakai" in jawaban.content.decode()
        kembali = {"username": akun.username, "password": SANDI, "next": reverse("akun_saya")}
        assert "ditawarkan kembali" in klien.post(reverse("masuk"), kembali, follow=True).content.decode()


def test_a_session_ends_twelve_hours_after_signing_in_however_much_it_is_used() -> None:
    akun = PenggunaFactory()
    with time_machine.travel("2026-03-02T01:00:00+00:00", tick=False) as jam:
        klien = masuk(akun)
        for _ in range(7):
            jam.shift(timedelta(minutes=100))
            assert masih_masuk(klien)
        jam.shift(timedelta(minutes=21))
        assert not masih_masuk(klien)
        masuk(akun)
        assert akun.sesi.count() == 1, "what is over is not kept"


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
