"""Reading and sorting the citation of a regulation: rank, number and date from its words. Pure.

The order is that of UU 12/2011 (articles 7, 8 and annex II, no. 43): by rank, those of one rank by date of issue; where
only the year is known, by year and number.
"""

import re
from dataclasses import dataclass

from naskah.choices import Peringkat

_P = Peringkat
# The first that fits: longer and more particular beginnings first.
_AWALAN: tuple[tuple[re.Pattern[str], Peringkat], ...] = tuple(
    (re.compile(pola, re.IGNORECASE), peringkat)
    for pola, peringkat in (
        (r"undang\W*undang\s+dasar", _P.UUD),
        (r"ketetapan\s+(mpr|majelis)", _P.TAP_MPR),
        (r"(undang\W*undang|peraturan\s+pemerintah\s+pengganti)", _P.UU),
        (r"peraturan\s+pemerintah", _P.PP),
        (r"peraturan\s+presiden", _P.PERPRES),
        (r"(keputusan|instruksi)\s+presiden", _P.INPRES),
        (r"peraturan\s+daerah\s+provinsi", _P.PERDA_PROVINSI),
        (r"(peraturan|keputusan)\s+gubernur", _P.PERGUB),
        (r"peraturan\s+daerah", _P.PERDA),
        (r"peraturan\s+(bupati|wali\s*kota)", _P.PERKADA),
        (r"keputusan\s+(bupati|wali\s*kota)", _P.KEPKADA),
        (r"peraturan\s+(menteri|kepala|badan|lembaga|komisi)", _P.PERMEN),
        (r"(keputusan|instruksi|surat\s+edaran)\s+(bersama\s+)?(menteri|kepala|badan|lembaga)", _P.KEPMEN),
    )
)
# Only the words before "tentang" name this regulation; those after it may name others.
_NOMOR = re.compile(r"\bnomor\s+(?!tahun\b)(?P<nomor>\S+)", re.IGNORECASE)
_TAHUN = re.compile(r"\btahun\s+(?P<tahun>\d{4})\b", re.IGNORECASE)
_TAHUN_NOMOR = re.compile(r"/(?P<tahun>(?:19|20)\d{2})\b")
_ANGKA = re.compile(r"\d+")
_KOSONG = re.compile(r"\b(nomor|tahun)\s*(?:\.{3,}|…+|_{2,})|\bnomor\s+tahun\b|\btahun\s+tentang\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kutipan:
    """What a citation says of its regulation; `nomor` empty and `tahun` None where it leaves a blank."""

    peringkat: Peringkat
    nomor: str
    tahun: int | None

    @property
    def kunci(self) -> tuple[int, int, int]:
        """By what citations are sorted: rank, year, number; a blank stands last of its rank."""
        angka = _ANGKA.search(self.nomor)
        return (self.peringkat, self.tahun or 9999, int(angka[0]) if angka else 0)


def baca_kutipan(teks: str) -> Kutipan:
    """Return rank, number and year of a citation; what it does not say stays empty, an unknown kind is `LAIN`."""
    kepala = re.split(r"\btentang\b", teks, maxsplit=1, flags=re.IGNORECASE)[0]
    peringkat = next((nilai for pola, nilai in _AWALAN if pola.match(kepala.strip())), Peringkat.LAIN)
    nomor = _NOMOR.search(kepala)
    tahun = _TAHUN.search(kepala) or _TAHUN_NOMOR.search(kepala)
    return Kutipan(peringkat, nomor["nomor"].strip(" ,;.") if nomor else "", int(tahun["tahun"]) if tahun else None)


def ada_kosong(teks: str) -> bool:
    """Return whether number or year of the citation was left blank ("Nomor Tahun 2023", "Nomor ...")."""
    kepala = re.split(r"\btentang\b", teks, maxsplit=1, flags=re.IGNORECASE)
    return bool(_KOSONG.search(kepala[0] + (" tentang" if len(kepala) > 1 else "")))
