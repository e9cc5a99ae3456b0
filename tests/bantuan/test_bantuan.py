"""The guide in the application: everyone signed in reads it, finds words in it, and comes to it from each page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from bantuan.cari import cari
from bantuan.panduan import FOLDER, KELOMPOK, semua_topik
from bantuan.penyaji import sajikan
from instansi.choices import JenisPeran
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, berperan, perencana_di, pohon_tersimpan

TAHAP = ("1", "2", "3", "4", "5")


@pytest.fixture
def klien(db: Any) -> Client:
    klien = Client()
    klien.force_login(PenggunaFactory())
    return klien


def test_a_person_without_any_role_reads_every_topic(klien: Client) -> None:
    for topik in semua_topik():
        jawaban = klien.get(reverse("bantuan_topik", args=[topik.slug]))
        assert jawaban.status_code == 200
        assert html.fromstring(jawaban.content).findtext(".//h1") == topik.judul


@pytest.mark.django_db
def test_who_is_not_signed_in_is_led_to_the_sign_in() -> None:
    assert Client().get(reverse("bantuan"))["Location"].startswith(reverse("masuk"))


def test_an_unknown_topic_is_not_found(klien: Client) -> None:
    assert klien.get("/bantuan/tidak-ada/").status_code == 404


def test_the_contents_name_every_topic_and_its_opening(klien: Client) -> None:
    isi = klien.get(reverse("bantuan")).content.decode()
    for topik in semua_topik():
        assert f'href="{reverse("bantuan_topik", args=[topik.slug])}"' in isi
        assert topik.ringkasan[:40] in isi


def test_every_file_is_a_topic_and_every_topic_a_file() -> None:
    assert {berkas.stem for berkas in FOLDER.glob("*.md")} == {slug for _, daftar in KELOMPOK for slug in daftar}


def test_every_link_inside_the_guide_leads_to_a_heading_that_exists() -> None:
    jangkar = {
        f"{reverse('bantuan_topik', args=[topik.slug])}{'#' if bagian.jangkar else ''}{bagian.jangkar}"
        for topik in semua_topik()
        for bagian in topik.bagian
    }
    tautan = {(topik.slug, href) for topik in semua_topik() for href in html.fromstring(topik.html).xpath("//a/@href")}
    assert len(tautan) > 20
    assert {satu for satu in tautan if satu[1] not in jangkar} == set()


def test_headings_of_one_topic_have_different_anchors() -> None:
    for topik in semua_topik():
        jangkar = [bagian.jangkar for bagian in topik.bagian]
        assert len(jangkar) == len(set(jangkar)), topik.slug


def test_the_search_finds_sections_that_hold_all_words_headings_first() -> None:
    hasil = cari("menghapus  KOTAK")
    assert hasil[0].bagian.judul == "Menghapus dan memulihkan"
    assert all("kotak" in f"{h.bagian.judul} {h.bagian.teks}".casefold() for h in hasil if h.topik.slug == "tahap-3")
    assert any(dicari for teks, dicari in hasil[0].cuplikan)


def test_the_search_shows_where_and_marks_the_word(klien: Client) -> None:
    jawaban = klien.get(reverse("bantuan"), {"cari": "nomenklatur"})
    halaman = html.fromstring(jawaban.content)
    assert f"{reverse('bantuan_topik', args=['tahap-5'])}#memilih-nomenklatur" in halaman.xpath("//main//a/@href")
    assert "nomenklatur" in {satu.text.casefold() for satu in halaman.iter("mark")}


@pytest.mark.parametrize("kunci", ["<script>x", "\0", "(((", "zzzz", " ", "x" * 500])
def test_the_search_bears_anything_typed(klien: Client, kunci: str) -> None:
    jawaban = klien.get(reverse("bantuan"), {"cari": kunci})
    assert jawaban.status_code == 200
    assert b"<script>x" not in jawaban.content


def test_html_in_the_text_is_printed_not_passed_on() -> None:
    sajian = sajikan("# Judul\n\n<script>alert(1)</script> dan <b>tebal</b>\n\n[x](javascript:alert(1))\n", FOLDER)
    assert "<script" not in sajian.html and "<b>" not in sajian.html
    assert "&lt;script&gt;" in sajian.html
    assert "href" not in sajian.html


def test_a_text_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="judul"):
        sajikan("Tanpa judul\n", FOLDER)


def test_every_stage_leads_to_its_topic(db: Any) -> None:
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    pohon = pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat)
    klien = Client()
    klien.force_login(perencana)
    for nomor in TAHAP:
        halaman = html.fromstring(klien.get(reverse(f"tahap_{nomor}", args=[pohon.pk])).content)
        tautan = halaman.xpath("//nav[@aria-label='Bantuan halaman ini']/a")
        assert [satu.get("href") for satu in tautan] == [reverse("bantuan_topik", args=[f"tahap-{nomor}"])]
        assert tautan[0].text == f"Bantuan untuk Tahap {nomor}"


def test_a_reviewer_comes_from_the_dashboard_to_the_review(db: Any) -> None:
    klien = Client()
    klien.force_login(berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah))
    halaman = html.fromstring(klien.get(reverse("dasbor")).content)
    assert halaman.xpath("//nav[@aria-label='Bantuan halaman ini']/a/@href") == ["/bantuan/telaah/"]
    assert "Bantuan" in halaman.xpath("//nav[@aria-label='Menu utama']//a/text()")
