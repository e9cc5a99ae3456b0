"""What the pictures are made of: nodes to draw, boxes with their parts, and the sizes of a style.

Pure values. Measuring letters is in `huruf`, placing boxes in `menyamping` and `menurun`; colours and fonts' names are
the business of whoever prints (`cascading`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pohon.choices import JenisSimpul
from pohon.layout.huruf import EM, bersihkan, bungkus, hitung_baris, pecah_kata
from pohon.layout.tanda import JenisTanda, Tanda
from pohon.rows import BarisPohon, BarisSimpul

KEPALA, PERNYATAAN, INDIKATOR, CROSSCUTTING = "kepala", "pernyataan", "indikator", "crosscutting"
KOMPONEN, JABATAN, RUJUKAN, LIPATAN = "komponen", "jabatan", "rujukan", "lipatan"
# A page number is known only to the printer: keep room for this text.
TEKS_RUJUKAN = "Rincian: halaman 000"
# Kept free at the right of a box's first line, in the unit of LAYAR: there the page puts two controls.
RUANG_KENDALI = 60.0
_BERBANTALAN = frozenset({CROSSCUTTING, KOMPONEN, JABATAN, LIPATAN, *JenisTanda})
_KECIL = frozenset({KEPALA, RUJUKAN, LIPATAN, *JenisTanda})
_MM_PER_PT = 25.4 / 72
_KATA_TERPANJANG = 10.0  # in type sizes; longer words (addresses, lists without spaces) may be broken


@dataclass(frozen=True, slots=True)
class Gaya:
    """The measures of a style, in the style's own unit (px on screen; on paper a tenth of the type size)."""

    huruf: float
    huruf_kepala: float
    baris: float
    baris_kepala: float
    isi_x: float
    isi_y: float
    sela: float
    bantalan: float  # inside a part with a ground of its own: crosscutting, component, position
    jarak: float  # between boxes of one family
    jarak_keluarga: float  # between families
    jarak_tingkat: float  # between levels
    jarak_sisir: float  # between the boxes of a comb
    lekuk: float  # how far a comb is indented


LAYAR = Gaya(12, 11, 15, 14, 11, 8, 7, 4, 12, 18, 34, 8, 16)
KERTAS = Gaya(10, 10, 12, 12, 8, 6, 5, 3, 9, 16, 22, 7, 11)


