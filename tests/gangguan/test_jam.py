"""The server's clock is put back an hour: nobody is signed out, no edit is lost, undoing and printing go on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from instansi.audit import catat
from instansi.models import Pengguna
from naskah import simpanan
from naskah.choices import KeadaanCetakan
from naskah.models import Cetakan, Pekerja
from naskah.services.cetakan import ada_pekerja, sapu_basi
from pohon.integritas import periksa_integritas
from pohon.models import Pohon
from pohon.selectors import daftar_penghapusan, dihapus_sesudah
from pohon.services import hapus_simpul
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db
SIANG = datetime(2026, 6, 10, 4, 30, tzinfo=UTC)
MUNDUR = SIANG - timedelta(hours=1)


@pytest.fixture
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SIANG, tick=False) as perjalanan:
        yield perjalanan


@pytest.fixture
def orang(jam: time_machine.Traveller) -> tuple[Client, Pengguna, Pohon]:
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    klien = Client()
    klien.force_login(perencana)
    return klien, perencana, pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat)


def ubah(klien: Client, pohon: Pohon, lama: str, baru: str) -> int:
    kotak = simpul(pohon, lama)
    isi = {"versi": kotak.versi, "dari": "3", "jenis": kotak.jenis, "pernyataan": baru}
    return klien.post(reverse("simpul_ubah", args=[pohon.pk, kotak.pk]), isi).status_code


def test_edits_and_sessions_go_on_and_undo_takes_the_last_step(
    jam: time_machine.Traveller, orang: tuple[Client, Pengguna, Pohon]
) -> None:
    klien, _, pohon = orang
    assert ubah(klien, pohon, "Operasional satu", "Tersedianya petugas") == 302
    jam.move_to(MUNDUR)
    assert klien.get(reverse("tahap_3", args=[pohon.pk])).status_code == 200
    rev = Pohon.objects.get(pk=pohon.pk).rev
    assert ubah(klien, pohon, "Operasional dua", "Tersedianya berkas") == 302
    assert Pohon.objects.get(pk=pohon.pk).rev > rev

    jawaban = klien.post(reverse("langkah", args=[pohon.pk]), {"aksi": "urungkan", "dari": "3"})

    assert jawaban.status_code == 302
    assert simpul(pohon, "Operasional dua") and simpul(pohon, "Tersedianya petugas")
    assert not periksa_integritas(pohon.pk)


def test_pages_and_dashboard_show_what_is_stored_now(
    jam: time_machine.Traveller, orang: tuple[Client, Pengguna, Pohon]
) -> None:
    klien, _, pohon = orang
    halaman = reverse("tahap_3", args=[pohon.pk])
    assert "Operasional satu" in klien.get(halaman).content.decode()
    jam.move_to(MUNDUR)
    assert ubah(klien, pohon, "Operasional satu", "Tersedianya petugas") == 302
    isi = klien.get(halaman).content.decode()
    assert "Tersedianya petugas" in isi


def test_a_job_of_a_worker_that_died_before_is_given_on(
    jam: time_machine.Traveller, orang: tuple[Client, Pengguna, Pohon]
) -> None:
    _, aktor, _ = orang
    simpanan.simpan_bahan("k" * 64, b"{}")
    cetakan = Cetakan.objects.create(
        pengguna=aktor, kunci="k" * 64, jenis="cascading", keadaan=KeadaanCetakan.DIKERJAKAN,
        pekerja="mati-1", detak=timezone.now(), percobaan=1,
    )  # fmt: skip
    Pekerja.objects.create(nama="mati-1", detak=timezone.now())
    assert ada_pekerja() and not sapu_basi()
    jam.move_to(MUNDUR)

    assert not ada_pekerja()
    assert sapu_basi() == {"mati-1"}
    cetakan.refresh_from_db()
    assert (cetakan.keadaan, cetakan.percobaan) == (KeadaanCetakan.MENUNGGU, 2)


def test_a_link_for_a_forgotten_password_still_works(jam: time_machine.Traveller) -> None:
    akun = PenggunaFactory()
    token = default_token_generator.make_token(akun)
    jam.move_to(MUNDUR)
    assert default_token_generator.check_token(akun, token)


def test_undo_offers_the_last_deletion_not_the_one_of_the_latest_hour(
    jam: time_machine.Traveller, orang: tuple[Client, Pengguna, Pohon]
) -> None:
    klien, aktor, pohon = orang
    hapus_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_ids=[simpul(pohon, "Operasional satu").pk])
    jam.move_to(MUNDUR)
    hapus_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_ids=[simpul(pohon, "Operasional dua").pk])

    halaman = klien.get(reverse("tahap_3", args=[pohon.pk])).content.decode()
    assert "1 kotak dihapus: Operasional dua" in halaman
    assert "1 kotak dihapus: Operasional satu" not in halaman
    semua = [satu.ringkas for satu in daftar_penghapusan(pohon.pk)]
    assert semua == ["1 kotak dihapus: Operasional dua", "1 kotak dihapus: Operasional satu"]


def test_a_deletion_after_an_import_is_offered_before_it(
    jam: time_machine.Traveller, orang: tuple[Client, Pengguna, Pohon]
) -> None:
    _, aktor, pohon = orang
    impor = catat(aktor=aktor, kata_kerja="impor", wadah=pohon.wadah, jenis_objek="pohon", kunci=pohon.pk)
    jam.move_to(MUNDUR)
    terhapus = hapus_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_ids=[simpul(pohon, "Operasional dua").pk])
    kemudian = catat(aktor=aktor, kata_kerja="impor", wadah=pohon.wadah, jenis_objek="pohon", kunci=pohon.pk)
    assert dihapus_sesudah(terhapus, impor) and not dihapus_sesudah(terhapus, kemudian)
