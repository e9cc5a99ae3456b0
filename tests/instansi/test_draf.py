"""Drafts: kept for their writer alone, on any computer, until the form is saved, thrown away or forgotten."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from instansi.errors import GalatLayanan
from instansi.models import CatatanAudit, Draf, Pengguna
from instansi.services import buang_draf, simpan_draf
from instansi.services.draf import MASA, TERBANYAK
from pohon.models import Pohon
from tests.pabrik.baris import kondisi, outcome
from tests.pabrik.basis import PenggunaFactory, perencana_di, pohon_tersimpan

pytestmark = pytest.mark.django_db
KUNCI = "/pohon/3/tahap-1/#formulir-faktor"


@pytest.fixture
def orang() -> Pengguna:
    return PenggunaFactory()


def _klien(pengguna: Pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def _kirim(klien: Client, kunci: str = KUNCI, **isi: list[str]) -> int:
    return klien.post(reverse("draf"), {"kunci": kunci, "isi": json.dumps(isi)}).status_code


def test_what_is_typed_is_offered_on_another_computer_and_to_nobody_else(orang: Pengguna) -> None:
    assert _kirim(_klien(orang), mandat=["Mandat"], crosscutting=["1", "2"]) == 200

    lain = _klien(orang).get(reverse("draf"), {"awalan": "/pohon/3"}).json()
    assert lain[KUNCI]["isi"] == {"mandat": ["Mandat"], "crosscutting": ["1", "2"]}
    assert lain[KUNCI]["jam"] == timezone.localtime().strftime("%H.%M")
    assert _klien(orang).get(reverse("draf"), {"awalan": "/pohon/4"}).json() == {}
    assert _klien(PenggunaFactory()).get(reverse("draf"), {"awalan": "/pohon/3"}).json() == {}


def test_a_form_has_one_draft_the_last_and_no_history(orang: Pengguna) -> None:
    klien = _klien(orang)
    _kirim(klien, mandat=["Awal"])
    _kirim(klien, mandat=["Akhir"])
    assert json.loads(Draf.objects.get().isi) == {"mandat": ["Akhir"]}
    assert not CatatanAudit.objects.exists()


def test_it_can_be_thrown_away_by_its_writer_only(orang: Pengguna) -> None:
    simpan_draf(aktor=orang, kunci=KUNCI, isi={})
    buang_draf(aktor=PenggunaFactory(), kunci=KUNCI)
    assert Draf.objects.exists()
    assert _klien(orang).post(reverse("draf"), {"kunci": KUNCI, "buang": "1"}).status_code == 204
    assert not Draf.objects.exists()


def test_old_drafts_of_anyone_and_too_many_of_one_person_are_forgotten(orang: Pengguna) -> None:
    lama = simpan_draf(aktor=PenggunaFactory(), kunci="lama", isi={})
    Draf.objects.filter(pk=lama.pk).update(diubah=timezone.now() - MASA - timedelta(minutes=1))
    for nomor in range(TERBANYAK + 2):
        simpan_draf(aktor=orang, kunci=f"k{nomor}", isi={})
    tersisa = set(Draf.objects.values_list("kunci", flat=True))
    assert len(tersisa) == TERBANYAK
    assert {"lama", "k0", "k1"}.isdisjoint(tersisa)


@pytest.mark.basis_data
@pytest.mark.parametrize("teks", ["\x00", "\ud800", "”é\U0001f600"])
def test_any_text_a_browser_can_send_is_kept_as_it_is(orang: Pengguna, teks: str) -> None:
    assert _kirim(_klien(orang), mandat=[teks]) == 200
    assert _klien(orang).get(reverse("draf"), {"awalan": "/pohon"}).json()[KUNCI]["isi"] == {"mandat": [teks]}


@pytest.mark.basis_data
@pytest.mark.parametrize("kunci", ["", "k" * 301, "a\x00b"])
def test_keys_that_no_form_has_are_refused(orang: Pengguna, kunci: str) -> None:
    assert _kirim(_klien(orang), kunci) == 422
    assert _klien(orang).get(reverse("draf"), {"awalan": "\x00"}).json() == {}
    assert _klien(orang).post(reverse("draf"), {"kunci": kunci, "buang": "1"}).status_code == 204


@pytest.mark.parametrize("isi", ["", "[]", "{", '{"a": "b"}', '{"a": [1]}', "[" * 100_000])
def test_contents_that_no_form_has_are_refused(orang: Pengguna, isi: str) -> None:
    assert _klien(orang).post(reverse("draf"), {"kunci": KUNCI, "isi": isi}).status_code == 422
    assert not Draf.objects.exists()


def test_a_draft_longer_than_any_form_is_refused(orang: Pengguna) -> None:
    with pytest.raises(GalatLayanan, match="terlalu panjang"):
        simpan_draf(aktor=orang, kunci=KUNCI, isi={"mandat": ["x" * 100_000]})


@pytest.fixture
def pohon() -> Pohon:
    return pohon_tersimpan(outcome("Terwujudnya hasil", kondisi("Kondisi")))


def test_saving_the_form_ends_its_draft_and_a_refused_form_keeps_it(pohon: Pohon) -> None:
    perencana = perencana_di(pohon.perangkat_daerah)
    simpan_draf(aktor=perencana, kunci=KUNCI, isi={"mandat": ["Mandat"]})
    klien, halaman = _klien(perencana), reverse("tahap_1", args=[pohon.pk])
    kirim = {"draf": KUNCI, "versi": pohon.versi, "mandat": "x" * 5_000}

    assert klien.post(halaman, kirim).status_code == 422
    assert klien.post(halaman, {**kirim, "mandat": "Mandat", "versi": 99}).status_code == 409
    assert Draf.objects.exists()
    assert klien.post(halaman, {**kirim, "mandat": "Mandat"}).status_code == 302
    assert not Draf.objects.exists()


def test_a_form_sent_after_the_session_has_ended_keeps_the_draft(pohon: Pohon) -> None:
    simpan_draf(aktor=perencana_di(pohon.perangkat_daerah), kunci=KUNCI, isi={"mandat": ["Mandat"]})
    jawaban = Client().post(reverse("tahap_1", args=[pohon.pk]), {"draf": KUNCI, "versi": 1, "mandat": "Mandat"})
    assert jawaban.status_code == 302
    assert Draf.objects.exists()


def test_a_form_sent_after_the_session_has_ended_leads_back_to_its_page(pohon: Pohon) -> None:
    tambah, halaman = reverse("simpul_tambah", args=[pohon.pk]), reverse("tahap_3", args=[pohon.pk])
    masuk = reverse("masuk")
    for asal, tujuan in (
        (f"http://testserver{halaman}?tambah=1", f"{halaman}%3Ftambah%3D1"),
        ("https://situs-lain.example/x", tambah),
        ("", tambah),
    ):
        jawaban = Client().post(tambah, {}, headers={"referer": asal})
        assert jawaban.headers["Location"] == f"{masuk}?next={tujuan}"
