"""Checks of an IKI decree as a whole, D-41 to D-45: its attachment, its tree, what changed since it was issued. Pure.

Its own text is checked by `naskah.rules`, the positions by `jabatan`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from iki.rows import BarisIki
from iki.rules.jabatan import ATURAN, periksa_iki
from naskah.choices import Keparahan as KeparahanNaskah
from naskah.rows import BarisKeputusan
from naskah.rules import Temuan as TemuanNaskah

_SEBUT_TERBANYAK = 3  # positions named in a sentence about many


@dataclass(frozen=True, slots=True)
class KeadaanNaskah:
    """What the rules of the decree look at: decree, positions, and its tree as it is now (None: tied to none).

    `berubah` names the positions that differ from what an issued decree has frozen.
    """

    keputusan: BarisKeputusan
    iki: BarisIki
    pohon_rev: int | None = None
    pohon_belum_disetujui: tuple[str, ...] = ()
    berubah: tuple[str, ...] = ()


class AturanNaskah(ABC):
    """A rule about an IKI decree as a whole; subclasses give the class values and `periksa`."""

    kode: ClassVar[str]
    keparahan: ClassVar[KeparahanNaskah]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, keadaan: KeadaanNaskah) -> Iterator[TemuanNaskah]:
        """Yield the findings of this rule, at most a few."""

    def temuan(self, bagian: str, pesan: str) -> TemuanNaskah:
        """Return a finding about the attachment ("lampiran-jabatan"), the tree ("pohon") or a list of the decree."""
        return TemuanNaskah(self.kode, self.keparahan, bagian, pesan)


class TanpaJabatan(AturanNaskah):
    """A book without positions."""

    kode = "D-41"
    keparahan = KeparahanNaskah.GALAT
    judul = "Lampiran tanpa jabatan"
    sumber = "Diktum merujuk lampiran"

    def periksa(self, keadaan: KeadaanNaskah) -> Iterator[TemuanNaskah]:
        if not keadaan.iki.posisi:
            yield self.temuan("lampiran-jabatan", "Belum ada jabatan, jadi lampirannya kosong.")


class PengantarKosong(AturanNaskah):
    """A book without foreword."""

    kode = "D-42"
    keparahan = KeparahanNaskah.SARAN
    judul = "Kata pengantar kosong"
    sumber = "Buku IKI nyata: sampul, kata pengantar, daftar isi, keputusan, lampiran"

    def periksa(self, keadaan: KeadaanNaskah) -> Iterator[TemuanNaskah]:
        if not keadaan.keputusan.isi.pengantar:
            yield self.temuan("pengantar", "Kata pengantar belum diisi.")


class PohonBelumDisetujui(AturanNaskah):
    """A tree that the decree is worded by is not approved, or there is none: it cannot be issued yet."""

    kode = "D-43"
    keparahan = KeparahanNaskah.PERINGATAN
    judul = "Pohon kinerja belum disetujui"
    sumber = "Keputusan hanya ditetapkan dari pohon yang disetujui"

    def periksa(self, keadaan: KeadaanNaskah) -> Iterator[TemuanNaskah]:
        if keadaan.pohon_rev is None:
            yield self.temuan("pohon", "Keputusan ini tidak terikat pada pohon kinerja, jadi belum dapat ditetapkan.")
        elif keadaan.pohon_belum_disetujui:
            status = ", ".join(dict.fromkeys(keadaan.pohon_belum_disetujui))
            yield self.temuan("pohon", f"Pohon kinerjanya berstatus {status}; keputusan belum dapat ditetapkan.")


class PohonBerubah(AturanNaskah):
    """The tree has changed since the decree was drafted."""

    kode = "D-44"
    keparahan = KeparahanNaskah.PERINGATAN
    judul = "Pohon kinerja berubah sejak keputusan disusun"
    sumber = "Keputusan terikat pada satu versi pohon"

    def periksa(self, keadaan: KeadaanNaskah) -> Iterator[TemuanNaskah]:
        dulu = keadaan.keputusan.pohon_rev
        if keadaan.pohon_rev is not None and dulu is not None and dulu != keadaan.pohon_rev:
            yield self.temuan(
                "pohon",
                "Pohon kinerja berubah sejak keputusan ini disusun. Periksa sasaran jabatan, lalu ambil yang baru.",
            )


class BerubahSejakTerbit(AturanNaskah):
    """Positions differ from what the issued decree has frozen; the paper does not follow them."""

    kode = "D-45"
    keparahan = KeparahanNaskah.PERINGATAN
    judul = "Data berubah sejak ditetapkan"
    sumber = "Keputusan yang ditetapkan dibekukan"

    def periksa(self, keadaan: KeadaanNaskah) -> Iterator[TemuanNaskah]:
        if keadaan.berubah:
            yield self.temuan(
                "lampiran-berubah",
                f"Data berubah sejak ditetapkan pada {_sebut(keadaan.berubah)}. Naskah yang ditetapkan tidak ikut "
                "berubah; buat keputusan perubahan bila perubahan itu harus berlaku.",
            )


ATURAN_NASKAH: tuple[AturanNaskah, ...] = (
    TanpaJabatan(),
    PengantarKosong(),
    PohonBelumDisetujui(),
    PohonBerubah(),
    BerubahSejakTerbit(),
)
_ATURAN_DRAF, _ATURAN_TERBIT = ATURAN_NASKAH[:-1], ATURAN_NASKAH[-1:]


def periksa_naskah(keadaan: KeadaanNaskah) -> list[TemuanNaskah]:
    """Return the findings about an IKI decree: of a draft its tree and its positions, of an issued one what changed.

    What is amiss with positions is told once a rule; their pages show each in its place.
    """
    if not keadaan.keputusan.draf:
        return [temuan for aturan in _ATURAN_TERBIT for temuan in aturan.periksa(keadaan)]
    hasil = [temuan for aturan in _ATURAN_DRAF for temuan in aturan.periksa(keadaan)]
    semua = periksa_iki(keadaan.iki)
    for aturan in ATURAN:
        milik = [satu for satu in semua if satu.kode == aturan.kode]
        if milik:
            nama = [_nama(keadaan.iki, kunci) for kunci in dict.fromkeys(satu.posisi_id for satu in milik)]
            pesan = f"{aturan.judul}: {len(milik)} temuan pada {_sebut(nama)}."
            hasil.append(TemuanNaskah(aturan.kode, KeparahanNaskah(aturan.keparahan.value), "lampiran-jabatan", pesan))
    return hasil


def _nama(iki: BarisIki, kunci: int) -> str:
    posisi = iki.menurut_id[kunci]
    return f"{posisi.nomor}. {posisi.nama}"


def _sebut(nama: Sequence[str]) -> str:
    lain = len(nama) - _SEBUT_TERBANYAK
    return "; ".join(nama[:_SEBUT_TERBANYAK]) + (f"; dan {lain} jabatan lain" if lain > 0 else "")
