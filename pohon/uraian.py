"""Reading a list of statements pasted from a spreadsheet, a document or plain text as branches of a tree. Pure.

Depth comes from the first of these that the text has: numbering ("1.1.2"), indentation (tabs, empty cells to the left,
spaces), kinds named in a column. What a whole document says is read by `pohon.importing`, not here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pohon.choices import ANAK_SAH, JENIS_TAHAP_3, PANJANG_PERNYATAAN, JenisSimpul
from pohon.services.isian import IsiSimpul, Rancangan

BARIS_TERBANYAK = 500
_NOMOR = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?(?=\s|$)")
_BUTIR = re.compile(r"[-•–*▪◦‣o]\s+")
_HURUF = re.compile(r"\(?[a-z][.)]\s+")
_KATA = re.compile(r"[^\W\d_]{2}")
_LEBAR_TAB = 4
# Words of a kind column, the longest first; cells hold them alone or with more ("Kondisi antara (taktikal)").
_SEBUTAN = (
    ("antara utama", JenisSimpul.ANTARA_UTAMA),
    ("intermediate", JenisSimpul.ANTARA_UTAMA),
    ("operasional", JenisSimpul.OPERASIONAL),
    ("crosscutting", JenisSimpul.CROSSCUTTING),
    ("cross cutting", JenisSimpul.CROSSCUTTING),
    ("immediate", JenisSimpul.ANTARA),
    ("antara", JenisSimpul.ANTARA),
)
_TANPA_ARTI = re.compile(r"(?:no\.?|nomor|kode|kondisi yang diperlukan|pernyataan|uraian|jenis|keterangan|level)", re.I)


@dataclass(frozen=True, slots=True)
class BarisUraian:
    """One line as read: its number in the text, how deep it stands, what it says, the kind it names (or None)."""

    nomor: int
    kedalaman: int
    pernyataan: str
    jenis: JenisSimpul | None


@dataclass(slots=True)
class CabangUraian:
    """A line with the lines below it and the kind it will have; `masalah` keeps it from being saved, `catatan` not."""

    baris: BarisUraian
    kedalaman: int
    anak: list["CabangUraian"] = field(default_factory=list)
    jenis: JenisSimpul = JenisSimpul.ANTARA
    masalah: str = ""
    catatan: str = ""

    @property
    def label_jenis(self) -> str:
        """The kind in words."""
        return self.jenis.label

    def urut(self) -> Iterator["CabangUraian"]:
        """Yield this branch in order, itself first."""
        yield self
        for satu in self.anak:
            yield from satu.urut()

    def rancangan(self) -> Rancangan:
        """Return the branch as a plan for the services."""
        return Rancangan(
            self.jenis, IsiSimpul(self.baris.pernyataan), anak=tuple(satu.rancangan() for satu in self.anak)
        )


@dataclass(frozen=True, slots=True)
class _Mentah:
    nomor: int
    lekuk: int
    bagian: int  # parts of the numbering, 0 without
    pernyataan: str
    jenis: JenisSimpul | None


def baca_uraian(teks: str) -> list[BarisUraian]:
    """Return the lines that say something, with their depth from 0 on; a line of headings is left out."""
    mentah = [satu for nomor, baris in enumerate(teks.splitlines(), start=1) if (satu := _baris(nomor, baris))]
    if not mentah:
        return []
    bernomor = sum(satu.bagian > 0 for satu in mentah) == len(mentah) and any(satu.bagian > 1 for satu in mentah)
    if bernomor:
        dalam = [satu.bagian for satu in mentah]
    elif len({satu.lekuk for satu in mentah}) > 1:
        dalam = [satu.lekuk for satu in mentah]
    else:
        dalam = _dari_jenis(mentah)
    hasil: list[BarisUraian] = []
    for satu, nilai in zip(mentah, _rapatkan(dalam), strict=True):
        hasil.append(BarisUraian(satu.nomor, nilai, satu.pernyataan, satu.jenis))
    return hasil


def susun_uraian(baris: Sequence[BarisUraian], induk: JenisSimpul) -> list[CabangUraian]:
    """Return the lines as branches under a parent of that kind, each with its own kind."""
    akar: list[CabangUraian] = []
    jalur: list[CabangUraian] = []
    for satu in baris:
        cabang = CabangUraian(satu, satu.kedalaman)
        del jalur[satu.kedalaman :]
        (jalur[-1].anak if jalur else akar).append(cabang)
        jalur.append(cabang)
    for cabang in akar:
        _beri_jenis(cabang, induk)
    return akar


def _baris(nomor: int, baris: str) -> _Mentah | None:
    """Return one line: indentation, numbering, the longest cell as its statement, the kind of another cell."""
    isi = baris.replace("\u00a0", " ").rstrip()
    lekuk = _lebar(isi[: len(isi) - len(isi.lstrip())])
    sel = [satu.strip().strip('"').strip() for satu in isi.lstrip().split("\t")]
    sel = [satu for satu in sel if satu]
    if not sel or all(_TANPA_ARTI.fullmatch(satu) for satu in sel):
        return None
    bagian = 0
    if cocok := _NOMOR.match(sel[0]):
        bagian = cocok.group(1).count(".") + 1
        sel[0] = sel[0][cocok.end() :].strip()
    sel = [satu for satu in sel if satu]
    if not sel:
        return None
    jenis = next((hasil for satu in sel[1:] if (hasil := _jenis(satu))), None)
    pernyataan = sel[0]
    for awalan in (_BUTIR, _HURUF):
        pernyataan = awalan.sub("", pernyataan, count=1) if awalan.match(pernyataan) else pernyataan
    return _Mentah(nomor, lekuk, bagian, pernyataan.strip(), jenis) if _KATA.search(pernyataan) else None


def _lebar(awal: str) -> int:
    return sum(_LEBAR_TAB if satu == "\t" else 1 for satu in awal)


def _jenis(teks: str) -> JenisSimpul | None:
    kecil = teks.casefold()
    return next((jenis for sebutan, jenis in _SEBUTAN if sebutan in kecil), None) if len(teks) < 60 else None


def _dari_jenis(mentah: Sequence[_Mentah]) -> list[int]:
    """Depth by kind: crosscutting work hangs beside what stands before it."""
    tingkat = {JenisSimpul.ANTARA_UTAMA: 0, JenisSimpul.ANTARA: 1, JenisSimpul.OPERASIONAL: 2}
    hasil: list[int] = []
    for satu in mentah:
        kini = tingkat.get(satu.jenis) if satu.jenis else None
        hasil.append(kini if kini is not None else (hasil[-1] if hasil else 0))
    return hasil


def _rapatkan(dalam: Sequence[int]) -> list[int]:
    """Return depths without gaps: a line stands at most one step below the line before it."""
    hasil: list[int] = []
    jalur: list[int] = []
    for satu in dalam:
        while jalur and jalur[-1] >= satu:
            jalur.pop()
        hasil.append(len(jalur))
        jalur.append(satu)
    return hasil


def _beri_jenis(cabang: CabangUraian, induk: JenisSimpul) -> None:
    """Give a branch its kinds from the top down: the one it names where that fits, else the first that does."""
    calon = [satu for satu in ANAK_SAH[induk] if not cabang.anak or ANAK_SAH[satu]]
    diminta = cabang.baris.jenis
    if not calon:
        cabang.masalah = f"Tidak dapat berada di bawah {induk.label.lower()}."
    else:
        cabang.jenis = diminta if diminta in calon else calon[0]
    if diminta and diminta not in calon and diminta in JENIS_TAHAP_3:
        cabang.catatan = f"{diminta.label} tidak cocok di tempat ini; disimpan sebagai {cabang.jenis.label.lower()}."
    if len(cabang.baris.pernyataan) > PANJANG_PERNYATAAN:
        cabang.masalah = f"Terlalu panjang: paling banyak {PANJANG_PERNYATAAN} karakter."
    for satu in cabang.anak:
        _beri_jenis(satu, cabang.jenis)
