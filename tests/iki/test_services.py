"""Editing positions: who may, what is kept, what follows the tree, what a conflict does."""

from decimal import Decimal
from uuid import UUID

import pytest

from iki.isian import IsiIndikator
from iki.models import ButirFungsi, IndikatorSasaran, Sasaran
from iki.rows import BarisPosisi
from iki.selectors import baca_iki
from iki.services import (
    ambil_dari_pohon,
    ambil_semua,
    hapus_indikator,
    hapus_sasaran,
    pindah_indikator,
    pindah_sasaran,
    salin_jabatan,
    tambah_indikator,
    tambah_sasaran,
    ubah_indikator,
    ubah_sasaran,
    ubah_uraian,
)
from instansi.choices import JenisPeran
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import CatatanAudit, Jabatan, Pengguna
from pohon.models import Indikator, Simpul, SimpulJabatan
from tests.pabrik.basis import JabatanFactory, berperan, perencana_di, pohon_tersimpan

pytestmark = pytest.mark.django_db


@pytest.fixture
def kepala() -> Jabatan:
    return JabatanFactory(nama="Kepala", urutan=1)


@pytest.fixture
def staf(kepala: Jabatan) -> Jabatan:
    return JabatanFactory(nama="Staf", urutan=2, atasan=kepala, perangkat_daerah=kepala.perangkat_daerah)


@pytest.fixture
def perencana(kepala: Jabatan) -> Pengguna:
    return perencana_di(kepala.perangkat_daerah)


def baca(jabatan: Jabatan) -> BarisPosisi:
    return baca_iki(jabatan.perangkat_daerah).menurut_id[jabatan.pk]


def test_task_and_functions_are_kept_in_order(kepala: Jabatan, perencana: Pengguna) -> None:
    ubah = {"aktor": perencana, "jabatan_id": kepala.pk, "tugas": "Memimpin"}
    assert ubah_uraian(**ubah, versi=0, fungsi=["satu;", "  dua; ", "", "satu;"])
    assert not ubah_uraian(**ubah, versi=2, fungsi=["satu;", "dua;", "satu;"])

    assert (baca(kepala).tugas, baca(kepala).fungsi) == ("Memimpin", ("satu;", "dua;", "satu;"))
    assert ButirFungsi.objects.count() == 2
    assert CatatanAudit.objects.get(kata_kerja="ubah_uraian").sesudah["fungsi"] == ["satu;", "dua;", "satu;"]


def test_an_edit_of_an_older_version_is_refused(kepala: Jabatan, perencana: Pengguna) -> None:
    versi = baca(kepala).versi
    ubah_uraian(aktor=perencana, jabatan_id=kepala.pk, versi=versi, tugas="A", fungsi=[])

    with pytest.raises(Bentrok) as bentrok:
        ubah_uraian(aktor=perencana, jabatan_id=kepala.pk, versi=versi, tugas="B", fungsi=[])
    assert bentrok.value.oleh == perencana.nama_tampil
    assert baca(kepala).tugas == "A"


def test_only_planners_write_and_others_do_not_learn_of_it(kepala: Jabatan) -> None:
    for orang, galat in (
        (berperan(JenisPeran.PEMBACA, kepala.perangkat_daerah), TidakBerhak),
        (perencana_di(JabatanFactory().perangkat_daerah), TidakDitemukan),
    ):
        with pytest.raises(galat):
            tambah_sasaran(aktor=orang, jabatan_id=kepala.pk, teks="Mutu")
        with pytest.raises(galat):
            ambil_semua(aktor=orang, perangkat_daerah=kepala.perangkat_daerah)
    assert not Sasaran.objects.exists()


def test_a_sasaran_supports_one_of_the_direct_superior(kepala: Jabatan, staf: Jabatan, perencana: Pengguna) -> None:
    atas = tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks="Mutu")
    bawah = tambah_sasaran(aktor=perencana, jabatan_id=staf.pk, teks="Surat", mendukung_id=atas.pk)
    assert baca(staf).sasaran[0].mendukung_teks == "Mutu"
    assert baca(staf).tertaut

    with pytest.raises(GalatLayanan) as galat:
        ubah_sasaran(aktor=perencana, sasaran_id=atas.pk, versi=2, teks="Mutu", mendukung_id=bawah.pk)
    assert galat.value.kolom == "mendukung"

    hapus_sasaran(aktor=perencana, sasaran_id=atas.pk)
    assert baca(staf).sasaran[0].mendukung_id is None


