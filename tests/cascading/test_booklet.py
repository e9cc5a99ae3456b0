"""The booklet of an agency holds its whole tree in order, breaks decently over pages, and prints any text as text."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader

from cascading.documents import cetak_buku, susun_buku
from pohon.api import TRIK, Tahap, baca_pohon, cari_pohon
from pohon.choices import JenisSimpul, StatusPohon
from pohon.rows import BarisPohon, BarisSimpul
from tests.pabrik.baris import Benih, baris_pohon, kondisi, operasional, outcome, pohon_acak, utama
from tests.pabrik.basis import PemerintahFactory, PerangkatFactory, perencana_di, pohon_tersimpan
from tests.pabrik.cuplikan import pasang_contoh

CONTOH = Path(__file__).resolve().parents[2] / "fixtures" / "contoh"
BAGIAN = ("Tahap 1", "Tahap 2", "Tahap 3", "Tahap 4", "Pohon kinerja", "Tahap 5", "Cascading", "Crosscutting")
PANJANG = "Persentase penduduk wajib KTP yang memiliki dokumen kependudukan lengkap menurut kecamatan dan desa"


class Buku:
    """The printed booklet, by its parts, without white space: line breaks in cells carry no meaning."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = PdfReader(BytesIO(pdf))
        self.halaman = [halaman.extract_text() for halaman in self.pdf.pages]
        # Only the top level: below it stand the branches of the pictures.
        penanda = [satu for satu in self.pdf.outline if not isinstance(satu, list)]
        self.penanda = [satu.title for satu in penanda]
        self.mulai = [self.pdf.get_destination_page_number(satu) for satu in penanda]

    def halaman_bagian(self, nama: str) -> list[str]:
        """Return the texts of the pages of a part, named by the beginning of its bookmark."""
        nomor = next(i for i, satu in enumerate(self.penanda) if satu.startswith(nama))
        akhir = [*self.mulai, len(self.halaman)][nomor + 1]
        return self.halaman[self.mulai[nomor] : akhir]

    def bagian(self, nama: str) -> str:
        """Return the text of a part, without the watermark and the foot of each page."""
        teks = "\n".join(self.halaman_bagian(nama))
        teks = re.sub(r"Halaman \d+ dari \d+|\bDRAF\b|Cascading Kinerja [^\n]*", "", teks)
        return rapat(teks)


def rapat(teks: str) -> str:
    return re.sub(r"\s+", "", teks)


def pastikan_urut(teks: str, potongan: Iterator[str]) -> None:
    """Assert that the pieces stand in the text one after the other."""
    letak = 0
    for satu in potongan:
        baru = teks.find(rapat(satu), letak)
        assert baru >= 0, f"“{satu}” tidak ada pada urutannya"
        letak = baru + len(rapat(satu))


def isi_tahap_5(simpul: tuple[BarisSimpul, ...]) -> Iterator[str]:
    """Yield what Tahap 5 prints of each node, as the cells follow each other."""
    for satu in simpul:
        indikator = [baris.nama for baris in satu.indikator]
        yield satu.pernyataan
        yield from indikator[:1]
        if satu.perlu_indikator:
            yield satu.label_tingkat
            yield satu.komponen_cetak
            yield satu.kinerja_jabatan
            yield from (jabatan.nama for jabatan in satu.jabatan)
        yield from indikator[1:]


def jelajahi(simpul: list[dict]) -> Iterator[dict]:
    for satu in simpul:
        yield satu
        yield from jelajahi(satu.get("anak", []))


# -- the demo agencies ---------------------------------------------------------------------------------------------


@pytest.fixture
def contoh(transactional_db: None) -> None:
    pasang_contoh()


@cache
def buku_contoh(slug: str) -> Buku:
    """Print the booklet of a demo agency, once for those who only look at it."""
    return Buku(cetak_buku(baca_pohon(cari_pohon(perangkat_daerah=slug).pk)).pdf)


