"""The second factor: set up by its owner, asked for after the password, recovered from, reset, demanded by setting."""

import re
from base64 import b32decode
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from instansi.choices import JenisPeran
from instansi.models import CatatanAudit, KodePemulihan, Pengguna
from instansi.services import aktifkan_dua_langkah, siapkan_dua_langkah
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import SANDI, PemerintahFactory, PenggunaFactory, PerangkatFactory, berperan

pytestmark = pytest.mark.django_db


@pytest.fixture
def jam() -> Any:
    """A clock the test turns itself: a code holds for half a minute."""
    with time_machine.travel("2026-03-02T01:00:00+00:00", tick=False) as jam:
        yield jam


def kode(akun: Pengguna, jam: Any) -> str:
    """Return the code that the phone shows half a minute later, which was not used yet."""
    jam.shift(timedelta(seconds=31))
    alat = TOTPDevice.objects.get(user=akun)
    return f"{totp(alat.bin_key):06d}"


def terpasang(akun: Pengguna, jam: Any) -> list[str]:
    """Switch the factor on and return the recovery codes."""
    siapkan_dua_langkah(aktor=akun, sandi=SANDI)
    return aktifkan_dua_langkah(aktor=akun, kode=kode(akun, jam))


def langkah_satu(akun: Pengguna, klien: Client | None = None, **isi: str) -> Client:
    klien = klien or Client()
    jawaban = klien.post(reverse("masuk"), {"username": akun.username, "password": SANDI} | isi)
    assert jawaban.headers["Location"] == reverse("masuk_kode")
    return klien


def langkah_dua(klien: Client, isi: str) -> Any:
    return klien.post(reverse("masuk_kode"), {"kode": isi})


def masih_di_luar(klien: Client) -> bool:
    return klien.get(reverse("akun_saya")).status_code == 302


def test_its_owner_sets_it_up_with_the_password_and_a_code_and_gets_codes_for_a_rainy_day(jam: Any) -> None:
    akun = PenggunaFactory(email="saya@contoh.go.id")
    klien, lain = Client(), Client()
    for satu in (klien, lain):
        satu.post(reverse("masuk"), {"username": akun.username, "password": SANDI})
    assert klien.post(reverse("dua_langkah"), {"sandi": "salah"}).status_code == 422
    assert klien.get(reverse("dua_langkah_pasang")).status_code == 302

    halaman = klien.post(reverse("dua_langkah"), {"sandi": SANDI}, follow=True)

    isi = halaman.content.decode()
    rahasia = re.search(r"kunci-teks\">([A-Z2-7 ]+)<", isi)
    assert rahasia and b32decode(rahasia.group(1).replace(" ", "")) == TOTPDevice.objects.get(user=akun).bin_key
    assert "<svg" in isi and "style=" not in isi and "no-store" in halaman.headers["Cache-Control"]
    assert klien.post(reverse("dua_langkah_pasang"), {"kode": "000000"}).status_code == 422
    selesai = klien.post(reverse("dua_langkah_pasang"), {"kode": kode(akun, jam)})
    semua = re.findall(r"<code>(\w{5}-\w{5})</code>", selesai.content.decode())
    assert len(set(semua)) == 10 and "no-store" in selesai.headers["Cache-Control"]
    assert not any(satu.replace("-", "") in baris.sandi for satu in semua for baris in KodePemulihan.objects.all())
    assert not masih_di_luar(klien) and masih_di_luar(lain)
    assert mail.outbox[-1].to == ["saya@contoh.go.id"] and "diaktifkan" in mail.outbox[-1].body
    assert CatatanAudit.objects.filter(wadah=f"pengguna:{akun.pk}", kata_kerja="aktifkan_dua_langkah").exists()
    assert "Tersisa 10 dari 10" in klien.get(reverse("dua_langkah")).content.decode()


