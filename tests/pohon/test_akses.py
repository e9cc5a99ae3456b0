"""Who is answered how where the table of all addresses (tests/akses) looks at another state.

There people have several agencies and an upload is waiting; here those of one agency are led to it, and nothing
uploaded is found. A letter a role, in the order of `PERAN`: s sees, r is sent on, f forbidden, n finds nothing, m is
asked to sign in, - the method is not allowed.
"""

from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import Pengguna
from pohon.models import Pohon
from tests.pabrik.baris import antara, kondisi, outcome, utama
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di, pohon_tersimpan

pytestmark = pytest.mark.django_db

PERAN = ("perencana", "pimpinan", "pembaca", "penelaah", "admin", "tetangga", "jauh", "anonim")

# name → (GET, POST without data)
TABEL: dict[str, tuple[str, str]] = {
    "beranda": ("rrrssssm", "-------m"),
    "impor_laporan": ("nffffnnm", "nffffnnm"),
    "templat_pratinjau": ("nffffnnm", "nffffnnm"),
    "templat_galat": ("nffffnnm", "-------m"),
}
STATUS = {200: "s", 400: "e", 403: "f", 404: "n", 405: "-", 422: "v"}


@pytest.fixture
def pohon() -> Pohon:
    return pohon_tersimpan(
        outcome("Outcome", kondisi("Kondisi", utama("Utama", antara("Antara", indikator=["Jumlah contoh"]))))
    )


def orang(pohon: Pohon) -> dict[str, Pengguna | None]:
    """Return a person of each role around the tree."""
    pd = pohon.perangkat_daerah
    return {
        "perencana": perencana_di(pd),
        "pimpinan": berperan(JenisPeran.PIMPINAN, pd),
        "pembaca": berperan(JenisPeran.PEMBACA, pd),
        "penelaah": berperan(JenisPeran.PENELAAH, pd.pemerintah_daerah),
        "admin": berperan(JenisPeran.ADMIN, pd.pemerintah_daerah),
        "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pd.pemerintah_daerah)),
        "jauh": berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah),
        "anonim": None,
    }


def alamat(nama: str, pohon: Pohon) -> str:
    """Return the address; of an upload that nobody made."""
    return reverse(nama) if nama == "beranda" else reverse(nama, args=[pohon.pk, UUID(int=1)])


def jawaban(cara: str, alamat: str, akun: Pengguna | None) -> str:
    """Return the letter of one answer; whatever the request changed is undone."""
    klien = Client()
    if akun is not None:
        klien.force_login(akun)
    with transaction.atomic():
        balasan = klien.generic(cara, alamat)
        transaction.set_rollback(True)
    if balasan.status_code == 302:
        return "m" if balasan.url.startswith(reverse("masuk")) else "r"
    return STATUS.get(balasan.status_code, f"[{balasan.status_code}]")


@pytest.mark.parametrize("cara", ["GET", "POST"])
def test_siapa_dijawab_bagaimana(cara: str, pohon: Pohon) -> None:
    semua = orang(pohon)
    nyata = {nama: "".join(jawaban(cara, alamat(nama, pohon), semua[peran]) for peran in PERAN) for nama in TABEL}
    assert nyata == {nama: harapan[("GET", "POST").index(cara)] for nama, harapan in TABEL.items()}
