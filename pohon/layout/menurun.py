"""The picture from top to bottom, for paper: the familiar form of a pohon kinerja.

Pure. Levels stand in rows, subtrees are packed by their contours (Reingold and Tilford 1981), and the lowest families
hang under their parent as a comb, in one column or several. `menurun_pas` searches over the width of a box and over the
ways to hang for the largest type on a given area.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from pohon.layout.kotak import KERTAS, Bagan, Gaya, Kotak, Pengukur, Ranting, milik_instansi_lain

_PT = 72 / 25.4
# Widths of a box to try, in type sizes; where several reach the largest type, the first wins.
_LEBAR_KASAR = (18.5, 14.5, 24.0, 11.5, 9.5, 32.0)
_HALUS = (0.9, 0.95, 1.06, 1.13)  # then these, around the best
_BESAR = 1_000
_ANAK_AKAR = 5  # children that stand side by side under the topmost box, whatever the way
_SELISIH_LUAS = 0.93  # ways differ in area by less than this, since they only indent differently


@dataclass(frozen=True, slots=True)
class Cara:
    """A way to hang: subtrees of at most `tinggi` generations as a comb, at most `tumpuk` boxes in a column.

    `nilai` weighs the type size: the familiar form (operational conditions in one comb each) is preferred.
    """

    tinggi: int
    tumpuk: int
    nilai: float


CARA_BIASA = Cara(1, _BESAR, 1.0)
_SEMUA_CARA = (
    CARA_BIASA,
    Cara(1, 6, 0.99),
    Cara(1, 3, 0.97),
    Cara(0, _BESAR, 0.95),
    Cara(2, _BESAR, 0.92),
    Cara(2, 9, 0.9),
    Cara(3, _BESAR, 0.84),
    Cara(3, 12, 0.83),
)


@dataclass(slots=True)
class _Cabang:
    """A node being placed. Contours are lists of (lower end, x) from its top down, x from its own left edge."""

    ranting: Ranting
    anak: list["_Cabang"]
    generasi: int
    banyak: int
    sisir: bool = False
    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0
    dx: float = 0.0
    kolom: list[list["_Cabang"]] = field(default_factory=list)
    kiri: list[tuple[float, float]] = field(default_factory=list)
    kanan: list[tuple[float, float]] = field(default_factory=list)

    def semua(self) -> Iterator["_Cabang"]:
        yield self
        for anak in self.anak:
            yield from anak.semua()


@dataclass(slots=True)
class _Garis:
    """The lines drawn so far: within the agency, and into another agency's work."""

    ruas: list[tuple[float, ...]]
    silang: list[tuple[float, ...]]

    def ke(self, cabang: _Cabang) -> list[tuple[float, ...]]:
        """Return where the line that ends at this box belongs."""
        return self.silang if milik_instansi_lain(cabang.ranting.simpul) else self.ruas


def _cabang(ranting: Ranting) -> _Cabang:
    anak = [_cabang(satu) for satu in ranting.anak]
    return _Cabang(
        ranting,
        anak,
        1 + max((satu.generasi for satu in anak), default=-1),
        1 + sum(satu.banyak for satu in anak),
    )


