"""The dashboard: what a reviewer reads off it, how it is filtered, sorted and searched, and what it costs."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from instansi.choices import JenisPeran
from pohon.models import Pohon
from telaah.selectors import periksa
from telaah.services import abaikan_temuan, buat_catatan, kembalikan
from tests.pabrik.baris import outcome
from tests.pabrik.basis import PemerintahFactory, PerangkatFactory, berperan, pohon_tersimpan
from tests.pabrik.telaah import pohon_diajukan, pohon_ditelaah, pohon_lengkap

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cache_kosong() -> None:
    cache.clear()


@pytest.fixture
def pemda():
    return PemerintahFactory()


@pytest.fixture
def klien(pemda) -> Client:
    klien = Client()
    klien.force_login(berperan(JenisPeran.PENELAAH, pemda))
    return klien


def baris(klien: Client, **query: str) -> list:
    balasan = klien.get(reverse("dasbor"), query)
    assert balasan.status_code == 200
    return balasan.context["baris"]


def instansi(pemda, nama: str):
    return PerangkatFactory(pemerintah_daerah=pemda, nama=nama)


def test_state_stages_age_desk_findings_and_notes(pemda, klien: Client, time_machine) -> None:
    time_machine.move_to("2026-11-02T01:00:00+00:00")
    pohon_diajukan(perangkat_daerah=instansi(pemda, "Dinas A"))
    kasus = pohon_ditelaah(perangkat_daerah=instansi(pemda, "Dinas B"))
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Mohon dipertajam.")
    kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    instansi(pemda, "Dinas C")
    instansi(PemerintahFactory(), "Dinas di daerah lain")
    time_machine.shift(timedelta(days=9))
    satu, dua, tiga = baris(klien)
    assert [b.perangkat.nama for b in (satu, dua, tiga)] == ["Dinas A", "Dinas B", "Dinas C"]
    assert [b.status for b in (satu, dua, tiga)] == ["diajukan", "dikembalikan", "belum_mulai"]
    assert [b.umur for b in (satu, dua, tiga)] == ["9 hari di Bappeda", "9 hari di OPD", "–"]
    assert [b.diam for b in (satu, dua, tiga)] == [True, True, False]
    assert [b.catatan for b in (satu, dua, tiga)] == [0, 1, 0]
    assert [t.kelas for t in satu.ringkas.tahap] == ["selesai"] * 5
    assert [t.kelas for t in tiga.ringkas.tahap] == ["belum"] * 5
    assert (satu.ringkas.kotak, tiga.ringkas.kotak) == (6, 0)


def test_a_finding_set_aside_is_no_longer_counted(pemda, klien: Client) -> None:
    kasus = pohon_lengkap(perangkat_daerah=instansi(pemda, "Dinas A"))
    from pohon.selectors import baca_pohon

    temuan = next(t for t in periksa(baca_pohon(kasus.pohon.pk)).terbuka if t.temuan.keparahan == "peringatan")
    (sebelum,) = baris(klien)
    abaikan_temuan(
        aktor=kasus.perencana,
        pohon_id=kasus.pohon.pk,
        kode=temuan.temuan.kode,
        identitas=temuan.temuan.identitas,
        alasan="Memang begitu.",
    )
    (sesudah,) = baris(klien)
    assert sebelum.perlu_dicek - sesudah.perlu_dicek == 1


def test_filter_sort_and_tiles(pemda, klien: Client) -> None:
    pohon_diajukan(perangkat_daerah=instansi(pemda, "Dinas B"))
    pohon_tersimpan(outcome("Satu"), perangkat_daerah=instansi(pemda, "Dinas A"))
    assert [b.perangkat.nama for b in baris(klien, status="diajukan")] == ["Dinas B"]
    assert [b.perangkat.nama for b in baris(klien, urut="-kotak")] == ["Dinas B", "Dinas A"]
    assert [b.perangkat.nama for b in baris(klien, urut="kotak")] == ["Dinas A", "Dinas B"]
    assert [b.perangkat.nama for b in baris(klien, urut="ngawur", periode="999")] == ["Dinas A", "Dinas B"]
    ubin = {kunci: jumlah for kunci, _, jumlah in klien.get(reverse("dasbor")).context["ubin"]}
    assert (ubin["diajukan"], ubin["draf"], ubin["disetujui"]) == (1, 1, 0)


def test_search_reaches_names_statements_and_indicators(pemda, klien: Client) -> None:
    kasus = pohon_lengkap(perangkat_daerah=instansi(pemda, "Dinas A"))
    instansi(pemda, "Dinas Perpustakaan")
    pohon_lengkap()  # in another local government
    assert [b.perangkat.nama for b in baris(klien, q="perpustakaan")] == ["Dinas Perpustakaan"]
    assert [b.perangkat.nama for b in baris(klien, q="kompetensi petugas")] == ["Dinas A"]
    balasan = klien.get(reverse("dasbor"), {"q": "petugas terlatih"})
    assert [(h.jenis, h.teks, h.pohon.pk) for h in balasan.context["hasil"]] == [
        ("Kondisi operasional", "Tersedianya petugas terlatih", kasus.pohon.pk),
        ("Indikator", "Jumlah petugas terlatih", kasus.pohon.pk),
    ]
    assert baris(klien, q="tidak ada di mana pun") == []


def test_a_search_that_cannot_be_is_answered_clearly(klien: Client) -> None:
    for q in ("a\x00b", "x" * 500):
        assert klien.get(reverse("dasbor"), {"q": q}).status_code == 422


def test_workbook_holds_the_same_rows(pemda, klien: Client) -> None:
    pohon_diajukan(perangkat_daerah=instansi(pemda, "=Dinas B"))
    instansi(pemda, "Dinas A")
    lembar = load_workbook(BytesIO(klien.get(reverse("dasbor_xlsx"), {"urut": "-nama"}).content)).active
    isi = [[sel.value for sel in baris] for baris in lembar.iter_rows(min_row=3)]
    assert [satu[0] for satu in isi] == ["Dinas A", "=Dinas B"]
    assert lembar["A4"].data_type == "s"
    assert isi[1][4:10] == ["Selesai"] * 5 + ["Diajukan"]


def test_a_constant_number_of_queries_for_2_and_for_50_agencies(pemda, klien: Client) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as tertangkap:
            assert klien.get(reverse("dasbor"), {"q": "a"}).status_code == 200
        return len(tertangkap)

    for nomor in range(2):
        pohon_tersimpan(outcome("Awal"), perangkat_daerah=instansi(pemda, f"Dinas {nomor:02}"))
    kueri()
    cache.clear()
    sedikit = kueri()
    for nomor in range(2, 50):
        pohon_tersimpan(outcome("Awal"), perangkat_daerah=instansi(pemda, f"Dinas {nomor:02}"))
    cache.clear()
    banyak = kueri()
    assert banyak == sedikit <= 22
    assert kueri() == banyak - 5  # all summaries come from the cache: no tree is read


def test_an_edit_is_seen_at_once(pemda, klien: Client) -> None:
    from pohon.services import tambah_simpul
    from tests.pabrik.baris import outcome as benih
    from tests.pabrik.basis import perencana_di, rancangan

    pd = instansi(pemda, "Dinas A")
    pohon = pohon_tersimpan(outcome("Awal"), perangkat_daerah=pd)
    assert baris(klien)[0].ringkas.kotak == 1
    tambah_simpul(aktor=perencana_di(pd), pohon_id=pohon.pk, induk_id=None, rancangan=rancangan(benih("Kedua")))
    assert baris(klien)[0].ringkas.kotak == 2
    assert Pohon.objects.get().rev > 0


@pytest.mark.parametrize("peran", [JenisPeran.PERENCANA, JenisPeran.PIMPINAN, JenisPeran.PEMBACA])
def test_people_of_one_agency_have_no_dashboard(peran: JenisPeran, pemda, client: Client) -> None:
    client.force_login(berperan(peran, instansi(pemda, "Dinas A")))
    for nama in ("dasbor", "dasbor_xlsx"):
        assert client.get(reverse(nama)).status_code == 403
