"""The states of a request for crosscutting: one table (state, verb) → (state, who may). Pure.

People's verbs are the answering side's and the asking side's; the others say what an edit of a tree did to a request.
What a verb means in the database belongs to `services.lintas` and `services.selaras`; who holds a side,
to the policies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pohon.choices import JawabanPermintaan, StatusPermintaan


class Sisi(StrEnum):
    """The two sides of a request."""

    PEMINTA = "peminta"
    PENJAWAB = "penjawab"


class Kata(StrEnum):
    """What can happen to a request: first what people do, then what edits of the trees do."""

    TERIMA = "terima"
    TOLAK = "tolak"
    BATALKAN = "batalkan"
    SESUAI = "sesuai"
    UBAH_MINTA = "ubah_minta"
    UBAH_JAWAB = "ubah_jawab"
    PULIH = "pulih"
    CABUT = "cabut"
    MINTA_LAGI = "minta_lagi"


@dataclass(frozen=True, slots=True)
class Transisi:
    """Where a verb leads (None: to the state that the answer given before stands for) and which side may say it.

    Without a side only an edit of a tree says it.
    """

    ke: StatusPermintaan | None
    sisi: Sisi | None = None


_S = StatusPermintaan
_TERIMA = Transisi(_S.DITERIMA, Sisi.PENJAWAB)
_TOLAK = Transisi(_S.DITOLAK, Sisi.PENJAWAB)
_BATALKAN = Transisi(_S.MENUNGGU, Sisi.PENJAWAB)
_CABUT = Transisi(_S.DICABUT)
_KE_PENJAWAB = Transisi(_S.DILIHAT_PENJAWAB)
_KE_PEMINTA = Transisi(_S.DILIHAT_PEMINTA)
_SEMULA = Transisi(None)

TRANSISI: Mapping[tuple[StatusPermintaan, Kata], Transisi] = MappingProxyType(
    {
        (_S.MENUNGGU, Kata.TERIMA): _TERIMA,
        (_S.MENUNGGU, Kata.TOLAK): _TOLAK,
        (_S.MENUNGGU, Kata.CABUT): _CABUT,
        (_S.DITERIMA, Kata.TERIMA): _TERIMA,
        (_S.DITERIMA, Kata.TOLAK): _TOLAK,
        (_S.DITERIMA, Kata.BATALKAN): _BATALKAN,
        (_S.DITERIMA, Kata.UBAH_MINTA): _KE_PENJAWAB,
        (_S.DITERIMA, Kata.UBAH_JAWAB): _KE_PEMINTA,
        (_S.DITERIMA, Kata.CABUT): _CABUT,
        (_S.DITOLAK, Kata.TERIMA): _TERIMA,
        (_S.DITOLAK, Kata.TOLAK): _TOLAK,
        (_S.DITOLAK, Kata.BATALKAN): _BATALKAN,
        (_S.DITOLAK, Kata.UBAH_MINTA): _KE_PENJAWAB,
        (_S.DITOLAK, Kata.CABUT): _CABUT,
        (_S.DILIHAT_PENJAWAB, Kata.TERIMA): _TERIMA,
        (_S.DILIHAT_PENJAWAB, Kata.TOLAK): _TOLAK,
        (_S.DILIHAT_PENJAWAB, Kata.BATALKAN): _BATALKAN,
        (_S.DILIHAT_PENJAWAB, Kata.SESUAI): Transisi(None, Sisi.PENJAWAB),
        (_S.DILIHAT_PENJAWAB, Kata.UBAH_JAWAB): _KE_PEMINTA,
        (_S.DILIHAT_PENJAWAB, Kata.PULIH): _SEMULA,
        (_S.DILIHAT_PENJAWAB, Kata.CABUT): _CABUT,
        (_S.DILIHAT_PEMINTA, Kata.TERIMA): _TERIMA,
        (_S.DILIHAT_PEMINTA, Kata.TOLAK): _TOLAK,
        (_S.DILIHAT_PEMINTA, Kata.BATALKAN): _BATALKAN,
        (_S.DILIHAT_PEMINTA, Kata.SESUAI): Transisi(None, Sisi.PEMINTA),
        (_S.DILIHAT_PEMINTA, Kata.UBAH_MINTA): _KE_PENJAWAB,
        (_S.DILIHAT_PEMINTA, Kata.PULIH): _SEMULA,
        (_S.DILIHAT_PEMINTA, Kata.CABUT): _CABUT,
        (_S.DICABUT, Kata.MINTA_LAGI): _SEMULA,
    }
)

_SEMULA_MENURUT: Mapping[str, StatusPermintaan] = MappingProxyType(
    {
        "": _S.MENUNGGU,
        JawabanPermintaan.DITERIMA.value: _S.DITERIMA,
        JawabanPermintaan.DITOLAK.value: _S.DITOLAK,
    }
)


def status_berikut(status: StatusPermintaan, kata: Kata, jawaban: str) -> StatusPermintaan | None:
    """Return the state a verb leads to, given the answer that stands; None when it does nothing in this state."""
    langkah = TRANSISI.get((status, kata))
    if langkah is None:
        return None
    return langkah.ke if langkah.ke is not None else _SEMULA_MENURUT[jawaban]


def kata_terbuka(status: StatusPermintaan, sisi: Sisi) -> tuple[Kata, ...]:
    """Return the verbs that a side may say in this state: for buttons."""
    return tuple(kata for kata in Kata if (satu := TRANSISI.get((status, kata))) and satu.sisi is sisi)
