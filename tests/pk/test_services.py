"""Targets, budgets and agreements through their services: stored by row, kept over versions, frozen when signed."""

import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from iki.isian import IsiIndikator
from iki.services import tambah_indikator, tambah_sasaran
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import Arsip, CatatanAudit, PemangkuJabatan
from naskah.models import ArsipBerkas
from pk.choices import StatusPerjanjian
from pk.isian import IsianAnggaran
from pk.lingkup import baca_lingkup
from pk.models import AnggaranProgram, NilaiIndikator, Perjanjian, TargetIndikator
from pk.selectors import baca_anggaran, baca_perjanjian, baca_semua_perjanjian, kertas_perangkat
from pk.services import (
    buat_perjanjian,
    buat_perubahan,
    buat_semua,
    hapus_draf,
    simpan_anggaran,
    simpan_target,
    tandatangani,
    ubah_perjanjian,
    unggah_pindaian,
)
from pohon.choices import StatusPohon
from pohon.models import Pohon
from pohon.selectors import baca_pohon
from pohon.services import klon_pohon
from pohon.snapshot import potret
from tests.pabrik.basis import PerangkatFactory, perencana_di
from tests.pabrik.berkas import pdf_pindaian
from tests.pabrik.kinerja import TAHUN, Kinerja

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinerja() -> Kinerja:
    return Kinerja()


def test_a_target_is_stored_with_unit_direction_and_history(kinerja: Kinerja) -> None:
    kinerja.simpan("Indeks layanan", awal="80", t2025="85,5", satuan="Indeks", arah="tetap")

    baris = kinerja.baris("Indeks layanan")
    assert (baris.teks_target(2025), baris.satuan, baris.arah, baris.versi) == ("85,5 Indeks", "Indeks", "tetap", 1)
    catatan = CatatanAudit.objects.get(identitas=baris.identitas, kata_kerja="ubah_target")
    assert catatan.sesudah["target_2025"] == "85,5" and catatan.sebelum["satuan"] == "Nilai"

    kinerja.simpan("Indeks layanan", t2025="85,5")
    assert kinerja.baris("Indeks layanan").versi == 1  # nothing changed, nothing written

    kosong = kinerja.isi("Indeks layanan", satuan="")
    simpan_target(aktor=kinerja.perencana, lingkup=kinerja.lingkup, isian=[kosong])
    assert kinerja.baris("Indeks layanan").satuan == "Nilai"  # the tree's again


def test_a_row_changed_by_someone_else_is_left_and_the_others_are_stored(kinerja: Kinerja) -> None:
    basi, lain = kinerja.isi("Indeks layanan", t2025="1"), kinerja.isi("Indeks kepuasan", t2025="2")
    kinerja.simpan("Indeks layanan", t2025="99")

    hasil = simpan_target(aktor=kinerja.perencana, lingkup=kinerja.lingkup, isian=[basi, lain])

    assert hasil.tersimpan == 1
    assert hasil.bentrok == {basi.identitas: kinerja.perencana.nama_tampil}
    assert kinerja.baris("Indeks layanan").teks_target(2025) == "99 Nilai"


def test_targets_survive_a_new_version_and_leave_the_frozen_tree_alone(kinerja: Kinerja) -> None:
    kinerja.simpan("Indeks layanan", t2025="85")
    Pohon.objects.filter(pk=kinerja.pohon.pk).update(status=StatusPohon.DISETUJUI)
    sebelum = json.dumps(potret(baca_pohon(kinerja.pohon.pk)), default=str)
    rev = Pohon.objects.get(pk=kinerja.pohon.pk).rev

    baru = klon_pohon(aktor=kinerja.perencana, pohon_id=kinerja.pohon.pk)
    assert kinerja.lingkup.pohon[0].id == baru.pk
    kinerja.simpan("Indeks layanan", t2026="90")

    assert kinerja.baris("Indeks layanan").teks_target(2025) == "85 Nilai"
    assert json.dumps(potret(baca_pohon(kinerja.pohon.pk)), default=str) == sebelum
    assert Pohon.objects.get(pk=kinerja.pohon.pk).rev == rev


