"""The checks of the IKI book: each a class with a stable code, a severity and a message that says what to do.

Pure: rows in, findings out. None keeps the book from being printed; screens show them where they can be mended.
Those of the decree that issues the book are in `naskah`.
"""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from iki.choices import Keparahan
from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran
from pohon.choices import JenisFormula

_BUKAN_KATA = re.compile(r"[\W_]+")
_KALI_SERATUS = re.compile(r"[x×*]\s*100\b", re.IGNORECASE)
_PENGANTAR = frozenset(
    "jumlah total nilai hasil persentase persenase prosentase presentase banyaknya realisasi".split()
)
_PECAHAN = frozenset((JenisFormula.PERSENTASE, JenisFormula.RASIO, JenisFormula.RATA_RATA))


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding about a position, or one of its sasaran or indicators; `kutipan` is the text concerned."""

    kode: str
    keparahan: Keparahan
    posisi_id: int
    sasaran_id: int | None
    indikator_id: int | None
    pesan: str
    kutipan: str = ""

    @property
    def label_keparahan(self) -> str:
        """The severity in words."""
        return self.keparahan.label


class Aturan(ABC):
    """A rule; `sumber` says where it comes from."""

    kode: ClassVar[str]
    keparahan: ClassVar[Keparahan]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        """Yield the findings in the order of the book."""

    def temuan(
        self,
        posisi: BarisPosisi,
        pesan: str,
        *,
        sasaran: BarisSasaran | None = None,
        indikator: BarisIndikator | None = None,
    ) -> Temuan:
        """Return a finding about the position, or about what is given."""
        kutipan = indikator.nama if indikator else sasaran.teks if sasaran else ""
        return Temuan(
            self.kode,
            self.keparahan,
            posisi.id,
            sasaran.id if sasaran else None,
            indikator.id if indikator else None,
            pesan,
            kutipan,
        )


class TanpaSasaran(Aturan):
    """A position that has no sasaran, or a sasaran that has no indicator."""

    kode = "IKI-01"
    keparahan = Keparahan.PERINGATAN
    judul = "Jabatan tanpa sasaran atau sasaran tanpa indikator"
    sumber = "Buku IKI: setiap jabatan mempunyai sasaran dan ukurannya"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            if not posisi.sasaran:
                yield self.temuan(
                    posisi, "Jabatan ini belum mempunyai sasaran. Ambil dari pohon kinerja atau tambahkan."
                )
            for sasaran in posisi.sasaran:
                if not sasaran.indikator:
                    yield self.temuan(posisi, "Sasaran ini belum mempunyai indikator.", sasaran=sasaran)


class TidakMendukung(Aturan):
    """A sasaran that supports none of the superior's, though the superior has some."""

    kode = "IKI-02"
    keparahan = Keparahan.PERINGATAN
    judul = "Sasaran tidak mendukung sasaran atasan"
    sumber = "PermenPANRB 89/2021: kinerja jabatan diturunkan dari kinerja atasannya"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            atasan = iki.atasan(posisi)
            if atasan is None or not atasan.sasaran:
                continue
            milik_atasan = {satu.id for satu in atasan.sasaran}
            for sasaran in posisi.sasaran:
                if sasaran.mendukung_id not in milik_atasan:
                    yield self.temuan(
                        posisi, f"Pilih sasaran {atasan.nama} yang didukung sasaran ini.", sasaran=sasaran
                    )


class IndikatorTurunUtuh(Aturan):
    """An indicator that is word for word one of the superior's."""

    kode = "IKI-03"
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator atasan diturunkan tanpa perubahan"
    sumber = "Cacat dokumen nyata: indikator yang sama pada atasan dan bawahan"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            atasan = iki.atasan(posisi)
            milik = {_baku(satu.nama) for satu in atasan.indikator} if atasan else set()
            for sasaran, indikator in _indikator(posisi):
                if _baku(indikator.nama) in milik:
                    pesan = "Indikator ini sama dengan milik atasannya. Sesuaikan dengan bagian jabatan ini."
                    yield self.temuan(posisi, pesan, sasaran=sasaran, indikator=indikator)


