"""Crosscutting as a handshake: asked by naming, answered by the other side, kept in step with both trees."""

from uuid import uuid4

import pytest

from instansi.arsip import bekukan, utuh
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import CatatanAudit
from pohon.choices import StatusPermintaan, StatusPohon
from pohon.models import Crosscutting, Permintaan, Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.services import IsiSimpul, Pihak, hapus_simpul, klon_pohon, pulihkan, tambah_simpul
from pohon.services.isian import Rancangan
from pohon.services.lintas import batalkan, nyatakan_sesuai, terima, terima_baru, tolak
from pohon.services.nama_pihak import nama_lepas, tautkan_nama, usulkan
from pohon.services.selaras import selaraskan_yang_lama
from pohon.services.urungkan import urungkan
from pohon.snapshot import SKEMA, potret
from telaah.models import Kabar
from tests.pabrik.basis import JenisSimpul, PerangkatFactory, perencana_di, simpul
from tests.pabrik.lintas import DIMINTA, MENJAWAB, Kasus, dua_perangkat, identitas, ubah

pytestmark = pytest.mark.django_db
S = StatusPermintaan


@pytest.fixture
def kasus() -> Kasus:
    """Two agencies, the first asking the second."""
    return dua_perangkat()


def diterima(kasus: Kasus) -> Permintaan:
    """Return the request, accepted with a node of the other tree."""
    satu = kasus.permintaan()
    return terima(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, simpul=kasus.simpul_jawab)


def kabar(orang: object) -> list[str]:
    """Return the kinds of notifications a person has, oldest first."""
    return list(Kabar.objects.filter(penerima=orang).order_by("pk").values_list("jenis", flat=True))


def test_naming_an_agency_asks_it_with_the_place_in_the_tree(kasus: Kasus) -> None:
    satu = kasus.permintaan()
    assert (satu.peminta, satu.tujuan, satu.status) == (kasus.perangkat_minta, kasus.perangkat_jawab, S.MENUNGGU)
    assert (satu.kode, satu.pernyataan) == ("1.1.1", DIMINTA)
    assert satu.jejak == ["O Terwujudnya tertib administrasi", "1 Meningkatnya pelayanan", "1.1 Meningkatnya sarana"]
    assert kabar(kasus.penjawab) == ["lintas_minta"]


def test_an_outside_body_is_asked_nothing() -> None:
    kasus = dua_perangkat(minta=False)
    tambah_simpul(
        aktor=kasus.peminta,
        pohon_id=kasus.pohon_minta.pk,
        induk_id=simpul(kasus.pohon_minta, DIMINTA).pk,
        rancangan=Rancangan(JenisSimpul.CROSSCUTTING, IsiSimpul("Terjaminnya", crosscutting=(Pihak(nama="BPJS"),))),
    )
    assert not Permintaan.objects.exists()


def test_accepting_links_a_node_and_both_sides_read_it(kasus: Kasus) -> None:
    satu = diterima(kasus)
    assert (satu.status, satu.kode_jawab, satu.pernyataan_jawab) == (S.DITERIMA, "1", MENJAWAB)
    assert (satu.dijawab_oleh, satu.dijawab is not None) == (kasus.penjawab, True)
    (baris,) = [b for b in baca_pohon(kasus.pohon_minta.pk).simpul if b.crosscutting]
    assert baris.crosscutting[0].tautan == f"1 {MENJAWAB}"
    assert baris.crosscutting[0].jawaban.teks == f"Diterima: 1 {MENJAWAB}"
    assert kabar(kasus.peminta) == ["lintas_jawab"]


def test_accepting_with_a_new_node_can_be_undone(kasus: Kasus) -> None:
    satu = kasus.permintaan()
    satu = terima_baru(
        aktor=kasus.penjawab,
        permintaan_id=satu.pk,
        versi=satu.versi,
        pohon_id=kasus.pohon_jawab.pk,
        induk_id=simpul(kasus.pohon_jawab, "Meningkatnya cakupan").pk,
        pernyataan="Terpasangnya jaringan kantor",
    )
    baru = simpul(kasus.pohon_jawab, "Terpasangnya jaringan kantor")
    assert (satu.status, satu.simpul_jawab, baru.jenis) == (S.DITERIMA, baru.identitas, JenisSimpul.ANTARA)
    urungkan(aktor=kasus.penjawab, pohon_id=kasus.pohon_jawab.pk)
    satu = kasus.permintaan()
    assert (satu.status, satu.jawab_ada) == (S.DILIHAT_PEMINTA, False)
    with pytest.raises(GalatLayanan, match="dijawab lagi"):
        nyatakan_sesuai(aktor=kasus.peminta, permintaan_id=satu.pk, versi=satu.versi)


def test_refusing_needs_a_reason_and_may_be_taken_back(kasus: Kasus) -> None:
    satu = kasus.permintaan()
    with pytest.raises(GalatLayanan) as galat:
        tolak(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, alasan="  ")
    assert galat.value.kolom == "alasan"
    satu = tolak(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, alasan="Bukan tugas kami.")
    assert (satu.status, satu.alasan) == (S.DITOLAK, "Bukan tugas kami.")
    satu = batalkan(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi)
    assert (satu.status, satu.alasan, satu.jawaban) == (S.MENUNGGU, "", "")


