"""Looking up what belongs to a node, and marking the words searched for."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def milik(menurut: Mapping[object, object], kunci: object) -> object:
    """Return what a mapping holds for a key, or nothing."""
    return menurut.get(kunci, ())


@register.filter
def tandai(teks: str, kata: str) -> SafeString:
    """Return the text, escaped, with each of the words marked."""
    pola = "|".join(re.escape(satu) for satu in kata.split())
    if not pola:
        return mark_safe(escape(teks))  # noqa: S308 - escaped  # nosec B308
    bagian = re.split(f"({pola})", teks, flags=re.IGNORECASE)
    hasil = (f"<mark>{escape(satu)}</mark>" if nomor % 2 else escape(satu) for nomor, satu in enumerate(bagian))
    return mark_safe("".join(hasil))  # noqa: S308 - escaped piece by piece  # nosec B308
