"""A decree as a paper: a frozen document made of its values, for the print templates and the DOCX writer.

`susun_naskah` is pure: the same decree, the same document. `bahan_keputusan` makes a paper of it and the attachments,
whose HTML the app of its kind gives by a template that extends `cetak/keputusan.html`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from django.template.loader import render_to_string

from naskah.bahan import ASET, BahanCetak, susun_bahan
from naskah.choices import BagianButir, JenisHuruf, UkuranKertas
from naskah.paper import A4, F4, Halaman, Kertas
from naskah.penomoran import diktum, huruf
from naskah.rows import BarisKeputusan, TataLetak

_KERTAS: Mapping[UkuranKertas, Kertas] = {UkuranKertas.F4: F4, UkuranKertas.A4: A4}
_HURUF: Mapping[JenisHuruf, str] = {JenisHuruf.BOOKMAN: "Naskah", JenisHuruf.ARIAL: "Bagan"}
LAMBANG = "lambang.png"
_MARGIN_TERKECIL = 15
_HURUF_SEBARIS, _BUTIR_UTUH = 55, 700  # about twelve lines of an upright page


@dataclass(frozen=True, slots=True)
class ButirCetak:
    """An item as printed: its sign ("a.", "1.", empty when it stands alone) and its paragraphs."""

    tanda: str
    paragraf: tuple[str, ...]

    @property
    def utuh(self) -> bool:
        """Whether it is short enough to be kept whole on a page."""
        return sum(len(satu) + _HURUF_SEBARIS for satu in self.paragraf) <= _BUTIR_UTUH


@dataclass(frozen=True, slots=True)
class KelompokCetak:
    """Menimbang, Mengingat, Memperhatikan: heading and items."""

    judul: str
    butir: tuple[ButirCetak, ...]


@dataclass(frozen=True, slots=True)
class TandaTangan:
    """The signature block: place and date, office in lines, name, rank and NIP when known."""

    tempat: str
    tanggal: str
    jabatan: tuple[str, ...]
    nama: str
    pangkat: str
    nip: str


@dataclass(frozen=True, slots=True)
class KepalaLampiran:
    """The head of an attachment, as "LAMPIRAN II / KEPUTUSAN … / NOMOR / TANGGAL / TENTANG"."""

    sebutan: str
    keputusan: str
    nomor: str
    tanggal: str
    tentang: str


@dataclass(frozen=True, slots=True)
class NaskahKeputusan:
    """The decree as printed, from the letterhead to the copies. Capitals are real, so that every output has them."""

    judul: str
    draf: bool
    lambang: str
    kop_pemerintah: str
    kop_nama: str
    kop_alamat: tuple[str, ...]
    keputusan: tuple[str, ...]
    nomor: str
    tentang: str
    penetap: tuple[str, ...]
    pembuka: tuple[KelompokCetak, ...]
    diktum: tuple[ButirCetak, ...]
    tanda_tangan: TandaTangan
    tembusan: tuple[ButirCetak, ...]
    judul_lampiran: str
    tanggal: str

    def kepala_lampiran(self, sebutan: str) -> KepalaLampiran:
        """Return the head of an attachment: "LAMPIRAN", "LAMPIRAN I" …"""
        return KepalaLampiran(sebutan, " ".join(self.keputusan), self.nomor, self.tanggal, self.judul_lampiran)


def susun_naskah(keputusan: BarisKeputusan) -> NaskahKeputusan:
    """Return the decree as printed, whatever is still missing in it."""
    isi = keputusan.isi
    penetap = _baris_jabatan(isi.pejabat_penetap, keputusan.nama_pemerintah)
    lampiran = isi.judul_lampiran or isi.tentang
    return NaskahKeputusan(
        judul=keputusan.judul,
        draf=keputusan.draf,
        lambang=f"naskah:kiriman/{LAMBANG}" if keputusan.lambang else "",
        kop_pemerintah=isi.kop_pemerintah.upper(),
        kop_nama=isi.kop_nama.upper(),
        kop_alamat=tuple(isi.kop_alamat.split("\n")) if isi.kop_alamat else (),
        keputusan=("KEPUTUSAN", *penetap),
        nomor=isi.nomor,
        tentang=isi.tentang_lengkap.upper(),
        penetap=(*penetap[:-1], f"{penetap[-1]},"),
        pembuka=tuple(
            kelompok
            for kelompok in (
                _kelompok(keputusan, BagianButir.MENIMBANG),
                _kelompok(keputusan, BagianButir.MENGINGAT),
                _kelompok(keputusan, BagianButir.MEMPERHATIKAN),
            )
            if kelompok.butir
        ),
        diktum=tuple(ButirCetak(diktum(nomor), _paragraf(satu.teks)) for nomor, satu in enumerate(isi.diktum, 1)),
        tanda_tangan=_tanda_tangan(keputusan),
        tembusan=tuple(ButirCetak(f"{nomor}.", _paragraf(satu.teks)) for nomor, satu in enumerate(isi.tembusan, 1)),
        judul_lampiran=lampiran.upper(),
        tanggal=isi.tanggal.strip(),
    )


def halaman_keputusan(tata: TataLetak) -> tuple[Halaman, Halaman]:
    """Return the pages of a decree: upright "keputusan", and "lampiran" lying, for wide tables with less margin."""
    kertas = _KERTAS[tata.kertas]
    atas, kanan, bawah, kiri = tata.margin
    return (
        Halaman("keputusan", kertas=kertas, margin=tata.margin),
        Halaman(
            "lampiran",
            kertas=kertas,
            mendatar=True,
            margin=(_sempit(atas), _sempit(kanan), _sempit(bawah), _sempit(kiri)),
        ),
    )


def bahan_keputusan(
    keputusan: BarisKeputusan,
    *,
    templat: str = "cetak/keputusan.html",
    konteks: Mapping[str, Any] = MappingProxyType({}),
    gaya: tuple[str, ...] = (),
) -> BahanCetak:
    """Return a decree with its attachments, ready to print: `templat` extends the default, `konteks` is its own part.

    Without them it is the decree alone. Drafts bear DRAF on every page. The same values give the same bytes.
    """
    naskah = susun_naskah(keputusan)
    return susun_bahan(
        render_to_string(templat, {**konteks, "naskah": naskah, "kaki": ""}),
        judul=naskah.judul,
        penulis=keputusan.nama_perangkat,
        halaman=halaman_keputusan(keputusan.tata_letak),
        gaya=(gaya_keputusan(), *gaya, gaya_huruf(keputusan.tata_letak)),
        draf=keputusan.draf,
        kiriman={LAMBANG: keputusan.lambang} if keputusan.lambang else {},
    )


def _sempit(mm: int) -> int:
    return max(_MARGIN_TERKECIL, mm - 5)


@cache
def gaya_keputusan() -> str:
    """Return the stylesheet of decrees."""
    return (ASET / "keputusan.css").read_text("utf-8")


def gaya_huruf(tata: TataLetak) -> str:
    """Return the rules for the typeface and size that a local government has chosen."""
    return f'body {{ font-family: "{_HURUF[tata.huruf]}", "Cadangan"; font-size: {tata.ukuran_huruf}pt; }}'


def _kelompok(keputusan: BarisKeputusan, bagian: BagianButir) -> KelompokCetak:
    """Letters under Menimbang, numbers under the legal bases; an item that stands alone has no sign."""
    isi = keputusan.isi.butir(bagian)
    tanda = huruf if bagian == BagianButir.MENIMBANG else str
    butir = (
        ButirCetak(f"{tanda(nomor)}." if len(isi) > 1 else "", _paragraf(satu.teks))
        for nomor, satu in enumerate(isi, 1)
    )
    return KelompokCetak(bagian.label, tuple(butir))


def _tanda_tangan(keputusan: BarisKeputusan) -> TandaTangan:
    isi = keputusan.isi
    jabatan = list(_baris_jabatan(isi.ttd_jabatan, keputusan.nama_pemerintah))
    if isi.ttd_status:
        jabatan[0] = f"{isi.ttd_status} {jabatan[0]}"
    jabatan[-1] += ","
    if isi.kuasa:
        jabatan.insert(0, f"a.n. {isi.pejabat_penetap.upper()}")
    return TandaTangan(
        tempat=isi.tempat,
        tanggal=isi.tanggal,
        jabatan=tuple(jabatan),
        nama=isi.ttd_nama,
        pangkat=isi.ttd_pangkat,
        nip=isi.ttd_nip,
    )


def _baris_jabatan(jabatan: str, pemerintah: str) -> tuple[str, ...]:
    """Return an office in capitals, its local government on a line of its own."""
    jabatan, pemerintah = jabatan.upper(), pemerintah.upper()
    if jabatan.endswith(f" {pemerintah}"):
        return (jabatan.removesuffix(f" {pemerintah}"), pemerintah)
    return (jabatan,)


def _paragraf(teks: str) -> tuple[str, ...]:
    return tuple(teks.split("\n"))