def test_only_planners_of_the_agency_store_anything(kinerja: Kinerja) -> None:
    orang = kinerja.orang()
    isian = [kinerja.isi("Indeks layanan", t2025="85")]
    for peran, galat in (("pembaca", TidakBerhak), ("penelaah", TidakBerhak), ("tetangga", TidakDitemukan)):
        aktor = orang[peran]
        assert aktor is not None
        with pytest.raises(galat):
            simpan_target(aktor=aktor, lingkup=kinerja.lingkup, isian=isian)
        with pytest.raises(galat):
            simpan_anggaran(aktor=aktor, lingkup=kinerja.lingkup, tahun=TAHUN, isian=[])
        with pytest.raises(galat):
            buat_perjanjian(aktor=aktor, lingkup=kinerja.lingkup, jabatan_id=kinerja.kepala.pk, tahun=TAHUN)
    assert not TargetIndikator.objects.exists()


def test_an_indicator_of_another_agency_is_not_found(kinerja: Kinerja) -> None:
    asing = Kinerja()
    with pytest.raises(TidakDitemukan):
        simpan_target(aktor=kinerja.perencana, lingkup=kinerja.lingkup, isian=[asing.isi("Indeks layanan", t2025="85")])


def test_a_year_outside_the_period_and_an_unknown_direction_are_refused(kinerja: Kinerja) -> None:
    for sel in ({"t2031": "1"}, {"arah": "miring"}, {"satuan": "x" * 61}):
        with pytest.raises(GalatLayanan):
            kinerja.simpan("Indeks layanan", **sel)


def test_the_database_refuses_a_value_that_is_number_and_text(kinerja: Kinerja) -> None:
    kinerja.simpan("Indeks layanan", t2025="85")
    with pytest.raises(IntegrityError), transaction.atomic():
        NilaiIndikator.objects.update(teks="A")


def test_reading_takes_the_same_queries_whatever_the_number_of_indicators(kinerja: Kinerja) -> None:
    def hitung() -> int:
        with CaptureQueriesContext(connection) as permintaan:
            lingkup = baca_lingkup(kinerja.perangkat, TAHUN)
            baca_semua_perjanjian(lingkup, TAHUN, kertas_perangkat(lingkup))
        return len(permintaan)

    awal = hitung()
    kinerja.isi_semua()
    for jabatan in (kinerja.kepala, kinerja.kabid, kinerja.staf):
        kinerja.perjanjian(jabatan)
    assert hitung() == awal <= 20


def test_budgets_are_stored_by_code_for_all_agreements(kinerja: Kinerja) -> None:
    lingkup = kinerja.lingkup
    assert [(satu.kode, satu.nama) for satu in baca_anggaran(lingkup, TAHUN)] == [
        ("2.12.02", "PROGRAM PENDAFTARAN PENDUDUK"),
        ("2.12.02.2.04", "Pembinaan Pendaftaran Penduduk"),
        ("2.12.02.2.04.0003", "Bimbingan Teknis"),
    ]
    isian = [IsianAnggaran("2.12.02", 0, Decimal("1250000"), "APBD")]
    assert simpan_anggaran(aktor=kinerja.perencana, lingkup=lingkup, tahun=TAHUN, isian=isian) == (1, frozenset())
    ulang = simpan_anggaran(
        aktor=kinerja.perencana, lingkup=lingkup, tahun=TAHUN, isian=[IsianAnggaran("2.12.02", 0, Decimal("1"), "")]
    )
    assert ulang == (0, frozenset({"2.12.02"}))
    assert AnggaranProgram.objects.get().rupiah == 1_250_000
    for salah in (IsianAnggaran("9.99", 0, None, ""), IsianAnggaran("2.12.02", 1, Decimal("-1"), "")):
        with pytest.raises(GalatLayanan):
            simpan_anggaran(aktor=kinerja.perencana, lingkup=lingkup, tahun=TAHUN, isian=[salah])

    for jabatan in (kinerja.kepala, kinerja.kabid):
        [program] = baca_perjanjian(kinerja.perjanjian(jabatan)).program
        assert (program.kode, program.teks_anggaran) == ("2.12.02", "Rp1.250.000")


