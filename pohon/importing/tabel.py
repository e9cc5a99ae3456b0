"""Finds the tables of Tahap 2 to 5 in the grids, by headings and by content, wherever they stand.

Gives rows whose cells have roles, and the text around the tables. What the rows mean together is `susun`'s affair.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pohon.choices import JenisSimpul
from pohon.importing.judul import (
    JenisTabel,
    Peran,
    baris_judul,
    jenis_tabel,
    peran_judul,
    tabel_crosscutting,
    tahap_disebut,
)
from pohon.importing.kisi import BarisKisi, Dokumen, Kisi, Sel, Tempat, Wadah
from pohon.importing.matriks import baris_matriks, kolom_jenis, muat_matriks
from pohon.importing.ragam import Ragam, baca_rujukan, ragam

# Which roles a table can have, and the wording that betrays each.
_ISI_PERAN: dict[Peran, Ragam] = {
    Peran.NOMOR: Ragam.NOMOR,
    Peran.RUJUKAN: Ragam.RUJUKAN,
    Peran.TINGKAT: Ragam.TINGKAT,
    Peran.KOMPONEN: Ragam.KOMPONEN,
    Peran.JABATAN: Ragam.JABATAN,
    Peran.JENIS: Ragam.JENIS,
    Peran.INDIKATOR: Ragam.INDIKATOR,
    Peran.CSF: Ragam.MASALAH,
}
_LABEL = (Peran.RUJUKAN, Peran.TINGKAT, Peran.JENIS, Peran.KOMPONEN, Peran.NOMOR, Peran.JABATAN)
# A column holds labels of one sort when this part of its filled cells reads so; positions vary more than levels.
_BAGIAN_LABEL = 0.5
_BAGIAN_TEKS = 0.3


@dataclass(frozen=True)
class BarisTabel:
    """A row of a recognised table. `lain` holds cells of unknown columns by heading; `geser` how far cells moved."""

    tempat: Tempat
    isi: dict[Peran, Sel]
    lain: tuple[tuple[str, Sel], ...] = ()
    geser: int = 0

    def teks(self, peran: Peran, *, gabungan: bool = True) -> str:
        """Return the text of a role on one line; of a merged cell from above only when `gabungan`."""
        sel = self.isi.get(peran)
        if sel is None or (sel.gabung_atas and not gabungan):
            return ""
        return " ".join(sel.teks.split())

    def tempat_sel(self, peran: Peran) -> Tempat:
        """Return where a role's cell stands, or else the row."""
        return self.isi[peran].tempat if peran in self.isi else self.tempat


@dataclass
class Tabel:
    """A recognised table, or a piece of one. `judul` is the text of its CSF heading, for Tahap 2."""

    jenis: JenisTabel
    kolom: dict[int, Peran]
    nama_kolom: dict[int, str]
    tempat: Tempat
    judul: str = ""
    tanpa_judul: bool = False
    matriks: dict[int, JenisSimpul] = field(default_factory=dict)
    baris: list[BarisTabel] = field(default_factory=list)


@dataclass
class _Potongan:
    """Rows that belong together, with the headings above them, if any."""

    petunjuk: str
    judul: BarisKisi | None
    peran: dict[int, Peran]
    crosscutting: bool = False
    matriks: dict[int, JenisSimpul] = field(default_factory=dict)
    baris: list[BarisKisi] = field(default_factory=list)


@dataclass
class HasilTabel:
    """Every table found and every row outside of them."""

    tabel: list[Tabel] = field(default_factory=list)
    bebas: list[Sel] = field(default_factory=list)
    tak_dikenal: list[BarisKisi] = field(default_factory=list)


def cari_tabel(dokumen: Dokumen) -> HasilTabel:
    """Return the tables of a document in reading order, with the free text around them."""
    hasil = HasilTabel()
    for kisi in (bagian for satu in dokumen.kisi for bagian in _belah(satu)):
        if kisi.wadah == Wadah.PARAGRAF:
            hasil.bebas.extend(sel for baris in kisi.baris for sel in baris.sel)
            continue
        for potongan in _potong(kisi, hasil.bebas):
            _kenali(potongan, hasil)
    return hasil


