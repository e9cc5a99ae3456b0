"""A decree as screens, checks and papers read it: frozen values, no database.

`IsiKeputusan` is all that a planner may type; `BarisKeputusan` adds whose it is, its state and its look.
`selectors.baca_keputusan` makes them; PDF, DOCX and the checks use the same values, so they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from naskah.choices import BAGIAN_DASAR, BagianButir, JenisHuruf, JenisKeputusan, StatusKeputusan, UkuranKertas
from naskah.penomoran import BULAN

KOSONG = "\u00a0" * 8  # a blank to be filled in by hand, kept by the renderer


@dataclass(frozen=True, slots=True)
class Butir:
    """One item of a list; under Mengingat a copy of a citation of the library, which `dasar_id` names."""

    teks: str
    dasar_id: int | None = None


@dataclass(frozen=True, slots=True)
class IsiKeputusan:
    """Everything typed into a decree. Texts may be empty and dates incomplete while it is a draft.

    `nomor_pola` holds "{nomor}" and "{tahun}"; `tentang` is the decree's own subject, before "Perubahan …" is put in
    front of it; `mengubah_id` names an earlier decree of the system, the other `mengubah_*` one outside it.
    `pengantar` are the paragraphs of the foreword of a decree that is printed as a book.
    `kuasa` prints "a.n. <pejabat penetap>" above the signatory's office.
    """

    tentang: str = ""
    judul_lampiran: str = ""
    nomor_pola: str = ""
    nomor_urut: str = ""
    hari: int | None = None
    bulan: int | None = None
    tahun: int | None = None
    tempat: str = ""
    kop_pemerintah: str = ""
    kop_nama: str = ""
    kop_alamat: str = ""
    pejabat_penetap: str = ""
    kuasa: bool = False
    ttd_status: str = ""
    ttd_jabatan: str = ""
    ttd_nama: str = ""
    ttd_pangkat: str = ""
    ttd_nip: str = ""
    mengubah_id: int | None = None
    mengubah_sebutan: str = ""
    mengubah_nomor: str = ""
    mengubah_tahun: int | None = None
    mengubah_tentang: str = ""
    pengantar: tuple[Butir, ...] = ()
    menimbang: tuple[Butir, ...] = ()
    mengingat: tuple[Butir, ...] = ()
    memperhatikan: tuple[Butir, ...] = ()
    diktum: tuple[Butir, ...] = ()
    tembusan: tuple[Butir, ...] = ()

    def dengan(self, **nilai: Any) -> "IsiKeputusan":
        """Return a copy with these fields replaced, by name."""
        return replace(self, **nilai)

    def butir(self, bagian: BagianButir) -> tuple[Butir, ...]:
        """Return one of the lists."""
        return getattr(self, bagian.value)  # type: ignore[no-any-return]

    @property
    def nomor(self) -> str:
        """The number as printed; what is not known yet is a blank."""
        pola = self.nomor_pola or "{nomor}"
        return pola.replace("{nomor}", self.nomor_urut or KOSONG).replace("{tahun}", str(self.tahun or KOSONG))

    @property
    def nomor_lengkap(self) -> bool:
        """Whether nothing of the number is blank."""
        return bool(self.nomor.strip()) and KOSONG not in self.nomor

    @property
    def tanggal(self) -> str:
        """The date as printed; day, month or year may be blank."""
        bulan = BULAN[self.bulan - 1] if self.bulan else KOSONG
        return f"{self.hari or KOSONG} {bulan} {self.tahun or KOSONG}"

    @property
    def tanggal_lengkap(self) -> bool:
        """Whether day, month and year are known."""
        return bool(self.hari and self.bulan and self.tahun)

    @property
    def perubahan(self) -> bool:
        """Whether the decree amends an earlier one."""
        return bool(self.mengubah_id or self.mengubah_nomor or self.mengubah_tentang)

    @property
    def tentang_lengkap(self) -> str:
        """What stands after TENTANG: the subject, or "Perubahan Keputusan … Nomor … tentang <subject amended>"."""
        if not self.perubahan:
            return self.tentang
        sebutan = self.mengubah_sebutan or f"Keputusan {self.pejabat_penetap}"
        nomor = self.mengubah_nomor or KOSONG
        # A full number ends with its year; repeating it would print it twice.
        tahun = f" Tahun {self.mengubah_tahun}" if self.mengubah_tahun and str(self.mengubah_tahun) not in nomor else ""
        return f"Perubahan {sebutan} Nomor {nomor}{tahun} tentang {self.mengubah_tentang or self.tentang}"


@dataclass(frozen=True, slots=True)
class TataLetak:
    """How papers of a local government look: paper, margins in millimetres (top, right, bottom, left), typeface."""

    kertas: UkuranKertas = UkuranKertas.F4
    margin: tuple[int, int, int, int] = (25, 25, 25, 25)
    huruf: JenisHuruf = JenisHuruf.BOOKMAN
    ukuran_huruf: int = 12


@dataclass(frozen=True, slots=True)
class BarisKeputusan:
    """A whole decree without its attachments, which belong to the app of its kind.

    `lambang` is the arms as PNG or empty; `dicabut` tells of each legal basis of the library that is no longer in
    force by what it was replaced, by its key.
    """

    id: int
    jenis: JenisKeputusan
    status: StatusKeputusan
    versi: int
    perangkat_daerah_id: int
    slug: str
    nama_perangkat: str
    nama_pemerintah: str
    periode: str
    pohon_id: int | None
    pohon_rev: int | None
    isi: IsiKeputusan
    tata_letak: TataLetak = TataLetak()
    lambang: bytes = b""
    dicabut: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def draf(self) -> bool:
        """Whether it bears DRAF."""
        return self.status == StatusKeputusan.DRAF

    @property
    def judul(self) -> str:
        """The name in lists, file properties and page titles."""
        nomor = f" Nomor {self.isi.nomor}" if self.isi.nomor_lengkap else ""
        return f"Keputusan {self.jenis.name}{nomor} {self.nama_perangkat} {self.periode}"

    @property
    def dasar(self) -> tuple[tuple[BagianButir, int, Butir], ...]:
        """Every legal basis with its list and its number there, from 1."""
        return tuple(
            (bagian, nomor, butir) for bagian in BAGIAN_DASAR for nomor, butir in enumerate(self.isi.butir(bagian), 1)
        )
