"""From the tables of Tahap 2 to CSFs with their conditions."""

from dataclasses import dataclass, field

from pohon.importing.bacaan import Bacaan, Kutipan
from pohon.importing.baris_kinerja import pecah_kondisi
from pohon.importing.judul import JenisTabel, Peran
from pohon.importing.ragam import teks_sambungan
from pohon.importing.tabel import BarisTabel
from pohon.importing.teks import tanpa_nomor


@dataclass(eq=False)
class CSFBaca:
    """A CSF row: its number, text, source, the conditions it yields, and the heading of its table."""

    nomor: str
    csf: Kutipan
    sumber: str
    judul: Kutipan
    kondisi: list[Kutipan] = field(default_factory=list)
    bernomor: list[Kutipan] = field(default_factory=list)


def baca_csf(bacaan: Bacaan) -> list[CSFBaca]:
    """Return the CSFs in printed order. A row without a CSF of its own adds conditions to the one above."""
    hasil: list[CSFBaca] = []
    for tabel in bacaan.tabel:
        if tabel.jenis != JenisTabel.TAHAP_2:
            continue
        judul = Kutipan(" ".join(tabel.judul.split()), tabel.tempat)
        if tabel.tanpa_judul and hasil:
            judul = hasil[-1].judul
        for baris in tabel.baris:
            csf = tanpa_nomor(baris.teks(Peran.CSF, gabungan=False))
            kondisi = baris.teks(Peran.KONDISI, gabungan=False)
            if not csf and not kondisi:
                bacaan.catat(baris.tempat, "dicatat", "baris tanpa CSF dan tanpa kondisi")
                bacaan.tersisa.extend(
                    Kutipan(sel.teks, sel.tempat) for sel in baris.isi.values() if not sel.gabung_atas
                )
                continue
            if hasil and _sambungan(csf, kondisi, baris):
                _sambung(hasil[-1], csf, kondisi)
            elif csf or not hasil:
                hasil.append(
                    CSFBaca(
                        baris.teks(Peran.NOMOR),
                        Kutipan(csf, baris.tempat_sel(Peran.CSF)),
                        baris.teks(Peran.SUMBER),
                        judul,
                    )
                )
                _tambah_kondisi(hasil[-1], kondisi, baris)
            else:
                _tambah_kondisi(hasil[-1], kondisi, baris)
    return hasil


def _tambah_kondisi(csf: CSFBaca, teks: str, baris: BarisTabel) -> None:
    if not teks:
        return
    tempat = baris.tempat_sel(Peran.KONDISI)
    bagian = [Kutipan(satu, tempat) for satu in pecah_kondisi(teks) if satu]
    csf.kondisi.extend(bagian)
    if len(bagian) > 1:
        csf.bernomor.append(Kutipan(teks, tempat))


def _sambungan(csf: str, kondisi: str, baris: BarisTabel) -> bool:
    """Tell whether the row carries on the sentences of the row above: no number, small first letters."""
    return not baris.teks(Peran.NOMOR) and all(teks_sambungan(satu) for satu in (csf, kondisi) if satu)


def _sambung(atas: CSFBaca, csf: str, kondisi: str) -> None:
    if csf:
        atas.csf = Kutipan(f"{atas.csf.teks} {csf}".strip(), atas.csf.tempat)
    if kondisi and atas.kondisi:
        lama = atas.kondisi[-1]
        atas.kondisi[-1] = Kutipan(f"{lama.teks} {kondisi}", lama.tempat)
