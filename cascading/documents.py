"""The booklet "Cascading" of an agency: a frozen document made of the rows of a tree, and its print.

`susun_buku` is pure: the same tree, the same booklet. The template templates/cetak/buku.html prints it, `naskah`
turns the HTML into a PDF. What the tables hold is decided in `tables`, how the tree is drawn in `pictures`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.text import slugify

from cascading.pictures import HALAMAN_GAMBAR, HalamanGambar, halaman_gambar
from cascading.tables import (
    Kelompok,
    Kolom,
    Sel,
    Tabel,
    tabel_crosscutting,
    tabel_tahap_2,
    tabel_tahap_3,
    tabel_tahap_4,
    tabel_tahap_5,
)
from naskah.api import BahanCetak, Halaman, HasilCetak, LabelHalaman, cetak, jumlah_baris, susun_bahan
from pohon.api import TRIK, BarisPohon, BarisSimpul, Tahap, Trik

POTRET = Halaman()
SAMPUL = Halaman("sampul")
LANSKAP = Halaman("lanskap", mendatar=True, margin=(20, 20, 20, 20))

# Measures of table.daftar in print.css, in points; used to foresee what fits on a page, so they err upwards.
_HURUF, _BARIS, _ISIAN_TEGAK, _ISIAN_DATAR = 10.0, 13.0, 7.5, 9.5
_PT_PER_MM = 72 / 25.4
# A group is kept whole up to this share of a page's height; the rest is for the repeated heading. A group of Tahap 3
# is a whole branch: keeping the larger ones together would leave pages half empty.
_BAGIAN_UTUH, _BAGIAN_UTUH_CABANG = 0.82, 0.4
_TAKUK_MM = (0, 5, 9, 13, 17)


@dataclass(frozen=True, slots=True)
class SelCetak:
    """A cell as print wants it: what is in it, CSS classes, and the rows it spans."""

    isi: Sel
    kelas: str
    rentang: int


@dataclass(frozen=True, slots=True)
class BarisCetak:
    """A table row; `tinggi` says that it may break over pages, being too tall for one."""

    sel: tuple[SelCetak, ...]
    tinggi: bool


@dataclass(frozen=True, slots=True)
class KelompokCetak:
    """Rows printed together; `panjang` says that they fit no page, so that no cell spans them."""

    baris: tuple[BarisCetak, ...]
    panjang: bool


@dataclass(frozen=True, slots=True)
class TabelCetak:
    """A table with the decisions that print needs."""

    judul: str
    kolom: tuple[Kolom, ...]
    kelompok: tuple[KelompokCetak, ...]
    kosong: str

    @property
    def panjang(self) -> bool:
        """Whether a group or row may break over pages, so that a foot must close the table there."""
        return any(kelompok.panjang for kelompok in self.kelompok)


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of the booklet: anchor, heading (two lines), kind of page, and what is on it.

    `kosong` is said instead when there is nothing.
    """

    id: str
    nomor: str
    judul: str
    halaman: str
    kosong: str = ""
    tabel: tuple[TabelCetak, ...] = ()
    trik: tuple[Trik, ...] = ()
    gambar: tuple[HalamanGambar, ...] = ()

    @property
    def penanda(self) -> str:
        """The heading on one line: bookmark and line of the contents."""
        return f"{self.nomor}: {self.judul}" if self.nomor else self.judul


@dataclass(frozen=True, slots=True)
class BukuCascading:
    """The whole booklet."""

    judul: str
    pemilik: str
    pemerintah: str
    urusan: str
    periode: str
    tahun: int
    draf: bool
    status: str
    faktor: tuple[tuple[str, str], ...]
    outcome: tuple[BarisSimpul, ...]
    tanggal_kesepakatan: date | None
    peserta_kesepakatan: str
    berita_acara: str
    tahap_1: Bagian
    bagian: tuple[Bagian, ...]

    @property
    def semua_bagian(self) -> tuple[Bagian, ...]:
        """All parts in order, for the contents."""
        return (self.tahap_1, *self.bagian)

    @property
    def kaki(self) -> str:
        """The line at the foot of every page."""
        return f"Cascading Kinerja {self.pemilik}"


