"""The checks of the IKI book and of the decree that issues it. Re-exports only."""

from iki.rules.jabatan import ATURAN, Aturan, Temuan, periksa_iki
from iki.rules.naskah import ATURAN_NASKAH, KeadaanNaskah, periksa_naskah

__all__ = ["ATURAN", "ATURAN_NASKAH", "Aturan", "KeadaanNaskah", "Temuan", "periksa_iki", "periksa_naskah"]