def test_an_agreement_follows_organisation_and_tree(kinerja: Kinerja) -> None:
    PemangkuJabatan.objects.create(jabatan=kinerja.kabid, nama="Nama Contoh", status="plt")
    kinerja.isi_semua()

    kepala, kabid, staf = (
        baca_perjanjian(kinerja.perjanjian(satu)) for satu in (kinerja.kepala, kinerja.kabid, kinerja.staf)
    )

    assert kepala.isi.pihak1_jabatan == f"Kepala {kinerja.perangkat.nama} {kinerja.perangkat.pemerintah_daerah.nama}"
    assert kepala.isi.pihak2_jabatan == f"Bupati {kinerja.perangkat.pemerintah_daerah.nama.removeprefix('Kabupaten ')}"
    assert [satu.teks for satu in kepala.sasaran] == ["Kualitas pelayanan meningkat"]  # the outcome is left out
    assert [satu.teks for satu in kepala.semua_sasaran] == ["Tertib administrasi", "Kualitas pelayanan meningkat"]
    assert (kabid.isi.pihak1_status, kabid.isi.pihak1_nama) == ("Plt.", "Nama Contoh")
    assert kabid.isi.pihak2_jabatan == kepala.isi.pihak1_jabatan
    assert staf.isi.pihak2_status == "Plt." and staf.isi.pihak2_jabatan == "Kepala Bidang"
    assert [satu.kode for satu in staf.program] == ["2.12.02.2.04"]
    assert staf.tanpa_target == 0


def test_sasaran_of_a_position_s_own_are_promised_too(kinerja: Kinerja) -> None:
    sasaran = tambah_sasaran(aktor=kinerja.perencana, jabatan_id=kinerja.lepas.pk, teks="Surat tertata")
    tambah_indikator(aktor=kinerja.perencana, sasaran_id=sasaran.pk, isi=IsiIndikator("Jumlah surat"))
    kinerja.simpan("Jumlah surat", t2025="120", satuan="Surat")

    baris = baca_perjanjian(kinerja.perjanjian(kinerja.lepas))

    assert [(satu.teks, satu.kode) for satu in baris.sasaran] == [("Surat tertata", "")]
    assert [satu.target for satu in baris.sasaran[0].indikator] == ["120 Surat"]
    assert baris.program == ()


def test_all_drafts_are_made_at_once_and_only_once(kinerja: Kinerja) -> None:
    assert buat_semua(aktor=kinerja.perencana, lingkup=kinerja.lingkup, tahun=TAHUN) == 3
    assert buat_semua(aktor=kinerja.perencana, lingkup=kinerja.lingkup, tahun=TAHUN) == 0
    with pytest.raises(GalatLayanan, match="sudah ada"):
        kinerja.perjanjian(kinerja.kepala)
    with pytest.raises(GalatLayanan, match="belum memegang"):
        kinerja.perjanjian(kinerja.lepas)
    with pytest.raises(TidakDitemukan):
        buat_perjanjian(aktor=kinerja.perencana, lingkup=kinerja.lingkup, jabatan_id=0, tahun=TAHUN)


