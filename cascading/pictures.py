"""The tree pictures on paper: which boxes stand on which page.

One sheet when its type is at least 6.5 pt; otherwise an overview and a page for each branch, a branch being a condition
or, where that is still too small, each antara utama, and so on down. Where boxes go is decided in `pohon.layout`; what
the template prints is in `lembar`, files are made in `rendering`, the screen's SVG in `svg`.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from cascading.lembar import PT_CATATAN, PT_JUDUL, HalamanGambar
from naskah.api import A3, Halaman
from pohon.api import BarisPohon, BarisSimpul, JenisSimpul, layout

Ranting = layout.Ranting

PT_TERKECIL = 6.5
PT_TERBESAR = 9.5
PT_TUNGGAL = 9.0  # of the whole tree on one sheet of its own size
LEBAR_TUNGGAL_MM = 52.0  # of its boxes
# The sheet of pictures; a margin box with the page number stands in the lower margin.
HALAMAN_GAMBAR = Halaman("gambar", kertas=A3, mendatar=True, margin=(12, 12, 14, 12))

_MM_PER_PT = 25.4 / 72
_TEPI_MM = 2.0  # left free around the picture, so that rounding never pushes it over the page
_SELA_JUDUL_MM = 4.5
_BARIS_JUDUL = 2  # a longer title is cut off; the box below holds it whole
_POTONGAN = (12, 6, 3, 1)  # lines a text may keep when a single box is larger than a page


def halaman_gambar(
    pohon: BarisPohon, *, cascading: bool, lebar_mm: float, tinggi_mm: float, cabang: int | None = None
) -> tuple[HalamanGambar, ...]:
    """Return the pages of the picture for a sheet with this room between its margins; from the node `cabang` on.

    Nothing is printed smaller than 6.5 pt; together the pages show every node with all its texts. (Only a box that is
    larger than a whole page at 6.5 pt is cut off, with "…"; the tables hold it whole.) An empty tree has no page.
    """
    return tuple(_Pembagi(pohon, cascading, lebar_mm, tinggi_mm).halaman(cabang))


class _Pembagi:
    """Divides one picture over pages of one size."""

    def __init__(self, pohon: BarisPohon, cascading: bool, lebar: float, tinggi: float) -> None:
        self.pohon = pohon
        self.cascading = cascading
        self.lebar, self.tinggi = lebar, tinggi
        self.nama = "cascading" if cascading else "pohon"
        self.judul = _judul_gambar(pohon, cascading)
        self.hasil: list[HalamanGambar] = []
        self.ikhtisar: HalamanGambar | None = None

    # -- the pages -----------------------------------------------------------------------------------------------

    def halaman(self, cabang: int | None) -> list[HalamanGambar]:
        """Return all pages in order."""
        akar = layout.ranting_pohon(self.pohon, cabang=cabang)
        if cabang is not None:
            for ranting in akar:
                self._cabang(ranting, ())
        elif akar and not self._coba(akar, None):
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
            self.ikhtisar = self.hasil[-1]
            lengkap = {satu.simpul.id for outcome in atas for satu in outcome.semua() if not satu.ringkas}
            for kondisi in semua_kondisi:
                if not _termuat(kondisi, lengkap):
                    self._cabang(kondisi, (), utuh=kondisi.simpul.id in utuh, lengkap=lengkap)
            return
        for outcome in akar:
            if len(akar) > 1:
                self.ikhtisar = None
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
        lanjut = [anak for anak in ranting.anak if anak.anak]
        if any(satu.simpul.id not in lengkap for satu in (ranting, *ranting.anak)):
            lanjut = self._atas(ranting, jejak)
            jejak = (*jejak, ranting)
        for anak in lanjut:
            self._cabang(anak, jejak)

    def _atas(self, ranting: Ranting, jejak: tuple[Ranting, ...]) -> list[Ranting]:
        """Add a node with its children, as many to a page as fit; return the branches that need pages of their own.

        Under outcomes and conditions every branch gets its own page; further down, branches share pages where they can.
        """
        bersama = ranting.simpul.jenis not in (JenisSimpul.OUTCOME, JenisSimpul.KONDISI)
        sisa: list[Ranting] = []
        lanjut: list[Ranting] = []
        for anak in ranting.anak:
            if not anak.anak or (bersama and self._muat(replace(ranting, anak=(anak,)))):
                sisa.append(anak)
            else:
                sisa.append(replace(anak, anak=(), rujukan=self._jangkar(anak.simpul)))
                lanjut.append(anak)
        kepala, bagian = replace(ranting, anak=()), 1
        while sisa or bagian == 1:
            banyak = self._terbanyak(kepala, sisa)
            satu_halaman = replace(kepala, anak=tuple(sisa[:banyak]))
            if not self._coba([satu_halaman], ranting, jejak, bagian=bagian):
                self._paksa(satu_halaman, ranting, jejak, bagian)
            sisa = sisa[banyak:]
            bagian += 1
            kepala = replace(kepala, ringkas=True)
        return lanjut

    def _terbanyak(self, kepala: Ranting, sisa: list[Ranting]) -> int:
        """Return how many of these children to put on the next page: what fits, spread evenly; at least one."""
        muat, tidak = min(len(sisa), 1), len(sisa) + 1
        while tidak - muat > 1:
            tengah = (muat + tidak) // 2
            if self._muat(replace(kepala, anak=tuple(sisa[:tengah]))):
                muat = tengah
            else:
                tidak = tengah
        return -(-len(sisa) // -(-len(sisa) // muat)) if muat else 0

    def _paksa(self, ranting: Ranting, asal: Ranting, jejak: tuple[Ranting, ...], bagian: int) -> None:
        """Add a page whose boxes are too large for it, with texts cut off as little as possible."""
        for maks_baris in _POTONGAN:
            if self._coba([ranting], asal, jejak, bagian=bagian, maks_baris=maks_baris):
                return
        raise ValueError(f"Halaman {self.lebar} × {self.tinggi} mm terlalu kecil untuk gambar pohon.")

    # -- one page ------------------------------------------------------------------------------------------------

    def _muat(self, cabang: Ranting) -> bool:
        """Return whether a branch fits a page of its own under a title of any length."""
        return self._tata([cabang], _tinggi_judul(_BARIS_JUDUL, 2), 0) is not None

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
        pokok = (cabang or akar[0]).simpul
        teks = f"{pokok.kode} {layout.bersihkan(pokok.pernyataan)}"
        if bagian > 1:
            teks += f" (lanjutan {bagian - 1})"
        if cabang:
            catatan = _catatan_cabang(self.pohon, pokok) if pertama else f"{self.judul}: cabang {pokok.kode}"
        judul = _baris_judul(self.judul if pertama else teks, self.lebar)
        induk = self._induk(jejak) if cabang else ()
        tinggi_judul = _tinggi_judul(len(judul), bool(catatan) + bool(induk))
        bagan = self._tata(akar, tinggi_judul, maks_baris)
        if bagan is None:
            return False
        self.hasil.append(
            HalamanGambar(
                id=self._jangkar(pokok) + (f"-{bagian}" if bagian > 1 else ""),
                tingkat=1 if pertama else 2,
                penanda=_sebutan(self.cascading) if pertama else teks,
                judul=judul,
                catatan=catatan,
                induk=induk,
                lebar=self.lebar,
                tinggi=self.tinggi,
                tinggi_judul=tinggi_judul,
                bagan=bagan,
            )
        )
        return True

    def _induk(self, jejak: tuple[Ranting, ...]) -> tuple[tuple[str, str], ...]:
        """Return text and anchor of the pages a branch hangs under, from the overview down."""
        atas = [(self.ikhtisar.penanda, self.ikhtisar.id)] if self.ikhtisar else []
        for ranting in jejak:
            jangkar = self._jangkar(ranting.simpul)
            atas.append(
                (f"{ranting.simpul.kode}", jangkar) if self.hasil[0].id != jangkar else (self.hasil[0].penanda, jangkar)
            )
        return tuple(atas)


def _catatan_cabang(pohon: BarisPohon, pokok: BarisSimpul) -> str:
    """Return the line under the title of a picture that shows one branch only: its code and those above it."""
    jalur, atas = [pokok.kode], pohon.menurut_id.get(pokok.induk_tampil_id or 0)
    while atas is not None:
        jalur.insert(0, atas.kode)
        atas = pohon.menurut_id.get(atas.induk_tampil_id or 0)
    return f"Cabang {pokok.kode}" + (f" ({' › '.join(jalur)})" if len(jalur) > 1 else "")


def _judul_gambar(pohon: BarisPohon, cascading: bool) -> str:
    return layout.bersihkan(f"{_sebutan(cascading)} {pohon.nama_pemilik}").upper()


def _sebutan(cascading: bool) -> str:
    return "Cascading" if cascading else "Pohon kinerja"


def _baris_judul(teks: str, lebar: float) -> tuple[str, ...]:
    batas = int((lebar - 2 * _TEPI_MM) / (PT_JUDUL * _MM_PER_PT) * layout.EM)
    return layout.bungkus(teks, True, batas, _BARIS_JUDUL)


def _tinggi_judul(baris: int, catatan: int) -> float:
    """Return the height of title and notes with the space below, in millimetres."""
    return round((baris * PT_JUDUL + catatan * PT_CATATAN) * 1.3 * _MM_PER_PT + _SELA_JUDUL_MM, 3)


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


def lembar_tunggal(pohon: BarisPohon, *, cascading: bool, cabang: int | None = None) -> HalamanGambar:
    """Return the tree, or its branch at the node `cabang`, on one sheet as large as it needs, in comfortable type.

    Needs at least one outcome.
    """
    akar = layout.ranting_pohon(pohon, cabang=cabang)
    satuan = PT_TUNGGAL * _MM_PER_PT / layout.KERTAS.huruf  # millimetres
    bagan = layout.menurun(akar, cascading=cascading, lebar_kotak=LEBAR_TUNGGAL_MM / satuan).diskalakan(satuan)
    lebar = max(bagan.lebar + 2 * _TEPI_MM, LEBAR_TUNGGAL_MM * 3)
    judul = _baris_judul(_judul_gambar(pohon, cascading), lebar)
    catatan = _catatan_cabang(pohon, akar[0].simpul) if cabang is not None else ""
    tinggi_judul = _tinggi_judul(len(judul), bool(catatan))
    return HalamanGambar(
        id=f"gambar-{akar[0].simpul.id}",
        tingkat=1,
        penanda=_sebutan(cascading),
        judul=judul,
        catatan=catatan,
        induk=(),
        lebar=lebar,
        tinggi=bagan.tinggi + tinggi_judul + _TEPI_MM,
        tinggi_judul=tinggi_judul,
        bagan=bagan,
    )
