"""The tables of the booklet, made from the rows of a tree: one model that page, PDF and XLSX print alike.

Pure: no database, no request, no markup. DOMAIN.md, "The five stages" and "The printed booklet", has the headings.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from instansi.terbaca import Terbaca
from pohon.api import BarisIndikator, BarisPohon, BarisSimpul, JenisSimpul

CROSSCUTTING = "Crosscutting"
BELUM_DIJAWAB = "Belum dijawab"
_KATA_AWAL_OUTCOME = "Terwujudnya "


@dataclass(frozen=True, slots=True)
class Kolom(Terbaca):
    """A column: heading and width as a share of the table (all shares together make 100)."""

    judul: str
    lebar: int


@dataclass(frozen=True, slots=True)
class Sel(Terbaca):
    """A cell. `rentang` is the number of rows of its group it covers; `kode` stands before the text, `catatan` below.

    `tengah` centres it (numbers, codes); `takuk` is the depth of indentation (Tahap 3).
    """

    teks: str
    rentang: int = 1
    tengah: bool = False
    kode: str = ""
    catatan: tuple[str, ...] = ()
    takuk: int = 0

    @property
    def isi(self) -> str:
        """The cell as plain text, a note a line: what a spreadsheet holds. No code, so that it can be reused."""
        return "\n".join(bagian for bagian in (self.teks, *self.catatan) if bagian)


@dataclass(frozen=True, slots=True)
class Kelompok(Terbaca):
    """Rows that belong together: one statement with its indicators. None stands where a cell above reaches down."""

    baris: tuple[tuple[Sel | None, ...], ...]


@dataclass(frozen=True, slots=True)
class _PerSimpul:
    """A column of a table of nodes whose cell stands once beside all indicators of the node."""

    judul: str
    lebar: int
    isi: Callable[[BarisSimpul], Sel]


@dataclass(frozen=True, slots=True)
class _PerIndikator:
    """A column of a table of nodes with a cell for each indicator; `tanpa` is the cell where a node has none."""

    judul: str
    lebar: int
    isi: Callable[[BarisSimpul, BarisIndikator], Sel]
    tanpa: Callable[[BarisSimpul], Sel] = lambda _: Sel("")


@dataclass(frozen=True, slots=True)
class Tabel(Terbaca):
    """A table. `kunci` names it in addresses and sheets; `kosong` is said instead of rows when there are none."""

    kunci: str
    judul: str
    kolom: tuple[Kolom, ...]
    kelompok: tuple[Kelompok, ...]
    kosong: str

    @property
    def jumlah_baris(self) -> int:
        """Number of rows without the heading."""
        return sum(len(kelompok.baris) for kelompok in self.kelompok)


def semua_tabel(pohon: BarisPohon) -> tuple[Tabel, ...]:
    """Return every table of the booklet in its order."""
    return (
        *tabel_tahap_2(pohon),
        tabel_tahap_3(pohon),
        tabel_tahap_4(pohon),
        tabel_tahap_5(pohon),
        tabel_crosscutting(pohon),
    )


def tabel_tahap_2(pohon: BarisPohon) -> tuple[Tabel, ...]:
    """Return one table an outcome: No | CSF <short outcome> | [source] | Kondisi yang diperlukan.

    The source column stands only where one of the outcome's CSFs has a source.
    """
    return tuple(_tabel_csf(pohon, outcome) for outcome in pohon.outcome)


def tabel_tahap_3(pohon: BarisPohon) -> Tabel:
    """Return the breakdown of each condition, to the most operational one; a group is one condition."""
    kolom = (
        Kolom("CSF yang sudah diubah ke bahasa kondisi", 28),
        Kolom("Kondisi yang diperlukan (kondisi antara sampai kondisi paling operasional)", 45),
        Kolom("Keterangan", 27),
    )
    kelompok = tuple(_kelompok_kondisi(pohon, kondisi) for kondisi in pohon.kondisi)
    return Tabel("tahap-3", "Uraian kondisi yang diperlukan", kolom, kelompok, "Belum ada kondisi yang diuraikan.")


def tabel_tahap_4(pohon: BarisPohon) -> Tabel:
    """Return each node with its indicators and its level; a group is one node."""
    kolom = (
        _PerSimpul("Rujukan Tahapan", 10, _sel_rujukan),
        _PerSimpul("Kinerja", 37, _sel_pernyataan),
        _PerIndikator("Indikator Kinerja", 35, lambda _, indikator: Sel(indikator.nama), _sel_tanpa_indikator),
        _PerSimpul("Keterangan", 18, _sel_tingkat),
    )
    return _tabel_simpul(pohon, "tahap-4", "Kinerja dan indikator kinerja", kolom)


def tabel_tahap_5(pohon: BarisPohon) -> Tabel:
    """Return Tahap 4 with planning component and position; a group is one node."""
    kolom = (
        _PerSimpul("Rujukan Tahapan", 8, _sel_rujukan),
        _PerSimpul("Kinerja", 24, _sel_pernyataan),
        _PerIndikator("Indikator Kinerja", 24, _sel_indikator_jabatan, _sel_tanpa_indikator),
        _PerSimpul("Keterangan", 12, _sel_tingkat),
        _PerSimpul("Komponen perencanaan", 17, _sel_komponen),
        _PerSimpul("Kinerja jabatan", 15, _sel_jabatan),
    )
    return _tabel_simpul(pohon, "tahap-5", "Komponen perencanaan dan kinerja jabatan", kolom)


def tabel_crosscutting(pohon: BarisPohon) -> Tabel:
    """Return each node that names other agencies, a row an agency; a group is one node."""
    kolom = (
        Kolom("No", 5),
        Kolom("Kode", 8),
        Kolom("Kondisi", 33),
        Kolom("Perangkat daerah terkait", 24),
        Kolom("Jawaban", 30),
    )
    simpul = [satu for satu in pohon.tanpa_csf if satu.crosscutting or satu.jenis == JenisSimpul.CROSSCUTTING]
    return Tabel(
        "crosscutting",
        "Kondisi crosscutting dengan perangkat daerah lain",
        kolom,
        tuple(_kelompok_crosscutting(nomor, satu) for nomor, satu in enumerate(simpul, 1)),
        "Tidak ada kondisi yang crosscutting dengan perangkat daerah lain.",
    )


def judul_csf(outcome: BarisSimpul) -> str:
    """Return the heading of the CSF column: the one typed, else "CSF " and the outcome without its opening verb."""
    judul = outcome.judul_csf or outcome.pernyataan.removeprefix(_KATA_AWAL_OUTCOME)
    return judul if judul.upper().startswith("CSF") else f"CSF {judul}".strip()


def _tabel_csf(pohon: BarisPohon, outcome: BarisSimpul) -> Tabel:
    csf = [satu for satu in pohon.anak(outcome) if satu.jenis == JenisSimpul.CSF]
    pakai_sumber = any(satu.sumber for satu in csf)
    kolom = [Kolom("No", 6), Kolom(judul_csf(outcome), 36 if pakai_sumber else 47)]
    if pakai_sumber:
        kolom.append(Kolom(pohon.judul_kolom_sumber or "Sumber", 22))
    kolom.append(Kolom("Kondisi yang diperlukan", 36 if pakai_sumber else 47))
    return Tabel(
        "tahap-2" if len(pohon.outcome) == 1 else f"tahap-2-{outcome.kode.lower()}",
        outcome.pernyataan,
        tuple(kolom),
        tuple(_kelompok_csf(pohon, nomor, satu, pakai_sumber) for nomor, satu in enumerate(csf, 1)),
        "Belum ada CSF untuk outcome ini.",
    )


def _kelompok_csf(pohon: BarisPohon, nomor: int, csf: BarisSimpul, pakai_sumber: bool) -> Kelompok:
    kondisi = pohon.anak(csf)
    kiri = [Sel(str(nomor), tengah=True), Sel(csf.pernyataan)]
    if pakai_sumber:
        kiri.append(Sel(csf.sumber))
    return _gabung(kiri, [(_sel_pernyataan(satu),) for satu in kondisi], [])


def _kelompok_kondisi(pohon: BarisPohon, kondisi: BarisSimpul) -> Kelompok:
    turunan = list(pohon.keturunan(kondisi))
    milik_bersama = (f"{CROSSCUTTING} {kondisi.nama_crosscutting}",) if kondisi.crosscutting and turunan else ()
    kiri = Sel(kondisi.pernyataan, kode=kondisi.kode, catatan=milik_bersama)
    if not turunan:
        return _gabung([kiri], [(Sel(""), Sel(kondisi.keterangan if kondisi.milik_lain else ""))], [])
    return _gabung([kiri], [(_sel_pernyataan(satu, takuk=True), Sel(satu.keterangan)) for satu in turunan], [])


def _tabel_simpul(pohon: BarisPohon, kunci: str, judul: str, kolom: Sequence[_PerSimpul | _PerIndikator]) -> Tabel:
    kelompok = tuple(_kelompok_simpul(simpul, kolom) for simpul in pohon.tanpa_csf)
    return Tabel(kunci, judul, tuple(Kolom(satu.judul, satu.lebar) for satu in kolom), kelompok, "Belum ada kinerja.")


def _kelompok_simpul(simpul: BarisSimpul, kolom: Sequence[_PerSimpul | _PerIndikator]) -> Kelompok:
    rentang = max(1, len(simpul.indikator))
    return Kelompok(
        tuple(tuple(_sel_simpul(simpul, satu, nomor, rentang) for satu in kolom) for nomor in range(rentang))
    )


def _sel_simpul(simpul: BarisSimpul, kolom: _PerSimpul | _PerIndikator, nomor: int, rentang: int) -> Sel | None:
    if isinstance(kolom, _PerSimpul):
        return None if nomor else replace(kolom.isi(simpul), rentang=rentang)
    return kolom.isi(simpul, simpul.indikator[nomor]) if simpul.indikator else kolom.tanpa(simpul)


def _kelompok_crosscutting(nomor: int, simpul: BarisSimpul) -> Kelompok:
    perangkat = [
        (Sel(satu.nama), Sel(satu.jawaban.teks if satu.jawaban else BELUM_DIJAWAB)) for satu in simpul.crosscutting
    ]
    kiri = [Sel(str(nomor), tengah=True), Sel(simpul.kode, tengah=True), Sel(simpul.pernyataan)]
    return _gabung(kiri, perangkat or [(Sel(""), Sel(BELUM_DIJAWAB))], [])


def _sel_pernyataan(simpul: BarisSimpul, *, takuk: bool = False) -> Sel:
    return Sel(simpul.pernyataan, kode=simpul.kode, takuk=max(0, simpul.kedalaman - 2) if takuk else 0)


def _sel_rujukan(simpul: BarisSimpul) -> Sel:
    return Sel(simpul.rujukan, tengah=True)


def _sel_tingkat(simpul: BarisSimpul) -> Sel:
    return Sel(simpul.label_tingkat)


def _sel_tanpa_indikator(simpul: BarisSimpul) -> Sel:
    return Sel(CROSSCUTTING if simpul.milik_lain else "")


def _sel_indikator_jabatan(simpul: BarisSimpul, indikator: BarisIndikator) -> Sel:
    """Tahap 5 names an indicator's own position where it is none of those that carry the node."""
    pemegang = indikator.penanggung_jawab
    if not pemegang or pemegang in (satu.nama for satu in simpul.jabatan):
        return Sel(indikator.nama)
    return Sel(indikator.nama, catatan=(f"Penanggung jawab: {pemegang}",))


