"""History pages: what they tell to whom, how they are filtered, and that nothing in them can be changed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from instansi.models import BarisTetap, CatatanAudit, Pengguna
from instansi.services import beri_peran, buat_jabatan, ubah_akun, ubah_jabatan
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import pohon_tersimpan

pytestmark = pytest.mark.django_db


def isi(daerah: Daerah, nama: str = "urus_riwayat", *kunci: int, **tanya: str) -> str:
    return daerah.klien.get(reverse(nama, args=[daerah.pemda.slug, *kunci]), tanya).content.decode()


@pytest.fixture
def riwayat(daerah: Daerah) -> Daerah:
    """Three entries on three days, the last just after midnight of the government's own zone (WITA)."""
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk}
    with time_machine.travel(datetime(2026, 5, 1, 1, 0, tzinfo=UTC)):
        ubah_akun(akun_id=daerah.akun.pk, nama="Perencana Satu", email="", jabatan_id=None, **urus)
    with time_machine.travel(datetime(2026, 5, 2, 1, 0, tzinfo=UTC)):
        beri_peran(akun_id=daerah.akun.pk, jenis="pembaca", perangkat_daerah_id=daerah.lain.pk, **urus)
    with time_machine.travel(datetime(2026, 5, 2, 16, 30, tzinfo=UTC)):
        satu = buat_jabatan(perangkat_id=daerah.perangkat.pk, nama="Analis", jenjang="fungsional", **urus)
        ubah_jabatan(
            jabatan_id=satu.pk, nama="Analis", jenjang="fungsional", tugas="", atasan_id=daerah.jabatan.pk, **urus
        )
    return daerah


def test_who_did_what_when_is_told_in_plain_words(riwayat: Daerah) -> None:
    halaman = isi(riwayat)

    assert "<strong>admin.meratus</strong> mengubah akun" in halaman
    assert "memberi peran kepada akun" in halaman
    assert "perencana.meratus: Pembaca · Badan Riset Meratus" in halaman
    assert "3 Mei 2026 00.30" in halaman
    assert "Kepala Dinas</ins>" in halaman, "atasan tampil dengan namanya, bukan nomornya"
    assert halaman.index("membuat jabatan") < halaman.index("memberi peran") < halaman.index("mengubah akun")


def test_the_filter_takes_days_of_the_own_time_zone(riwayat: Daerah) -> None:
    satu_hari = isi(riwayat, dari="2 Mei 2026", sampai="2/5/2026")

    assert "memberi peran" in satu_hari
    assert "membuat jabatan" not in satu_hari and "mengubah akun" not in satu_hari
    assert "membuat jabatan" in isi(riwayat, dari="3/5/2026")


def test_the_filter_takes_person_and_kind(riwayat: Daerah) -> None:
    assert "membuat jabatan" not in isi(riwayat, jenis="pengguna")
    assert "mengubah akun" in isi(riwayat, jenis="pengguna", orang="admin.meratus")


@pytest.mark.parametrize(
    "tanya",
    [{"dari": "kapan"}, {"dari": "2/5/2026", "sampai": "1/5/2026"}, {"orang": "siapa"}, {"jenis": "\x00"}],
)
def test_a_filter_that_cannot_be_read_is_said(riwayat: Daerah, tanya: dict[str, str]) -> None:
    url = reverse("urus_riwayat", args=[riwayat.pemda.slug])

    assert riwayat.klien.get(url, tanya).status_code == 422


def test_a_long_history_has_pages(daerah: Daerah) -> None:
    for nomor in range(30):
        ubah_akun(
            aktor=daerah.admin,
            pemerintah_daerah_id=daerah.pemda.pk,
            akun_id=daerah.akun.pk,
            nama=f"Nama {nomor}",
            email="",
            jabatan_id=None,
        )

    assert "1–25 dari 30 catatan" in isi(daerah)
    assert "26–30 dari 30 catatan" in isi(daerah, halaman="2")


def test_the_history_of_an_account_tells_what_it_did_and_what_was_done_to_it(riwayat: Daerah) -> None:
    pohon_tersimpan(perencana=riwayat.akun, perangkat_daerah=riwayat.perangkat)

    halaman = isi(riwayat, "akun_riwayat", riwayat.akun.pk)

    assert "membuat pohon kinerja" in halaman
    assert "memberi peran kepada akun" in halaman
    assert "membuat jabatan" not in halaman


def test_everyone_reads_the_own_history_and_no_other(riwayat: Daerah) -> None:
    klien = Client()
    klien.force_login(Pengguna.objects.get(pk=riwayat.akun.pk))

    halaman = klien.get(reverse("riwayat_saya")).content.decode()

    assert "memberi peran kepada akun" in halaman
    assert "membuat jabatan" not in halaman


def test_nothing_in_it_can_be_changed(riwayat: Daerah) -> None:
    catatan = CatatanAudit.objects.first()
    assert catatan is not None

    with pytest.raises(BarisTetap):
        catatan.save()
    with pytest.raises(BarisTetap):
        catatan.delete()
    url = reverse("urus_riwayat", args=[riwayat.pemda.slug])
    assert riwayat.klien.post(url).status_code == 405
