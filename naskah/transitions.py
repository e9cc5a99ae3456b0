"""The states of a decree: one table (state, verb) → (state, role). Pure.

Only this table says what may follow what; `services.penetapan` is the only writer of `Keputusan.status` and asks it.
What must hold besides state and role (an approved tree, a free number) is checked there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from instansi.choices import JenisPeran
from naskah.choices import StatusKeputusan


class Kata(StrEnum):
    """What can be done with a decree as a whole."""

    TETAPKAN = "tetapkan"
    CABUT = "cabut"
    GANTI = "ganti"


@dataclass(frozen=True, slots=True)
class Transisi:
    """Where a verb leads, and which role may say it (None: only the system itself)."""

    ke: StatusKeputusan
    peran: JenisPeran | None


_S = StatusKeputusan

# An amended decree stays in force as amended, so it can be amended again, or revoked.
TRANSISI: Mapping[tuple[StatusKeputusan, Kata], Transisi] = MappingProxyType(
    {
        (_S.DRAF, Kata.TETAPKAN): Transisi(_S.DITETAPKAN, JenisPeran.PERENCANA),
        (_S.DITETAPKAN, Kata.GANTI): Transisi(_S.DIUBAH, None),
        (_S.DIUBAH, Kata.GANTI): Transisi(_S.DIUBAH, None),
        (_S.DITETAPKAN, Kata.CABUT): Transisi(_S.DICABUT, JenisPeran.PERENCANA),
        (_S.DIUBAH, Kata.CABUT): Transisi(_S.DICABUT, JenisPeran.PERENCANA),
    }
)


def transisi(status: StatusKeputusan, kata: Kata) -> Transisi | None:
    """Return what the verb does in this state, or None when it does nothing there."""
    return TRANSISI.get((status, kata))
