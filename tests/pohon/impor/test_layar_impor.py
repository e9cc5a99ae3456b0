"""A planner brings a document in: upload, report, choices, storing, taking back; and nobody else does."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from instansi.api import Arsip, JenisPeran, Pengguna, PerangkatDaerah, sidik
from pohon.choices import StatusPohon
from pohon.models import Pohon
from pohon.selectors import baca_pohon
from pohon.services import buat_pohon, ubah_tahap_1
from tests.pabrik.basis import JabatanFactory, PerangkatFactory, PeriodeFactory, berperan, perencana_di, pohon_tersimpan
from tests.pohon.impor.contoh import CAMAT, cetak, ganti, kecamatan, pohon_dari, tabel
from tests.pohon.impor.penulis import Naskah, buku_kerja, dokumen_word, tempelan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "impor"


@pytest.fixture
def perangkat() -> PerangkatDaerah:
    return PerangkatFactory(nama="Dinas Contoh")


@pytest.fixture
def perencana(perangkat: PerangkatDaerah, client: Client) -> Pengguna:
    akun = perencana_di(perangkat)
    client.force_login(akun)
    return akun


@pytest.fixture
def kosong(perencana: Pengguna, perangkat: PerangkatDaerah) -> Pohon:
    """An empty draft."""
    periode = PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah)
    return buat_pohon(aktor=perencana, perangkat_daerah=perangkat, periode=periode, urusan="", tahun=2023)


def naskah() -> Naskah:
    """A document whose Tahap 5 words one statement differently."""
    bersih = cetak(pohon_dari(kecamatan()), CAMAT)
    lima = tabel(bersih, "Tahap 5")
    isi = list(lima.baris[4])
    isi[1] = "Tersedianya petugas lapangan yang cakap"
    return ganti(bersih, lima.ubah(4, tuple(isi)))


def unggah(client: Client, pohon: Pohon, isi: bytes, nama: str = "cascading.xlsx") -> Any:
    return client.post(reverse("impor", args=[pohon.pk]), {"berkas": SimpleUploadedFile(nama, isi)})


def pernyataan(pohon: Pohon) -> list[str]:
    return [satu.pernyataan for satu in baca_pohon(pohon.pk).simpul]


@pytest.mark.parametrize(
    ("isi", "nama"), [(buku_kerja(naskah()), "a.xlsx"), (dokumen_word(naskah()), "a.docx")], ids=["xlsx", "docx"]
)
def test_upload_report_and_storing(client: Client, kosong: Pohon, folder: Path, isi: bytes, nama: str) -> None:
    laporan = unggah(client, kosong, isi, nama)
    assert laporan.status_code == 302
    halaman = client.get(laporan["Location"]).content.decode()
    assert "Tersedianya petugas lapangan yang cakap" in halaman
    assert "Tersedianya petugas pelayanan yang cakap" in halaman
    assert "I-53" in halaman
    assert pernyataan(kosong) == []
    simpan = client.post(laporan["Location"], {"aksi": "simpan"}, follow=True)
    assert simpan.status_code == 200
    assert pernyataan(kosong) == [satu.pernyataan for satu in pohon_dari(kecamatan()).simpul]
    assert list(folder.iterdir()) == []
    arsip = Arsip.objects.get(jenis="laporan_impor")
    assert sidik(arsip.isi) == arsip.sha256
    assert "I-53" in arsip.isi


def test_pasted_tables_are_read_like_a_file(client: Client, kosong: Pohon) -> None:
    laporan = client.post(reverse("impor", args=[kosong.pk]), {"teks": tempelan(naskah())})
    assert laporan.status_code == 302
    client.post(laporan["Location"], {"aksi": "simpan"})
    assert len(pernyataan(kosong)) == len(pohon_dari(kecamatan()).simpul)


def test_a_choice_changes_what_is_shown_and_stored(client: Client, kosong: Pohon) -> None:
    alamat = unggah(client, kosong, buku_kerja(naskah()))["Location"]
    lihat = client.post(alamat, {"aksi": "lihat", "I-53-1": "b"})
    assert lihat.status_code == 200
    assert [satu.simpul.pernyataan for satu in lihat.context["pohon_terbaca"]].count(
        "Tersedianya petugas lapangan yang cakap"
    ) == 1
    assert pernyataan(kosong) == []
    client.post(alamat, {"aksi": "simpan", "I-53-1": "b"})
    assert "Tersedianya petugas lapangan yang cakap" in pernyataan(kosong)
    assert "Tersedianya petugas pelayanan yang cakap" not in pernyataan(kosong)


def test_a_choice_that_does_not_exist_leaves_the_proposal(client: Client, kosong: Pohon) -> None:
    alamat = unggah(client, kosong, buku_kerja(naskah()))["Location"]
    client.post(alamat, {"aksi": "simpan", "I-53-1": "zzz", "I-99-1": "a"})
    assert "Tersedianya petugas pelayanan yang cakap" in pernyataan(kosong)


def test_crosscutting_names_an_agency_of_this_government_where_there_is_one(client: Client, kosong: Pohon) -> None:
    assert kosong.perangkat_daerah is not None
    lain = PerangkatFactory(
        pemerintah_daerah=kosong.perangkat_daerah.pemerintah_daerah,
        nama="Dinas Pekerjaan Umum, Penataan Ruang, dan Perumahan",
    )
    alamat = unggah(client, kosong, buku_kerja(naskah()))["Location"]
    client.post(alamat, {"aksi": "simpan"})
    silang = [satu for baris in baca_pohon(kosong.pk).simpul for satu in baris.crosscutting]
    assert {satu.perangkat_daerah_id for satu in silang} == {lain.pk}


def test_a_tree_that_holds_something_is_replaced_only_when_that_is_said(
    client: Client, perencana: Pengguna, perangkat: PerangkatDaerah
) -> None:
    pohon = pohon_tersimpan(perencana=perencana, perangkat_daerah=perangkat)
    lama = pernyataan(pohon)
    ubah_tahap_1(aktor=perencana, pohon_id=pohon.pk, versi=pohon.versi, mandat="mandat lama")
    alamat = unggah(client, pohon, buku_kerja(naskah()))["Location"]
    tolak = client.post(alamat, {"aksi": "simpan"})
    assert tolak.status_code == 422
    assert "sudah berisi" in tolak.content.decode()
    assert pernyataan(pohon) == lama
    client.post(alamat, {"aksi": "simpan", "ganti": "on"})
    assert pernyataan(pohon) != lama
    assert baca_pohon(pohon.pk).mandat == "menyelenggarakan urusan pemerintahan"
    kembali = client.post(reverse("impor_urungkan", args=[pohon.pk]), follow=True)
    assert "diurungkan" in kembali.content.decode()
    assert pernyataan(pohon) == lama
    assert baca_pohon(pohon.pk).mandat == "mandat lama"


def test_an_import_is_taken_back_once_and_offered_for_it_everywhere(client: Client, kosong: Pohon) -> None:
    alamat = unggah(client, kosong, buku_kerja(naskah()))["Location"]
    client.post(alamat, {"aksi": "simpan"})
    urungkan = reverse("impor_urungkan", args=[kosong.pk])
    assert urungkan in client.get(reverse("tahap_3", args=[kosong.pk])).content.decode()
    client.post(urungkan)
    assert pernyataan(kosong) == []
    assert urungkan not in client.get(reverse("tahap_3", args=[kosong.pk])).content.decode()
    assert "Tidak ada impor" in client.post(urungkan, follow=True).content.decode()


@pytest.mark.parametrize("isi", [b"bukan zip", b"PK\x03\x04rusak", buku_kerja(["tanpa tabel"])])
def test_what_cannot_be_read_is_said_beside_the_field(client: Client, kosong: Pohon, folder: Path, isi: bytes) -> None:
    jawab = unggah(client, kosong, isi)
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["berkas"]
    assert not folder.exists()


def test_nothing_sent_and_both_sent_are_asked_again(client: Client, kosong: Pohon) -> None:
    alamat = reverse("impor", args=[kosong.pk])
    assert client.post(alamat, {}).context["form"].errors["berkas"]
    keduanya = {"berkas": SimpleUploadedFile("a.xlsx", buku_kerja(naskah())), "teks": "halo"}
    assert client.post(alamat, keduanya).context["form"].errors["teks"]


def test_an_upload_belongs_to_one_person_and_one_tree(client: Client, kosong: Pohon, folder: Path) -> None:
    alamat = unggah(client, kosong, buku_kerja(naskah()), "../../jahat.xlsx")["Location"]
    assert {satu.suffix for satu in folder.iterdir()} == {".isi", ".json"}
    assert "jahat" not in "".join(satu.name for satu in folder.iterdir())
    assert kosong.perangkat_daerah is not None
    client.force_login(perencana_di(kosong.perangkat_daerah))
    assert client.get(alamat).status_code == 404
    assert (
        client.get(reverse("impor_laporan", args=[kosong.pk, "00000000-0000-4000-8000-000000000000"])).status_code
        == 404
    )


def test_others_are_kept_out(client: Client, kosong: Pohon) -> None:
    assert kosong.perangkat_daerah is not None
    for akun, status in (
        (berperan(JenisPeran.PEMBACA, kosong.perangkat_daerah), 403),
        (berperan(JenisPeran.PENELAAH, kosong.perangkat_daerah.pemerintah_daerah), 403),
        (perencana_di(PerangkatFactory()), 404),
    ):
        client.force_login(akun)
        assert client.get(reverse("impor", args=[kosong.pk])).status_code == status
        assert client.post(reverse("impor_urungkan", args=[kosong.pk])).status_code in (403, 404)


def test_only_a_draft_is_offered_the_import(client: Client, kosong: Pohon) -> None:
    assert reverse("impor", args=[kosong.pk]) in client.get(reverse("pohon", args=[kosong.pk])).content.decode()
    Pohon.objects.filter(pk=kosong.pk).update(status=StatusPohon.DIAJUKAN)
    assert reverse("impor", args=[kosong.pk]) not in client.get(reverse("pohon", args=[kosong.pk])).content.decode()
    assert client.get(reverse("impor", args=[kosong.pk])).status_code == 422


def test_a_row_that_fits_no_node_is_placed_from_the_report(client: Client, kosong: Pohon) -> None:
    bersih = cetak(pohon_dari(kecamatan()), CAMAT)
    lima = tabel(bersih, "Tahap 5")
    asing = ("Tahap 3", "Terbentuknya forum pemuda desa", "Jumlah forum pemuda", "kinerja operasional", "", "")
    isi = buku_kerja(ganti(bersih, replace(lima, baris=(*lima.baris, asing))))
    alamat = unggah(client, kosong, isi)["Location"]
    halaman = client.get(alamat).content.decode()
    assert "Kotak baru di bawah 1.1.1" in halaman
    client.post(alamat, {"aksi": "lihat"})
    lihat = client.post(alamat, {"aksi": "lihat", "I-65-1": "m-1.1.1"})
    milik = next(satu.simpul for satu in lihat.context["pohon_terbaca"] if satu.simpul.kode == "1.1.1")
    assert "Jumlah forum pemuda" in milik.indikator
    assert "ditempatkan perencana" in lihat.content.decode()
    client.post(alamat, {"aksi": "simpan", "I-65-1": "b-1.1.1"})
    baru = next(satu for satu in baca_pohon(kosong.pk).simpul if satu.pernyataan == asing[1])
    assert (baru.kode, baru.jenis.value) == ("1.1.1.2", "kondisi_operasional")
    assert [satu.nama for satu in baru.indikator] == ["Jumlah forum pemuda"]


def test_positions_that_the_agency_has_are_linked_when_the_planner_leaves_the_tick(
    client: Client, kosong: Pohon
) -> None:
    assert kosong.perangkat_daerah is not None
    camat = JabatanFactory(perangkat_daerah=kosong.perangkat_daerah, nama="Camat")
    for _ in range(2):  # a name of two positions is no key
        JabatanFactory(perangkat_daerah=kosong.perangkat_daerah, nama="Kasi")
    alamat = unggah(client, kosong, buku_kerja(naskah()))["Location"]
    halaman = client.get(alamat)
    assert halaman.context["jabatan_cocok"] == {"PK camat"}
    assert "Hubungkan 1 jabatan" in halaman.content.decode()
    client.post(alamat, {"aksi": "simpan", "hubungkan": "on"})
    pemegang = {satu.jabatan_id for baris in baca_pohon(kosong.pk).simpul for satu in baris.jabatan}
    assert pemegang == {camat.pk}
    alamat = unggah(client, kosong, buku_kerja(naskah()))["Location"]
    client.post(alamat, {"aksi": "simpan", "ganti": "on"})
    assert not any(baris.jabatan for baris in baca_pohon(kosong.pk).simpul)
