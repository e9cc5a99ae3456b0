"""Text is measured as the paper prints it, so that what fits on a page is known before it is laid out."""

import pytest

from naskah.huruf import jumlah_baris, lebar_teks


def test_width_grows_with_the_text_and_the_type() -> None:
    assert lebar_teks("Dinas", 10) < lebar_teks("Dinas Kesehatan", 10)
    assert lebar_teks("Dinas", 20) == pytest.approx(2 * lebar_teks("Dinas", 10))


def test_a_letter_the_font_lacks_counts_as_a_full_em() -> None:
    assert lebar_teks("漢", 10) == 10


@pytest.mark.parametrize(
    ("teks", "baris"),
    [("", 1), ("kata", 1), ("kata\nkata", 2), ("kata " * 3, 1), ("kata " * 30, 6), ("W" * 100, 10)],
)
def test_lines_break_at_spaces_and_inside_words_wider_than_the_column(teks: str, baris: int) -> None:
    lebar = {"W" * 100: 10.5 * lebar_teks("W", 10)}.get(teks, 5.5 * lebar_teks("kata ", 10))

    assert jumlah_baris(teks, lebar, 10) == baris
