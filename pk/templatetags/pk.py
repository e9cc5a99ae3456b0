"""What templates ask a row of targets for a year."""

from decimal import Decimal

from django import template

from pk.choices import Lampu
from pk.nilai import rupiah as teks_rupiah
from pk.rows import BarisTarget
from pohon.api import Arah

register = template.Library()


@register.filter
def target_tahun(baris: BarisTarget, tahun: int) -> str:
    """Return the target of a year with its unit, or empty."""
    return baris.teks_target(tahun)


@register.filter
def capaian_tahun(baris: BarisTarget, tahun: int) -> str:
    """Return the achievement of a year as printed."""
    return baris.teks_capaian(tahun)


@register.filter
def lampu_tahun(baris: BarisTarget, tahun: int) -> Lampu:
    """Return the light of a year."""
    return baris.lampu(tahun)


@register.filter
def rupiah(nilai: Decimal | None) -> str:
    """Return an amount as printed, or empty."""
    return teks_rupiah(nilai) if nilai is not None else ""


@register.filter
def label_arah(arah: str) -> str:
    """Return a direction in words; what is none stays as it is."""
    return str(Arah(arah).label) if arah in Arah.values else arah
