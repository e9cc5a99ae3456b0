"""The tree pictures on paper: which boxes stand on which page, and what the print template needs of each.

One sheet when its type is at least 6.5 pt; otherwise an overview and a page for each branch, a branch being a condition
or, where that is still too small, each antara utama, and so on down. Where boxes go is decided in `pohon.layout`; the
screen's SVG is in `svg`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from cascading.warna import GARIS, SILANG, TERJEMAHAN, Warna, kelas_warna, semua_warna, warna_simpul
from naskah.api import A3, Halaman, HasilCetak, render_pdf
from pohon.api import BarisPohon, BarisSimpul, JenisSimpul, layout

Ranting = layout.Ranting

PT_TERKECIL = 6.5
PT_TERBESAR = 9.5
# The sheet of pictures; a margin box with the page number stands in the lower margin.
HALAMAN_GAMBAR = Halaman("gambar", kertas=A3, mendatar=True, margin=(12, 12, 14, 12))

_MM_PER_PT = 25.4 / 72
_TEPI_MM = 2.0  # left free around the picture, so that rounding never pushes it over the page
_PT_JUDUL, _PT_CATATAN = 14.0, 8.5
_SELA_JUDUL_MM = 4.5
_GARIS_MM = 0.15  # the rule between statement and indicators, as in the template
_BARIS_JUDUL = 2  # a longer title is cut off; the box below holds it whole
_POTONGAN = (12, 6, 3, 1)  # lines a text may keep when a single box is larger than a page


@dataclass(frozen=True, slots=True)
class HalamanGambar:
    """A page of a picture: title in lines, note, the pages it hangs under, and the picture in millimetres.

    `id` is the anchor that references lead to; `tingkat` 1 for the first page, 2 for a branch (bookmarks);
    `induk` are (text, anchor) of the pages above; `pertama` says that the styles are printed with this page.
    """

    id: str
    tingkat: int
    penanda: str
    judul: tuple[str, ...]
    catatan: str
    induk: tuple[tuple[str, str], ...]
    lebar: float
    tinggi: float
    tinggi_judul: float
    bagan: layout.Bagan

    @property
    def pertama(self) -> bool:
        """Whether this page opens a picture."""
        return self.tingkat == 1

    @property
    def warna_garis(self) -> str:
        """The colour of the lines."""
        return GARIS

    @property
    def warna_silang(self) -> tuple[str, str, str]:
        """Ground, border and text of the part that names other agencies."""
        return SILANG

    @property
    def warna_terjemahan(self) -> tuple[str, str, str]:
        """Ground, border and text of component and position."""
        return TERJEMAHAN

    @property
    def warna(self) -> tuple[tuple[str, Warna], ...]:
        """The colours of the boxes by class."""
        return semua_warna()

    @property
    def huruf_pt(self) -> float:
        """The smallest type of the page, in points."""
        return min(self.bagan.huruf_pt, _PT_CATATAN)

    @property
    def kiri(self) -> float:
        """The left edge of the picture, so that it stands in the middle."""
        return round((self.lebar - self.bagan.lebar) / 2, 3)

    @property
    def kotak(self) -> "Iterator[KotakCetak]":
        """The boxes as the template prints them."""
        return (KotakCetak(kotak, self.kiri, self.tinggi_judul) for kotak in self.bagan.kotak)

    @property
    def gaya_garis(self) -> str:
        """Place of the drawing of all lines."""
        return _gaya(left=self.kiri, top=self.tinggi_judul, width=self.bagan.lebar, height=self.bagan.tinggi)

    @property
    def viewbox(self) -> str:
        """The drawing's own coordinates: millimetres."""
        return f"0 0 {layout.angka(self.bagan.lebar)} {layout.angka(self.bagan.tinggi)}"

    @property
    def tebal_garis(self) -> str:
        """Width of the lines in millimetres, in keeping with the type."""
        return layout.angka(round(max(0.18, self.bagan.huruf * 0.075), 3))

    @property
    def gaya_huruf(self) -> str:
        """Type size and line height of all boxes."""
        return _gaya(font_size=self.bagan.huruf, line_height=round(self.bagan.huruf * _RASIO_BARIS, 3))

    @property
    def gaya_halaman(self) -> str:
        """Size of the whole page's content."""
        return _gaya(width=self.lebar, height=self.tinggi - 0.5)


_RASIO_BARIS = layout.KERTAS.baris / layout.KERTAS.huruf


