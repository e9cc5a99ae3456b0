"""The local government's own tree: kept by the planning board, agencies' outcomes under it, whole and searched."""

from io import BytesIO
from time import perf_counter

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan, TidakBerhak, TidakDitemukan
from lintas.daerah import baca_rumah, cabang, cari, gabungkan, semua_baris
from naskah import unduhan
from pohon.models import Dukungan, Pohon
from pohon.services import IsiSimpul, hapus_simpul, klon_pohon, tambah_simpul
from pohon.services.dukungan import atur_dukungan
from pohon.services.isian import Rancangan
from pohon.services.pohon import buat_pohon_daerah
from tests.lintas.test_matriks import teks_pdf
from tests.pabrik.basis import JenisSimpul, PerangkatFactory, berperan, perencana_di, simpul
from tests.pabrik.daerah import KONDISI, SASARAN, pohon_daerah
from tests.pabrik.lintas import Kasus, banyak_perangkat, dua_perangkat, identitas

pytestmark = pytest.mark.django_db
OUTCOME = "Terwujudnya tertib administrasi"


@pytest.fixture
def kasus() -> Kasus:
    """Two agencies and a reviewer of their government."""
    return dua_perangkat(minta=False)


@pytest.fixture
def daerah(kasus: Kasus) -> Pohon:
    """The regional tree, made by the reviewer."""
    return pohon_daerah(kasus.penelaah, kasus.pohon_minta.periode)


def dukung(kasus: Kasus, daerah: Pohon, pernyataan: str = KONDISI) -> Dukungan:
    """Hang the asking agency's outcome under a regional node, by its planner."""
    return atur_dukungan(
        aktor=kasus.peminta,
        perangkat_daerah=kasus.perangkat_minta,
        periode=daerah.periode,
        outcome=identitas(kasus.pohon_minta, OUTCOME),
        simpul=identitas(daerah, pernyataan),
    )


def rumah(kasus: Kasus, daerah: Pohon):
    return baca_rumah(kasus.penelaah, daerah.pemerintah_daerah, daerah.periode)


def test_the_board_keeps_it_with_the_same_editor(kasus: Kasus, daerah: Pohon, client: Client) -> None:
    tambah_simpul(
        aktor=berperan(JenisPeran.ADMIN, daerah.pemerintah_daerah),
        pohon_id=daerah.pk,
        induk_id=None,
        rancangan=Rancangan(JenisSimpul.OUTCOME, IsiSimpul("Sasaran kedua")),
    )
    with pytest.raises(TidakBerhak):
        hapus_simpul(aktor=kasus.peminta, pohon_id=daerah.pk, simpul_ids=[simpul(daerah, SASARAN).pk])
    client.force_login(kasus.penelaah)
    for nama in ("pohon", "tahap_1", "tahap_2", "tahap_3", "tahap_4", "tahap_5", "bagan", "dokumen", "periksa"):
        assert client.get(reverse(nama, args=[daerah.pk])).status_code == 200, nama
    client.force_login(kasus.peminta)
    assert SASARAN in client.get(reverse("tahap_3", args=[daerah.pk])).content.decode()


def test_one_tree_a_period_and_theme(kasus: Kasus, daerah: Pohon) -> None:
    with pytest.raises(GalatLayanan):
        pohon_daerah(kasus.penelaah, daerah.periode)
    assert pohon_daerah(kasus.penelaah, daerah.periode, tema="Penurunan stunting").urusan == "Penurunan stunting"
    with pytest.raises(TidakBerhak):
        buat_pohon_daerah(aktor=kasus.peminta, periode=daerah.periode, tahun=2023, tema="Lain")


def test_outcomes_hang_under_it_and_the_rest_is_listed(kasus: Kasus, daerah: Pohon) -> None:
    dukung(kasus, daerah)
    isi = rumah(kasus, daerah)
    assert [satu.pernyataan for satu in isi.menurut_simpul()[identitas(daerah, KONDISI)]] == [OUTCOME]
    assert [satu.pernyataan for satu in isi.lepas] == ["Terwujudnya pemerintahan digital"]
    kosong = PerangkatFactory(pemerintah_daerah=daerah.pemerintah_daerah)
    assert rumah(kasus, daerah).tanpa_outcome == (kosong,)


def test_who_may_hang_what(kasus: Kasus, daerah: Pohon) -> None:
    isian = {"perangkat_daerah": kasus.perangkat_minta, "periode": daerah.periode, "simpul": identitas(daerah, SASARAN)}
    outcome = identitas(kasus.pohon_minta, OUTCOME)
    with pytest.raises(TidakDitemukan):
        atur_dukungan(aktor=kasus.penjawab, outcome=outcome, **isian)
    with pytest.raises(TidakBerhak):
        atur_dukungan(aktor=berperan(JenisPeran.PEMBACA, kasus.perangkat_minta), outcome=outcome, **isian)
    assert atur_dukungan(aktor=kasus.penelaah, outcome=outcome, **isian).oleh == kasus.penelaah
    with pytest.raises(GalatLayanan):
        atur_dukungan(aktor=kasus.peminta, outcome=identitas(kasus.pohon_minta, "Meningkatnya pelayanan"), **isian)
    with pytest.raises(GalatLayanan):
        atur_dukungan(aktor=kasus.peminta, outcome=outcome, **{**isian, "simpul": outcome})