def test_after_the_password_a_code_is_asked_for_once_each_and_leads_where_one_wanted_to_go(jam: Any) -> None:
    akun = PenggunaFactory()
    terpasang(akun, jam)
    klien = langkah_satu(akun, next="/kabar/")
    assert masih_di_luar(klien)
    angka = kode(akun, jam)

    jawaban = langkah_dua(klien, f"{angka[:3]} {angka[3:]}")

    assert jawaban.headers["Location"] == "/kabar/" and not masih_di_luar(klien)
    kedua = langkah_satu(akun)
    assert langkah_dua(kedua, angka).status_code == 422 and masih_di_luar(kedua)
    assert Client().get(reverse("masuk_kode")).headers["Location"] == reverse("masuk")


def test_wrong_codes_are_counted_like_wrong_passwords_and_the_password_does_not_forgive_them(jam: Any) -> None:
    akun = PenggunaFactory()
    terpasang(akun, jam)
    klien = Client()
    status = []
    for _ in range(6):
        jam.shift(timedelta(seconds=70))
        langkah_satu(akun, klien)
        status.append(langkah_dua(klien, "000000").status_code)
    assert status == [422] * 5 + [429]
    assert klien.get(reverse("masuk_kode")).status_code == 429
    assert langkah_dua(klien, kode(akun, jam)).status_code == 429 and masih_di_luar(klien)


def test_guessing_from_many_places_has_to_wait_longer_and_longer(jam: Any) -> None:
    akun = PenggunaFactory()
    terpasang(akun, jam)
    for nomor in range(4):
        jam.shift(timedelta(seconds=20))
        langkah_dua(langkah_satu(akun, Client(REMOTE_ADDR=f"10.0.0.{nomor}")), "000000")

    jawaban = langkah_dua(langkah_satu(akun, Client(REMOTE_ADDR="10.0.0.9")), "000000")

    assert jawaban.status_code == 422 and "Tunggu 8 detik" in jawaban.content.decode()


def test_the_second_step_ends_with_time_and_with_a_new_password(jam: Any) -> None:
    akun = PenggunaFactory()
    terpasang(akun, jam)
    lama, berubah = langkah_satu(akun), langkah_satu(akun)
    akun.set_password("melati-kuning-7")
    akun.save()
    assert langkah_dua(berubah, kode(akun, jam)).headers["Location"] == reverse("masuk")
    jam.shift(timedelta(minutes=11))
    assert langkah_dua(lama, kode(akun, jam)).headers["Location"] == reverse("masuk")
    assert masih_di_luar(lama) and masih_di_luar(berubah)


def test_a_recovery_code_opens_once_and_new_ones_replace_the_old(jam: Any) -> None:
    akun = PenggunaFactory()
    pertama, kedua, *_ = terpasang(akun, jam)
    klien = langkah_satu(akun)
    assert langkah_dua(klien, pertama.lower()).status_code == 302 and not masih_di_luar(klien)
    assert langkah_dua(langkah_satu(akun), pertama).status_code == 422

    jawaban = klien.post(reverse("kode_pemulihan"), {"sandi": SANDI, "kode": kode(akun, jam)})

    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", jawaban.content.decode())) == 10
    assert langkah_dua(langkah_satu(akun), kedua).status_code == 422


def test_it_is_switched_off_with_password_and_code_only(jam: Any) -> None:
    akun = PenggunaFactory()
    terpasang(akun, jam)
    klien = langkah_satu(akun)
    langkah_dua(klien, kode(akun, jam))
    for salah in ({"sandi": SANDI, "kode": ""}, {"sandi": SANDI, "kode": "000000"}, {"sandi": "x", "kode": "1"}):
        assert klien.post(reverse("dua_langkah_matikan"), salah).status_code == 422
        assert klien.post(reverse("ganti_surel"), salah | {"email": "x@contoh.go.id"}).status_code == 422
        jam.shift(timedelta(seconds=20))
    assert TOTPDevice.objects.exists() and not Pengguna.objects.get(pk=akun.pk).email

    klien.post(reverse("dua_langkah_matikan"), {"sandi": SANDI, "kode": kode(akun, jam)})

    assert not TOTPDevice.objects.exists() and not KodePemulihan.objects.exists()
    assert Client().post(reverse("masuk"), {"username": akun.username, "password": SANDI}).headers["Location"] == "/"


