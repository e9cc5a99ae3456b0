"""The workbook holds the same tables, is ready to print, and never lets a text run as a formula."""

from io import BytesIO

import pytest
import time_machine
from openpyxl import Workbook, load_workbook

from cascading.exporting import tulis_buku_kerja
from cascading.tables import semua_tabel
from pohon.choices import StatusPohon
from pohon.rows import BarisPohon
from tests.pabrik.baris import baris_pohon, kondisi, outcome, pohon_contoh, utama


def buka(pohon: BarisPohon) -> Workbook:
    return load_workbook(BytesIO(tulis_buku_kerja(pohon)))


@pytest.mark.parametrize("slug", ["disdukcapil", "naker"])
def test_every_cell_of_every_table_is_in_its_sheet(slug: str) -> None:
    pohon = pohon_contoh(slug)
    buku = buka(pohon)

    assert buku.sheetnames == ["Tahap 2", "Tahap 3", "Tahap 4", "Tahap 5", "Crosscutting"]
    for lembar, tabel in zip(buku, semua_tabel(pohon), strict=True):
        judul = [sel.value for sel in lembar[4]]
        assert judul == [kolom.judul for kolom in tabel.kolom]
        isi = [[sel.value for sel in baris] for baris in lembar.iter_rows(min_row=5)]
        asal = [[sel.isi or None if sel else None for sel in baris] for satu in tabel.kelompok for baris in satu.baris]
        assert isi == asal


def test_statements_are_merged_over_their_indicators_and_texts_wrap() -> None:
    pohon = baris_pohon(outcome("Terwujudnya A", kondisi("K", indikator=["Satu", "Dua", "Tiga"]), indikator=["I"]))
    lembar = buka(pohon)["Tahap 4"]

    assert {"A6:A8", "B6:B8", "D6:D8"} <= {str(daerah) for daerah in lembar.merged_cells.ranges}
    assert lembar["C8"].value == "Tiga"
    assert lembar["C8"].alignment.wrap_text
    assert lembar["C8"].border.bottom.style == "thin"


def test_sheets_are_ready_to_print_and_keep_their_heading_in_sight() -> None:
    lembar = buka(pohon_contoh("naker"))["Tahap 5"]

    assert lembar.freeze_panes == "A5"
    assert lembar.print_title_rows == "$4:$4"
    assert (lembar.page_setup.orientation, lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (
        "landscape", 1, 0,
    )  # fmt: skip
    assert lembar.sheet_properties.pageSetUpPr.fitToPage
    assert lembar.row_dimensions[7].height > 25


@pytest.mark.parametrize("awal", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_stays_a_text(awal: str) -> None:
    jahat = f'{awal}HYPERLINK("http://example.org","klik")'
    lembar = buka(baris_pohon(outcome("A", kondisi(jahat, utama("U", indikator=[jahat])))))["Tahap 4"]

    for sel in (lembar["B6"], lembar["C7"]):
        assert (sel.value, sel.data_type, sel.quotePrefix) == (jahat, "s", True)


def test_characters_no_workbook_may_hold_are_left_out() -> None:
    lembar = buka(baris_pohon(outcome("A\x00B\x0bC")))["Tahap 4"]

    assert lembar["B5"].value == "ABC"


def test_same_tree_gives_the_same_bytes_at_another_time() -> None:
    pohon = pohon_contoh("naker")
    with time_machine.travel("2023-01-05 08:00:00Z", tick=False):
        pertama = tulis_buku_kerja(pohon)
    with time_machine.travel("2024-07-31 23:59:58Z", tick=False):
        kedua = tulis_buku_kerja(pohon)

    assert pertama == kedua


def test_properties_name_the_agency_and_draft_is_said_until_approval() -> None:
    draf = buka(baris_pohon(outcome("A"), nama_pemilik="Dinas Contoh"))
    setuju = buka(baris_pohon(outcome("A"), status=StatusPohon.DISETUJUI))

    assert draf.properties.creator == "Dinas Contoh"
    assert draf["Tahap 4"]["A3"].value == "Kabupaten Contoh, periode 2021–2026 · DRAF"
    assert setuju["Tahap 4"]["A3"].value == "Kabupaten Contoh, periode 2021–2026"


def test_an_empty_tree_gives_sheets_that_say_so() -> None:
    buku = buka(baris_pohon())

    assert buku.sheetnames == ["Tahap 3", "Tahap 4", "Tahap 5", "Crosscutting"]
    assert buku["Tahap 4"]["A5"].value == "Belum ada kinerja."


def test_several_outcomes_have_a_sheet_each_for_tahap_2() -> None:
    assert buka(baris_pohon(outcome("A"), outcome("B"))).sheetnames[:2] == ["Tahap 2 O1", "Tahap 2 O2"]