@pytest.mark.parametrize("slug", ["disdukcapil", "naker"])
def test_booklet_of_a_demo_agency_holds_all_of_its_data_in_order(contoh: None, slug: str) -> None:
    data = json.loads((CONTOH / f"{slug}.json").read_text(encoding="utf-8"))
    simpul = list(jelajahi(data["simpul"]))
    tampil = [satu for satu in simpul if satu["jenis"] != JenisSimpul.CSF]
    pohon = baca_pohon(cari_pohon(perangkat_daerah=slug).pk)
    buku = buku_contoh(slug)

    assert [nama for nama in buku.penanda if nama.startswith(BAGIAN)] == buku.penanda[-len(BAGIAN) :]
    tahap_1 = data["tahap_1"]
    pastikan_urut(buku.bagian("Tahap 1"), iter([tahap_1["mandat"], tahap_1["permasalahan"], tahap_1["ekspektasi"]]))
    pastikan_urut(
        buku.bagian("Tahap 2"),
        (satu["pernyataan"] for satu in simpul if satu["jenis"] in (JenisSimpul.CSF, JenisSimpul.KONDISI)),
    )
    pastikan_urut(
        buku.bagian("Tahap 3"), (satu["pernyataan"] for satu in tampil if satu["jenis"] != JenisSimpul.OUTCOME)
    )
    pastikan_urut(
        buku.bagian("Tahap 4"),
        (teks for satu in tampil for teks in (satu["pernyataan"], *(i["nama"] for i in satu.get("indikator", [])))),
    )
    assert [baris.pernyataan for baris in pohon.tanpa_csf] == [satu["pernyataan"] for satu in tampil]
    pastikan_urut(buku.bagian("Tahap 5"), isi_tahap_5(pohon.tanpa_csf))
    pastikan_urut(
        buku.bagian("Crosscutting"),
        (nama for satu in pohon.tanpa_csf for nama in (baris.nama for baris in satu.crosscutting)),
    )
    for nama in ("Pohon kinerja", "Cascading"):
        gambar = buku.bagian(nama)
        assert all(rapat(satu["pernyataan"]) in gambar for satu in tampil), nama


def test_cover_contents_and_page_labels_agree_with_the_pages(contoh: None) -> None:
    buku = buku_contoh("naker")
    sampul, daftar = rapat(buku.halaman[0]), rapat(buku.halaman[1])

    for teks in (
        "PEMERINTAH KABUPATEN BALANGAN",
        "DINAS KOPERASI, USAHA KECIL MENENGAH DAN TENAGA KERJA",
        "URUSAN TENAGA KERJA",
        "CASCADING KINERJA",
        "Periode 2021–2026",
        "Tahun 2023",
    ):
        assert rapat(teks) in sampul
    for nama, mulai in zip(buku.penanda, buku.mulai, strict=True):
        if nama != "Daftar isi":
            assert re.search(re.escape(rapat(nama)) + rf"[.]*{mulai + 1}", daftar), nama
    assert buku.pdf.page_labels[:3] == ["Sampul", "2", "3"]
    assert buku.pdf.metadata.author == "Dinas Koperasi, Usaha Kecil Menengah dan Tenaga Kerja"


# -- any tree ------------------------------------------------------------------------------------------------------


def test_tricks_are_printed_with_their_official_numbers() -> None:
    buku = Buku(cetak_buku(baris_pohon(outcome("A", kondisi("K")))).pdf)

    for tahap, awal in ((Tahap.TAHAP_1, "1."), (Tahap.TAHAP_2, "1."), (Tahap.TAHAP_3, "2.")):
        teks = buku.bagian(f"Tahap {tahap.value}")
        assert f"TrikTahap{tahap.value}{awal}" in teks
        pastikan_urut(teks, (f"{trik.nomor}. {trik.teks}" for trik in TRIK[tahap]))


