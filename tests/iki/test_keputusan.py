"""The life of an IKI decree: drafted from a tree, issued once, frozen whatever becomes of the positions, amended."""

import json
import re
from io import BytesIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from iki.banding import beda_iki
from iki.importing import baca_berkas
from iki.isian import IsiIndikator
from iki.models import IndikatorSasaran, Sasaran
from iki.selectors import baca_iki, baca_naskah, keputusan_iki
from iki.services import (
    ambil_semua,
    buat_dari_pohon,
    buat_perubahan,
    hapus_sasaran,
    tambah_indikator,
    tambah_sasaran,
    ubah_indikator,
    ubah_uraian,
)
from instansi.api import utuh
from instansi.errors import GalatLayanan
from instansi.models import Jabatan, Pengguna, PerangkatDaerah
from naskah.choices import StatusKeputusan
from naskah.jenis import ambil_jenis
from naskah.models import Keputusan
from naskah.render import cetak
from naskah.rows import Butir
from naskah.selectors import baca_keputusan
from naskah.services import cabut, muat_dasar_hukum, tetapkan, ubah_isi, unggah_pindaian
from pohon.choices import StatusPohon
from pohon.models import Pohon, Simpul, SimpulJabatan
from telaah.services import buat_versi
from tests.pabrik.basis import JabatanFactory, PerangkatFactory, perencana_di
from tests.pabrik.berkas import pdf_pindaian
from tests.pabrik.keputusan import pohon_iku

pytestmark = pytest.mark.django_db


class Kasus:
    """An agency with an approved tree, a head who carries a node of it and a member of staff, and a draft decree."""

    def __init__(self) -> None:
        muat_dasar_hukum()
        self.dinas: PerangkatDaerah = PerangkatFactory(nama="Dinas Contoh", slug="dinas-contoh")
        self.aktor: Pengguna = perencana_di(self.dinas)
        self.pohon: Pohon = pohon_iku(self.dinas, self.aktor)
        self.kepala: Jabatan = JabatanFactory(perangkat_daerah=self.dinas, nama="Kepala Dinas", urutan=1)
        self.staf: Jabatan = JabatanFactory(
            perangkat_daerah=self.dinas, nama="Penata Arsip", urutan=2, atasan=self.kepala
        )
        simpul = Simpul.objects.get(pohon=self.pohon, pernyataan="Meningkatnya mutu layanan")
        SimpulJabatan.objects.create(pohon=self.pohon, simpul=simpul, jabatan=self.kepala)
        ambil_semua(aktor=self.aktor, perangkat_daerah=self.dinas)
        kepala = Sasaran.objects.get(jabatan=self.kepala)
        self.sasaran = tambah_sasaran(
            aktor=self.aktor, jabatan_id=self.staf.pk, teks="Arsip tertata", mendukung_id=kepala.pk
        )
        self.indikator = tambah_indikator(
            aktor=self.aktor, sasaran_id=self.sasaran.pk, isi=IsiIndikator("Jumlah arsip tertata", sumber_data="Buku")
        )
        ubah_uraian(
            aktor=self.aktor, jabatan_id=self.staf.pk, versi=3, tugas="Menata arsip", fungsi=["menata;", "menjaga;"]
        )
        self.keputusan = buat_dari_pohon(aktor=self.aktor, perangkat_daerah=self.dinas, pohon_id=self.pohon.pk)

    def isi(self, keputusan: Keputusan, **isi: object) -> Keputusan:
        """Fill number and date (or what is given) into a draft."""
        kini = baca_keputusan(keputusan.pk)
        lengkap = {"nomor_urut": "9", "hari": 2, "bulan": 1, "tahun": 2026, "tempat": "Contoh", **isi}
        ubah_isi(aktor=self.aktor, keputusan_id=keputusan.pk, versi=kini.versi, isi=kini.isi.dengan(**lengkap))
        keputusan.refresh_from_db()
        return keputusan

    def terbitkan(self, keputusan: Keputusan, **isi: object) -> Keputusan:
        """Issue a draft with number and date."""
        versi = self.isi(keputusan, **isi).versi
        return tetapkan(aktor=self.aktor, keputusan_id=keputusan.pk, versi=versi)

    def ubah_data(self) -> None:
        """Change positions in every way a planner can."""
        versi = 4
        ubah_indikator(
            aktor=self.aktor, indikator_id=self.indikator.pk, versi=versi, isi=IsiIndikator("Persentase arsip tertata")
        )
        ubah_uraian(
            aktor=self.aktor, jabatan_id=self.staf.pk, versi=versi + 1, tugas="Menjaga arsip", fungsi=["menjaga;"]
        )


@pytest.fixture
def kasus() -> Kasus:
    return Kasus()


def teks(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(halaman.extract_text() for halaman in PdfReader(BytesIO(pdf)).pages))


