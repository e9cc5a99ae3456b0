"""What every rule of the import shares: the finding, the choices it offers, the base class. No rule here."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pohon.choices import JenisSimpul, Keparahan, Tahap
from pohon.importing.bacaan import Bacaan, Kutipan, SimpulBaca
from pohon.importing.judul import JenisTabel
from pohon.importing.kisi import Tempat

NAMA_TABEL: dict[JenisTabel | str, str] = {
    "1": "Tahap 1",
    JenisTabel.TAHAP_2: "Tahap 2",
    JenisTabel.TAHAP_3: "Tahap 3",
    JenisTabel.TAHAP_4: "Tahap 4",
    JenisTabel.TAHAP_5: "Tahap 5",
}
TAHAP_TABEL = {
    JenisTabel.TAHAP_2: Tahap.TAHAP_2,
    JenisTabel.TAHAP_3: Tahap.TAHAP_3,
    JenisTabel.TAHAP_4: Tahap.TAHAP_4,
    JenisTabel.TAHAP_5: Tahap.TAHAP_5,
    JenisTabel.CROSSCUTTING: Tahap.TAHAP_3,
}


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A reading that can be chosen instead: what becomes of one field of one node. `bidang` empty changes nothing.

    `bidang` is a field of SimpulBaca, or "hapus" (the row becomes a note) or "jadi_indikator" (the statement becomes
    an indicator of the node `nilai`); or, with a row as `nilai`, how it is placed (`penempatan`).
    """

    kunci: str
    label: str
    simpul: SimpulBaca | None = None
    bidang: str = ""
    nilai: object = None


@dataclass(frozen=True, slots=True)
class TemuanImpor:
    """A contradiction of a document. `kutipan` are the texts concerned, each with its place, to stand side by side.

    `pilihan` (when there are any) are the readings to choose from, the proposed one first.
    """

    kode: str
    keparahan: Keparahan
    tahap: Tahap
    tempat: Tempat
    pesan: str
    kutipan: tuple[Kutipan, ...] = ()
    pilihan: tuple[Pilihan, ...] = ()

    def json(self) -> dict[str, object]:
        """Return the finding as the report writes it."""
        return {
            "kode": self.kode,
            "keparahan": self.keparahan.value,
            "tahap": self.tahap.value,
            "lokasi": self.tempat.json(),
            "kutipan": [satu.teks for satu in self.kutipan],
            "pesan": self.pesan,
        }


class AturanImpor(ABC):
    """A rule about documents: five class values and `periksa`; the docstring says how it decides."""

    kode: ClassVar[str]
    tahap: ClassVar[Tahap]
    keparahan: ClassVar[Keparahan]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        """Yield the findings of this rule in a reading."""

    def temuan(
        self,
        tempat: Tempat,
        pesan: str,
        *kutipan: Kutipan,
        pilihan: tuple[Pilihan, ...] = (),
    ) -> TemuanImpor:
        """Return a finding at a place, in the rule's stage; `aturan.periksa_bacaan` gives it the stage of its table."""
        return TemuanImpor(self.kode, self.keparahan, self.tahap, tempat, pesan, kutipan, pilihan)


def kutip_simpul(simpul: SimpulBaca, tabel: JenisTabel | str | None = None) -> Kutipan:
    """Return a node's wording in a table, or the one it goes by."""
    if tabel in simpul.tulisan:
        return simpul.tulisan[tabel]
    return Kutipan(simpul.pernyataan, tempat_simpul(simpul))


def tempat_simpul(simpul: SimpulBaca) -> Tempat:
    """Return where a node was first read; a node made up for a missing row stands where its first child does."""
    if simpul.tempat is not None:
        return simpul.tempat
    return next(satu.tempat for satu in simpul.urut() if satu.tempat is not None)


def sebut_simpul(simpul: SimpulBaca) -> str:
    """Return how a sentence names a node: "kondisi antara 1.1.2", "outcome O"."""
    return simpul.kode if simpul.jenis == JenisSimpul.CSF else f"{simpul.jenis.label.lower()} {simpul.kode}"


def awal_kalimat(teks: str) -> str:
    """Return the text with a capital at its beginning."""
    return teks[:1].upper() + teks[1:]
