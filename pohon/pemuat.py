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
_daftar: dict[tuple[int, str], Pemuat] = {}


PERSETUJUAN = 0  # approves trees: before whatever is issued from approved ones


def daftarkan_pemuat(nama: str, pemuat: Pemuat, *, urutan: int = 1) -> None:
    """Register a loader; called from `AppConfig.ready`. It runs in the transaction of `muat_contoh`.

    Lower `urutan` first, then by name. It loads only what is missing and changes nothing that people have edited.
    """
    _daftar[urutan, nama] = pemuat


def daftar_pemuat(*, disetujui: bool = True) -> tuple[Pemuat, ...]:
    """Return the registered loaders in their order; without `disetujui` those that approve nothing."""
    return tuple(_daftar[kunci] for kunci in sorted(_daftar) if disetujui or kunci[0] != PERSETUJUAN)
