"""The rows of a tree as every page, table, picture and paper prints them: frozen values, no database.

`selectors.baca_pohon` makes them; screen, SVG, PDF and XLSX print the same rows, so they cannot disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from instansi.terbaca import Terbaca
from pohon.choices import (
    RUJUKAN,
    STATUS_LIHAT_LAGI,
    Arah,
    JawabanPermintaan,
    JenisFormula,
    JenisSimpul,
    Komponen,
    Sifat,
    StatusPermintaan,
    StatusPohon,
    Tingkat,
)

_BILANGAN_TINGKAT = (
    "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh",
)  # fmt: skip


def bilangan_tingkat(nomor: int) -> str:
    """Return the ordinal in words up to ten, then "ke-11": 1 → "pertama"."""
    return _BILANGAN_TINGKAT[nomor - 1] if nomor <= len(_BILANGAN_TINGKAT) else f"ke-{nomor}"


@dataclass(frozen=True, slots=True)
class BarisIndikator(Terbaca):
    """One indicator. `sumber_data` is a tuple of sources; `penanggung_jawab` the position's name or empty."""

    id: int
    identitas: UUID
    simpul_id: int
    nama: str
    satuan: str
    jenis_formula: str
    pembilang: str
    penyebut: str
    pengali: Decimal | None
    formula: str
    makna: str
    alasan: str
    sumber_data: tuple[str, ...]
    arah: str
    penanggung_jawab_id: int | None
    penanggung_jawab: str
    versi: int

    @property
    def label_formula(self) -> str:
        """The kind of formula in words, or empty."""
        return JenisFormula(self.jenis_formula).label if self.jenis_formula else ""

    @property
    def pengali_tampil(self) -> Decimal | None:
        """The multiplier printed after the fraction; None where it changes nothing. A percentage is always of 100."""
        if self.jenis_formula == JenisFormula.PERSENTASE:
            return self.pengali or Decimal(100)
        return self.pengali if self.pengali != 1 else None

    @property
    def label_arah(self) -> str:
        """The direction in words, or empty."""
        return Arah(self.arah).label if self.arah else ""


@dataclass(frozen=True, slots=True)
class BarisJabatan(Terbaca):
    """A position that carries a node."""

    jabatan_id: int
    identitas: UUID
    nama: str
    jenjang: str


@dataclass(frozen=True, slots=True)
class BarisJawaban(Terbaca):
    """What the agency asked has answered: state, its node's code and statement, reason, person and time."""

    permintaan_id: int
    status: StatusPermintaan
    jawaban: str
    kode: str
    pernyataan: str
    alasan: str
    oleh: str
    waktu: datetime | None

    @property
    def tautan(self) -> str:
        """The other agency's node as printed: code and statement; empty while no answer links one."""
        return f"{self.kode} {self.pernyataan}" if self.jawaban == JawabanPermintaan.DITERIMA else ""

    @property
    def label(self) -> str:
        """The state as printed; whose turn it is to look again does not matter on paper."""
        return "Perlu dilihat lagi" if self.status in STATUS_LIHAT_LAGI else str(self.status.label)

    @property
    def teks(self) -> str:
        """The column "Jawaban": the state, with the node that answers or the reason for refusing."""
        rincian = self.tautan or (self.alasan if self.jawaban == JawabanPermintaan.DITOLAK else "")
        return f"{self.label}: {rincian}" if rincian else self.label


@dataclass(frozen=True, slots=True)
class BarisCrosscutting(Terbaca):
    """An agency (or outside body) a node is shared with, and its answer where it was asked for one."""

    id: int
    identitas: UUID
    perangkat_daerah_id: int | None
    nama: str
    jawaban: BarisJawaban | None = None

    @property
    def tautan(self) -> str:
        """Code and statement of the node that answers, or empty."""
        return self.jawaban.tautan if self.jawaban else ""

    @property
    def teks(self) -> str:
        """The party with the node that answers: what a picture prints."""
        return f"{self.nama}: {self.tautan}" if self.tautan else self.nama


