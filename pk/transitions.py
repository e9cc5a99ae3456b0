"""The states of an agreement: one table (state, verb) → (state, role). Pure.

`services.penandatanganan` is the only writer of `Perjanjian.status` and asks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from instansi.choices import JenisPeran
from pk.choices import StatusPerjanjian


class Kata(StrEnum):
    """What can be done with an agreement as a whole."""

    TANDATANGANI = "tandatangani"
    GANTI = "ganti"


@dataclass(frozen=True, slots=True)
class Transisi:
    """Where a verb leads, and which role may say it (None: only the system itself)."""

    ke: StatusPerjanjian
    peran: JenisPeran | None


_S = StatusPerjanjian

# An amended agreement is history: the amendment is what holds, and what can be amended again.
TRANSISI: Mapping[tuple[StatusPerjanjian, Kata], Transisi] = MappingProxyType(
    {
        (_S.DRAF, Kata.TANDATANGANI): Transisi(_S.DITANDATANGANI, JenisPeran.PERENCANA),
        (_S.DITANDATANGANI, Kata.GANTI): Transisi(_S.DIUBAH, None),
    }
)


def transisi(status: StatusPerjanjian, kata: Kata) -> Transisi | None:
    """Return what the verb does in this state, or None when it does nothing there."""
    return TRANSISI.get((status, kata))
