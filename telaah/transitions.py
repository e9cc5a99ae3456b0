"""The states of a tree under review: one table (state, verb) → (state, role, preconditions). Pure.

Only this table says what may follow what; `services.alur` is the only writer of `Pohon.status` and asks it. What a
precondition means in the database belongs to the services; who holds a role, to the policies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from instansi.choices import JenisPeran
from pohon.choices import StatusPohon


class Kata(StrEnum):
    """What can be done with a tree as a whole."""

    AJUKAN = "ajukan"
    TARIK = "tarik"
    MULAI_TELAAH = "mulai_telaah"
    KEMBALIKAN = "kembalikan"
    SETUJUI = "setujui"
    GANTIKAN = "gantikan"


class Syarat(StrEnum):
    """What must hold besides state and role. `ISI_SAMA`: nothing has changed since the page was shown."""

    LENGKAP = "lengkap"
    IZIN_PIMPINAN = "izin_pimpinan"
    BELUM_DITELAAH = "belum_ditelaah"
    SEDANG_DITELAAH = "sedang_ditelaah"
    ADA_CATATAN_TERBUKA = "ada_catatan_terbuka"
    ISI_SAMA = "isi_sama"


@dataclass(frozen=True, slots=True)
class Transisi:
    """Where a verb leads, which role may say it (None: only the system itself), and on what conditions."""

    ke: StatusPohon
    peran: JenisPeran | None
    syarat: tuple[Syarat, ...] = ()


_S = StatusPohon
_AJUKAN = Transisi(_S.DIAJUKAN, JenisPeran.PERENCANA, (Syarat.ISI_SAMA, Syarat.LENGKAP, Syarat.IZIN_PIMPINAN))

TRANSISI: Mapping[tuple[StatusPohon, Kata], Transisi] = MappingProxyType(
    {
        (_S.DRAF, Kata.AJUKAN): _AJUKAN,
        (_S.DITARIK, Kata.AJUKAN): _AJUKAN,
        (_S.DIKEMBALIKAN, Kata.AJUKAN): _AJUKAN,
        (_S.DIAJUKAN, Kata.TARIK): Transisi(_S.DITARIK, JenisPeran.PERENCANA, (Syarat.BELUM_DITELAAH,)),
        (_S.DIAJUKAN, Kata.MULAI_TELAAH): Transisi(_S.DIAJUKAN, JenisPeran.PENELAAH, (Syarat.BELUM_DITELAAH,)),
        (_S.DIAJUKAN, Kata.KEMBALIKAN): Transisi(
            _S.DIKEMBALIKAN, JenisPeran.PENELAAH, (Syarat.SEDANG_DITELAAH, Syarat.ADA_CATATAN_TERBUKA)
        ),
        (_S.DIAJUKAN, Kata.SETUJUI): Transisi(
            _S.DISETUJUI, JenisPeran.PENELAAH, (Syarat.SEDANG_DITELAAH, Syarat.ISI_SAMA)
        ),
        (_S.DISETUJUI, Kata.GANTIKAN): Transisi(_S.DIGANTIKAN, None),
    }
)

_SEBUTAN: Mapping[Kata, str] = MappingProxyType(
    {
        Kata.AJUKAN: "diajukan",
        Kata.TARIK: "ditarik",
        Kata.MULAI_TELAAH: "mulai ditelaah",
        Kata.KEMBALIKAN: "dikembalikan",
        Kata.SETUJUI: "disetujui",
        Kata.GANTIKAN: "digantikan",
    }
)


def transisi(status: StatusPohon, kata: Kata) -> Transisi | None:
    """Return what the verb does in this state, or None when it does nothing there."""
    return TRANSISI.get((status, kata))


def peran_untuk(kata: Kata) -> JenisPeran | None:
    """Return the role that may say this verb in whatever state; None for what only the system does."""
    return next(satu.peran for (_, kenal), satu in TRANSISI.items() if kenal is kata)


def kata_terbuka(status: StatusPohon, peran: Iterable[JenisPeran]) -> tuple[Kata, ...]:
    """Return the verbs that someone with these roles may say in this state, preconditions aside: for buttons."""
    punya = frozenset(peran)
    return tuple(kata for kata in Kata if (satu := TRANSISI.get((status, kata))) and satu.peran in punya)


def sebutan(kata: Kata) -> str:
    """Return the verb as messages say it: "disetujui"."""
    return _SEBUTAN[kata]