def test_indicators_are_added_changed_moved_and_deleted(kepala: Jabatan, perencana: Pengguna) -> None:
    sasaran = tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks="Mutu")
    satu = tambah_indikator(aktor=perencana, sasaran_id=sasaran.pk, isi=IsiIndikator("Satu"))
    dua = tambah_indikator(aktor=perencana, sasaran_id=sasaran.pk, isi=IsiIndikator("Dua"))
    isi = IsiIndikator("Satu lagi", "persentase", "A", "B", Decimal(100), sumber_data="Buku\n\nLaporan")
    ubah_indikator(aktor=perencana, indikator_id=satu.pk, versi=baca(kepala).versi, isi=isi)
    pindah_indikator(aktor=perencana, indikator_id=dua.pk, arah=-1)
    pindah_indikator(aktor=perencana, indikator_id=dua.pk, arah=-1)

    assert [i.nama for i in baca(kepala).indikator] == ["Dua", "Satu lagi"]
    assert baca(kepala).indikator[1].sumber == "Buku; Laporan"

    hapus_indikator(aktor=perencana, indikator_id=dua.pk)
    assert [i.nama for i in baca(kepala).indikator] == ["Satu lagi"]
    with pytest.raises(TidakDitemukan):
        hapus_indikator(aktor=perencana, indikator_id=dua.pk)


@pytest.mark.parametrize(
    ("isi", "kolom"),
    [
        (IsiIndikator(" "), "nama"),
        (IsiIndikator("A", "campuran"), "jenis_formula"),
        (IsiIndikator("A", pengali=Decimal(0)), "pengali"),
        (IsiIndikator("A", pembilang="\x00"), "pembilang"),
        (IsiIndikator("A" * 1_001), "nama"),
    ],
)
def test_what_cannot_be_stored_is_named(kepala: Jabatan, perencana: Pengguna, isi: IsiIndikator, kolom: str) -> None:
    sasaran = tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks="Mutu")
    with pytest.raises(GalatLayanan) as galat:
        tambah_indikator(aktor=perencana, sasaran_id=sasaran.pk, isi=isi)
    assert galat.value.kolom == kolom


def test_sasaran_are_moved(kepala: Jabatan, perencana: Pengguna) -> None:
    for teks in ("A", "B", "C"):
        tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks=teks)
    pindah_sasaran(aktor=perencana, sasaran_id=Sasaran.objects.get(teks="C").pk, arah=-1)
    pindah_sasaran(aktor=perencana, sasaran_id=Sasaran.objects.get(teks="A").pk, arah=-1)

    assert [(s.nomor, s.teks) for s in baca(kepala).sasaran] == [(1, "A"), (2, "C"), (3, "B")]


def test_sasaran_come_from_the_nodes_a_position_carries(kepala: Jabatan, staf: Jabatan, perencana: Pengguna) -> None:
    pohon = pohon_tersimpan(perangkat_daerah=kepala.perangkat_daerah, perencana=perencana)
    for nama, jabatan in (("Kondisi satu", kepala), ("Antara satu", staf)):
        kotak = Simpul.objects.get(pohon=pohon, pernyataan=nama)
        SimpulJabatan.objects.create(pohon=pohon, simpul=kotak, jabatan=jabatan)
        Indikator.objects.create(pohon=pohon, simpul=kotak, nama=f"Jumlah {nama}", sumber_data="Buku")
    assert [satu.pernyataan for satu in baca(staf).belum_diambil] == ["Antara satu"]

    assert ambil_semua(aktor=perencana, perangkat_daerah=kepala.perangkat_daerah) == 2
    assert ambil_dari_pohon(aktor=perencana, jabatan_id=staf.pk) == 0

    milik = baca(staf).sasaran[0]
    assert (milik.teks, milik.mendukung_teks, milik.ikut_pohon) == ("Antara satu", "Kondisi satu", True)
    assert milik.indikator[0].sumber_data == ("Buku",)
    assert baca(staf).belum_diambil == ()

    # What follows the tree changes with it; what is worded otherwise does not; back to the tree's words, it follows.
    Simpul.objects.filter(pohon=pohon, pernyataan="Antara satu").update(pernyataan="Antara baru")
    Indikator.objects.filter(nama="Jumlah Antara satu").update(nama="Jumlah baru")
    assert (baca(staf).sasaran[0].teks, baca(staf).indikator[0].nama) == ("Antara baru", "Jumlah baru")
    versi = baca(staf).versi
    ubah_sasaran(aktor=perencana, sasaran_id=milik.id, versi=versi, teks="Sendiri", mendukung_id=milik.mendukung_id)
    assert (baca(staf).sasaran[0].teks, baca(staf).sasaran[0].ikut_pohon) == ("Sendiri", False)
    ubah_sasaran(aktor=perencana, sasaran_id=milik.id, versi=versi + 1, teks="Antara baru")
    assert baca(staf).sasaran[0].ikut_pohon

    # A node that goes leaves the last words behind.
    Sasaran.objects.filter(pk=milik.id).update(simpul_identitas=UUID(int=1))
    assert baca(staf).sasaran[0].teks == "Antara baru"


