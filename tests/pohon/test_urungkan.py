"""Steps of today are undone and redone from the audit trail: edits, moves with their kinds, additions, deletions."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine

from instansi.errors import GalatLayanan
from instansi.models import Pengguna
from pohon.choices import JenisSimpul
from pohon.integritas import periksa_integritas
from pohon.models import Indikator, Nomenklatur, Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.services import (
    IsianIndikator,
    IsiIndikator,
    IsiSimpul,
    Pihak,
    hapus_indikator,
    hapus_simpul,
    isi_indikator,
    pecah_simpul,
    pindah_indikator,
    pindah_ke,
    pindah_simpul,
    tambah_beberapa,
    tambah_indikator,
    terima_usulan,
    ubah_indikator,
    ubah_penerjemahan,
    ubah_simpul,
    ubah_tingkat,
)
from pohon.services.isian import Rancangan
from pohon.services.urungkan import ulangi, urungkan
from tests.pabrik.basis import perencana_di
from tests.pabrik.cuplikan import pasang_contoh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    pasang_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


@pytest.fixture
def perencana(pohon: Pohon) -> Pengguna:
    """The planner of the tree."""
    return Pengguna.objects.get(username="perencana.disdukcapil")


def rupa(pohon: Pohon) -> list[tuple[object, ...]]:
    """The tree as people see it."""
    return [(x.kode, x.pernyataan, x.jenis, x.nama_crosscutting, x.id) for x in baca_pohon(pohon.pk).simpul]


def rupa_isi(pohon: Pohon) -> list[tuple[object, ...]]:
    """What Tahap 4 and 5 show of the tree."""
    return [
        (x.kode, x.tingkat, x.komponen, x.kinerja_jabatan, x.nama_jabatan, x.nomenklatur_kode)
        + tuple(replace(satu, versi=0) for satu in x.indikator)
        for x in baca_pohon(pohon.pk).simpul
    ]


def kunci(pohon: Pohon, kode: str) -> int:
    """The key of the node with a code."""
    return next(satu.id for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode)


def _ubah(pohon: Pohon, aktor: Pengguna) -> None:
    simpul = Simpul.objects.get(pk=kunci(pohon, "3.2"))
    isi = IsiSimpul("Tersedianya jaringan", crosscutting=(Pihak(nama="BPJS Kesehatan"),))
    ubah_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_id=simpul.pk, versi=simpul.versi, isi=isi)


def _keluar(pohon: Pohon, aktor: Pengguna) -> None:
    pindah_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_id=kunci(pohon, "1.1.1"), arah="keluar")


def _ke_cabang(pohon: Pohon, aktor: Pengguna) -> None:
    pindah_ke(aktor=aktor, pohon_id=pohon.pk, simpul_id=kunci(pohon, "1.1"), induk_id=kunci(pohon, "2.1.1"))


def _hapus(pohon: Pohon, aktor: Pengguna) -> None:
    hapus_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_ids=[kunci(pohon, "1.1.1"), kunci(pohon, "2.1")])


def _tambah(pohon: Pohon, aktor: Pengguna) -> None:
    anak = (Rancangan(JenisSimpul.OPERASIONAL, IsiSimpul("Terlaksananya diklat")),)
    rancangan = [Rancangan(JenisSimpul.ANTARA, IsiSimpul(satu), anak=anak) for satu in ("Kondisi A", "Kondisi B")]
    tambah_beberapa(aktor=aktor, pohon_id=pohon.pk, induk_id=kunci(pohon, "1.1"), rancangan=rancangan)


def _pecah(pohon: Pohon, aktor: Pengguna) -> None:
    simpul = Simpul.objects.get(pk=kunci(pohon, "1.1.1.1"))
    isi = [IsiSimpul("Bagian satu"), IsiSimpul("Bagian dua")]
    pecah_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_id=simpul.pk, versi=simpul.versi, isi=isi)


def _indikator(pohon: Pohon, kode: str = "1.1.1") -> Indikator:
    return Indikator.objects.filter(simpul=kunci(pohon, kode), penghapusan__isnull=True).order_by("urutan")[0]


def _tambah_indikator(pohon: Pohon, aktor: Pengguna) -> None:
    isi = IsiIndikator("Nilai IKM", pengali=Decimal("2.5"))
    tambah_indikator(aktor=aktor, pohon_id=pohon.pk, simpul_id=kunci(pohon, "1.1.1"), isi=isi)


def _ubah_indikator(pohon: Pohon, aktor: Pengguna) -> None:
    kini = _indikator(pohon)
    isi = IsiIndikator("Nilai IKM", pengali=Decimal("2.5"), sumber_data="Bidang A\nBidang B")
    ubah_indikator(aktor=aktor, pohon_id=pohon.pk, indikator_id=kini.pk, versi=kini.versi, isi=isi)


def _hapus_indikator(pohon: Pohon, aktor: Pengguna) -> None:
    hapus_indikator(aktor=aktor, pohon_id=pohon.pk, indikator_id=_indikator(pohon).pk)


def _geser_indikator(pohon: Pohon, aktor: Pengguna) -> None:
    kini = _indikator(pohon)
    Indikator.objects.create(pohon=pohon, simpul_id=kini.simpul_id, nama="Indikator kedua", urutan=kini.urutan + 1)
    pindah_indikator(aktor=aktor, pohon_id=pohon.pk, indikator_id=kini.pk, arah="turun")


def _isi_banyak(pohon: Pohon, aktor: Pengguna) -> None:
    lama = [_indikator(pohon, kode) for kode in ("1.1.1", "1.1.2")]
    isian = [IsianIndikator(x.simpul_id, IsiIndikator(f"{x.nama} baru"), x.pk, x.versi) for x in lama]
    isian += [IsianIndikator(kunci(pohon, "1.1.1"), IsiIndikator(nama)) for nama in ("Tambahan A", "Tambahan B")]
    assert isi_indikator(aktor=aktor, pohon_id=pohon.pk, isian=isian) == 4


def _tingkat(pohon: Pohon, aktor: Pengguna) -> None:
    satu = Simpul.objects.get(pk=kunci(pohon, "1.1.1"))
    ubah_tingkat(aktor=aktor, pohon_id=pohon.pk, simpul_id=satu.pk, versi=satu.versi, tingkat="strategis")


def _terjemah(pohon: Pohon, aktor: Pengguna) -> None:
    satu = Simpul.objects.get(pk=kunci(pohon, "1.1.1"))
    ubah_penerjemahan(
        aktor=aktor,
        pohon_id=pohon.pk,
        simpul_id=satu.pk,
        versi=satu.versi,
        komponen="sasaran_program",
        kinerja_jabatan="PK contoh",
        nomenklatur_id=Nomenklatur.objects.order_by("pk")[0].pk,
    )


def _usulan(pohon: Pohon, aktor: Pengguna) -> None:
    Simpul.objects.filter(pohon=pohon, pk__in=[kunci(pohon, "1.1"), kunci(pohon, "1.1.2")]).update(komponen="")
    assert terima_usulan(aktor=aktor, pohon_id=pohon.pk, simpul_ids=[kunci(pohon, "1.1")]) == 1


@pytest.mark.parametrize(
    "langkah",
    [
        _tambah_indikator, _ubah_indikator, _hapus_indikator, _geser_indikator,
        _isi_banyak, _tingkat, _terjemah, _usulan,
    ],
)  # fmt: skip
def test_a_step_of_tahap_4_or_5_is_undone_redone_and_undone_again(
    pohon: Pohon, perencana: Pengguna, langkah: Callable[[Pohon, Pengguna], None]
) -> None:
    langkah(pohon, perencana)
    sesudah = rupa_isi(pohon)
    urungkan(aktor=perencana, pohon_id=pohon.pk)
    semula = rupa_isi(pohon)
    assert semula != sesudah
    for _ in range(2):
        ulangi(aktor=perencana, pohon_id=pohon.pk)
        assert rupa_isi(pohon) == sesudah
        urungkan(aktor=perencana, pohon_id=pohon.pk)
        assert rupa_isi(pohon) == semula
    with pytest.raises(GalatLayanan, match="Tidak ada langkah hari ini"):
        urungkan(aktor=perencana, pohon_id=pohon.pk)


@pytest.mark.parametrize("langkah", [_tambah_indikator, _ubah_indikator, _terjemah, _usulan, _tingkat])
def test_what_others_have_built_upon_in_tahap_4_or_5_is_not_overwritten(
    pohon: Pohon, perencana: Pengguna, langkah: Callable[[Pohon, Pengguna], None]
) -> None:
    langkah(pohon, perencana)
    Indikator.objects.filter(nama="Nilai IKM", pengali="2.5").update(nama="Tulisan rekan", penghapusan=None)
    hilang = hapus_indikator if langkah is _tambah_indikator else None
    if hilang:
        rekan = Indikator.objects.get(nama="Tulisan rekan")
        hilang(aktor=perencana_lain(pohon), pohon_id=pohon.pk, indikator_id=rekan.pk)
    Simpul.objects.filter(pohon=pohon).update(komponen="tujuan", tingkat="operasional")
    kini = rupa_isi(pohon)
    with pytest.raises(GalatLayanan, match="sudah diubah sesudahnya"):
        urungkan(aktor=perencana, pohon_id=pohon.pk)
    assert rupa_isi(pohon) == kini


def perencana_lain(pohon: Pohon) -> Pengguna:
    """A second planner of the same agency."""
    assert pohon.perangkat_daerah
    return perencana_di(pohon.perangkat_daerah)


@pytest.mark.parametrize("langkah", [_ubah, _keluar, _ke_cabang, _hapus, _tambah, _pecah])
def test_a_step_is_undone_redone_and_undone_again(
    pohon: Pohon, perencana: Pengguna, langkah: Callable[[Pohon, Pengguna], None]
) -> None:
    semula = rupa(pohon)
    langkah(pohon, perencana)
    sesudah = rupa(pohon)
    assert sesudah != semula
    for _ in range(2):
        urungkan(aktor=perencana, pohon_id=pohon.pk)
        assert rupa(pohon) == semula
        ulangi(aktor=perencana, pohon_id=pohon.pk)
        assert rupa(pohon) == sesudah
    assert not list(periksa_integritas())


def test_a_whole_series_is_undone_in_reverse_and_a_new_step_ends_redoing(pohon: Pohon, perencana: Pengguna) -> None:
    rupa_demi_rupa = [rupa(pohon)]
    for langkah in (_ubah, _keluar, _tambah, _hapus):
        langkah(pohon, perencana)
        rupa_demi_rupa.append(rupa(pohon))
    for sebelum in rupa_demi_rupa[-2::-1]:
        urungkan(aktor=perencana, pohon_id=pohon.pk)
        assert rupa(pohon) == sebelum
    with pytest.raises(GalatLayanan, match="Tidak ada langkah hari ini"):
        urungkan(aktor=perencana, pohon_id=pohon.pk)
    ulangi(aktor=perencana, pohon_id=pohon.pk)
    assert rupa(pohon) == rupa_demi_rupa[1]
    _keluar(pohon, perencana)
    with pytest.raises(GalatLayanan, match="Tidak ada langkah hari ini"):
        ulangi(aktor=perencana, pohon_id=pohon.pk)


def test_what_others_have_built_upon_is_not_overwritten(pohon: Pohon, perencana: Pengguna) -> None:
    _ubah(pohon, perencana)
    rekan = Pengguna.objects.get(username="admin.balangan")
    Simpul.objects.filter(pk=kunci(pohon, "3.2")).update(pernyataan="Tulisan rekan")
    with pytest.raises(GalatLayanan, match="sudah diubah sesudahnya"):
        urungkan(aktor=perencana, pohon_id=pohon.pk)
    assert Simpul.objects.get(pk=kunci(pohon, "3.2")).pernyataan == "Tulisan rekan"
    with pytest.raises(GalatLayanan):
        urungkan(aktor=rekan, pohon_id=pohon.pk)


def test_yesterday_is_not_undone(pohon: Pohon, perencana: Pengguna) -> None:
    _ubah(pohon, perencana)
    with time_machine.travel("2199-01-01"), pytest.raises(GalatLayanan, match="Tidak ada langkah hari ini"):
        urungkan(aktor=perencana, pohon_id=pohon.pk)
