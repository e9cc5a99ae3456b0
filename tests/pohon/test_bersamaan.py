"""Several planners at once: no tree is damaged, no text is overwritten silently, nothing is half done."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections

from instansi.errors import Bentrok, GalatLayanan
from instansi.models import Pengguna
from pohon.choices import JENIS_TAHAP_3, JenisSimpul
from pohon.integritas import periksa_integritas
from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.services import (
    IsiSimpul,
    buat_pohon,
    hapus_simpul,
    pindah_ke,
    pindah_simpul,
    pulihkan,
    tambah_simpul,
    ubah_simpul,
)
from pohon.services.isian import Rancangan
from tests.pabrik.basis import PerangkatFactory, PeriodeFactory, perencana_di, pohon_tersimpan, simpul

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.basis_data]

PENULIS = 8
SUNTINGAN = 12


def serentak(pekerjaan: list[Callable[[], object]]) -> list[object]:
    """Run the jobs in threads that start together; return each one's result or the error of a service it met."""
    mulai = Barrier(len(pekerjaan))

    def jalankan(satu: Callable[[], object]) -> object:
        close_old_connections()
        try:
            mulai.wait()
            return satu()
        except GalatLayanan as galat:
            return galat
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pekerjaan)) as kolam:
        return list(kolam.map(jalankan, pekerjaan))


def _sunting_acak(benih: int, aktor_id: int, pohon_id: int) -> int:
    """Edit at random and return how many edits were accepted."""
    acak = random.Random(benih)  # noqa: S311 — not for secrets
    aktor = Pengguna.objects.get(pk=aktor_id)
    diterima = 0
    for _ in range(SUNTINGAN):
        try:
            _satu_suntingan(acak, {"aktor": aktor, "pohon_id": pohon_id})
        except GalatLayanan:
            continue
        diterima += 1
    return diterima


def _satu_suntingan(acak: random.Random, dasar: dict[str, Any]) -> None:
    kotak = dict(Simpul.objects.hidup().filter(pohon=dasar["pohon_id"]).values_list("pk", "jenis"))
    satu, dua = acak.choice(list(kotak)), acak.choice(list(kotak))
    # The upper levels stay, so that the others always have something to edit.
    tindakan = ["tambah", "langkah", "pindah", "hapus"] if kotak[satu] in JENIS_TAHAP_3 else ["tambah", "langkah"]
    match acak.choice(tindakan):
        case "tambah":
            tambah_simpul(**dasar, induk_id=satu, rancangan=Rancangan(JenisSimpul.ANTARA, IsiSimpul("Baru")))
        case "langkah":
            pindah_simpul(**dasar, simpul_id=satu, arah=acak.choice(["naik", "turun", "masuk", "keluar"]))
        case "pindah":
            pindah_ke(**dasar, simpul_id=satu, induk_id=dua)
        case "hapus":
            pulihkan(**dasar, penghapusan_id=hapus_simpul(**dasar, simpul_ids=[satu]).pk)


def test_delapan_penulis_serentak_tidak_merusak_pohon() -> None:
    pohon = pohon_tersimpan()
    perencana = perencana_di(pohon.perangkat_daerah)
    hasil = serentak([lambda benih=benih: _sunting_acak(benih, perencana.pk, pohon.pk) for benih in range(PENULIS)])
    assert all(isinstance(satu, int) for satu in hasil), hasil
    assert sum(hasil) > PENULIS
    assert periksa_integritas() == []
    assert Pohon.objects.get(pk=pohon.pk).rev >= sum(hasil)


def test_dua_perencana_mengubah_kotak_yang_sama_satu_menang_yang_lain_diberi_tahu() -> None:
    pohon = pohon_tersimpan()
    kotak = simpul(pohon, "Antara satu")
    aktor = [perencana_di(pohon.perangkat_daerah) for _ in range(2)]
    hasil = serentak(
        [
            lambda satu=satu: ubah_simpul(
                aktor=satu, pohon_id=pohon.pk, simpul_id=kotak.pk, versi=1, isi=IsiSimpul(f"Tulisan {satu.username}")
            )
            for satu in aktor
        ]
    )
    (bentrok,) = [satu for satu in hasil if isinstance(satu, Bentrok)]
    (menang,) = [satu for satu in hasil if not isinstance(satu, Bentrok)]
    kotak.refresh_from_db()
    assert kotak.pernyataan == menang.pernyataan == bentrok.terkini["pernyataan"]
    assert bentrok.oleh == kotak.pernyataan.removeprefix("Tulisan ")


def test_dua_perencana_di_cabang_berbeda_tidak_saling_mengganggu() -> None:
    pohon = pohon_tersimpan()
    aktor = perencana_di(pohon.perangkat_daerah)
    kotak = [simpul(pohon, nama) for nama in ("Operasional satu", "Utama dua")]
    hasil = serentak(
        [
            lambda satu=satu: ubah_simpul(
                aktor=Pengguna.objects.get(pk=aktor.pk),
                pohon_id=pohon.pk,
                simpul_id=satu.pk,
                versi=1,
                isi=IsiSimpul(f"{satu.pernyataan} baru"),
            )
            for satu in kotak
        ]
    )
    assert not [satu for satu in hasil if isinstance(satu, GalatLayanan)]
    assert {"Operasional satu baru", "Utama dua baru"} <= {baris.pernyataan for baris in baca_pohon(pohon.pk).simpul}


def test_pohon_yang_dimulai_serentak_tidak_berbagi_tree_id_dan_hanya_satu_yang_jadi() -> None:
    perangkat = PerangkatFactory()
    periode = PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah)
    aktor = perencana_di(perangkat)

    def mulai(urusan: str) -> Pohon:
        return buat_pohon(
            aktor=Pengguna.objects.get(pk=aktor.pk),
            perangkat_daerah=perangkat,
            periode=periode,
            urusan=urusan,
            tahun=2023,
        )

    hasil = serentak([lambda urusan=f"Urusan {nomor // 2}": mulai(urusan) for nomor in range(8)])
    jadi = [satu for satu in hasil if isinstance(satu, Pohon)]
    assert len(jadi) == 4
    assert set(Simpul.objects.values_list("tree_id", flat=True)) == {satu.pk for satu in jadi}
    assert periksa_integritas() == []


def test_basis_data_yang_dipakai_dikenal() -> None:
    """SQLite runs with WAL, else readers would wait for writers; PostgreSQL needs nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    else:
        assert connection.vendor == "postgresql"
