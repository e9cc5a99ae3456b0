"""Many changes of one tree at once as data: what a template workbook brings in, and what undoes it.

A `Perubahan` names rows by `identitas`, so that it can be kept in the audit trail and turned round. Storing one is
`services.penerapan`, reading a workbook `pohon.templat`.
"""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

KATA_KERJA = "impor_templat"
AKAR = ""  # the parent of outcomes in `Perubahan.susunan`

Kolom = dict[str, Any]


@dataclass
class Perubahan:
    """What is to become of a tree; every row is named by its `identitas` as text.

    `simpul` and `indikator` hold the columns that change (all of them for a row in `baru`): the models' text columns,
    `crosscutting` as [agency key or None, name of an outside body], `jabatan` and `nomenklatur` as keys, and the
    `simpul` of an indicator.
    `susunan` lists the live children of each parent whose list changes (`AKAR` for outcomes), `urutan` the indicators
    of each node likewise. `kepala` are columns of Tahap 1.
    """

    kepala: Kolom = field(default_factory=dict)
    simpul: dict[str, Kolom] = field(default_factory=dict)
    indikator: dict[str, Kolom] = field(default_factory=dict)
    baru: list[str] = field(default_factory=list)
    hapus: list[str] = field(default_factory=list)
    pulih: list[str] = field(default_factory=list)
    susunan: dict[str, list[str]] = field(default_factory=dict)
    urutan: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(asdict(self).values())


def untuk_json(nilai: Any) -> Any:
    """Return the value with keys and numbers as text, so that reading it back gives the same columns."""
    if isinstance(nilai, dict):
        return {str(kunci): untuk_json(isi) for kunci, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [untuk_json(isi) for isi in nilai]
    if isinstance(nilai, Decimal):
        return f"{nilai.normalize():f}"
    return nilai if nilai is None or isinstance(nilai, str | int | bool) else str(nilai)
