"""The page "Bagan" and its files, as people of the agency and others meet them."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.api import JenisPeran
from pohon.models import Pohon
from pohon.services import hapus_simpul
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


def test_the_page_takes_the_same_few_queries_for_any_tree(pembaca: Client, pohon: Pohon, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        pembaca.get(reverse("bagan", args=[pohon.pk]))
