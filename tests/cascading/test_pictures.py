"""The tree pictures: SVG that is safe in a page, paper that is readable, pages that together show everything."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from cascading.bagan import PilihanBagan, anggota, cari_simpul
from cascading.lembar import HalamanGambar
from cascading.pictures import HALAMAN_GAMBAR, PT_TERKECIL, halaman_gambar, lembar_tunggal
from cascading.rendering import pdf_gambar, png_gambar
from cascading.svg import Layar, svg_pohon
from cascading.warna import SILANG, TANDA, TERJEMAHAN, semua_warna
from pohon.api import BarisPohon, JenisSimpul
from tests.pabrik.baris import (
    antara,
    baris_pohon,
    kondisi,
    operasional,
    outcome,
    pohon_acak,
    pohon_contoh,
    silang,
    utama,
)

ALAMAT = {"tautan": lambda simpul: "/", "cabang": lambda simpul: "?cabang", "lipat": lambda simpul: "?lipat"}
SVG = "{http://www.w3.org/2000/svg}"
USIL = "<script>alert('x')</script> & \"kutip\" 👩‍👩‍👧 مرحبا \x00\x1b akhir"


def halaman(pohon: BarisPohon, *, cascading: bool = False, lebar: float = 396, tinggi: float = 271):
    return halaman_gambar(pohon, cascading=cascading, lebar_mm=lebar, tinggi_mm=tinggi)


def layar(**lain) -> Layar:
    return Layar(**{**ALAMAT, **lain})


def urai(svg: str) -> ElementTree.Element:
    """Parse our own SVG; fails when it is no well-formed XML."""
    return ElementTree.fromstring(svg)  # noqa: S314 - made by the code under test


def isi(kotak) -> str:
    return "".join("".join(bagian.baris) for bagian in kotak.bagian).replace(" ", "")


def yang_kurang(pohon: BarisPohon, semua: tuple[HalamanGambar, ...], *, cascading: bool) -> list[str]:
    """Return the texts of the tree that no box of these pages holds whole."""
    tercetak: dict[int, str] = {}
    for satu in semua:
        for kotak in satu.bagan.kotak:
            tercetak[kotak.simpul.id] = tercetak.get(kotak.simpul.id, "") + isi(kotak)
    kurang = []
    for simpul in pohon.tanpa_csf:
        harus = [simpul.kode, simpul.pernyataan, *(satu.nama for satu in simpul.indikator)]
        harus += [satu.nama for satu in simpul.crosscutting]
        if cascading and not simpul.milik_lain:
            harus += [simpul.kinerja_jabatan, simpul.komponen_cetak[1:], *(satu.nama for satu in simpul.jabatan)]
        ada = tercetak.get(simpul.id, "").casefold()
        kurang += [f"{simpul.kode}: {teks}" for teks in harus if teks.replace(" ", "").casefold() not in ada]
    return kurang


def pohon_lebar() -> BarisPohon:
    """One condition with 40 antara utama of three, another with 60 operational ones directly."""
    return baris_pohon(
        outcome(
            "Hasil",
            kondisi("Lebar", *(utama(f"Utama nomor {n}", operasional(f"Op {n}"), antara("A")) for n in range(40))),
            kondisi("Langsung", *(operasional(f"Operasional nomor {n}", indikator=["Jumlah"]) for n in range(60))),
            indikator=["Indeks hasil"],
        )
    )


def pohon_dalam() -> BarisPohon:
    """Antara nested twelve deep."""
    dalam = antara("Paling dalam", operasional("Teknis", indikator=["Jumlah teknis"]))
    for nomor in range(12):
        dalam = antara(f"Bersarang {nomor} " + "kata " * 30, dalam, operasional(f"Sampingan {nomor}"))
    return baris_pohon(outcome("Hasil", kondisi("Kondisi", utama("Utama", dalam), silang("S", crosscutting=["Dinas"]))))


POHON = {
    "disdukcapil": lambda: pohon_contoh("disdukcapil"),
    "naker": lambda: pohon_contoh("naker"),
    "satu kotak": lambda: pohon_acak(1),
    "96 kotak": lambda: pohon_acak(96, benih=3),
    "133 kotak": lambda: pohon_acak(133, benih=5, lebar=5),
    "300 kotak": lambda: pohon_acak(300, benih=2, lebar=6),
    "tiga outcome": lambda: pohon_acak(120, banyak_outcome=3),
    "lebar": pohon_lebar,
    "dalam": pohon_dalam,
}


@pytest.mark.parametrize("cascading", [False, True])
@pytest.mark.parametrize("nama", POHON)
def test_pages_show_every_text_and_never_below_six_and_a_half_points(nama, cascading):
    pohon = POHON[nama]()
    semua = halaman(pohon, cascading=cascading)
    assert yang_kurang(pohon, semua, cascading=cascading) == []
    for satu in semua:
        assert satu.huruf_pt >= PT_TERKECIL
        assert satu.kiri >= 0
        assert satu.bagan.lebar <= satu.lebar - 4 + 0.01
        assert satu.tinggi_judul + satu.bagan.tinggi <= satu.tinggi - 2 + 0.01


@pytest.mark.parametrize("nama", POHON)
def test_every_reference_leads_to_a_page_that_exists_once(nama):
    semua = halaman(POHON[nama](), cascading=True)
    jangkar = [satu.id for satu in semua]
    assert len(set(jangkar)) == len(jangkar)
    tuju = {kotak.rujukan for satu in semua for kotak in satu.bagan.kotak if kotak.rujukan}
    tuju |= {alamat for satu in semua for _, alamat in satu.induk}
    assert tuju <= set(jangkar)
    # Every page but the first can be reached: from a box, or as the continuation of the page before.
    dari_kotak = {kotak.rujukan for satu in semua for kotak in satu.bagan.kotak}
    for satu in semua[1:]:
        assert satu.id in dari_kotak or re.sub(r"-\d+$", "", satu.id) in jangkar or satu.penanda.startswith("O")


def test_a_tree_of_a_dinas_stands_on_one_sheet():
    (satu,) = halaman(pohon_contoh("disdukcapil"))
    assert satu.judul == ("POHON KINERJA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",)
    assert satu.penanda == "Pohon kinerja"
    assert satu.huruf_pt >= 7.5


def test_a_larger_picture_has_an_overview_and_a_page_for_each_condition():
    pohon = pohon_contoh("disdukcapil")
    ikhtisar, *cabang = halaman(pohon, cascading=True)
    assert "tanpa kondisi operasional" in ikhtisar.catatan
    assert not [kotak for kotak in ikhtisar.bagan.kotak if kotak.simpul.jenis == JenisSimpul.OPERASIONAL]
    assert [satu.penanda for satu in cabang] == [f"{satu.kode} {satu.pernyataan}" for satu in pohon.kondisi]
    assert [satu.tingkat for satu in (ikhtisar, *cabang)] == [1, 2, 2, 2]
    rujukan = {kotak.simpul.kode: kotak.rujukan for kotak in ikhtisar.bagan.kotak if kotak.rujukan}
    assert rujukan == {satu.kode: halaman_.id for satu, halaman_ in zip(pohon.kondisi, cabang, strict=True)}
    assert all(satu.induk == (("Cascading", ikhtisar.id),) for satu in cabang)


def test_a_condition_too_large_for_a_page_is_divided_by_antara_utama():
    pohon = baris_pohon(
        outcome(
            "Hasil",
            kondisi(
                "Kondisi",
                *(
                    utama(f"Utama {n}", *(antara(f"A {i}", *(operasional("kata " * 25),) * 4) for i in range(6)))
                    for n in range(3)
                ),
            ),
        )
    )
    semua = halaman(pohon)
    assert [satu.penanda for satu in semua[1:]] == ["1.1 Utama 0", "1.2 Utama 1", "1.3 Utama 2"]
    assert {kotak.simpul.kode for kotak in semua[0].bagan.kotak if kotak.rujukan} == {"1.1", "1.2", "1.3"}


@pytest.mark.parametrize(("lebar", "tinggi"), [(400, 273), (310, 195), (277, 190), (195, 310)])
def test_other_papers_keep_the_smallest_type_too(lebar, tinggi):
    pohon = pohon_contoh("naker")
    semua = halaman(pohon, cascading=True, lebar=lebar, tinggi=tinggi)
    assert yang_kurang(pohon, semua, cascading=True) == []
    assert all(satu.huruf_pt >= PT_TERKECIL for satu in semua)


def test_a_box_larger_than_a_page_is_cut_off_and_says_so():
    besar = outcome("kata " * 190, kondisi("k"), indikator=[f"{n} " + "indikator " * 90 for n in range(20)])
    semua = halaman(baris_pohon(besar), lebar=277, tinggi=190)
    assert all(satu.huruf_pt >= PT_TERKECIL for satu in semua)
    assert any(baris.endswith("…") for satu in semua for o in satu.bagan.kotak for b in o.bagian for baris in b.baris)


def test_an_empty_tree_has_no_picture():
    assert halaman(baris_pohon()) == ()
    assert "<svg" in svg_pohon(baris_pohon())


def test_the_same_tree_gives_the_same_pages_and_bytes():
    assert halaman(pohon_acak(96)) == halaman(pohon_acak(96))
    assert svg_pohon(pohon_acak(30)) == svg_pohon(pohon_acak(30))
    assert pdf_gambar(pohon_acak(5), cascading=True).pdf == pdf_gambar(pohon_acak(5), cascading=True).pdf


# -- paper -----------------------------------------------------------------------------------------------------------


def test_the_pdf_has_a_page_for_each_page_real_page_numbers_and_bookmarks():
    pohon = pohon_contoh("disdukcapil")
    hasil = pdf_gambar(pohon, cascading=True)
    semua = halaman(pohon, cascading=True, lebar=HALAMAN_GAMBAR.lebar_isi, tinggi=HALAMAN_GAMBAR.tinggi_isi)
    pdf = PdfReader(BytesIO(hasil.pdf))
    assert len(pdf.pages) == len(semua) == 4
    teks = [" ".join(satu.extract_text().split()) for satu in pdf.pages]
    assert all(f"Rincian: halaman {nomor}" in teks[0] for nomor in (2, 3, 4))
    assert "Bagian dari Cascading" in teks[1]
    assert "Sasaran sub kegiatan" in teks[1]
    judul = [pdf.outline[0].title, *(satu.title for satu in pdf.outline[1])]
    assert judul == [satu.penanda for satu in semua]
    assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
    assert not pohon.disetujui and "DRAF" in "".join("".join(teks).split())


def test_the_pdf_holds_every_text_of_the_tree_as_text():
    pohon = pohon_contoh("naker")
    teks = "".join(
        "".join(satu.extract_text().split()) for satu in PdfReader(BytesIO(pdf_gambar(pohon, cascading=True).pdf)).pages
    )
    for simpul in pohon.tanpa_csf:
        for harus in (simpul.pernyataan, *(satu.nama for satu in simpul.indikator), simpul.nama_jabatan):
            assert "".join(harus.split()) in teks


def test_print_escapes_hostile_text():
    pohon = baris_pohon(outcome(USIL, kondisi(USIL, crosscutting=[USIL]), indikator=[USIL]), nama_pemilik=USIL)
    html = pdf_gambar(pohon, cascading=True).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\x00" not in html


def test_print_writes_numbers_for_machines_whatever_the_language(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    (satu,) = halaman(pohon_contoh("disdukcapil"))
    html = render_to_string("cetak/gambar.html", {"gambar": satu})
    for gaya in re.findall(r'style="([^"]*)"', html):
        assert re.fullmatch(r"(?:[a-z-]+:-?\d+(?:\.\d+)?mm;?)+", gaya), gaya


def test_nothing_printed_is_smaller_than_six_and_a_half_points():
    """Measured in the PDF itself: the size of every run of text."""
    for pohon in (pohon_contoh("naker"), pohon_acak(133)):
        dokumen = pypdfium2.PdfDocument(pdf_gambar(pohon, cascading=True).pdf)
        for halaman_pdf in dokumen:
            teks = halaman_pdf.get_textpage()
            ukuran = {
                round(pypdfium2.raw.FPDFText_GetFontSize(teks, nomor), 2)
                for nomor in range(teks.count_chars())
                if teks.get_text_range(nomor, 1).strip()
            }
            assert min(ukuran) >= PT_TERKECIL
        dokumen.close()


def test_the_png_shows_the_whole_tree():
    pohon = pohon_contoh("naker")
    png = png_gambar(pohon, cascading=True)
    assert png.startswith(b"\x89PNG")
    lebar, tinggi = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    lembar = lembar_tunggal(pohon, cascading=True)
    assert len(lembar.bagan.kotak) == len(pohon.tanpa_csf)
    assert lebar / tinggi == pytest.approx((lembar.lebar + 16) / (lembar.tinggi + 16), rel=0.02)
    assert lebar > 2000


def test_a_large_tree_gives_a_png_of_bearable_size():
    png = png_gambar(pohon_acak(300), cascading=False)
    assert int.from_bytes(png[16:20]) * int.from_bytes(png[20:24]) <= 37_000_000


@pytest.mark.parametrize("lebar, tinggi", [(396, 271), (190, 120)])
def test_the_pages_of_a_branch_show_all_of_it_and_nothing_else(lebar, tinggi):
    pohon = pohon_acak(133, benih=5, lebar=5)
    pokok = pohon.kondisi[0]
    semua = halaman_gambar(pohon, cascading=True, lebar_mm=lebar, tinggi_mm=tinggi, cabang=pokok.id)
    ada = {kotak.simpul.id for satu in semua for kotak in satu.bagan.kotak}
    assert ada == {satu.id for satu in anggota(pohon, pokok.id)} and len(ada) < 133
    assert semua[0].catatan == f"Cabang {pokok.kode} (O › {pokok.kode})"
    jangkar = {satu.id for satu in semua}
    assert {kotak.rujukan for satu in semua for kotak in satu.bagan.kotak if kotak.rujukan} <= jangkar
    satu = lembar_tunggal(pohon, cascading=True, cabang=pokok.id)
    assert {kotak.simpul.id for kotak in satu.bagan.kotak} == ada and satu.catatan == semua[0].catatan


# -- svg -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arah", ["menyamping", "menurun"])
def test_the_svg_is_one_valid_document_with_every_box_named(arah):
    pohon = pohon_contoh("disdukcapil")
    akar = urai(svg_pohon(pohon, cascading=True, arah=arah))
    assert akar.tag == f"{SVG}svg"
    assert akar.get("aria-label") == "Cascading Dinas Kependudukan dan Pencatatan Sipil"
    kotak = [satu for satu in akar.iter(f"{SVG}g") if satu.get("id", "").startswith("kotak-")]
    assert [satu.get("id") for satu in kotak] == [f"kotak-{simpul.id}" for simpul in pohon.tanpa_csf]
    nama = [satu.find(f"{SVG}title").text for satu in kotak]
    assert nama[1] == "1 · Kondisi: Meningkatnya Kualitas Pelayanan Administrasi Kependudukan"


def test_the_svg_obeys_the_content_security_policy_and_asks_for_nothing():
    svg = svg_pohon(
        pohon_contoh("naker"), cascading=True, layar=layar(tautan=lambda simpul: f"/tahap-3/#simpul-{simpul.id}")
    )
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|<image|<use|url\(", svg)
    assert set(re.findall(r"https?://[^\"' ]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_the_svg_escapes_hostile_text():
    pohon = baris_pohon(outcome(USIL, kondisi(USIL, crosscutting=[USIL]), indikator=[USIL]), nama_pemilik=USIL)
    svg = svg_pohon(pohon, cascading=True)
    assert "<script" not in svg
    dalam_halaman = svg_pohon(pohon, layar=layar(tautan=lambda simpul: f'/?"><script>&id={simpul.id}'))
    assert urai(dalam_halaman) is not None and "<script" not in dalam_halaman
    akar = urai(svg)
    assert "<script>alert('x')</script> & \"kutip\" 👩‍👩‍👧 مرحبا" in akar.find(f"{SVG}title").text


def test_found_boxes_are_marked_by_more_than_colour():
    pohon = pohon_contoh("disdukcapil")
    cocok = cari_simpul(pohon, "SIAK operator")
    svg = svg_pohon(pohon, layar=layar(sorot={simpul.id for simpul in cocok}))
    assert len(cocok) == svg.count("(cocok dengan pencarian)") > 0
    assert all("siak" in (s.pernyataan + "".join(i.nama for i in s.indikator)).lower() for s in cocok)


def test_boxes_link_where_asked_and_nowhere_in_a_file():
    pohon = pohon_acak(5)
    assert svg_pohon(pohon).count("<a ") == 0
    svg = svg_pohon(pohon, layar=layar(tautan=lambda simpul: f"/baris/{simpul.id}"))
    assert re.findall(r'<a href="/baris/(\d+)">', svg) == [str(simpul.id) for simpul in pohon.tanpa_csf]


def test_zoom_changes_the_size_and_not_the_drawing():
    kecil, besar = (urai(svg_pohon(pohon_acak(5), layar=layar(skala=skala))) for skala in (0.5, 1.5))
    assert float(besar.get("width")) == pytest.approx(3 * float(kecil.get("width")), rel=0.01)
    assert besar.get("viewBox") == kecil.get("viewBox")


def test_five_columns_fit_an_ordinary_laptop():
    akar = urai(svg_pohon(pohon_contoh("disdukcapil"), cascading=True))
    assert float(akar.get("width")) <= 1270


def test_searching_finds_code_statement_indicator_position_and_agency():
    pohon = pohon_contoh("naker")
    assert [satu.kode for satu in cari_simpul(pohon, "1.2.3.1")] == ["1.2.3.1"]
    assert cari_simpul(pohon, "dinas pendidikan")
    assert cari_simpul(pohon, "kepala bidang")
    assert cari_simpul(pohon, "   ") == []
    assert cari_simpul(pohon, "tidakadakatainisamasekali") == []


def test_unknown_choices_count_as_the_default(rf):
    pilihan = PilihanBagan.dari(rf.get("/", {"tampilan": "x", "arah": "'", "perbesar": "1e9", "q": "a\x00b " * 500}))
    assert (pilihan.tampilan, pilihan.arah, pilihan.perbesar) == ("pohon", "menyamping", "100")
    assert "\x00" not in pilihan.kata and len(pilihan.kata) <= 200
    assert PilihanBagan().query() == "?"
    assert PilihanBagan(kata="a&b").query(arah="menurun") == "?arah=menurun&q=a%26b"


# -- colours ---------------------------------------------------------------------------------------------------------


def kontras(satu: str, dua: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it."""

    def terang(warna: str) -> float:
        kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    a, b = sorted((terang(satu), terang(dua)))
    return (b + 0.05) / (a + 0.05)


def test_every_text_has_enough_contrast():
    for kelas, warna in semua_warna():
        assert kontras(warna.latar, warna.teks) >= 4.5, kelas
        assert kontras(warna.latar, warna.teks_kepala) >= 4.5, kelas
    for latar, _, teks in (SILANG, TERJEMAHAN, *TANDA.values()):
        assert kontras(latar, teks) >= 4.5
