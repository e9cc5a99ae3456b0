"""Positions: an organisation chart that stays a chart, whatever is done to it; and who holds them when."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from instansi.errors import GalatLayanan
from instansi.models import CatatanAudit, Jabatan, PemangkuJabatan
from instansi.selectors import jabatan_berlaku
from instansi.services import buat_jabatan, geser_jabatan, simpan_pemangku, tutup_jabatan, ubah_jabatan
from pohon.models import SimpulJabatan
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import JabatanFactory, pohon_tersimpan

pytestmark = pytest.mark.django_db


def alamat(daerah: Daerah, nama: str, *kunci: int) -> str:
    return reverse(nama, args=[daerah.pemda.slug, *kunci])


def buat(daerah: Daerah, nama: str, atasan: Jabatan | None = None, jenjang: str = "pengawas") -> Jabatan:
    return buat_jabatan(
        aktor=daerah.admin,
        pemerintah_daerah_id=daerah.pemda.pk,
        perangkat_id=daerah.perangkat.pk,
        nama=nama,
        jenjang=jenjang,
        atasan_id=atasan.pk if atasan else None,
    )


def susunan(daerah: Daerah) -> list[tuple[str, str]]:
    """The chart in the order every list shows it: (position, superior)."""
    return [(satu.nama, str(satu.atasan or "")) for satu in jabatan_berlaku(daerah.perangkat)]


@pytest.fixture
def bagan(daerah: Daerah) -> dict[str, Jabatan]:
    """Kepala Dinas over two Bidang, each with two positions; two of them have the same name."""
    kepala = daerah.jabatan
    satu, dua = buat(daerah, "Bidang Satu", kepala), buat(daerah, "Bidang Dua", kepala)
    return {
        "kepala": kepala,
        "satu": satu,
        "dua": dua,
        "staf1": buat(daerah, "Analis", satu),
        "staf2": buat(daerah, "Analis", dua),
        "staf3": buat(daerah, "Pengelola", satu),
    }


def test_a_superior_stands_before_those_under_it_whatever_the_order_of_typing(
    daerah: Daerah, bagan: dict[str, Jabatan]
) -> None:
    assert susunan(daerah) == [
        ("Kepala Dinas", ""),
        ("Bidang Satu", "Kepala Dinas"),
        ("Analis", "Bidang Satu"),
        ("Pengelola", "Bidang Satu"),
        ("Bidang Dua", "Kepala Dinas"),
        ("Analis", "Bidang Dua"),
    ]


def test_a_position_moves_with_everyone_under_it(daerah: Daerah, bagan: dict[str, Jabatan]) -> None:
    isian = {"nama": "Bidang Satu", "jenjang": "pengawas", "atasan": bagan["dua"].pk, "tugas": "Mengurus\r\nsemua"}
    isian["versi"] = bagan["satu"].versi

    jawaban = daerah.klien.post(alamat(daerah, "jabatan_ubah", bagan["satu"].pk), isian, follow=True)

    assert "Jabatan disimpan." in jawaban.content.decode()
    assert susunan(daerah) == [
        ("Kepala Dinas", ""),
        ("Bidang Dua", "Kepala Dinas"),
        ("Analis", "Bidang Dua"),
        ("Bidang Satu", "Bidang Dua"),
        ("Analis", "Bidang Satu"),
        ("Pengelola", "Bidang Satu"),
    ]
    catatan = CatatanAudit.objects.filter(kata_kerja="ubah", jenis_objek="jabatan").get()
    assert catatan.sebelum == {"tugas": "", "atasan_id": bagan["kepala"].pk}
    assert catatan.identitas == bagan["satu"].identitas


def test_a_position_never_comes_under_itself(daerah: Daerah, bagan: dict[str, Jabatan]) -> None:
    semula = susunan(daerah)
    isian = {"nama": "Kepala Dinas", "jenjang": "jpt", "tugas": "", "versi": 1}

    for bawah in ("satu", "staf3"):
        jawaban = daerah.klien.post(
            alamat(daerah, "jabatan_ubah", bagan["kepala"].pk), isian | {"atasan": bagan[bawah].pk}
        )
        assert jawaban.status_code == 422 and "ke bawah dirinya sendiri" in jawaban.content.decode()
    sendiri = daerah.klien.post(
        alamat(daerah, "jabatan_ubah", bagan["kepala"].pk), isian | {"atasan": bagan["kepala"].pk}
    )
    assert sendiri.status_code == 422
    assert susunan(daerah) == semula


def test_a_superior_of_another_agency_is_refused(daerah: Daerah) -> None:
    asing = JabatanFactory(perangkat_daerah=daerah.lain)

    with pytest.raises(GalatLayanan, match="perangkat daerah ini") as galat:
        ubah_jabatan(
            aktor=daerah.admin,
            pemerintah_daerah_id=daerah.pemda.pk,
            jabatan_id=daerah.jabatan.pk,
            nama="X",
            jenjang="jpt",
            atasan_id=asing.pk,
            tugas="",
        )
    assert galat.value.kolom == "atasan"


def test_neighbours_change_places_with_their_branches(daerah: Daerah, bagan: dict[str, Jabatan]) -> None:
    url = alamat(daerah, "jabatan_geser", bagan["dua"].pk)

    daerah.klien.post(url, {"arah": "naik"})
    assert [nama for nama, _ in susunan(daerah)] == [
        "Kepala Dinas", "Bidang Dua", "Analis", "Bidang Satu", "Analis", "Pengelola",
    ]  # fmt: skip
    daerah.klien.post(url, {"arah": "naik"})
    assert susunan(daerah)[1][0] == "Bidang Dua"
    daerah.klien.post(url, {"arah": "turun"})
    assert susunan(daerah)[1][0] == "Bidang Satu"


def test_numbers_that_two_positions_share_are_mended_by_the_next_change(daerah: Daerah) -> None:
    a, b = buat(daerah, "A", daerah.jabatan), buat(daerah, "B", daerah.jabatan)
    Jabatan.objects.filter(pk__in=[a.pk, b.pk]).update(urutan=2)

    geser_jabatan(aktor=daerah.admin, pemerintah_daerah_id=daerah.pemda.pk, jabatan_id=b.pk, naik=True)

    assert [nama for nama, _ in susunan(daerah)] == ["Kepala Dinas", "B", "A"]


def test_a_position_closes_after_those_under_it_and_opens_again(daerah: Daerah, bagan: dict[str, Jabatan]) -> None:
    url = alamat(daerah, "jabatan_tutup", bagan["dua"].pk)
    jawaban = daerah.klien.post(url, {"sampai": "31/12/2025"})
    assert jawaban.status_code == 422 and "Masih ada 1 jabatan di bawahnya" in jawaban.content.decode()

    tutup_jabatan(
        aktor=daerah.admin,
        pemerintah_daerah_id=daerah.pemda.pk,
        jabatan_id=bagan["staf2"].pk,
        sampai=date(2025, 12, 31),
    )
    daftar = daerah.klien.post(url, {"sampai": "31/12/2025"}, follow=True).content.decode()
    assert "Jabatan ditutup." in daftar and "Sudah ditutup" in daftar
    assert ("Bidang Dua", "Kepala Dinas") not in susunan(daerah)

    staf = alamat(daerah, "jabatan_buka", bagan["staf2"].pk)
    assert "Atasannya sudah ditutup" in daerah.klien.post(staf, follow=True).content.decode()
    daerah.klien.post(alamat(daerah, "jabatan_buka", bagan["dua"].pk))
    daerah.klien.post(staf)
    assert ("Analis", "Bidang Dua") in susunan(daerah)


def test_a_position_that_ends_later_is_in_force_until_then(daerah: Daerah) -> None:
    with time_machine.travel("2026-06-30T04:00:00+00:00"):
        tutup_jabatan(
            aktor=daerah.admin,
            pemerintah_daerah_id=daerah.pemda.pk,
            jabatan_id=daerah.jabatan.pk,
            sampai=date(2026, 6, 30),
        )
        assert susunan(daerah) == [("Kepala Dinas", "")]
    with time_machine.travel("2026-07-01T04:00:00+00:00"):
        assert susunan(daerah) == []


def test_only_a_position_nothing_names_is_deleted(daerah: Daerah, bagan: dict[str, Jabatan]) -> None:
    pohon = pohon_tersimpan(perencana=daerah.akun, perangkat_daerah=daerah.perangkat)
    simpul = pohon.simpul.exclude(jenis="akar").first()
    SimpulJabatan.objects.create(pohon=pohon, simpul=simpul, jabatan=bagan["staf1"])

    for nama, pesan in (
        ("satu", "mempunyai bawahan"),
        ("staf1", "dipakai pohon kinerja"),
        ("kepala", "mempunyai pemangku"),
        ("staf3", "Pengelola dihapus."),
    ):
        isi = daerah.klien.post(alamat(daerah, "jabatan_hapus", bagan[nama].pk), follow=True).content.decode()
        assert pesan in isi
    assert not Jabatan.objects.filter(pk=bagan["staf3"].pk).exists()
    assert Jabatan.objects.filter(pk__in=[bagan[n].pk for n in ("satu", "staf1", "kepala")]).count() == 3


def test_the_chart_is_shown_indented_with_holders_in_constant_queries(
    daerah: Daerah, bagan: dict[str, Jabatan], django_assert_max_num_queries: Any
) -> None:
    PemangkuJabatan.objects.create(jabatan=bagan["satu"], status="plt", nama="Orang Kedua")
    PemangkuJabatan.objects.create(jabatan=bagan["satu"], nama="Sudah Pergi", selesai=date(2020, 1, 1))

    with django_assert_max_num_queries(12):
        isi = daerah.klien.get(alamat(daerah, "urus_jabatan", daerah.perangkat.pk)).content.decode()

    assert "kedalaman-2" in isi and "Plt. Orang Kedua" in isi and "Sudah Pergi" not in isi


def test_a_holder_is_written_changed_and_deleted(daerah: Daerah) -> None:
    isian = {
        "nama": "",
        "nip": "",
        "pangkat": "Pembina",
        "status": "plt",
        "mulai": "2 Januari 2025",
        "selesai": "",
    }
    daerah.klien.post(alamat(daerah, "pemangku_tambah", daerah.jabatan.pk), isian)
    baru = PemangkuJabatan.objects.get(status="plt")
    assert baru.mulai == date(2025, 1, 2)

    ubah = alamat(daerah, "pemangku_ubah", daerah.jabatan.pk, baru.pk)
    assert 'value="02/01/2025"' in daerah.klien.get(ubah).content.decode()
    daerah.klien.post(ubah, isian | {"selesai": "1/6/2025", "versi": "1"})
    baru.refresh_from_db()
    assert baru.selesai == date(2025, 6, 1)

    daerah.klien.post(alamat(daerah, "pemangku_hapus", daerah.jabatan.pk, baru.pk))
    assert not PemangkuJabatan.objects.filter(pk=baru.pk).exists()
    hapus = CatatanAudit.objects.filter(jenis_objek="pemangkujabatan").first()
    assert hapus and hapus.sebelum["selesai"] == "2025-06-01"


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"nip": "abc"}, "NIP hanya berisi angka."),
        ({"mulai": "2/1/2025", "selesai": "1/1/2025"}, "sebelum tanggal mulai"),
        ({"status": "definitif"}, "Sudah ada pemangku definitif"),
        ({"status": "raja"}, "tidak ada dalam daftar"),
        ({"mulai": "31/2/2025"}, "Tulis tanggal seperti"),
    ],
)
def test_a_holder_that_cannot_be_is_refused(daerah: Daerah, ganti: dict[str, str], pesan: str) -> None:
    isian = {"nama": "B", "nip": "", "pangkat": "", "status": "plh", "mulai": "", "selesai": ""} | ganti

    jawaban = daerah.klien.post(alamat(daerah, "pemangku_tambah", daerah.jabatan.pk), isian)

    assert jawaban.status_code == 422 and pesan in jawaban.content.decode()
    assert daerah.jabatan.pemangku.count() == 1


def test_definitive_holders_follow_each_other(daerah: Daerah) -> None:
    PemangkuJabatan.objects.filter(pk=daerah.pemangku.pk).update(selesai=date(2024, 12, 31))

    simpan_pemangku(
        aktor=daerah.admin,
        pemerintah_daerah_id=daerah.pemda.pk,
        jabatan_id=daerah.jabatan.pk,
        nama="Penerus",
        nip="",
        pangkat="",
        status="definitif",
        mulai=date(2025, 1, 1),
        selesai=None,
    )

    assert daerah.jabatan.pemangku.count() == 2
