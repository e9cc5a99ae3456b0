"""The IKI book and the extract of one position: frozen documents made of the rows, and their print.

`susun_buku` and `susun_posisi` are pure: the same rows, the same document. The templates templates/cetak/iki_*.html
print them, `naskah` turns the HTML into a PDF and prints the decree inside the book.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran
from instansi.api import desimal
from naskah.api import (
    A4,
    F4,
    BahanCetak,
    BarisKeputusan,
    Halaman,
    HasilCetak,
    KepalaLampiran,
    LabelHalaman,
    NaskahKeputusan,
    cetak,
    gaya_huruf,
    gaya_keputusan,
    halaman_keputusan,
    jumlah_baris,
    susun_bahan,
    susun_naskah,
)
from pohon.api import JenisFormula

_ASET = Path(__file__).resolve().parent / "aset"
_KERTAS = {"F4": F4, "A4": A4}
LAMBANG = "lambang.png"

KOLOM = ("No", "Sasaran Kinerja", "Indikator Kinerja", "Formulasi", "Sumber Data")
KETERANGAN = "Ket."
# Shares of the width in percent, without and with the column of notes.
_LEBAR = ((5.5, 19.5, 21.0, 34.0, 20.0), (5.5, 17.5, 18.5, 30.5, 16.0, 12.0))
BLANKO = "……………"  # an operand that is not known yet, to be filled in

# Measures of table.iki in aset/buku.css, in points; they foresee what fits on a page, so they err upwards.
_HURUF, _BARIS, _ISIAN, _SELA, _LEBAR_KALI = 9.5, 12.4, 9.0, 8.0, 46.0
_PT_PER_MM = 72 / 25.4
# A sasaran is kept whole with its indicators up to this share of a page's height; a single row up to the second.
_BAGIAN_UTUH, _BARIS_UTUH = 0.4, 0.7


@dataclass(frozen=True, slots=True)
class FormulaCetak:
    """A calculation as printed: a fraction (`atas` over `bawah`), or paragraphs; `kali` is what it is multiplied by."""

    atas: str = ""
    bawah: str = ""
    kali: str = ""
    paragraf: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarisCetak:
    """A row of the table. `tinggi`: it may break over pages, being too tall for one."""

    indikator: str
    formula: FormulaCetak
    sumber: str
    keterangan: tuple[str, ...]
    tinggi: bool


@dataclass(frozen=True, slots=True)
class KelompokCetak:
    """A sasaran with its rows; `panjang`: they may break over pages, so that no cell spans them."""

    nomor: int
    sasaran: str
    baris: tuple[BarisCetak, ...]
    panjang: bool


@dataclass(frozen=True, slots=True)
class PosisiCetak:
    """A position as printed. `kolom` holds heading and share of the width; `panjang`: a foot must close the table."""

    id: str
    nama: str
    tugas: tuple[str, ...]
    fungsi: tuple[str, ...]
    kolom: tuple[tuple[str, float], ...]
    kelompok: tuple[KelompokCetak, ...]

    @property
    def berketerangan(self) -> bool:
        """Whether the column of notes is printed."""
        return len(self.kolom) > len(KOLOM)

    @property
    def panjang(self) -> bool:
        """Whether a sasaran may break over pages."""
        return any(satu.panjang for satu in self.kelompok)


@dataclass(frozen=True, slots=True)
class BukuIki:
    """The whole book."""

    judul: str
    perangkat: str
    pemerintah: str
    periode: str
    tahun: str
    draf: bool
    pengantar: tuple[str, ...]
    kepala: KepalaLampiran
    judul_lampiran: str
    posisi: tuple[PosisiCetak, ...]


def cetak_buku(iki: BarisIki, keputusan: BarisKeputusan) -> HasilCetak:
    """Print the book."""
    return cetak(bahan_buku(iki, keputusan))


def cetak_kutipan(iki: BarisIki, posisi: BarisPosisi, keputusan: BarisKeputusan) -> HasilCetak:
    """Print one position alone."""
    return cetak(bahan_kutipan(iki, posisi, keputusan))


def bahan_buku(iki: BarisIki, keputusan: BarisKeputusan) -> BahanCetak:
    """Return the book ready to print: cover, foreword, contents, decree, positions.

    Drafts bear DRAF on every page. The same values give the same bytes.
    """
    naskah = susun_naskah(keputusan)
    buku = susun_buku(iki, keputusan, naskah)
    return _bahan("cetak/iki_buku.html", {"buku": buku, "naskah": naskah}, buku.judul, keputusan)


def bahan_kutipan(iki: BarisIki, posisi: BarisPosisi, keputusan: BarisKeputusan) -> BahanCetak:
    """Return one position alone ready to print, saying of which book it is."""
    naskah = susun_naskah(keputusan)
    konteks = {
        "posisi": susun_posisi(posisi, _halaman(keputusan)["posisi"]),
        "naskah": naskah,
        "perangkat": iki.nama_perangkat,
        "pemerintah": iki.nama_pemerintah,
        "periode": keputusan.periode,
        "nomor": keputusan.isi.nomor if keputusan.isi.nomor_lengkap and not keputusan.draf else "",
    }
    judul = f"Indikator Kinerja Individu {posisi.nama} {iki.nama_perangkat} {keputusan.periode}"
    return _bahan("cetak/iki_kutipan.html", konteks | {"judul": judul}, judul, keputusan)


def susun_buku(iki: BarisIki, keputusan: BarisKeputusan, naskah: NaskahKeputusan) -> BukuIki:
    """Return the book of the rows, in the order of the organisation."""
    halaman = _halaman(keputusan)["posisi"]
    return BukuIki(
        judul=f"Indikator Kinerja Individu {iki.nama_perangkat} {iki.nama_pemerintah} {keputusan.periode}",
        perangkat=iki.nama_perangkat,
        pemerintah=iki.nama_pemerintah,
        periode=keputusan.periode,
        tahun=str(keputusan.isi.tahun or ""),
        draf=keputusan.draf,
        pengantar=tuple(paragraf for satu in keputusan.isi.pengantar for paragraf in satu.teks.split("\n")),
        kepala=naskah.kepala_lampiran("LAMPIRAN"),
        judul_lampiran=f"INDIKATOR KINERJA INDIVIDU TAHUN {keputusan.periode}",
        posisi=tuple(susun_posisi(satu, halaman) for satu in iki.posisi),
    )


def susun_posisi(posisi: BarisPosisi, halaman: Halaman) -> PosisiCetak:
    """Return a position with its table laid out for a page: which sasaran stay whole, which rows may break."""
    berketerangan = any(satu.keterangan for satu in posisi.indikator)
    lebar = _LEBAR[berketerangan]
    judul = (*KOLOM, KETERANGAN) if berketerangan else KOLOM
    return PosisiCetak(
        id=f"jabatan-{posisi.id}",
        nama=posisi.nama,
        tugas=tuple(filter(None, posisi.tugas.split("\n"))),
        fungsi=posisi.fungsi,
        kolom=tuple(zip(judul, lebar, strict=True)),
        # The renderer breaks the first group below a heading even where it is told to avoid it: that one is flat.
        kelompok=tuple(_kelompok(satu, lebar, halaman, utuh=letak > 0) for letak, satu in enumerate(posisi.sasaran)),
    )


def _kelompok(sasaran: BarisSasaran, lebar: tuple[float, ...], halaman: Halaman, *, utuh: bool) -> KelompokCetak:
    mm = [persen / 100 * halaman.lebar_isi * _PT_PER_MM - _ISIAN for persen in lebar]
    tersedia = halaman.tinggi_isi * _PT_PER_MM
    tinggi = [_tinggi(satu, mm) for satu in sasaran.indikator] or [_BARIS + _SELA]
    tinggi_sasaran = jumlah_baris(sasaran.teks, mm[1], _HURUF) * _BARIS + _SELA
    panjang = not utuh or max(sum(tinggi), tinggi_sasaran) > _BAGIAN_UTUH * tersedia
    if panjang:
        tinggi[0] = max(tinggi[0], tinggi_sasaran)  # flat: the first row alone must hold the sasaran
    kosong = BarisCetak("", FormulaCetak(), "", (), tinggi=False)
    baris = tuple(
        BarisCetak(
            indikator=satu.nama,
            formula=susun_formula(satu),
            sumber=satu.sumber,
            keterangan=tuple(filter(None, satu.keterangan.split("\n"))),
            tinggi=setinggi > _BARIS_UTUH * tersedia,
        )
        for satu, setinggi in zip(sasaran.indikator, tinggi, strict=False)
    )
    return KelompokCetak(sasaran.nomor, sasaran.teks, baris or (kosong,), panjang)


def susun_formula(satu: BarisIndikator) -> FormulaCetak:
    """Return the calculation as printed. A fraction whose operand is missing shows a blank to be filled in."""
    kali = satu.pengali_tampil
    persen = " %" if satu.jenis_formula == JenisFormula.PERSENTASE else ""
    sebut = f"× {desimal(kali)}{persen}" if kali is not None else ""
    if satu.berpecahan:
        return FormulaCetak(satu.pembilang or BLANKO, satu.penyebut or BLANKO, sebut)
    if satu.jenis_formula == JenisFormula.PERSENTASE:
        sebut = ""  # described in words, which say it themselves
    paragraf = [satu.pembilang] if satu.pembilang else []
    paragraf += [teks for teks in satu.formula.split("\n") if teks and teks not in paragraf]
    if paragraf and sebut:
        paragraf[-1] = f"{paragraf[-1]} {sebut}"
    return FormulaCetak(paragraf=tuple(paragraf))


def _tinggi(satu: BarisIndikator, lebar: list[float]) -> float:
    """Return the height in points that a row takes; errs upwards."""
    formula = susun_formula(satu)
    selebar = lebar[3] - (_LEBAR_KALI if formula.kali else 0)
    if formula.atas:
        baris = jumlah_baris(formula.atas, selebar, _HURUF) + jumlah_baris(formula.bawah, selebar, _HURUF) + 0.5
    else:
        baris = jumlah_baris("\n".join(formula.paragraf), lebar[3], _HURUF)
    lain = [(satu.nama, lebar[2]), (satu.sumber, lebar[4])]
    if len(lebar) > len(KOLOM):
        lain.append((satu.keterangan, lebar[5]))
    return max(baris, *(jumlah_baris(teks, pt, _HURUF) for teks, pt in lain)) * _BARIS + _SELA


def _halaman(keputusan: BarisKeputusan) -> dict[str, Halaman]:
    """Return the kinds of page of the book by name, all upright, in the paper and margins of the local government."""
    tata = keputusan.tata_letak
    kertas = _KERTAS[tata.kertas]
    return {nama: Halaman(nama, kertas=kertas, margin=tata.margin) for nama in ("sampul", "depan", "posisi")}


def _bahan(templat: str, konteks: Mapping[str, object], judul: str, keputusan: BarisKeputusan) -> BahanCetak:
    halaman = _halaman(keputusan)
    return susun_bahan(
        render_to_string(templat, {**konteks, "kaki": ""}),
        judul=judul,
        penulis=keputusan.nama_perangkat,
        halaman=(*halaman.values(), halaman_keputusan(keputusan.tata_letak)[0]),
        gaya=(gaya_keputusan(), _gaya(), _gaya_sampul(halaman["sampul"]), gaya_huruf(keputusan.tata_letak)),
        draf=keputusan.draf,
        label_halaman=(
            LabelHalaman(0, gaya="", awalan="Sampul"),
            LabelHalaman(jangkar="kata-pengantar", gaya="r"),
            LabelHalaman(jangkar="keputusan"),
        )
        if templat == "cetak/iki_buku.html"
        else (),
        kiriman={LAMBANG: keputusan.lambang} if keputusan.lambang else {},
    )


@cache
def _gaya() -> str:
    """Return the stylesheet of the book."""
    return (_ASET / "buku.css").read_text("utf-8")


def _gaya_sampul(halaman: Halaman) -> str:
    """Return the height of the cover's frame: it fills the page, whatever its size."""
    return (
        f".sampul div.bingkai {{ height: {halaman.tinggi_isi - 5}mm; }} "
        f".sampul div.dalam {{ height: {halaman.tinggi_isi - 5.5}mm; }}"
    )
