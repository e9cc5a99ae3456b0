"""The tables of the booklet are views of one tree: headings, order, merged cells and crosscutting as printed."""

from dataclasses import replace

import pytest

from cascading.tables import (
    Sel,
    Tabel,
    judul_csf,
    semua_tabel,
    tabel_crosscutting,
    tabel_tahap_2,
    tabel_tahap_3,
    tabel_tahap_4,
    tabel_tahap_5,
)
from pohon.rows import BarisPohon
from tests.pabrik.baris import (
    antara,
    baris_pohon,
    csf,
    kondisi,
    operasional,
    outcome,
    pohon_acak,
    pohon_contoh,
    silang,
    utama,
)

DISKOMINFO = "Dinas Komunikasi, Informatika, dan Statistik"


@pytest.fixture
def pohon() -> BarisPohon:
    return baris_pohon(
        outcome(
            "Terwujudnya Tertib Administrasi",
            csf(
                "Masih rendahnya mutu",
                kondisi(
                    "Meningkatnya mutu",
                    utama(
                        "Meningkatnya pelayanan",
                        antara("Meningkatnya kompetensi", operasional("Terlaksananya diklat", indikator=["Jumlah"])),
                        indikator=["Indeks kepuasan", "Persentase aduan selesai"],
                        jabatan=["Kepala Bidang Pelayanan", "Sekretaris"],
                    ),
                    indikator=["Nilai mutu"],
                ),
                kondisi("Meningkatnya jaringan", crosscutting=[DISKOMINFO, "Bagian Organisasi"]),
            ),
            indikator=["Indeks tertib"],
            judul_csf="",
        )
    )


def teks(tabel: Tabel) -> list[list[str | None]]:
    return [[sel.teks if sel else None for sel in baris] for kelompok in tabel.kelompok for baris in kelompok.baris]


def rentang(tabel: Tabel) -> list[list[int]]:
    return [[sel.rentang if sel else 0 for sel in baris] for kelompok in tabel.kelompok for baris in kelompok.baris]


def test_tahap_2_pairs_each_csf_with_its_conditions_under_the_outcomes_name(pohon: BarisPohon) -> None:
    (tabel,) = tabel_tahap_2(pohon)

    assert [kolom.judul for kolom in tabel.kolom] == ["No", "CSF Tertib Administrasi", "Kondisi yang diperlukan"]
    assert teks(tabel) == [["1", "Masih rendahnya mutu", "Meningkatnya mutu"], [None, None, "Meningkatnya jaringan"]]
    assert rentang(tabel) == [[2, 2, 1], [0, 0, 1]]


@pytest.mark.parametrize(
    ("judul", "cetak"),
    [
        ("", "CSF Menurunnya Angka Pengangguran"),
        ("ANGKA PENGANGGURAN", "CSF ANGKA PENGANGGURAN"),
        ("CSF ANGKA PENGANGGURAN", "CSF ANGKA PENGANGGURAN"),
    ],
)
def test_heading_of_the_csf_column_is_typed_or_made_from_the_outcome(judul: str, cetak: str) -> None:
    (satu,) = baris_pohon(outcome("Menurunnya Angka Pengangguran", judul_csf=judul)).outcome

    assert judul_csf(satu) == cetak


@pytest.mark.parametrize(("judul", "cetak"), [("", "Sumber"), ("Renstra masalah", "Renstra masalah")])
def test_source_column_stands_only_where_a_source_is_given(judul: str, cetak: str) -> None:
    pohon = baris_pohon(
        outcome("A", csf("Isu satu", kondisi("K1"), sumber="Renstra halaman 12")),
        outcome("B", csf("Isu dua", kondisi("K2"))),
        judul_kolom_sumber=judul,
    )
    dengan, tanpa = tabel_tahap_2(pohon)

    assert [kolom.judul for kolom in dengan.kolom][2] == cetak
    assert teks(dengan) == [["1", "Isu satu", "Renstra halaman 12", "K1"]]
    assert len(tanpa.kolom) == 3
    assert (dengan.kunci, tanpa.kunci) == ("tahap-2-o1", "tahap-2-o2")


def test_tahap_3_spans_the_condition_over_its_breakdown_and_names_the_kinds(pohon: BarisPohon) -> None:
    tabel = tabel_tahap_3(pohon)

    assert teks(tabel) == [
        ["Meningkatnya mutu", "Meningkatnya pelayanan", "Kondisi antara utama"],
        [None, "Meningkatnya kompetensi", "Kondisi antara"],
        [None, "Terlaksananya diklat", "Kondisi operasional"],
        ["Meningkatnya jaringan", "", f"Crosscutting {DISKOMINFO}; Bagian Organisasi"],
    ]
    assert [baris[0] for baris in rentang(tabel)] == [3, 0, 0, 1]
    assert [baris[1].takuk for baris in tabel.kelompok[0].baris if baris[1]] == [0, 1, 2]


def test_a_shared_condition_with_a_breakdown_of_its_own_names_the_agencies_too() -> None:
    pohon = baris_pohon(
        outcome("A", kondisi("K", utama("U", indikator=["I"]), crosscutting=["Dinas Lain"], indikator=["J"]))
    )

    assert tabel_tahap_3(pohon).kelompok[0].baris[0][0] == Sel(
        "K", rentang=1, kode="1", catatan=("Crosscutting Dinas Lain",)
    )


