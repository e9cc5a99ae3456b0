"""A long decree is issued by the worker that prints it: wholly, once, and with what was shown; or not at all."""

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader

from iku.models import BarisLampiran
from instansi.models import Arsip, CatatanAudit, Pengguna
from naskah import pekerjaan
from naskah.arsip import baca_berkas
from naskah.choices import PENETAPAN, KeadaanCetakan, StatusKeputusan
from naskah.models import ArsipBerkas, Cetakan, Keputusan
from naskah.services import cetakan as layanan
from naskah.services import penetapan, tetapkan, ubah_isi
from tests.pabrik.basis import perencana_di
from tests.pabrik.keputusan import baca, draf_tersimpan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _panjang(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every paper counts as a long one."""
    cache.clear()
    monkeypatch.setattr(layanan, "BERAT_LANGSUNG", 0)
    # The thread has a connection of its own, which waits for the test's transaction; test_pekerja.py lets it beat.
    monkeypatch.setattr(pekerjaan, "DETAK", 600.0)
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def masuk(pengguna: Pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def minta(keputusan: Keputusan, aktor: Pengguna) -> Cetakan:
    """Press Tetapkan."""
    alamat = reverse("keputusan_tetapkan", args=[keputusan.pk])
    jawab = masuk(aktor).post(alamat, {"versi": baca(keputusan).versi})
    cetakan = Cetakan.objects.latest("pk")
    assert jawab.status_code == 302 and jawab["Location"] == reverse("cetakan", args=[cetakan.pk])
    return cetakan


def kerjakan(cetakan: Cetakan) -> Cetakan:
    """Do what the worker does."""
    pekerjaan.kerjakan(cetakan.pk, cetakan.percobaan)
    cetakan.refresh_from_db()
    return cetakan


def masih_draf(keputusan: Keputusan) -> bool:
    """Whether nothing at all of the decree has been issued."""
    keputusan.refresh_from_db()
    kosong = keputusan.nomor == "" and keputusan.arsip_id is None and keputusan.pdf_id is None
    dicatat = CatatanAudit.objects.filter(wadah=keputusan.wadah, kata_kerja="tetapkan").exists()
    dibekukan = any(baris.isian for baris in BarisLampiran.objects.filter(keputusan=keputusan))
    return keputusan.status == StatusKeputusan.DRAF and kosong and not (dicatat or dibekukan)


def halaman(cetakan: Cetakan) -> str:
    return " ".join(masuk(cetakan.pengguna).get(reverse("cetakan", args=[cetakan.pk])).content.decode().split())


def test_it_is_issued_when_it_is_printed_and_paper_and_archive_say_the_same() -> None:
    keputusan, aktor = draf_tersimpan()

    cetakan = minta(keputusan, aktor)

    assert masih_draf(keputusan)
    naskah = masuk(aktor).get(reverse("keputusan", args=[keputusan.pk])).content.decode()
    assert "sedang dicetak untuk ditetapkan" in naskah and reverse("cetakan", args=[cetakan.pk]) in naskah
    assert "Batalkan" in halaman(cetakan)

    assert kerjakan(cetakan).keadaan == KeadaanCetakan.SELESAI

    keputusan.refresh_from_db()
    assert (keputusan.status, keputusan.nomor) == ("ditetapkan", "050/7/DC/TAHUN 2023")
    assert keputusan.pdf is not None and keputusan.arsip is not None
    pdf = PdfReader(BytesIO(baca_berkas(keputusan.pdf)))
    assert json.loads(pdf.attachments["data.json"][0]) == json.loads(keputusan.arsip.isi)
    assert "DRAF" not in pdf.pages[0].extract_text()
    hasil = halaman(cetakan)
    assert "Keputusan ditetapkan." in hasil and reverse("keputusan", args=[keputusan.pk]) in hasil
    assert "Cetak lagi" not in hasil


def test_what_changes_while_it_is_printed_keeps_it_a_draft() -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, aktor)
    lama = baca(keputusan)
    ubah_isi(aktor=aktor, keputusan_id=keputusan.pk, versi=lama.versi, isi=lama.isi.dengan(tempat="Tempat lain"))

    assert kerjakan(cetakan).keadaan == KeadaanCetakan.GAGAL

    assert masih_draf(keputusan)
    assert "keputusannya tetap draf" in halaman(cetakan) and "berubah sejak" in halaman(cetakan)


def test_a_row_of_the_tree_that_changes_meanwhile_keeps_it_a_draft() -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, aktor)
    keputusan.pohon.indikator.update(makna="Makna yang lain")

    assert kerjakan(cetakan).keadaan == KeadaanCetakan.GAGAL and masih_draf(keputusan)


def test_a_number_that_another_decree_takes_meanwhile_is_not_used_twice() -> None:
    keputusan, aktor = draf_tersimpan()
    lain, _ = draf_tersimpan(perangkat_daerah=keputusan.perangkat_daerah, aktor=aktor)
    cetakan = minta(keputusan, aktor)
    tetapkan(aktor=aktor, keputusan_id=lain.pk, versi=baca(lain).versi)

    kerjakan(cetakan)

    assert masih_draf(keputusan) and "sudah dipakai keputusan lain" in cetakan.galat


def test_cancelling_leaves_a_draft_that_can_be_issued_after_all() -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, aktor)
    masuk(aktor).post(reverse("cetakan_batalkan", args=[cetakan.pk]))
    assert kerjakan(cetakan).keadaan == KeadaanCetakan.DIBATALKAN and masih_draf(keputusan)
    assert "Penetapan dibatalkan" in halaman(cetakan)
    # Printing it anew is no way to issue it: that is decided on its own page.
    jawab = masuk(aktor).post(reverse("cetakan_ulangi", args=[cetakan.pk]), follow=True).content.decode()
    assert "Ulangi dari halaman asalnya" in jawab

    lagi = minta(keputusan, aktor)

    assert kerjakan(lagi).keadaan == KeadaanCetakan.SELESAI
    keputusan.refresh_from_db()
    assert keputusan.status == StatusKeputusan.DITETAPKAN


def test_an_error_in_the_last_step_undoes_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, aktor)
    sebelum = (Arsip.objects.count(), ArsipBerkas.objects.count())

    def gagal(*_: object, **__: object) -> None:
        raise RuntimeError("the power goes")

    with monkeypatch.context() as rusak:
        rusak.setattr(penetapan, "catat_keputusan", gagal)
        assert kerjakan(cetakan).keadaan == KeadaanCetakan.GAGAL

    assert masih_draf(keputusan) and (Arsip.objects.count(), ArsipBerkas.objects.count()) == sebelum
    assert kerjakan(minta(keputusan, aktor)).keadaan == KeadaanCetakan.SELESAI


def test_two_planners_do_not_issue_it_at_once() -> None:
    keputusan, aktor = draf_tersimpan()
    minta(keputusan, aktor)
    teman = masuk(perencana_di(keputusan.perangkat_daerah))

    jawab = teman.post(reverse("keputusan_tetapkan", args=[keputusan.pk]), {"versi": baca(keputusan).versi})

    assert jawab.status_code == 422 and f"sedang ditetapkan oleh {aktor.nama_tampil}" in jawab.content.decode()
    assert Cetakan.objects.filter(jenis=PENETAPAN).count() == 1


def test_who_lost_the_right_meanwhile_issues_nothing() -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, aktor)
    aktor.peran.all().delete()

    assert kerjakan(cetakan).keadaan == KeadaanCetakan.GAGAL and masih_draf(keputusan)
