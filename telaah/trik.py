"""The tricks of each stage as a check list for the reviewer: each with what the automatic checks found about it.

Which trick a rule speaks for is read from the rule's own source ("Tahap 1, trik 2 dan 4"). Pure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pohon.api import ATURAN, PETUNJUK, TRIK, Tahap, Temuan, Trik

_SUMBER = re.compile(r"Tahap (\d)\W+trik (\d+(?:(?:, | dan )\d+)*)")


@dataclass(frozen=True, slots=True)
class ButirUji:
    """A trick, whether any check looks at it, and how many findings there are."""

    trik: Trik
    diperiksa: bool
    temuan: int


@dataclass(frozen=True, slots=True)
class UjiTahap:
    """A stage with its tricks (stages 4 and 5: guidance) and all its findings."""

    tahap: Tahap
    butir: tuple[ButirUji, ...]
    temuan: int


def _trik_aturan() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return, by the code of a rule, the tricks it speaks for as (stage, number)."""
    hasil = {}
    for aturan in ATURAN:
        cocok = _SUMBER.search(aturan.sumber)
        nomor = re.findall(r"\d+", cocok.group(2)) if cocok else []
        hasil[aturan.kode] = tuple((cocok.group(1), int(satu)) for satu in nomor) if cocok else ()
    return hasil


TRIK_ATURAN = _trik_aturan()


def daftar_uji(temuan: Iterable[Temuan]) -> tuple[UjiTahap, ...]:
    """Return the check list of all five stages for the findings of a tree."""
    jumlah: dict[tuple[str, int], int] = defaultdict(int)
    per_tahap: dict[str, int] = defaultdict(int)
    for satu in temuan:
        per_tahap[satu.tahap.value] += 1
        for kunci in TRIK_ATURAN.get(satu.kode, ()):
            jumlah[kunci] += 1
    diperiksa = {kunci for daftar in TRIK_ATURAN.values() for kunci in daftar}
    return tuple(
        UjiTahap(
            tahap,
            tuple(
                ButirUji(trik, (tahap.value, trik.nomor) in diperiksa, jumlah[tahap.value, trik.nomor])
                for trik in (TRIK.get(tahap) or PETUNJUK.get(tahap, ()))
            ),
            per_tahap[tahap.value],
        )
        for tahap in Tahap
    )
