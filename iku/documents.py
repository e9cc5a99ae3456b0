"""The IKU decree as a paper: its two attachments as tables that print well, laid into the decree of `naskah`.

`susun_lampiran` is pure: the same rows, the same tables. What the rows hold is decided in `rows`.
"""

from dataclasses import dataclass, replace

from iku.choices import NomorLampiran
from iku.rows import Baris
from iku.selectors import baca_baris
from naskah.api import (
    BahanCetak,
    BarisKeputusan,
    Halaman,
    HasilCetak,
    KepalaLampiran,
    NaskahKeputusan,
    Terbitan,
    bahan_keputusan,
    cetak,
    halaman_keputusan,
    jumlah_baris,
    romawi,
    susun_naskah,
)

# Heading and share of the width, in percent, of each column.
KOLOM_CETAK: dict[NomorLampiran, tuple[tuple[str, float], ...]] = {
    nomor: (
        ("NO", 4),
        (kinerja, 16),
        (indikator, 17),
        ("MAKNA, ALASAN PEMILIHAN, PERHITUNGAN ATAU PENJELASAN", 40),
        ("PENANGGUNG JAWAB", 11.5),
        ("SUMBER DATA", 11.5),
    )
    for nomor, kinerja, indikator in (
        (NomorLampiran.IKU, "KINERJA UTAMA (SASARAN STRATEGIS)", "INDIKATOR KINERJA UTAMA"),
        (NomorLampiran.IK, "KINERJA (SASARAN)", "INDIKATOR KINERJA"),
    )
}
PENJELASAN = (("a. Makna", "makna"), ("b. Alasan Pemilihan", "alasan"), ("c. Perhitungan", "perhitungan"))
JUDUL_TABEL = {
    NomorLampiran.IKU: "INDIKATOR KINERJA UTAMA TAHUN {periode}",
    NomorLampiran.IK: "INDIKATOR KINERJA TAHUN {periode}",
}
KOSONG = "Belum ada indikator."

# Measures of the table in iku.css, in points.
_HURUF, _BARIS, _ISIAN, _SELA = 10.0, 13.0, 9.5, 9.0
_PT_PER_MM = 72 / 25.4
# A row is kept whole on a page up to this share of its height; a taller one may break, two lines at least a side. The
# last one shares its page with the signature.
_BAGIAN_UTUH, _BAGIAN_UTUH_TERAKHIR = 0.32, 0.5
_EKOR = 400  # characters of a last row kept with the signature, about seven lines


@dataclass(frozen=True, slots=True)
class BarisCetak:
    """A row as printed: its cells as paragraphs. `kelas`: "tinggi" may break over pages, "bersambung" and "sambungan"
    are two rows that look like one.
    """

    nomor: str
    kinerja: tuple[str, ...]
    indikator: tuple[str, ...]
    penjelasan: tuple[tuple[str, tuple[str, ...]], ...]
    penanggung_jawab: tuple[str, ...]
    sumber_data: tuple[str, ...]
    kelas: str


@dataclass(frozen=True, slots=True)
class LampiranCetak:
    """An attachment as printed. `terakhir` is kept with the signature; None when there is no row: `kosong` is said."""

    nomor: NomorLampiran
    sebutan: str
    kepala: KepalaLampiran
    judul: tuple[str, str]
    kolom: tuple[tuple[str, float], ...]
    baris: tuple[BarisCetak, ...]
    terakhir: BarisCetak | None
    kosong: str


def bahan_iku(keputusan: BarisKeputusan, baris: tuple[Baris, ...] | None = None) -> BahanCetak:
    """Return the decree with both attachments, ready to print; DRAF stands on every page of a draft.

    `baris` are the rows of the attachments where they have been read already.
    """
    lampiran = susun_lampiran(keputusan, baca_baris(keputusan) if baris is None else baris)
    return bahan_keputusan(keputusan, templat="cetak/keputusan_iku.html", konteks={"lampiran": lampiran})


def cetak_iku(keputusan: BarisKeputusan) -> HasilCetak:
    """Print the decree with both attachments."""
    return cetak(bahan_iku(keputusan))


def terbitkan_iku(keputusan: BarisKeputusan) -> Terbitan:
    """Return the cells of the attachments for the archive, and the paper of the very same rows."""
    baris = baca_baris(keputusan)
    lampiran = {
        f"lampiran_{nomor.value}": [{"nomor": satu.nomor, **satu.isi} for satu in baris if satu.lampiran == nomor]
        for nomor in NomorLampiran
    }
    return Terbitan(lambda: bahan_iku(keputusan, baris), lampiran)


