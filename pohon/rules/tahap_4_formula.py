"""Rules of Tahap 4 about the calculation of an indicator: formula, operands, multiplier, unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pohon.choices import JenisFormula, Keparahan, Tahap
from pohon.rows import BarisIndikator, BarisPohon
from pohon.rules.dasar import Aturan, Temuan
from pohon.rules.teks import baku

_F = JenisFormula
_KALI_SERATUS = re.compile(r"[x×*]\s*100\b", re.IGNORECASE)
# First word of an indicator → the kinds of formula that can measure it.
_JENIS_MENURUT_AWAL: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"^\W*p(?:er|ro|re)sen\w*", re.IGNORECASE), frozenset({_F.PERSENTASE, _F.RATA_RATA})),
    (re.compile(r"^\W*jumlah\b", re.IGNORECASE), frozenset({_F.JUMLAH})),
    (re.compile(r"^\W*rasio\b", re.IGNORECASE), frozenset({_F.RASIO, _F.PERSENTASE})),
    (re.compile(r"^\W*rata[- ]rata\b", re.IGNORECASE), frozenset({_F.RATA_RATA, _F.PERSENTASE, _F.NILAI})),
    (re.compile(r"^\W*(?:indeks|skor|predikat)\b", re.IGNORECASE), frozenset({_F.NILAI, _F.RATA_RATA})),
)
_SATUAN_PERSEN = frozenset({"persen", "%", "persentase", "percent", "poin persen"})
_PERTUMBUHAN = re.compile(r"\b(?:peningkatan|pertumbuhan|kenaikan|penurunan|perubahan|laju)\b", re.IGNORECASE)
_PENGANTAR = frozenset(
    "jumlah total nilai realisasi capaian banyaknya seluruh semua target pagu anggaran hasil keseluruhan".split()
)


def _indikator(pohon: BarisPohon) -> Iterator[BarisIndikator]:
    return (indikator for simpul in pohon.simpul for indikator in simpul.indikator)


class PersentaseTanpaPembagian(Aturan):
    """A percentage whose numerator or denominator is not given (nor the calculation described in `formula`)."""

    kode = "T4-07"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Persentase tanpa pembilang atau penyebut"
    sumber = "Cacat dokumen nyata: persentase tanpa penyebut"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            if indikator.jenis_formula not in (_F.PERSENTASE, _F.RASIO):
                continue
            kosong = [nama for nama in ("pembilang", "penyebut") if not getattr(indikator, nama).strip()]
            if kosong and not (len(kosong) == 2 and "/" in indikator.formula):
                yield self.indikator(
                    indikator,
                    f"Lengkapi {' dan '.join(kosong)} dari “{indikator.nama}” agar dapat dihitung.",
                    kolom=kosong[0],
                )


class JumlahKaliSeratus(Aturan):
    """A count that is multiplied by 100 or shown in percent."""

    kode = "T4-08"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Jumlah dengan formula × 100 %"
    sumber = "Cacat dokumen nyata: jumlah dengan formula × 100 %"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            if indikator.jenis_formula == _F.JUMLAH and (
                indikator.pengali == Decimal(100)
                or _KALI_SERATUS.search(f"{indikator.formula} {indikator.pembilang}")
                or baku(indikator.satuan) == "persen"
                or indikator.satuan.strip() == "%"
            ):
                yield self.indikator(
                    indikator,
                    f"“{indikator.nama}” berupa jumlah, jadi tidak dikalikan 100 dan tidak bersatuan persen. Perbaiki "
                    "formula atau satuannya.",
                    kolom="jenis_formula",
                )


class FormulaTidakSesuai(Aturan):
    """A kind of formula that cannot measure what the indicator's first word says."""

    kode = "T4-09"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Jenis formula tidak sesuai indikator"
    sumber = "Cacat dokumen nyata: formula tidak sesuai indikator"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            for awal, jenis in _JENIS_MENURUT_AWAL:
                if indikator.jenis_formula and awal.match(indikator.nama) and indikator.jenis_formula not in jenis:
                    yield self.indikator(
                        indikator,
                        f"“{indikator.nama}” tidak cocok dengan formula {indikator.label_formula.lower()}. Sesuaikan "
                        "salah satunya.",
                        kolom="jenis_formula",
                    )