class _Penata:
    """Places one forest; used again for every width and way that is tried."""

    def __init__(self, akar: Sequence[Ranting], pengukur: Pengukur) -> None:
        self.gaya = pengukur.gaya
        self.pengukur = pengukur
        self.akar = [_cabang(satu) for satu in akar]
        self.lebar_terkecil = max((pengukur.lebar_terkecil(r) for satu in akar for r in satu.semua()), default=0.0)
        self.generasi = max((satu.generasi for satu in self.akar), default=0)
        self.keluarga_terbesar = max((len(satu.anak) for akar in self.akar for satu in akar.semua()), default=0)

    # -- sizes ---------------------------------------------------------------------------------------------------

    def ukur(self, lebar: float, cara: Cara) -> float:
        """Set widths and heights; return the area of all boxes with the space that each needs around it."""
        luas = 0.0
        sela_x, sela_y = self.gaya.jarak / 2, self.gaya.jarak_sisir / 2

        def jalan(cabang: _Cabang, kedalaman: int, dalam_sisir: int) -> None:
            nonlocal luas
            boleh = kedalaman > 0 or len(cabang.anak) > _ANAK_AKAR
            cabang.sisir = boleh and not dalam_sisir and 0 < cabang.generasi <= cara.tinggi
            cabang.w = lebar - dalam_sisir * self.gaya.lekuk
            cabang.h = self.pengukur.tinggi(cabang.ranting, cabang.w)
            luas += (cabang.w + sela_x) * (cabang.h + sela_y)
            anak_dalam = dalam_sisir + 1 if dalam_sisir or cabang.sisir else 0
            for anak in cabang.anak:
                jalan(anak, kedalaman + 1, anak_dalam)

        for akar in self.akar:
            jalan(akar, 0, 0)
        return luas

    # -- rows and combs ------------------------------------------------------------------------------------------

    def tata(self, lebar: float, cara: Cara) -> tuple[float, float]:
        """Place everything (after `ukur`); return width and height of the whole."""
        self._baris()
        for akar in self.akar:
            self._padatkan(akar, lebar, cara)
        posisi, kiri, kanan = self._kemas(self.akar, self.gaya.jarak_keluarga * 1.5)
        geser = -min((x for _, x in kiri), default=0.0)
        for akar, x in zip(self.akar, posisi, strict=True):
            self._mutlak(akar, x + geser)
        bawah = max((satu.y + satu.h for akar in self.akar for satu in akar.semua()), default=0.0)
        return max((x for _, x in kanan), default=0.0) + geser, bawah

    def _baris(self) -> None:
        """Set the tops of all boxes that stand in rows.

        A row is as high as its highest box with a row under it; what reaches further down is kept clear by contours.
        """
        lapis, y = self.akar, 0.0
        while lapis:
            for cabang in lapis:
                cabang.y = y
            induk = [cabang for cabang in lapis if cabang.anak and not cabang.sisir]
            y += max((cabang.h for cabang in induk), default=0.0) + self.gaya.jarak_tingkat
            lapis = [anak for cabang in induk for anak in cabang.anak]

    def _padatkan(self, cabang: _Cabang, lebar: float, cara: Cara) -> None:
        """Place the family of `cabang` relative to it and set its contours."""
        if cabang.sisir:
            self._sisir(cabang, lebar, cara)
            return
        if not cabang.anak:
            ujung = cabang.y + cabang.h + self.gaya.jarak_sisir
            cabang.kiri, cabang.kanan = [(ujung, 0.0)], [(ujung, cabang.w)]
            return
        for anak in cabang.anak:
            self._padatkan(anak, lebar, cara)
        posisi, kiri, kanan = self._kemas(cabang.anak, self.gaya.jarak)
        geser = -(posisi[0] + posisi[-1]) / 2
        for anak, x in zip(cabang.anak, posisi, strict=True):
            anak.dx = x + geser
        # The bar over the children is as wide as they are, so their contour begins a little above it.
        atas = cabang.anak[0].y - self.gaya.jarak_tingkat * 0.75
        cabang.kiri = [(atas, 0.0), *((y, x + geser) for y, x in kiri)]
        cabang.kanan = [(atas, cabang.w), *((y, x + geser) for y, x in kanan)]

    def _sisir(self, cabang: _Cabang, lebar: float, cara: Cara) -> None:
        """Hang the family of `cabang` under it: columns of boxes, deeper generations indented further."""
        gaya = self.gaya
        cabang.kolom = self._bagi_kolom(cabang.anak, cara.tumpuk)
        banyak = len(cabang.kolom)
        langkah = lebar + gaya.jarak
        kiri = -(banyak - 1) * langkah / 2
        atas = cabang.y + cabang.h + gaya.jarak_sisir * (1.0 if banyak == 1 else 2.2)
        bawah = atas
        for nomor, kolom in enumerate(cabang.kolom):
            y = atas
            for anak in kolom:
                for satu, dalam in _dengan_kedalaman(anak):
                    satu.dx = kiri + nomor * langkah + dalam * gaya.lekuk
                    satu.y = y
                    y += satu.h + gaya.jarak_sisir
            bawah = max(bawah, y)
        if banyak == 1:
            cabang.kiri, cabang.kanan = [(bawah, 0.0)], [(bawah, cabang.w)]
        else:
            batas = cabang.y + cabang.h
            cabang.kiri = [(batas, 0.0), (bawah, kiri)]
            cabang.kanan = [(batas, cabang.w), (bawah, kiri + (banyak - 1) * langkah + lebar)]

    @staticmethod
    def _bagi_kolom(anak: list[_Cabang], tumpuk: int) -> list[list[_Cabang]]:
        """Split a family over columns of about equal height, in order, `tumpuk` boxes each at the most."""
        total = sum(satu.banyak for satu in anak)
        banyak = min(len(anak), -(-total // tumpuk))
        if banyak <= 1:
            return [anak]
        tinggi = [sum(cabang.h for cabang in satu.semua()) for satu in anak]
        target, kolom, terisi = sum(tinggi) / banyak, [[anak[0]]], tinggi[0]
        for satu, h in zip(anak[1:], tinggi[1:], strict=True):
            if terisi + h / 2 > target * len(kolom) and len(kolom) < banyak:
                kolom.append([])
            kolom[-1].append(satu)
            terisi += h
        return kolom

    # -- contours ------------------------------------------------------------------------------------------------

    def _kemas(
        self, keluarga: list[_Cabang], jarak: float
    ) -> tuple[list[float], list[tuple[float, float]], list[tuple[float, float]]]:
        """Put subtrees side by side as close as their contours allow; return positions and the joint contour."""
        posisi: list[float] = []
        kiri: list[tuple[float, float]] = []
        kanan: list[tuple[float, float]] = []
        for cabang in keluarga:
            x = _jarak_terdekat(kanan, cabang.kiri, jarak, self.gaya.jarak_keluarga) if posisi else 0.0
            posisi.append(x)
            bawah_kiri = kiri[-1][0] if kiri else float("-inf")
            kiri += [(y, tepi + x) for y, tepi in cabang.kiri if y > bawah_kiri]
            ujung = cabang.kanan[-1][0]
            kanan = [(y, tepi + x) for y, tepi in cabang.kanan] + [titik for titik in kanan if titik[0] > ujung]
        return posisi, kiri, kanan

    def _mutlak(self, cabang: _Cabang, x: float) -> None:
        cabang.x = x
        for anak in cabang.anak:
            if cabang.sisir:
                for satu in anak.semua():
                    satu.x = x + satu.dx
            else:
                self._mutlak(anak, x + anak.dx)

    # -- result --------------------------------------------------------------------------------------------------

    def bagan(self, lebar: float, tinggi: float) -> Bagan:
        """Return boxes and lines of what was placed last."""
        kotak: list[Kotak] = []
        garis = _Garis([], [])
        for akar in self.akar:
            for cabang in akar.semua():
                kotak.append(self.pengukur.kotak(cabang.ranting, cabang.x, cabang.y, cabang.w))
            self._ruas(akar, garis)
        huruf = min(self.gaya.huruf, self.gaya.huruf_kepala)
        return Bagan(lebar, tinggi, huruf, tuple(kotak), tuple(garis.ruas), tuple(garis.silang))

    def _ruas(self, cabang: _Cabang, garis: _Garis) -> None:
        if not cabang.anak:
            return
        if cabang.sisir:
            self._ruas_sisir(cabang, garis)
            return
        tengah = cabang.x + cabang.w / 2
        atas = cabang.anak[0].y
        palang = atas - self.gaya.jarak_tingkat / 2
        for anak in cabang.anak:
            x = anak.x + anak.w / 2
            garis.ke(anak).append((x, palang, x, atas))
            self._ruas(anak, garis)
        garis.ruas.append((tengah, cabang.y + cabang.h, tengah, palang))
        if len(cabang.anak) > 1:
            pertama, terakhir = cabang.anak[0], cabang.anak[-1]
            garis.ruas.append((pertama.x + pertama.w / 2, palang, terakhir.x + terakhir.w / 2, palang))

    def _ruas_sisir(self, cabang: _Cabang, garis: _Garis) -> None:
        """Lines of a comb: a spine left of each column with a tooth to every box; a bar over several columns."""
        lekuk, bawah = self.gaya.lekuk, cabang.y + cabang.h
        if len(cabang.kolom) > 1:
            palang = bawah + self.gaya.jarak_sisir
            tengah = cabang.x + cabang.w / 2
            tulang = [kolom[0].x - lekuk / 2 for kolom in cabang.kolom]
            garis.ruas.append((tengah, bawah, tengah, palang))
            garis.ruas.append((min(tengah, tulang[0]), palang, max(tengah, tulang[-1]), palang))
            bawah = palang
        for kolom in cabang.kolom:
            self._gigi(kolom, bawah, garis)

    def _gigi(self, keluarga: list[_Cabang], atas: float, garis: _Garis) -> None:
        sambung = self.gaya.isi_y + self.gaya.baris_kepala / 2
        x = keluarga[0].x - self.gaya.lekuk / 2
        garis.ruas.append((x, atas, x, keluarga[-1].y + sambung))
        for satu in keluarga:
            garis.ke(satu).append((x, satu.y + sambung, satu.x, satu.y + sambung))
            if satu.anak:
                self._gigi(satu.anak, satu.y + satu.h, garis)


def _dengan_kedalaman(cabang: _Cabang, dalam: int = 1) -> Iterator[tuple[_Cabang, int]]:
    yield cabang, dalam
    for anak in cabang.anak:
        yield from _dengan_kedalaman(anak, dalam + 1)


def _jarak_terdekat(
    kanan: list[tuple[float, float]], kiri: list[tuple[float, float]], jarak: float, jarak_keluarga: float
) -> float:
    """Return how far right a left contour must go to clear a right contour that starts at the same height.

    The first row keeps `jarak`, what lies deeper (cousins) `jarak_keluarga`.
    """
    perlu = kanan[0][1] - kiri[0][1] + jarak
    i = j = 0
    while i < len(kanan) and j < len(kiri):
        sela = jarak if i == 0 and j == 0 else jarak_keluarga
        perlu = max(perlu, kanan[i][1] - kiri[j][1] + sela)
        if kanan[i][0] <= kiri[j][0]:
            i += 1
        else:
            j += 1
    return perlu


def menurun(
    akar: Sequence[Ranting],
    *,
    cascading: bool = False,
    lebar_kotak: float = 200.0,
    gaya: Gaya = KERTAS,
    cara: Cara = CARA_BIASA,
    kendali: bool = False,
) -> Bagan:
    """Return the picture of these outcomes, top to bottom, at a given width of box, in the unit of `gaya`.

    `kendali` as in `Pengukur`.
    """
    penata = _Penata(akar, Pengukur(gaya, cascading, kendali=kendali))
    penata.ukur(lebar_kotak, cara)
    return penata.bagan(*penata.tata(lebar_kotak, cara)).diskalakan(1)


def menurun_pas(
    akar: Sequence[Ranting],
    *,
    lebar_mm: float,
    tinggi_mm: float,
    cascading: bool = False,
    pt_terkecil: float = 0.0,
    pt_terbesar: float = 10.0,
    maks_baris: int = 0,
    gaya: Gaya = KERTAS,
) -> Bagan | None:
    """Return the picture in millimetres with the largest type that fits the area.

    None when the type would be under `pt_terkecil`, and for no boxes. `maks_baris` cuts texts off
    after so many lines: the last resort for a box that is larger than a page.
    """
    if not akar:
        return None
    penata = _Penata(akar, Pengukur(gaya, cascading, maks_baris))
    skala_terbesar = pt_terbesar / _PT / gaya.huruf
    skala_terkecil = pt_terkecil / _PT / gaya.huruf
    terbaik: tuple[float, float, float, Cara] | None = None  # value, scale, width, way

    luas: dict[float, float] = {}  # of all boxes, by width

    def tidak_berguna(luas_kotak: float, cara: Cara) -> bool:
        batas = min(sqrt(lebar_mm * tinggi_mm / luas_kotak), skala_terbesar)
        return batas < skala_terkecil or (terbaik is not None and batas * cara.nilai <= terbaik[0])

    def coba(lebar_em: float, cara: Cara) -> None:
        nonlocal terbaik
        lebar = lebar_em * gaya.huruf
        if lebar - cara.tinggi * gaya.lekuk < penata.lebar_terkecil:
            return
        # No arrangement of these boxes can be larger than their area allows; spare the work where it cannot win.
        if lebar in luas and tidak_berguna(luas[lebar] * _SELISIH_LUAS, cara):
            return
        luas[lebar] = penata.ukur(lebar, cara)
        if tidak_berguna(luas[lebar], cara):
            return
        w, h = penata.tata(lebar, cara)
        skala = min(lebar_mm / w, tinggi_mm / h, skala_terbesar)
        if skala >= skala_terkecil and (not terbaik or skala * cara.nilai > terbaik[0]):
            terbaik = (skala * cara.nilai, skala, lebar_em, cara)

    _cari(coba, lambda: terbaik, _cara_berguna(penata))
    if terbaik is None:
        return None
    _, skala, lebar_em, cara = terbaik
    penata.ukur(lebar_em * gaya.huruf, cara)
    return penata.bagan(*penata.tata(lebar_em * gaya.huruf, cara)).diskalakan(skala)


def _cara_berguna(penata: _Penata) -> list[Cara]:
    """Return the ways that would differ for this forest."""
    sisir_akar = any(len(akar.anak) > _ANAK_AKAR for akar in penata.akar)
    tertinggi = max(penata.generasi if sisir_akar else penata.generasi - 1, 0)
    return [
        cara
        for cara in _SEMUA_CARA
        if cara is CARA_BIASA or (cara.tinggi <= tertinggi and (cara.tumpuk == _BESAR or penata.keluarga_terbesar > 2))
    ]


def _cari(
    coba: Callable[[float, Cara], None],
    terbaik: Callable[[], tuple[float, float, float, Cara] | None],
    semua_cara: Sequence[Cara],
) -> None:
    """Try coarse widths with every way, then finer widths around the best."""
    for cara in semua_cara:
        for lebar_em in _LEBAR_KASAR:
            coba(lebar_em, cara)
    kasar = terbaik()
    if kasar:
        for kali in _HALUS:
            coba(kasar[2] * kali, kasar[3])
