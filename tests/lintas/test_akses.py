"""Who sees a request between agencies and the regional tree: roles and states that tests/akses does not have."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import Pengguna
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, berperan, perencana_di
from tests.pabrik.daerah import pohon_daerah
from tests.pabrik.lintas import Kasus, dua_perangkat

pytestmark = pytest.mark.django_db

PERAN = ("penjawab", "pembaca_minta", "pimpinan_jawab", "tetangga", "jauh", "kosong")
# s sees, f forbidden, n finds nothing, r sent on, v told what is wrong
TABEL: dict[tuple[str, str], str] = {
    ("GET", "lintas"): "ssssrs",
    ("GET", "lintas_keluar"): "ssssrs",
    ("GET", "permintaan"): "sssnnn",
    ("POST", "permintaan"): "vffnnn",
    ("GET", "lintas_matriks"): "ffffsf",
    ("GET", "lintas_nama"): "nfnnnn",
    ("POST", "lintas_nama"): "nfnnnn",
    ("GET", "daerah"): "ssssnn",
    ("POST", "daerah_mulai"): "ffffnn",
    ("GET", "daerah_dukungan"): "sffsnn",
    ("POST", "daerah_dukungan"): "vffvnn",
    ("GET", "daerah_gambar"): "ssssnn",
}
STATUS = {200: "s", 302: "r", 403: "f", 404: "n", 422: "v"}


@pytest.fixture
def lingkungan() -> tuple[dict[str, Pengguna], Kasus]:
    """Return a person of each role around two agencies, a request between them, and a regional tree."""
    kasus = dua_perangkat()
    pohon_daerah(kasus.penelaah, kasus.pohon_minta.periode)
    pemerintah = kasus.perangkat_minta.pemerintah_daerah
    return {
        "penjawab": kasus.penjawab,
        "pembaca_minta": berperan(JenisPeran.PEMBACA, kasus.perangkat_minta),
        "pimpinan_jawab": berperan(JenisPeran.PIMPINAN, kasus.perangkat_jawab),
        "penelaah": kasus.penelaah,
        "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pemerintah)),
        "jauh": berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah),
        "kosong": PenggunaFactory(),
    }, kasus


def alamat(nama: str, kasus: Kasus) -> str:
    """Return the address; those about a local government name it, so that a far reviewer does not get the own one."""
    if nama == "permintaan":
        return reverse(nama, args=[kasus.permintaan().pk])
    if nama == "lintas_nama":
        return reverse(nama, args=[kasus.pohon_minta.pk])
    if nama.startswith("daerah"):
        return f"{reverse(nama)}?pemerintah={kasus.perangkat_minta.pemerintah_daerah.slug}"
    return reverse(nama)


def jawaban(cara: str, nama: str, lingkungan: tuple[dict[str, Pengguna], Kasus]) -> str:
    """Return the answers of one address to every role as letters of the table."""
    orang, kasus = lingkungan
    hasil = ""
    for peran in PERAN:
        klien = Client()
        klien.force_login(orang[peran])
        hasil += STATUS[klien.generic(cara, alamat(nama, kasus)).status_code]
    return hasil


def test_who_is_answered_how(lingkungan) -> None:
    assert {kunci: jawaban(*kunci, lingkungan) for kunci in TABEL} == TABEL


@pytest.mark.parametrize("nama", ["lintas_matriks", "lintas_matriks_xlsx", "lintas_matriks_pdf"])
def test_the_matrix_of_another_government_is_not_found(nama: str, lingkungan, client: Client) -> None:
    orang, kasus = lingkungan
    client.force_login(orang["jauh"])
    slug = kasus.perangkat_minta.pemerintah_daerah.slug
    assert client.get(reverse(nama), {"pemerintah": slug}).status_code == 404


@pytest.mark.parametrize(
    "query", ["?q=%00", "?pemerintah=%00", "?periode=abc", "?buka=%00", "?peminta=x&tujuan=%00&status=apa", "?pohon=-1"]
)
def test_odd_queries_get_a_page_all_the_same(query: str, lingkungan, client: Client) -> None:
    orang, _ = lingkungan
    client.force_login(orang["penelaah"])
    for nama in ("lintas_matriks", "daerah", "daerah_dukungan", "daerah_gambar"):
        assert client.get(reverse(nama) + query).status_code in (200, 404)
