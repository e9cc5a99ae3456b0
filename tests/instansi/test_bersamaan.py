"""Two administrators at once: one wins, the other is told, nothing is half done. On SQLite and PostgreSQL."""

import pytest

from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan
from instansi.models import CatatanAudit, Jabatan, Pengguna, Periode
from instansi.selectors import jabatan_berlaku
from instansi.services import beri_peran, buat_akun, buat_jabatan, buat_periode, nonaktifkan_akun, ubah_jabatan
from tests.instansi.conftest import Daerah, daerah_baru
from tests.pabrik.basis import berperan
from tests.pabrik.serentak import serentak

pytestmark = [pytest.mark.basis_data, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def daerah(transactional_db: None) -> Daerah:
    return daerah_baru("Meratus")


def segar(akun: Pengguna) -> Pengguna:
    """The account as a request of its own would read it."""
    return Pengguna.objects.get(pk=akun.pk)


def test_two_administrators_cannot_switch_each_other_off(daerah: Daerah) -> None:
    kedua = berperan(JenisPeran.ADMIN, daerah.pemda)
    pasangan = ((daerah.admin, kedua), (kedua, daerah.admin))

    serentak(
        [
            lambda a=a, b=b: nonaktifkan_akun(  # type: ignore[misc]
                aktor=segar(a), pemerintah_daerah_id=daerah.pemda.pk, akun_id=b.pk
            )
            for a, b in pasangan
        ]
    )

    assert Pengguna.objects.filter(pk__in=[daerah.admin.pk, kedua.pk], is_active=True).count() == 1


def test_a_double_click_makes_one_account_one_role_and_one_period(daerah: Daerah) -> None:
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk}
    akun = {"username": "kembar", "nama": "", "email": "", "jenis": "penelaah"}

    for layanan, isi in (
        (buat_akun, akun),
        (beri_peran, {"akun_id": daerah.akun.pk, "jenis": "penelaah"}),
        (buat_periode, {"mulai": 2027, "selesai": 2031}),
    ):
        hasil = serentak([lambda f=layanan, k=isi: f(**urus, **k)] * 2)  # type: ignore[misc,operator]
        assert sum(isinstance(satu, GalatLayanan) for satu in hasil) == 1

    assert Pengguna.objects.filter(username="kembar").count() == 1
    assert daerah.akun.peran.filter(jenis="penelaah").count() == 1
    assert Periode.objects.filter(mulai=2027).count() == 1


def test_two_moves_that_would_make_a_ring_make_none(daerah: Daerah) -> None:
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk}
    tempat = {"perangkat_id": daerah.perangkat.pk, "jenjang": "pengawas", "atasan_id": daerah.jabatan.pk}
    a, b = (buat_jabatan(nama=nama, **urus, **tempat) for nama in "AB")

    hasil = serentak(
        [
            lambda s=satu, t=atas: ubah_jabatan(  # type: ignore[misc]
                jabatan_id=s.pk, nama=s.nama, jenjang="pengawas", tugas="", atasan_id=t.pk, **urus
            )
            for satu, atas in ((a, b), (b, a))
        ]
    )

    assert sum(isinstance(satu, GalatLayanan) for satu in hasil) == 1
    assert jabatan_berlaku(daerah.perangkat).count() == 3
    assert Jabatan.objects.filter(atasan=daerah.jabatan).count() == 1


def test_positions_added_at_once_keep_numbers_of_their_own(daerah: Daerah) -> None:
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk}
    tempat = {"perangkat_id": daerah.perangkat.pk, "jenjang": "pelaksana", "atasan_id": daerah.jabatan.pk}

    serentak([lambda n=n: buat_jabatan(nama=f"Pelaksana {n}", **urus, **tempat) for n in range(6)])  # type: ignore[misc]

    assert sorted(jabatan_berlaku(daerah.perangkat).values_list("urutan", flat=True)) == list(range(1, 8))
    assert CatatanAudit.objects.filter(kata_kerja="buat", jenis_objek="jabatan").count() == 6
