"""The tree's structure: whatever planners do, bounds follow the parents and order is kept."""

from collections import defaultdict

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from instansi.errors import GalatLayanan
from pohon.choices import JenisSimpul
from pohon.integritas import periksa_integritas
from pohon.models import Indikator, Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.services import (
    IsiSimpul,
    hapus_simpul,
    pindah_ke,
    pindah_simpul,
    pulihkan,
    tambah_simpul,
)
from pohon.services.isian import Rancangan
from pohon.tree import StrukturRusak, bangun_ulang, hitung_batas, kunci_pohon, muat_susunan
from tests.pabrik.basis import perencana_di, pohon_tersimpan, simpul

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]


def batas_menurut_induk(pohon: Pohon) -> None:
    """Assert, independently of the code under test, that lft/rght/level are the preorder walk of parent and urutan."""
    anak = defaultdict(list)
    rows = {}
    for baris in (
        Simpul.objects.filter(pohon=pohon)
        .order_by("urutan")
        .values_list("pk", "parent_id", "lft", "rght", "level", "tree_id")
    ):
        rows[baris[0]] = baris
        anak[baris[1]].append(baris[0])
    hitung = iter(range(1, 2 * len(rows) + 1))

    def telusur(kunci: int, level: int) -> None:
        _, _, lft, rght, stored_level, tree_id = rows[kunci]
        assert (lft, stored_level, tree_id) == (next(hitung), level, pohon.pk)
        for turunan in anak[kunci]:
            telusur(turunan, level + 1)
        assert rght == next(hitung)

    (akar,) = anak[None]
    telusur(akar, 0)
    assert next(hitung, None) is None, "ada simpul yang tidak terhubung ke akar"


