"""Every address of the five stages, the tables and the pictures × every role, GET and POST.

Who sees, who is refused, who finds nothing. An address of these apps that is not in the table fails. A letter a role,
in the order of `PERAN`: s sees, r is sent on, f forbidden, n finds nothing, m is asked to sign in, v what was sent does
not hold (422), e is no request (400), - the method is not allowed.
"""

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cascading.urls import urlpatterns as alamat_cascading
from instansi.choices import JenisPeran
from instansi.models import Pengguna
from pohon.models import Indikator, Pohon
from pohon.urls import urlpatterns as alamat_pohon
from tests.pabrik.baris import antara, kondisi, outcome, utama
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db

PERAN = ("perencana", "pimpinan", "pembaca", "penelaah", "admin", "tetangga", "jauh", "anonim")
BACA, TULIS, BUKAN = "sssssnnm", "sffffnnm", "-------m"

# name → (GET, POST without data). Forms that do not hold are answered before rights are asked: 422 saves nothing.
TABEL: dict[str, tuple[str, str]] = {
    "beranda": ("rrrssssm", BUKAN),
    "pohon": (BACA, BUKAN),
    "mulai_pohon": (TULIS, TULIS),
    "tahap_1": (BACA, "vvvvvnnm"),
    "berita_acara": ("nnnnnnnm", "vffffnnm"),
    "berita_acara_hapus": (BUKAN, "rffffnnm"),
    "tahap_2": (BACA, "vvvvvnnm"),
    "tahap_3": (BACA, BUKAN),
    "simpul_tambah": (BUKAN, "vvvvvnnm"),
    "simpul_banyak": (BUKAN, "vvvvvnnm"),
    "simpul_ubah": ("rrrrrrrm", "vvvvvnnm"),
    "simpul_pindah": (BUKAN, "vvvvvnnm"),
    "simpul_hapus": (BUKAN, "rffffnnm"),
    "langkah": (BUKAN, "rffffnnm"),
    "saran": (BUKAN, "vffffnnm"),
    "tempel": (TULIS, TULIS),
    "periksa": (BACA, BUKAN),
    "impor": (TULIS, "vffffnnm"),
    "impor_urungkan": (BUKAN, "rffffnnm"),
    "impor_laporan": ("nffffnnm", "nffffnnm"),
    "templat": (BACA, "vffffnnm"),
    "templat_xlsx": (BACA, BUKAN),
    "templat_pratinjau": ("nffffnnm", "nffffnnm"),
    "templat_galat": ("nffffnnm", BUKAN),
    "pohon_json": (BACA, BUKAN),
    "indikator_csv": (BACA, BUKAN),
    "terhapus": (BACA, BUKAN),
    "pulihkan": (BUKAN, "rrrrrnnm"),
    "tahap_4": (BACA, BUKAN),
    "tahap_4_kisi": (BACA, "vvvvvnnm"),
    "tahap_4_tempel": (TULIS, TULIS),
    "tahap_4_berikutnya": ("rrrrrnnm", BUKAN),
    "tahap_4_tingkat": (TULIS, "vvvvvnnm"),
    "tahap_4_indikator_baru": (TULIS, "vvvvvnnm"),
    "tahap_4_indikator": (TULIS, "vvvvvnnm"),
    "tahap_4_geser": (BUKAN, "rffffnnm"),
    "tahap_4_hapus": (BUKAN, "rffffnnm"),
    "tahap_5": (BACA, BUKAN),
    "tahap_5_terima": (BUKAN, "rffffnnm"),
    "tahap_5_berikutnya": ("rrrrrnnm", BUKAN),
    "tahap_5_ubah": (TULIS, "vvvvvnnm"),
    "dokumen": (BACA, BUKAN),
    "tabel": (BACA, BUKAN),
    "cascading_pdf": (BACA, BUKAN),
    "cascading_xlsx": (BACA, BUKAN),
    "bagan": (BACA, BUKAN),
    "bagan_svg": (BACA, BUKAN),
    "bagan_pdf": (BACA, BUKAN),
    "bagan_png": (BACA, BUKAN),
}
TANPA_UNGGAHAN = ("impor_laporan", "templat_pratinjau", "templat_galat")
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


def contoh(pohon: Pohon) -> dict[str, Any]:
    """Return an example of everything an address may name, all from this tree."""
    return {
        "pohon_id": pohon.pk,
        "pk": pohon.perangkat_daerah_id,
        "simpul_id": simpul(pohon, "Antara").pk,
        "indikator_id": Indikator.objects.get(pohon=pohon).pk,
        "kunci": "tahap-4",
    }


def semua_alamat(pohon: Pohon) -> dict[str, str]:
    """Return name → address of both apps."""
    nilai = contoh(pohon)
    hasil = {}
    for satu in (*alamat_pohon, *alamat_cascading):
        kunci = {nama: nilai[nama] for nama in satu.pattern.converters}
        if satu.name in TANPA_UNGGAHAN:  # nothing uploaded of this key: whoever may read the tree finds none
            kunci["kunci"] = UUID(int=1)
        hasil[satu.name] = reverse(satu.name, kwargs=kunci)
    return hasil


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


def test_setiap_alamat_ada_di_tabel(pohon: Pohon) -> None:
    assert set(semua_alamat(pohon)) == set(TABEL)


@pytest.mark.parametrize("cara", ["GET", "POST"])
def test_siapa_dijawab_bagaimana(cara: str, pohon: Pohon) -> None:
    semua = orang(pohon)
    nyata = {
        nama: "".join(jawaban(cara, alamat, semua[peran]) for peran in PERAN)
        for nama, alamat in semua_alamat(pohon).items()
    }
    assert nyata == {nama: harapan[("GET", "POST").index(cara)] for nama, harapan in TABEL.items()}