class FormulaMengulang(Aturan):
    """A calculation that only repeats the indicator: a fraction of a thing by itself, or a measure by its own name.

    A count is left alone: "Jumlah X" is counted as "Jumlah X", and that is all there is to say.
    """

    kode = "IKI-04"
    keparahan = Keparahan.SARAN
    judul = "Formulasi hanya mengulang indikator"
    sumber = "Cacat dokumen nyata: formula yang hanya mengulang indikatornya"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            for sasaran, indikator in _indikator(posisi):
                if _mengulang(indikator):
                    yield self.temuan(
                        posisi,
                        "Formulasi ini belum menjelaskan cara menghitungnya. Tulis apa yang dibagi dengan apa.",
                        sasaran=sasaran,
                        indikator=indikator,
                    )


class JumlahKaliSeratus(Aturan):
    """A count that is multiplied by 100."""

    kode = "IKI-05"
    keparahan = Keparahan.PERINGATAN
    judul = "Jumlah dengan formula × 100 %"
    sumber = "Cacat dokumen nyata: jumlah dengan formula × 100 %"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            for sasaran, indikator in _indikator(posisi):
                dikali = indikator.pengali == Decimal(100) or _KALI_SERATUS.search(
                    f"{indikator.formula} {indikator.pembilang}"
                )
                if indikator.jenis_formula == JenisFormula.JUMLAH and dikali:
                    yield self.temuan(
                        posisi,
                        "Jumlah tidak dikalikan 100. Kosongkan pengalinya, atau ubah menjadi persentase.",
                        sasaran=sasaran,
                        indikator=indikator,
                    )


class SejawatSerupa(Aturan):
    """Positions under the same superior with the very same sasaran, all of them."""

    kode = "IKI-06"
    keparahan = Keparahan.SARAN
    judul = "Jabatan setingkat dengan sasaran yang sama"
    sumber = "Buku IKI nyata: jabatan sejawat dengan sasaran yang disalin"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        pertama: dict[tuple[int, frozenset[str]], BarisPosisi] = {}
        for posisi in iki.posisi:
            if posisi.atasan_id is None or not posisi.sasaran:
                continue
            kunci = (posisi.atasan_id, frozenset(_baku(satu.teks) for satu in posisi.sasaran))
            lain = pertama.setdefault(kunci, posisi)
            if lain is not posisi:
                yield self.temuan(
                    posisi, f"Semua sasarannya sama dengan {lain.nama} (No {lain.nomor}). Bedakan sumbangan keduanya."
                )


class TanpaSumber(Aturan):
    """An indicator without a data source."""

    kode = "IKI-07"
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator tanpa sumber data"
    sumber = "Cacat dokumen nyata: sumber data kosong"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            for sasaran, indikator in _indikator(posisi):
                if not indikator.sumber_data:
                    yield self.temuan(posisi, "Sumber datanya belum diisi.", sasaran=sasaran, indikator=indikator)


class FungsiGanda(Aturan):
    """A function that a position has twice."""

    kode = "IKI-08"
    keparahan = Keparahan.SARAN
    judul = "Fungsi yang berulang"
    sumber = "Buku IKI nyata: fungsi yang tertulis dua kali"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            banyak: dict[str, list[str]] = defaultdict(list)
            for teks in posisi.fungsi:
                banyak[_baku(teks)].append(teks)
            for sama in banyak.values():
                if len(sama) > 1:
                    yield self.temuan(posisi, f"Fungsi ini tertulis {len(sama)} kali: “{sama[0][:120]}”.")


