"""Notes: where they stand, who answers and resolves them, and that none is lost with its node."""

import uuid

import pytest

from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import CatatanAudit
from pohon.selectors import baca_pohon
from pohon.services import hapus_simpul
from telaah.models import Kabar
from telaah.selectors import catatan_menurut_simpul, catatan_terbuka, daftar_catatan
from telaah.services import buat_catatan, buka_lagi, jawab_catatan, kembalikan, selesaikan_catatan
from tests.pabrik.basis import PerangkatFactory, berperan, simpul
from tests.pabrik.telaah import pohon_disetujui, pohon_ditelaah, pohon_lengkap

pytestmark = pytest.mark.django_db


def test_a_note_stands_on_a_node_a_stage_or_the_whole_tree() -> None:
    kasus = pohon_ditelaah()
    kotak = simpul(kasus.pohon, "Tersedianya petugas terlatih")
    dasar = {"aktor": kasus.penelaah, "pohon_id": kasus.pohon.pk}
    buat_catatan(**dasar, isi="Sebutkan standarnya.", identitas=kotak.identitas)
    buat_catatan(**dasar, isi="Satuan belum seragam.", tahap="4")
    buat_catatan(**dasar, isi="Sudah baik.")
    rows = baca_pohon(kasus.pohon.pk)
    catatan = daftar_catatan(rows)
    assert [satu.tentang for satu in catatan] == ["Kotak 1.1.1.1", "Tahap 4", "Seluruh pohon"]
    assert [satu.peran for satu in catatan] == ["Penelaah"] * 3
    assert list(catatan_menurut_simpul(catatan)) == [kotak.identitas]
    with pytest.raises(GalatLayanan, match="satu tempat"):
        buat_catatan(**dasar, isi="X", identitas=kotak.identitas, tahap="4")
    with pytest.raises(GalatLayanan, match="satu tempat"):
        buat_catatan(**dasar, isi="X", tahap="9")
    with pytest.raises(GalatLayanan, match="sudah tidak ada"):
        buat_catatan(**dasar, isi="X", identitas=uuid.uuid4())
    with pytest.raises(GalatLayanan, match="belum diisi") as galat:
        buat_catatan(**dasar, isi=" \n ")
    assert galat.value.kolom == "isi"


def test_answers_stand_under_their_note_and_reach_those_who_wrote_in_it() -> None:
    kasus = pohon_ditelaah()
    dasar = {"pohon_id": kasus.pohon.pk}
    catatan = buat_catatan(**dasar, aktor=kasus.penelaah, isi="Mengapa tiga?")
    jawab_catatan(**dasar, aktor=kasus.perencana, catatan_id=catatan.pk, isi="Menurut Renstra.")
    jawab_catatan(**dasar, aktor=kasus.pimpinan, catatan_id=catatan.pk, isi="Saya setuju.")
    (utas,) = daftar_catatan(baca_pohon(kasus.pohon.pk))
    assert [(satu.peran, satu.isi) for satu in utas.jawaban] == [
        ("Perencana", "Menurut Renstra."),
        ("Pimpinan", "Saya setuju."),
    ]
    assert Kabar.objects.filter(jenis="jawaban", penerima=kasus.penelaah).count() == 2
    assert Kabar.objects.filter(jenis="jawaban", penerima=kasus.perencana).count() == 1
    with pytest.raises(TidakDitemukan):
        jawab_catatan(**dasar, aktor=kasus.perencana, catatan_id=catatan.jawaban.first().pk, isi="Jawaban atas jawaban")


def test_resolved_and_opened_again_with_name_and_history() -> None:
    kasus = pohon_ditelaah()
    dasar = {"pohon_id": kasus.pohon.pk}
    catatan = buat_catatan(**dasar, aktor=kasus.penelaah, isi="Satu")
    buat_catatan(**dasar, aktor=kasus.penelaah, isi="Dua")
    for _ in range(2):
        selesaikan_catatan(**dasar, aktor=kasus.perencana, catatan_id=catatan.pk)
    assert catatan_terbuka(kasus.pohon.pk) == 1
    daftar = daftar_catatan(baca_pohon(kasus.pohon.pk))
    assert [(satu.isi, satu.terbuka) for satu in daftar] == [("Dua", True), ("Satu", False)]
    assert daftar[1].selesai_oleh == kasus.perencana.nama_tampil
    assert CatatanAudit.objects.filter(kata_kerja="selesaikan").count() == 1
    buka_lagi(**dasar, aktor=kasus.penelaah, catatan_id=catatan.pk)
    assert catatan_terbuka(kasus.pohon.pk) == 2
    with pytest.raises(TidakBerhak, match="perencana atau penelaah"):
        selesaikan_catatan(**dasar, aktor=kasus.pimpinan, catatan_id=catatan.pk)


def test_a_note_on_a_deleted_node_stays_listed_with_what_it_was_about() -> None:
    kasus = pohon_ditelaah()
    kotak = simpul(kasus.pohon, "Tersusunnya rencana pelatihan")
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Berulang.", identitas=kotak.identitas)
    kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    hapus_simpul(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, simpul_ids=[kotak.pk])
    (catatan,) = daftar_catatan(baca_pohon(kasus.pohon.pk))
    assert (catatan.terhapus, catatan.kode_simpul) == (True, "1.1.1.2")
    assert catatan.pernyataan == "Tersusunnya rencana pelatihan"


def test_who_may_not_write_notes() -> None:
    kasus = pohon_lengkap()
    pd = kasus.pohon.perangkat_daerah
    for aktor in (berperan(JenisPeran.PEMBACA, pd), berperan(JenisPeran.ADMIN, pd.pemerintah_daerah)):
        with pytest.raises(TidakBerhak):
            buat_catatan(aktor=aktor, pohon_id=kasus.pohon.pk, isi="X")
    for aktor in (
        berperan(JenisPeran.PERENCANA, PerangkatFactory(pemerintah_daerah=pd.pemerintah_daerah)),
        berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah),
    ):
        with pytest.raises(TidakDitemukan):
            buat_catatan(aktor=aktor, pohon_id=kasus.pohon.pk, isi="X")


def test_an_approved_version_takes_no_more_notes() -> None:
    kasus = pohon_disetujui()
    with pytest.raises(GalatLayanan, match="tidak dapat diubah lagi"):
        buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Terlambat")