def test_signing_needs_targets_and_a_date_and_freezes_everything(kinerja: Kinerja) -> None:
    perjanjian = kinerja.perjanjian(kinerja.kepala)
    with pytest.raises(GalatLayanan, match="belum mempunyai target"):
        tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=1)
    hapus_draf(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk)
    kinerja.isi_semua()
    perjanjian = kinerja.perjanjian(kinerja.kepala)
    with pytest.raises(GalatLayanan, match="tanggal"):
        tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=1)
    hapus_draf(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk)
    perjanjian = kinerja.siap(kinerja.kepala)
    with pytest.raises(Bentrok):
        tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=1)

    perjanjian = tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=perjanjian.versi)

    beku = baca_perjanjian(perjanjian)
    kinerja.simpan("Indeks kepuasan", t2025="1")
    Pohon.objects.filter(pk=kinerja.pohon.pk).update(status=StatusPohon.DIGANTIKAN)
    assert baca_perjanjian(perjanjian) == beku
    assert beku.sasaran[0].indikator[0].target.endswith("Nilai")
    assert Arsip.objects.get(jenis="perjanjian_kinerja").pk == perjanjian.arsip_id
    assert ArsipBerkas.objects.get(jenis="perjanjian_kinerja").pk == perjanjian.pdf_id
    for langkah in (
        lambda: ubah_perjanjian(
            aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=perjanjian.versi, isi=beku.isi, tanpa=[]
        ),
        lambda: hapus_draf(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk),
    ):
        with pytest.raises(GalatLayanan, match="sudah ditandatangani"):
            langkah()


def test_an_amendment_takes_the_place_of_the_first_agreement(kinerja: Kinerja) -> None:
    kinerja.isi_semua()
    lama = kinerja.siap(kinerja.kepala)
    with pytest.raises(GalatLayanan):
        buat_perubahan(aktor=kinerja.perencana, perjanjian_id=lama.pk)
    tandatangani(aktor=kinerja.perencana, perjanjian_id=lama.pk, versi=lama.versi)

    baru = buat_perubahan(aktor=kinerja.perencana, perjanjian_id=lama.pk)
    with pytest.raises(GalatLayanan, match="sudah dibuat"):
        buat_perubahan(aktor=kinerja.perencana, perjanjian_id=lama.pk)
    kinerja.simpan("Indeks kepuasan", t2025="91")
    baris = baca_perjanjian(baru)
    assert baris.judul == "Perubahan Perjanjian Kinerja Tahun 2025"
    assert baris.sasaran[0].indikator[0].target == "91 Nilai"
    isi = baris.isi.dengan(tanggal=baca_perjanjian(lama).isi.tanggal)
    ubah_perjanjian(aktor=kinerja.perencana, perjanjian_id=baru.pk, versi=1, isi=isi, tanpa=baru.tanpa)
    tandatangani(aktor=kinerja.perencana, perjanjian_id=baru.pk, versi=2)

    status = dict(Perjanjian.objects.values_list("perubahan_ke", "status"))
    assert status == {0: StatusPerjanjian.DIUBAH, 1: StatusPerjanjian.DITANDATANGANI}
    kedua = buat_perubahan(aktor=kinerja.perencana, perjanjian_id=baru.pk)
    assert baca_perjanjian(kedua).judul.startswith("Perubahan Ke-2")


def test_the_signed_scan_is_kept_beside_the_agreement(kinerja: Kinerja) -> None:
    kinerja.isi_semua()
    perjanjian = kinerja.siap(kinerja.kepala)
    with pytest.raises(GalatLayanan, match="setelah"):
        unggah_pindaian(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, isi=pdf_pindaian())
    tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=perjanjian.versi)
    with pytest.raises(GalatLayanan, match="bukan PDF"):
        unggah_pindaian(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, isi=b"GIF89a")

    berkas = unggah_pindaian(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, isi=pdf_pindaian())

    perjanjian.refresh_from_db()
    assert perjanjian.pindaian_id == berkas.pk


def test_an_agreement_of_another_agency_is_not_found(kinerja: Kinerja) -> None:
    perjanjian = kinerja.perjanjian(kinerja.kepala)
    asing = perencana_di(PerangkatFactory(pemerintah_daerah=kinerja.perangkat.pemerintah_daerah))
    isi = baca_perjanjian(perjanjian).isi
    with pytest.raises(TidakDitemukan):
        ubah_perjanjian(aktor=asing, perjanjian_id=perjanjian.pk, versi=1, isi=isi, tanpa=[])
    with pytest.raises(TidakDitemukan):
        tandatangani(aktor=asing, perjanjian_id=perjanjian.pk, versi=1)
