"""Finding several statements in one text."""

import pytest

from pohon.pecah import baris_terisi, pecah_bernomor


@pytest.mark.parametrize(
    ("teks", "bagian"),
    [
        ("1. Meningkatnya A 2. Meningkatnya B", ["Meningkatnya A", "Meningkatnya B"]),
        ("1) A; 2) B; 3) C", ["A", "B", "C"]),
        ("a. A b. B", ["A", "B"]),
        ("(1) A (2) B", ["A", "B"]),
        ("Meningkatnya mutu pelayanan", ["Meningkatnya mutu pelayanan"]),
        ("1. Meningkatnya A", ["1. Meningkatnya A"]),
        ("Terpenuhinya SPM 1. dan 2. secara penuh", ["Terpenuhinya SPM 1. dan 2. secara penuh"]),
        ("1. Naiknya nilai 2.5 menjadi 3", ["1. Naiknya nilai 2.5 menjadi 3"]),
        ("", [""]),
    ],
)
def test_numbered_texts_are_told_from_plain_ones(teks: str, bagian: list[str]) -> None:
    assert pecah_bernomor(teks) == bagian


def test_lines_lose_their_number_or_bullet() -> None:
    assert baris_terisi("1. A\n- B\n\n• C\nD") == ["A", "B", "C", "D"]
