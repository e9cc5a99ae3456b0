"""The minutes of the agreement: who may upload and read them, what is taken for a PDF, and what refers to them."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from cascading.documents import cetak_buku, susun_buku
from instansi.berkas import BerkasRusak, lokasi
from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import CatatanAudit, Pengguna
from pohon.choices import StatusPohon
from pohon.models import BeritaAcara, Pohon
from pohon.selectors import baca_pohon, isi_berita_acara
from pohon.services import hapus_berita_acara, klon_pohon, simpan_berita_acara
from pohon.snapshot import potret
from tests.pabrik.baris import kondisi, outcome
from tests.pabrik.basis import PerangkatFactory, PeriodeFactory, berperan, perencana_di, pohon_tersimpan

pytestmark = pytest.mark.django_db


def pdf(*, sandi: str = "", halaman: int = 1, judul: str = "Berita acara") -> bytes:
    """Return a real PDF."""
    penulis, hasil = PdfWriter(), BytesIO()
    for _ in range(halaman):
        penulis.add_blank_page(200, 200)
    penulis.add_metadata({"/Title": judul})
    if sandi:
        penulis.encrypt(sandi)
    penulis.write(hasil)
    return hasil.getvalue()


@pytest.fixture
def pohon() -> Pohon:
    return pohon_tersimpan(outcome("Terwujudnya hasil", kondisi("Kondisi")))


@pytest.fixture
def perencana(pohon: Pohon) -> Pengguna:
    return perencana_di(pohon.perangkat_daerah)


@pytest.fixture
def klien(perencana: Pengguna) -> Client:
    klien = Client()
    klien.force_login(perencana)
    return klien


def _unggah(klien: Client, pohon: Pohon, isi: bytes, nama: str = "Berita Acara.pdf"):
    berkas = SimpleUploadedFile(nama, isi, content_type="application/pdf")
    return klien.post(reverse("berita_acara", args=[pohon.pk]), {"berkas": berkas})


def test_it_is_uploaded_shown_downloaded_replaced_and_removed(klien: Client, pohon: Pohon) -> None:
    alamat, halaman = reverse("berita_acara", args=[pohon.pk]), reverse("tahap_1", args=[pohon.pk])
    assert _unggah(klien, pohon, pdf()).status_code == 302
    assert "Berita Acara.pdf" in klien.get(halaman).content.decode()
    jawaban = klien.get(alamat)
    assert jawaban.content == pdf()
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == 'attachment; filename="Berita Acara.pdf"'

    baru = pdf(judul="Perbaikan")
    _unggah(klien, pohon, baru, "Perbaikan.pdf")
    assert klien.get(alamat).content == baru
    assert BeritaAcara.objects.get().sha256 == hashlib.sha256(baru).hexdigest()
    assert klien.post(reverse("berita_acara_hapus", args=[pohon.pk])).status_code == 302
    assert klien.get(alamat).status_code == 404
    kata = CatatanAudit.objects.filter(kata_kerja__endswith="berita_acara").order_by("pk")
    assert [(satu.kata_kerja, satu.sebelum.get("nama"), satu.sesudah.get("nama")) for satu in kata] == [
        ("unggah_berita_acara", None, "Berita Acara.pdf"),
        ("unggah_berita_acara", "Berita Acara.pdf", "Perbaikan.pdf"),
        ("hapus_berita_acara", "Perbaikan.pdf", None),
    ]


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 sebuah dokumen Word", "bukan PDF"),
        (b"%PDF-1.7\nbukan apa-apa", "rusak"),
        (pdf()[:200], "rusak"),
        (pdf(sandi="rahasia"), "terkunci sandi"),
        (pdf(halaman=0), "tidak mempunyai halaman"),
        (b"%PDF-1.7" + b"0" * (10 * 1024 * 1024), "paling besar 10 MB"),
    ],
    ids=["kosong", "word", "teks", "terpotong", "terkunci", "tanpa halaman", "terlalu besar"],
)
def test_what_is_no_readable_pdf_is_refused_beside_the_field(
    klien: Client, pohon: Pohon, isi: bytes, pesan: str
) -> None:
    jawaban = _unggah(klien, pohon, isi)
    assert jawaban.status_code == 422
    assert pesan in jawaban.content.decode().split('id="id_berkas_error"')[1].split("</div>")[0]
    assert not BeritaAcara.objects.exists()


def test_without_a_file_the_form_says_so(klien: Client, pohon: Pohon) -> None:
    jawaban = klien.post(reverse("berita_acara", args=[pohon.pk]))
    assert jawaban.status_code == 422
    assert "Pilih berkasnya dahulu." in jawaban.content.decode()


@pytest.mark.parametrize(
    ("nama", "tersimpan"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Rapat\\BA: final?.PDF", "BA- final.pdf"),
        ("...", "berita-acara.pdf"),
        ("x" * 500 + ".pdf", None),
    ],
)
def test_names_are_made_harmless(pohon: Pohon, perencana: Pengguna, nama: str, tersimpan: str | None) -> None:
    satu = simpan_berita_acara(aktor=perencana, pohon_id=pohon.pk, nama=nama, isi=pdf())
    assert satu.nama == (tersimpan or satu.nama)
    assert satu.nama.endswith(".pdf")
    satu.full_clean()


def test_who_may_read_the_tree_may_read_it_and_only_planners_change_it(pohon: Pohon, perencana: Pengguna) -> None:
    simpan_berita_acara(aktor=perencana, pohon_id=pohon.pk, nama="BA.pdf", isi=pdf())
    pd = pohon.perangkat_daerah
    pembaca, tetangga = berperan(JenisPeran.PEMBACA, pd), perencana_di(PerangkatFactory())
    for siapa, status in ((pembaca, 200), (tetangga, 404)):
        lain = Client()
        lain.force_login(siapa)
        assert lain.get(reverse("berita_acara", args=[pohon.pk])).status_code == status
    with pytest.raises(TidakBerhak):
        hapus_berita_acara(aktor=pembaca, pohon_id=pohon.pk)
    with pytest.raises(TidakDitemukan):
        simpan_berita_acara(aktor=tetangga, pohon_id=pohon.pk, nama="BA.pdf", isi=pdf())
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DIAJUKAN)
    with pytest.raises(GalatLayanan, match="tidak dapat diubah"):
        hapus_berita_acara(aktor=perencana, pohon_id=pohon.pk)


def test_frozen_data_and_booklet_only_refer_to_it(pohon: Pohon, perencana: Pengguna) -> None:
    assert "berita_acara" not in potret(baca_pohon(pohon.pk))["kepala"]
    satu = simpan_berita_acara(aktor=perencana, pohon_id=pohon.pk, nama="BA.pdf", isi=pdf())
    rows = baca_pohon(pohon.pk)
    rujukan = f"BA.pdf (SHA-256 {satu.sha256})"
    assert potret(rows)["kepala"]["berita_acara"] == rujukan
    assert susun_buku(rows).berita_acara == rujukan
    teks = "".join(halaman.extract_text() for halaman in PdfReader(BytesIO(cetak_buku(rows).pdf)).pages)
    assert "BA.pdf" in teks and satu.sha256[:20] in teks.replace("\n", "")


def test_bytes_that_were_changed_behind_our_back_are_not_handed_out(pohon: Pohon, perencana: Pengguna) -> None:
    satu = simpan_berita_acara(aktor=perencana, pohon_id=pohon.pk, nama="BA.pdf", isi=pdf(judul="Diganggu"))
    tempat = Path(settings.MEDIA_ROOT) / lokasi(satu.sha256)
    tempat.chmod(0o600)
    tempat.write_bytes(pdf())
    with pytest.raises(BerkasRusak):
        isi_berita_acara(pohon)


def test_a_new_version_of_the_period_keeps_it_and_another_period_does_not(pohon: Pohon, perencana: Pengguna) -> None:
    simpan_berita_acara(aktor=perencana, pohon_id=pohon.pk, nama="BA.pdf", isi=pdf())
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DISETUJUI)
    baru = klon_pohon(aktor=perencana, pohon_id=pohon.pk)
    assert isi_berita_acara(baru) == ("BA.pdf", pdf())
    periode = PeriodeFactory(pemerintah_daerah=pohon.perangkat_daerah.pemerintah_daerah, mulai=2027, selesai=2031)
    assert baca_pohon(klon_pohon(aktor=perencana, pohon_id=pohon.pk, periode=periode).pk).berita_acara is None
