"""Tahap 1 to 3 in the browser: what a planner types is saved, shown, moved, deleted and brought back."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.api import Pengguna, PerangkatDaerah
from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from tests.pabrik.baris import kondisi, operasional, outcome, utama
from tests.pabrik.basis import PerangkatFactory, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db

BENIH = outcome(
    "Outcome",
    kondisi(
        "Kondisi satu",
        utama("Utama satu", operasional("Operasional satu"), operasional("Operasional dua")),
        utama("Utama dua"),
    ),
)


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


@pytest.fixture
def kosong(perencana: Pengguna, perangkat: PerangkatDaerah) -> Pohon:
    pohon = pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat, urusan="lain")
    Simpul.objects.filter(pohon=pohon, parent__isnull=False)._raw_delete("default")
    return pohon


def kirim(client: Client, nama: str, pohon: Pohon, satu: Simpul | None = None, **isi: object):
    kunci = [pohon.pk] if satu is None else [pohon.pk, satu.pk]
    return client.post(reverse(nama, args=kunci), {k: v for k, v in isi.items() if v is not None})


def halaman(client: Client, tahap: int, pohon: Pohon, **query: object) -> str:
    return client.get(reverse(f"tahap_{tahap}", args=[pohon.pk]), query).content.decode()


def susunan(pohon: Pohon) -> list[str]:
    return [f"{satu.kode} {satu.pernyataan}" for satu in baca_pohon(pohon.pk).simpul]


class TestTahap1:
    def test_an_empty_tree_shows_the_three_boxes_at_once(self, client: Client, kosong: Pohon) -> None:
        isi = halaman(client, 1, kosong)

        assert 'name="mandat"' in isi and 'name="permasalahan"' in isi and 'name="ekspektasi"' in isi
        assert "Simpan dan tambah outcome" in isi

    @pytest.mark.parametrize("tanggal", ["27/3/2022", "27-03-2022", "27 Maret 2022", "2022-03-27"])
    def test_factors_and_agreement_are_saved_with_the_date_as_people_write_it(
        self, client: Client, pohon: Pohon, tanggal: str
    ) -> None:
        jawaban = kirim(
            client, "tahap_1", pohon, versi=1, mandat="Mandat baru", tanggal_kesepakatan=tanggal,
            peserta_kesepakatan="Kepala Dinas\nSekretaris",
        )  # fmt: skip

        assert jawaban.status_code == 302
        isi = client.get(jawaban.headers["Location"]).content.decode()
        assert "Mandat baru" in isi
        assert "27 Maret 2022" in isi
        assert "Kepala Dinas<br>Sekretaris" in isi
        assert "Tersimpan: faktor dan kesepakatan Tahap 1." in isi

    def test_an_outcome_is_added_edited_and_counted(self, client: Client, pohon: Pohon) -> None:
        kirim(client, "simpul_tambah", pohon, dari=1, pernyataan="Outcome kedua", sifat="final")
        kedua = simpul(pohon, "Outcome kedua")
        kirim(client, "simpul_ubah", pohon, kedua, dari=1, versi=1, pernyataan="Outcome lain", judul_csf="lain")

        isi = halaman(client, 1, pohon)
        assert "Outcome lain" in isi
        assert "Sebutan pada tabel CSF: lain" in isi
        assert "2 outcome" in isi
        assert [satu.kode for satu in baca_pohon(pohon.pk).outcome] == ["O1", "O2"]


class TestTahap2:
    def test_a_csf_and_its_conditions_come_from_one_form(self, client: Client, pohon: Pohon) -> None:
        jawaban = kirim(
            client, "simpul_tambah", pohon, dari=2, induk=simpul(pohon, "Outcome").pk, pernyataan="CSF baru",
            sumber="Renstra", kondisi="1. Kondisi A\n2. Kondisi B",
        )  # fmt: skip

        assert jawaban.headers["Location"] == f"/pohon/{pohon.pk}/tahap-2/#simpul-{simpul(pohon, 'CSF baru').pk}"
        assert susunan(pohon)[-3:] == ["C2 CSF baru", "2 Kondisi A", "3 Kondisi B"]
        assert "Sumber: Renstra" in halaman(client, 2, pohon)

    def test_a_numbered_text_is_offered_for_splitting_and_split_on_request(self, client: Client, pohon: Pohon) -> None:
        kondisi_satu = simpul(pohon, "Kondisi satu")
        isian = {"dari": 2, "versi": 1, "pernyataan": "1. Kondisi satu 2. Kondisi baru"}

        tawaran = kirim(client, "simpul_ubah", pohon, kondisi_satu, **isian)
        assert tawaran.status_code == 422
        assert "Pecah menjadi 2 kondisi" in tawaran.content.decode()
        assert "1. Kondisi satu 2. Kondisi baru</textarea>" in tawaran.content.decode()
        assert Simpul.objects.filter(pohon=pohon, pernyataan="Kondisi baru").count() == 0

        assert kirim(client, "simpul_ubah", pohon, kondisi_satu, **isian, aksi="pecah").status_code == 302
        baru = simpul(pohon, "Kondisi baru")
        assert baru.parent_id == kondisi_satu.parent_id
        assert simpul(pohon, "Utama satu").parent_id == kondisi_satu.pk

    def test_a_numbered_text_may_also_stay_as_it_is(self, client: Client, pohon: Pohon) -> None:
        kondisi_satu = simpul(pohon, "Kondisi satu")

        kirim(client, "simpul_ubah", pohon, kondisi_satu, dari=2, versi=1, pernyataan="1. A 2. B", aksi="tetap")

        assert Simpul.objects.get(pk=kondisi_satu.pk).pernyataan == "1. A 2. B"

    def test_the_heading_of_the_source_column_is_edited(self, client: Client, pohon: Pohon) -> None:
        kirim(client, "tahap_2", pohon, versi=1, judul_kolom_sumber="Masalah Renstra")

        assert "<strong>Masalah Renstra</strong>" in halaman(client, 2, pohon)

    def test_without_an_outcome_the_page_leads_back_to_tahap_1(self, client: Client, kosong: Pohon) -> None:
        assert "Belum ada outcome" in halaman(client, 2, kosong)


class TestTahap3:
    def test_the_tree_is_a_coded_table_without_csf(self, client: Client, pohon: Pohon) -> None:
        isi = halaman(client, 3, pohon)

        for kode in ("O", "1", "1.1", "1.1.1", "1.2"):
            assert f'<span class="pohon-kode__teks">{kode}</span>' in isi
        assert "Masih rendahnya" not in isi.split("<tbody")[1]

    def test_a_child_opens_in_place_with_the_proposed_kind_and_is_saved_last(
        self, client: Client, pohon: Pohon
    ) -> None:
        induk = simpul(pohon, "Utama dua")
        isi = halaman(client, 3, pohon, tambah=induk.pk)
        assert "Tambah kotak di bawah 1.2" in isi
        assert '<option value="kondisi_antara" selected>' in isi

        kirim(client, "simpul_tambah", pohon, dari=3, induk=induk.pk, jenis="kondisi_antara", pernyataan="Anak baru")

        assert susunan(pohon)[-1] == "1.2.1 Anak baru"

    def test_a_sibling_comes_right_after_and_the_next_form_follows_when_asked(
        self, client: Client, pohon: Pohon
    ) -> None:
        satu = simpul(pohon, "Operasional satu")

        jawaban = kirim(
            client, "simpul_tambah", pohon, dari=3, induk=satu.parent_id, sesudah=satu.pk,
            jenis="kondisi_operasional", pernyataan="Disisipkan", lagi=1,
        )  # fmt: skip

        baru = simpul(pohon, "Disisipkan")
        assert susunan(pohon)[4:7] == ["1.1.1 Operasional satu", "1.1.2 Disisipkan", "1.1.3 Operasional dua"]
        assert f"sesudah={baru.pk}" in jawaban.headers["Location"]
        assert "Tambah kotak sesudah 1.1.2" in client.get(jawaban.headers["Location"]).content.decode()

    def test_an_edit_names_what_was_saved_and_returns_to_its_row(self, client: Client, pohon: Pohon) -> None:
        satu = simpul(pohon, "Operasional satu")

        jawaban = kirim(
            client, "simpul_ubah", pohon, satu, dari=3, versi=1, jenis="kondisi_operasional", pernyataan="Teks baru"
        )

        assert jawaban.headers["Location"] == f"/pohon/{pohon.pk}/tahap-3/#simpul-{satu.pk}"
        assert "Tersimpan: Teks baru" in client.get(jawaban.headers["Location"]).content.decode()

    def test_crosscutting_names_agencies_and_an_outside_body(
        self, client: Client, pohon: Pohon, perangkat: PerangkatDaerah
    ) -> None:
        lain = PerangkatFactory(nama="Dinas Lain, dan Koma", pemerintah_daerah=perangkat.pemerintah_daerah)
        satu = simpul(pohon, "Utama dua")
        assert "Dinas Lain, dan Koma" in halaman(client, 3, pohon, ubah=satu.pk)

        kirim(
            client, "simpul_ubah", pohon, satu, dari=3, versi=1, jenis="kondisi_antara_utama", pernyataan="Utama dua",
            crosscutting=[lain.pk], pihak_luar="BPJS Kesehatan",
        )  # fmt: skip

        assert "Crosscutting: Dinas Lain, dan Koma; BPJS Kesehatan" in halaman(client, 3, pohon)
        assert f'value="{lain.pk}" id="id_crosscutting_0" checked' in " ".join(
            halaman(client, 3, pohon, ubah=satu.pk).split()
        )

    def test_steps_move_the_row_and_its_kind_follows(self, client: Client, pohon: Pohon) -> None:
        kirim(client, "simpul_pindah", pohon, simpul(pohon, "Utama dua"), dari=3, arah="naik")
        assert susunan(pohon)[3] == "1.1 Utama dua"

        kirim(client, "simpul_pindah", pohon, simpul(pohon, "Utama satu"), dari=3, arah="masuk")
        assert simpul(pohon, "Utama satu").jenis == JenisSimpul.ANTARA
        assert "1.1.1 Utama satu" in susunan(pohon)

    def test_a_node_goes_to_another_branch_chosen_from_a_list(self, client: Client, pohon: Pohon) -> None:
        satu, tujuan = simpul(pohon, "Operasional satu"), simpul(pohon, "Utama dua")
        isi = halaman(client, 3, pohon, pindah=satu.pk)
        assert f'<option value="{tujuan.pk}">1.2 Utama dua</option>' in isi

        kirim(client, "simpul_pindah", pohon, satu, dari=3, induk=tujuan.pk)

        assert susunan(pohon)[-1] == "1.2.1 Operasional satu"

    def test_impossible_steps_are_disabled(self, client: Client, pohon: Pohon) -> None:
        satu = simpul(pohon, "Utama satu")
        baris = halaman(client, 3, pohon).split(f'id="simpul-{satu.pk}"')[1].split("</tr>")[0]

        mati = [tombol for tombol in baris.split("<button")[1:] if "disabled" in tombol]
        assert [tombol.split('title="')[1].split('"')[0] for tombol in mati] == [
            "Naikkan",
            "Geser ke luar",
            "Geser ke dalam",
        ]

    def test_deleting_offers_to_undo_and_undo_brings_all_back(self, client: Client, pohon: Pohon) -> None:
        semula = susunan(pohon)
        jawaban = kirim(client, "simpul_hapus", pohon, simpul(pohon, "Utama satu"), dari=3)
        isi = client.get(jawaban.headers["Location"]).content.decode()
        assert "3 kotak dihapus: Utama satu." in isi
        assert len(susunan(pohon)) == len(semula) - 3

        jawaban = kirim(client, "langkah", pohon, arah="urungkan")

        utama = simpul(pohon, "Utama satu")
        assert jawaban.headers["Location"] == f"/pohon/{pohon.pk}/tahap-3/#simpul-{utama.pk}"
        assert susunan(pohon) == semula
        isi = client.get(jawaban.headers["Location"]).content.decode()
        assert "Diurungkan: menghapus “Utama satu”." in isi
        assert "Ulangi menghapus “Utama satu”" in isi

    def test_deletions_are_listed_and_restored_from_their_page(self, client: Client, pohon: Pohon) -> None:
        kirim(client, "simpul_hapus", pohon, simpul(pohon, "Operasional dua"), dari=3)
        alamat = reverse("terhapus", args=[pohon.pk])

        isi = client.get(alamat).content.decode()
        assert "1 kotak dihapus: Operasional dua" in isi and "Pulihkan" in isi
        kirim(client, "pulihkan", pohon, penghapusan=isi.split('name="penghapusan" value="')[1].split('"')[0])

        assert "Tidak ada kotak atau indikator yang terhapus." in client.get(alamat).content.decode()

    def test_restoring_never_leads_to_another_site(self, client: Client, pohon: Pohon) -> None:
        jawaban = kirim(client, "pulihkan", pohon, penghapusan="bukan-uuid", kembali="https://contoh.invalid/")

        assert jawaban.headers["Location"] == reverse("terhapus", args=[pohon.pk])