def _gaya(**ukuran: float) -> str:
    """Return CSS declarations in millimetres."""
    return ";".join(f"{nama.replace('_', '-')}:{layout.angka(nilai)}mm" for nama, nilai in ukuran.items())


@dataclass(frozen=True, slots=True)
class KotakCetak:
    """A box for the print template: CSS in place of coordinates, so that the template only prints."""

    asal: layout.Kotak
    geser_x: float
    geser_y: float

    @property
    def simpul(self) -> BarisSimpul:
        """The node."""
        return self.asal.simpul

    @property
    def kelas(self) -> str:
        """The class that gives the colours."""
        return kelas_warna(self.simpul)

    @property
    def gaya(self) -> str:
        """Place and size."""
        o = self.asal
        return _gaya(left=o.x + self.geser_x, top=o.y + self.geser_y, width=o.w, height=o.h)

    @property
    def putus(self) -> bool:
        """Whether the border is dashed: another agency's work."""
        return warna_simpul(self.simpul).putus

    @property
    def rujukan(self) -> str:
        """Anchor of the page with the details, or empty."""
        return self.asal.rujukan

    @property
    def bagian(self) -> Iterator[tuple[str, str, str]]:
        """Kind, CSS and text of each part, with its line breaks.

        Parts follow each other in the flow, so only the space above is told.
        """
        bawah, sebelum = 0.0, ""
        for bagian in self.asal.bagian:
            atas = bagian.y - bawah
            ukuran = {"margin_top": atas, "height": bagian.h}
            if bagian.isi_y:
                ukuran |= {"padding_top": bagian.isi_y, "height": bagian.h - bagian.isi_y}
            ukuran |= {
                "margin_left": bagian.x,
                "width": bagian.w - bagian.isi_x,
                "padding_left": bagian.isi_x,
            }
            kelas = bagian.jenis
            if bagian.jenis == layout.INDIKATOR != sebelum:
                # The rule in the middle of the space between statement and indicators.
                ukuran |= {"margin_top": atas / 2, "padding_top": atas / 2 - _GARIS_MM}
                kelas += " pertama"
            yield kelas, _gaya(**ukuran), "\n".join(bagian.baris)
            bawah, sebelum = bagian.y + bagian.h, bagian.jenis


def halaman_gambar(
    pohon: BarisPohon, *, cascading: bool, lebar_mm: float, tinggi_mm: float
) -> tuple[HalamanGambar, ...]:
    """Return the pages of the picture for a sheet with this room between its margins.

    Nothing is printed smaller than 6.5 pt; together the pages show every node with all its texts. (Only a box that is
    larger than a whole page at 6.5 pt is cut off, with "…"; the tables hold it whole.)
    """
    return tuple(_Pembagi(pohon, cascading, lebar_mm, tinggi_mm).halaman())


