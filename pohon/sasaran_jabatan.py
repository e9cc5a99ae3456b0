"""Sasaran that positions have besides the nodes they carry: an app that knows some registers them here.

A light module, so that an app can register while Django starts, and another of the same layer read them: siblings
never import each other (ADR 0002).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from instansi.api import PerangkatDaerah


@dataclass(frozen=True, slots=True)
class IndikatorJabatan:
    """An indicator of such a sasaran; `persentase` says that its value is a percentage."""

    identitas: UUID
    nama: str
    persentase: bool = False


@dataclass(frozen=True, slots=True)
class SasaranJabatan:
    """A sasaran of a position's own, with its indicators, in order."""

    identitas: UUID
    teks: str
    indikator: tuple[IndikatorJabatan, ...]


Sumber = Callable[["PerangkatDaerah"], Mapping[int, tuple[SasaranJabatan, ...]]]
_sumber: dict[str, Sumber] = {}


def daftarkan_sasaran(nama: str, sumber: Sumber) -> None:
    """Register a source; called from `AppConfig.ready`. It gives the sasaran of an agency by key of the position."""
    _sumber[nama] = sumber


def sasaran_jabatan(perangkat_daerah: "PerangkatDaerah") -> dict[int, tuple[SasaranJabatan, ...]]:
    """Return the sasaran of all positions of an agency by key of the position, from every source."""
    hasil: dict[int, tuple[SasaranJabatan, ...]] = {}
    for nama in sorted(_sumber):
        for jabatan_id, sasaran in _sumber[nama](perangkat_daerah).items():
            hasil[jabatan_id] = (*hasil.get(jabatan_id, ()), *sasaran)
    return hasil
