"""Checks of the attachments of an IKU decree, D-21 to D-36. Pure. The decree's own text is checked by `naskah.rules`.

A rule's source is the rule of use of IKU (PermenPAN PER/9/M.PAN/5/2007) or the flaws of real decrees (DOMAIN.md).
"""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from iku.choices import NomorLampiran
from iku.rows import Baris
from naskah.choices import Keparahan
from naskah.rows import BarisKeputusan
from naskah.rules import Temuan

IKU_PER_SASARAN, IKU_SEMUA = 3, 20
_SATU_PER_SATU = 3  # rows with one flaw that are told singly
_SEBUT_TERBANYAK = 3  # rows named in a sentence about many
_JUMLAH = re.compile(r"^\s*(?:jumlah|banyaknya)\b", re.IGNORECASE)
_PERSEN = re.compile(r"^\s*(?:rata-rata\s+)?(?:persentase|persen)\b", re.IGNORECASE)
_KALI_SERATUS = re.compile(r"(?:[x×*]|dikali(?:\s*\(x\))?)\s*100|%", re.IGNORECASE)
_BAGI = re.compile(r"\bdibagi\b|\bper\b|[:/÷]|\brata-rata\b|\bpersentase\b|%|\bperbandingan\b", re.IGNORECASE)
_KEGIATAN = re.compile(
    r"^\s*(?:jumlah|banyaknya)\s+(?:pelaksanaan|kegiatan|laporan|rapat|sosialisasi|bimbingan|dokumen|pelatihan)\b",
    re.IGNORECASE,
)
_UCAPAN_GANDA = {"makna": re.compile(r"^makna\b", re.IGNORECASE), "perhitungan": re.compile(r"^perhitungan\b", re.I)}
_SALAH_TULIS = re.compile(r"\b(prosentase|persenase|prosen|persentasi)\b", re.IGNORECASE)
_BUKAN_HURUF = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class KeadaanIku:
    """What the rules look at: decree, rows of both attachments, and the tree as it is now (None: tied to none).

    Of an issued decree `berubah` names the rows that the agency's present tree words otherwise than the tree it was
    issued from or has no more, and `baru` counts the indicators of its levels that the present tree has besides.
    """

    keputusan: BarisKeputusan
    baris: tuple[Baris, ...]
    pohon_rev: int | None = None
    pohon_disetujui: bool = False
    berubah: tuple[str, ...] = ()
    baru: int = 0

    def lampiran(self, nomor: NomorLampiran) -> list[Baris]:
        """Return the rows of one attachment."""
        return [satu for satu in self.baris if satu.lampiran == nomor]


class AturanIku(ABC):
    """A rule about the attachments; subclasses give the class values and `periksa`."""

    kode: ClassVar[str]
    keparahan: ClassVar[Keparahan]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        """Yield the findings of this rule, in the order of the paper."""

    def baris(self, baris: Baris, pesan: str) -> Temuan:
        """Return a finding about a row, which the sentence names first."""
        romawi = "I" * baris.lampiran
        return Temuan(
            self.kode,
            self.keparahan,
            f"lampiran-{baris.lampiran.value}",
            f"Lampiran {romawi} baris {baris.nomor}: {pesan}",
            baris.nomor,
        )

    def kumpulan(self, baris: list[Baris], pesan: str) -> Iterator[Temuan]:
        """Yield a finding a row; of many rows with the same flaw one finding an attachment, which names them."""
        for nomor in NomorLampiran:
            di_sini = [satu for satu in baris if satu.lampiran == nomor]
            if len(di_sini) <= _SATU_PER_SATU:
                for satu in di_sini:
                    yield self.baris(satu, pesan)
                continue
            daftar = ", ".join(str(satu.nomor) for satu in di_sini)
            yield self.umum(
                f"lampiran-{nomor.value}", f"Lampiran {'I' * nomor}, {len(di_sini)} baris ({daftar}): {pesan}"
            )

    def umum(self, bagian: str, pesan: str) -> Temuan:
        """Return a finding about an attachment ("lampiran-1") or the tree ("pohon")."""
        return Temuan(self.kode, self.keparahan, bagian, pesan)


