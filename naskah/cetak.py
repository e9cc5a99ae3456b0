"""The papers that the command `cetak` can print: each app registers its own, so that this app need not know them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.management.base import CommandParser


@dataclass(frozen=True, slots=True)
class Cetakan:
    """One kind of paper.

    `nama` is the word after `manage.py cetak`; `argumen` adds the paper's own options to the parser; `cetak` takes
    the parsed options and returns the file's bytes, or raises `GalatLayanan` with a sentence for the person.
    `akhiran` is the ending of the file it makes.
    """

    nama: str
    keterangan: str
    argumen: Callable[[CommandParser], None]
    cetak: Callable[[Mapping[str, Any]], bytes]
    akhiran: str = ".pdf"


_daftar: dict[str, Cetakan] = {}


def daftarkan(cetakan: Cetakan) -> None:
    """Register a paper; called from `AppConfig.ready`. A name registered again is replaced."""
    _daftar[cetakan.nama] = cetakan


def daftar_cetakan() -> tuple[Cetakan, ...]:
    """Return the registered papers, by name."""
    return tuple(_daftar[nama] for nama in sorted(_daftar))