def test_an_administrator_resets_a_colleagues_and_the_colleague_is_told(daerah: Daerah, jam: Any) -> None:
    akun = daerah.akun
    Pengguna.objects.filter(pk=akun.pk).update(email="rekan@contoh.go.id")
    terpasang(akun, jam)
    klien = langkah_satu(akun)
    langkah_dua(klien, kode(akun, jam))
    alamat = reverse("akun_verifikasi", args=[daerah.pemda.slug, akun.pk])

    jawaban = daerah.klien.post(alamat, follow=True)

    assert "disetel ulang" in jawaban.content.decode() and masih_di_luar(klien)
    assert not TOTPDevice.objects.exists() and not KodePemulihan.objects.exists()
    assert mail.outbox[-1].to == ["rekan@contoh.go.id"]
    assert CatatanAudit.objects.filter(aktor=daerah.admin, kata_kerja="setel_ulang_dua_langkah").exists()
    assert "tidak memakai" in daerah.klien.post(alamat, follow=True).content.decode()
    sendiri = reverse("akun_verifikasi", args=[daerah.pemda.slug, daerah.admin.pk])
    assert "akun sendiri" in daerah.klien.post(sendiri, follow=True).content.decode()


def test_whoever_operates_the_server_resets_that_of_a_superuser(jam: Any) -> None:
    akun = PenggunaFactory(is_superuser=True)
    terpasang(akun, jam)
    call_command("setel_ulang_verifikasi", akun.username)
    assert not TOTPDevice.objects.exists()


def test_who_must_have_it_sets_it_up_before_anything_else(settings: Any, jam: Any) -> None:
    settings.DUA_LANGKAH = "administrator"
    pemda = PemerintahFactory()
    admin, penelaah = berperan(JenisPeran.ADMIN, pemda), berperan(JenisPeran.PENELAAH, pemda)
    klien = Client()
    klien.post(reverse("masuk"), {"username": admin.username, "password": SANDI})

    for nama in ("beranda", "akun_saya", "kabar"):
        assert klien.get(reverse(nama)).headers["Location"] == reverse("dua_langkah")
    assert "wajib" in klien.get(reverse("dua_langkah")).content.decode()
    klien.post(reverse("dua_langkah"), {"sandi": SANDI})
    assert klien.post(reverse("dua_langkah_pasang"), {"kode": kode(admin, jam)}).status_code == 200
    assert not masih_di_luar(klien)
    mati = klien.post(reverse("dua_langkah_matikan"), {"sandi": SANDI, "kode": kode(admin, jam)})
    assert mati.status_code == 422 and TOTPDevice.objects.exists()
    bebas = Client()
    bebas.post(reverse("masuk"), {"username": penelaah.username, "password": SANDI})
    assert not masih_di_luar(bebas)


@pytest.mark.parametrize(
    ("pilihan", "wajib"),
    [("bebas", []), ("administrator", ["admin"]), ("penelaah", ["admin", "penelaah"]), ("semua", "semua")],
)
def test_the_setting_names_who_must_have_it(settings: Any, pilihan: str, wajib: Any) -> None:
    from instansi.policies import wajib_dua_langkah

    settings.DUA_LANGKAH = pilihan
    perangkat = PerangkatFactory()
    pemda = perangkat.pemerintah_daerah
    tempat = {JenisPeran.ADMIN: pemda, JenisPeran.PENELAAH: pemda, JenisPeran.PERENCANA: perangkat}
    kena = [jenis.value for jenis, di in tempat.items() if wajib_dua_langkah(berperan(jenis, di))]
    assert kena == (["admin", "penelaah", "perencana"] if wajib == "semua" else wajib)