@dataclass(frozen=True, slots=True)
class Ranting:
    """A node to draw with what hangs under it in this picture.

    On paper: `rujukan` is the anchor of the page with its details; `ringkas` leaves out indicators, component and
    positions (they stand on another page). On screen: `tanda` are its marks, `terlipat` counts the boxes under it that
    are folded away, `terlipat_bertanda` those of them with marks.
    """

    simpul: BarisSimpul
    anak: tuple["Ranting", ...] = ()
    rujukan: str = ""
    ringkas: bool = False
    tanda: tuple[Tanda, ...] = ()
    terlipat: int = 0
    terlipat_bertanda: int = 0

    def semua(self) -> Iterator["Ranting"]:
        """Yield this and everything under it, in preorder."""
        yield self
        for anak in self.anak:
            yield from anak.semua()

    def disaring(self, tampil: Callable[[BarisSimpul], bool]) -> "Ranting":
        """Return a copy without the descendants for which `tampil` is false (and all under them)."""
        return replace(self, anak=tuple(anak.disaring(tampil) for anak in self.anak if tampil(anak.simpul)))


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of a box: a piece of text in lines, placed relative to the box.

    `isi_x` and `isi_y` are the padding from the part's edge to its text; every line is printed as its own line.
    """

    jenis: str
    x: float
    y: float
    w: float
    h: float
    isi_x: float
    isi_y: float
    huruf: float
    tinggi_baris: float
    tebal: bool
    baris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kotak:
    """A box in its place."""

    x: float
    y: float
    w: float
    h: float
    ranting: Ranting
    bagian: tuple[Bagian, ...]

    @property
    def simpul(self) -> BarisSimpul:
        """The node."""
        return self.ranting.simpul

    @property
    def rujukan(self) -> str:
        """The anchor of the page with its details, or empty."""
        return self.ranting.rujukan


@dataclass(frozen=True, slots=True)
class Bagan:
    """A whole picture: boxes in preorder over lines. `huruf` is its smallest type size.

    `ruas` are the lines within the agency, `ruas_silang` those that lead into another agency's work.
    """

    lebar: float
    tinggi: float
    huruf: float
    kotak: tuple[Kotak, ...]
    ruas: tuple[tuple[float, ...], ...]
    ruas_silang: tuple[tuple[float, ...], ...] = ()

    @property
    def garis(self) -> str:
        """The connectors as an SVG path; every piece is a start (x, y) and further corners."""
        return _jalur(self.ruas)

    @property
    def garis_silang(self) -> str:
        """The connectors to other agencies' work, likewise; empty when there is none."""
        return _jalur(self.ruas_silang)

    @property
    def huruf_pt(self) -> float:
        """The smallest type size in points, when the unit is the millimetre."""
        return round(self.huruf / _MM_PER_PT, 3)

    def diskalakan(self, kali: float) -> "Bagan":
        """Return the same picture in another unit, rounded to thousandths."""

        def k(nilai: float) -> float:
            return round(nilai * kali, 3)

        def bagian(b: Bagian) -> Bagian:
            return Bagian(
                b.jenis, k(b.x), k(b.y), k(b.w), k(b.h), k(b.isi_x), k(b.isi_y), k(b.huruf), k(b.tinggi_baris),
                b.tebal, b.baris,
            )  # fmt: skip

        kotak = tuple(
            Kotak(k(o.x), k(o.y), k(o.w), k(o.h), o.ranting, tuple(map(bagian, o.bagian))) for o in self.kotak
        )
        ruas, silang = (tuple(tuple(map(k, satu)) for satu in semua) for semua in (self.ruas, self.ruas_silang))
        return Bagan(k(self.lebar), k(self.tinggi), k(self.huruf), kotak, ruas, silang)


def _jalur(semua: tuple[tuple[float, ...], ...]) -> str:
    return "".join(
        "M" + "L".join(f"{angka(ruas[i])} {angka(ruas[i + 1])}" for i in range(0, len(ruas), 2)) for ruas in semua
    )


def angka(nilai: float) -> str:
    """Return a coordinate as short text: 12.5, 7, 0.125."""
    return f"{nilai:.3f}".rstrip("0").rstrip(".")


def ranting_pohon(
    pohon: BarisPohon,
    *,
    cabang: int | None = None,
    terlipat: Collection[int] = (),
    tanda: Mapping[int, tuple[Tanda, ...]] | None = None,
) -> tuple[Ranting, ...]:
    """Return the tree as pictures show it: outcomes with their conditions, without CSFs.

    `cabang` is the key of a node to begin at instead (nothing when there is no such box); what hangs under the nodes of
    `terlipat` is left out and counted; `tanda` are the marks by node.
    """
    tanda = tanda or {}
    anak: dict[int | None, list[BarisSimpul]] = {}
    tampil = {simpul.id for simpul in pohon.tanpa_csf}
    for simpul in pohon.tanpa_csf:
        induk = simpul.induk_tampil_id if simpul.induk_tampil_id in tampil else None
        anak.setdefault(induk, []).append(simpul)

    def bangun(simpul: BarisSimpul) -> Ranting:
        utuh = Ranting(simpul, tuple(map(bangun, anak.get(simpul.id, ()))), tanda=tanda.get(simpul.id, ()))
        if simpul.id not in terlipat or not utuh.anak:
            return utuh
        banyak = sum(1 + satu.terlipat for dalam in utuh.anak for satu in dalam.semua())
        bertanda = sum(bool(satu.tanda) + satu.terlipat_bertanda for dalam in utuh.anak for satu in dalam.semua())
        return replace(utuh, anak=(), terlipat=banyak, terlipat_bertanda=bertanda)

    akar = anak.get(None, []) if cabang is None else [satu for satu in pohon.tanpa_csf if satu.id == cabang]
    return tuple(map(bangun, akar))


