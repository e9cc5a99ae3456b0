"""Numbers in Indonesian form: what people type is read as they mean it, what is stored is shown as they write it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from instansi.teks import baca_desimal, desimal


@pytest.mark.parametrize(
    ("tertulis", "nilai"),
    [("100", "100"), ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("0,25", "0.25"), (" 1.000.000 ", "1000000")],
)
def test_a_number_in_indonesian_form_is_read(tertulis: str, nilai: str) -> None:
    assert baca_desimal(tertulis) == Decimal(nilai)


@pytest.mark.parametrize("tertulis", ["1,234.5", "1.5", "12.34", "seratus", "-1", "1e5", "NaN", "", "1,2,3", "٣"])
def test_any_other_form_is_refused_and_not_guessed(tertulis: str) -> None:
    with pytest.raises(ValidationError, match="koma untuk desimal"):
        baca_desimal(tertulis)


@pytest.mark.parametrize(
    ("nilai", "tertulis"),
    [("100.000000", "100"), ("1234.500000", "1.234,5"), ("0.250000", "0,25"), ("1000000", "1.000.000")],
)
def test_a_stored_number_is_shown_without_idle_zeros(nilai: str, tertulis: str) -> None:
    assert desimal(Decimal(nilai)) == tertulis