def test_tahap_4_merges_a_statement_over_its_indicators_and_states_the_level(pohon: BarisPohon) -> None:
    tabel = tabel_tahap_4(pohon)

    assert teks(tabel) == [
        ["Tahap 1", "Terwujudnya Tertib Administrasi", "Indeks tertib", "kinerja strategis SKPD"],
        ["Tahap 2", "Meningkatnya mutu", "Nilai mutu", "kinerja strategis"],
        ["Tahap 3", "Meningkatnya pelayanan", "Indeks kepuasan", "kinerja taktikal intermediate"],
        [None, None, "Persentase aduan selesai", None],
        ["Tahap 3", "Meningkatnya kompetensi", "", "kinerja taktikal immediate"],
        ["Tahap 3", "Terlaksananya diklat", "Jumlah", "kinerja operasional"],
        ["Tahap 2", "Meningkatnya jaringan", "Crosscutting", "Crosscutting"],
    ]
    assert rentang(tabel)[2:4] == [[2, 2, 1, 2], [0, 0, 1, 0]]


def test_tahap_5_adds_component_and_position_and_leaves_crosscutting_empty(pohon: BarisPohon) -> None:
    tabel = tabel_tahap_5(pohon)
    utama_, silang_ = tabel.kelompok[2].baris[0], tabel.kelompok[-1].baris[0]

    assert [baris[:4] for baris in teks(tabel)] == teks(tabel_tahap_4(pohon))
    assert utama_[4:] == (
        Sel("sasaran program", rentang=2),
        Sel("PK Jabatan Administrator", rentang=2, catatan=("Kepala Bidang Pelayanan", "Sekretaris")),
    )
    assert [sel.teks for sel in silang_ if sel][2:] == ["Crosscutting", "Crosscutting", "", ""]


def test_tahap_5_shows_the_nomenclature_and_an_indicators_own_position(pohon: BarisPohon) -> None:
    def lengkapi(simpul):  # noqa: ANN001, ANN202 - rows of one node
        pemegang = {"Indeks kepuasan": "Sekretaris", "Persentase aduan selesai": "Kepala Seksi Aduan"}
        indikator = tuple(replace(satu, penanggung_jawab=pemegang.get(satu.nama, "")) for satu in simpul.indikator)
        return replace(simpul, indikator=indikator, nomenklatur_kode="2.12.02", nomenklatur_nama="Program Contoh")

    pohon = replace(pohon, simpul=tuple(lengkapi(simpul) for simpul in pohon.simpul))
    pertama, kedua = tabel_tahap_5(pohon).kelompok[2].baris

    assert pertama[4] == Sel("sasaran program", rentang=2, catatan=("2.12.02 Program Contoh",))
    assert pertama[2] == Sel("Indeks kepuasan")  # its position carries the node already
    assert kedua[2] == Sel("Persentase aduan selesai", catatan=("Penanggung jawab: Kepala Seksi Aduan",))


def test_crosscutting_table_has_a_row_for_each_agency_still_to_answer(pohon: BarisPohon) -> None:
    assert teks(tabel_crosscutting(pohon)) == [
        ["1", "2", "Meningkatnya jaringan", DISKOMINFO, "Belum dijawab"],
        [None, None, None, "Bagian Organisasi", "Belum dijawab"],
    ]


def test_a_crosscutting_node_without_agencies_is_listed_all_the_same() -> None:
    pohon = baris_pohon(outcome("A", kondisi("K", silang("Tersedianya jaringan"))))

    assert teks(tabel_crosscutting(pohon)) == [["1", "1.1", "Tersedianya jaringan", "", "Belum dijawab"]]
    assert teks(tabel_tahap_4(pohon))[-1] == ["Tahap 3", "Tersedianya jaringan", "Crosscutting", "Crosscutting"]


def test_an_empty_tree_has_tables_without_rows_that_say_so() -> None:
    tabel = semua_tabel(baris_pohon())

    assert [satu.kunci for satu in tabel] == ["tahap-3", "tahap-4", "tahap-5", "crosscutting"]
    assert all(satu.jumlah_baris == 0 and satu.kosong for satu in tabel)


@pytest.mark.parametrize(
    "pohon_", [pohon_contoh("disdukcapil"), pohon_contoh("naker"), pohon_acak(150, banyak_outcome=3)]
)
def test_every_table_is_whole(pohon_: BarisPohon) -> None:
    """No node or indicator is lost, each row fills the columns, each span is as long as its group."""
    tabel = {satu.kunci: satu for satu in semua_tabel(pohon_)}

    for satu in tabel.values():
        assert sum(kolom.lebar for kolom in satu.kolom) == 100
        for kelompok in satu.kelompok:
            assert all(len(baris) == len(satu.kolom) for baris in kelompok.baris)
            assert all(sel.rentang in (1, len(kelompok.baris)) for sel in kelompok.baris[0] if sel)
    for kunci in ("tahap-4", "tahap-5"):
        isi = [sel.teks for kelompok in tabel[kunci].kelompok for baris in kelompok.baris for sel in baris if sel]
        for simpul in pohon_.tanpa_csf:
            assert simpul.pernyataan in isi
            assert all(indikator.nama in isi for indikator in simpul.indikator)
    assert sum(satu.jumlah_baris for satu in tabel.values() if satu.kunci.startswith("tahap-2")) == len(pohon_.kondisi)
