"""Rules of Tahap 3 about the wording of statements: repetition, planning words, spelling.

Repetition, likeness and spelling look at the whole tree; the finding is shown in the stage of the node.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from pohon.choices import JENIS_TAHAP_3, JenisSimpul, Keparahan, Tahap
from pohon.rows import BarisPohon, BarisSimpul
from pohon.rules.dasar import Aturan, Temuan, sebut, sebut_awal
from pohon.rules.teks import (
    AWAL_INDIKATOR,
    KATA_PERUBAHAN,
    baku,
    berisi_daftar,
    pasangan_mirip,
    salah_eja,
    terpotong,
)


def _tahap_3(pohon: BarisPohon) -> Iterator[BarisSimpul]:
    return (simpul for simpul in pohon.simpul if simpul.jenis in JENIS_TAHAP_3)


def _sejalur(atas: BarisSimpul, bawah: BarisSimpul) -> bool:
    """Tell whether `atas` is the printed parent of `bawah`."""
    return bawah.induk_tampil_id == atas.id


def _ulangan_crosscutting(pohon: BarisPohon, atas: BarisSimpul, bawah: BarisSimpul) -> bool:
    """A condition left wholly to others and the crosscutting node that carries their names may say the same."""
    return (
        _sejalur(atas, bawah)
        and bawah.jenis == JenisSimpul.CROSSCUTTING
        and all(anak.milik_lain for anak in pohon.anak(atas))
    )


class KondisiIndikator(Aturan):
    """A Tahap-3 statement that begins as an indicator does and tells of no change."""

    kode = "T3-04"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi berisi indikator"
    sumber = "Cacat dokumen nyata: indikator diketik sebagai kinerja"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _tahap_3(pohon):
            if AWAL_INDIKATOR.match(simpul.pernyataan) and not KATA_PERUBAHAN.search(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} tertulis seperti indikator. Tulis keadaannya di sini dan pindahkan "
                    "ukurannya ke "
                    "Tahap 4.",
                )


class PernyataanBerulang(Aturan):
    """The same statement (but for capitals and punctuation) at two places.

    A node that repeats its parent is T3-07's, two outcomes are T1-06's.
    """

    kode = "T3-06"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan berulang"
    sumber = "Tahap 3, trik 7"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        kelompok: dict[str, list[BarisSimpul]] = defaultdict(list)
        for simpul in pohon.tanpa_csf:
            if not (kunci := baku(simpul.pernyataan)):
                continue
            sama = kelompok[kunci]
            if sama and simpul.jenis != JenisSimpul.OUTCOME and not any(_sejalur(lain, simpul) for lain in sama):
                yield self.simpul(
                    simpul,
                    f"Pernyataan {sebut(simpul)} sama dengan {sebut(sama[0])}. Bedakan rumusannya atau pertahankan "
                    "salah satu saja.",
                )
            sama.append(simpul)


class AnakSamaDenganInduk(Aturan):
    """A node that repeats its printed parent, unless it merely carries the agencies of a crosscutting condition."""

    kode = "T3-07"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan sama dengan induknya"
    sumber = "Tahap 3, trik 7"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.tanpa_csf:
            induk = pohon.menurut_id.get(simpul.induk_tampil_id or 0)
            if induk is None or _ulangan_crosscutting(pohon, induk, simpul):
                continue
            if baku(simpul.pernyataan) and baku(simpul.pernyataan) == baku(induk.pernyataan):
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} sama dengan induknya, {sebut(induk)}. Uraikan apa yang menyebabkan "
                    "induknya tercapai.",
                )


class PernyataanMirip(Aturan):
    """Two statements that differ in spelling, verb or a filler only (likeness ≥ 92; measured, see `teks`)."""

    kode = "T3-08"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.SARAN
    judul = "Pernyataan hampir sama"
    sumber = "Tahap 3, trik 7"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        simpul = pohon.tanpa_csf
        for awal, akhir in pasangan_mirip([satu.pernyataan for satu in simpul]):
            if not _ulangan_crosscutting(pohon, simpul[awal], simpul[akhir]):
                yield self.simpul(
                    simpul[akhir],
                    f"Pernyataan {sebut(simpul[akhir])} hampir sama dengan {sebut(simpul[awal])}. Periksa apakah "
                    "keduanya memang kondisi yang berbeda.",
                    kutipan=(simpul[awal].pernyataan, simpul[akhir].pernyataan),
                )


class _KataPerencanaan(Aturan):
    """A word in a Tahap-3 statement that belongs to planning papers; subclasses say which."""

    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.SARAN
    pola: ClassVar[re.Pattern[str]]
    nasihat: ClassVar[str]

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _tahap_3(pohon):
            if cocok := self.pola.search(simpul.pernyataan):
                kata = cocok.group().strip()
                yield self.simpul(simpul, f"{sebut_awal(simpul)} memuat “{kata}”. {self.nasihat}", kutipan=(kata,))


class KataKomponen(_KataPerencanaan):
    """Words of planning components: sasaran strategis, tujuan SKPD, indikator kinerja … (not "tujuan" alone)."""

    kode = "T3-09"
    judul = "Kata komponen perencanaan pada Tahap 3"
    sumber = "Tahap 3, trik 2"
    nasihat = "Uraikan kondisinya dahulu; komponen perencanaan ditetapkan pada Tahap 5."
    pola = re.compile(
        r"\b(?:sasaran (?:strategis|program|kegiatan|sub ?kegiatan|skpd|opd|renstra)|tujuan (?:strategis|skpd|opd"
        r"|renstra)|indikator kinerja)\b",
        re.IGNORECASE,
    )


class KataOrganisasi(_KataPerencanaan):
    """Units of the agency as actors: "oleh bidang …", "seksi …", "subbagian …" (not "di bidang pertanian")."""

    kode = "T3-10"
    judul = "Nama unit organisasi pada Tahap 3"
    sumber = "Tahap 3, trik 3"
    nasihat = "Uraikan menurut sebab dan akibat, bukan menurut unit kerja yang ada."
    pola = re.compile(
        r"\b(?:(?:oleh|antar|kepala|setiap|masing-masing|seluruh) (?:bidang|seksi|sub ?bagian)|(?<!kata )seksi"
        r"|sub ?bagian|subbag|kasubbag|kasubag|kabid|kasi)\b",
        re.IGNORECASE,
    )


class KataProgram(_KataPerencanaan):
    """A programme, kegiatan or sub kegiatan as the thing done ("Terlaksananya program …", "sub kegiatan")."""

    kode = "T3-11"
    judul = "Nama program atau kegiatan pada Tahap 3"
    sumber = "Tahap 3, trik 4"
    nasihat = "Tulis keadaan yang dihasilkan; program dan kegiatan dipilih pada Tahap 5."
    pola = re.compile(
        r"^\W*(?:ter\w+nya |pelaksanaan )?(?:program|kegiatan)\b(?! (?:yang|usaha|ekonomi|belajar|keagamaan))"
        r"|\bsub ?kegiatan\b|\bprogram (?:penunjang|prioritas|kerja|pengelolaan|pembinaan|peningkatan)\b",
        re.IGNORECASE,
    )


class KataAnggaran(_KataPerencanaan):
    """Words of the budget: anggaran, APBD, DPA, RKA, pagu."""

    kode = "T3-12"
    judul = "Kata anggaran pada Tahap 3"
    sumber = "Tahap 3, trik 5"
    nasihat = "Tulis keadaan yang dibutuhkan; jangan dahulu mengaitkannya dengan anggaran."
    pola = re.compile(r"\b(?:anggaran|penganggaran|apbd|apbn|dpa|rka|pagu|dana alokasi \w+)\b", re.IGNORECASE)


class SalahEja(Aturan):
    """A misspelt word of the field in a statement of any node."""

    kode = "T3-15"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Salah eja pada pernyataan"
    sumber = "Cacat dokumen nyata: salah eja"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            for salah, benar in salah_eja(simpul.pernyataan):
                yield self.simpul(
                    simpul, f"{sebut_awal(simpul)}: “{salah}” seharusnya “{benar}”.", kutipan=(simpul.pernyataan,)
                )


class BeberapaDalamSatuSel(Aturan):
    """Several statements numbered in one cell of Tahap 3."""

    kode = "T3-16"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Beberapa kondisi dalam satu isian"
    sumber = "Cacat dokumen nyata: beberapa kondisi dalam satu sel"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _tahap_3(pohon):
            if berisi_daftar(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} memuat beberapa pernyataan bernomor. Pisahkan menjadi baris tersendiri.",
                )


class PernyataanTerpotong(Aturan):
    """A Tahap-3 statement that stops in mid-sentence."""

    kode = "T3-17"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan kondisi terpotong"
    sumber = "Cacat dokumen nyata: pernyataan terpotong"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _tahap_3(pohon):
            if terpotong(simpul.pernyataan):
                yield self.simpul(simpul, f"Pernyataan {sebut(simpul)} tampak terpotong. Lengkapi kalimatnya.")


ATURAN_TEKS: tuple[Aturan, ...] = (
    KondisiIndikator(),
    PernyataanBerulang(),
    AnakSamaDenganInduk(),
    PernyataanMirip(),
    KataKomponen(),
    KataOrganisasi(),
    KataProgram(),
    KataAnggaran(),
    SalahEja(),
    BeberapaDalamSatuSel(),
    PernyataanTerpotong(),
)
