"""The search in the guide: by words, in a few dozen sections held in memory."""

import re
from dataclasses import dataclass

from bantuan.panduan import Topik, semua_topik
from bantuan.penyaji import Bagian

PANJANG_KATA_KUNCI = 100
_CUPLIKAN = 180


@dataclass(frozen=True, slots=True)
class Temu:
    """A section that was found: its topic, itself, and an excerpt as (text, whether it is a word sought)."""

    topik: Topik
    bagian: Bagian
    cuplikan: tuple[tuple[str, bool], ...]


def cari(kunci: str) -> list[Temu]:
    """Return the sections that hold all words of `kunci`, those with one in their heading first; no words, none."""
    kata = kunci.casefold().split()
    if not kata:
        return []
    hasil = [
        (sum(satu in bagian.judul.casefold() for satu in kata), Temu(topik, bagian, _cuplikan(bagian.teks, kata)))
        for topik in semua_topik()
        for bagian in topik.bagian
        if all(satu in f"{topik.judul} {bagian.judul} {bagian.teks}".casefold() for satu in kata)
        and any(satu in f"{bagian.judul} {bagian.teks}".casefold() for satu in kata)
    ]
    return [temu for _, temu in sorted(hasil, key=lambda pasangan: -pasangan[0])]


def _cuplikan(teks: str, kata: list[str]) -> tuple[tuple[str, bool], ...]:
    """Return some text around the first word sought, cut between words, with all sought words marked."""
    pola = re.compile("(" + "|".join(sorted(map(re.escape, kata), key=len, reverse=True)) + ")", re.IGNORECASE)
    pertama = pola.search(teks)
    mulai = max(0, pertama.start() - _CUPLIKAN // 3) if pertama else 0
    mulai = teks.find(" ", mulai) + 1 if mulai else 0
    akhir = len(teks) if len(teks) - mulai <= _CUPLIKAN else teks.rfind(" ", mulai, mulai + _CUPLIKAN)
    potong = ("… " if mulai else "") + teks[mulai:akhir] + (" …" if akhir < len(teks) else "")
    return tuple((bagian, nomor % 2 == 1) for nomor, bagian in enumerate(pola.split(potong)) if bagian)