class _Pembagi:
    """Divides one picture over pages of one size."""

    def __init__(self, pohon: BarisPohon, cascading: bool, lebar: float, tinggi: float) -> None:
        self.pohon = pohon
        self.cascading = cascading
        self.lebar, self.tinggi = lebar, tinggi
        self.nama = "cascading" if cascading else "pohon"
        judul = "Cascading" if cascading else "Pohon Kinerja"
        self.judul = layout.bersihkan(f"{judul} {pohon.nama_pemilik}").upper()
        self.hasil: list[HalamanGambar] = []

    # -- the pages -----------------------------------------------------------------------------------------------

    def halaman(self) -> list[HalamanGambar]:
        """Return all pages in order."""
        akar = layout.ranting_pohon(self.pohon)
        if not self._coba(akar, None):
            self._ikhtisar(akar)
        return self.hasil

    def _ikhtisar(self, akar: Sequence[Ranting]) -> None:
        """Add an overview of these outcomes and the pages of their branches."""
        semua_kondisi = [kondisi for outcome in akar for kondisi in outcome.anak]
        utuh = {kondisi.simpul.id for kondisi in semua_kondisi if self._muat(kondisi)}
        for susut in _susutan(self.cascading):
            atas = tuple(replace(outcome, anak=self._beri_rujukan(outcome.anak, utuh, susut)) for outcome in akar)
            if not self._coba(atas, None, catatan=f"Ikhtisar: {susut.catatan}. Rincian pada halaman cabang."):
                continue
            lengkap = {satu.simpul.id for outcome in atas for satu in outcome.semua() if not satu.ringkas}
            for kondisi in semua_kondisi:
                if not _termuat(kondisi, lengkap):
                    self._cabang(kondisi, (), utuh=kondisi.simpul.id in utuh, lengkap=lengkap)
            return
        for outcome in akar:
            if len(akar) > 1:
                self._ikhtisar((outcome,))
            else:
                self._cabang(outcome, ())

    def _beri_rujukan(self, kondisi: Sequence[Ranting], utuh: set[int], susut: "_Susut") -> tuple[Ranting, ...]:
        """Return the conditions as the overview shows them, each leading to the page where it goes on."""
        hasil = []
        for asal in kondisi:
            atas = asal.disaring(susut.tampil)
            if len(list(atas.semua())) == len(list(asal.semua())) and not (susut.ringkas and asal.anak):
                hasil.append(atas)  # nothing is left out, so there is no further page
            elif asal.simpul.id in utuh or susut.ringkas or len(atas.anak) < len(asal.anak):
                hasil.append(_ringkas(replace(atas, rujukan=self._jangkar(asal.simpul)), susut.ringkas))
            else:
                anak = (
                    replace(satu, rujukan=self._jangkar(satu.simpul) if semula.anak else "")
                    for satu, semula in zip(atas.anak, asal.anak, strict=True)
                )
                hasil.append(replace(atas, anak=tuple(anak)))
        return tuple(hasil)

    def _cabang(
        self,
        ranting: Ranting,
        jejak: tuple[Ranting, ...],
        *,
        utuh: bool = True,
        lengkap: Collection[int] = (),
    ) -> None:
        """Add the page of a branch; where it does not fit, its upper part and then each of its own branches.

        `utuh` says whether to try it whole; `lengkap` are the nodes that the overview shows in full: an upper part
        made of them only is not printed again.
        """
        if utuh and self._coba([ranting], ranting, jejak):
            return
        if any(satu.simpul.id not in lengkap for satu in (ranting, *ranting.anak)):
            self._atas(ranting, jejak)
            jejak = (*jejak, ranting)
        for anak in ranting.anak:
            if anak.anak:
                self._cabang(anak, jejak)

    def _atas(self, ranting: Ranting, jejak: tuple[Ranting, ...]) -> None:
        """Add a node with its children, as many to a page as fit."""
        sisa = [
            replace(anak, anak=(), rujukan=self._jangkar(anak.simpul) if anak.anak else "") for anak in ranting.anak
        ]
        kepala, bagian = replace(ranting, anak=()), 1
        while sisa or bagian == 1:
            banyak = len(sisa)
            while not self._coba([replace(kepala, anak=tuple(sisa[:banyak]))], ranting, jejak, bagian=bagian):
                if banyak <= 1:
                    self._paksa(replace(kepala, anak=tuple(sisa[:1])), ranting, jejak, bagian)
                    banyak = 1
                    break
                banyak = (banyak + 1) // 2
            sisa = sisa[banyak:]
            bagian += 1
            kepala = replace(kepala, ringkas=True)

    def _paksa(self, ranting: Ranting, asal: Ranting, jejak: tuple[Ranting, ...], bagian: int) -> None:
        """Add a page whose boxes are too large for it, with texts cut off as little as possible."""
        for maks_baris in _POTONGAN:
            if self._coba([ranting], asal, jejak, bagian=bagian, maks_baris=maks_baris):
                return
        raise ValueError(f"Halaman {self.lebar} × {self.tinggi} mm terlalu kecil untuk gambar pohon.")

    # -- one page ------------------------------------------------------------------------------------------------

    def _muat(self, cabang: Ranting) -> bool:
        """Return whether a branch fits a page of its own under a title of any length."""
        return self._tata([cabang], self._tinggi_judul(_BARIS_JUDUL, 2), 0) is not None

    def _tata(self, akar: Sequence[Ranting], tinggi_judul: float, maks_baris: int) -> layout.Bagan | None:
        return layout.menurun_pas(
            akar,
            lebar_mm=self.lebar - 2 * _TEPI_MM,
            tinggi_mm=self.tinggi - tinggi_judul - _TEPI_MM,
            cascading=self.cascading,
            pt_terkecil=PT_TERKECIL,
            pt_terbesar=PT_TERBESAR,
            maks_baris=maks_baris,
        )

    @staticmethod
    def _tinggi_judul(baris: int, catatan: int) -> float:
        return (baris * _PT_JUDUL + catatan * _PT_CATATAN) * 1.3 * _MM_PER_PT + _SELA_JUDUL_MM

    def _jangkar(self, simpul: BarisSimpul) -> str:
        return f"gambar-{self.nama}-{simpul.id}"

    def _coba(
        self,
        akar: Sequence[Ranting],
        cabang: Ranting | None,
        jejak: tuple[Ranting, ...] = (),
        *,
        catatan: str = "",
        bagian: int = 1,
        maks_baris: int = 0,
    ) -> bool:
        """Add a page with this forest if its type is large enough; return whether it was."""
        pertama = not self.hasil
        teks = f"{cabang.simpul.kode} {layout.bersihkan(cabang.simpul.pernyataan)}" if cabang else self.judul
        if bagian > 1:
            teks += f" (lanjutan {bagian - 1})"
        if cabang:
            catatan = f"{self.judul}: cabang {cabang.simpul.kode}"
        batas = int((self.lebar - 2 * _TEPI_MM) / (_PT_JUDUL * _MM_PER_PT) * layout.EM)
        judul = layout.bungkus(self.judul if pertama else teks, True, batas, _BARIS_JUDUL)
        induk = [(self.hasil[0].penanda, self.hasil[0].id)] if cabang and self.hasil else []
        induk += [
            (f"cabang {atas.simpul.kode}", self._jangkar(atas.simpul))
            for atas in jejak
            if self._jangkar(atas.simpul) != self.hasil[0].id
        ]
        tinggi_judul = self._tinggi_judul(len(judul), (1 if catatan else 0) + (1 if induk else 0))
        bagan = self._tata(akar, tinggi_judul, maks_baris)
        if bagan is None:
            return False
        jangkar = self._jangkar(cabang.simpul) if cabang else self._jangkar(akar[0].simpul)
        self.hasil.append(
            HalamanGambar(
                id=jangkar + (f"-{bagian}" if bagian > 1 else ""),
                tingkat=1 if pertama else 2,
                penanda=("Cascading" if self.cascading else "Pohon kinerja") if pertama else teks,
                judul=judul,
                catatan=catatan,
                induk=tuple(induk),
                lebar=self.lebar,
                tinggi=self.tinggi,
                tinggi_judul=round(tinggi_judul, 3),
                bagan=bagan,
            )
        )
        return True


