"""What the page "Bagan" asks for and offers: the choices in its address, search, folding, links, legend.

Pure over rows, no request but to read the query. The picture itself is made in `svg`, answers in `views_bagan`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from cascading.warna import SILANG, Warna, warna_simpul
from instansi.api import Permintaan
from pohon.api import BarisPohon, BarisSimpul, JenisSimpul, layout

TAMPILAN = {"pohon": "Pohon kinerja", "cascading": "Cascading"}
ARAH = {"menyamping": "Menyamping", "menurun": "Menurun"}
# Steps of the zoom in percent; an address may name any size between the first and the last.
PERBESARAN = (10, 25, 50, 75, 100, 125, 150, 200)
# Fitted by the stylesheet instead: to the width of the page, or whole into the window.
PAS = {"lebar": "Pas lebar", "layar": "Pas layar"}
SEJATI = "100"
_KATA_TERPANJANG = 200
_LIPATAN_TERPANJANG = 4_000
# Under this size the controls in the boxes would be too small for a finger, or cover the text.
_KENDALI_TERKECIL = 75


@dataclass(frozen=True)
class PilihanBagan:
    """What the address asks for; anything unknown counts as the default.

    `perbesar` is a percentage or a key of `PAS`; `cabang` the key of the node to begin at (0: the whole tree);
    `terlipat` the keys of folded nodes; `ke` which hit of the search is looked at, from 1.
    """

    tampilan: str = "pohon"
    arah: str = "menyamping"
    perbesar: str = SEJATI
    cabang: int = 0
    terlipat: frozenset[int] = frozenset()
    tanda: bool = True
    kata: str = ""
    ke: int = 1

    @classmethod
    def dari(cls, request: Permintaan) -> "PilihanBagan":
        """Read the query of a request."""
        minta = request.GET
        tampilan, arah = minta.get("tampilan", ""), minta.get("arah", "")
        return cls(
            tampilan if tampilan in TAMPILAN else "pohon",
            arah if arah in ARAH else "menyamping",
            _perbesar(minta.get("perbesar", "")),
            _bilangan(minta.get("cabang", "")),
            frozenset(map(_bilangan, minta.get("lipat", "")[:_LIPATAN_TERPANJANG].split("-"))) - {0},
            minta.get("tanda") != "tanpa",
            " ".join(minta.get("q", "").replace("\0", "").split())[:_KATA_TERPANJANG],
            max(_bilangan(minta.get("ke", "")), 1),
        )

    def pada(self, rows: BarisPohon) -> "PilihanBagan":
        """Return the same choices as far as this tree has what they name; a search opens the branches of its hits."""
        ada = {simpul.id for simpul in rows.tanpa_csf}
        cabang = self.cabang if self.cabang in ada else 0
        pilihan = replace(self, cabang=cabang, terlipat=self.terlipat & ada)
        di_atas = {atas.id for simpul in cari_simpul(rows, self.kata, cabang) for atas in leluhur(rows, simpul)}
        return replace(pilihan, terlipat=pilihan.terlipat - di_atas)

    @property
    def cascading(self) -> bool:
        """Whether boxes show component and positions."""
        return self.tampilan == "cascading"

    @property
    def persen(self) -> int:
        """The size in percent; 0 when it is fitted."""
        return 0 if self.perbesar in PAS else int(self.perbesar)

    @property
    def kecil(self) -> bool:
        """Whether boxes are too small for controls."""
        return 0 < self.persen < _KENDALI_TERKECIL

    @cached_property
    def isian(self) -> dict[str, str]:
        """What the address holds for these choices; defaults are left out."""
        nilai = {
            "tampilan": self.tampilan,
            "arah": self.arah,
            "perbesar": self.perbesar,
            "cabang": str(self.cabang or ""),
            "lipat": "-".join(map(str, sorted(self.terlipat))),
            "tanda": "" if self.tanda else "tanpa",
            "q": self.kata,
            "ke": str(self.ke) if self.kata else "1",
        }
        bawaan = {"tampilan": "pohon", "arah": "menyamping", "perbesar": SEJATI, "ke": "1"}
        return {nama: satu for nama, satu in nilai.items() if satu != bawaan.get(nama, "")}

    def query(self, **ganti: object) -> str:
        """Return the query of the same page with fields of this class changed."""
        return "?" + urlencode((replace(self, **ganti) if ganti else self).isian)  # type: ignore[arg-type]

    def query_berkas(self) -> str:
        """Return the query of the picture as a file: only what a file can show."""
        return self.query(perbesar=SEJATI, terlipat=frozenset(), tanda=True, kata="", ke=1)


def _bilangan(teks: str) -> int:
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) < 12 else 0


def _perbesar(teks: str) -> str:
    if teks in PAS:
        return teks
    return str(_bilangan(teks)) if PERBESARAN[0] <= _bilangan(teks) <= PERBESARAN[-1] else SEJATI


# -- nodes -----------------------------------------------------------------------------------------------------------


def leluhur(rows: BarisPohon, simpul: BarisSimpul) -> list[BarisSimpul]:
    """Return the boxes above a box in the picture, from the outcome down."""
    hasil: list[BarisSimpul] = []
    atas = rows.menurut_id.get(simpul.induk_tampil_id or 0)
    while atas is not None:
        hasil.insert(0, atas)
        atas = rows.menurut_id.get(atas.induk_tampil_id or 0)
    return hasil


def anggota(rows: BarisPohon, cabang: int) -> list[BarisSimpul]:
    """Return the boxes of a branch in order; of the whole tree for 0."""
    if not cabang:
        return list(rows.tanpa_csf)
    di_dalam = {cabang}
    for simpul in rows.tanpa_csf:  # parents come before their children
        if simpul.induk_tampil_id in di_dalam:
            di_dalam.add(simpul.id)
    return [simpul for simpul in rows.tanpa_csf if simpul.id in di_dalam]


def terlipat(semua: Iterable[BarisSimpul], lipatan: Collection[int]) -> int:
    """Count the boxes that are not drawn because one above them is folded."""
    tersembunyi: set[int] = set()
    for simpul in semua:  # parents come before their children
        atas = simpul.induk_tampil_id or 0
        if atas in lipatan or atas in tersembunyi:
            tersembunyi.add(simpul.id)
    return len(tersembunyi)


def cari_simpul(rows: BarisPohon, kata: str, cabang: int = 0) -> list[BarisSimpul]:
    """Return the nodes of the picture whose code, statement, indicators, positions or agencies hold every word."""
    cari = kata.casefold().split()
    if not cari:
        return []
    return [simpul for simpul in anggota(rows, cabang) if all(satu in _teks(simpul) for satu in cari)]


def _teks(simpul: BarisSimpul) -> str:
    bagian = [simpul.kode, simpul.pernyataan, simpul.komponen_cetak, simpul.nama_jabatan, simpul.nama_crosscutting]
    return "\n".join([*bagian, *(indikator.nama for indikator in simpul.indikator)]).casefold()


def tautan_simpul(pohon_id: int, *, ubah: bool, cascading: bool) -> Callable[[BarisSimpul], str]:
    """Return where a box leads: to its row in the stage where it is written, opened for those who may change it.

    In the cascading picture, whose boxes show component and positions, that is Tahap 5.
    """

    def tautan(simpul: BarisSimpul) -> str:
        jangkar = f"#simpul-{simpul.id}"
        if cascading and simpul.perlu_indikator:
            if ubah:
                return reverse("tahap_5_ubah", args=[pohon_id, simpul.id])
            return reverse("tahap_5", args=[pohon_id]) + jangkar
        tahap = {JenisSimpul.OUTCOME: "tahap_1", JenisSimpul.KONDISI: "tahap_2"}.get(simpul.jenis, "tahap_3")
        return reverse(tahap, args=[pohon_id]) + (f"?ubah={simpul.id}" if ubah else "") + jangkar

    return tautan


def lipatan_sampai(rows: BarisPohon, cabang: int, jenis: Iterable[JenisSimpul]) -> frozenset[int]:
    """Return what to fold so that a picture ends at nodes of these kinds."""
    semua = set(jenis)
    berturunan = {simpul.induk_tampil_id for simpul in rows.tanpa_csf}
    return frozenset(
        simpul.id
        for simpul in anggota(rows, cabang)
        if simpul.jenis in semua and simpul.id in berturunan and simpul.id != cabang
    )


# -- what the page offers --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tombol:
    """A link that looks like a part of a switch; `id` keeps the focus when the page is exchanged in place."""

    id: str
    teks: str
    url: str
    berlaku: bool = False
    sebutan: str = ""  # what a screen reader hears instead of a sign
    perbesar: str = ""  # what the page's script does instead of following the link


def kendali(rows: BarisPohon, pilihan: PilihanBagan) -> list[tuple[str, list[Tombol]]]:
    """Return the groups of links above the picture with their headings."""
    p = pilihan
    lipatan = {
        "Kondisi": lipatan_sampai(rows, p.cabang, [JenisSimpul.KONDISI]),
        "Antara utama": lipatan_sampai(rows, p.cabang, [JenisSimpul.ANTARA_UTAMA]),
        "Semua": frozenset[int](),
    }
    return [
        ("Isi", [Tombol(f"isi-{k}", v, p.query(tampilan=k), k == p.tampilan) for k, v in TAMPILAN.items()]),
        ("Arah", [Tombol(f"arah-{k}", v, p.query(arah=k), k == p.arah) for k, v in ARAH.items()]),
        ("Ukuran", _ukuran(p)),
        (
            "Sampai",
            [
                Tombol(f"lipatan-{nomor}", teks, p.query(terlipat=isi, kata="", ke=1), isi == p.terlipat)
                for nomor, (teks, isi) in enumerate(lipatan.items())
                if isi or teks == "Semua"
            ],
        ),
        (
            "Tanda",
            [
                Tombol("tanda-ya", "Tampil", p.query(tanda=True), p.tanda),
                Tombol("tanda-tanpa", "Tanpa", p.query(tanda=False), not p.tanda),
            ],
        ),
    ]


def _ukuran(pilihan: PilihanBagan) -> list[Tombol]:
    """Return smaller, true size, larger and the fits; the middle one says the size in force."""
    kini = pilihan.persen or 100
    kecil = max((satu for satu in PERBESARAN if satu < kini), default=PERBESARAN[0])
    besar = min((satu for satu in PERBESARAN if satu > kini), default=PERBESARAN[-1])

    def tombol(id_: str, teks: str, perbesar: str, sebutan: str = "", berlaku: bool = False) -> Tombol:
        return Tombol(id_, teks, pilihan.query(perbesar=perbesar), berlaku, sebutan, id_.removeprefix("ukuran-"))

    return [
        tombol("ukuran-kecil", "−", str(kecil), "Perkecil"),
        tombol("ukuran-asli", f"{kini} %", SEJATI, "Ukuran asli, kini", pilihan.persen == 100),
        tombol("ukuran-besar", "+", str(besar), "Perbesar"),
        *(tombol(f"ukuran-{satu}", teks, satu, "", pilihan.perbesar == satu) for satu, teks in PAS.items()),
    ]


@dataclass(frozen=True, slots=True)
class Keterangan:
    """An entry of the legend: a little box in these colours, what it means, how many boxes there are (0: not told)."""

    teks: str
    latar: str
    tepi: str
    banyak: int = 0
    putus: bool = False
    bulat: bool = False


def legenda(simpul: Iterable[BarisSimpul], *, mencari: bool) -> list[Keterangan]:
    """Return the legend of a picture: only what it shows, levels first. Marks say in words what they are."""
    semua = list(simpul)
    warna: dict[str, Warna] = {}
    banyak: Counter[str] = Counter()
    for satu in semua:
        nama = "Pekerjaan perangkat daerah lain" if layout.milik_instansi_lain(satu) else satu.label_jenis
        warna[nama] = warna_simpul(satu)
        banyak[nama] += 1
    hasil = [Keterangan(nama, w.latar, w.tepi, banyak[nama], w.putus) for nama, w in warna.items()]
    if any(satu.crosscutting for satu in semua):
        hasil.append(Keterangan("Crosscutting", SILANG[0], SILANG[1], putus=True, bulat=True))
    if mencari:
        hasil.append(Keterangan("Cocok dengan pencarian", "#FFD24D", "#1B2733"))
    return hasil