class PenyuntingAcak(RuleBasedStateMachine):
    """A planner who adds, moves, deletes and restores at random; refusals are fine, damage is not."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.pohon = pohon_tersimpan()
        self.perencana = perencana_di(self.pohon.perangkat_daerah)
        self.penghapusan: list[object] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def _pilih(self, nomor: int) -> Simpul:
        semua = list(Simpul.objects.filter(pohon=self.pohon, parent__isnull=False).order_by("pk"))
        return semua[nomor % len(semua)]

    def _coba(self, fungsi, **kwargs):
        try:
            return fungsi(aktor=self.perencana, pohon_id=self.pohon.pk, **kwargs)
        except GalatLayanan:
            return None

    @rule(nomor=st.integers(0, 200), jenis=st.sampled_from(list(JenisSimpul)))
    def tambah(self, nomor: int, jenis: JenisSimpul) -> None:
        self._coba(tambah_simpul, induk_id=self._pilih(nomor).pk, rancangan=Rancangan(jenis, IsiSimpul("Baru")))

    @rule(nomor=st.integers(0, 200), arah=st.sampled_from(["naik", "turun", "masuk", "keluar"]))
    def langkah(self, nomor: int, arah: str) -> None:
        self._coba(pindah_simpul, simpul_id=self._pilih(nomor).pk, arah=arah)

    @rule(nomor=st.integers(0, 200), tujuan=st.integers(0, 200))
    def pindah(self, nomor: int, tujuan: int) -> None:
        self._coba(pindah_ke, simpul_id=self._pilih(nomor).pk, induk_id=self._pilih(tujuan).pk)

    @rule(nomor=st.integers(0, 200))
    def hapus(self, nomor: int) -> None:
        hasil = self._coba(hapus_simpul, simpul_ids=[self._pilih(nomor).pk])
        if hasil:
            self.penghapusan.append(hasil.pk)

    @rule(nomor=st.integers(0, 20))
    def pulih(self, nomor: int) -> None:
        if self.penghapusan:
            self._coba(pulihkan, penghapusan_id=self.penghapusan[nomor % len(self.penghapusan)])

    @invariant()
    def utuh(self) -> None:
        batas_menurut_induk(self.pohon)
        assert periksa_integritas(self.pohon.pk) == []
        baca_pohon(self.pohon.pk)


def test_sunting_acak_tidak_pernah_merusak_pohon() -> None:
    run_state_machine_as_test(
        PenyuntingAcak,
        settings=settings(
            max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@given(st.lists(st.integers(0, 30), max_size=30))
def test_batas_dihitung_dari_induk(induk: list[int]) -> None:
    """Any list of earlier parents is a tree; its bounds nest and count every node once."""
    anak: dict[int | None, list[int]] = defaultdict(list, {None: [0]})
    for nomor, satu in enumerate(induk, start=1):
        anak[satu % nomor].append(nomor)
    batas = hitung_batas(anak, len(induk) + 1)
    assert sorted(angka for lft, rght, _ in batas.values() for angka in (lft, rght)) == list(
        range(1, 2 * len(batas) + 1)
    )
    for kunci, turunan in anak.items():
        for satu in turunan:
            if kunci is not None:
                assert batas[kunci][0] < batas[satu][0] < batas[satu][1] < batas[kunci][1]
                assert batas[satu][2] == batas[kunci][2] + 1


@pytest.mark.parametrize(
    ("anak", "jumlah"),
    [({}, 0), ({None: [1, 2]}, 2), ({None: [1], 2: [3], 3: [2]}, 3)],
    ids=["tanpa akar", "dua akar", "lingkaran"],
)
def test_susunan_yang_bukan_pohon_ditolak(anak: dict[int | None, list[int]], jumlah: int) -> None:
    with pytest.raises(StrukturRusak):
        hitung_batas(anak, jumlah)


def test_pohon_rusak_ditemukan_dan_disusun_ulang_menurut_induk_dan_urutan(capsys) -> None:
    pohon = pohon_tersimpan()
    sebelum = [baris.pernyataan for baris in baca_pohon(pohon.pk).simpul]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pohon_simpul SET lft = rght - 1, level = 0 WHERE parent_id IS NOT NULL")
    assert periksa_integritas(pohon.pk)
    with pytest.raises(CommandError, match="rusak"):
        call_command("periksa_pohon")
    call_command("periksa_pohon", "--perbaiki")
    batas_menurut_induk(pohon)
    assert [baris.pernyataan for baris in baca_pohon(pohon.pk).simpul] == sebelum
    assert "Semua pohon utuh" in capsys.readouterr().out


def test_pohon_utuh_tidak_ditulis_ulang() -> None:
    assert bangun_ulang(pohon_tersimpan().pk) == 0


@pytest.mark.django_db(transaction=True)
def test_kunci_pohon_menolak_tanpa_transaksi() -> None:
    pohon = pohon_tersimpan()
    with pytest.raises(RuntimeError):
        kunci_pohon(pohon.pk)
    with pytest.raises(RuntimeError):
        muat_susunan(pohon)


def test_jalan_lain_menulis_susunan_tertutup() -> None:
    pohon = pohon_tersimpan()
    satu = simpul(pohon, "Antara satu")
    for jalan in (
        lambda: satu.save(),
        lambda: satu.delete(),
        lambda: Simpul.objects.filter(pk=satu.pk).delete(),
        lambda: Simpul.objects.filter(pk=satu.pk).update(parent=None),
        lambda: Simpul.objects.bulk_update([satu], ["lft"]),
        lambda: satu.move_to(simpul(pohon, "Utama dua")),
        lambda: Simpul.objects.rebuild(),
    ):
        with pytest.raises(TypeError):
            jalan()
    batas_menurut_induk(pohon)


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE pohon_simpul SET tree_id = tree_id + 1",
        "UPDATE pohon_simpul SET parent_id = NULL WHERE jenis = 'outcome'",
        "UPDATE pohon_simpul SET lft = rght",
        "UPDATE pohon_pohon SET pemerintah_daerah_id = (SELECT MIN(id) FROM instansi_pemerintahdaerah)",
    ],
)
def test_basis_data_sendiri_menolak(perintah: str) -> None:
    pohon_tersimpan()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(perintah)


def test_indikator_ikut_simpulnya_ketika_dihapus_dan_dipulihkan() -> None:
    pohon = pohon_tersimpan()
    perencana = perencana_di(pohon.perangkat_daerah)
    antara = simpul(pohon, "Antara satu")
    Indikator.objects.create(pohon=pohon, simpul=antara, nama="Jumlah contoh")
    hapus = hapus_simpul(aktor=perencana, pohon_id=pohon.pk, simpul_ids=[antara.pk])
    assert "Antara satu" not in {baris.pernyataan for baris in baca_pohon(pohon.pk).simpul}
    assert pulihkan(aktor=perencana, pohon_id=pohon.pk, penghapusan_id=hapus.pk) == 3
    baris = baca_pohon(pohon.pk).menurut_id[antara.pk]
    assert [satu.nama for satu in baris.indikator] == ["Jumlah contoh"]
