"""Finds which row belongs to which node: by text with tolerance, level, reference, indicator, and order.

Never by text alone: where a statement stands twice, the order of the whole table decides (an alignment that keeps the
order and has the highest sum of points), helped by level and indicator.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from pohon.importing.bacaan import BarisKinerja, SimpulBaca
from pohon.importing.teks import AMBANG_SAMA, kemiripan
from pohon.rules.teks import baku

_K = TypeVar("_K")
_B = TypeVar("_B")

# Points of a pair. The text weighs most; level and indicator together can outweigh a text that slipped a row down.
_BOBOT_TEKS = 0.62
_BOBOT_INDIKATOR = 20.0
_BOBOT_TINGKAT = 13.0
_BOBOT_RUJUKAN = 5.0
# An indicator this alike, on a row of the node's own level, speaks for the node although the statement is another's.
AMBANG_INDIKATOR = 92.0
# Out of order only level and text speak for a pair, and different statements of one agency score up to 94.
AMBANG_TEMPAT_LAIN = 95.0
# Two indicators this alike are one, spelt differently; below, they are two.
AMBANG_UKURAN_SAMA = 85.0
RUJUKAN_JENIS = {"outcome": 1, "kondisi": 2}


def selaraskan(kiri: Sequence[_K], kanan: Sequence[_B], nilai: Callable[[_K, _B], float]) -> list[tuple[int, int]]:
    """Return the pairs (left, right), in order on both sides, whose points have the highest sum; 0 points: no pair."""
    lebar = len(kanan) + 1
    jumlah = [[0.0] * lebar for _ in range(len(kiri) + 1)]
    for i, satu in enumerate(kiri):
        baris = [nilai(satu, lain) for lain in kanan]
        atas, kini = jumlah[i], jumlah[i + 1]
        for j, titik in enumerate(baris):
            lewati = max(atas[j + 1], kini[j])
            kini[j + 1] = max(lewati, atas[j] + titik) if titik > 0 else lewati
    pasangan: list[tuple[int, int]] = []
    i, j = len(kiri), len(kanan)
    while i and j:
        if jumlah[i][j] == jumlah[i - 1][j]:
            i -= 1
        elif jumlah[i][j] == jumlah[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pasangan.append((i, j))
    return pasangan[::-1]


def jodohkan(baris: Sequence[BarisKinerja], simpul: Sequence[SimpulBaca]) -> None:
    """Set the node of each row that has one: first in order, then those that stand elsewhere but can be no other's.

    Rows that can be nobody else's (text and level, once on either side) are fixed first; only what stands between two
    of them is aligned, which keeps long tables quick.
    """
    awal_baris = awal_simpul = 0
    for i, j in [*_jangkar(baris, simpul), (len(baris), len(simpul))]:
        celah = selaraskan(baris[awal_baris:i], simpul[awal_simpul:j], nilai_pasangan)
        for x, y in celah:
            _pasang(baris[awal_baris + x], simpul[awal_simpul + y], "urutan")
        if i < len(baris):
            _pasang(baris[i], simpul[j], "urutan")
        awal_baris, awal_simpul = i + 1, j + 1
    terpakai = {id(satu.simpul) for satu in baris if satu.simpul}
    for satu in baris:
        if satu.simpul is not None:
            continue
        calon = [
            (nilai_pasangan(satu, lain), -nomor, lain)
            for nomor, lain in enumerate(simpul)
            if id(lain) not in terpakai
            and _setingkat(satu, lain)
            and kemiripan(satu.pernyataan.teks, lain.pernyataan) >= AMBANG_TEMPAT_LAIN
        ]
        if calon:
            pilihan = max(calon, key=lambda tiga: tiga[:2])[2]
            _pasang(satu, pilihan, "tempat lain")
            terpakai.add(id(pilihan))
    _gabung_ulangan(baris)


def _jangkar(baris: Sequence[BarisKinerja], simpul: Sequence[SimpulBaca]) -> list[tuple[int, int]]:
    """Return the pairs that are certain, in order on both sides: the longest such chain."""
    tempat: dict[str, list[int]] = {}
    for nomor, kotak in enumerate(simpul):
        for teks in {baku(kotak.pernyataan), *(baku(lain.teks) for lain in kotak.tulisan.values())}:
            tempat.setdefault(teks, []).append(nomor)
    hitung = Counter(baku(satu.pernyataan.teks) for satu in baris)
    calon = []
    for nomor, satu in enumerate(baris):
        kunci = baku(satu.pernyataan.teks)
        if hitung[kunci] == 1 and len(tempat.get(kunci, ())) == 1 and _setingkat(satu, simpul[tempat[kunci][0]]):
            calon.append((nomor, tempat[kunci][0]))
    return _rantai(calon)


def _rantai(pasangan: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs (ordered by the left) whose right sides ascend."""
    akhir: list[int] = []  # the smallest right side that ends a chain of each length
    letak: list[int] = []
    sebelum: list[int] = []
    for nomor, (_, kanan) in enumerate(pasangan):
        panjang = bisect_left(akhir, kanan)
        sebelum.append(letak[panjang - 1] if panjang else -1)
        akhir[panjang:] = [kanan, *akhir[panjang + 1 :]]
        letak[panjang:] = [nomor, *letak[panjang + 1 :]]
    rantai: list[tuple[int, int]] = []
    kini = letak[-1] if letak else -1
    while kini >= 0:
        rantai.append(pasangan[kini])
        kini = sebelum[kini]
    return rantai[::-1]


