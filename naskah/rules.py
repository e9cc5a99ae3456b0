"""Checks of a decree's own text, D-01 to D-19: number and date, legal bases, title, letterhead. Pure.

Checks of attachments belong to the app of the kind (`iku.rules`: D-2x), and use the same finding and base class.
A rule's source is UU 12/2011 (annex II, the technique of drafting) or the flaws of real decrees (DOMAIN.md).
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from naskah.choices import BAGIAN_DASAR, BagianButir, Keparahan
from naskah.dasar_hukum import ada_kosong, baca_kutipan
from naskah.penomoran import huruf
from naskah.rows import BarisKeputusan

_TAHUN = re.compile(r"\b(?:19|20)\d{2}\b")
_RUJUK_HURUF = re.compile(r"\bhuruf\s+([a-z])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding. `bagian` is the field or list to mend, or "lampiran-<n>"; `nomor` the item or row there, from 1."""

    kode: str
    keparahan: Keparahan
    bagian: str
    pesan: str
    nomor: int | None = None


class AturanKeputusan(ABC):
    """A rule about the decree's own text; subclasses give the class values and `periksa`."""

    kode: ClassVar[str]
    keparahan: ClassVar[Keparahan]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        """Yield the findings of this rule, in the order of the paper."""

    def temuan(self, bagian: str, pesan: str, nomor: int | None = None) -> Temuan:
        """Return a finding of this rule."""
        return Temuan(self.kode, self.keparahan, bagian, pesan, nomor)


class NomorKosong(AturanKeputusan):
    """The number has a blank."""

    kode = "D-01"
    keparahan = Keparahan.PERINGATAN
    judul = "Nomor keputusan belum lengkap"
    sumber = "Cacat dokumen nyata: nomor dikosongkan"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        if not keputusan.isi.nomor_lengkap:
            yield self.temuan("nomor_urut", "Nomor keputusan belum lengkap; isilah sebelum ditetapkan.")


class TanggalKosong(AturanKeputusan):
    """Day, month, year or place is missing."""

    kode = "D-02"
    keparahan = Keparahan.PERINGATAN
    judul = "Tempat atau tanggal belum lengkap"
    sumber = "Cacat dokumen nyata: tanggal hanya berisi bulan dan tahun"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        isi = keputusan.isi
        if not isi.tanggal_lengkap:
            yield self.temuan("hari", "Tanggal keputusan belum lengkap; isilah sebelum ditetapkan.")
        if not isi.tempat:
            yield self.temuan("tempat", "Tempat penetapan belum diisi.")


class UrutanDasar(AturanKeputusan):
    """A legal basis stands before one of higher rank or earlier date."""

    kode = "D-03"
    keparahan = Keparahan.PERINGATAN
    judul = "Urutan dasar hukum"
    sumber = "UU 12/2011, Lampiran II angka 43: menurut tata urutan, lalu saat pengundangan"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        for bagian in BAGIAN_DASAR:
            kutipan = [baca_kutipan(butir.teks) for butir in keputusan.isi.butir(bagian)]
            for nomor, (sebelum, ini) in enumerate(pairwise(kutipan), 2):
                if ini.kunci < sebelum.kunci:
                    yield self.temuan(
                        bagian.value,
                        f"{bagian.label} angka {nomor} seharusnya sebelum angka {nomor - 1} menurut tingkat dan "
                        "tahun peraturan.",
                        nomor,
                    )


class DasarDicabut(AturanKeputusan):
    """A legal basis that the library marks as no longer in force."""

    kode = "D-04"
    keparahan = Keparahan.PERINGATAN
    judul = "Dasar hukum sudah tidak berlaku"
    sumber = "UU 12/2011, Lampiran II angka 39: dasar hukum adalah peraturan yang berlaku"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        for bagian, nomor, butir in keputusan.dasar:
            if butir.dasar_id is not None and butir.dasar_id in keputusan.dicabut:
                pengganti = keputusan.dicabut[butir.dasar_id]
                oleh = f" oleh {pengganti}" if pengganti else ""
                yield self.temuan(bagian.value, f"{bagian.label} angka {nomor} sudah dicabut{oleh}.", nomor)


class DasarKosong(AturanKeputusan):
    """A citation with a blank number or year."""

    kode = "D-05"
    keparahan = Keparahan.PERINGATAN
    judul = "Nomor atau tahun dasar hukum kosong"
    sumber = "Cacat dokumen nyata: “Peraturan Bupati Nomor Tahun 2023”"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        for bagian, nomor, butir in keputusan.dasar:
            if ada_kosong(butir.teks):
                yield self.temuan(bagian.value, f"{bagian.label} angka {nomor} belum bernomor atau bertahun.", nomor)


