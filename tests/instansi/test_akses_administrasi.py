"""Who gets in: every address of the administration and of one's own account × every role, GET and POST.

The table is complete: an address of this app that is not in it fails `test_every_address_is_listed`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from instansi import urls
from instansi.choices import JenisPeran
from instansi.models import CatatanAudit, Jabatan, PemerintahDaerah, Pengguna, Peran, PerangkatDaerah, Periode
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import berperan

pytestmark = pytest.mark.django_db

# Addresses anyone may ask for, and those of one's own account: tested in test_masuk.py and test_akun_saya.py.
TERBUKA = {"masuk", "masuk_kode", "keluar", "lupa_sandi", "lupa_sandi_terkirim", "setel_sandi", "sehat"}
SENDIRI = {
    "akun_saya": "GET",
    "ganti_sandi": "GET",
    "ganti_surel": "GET",
    "dua_langkah": "GET",
    "dua_langkah_pasang": "GET",
    "kode_pemulihan": "GET",
    "dua_langkah_matikan": "GET",
    "keluar_semua": "POST",
    "riwayat_saya": "GET",
    "draf": "GET",
}
# One's own session, named in the address: tested in test_akun_saya.py.
SATU_SESI = {"sesi_akhiri"}
# Address → what it takes besides the local government, and the methods it answers.
URUSAN: dict[str, tuple[tuple[str, ...], str]] = {
    "urus": ((), "GET"),
    "urus_pemerintah": ((), "GET POST"),
    "urus_periode": ((), "GET POST"),
    "periode_hapus": (("periode",), "POST"),
    "urus_riwayat": ((), "GET"),
    "urus_impor": ((), "GET"),
    "impor_daftar": (("daftar",), "GET POST"),
    "impor_simpan": (("daftar",), "POST"),
    "ekspor": (("daftar",), "GET"),
    "urus_akun": ((), "GET"),
    "akun_tambah": ((), "GET POST"),
    "akun_rinci": (("akun",), "GET"),
    "akun_ubah": (("akun",), "GET POST"),
    "peran_tambah": (("akun",), "GET POST"),
    "peran_cabut": (("akun", "peran"), "POST"),
    "akun_undang": (("akun",), "POST"),
    "akun_nonaktifkan": (("akun",), "POST"),
    "akun_aktifkan": (("akun",), "POST"),
    "akun_verifikasi": (("akun",), "POST"),
    "akun_riwayat": (("akun",), "GET"),
    "urus_perangkat": ((), "GET"),
    "perangkat_tambah": ((), "GET POST"),
    "perangkat_rinci": (("perangkat",), "GET"),
    "perangkat_ubah": (("perangkat",), "GET POST"),
    "perangkat_ganti_nama": (("perangkat",), "GET POST"),
    "perangkat_tutup": (("perangkat",), "GET POST"),
    "perangkat_buka": (("perangkat",), "POST"),
    "urus_jabatan": (("perangkat",), "GET"),
    "jabatan_tambah": (("perangkat",), "GET POST"),
    "jabatan_rinci": (("jabatan",), "GET"),
    "jabatan_ubah": (("jabatan",), "GET POST"),
    "jabatan_geser": (("jabatan",), "POST"),
    "jabatan_tutup": (("jabatan",), "GET POST"),
    "jabatan_buka": (("jabatan",), "POST"),
    "jabatan_hapus": (("jabatan",), "POST"),
    "pemangku_tambah": (("jabatan",), "GET POST"),
    "pemangku_ubah": (("jabatan", "pemangku"), "GET POST"),
    "pemangku_hapus": (("jabatan", "pemangku"), "POST"),
}
SEMUA_CARA = [(nama, cara) for nama, (_, daftar) in URUSAN.items() for cara in daftar.split()]


def alamat(nama: str, daerah: Daerah, pemda: PemerintahDaerah | None = None) -> str:
    """Return the address, with the keys of this local government under the name of `pemda`."""
    kunci = ["akun" if satu == "daftar" else getattr(daerah, satu).pk for satu in URUSAN[nama][0]]
    return reverse(nama, args=[(pemda or daerah.pemda).slug, *kunci])


def minta(siapa: Any, url: str, cara: str) -> int:
    klien = Client()
    if not isinstance(siapa, AnonymousUser):
        klien.force_login(siapa)
    return klien.generic(cara, url).status_code


def keadaan() -> list[Any]:
    """Everything that may be changed here, to see that nothing was."""
    model = (PemerintahDaerah, PerangkatDaerah, Jabatan, Periode, Peran)
    akun = Pengguna.objects.values("pk", "username", "nama", "email", "is_active", "is_superuser", "password")
    isi = [sorted(map(str, satu.objects.values())) for satu in model]
    return [*isi, sorted(map(str, akun)), CatatanAudit.objects.count()]


def nama_alamat(daftar: list[URLPattern | URLResolver]) -> Iterator[str]:
    for satu in daftar:
        if isinstance(satu, URLResolver):
            yield from nama_alamat(satu.url_patterns)
        else:
            yield str(satu.name)


def test_every_address_is_listed() -> None:
    assert set(nama_alamat(urls.urlpatterns)) == TERBUKA | set(SENDIRI) | SATU_SESI | set(URUSAN) | {"administrasi"}


@pytest.mark.parametrize(("nama", "cara"), SEMUA_CARA)
def test_nobody_else_gets_in_and_nothing_changes(daerah: Daerah, tetangga: Daerah, nama: str, cara: str) -> None:
    url = alamat(nama, daerah)
    tamu = {
        AnonymousUser(): 302,
        tetangga.admin: 404,
        berperan(JenisPeran.PENELAAH, tetangga.pemda): 404,
        berperan(JenisPeran.PERENCANA, tetangga.perangkat): 404,
        daerah.akun: 403,
        berperan(JenisPeran.PIMPINAN, daerah.perangkat): 403,
        berperan(JenisPeran.PEMBACA, daerah.perangkat): 403,
        berperan(JenisPeran.PENELAAH, daerah.pemda): 403,
    }
    semula = keadaan()

    assert {str(siapa): minta(siapa, url, cara) for siapa in tamu} == {str(s): k for s, k in tamu.items()}
    assert keadaan() == semula


@pytest.mark.parametrize(
    ("nama", "cara"), [(n, c) for n, c in SEMUA_CARA if URUSAN[n][0] and "daftar" not in URUSAN[n][0]]
)
def test_rows_of_another_government_are_not_found_under_ones_own(
    daerah: Daerah, tetangga: Daerah, nama: str, cara: str
) -> None:
    semula = keadaan()

    assert minta(tetangga.admin, alamat(nama, daerah, pemda=tetangga.pemda), cara) in (
        {404, 302} if cara == "POST" else {404}
    )

    assert keadaan() == semula


@pytest.mark.parametrize("kunci", ["0", "99999999999999999999999"])
def test_a_forged_key_is_not_found(daerah: Daerah, kunci: str) -> None:
    for jalur in ("akun", "perangkat-daerah", "jabatan"):
        url = f"/administrasi/{daerah.pemda.slug}/{jalur}/{kunci}/"
        assert minta(daerah.admin, url, "GET") == 404


@pytest.mark.parametrize(("nama", "cara"), list(SENDIRI.items()))
def test_ones_own_account_is_for_everyone_who_is_signed_in(daerah: Daerah, nama: str, cara: str) -> None:
    assert minta(AnonymousUser(), reverse(nama), cara) == 302
    for siapa in (daerah.admin, daerah.akun, berperan(JenisPeran.PEMBACA, daerah.perangkat)):
        assert minta(siapa, reverse(nama), cara) in {200, 302}


def test_the_menu_shows_the_administration_to_those_who_have_one_only(daerah: Daerah, pengelola: Pengguna) -> None:
    def menu(siapa: Pengguna) -> bool:
        klien = Client()
        klien.force_login(siapa)
        return f'href="{reverse("administrasi")}"' in klien.get(reverse("akun_saya")).content.decode()

    assert menu(daerah.admin) and menu(pengelola)
    assert not menu(daerah.akun)
    assert not menu(berperan(JenisPeran.PENELAAH, daerah.pemda))


def test_the_administration_leads_to_the_own_government(daerah: Daerah, tetangga: Daerah, pengelola: Pengguna) -> None:
    klien = Client()
    assert daerah.klien.get(reverse("administrasi")).headers["Location"] == reverse("urus", args=["meratus"])
    klien.force_login(pengelola)
    isi = klien.get(reverse("administrasi")).content.decode()
    assert "Kabupaten Meratus" in isi and "Kabupaten Tetangga" in isi
    assert minta(daerah.akun, reverse("administrasi"), "GET") == 403
