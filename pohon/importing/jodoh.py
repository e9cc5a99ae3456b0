"""Finds which row belongs to which node: by text with tolerance, level, reference, indicator, and order.

Never by text alone: where a statement stands twice, the order of the whole table decides (an alignment that keeps the
order and has the highest sum of points), helped by level and indicator.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from pohon.importing.bacaan import BarisKinerja, SimpulBaca
from pohon.importing.teks import AMBANG_SAMA, kemiripan

_K = TypeVar("_K")
_B = TypeVar("_B")

# Points of a pair. The text weighs most; level and indicator together can outweigh a text that slipped a row down.
_BOBOT_TEKS = 0.62
_BOBOT_INDIKATOR = 20.0
_BOBOT_TINGKAT = 13.0
_BOBOT_RUJUKAN = 5.0
# An indicator this alike, on a row of the node's own level, speaks for the node although the statement is another's.
AMBANG_INDIKATOR = 92.0
# Two indicators this alike are one, spelt differently; below, they are two.
AMBANG_UKURAN_SAMA = 85.0
RUJUKAN_JENIS = {"outcome": 1, "kondisi": 2}


def selaraskan(kiri: Sequence[_K], kanan: Sequence[_B], nilai: Callable[[_K, _B], float]) -> list[tuple[int, int]]:
    """Return the pairs (left, right), in order on both sides, whose points have the highest sum; 0 points: no pair."""
    lebar = len(kanan) + 1
    jumlah = [[0.0] * lebar for _ in range(len(kiri) + 1)]
    poin: list[list[float]] = []
    for i, satu in enumerate(kiri):
        baris = [nilai(satu, lain) for lain in kanan]
        poin.append(baris)
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
    assert all(poin[a][b] > 0 for a, b in pasangan)  # noqa: S101 — what the matrix was built from
    return pasangan[::-1]


def jodohkan(baris: Sequence[BarisKinerja], simpul: Sequence[SimpulBaca]) -> None:
    """Set the node of each row that has one: first in order, then those that stand elsewhere but can be no other's."""
    for i, j in selaraskan(baris, simpul, nilai_pasangan):
        _pasang(baris[i], simpul[j], "urutan")
    terpakai = {id(satu.simpul) for satu in baris if satu.simpul}
    for satu in baris:
        if satu.simpul is not None:
            continue
        calon = [
            (nilai_pasangan(satu, lain), -nomor, lain)
            for nomor, lain in enumerate(simpul)
            if id(lain) not in terpakai and kemiripan(satu.pernyataan.teks, lain.pernyataan) >= AMBANG_SAMA
        ]
        if calon:
            pilihan = max(calon, key=lambda tiga: tiga[:2])[2]
            _pasang(satu, pilihan, "tempat lain")
            terpakai.add(id(pilihan))
    _gabung_ulangan(baris)


def nilai_pasangan(baris: BarisKinerja, simpul: SimpulBaca) -> float:
    """Return the points of a row and a node; 0 when nothing speaks for them."""
    teks = max(
        (kemiripan(baris.pernyataan.teks, satu.teks) for satu in simpul.tulisan.values()),
        default=kemiripan(baris.pernyataan.teks, simpul.pernyataan),
    )
    setingkat = _setingkat(baris, simpul)
    ukuran = _mirip_indikator(baris, simpul)
    if teks < AMBANG_SAMA:
        if not (ukuran >= AMBANG_INDIKATOR and setingkat):
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
