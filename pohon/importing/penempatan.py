"""Where a row that fits no node may be placed by the planner: as a row of a node, or as a new node below one."""

from collections.abc import Iterator

from pohon.choices import ANAK_SAH, JENIS_TAHAP_3, JenisSimpul
from pohon.importing.bacaan import Bacaan, BarisKinerja, SimpulBaca
from pohon.importing.dasar import Pilihan
from pohon.importing.padukan import terima_baris
from pohon.importing.tahap_3 import jenis_baris

MILIK, ANAK = "baris_milik", "kotak_baru"
_PANJANG_SEBUTAN = 90


def pilihan_tempat(bacaan: Bacaan, baris: BarisKinerja) -> tuple[Pilihan, ...]:
    """Return the choices for a row, first to leave it a note: nothing is placed by guess."""
    return (Pilihan("a", "Simpan sebagai catatan saja"), *_milik(bacaan, baris), *_anak(bacaan, baris))


def _milik(bacaan: Bacaan, baris: BarisKinerja) -> Iterator[Pilihan]:
    for satu in bacaan.tampil():
        if satu.jenis != JenisSimpul.CROSSCUTTING:
            yield Pilihan(f"m-{satu.kode}", f"Baris ini milik {_sebut(satu)}", satu, MILIK, baris)


def _anak(bacaan: Bacaan, baris: BarisKinerja) -> Iterator[Pilihan]:
    for satu in bacaan.tampil():
        if set(ANAK_SAH[satu.jenis]) & set(JENIS_TAHAP_3):
            yield Pilihan(f"b-{satu.kode}", f"Kotak baru di bawah {_sebut(satu)}", satu, ANAK, baris)


def tempatkan(simpul: SimpulBaca, baris: BarisKinerja, cara: str) -> None:
    """Place a row as chosen."""
    if cara == ANAK:
        boleh = ANAK_SAH[simpul.jenis]
        jenis = jenis_baris(baris)
        simpul = simpul.tambah(SimpulBaca(jenis if jenis in boleh else boleh[0], baris.pernyataan.teks, baris.tempat))
    baris.simpul = simpul
    simpul.baris.setdefault(baris.tahap, []).append(baris)
    terima_baris(simpul, baris)


def _sebut(simpul: SimpulBaca) -> str:
    teks = simpul.pernyataan
    return f"{simpul.kode} {teks[:_PANJANG_SEBUTAN]}{'…' if len(teks) > _PANJANG_SEBUTAN else ''}"