def test_empty_factors_and_agreement_are_said_so() -> None:
    pohon = baris_pohon(outcome("Terwujudnya A"), ekspektasi="Layanan cepat", tanggal_kesepakatan=date(2023, 1, 16))
    teks = Buku(cetak_buku(pohon).pdf).bagian("Tahap 1")

    pastikan_urut(
        teks,
        iter(["Mandat–", "dihadapi–", "kepentinganLayanan cepat", "Terwujudnya A", "16 Januari 2023", "Peserta–"]),
    )


def test_an_empty_tree_still_gives_a_booklet() -> None:
    buku = Buku(cetak_buku(baris_pohon()).pdf)

    assert "Outcomebelumditentukan." in buku.bagian("Tahap 1")
    assert "Belumadakinerja." in buku.bagian("Tahap 4")
    assert "Pohonkinerjainibelumberisikinerja." in buku.bagian("Pohon kinerja")


def test_draft_stands_on_every_page_until_approval() -> None:
    pohon = pohon_acak(8)
    draf = Buku(cetak_buku(pohon).pdf)
    setuju = Buku(cetak_buku(baris_pohon(outcome("A", kondisi("K")), status=StatusPohon.DISETUJUI)).pdf)

    assert all(len(re.findall(r"\bDRAF\b", teks)) == 1 for teks in draf.halaman)
    assert not any("DRAF" in teks for teks in setuju.halaman)


def test_same_tree_gives_the_same_bytes() -> None:
    pohon = pohon_acak(6)

    assert cetak_buku(pohon).pdf == cetak_buku(pohon).pdf
    assert susun_buku(pohon) == susun_buku(pohon)


def test_only_bundled_fonts_are_embedded() -> None:
    pdf = PdfReader(BytesIO(cetak_buku(pohon_acak(6)).pdf))
    huruf = {
        str(satu.get_object()["/BaseFont"]).split("+")[-1]
        for halaman in pdf.pages
        for satu in halaman["/Resources"]["/Font"].values()
    }

    assert huruf == {"Naskah", "Naskah-Bold", "Bagan", "Bagan-Bold"}


@pytest.mark.parametrize(
    "jahat",
    [
        '<img src="http://127.0.0.1:9/a.png">',
        "<script>alert(1)</script>",
        '<svg><image href="file:///etc/passwd"/></svg>',
        '"><style>@import url(http://127.0.0.1:9/a.css)</style>',
        "url(http://127.0.0.1:9/a.png) {{ 7|add:7 }} {% include 'x' %}",
        "</body></html> &lt;b&gt; & ]]>",
    ],
)
def test_hostile_text_is_printed_as_text_and_nothing_is_fetched(jahat: str) -> None:
    """Anything fetched from outside the bundle would raise BerkasDitolak."""
    pohon = baris_pohon(
        outcome(
            f"O {jahat}",
            kondisi(f"K {jahat}", utama(f"U {jahat}", indikator=[f"I {jahat}"], jabatan=[f"J {jahat}"])),
            judul_csf=jahat,
        ),
        nama_pemilik=f"Dinas {jahat}",
        urusan=jahat,
        mandat=jahat,
        peserta_kesepakatan=jahat,
    )
    hasil = cetak_buku(pohon)
    buku = Buku(hasil.pdf)

    assert rapat(f"Mandat{jahat}") in buku.bagian("Tahap 1")
    assert all(rapat(f"{awal} {jahat}") in buku.bagian("Tahap 5") for awal in "OKUIJ")
    assert jahat.split()[0] not in hasil.html or "<" not in jahat
    assert buku.pdf.metadata.author == f"Dinas {jahat}"


# -- page breaks ---------------------------------------------------------------------------------------------------


def banyak_indikator(jumlah: int) -> list[str]:
    return [f"{PANJANG} ke-{nomor:02d}" for nomor in range(1, jumlah + 1)]


def pohon_dengan(*anak: Benih) -> BarisPohon:
    return baris_pohon(outcome("Terwujudnya A", kondisi("Meningkatnya B", *anak)), status=StatusPohon.DISETUJUI)


