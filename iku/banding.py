"""How the attachments of two IKU decrees differ: rows added, changed, dropped. Pure.

Rows have no key in common; they are taken for the same when sasaran and indicator agree, else the indicator alone,
else the sasaran alone.
"""

import re
from collections.abc import Callable, Sequence

from iku.choices import KOLOM, NomorLampiran
from iku.rows import Baris
from naskah.banding import BedaBaris, BedaSel

_BUKAN_HURUF = re.compile(r"[^\w]+")
_Kunci = Callable[[Baris], str]


def beda_lampiran(lama: Sequence[Baris], baru: Sequence[Baris]) -> list[BedaBaris]:
    """Return the differences, attachment by attachment: in the order of the new rows, dropped ones last."""
    hasil = []
    for nomor in NomorLampiran:
        hasil.extend(
            _beda(
                nomor.label,
                [satu for satu in lama if satu.lampiran == nomor],
                [satu for satu in baru if satu.lampiran == nomor],
            )
        )
    return hasil


def _beda(label: str, lama: list[Baris], baru: list[Baris]) -> list[BedaBaris]:
    pasangan = _pasangkan(lama, baru)
    hasil = []
    for nomor, satu in enumerate(baru):
        asal = pasangan.get(nomor)
        if asal is None:
            hasil.append(BedaBaris(label, "ditambah", _judul(satu), _sel(None, satu)))
        elif lama[asal].isi != satu.isi:
            hasil.append(BedaBaris(label, "diubah", _judul(satu), _sel(lama[asal], satu)))
    tersisa = set(range(len(lama))) - set(pasangan.values())
    hasil += [BedaBaris(label, "dihapus", _judul(lama[nomor]), _sel(lama[nomor], None)) for nomor in sorted(tersisa)]
    return hasil


def _pasangkan(lama: list[Baris], baru: list[Baris]) -> dict[int, int]:
    """Return for each new row that has one the old row it was: by both texts, then indicator, then sasaran."""
    pasangan: dict[int, int] = {}
    kunci: tuple[_Kunci, ...] = (
        lambda satu: f"{_polos(satu.kinerja)}|{_polos(satu.indikator)}",
        lambda satu: _polos(satu.indikator),
        lambda satu: _polos(satu.kinerja),
    )
    for ambil in kunci:
        bebas: dict[str, list[int]] = {}
        for nomor, satu in enumerate(lama):
            if nomor not in pasangan.values():
                bebas.setdefault(ambil(satu), []).append(nomor)
        for nomor, satu in enumerate(baru):
            if nomor not in pasangan and bebas.get(ambil(satu)):
                pasangan[nomor] = bebas[ambil(satu)].pop(0)
    return pasangan


def _judul(baris: Baris) -> str:
    return f"Baris {baris.nomor}: {baris.indikator or baris.kinerja}"


def _sel(lama: Baris | None, baru: Baris | None) -> tuple[BedaSel, ...]:
    semua = (
        BedaSel(label, lama.sel(kolom) if lama else "", baru.sel(kolom) if baru else "")
        for kolom, label in KOLOM.items()
    )
    return tuple(satu for satu in semua if satu.lama != satu.baru)


def _polos(teks: str) -> str:
    return _BUKAN_HURUF.sub(" ", teks.casefold()).strip()
