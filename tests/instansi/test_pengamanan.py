"""Throttled sign-in: who is refused, for how long, what the page says, and which address counts behind a proxy."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from instansi.models import Pengguna
from instansi.pengamanan import alamat_klien
from tests.pabrik.basis import SANDI, PenggunaFactory

pytestmark = pytest.mark.django_db
BATAS = 6


def coba(akun: Pengguna, sandi: str, alamat: str = "10.0.0.1", **kepala: str) -> HttpResponse:
    isian = {"username": akun.username, "password": sandi}
    return Client().post(reverse("masuk"), isian, REMOTE_ADDR=alamat, **kepala)  # type: ignore[arg-type]


def kunci(akun: Pengguna, **lain: Any) -> HttpResponse:
    for _ in range(BATAS - 1):
        assert coba(akun, "salah", **lain).status_code == 422
    return coba(akun, "salah", **lain)


def test_after_too_many_failures_the_page_says_what_to_do() -> None:
    akun = PenggunaFactory()

    jawaban = kunci(akun)

    isi = jawaban.content.decode()
    assert jawaban.status_code == 429
    assert jawaban["Retry-After"] == "900"
    assert "Tunggu 15 menit" in isi and reverse("lupa_sandi") in isi


def test_then_even_the_right_password_is_refused_until_the_time_is_over() -> None:
    akun = PenggunaFactory()
    kunci(akun)

    assert coba(akun, SANDI).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=5)):
        assert coba(akun, SANDI).status_code == 302


def test_others_and_other_places_are_not_refused() -> None:
    akun, rekan = PenggunaFactory(), PenggunaFactory()
    kunci(akun)

    assert coba(rekan, SANDI).status_code == 302
    assert coba(akun, SANDI, alamat="10.0.0.2").status_code == 302


def test_a_right_password_forgets_the_failures_before() -> None:
    akun = PenggunaFactory()
    for _ in range(2):
        for _ in range(BATAS - 1):
            coba(akun, "salah")
        assert coba(akun, SANDI).status_code == 302


def test_the_admin_pages_have_no_way_in_of_their_own() -> None:
    klien = Client()

    jawaban = klien.post("/admin/login/?next=/admin/instansi/", {"username": "a", "password": "b"})

    assert jawaban.headers["Location"] == "/masuk/?next=%2Fadmin%2Finstansi%2F"
    klien.force_login(PenggunaFactory())
    assert klien.get("/admin/", follow=True).status_code == 403


def test_behind_a_proxy_the_persons_address_counts(settings: Any) -> None:
    settings.JUMLAH_PROXY = 1
    akun = PenggunaFactory()
    kunci(akun, alamat="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7")

    assert coba(akun, SANDI, alamat="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.8").status_code == 302
    palsu = "198.51.100.1, 203.0.113.7"
    assert coba(akun, SANDI, alamat="127.0.0.1", HTTP_X_FORWARDED_FOR=palsu).status_code == 429


@pytest.mark.parametrize(
    ("jumlah", "jejak", "alamat", "hasil"),
    [
        (0, "203.0.113.7", "10.0.0.1", "10.0.0.1"),
        (1, "198.51.100.1, 203.0.113.7", "10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7, 10.0.0.9", "10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1", "10.0.0.1"),
        (1, "omong kosong", "10.0.0.1", None),
        (0, "", "", None),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings: Any, rf: RequestFactory, jumlah: int, jejak: str, alamat: str, hasil: str | None
) -> None:
    settings.JUMLAH_PROXY = jumlah
    request = rf.get("/", REMOTE_ADDR=alamat, HTTP_X_FORWARDED_FOR=jejak)

    assert alamat_klien(request) == hasil
