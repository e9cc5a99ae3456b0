"""Two sides at once: one wins, the other is told, and the request says what both trees say."""

import pytest

from instansi.errors import Bentrok, GalatLayanan
from instansi.models import Pengguna
from pohon.choices import StatusPermintaan
from pohon.models import Permintaan, Simpul
from pohon.services import hapus_simpul
from pohon.services.lintas import terima, terima_baru, tolak
from tests.pabrik.basis import perencana_di, simpul
from tests.pabrik.lintas import DIMINTA, MENJAWAB, Kasus, dua_perangkat, ubah
from tests.pabrik.serentak import serentak

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.basis_data]
S = StatusPermintaan


def aktor(satu: Pengguna) -> Pengguna:
    """Return a fresh object of the account: threads share none."""
    return Pengguna.objects.get(pk=satu.pk)


def gagal(hasil: list[object]) -> list[GalatLayanan]:
    return [satu for satu in hasil if isinstance(satu, GalatLayanan)]


def test_two_planners_answer_at_once_and_one_answer_stands() -> None:
    kasus = dua_perangkat()
    kedua, satu, jawab = perencana_di(kasus.perangkat_jawab), kasus.permintaan(), kasus.simpul_jawab
    hasil = serentak(
        [
            lambda: terima(aktor=aktor(kasus.penjawab), permintaan_id=satu.pk, versi=satu.versi, simpul=jawab),
            lambda: tolak(aktor=aktor(kedua), permintaan_id=satu.pk, versi=satu.versi, alasan="Bukan tugas kami"),
        ]
    )
    assert [type(galat) for galat in gagal(hasil)] == [Bentrok]
    kini = kasus.permintaan()
    assert kini.versi == satu.versi + 1
    assert (kini.status, kini.simpul_jawab is None) in ((S.DITERIMA, False), (S.DITOLAK, True))


@pytest.mark.parametrize("babak", range(3))
def test_asker_edits_while_the_other_accepts(babak: int) -> None:
    kasus = dua_perangkat()
    satu, jawab = kasus.permintaan(), kasus.simpul_jawab
    hasil = serentak(
        [
            lambda: ubah(aktor(kasus.peminta), kasus.pohon_minta, DIMINTA, menjadi="Lain", sebut=kasus.perangkat_jawab),
            lambda: terima(aktor=aktor(kasus.penjawab), permintaan_id=satu.pk, versi=satu.versi, simpul=jawab),
        ]
    )
    kini = kasus.permintaan()
    assert kini.pernyataan == "Lain"
    if gagal(hasil):
        assert [type(galat) for galat in gagal(hasil)] == [Bentrok]
        assert kini.status == S.MENUNGGU
    else:
        assert (kini.status, kini.pernyataan_disepakati) == (S.DILIHAT_PENJAWAB, DIMINTA)


@pytest.mark.parametrize("babak", range(3))
def test_the_answering_node_is_deleted_while_it_is_linked(babak: int) -> None:
    kasus = dua_perangkat()
    satu, jawab = kasus.permintaan(), kasus.simpul_jawab
    kunci = simpul(kasus.pohon_jawab, MENJAWAB).pk
    hasil = serentak(
        [
            lambda: hapus_simpul(aktor=aktor(kasus.penjawab), pohon_id=kasus.pohon_jawab.pk, simpul_ids=[kunci]),
            lambda: terima(aktor=aktor(kasus.penjawab), permintaan_id=satu.pk, versi=satu.versi, simpul=jawab),
        ]
    )
    kini = kasus.permintaan()
    if gagal(hasil):
        assert (gagal(hasil)[0].kolom, kini.status) == ("simpul", S.MENUNGGU)
    else:
        assert (kini.status, kini.jawab_ada) == (S.DILIHAT_PEMINTA, False)


def test_a_double_click_makes_one_node() -> None:
    kasus = dua_perangkat()
    satu, induk = kasus.permintaan(), simpul(kasus.pohon_jawab, "Meningkatnya cakupan").pk
    hasil = serentak(
        [
            lambda: terima_baru(
                aktor=aktor(kasus.penjawab),
                permintaan_id=satu.pk,
                versi=satu.versi,
                pohon_id=kasus.pohon_jawab.pk,
                induk_id=induk,
                pernyataan="Kotak baru",
            )
            for _ in range(3)
        ]
    )
    assert [type(galat) for galat in gagal(hasil)] == [Bentrok, Bentrok]
    assert Simpul.objects.hidup().filter(pohon=kasus.pohon_jawab, pernyataan="Kotak baru").count() == 1


def test_edits_of_both_trees_never_wait_in_a_circle() -> None:
    kasus = dua_perangkat()
    balik = Kasus(kasus.pohon_jawab, kasus.pohon_minta, kasus.penjawab, kasus.peminta, kasus.penelaah)
    ubah(balik.peminta, balik.pohon_minta, "Meningkatnya cakupan", sebut=balik.perangkat_jawab)
    for satu in Permintaan.objects.all():
        sisi = kasus if satu.tujuan_id == kasus.perangkat_jawab.pk else balik
        jawab = simpul(sisi.pohon_jawab, MENJAWAB if sisi is kasus else "Meningkatnya sarana").identitas
        terima(aktor=sisi.penjawab, permintaan_id=satu.pk, versi=satu.versi, simpul=jawab)

    def bergantian(sisi: Kasus, pernyataan: str) -> None:
        lama = pernyataan
        for nomor in range(5):
            baru = f"{pernyataan} {nomor}"
            ubah(aktor(sisi.peminta), sisi.pohon_minta, lama, menjadi=baru, sebut=sisi.perangkat_jawab)
            lama = baru

    hasil = serentak([lambda: bergantian(kasus, DIMINTA), lambda: bergantian(balik, "Meningkatnya cakupan")])
    assert hasil == [None, None]
    assert set(Permintaan.objects.values_list("pernyataan", flat=True)) == {f"{DIMINTA} 4", "Meningkatnya cakupan 4"}