class FormulaKurang(Aturan):
    """A calculation that cannot be carried out: no kind, no operand, or a fraction without one of its two."""

    kode = "IKI-09"
    keparahan = Keparahan.PERINGATAN
    judul = "Formulasi belum lengkap"
    sumber = "Buku IKI nyata: 12 dari 77 persentase tanpa penyebut"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            for sasaran, indikator in _indikator(posisi):
                kurang = _kurang(indikator)
                if kurang:
                    yield self.temuan(posisi, f"Lengkapi {' dan '.join(kurang)}.", sasaran=sasaran, indikator=indikator)


class BelumDiambil(Aturan):
    """A node that the position carries in Tahap 5 but that none of its sasaran stands for."""

    kode = "IKI-10"
    keparahan = Keparahan.SARAN
    judul = "Kinerja pohon belum menjadi sasaran"
    sumber = "DOMAIN: sasaran jabatan berasal dari kotak pohon yang dipegangnya"

    def periksa(self, iki: BarisIki) -> Iterator[Temuan]:
        for posisi in iki.posisi:
            if posisi.belum_diambil:
                kode = ", ".join(satu.kode for satu in posisi.belum_diambil)
                yield self.temuan(
                    posisi, f"Kinerja {kode} pada Tahap 5 dipegang jabatan ini, tetapi belum menjadi sasarannya."
                )


ATURAN: tuple[Aturan, ...] = (
    TanpaSasaran(),
    TidakMendukung(),
    IndikatorTurunUtuh(),
    FormulaMengulang(),
    JumlahKaliSeratus(),
    SejawatSerupa(),
    TanpaSumber(),
    FungsiGanda(),
    FormulaKurang(),
    BelumDiambil(),
)


def periksa_iki(iki: BarisIki) -> tuple[Temuan, ...]:
    """Return every finding, in the order of the book, then by code."""
    tempat = {satu.id: letak for letak, satu in enumerate(iki.posisi)}
    semua = (temuan for aturan in ATURAN for temuan in aturan.periksa(iki))
    return tuple(sorted(semua, key=lambda satu: (tempat[satu.posisi_id], satu.kode)))


def _indikator(posisi: BarisPosisi) -> Iterator[tuple[BarisSasaran, BarisIndikator]]:
    return ((sasaran, indikator) for sasaran in posisi.sasaran for indikator in sasaran.indikator)


def _baku(teks: str) -> str:
    """Return the text for comparing: small letters, words only, single spaces."""
    return _BUKAN_KATA.sub(" ", teks.casefold()).strip()


def _inti(teks: str) -> str:
    """Return the text without the words that only say that something is measured."""
    return " ".join(kata for kata in _baku(teks).split() if kata not in _PENGANTAR)


def _mengulang(indikator: BarisIndikator) -> bool:
    if indikator.jenis_formula in _PECAHAN:
        atas, bawah = _baku(indikator.pembilang), _baku(indikator.penyebut)
        if atas and bawah:
            return atas == bawah
        return (
            bool(_inti(indikator.formula))
            and not atas
            and not bawah
            and _inti(indikator.formula) == _inti(indikator.nama)
        )
    if indikator.jenis_formula == JenisFormula.NILAI:
        tulisan = {_baku(teks) for teks in (indikator.pembilang, indikator.formula) if teks}
        return tulisan == {_baku(indikator.nama)}
    return False


def _kurang(indikator: BarisIndikator) -> list[str]:
    if not indikator.jenis_formula:
        return ["jenis formulasi"]
    if indikator.jenis_formula in _PECAHAN:
        if not indikator.pembilang and not indikator.penyebut and "/" in indikator.formula:
            return []
        kurang = [nama for nama in ("pembilang", "penyebut") if not getattr(indikator, nama)]
        if not indikator.pengali and indikator.jenis_formula == JenisFormula.PERSENTASE:
            kurang.append("pengali (100)")
        return kurang
    return [] if indikator.pembilang or indikator.formula else ["formulasi"]
