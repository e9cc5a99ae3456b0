"""How far each of the five stages is: state, counts and the short text of the stage bar. Pure, over frozen rows.

What "complete" means:
- Tahap 1: at least one outcome, each with a statement.
- Tahap 2: every outcome has a CSF, every CSF a condition, each with a statement.
- Tahap 3: there is a condition; every condition, antara utama and antara has a node below it (or is wholly another
  agency's work), each with a statement.
- Tahap 4: every node of the agency's own has an indicator.
- Tahap 5: every such node has a component, and a position or its printed performance (which the outcome of a
  kecamatan needs not).
A complete stage with an open `galat` is "Perlu diperiksa ulang".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from instansi.terbaca import Terbaca
from pohon.choices import JENIS_TAHAP_3, JenisSimpul, Tahap
from pohon.rows import BarisPohon, BarisSimpul
from pohon.rules import Keparahan, Temuan
from pohon.rules.tahap_5 import berjabatan, perlu_jabatan


class Keadaan(TextChoices):
    """The state of a stage."""

    BELUM = "belum", "Belum mulai"
    SEDANG = "sedang", "Sedang diisi"
    SELESAI = "selesai", "Selesai"
    PERIKSA = "periksa", "Perlu diperiksa ulang"


@dataclass(frozen=True, slots=True)
class KemajuanTahap(Terbaca):
    """A stage: `terisi` of `seluruhnya` things are filled in, `teks` says so in words, and findings by severity."""

    tahap: Tahap
    keadaan: Keadaan
    terisi: int
    seluruhnya: int
    teks: str
    galat: int
    peringatan: int
    saran: int

    @property
    def temuan(self) -> int:
        """All findings."""
        return self.galat + self.peringatan + self.saran


def kemajuan(pohon: BarisPohon, temuan: Iterable[Temuan]) -> tuple[KemajuanTahap, ...]:
    """Return the five stages in order, given the findings of the whole tree."""
    hitungan = Counter((satu.tahap, satu.keparahan) for satu in temuan)
    hasil = []
    for tahap, (mulai, terisi, seluruhnya, teks) in zip(Tahap, _hitung(pohon), strict=True):
        galat = hitungan[tahap, Keparahan.GALAT]
        hasil.append(
            KemajuanTahap(
                tahap=tahap,
                keadaan=_keadaan(mulai, terisi, seluruhnya, galat),
                terisi=terisi,
                seluruhnya=seluruhnya,
                teks=teks,
                galat=galat,
                peringatan=hitungan[tahap, Keparahan.PERINGATAN],
                saran=hitungan[tahap, Keparahan.SARAN],
            )
        )
    return tuple(hasil)


def _keadaan(mulai: bool, terisi: int, seluruhnya: int, galat: int) -> Keadaan:
    if not mulai:
        return Keadaan.BELUM
    if not seluruhnya or terisi < seluruhnya:
        return Keadaan.SEDANG
    return Keadaan.PERIKSA if galat else Keadaan.SELESAI


_Hitungan = tuple[bool, int, int, str]  # started, filled, all, text


def _hitung(pohon: BarisPohon) -> tuple[_Hitungan, _Hitungan, _Hitungan, _Hitungan, _Hitungan]:
    return _tahap_1(pohon), _tahap_2(pohon), _tahap_3(pohon), _tahap_4(pohon), _tahap_5(pohon)


def _tahap_1(pohon: BarisPohon) -> _Hitungan:
    terisi = sum(bool(simpul.pernyataan.strip()) for simpul in pohon.outcome)
    faktor = any(isi.strip() for isi in (pohon.mandat, pohon.permasalahan, pohon.ekspektasi))
    return bool(pohon.outcome) or faktor, terisi, len(pohon.outcome), f"{len(pohon.outcome)} outcome"


def _tahap_2(pohon: BarisPohon) -> _Hitungan:
    csf = [simpul for simpul in pohon.simpul if simpul.jenis == JenisSimpul.CSF]
    teks = f"{len(csf)} CSF"
    if pohon.kondisi:
        teks += f", {len(pohon.kondisi)} kondisi"
    perlu_anak = [*pohon.outcome, *csf]
    terisi = sum(bool(simpul.jumlah_anak) for simpul in perlu_anak) + _bertuliskan([*csf, *pohon.kondisi])
    return bool(csf), terisi, len(perlu_anak) + len(csf) + len(pohon.kondisi), teks


def _tahap_3(pohon: BarisPohon) -> _Hitungan:
    uraian = [simpul for simpul in pohon.simpul if simpul.jenis in JENIS_TAHAP_3]
    perlu_anak = [
        simpul
        for simpul in pohon.simpul
        if simpul.jenis in (JenisSimpul.KONDISI, JenisSimpul.ANTARA_UTAMA, JenisSimpul.ANTARA)
    ]
    terisi = sum(simpul.milik_lain or bool(simpul.jumlah_anak) for simpul in perlu_anak) + _bertuliskan(uraian)
    mulai = bool(uraian) or any(simpul.milik_lain for simpul in pohon.kondisi)
    return mulai, terisi, len(perlu_anak) + len(uraian), f"{len(pohon.tanpa_csf)} kotak" if mulai else "0 kotak"


def _tahap_4(pohon: BarisPohon) -> _Hitungan:
    perlu = [simpul for simpul in pohon.simpul if simpul.perlu_indikator]
    terisi = sum(any(satu.nama.strip() for satu in simpul.indikator) for simpul in perlu)
    return terisi > 0, terisi, len(perlu), f"{terisi} dari {len(perlu)} terisi"


def _tahap_5(pohon: BarisPohon) -> _Hitungan:
    perlu = [simpul for simpul in pohon.simpul if simpul.perlu_indikator]
    terisi = sum(bool(simpul.komponen) and (berjabatan(simpul) or not perlu_jabatan(pohon, simpul)) for simpul in perlu)
    mulai = any(simpul.komponen or berjabatan(simpul) for simpul in perlu)
    return mulai, terisi, len(perlu), f"{terisi} dari {len(perlu)} terisi"


def _bertuliskan(simpul: list[BarisSimpul]) -> int:
    return sum(bool(satu.pernyataan.strip()) for satu in simpul)
