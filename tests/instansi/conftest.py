"""A local government with two agencies, its administrator, and everyone else who may knock at its doors."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from instansi.choices import JenisPeran, Jenjang
from instansi.models import Jabatan, PemangkuJabatan, PemerintahDaerah, Pengguna, Peran, PerangkatDaerah, Periode
from tests.pabrik.basis import (
    JabatanFactory,
    PemerintahFactory,
    PenggunaFactory,
    PerangkatFactory,
    PeriodeFactory,
    berperan,
)


@dataclass
class Daerah:
    """A local government as its administrator finds it."""

    pemda: PemerintahDaerah
    perangkat: PerangkatDaerah
    lain: PerangkatDaerah
    jabatan: Jabatan
    pemangku: PemangkuJabatan
    periode: Periode
    admin: Pengguna
    akun: Pengguna
    peran: Peran
    klien: Client = field(default_factory=Client)


def daerah_baru(nama: str) -> Daerah:
    """Return a local government with an administrator who is signed in."""
    pemda = PemerintahFactory(nama=f"Kabupaten {nama}", slug=nama.lower())
    perangkat = PerangkatFactory(pemerintah_daerah=pemda, nama=f"Dinas Perikanan {nama}", singkatan="DISKAN")
    jabatan = JabatanFactory(perangkat_daerah=perangkat, nama="Kepala Dinas", jenjang=Jenjang.JPT, urutan=1)
    akun = berperan(JenisPeran.PERENCANA, perangkat, username=f"perencana.{nama.lower()}")
    daerah = Daerah(
        pemda=pemda,
        perangkat=perangkat,
        lain=PerangkatFactory(pemerintah_daerah=pemda, nama=f"Badan Riset {nama}"),
        jabatan=jabatan,
        pemangku=PemangkuJabatan.objects.create(jabatan=jabatan, nama="Seseorang"),
        periode=PeriodeFactory(pemerintah_daerah=pemda),
        admin=berperan(JenisPeran.ADMIN, pemda, username=f"admin.{nama.lower()}"),
        akun=akun,
        peran=akun.peran.get(),
    )
    daerah.klien.force_login(daerah.admin)
    return daerah


@pytest.fixture
def daerah(db: Any) -> Daerah:
    return daerah_baru("Meratus")


@pytest.fixture
def tetangga(db: Any) -> Daerah:
    return daerah_baru("Tetangga")


@pytest.fixture
def pengelola(db: Any) -> Pengguna:
    """A superuser without any role."""
    return PenggunaFactory(username="pengelola", is_staff=True, is_superuser=True)