def susun_buku(pohon: BarisPohon) -> BukuCascading:
    """Return the booklet of a tree, whatever its state; what is not filled in yet is said so or left empty."""
    return BukuCascading(
        judul=f"Cascading Kinerja {pohon.nama_pemilik} Tahun {pohon.periode}",
        pemilik=pohon.nama_pemilik,
        pemerintah=pohon.nama_pemerintah,
        urusan=pohon.urusan,
        periode=pohon.periode,
        tahun=pohon.tahun,
        draf=not pohon.disetujui,
        status=pohon.label_status,
        faktor=(
            ("Mandat", pohon.mandat),
            ("Permasalahan yang dihadapi", pohon.permasalahan),
            ("Ekspektasi masyarakat dan pemangku kepentingan", pohon.ekspektasi),
        ),
        outcome=pohon.outcome,
        tanggal_kesepakatan=pohon.tanggal_kesepakatan,
        peserta_kesepakatan=pohon.peserta_kesepakatan,
        berita_acara=pohon.berita_acara.rujukan if pohon.berita_acara else "",
        tahap_1=Bagian("tahap-1", "Tahap 1", "Menentukan outcome", "", trik=TRIK[Tahap.TAHAP_1]),
        bagian=_bagian(pohon),
    )


def cetak_buku(pohon: BarisPohon) -> HasilCetak:
    """Print the booklet."""
    return cetak(bahan_buku(pohon))


def bahan_buku(pohon: BarisPohon) -> BahanCetak:
    """Return the booklet ready to print; DRAF stands across every page while it is not approved."""
    buku = susun_buku(pohon)
    return susun_bahan(
        render_to_string("cetak/buku.html", {"buku": buku, "kaki": buku.kaki}),
        judul=buku.judul,
        penulis=buku.pemilik,
        halaman=(POTRET, SAMPUL, LANSKAP, HALAMAN_GAMBAR),
        draf=buku.draf,
        label_halaman=(LabelHalaman(0, gaya="", awalan="Sampul"), LabelHalaman(1, nomor=2)),
    )


def nama_berkas(pohon: BarisPohon, slug: str, akhiran: str) -> str:
    """Return a safe file name: cascading-<owner's slug>[-<urusan>]-<period><ending>."""
    nama = "-".join(filter(None, ("cascading", slug, slugify(pohon.urusan)[:60].strip("-"))))
    return f"{nama}-{pohon.periode_mulai}-{pohon.periode_selesai}{akhiran}"


def _bagian(pohon: BarisPohon) -> tuple[Bagian, ...]:
    """Return the parts after Tahap 1, in the order of the printed booklet (DOMAIN.md)."""
    return (
        Bagian(
            "tahap-2",
            "Tahap 2",
            "Identifikasi CSF yang dibutuhkan untuk mencapai kinerja",
            "",
            tabel=tuple(_siapkan(tabel, POTRET) for tabel in tabel_tahap_2(pohon)),
            trik=TRIK[Tahap.TAHAP_2],
        ),
        Bagian(
            "tahap-3",
            "Tahap 3",
            "Menguraikan CSF ke kondisi antara sampai kondisi paling operasional",
            "",
            tabel=(_siapkan(tabel_tahap_3(pohon), POTRET, _BAGIAN_UTUH_CABANG),),
            trik=TRIK[Tahap.TAHAP_3],
        ),
        Bagian(
            "tahap-4",
            "Tahap 4",
            "Merumuskan indikator kinerja",
            LANSKAP.nama,
            tabel=(_siapkan(tabel_tahap_4(pohon), LANSKAP),),
        ),
        _bagian_gambar(pohon, "Pohon kinerja", cascading=False),
        Bagian(
            "tahap-5",
            "Tahap 5",
            "Menerjemahkan pohon kinerja ke komponen perencanaan dan kinerja jabatan",
            LANSKAP.nama,
            tabel=(_siapkan(tabel_tahap_5(pohon), LANSKAP),),
        ),
        _bagian_gambar(pohon, "Cascading", cascading=True),
        Bagian(
            "crosscutting",
            "",
            "Crosscutting",
            LANSKAP.nama,
            tabel=(_siapkan(tabel_crosscutting(pohon), LANSKAP),),
        ),
    )


