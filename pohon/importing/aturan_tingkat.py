"""Rules of the import about how levels are written."""

from collections import defaultdict
from collections.abc import Iterator

from pohon.choices import (
    Keparahan,
    Tahap,
    Tingkat,
)
from pohon.importing.aturan_kinerja import baris_berpasangan
from pohon.importing.bacaan import Bacaan, BarisKinerja, Kutipan, SimpulBaca
from pohon.importing.dasar import (
    NAMA_TABEL,
    AturanImpor,
    TemuanImpor,
)
from pohon.importing.judul import JenisTabel
from pohon.importing.padukan import tingkat_terbaca
from pohon.importing.ragam import ejaan_crosscutting
from pohon.rules.teks import baku

_EMPAT = JenisTabel.TAHAP_4


class IstilahTingkat(AturanImpor):
    """One level goes by several terms, in one table or in two.

    The measure is the term of the regulation where it is used, else the most usual one of Tahap 4.
    """

    kode = "I-59"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Istilah tingkat berbeda"
    sumber = "Cacat dokumen nyata: istilah tingkat berbeda antar tabel"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for tingkat, kelompok in _menurut_tingkat(bacaan).items():
            istilah: dict[str, list[tuple[JenisTabel, Kutipan]]] = defaultdict(list)
            for tabel, kutipan in kelompok:
                istilah[baku(kutipan.teks)].append((tabel, kutipan))
            # max keeps the first of equals, and rows come by table: Tahap 4 before Tahap 5.
            biasa = max(istilah, key=lambda satu: (satu == baku(tingkat.label), _di_tahap_4(istilah[satu])))
            for nama, pakai in istilah.items():
                if nama != biasa:
                    tempat = ", ".join(f"baris {kutipan.tempat.baris}" for _, kutipan in pakai[:6])
                    yield self.temuan(
                        pakai[0][1].tempat,
                        f"Tingkat “{pakai[0][1].teks}” ({NAMA_TABEL[pakai[0][0]]} {tempat}) di tempat lain ditulis "
                        f"“{istilah[biasa][0][1].teks}”.",
                        pakai[0][1],
                        istilah[biasa][0][1],
                    )


class HurufTingkat(AturanImpor):
    """One table writes the same term of a level with different capitals."""

    kode = "I-60"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.SARAN
    judul = "Huruf besar pada tingkat tidak seragam"
    sumber = "Cacat dokumen nyata: kapitalisasi berbeda"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for kelompok in _menurut_tingkat(bacaan).values():
            tulisan: dict[tuple[JenisTabel, str], dict[str, Kutipan]] = defaultdict(dict)
            for tabel, kutipan in kelompok:
                tulisan[(tabel, kutipan.teks.casefold())].setdefault(kutipan.teks, kutipan)
            for ragam in tulisan.values():
                if len(ragam) > 1:
                    kutipan_ragam = tuple(ragam.values())
                    yield self.temuan(
                        kutipan_ragam[1].tempat,
                        f"Tingkat ditulis “{'” dan “'.join(ragam)}” dalam tabel yang sama.",
                        *kutipan_ragam,
                    )


def _menurut_tingkat(bacaan: Bacaan) -> dict[Tingkat, list[tuple[JenisTabel, Kutipan]]]:
    """Return the printed levels of all joined rows, by the level they mean."""
    hasil: dict[Tingkat, list[tuple[JenisTabel, Kutipan]]] = defaultdict(list)
    for baris, simpul in baris_berpasangan(bacaan):
        tingkat = _tingkat(baris, simpul)
        if tingkat is not None and baris.tingkat is not None and not ejaan_crosscutting(baris.tingkat.teks):
            hasil[tingkat].append((baris.tahap, baris.tingkat))
    return hasil


def _di_tahap_4(pakai: list[tuple[JenisTabel, Kutipan]]) -> int:
    return sum(tabel == _EMPAT for tabel, _ in pakai)


def _tingkat(baris: BarisKinerja, simpul: SimpulBaca) -> Tingkat | None:
    return tingkat_terbaca(simpul, baris)


ATURAN: tuple[AturanImpor, ...] = (
    IstilahTingkat(),
    HurufTingkat(),
)
