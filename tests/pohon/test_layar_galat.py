"""What goes wrong on the pages of Tahap 1 to 3: the reason stands by the field, and what was typed is never lost."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.api import JenisPeran, Pengguna, PerangkatDaerah
from pohon.choices import StatusPohon
from pohon.models import Pohon, Simpul
from pohon.services import IsiSimpul, hapus_simpul, ubah_simpul, ubah_tahap_1
from tests.pabrik.baris import kondisi, operasional, outcome, utama
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, berperan, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db

BENIH = outcome("Outcome", kondisi("Kondisi", utama("Utama", operasional("Operasional"))))


@pytest.fixture
def perangkat() -> PerangkatDaerah:
    return PerangkatFactory(nama="Dinas Uji")


@pytest.fixture
def perencana(perangkat: PerangkatDaerah, client: Client) -> Pengguna:
    akun = perencana_di(perangkat)
    client.force_login(akun)
    return akun


@pytest.fixture
def pohon(perencana: Pengguna, perangkat: PerangkatDaerah) -> Pohon:
    return pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat)


def ubah(client: Client, satu: Simpul, **isi: object):
    isian = {"dari": 3, "versi": satu.versi, "jenis": satu.jenis, "pernyataan": "Tulisan Anda", **isi}
    return client.post(reverse("simpul_ubah", args=[satu.pohon_id, satu.pk]), isian)


def tambah(client: Client, pohon: Pohon, **isi: object):
    isian = {"dari": 3, "jenis": "kondisi_antara", "pernyataan": "Tulisan Anda", **isi}
    return client.post(reverse("simpul_tambah", args=[pohon.pk]), isian)


@pytest.mark.parametrize(
    ("pernyataan", "pesan", "tersisa"),
    [
        ("", "Bagian ini belum diisi.", ""),
        ("   \n ", "Bagian ini belum diisi.", ""),
        ("x" * 10_000, "Teks ini 10.000 karakter; paling panjang 1.000 karakter.", "x" * 10_000),
        ("Baik\x07buruk", "karakter yang tidak dapat disimpan", "Baik"),
        ("Baik\x00buruk", "karakter yang tidak dapat disimpan", "Baik"),
    ],
)
def test_bad_text_is_refused_beside_its_field_and_kept(
    client: Client, pohon: Pohon, pernyataan: str, pesan: str, tersisa: str
) -> None:
    satu = simpul(pohon, "Utama")

    jawaban = ubah(client, satu, pernyataan=pernyataan)

    isi = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert 'href="#id_pernyataan">Kondisi yang diperlukan: ' in isi
    assert pesan in isi.split('id="id_pernyataan_error"')[1].split("</div>")[0]
    assert tersisa in isi.split('name="pernyataan"')[1].split("</textarea>")[0]
    assert f'id="simpul-{satu.pk}"' in isi
    assert Simpul.objects.get(pk=satu.pk).pernyataan == "Utama"


def test_html_is_text(client: Client, pohon: Pohon) -> None:
    satu = simpul(pohon, "Utama")

    ubah(client, satu, pernyataan="<script>alert(1)</script> & <b>tebal</b>")

    isi = client.get(reverse("tahap_3", args=[pohon.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;tebal&lt;/b&gt;" in isi
    assert "<script>alert" not in isi


@pytest.mark.parametrize("jenis", ["outcome", "bukan-jenis", ""])
def test_a_kind_that_does_not_fit_is_refused(client: Client, pohon: Pohon, jenis: str) -> None:
    jawaban = ubah(client, simpul(pohon, "Utama"), jenis=jenis)

    assert jawaban.status_code == 422
    assert 'id="id_jenis_error"' in jawaban.content.decode()
    assert "Tulisan Anda</textarea>" in jawaban.content.decode()


def test_a_stale_version_shows_both_texts_and_either_can_be_chosen(
    client: Client, pohon: Pohon, perangkat: PerangkatDaerah
) -> None:
    satu = simpul(pohon, "Utama")
    rina = perencana_di(perangkat)
    rina.nama = "Rina"
    rina.save()
    ubah_simpul(aktor=rina, pohon_id=pohon.pk, simpul_id=satu.pk, versi=1, isi=IsiSimpul("Tulisan Rina"))

    jawaban = ubah(client, satu)

    isi = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Rina sudah mengubah isi ini" in isi
    assert "Tulisan Rina" in isi and "Tulisan Anda</textarea>" in isi
    assert f'href="/pohon/{pohon.pk}/tahap-3/#simpul-{satu.pk}">Pakai yang tersimpan' in isi
    versi = isi.split('name="versi" value="')[1].split('"')[0]
    assert ubah(client, satu, versi=versi).status_code == 302
    assert Simpul.objects.get(pk=satu.pk).pernyataan == "Tulisan Anda"


def test_a_stale_tahap_1_shows_both_texts(client: Client, pohon: Pohon, perencana: Pengguna) -> None:
    ubah_tahap_1(aktor=perencana, pohon_id=pohon.pk, versi=1, mandat="Mandat tersimpan")

    jawaban = client.post(reverse("tahap_1", args=[pohon.pk]), {"versi": 1, "mandat": "Mandat Anda"})

    isi = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Mandat tersimpan" in isi and "Mandat Anda</textarea>" in isi
    assert 'name="versi" value="2"' in isi


@pytest.mark.parametrize("tanggal", ["kemarin", "31/2/2022", "1/1/0022", "2022-13-01"])
def test_a_date_that_is_none_is_said_and_kept(client: Client, pohon: Pohon, tanggal: str) -> None:
    jawaban = client.post(
        reverse("tahap_1", args=[pohon.pk]), {"versi": 1, "mandat": "Mandat Anda", "tanggal_kesepakatan": tanggal}
    )

    isi = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert 'id="id_tanggal_kesepakatan_error"' in isi
    assert f'value="{tanggal}"' in isi and "Mandat Anda</textarea>" in isi


def test_a_node_deleted_meanwhile_keeps_the_text_on_screen(client: Client, pohon: Pohon, perencana: Pengguna) -> None:
    satu = simpul(pohon, "Utama")
    hapus_simpul(aktor=perencana, pohon_id=pohon.pk, simpul_ids=[satu.pk])

    jawaban = ubah(client, satu)

    assert jawaban.status_code == 422
    assert "Kotak ini sudah dihapus" in jawaban.content.decode()
    assert "Tulisan Anda</textarea>" in jawaban.content.decode()


@pytest.mark.parametrize("bidang", ["induk", "sesudah"])
def test_a_parent_or_sibling_of_another_tree_is_refused_and_the_text_kept(
    client: Client, pohon: Pohon, perangkat: PerangkatDaerah, perencana: Pengguna, bidang: str
) -> None:
    asing = pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat, urusan="lain")
    tempat = {"induk": simpul(pohon, "Utama").pk, bidang: simpul(asing, "Utama").pk}

    jawaban = tambah(client, pohon, **tempat)

    assert jawaban.status_code == 422
    assert "Kotak ini sudah dihapus atau dipindahkan ke pohon lain." in jawaban.content.decode()
    assert "Tulisan Anda</textarea>" in jawaban.content.decode()
    assert not Simpul.objects.filter(pernyataan="Tulisan Anda").exists()


@pytest.mark.parametrize("induk", ["9" * 30, "-1", "abc", "0"])
def test_a_forged_parent_is_refused(client: Client, pohon: Pohon, induk: str) -> None:
    jawaban = tambah(client, pohon, induk=induk)

    assert jawaban.status_code == 422
    assert "Tulisan Anda</textarea>" in jawaban.content.decode()


def test_a_cycle_is_refused(client: Client, pohon: Pohon) -> None:
    satu, bawah = simpul(pohon, "Kondisi"), simpul(pohon, "Utama")

    jawaban = client.post(reverse("simpul_pindah", args=[pohon.pk, satu.pk]), {"dari": 3, "induk": bawah.pk})

    assert jawaban.status_code == 422
    assert simpul(pohon, "Utama").parent_id == satu.pk


def test_a_step_that_is_no_longer_possible_says_why(client: Client, pohon: Pohon) -> None:
    jawaban = client.post(
        reverse("simpul_pindah", args=[pohon.pk, simpul(pohon, "Utama").pk]), {"dari": 3, "arah": "naik"}
    )

    assert jawaban.status_code == 422
    assert "Kotak ini sudah paling atas di kelompoknya." in jawaban.content.decode()


def test_an_agency_of_another_government_cannot_be_named(client: Client, pohon: Pohon) -> None:
    jawaban = ubah(client, simpul(pohon, "Utama"), crosscutting=[PerangkatFactory().pk])

    assert jawaban.status_code == 422
    assert "Pilih perangkat daerah lain dari daftar." in jawaban.content.decode()


@pytest.mark.parametrize(
    "query", ["ubah=999999", "ubah=abc", "tambah=999999", "pindah=%00", "tambah=outcome&sesudah=9"]
)
def test_an_address_with_an_unknown_row_says_so_on_the_page(client: Client, pohon: Pohon, query: str) -> None:
    jawaban = client.get(reverse("tahap_3", args=[pohon.pk]) + "?" + query)

    assert jawaban.status_code == 404
    assert "Kotak ini sudah dihapus" in jawaban.content.decode()


def test_an_address_with_a_row_of_another_page_or_branch_says_so(client: Client, pohon: Pohon) -> None:
    utama_, kondisi_, csf = simpul(pohon, "Utama"), simpul(pohon, "Kondisi"), simpul(pohon, "Masih rendahnya Kondisi")
    outcome_ = simpul(pohon, "Outcome")
    for tahap, query in (
        (1, {"ubah": kondisi_.pk}),
        (1, {"tambah": outcome_.pk}),
        (2, {"ubah": utama_.pk}),
        (2, {"tambah": utama_.pk}),
        (2, {"tambah": outcome_.pk, "sesudah": kondisi_.pk}),
        (2, {"tambah": csf.pk, "sesudah": csf.pk}),
        (3, {"ubah": csf.pk}),
        (3, {"tambah": kondisi_.pk, "sesudah": kondisi_.pk}),
    ):
        jawaban = client.get(reverse(f"tahap_{tahap}", args=[pohon.pk]), query)
        assert jawaban.status_code == 404, (tahap, query)
        assert "Kotak ini sudah dihapus" in jawaban.content.decode()


@pytest.mark.parametrize("dari", ["1", "2", "3", "9", ""])
def test_a_text_refused_is_shown_whatever_page_it_says_it_comes_from(client: Client, pohon: Pohon, dari: str) -> None:
    panjang = "Tulisan Anda " + "x" * 2_000
    for nama in ("Outcome", "Masih rendahnya Kondisi", "Kondisi", "Utama"):
        satu = simpul(pohon, nama)
        for jawaban in (
            ubah(client, satu, dari=dari, pernyataan=panjang),
            tambah(client, pohon, dari=dari, induk=satu.pk, pernyataan=panjang),
            tambah(client, pohon, dari=dari, induk=satu.parent_id, sesudah=satu.pk, pernyataan=panjang),
        ):
            assert jawaban.status_code == 422
            assert panjang + "</textarea>" in jawaban.content.decode(), (nama, dari)


def test_an_operational_node_takes_no_child(client: Client, pohon: Pohon) -> None:
    jawaban = client.get(reverse("tahap_3", args=[pohon.pk]), {"tambah": simpul(pohon, "Operasional").pk})

    assert jawaban.status_code == 404
    assert "tidak dapat mempunyai turunan" in jawaban.content.decode()


def test_a_submitted_tree_keeps_what_was_typed(client: Client, pohon: Pohon) -> None:
    satu = simpul(pohon, "Utama")
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DIAJUKAN)

    jawaban = ubah(client, satu)

    assert jawaban.status_code == 422
    assert "berstatus Diajukan dan tidak dapat diubah" in jawaban.content.decode()
    assert "Tulisan Anda</textarea>" in jawaban.content.decode()


HALAMAN = ("pohon", "tahap_1", "tahap_2", "tahap_3", "periksa", "terhapus")


@pytest.mark.parametrize("nama", HALAMAN)
def test_another_agencys_tree_does_not_exist(client: Client, pohon: Pohon, nama: str) -> None:
    client.force_login(perencana_di(PerangkatFactory()))

    assert client.get(reverse(nama, args=[pohon.pk])).status_code == 404
    assert client.get(reverse(nama, args=[999_999])).status_code == 404


@pytest.mark.parametrize(("dari", "halaman"), [("1", "tahap_1"), ("2", "tahap_2"), ("3", "tahap_3")])
def test_undoing_from_a_page_that_refused_a_form_returns_to_where_it_came_from(
    client: Client, pohon: Pohon, dari: str, halaman: str
) -> None:
    """The page stands under the address the form was sent to, which takes no GET."""
    hapus = reverse("simpul_hapus", args=[pohon.pk, simpul(pohon, "Utama").pk])
    assert client.post(hapus, {"dari": "3"}).status_code == 302
    ditolak = client.post(hapus, {"dari": dari})
    assert ditolak.status_code == 422

    urungkan = ditolak.context["urungkan"]
    jawaban = client.post(urungkan.url, dict(urungkan.bidang), follow=True)

    assert jawaban.status_code == 200
    assert jawaban.request["PATH_INFO"] == reverse(halaman, args=[pohon.pk])
    assert simpul(pohon, "Utama").penghapusan_id is None


def test_undoing_an_indicator_from_its_refused_form_returns_to_the_stage(client: Client, pohon: Pohon) -> None:
    hapus = reverse("simpul_hapus", args=[pohon.pk, simpul(pohon, "Utama").pk])
    client.post(hapus, {"dari": "3"})
    ditolak = client.post(reverse("tahap_4_indikator_baru", args=[pohon.pk, simpul(pohon, "Kondisi").pk]), {})
    assert ditolak.status_code == 422
    assert dict(ditolak.context["urungkan"].bidang)["kembali"] == reverse("tahap_4", args=[pohon.pk])


@pytest.mark.parametrize("peran", [JenisPeran.PEMBACA, JenisPeran.PIMPINAN])
def test_who_only_reads_sees_every_page_without_a_button(
    client: Client, pohon: Pohon, perangkat: PerangkatDaerah, peran: JenisPeran
) -> None:
    client.force_login(berperan(peran, perangkat))
    for nama in HALAMAN:
        jawaban = client.get(reverse(nama, args=[pohon.pk]), {"ubah": simpul(pohon, "Utama").pk})
        isi = jawaban.content.decode().split("<main")[1]
        assert jawaban.status_code == 200
        assert "<form" not in isi and "<button" not in isi and ">Ubah" not in isi

    assert ubah(client, simpul(pohon, "Utama")).status_code == 403
    hapus = reverse("simpul_hapus", args=[pohon.pk, simpul(pohon, "Utama").pk])
    assert client.post(hapus, {"dari": 3}).status_code == 403
    assert simpul(pohon, "Utama").penghapusan_id is None


def test_a_get_changes_nothing(client: Client, pohon: Pohon) -> None:
    satu = simpul(pohon, "Utama")
    for nama, kunci in (("simpul_hapus", satu.pk), ("simpul_pindah", satu.pk), ("simpul_ubah", satu.pk)):
        jawaban = client.get(reverse(nama, args=[pohon.pk, kunci]))
        assert jawaban.status_code in (302, 405)
    assert client.get(reverse("simpul_tambah", args=[pohon.pk])).status_code == 405
    assert Pohon.objects.get(pk=pohon.pk).rev == pohon.rev


def test_a_row_with_a_key_above_a_thousand_has_plain_addresses(client: Client, pohon: Pohon) -> None:
    """The project prints numbers with separators; addresses and anchors must not have them."""
    perangkat = PerangkatFactory(pk=12_345, pemerintah_daerah=pohon.perangkat_daerah.pemerintah_daerah)
    client.force_login(perencana := perencana_di(perangkat))
    besar = pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat)
    isi = client.get(reverse("pohon", args=[besar.pk])).content.decode()

    assert "/perangkat-daerah/12345/pohon/mulai/" in isi
    assert " 2023\n" in isi and "2.023" not in isi


def test_without_an_account_every_page_asks_to_sign_in(pohon: Pohon) -> None:
    assert Client().get(reverse("tahap_3", args=[pohon.pk])).headers["Location"].startswith(reverse("masuk"))
    assert PenggunaFactory().is_active


def test_tambah_tanpa_induk_di_tahap_3_tidak_menjadi_outcome(client: Client, pohon: Pohon) -> None:
    jawaban = tambah(client, pohon, pernyataan="Tanpa induk")
    assert jawaban.status_code == 422
    assert "Tanpa induk" in jawaban.content.decode()
    assert not Simpul.objects.filter(pernyataan="Tanpa induk").exists()