class SumberKosong(AturanIku):
    """A row without data source or person responsible."""

    kode = "D-21"
    keparahan = Keparahan.PERINGATAN
    judul = "Penanggung jawab atau sumber data kosong"
    sumber = "Cacat dokumen nyata: kolom sumber data seluruh Lampiran II kosong"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for sebutan, kolom in (("penanggung jawab", "penanggung_jawab"), ("sumber data", "sumber_data")):
            kosong = [satu for satu in keadaan.baris if not satu.sel(kolom)]
            yield from self.kumpulan(kosong, f"{sebutan} belum diisi.")


class PenjelasanKosong(AturanIku):
    """A row without meaning, reason or calculation."""

    kode = "D-22"
    keparahan = Keparahan.PERINGATAN
    judul = "Makna, alasan, atau perhitungan kosong"
    sumber = "PermenPAN PER/9/M.PAN/5/2007: formulir penetapan IKU"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.baris:
            pasangan = (("makna", satu.makna), ("alasan pemilihan", satu.alasan), ("perhitungan", satu.perhitungan))
            kosong = [sebutan for sebutan, isi in pasangan if not isi]
            if kosong:
                yield self.baris(satu, f"{', '.join(kosong)} belum diisi.")


class MaknaKembar(AturanIku):
    """One meaning for two different indicators."""

    kode = "D-23"
    keparahan = Keparahan.PERINGATAN
    judul = "Satu makna untuk dua indikator"
    sumber = "Cacat dokumen nyata: makna disalin dari baris lain"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        pertama: dict[str, Baris] = {}
        for satu in keadaan.baris:
            makna = _polos(satu.makna)
            lama = pertama.setdefault(makna, satu) if makna else satu
            if lama is not satu and _polos(lama.indikator) != _polos(satu.indikator):
                yield self.baris(satu, f"maknanya sama dengan indikator “{_pendek(lama.indikator)}”.")


class RumusTakCocok(AturanIku):
    """A count that is multiplied by 100, or a percentage that divides nothing."""

    kode = "D-24"
    keparahan = Keparahan.PERINGATAN
    judul = "Perhitungan tidak cocok dengan indikator"
    sumber = "Cacat dokumen nyata: indikator jumlah dengan rumus × 100 %"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.baris:
            if not satu.perhitungan or "\n" in satu.indikator:
                continue
            if _JUMLAH.search(satu.indikator) and _KALI_SERATUS.search(satu.perhitungan):
                yield self.baris(satu, "indikatornya jumlah, tetapi perhitungannya persentase.")
            elif _PERSEN.search(satu.indikator) and not _BAGI.search(satu.perhitungan):
                yield self.baris(satu, "indikatornya persentase, tetapi perhitungannya tidak membagi.")


class RumusMengulang(AturanIku):
    """A calculation that only repeats the indicator."""

    kode = "D-25"
    keparahan = Keparahan.SARAN
    judul = "Perhitungan hanya mengulang indikator"
    sumber = "Cacat dokumen nyata: rumus tautologis"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.baris:
            if satu.perhitungan and _polos(satu.perhitungan) == _polos(satu.indikator):
                yield self.baris(satu, "perhitungannya hanya mengulang indikator; jelaskan cara memperoleh angkanya.")