def test_a_changed_asking_node_wants_another_look_until_it_is_as_before(kasus: Kasus) -> None:
    diterima(kasus)
    ubah(kasus.peminta, kasus.pohon_minta, DIMINTA, menjadi="Lain", sebut=kasus.perangkat_jawab)
    satu = kasus.permintaan()
    assert (satu.status, satu.pernyataan, satu.pernyataan_disepakati) == (S.DILIHAT_PENJAWAB, "Lain", DIMINTA)
    assert kabar(kasus.penjawab) == ["lintas_minta", "lintas_ubah"]
    urungkan(aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk)
    assert kasus.permintaan().status == S.DITERIMA


def test_the_other_side_says_that_it_still_holds(kasus: Kasus) -> None:
    diterima(kasus)
    ubah(kasus.penjawab, kasus.pohon_jawab, MENJAWAB, menjadi="Meningkatnya jaringan")
    satu = kasus.permintaan()
    assert (satu.status, satu.pernyataan_jawab) == (S.DILIHAT_PEMINTA, "Meningkatnya jaringan")
    with pytest.raises(GalatLayanan):
        nyatakan_sesuai(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi)
    satu = nyatakan_sesuai(aktor=kasus.peminta, permintaan_id=satu.pk, versi=satu.versi)
    assert (satu.status, satu.pernyataan_jawab_disepakati) == (S.DITERIMA, "Meningkatnya jaringan")


def test_a_deleted_node_tells_the_other_side_and_comes_back_with_its_answer(kasus: Kasus) -> None:
    diterima(kasus)
    hapus = hapus_simpul(
        aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk, simpul_ids=[simpul(kasus.pohon_minta, DIMINTA).pk]
    )
    assert kasus.permintaan().status == S.DICABUT
    assert kabar(kasus.penjawab)[-1] == "lintas_cabut"
    pulihkan(aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk, penghapusan_id=hapus.pk)
    assert kasus.permintaan().status == S.DITERIMA


def test_a_name_taken_away_and_given_again_keeps_one_request(kasus: Kasus) -> None:
    kasus.minta(sebut=False)
    assert kasus.permintaan().status == S.DICABUT
    kasus.minta()
    assert kasus.permintaan().status == S.MENUNGGU


def test_moving_changes_the_place_and_asks_nobody_again(kasus: Kasus) -> None:
    diterima(kasus)
    sebelum = kasus.permintaan().versi
    tambah_simpul(
        aktor=kasus.peminta,
        pohon_id=kasus.pohon_minta.pk,
        induk_id=None,
        rancangan=Rancangan(JenisSimpul.OUTCOME, IsiSimpul("Outcome kedua")),
    )
    satu = kasus.permintaan()
    assert (satu.status, satu.versi, satu.jejak[0]) == (S.DITERIMA, sebelum, "O1 Terwujudnya tertib administrasi")


def test_who_comes_second_is_told(kasus: Kasus) -> None:
    satu = kasus.permintaan()
    ubah(kasus.peminta, kasus.pohon_minta, DIMINTA, menjadi="Lain", sebut=kasus.perangkat_jawab)
    with pytest.raises(Bentrok):
        terima(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, simpul=kasus.simpul_jawab)


def test_only_planners_of_the_asked_agency_answer(kasus: Kasus) -> None:
    satu = kasus.permintaan()
    for aktor in (kasus.peminta, kasus.penelaah):
        with pytest.raises(TidakBerhak):
            tolak(aktor=aktor, permintaan_id=satu.pk, versi=satu.versi, alasan="Tidak")
    asing = perencana_di(PerangkatFactory(pemerintah_daerah=kasus.perangkat_minta.pemerintah_daerah))
    with pytest.raises(TidakDitemukan):
        tolak(aktor=asing, permintaan_id=satu.pk, versi=satu.versi, alasan="Tidak")


def test_only_nodes_of_the_asked_agency_answer(kasus: Kasus) -> None:
    satu = kasus.permintaan()
    csf = Simpul.objects.get(pohon=kasus.pohon_jawab, jenis=JenisSimpul.CSF)
    for salah in (uuid4(), identitas(kasus.pohon_minta, DIMINTA), csf.identitas):
        with pytest.raises(GalatLayanan) as galat:
            terima(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, simpul=salah)
        assert galat.value.kolom == "simpul"
    with pytest.raises(GalatLayanan):
        terima_baru(
            aktor=kasus.penjawab,
            permintaan_id=satu.pk,
            versi=satu.versi,
            pohon_id=kasus.pohon_minta.pk,
            induk_id=simpul(kasus.pohon_minta, DIMINTA).pk,
            pernyataan="Asing",
        )