def milik_instansi_lain(simpul: BarisSimpul) -> bool:
    """Whether the work of this node is another agency's, so that its box is drawn dashed."""
    return simpul.milik_lain or simpul.jenis == JenisSimpul.CROSSCUTTING


def kepala(simpul: BarisSimpul) -> str:
    """Return the first line of a box: code and kind, so that nothing is told by colour alone."""
    return f"{simpul.kode} · {simpul.label_jenis}"


def sebutan(simpul: BarisSimpul) -> str:
    """Return the name of a box on one line: "1.1 · Kondisi antara utama: Meningkatnya …"."""
    return f"{kepala(simpul)}: {bersihkan(simpul.pernyataan)}"


def teks_kinerja_jabatan(simpul: BarisSimpul) -> str:
    """Return what the CASCADING picture says of positions: the kind of agreement and who carries it."""
    return ": ".join(teks for teks in (simpul.kinerja_jabatan, simpul.nama_jabatan) if teks)


def teks_crosscutting(simpul: BarisSimpul) -> str:
    """Return what a box says of the agencies its node is shared with; the one place for more about them."""
    return f"Crosscutting: {'; '.join(satu.teks for satu in simpul.crosscutting)}" if simpul.crosscutting else ""


def teks_lipatan(ranting: Ranting) -> str:
    """Return what a box says of those folded away under it, or empty."""
    if not ranting.terlipat:
        return ""
    bertanda = f", {ranting.terlipat_bertanda} bertanda" if ranting.terlipat_bertanda else ""
    return f"+ {ranting.terlipat} kotak terlipat{bertanda}"


def _awal_besar(teks: str) -> str:
    return teks[:1].upper() + teks[1:]


@dataclass(frozen=True, slots=True)
class Isi:
    """What stands in a part: kind, text, bold or not."""

    jenis: str
    teks: str
    tebal: bool = False


def isi_kotak(ranting: Ranting, *, cascading: bool) -> list[Isi]:
    """Return the parts of a box in order; empty ones are left out."""
    simpul = ranting.simpul
    isi = [Isi(KEPALA, kepala(simpul)), Isi(PERNYATAAN, simpul.pernyataan, True)]
    if not ranting.ringkas:
        isi += [Isi(INDIKATOR, indikator.nama) for indikator in simpul.indikator]
    isi.append(Isi(CROSSCUTTING, teks_crosscutting(simpul)))
    if cascading and not ranting.ringkas and not milik_instansi_lain(simpul):
        isi.append(Isi(KOMPONEN, _awal_besar(simpul.komponen_cetak), True))
        isi.append(Isi(JABATAN, _awal_besar(teks_kinerja_jabatan(simpul))))
    if ranting.rujukan:
        isi.append(Isi(RUJUKAN, TEKS_RUJUKAN))
    isi += [Isi(tanda.jenis, tanda.label) for tanda in ranting.tanda]
    isi.append(Isi(LIPATAN, teks_lipatan(ranting), True))
    return [satu for satu in isi if satu.teks.strip()]