def _belah(kisi: Kisi) -> list[Kisi]:
    """Part a sheet into tables that stand side by side: at columns without any cell, if each side has headings."""
    terisi = sorted({sel.tempat.kolom for baris in kisi.baris for sel in baris.sel if sel})
    kelompok: list[list[int]] = []
    for kolom in terisi:
        if kelompok and kelompok[-1][-1] == kolom - 1:
            kelompok[-1].append(kolom)
        else:
            kelompok.append([kolom])
    if len(kelompok) < 2:
        return [kisi]
    bagian = [
        Kisi(
            kisi.wadah,
            kisi.nama,
            kisi.petunjuk,
            tuple(
                BarisKisi(baris.tempat, sel)
                for baris in kisi.baris
                if any(sel := tuple(satu for satu in baris.sel if satu.tempat.kolom in kolom))
            ),
        )
        for kolom in kelompok
    ]
    berjudul = [any(baris_judul(baris) for baris in satu.baris) for satu in bagian]
    return bagian if all(berjudul) else [kisi]


def _potong(kisi: Kisi, bebas: list[Sel]) -> Iterator[_Potongan]:
    """Cut a grid at its rows of headings and at titles of stages; text above the first table goes to `bebas`."""
    petunjuk = tahap_disebut(kisi.petunjuk)
    kini: _Potongan | None = None
    for baris in kisi.baris:
        terisi = baris.terisi
        judul = baris_judul(baris)
        if matriks := kolom_jenis(baris):
            if kini is not None:
                yield kini
            kini = _Potongan(petunjuk, baris, {}, matriks=matriks)
        elif judul is not None:
            if kini is not None and kini.judul is not None and not kini.baris and not _saling_bantah(kini.peran, judul):
                kini.peran = {**judul, **kini.peran}  # a second row of headings under merged ones
                continue
            if kini is not None:
                yield kini
            kini = _Potongan(petunjuk, baris, judul, tabel_crosscutting(baris))
        elif len(terisi) == 1 and (tahap := _judul_tahap(terisi[0].teks)):
            if kini is not None:
                yield kini
            kini, petunjuk = None, tahap
            bebas.append(terisi[0])
        elif _nomor_kolom(baris):
            continue
        elif kini is None and len(terisi) == 1:
            bebas.append(terisi[0])
        elif kini is None:
            kini = _Potongan(petunjuk, None, {})
            kini.baris.append(baris)
        elif kini.judul is not None and not kini.baris and _judul_lanjutan(baris):
            for sel in terisi:
                if (peran := peran_judul(sel.teks)) and peran not in kini.peran.values():
                    kini.peran.setdefault(sel.tempat.kolom, peran)
        else:
            kini.baris.append(baris)
    if kini is not None:
        yield kini


def _judul_tahap(teks: str) -> str:
    """Return the stage a title of its own line names; the reference "Tahap 3" of a data row stands among others."""
    return tahap_disebut(teks) if teks.casefold().lstrip().startswith("tahap") else ""


def _saling_bantah(lama: dict[int, Peran], baru: dict[int, Peran]) -> bool:
    return bool(set(lama.values()) & set(baru.values()))


def _judul_lanjutan(baris: BarisKisi) -> bool:
    """Tell whether a row holds nothing but headings, too few to be recognised alone."""
    return all(peran_judul(sel.teks) and not ragam(sel.teks) for sel in baris.terisi)


def _nomor_kolom(baris: BarisKisi) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    angka = [sel.teks.strip("() .") for sel in baris.terisi]
    return len(angka) > 1 and angka == [str(nomor) for nomor in range(1, len(angka) + 1)]