@dataclass(frozen=True, slots=True)
class BarisSimpul(Terbaca):
    """One live node. `kedalaman` counts as printed (outcome 0, condition 1; CSF 1 in Tahap 2 only).

    `induk_id` is the parent in the tree (for a condition its CSF); `induk_tampil_id` the parent in the picture (for a
    condition its outcome). `tingkat` is the effective level, empty for CSF and crosscutting nodes.
    """

    id: int
    identitas: UUID
    induk_id: int
    induk_tampil_id: int | None
    jenis: JenisSimpul
    kode: str
    kedalaman: int
    pernyataan: str
    sumber: str
    judul_csf: str
    sifat: str
    tingkat: str
    tingkat_diubah: bool
    komponen: str
    komponen_cetak: str
    kinerja_jabatan: str
    nomenklatur_id: int | None
    nomenklatur_kode: str
    nomenklatur_nama: str
    nomenklatur_peraturan: str
    versi: int
    jumlah_anak: int
    milik_lain: bool
    indikator: tuple[BarisIndikator, ...]
    jabatan: tuple[BarisJabatan, ...]
    crosscutting: tuple[BarisCrosscutting, ...]

    @property
    def label_jenis(self) -> str:
        """The kind in words."""
        return self.jenis.label

    @property
    def label_sifat(self) -> str:
        """Final or intermediate outcome, in words, or empty."""
        return Sifat(self.sifat).label if self.sifat else ""

    @property
    def label_tingkat(self) -> str:
        """The level as printed in Tahap 4; "Crosscutting" where another agency does the work."""
        if self.milik_lain:
            return "Crosscutting"
        return Tingkat(self.tingkat).label if self.tingkat else ""

    @property
    def label_komponen(self) -> str:
        """The component without its number, or empty."""
        return Komponen(self.komponen).label if self.komponen else ""

    @property
    def rujukan(self) -> str:
        """The stage this node comes from, as printed in Tahap 4 and 5."""
        return RUJUKAN.get(self.jenis, "")

    @property
    def nama_crosscutting(self) -> str:
        """The agencies joined for print; names hold commas, so they are joined by semicolons."""
        return "; ".join(baris.nama for baris in self.crosscutting)

    @property
    def keterangan(self) -> str:
        """The third column of the Tahap 3 table: kind of condition, or "Crosscutting <agencies>"."""
        if self.crosscutting and (self.milik_lain or self.jenis == JenisSimpul.CROSSCUTTING):
            return f"Crosscutting {self.nama_crosscutting}"
        if self.crosscutting:
            return f"{self.label_jenis}; crosscutting {self.nama_crosscutting}"
        return self.label_jenis

    @property
    def nama_jabatan(self) -> str:
        """The positions joined for print."""
        return "; ".join(baris.nama for baris in self.jabatan)

    @property
    def perlu_indikator(self) -> bool:
        """Whether Tahap 4 and 5 ask something of this node: CSF and other agencies' work need neither."""
        return self.jenis not in (JenisSimpul.CSF, JenisSimpul.CROSSCUTTING) and not self.milik_lain


@dataclass(frozen=True, slots=True)
class BarisBeritaAcara(Terbaca):
    """The minutes of the agreement: the file's name, size in bytes, checksum, and who uploaded it when."""

    nama: str
    ukuran: int
    sha256: str
    oleh: str
    diunggah: datetime

    @property
    def rujukan(self) -> str:
        """How papers and frozen versions refer to it: name and checksum."""
        return f"{self.nama} (SHA-256 {self.sha256})"


@dataclass(frozen=True)
class BarisPohon(Terbaca):
    """A whole tree: the header as printed and every live node in preorder."""

    id: int
    rev: int
    nama_pemilik: str
    nama_pemerintah: str
    perangkat_daerah_id: int | None
    bentuk: str
    urusan: str
    periode: str
    periode_mulai: int
    periode_selesai: int
    tahun: int
    nomor_versi: int
    status: StatusPohon
    mandat: str
    permasalahan: str
    ekspektasi: str
    tanggal_kesepakatan: date | None
    peserta_kesepakatan: str
    judul_kolom_sumber: str
    simpul: tuple[BarisSimpul, ...]
    berita_acara: BarisBeritaAcara | None = None

    @cached_property
    def menurut_id(self) -> dict[int, BarisSimpul]:
        """The nodes by key."""
        return {simpul.id: simpul for simpul in self.simpul}

    @cached_property
    def _anak(self) -> dict[int, list[BarisSimpul]]:
        anak: dict[int, list[BarisSimpul]] = {}
        for simpul in self.simpul:
            anak.setdefault(simpul.induk_id, []).append(simpul)
        return anak

    @cached_property
    def outcome(self) -> tuple[BarisSimpul, ...]:
        """The outcomes in order."""
        return tuple(simpul for simpul in self.simpul if simpul.jenis == JenisSimpul.OUTCOME)

    @cached_property
    def tanpa_csf(self) -> tuple[BarisSimpul, ...]:
        """Every node that pictures and the tables from Tahap 3 on print: all but the CSFs, in preorder."""
        return tuple(simpul for simpul in self.simpul if simpul.jenis != JenisSimpul.CSF)

    @cached_property
    def kondisi(self) -> tuple[BarisSimpul, ...]:
        """The Tahap-2 conditions in order, across all CSFs."""
        return tuple(simpul for simpul in self.simpul if simpul.jenis == JenisSimpul.KONDISI)

    @property
    def disetujui(self) -> bool:
        """Whether the tree is approved; else papers bear DRAF."""
        return self.status in (StatusPohon.DISETUJUI, StatusPohon.DIGANTIKAN)

    @property
    def label_status(self) -> str:
        """The state in words."""
        return self.status.label

    def anak(self, simpul: BarisSimpul) -> list[BarisSimpul]:
        """Return the children in the tree, in order."""
        return self._anak.get(simpul.id, [])

    def keturunan(self, simpul: BarisSimpul) -> Iterator[BarisSimpul]:
        """Yield the node's descendants in preorder, without the node."""
        for anak in self.anak(simpul):
            yield anak
            yield from self.keturunan(anak)