def test_new_versions_and_freezing_leave_the_answer_and_the_tree_alone(kasus: Kasus) -> None:
    diterima(kasus)
    for pohon in (kasus.pohon_minta, kasus.pohon_jawab):
        type(pohon).objects.filter(pk=pohon.pk).update(status="disetujui")
    versi = [
        klon_pohon(aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk),
        klon_pohon(aktor=kasus.penjawab, pohon_id=kasus.pohon_jawab.pk),
    ]
    assert kasus.permintaan().status == S.DITERIMA
    (baris,) = [b for b in baca_pohon(versi[0].pk).simpul if b.crosscutting]
    assert baris.crosscutting[0].tautan == f"1 {MENJAWAB}"
    # An answer to a frozen tree may still change; the tree itself does not.
    kasus.pohon_minta.refresh_from_db()
    rev, satu = kasus.pohon_minta.rev, kasus.permintaan()
    batalkan(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi)
    kasus.pohon_minta.refresh_from_db()
    assert (kasus.pohon_minta.rev, kasus.permintaan().status) == (rev, S.MENUNGGU)


def test_a_name_dropped_in_a_new_version_stays_answered_in_the_approved_one(kasus: Kasus) -> None:
    diterima(kasus)
    type(kasus.pohon_minta).objects.filter(pk=kasus.pohon_minta.pk).update(status="disetujui")
    baru = klon_pohon(aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk)
    ubah(kasus.peminta, baru, DIMINTA)
    assert kasus.permintaan().status == S.DICABUT
    (baris,) = [b for b in baca_pohon(kasus.pohon_minta.pk).simpul if b.crosscutting]
    assert baris.crosscutting[0].jawaban.teks == f"Diterima: 1 {MENJAWAB}"


def test_approval_freezes_what_was_agreed() -> None:
    kasus = dua_perangkat()
    diterima(kasus)
    arsip = bekukan(jenis="uji", skema=SKEMA, data=potret(baca_pohon(kasus.pohon_minta.pk)))
    satu = kasus.permintaan()
    batalkan(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi)
    arsip.refresh_from_db()
    assert utuh(arsip) and '"kode":"1"' in arsip.isi and '"status":"diterima"' in arsip.isi and MENJAWAB in arsip.isi


def test_imported_names_are_proposed_and_linked_by_the_planner_only(kasus: Kasus) -> None:
    tambah_simpul(
        aktor=kasus.peminta,
        pohon_id=kasus.pohon_minta.pk,
        induk_id=simpul(kasus.pohon_minta, "Meningkatnya sarana").pk,
        rancangan=Rancangan(JenisSimpul.CROSSCUTTING, IsiSimpul("Nama", crosscutting=(Pihak(nama="Dinas Penjawap"),))),
    )
    assert Permintaan.objects.count() == 1
    (lepas,) = nama_lepas(kasus.pohon_minta, [kasus.perangkat_jawab])
    assert lepas.usulan == ((kasus.perangkat_jawab.pk, "Dinas Penjawab"),)
    tautkan_nama(
        aktor=kasus.peminta,
        pohon_id=kasus.pohon_minta.pk,
        crosscutting_id=lepas.crosscutting.pk,
        perangkat_daerah_id=kasus.perangkat_jawab.pk,
    )
    assert Permintaan.objects.count() == 2
    urungkan(aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk)
    assert Permintaan.objects.filter(status=S.DICABUT).count() == 1


def test_a_short_name_means_its_agency_and_nonsense_none() -> None:
    dinas = PerangkatFactory.build(pk=1, nama="Dinas Komunikasi dan Informatika", singkatan="Diskominfo")
    assert usulkan("DISKOMINFO", [dinas]) == ((1, dinas.nama),)
    assert usulkan("Dinas Komunikasi & Informatika", [dinas]) == ((1, dinas.nama),)
    assert usulkan("BPJS Kesehatan", [dinas]) == ()


def test_trees_older_than_requests_ask_once_and_silently(kasus: Kasus) -> None:
    """As after an upgrade from the first release: the names are in the tree, the requests are not."""
    Permintaan.objects.all().delete()
    Kabar.objects.all().delete()
    assert selaraskan_yang_lama() == 1
    satu = kasus.permintaan()
    assert (satu.peminta, satu.tujuan, satu.status) == (kasus.perangkat_minta, kasus.perangkat_jawab, S.MENUNGGU)
    assert (satu.kode, satu.pernyataan) == ("1.1.1", DIMINTA)
    assert kabar(kasus.penjawab) == []
    assert CatatanAudit.objects.filter(wadah=satu.wadah).latest("pk").aktor_nama == "sistem"
    assert selaraskan_yang_lama() == 0
    diterima(kasus)
    assert selaraskan_yang_lama() == 0


def test_an_older_version_of_a_tree_asks_nothing_anew(kasus: Kasus) -> None:
    lama = Pohon.objects.get(pk=kasus.pohon_minta.pk)
    Pohon.objects.filter(pk=lama.pk).update(status=StatusPohon.DISETUJUI)
    baru = klon_pohon(aktor=kasus.peminta, pohon_id=lama.pk)
    Crosscutting.objects.filter(pohon=baru).delete()
    Permintaan.objects.all().delete()
    assert selaraskan_yang_lama() == 0
