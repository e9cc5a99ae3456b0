"""Several people at once: one wins, the others are told, nothing is half done."""

from decimal import Decimal

import pytest

from instansi.errors import Bentrok, GalatLayanan
from instansi.models import Arsip, Pengguna
from pk.isian import IsianAnggaran
from pk.models import AnggaranProgram, NilaiIndikator, Perjanjian, TargetIndikator
from pk.services import HasilSimpan, buat_perjanjian, simpan_anggaran, simpan_target, tandatangani
from tests.pabrik.basis import perencana_di
from tests.pabrik.kinerja import TAHUN, Kinerja
from tests.pabrik.serentak import serentak

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.basis_data]


def aktor(satu: Pengguna) -> Pengguna:
    """Return a fresh object of the account: threads share none."""
    return Pengguna.objects.get(pk=satu.pk)


@pytest.mark.parametrize("sudah_ada", [False, True])
def test_two_people_fill_in_the_same_row_and_one_is_told(sudah_ada: bool) -> None:
    kinerja = Kinerja()
    kedua = perencana_di(kinerja.perangkat)
    if sudah_ada:
        kinerja.simpan("Indeks layanan", t2025="1")
    lingkup = kinerja.lingkup
    isian = [kinerja.isi("Indeks layanan", t2025=teks) for teks in ("80", "90")]

    hasil = serentak(
        [
            lambda: simpan_target(aktor=aktor(kinerja.perencana), lingkup=lingkup, isian=[isian[0]]),
            lambda: simpan_target(aktor=aktor(kedua), lingkup=lingkup, isian=[isian[1]]),
        ]
    )

    assert all(isinstance(satu, HasilSimpan) for satu in hasil)
    assert sorted((satu.tersimpan, len(satu.bentrok)) for satu in hasil) == [(0, 1), (1, 0)]  # type: ignore[attr-defined]
    assert TargetIndikator.objects.count() == 1
    menang = next(n for n, satu in enumerate(hasil) if satu.tersimpan)  # type: ignore[attr-defined]
    assert NilaiIndikator.objects.get(jenis="target").angka == Decimal(("80", "90")[menang])


def test_people_in_different_rows_do_not_disturb_each_other() -> None:
    kinerja = Kinerja()
    lingkup = kinerja.lingkup
    isian = [kinerja.isi(satu.nama, t2025="80") for satu in lingkup.daftar.baris]

    hasil = serentak(
        [
            lambda satu=satu: simpan_target(aktor=aktor(kinerja.perencana), lingkup=lingkup, isian=[satu])
            for satu in isian
        ]
    )

    assert [satu.tersimpan for satu in hasil] == [1] * len(isian)  # type: ignore[attr-defined]


def test_the_same_rows_in_another_order_do_not_block_each_other() -> None:
    kinerja = Kinerja()
    lingkup = kinerja.lingkup
    isian = [kinerja.isi(satu.nama, t2025="80") for satu in lingkup.daftar.baris]

    hasil = serentak(
        [
            lambda: simpan_target(aktor=aktor(kinerja.perencana), lingkup=lingkup, isian=isian),
            lambda: simpan_target(aktor=aktor(kinerja.perencana), lingkup=lingkup, isian=isian[::-1]),
        ]
    )

    assert sum(satu.tersimpan for satu in hasil) == len(isian)  # type: ignore[attr-defined]


def test_a_budget_is_stored_by_one_of_two() -> None:
    kinerja = Kinerja()
    lingkup = kinerja.lingkup

    def isi(rupiah: int) -> tuple[int, frozenset[str]]:
        isian = [IsianAnggaran("2.12.02", 0, Decimal(rupiah), "")]
        return simpan_anggaran(aktor=aktor(kinerja.perencana), lingkup=lingkup, tahun=TAHUN, isian=isian)

    hasil = serentak([lambda: isi(1), lambda: isi(2)])

    assert sorted(hasil, key=str) == [(0, frozenset({"2.12.02"})), (1, frozenset())]
    assert AnggaranProgram.objects.count() == 1


def test_a_draft_is_begun_once() -> None:
    kinerja = Kinerja()
    lingkup = kinerja.lingkup

    def buat() -> Perjanjian:
        return buat_perjanjian(
            aktor=aktor(kinerja.perencana), lingkup=lingkup, jabatan_id=kinerja.kepala.pk, tahun=TAHUN
        )

    hasil = serentak([buat] * 3)

    assert sum(isinstance(satu, Perjanjian) for satu in hasil) == 1
    assert sum(isinstance(satu, GalatLayanan) for satu in hasil) == 2


def test_a_double_click_signs_once() -> None:
    kinerja = Kinerja()
    kinerja.isi_semua()
    perjanjian = kinerja.siap(kinerja.kepala)

    hasil = serentak(
        [lambda: tandatangani(aktor=aktor(kinerja.perencana), perjanjian_id=perjanjian.pk, versi=perjanjian.versi)] * 3
    )

    assert sum(isinstance(satu, Perjanjian) for satu in hasil) == 1
    assert all(isinstance(satu, Perjanjian | Bentrok | GalatLayanan) for satu in hasil)
    assert Arsip.objects.filter(jenis="perjanjian_kinerja").count() == 1