def unduh(kasus: Kasus, keputusan: Keputusan, bentuk: str) -> bytes:
    klien = Client()
    klien.force_login(kasus.aktor, backend="django.contrib.auth.backends.ModelBackend")
    jawab = klien.get(reverse("keputusan_unduh", args=[keputusan.pk, bentuk]))
    assert jawab.status_code == 200
    return jawab.content


def test_a_draft_starts_from_the_standing_texts_and_prints_the_positions(kasus: Kasus) -> None:
    baris = baca_keputusan(kasus.keputusan.pk)

    assert kasus.keputusan.status == StatusKeputusan.DRAF
    assert len(baris.isi.pengantar) == 4 and "Dinas Contoh" in baris.isi.pengantar[0].teks
    assert baris.isi.menimbang and baris.isi.diktum
    tercetak = teks(cetak(ambil_jenis("iki").bahan(baris)).pdf)
    assert "Meningkatnya mutu layanan" in tercetak and "Jumlah arsip tertata" in tercetak and "DRAF" in tercetak


def test_it_is_begun_from_the_list_of_decrees_and_edited_there(kasus: Kasus) -> None:
    klien = Client()
    klien.force_login(kasus.aktor, backend="django.contrib.auth.backends.ModelBackend")
    daftar = reverse("keputusan_daftar", args=[kasus.dinas.pk])

    jawab = klien.post(daftar, {"asal": f"iki:{kasus.pohon.pk}"}, follow=True)

    halaman = jawab.content.decode()
    baru = Keputusan.objects.filter(jenis="iki").latest("pk")
    assert baru.pk != kasus.keputusan.pk and baru.pohon_id == kasus.pohon.pk
    assert 'name="pengantar-0-teks"' in halaman
    lampiran = klien.get(reverse("iki_lampiran", args=[baru.pk])).content.decode()
    assert "Penata Arsip" in lampiran and reverse("iki_jabatan", args=[kasus.dinas.pk, kasus.staf.pk]) in lampiran


def test_the_foreword_is_the_decrees_own(kasus: Kasus) -> None:
    kasus.isi(kasus.keputusan, pengantar=(Butir("Sambutan & salam."), Butir("Paragraf kedua.")))

    tercetak = teks(cetak(ambil_jenis("iki").bahan(baca_keputusan(kasus.keputusan.pk))).pdf)

    assert tercetak.index("Sambutan & salam.") < tercetak.index("Paragraf kedua.")


def test_only_an_approved_tree_lets_it_be_issued(kasus: Kasus) -> None:
    Pohon.objects.filter(pk=kasus.pohon.pk).update(status=StatusPohon.DRAF)
    baris = baca_keputusan(kasus.isi(kasus.keputusan).pk)

    assert "disetujui" in ambil_jenis("iki").halangan(baris)
    assert "D-43" in {satu.kode for satu in ambil_jenis("iki").periksa(baris)}
    with pytest.raises(GalatLayanan, match="disetujui"):
        tetapkan(aktor=kasus.aktor, keputusan_id=kasus.keputusan.pk, versi=baris.versi)


def test_a_decree_without_positions_number_or_date_is_not_issued(kasus: Kasus) -> None:
    with pytest.raises(GalatLayanan, match="Nomor"):
        tetapkan(aktor=kasus.aktor, keputusan_id=kasus.keputusan.pk, versi=kasus.keputusan.versi)
    versi = kasus.isi(kasus.keputusan, hari=None).versi
    with pytest.raises(GalatLayanan, match="Tanggal"):
        tetapkan(aktor=kasus.aktor, keputusan_id=kasus.keputusan.pk, versi=versi)
    Jabatan.objects.filter(perangkat_daerah=kasus.dinas).update(berlaku_sampai="2020-01-01")
    with pytest.raises(GalatLayanan, match="Belum ada jabatan"):
        kasus.terbitkan(kasus.keputusan)


def test_the_issued_paper_carries_what_it_says_as_data(kasus: Kasus) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)

    pdf = PdfReader(BytesIO(unduh(kasus, terbit, "pdf")))

    (isi,) = pdf.attachments["data.json"]
    assert terbit.arsip is not None and isi.decode() == terbit.arsip.isi
    assert pdf.trailer["/Root"]["/AF"]  # type: ignore[index]
    jabatan = json.loads(isi)["lampiran"]["posisi"]
    assert [satu["nama"] for satu in jabatan] == ["Kepala Dinas", "Penata Arsip"]


