"""The matrix of requests as frozen values that page, SVG, XLSX and PDF print alike. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pohon.choices import STATUS_LIHAT_LAGI, StatusPermintaan

_S = StatusPermintaan
# States as a cell tells them, the one that wants attention most first: (name in addresses and classes, label, states).
RINGKAS: tuple[tuple[str, str, tuple[StatusPermintaan, ...]], ...] = (
    ("menunggu", "belum dijawab", (_S.MENUNGGU,)),
    ("dilihat", "perlu dilihat lagi", STATUS_LIHAT_LAGI),
    ("ditolak", "ditolak", (_S.DITOLAK,)),
    ("diterima", "diterima", (_S.DITERIMA,)),
)
RINGKAS_MENURUT = {status: kunci for kunci, _, semua in RINGKAS for status in semua}
KUNCI_PEMERINTAH = 0  # the asking side that is the local government itself


@dataclass(frozen=True, slots=True)
class BarisPermintaan:
    """One request as lists and papers print it."""

    id: int
    peminta_id: int
    peminta: str
    tujuan_id: int
    tujuan: str
    kode: str
    pernyataan: str
    letak: tuple[str, ...]
    status: StatusPermintaan
    sejak: datetime
    hari: int
    tautan: str
    alasan: str
    oleh: str
    dijawab: datetime | None

    @property
    def ringkas(self) -> str:
        """The state as a cell counts it."""
        return RINGKAS_MENURUT[self.status]

    @property
    def label(self) -> str:
        """The state in words."""
        return str(self.status.label)

    @property
    def rincian(self) -> str:
        """The node that answers, or the reason for refusing."""
        return self.tautan or self.alasan


@dataclass(frozen=True, slots=True)
class Pihak:
    """An agency (or the local government) in the matrix, with the number it is named by in narrow columns."""

    id: int
    nomor: int
    nama: str
    singkatan: str

    @property
    def sebutan(self) -> str:
        """The short name where there is one."""
        return self.singkatan or self.nama


@dataclass(frozen=True)
class Sel:
    """How many requests of one owner to one agency stand in each state."""

    peminta: Pihak
    tujuan: Pihak
    jumlah: Mapping[str, int]

    @property
    def total(self) -> int:
        """All requests that stand."""
        return sum(self.jumlah.values())

    @property
    def terberat(self) -> str:
        """The state that wants attention most: what the cell is coloured by."""
        return next(kunci for kunci, _, _ in RINGKAS if self.jumlah.get(kunci))

    @property
    def belum(self) -> int:
        """Those that wait for somebody."""
        return self.jumlah.get("menunggu", 0) + self.jumlah.get("dilihat", 0)

    @property
    def teks(self) -> str:
        """The counts in words: "2 diterima, 1 belum dijawab"."""
        return ", ".join(f"{self.jumlah[kunci]} {label}" for kunci, label, _ in RINGKAS if self.jumlah.get(kunci))


@dataclass(frozen=True)
class Matriks:
    """Who asks whom for how much, and every request behind it, oldest waiting first."""

    baris: tuple[Pihak, ...]
    kolom: tuple[Pihak, ...]
    sel: Mapping[tuple[int, int], Sel]
    permintaan: tuple[BarisPermintaan, ...]
    semua: tuple[Pihak, ...] = field(default=())

    @property
    def isi(self) -> list[tuple[Pihak, list[Sel | None], int]]:
        """The rows: who asks, a cell for each column, the total."""
        return [
            (
                satu,
                [self.sel.get((satu.id, tujuan.id)) for tujuan in self.kolom],
                sum(sel.total for (peminta, _), sel in self.sel.items() if peminta == satu.id),
            )
            for satu in self.baris
        ]

    @property
    def jumlah_kolom(self) -> list[int]:
        """The total asked of each column's agency."""
        return [sum(sel.total for (_, tujuan), sel in self.sel.items() if tujuan == satu.id) for satu in self.kolom]

    @property
    def jumlah(self) -> list[tuple[str, str, int]]:
        """How many requests stand in each state: (key, label, number)."""
        hitung = Counter(satu.ringkas for satu in self.permintaan)
        return [(kunci, label, hitung[kunci]) for kunci, label, _ in RINGKAS]

    @property
    def menunggu(self) -> list[BarisPermintaan]:
        """The unanswered ones, the oldest first."""
        return sorted(
            (satu for satu in self.permintaan if satu.ringkas == "menunggu"), key=lambda satu: (satu.sejak, satu.id)
        )


def susun_matriks(pihak: Iterable[tuple[int, str, str]], permintaan: Iterable[BarisPermintaan]) -> Matriks:
    """Return the matrix of these requests; owners are (key, name, short name) in the order they are printed.

    Only those that ask stand in rows, only those that are asked in columns; numbers are those of all.
    """
    semua = tuple(Pihak(kunci, nomor, nama, pendek) for nomor, (kunci, nama, pendek) in enumerate(pihak, 1))
    menurut = {satu.id: satu for satu in semua}
    daftar = tuple(permintaan)
    hitung: dict[tuple[int, int], Counter[str]] = {}
    for satu in daftar:
        hitung.setdefault((satu.peminta_id, satu.tujuan_id), Counter())[satu.ringkas] += 1
    sel = {kunci: Sel(menurut[kunci[0]], menurut[kunci[1]], jumlah) for kunci, jumlah in hitung.items()}
    meminta, diminta = {peminta for peminta, _ in sel}, {tujuan for _, tujuan in sel}
    return Matriks(
        baris=tuple(satu for satu in semua if satu.id in meminta),
        kolom=tuple(satu for satu in semua if satu.id in diminta),
        sel=sel,
        permintaan=daftar,
        semua=semua,
    )
