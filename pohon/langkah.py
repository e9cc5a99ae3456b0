"""Reading what a person did to a tree today, as steps that can be undone and redone; also across a reload.

The audit trail is the only memory. A step is one entry, or the entries that `services.sunting.satu_langkah` held
together; the entries of an undoing or redoing say so. Undoing writes the opposite step, and redoing is the undoing of
that one: so one rule turns every step round (`services.urungkan`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from instansi.api import CatatanAudit, Pengguna, riwayat
from pohon.models import Simpul
from pohon.services.sunting import LANGKAH

URUNGKAN, ULANGI = "urungkan", "ulangi"
_DAPAT_DIBALIK = {
    ("tambah", "simpul"): "menambahkan",
    ("ubah", "simpul"): "mengubah",
    ("pindah", "simpul"): "memindahkan",
    ("hapus", "penghapusan"): "menghapus",
    ("pulihkan", "penghapusan"): "memulihkan",
}


@dataclass(frozen=True, slots=True)
class Langkah:
    """What one press of a button did: its entries in order; `asal` is the step that an undoing has turned round."""

    catatan: tuple[CatatanAudit, ...]
    asal: "Langkah | None" = None

    @property
    def sebutan(self) -> str:
        """The step in words: "mengubah “Meningkatnya …”"; of an undoing, what it can do again."""
        if self.asal:
            return self.asal.sebutan
        awal = self.catatan[0]
        kata = _DAPAT_DIBALIK[(awal.kata_kerja, awal.jenis_objek)]
        if len(self.catatan) > 1:
            return f"{kata} {len(self.catatan)} kotak"
        teks = awal.ringkas.partition(" dihapus: ")[2] or awal.ringkas
        return f"{kata} “{teks[:60]}{'…' if len(teks) > 60 else ''}”"

    @property
    def simpul_id(self) -> int | None:
        """The node to show after the step."""
        awal = self.catatan[0]
        if awal.jenis_objek == "simpul":
            return int(awal.kunci)
        simpul = awal.sebelum.get("simpul") or awal.sesudah.get("simpul") or [None]
        return simpul[0]

    @property
    def menghapus(self) -> bool:
        """Whether it deleted nodes."""
        return self.catatan[0].kata_kerja == "hapus"


def langkah_hari_ini(aktor: Pengguna, wadah: str) -> tuple[Langkah | None, Langkah | None]:
    """Return the step this person can undo and the one to redo, or None. One query; the day begins at midnight here."""
    awal = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    urung: list[Langkah] = []
    ulang: list[Langkah] = []
    for kelompok in _kelompokkan(riwayat(wadah).filter(aktor=aktor, waktu__gte=awal).order_by("pk")):
        arah = kelompok.catatan[0].sesudah.get(LANGKAH, {}).get("arah", "")
        if arah == URUNGKAN and urung:
            ulang.append(Langkah(kelompok.catatan, urung.pop()))
        elif arah == ULANGI and ulang:
            ulang.pop()
            urung.append(kelompok)
        else:
            urung.append(kelompok)
            ulang.clear()
    return (urung[-1] if urung else None), (ulang[-1] if ulang else None)


def _kelompokkan(catatan: Iterable[CatatanAudit]) -> list[Langkah]:
    """Return the entries about nodes, those of one step together; deletions of indicators are left to their page."""
    hasil: dict[str, list[CatatanAudit]] = {}
    for satu in catatan:
        if (satu.kata_kerja, satu.jenis_objek) not in _DAPAT_DIBALIK:
            continue
        if satu.jenis_objek == "penghapusan" and not (satu.sebelum.get("simpul") or satu.sesudah.get("simpul")):
            continue
        kunci = satu.sesudah.get(LANGKAH, {}).get("kunci") or str(satu.pk)
        hasil.setdefault(kunci, []).append(satu)
    return [Langkah(tuple(satu)) for satu in hasil.values()]


def simpul_penghapusan(pohon_id: int, penghapusan_id: UUID) -> int | None:
    """Return the first node of a deletion in the order of the tree, or None."""
    terhapus = Simpul.objects.filter(pohon=pohon_id, penghapusan=penghapusan_id)
    return terhapus.order_by("lft").values_list("pk", flat=True).first()