@pytest.mark.basis_data
def test_issuing_freezes_rows_and_paper(kasus: Kasus) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)
    pdf = unduh(kasus, terbit, "pdf")
    dahulu = baca_naskah(baca_keputusan(terbit.pk))

    kasus.ubah_data()
    hapus_sasaran(aktor=kasus.aktor, sasaran_id=Sasaran.objects.get(jabatan=kasus.kepala).pk)
    Jabatan.objects.filter(pk=kasus.staf.pk).update(nama="Arsiparis")

    assert terbit.status == StatusKeputusan.DITETAPKAN and terbit.arsip is not None and utuh(terbit.arsip)
    assert unduh(kasus, terbit, "pdf") == pdf
    tercetak = teks(pdf)
    assert "DRAF" not in tercetak
    assert "Penata Arsip" in tercetak and "Jumlah arsip tertata" in tercetak
    beku = baca_naskah(baca_keputusan(terbit.pk))
    assert beku == dahulu
    assert [posisi.nama for posisi in beku.posisi] == ["Kepala Dinas", "Penata Arsip"]
    assert beku.posisi[1].fungsi == ("menata;", "menjaga;") and beku.posisi[1].tugas == "Menata arsip"
    assert beku.posisi[1].sasaran[0].mendukung_teks == "Meningkatnya mutu layanan"
    lembar = load_workbook(BytesIO(unduh(kasus, terbit, "xlsx")))
    assert [satu[1].value for satu in lembar["Jabatan"].iter_rows(min_row=2)] == ["Kepala Dinas", "Penata Arsip"]
    word = Document(BytesIO(unduh(kasus, terbit, "docx")))
    assert any("Jumlah arsip tertata" in sel.text for tabel in word.tables for sel in tabel._cells)


def test_a_change_afterwards_is_a_finding_and_nothing_is_found_before(kasus: Kasus) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)
    periksa = ambil_jenis("iki").periksa_terbit
    assert periksa is not None
    assert periksa(baca_keputusan(terbit.pk)) == []

    kasus.ubah_data()

    (temuan,) = periksa(baca_keputusan(terbit.pk))
    assert temuan.kode == "D-45"
    assert "Data berubah sejak ditetapkan" in temuan.pesan and "2. Penata Arsip" in temuan.pesan
    klien = Client()
    klien.force_login(kasus.aktor, backend="django.contrib.auth.backends.ModelBackend")
    assert "Data berubah sejak ditetapkan" in klien.get(reverse("keputusan", args=[terbit.pk])).content.decode()


def test_the_extract_of_a_position_follows_the_decree_in_force(kasus: Kasus) -> None:
    klien = Client()
    klien.force_login(kasus.aktor, backend="django.contrib.auth.backends.ModelBackend")
    alamat = reverse("iki_kutipan", args=[kasus.dinas.pk, kasus.staf.pk])
    kasus.terbitkan(kasus.keputusan)
    kasus.ubah_data()

    assert "Jumlah arsip tertata" in teks(klien.get(alamat).content)
    buat_perubahan(aktor=kasus.aktor, keputusan_id=kasus.keputusan.pk)
    kutipan = teks(klien.get(alamat).content)
    assert "Jumlah arsip tertata" in kutipan and "DRAF" not in kutipan and "Nomor 9/" in kutipan
    assert "Persentase arsip tertata" in teks(klien.get(f"{alamat}?draf").content)
    baru = JabatanFactory(perangkat_daerah=kasus.dinas, nama="Pranata Komputer", urutan=3, atasan=kasus.kepala)
    assert "Pranata Komputer" in teks(klien.get(reverse("iki_kutipan", args=[kasus.dinas.pk, baru.pk])).content)


def test_a_number_is_used_once_and_a_revoked_one_stays_used(kasus: Kasus) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)
    cabut(aktor=kasus.aktor, keputusan_id=terbit.pk, alasan="Salah nomor")
    lain = buat_dari_pohon(aktor=kasus.aktor, perangkat_daerah=kasus.dinas, pohon_id=kasus.pohon.pk)

    with pytest.raises(GalatLayanan, match="sudah dipakai"):
        kasus.terbitkan(lain)
    assert kasus.terbitkan(lain, nomor_urut="10").status == StatusKeputusan.DITETAPKAN


def test_an_amendment_names_what_it_amends_and_the_comparison_what_changed(kasus: Kasus) -> None:
    lama = kasus.terbitkan(kasus.keputusan)
    perubahan = buat_perubahan(aktor=kasus.aktor, keputusan_id=lama.pk)
    kasus.ubah_data()
    tambah_sasaran(aktor=kasus.aktor, jabatan_id=kasus.staf.pk, teks="Surat terkirim")

    baru = kasus.terbitkan(perubahan, nomor_urut="10")

    lama.refresh_from_db()
    assert (lama.status, baru.status) == (StatusKeputusan.DIUBAH, StatusKeputusan.DITETAPKAN)
    assert "PERUBAHAN KEPUTUSAN" in teks(unduh(kasus, baru, "pdf"))
    beda = beda_iki(baca_naskah(baca_keputusan(lama.pk)), baca_naskah(baca_keputusan(baru.pk)))
    assert [(satu.jenis, satu.judul) for satu in beda] == [
        ("diubah", "Jabatan"),
        ("dihapus", "Fungsi"),
        ("diubah", "Indikator “Persentase arsip tertata”"),
        ("ditambah", "Sasaran 2"),
    ]
    klien = Client()
    klien.force_login(kasus.aktor, backend="django.contrib.auth.backends.ModelBackend")
    halaman = klien.get(reverse("keputusan_banding", args=[baru.pk])).content.decode()
    assert "2. Penata Arsip" in halaman and "Persentase arsip tertata" in halaman and "Surat terkirim" in halaman


