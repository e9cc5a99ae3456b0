"""A mark on a box of the picture: a few words and what kind of thing they say. Pure values.

Which marks a box gets is told by the apps (`pohon.tanda`), how a kind looks by whoever prints (`cascading.warna`).
"""

from dataclasses import dataclass
from enum import StrEnum


class JenisTanda(StrEnum):
    """What a mark says, in order of weight; its colour follows, the words always stand beside it."""

    GALAT = "tanda-galat"  # must be mended; red of a traffic light
    AWAS = "tanda-awas"  # wants a look; yellow
    BAIK = "tanda-baik"  # in order; green
    SARAN = "tanda-saran"
    CATATAN = "tanda-catatan"  # somebody wrote something about the node


@dataclass(frozen=True, slots=True)
class Tanda:
    """A mark: `label` is a short text that is understood without its colour ("2 perlu dicek")."""

    label: str
    jenis: JenisTanda