def test_the_heading_of_a_table_is_repeated_on_every_page() -> None:
    anak = [utama(f"Kondisi nomor {nomor}", indikator=banyak_indikator(2)) for nomor in range(25)]
    buku = Buku(cetak_buku(pohon_dengan(*anak)).pdf)

    for nama, judul in (("Tahap 4", "Indikator Kinerja Keterangan"), ("Tahap 5", "Komponen perencanaan")):
        halaman = buku.halaman_bagian(nama)
        assert len(halaman) > 3
        assert all(rapat(judul) in rapat(teks) for teks in halaman)


def test_a_statement_with_few_indicators_is_merged_and_kept_on_one_page() -> None:
    anak = [utama(f"Kondisi nomor {nomor:02d} tetap utuh", indikator=banyak_indikator(4)) for nomor in range(12)]
    hasil = cetak_buku(pohon_dengan(*anak))
    buku = Buku(hasil.pdf)

    assert 'rowspan="4"' in hasil.html
    assert "panjang" not in re.findall(r'<tbody class="(\w+)"', hasil.html)[3:]
    for teks in map(rapat, buku.halaman_bagian("Tahap 4")):
        for nomor in re.findall(r"Kondisinomor(\d\d)tetaputuh", teks):
            potongan = teks.split(f"Kondisinomor{nomor}")[1].split("Kondisinomor")[0]
            assert len(re.findall(r"ke-\d\d", potongan)) == 4


@pytest.mark.parametrize("jumlah", [14, 60])
def test_a_statement_with_more_indicators_than_a_page_holds_loses_none(jumlah: int) -> None:
    pengisi = [operasional(f"Pengisi {nomor}", indikator=["Jumlah"]) for nomor in range(7)]
    hasil = cetak_buku(pohon_dengan(*pengisi, utama("Banyak indikator", indikator=banyak_indikator(jumlah))))
    buku = Buku(hasil.pdf)

    assert f'rowspan="{jumlah}"' not in hasil.html
    for nama in ("Tahap 4", "Tahap 5"):
        teks = buku.bagian(nama)
        pastikan_urut(teks, iter(["Banyak indikator", *banyak_indikator(jumlah)]))
        assert teks.count("Banyakindikator") == 1


def test_a_cell_taller_than_a_page_goes_on_overleaf() -> None:
    panjang = " ".join(f"kata{nomor:03d}" for nomor in range(250))
    buku = Buku(cetak_buku(pohon_dengan(utama("Sel panjang", indikator=[panjang]))).pdf)

    assert len(panjang) == 1999
    pastikan_urut(buku.bagian("Tahap 4"), iter(panjang.split()))
    assert len(buku.halaman_bagian("Tahap 4")) >= 2


# -- browser and command -------------------------------------------------------------------------------------------


@pytest.fixture
def masuk(db: None) -> tuple[Client, int]:
    """Return a signed-in planner's browser and the key of the agency's tree."""
    perangkat = PerangkatFactory(slug="disdukcapil")
    pohon = pohon_tersimpan(
        perencana=(perencana := perencana_di(perangkat)), perangkat_daerah=perangkat, urusan="Adm/Duk"
    )
    klien = Client()
    klien.force_login(perencana)
    return klien, pohon.pk


@pytest.mark.parametrize(("akhiran", "tipe"), [("pdf", "application/pdf"), ("xlsx", "spreadsheetml.sheet")])
def test_one_click_downloads_the_file_under_a_safe_indonesian_name(
    masuk: tuple[Client, int], akhiran: str, tipe: str
) -> None:
    klien, pohon_id = masuk
    jawaban = klien.get(f"/pohon/{pohon_id}/cascading.{akhiran}")

    assert jawaban.status_code == 200
    assert tipe in jawaban["Content-Type"]
    assert jawaban["Content-Disposition"] == f'attachment; filename="cascading-disdukcapil-admduk-2021-2026.{akhiran}"'
    assert jawaban.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_the_page_of_documents_leads_to_every_file_and_table(masuk: tuple[Client, int]) -> None:
    klien, pohon_id = masuk
    isi = klien.get(f"/pohon/{pohon_id}/dokumen/").content.decode()

    for akhir in (
        "cascading.pdf",
        "cascading.xlsx",
        *(f"tabel/tahap-{n}/" for n in (2, 3, 4, 5)),
        "tabel/crosscutting/",
    ):
        assert f'href="/pohon/{pohon_id}/{akhir}"' in isi
        assert klien.get(f"/pohon/{pohon_id}/{akhir}").status_code == 200


