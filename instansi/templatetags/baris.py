"""What rows of long tables print a dozen times each: icons, addresses that differ in a key only, words of a finding.

The same as `komponen/ikon.html` and Django's `url`, without an inclusion or a search through all addresses a row.
"""

from functools import cache, lru_cache

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()

_TEMUAN = {"galat": ("galat", "Wajib diperbaiki:"), "peringatan": ("peringatan", "Perlu dicek:")}
_SARAN = ("info", "Saran:")


@register.simple_tag
@cache
def ikon(nama: str) -> str:
    """Print an icon of static/gambar/ikon.svg: {% ikon "naik" %}. Decorative: a text always stands beside it."""
    return format_html(
        '<svg class="ikon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("gambar/ikon.svg"),
        nama,
    )


@register.simple_tag
def url_baris(nama: str, pohon: int, kunci: int) -> str:
    """Print the address of a tree's page for one row: {% url_baris "simpul_pindah" pohon.pk b.baris.id %}."""
    depan, belakang = _pola(nama, pohon)
    return f"{depan}{kunci}{belakang}"


@lru_cache(maxsize=512)
def _pola(nama: str, pohon: int) -> tuple[str, str]:
    """Return what stands before and behind the row's key in the address."""
    depan, _, belakang = reverse(nama, args=[pohon, 0]).rpartition("/0/")
    return f"{depan}/", f"/{belakang}"


@register.filter
def ikon_temuan(keparahan: str) -> str:
    """Return the name of the icon of a severity."""
    return _TEMUAN.get(keparahan, _SARAN)[0]


@register.filter
def sebut_temuan(keparahan: str) -> str:
    """Return what a severity asks for, in words."""
    return _TEMUAN.get(keparahan, _SARAN)[1]
