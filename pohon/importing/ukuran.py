"""Which indicators of a node are one: within a table, and between Tahap 4 and Tahap 5."""

from collections.abc import Sequence

from pohon.importing.bacaan import Kutipan
from pohon.importing.jodoh import AMBANG_UKURAN_SAMA
from pohon.importing.teks import awalan, beda_ejaan, kemiripan, sama


def sekali(indikator: Sequence[Kutipan]) -> list[Kutipan]:
    """Return the indicators of one table, each once: what differs in spelling only, or was cut off, is one.

    Likeness is not enough here: "Angka kematian ibu" and "Angka kematian bayi" are two, and 88 % alike.
    """
    hasil: list[Kutipan] = []
    for satu in indikator:
        nomor = next((tempat for tempat, lain in enumerate(hasil) if _satu_ukuran(satu.teks, lain.teks)), None)
        if nomor is None:
            hasil.append(satu)
        elif awalan(hasil[nomor].teks, satu.teks) and len(satu.teks) > len(hasil[nomor].teks):
            hasil[nomor] = satu
    return hasil


def pasangkan(empat: Sequence[Kutipan], lima: Sequence[Kutipan]) -> list[tuple[Kutipan, Kutipan]]:
    """Return the pairs (Tahap 4, Tahap 5) that are one indicator: equal ones first, then the most alike of the rest."""
    sisa_empat, sisa_lima = list(empat), list(lima)
    hasil: list[tuple[Kutipan, Kutipan]] = []

    def ambil(satu: Kutipan, lain: Kutipan) -> None:
        sisa_empat.remove(satu)
        sisa_lima.remove(lain)
        hasil.append((satu, lain))

    for satu in empat:
        if (lain := next((calon for calon in sisa_lima if sama(satu.teks, calon.teks)), None)) is not None:
            ambil(satu, lain)
    while True:
        calon = [
            (kemiripan(satu.teks, lain.teks), -nomor, satu, lain)
            for nomor, (satu, lain) in enumerate((satu, lain) for satu in sisa_empat for lain in sisa_lima)
        ]
        terbaik = max(calon, key=lambda satu: satu[:2], default=None)
        if terbaik is None or terbaik[0] < AMBANG_UKURAN_SAMA:
            return hasil
        ambil(terbaik[2], terbaik[3])


def _satu_ukuran(kiri: str, kanan: str) -> bool:
    return sama(kiri, kanan) or awalan(kiri, kanan) or beda_ejaan(kiri, kanan)
