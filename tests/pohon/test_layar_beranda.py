"""Beranda, beginning a tree, the home of a tree and the page "Periksa": who sees what, and at what price."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.api import JenisPeran, Periode
from pohon.models import Pohon
from tests.pabrik.baris import antara, kondisi, operasional, outcome, utama
from tests.pabrik.basis import (
    PemerintahFactory,
    PenggunaFactory,
    PerangkatFactory,
    PeriodeFactory,
    berperan,
    perencana_di,
    pohon_tersimpan,
    simpul,
)

pytestmark = pytest.mark.django_db


def jumlah_kueri(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(url).status_code == 200
    return len(kueri)


class TestBeranda:
    def test_one_agency_with_one_tree_leads_straight_to_it(self, client: Client) -> None:
        perangkat = PerangkatFactory()
        pohon = pohon_tersimpan(perencana=perencana_di(perangkat), perangkat_daerah=perangkat)
        for peran in (JenisPeran.PERENCANA, JenisPeran.PIMPINAN, JenisPeran.PEMBACA):
            client.force_login(berperan(peran, perangkat))
            assert client.get("/").headers["Location"] == reverse("pohon", args=[pohon.pk])

    def test_several_trees_are_listed(self, client: Client) -> None:
        perangkat = PerangkatFactory(nama="Dinas Dua Urusan")
        perencana = perencana_di(perangkat)
        for urusan in ("Koperasi", "Tenaga Kerja"):
            pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat, urusan=urusan)
        client.force_login(perencana)

        isi = client.get("/").content.decode()

        assert "urusan Koperasi" in isi and "urusan Tenaga Kerja" in isi

    def test_a_planner_without_a_tree_is_shown_how_to_begin_a_reader_is_not(self, client: Client) -> None:
        perangkat = PerangkatFactory()
        client.force_login(perencana_di(perangkat))
        assert reverse("mulai_pohon", args=[perangkat.pk]) in client.get("/").content.decode()
        client.force_login(berperan(JenisPeran.PEMBACA, perangkat))
        assert "belum memulai pohon kinerja" in client.get("/").content.decode()

    def test_a_closed_agency_cannot_begin_one_and_its_successor_is_named(self, client: Client) -> None:
        pengganti = PerangkatFactory(nama="Dinas Baru")
        perangkat = PerangkatFactory(
            pemerintah_daerah=pengganti.pemerintah_daerah, pengganti=pengganti, berlaku_sampai=date(2020, 12, 31)
        )
        periode = PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah)
        client.force_login(perencana_di(perangkat))

        jawaban = client.post(
            reverse("mulai_pohon", args=[perangkat.pk]),
            {"periode": periode.pk, "tahun": periode.mulai, "urusan": "Kebakaran"},
        )

        assert jawaban.status_code == 422
        assert "sudah tidak berlaku. Penggantinya: Dinas Baru." in jawaban.content.decode()
        assert not Pohon.objects.filter(perangkat_daerah=perangkat).exists()

    def test_an_account_without_a_role_is_told_whom_to_ask(self, client: Client) -> None:
        client.force_login(PenggunaFactory())

        assert "belum mempunyai peran" in client.get("/").content.decode()

    def test_a_reviewer_sees_all_agencies_of_the_government_and_no_other(self, client: Client) -> None:
        pemerintah = PemerintahFactory()
        satu = PerangkatFactory(pemerintah_daerah=pemerintah, nama="Dinas Kesehatan")
        PerangkatFactory(pemerintah_daerah=pemerintah, nama="Dinas Pendidikan", singkatan="Disdik")
        PerangkatFactory(nama="Dinas Asing")
        pohon_tersimpan(perencana=perencana_di(satu), perangkat_daerah=satu)
        client.force_login(berperan(JenisPeran.PENELAAH, pemerintah))

        isi = client.get("/").content.decode()
        assert "Dinas Kesehatan" in isi and "Dinas Pendidikan" in isi and "Dinas Asing" not in isi
        assert "Draf" in isi and "Belum mulai" in isi
        cari = client.get("/", {"q": "disdik"}).content.decode()
        assert "Dinas Pendidikan" in cari and "Dinas Kesehatan" not in cari
        assert "Tidak ada perangkat daerah yang cocok" in client.get("/", {"q": "xyz"}).content.decode()

    @pytest.mark.parametrize("q", ["\x00", "x" * 500])
    def test_a_search_that_cannot_be_is_answered_clearly(self, client: Client, q: str) -> None:
        client.force_login(berperan(JenisPeran.ADMIN, PemerintahFactory()))

        assert client.get("/", {"q": q}).status_code == 422

    def test_the_list_costs_the_same_for_two_agencies_and_for_fifty(self, client: Client) -> None:
        pemerintah = PemerintahFactory()
        client.force_login(berperan(JenisPeran.PENELAAH, pemerintah))
        periode = PeriodeFactory(pemerintah_daerah=pemerintah)

        def tambah(jumlah: int) -> None:
            for _ in range(jumlah):
                satu = PerangkatFactory(pemerintah_daerah=pemerintah)
                Pohon.objects.create(perangkat_daerah=satu, periode=periode, tahun=2023)

        tambah(2)
        client.get("/")
        sedikit = jumlah_kueri(client, "/")
        tambah(48)
        assert jumlah_kueri(client, "/") == sedikit


class TestMulai:
    def test_a_tree_is_begun_and_tahap_1_opens(self, client: Client) -> None:
        perangkat = PerangkatFactory()
        periode = PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah)
        client.force_login(perencana_di(perangkat))

        jawaban = client.post(
            reverse("mulai_pohon", args=[perangkat.pk]), {"periode": periode.pk, "tahun": "2023", "urusan": ""}
        )

        pohon = Pohon.objects.get(perangkat_daerah=perangkat)
        assert jawaban.headers["Location"] == reverse("tahap_1", args=[pohon.pk])

    @pytest.mark.parametrize(
        ("isian", "pesan"),
        [
            ({"tahun": "2030"}, "Tahun harus di antara 2021 dan 2026."),
            ({"tahun": "dua ribu"}, "Tulis tahun dengan empat angka"),
            ({"tahun": ""}, "Bagian ini belum diisi."),
            ({"urusan": "x" * 300}, "paling panjang 200 karakter"),
        ],
    )
    def test_what_does_not_fit_is_said(self, client: Client, isian: dict[str, str], pesan: str) -> None:
        perangkat = PerangkatFactory()
        periode = PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah)
        client.force_login(perencana_di(perangkat))

        jawaban = client.post(
            reverse("mulai_pohon", args=[perangkat.pk]), {"periode": periode.pk, "tahun": "2023", "urusan": "", **isian}
        )

        assert jawaban.status_code == 422
        assert pesan in jawaban.content.decode()

    def test_a_second_tree_for_the_same_period_and_urusan_is_refused(self, client: Client) -> None:
        perangkat = PerangkatFactory()
        perencana = perencana_di(perangkat)
        pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat)
        client.force_login(perencana)

        jawaban = client.post(
            reverse("mulai_pohon", args=[perangkat.pk]),
            {"periode": Periode.objects.get().pk, "tahun": "2023", "urusan": ""},
        )

        assert jawaban.status_code == 422
        assert "sudah ada" in jawaban.content.decode()

    def test_only_the_agencys_planner_may(self, client: Client) -> None:
        perangkat = PerangkatFactory()
        alamat = reverse("mulai_pohon", args=[perangkat.pk])
        client.force_login(berperan(JenisPeran.PEMBACA, perangkat))
        assert client.get(alamat).status_code == 403
        client.force_login(perencana_di(PerangkatFactory()))
        assert client.get(alamat).status_code == 404


class TestRumahPohon:
    def test_it_lists_the_five_stages_with_state_and_count_and_what_was_done(self, client: Client) -> None:
        perangkat = PerangkatFactory(nama="Dinas Uji")
        perencana = perencana_di(perangkat)
        pohon = pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat)
        client.force_login(perencana)
        client.post(reverse("simpul_hapus", args=[pohon.pk, simpul(pohon, "Antara dua").pk]), {"dari": 3})

        isi = client.get(reverse("pohon", args=[pohon.pk])).content.decode()

        for nomor in range(1, 6):
            assert reverse(f"tahap_{nomor}", args=[pohon.pk]) in isi
        assert "1 outcome" in isi and "0 dari" not in isi.split("Aktivitas")[1]
        assert "memulai pohon kinerja" in isi
        assert "menghapus 1 kotak" in isi and "Antara dua" in isi.split("menghapus 1 kotak")[1]

    def test_periksa_groups_findings_by_stage_and_links_to_the_row(self, client: Client) -> None:
        perangkat = PerangkatFactory()
        perencana = perencana_di(perangkat)
        pohon = pohon_tersimpan(
            outcome("Outcome", kondisi("Kondisi", utama("Kembar"), utama("Kembar"))),
            perencana=perencana,
            perangkat_daerah=perangkat,
        )
        client.force_login(perencana)

        isi = client.get(reverse("periksa", args=[pohon.pk])).content.decode()

        for nomor in range(1, 6):
            assert f'id="tahap-{nomor}"' in isi
        assert f"/pohon/{pohon.pk}/tahap-3/#simpul-" in isi
        assert "Ringkasan isian" in isi and "Ajukan" not in isi.split("<main")[1]


def cabang(banyak: int):
    """A tree of three times `banyak` boxes below one condition."""
    return outcome(
        "Outcome",
        kondisi(
            "Kondisi", *(utama(f"Utama {n}", antara(f"Antara {n}", operasional(f"Ops {n}"))) for n in range(banyak))
        ),
    )


def test_a_page_costs_the_same_for_30_and_for_150_nodes(client: Client) -> None:
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    client.force_login(perencana)
    kecil = pohon_tersimpan(cabang(9), perencana=perencana, perangkat_daerah=perangkat, urusan="kecil")
    besar = pohon_tersimpan(cabang(49), perencana=perencana, perangkat_daerah=perangkat, urusan="besar")
    client.get("/")
    for nama in ("pohon", "tahap_1", "tahap_2", "tahap_3", "periksa"):
        sedikit, banyak = (jumlah_kueri(client, reverse(nama, args=[satu.pk])) for satu in (kecil, besar))
        assert sedikit == banyak <= 15, nama


def test_a_single_edit_takes_at_most_ten_queries(client: Client) -> None:
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    client.force_login(perencana)
    pohon = pohon_tersimpan(cabang(49), perencana=perencana, perangkat_daerah=perangkat)
    satu = simpul(pohon, "Antara 7")
    client.get("/")
    isian = {"dari": 3, "versi": 1, "jenis": satu.jenis, "pernyataan": "Teks baru"}

    with CaptureQueriesContext(connection) as kueri:
        assert client.post(reverse("simpul_ubah", args=[pohon.pk, satu.pk]), isian).status_code == 302

    hitung = [
        sql
        for sql in (satu["sql"] for satu in kueri.captured_queries)
        if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        and "instansi_sesi" not in sql
        and not ("instansi_pengguna" in sql and "LIMIT 21" in sql)
    ]
    assert len(hitung) <= 10, hitung
