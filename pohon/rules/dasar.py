"""What every rule shares: severity, finding, the base class, and which stage's page shows a node.

No rule and no word list here (those are in `tahap_*.py` and `teks.py`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from instansi.terbaca import Terbaca
from pohon.choices import JenisSimpul, Keparahan, Tahap
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul


@dataclass(frozen=True, slots=True)
class Temuan(Terbaca):
    """One finding. `simpul_id` is None when it concerns the whole tree, `indikator_id` set when an indicator.

    `identitas` is the indicator's or else the node's: with `kode` it names the finding across versions of a tree.
    `kolom` is the form field to mend, `kutipan` the texts concerned as typed.
    """

    kode: str
    keparahan: Keparahan
    tahap: Tahap
    simpul_id: int | None
    identitas: UUID | None
    indikator_id: int | None
    kolom: str
    pesan: str
    kutipan: tuple[str, ...] = ()


class Aturan(ABC):
    """A rule. Subclasses give the six class values and `periksa`; the class docstring says how it decides.

    `sumber` names where the rule comes from: the regulation, a trick of a stage, or the flaws of real documents.
    """

    kode: ClassVar[str]
    tahap: ClassVar[Tahap]
    keparahan: ClassVar[Keparahan]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        """Yield the findings of this rule in a tree, in tree order."""

    def umum(self, pesan: str, *, kolom: str = "") -> Temuan:
        """Return a finding about the tree as a whole."""
        return Temuan(self.kode, self.keparahan, self.tahap, None, None, None, kolom, pesan)

    def simpul(
        self, simpul: BarisSimpul, pesan: str, *, kolom: str = "pernyataan", kutipan: tuple[str, ...] = ()
    ) -> Temuan:
        """Return a finding about a node; about its statement, it is shown in the stage where that is typed."""
        tahap = tahap_simpul(simpul) if kolom == "pernyataan" else self.tahap
        return Temuan(
            self.kode, self.keparahan, tahap, simpul.id, simpul.identitas, None, kolom, pesan,
            kutipan or ((simpul.pernyataan,) if simpul.pernyataan else ()),
        )  # fmt: skip

    def indikator(
        self, indikator: BarisIndikator, pesan: str, *, kolom: str = "nama", kutipan: tuple[str, ...] = ()
    ) -> Temuan:
        """Return a finding about an indicator."""
        return Temuan(
            self.kode, self.keparahan, self.tahap, indikator.simpul_id, indikator.identitas, indikator.id, kolom,
            pesan, kutipan or (indikator.nama,),
        )  # fmt: skip


def tahap_simpul(simpul: BarisSimpul) -> Tahap:
    """Return the stage whose page holds the node's statement."""
    if simpul.jenis == JenisSimpul.OUTCOME:
        return Tahap.TAHAP_1
    if simpul.jenis in (JenisSimpul.CSF, JenisSimpul.KONDISI):
        return Tahap.TAHAP_2
    return Tahap.TAHAP_3


def sebut(simpul: BarisSimpul) -> str:
    """Return how a sentence names a node: "kondisi antara 1.1.2", "outcome O", "C1"."""
    if simpul.jenis == JenisSimpul.CSF:
        return simpul.kode
    return f"{simpul.label_jenis.lower()} {simpul.kode}"


def sebut_awal(simpul: BarisSimpul) -> str:
    """Return the same at the beginning of a sentence."""
    nama = sebut(simpul)
    return nama[0].upper() + nama[1:]
