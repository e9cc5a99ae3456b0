"""The database is gone, busy, or full: a page that says so, a log line, and work goes on afterwards."""

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client
from django.urls import reverse

from config.gangguan import kenali
from pohon.choices import JenisSimpul
from pohon.integritas import periksa_integritas
from pohon.models import Pohon, Simpul
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, perencana_di, pohon_tersimpan, simpul

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]
LAMA, BARU = "Operasional satu", "Tersedianya petugas yang terlatih"


@pytest.fixture
def orang() -> tuple[Client, Pohon]:
    """A planner's browser that gets pages for errors, as in production, and the planner's tree."""
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    klien = Client(raise_request_exception=False)
    klien.force_login(perencana)
    return klien, pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat)


def ubah(klien: Client, pohon: Pohon) -> Any:
    kotak = Simpul.objects.get(pohon=pohon, jenis=JenisSimpul.OPERASIONAL, pernyataan__in=(LAMA, BARU))
    alamat = reverse("simpul_ubah", args=[pohon.pk, kotak.pk])
    return alamat, {"versi": kotak.versi, "dari": "3", "jenis": kotak.jenis, "pernyataan": BARU}


def putus(mulai: Callable[[str], bool], pesan: str = "server closed the connection unexpectedly") -> Any:
    """Return a wrapper that lets queries fail as on a lost connection, from the first one that `mulai` names."""
    hilang = False

    def jalankan(lanjut: Any, sql: str, params: Any, many: bool, konteks: Any) -> Any:
        nonlocal hilang
        hilang = hilang or mulai(sql)
        if hilang:
            raise OperationalError(pesan)
        return lanjut(sql, params, many, konteks)

    return connection.execute_wrapper(jalankan)


HILANG = "server closed the connection unexpectedly"
PESAN = HILANG if connection.vendor == "postgresql" else "unable to open database file"


@pytest.mark.parametrize("halaman", ["tahap_3", "tahap_4", "bagan", "dokumen"])
def test_a_lost_database_gives_a_page_that_says_so_and_the_next_request_works(
    orang: tuple[Client, Pohon], halaman: str, caplog: pytest.LogCaptureFixture
) -> None:
    klien, pohon = orang
    alamat = reverse(halaman, args=[pohon.pk])
    with putus(lambda sql: True, PESAN), caplog.at_level(logging.ERROR, "pohon_kinerja"):
        jawaban = klien.get(alamat)

    teks = jawaban.content.decode()
    assert (jawaban.status_code, jawaban["Retry-After"]) == (503, "30")
    assert "Basis data tidak terjangkau" in teks and "Traceback" not in teks
    assert jawaban["X-Request-ID"]
    assert f"Basis data tidak terjangkau: GET {alamat}" in caplog.text
    assert klien.get(alamat).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kata", ["UPDATE", "INSERT", "SELECT"])
def test_a_database_lost_in_the_middle_of_an_edit_leaves_nothing_half_done(
    orang: tuple[Client, Pohon], kata: str
) -> None:
    klien, pohon = orang
    alamat, isi = ubah(klien, pohon)
    with putus(lambda sql: sql.startswith(kata), PESAN):
        assert klien.post(alamat, isi).status_code == 503

    assert simpul(pohon, LAMA).versi == 1
    assert not periksa_integritas(pohon.pk)
    assert klien.post(alamat, isi).status_code == 302  # the same form, sent once more
    assert simpul(pohon, BARU)


def test_signing_in_without_a_database_is_no_fault_of_the_password(client: Client) -> None:
    akun = PenggunaFactory()
    klien = Client(raise_request_exception=False)
    with putus(lambda sql: True, PESAN):
        jawaban = klien.post(reverse("masuk"), {"username": akun.username, "password": "sandi-untuk-uji"})
    assert jawaban.status_code == 503
    jawaban = klien.post(reverse("masuk"), {"username": akun.username, "password": "sandi-untuk-uji"})
    assert jawaban.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_stored_is_not_called_a_broken_request(orang: tuple[Client, Pohon]) -> None:
    """The session is written at the end of a request, after everything else was stored."""
    klien, pohon = orang
    alamat = reverse("tahap_3", args=[pohon.pk])
    with putus(lambda sql: sql.startswith("UPDATE") and "sesi" in sql, PESAN):
        jawaban = klien.get(alamat)
    assert jawaban.status_code == 503
    assert "Basis data tidak terjangkau" in jawaban.content.decode()
    assert klien.get(alamat).status_code == 200


def test_ready_says_that_the_database_is_gone(client: Client) -> None:
    with putus(lambda sql: True, PESAN):
        jawaban = client.get("/siap/")
    assert (jawaban.status_code, jawaban.json()["basis_data"]) == (503, "tidak terjangkau")


def test_a_fault_of_the_program_stays_a_500(orang: tuple[Client, Pohon]) -> None:
    klien, pohon = orang
    with putus(lambda sql: "pohon_simpul" in sql, "no such column: pohon_simpul.apa"):
        jawaban = klien.get(reverse("tahap_3", args=[pohon.pk]))
    assert jawaban.status_code == (500 if connection.vendor == "sqlite" else 503)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="messages of SQLite")
@pytest.mark.parametrize(
    ("pesan", "jenis"),
    [
        ("database is locked", "sibuk"),
        ("database or disk is full", "penuh"),
        ("attempt to write a readonly database", "terkunci"),
        ("disk I/O error", "terkunci"),
        ("no such table: pohon_simpul", None),
    ],
)
def test_sqlite_says_what_is_the_matter(pesan: str, jenis: str | None) -> None:
    asal = sqlite3.OperationalError(pesan)
    assert kenali(OperationalError(*asal.args)) == jenis


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a session of PostgreSQL is ended")
@pytest.mark.django_db(transaction=True)
def test_a_session_ended_by_the_server_is_replaced(orang: tuple[Client, Pohon]) -> None:
    """The server itself ends the session in the middle of a request; the next one has a new session."""
    klien, pohon = orang

    sasaran = [connection.connection.get_backend_pid()]

    def bunuh(lanjut: Any, sql: str, *lain: Any) -> Any:
        if "pohon_simpul" in sql and sasaran:
            pembunuh = connection.copy()
            with pembunuh.cursor() as kursor:
                kursor.execute("SELECT pg_terminate_backend(%s)", [sasaran.pop()])
            pembunuh.close()
        return lanjut(sql, *lain)

    with connection.execute_wrapper(bunuh):
        assert klien.get(reverse("tahap_3", args=[pohon.pk])).status_code == 503
    close_old_connections()  # Django does it after each request; the test client leaves it out
    assert klien.get(reverse("tahap_3", args=[pohon.pk])).status_code == 200