def susun_lampiran(keputusan: BarisKeputusan, baris: tuple[Baris, ...]) -> tuple[LampiranCetak, ...]:
    """Return both attachments, also when one is empty: the decree speaks of two."""
    naskah = susun_naskah(keputusan)
    halaman = halaman_keputusan(keputusan.tata_letak)[1]
    return tuple(
        _lampiran(keputusan, naskah, nomor, [satu for satu in baris if satu.lampiran == nomor], halaman)
        for nomor in NomorLampiran
    )


def _lampiran(
    keputusan: BarisKeputusan, naskah: NaskahKeputusan, nomor: NomorLampiran, baris: list[Baris], halaman: Halaman
) -> LampiranCetak:
    cetak = [_baris(satu, KOLOM_CETAK[nomor], halaman, terakhir=satu is baris[-1]) for satu in baris]
    if cetak and cetak[-1].kelas:
        cetak[-1:] = _pisah_ekor(cetak[-1])
    pemilik = f"{keputusan.nama_perangkat} {keputusan.nama_pemerintah}"
    if keputusan.nama_perangkat.endswith(keputusan.nama_pemerintah):
        pemilik = keputusan.nama_perangkat
    return LampiranCetak(
        nomor=nomor,
        sebutan=f"Lampiran {romawi(nomor)}",
        kepala=naskah.kepala_lampiran(f"LAMPIRAN {romawi(nomor)}"),
        judul=(JUDUL_TABEL[nomor].format(periode=keputusan.periode), pemilik.upper()),
        kolom=KOLOM_CETAK[nomor],
        baris=tuple(cetak[:-1]),
        terakhir=cetak[-1] if cetak else None,
        kosong=KOSONG,
    )


def _baris(baris: Baris, kolom: tuple[tuple[str, float], ...], halaman: Halaman, *, terakhir: bool) -> BarisCetak:
    penjelasan = tuple((judul, _paragraf(baris.sel(nama))) for judul, nama in PENJELASAN if baris.sel(nama))
    cukup = (_BAGIAN_UTUH_TERAKHIR if terakhir else _BAGIAN_UTUH) * halaman.tinggi_isi * _PT_PER_MM
    return BarisCetak(
        nomor=f"{baris.nomor}.",
        kinerja=_paragraf(baris.kinerja),
        indikator=_paragraf(baris.indikator),
        penjelasan=penjelasan,
        penanggung_jawab=_paragraf(baris.penanggung_jawab),
        sumber_data=_paragraf(baris.sumber_data),
        kelas="tinggi" if _tinggi(baris, kolom, halaman) > cukup else "",
    )


def _pisah_ekor(baris: BarisCetak) -> list[BarisCetak]:
    """Return a row too tall to stay with the signature as two that look like one; the second holds its last words.

    The explanation is cut before its last part, or else at the end of a sentence or word near its end.
    """
    if not baris.penjelasan:
        return [baris]
    judul, paragraf = baris.penjelasan[-1]
    if len(baris.penjelasan) > 1 and sum(map(len, paragraf)) <= _EKOR:
        kepala, ekor = baris.penjelasan[:-1], (baris.penjelasan[-1],)
    else:
        awal, akhir = _potong(paragraf[-1])
        kepala = (*baris.penjelasan[:-1], (judul, (*paragraf[:-1], *filter(None, (awal,)))))
        ekor = (("", (akhir,)),)
    kosong: tuple[str, ...] = ()
    return [
        replace(baris, penjelasan=kepala, kelas="tinggi bersambung"),
        BarisCetak("", kosong, kosong, ekor, kosong, kosong, kelas="sambungan"),
    ]


def _potong(teks: str) -> tuple[str, str]:
    """Return the text in two near its end: after a sentence if one ends there, else after a word."""
    dari = max(0, len(teks) - _EKOR)
    letak = teks.find(". ", dari) + 1 or teks.find(" ", len(teks) - min(len(teks), _EKOR // 2))
    return (teks[:letak].rstrip(), teks[letak:].lstrip()) if letak > 0 else ("", teks)


def _tinggi(baris: Baris, kolom: tuple[tuple[str, float], ...], halaman: Halaman) -> float:
    """Return the height in points that the row takes; errs upwards."""
    lebar = [persen / 100 * halaman.lebar_isi * _PT_PER_MM - _ISIAN for _, persen in kolom]
    isi = (baris.kinerja, baris.indikator, baris.penanggung_jawab, baris.sumber_data)
    lain = [jumlah_baris(teks, mm, _HURUF) for teks, mm in zip(isi, (lebar[1], lebar[2], *lebar[4:]), strict=True)]
    penjelasan = [jumlah_baris(baris.sel(nama), lebar[3], _HURUF) + 1 for _, nama in PENJELASAN if baris.sel(nama)]
    return max(sum(penjelasan), *lain) * _BARIS + _SELA


def _paragraf(teks: str) -> tuple[str, ...]:
    return tuple(teks.split("\n")) if teks else ()
