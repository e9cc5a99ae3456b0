"""The planning board's matrix: counts and states to the nodes, on page, picture, workbook and paper alike."""

from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cascading.documents import cetak_buku
from instansi.choices import JenisPeran
from lintas.gambar import BARIS, svg_matriks, tata
from lintas.selectors import baca_matriks
from pohon.models import Permintaan
from pohon.selectors import baca_pohon
from pohon.services.lintas import terima, tolak
from tests.pabrik.basis import berperan
from tests.pabrik.lintas import DIMINTA, MENJAWAB, Kasus, banyak_perangkat, dua_perangkat

pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus() -> Kasus:
    """Two agencies; the first asks twice, one request is accepted, the other waits."""
    kasus = dua_perangkat()
    kasus.minta("Meningkatnya sarana")
    satu = Permintaan.objects.get(pernyataan=DIMINTA)
    terima(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, simpul=kasus.simpul_jawab)
    return kasus


def teks_pdf(isi: bytes) -> str:
    """Return all words of a PDF with single spaces between."""
    dokumen = pypdfium2.PdfDocument(isi)
    try:
        return " ".join(" ".join(halaman.get_textpage().get_text_range() for halaman in dokumen).split())
    finally:
        dokumen.close()


def matriks(kasus: Kasus):
    return baca_matriks(kasus.perangkat_minta.pemerintah_daerah, kasus.pohon_minta.periode)


def test_a_cell_counts_the_states_of_one_pair(kasus: Kasus) -> None:
    isi = matriks(kasus)
    sel = isi.sel[kasus.perangkat_minta.pk, kasus.perangkat_jawab.pk]
    assert (sel.total, sel.belum, sel.terberat, sel.teks) == (2, 1, "menunggu", "1 belum dijawab, 1 diterima")
    assert [pihak.nama for pihak in isi.baris] == ["Dinas Peminta"]
    assert [pihak.nama for pihak in isi.kolom] == ["Dinas Penjawab"]
    assert isi.jumlah_kolom == [2]


def test_the_unanswered_stand_by_age(kasus: Kasus) -> None:
    kasus.minta("Meningkatnya pelayanan")
    tua = Permintaan.objects.get(pernyataan="Meningkatnya pelayanan")
    Permintaan.objects.filter(pk=tua.pk).update(sejak=timezone.now() - timedelta(days=30))
    baris = matriks(kasus).menunggu
    assert [(satu.pernyataan, satu.hari) for satu in baris] == [
        ("Meningkatnya pelayanan", 30),
        ("Meningkatnya sarana", 0),
    ]


def test_what_was_taken_back_is_not_counted(kasus: Kasus) -> None:
    kasus.minta("Meningkatnya sarana", sebut=False)
    assert len(matriks(kasus).permintaan) == 1


def test_a_cell_leads_to_its_nodes(kasus: Kasus, client: Client) -> None:
    client.force_login(kasus.penelaah)
    pilihan = {"peminta": kasus.perangkat_minta.pk, "tujuan": kasus.perangkat_jawab.pk, "status": "diterima"}
    isi = client.get(reverse("lintas_matriks"), pilihan).content.decode()
    daftar = isi[isi.index('id="daftar"') :]
    assert DIMINTA in daftar and MENJAWAB in daftar and "Meningkatnya sarana" not in daftar.replace("1.1 Men", "›", 1)


def test_the_picture_has_a_line_a_pair_told_in_words(kasus: Kasus) -> None:
    akar = ElementTree.fromstring(svg_matriks(matriks(kasus)))  # noqa: S314 - our own
    ns = "{http://www.w3.org/2000/svg}"
    garis = akar.findall(f"{ns}path")
    assert [satu.find(f"{ns}title").text for satu in garis] == [
        "Dinas Peminta kepada Dinas Penjawab: 1 belum dijawab, 1 diterima"
    ]
    assert garis[0].get("stroke-dasharray")


def test_workbook_and_paper_say_the_same(kasus: Kasus, client: Client) -> None:
    client.force_login(kasus.penelaah)
    buku = load_workbook(BytesIO(client.get(reverse("lintas_matriks_xlsx")).content))
    assert buku.sheetnames == ["Matriks", "Permintaan", "Belum dijawab"]
    assert [sel.value for sel in buku["Matriks"][3]][:3] == ["Dinas Peminta", "2 (1 belum dijawab, 1 diterima)", 2]
    isi = {baris[2]: (baris[5], baris[8]) for baris in buku["Permintaan"].iter_rows(min_row=3, values_only=True)}
    assert isi[DIMINTA] == ("Diterima", f"1 {MENJAWAB}")
    pdf = teks_pdf(client.get(reverse("lintas_matriks_pdf")).content)
    for teks in ("Dinas Peminta", "Dinas Penjawab", DIMINTA, f"1 {MENJAWAB}", "Belum dijawab", "2 (1)"):
        assert teks in pdf


def test_matrix_and_both_booklets_agree(kasus: Kasus, client: Client) -> None:
    satu = Permintaan.objects.get(pernyataan="Meningkatnya sarana")
    tolak(aktor=kasus.penjawab, permintaan_id=satu.pk, versi=satu.versi, alasan="Sarana bukan tugas kami")
    client.force_login(kasus.penelaah)
    matriks_pdf = teks_pdf(client.get(reverse("lintas_matriks_pdf")).content)
    peminta = teks_pdf(cetak_buku(baca_pohon(kasus.pohon_minta.pk)).pdf)
    penjawab = teks_pdf(cetak_buku(baca_pohon(kasus.pohon_jawab.pk)).pdf)
    assert f"Diterima: 1 {MENJAWAB}" in peminta and "Ditolak: Sarana bukan tugas kami" in peminta
    assert f"1 {MENJAWAB}" in matriks_pdf and "Sarana bukan tugas kami" in matriks_pdf
    # The picture of the asking tree names the node that answers; the answering booklet holds it under the same code.
    assert f"Crosscutting: Dinas Penjawab: 1 {MENJAWAB}" in peminta
    assert MENJAWAB in penjawab


def test_fifty_agencies_take_the_same_queries_and_stay_readable(
    client: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    perangkat = banyak_perangkat(50)
    pemerintah = perangkat[0].pemerintah_daerah
    periode = pemerintah.periode.get()
    with django_assert_num_queries(2):
        isi = baca_matriks(pemerintah, periode)
    assert (len(isi.baris), len(isi.kolom), len(isi.permintaan)) == (50, 50, 50)
    gambar = tata(isi)
    tinggi = [y for y, _ in gambar.kiri]
    assert {round(b - a, 3) for a, b in zip(tinggi, tinggi[1:], strict=False)} == {BARIS}
    client.force_login(berperan(JenisPeran.PENELAAH, pemerintah))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("lintas_matriks")).status_code == 200
