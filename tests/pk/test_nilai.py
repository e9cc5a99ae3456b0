"""Values as people write them, the achievement by direction, the lights."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pk.choices import Lampu
from pk.nilai import Nilai, baca_nilai, bandingkan, capaian, dari_angka, lampu, melawan_arah, persen, rupiah


@pytest.mark.parametrize(
    ("teks", "tampil"),
    [
        ("85", "85"), ("1.234,5", "1.234,5"), ("1234,50", "1.234,5"), ("-1,5", "-1,5"), ("97,5 %", "97,5"),
        ("A", "A"), ("  BB ", "BB"), ("WTP", "WTP"), ("0", "0"), ("B (61,5)", "B (61,5)"),
    ],
)  # fmt: skip
def test_numbers_and_predicates_are_read_and_shown_alike(teks: str, tampil: str) -> None:
    nilai = baca_nilai(teks)
    assert nilai is not None and nilai.teks_tampil == tampil
    assert baca_nilai(nilai.teks_tampil) == nilai


@pytest.mark.parametrize("teks", ["", " ", "-", "–"])
def test_an_empty_cell_is_no_value(teks: str) -> None:
    assert baca_nilai(teks) is None


@pytest.mark.parametrize(
    "teks", ["12.5", "1,234.5", "3 dokumen", "=1+1", "1.23.4", "≥ 90", "9" * 20, "0,1234567", "x" * 61, "1\x00"]
)
def test_what_cannot_be_read_is_refused(teks: str) -> None:
    with pytest.raises(ValidationError):
        baca_nilai(teks)


def test_numbers_of_a_spreadsheet_lose_the_traces_of_floating_point() -> None:
    assert dari_angka(0.1 + 0.2).teks_tampil == "0,3"
    assert dari_angka(1234.5).teks_tampil == "1.234,5"
    with pytest.raises(ValidationError):
        dari_angka(float("nan"))


def n(teks: str) -> Nilai:
    nilai = baca_nilai(teks)
    assert nilai is not None
    return nilai


@pytest.mark.parametrize(
    ("target", "realisasi", "arah", "hasil"),
    [
        ("80", "60", "naik", "75"),
        ("80", "90", "", "112.50"),
        ("80", "60", "turun", "125"),
        ("80", "100", "turun", "75"),
        ("80", "200", "turun", "0"),
        ("80", "76", "tetap", "95"),
        ("80", "84", "tetap", "95"),
        ("3", "1", "naik", "33.33"),
        ("0", "0", "turun", "100"),
        ("0", "2", "turun", "0"),
        ("A", "AA", "naik", "100"),
        ("A", "BB", "naik", None),
        ("WTP", "WTP", "tetap", "100"),
        ("85", "A", "naik", None),
    ],
)
def test_achievement_follows_the_direction(target: str, realisasi: str, arah: str, hasil: str | None) -> None:
    assert capaian(n(target), n(realisasi), arah) == (Decimal(hasil) if hasil is not None else None)


def test_lights_follow_the_achievement() -> None:
    assert lampu(n("100"), n("91"), "naik") == Lampu.HIJAU
    assert lampu(n("100"), n("90,99"), "naik") == Lampu.KUNING
    assert lampu(n("100"), n("65,99"), "naik") == Lampu.MERAH
    assert lampu(n("A"), n("CC"), "naik") == Lampu.MERAH
    assert lampu(n("100"), None, "naik") == Lampu.ABU


def test_targets_against_their_direction_are_noticed() -> None:
    assert melawan_arah(n("80"), n("79"), "naik") and melawan_arah(n("80"), n("79"), "")
    assert not melawan_arah(n("80"), n("79"), "turun") and melawan_arah(n("80"), n("81"), "turun")
    assert melawan_arah(n("80"), n("81"), "tetap")
    assert melawan_arah(n("BB"), n("B"), "naik") and not melawan_arah(n("BB"), n("A"), "naik")
    assert not melawan_arah(n("80"), n("A"), "naik")
    assert bandingkan(n("Baik"), n("Cukup")) is None


def test_amounts_and_percentages_are_printed_in_indonesian_form() -> None:
    assert rupiah(Decimal("1250000.00")) == "Rp1.250.000"
    assert persen(Decimal("97.50")) == "97,5 %"
    assert persen(None) == "–"
