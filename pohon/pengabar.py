"""Who tells people what happened between trees: an app above this one registers a function while Django starts.

A light module. What happened is said by `services.lintas` and `services.selaras`, inside their transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pohon.transitions import Sisi

if TYPE_CHECKING:
    from instansi.models import Pengguna
    from pohon.models_lintas import Permintaan


class JenisPeristiwa(StrEnum):
    """What there is to tell of a request."""

    DIMINTA = "diminta"
    DIJAWAB = "dijawab"
    BERUBAH = "berubah"
    DICABUT = "dicabut"


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """Something that happened to requests of one asking owner to one agency, and the side that is to hear of it."""

    jenis: JenisPeristiwa
    aktor: "Pengguna"
    permintaan: Sequence["Permintaan"]
    kepada: Sisi


Pengabar = Callable[[Peristiwa], None]
_pengabar: list[Pengabar] = []


def daftarkan_pengabar(pengabar: Pengabar) -> None:
    """Let an app tell people; called from `AppConfig.ready`."""
    if pengabar not in _pengabar:
        _pengabar.append(pengabar)


def kabarkan(peristiwa: Peristiwa) -> None:
    """Tell the side that is to know. Must run inside the transaction of the change."""
    for pengabar in _pengabar:
        pengabar(peristiwa)
