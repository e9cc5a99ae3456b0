"""The pages of the IKI book: who sees and edits what, editing without JavaScript, the workbook, one's own extract."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from iki.isian import IsiIndikator
from iki.models import ButirFungsi, IndikatorSasaran, Sasaran
from iki.selectors import baca_iki
from iki.services import buat_dari_pohon, tambah_indikator, tambah_sasaran, ubah_uraian
from instansi.choices import JenisPeran
from instansi.models import Jabatan, Pengguna, PerangkatDaerah
from pohon.models import Pohon, Simpul, SimpulJabatan
from tests.pabrik.basis import (
    JabatanFactory,
    PenggunaFactory,
    PerangkatFactory,
    berperan,
    perencana_di,
    pohon_tersimpan,
)
from tests.pabrik.iki import buku_kerja

pytestmark = pytest.mark.django_db

PERAN = ("perencana", "pimpinan", "pembaca", "penelaah", "admin", "tetangga", "anonim")
# What differs from the table of all addresses (tests/akses): here is a decree, and the planner has a position.
# s sees, r is led on, n finds nothing, m sent to sign in
TABEL = {"iki_saya": "rsssssm", "iki_lampiran": "sssssnm"}
STATUS = {"s": 200, "r": 302, "n": 404, "m": 302}


class Kasus:
    """An agency with a tree and two positions, one sasaran and indicator each, and people of every role."""

    def __init__(self) -> None:
        self.dinas = PerangkatFactory()
        self.perencana = perencana_di(self.dinas)
        self.pohon: Pohon = pohon_tersimpan(perangkat_daerah=self.dinas, perencana=self.perencana)
        self.kepala: Jabatan = JabatanFactory(perangkat_daerah=self.dinas, nama="Kepala", urutan=1)
        self.staf: Jabatan = JabatanFactory(perangkat_daerah=self.dinas, nama="Staf", urutan=2, atasan=self.kepala)
        self.sasaran = tambah_sasaran(aktor=self.perencana, jabatan_id=self.kepala.pk, teks="Mutu naik")
        self.indikator: IndikatorSasaran = tambah_indikator(
            aktor=self.perencana, sasaran_id=self.sasaran.pk, isi=IsiIndikator("Indeks mutu")
        )
        self.butir = ButirFungsi.objects.create(perangkat_daerah=self.dinas, teks="menata arsip lama;", sidik="x")
        self.keputusan = buat_dari_pohon(aktor=self.perencana, perangkat_daerah=self.dinas, pohon_id=self.pohon.pk)
        self.perencana.jabatan = self.kepala
        self.perencana.save()
        pemda = self.dinas.pemerintah_daerah
        self.orang: dict[str, Pengguna | None] = {
            "perencana": self.perencana,
            "pimpinan": berperan(JenisPeran.PIMPINAN, self.dinas),
            "pembaca": berperan(JenisPeran.PEMBACA, self.dinas),
            "penelaah": berperan(JenisPeran.PENELAAH, pemda),
            "admin": berperan(JenisPeran.ADMIN, pemda),
            "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pemda)),
            "anonim": None,
        }

    def alamat(self, nama: str) -> str:
        """Return the address by name, for the first position and its rows."""
        if nama == "iki":
            return reverse(nama, args=[self.pohon.pk])
        if nama == "iki_saya":
            return reverse(nama)
        if nama == "iki_lampiran":
            return reverse(nama, args=[self.keputusan.pk])
        args = [self.dinas.pk]
        if nama == "iki_butir":
            return reverse(nama, args=[*args, self.butir.pk])
        if nama in ("iki_pustaka", "iki_riwayat"):
            return reverse(nama, args=args)
        if nama not in ("iki_daftar", "iki_periksa", "iki_pdf", "iki_xlsx", "iki_ambil_semua", "iki_impor"):
            args.append(self.kepala.pk)
        if nama in ("iki_sasaran", "iki_sasaran_aksi", "iki_indikator_baru"):
            args.append(self.sasaran.pk)
        if nama in ("iki_indikator", "iki_indikator_aksi"):
            args.append(self.indikator.pk)
        return reverse(nama, args=args)

    @property
    def versi(self) -> int:
        """The version that the pages of the first position show now."""
        return baca_iki(self.dinas).menurut_id[self.kepala.pk].versi


@pytest.fixture
def kasus() -> Kasus:
    return Kasus()


@pytest.fixture
def masuk(kasus: Kasus) -> Callable[[str], Client]:
    def masuk(peran: str) -> Client:
        klien, orang = Client(), kasus.orang[peran]
        if orang is not None:
            klien.force_login(orang, backend="django.contrib.auth.backends.ModelBackend")
        return klien

    return masuk


def isi(jawab: HttpResponse) -> str:
    return jawab.content.decode()


def test_who_is_answered_how(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    for nama, huruf in TABEL.items():
        for peran, satu in zip(PERAN, huruf, strict=True):
            assert masuk(peran).get(kasus.alamat(nama)).status_code == STATUS[satu], (nama, peran)


def test_the_book_page_shows_organisation_and_progress(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    halaman = isi(masuk("pembaca").get(kasus.alamat("iki_daftar")))

    assert halaman.index("Kepala") < halaman.index("Staf")
    assert "tanpa sasaran" in halaman
    assert "Muat dari" not in halaman and "Ambil semua" not in halaman


def test_functions_are_typed_one_a_line_and_ticked_from_the_library(
    kasus: Kasus, masuk: Callable[[str], Client]
) -> None:
    lain = [JabatanFactory(perangkat_daerah=kasus.dinas, atasan=kasus.kepala, urutan=u) for u in (3, 4)]
    for satu in lain:
        ubah_uraian(aktor=kasus.perencana, jabatan_id=satu.pk, versi=0, tugas="", fungsi=["menata arsip;"])
    klien = masuk("perencana")
    assert "menata arsip;" in isi(klien.get(kasus.alamat("iki_uraian")))

    data = {"versi": kasus.versi, "tugas": "Memimpin", "fungsi": "satu;\r\n\r\ndua;", "pustaka": ["0"]}
    jawab = klien.post(kasus.alamat("iki_uraian"), data, follow=True)

    assert baca_iki(kasus.dinas).menurut_id[kasus.kepala.pk].fungsi == ("satu;", "dua;", "menata arsip;")
    assert "<dt>c.</dt>" in isi(jawab) and "Tugas dan fungsi disimpan." in isi(jawab)


def test_a_conflict_shows_both_texts_and_loses_none(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    lama = kasus.versi
    ubah_uraian(aktor=kasus.perencana, jabatan_id=kasus.kepala.pk, versi=lama, tugas="Tulisan lain", fungsi=[])
    data = {"versi": lama, "tugas": "Tulisan saya", "fungsi": ""}

    jawab = masuk("perencana").post(kasus.alamat("iki_uraian"), data)

    assert jawab.status_code == 409
    assert "Tulisan lain" in isi(jawab) and "Tulisan saya" in isi(jawab)
    assert f'name="versi" value="{kasus.versi}"' in isi(jawab)
    assert masuk("perencana").post(kasus.alamat("iki_uraian"), {**data, "versi": kasus.versi}).status_code == 302
    assert Jabatan.objects.get(pk=kasus.kepala.pk).tugas == "Tulisan saya"


def test_sasaran_and_indicators_are_made_and_moved(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    klien = masuk("perencana")
    di_staf = [kasus.dinas.pk, kasus.staf.pk]
    pilihan = klien.get(reverse("iki_sasaran_baru", args=di_staf))
    assert "Mutu naik" in isi(pilihan)
    data = {"versi": 1, "teks": "Surat tertata", "mendukung": kasus.sasaran.pk}
    klien.post(reverse("iki_sasaran_baru", args=di_staf), data)
    baru = Sasaran.objects.get(teks="Surat tertata")
    assert baru.mendukung == kasus.sasaran

    formula = {
        "versi": 1, "nama": "Persentase surat", "jenis_formula": "persentase", "pembilang": "Surat selesai",
        "penyebut": "Surat masuk", "pengali": "1.000,5", "sumber_data": "Buku\r\nLaporan",
    }  # fmt: skip
    alamat = reverse("iki_indikator_baru", args=[*di_staf, baru.pk])
    assert klien.post(alamat, {**formula, "pengali": "1,000.5"}).status_code == 422
    jawab = klien.post(alamat, formula, follow=True)
    assert "Buku; Laporan" in isi(jawab) and "× 1.000,5 %" in isi(jawab)

    klien.post(kasus.alamat("iki_indikator_baru"), {"versi": 1, "nama": "Kedua"})
    kedua = IndikatorSasaran.objects.get(nama="Kedua")
    aksi = reverse("iki_indikator_aksi", args=[kasus.dinas.pk, kasus.kepala.pk, kedua.pk])
    klien.post(aksi, {"aksi": "naik"})
    assert [i.nama for i in baca_iki(kasus.dinas).posisi[0].indikator] == ["Kedua", "Indeks mutu"]
    klien.post(kasus.alamat("iki_sasaran_aksi"), {"aksi": "hapus"})
    assert not Sasaran.objects.filter(pk=kasus.sasaran.pk).exists()


def test_rows_of_other_positions_are_not_found(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    klien, di_staf = masuk("perencana"), [kasus.dinas.pk, kasus.staf.pk]
    for nama, kunci in (("iki_sasaran", kasus.sasaran.pk), ("iki_indikator", kasus.indikator.pk)):
        assert klien.get(reverse(nama, args=[*di_staf, kunci])).status_code == 404
        assert klien.post(reverse(f"{nama}_aksi", args=[*di_staf, kunci]), {"aksi": "hapus"}).status_code == 404
    assert IndikatorSasaran.objects.filter(pk=kasus.indikator.pk).exists()


def test_nodes_are_taken_over_with_one_button(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    kotak = Simpul.objects.get(pohon=kasus.pohon, pernyataan="Utama")
    SimpulJabatan.objects.create(pohon=kasus.pohon, simpul=kotak, jabatan=kasus.staf)
    klien = masuk("perencana")
    assert "Ambil semua sasaran" in isi(klien.get(kasus.alamat("iki_daftar")))

    klien.post(kasus.alamat("iki_ambil_semua"))

    halaman = isi(klien.get(reverse("iki_jabatan", args=[kasus.dinas.pk, kasus.staf.pk])))
    assert "Utama" in halaman and "Dari kotak 1.1 pohon kinerja" in halaman


def test_copying_is_offered_with_positions_of_the_same_class_first(
    kasus: Kasus, masuk: Callable[[str], Client]
) -> None:
    klien = masuk("perencana")
    alamat = reverse("iki_salin", args=[kasus.dinas.pk, kasus.staf.pk])

    assert klien.post(alamat, {"dari": kasus.kepala.pk}).status_code == 422
    klien.post(alamat, {"dari": kasus.kepala.pk, "sasaran": "on"})

    assert [s.teks for s in baca_iki(kasus.dinas).menurut_id[kasus.staf.pk].sasaran] == ["Mutu naik"]


def test_a_workbook_is_tried_then_stored_and_errors_name_cells(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    klien = masuk("perencana")

    def kirim(isi_berkas: bytes, **lain: str) -> HttpResponse:
        berkas = SimpleUploadedFile("iki.xlsx", isi_berkas)
        return klien.post(kasus.alamat("iki_impor"), {"berkas": berkas, **lain}, follow=True)

    baru = buku_kerja([(3, "Arsiparis", "fungsional", 1, "")])
    assert "1 jabatan baru" in isi(kirim(baru, aksi="periksa"))
    assert not Jabatan.objects.filter(nama="Arsiparis").exists()
    assert "Tersimpan: 1 jabatan baru" in isi(kirim(baru, aksi="simpan"))
    assert Jabatan.objects.filter(nama="Arsiparis").exists()

    assert "Jabatan, sel C2" in isi(kirim(buku_kerja([(3, "A", "x", None, "")]), aksi="simpan"))
    ganti = buku_kerja([(1, "Direktur", "jpt", None, "")])
    jawab = kirim(ganti, aksi="simpan")
    assert jawab.status_code == 422 and "No 1 Kepala" in isi(jawab)
    kirim(ganti, aksi="simpan", ganti="on")
    assert Jabatan.objects.get(pk=kasus.kepala.pk).nama == "Direktur"


def test_staff_reach_their_own_extract_in_two_clicks(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    pembaca = kasus.orang["pembaca"]
    assert pembaca is not None
    pembaca.jabatan = kasus.staf
    pembaca.save()
    klien = masuk("pembaca")
    beranda = isi(klien.get(reverse("beranda"), follow=True))
    dokumen = reverse("dokumen", args=[kasus.pohon.pk])
    assert f'href="{dokumen}"' in beranda
    assert f'href="{reverse("iki_saya")}"' in isi(klien.get(dokumen))

    pdf = klien.get(reverse("iki_saya"), follow=True)

    assert pdf["Content-Type"] == "application/pdf" and "iki-" in pdf["Content-Disposition"]
    assert "Staf" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


def test_accounts_without_a_position_choose_one(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    halaman = isi(masuk("pembaca").get(reverse("iki_saya")))

    assert reverse("iki_kutipan", args=[kasus.dinas.pk, kasus.staf.pk]) in halaman
    assert "Belum ada jabatan" in isi(masuk("tetangga").get(reverse("iki_saya")))


def test_the_choice_of_a_position_comes_in_pages_and_tells_agencies_of_one_name_apart() -> None:
    """Whoever keeps the whole country chooses among 25,000 agencies."""
    for nama in ("Dinas A", "Dinas A", *(f"Dinas B{nomor:02}" for nomor in range(19))):
        JabatanFactory(perangkat_daerah=PerangkatFactory(nama=nama), nama=f"Kepala {nama}")
    klien = Client()
    klien.force_login(PenggunaFactory(is_superuser=True))

    pertama = isi(klien.get(reverse("iki_saya")))
    kedua = isi(klien.get(reverse("iki_saya"), {"halaman": 2}))

    assert pertama.count("Kepala Dinas") == 20 and "1–20 dari 21" in pertama
    assert kedua.count("Kepala Dinas") == 1 and "Kepala Dinas B18" in kedua
    assert all(satu.pemerintah_daerah.nama in pertama for satu in PerangkatDaerah.objects.filter(nama="Dinas A"))


def test_findings_stand_beside_what_they_are_about(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    klien = masuk("pembaca")

    assert "IKI-07" in isi(klien.get(kasus.alamat("iki_jabatan")))
    semua = isi(klien.get(kasus.alamat("iki_periksa")))
    assert "IKI-07" in semua and "Indeks mutu" in semua and "IKI-01" in semua


def test_a_shared_function_says_who_has_it_and_is_changed_for_all(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    for jabatan in (kasus.kepala, kasus.staf):
        versi = baca_iki(kasus.dinas).menurut_id[jabatan.pk].versi
        ubah_uraian(
            aktor=kasus.perencana, jabatan_id=jabatan.pk, versi=versi, tugas="", fungsi=["menata arsip;", jabatan.nama]
        )
    butir = ButirFungsi.objects.get(teks="menata arsip;")
    klien, alamat = masuk("perencana"), reverse("iki_butir", args=[kasus.dinas.pk, butir.pk])
    pustaka = isi(klien.get(reverse("iki_pustaka", args=[kasus.dinas.pk])))
    assert "2 jabatan: Kepala, Staf" in pustaka
    halaman = isi(klien.get(alamat))
    assert "<strong>2 jabatan</strong>" in halaman and "<li>Staf</li>" in halaman

    jawab = klien.post(alamat, {"semula": "menata arsip;", "teks": "menata arsip dan surat;"}, follow=True)

    assert "Fungsi diubah pada 2 jabatan." in isi(jawab)
    iki = baca_iki(kasus.dinas)
    assert [satu.fungsi[0] for satu in iki.posisi] == ["menata arsip dan surat;"] * 2
    kedua = klien.post(alamat, {"semula": "menata arsip;", "teks": "lain"})
    assert kedua.status_code == 409 and "menata arsip dan surat;" in isi(kedua)
    klien.post(alamat, {"semula": "menata arsip dan surat;", "teks": "Staf"})
    assert [satu.fungsi for satu in baca_iki(kasus.dinas).posisi] == [("Staf", "Kepala"), ("Staf", "Staf")]
    assert klien.post(alamat, {"semula": "Staf", "teks": "x"}).status_code == 404


def test_the_history_says_who_did_what_to_which_position(kasus: Kasus, masuk: Callable[[str], Client]) -> None:
    alamat = reverse("iki_riwayat", args=[kasus.dinas.pk])
    ubah_uraian(aktor=kasus.perencana, jabatan_id=kasus.staf.pk, versi=0, tugas="Menata surat", fungsi=[])

    halaman = isi(masuk("pembaca").get(alamat))
    assert kasus.perencana.nama_tampil in halaman and "Menata surat" in halaman and "Mutu naik" in halaman
    satu = isi(masuk("pembaca").get(alamat, {"jabatan": kasus.staf.pk}))
    assert "Menata surat" in satu and "Mutu naik" not in satu
    assert masuk("pembaca").get(alamat, {"jabatan": "x"}).status_code == 200