class TerlaluBanyakPerSasaran(AturanIku):
    """More than three IKU for one sasaran."""

    kode = "D-26"
    keparahan = Keparahan.PERINGATAN
    judul = "Lebih dari tiga IKU untuk satu sasaran"
    sumber = "Aturan pemakaian IKU: paling banyak 3 IKU per sasaran"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        jumlah: dict[str, int] = defaultdict(int)
        for satu in keadaan.lampiran(NomorLampiran.IKU):
            kunci = _polos(satu.kinerja)
            sebelum = jumlah[kunci]
            jumlah[kunci] += satu.indikator.count("\n") + 1
            if sebelum <= IKU_PER_SASARAN < jumlah[kunci]:
                yield self.baris(satu, f"sasaran ini mempunyai lebih dari {IKU_PER_SASARAN} IKU.")


class TerlaluBanyak(AturanIku):
    """More than twenty IKU in all."""

    kode = "D-27"
    keparahan = Keparahan.PERINGATAN
    judul = "Lebih dari dua puluh IKU"
    sumber = "Aturan pemakaian IKU: paling banyak 20 IKU"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        jumlah = sum(satu.indikator.count("\n") + 1 for satu in keadaan.lampiran(NomorLampiran.IKU))
        if jumlah > IKU_SEMUA:
            yield self.umum("lampiran-1", f"Lampiran I memuat {jumlah} IKU; sebaiknya paling banyak {IKU_SEMUA}.")


class KegiatanSebagaiIku(AturanIku):
    """An activity or its product as IKU."""

    kode = "D-28"
    keparahan = Keparahan.PERINGATAN
    judul = "Kegiatan sebagai IKU"
    sumber = "Aturan pemakaian IKU: IKU bukan kegiatan"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.lampiran(NomorLampiran.IKU):
            if _KEGIATAN.search(satu.indikator):
                yield self.baris(satu, "indikatornya menghitung kegiatan atau dokumen, bukan hasil.")


class TanpaSimpul(AturanIku):
    """A row that no node of the tree stands behind, or no longer does."""

    kode = "D-29"
    keparahan = Keparahan.SARAN
    judul = "Baris tidak berasal dari pohon kinerja"
    sumber = "Keputusan nyata: 9 dari 18 baris tidak ada dalam pohonnya"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        hilang = [satu for satu in keadaan.baris if satu.hilang]
        yield from self.kumpulan(hilang, "kinerja atau indikatornya sudah tidak ada dalam pohon kinerja.")
        tanpa = [satu for satu in keadaan.baris if satu.tanpa_simpul]
        yield from self.kumpulan(tanpa, "tidak berasal dari pohon kinerja.")


class BarisKosong(AturanIku):
    """A row without sasaran or indicator."""

    kode = "D-30"
    keparahan = Keparahan.GALAT
    judul = "Kinerja atau indikator kosong"
    sumber = "Cacat dokumen nyata: baris terpotong"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.baris:
            if not satu.kinerja or not satu.indikator:
                yield self.baris(satu, "kinerja dan indikatornya harus diisi.")


class LampiranKosong(AturanIku):
    """An attachment without rows."""

    kode = "D-31"
    keparahan = Keparahan.GALAT
    judul = "Lampiran kosong"
    sumber = "Diktum merujuk kedua lampiran"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for nomor in NomorLampiran:
            if not keadaan.lampiran(nomor):
                yield self.umum(f"lampiran-{nomor.value}", f"{nomor.label} belum berisi baris.")


class PohonBerubah(AturanIku):
    """The tree has changed since rows were last proposed from it."""

    kode = "D-32"
    keparahan = Keparahan.PERINGATAN
    judul = "Pohon kinerja berubah sejak lampiran disusun"
    sumber = "Keputusan terikat pada satu versi pohon"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        disusun = keadaan.keputusan.pohon_rev
        if keadaan.keputusan.draf and keadaan.pohon_rev is not None and keadaan.pohon_rev != disusun:
            yield self.umum(
                "pohon", "Pohon kinerja sudah berubah sejak lampiran disusun; periksa usulan barisnya lagi."
            )


