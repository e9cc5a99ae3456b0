"""The state of each stage, as the stage bar and the agency's home show it."""

from dataclasses import replace
from typing import Any

import pytest

from pohon.choices import JenisSimpul
from pohon.progress import Keadaan, KemajuanTahap, kemajuan
from pohon.rows import BarisPohon
from pohon.rules import periksa_pohon
from tests.pabrik.baris import (
    antara,
    baris_pohon,
    csf,
    kondisi,
    operasional,
    outcome,
    pohon_contoh,
    utama,
)


def tahap(pohon: BarisPohon, nomor: int) -> KemajuanTahap:
    return kemajuan(pohon, periksa_pohon(pohon))[nomor - 1]


def ubah(pohon: BarisPohon, jenis: JenisSimpul, **isi: Any) -> BarisPohon:
    return replace(pohon, simpul=tuple(replace(satu, **isi) if satu.jenis == jenis else satu for satu in pohon.simpul))


@pytest.fixture
def pohon() -> BarisPohon:
    """A complete small tree."""
    return baris_pohon(
        outcome(
            "Terwujudnya tertib administrasi",
            kondisi(
                "Meningkatnya mutu pelayanan",
                utama(
                    "Meningkatnya mutu dokumen",
                    antara(
                        "Meningkatnya sarana loket",
                        operasional("Tersedianya kursi tunggu", indikator=["Jumlah kursi"]),
                        indikator=["Persentase sarana layak"],
                    ),
                    indikator=["Persentase dokumen benar"],
                ),
                indikator=["Indeks kepuasan"],
            ),
            indikator=["Persentase penduduk berdokumen"],
        )
    )


def test_an_empty_tree_has_not_been_begun() -> None:
    hasil = kemajuan(baris_pohon(), periksa_pohon(baris_pohon()))
    assert [satu.keadaan for satu in hasil] == [Keadaan.BELUM] * 5
    assert [satu.teks for satu in hasil] == ["0 outcome", "0 CSF", "0 kotak", "0 dari 0 terisi", "0 dari 0 terisi"]


def test_a_complete_tree_is_done_and_says_how_much(pohon: BarisPohon) -> None:
    hasil = kemajuan(pohon, ())
    assert [satu.keadaan for satu in hasil] == [Keadaan.SELESAI] * 5
    assert [satu.teks for satu in hasil] == [
        "1 outcome",
        "1 CSF, 1 kondisi",
        "5 kotak",
        "5 dari 5 terisi",
        "5 dari 5 terisi",
    ]


@pytest.mark.parametrize("slug", ["disdukcapil", "naker"])
def test_the_demo_trees_are_complete_without_an_error(slug: str) -> None:
    hasil = kemajuan(pohon_contoh(slug), periksa_pohon(pohon_contoh(slug)))
    assert [(satu.keadaan, satu.galat) for satu in hasil] == [(Keadaan.SELESAI, 0)] * 5


def test_a_factor_alone_begins_tahap_1() -> None:
    assert tahap(baris_pohon(mandat="Urusan penduduk"), 1).keadaan == Keadaan.SEDANG


def test_a_csf_without_condition_keeps_tahap_2_open() -> None:
    pohon = baris_pohon(outcome("Terwujudnya tertib", csf("Masih rendahnya mutu")))
    assert tahap(pohon, 2).keadaan == Keadaan.SEDANG
    assert tahap(pohon, 3).keadaan == Keadaan.BELUM


def test_a_branch_without_end_keeps_tahap_3_open() -> None:
    pohon = baris_pohon(outcome("Terwujudnya tertib", kondisi("Meningkatnya mutu", utama("Meningkatnya sarana"))))
    assert tahap(pohon, 3).keadaan == Keadaan.SEDANG


def test_conditions_left_to_other_agencies_complete_tahap_3() -> None:
    pohon = baris_pohon(outcome("Terwujudnya tertib", kondisi("Meningkatnya mutu", crosscutting=["Dinas Lain"])))
    assert tahap(pohon, 3).keadaan == Keadaan.SELESAI


def test_tahap_4_counts_the_nodes_with_indicators(pohon: BarisPohon) -> None:
    hasil = tahap(ubah(pohon, JenisSimpul.OPERASIONAL, indikator=()), 4)
    assert (hasil.keadaan, hasil.teks, hasil.galat) == (Keadaan.SEDANG, "4 dari 5 terisi", 1)


def test_tahap_5_wants_component_and_position(pohon: BarisPohon) -> None:
    tanpa_jabatan = ubah(pohon, JenisSimpul.OUTCOME, kinerja_jabatan="")
    assert tahap(tanpa_jabatan, 5).teks == "4 dari 5 terisi"
    assert tahap(replace(tanpa_jabatan, bentuk="kecamatan"), 5).keadaan == Keadaan.SELESAI


def test_a_complete_stage_with_an_error_must_be_looked_at_again(pohon: BarisPohon) -> None:
    salah = ubah(pohon, JenisSimpul.OPERASIONAL, indikator=(replace(pohon.simpul[-1].indikator[0], nama="Kondisi"),))
    hasil = tahap(salah, 4)
    assert (hasil.keadaan, hasil.galat) == (Keadaan.PERIKSA, 1)
    assert hasil.temuan == hasil.galat + hasil.peringatan + hasil.saran