@dataclass(frozen=True, slots=True)
class _Susut:
    """A way to shorten the tree for the overview."""

    catatan: str
    tampil: Callable[[BarisSimpul], bool]
    ringkas: bool


def _termuat(ranting: Ranting, lengkap: Collection[int]) -> bool:
    """Return whether every node of the branch is among these."""
    return all(satu.simpul.id in lengkap for satu in ranting.semua())


def _susutan(cascading: bool) -> list[_Susut]:
    """Return the ways to shorten, the mildest first."""
    J = JenisSimpul
    tanpa = (
        ("tanpa kondisi operasional", {J.OPERASIONAL}),
        ("sampai kondisi antara utama", {J.OPERASIONAL, J.ANTARA}),
        ("sampai kondisi", {J.OPERASIONAL, J.ANTARA, J.ANTARA_UTAMA, J.CROSSCUTTING}),
    )
    isi = "indikator, komponen, dan jabatan" if cascading else "indikator"
    hasil = []
    for catatan, jenis in tanpa:

        def tampil(simpul: BarisSimpul, jenis: set[JenisSimpul] = jenis) -> bool:
            return simpul.jenis not in jenis

        hasil.append(_Susut(catatan, tampil, False))
        hasil.append(_Susut(f"{catatan}, {isi} hanya pada outcome", tampil, True))
    return hasil


def _ringkas(ranting: Ranting, ringkas: bool) -> Ranting:
    """Return the branch without indicators, component and positions, when asked."""
    if not ringkas:
        return ranting
    return replace(ranting, ringkas=True, anak=tuple(_ringkas(anak, True) for anak in ranting.anak))


def pdf_gambar(pohon: BarisPohon, *, cascading: bool, halaman: Halaman = HALAMAN_GAMBAR) -> HasilCetak:
    """Print the picture alone: PDF with bookmarks; DRAF stands behind it while the tree is not approved."""
    gambar = halaman_gambar(pohon, cascading=cascading, lebar_mm=halaman.lebar_isi, tinggi_mm=halaman.tinggi_isi)
    judul = f"{'Cascading' if cascading else 'Pohon Kinerja'} {pohon.nama_pemilik} {pohon.periode}"
    kaki = f"{pohon.nama_pemilik} · {pohon.nama_pemerintah} · {pohon.periode}"
    return render_pdf(
        render_to_string("cetak/gambar_saja.html", {"halaman": gambar, "judul": judul, "kaki": kaki}),
        judul=judul,
        penulis=pohon.nama_pemilik,
        halaman=(halaman,),
        draf=not pohon.disetujui,
    )
