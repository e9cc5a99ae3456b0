"""Every address of the review × every role, GET and POST: who sees, who is refused, who finds nothing.

The global table of all addresses is kept elsewhere; here an address of this app that is not listed fails.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import Pengguna
from telaah.models import Catatan, Kabar
from telaah.services import buat_catatan, buat_versi, kembalikan
from telaah.urls import urlpatterns
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di
from tests.pabrik.telaah import Kasus, pohon_disetujui, pohon_ditelaah

pytestmark = pytest.mark.django_db

PERAN = ("perencana", "penelaah", "pimpinan", "pembaca", "admin", "tetangga", "jauh", "anonim")
# How each role is answered: s sees, f forbidden, n finds nothing, m sent to sign in; "-" the method is not allowed.
SEMUA, BICARA, TELAAH, SUSUN = "sssssnnm", "sssffnnm", "fsfffnnm", "sfsffnnm"
TANPA_GET = "-------m"

# name → (GET, POST without valid data by those who may: status, POST by the others)
TABEL: dict[str, tuple[str, str]] = {
    "kabar": ("sssssssm", TANPA_GET),
    "kabar_buka": ("rnnnnnnm", TANPA_GET),
    "kabar_dibaca": (TANPA_GET, "rrrrrrrm"),
    "kabar_pilihan": ("sssssssm", "vvvvvvvm"),
    "cari": ("sssssssm", TANPA_GET),
    "dasbor": ("fsffsfsm", TANPA_GET),
    "dasbor_xlsx": ("fsffsfsm", TANPA_GET),
    "telaah": (SEMUA, TANPA_GET),
    "telaah_langkah": (TANPA_GET, "eeeeennm"),
    "ajukan": (SUSUN, "effffnnm"),
    "abaikan": ("sffffnnm", "vffffnnm"),
    "batal_abaikan": (TANPA_GET, "rffffnnm"),
    "tinjau": (BICARA, TANPA_GET),
    "setujui": (TELAAH, "fefffnnm"),
    "catatan_baru": (BICARA, "vvvffnnm"),
    "catatan": (TANPA_GET, "eeeeennm"),
    "versi_baru": (TANPA_GET, "rrrrrnnm"),
    "riwayat_pohon": (SEMUA, TANPA_GET),
    "banding": (SEMUA, TANPA_GET),
    "banding_pdf": (SEMUA, TANPA_GET),
    "banding_xlsx": (SEMUA, TANPA_GET),
    "arsip": (SEMUA, TANPA_GET),
    "arsip_data": (SEMUA, TANPA_GET),
    "arsip_buku": (SEMUA, TANPA_GET),
}
CARA = ("GET", "POST")
TANPA_POHON = ("cari", "dasbor", "dasbor_xlsx", "kabar", "kabar_dibaca", "kabar_pilihan")
STATUS = {"s": 200, "f": 403, "n": 404, "m": 302, "-": 405, "e": 400, "v": 422, "r": 302}


@pytest.fixture
def orang() -> tuple[dict[str, Pengguna | None], Kasus, Kasus]:
    """Return a person of each role around two trees of one agency: one returned to its planner, one approved."""
    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Mohon dipertajam.")
    kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    pd = kasus.pohon.perangkat_daerah
    setuju = pohon_disetujui(perangkat_daerah=PerangkatFactory(pemerintah_daerah=pd.pemerintah_daerah))
    buat_versi(aktor=setuju.perencana, pohon_id=setuju.pohon.pk)
    orang = {
        "perencana": kasus.perencana,
        "penelaah": kasus.penelaah,
        "pimpinan": kasus.pimpinan,
        "pembaca": berperan(JenisPeran.PEMBACA, pd),
        "admin": berperan(JenisPeran.ADMIN, pd.pemerintah_daerah),
        "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pd.pemerintah_daerah)),
        "jauh": berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah),
        "anonim": None,
    }
    return orang, kasus, setuju


def alamat(nama: str, kasus: Kasus, setuju: Kasus) -> str:
    """Return the address: what needs an approved tree or two versions takes the approved one."""
    if nama in TANPA_POHON:
        return reverse(nama)
    if nama == "kabar_buka":
        return reverse(nama, args=[Kabar.objects.filter(penerima=kasus.perencana).latest("pk").pk])
    if nama in ("arsip", "arsip_data", "arsip_buku"):
        return reverse(nama, args=[setuju.pohon.pk])
    if nama.startswith("banding"):
        return reverse(nama, args=[setuju.pohon.pk, setuju.pohon.turunan.get().pk])
    if nama == "catatan":
        return reverse(nama, args=[kasus.pohon.pk, Catatan.objects.get().pk])
    if nama == "batal_abaikan":
        return reverse(nama, args=[kasus.pohon.pk, 1])
    return reverse(nama, args=[kasus.pohon.pk])


def jawaban(cara: str, nama: str, lingkungan: tuple[dict[str, Pengguna | None], Kasus, Kasus]) -> str:
    """Return the answers of one address to every role as letters of the table."""
    orang, kasus, setuju = lingkungan
    huruf = {nilai: kunci for kunci, nilai in STATUS.items() if kunci not in "mr"}
    hasil = ""
    for peran in PERAN:
        satu = orang[peran]
        if nama.startswith(("arsip", "banding")) and satu is not None:
            satu = _di(setuju, peran, satu)
        klien = Client()
        if satu is not None:
            klien.force_login(satu)
        minta: Callable[..., object] = klien.get if cara == "GET" else klien.post
        balasan = minta(alamat(nama, kasus, setuju))
        if balasan.status_code == 302:
            hasil += "m" if balasan.url.startswith(reverse("masuk")) else "r"
        else:
            hasil += huruf.get(balasan.status_code, f"[{balasan.status_code}]")
    return hasil


def _di(setuju: Kasus, peran: str, satu: Pengguna) -> Pengguna:
    """Return the person of that role around the approved tree."""
    if peran in ("perencana", "penelaah", "pimpinan"):
        return getattr(setuju, peran)
    if peran == "pembaca":
        return berperan(JenisPeran.PEMBACA, setuju.pohon.perangkat_daerah)
    return satu


def test_every_address_is_in_the_table() -> None:
    assert {satu.name for satu in urlpatterns} == set(TABEL)


@pytest.mark.parametrize("nomor", [0, 1], ids=CARA)
def test_who_is_answered_how(nomor: int, orang) -> None:
    assert {nama: jawaban(CARA[nomor], nama, orang) for nama in TABEL} == {
        nama: harapan[nomor] for nama, harapan in TABEL.items()
    }


@pytest.mark.parametrize("palsu", [0, 999_999, 10**30])
def test_forged_keys_find_nothing(palsu: int, orang, client: Client) -> None:
    _, kasus, _ = orang
    client.force_login(kasus.penelaah)
    for satu in urlpatterns:
        if satu.name in TANPA_POHON:
            continue
        kunci = [palsu] * str(satu.pattern).count("<")
        for cara in (client.get, client.post):
            assert cara(reverse(satu.name, args=kunci)).status_code in (404, 405), satu.name


def test_forged_keys_beside_a_true_one_find_nothing(orang, client: Client) -> None:
    _, kasus, _ = orang
    for siapa in (kasus.penelaah, kasus.perencana):
        client.force_login(siapa)
        for palsu in (0, 999_999, 10**30):
            for nama in ("banding", "banding_pdf", "banding_xlsx"):
                assert client.get(reverse(nama, args=[kasus.pohon.pk, palsu])).status_code == 404
            isian = {"aksi": "jawab", "isi": "X", "periode": palsu, "kode": "T9-99", "alasan": "X"}
            assert client.post(reverse("catatan", args=[kasus.pohon.pk, palsu]), isian).status_code == 404
            assert client.post(reverse("batal_abaikan", args=[kasus.pohon.pk, palsu])).status_code in (302, 403)
            assert client.post(reverse("versi_baru", args=[kasus.pohon.pk]), isian).status_code == 302


def test_a_version_of_another_tree_cannot_be_compared(orang, client: Client) -> None:
    _, kasus, setuju = orang
    client.force_login(kasus.penelaah)
    assert client.get(reverse("banding", args=[kasus.pohon.pk, setuju.pohon.pk])).status_code == 404
    assert client.get(reverse("banding", args=[kasus.pohon.pk, kasus.pohon.pk])).status_code == 404


@pytest.mark.parametrize("isian", [{}, {"rev": "abc"}, {"rev": "-1"}, {"rev": "9" * 40, "aksi": "izinkan"}])
def test_bad_input_is_answered_with_a_clear_page(isian: dict[str, str], orang, client: Client) -> None:
    _, kasus, _ = orang
    client.force_login(kasus.perencana)
    for nama in ("ajukan", "telaah_langkah"):
        balasan = client.post(reverse(nama, args=[kasus.pohon.pk]), isian)
        assert balasan.status_code in (302, 400, 403)
    balasan = client.post(reverse("catatan_baru", args=[kasus.pohon.pk]), {"isi": "a\x00b", "simpul": "bukan-uuid"})
    assert balasan.status_code == 422
