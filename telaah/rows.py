"""What the review shows, as frozen values: findings with the reasons they were set aside, notes with their answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from instansi.terbaca import Terbaca
from pohon.rules import Keparahan, Temuan


@dataclass(frozen=True, slots=True)
class Abaian(Terbaca):
    """Why a finding was set aside, by whom and when."""

    id: int
    alasan: str
    oleh: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class TemuanDitimbang(Terbaca):
    """A finding with the node it concerns ("1.2 Meningkatnya …", empty for the whole tree) and why it was set aside."""

    temuan: Temuan
    kode_simpul: str
    pernyataan: str
    identitas_simpul: UUID | None
    abaian: Abaian | None

    @property
    def menghalangi(self) -> bool:
        """Whether it keeps the tree from being submitted; such a finding cannot be set aside."""
        return self.temuan.keparahan == Keparahan.GALAT


@dataclass(frozen=True, slots=True)
class HasilPeriksa(Terbaca):
    """All findings of a tree, sorted by what has to be done about them."""

    menghalangi: tuple[TemuanDitimbang, ...]
    terbuka: tuple[TemuanDitimbang, ...]
    diabaikan: tuple[TemuanDitimbang, ...]

    @property
    def belum_selesai(self) -> tuple[TemuanDitimbang, ...]:
        """What is neither mended nor set aside."""
        return (*self.menghalangi, *self.terbuka)

    @property
    def lengkap(self) -> bool:
        """Whether nothing keeps the tree from being submitted."""
        return not self.menghalangi


@dataclass(frozen=True, slots=True)
class BarisCatatan(Terbaca):
    """A note or an answer. `jawaban` is empty in answers; `terhapus` says that its node is no longer in the tree."""

    id: int
    identitas: UUID | None
    kode_simpul: str
    pernyataan: str
    tahap: str
    isi: str
    oleh: str
    peran: str
    waktu: datetime
    selesai: datetime | None
    selesai_oleh: str
    terhapus: bool
    jawaban: tuple["BarisCatatan", ...]

    @property
    def terbuka(self) -> bool:
        """Whether it still waits for an answer."""
        return self.selesai is None

    @property
    def tentang(self) -> str:
        """What the note is about, in words."""
        if self.identitas is not None:
            return f"Kotak {self.kode_simpul}"
        return f"Tahap {self.tahap}" if self.tahap else "Seluruh pohon"
