"""The kinds of paper: each app registers its own, so that neither `cetak` nor the door to downloads need know them.

Loaded while Django starts: no renderer and no model is imported here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

if TYPE_CHECKING:
    from instansi.api import Pengguna
    from naskah.bahan import BahanCetak


@dataclass(frozen=True, slots=True)
class Pesanan:
    """A paper as someone asks for it now: either `bahan`, to be printed, or `jadi`, the bytes as they were issued.

    `kembali` is the page that it was asked for on.
    """

    judul: str
    nama_berkas: str
    kembali: str
    bahan: "BahanCetak | None" = None
    jadi: bytes | None = None


@dataclass(frozen=True, slots=True)
class JenisCetakan:
    """One kind of paper, for the command `cetak`, for downloads, or both.

    Command: `nama` is the word after `manage.py cetak`; `argumen` adds the paper's own options to the parser; `cetak`
    takes the parsed options and returns the file's bytes, or raises `GalatLayanan` with a sentence for the person.
    `akhiran` is the ending of the file it makes.
    Downloads: `siapkan` checks the rights of an account, reads the data and returns what there is to print, from plain
    parameters that can be kept; `periksa` checks the rights alone, as they are again when the printed file is fetched.
    Both raise TidakDitemukan for what the account may not see.
    Deeds: with `laksanakan` the paper is printed for a deed, done with the file for an account in the transaction that
    ends the printing; a GalatLayanan from it undoes all and is told to the person. Such a paper has no `siapkan`: who
    wants the deed again decides again.
    """

    nama: str
    keterangan: str
    argumen: Callable[[CommandParser], None] | None = None
    cetak: Callable[[Mapping[str, Any]], bytes] | None = None
    akhiran: str = ".pdf"
    siapkan: Callable[["Pengguna", Mapping[str, Any]], Pesanan] | None = None
    periksa: Callable[["Pengguna", Mapping[str, Any]], object] | None = None
    laksanakan: Callable[["Pengguna", Mapping[str, Any], bytes], object] | None = None


_daftar: dict[str, JenisCetakan] = {}


def daftarkan(cetakan: JenisCetakan) -> None:
    """Register a paper; called from `AppConfig.ready`. A name registered again is replaced."""
    _daftar[cetakan.nama] = cetakan


def ambil_cetakan(nama: str) -> JenisCetakan:
    """Return a registered paper. Raises KeyError when no app has it."""
    return _daftar[nama]


def daftar_cetakan() -> tuple[JenisCetakan, ...]:
    """Return the papers that the command `cetak` prints, by name."""
    return tuple(_daftar[nama] for nama in sorted(_daftar) if _daftar[nama].cetak is not None)
