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
from pohon.models import Indikator, Simpul
from pohon.services.sunting import LANGKAH

URUNGKAN, ULANGI = "urungkan", "ulangi"
_DAPAT_DIBALIK = {
    ("tambah", "simpul"): "menambahkan",
    ("ubah", "simpul"): "mengubah",
    ("pindah", "simpul"): "memindahkan",
    ("hapus", "penghapusan"): "menghapus",
    ("pulihkan", "penghapusan"): "memulihkan",
    ("ubah_tingkat", "simpul"): "mengubah tingkat",
    ("tambah", "indikator"): "menambahkan indikator",
    ("ubah", "indikator"): "mengubah indikator",
    ("urutkan", "indikator"): "menggeser indikator",
    ("ubah_penerjemahan", "simpul"): "menerjemahkan",
    ("terima_usulan", "pohon"): "menerima usulan Tahap 5",
    ("impor_templat", "pohon"): "menyimpan perubahan dari templat",
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
        if awal.kata_kerja == "impor_templat":
            return f"{kata} ({awal.ringkas.partition(': ')[2]})"
        if awal.jenis_objek == "pohon":
            return f"{kata} untuk {len(awal.sebelum)} kinerja"
        if len(self.catatan) > 1:
            indikator = awal.jenis_objek == "indikator"
            return f"mengisi {len(self.catatan)} indikator" if indikator else f"{kata} {len(self.catatan)} kotak"
        teks = awal.ringkas.partition(" dihapus: ")[2] or awal.ringkas
        return f"{kata} “{teks[:60]}{'…' if len(teks) > 60 else ''}”"

    @property
    def simpul_id(self) -> int | None:
        """The node to show after the step; None when it was many or is not named (`simpul_langkah` asks further)."""
        awal = self.catatan[0]
        if awal.jenis_objek == "simpul":
            return int(awal.kunci)
        if awal.jenis_objek != "penghapusan":
            return None
        simpul = awal.sebelum.get("simpul") or awal.sesudah.get("simpul") or [None]
        return simpul[0]

    @property
    def indikator_id(self) -> int | None:
        """The indicator it was about, or None."""
        awal = self.catatan[0]
        if awal.jenis_objek == "indikator":
            return int(awal.kunci)
        indikator = awal.sebelum.get("indikator") or awal.sesudah.get("indikator") or [None]
        return indikator[0] if awal.jenis_objek == "penghapusan" else None

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
    """Return the entries that can be turned round, those of one step together."""
    hasil: dict[str, list[CatatanAudit]] = {}
    for satu in catatan:
        if (satu.kata_kerja, satu.jenis_objek) not in _DAPAT_DIBALIK:
            continue
        kunci = satu.sesudah.get(LANGKAH, {}).get("kunci") or str(satu.pk)
        hasil.setdefault(kunci, []).append(satu)
    return [Langkah(tuple(satu)) for satu in hasil.values()]


def simpul_langkah(langkah: Langkah) -> int | None:
    """Return the live node to show after a step: its own, or that of its indicator; None when there is none."""
    if langkah.simpul_id:
        return Simpul.objects.hidup().filter(pk=langkah.simpul_id).values_list("pk", flat=True).first()
    if langkah.indikator_id is None:
        return None
    indikator = Indikator.objects.filter(pk=langkah.indikator_id, simpul__penghapusan__isnull=True)
    return indikator.values_list("simpul_id", flat=True).first()


def simpul_penghapusan(pohon_id: int, penghapusan_id: UUID) -> int | None:
    """Return the first node of a deletion in the order of the tree, or None."""
    terhapus = Simpul.objects.filter(pohon=pohon_id, penghapusan=penghapusan_id)
    return terhapus.order_by("lft").values_list("pk", flat=True).first()
