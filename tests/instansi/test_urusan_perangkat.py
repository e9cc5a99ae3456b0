"""Agencies and the local government: created, corrected, renamed, merged; periods; and what the old papers keep."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import CatatanAudit, Jabatan, PerangkatDaerah, Periode
from instansi.selectors import jabatan_berlaku
from instansi.services import buat_perangkat, ganti_nama_perangkat
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import JabatanFactory, berperan, pohon_tersimpan

pytestmark = pytest.mark.django_db


def alamat(daerah: Daerah, nama: str, *kunci: int) -> str:
    return reverse(nama, args=[daerah.pemda.slug, *kunci])


def test_an_agency_is_created_with_a_short_name_of_its_own(daerah: Daerah) -> None:
    isian = {"nama": "Dinas Pangan", "singkatan": "DISKAN", "bentuk": "dinas", "berlaku_dari": "1 Januari 2025"}

    for nama in ("Dinas Pangan", "Dinas Kandang"):
        jawaban = daerah.klien.post(alamat(daerah, "perangkat_tambah"), isian | {"nama": nama}, follow=True)
        assert "Perangkat daerah dibuat." in jawaban.content.decode()

    satu, dua = PerangkatDaerah.objects.filter(singkatan="DISKAN", berlaku_dari=date(2025, 1, 1)).order_by("pk")
    assert (satu.slug, dua.slug) == ("diskan", "diskan-2")
    assert CatatanAudit.objects.get(jenis_objek="perangkatdaerah", kunci=str(satu.pk)).sesudah == {
        "nama": "Dinas Pangan",
        "singkatan": "DISKAN",
        "bentuk": "dinas",
        "berlaku_dari": "2025-01-01",
    }


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"nama": " "}, "belum diisi"),
        ({"nama": "badan riset MERATUS"}, "sudah ada dan masih berlaku"),
        ({"bentuk": "kerajaan"}, "tidak ada dalam daftar"),
        ({"berlaku_dari": "kemarin"}, "Tulis tanggal seperti"),
        ({"berlaku_dari": "1/1/1066"}, "Periksa tahunnya"),
        ({"nama": "x" * 201}, "201 karakter"),
    ],
)
def test_what_is_wrong_with_an_agency_is_said(daerah: Daerah, ganti: dict[str, str], pesan: str) -> None:
    isian = {"nama": "Dinas Pangan", "singkatan": "", "bentuk": "dinas", "berlaku_dari": ""} | ganti

    jawaban = daerah.klien.post(alamat(daerah, "perangkat_tambah"), isian)

    assert jawaban.status_code == 422 and pesan in jawaban.content.decode()
    assert PerangkatDaerah.objects.filter(pemerintah_daerah=daerah.pemda).count() == 2


def test_a_renamed_agency_gets_a_successor_and_old_trees_keep_the_old_name(daerah: Daerah) -> None:
    pohon = pohon_tersimpan(perencana=daerah.akun, perangkat_daerah=daerah.perangkat)
    bawahan = JabatanFactory(perangkat_daerah=daerah.perangkat, atasan=daerah.jabatan, nama="Kepala Bidang", urutan=2)
    daerah.akun.jabatan = bawahan
    daerah.akun.save()
    isian = {"nama": "Dinas Kelautan", "singkatan": "DKP", "bentuk": "dinas", "mulai": "1/1/2027"}

    jawaban = daerah.klien.post(alamat(daerah, "perangkat_ganti_nama", daerah.perangkat.pk), isian, follow=True)

    assert "Dinas Kelautan" in jawaban.content.decode()
    daerah.perangkat.refresh_from_db()
    baru = daerah.perangkat.pengganti
    assert baru is not None and baru.berlaku_dari == date(2027, 1, 1)
    assert daerah.perangkat.berlaku_sampai == date(2026, 12, 31)
    pohon.refresh_from_db()
    assert str(pohon.perangkat_daerah) == "Dinas Perikanan Meratus"
    salinan = list(Jabatan.objects.filter(perangkat_daerah=baru).order_by("urutan"))
    assert [(satu.nama, str(satu.atasan or "")) for satu in salinan] == [
        ("Kepala Dinas", ""),
        ("Kepala Bidang", "Kepala Dinas"),
    ]
    assert salinan[0].pemangku.get().nama == "Seseorang"
    daerah.akun.refresh_from_db()
    assert daerah.akun.jabatan == salinan[1]
    assert {satu.perangkat_daerah for satu in daerah.akun.peran.all()} == {daerah.perangkat, baru}


def test_a_new_name_must_be_new_and_its_day_after_the_beginning(daerah: Daerah) -> None:
    PerangkatDaerah.objects.filter(pk=daerah.perangkat.pk).update(berlaku_dari=date(2020, 1, 1))
    url = alamat(daerah, "perangkat_ganti_nama", daerah.perangkat.pk)
    isian = {"nama": "Dinas Kelautan", "singkatan": "", "bentuk": "dinas", "mulai": "1/1/2027"}

    for ganti, pesan in (
        ({"nama": daerah.perangkat.nama}, "sama dengan yang sekarang"),
        ({"nama": daerah.lain.nama}, "sudah ada dan masih berlaku"),
        ({"mulai": "1/1/2020"}, "sebelum perangkat daerah mulai berlaku"),
        ({"mulai": ""}, "Tanggal belum diisi."),
    ):
        jawaban = daerah.klien.post(url, isian | ganti)
        assert jawaban.status_code == 422 and pesan in jawaban.content.decode()
    assert PerangkatDaerah.objects.filter(pemerintah_daerah=daerah.pemda).count() == 2


def test_an_agency_is_merged_and_the_merger_can_be_undone(daerah: Daerah) -> None:
    url = alamat(daerah, "perangkat_tutup", daerah.perangkat.pk)
    assert daerah.klien.post(url, {"sampai": "31/12/2026", "pengganti": daerah.perangkat.pk}).status_code == 422

    daerah.klien.post(url, {"sampai": "31/12/2026", "pengganti": daerah.lain.pk})
    daerah.perangkat.refresh_from_db()
    assert (daerah.perangkat.berlaku_sampai, daerah.perangkat.pengganti) == (date(2026, 12, 31), daerah.lain)
    catatan = CatatanAudit.objects.filter(kata_kerja="tutup").get()
    assert catatan.ringkas == "Dinas Perikanan Meratus digabung ke Badan Riset Meratus"
    daftar = daerah.klien.get(alamat(daerah, "urus_perangkat"), {"status": "berakhir"}).content.decode()
    assert "diganti Badan Riset Meratus" in daftar
    assert "sudah berakhir" in daerah.klien.post(url, {"sampai": "31/12/2027"}).content.decode()

    daerah.klien.post(alamat(daerah, "perangkat_buka", daerah.perangkat.pk))
    daerah.perangkat.refresh_from_db()
    assert daerah.perangkat.berlaku_sampai is None and daerah.perangkat.pengganti is None


def test_an_agency_is_not_opened_again_beside_another_of_its_name(daerah: Daerah) -> None:
    daerah.klien.post(alamat(daerah, "perangkat_tutup", daerah.perangkat.pk), {"sampai": "31/12/2026"})
    buat_perangkat(
        aktor=daerah.admin,
        pemerintah_daerah_id=daerah.pemda.pk,
        nama=daerah.perangkat.nama,
        singkatan="",
        bentuk="dinas",
    )

    url = alamat(daerah, "perangkat_buka", daerah.perangkat.pk)
    assert "sudah ada dan masih berlaku" in daerah.klien.post(url, follow=True).content.decode()


def test_a_successors_successor_works_too(daerah: Daerah) -> None:
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk, "singkatan": "", "bentuk": "dinas"}
    satu = ganti_nama_perangkat(perangkat_id=daerah.perangkat.pk, nama="Dinas A", mulai=date(2025, 1, 1), **urus)
    dua = ganti_nama_perangkat(perangkat_id=satu.pk, nama="Dinas B", mulai=date(2026, 1, 1), **urus)

    assert jabatan_berlaku(dua).count() == 1
    assert daerah.akun.peran.count() == 3


def test_correcting_a_spelling_changes_the_agency_itself(daerah: Daerah) -> None:
    isian = {"nama": "Dinas Perikanan dan Kelautan", "singkatan": "DISKAN", "bentuk": "dinas", "versi": 1}

    daerah.klien.post(alamat(daerah, "perangkat_ubah", daerah.perangkat.pk), isian)

    catatan = CatatanAudit.objects.get(kata_kerja="ubah")
    assert catatan.sebelum == {"nama": "Dinas Perikanan Meratus"}
    assert catatan.sesudah == {"nama": "Dinas Perikanan dan Kelautan"}


def test_data_of_the_government_are_saved_with_before_and_after(daerah: Daerah) -> None:
    isian = {
        "nama": "Kabupaten Meratus",
        "provinsi": "Kalimantan Selatan",
        "ibu_kota": "Paringin",
        "zona_waktu": "Asia/Jakarta",
        "alamat": "Jalan Contoh Nomor 1\r\nTelepon (0000) 123",
        "perlu_izin_pimpinan": "on",
        "versi": 1,
    }

    jawaban = daerah.klien.post(alamat(daerah, "urus_pemerintah"), isian, follow=True)

    assert "Data pemerintah daerah disimpan." in jawaban.content.decode()
    daerah.pemda.refresh_from_db()
    assert daerah.pemda.alamat == "Jalan Contoh Nomor 1\nTelepon (0000) 123"
    assert daerah.pemda.perlu_izin_pimpinan and daerah.pemda.zona_waktu == "Asia/Jakarta"
    catatan = CatatanAudit.objects.get(jenis_objek="pemerintahdaerah")
    assert catatan.sebelum["ibu_kota"] == "" and catatan.sesudah["ibu_kota"] == "Paringin"
    assert "nama" not in catatan.sesudah
    assert daerah.klien.session["zona_waktu"] == "Asia/Jakarta"


def test_a_government_does_not_take_anothers_name(daerah: Daerah, tetangga: Daerah) -> None:
    isian = {"nama": "kabupaten TETANGGA", "zona_waktu": "Asia/Jakarta", "versi": 1}

    jawaban = daerah.klien.post(alamat(daerah, "urus_pemerintah"), isian)

    assert jawaban.status_code == 422 and "sudah ada" in jawaban.content.decode()


def test_two_administrators_do_not_overwrite_each_other_unseen(daerah: Daerah) -> None:
    rekan = Client()
    rekan.force_login(berperan(JenisPeran.ADMIN, daerah.pemda, nama="Rina"))
    url = alamat(daerah, "perangkat_ubah", daerah.perangkat.pk)
    isian = {"nama": daerah.perangkat.nama, "singkatan": "DISKAN", "bentuk": "dinas", "berlaku_dari": "", "versi": 1}
    rekan.post(url, isian | {"berlaku_dari": "1/1/2025", "singkatan": "DKP"})

    bentrok = daerah.klien.post(url, isian | {"nama": "Dinas Kelautan"})

    isi = bentrok.content.decode()
    assert bentrok.status_code == 409 and "Rina sudah mengubah isi ini" in isi
    assert 'name="versi" value="2"' in isi and 'name="tersimpan-berlaku_dari"' in isi and "01/01/2025" in isi
    pilih = {"pilih-nama": "saya", "pilih-singkatan": "tersimpan", "tersimpan-singkatan": "DKP"}
    pilih |= {"pilih-berlaku_dari": "tersimpan", "tersimpan-berlaku_dari": "01/01/2025"}
    assert daerah.klien.post(url, isian | {"nama": "Dinas Kelautan", "versi": 2} | pilih).status_code == 302
    daerah.perangkat.refresh_from_db()
    simpanan = (daerah.perangkat.nama, daerah.perangkat.singkatan, daerah.perangkat.berlaku_dari)
    assert simpanan == ("Dinas Kelautan", "DKP", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("nama", "isian"),
    [
        ("urus_pemerintah", {"nama": "Kabupaten Meratus", "zona_waktu": "Asia/Jakarta", "perlu_izin_pimpinan": ""}),
        ("akun_ubah", {"nama": "Lain", "email": "", "jabatan": ""}),
        ("jabatan_ubah", {"nama": "Lain", "jenjang": "jpt", "atasan": "", "tugas": ""}),
        ("pemangku_ubah", {"nama": "Lain", "nip": "", "pangkat": "", "status": "plt", "mulai": "", "selesai": ""}),
    ],
)
def test_every_form_of_something_stored_tells_that_it_has_changed(
    daerah: Daerah, nama: str, isian: dict[str, str]
) -> None:
    kunci = {"akun_ubah": [daerah.akun.pk], "jabatan_ubah": [daerah.jabatan.pk], "urus_pemerintah": []}
    url = alamat(daerah, nama, *kunci.get(nama, [daerah.jabatan.pk, daerah.pemangku.pk]))
    assert daerah.klien.post(url, isian | {"versi": "0"}).status_code == 409
    assert daerah.klien.post(url, isian | {"versi": "1"}).status_code == 302
    assert daerah.klien.post(url, isian | {"versi": "1"}).status_code == 302, "nothing more to change is no conflict"


@pytest.mark.parametrize(
    ("mulai", "selesai", "pesan"),
    [
        ("2027", "2026", "sebelum tahun mulai"),
        ("2021", "2026", "Periode ini sudah ada."),
        ("1900", "1905", "antara 2000 dan 2100"),
        ("2020", "2090", "paling panjang"),
        ("dua ribu", "2030", "empat angka"),
        ("", "", "belum diisi"),
    ],
)
def test_a_period_that_makes_none_is_refused(daerah: Daerah, mulai: str, selesai: str, pesan: str) -> None:
    jawaban = daerah.klien.post(alamat(daerah, "urus_periode"), {"mulai": mulai, "selesai": selesai})

    assert jawaban.status_code == 422 and pesan in jawaban.content.decode()


def test_a_period_is_added_and_deleted_while_nothing_uses_it(daerah: Daerah) -> None:
    daerah.klien.post(alamat(daerah, "urus_periode"), {"mulai": "2027", "selesai": "2031"})
    baru = Periode.objects.get(mulai=2027)

    hapus = daerah.klien.post(alamat(daerah, "periode_hapus", baru.pk), follow=True).content.decode()
    assert "Periode 2027–2031 dihapus." in hapus

    pohon_tersimpan(perencana=daerah.akun, perangkat_daerah=daerah.perangkat)
    hapus = daerah.klien.post(alamat(daerah, "periode_hapus", daerah.periode.pk), follow=True).content.decode()
    assert "sudah dipakai pohon kinerja" in hapus
    assert Periode.objects.filter(pk=daerah.periode.pk).exists()


def test_the_home_counts_what_there_is(daerah: Daerah, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(16):
        isi = daerah.klien.get(alamat(daerah, "urus")).content.decode()

    assert "Administrasi Kabupaten Meratus" in isi
    assert "<b>2</b>" in isi