def _kenali(potongan: _Potongan, hasil: HasilTabel) -> None:
    """Give the piece its stage and columns and add it to the result, or keep its rows as not recognised."""
    atas_matriks = hasil.tabel[-1].matriks if hasil.tabel and potongan.judul is None else {}
    if atas_matriks and all(muat_matriks(satu, atas_matriks) for satu in potongan.baris):
        potongan.matriks = atas_matriks
    if potongan.matriks:
        hasil.tabel.append(_tabel_matriks(potongan))
        return
    if potongan.crosscutting:
        jenis: JenisTabel | None = JenisTabel.CROSSCUTTING
        kolom = dict(potongan.peran)
    else:
        kolom = _kolom(potongan)
        jenis = jenis_tabel(set(kolom.values()), potongan.petunjuk)
        if jenis == JenisTabel.TAHAP_3 or (potongan.judul is None and jenis == JenisTabel.TAHAP_2):
            kolom = _kolom_kondisi(kolom, potongan.baris, jenis)
    if potongan.judul is None and hasil.tabel and _lanjutan(potongan.baris, kolom, hasil.tabel[-1]):
        atas = hasil.tabel[-1]
        jenis, kolom = atas.jenis, atas.kolom
    if jenis is None:
        hasil.tak_dikenal.extend(potongan.baris)
        return
    judul = {sel.tempat.kolom: sel.teks for sel in potongan.judul.sel if sel} if potongan.judul else {}
    if jenis == JenisTabel.TAHAP_4 and _lanjutan_tahap_5(potongan, judul, hasil.tabel):
        jenis, kolom = JenisTabel.TAHAP_5, hasil.tabel[-1].kolom
    tempat = potongan.judul.tempat if potongan.judul else potongan.baris[0].tempat
    csf = next((nomor for nomor, peran in kolom.items() if peran == Peran.CSF), 0)
    tabel = Tabel(jenis, kolom, judul, tempat, judul.get(csf, ""), potongan.judul is None)
    tabel.baris = [_baris(satu, tabel) for satu in potongan.baris]
    hasil.tabel.append(tabel)


def _tabel_matriks(potongan: _Potongan) -> Tabel:
    """Return the table of Tahap 3 whose columns are the kinds, a row for each of its statements."""
    atas = potongan.judul or potongan.baris[0]
    judul = {sel.tempat.kolom: sel.teks for sel in atas.terisi} if potongan.judul else {}
    tabel = Tabel(JenisTabel.TAHAP_3, {}, judul, atas.tempat, tanpa_judul=potongan.judul is None)
    tabel.matriks = potongan.matriks
    tabel.baris = [
        BarisTabel(satu.tempat, isi) for satu in potongan.baris for isi in baris_matriks(satu, potongan.matriks)
    ]
    return tabel


def _lanjutan_tahap_5(potongan: _Potongan, judul: dict[int, str], tabel: list[Tabel]) -> bool:
    """Tell whether rows under the headings of Tahap 4 carry on a Tahap 5 above.

    Real documents leave the last two headings of Tahap 5 empty, and crosscutting rows leave those cells empty too.
    """
    if not tabel or tabel[-1].jenis != JenisTabel.TAHAP_5 or potongan.petunjuk == JenisTabel.TAHAP_4:
        return False
    sama_judul = [satu.casefold() for satu in tabel[-1].nama_kolom.values()] == [
        satu.casefold() for satu in judul.values()
    ]
    mulai_lagi = any(baca_rujukan(sel.teks) == 1 for baris in potongan.baris[:1] for sel in baris.terisi)
    return sama_judul and not mulai_lagi


def _lanjutan(baris: list[BarisKisi], kolom: dict[int, Peran], atas: Tabel) -> bool:
    """Tell whether rows without headings carry on the table above (a Word table split over pages).

    They do when they fit its columns at least as well as those that their own wording suggests.
    """
    if max(sel.tempat.kolom for satu in baris for sel in satu.terisi) > max(atas.kolom, default=0):
        return False

    def nilai(calon: dict[int, Peran]) -> int:
        coba = Tabel(atas.jenis, calon, {}, atas.tempat)
        return sum(_kecocokan(satu, coba, _geseran(satu, coba))[0] for satu in baris)

    return nilai(atas.kolom) >= max(nilai(kolom), 1)