def _sel_komponen(simpul: BarisSimpul) -> Sel:
    if simpul.milik_lain:
        return Sel("")
    nomenklatur = f"{simpul.nomenklatur_kode} {simpul.nomenklatur_nama}".strip()
    return Sel(simpul.komponen_cetak, catatan=(nomenklatur,) if nomenklatur else ())


def _sel_jabatan(simpul: BarisSimpul) -> Sel:
    if simpul.milik_lain:
        return Sel("")
    return Sel(simpul.kinerja_jabatan, catatan=tuple(satu.nama for satu in simpul.jabatan))


def _gabung(kiri: list[Sel], tengah: Sequence[tuple[Sel, ...]], kanan: list[Sel]) -> Kelompok:
    """Return a group: the cells of `tengah` row by row, those of `kiri` and `kanan` once, over all its rows."""
    tengah = tengah or [(Sel(""),)]
    return Kelompok(tuple(_baris(kiri, tengah, kanan)))


def _baris(kiri: list[Sel], tengah: Sequence[tuple[Sel, ...]], kanan: list[Sel]) -> Iterator[tuple[Sel | None, ...]]:
    rentang = len(tengah)
    for nomor, isi in enumerate(tengah):
        if nomor:
            yield (*(None for _ in kiri), *isi, *(None for _ in kanan))
        else:
            yield (*_rentangkan(kiri, rentang), *isi, *_rentangkan(kanan, rentang))


def _rentangkan(sel: list[Sel], rentang: int) -> Iterator[Sel]:
    return (replace(satu, rentang=rentang) for satu in sel)
