"""Columns that apps add to the dashboard of all agencies; registered here, for siblings never import each other.

A light module, so that an app can register while Django starts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from instansi.terbaca import Terbaca

if TYPE_CHECKING:
    from pohon.models import Pohon


@dataclass(frozen=True, slots=True)
class ButirDasbor(Terbaca):
    """A line of a cell: words that are understood without their colour, and the class that colours them."""

    teks: str
    kelas: str = ""


@dataclass(frozen=True, slots=True)
class KolomDasbor(Terbaca):
    """A column: heading, and what gives the cells of many trees by key of the tree, in a constant number of queries."""

    judul: str
    isi: Callable[[Sequence["Pohon"]], Mapping[int, Sequence[ButirDasbor]]]


_kolom: dict[str, KolomDasbor] = {}


def daftarkan_kolom_dasbor(nama: str, kolom: KolomDasbor) -> None:
    """Add a column; called from `AppConfig.ready`."""
    _kolom[nama] = kolom


def judul_kolom_dasbor() -> list[str]:
    """Return the headings, by name of the column."""
    return [_kolom[nama].judul for nama in sorted(_kolom)]


def isi_kolom_dasbor(pohon: Sequence["Pohon"]) -> list[tuple[str, Mapping[int, Sequence[ButirDasbor]]]]:
    """Return heading and cells of every column for these trees, by name of the column."""
    return [(_kolom[nama].judul, _kolom[nama].isi(pohon)) for nama in sorted(_kolom)]