class FormulaMengulang(Aturan):
    """A formula, or the numerator of a percentage, that only repeats the indicator's words."""

    kode = "T4-10"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.SARAN
    judul = "Formula hanya mengulang indikator"
    sumber = "Cacat dokumen nyata: formula mengulang indikator"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            nama = baku(indikator.nama)
            # What is counted is the indicator itself, so the operand of a count may repeat it; its formula may not.
            isian = ["formula"] if indikator.jenis_formula == _F.JUMLAH else ["formula", "pembilang"]
            for kolom in isian:
                if nama and baku(getattr(indikator, kolom)) == nama:
                    yield self.indikator(
                        indikator,
                        f"Perhitungan “{indikator.nama}” hanya mengulang namanya. Jelaskan apa yang dihitung dan dari "
                        "mana.",
                        kolom=kolom,
                    )


class SatuanPersentase(Aturan):
    """A percentage whose unit is not percent, or whose multiplier is not 100."""

    kode = "T4-14"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Satuan atau pengali persentase keliru"
    sumber = "PermenPANRB 89/2021, Tahap 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            if indikator.jenis_formula != _F.PERSENTASE:
                continue
            if indikator.satuan.strip() and indikator.satuan.strip().casefold() not in _SATUAN_PERSEN:
                yield self.indikator(
                    indikator, f"Satuan “{indikator.nama}” seharusnya persen.", kolom="satuan",
                    kutipan=(indikator.satuan,),
                )  # fmt: skip
            if indikator.pengali is not None and indikator.pengali != Decimal(100):
                yield self.indikator(
                    indikator, f"Pengali “{indikator.nama}” seharusnya 100.", kolom="pengali",
                    kutipan=(f"{indikator.pengali.normalize():f}",),
                )  # fmt: skip


class LebihSeratusPersen(Aturan):
    """A percentage of one thing over another ("perjanjian" over "perangkat daerah"): it can pass 100 %.

    The first word that names something in the numerator does not stand in the denominator. Growth may pass 100 %.
    """

    kode = "T4-18"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.SARAN
    judul = "Persentase dapat melebihi 100 %"
    sumber = "Cacat dokumen nyata: persentase dapat melebihi 100 %"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            if indikator.jenis_formula != _F.PERSENTASE or not indikator.penyebut.strip():
                continue
            if _PERTUMBUHAN.search(indikator.nama):
                continue
            hal = next((kata for kata in baku(indikator.pembilang).split() if kata not in _PENGANTAR), None)
            if hal is not None and hal not in baku(indikator.penyebut).split():
                yield self.indikator(
                    indikator,
                    f"Pembilang “{indikator.nama}” tampak bukan bagian dari penyebutnya, sehingga hasilnya dapat "
                    "melebihi 100 %. Periksa kembali.",
                    kolom="penyebut",
                    kutipan=(indikator.pembilang, indikator.penyebut),
                )


class PembilangSamaPenyebut(Aturan):
    """A numerator that equals its denominator: the result is always one."""

    kode = "T4-19"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.GALAT
    judul = "Pembilang sama dengan penyebut"
    sumber = "Cacat dokumen nyata: formula tidak mengukur"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for indikator in _indikator(pohon):
            if baku(indikator.pembilang) and baku(indikator.pembilang) == baku(indikator.penyebut):
                yield self.indikator(
                    indikator,
                    f"Pembilang dan penyebut “{indikator.nama}” sama, sehingga hasilnya selalu tetap. Perbaiki salah "
                    "satunya.",
                    kolom="penyebut",
                    kutipan=(indikator.pembilang, indikator.penyebut),
                )


ATURAN_FORMULA: tuple[Aturan, ...] = (
    PersentaseTanpaPembagian(),
    JumlahKaliSeratus(),
    FormulaTidakSesuai(),
    FormulaMengulang(),
    SatuanPersentase(),
    LebihSeratusPersen(),
    PembilangSamaPenyebut(),
)
