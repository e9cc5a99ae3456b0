"""Demo data of the apps above this one: each registers what `muat_contoh` loads after the trees.

A light module, so that an app can register while Django starts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hasil:
    """What became of one part of the data: loaded just now, or left as it was found."""

    bagian: str
    dimuat: bool
    rincian: str = ""


Pemuat = Callable[[], Sequence[Hasil]]
_daftar: dict[str, Pemuat] = {}


def daftarkan_pemuat(nama: str, pemuat: Pemuat) -> None:
    """Register a loader; called from `AppConfig.ready`. It runs in the transaction of `muat_contoh`, by name.

    It loads only what is missing and changes nothing that people have edited.
    """
    _daftar[nama] = pemuat


def daftar_pemuat() -> tuple[Pemuat, ...]:
    """Return the registered loaders, by name."""
    return tuple(_daftar[nama] for nama in sorted(_daftar))
