"""The fixed lists of the IKU decree: its two attachments, their columns, and which levels each proposes. Pure data."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import IntegerChoices

from pohon.choices import Tingkat


class NomorLampiran(IntegerChoices):
    """The two attachments of the decree."""

    IKU = 1, "Lampiran I: Indikator Kinerja Utama"
    IK = 2, "Lampiran II: Indikator Kinerja"


# The columns of a row, in the order of the paper; meaning, reason and calculation share the fourth column.
KOLOM: Mapping[str, str] = MappingProxyType(
    {
        "kinerja": "Kinerja (sasaran)",
        "indikator": "Indikator",
        "makna": "Makna",
        "alasan": "Alasan pemilihan",
        "perhitungan": "Perhitungan",
        "penanggung_jawab": "Penanggung jawab",
        "sumber_data": "Sumber data",
    }
)
PANJANG_SEL = 8_000

# Lampiran I: the conditions of strategic level, the outcome on request; Lampiran II: the tactical levels (DOMAIN.md).
TINGKAT_LAMPIRAN: Mapping[NomorLampiran, tuple[Tingkat, ...]] = MappingProxyType(
    {
        NomorLampiran.IKU: (Tingkat.STRATEGIS_SKPD, Tingkat.STRATEGIS),
        NomorLampiran.IK: (Tingkat.TAKTIKAL_INTERMEDIATE, Tingkat.TAKTIKAL_IMMEDIATE, Tingkat.OPERASIONAL),
    }
)
TINGKAT_BAWAAN: Mapping[NomorLampiran, tuple[Tingkat, ...]] = MappingProxyType(
    {
        NomorLampiran.IKU: (Tingkat.STRATEGIS,),
        NomorLampiran.IK: (Tingkat.TAKTIKAL_INTERMEDIATE, Tingkat.TAKTIKAL_IMMEDIATE),
    }
)
