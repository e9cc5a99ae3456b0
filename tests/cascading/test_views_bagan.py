"""The page "Bagan" and its files, as people of the agency and others meet them."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from instansi.api import JenisPeran
from pohon.layout import JenisTanda, Tanda
from pohon.models import Pohon
from pohon.services import hapus_simpul
from pohon.tanda import daftarkan_penanda
from telaah.services import buat_catatan, selesaikan_catatan
from tests.pabrik.baris import kondisi, operasional, outcome, utama
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db
BERKAS = {"bagan_svg": "image/svg+xml", "bagan_pdf": "application/pdf", "bagan_png": "image/png"}


@pytest.fixture
def pohon() -> Pohon:
    return pohon_tersimpan()


@pytest.fixture
def pembaca(client: Client, pohon: Pohon) -> Client:
    client.force_login(berperan(JenisPeran.PEMBACA, pohon.perangkat_daerah))
    return client


def test_a_reader_sees_the_picture_with_every_box_leading_to_its_row(pembaca: Client, pohon: Pohon):
    halaman = pembaca.get(reverse("bagan", args=[pohon.pk])).content.decode()
    assert "<svg" in halaman and "Operasional dua" in halaman
    assert f"{reverse('tahap_3', args=[pohon.pk])}#simpul-" in halaman
    assert 'role="region"' in halaman and "Lewati bagan" in halaman
    assert "style=" not in halaman


def test_searching_marks_boxes_and_lists_them(pembaca: Client, pohon: Pohon):
    halaman = pembaca.get(reverse("bagan", args=[pohon.pk]), {"q": "operasional"}).content.decode()
    assert "2 kotak cocok" in halaman
    assert halaman.count("(cocok dengan pencarian)") == 2
    kosong = pembaca.get(reverse("bagan", args=[pohon.pk]), {"q": "<b>tidak ada"}).content.decode()
    assert "Tidak ada kotak yang cocok dengan “&lt;b&gt;tidak ada”" in kosong


def test_links_keep_what_was_chosen(pembaca: Client, pohon: Pohon):
    minta = {"tampilan": "cascading", "arah": "menurun", "perbesar": "75", "q": "utama"}
    halaman = pembaca.get(reverse("bagan", args=[pohon.pk]), minta).content.decode()
    assert "?tampilan=cascading&amp;arah=menurun&amp;perbesar=100&amp;q=utama" not in halaman
    assert "?tampilan=cascading&amp;arah=menurun&amp;perbesar=50&amp;q=utama" in halaman
    assert '<input type="hidden" name="arah" value="menurun">' in halaman
    assert f'{reverse("bagan_svg", args=[pohon.pk])}?tampilan=cascading&amp;arah=menurun"' in halaman


@pytest.mark.parametrize("minta", [{"perbesar": "0"}, {"perbesar": "abc"}, {"arah": "<"}, {"q": "a\x00" * 300}])
def test_odd_requests_get_a_page_all_the_same(pembaca: Client, pohon: Pohon, minta: dict[str, str]):
    assert pembaca.get(reverse("bagan", args=[pohon.pk]), minta).status_code == 200


@pytest.mark.parametrize("tampilan", ["pohon", "cascading"])
@pytest.mark.parametrize("nama", BERKAS)
def test_the_picture_downloads_under_a_telling_name(pembaca: Client, pohon: Pohon, nama: str, tampilan: str):
    jawaban = pembaca.get(reverse(nama, args=[pohon.pk]), {"tampilan": tampilan})
    assert jawaban["Content-Type"] == BERKAS[nama]
    slug = pohon.perangkat_daerah.slug
    jenis = "cascading" if tampilan == "cascading" else "pohon-kinerja"
    assert jawaban["Content-Disposition"] == (
        f'attachment; filename="gambar-{jenis}-{slug}-2021-2026.{nama.removeprefix("bagan_")}"'
    )
    assert jawaban.content


@pytest.mark.parametrize("nama", ["bagan", *BERKAS])
def test_another_agency_gets_not_found_and_a_stranger_the_login(client: Client, pohon: Pohon, nama: str):
    alamat = reverse(nama, args=[pohon.pk])
    assert client.get(alamat).url.startswith(reverse("masuk"))
    client.force_login(perencana_di(PerangkatFactory()))
    assert client.get(alamat).status_code == 404
    assert client.get(reverse(nama, args=[10**9])).status_code == 404


@pytest.mark.parametrize("nama", ["bagan", *BERKAS])
def test_the_picture_is_only_read(pembaca: Client, pohon: Pohon, nama: str):
    assert pembaca.post(reverse(nama, args=[pohon.pk])).status_code == 405


def test_an_empty_tree_says_what_to_do_first(client: Client):
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    pohon = pohon_tersimpan(perangkat_daerah=perangkat, perencana=perencana)
    hapus_simpul(aktor=perencana, pohon_id=pohon.pk, simpul_ids=[simpul(pohon, "Outcome").pk])
    client.force_login(perencana)
    halaman = client.get(reverse("bagan", args=[pohon.pk])).content.decode()
    assert "Bagan belum ada" in halaman and reverse("tahap_1", args=[pohon.pk]) in halaman
    assert client.get(reverse("bagan_pdf", args=[pohon.pk])).status_code == 404


def test_a_folded_branch_is_counted_and_a_search_opens_it(pembaca: Client, pohon: Pohon):
    cabang = simpul(pohon, "Utama")
    alamat = reverse("bagan", args=[pohon.pk])
    halaman = pembaca.get(alamat, {"lipat": str(cabang.pk)}).content.decode()
    assert "+ 4 kotak terlipat" in halaman and "Operasional dua" not in halaman
    assert "5 dari 9 kotak tampil" in halaman.replace("\n", " ")
    assert f'id="lipat-{cabang.pk}" href="?"' in halaman
    dicari = pembaca.get(alamat, {"lipat": str(cabang.pk), "q": "operasional dua"}).content.decode()
    assert "(cocok dengan pencarian)" in dicari and "kotak terlipat" not in dicari


def test_one_branch_is_shown_with_the_way_back(pembaca: Client, pohon: Pohon):
    cabang = simpul(pohon, "Utama")
    halaman = pembaca.get(reverse("bagan", args=[pohon.pk]), {"cabang": cabang.pk, "q": "dua"}).content.decode()
    assert "Operasional dua" in halaman and "Kondisi dua" not in halaman
    assert "Bagan seluruhnya" in halaman and "dalam cabang ini" in halaman
    for nama in BERKAS:
        assert f"{reverse(nama, args=[pohon.pk])}?cabang={cabang.pk}" in halaman


@pytest.mark.parametrize("nama", BERKAS)
def test_a_branch_downloads_alone_under_its_code(pembaca: Client, pohon: Pohon, nama: str):
    jawaban = pembaca.get(reverse(nama, args=[pohon.pk]), {"cabang": simpul(pohon, "Utama").pk})
    assert "-cabang-1.1-" in jawaban["Content-Disposition"]
    if nama == "bagan_svg":
        assert b"Operasional dua" in jawaban.content and b"Kondisi dua" not in jawaban.content
    if nama == "bagan_pdf":
        teks = "".join(satu.extract_text() for satu in PdfReader(BytesIO(jawaban.content)).pages)
        assert "Cabang 1.1 (O › 1 › 1.1)" in teks and "Utama dua" not in teks


def test_a_branch_of_another_tree_counts_as_none(pembaca: Client, pohon: Pohon):
    lain = simpul(pohon_tersimpan(), "Utama")
    halaman = pembaca.get(reverse("bagan", args=[pohon.pk]), {"cabang": lain.pk, "lipat": f"{lain.pk}-x-"})
    assert "9 kotak" in halaman.content.decode() and "Bagan seluruhnya" not in halaman.content.decode()


def test_boxes_bear_findings_in_words_and_only_when_asked_for(pembaca: Client, pohon: Pohon):
    alamat = reverse("bagan", args=[pohon.pk])
    halaman = pembaca.get(alamat).content.decode()
    bertanda = re.compile(r"\d+ (?:wajib diperbaiki|perlu dicek|saran)</tspan>")
    assert re.search(r"<title>1\.1\.1\.1 · Kondisi operasional: Operasional satu; \d+ wajib diperbaiki", halaman)
    assert bertanda.search(halaman)
    assert not bertanda.search(pembaca.get(alamat, {"tanda": "tanpa"}).content.decode())
    assert not bertanda.search(pembaca.get(reverse("bagan_svg", args=[pohon.pk])).content.decode())


def test_open_notes_stand_on_boxes_for_those_who_may_read_them(client: Client, pohon: Pohon):
    perencana = perencana_di(pohon.perangkat_daerah)
    for isi, kotak in (("Satu", "Utama"), ("Dua", "Utama"), ("Tiga", "Operasional satu")):
        buat_catatan(aktor=perencana, pohon_id=pohon.pk, isi=isi, identitas=simpul(pohon, kotak).identitas)
    selesai = buat_catatan(
        aktor=perencana, pohon_id=pohon.pk, isi="Empat", identitas=simpul(pohon, "Utama dua").identitas
    )
    selesaikan_catatan(aktor=perencana, pohon_id=pohon.pk, catatan_id=selesai.pk)
    client.force_login(perencana)
    halaman = client.get(reverse("bagan", args=[pohon.pk])).content.decode()
    assert halaman.count("2 catatan terbuka</tspan>") == halaman.count("1 catatan terbuka</tspan>") == 1
    client.force_login(berperan(JenisPeran.PEMBACA, pohon.perangkat_daerah))
    assert "catatan terbuka" not in client.get(reverse("bagan", args=[pohon.pk])).content.decode()


def test_another_app_marks_boxes_through_the_hook(pembaca: Client, pohon: Pohon, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pohon.tanda._penanda", [])
    kotak = simpul(pohon, "Utama").pk
    daftarkan_penanda(lambda request, satu, rows: {kotak: (Tanda("Capaian <90 %", JenisTanda.BAIK),)})
    halaman = pembaca.get(reverse("bagan", args=[pohon.pk])).content.decode()
    assert "Capaian &lt;90 %</tspan>" in halaman and "Kondisi antara utama: Utama; " in halaman


def test_a_planner_is_led_to_the_open_row_and_a_reader_to_the_row(client: Client, pembaca: Client, pohon: Pohon):
    alamat = reverse("bagan", args=[pohon.pk])
    hasil = simpul(pohon, "Outcome").pk
    assert f"{reverse('tahap_1', args=[pohon.pk])}#simpul-{hasil}" in pembaca.get(alamat).content.decode()
    client.force_login(perencana_di(pohon.perangkat_daerah))
    halaman = client.get(alamat).content.decode()
    assert f"{reverse('tahap_1', args=[pohon.pk])}?ubah={hasil}#simpul-{hasil}" in halaman
    dua = simpul(pohon, "Kondisi dua").pk
    assert f"{reverse('tahap_2', args=[pohon.pk])}?ubah={dua}#simpul-{dua}" in halaman
    cascading = client.get(alamat, {"tampilan": "cascading"}).content.decode()
    assert reverse("tahap_5_ubah", args=[pohon.pk, dua]) in cascading


def test_the_legend_names_every_level_with_its_number(pembaca: Client, pohon: Pohon):
    halaman = "".join(pembaca.get(reverse("bagan", args=[pohon.pk])).content.decode().split())
    for teks, banyak in (("Outcome", 1), ("Kondisi", 2), ("Kondisi antara utama", 2), ("Kondisi operasional", 2)):
        assert f'</svg>{teks.replace(" ", "")}<spanclass="redup">{banyak}</span>' in halaman


def test_three_hundred_boxes_take_no_more_queries_than_a_few(pembaca: Client, pohon: Pohon):
    """Folding, marks and search included; the number of boxes adds none."""
    besar = pohon_tersimpan(
        outcome(
            "Hasil", kondisi("K", *(utama(f"U{n}", *(operasional(f"O{n}{m}") for m in range(9))) for n in range(30)))
        ),
        perangkat_daerah=pohon.perangkat_daerah,
        urusan="Besar",
    )
    banyak = {}
    for satu in (pohon, besar):
        with CaptureQueriesContext(connection) as kueri:
            halaman = pembaca.get(reverse("bagan", args=[satu.pk]), {"q": "o", "tampilan": "cascading"})
        banyak[satu.pk] = len(kueri)
    assert "302 kotak" in halaman.content.decode()
    assert banyak[besar.pk] <= banyak[pohon.pk] <= 18


def test_the_page_takes_the_same_few_queries_for_any_tree(pembaca: Client, pohon: Pohon, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        pembaca.get(reverse("bagan", args=[pohon.pk]))