class PohonBelumDisetujui(AturanIku):
    """The tree is not approved, or there is none: the decree cannot be issued yet."""

    kode = "D-33"
    keparahan = Keparahan.PERINGATAN
    judul = "Pohon kinerja belum disetujui"
    sumber = "Keputusan hanya ditetapkan dari pohon yang disetujui"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        if keadaan.keputusan.draf and not keadaan.pohon_disetujui:
            yield self.umum("pohon", "Keputusan baru dapat ditetapkan setelah pohon kinerjanya disetujui.")


class UcapanGanda(AturanIku):
    """A meaning that begins with the word Makna, under the heading "a. Makna"; likewise the calculation."""

    kode = "D-34"
    keparahan = Keparahan.SARAN
    judul = "Judul berulang pada isi"
    sumber = "Cacat dokumen nyata: “Makna Makna”"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.baris:
            for kolom, pola in _UCAPAN_GANDA.items():
                if pola.search(satu.sel(kolom)):
                    yield self.baris(satu, f"isi {kolom} tidak perlu diawali kata “{kolom.capitalize()}”.")


class SalahTulis(AturanIku):
    """A word that real decrees misspell."""

    kode = "D-35"
    keparahan = Keparahan.SARAN
    judul = "Salah tulis"
    sumber = "Cacat dokumen nyata: Persenase, Prosentase"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        for satu in keadaan.baris:
            salah = sorted({kata.lower() for isi in satu.isi.values() for kata in _SALAH_TULIS.findall(isi)})
            if salah:
                yield self.baris(satu, f"periksa ejaan “{', '.join(salah)}”; yang baku persentase atau persen.")


class BerubahSejakTerbit(AturanIku):
    """The agency's approved tree says otherwise than the one that the issued decree was drafted from."""

    kode = "D-36"
    keparahan = Keparahan.PERINGATAN
    judul = "Pohon kinerja berubah sejak ditetapkan"
    sumber = "Keputusan yang ditetapkan dibekukan"

    def periksa(self, keadaan: KeadaanIku) -> Iterator[Temuan]:
        if keadaan.keputusan.draf or not (keadaan.berubah or keadaan.baru):
            return
        lain = len(keadaan.berubah) - _SEBUT_TERBANYAK
        sebutan = list(keadaan.berubah[:_SEBUT_TERBANYAK]) + ([f"{lain} baris lain"] if lain > 0 else [])
        apa = [f"{', '.join(sebutan)} berubah atau tidak ada lagi"] if sebutan else []
        apa += [f"ada {keadaan.baru} indikator baru"] if keadaan.baru else []
        yield self.umum(
            "lampiran-1",
            f"Pohon kinerja berubah sejak keputusan ini ditetapkan: {'; '.join(apa)}. Naskah yang ditetapkan tidak "
            "ikut berubah; buat keputusan perubahan bila perubahan itu harus berlaku.",
        )


ATURAN: tuple[AturanIku, ...] = (
    SumberKosong(),
    PenjelasanKosong(),
    MaknaKembar(),
    RumusTakCocok(),
    RumusMengulang(),
    TerlaluBanyakPerSasaran(),
    TerlaluBanyak(),
    KegiatanSebagaiIku(),
    TanpaSimpul(),
    BarisKosong(),
    LampiranKosong(),
    PohonBerubah(),
    PohonBelumDisetujui(),
    UcapanGanda(),
    SalahTulis(),
    BerubahSejakTerbit(),
)


def periksa_lampiran(keadaan: KeadaanIku) -> list[Temuan]:
    """Return the findings about a draft rule by rule; about an issued decree only what has changed since."""
    if not keadaan.keputusan.draf:
        return list(BerubahSejakTerbit().periksa(keadaan))
    return [temuan for satu in ATURAN for temuan in satu.periksa(keadaan)]


def _polos(teks: str) -> str:
    return _BUKAN_HURUF.sub(" ", teks.casefold()).strip()


def _pendek(teks: str) -> str:
    return teks if len(teks) <= 80 else f"{teks[:79]}…"