def test_new_versions_keep_the_link_and_a_deleted_goal_lets_go(kasus: Kasus, daerah: Pohon) -> None:
    dukung(kasus, daerah)
    Pohon.objects.filter(pk__in=[daerah.pk, kasus.pohon_minta.pk]).update(status="disetujui")
    klon_pohon(aktor=kasus.peminta, pohon_id=kasus.pohon_minta.pk)
    baru = klon_pohon(aktor=kasus.penelaah, pohon_id=daerah.pk)
    assert len(rumah(kasus, daerah).menurut_simpul()[identitas(daerah, KONDISI)]) == 1
    hapus_simpul(aktor=kasus.penelaah, pohon_id=baru.pk, simpul_ids=[simpul(baru, KONDISI).pk])
    assert OUTCOME in [satu.pernyataan for satu in rumah(kasus, daerah).lepas]


def test_the_house_is_read_from_goal_to_operation(kasus: Kasus, daerah: Pohon) -> None:
    dukung(kasus, daerah)
    baris = [(satu.kedalaman, satu.simpul.pernyataan) for satu in semua_baris(rumah(kasus, daerah))]
    assert baris[:6] == [
        (0, SASARAN),
        (1, KONDISI),
        (2, OUTCOME),
        (3, "Meningkatnya pelayanan"),
        (4, "Meningkatnya sarana"),
        (5, "Tersedianya jaringan kantor"),
    ]
    _, bawah = cabang(rumah(kasus, daerah), str(identitas(kasus.pohon_minta, OUTCOME)))
    assert [satu.pernyataan for satu in bawah][-1] == "Tersedianya jaringan kantor"
    hasil = cari(rumah(kasus, daerah), "jaringan kantor")
    assert [satu.pernyataan for satu in hasil] == ["Tersedianya jaringan kantor"]


def test_page_workbook_paper_and_picture_show_the_same(
    kasus: Kasus, daerah: Pohon, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    dukung(kasus, daerah)
    client.force_login(kasus.penelaah)
    halaman = client.get(reverse("daerah")).content.decode()
    assert OUTCOME in halaman and "Meningkatnya pelayanan" not in halaman
    buka = client.get(reverse("daerah"), {"buka": str(identitas(kasus.pohon_minta, OUTCOME))}).content.decode()
    assert "Meningkatnya pelayanan" in buka
    lembar = load_workbook(BytesIO(client.get(reverse("daerah_xlsx")).content)).active
    assert [baris[4].strip() for baris in lembar.iter_rows(min_row=3, values_only=True)][:3] == [
        SASARAN,
        KONDISI,
        OUTCOME,
    ]
    berkas = [client.get(reverse(nama)).content for nama in ("daerah_pdf", "daerah_gambar")]
    pdf, gambar = map(teks_pdf, berkas)
    for teks in (SASARAN, KONDISI, OUTCOME):
        assert teks in pdf and teks in gambar
    assert "Dinas Peminta" in gambar
    assert "Terwujudnya pemerintahan digital" in pdf
    # Through the door of all papers: what has not changed is not printed again.
    monkeypatch.setattr(unduhan, "cetak_kertas", None)
    assert [client.get(reverse(nama)).content for nama in ("daerah_pdf", "daerah_gambar")] == berkas


def test_a_planner_sees_the_own_agency_only(kasus: Kasus, daerah: Pohon, client: Client) -> None:
    dukung(kasus, daerah)
    client.force_login(kasus.penjawab)
    for nama in ("daerah", "daerah_dukungan"):
        isi = client.get(reverse(nama)).content.decode()
        assert SASARAN in isi and OUTCOME not in isi
    assert OUTCOME not in client.get(reverse("daerah"), {"q": "tertib"}).content.decode().replace("“", "")
    asing = perencana_di(PerangkatFactory())
    client.force_login(asing)
    assert SASARAN not in client.get(reverse("daerah")).content.decode()


def test_hanging_through_the_page(kasus: Kasus, daerah: Pohon, client: Client) -> None:
    client.force_login(kasus.peminta)
    outcome = str(identitas(kasus.pohon_minta, OUTCOME))
    alamat = reverse("daerah_dukungan")
    assert client.post(alamat, {"outcome": outcome, "simpul": str(identitas(daerah, KONDISI))}).status_code == 302
    assert Dukungan.objects.get().simpul == identitas(daerah, KONDISI)
    assert client.post(alamat, {"outcome": outcome, "simpul": ""}).status_code == 302
    assert not Dukungan.objects.exists()
    lain = str(identitas(kasus.pohon_jawab, "Terwujudnya pemerintahan digital"))
    assert client.post(alamat, {"outcome": lain, "simpul": ""}).status_code == 404
    assert client.post(alamat, {"outcome": "bukan", "simpul": "x"}).status_code == 422


def test_fifty_agencies_of_a_hundred_boxes_take_the_same_queries(
    client: Client, django_assert_num_queries, django_assert_max_num_queries, record_property
) -> None:
    perangkat = banyak_perangkat(50, kotak=100)
    pemerintah = perangkat[0].pemerintah_daerah
    penelaah = berperan(JenisPeran.PENELAAH, pemerintah)
    daerah = pohon_daerah(penelaah, pemerintah.periode.get())
    mulai = perf_counter()
    with django_assert_num_queries(9):
        isi = baca_rumah(penelaah, pemerintah, daerah.periode)
    atas = perf_counter() - mulai
    assert len(isi.outcome) == 50
    mulai = perf_counter()
    with django_assert_num_queries(6):
        baris = semua_baris(isi)
    assert len(baris) == 50 * 100 + 2
    record_property("ukuran", f"rumah: lantai atas {atas:.2f} d, {len(baris)} kotak {perf_counter() - mulai:.2f} d")
    with django_assert_num_queries(6):
        gabungkan(isi, isi.pohon[0])
    client.force_login(penelaah)
    with django_assert_max_num_queries(22):
        assert client.get(reverse("daerah")).status_code == 200
