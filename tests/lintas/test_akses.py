"""Every address of this app × every role, GET and POST: who sees, who is refused, who finds nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import Pengguna
from lintas.urls import urlpatterns
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, berperan, perencana_di
from tests.pabrik.daerah import pohon_daerah
from tests.pabrik.lintas import Kasus, dua_perangkat

pytestmark = pytest.mark.django_db

PERAN = (
    "peminta", "penjawab", "pembaca_minta", "pimpinan_jawab", "penelaah", "admin", "tetangga", "jauh", "kosong",
    "anonim",
)  # fmt: skip
# s sees, f forbidden, n finds nothing, m sent to sign in, r sent on, v told what is wrong, - the method is not allowed.
TANPA = "---------m"
TABEL: dict[str, tuple[str, str]] = {
    "lintas": ("ssssrrsrsm", TANPA),
    "lintas_keluar": ("ssssrrsrsm", TANPA),
    "permintaan": ("ssssssnnnm", "vvffffnnnm"),
    "lintas_matriks": ("ffffssfsfm", TANPA),
    "lintas_matriks_xlsx": ("ffffssfsfm", TANPA),
    "lintas_matriks_pdf": ("ffffssfsfm", TANPA),
    "lintas_nama": ("snfnffnnnm", "vnfnffnnnm"),
    "daerah": ("sssssssnnm", TANPA),
    "daerah_mulai": ("ffffssfnnm", "ffffvvfnnm"),
    "daerah_dukungan": ("ssffsssnnm", "vvffvvvnnm"),
    "daerah_xlsx": ("sssssssnnm", TANPA),
    "daerah_pdf": ("sssssssnnm", TANPA),
    "daerah_gambar": ("sssssssnnm", TANPA),
}
STATUS = {200: "s", 403: "f", 404: "n", 405: "-", 422: "v"}


@pytest.fixture
def lingkungan() -> tuple[dict[str, Pengguna | None], Kasus]:
    """Return a person of each role around two agencies, a request between them, and a regional tree."""
    kasus = dua_perangkat()
    pohon_daerah(kasus.penelaah, kasus.pohon_minta.periode)
    pemerintah = kasus.perangkat_minta.pemerintah_daerah
    return {
        "peminta": kasus.peminta,
        "penjawab": kasus.penjawab,
        "pembaca_minta": berperan(JenisPeran.PEMBACA, kasus.perangkat_minta),
        "pimpinan_jawab": berperan(JenisPeran.PIMPINAN, kasus.perangkat_jawab),
        "penelaah": kasus.penelaah,
        "admin": berperan(JenisPeran.ADMIN, pemerintah),
        "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pemerintah)),
        "jauh": berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah),
        "kosong": PenggunaFactory(),
        "anonim": None,
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


def jawaban(cara: str, nama: str, lingkungan: tuple[dict[str, Pengguna | None], Kasus]) -> str:
    """Return the answers of one address to every role as letters of the table."""
    orang, kasus = lingkungan
    hasil = ""
    for peran in PERAN:
        klien = Client()
        if (satu := orang[peran]) is not None:
            klien.force_login(satu)
        balasan = klien.get(alamat(nama, kasus)) if cara == "GET" else klien.post(alamat(nama, kasus))
        if balasan.status_code == 302:
            hasil += "m" if balasan.url.startswith(reverse("masuk")) else "r"
        else:
            hasil += STATUS.get(balasan.status_code, f"[{balasan.status_code}]")
    return hasil


def test_every_address_is_in_the_table() -> None:
    assert {satu.name for satu in urlpatterns} == set(TABEL)


@pytest.mark.parametrize("nomor", [0, 1], ids=["GET", "POST"])
def test_who_is_answered_how(nomor: int, lingkungan) -> None:
    cara = ("GET", "POST")[nomor]
    assert {nama: jawaban(cara, nama, lingkungan) for nama in TABEL} == {
        nama: harapan[nomor] for nama, harapan in TABEL.items()
    }


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
