"""Costly requests are counted by person: too many are refused with a page that says when to try again."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from instansi.choices import JenisPeran
from instansi.laju import BATAS
from tests.pabrik.basis import SANDI, PemerintahFactory, PenggunaFactory, PerangkatFactory, berperan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _dibatasi(settings: object) -> None:
    settings.BATASI_LAJU = True  # type: ignore[attr-defined]
    cache.clear()


def test_too_many_searches_are_refused_and_others_go_on() -> None:
    pemda = PemerintahFactory()
    alamat = reverse("dasbor")
    cepat, lain = Client(), Client()
    cepat.force_login(berperan(JenisPeran.PENELAAH, pemda))
    lain.force_login(berperan(JenisPeran.PENELAAH, pemda))
    jumlah, detik = BATAS["cari"]

    jawaban = [cepat.get(alamat, {"kata": "sehat"}) for _ in range(jumlah + 1)]

    assert {satu.status_code for satu in jawaban[:-1]} == {200}
    assert jawaban[-1].status_code == 429
    assert jawaban[-1]["Retry-After"] == str(detik)
    assert "Tunggu paling lama 1 menit" in jawaban[-1].content.decode()
    assert lain.get(alamat).status_code == 200


@pytest.mark.parametrize("di_tabel", [False, True])
def test_nobody_fills_a_mail_box_with_links(settings: Any, di_tabel: bool) -> None:
    settings.HITUNGAN_DI_TABEL = di_tabel
    PenggunaFactory(email="sekar@contoh.go.id")
    batas = BATAS["lupa_sandi"][0]
    alamat = reverse("lupa_sandi")

    for nomor in range(batas + 1):
        asal = f"10.0.0.{nomor}"
        jawaban = Client(REMOTE_ADDR=asal).post(alamat, {"email": "Sekar@contoh.go.id"})

    assert jawaban.status_code == 429
    assert len(mail.outbox) == batas
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert not di_tabel or Client().post(alamat, {"email": "sekar@contoh.go.id"}).status_code == 302


def test_reviewers_begin_at_the_dashboard() -> None:
    akun = berperan(JenisPeran.PENELAAH, PemerintahFactory())
    perencana = berperan(JenisPeran.PERENCANA, PerangkatFactory())

    def tujuan(siapa: str) -> str:
        return Client().post(reverse("masuk"), {"username": siapa, "password": SANDI}).headers["Location"]

    assert tujuan(akun.username) == reverse("dasbor")
    assert tujuan(perencana.username) == reverse("beranda")
