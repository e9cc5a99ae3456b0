"""Steps of today are undone and redone from the audit trail: edits, moves with their kinds, additions, deletions."""

from collections.abc import Callable

import pytest
import time_machine

from instansi.errors import GalatLayanan
from instansi.models import Pengguna
from pohon.choices import JenisSimpul
from pohon.contoh import muat_contoh
from pohon.integritas import periksa_integritas
from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.services import (
    IsiSimpul,
    Pihak,
    hapus_simpul,
    pecah_simpul,
    pindah_ke,
    pindah_simpul,
    tambah_beberapa,
    ubah_simpul,
)
from pohon.services.isian import Rancangan
from pohon.services.urungkan import ulangi, urungkan

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    muat_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


@pytest.fixture
def perencana(pohon: Pohon) -> Pengguna:
    """The planner of the tree."""
    return Pengguna.objects.get(username="perencana.disdukcapil")


def rupa(pohon: Pohon) -> list[tuple[object, ...]]:
    """The tree as people see it."""
    return [(x.kode, x.pernyataan, x.jenis, x.nama_crosscutting, x.id) for x in baca_pohon(pohon.pk).simpul]


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
