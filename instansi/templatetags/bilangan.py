"""Numbers as people here write them, for templates of every app."""

from decimal import Decimal

from django import template

from instansi.teks import desimal as tulis_desimal

register = template.Library()


@register.filter
def desimal(nilai: Decimal) -> str:
    """Return a number in Indonesian form without idle zeros: {{ 1234.500|desimal }} → "1.234,5"."""
    return tulis_desimal(nilai)