def _kolom(potongan: _Potongan) -> dict[int, Peran]:
    """Return column → role: the headings' word, corrected and completed by what the cells say."""
    kolom = dict(potongan.peran)
    hitung = _hitung(potongan.baris)
    keluarga = _keluarga(kolom)
    for nomor in sorted(hitung):
        if nomor in kolom and (kolom[nomor] not in _LABEL or kolom[nomor] == Peran.NOMOR):
            continue
        calon = [peran for peran in _LABEL if peran in keluarga and _bagian(hitung[nomor], peran) >= _BAGIAN_LABEL]
        if nomor in kolom and (not calon or kolom[nomor] in calon):
            continue
        calon = [peran for peran in calon if peran not in kolom.values() or kolom.get(nomor) == peran]
        if calon:
            kolom[nomor] = max(calon, key=lambda peran: _bagian(hitung[nomor], peran))
    for peran in (Peran.INDIKATOR, Peran.CSF):
        if peran in keluarga and peran not in kolom.values():
            sisa = [nomor for nomor in hitung if nomor not in kolom and _bagian(hitung[nomor], peran) >= _BAGIAN_TEKS]
            if sisa:
                kolom[max(sisa, key=lambda nomor: _bagian(hitung[nomor], peran))] = peran
    return _lengkapi(kolom, hitung, keluarga)


def _keluarga(kolom: dict[int, Peran]) -> set[Peran]:
    """Return the roles that can stand beside those the headings name; all of them without headings."""
    dikenal = set(kolom.values())
    empat_lima = {Peran.RUJUKAN, Peran.INDIKATOR, Peran.TINGKAT, Peran.KOMPONEN, Peran.JABATAN, Peran.PERNYATAAN}
    if Peran.CSF in dikenal:
        return {Peran.NOMOR, Peran.CSF, Peran.KONDISI, Peran.SUMBER}
    if dikenal & {Peran.RUJUKAN, Peran.INDIKATOR, Peran.KOMPONEN, Peran.JABATAN}:
        return empat_lima | {Peran.NOMOR}
    if Peran.KONDISI in dikenal:
        return {Peran.NOMOR, Peran.KONDISI, Peran.PERNYATAAN, Peran.JENIS} | (
            {Peran.CSF, Peran.SUMBER} if Peran.PERNYATAAN not in dikenal else set()
        )
    return empat_lima | {Peran.NOMOR, Peran.JENIS, Peran.KONDISI, Peran.CSF}


def _lengkapi(kolom: dict[int, Peran], hitung: dict[int, Counter[str]], keluarga: set[Peran]) -> dict[int, Peran]:
    """Name the columns of statements that no heading named: the fullest first."""
    butuh = []
    if Peran.CSF in kolom.values() and Peran.CSF in keluarga:
        butuh = [Peran.KONDISI]
    elif set(kolom.values()) & {Peran.INDIKATOR, Peran.TINGKAT, Peran.RUJUKAN, Peran.KOMPONEN, Peran.JENIS}:
        butuh = [Peran.PERNYATAAN]
    for peran in butuh:
        if peran in kolom.values():
            continue
        sisa = [nomor for nomor in hitung if nomor not in kolom and hitung[nomor][Ragam.PERNYATAAN]]
        if sisa:
            kolom[max(sisa, key=lambda nomor: hitung[nomor][Ragam.PERNYATAAN])] = peran
    if Peran.CSF in kolom.values() and Peran.SUMBER not in kolom.values():
        sisa = [nomor for nomor in hitung if nomor not in kolom and not hitung[nomor][Ragam.NOMOR]]
        if len(sisa) == 1:
            kolom[sisa[0]] = Peran.SUMBER  # the unnamed source column (DOMAIN.md, "The printed booklet")
    return kolom