def test_the_signed_scan_is_kept_and_offered_first(kasus: Kasus) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)
    berkas = unggah_pindaian(aktor=kasus.aktor, keputusan_id=terbit.pk, isi=pdf_pindaian())

    klien = Client()
    klien.force_login(kasus.aktor, backend="django.contrib.auth.backends.ModelBackend")
    halaman = klien.get(reverse("keputusan", args=[terbit.pk])).content.decode()
    assert halaman.index("PDF bertanda tangan") < halaman.index("PDF yang ditetapkan")
    assert berkas.sha256 in halaman
    assert unduh(kasus, terbit, "ttd") == pdf_pindaian()


def test_a_draft_is_worded_by_its_own_tree_while_the_next_version_is_edited(kasus: Kasus) -> None:
    baru = buat_versi(aktor=kasus.aktor, pohon_id=kasus.pohon.pk)
    Simpul.objects.filter(pohon=baru, pernyataan="Meningkatnya mutu layanan").update(pernyataan="Layanan bermutu")

    assert baca_iki(kasus.dinas).posisi[0].sasaran[0].teks == "Layanan bermutu"
    assert baca_naskah(baca_keputusan(kasus.keputusan.pk)).posisi[0].sasaran[0].teks == "Meningkatnya mutu layanan"
    assert ambil_jenis("iki").periksa_terbit(baca_keputusan(kasus.terbitkan(kasus.keputusan).pk)) == []  # type: ignore[misc]


def test_the_command_prints_the_issued_book(kasus: Kasus, tmp_path: object) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)
    kasus.ubah_data()

    call_command("cetak", "iki", perangkat_daerah="dinas-contoh", ke=f"{tmp_path}/buku.pdf")
    call_command("cetak", "iki", perangkat_daerah="dinas-contoh", ke=f"{tmp_path}/satu.pdf", jabatan=2)

    with open(f"{tmp_path}/buku.pdf", "rb") as berkas:
        assert berkas.read() == unduh(kasus, terbit, "pdf")
    with open(f"{tmp_path}/satu.pdf", "rb") as berkas:
        assert "Jumlah arsip tertata" in teks(berkas.read())
    assert keputusan_iki(kasus.dinas).id == terbit.pk


def test_the_workbook_of_an_issued_decree_can_be_read_again(kasus: Kasus) -> None:
    terbit = kasus.terbitkan(kasus.keputusan)
    IndikatorSasaran.objects.filter(pk=kasus.indikator.pk).update(nama="Lain")

    berkas = baca_berkas(unduh(kasus, terbit, "xlsx"))

    assert [satu.nama for satu in berkas.jabatan] == ["Kepala Dinas", "Penata Arsip"]
    assert berkas.jabatan[1].sasaran[0].indikator[0].nama == "Jumlah arsip tertata"
    assert berkas.jabatan[1].sasaran[0].mendukung == "Meningkatnya mutu layanan"


def test_the_word_file_has_the_parts_of_the_book_with_words_own_means(kasus: Kasus) -> None:
    isi = unduh(kasus, kasus.keputusan, "docx")
    dokumen = Document(BytesIO(isi))
    judul = [(satu.style.name, satu.text) for satu in dokumen.paragraphs if satu.style.name.startswith("Heading")]
    fungsi = next(satu for satu in dokumen.paragraphs if satu.text == "menata;")
    tabel = next(t for t in dokumen.tables if t.cell(0, 0).text == "No" and "Arsip tertata" in t.cell(2, 1).text)

    assert [teks for gaya, teks in judul if gaya == "Heading 2"] == ["Kepala Dinas", "Penata Arsip"]
    assert [teks for gaya, teks in judul if gaya == "Heading 1"][:2] == ["KATA PENGANTAR", "DAFTAR ISI"]
    assert fungsi._p.pPr.numPr is not None
    assert [sel.text for sel in tabel.rows[1].cells] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert tabel.cell(2, 2).text == "Jumlah arsip tertata" and tabel.cell(2, 4).text == "Buku"
    assert b"TOC" in dokumen.element.xml.encode()
    assert isi == unduh(kasus, kasus.keputusan, "docx")