def _bagian_gambar(pohon: BarisPohon, judul: str, *, cascading: bool) -> Bagian:
    """Return a picture as a part; a tree without nodes has none, and the part says so."""
    nama = "gambar-cascading" if cascading else "gambar-pohon"
    if not pohon.outcome:
        return Bagian(nama, "", judul, "", kosong="Pohon kinerja ini belum berisi kinerja.")
    gambar = halaman_gambar(
        pohon, cascading=cascading, lebar_mm=HALAMAN_GAMBAR.lebar_isi, tinggi_mm=HALAMAN_GAMBAR.tinggi_isi
    )
    return Bagian(gambar[0].id, "", judul, HALAMAN_GAMBAR.nama, gambar=gambar)


def _siapkan(tabel: Tabel, halaman: Halaman, bagian_utuh: float = _BAGIAN_UTUH) -> TabelCetak:
    """Decide which groups stay whole on a page of this kind, and which rows may break."""
    lebar = tuple(kolom.lebar / 100 * halaman.lebar_isi for kolom in tabel.kolom)
    tinggi = halaman.tinggi_isi * _PT_PER_MM
    kelompok = tuple(_siapkan_kelompok(satu, lebar, bagian_utuh * tinggi, tinggi) for satu in tabel.kelompok)
    return TabelCetak(tabel.judul, tabel.kolom, kelompok, tabel.kosong)


def _siapkan_kelompok(kelompok: Kelompok, lebar: tuple[float, ...], cukup: float, halaman: float) -> KelompokCetak:
    """Return the group with its way of printing: whole up to the height `cukup`; `halaman` is that of a page."""
    tinggi, bersama = [], [0.0]
    for baris in kelompok.baris:
        sel = [(sel, _tinggi_sel(sel, mm)) for sel, mm in zip(baris, lebar, strict=True) if sel]
        tinggi.append(max((satu for sel_, satu in sel if sel_.rentang == 1), default=0.0))
        bersama += [satu for sel_, satu in sel if sel_.rentang > 1]
    panjang = max(sum(tinggi), *bersama) > cukup
    if panjang:
        tinggi[0] = max(tinggi[0], *bersama)  # flat: the first row alone must hold the shared cells
    baris_cetak = (
        BarisCetak(tuple(_siapkan_sel(baris, panjang)), tinggi=satu > _BAGIAN_UTUH * halaman)
        for baris, satu in zip(kelompok.baris, tinggi, strict=True)
    )
    return KelompokCetak(tuple(baris_cetak), panjang)


def _siapkan_sel(baris: tuple[Sel | None, ...], panjang: bool) -> Iterator[SelCetak]:
    """Yield the cells of a row; in a flat group every place has one, and what would span lacks the rules between."""
    for sel in baris:
        if sel is None:
            if panjang:
                yield SelCetak(Sel(""), "lanjut", 1)
            continue
        kelas = [
            "tengah" if sel.tengah else "",
            f"takuk-{min(sel.takuk, len(_TAKUK_MM) - 1)}" if sel.takuk else "",
            "sambung" if panjang and sel.rentang > 1 else "",
        ]
        yield SelCetak(sel, " ".join(filter(None, kelas)), 1 if panjang else sel.rentang)


def _tinggi_sel(sel: Sel, lebar_mm: float) -> float:
    lebar = (lebar_mm - _TAKUK_MM[min(sel.takuk, len(_TAKUK_MM) - 1)]) * _PT_PER_MM - _ISIAN_DATAR
    return jumlah_baris(f"{sel.kode}  {sel.isi}", lebar, _HURUF) * _BARIS + _ISIAN_TEGAK