def _kolom_kondisi(kolom: dict[int, Peran], baris: list[BarisKisi], jenis: JenisTabel) -> dict[int, Peran]:
    """Name the Tahap-2 condition's column of Tahap 3 where no heading does: the other column of statements."""
    if jenis == JenisTabel.TAHAP_3 and Peran.KONDISI not in kolom.values():
        hitung = _hitung(baris)
        sisa = [nomor for nomor in sorted(hitung) if nomor not in kolom and hitung[nomor][Ragam.PERNYATAAN]]
        if sisa:
            kolom[sisa[0]] = Peran.KONDISI
    return kolom


def _hitung(baris: Iterable[BarisKisi]) -> dict[int, Counter[str]]:
    """Return, by column, how many filled cells read as what; "" counts all filled cells."""
    hasil: dict[int, Counter[str]] = {}
    for satu in baris:
        for sel in satu.terisi:
            hitungan = hasil.setdefault(sel.tempat.kolom, Counter())
            hitungan[""] += 1
            hitungan.update(ragam(sel.teks))
    return hasil


def _bagian(hitungan: Counter[str], peran: Peran) -> float:
    return hitungan[_ISI_PERAN[peran]] / hitungan[""] if hitungan[""] else 0.0


def _baris(baris: BarisKisi, tabel: Tabel) -> BarisTabel:
    """Give the cells of a row their roles, moved by a column or two where only that makes sense."""
    geser = _geseran(baris, tabel)
    isi: dict[Peran, Sel] = {}
    lain = []
    for sel in baris.sel:
        kolom = sel.tempat.kolom + geser
        peran = tabel.kolom.get(kolom, Peran.LAIN)
        if not sel:
            continue
        if peran == Peran.LAIN:
            if not sel.gabung_atas:
                lain.append((tabel.nama_kolom.get(kolom) or f"kolom {sel.tempat.label_kolom}", sel))
        else:
            isi[peran] = sel
    return BarisTabel(baris.tempat, isi, tuple(lain), geser)


def _geseran(baris: BarisKisi, tabel: Tabel) -> int:
    """Return by how many columns the cells of a row stand beside their own; 0 when they fit as they are."""
    nol = _kecocokan(baris, tabel, 0)
    if nol[1] == 0 or not tabel.kolom:
        return 0
    calon = [
        (nilai, -abs(geser), geser)
        for geser in (1, -1, 2, -2)
        if (nilai := _kecocokan(baris, tabel, geser)[0]) > nol[0] and _muat(baris, tabel, geser)
    ]
    return max(calon)[2] if calon else 0


def _muat(baris: BarisKisi, tabel: Tabel, geser: int) -> bool:
    """Tell whether every filled cell lands in a column of the table."""
    return all(sel.tempat.kolom + geser in tabel.kolom for sel in baris.terisi)


def _kecocokan(baris: BarisKisi, tabel: Tabel, geser: int) -> tuple[int, int]:
    """Return (points, contradictions) for the row's cells read `geser` columns further right."""
    nilai = bantah = 0
    for sel in baris.terisi:
        peran = tabel.kolom.get(sel.tempat.kolom + geser)
        makna = ragam(sel.teks)
        label = makna & {_ISI_PERAN[satu] for satu in _LABEL}
        if peran is None:
            continue
        if peran in _LABEL and _ISI_PERAN[peran] in makna:
            nilai += 2
        elif label and peran not in (Peran.INDIKATOR, Peran.SUMBER):
            # A label in a column of sentences, or of another sort of label.
            nilai -= 2
            bantah += 1
        elif label and Ragam.JENIS not in makna:
            nilai -= 2
            bantah += 1
        elif peran in _LABEL and makna & {Ragam.PERNYATAAN, Ragam.INDIKATOR}:
            nilai -= 1
            bantah += 1
        elif (peran == Peran.INDIKATOR and Ragam.INDIKATOR in makna) or (
            peran == Peran.PERNYATAAN and Ragam.PERNYATAAN in makna
        ):
            nilai += 1
    return nilai, bantah