@dataclass(slots=True)
class Pengukur:
    """Measures boxes of one style: heights for a search, whole boxes in the end.

    `maks_baris` cuts every text off after so many lines (0: never) and lists at most so many indicators; `kendali`
    keeps room for the page's controls in boxes that others hang under.
    """

    gaya: Gaya
    cascading: bool
    maks_baris: int = 0
    kendali: bool = False
    _isi: dict[int, list[Isi]] = field(default_factory=dict)
    _tinggi: dict[tuple[int, float], float] = field(default_factory=dict)

    def isi(self, ranting: Ranting) -> list[Isi]:
        """Return the parts of a box, remembered."""
        isi = self._isi.get(id(ranting))
        if isi is None:
            isi = isi_kotak(ranting, cascading=self.cascading)
            if self.maks_baris:
                indikator = [satu for satu in isi if satu.jenis == INDIKATOR]
                dibuang = {id(satu) for satu in indikator[self.maks_baris :]}
                isi = [satu for satu in isi if id(satu) not in dibuang]
            self._isi[id(ranting)] = isi
        return isi

    def _ukuran(self, jenis: str, w: float) -> tuple[float, float, float, float, int]:
        """Return type size, line height, padding x and y, and the room for a line in 1/2048 em."""
        gaya = self.gaya
        huruf, baris = (gaya.huruf_kepala, gaya.baris_kepala) if jenis in _KECIL else (gaya.huruf, gaya.baris)
        bantalan = gaya.bantalan if jenis in _BERBANTALAN else 0.0
        isi_x = bantalan * 1.6
        return huruf, baris, isi_x, bantalan, int((w - 2 * (gaya.isi_x + isi_x)) * EM / huruf)

    def lebar_terkecil(self, ranting: Ranting) -> float:
        """Return the width of the narrowest box that breaks no word (of at most ten times the type size)."""
        terlebar = 0.0
        for isi in self.isi(ranting):
            huruf, _, isi_x, _, _ = self._ukuran(isi.jenis, 0)
            kata = min(max(pecah_kata(isi.teks, isi.tebal)[1], default=0) / EM, _KATA_TERPANJANG) * huruf
            terlebar = max(terlebar, kata + 2 * (self.gaya.isi_x + isi_x))
        return terlebar

    def _lebar_isi(self, ranting: Ranting, jenis: str, w: float) -> float:
        """Return the width of a box as far as a part of it may use it."""
        dikurangi = self.kendali and jenis == KEPALA and (ranting.anak or ranting.terlipat)
        return w - RUANG_KENDALI if dikurangi else w

    def _sela(self, sebelum: str, jenis: str) -> float:
        """Return the space above a part."""
        if not sebelum:
            return self.gaya.isi_y
        if jenis == PERNYATAAN or sebelum == KEPALA:
            return self.gaya.sela * 0.4
        if jenis == JABATAN and sebelum == KOMPONEN:
            return 0.0
        if jenis in _KECIL and sebelum in _KECIL:
            return self.gaya.sela * 0.4
        return self.gaya.sela * (0.7 if jenis == sebelum == INDIKATOR else 1.0)

    def tinggi(self, ranting: Ranting, w: float) -> float:
        """Return the height of the box at a width."""
        kunci = (id(ranting), w)
        hasil = self._tinggi.get(kunci)
        if hasil is None:
            y, sebelum = 0.0, ""
            for isi in self.isi(ranting):
                _, tinggi_baris, _, isi_y, batas = self._ukuran(isi.jenis, self._lebar_isi(ranting, isi.jenis, w))
                baris = hitung_baris(isi.teks, isi.tebal, batas)
                if self.maks_baris:
                    baris = min(baris, self.maks_baris)
                y += self._sela(sebelum, isi.jenis) + baris * tinggi_baris + 2 * isi_y
                sebelum = isi.jenis
            hasil = self._tinggi[kunci] = y + self.gaya.isi_y
        return hasil

    def kotak(self, ranting: Ranting, x: float, y: float, w: float) -> Kotak:
        """Return the finished box with its left upper corner at (x, y)."""
        bagian: list[Bagian] = []
        atas, sebelum = 0.0, ""
        for isi in self.isi(ranting):
            huruf, tinggi_baris, isi_x, isi_y, batas = self._ukuran(isi.jenis, self._lebar_isi(ranting, isi.jenis, w))
            baris = bungkus(isi.teks, isi.tebal, batas, self.maks_baris)
            atas += self._sela(sebelum, isi.jenis)
            h = len(baris) * tinggi_baris + 2 * isi_y
            tepi = self.gaya.isi_x
            bagian.append(
                Bagian(
                    isi.jenis,
                    tepi,
                    atas,
                    w - 2 * tepi,
                    h,
                    isi_x,
                    isi_y,
                    huruf,
                    tinggi_baris,
                    isi.tebal,
                    baris,
                )  # fmt: skip
            )
            atas, sebelum = atas + h, isi.jenis
        return Kotak(x, y, w, atas + self.gaya.isi_y, ranting, tuple(bagian))