class DasarGanda(AturanKeputusan):
    """The same regulation cited twice."""

    kode = "D-06"
    keparahan = Keparahan.SARAN
    judul = "Dasar hukum disebut dua kali"
    sumber = "Cacat dokumen nyata: peraturan yang sama pada Mengingat dan Memperhatikan"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        kenal: dict[tuple[int, str, int], str] = {}
        for bagian, nomor, butir in keputusan.dasar:
            kutipan = baca_kutipan(butir.teks)
            if not (kutipan.nomor and kutipan.tahun):
                continue
            kunci = (kutipan.peringkat, kutipan.nomor.casefold(), kutipan.tahun)
            tempat = f"{bagian.label} angka {nomor}"
            if kunci in kenal:
                yield self.temuan(bagian.value, f"{tempat} sama dengan {kenal[kunci]}.", nomor)
            kenal.setdefault(kunci, tempat)


class BagianKosong(AturanKeputusan):
    """A part that every decree has is empty."""

    kode = "D-07"
    keparahan = Keparahan.GALAT
    judul = "Bagian wajib belum diisi"
    sumber = "UU 12/2011, Lampiran II: judul, pembukaan, dan batang tubuh keputusan"

    _WAJIB = (
        ("tentang", "Judul keputusan (tentang) belum diisi."),
        ("pejabat_penetap", "Pejabat penetap belum diisi."),
        ("ttd_jabatan", "Jabatan penanda tangan belum diisi."),
        ("menimbang", "Menimbang belum diisi."),
        ("mengingat", "Mengingat belum diisi."),
        ("diktum", "Diktum belum diisi."),
    )

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        for nama, pesan in self._WAJIB:
            if not getattr(keputusan.isi, nama):
                yield self.temuan(nama, pesan)


class JudulTakSepakat(AturanKeputusan):
    """Title of the decree, title of the attachments and period name different years, or only one says Perubahan."""

    kode = "D-08"
    keparahan = Keparahan.PERINGATAN
    judul = "Judul keputusan dan lampiran tidak sepakat"
    sumber = "Cacat dokumen nyata: judul lampiran berbeda dari judul keputusan"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        isi = keputusan.isi
        periode = set(_TAHUN.findall(keputusan.periode))
        for nama, sebutan in (("tentang", "Judul keputusan"), ("judul_lampiran", "Judul lampiran")):
            tahun = set(_TAHUN.findall(getattr(isi, nama)))
            if tahun and not tahun & periode:
                yield self.temuan(nama, f"{sebutan} menyebut tahun di luar periode {keputusan.periode}.")
        if isi.judul_lampiran and isi.judul_lampiran.lower().startswith("perubahan") != isi.perubahan:
            pesan = (
                "Keputusan ini mengubah keputusan lain, tetapi judul lampirannya tidak menyebut Perubahan."
                if isi.perubahan
                else "Judul lampiran menyebut Perubahan, padahal keputusan ini tidak mengubah keputusan lain."
            )
            yield self.temuan("judul_lampiran", pesan)
        if isi.perubahan and not isi.mengubah_nomor:
            yield self.temuan("mengubah_nomor", "Nomor keputusan yang diubah belum diisi.")


class PenetapBerbeda(AturanKeputusan):
    """The signatory is not the issuing office and does not sign on its behalf."""

    kode = "D-09"
    keparahan = Keparahan.PERINGATAN
    judul = "Pejabat penetap dan penanda tangan berbeda"
    sumber = "Praktik keputusan nyata: kop, penetap, dan penanda tangan berlainan"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        isi = keputusan.isi
        berbeda = isi.ttd_jabatan.casefold() != isi.pejabat_penetap.casefold()
        if isi.ttd_jabatan and isi.pejabat_penetap and berbeda and not isi.kuasa:
            yield self.temuan(
                "ttd_jabatan",
                "Penanda tangan bukan pejabat penetap. Tandai a.n. bila ia menandatangani atas nama penetap.",
            )


class RujukanHuruf(AturanKeputusan):
    """Menimbang refers to a letter that is not before it."""

    kode = "D-10"
    keparahan = Keparahan.PERINGATAN
    judul = "Rujukan huruf pada Menimbang"
    sumber = "UU 12/2011, Lampiran II angka 20–27 (konsiderans)"

    def periksa(self, keputusan: BarisKeputusan) -> Iterator[Temuan]:
        for nomor, butir in enumerate(keputusan.isi.menimbang, 1):
            kenal = {huruf(satu) for satu in range(1, nomor)}
            asing = sorted({satu.lower() for satu in _RUJUK_HURUF.findall(butir.teks)} - kenal)
            if asing:
                yield self.temuan(
                    BagianButir.MENIMBANG.value,
                    f"Menimbang huruf {huruf(nomor)} merujuk huruf {', '.join(asing)} yang tidak ada sebelumnya.",
                    nomor,
                )


ATURAN: tuple[AturanKeputusan, ...] = (
    NomorKosong(),
    TanggalKosong(),
    UrutanDasar(),
    DasarDicabut(),
    DasarKosong(),
    DasarGanda(),
    BagianKosong(),
    JudulTakSepakat(),
    PenetapBerbeda(),
    RujukanHuruf(),
)


def periksa_keputusan(keputusan: BarisKeputusan, aturan: Sequence[AturanKeputusan] = ATURAN) -> list[Temuan]:
    """Return the findings of all rules, rule by rule."""
    return [temuan for satu in aturan for temuan in satu.periksa(keputusan)]