def nilai_pasangan(baris: BarisKinerja, simpul: SimpulBaca) -> float:
    """Return the points of a row and a node; 0 when nothing speaks for them."""
    teks = max(
        (kemiripan(baris.pernyataan.teks, satu.teks) for satu in simpul.tulisan.values()),
        default=kemiripan(baris.pernyataan.teks, simpul.pernyataan),
    )
    setingkat = _setingkat(baris, simpul)
    if teks < AMBANG_SAMA and not setingkat:
        return 0.0
    ukuran = _mirip_indikator(baris, simpul)
    if teks < AMBANG_SAMA:
        if ukuran < AMBANG_INDIKATOR:
            return 0.0
        teks = 0.0
    rujukan = RUJUKAN_JENIS.get(simpul.jenis, 3)
    return (
        teks * _BOBOT_TEKS
        + ukuran / 100 * _BOBOT_INDIKATOR
        + _BOBOT_TINGKAT * setingkat
        + _BOBOT_RUJUKAN * (baris.rujukan == rujukan)
    )


def _setingkat(baris: BarisKinerja, simpul: SimpulBaca) -> bool:
    if baris.crosscutting:
        return simpul.milik_lain and not (simpul.jenis == "kondisi" and baris.rujukan != 2)
    return simpul.bawaan in baris.arti_tingkat


def _mirip_indikator(baris: BarisKinerja, simpul: SimpulBaca) -> float:
    """Return how alike the row's indicator is to one that another table already gave the node; 0 when not the same.

    Half-alike indicators are no sign at all: most of an agency's begin with the same words.
    """
    dikenal = [satu.teks for lain in simpul.baris.values() for kelompok in lain for satu in kelompok.indikator]
    nilai = max(
        (kemiripan(satu.teks, lain) for satu in baris.indikator[:1] for lain in dikenal if len(satu.teks) > 12),
        default=0.0,
    )
    return nilai if nilai >= AMBANG_UKURAN_SAMA else 0.0


def _pasang(baris: BarisKinerja, simpul: SimpulBaca, cara: str) -> None:
    baris.simpul, baris.cara = simpul, cara


def _gabung_ulangan(baris: Sequence[BarisKinerja]) -> None:
    """A row left over that repeats the statement of the row above, on its level, adds to the same node."""
    for _, kelompok in groupby(baris, key=lambda satu: satu.pernyataan.teks.casefold()):
        pertama, *lain = kelompok
        for satu in lain:
            if satu.simpul is None and pertama.simpul is not None and satu.arti_tingkat == pertama.arti_tingkat:
                _pasang(satu, pertama.simpul, "ulangan")