def test_a_table_in_the_browser_shows_the_same_rows(masuk: tuple[Client, int]) -> None:
    klien, pohon_id = masuk
    isi = klien.get(f"/pohon/{pohon_id}/tabel/tahap-3/").content.decode()
    teks = rapat(re.sub(r"<[^>]+>", " ", isi))

    pastikan_urut(teks, iter(["1 Kondisi satu", "1.1 Utama", "1.1.1 Antara satu", "1.1.1.1 Operasional satu"]))
    assert 'rowspan="5"' in isi


@pytest.mark.parametrize(
    "akhir", ["dokumen/", "tabel/tahap-4/", "cascading.pdf", "cascading.xlsx"], ids=["dokumen", "tabel", "pdf", "xlsx"]
)
def test_another_agencys_papers_do_not_exist(masuk: tuple[Client, int], akhir: str) -> None:
    klien, _ = masuk
    lain = pohon_tersimpan()

    assert klien.get(f"/pohon/{lain.pk}/{akhir}").status_code == 404
    assert Client().get(f"/pohon/{lain.pk}/{akhir}").status_code == 302


@pytest.mark.parametrize("kunci", ["tahap-1", "tahap-9", "lain"])
def test_a_table_that_does_not_exist_answers_404(masuk: tuple[Client, int], kunci: str) -> None:
    klien, pohon_id = masuk

    assert klien.get(f"/pohon/{pohon_id}/tabel/{kunci}/").status_code == 404


@pytest.mark.django_db
def test_command_prints_the_booklet_into_a_file(tmp_path: Path) -> None:
    perangkat = PerangkatFactory(slug="naker", pemerintah_daerah=PemerintahFactory(slug="balangan"))
    pohon = pohon_tersimpan(perangkat_daerah=perangkat)
    tujuan = tmp_path / "buku.pdf"
    pilihan = ["--pemerintah-daerah", "balangan", "--periode", "2021-2026"]

    call_command("cetak", "cascading", "--perangkat-daerah", "naker", *pilihan, "--ke", str(tujuan), verbosity=0)

    assert tujuan.read_bytes() == cetak_buku(baca_pohon(pohon.pk)).pdf
    assert list(tmp_path.iterdir()) == [tujuan]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "tambahan", "ke", "pesan"),
    [
        ("tidak-ada", [], "buku.pdf", "Tidak ada pohon kinerja"),
        ("naker", ["--periode", "2021"], "buku.pdf", "Periode ditulis seperti 2021-2026"),
        ("naker", [], "buku.pdf", "Ada beberapa pohon"),
        ("naker", ["--urusan", "Koperasi"], "buku.docx", "harus berakhiran .pdf"),
        ("naker", ["--urusan", "Koperasi"], "belum/ada/buku.pdf", "Folder tujuan tidak ada"),
    ],
)
def test_command_says_clearly_what_is_wrong(
    tmp_path: Path, slug: str, tambahan: list[str], ke: str, pesan: str
) -> None:
    perangkat = PerangkatFactory(slug="naker")
    for urusan in ("Tenaga Kerja", "Koperasi"):
        pohon_tersimpan(perangkat_daerah=perangkat, urusan=urusan)

    with pytest.raises(CommandError, match=pesan):
        call_command("cetak", "cascading", "--perangkat-daerah", slug, *tambahan, "--ke", str(tmp_path / ke))
    assert not list(tmp_path.iterdir())