def test_an_indicator_follows_the_tree_until_it_is_reworded(kepala: Jabatan, perencana: Pengguna) -> None:
    pohon = pohon_tersimpan(perangkat_daerah=kepala.perangkat_daerah, perencana=perencana)
    kotak = Simpul.objects.get(pohon=pohon, pernyataan="Utama")
    SimpulJabatan.objects.create(pohon=pohon, simpul=kotak, jabatan=kepala)
    Indikator.objects.create(pohon=pohon, simpul=kotak, nama="Indeks", sumber_data="Survei")
    ambil_dari_pohon(aktor=perencana, jabatan_id=kepala.pk)
    kunci = IndikatorSasaran.objects.get().pk

    ubah_indikator(aktor=perencana, indikator_id=kunci, versi=2, isi=IsiIndikator("Indeks mutu", sumber_data="Survei"))
    assert not baca(kepala).indikator[0].ikut_pohon
    ubah_indikator(
        aktor=perencana, indikator_id=kunci, versi=3, isi=IsiIndikator("Indeks", sumber_data="Survei", keterangan="x")
    )
    assert baca(kepala).indikator[0].ikut_pohon
    assert baca(kepala).indikator[0].keterangan == "x"


def test_copying_adds_what_is_not_there(kepala: Jabatan, perencana: Pengguna) -> None:
    dinas = kepala.perangkat_daerah
    dari, ke = (JabatanFactory(perangkat_daerah=dinas, atasan=kepala, urutan=u, nama=f"Staf {u}") for u in (2, 3))
    atas = tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks="Mutu")
    ubah_uraian(aktor=perencana, jabatan_id=dari.pk, versi=0, tugas="", fungsi=["a;", "b;"])
    ubah_uraian(aktor=perencana, jabatan_id=ke.pk, versi=0, tugas="", fungsi=["b;"])
    sasaran = tambah_sasaran(aktor=perencana, jabatan_id=dari.pk, teks="Surat", mendukung_id=atas.pk)
    tambah_indikator(aktor=perencana, sasaran_id=sasaran.pk, isi=IsiIndikator("Jumlah surat", sumber_data="Buku"))

    salin = {"aktor": perencana, "jabatan_id": ke.pk, "dari_id": dari.pk, "fungsi": True, "sasaran": True}
    assert salin_jabatan(**salin) == 2
    assert salin_jabatan(**salin) == 0

    baru = baca(ke)
    assert baru.fungsi == ("b;", "a;")
    assert (baru.sasaran[0].mendukung_id, baru.indikator[0].sumber) == (atas.pk, "Buku")
    for lain in (ke, JabatanFactory()):
        with pytest.raises(GalatLayanan):
            salin_jabatan(**{**salin, "dari_id": lain.pk})


def test_reading_takes_the_same_queries_for_any_number(
    kepala: Jabatan, perencana: Pengguna, django_assert_max_num_queries: object
) -> None:
    for nomor in range(2, 12):
        JabatanFactory(perangkat_daerah=kepala.perangkat_daerah, atasan=kepala, urutan=nomor)
        tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks=f"Sasaran {nomor}")

    with django_assert_max_num_queries(7):  # type: ignore[operator]  # a fixture, untyped
        assert len(baca_iki(kepala.perangkat_daerah).posisi) == 11


def test_progress_counts_complete_empty_and_unlinked(kepala: Jabatan, staf: Jabatan, perencana: Pengguna) -> None:
    sasaran = tambah_sasaran(aktor=perencana, jabatan_id=kepala.pk, teks="Mutu")
    tambah_indikator(aktor=perencana, sasaran_id=sasaran.pk, isi=IsiIndikator("Indeks"))
    ubah_uraian(aktor=perencana, jabatan_id=kepala.pk, versi=baca(kepala).versi, tugas="Memimpin", fungsi=["a;"])
    maju = baca_iki(kepala.perangkat_daerah).kemajuan
    assert (maju.jumlah, maju.lengkap, maju.tanpa_sasaran, maju.tanpa_tautan) == (2, 1, 1, 0)

    tambah_sasaran(aktor=perencana, jabatan_id=staf.pk, teks="Surat")
    maju = baca_iki(kepala.perangkat_daerah).kemajuan
    assert (maju.tanpa_sasaran, maju.tanpa_tautan) == (0, 1)
