"""Rows as the editing pages list them: a node with its steps and findings, or the open form in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from instansi.terbaca import Terbaca
from pohon.halaman import KELAS_TINGKAT, TemuanLayar
from pohon.rows import BarisPohon, BarisSimpul
from pohon.tindakan import Tindakan, tindakan_mungkin
from pohon.views.penyuntingan import Penyuntingan

_PALING_DALAM = 9  # the deepest class of indentation in pohon.css


@dataclass(frozen=True, slots=True)
class Butir(Terbaca):
    """One row of a page. `baris` None: the form of a new node; `sunting` set: the row is open as a form.

    `kunci` and `induk` are keys as text, because numbers in templates get thousand separators.
    """

    baris: BarisSimpul | None
    kunci: str
    induk: str
    kelas: str
    tindakan: Tindakan | None
    temuan: tuple[TemuanLayar, ...] = ()
    sunting: Penyuntingan | None = None

    @property
    def sidik(self) -> str:
        """A short name of all that a closed row of Tahap 3 prints: equal names, equal rows (`views.cepat`)."""
        baris = self.baris
        if baris is None or self.sunting:
            return ""
        isi = (
            baris.kode, baris.pernyataan, baris.jenis.value, baris.nama_crosscutting, baris.jumlah_anak > 0,
            self.kelas, self.induk, self.tindakan, self.temuan,
        )  # fmt: skip
        return f"{self.kunci}-{crc32(repr(isi).encode()):08x}"


class PembuatButir:
    """Makes the rows of one page: knows what can be done with each node, its findings, and which one is open."""

    def __init__(self, rows: BarisPohon, temuan: dict[int, list[TemuanLayar]], sunting: Penyuntingan | None) -> None:
        self.rows = rows
        self.temuan = temuan
        self.sunting = sunting
        self.tindakan = tindakan_mungkin(rows)

    def butir(self, baris: BarisSimpul) -> Butir:
        """Return the row of a node, open when it is the one being changed."""
        if self.sunting and self.sunting.baris and self.sunting.baris.id == baris.id:
            return butir_sunting(self.sunting)
        return Butir(
            baris=baris,
            kunci=str(baris.id),
            induk=str(baris.induk_id),
            kelas=_kelas(baris),
            tindakan=self.tindakan[baris.id],
            temuan=tuple(self.temuan.get(baris.id, ())),
        )

    def daftar(self, baris: Iterable[BarisSimpul]) -> list[Butir]:
        """Return the rows of nodes in preorder, with the form of a new node where it will stand."""
        hasil = [self.butir(satu) for satu in baris]
        baru = self.baru()
        if baru is None:
            return hasil
        sunting = baru.sunting
        tempat = (sunting.sesudah or sunting.induk) if sunting else None
        if tempat is None:
            return [*hasil, baru]
        cabang = {tempat.id, *(satu.id for satu in self.rows.keturunan(tempat))}
        letak = [nomor for nomor, satu in enumerate(hasil) if satu.baris and satu.baris.id in cabang]
        hasil.insert(letak[-1] + 1 if letak else len(hasil), baru)
        return hasil

    def baru(self) -> Butir | None:
        """Return the row of the new node's form, or None."""
        if self.sunting is None or self.sunting.cara != "tambah":
            return None
        return butir_sunting(self.sunting)


def butir_sunting(sunting: Penyuntingan) -> Butir:
    """Return the open row: a node that is edited or moved, or a new one."""
    baris = sunting.baris
    if baris:
        return Butir(baris, str(baris.id), str(baris.induk_id), _kelas(baris), None, sunting=sunting)
    return Butir(None, "baru", "", f"kedalaman-{min(sunting.kedalaman, _PALING_DALAM)}", None, sunting=sunting)


def _kelas(baris: BarisSimpul) -> str:
    return f"kedalaman-{min(baris.kedalaman, _PALING_DALAM)} {KELAS_TINGKAT.get(baris.jenis, '')}"
