"""Builds the tree from Tahap 2 and 3 and joins Tahap 4 and 5 to it. Contradictions are left for the rules to find."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from pohon.choices import JenisSimpul, Tingkat
from pohon.importing.bacaan import Bacaan, BarisKinerja, Kutipan, SimpulBaca
from pohon.importing.baris_kinerja import baca_baris_kinerja
from pohon.importing.berkas import GalatBerkas
from pohon.importing.jodoh import jodohkan, selaraskan
from pohon.importing.judul import JenisTabel
from pohon.importing.kisi import Dokumen
from pohon.importing.naskah_bebas import baca_naskah
from pohon.importing.padukan import padukan
from pohon.importing.tabel import cari_tabel
from pohon.importing.tahap_2 import CSFBaca, baca_csf
from pohon.importing.tahap_3 import (
    BarisKondisi,
    KelompokKondisi,
    baca_kelompok,
    jenis_baris,
    kelompok_dari_kinerja,
    susun_kelompok,
)
from pohon.importing.teks import AMBANG_SAMA, awalan, kemiripan
from pohon.rules.teks import baku

BELUM_DIISI = "(belum diisi)"
# A tree has 25 to 300 nodes; joining compares, in the worst case, every row with every node (800: 10 s).
BARIS_KINERJA_TERBANYAK = 800
# Conditions left over at the same place of Tahap 2 and 3 are one when this much of their text agrees.
_AMBANG_SETEMPAT = 55.0
_AWAL_CSF = re.compile(r"^\W*(?:csf|critical success factors?)\b\W*(?:untuk|dari)?\s*", re.IGNORECASE)


def pahami(dokumen: Dokumen, pemilik: str = "") -> Bacaan:
    """Return the reading of a document; `pemilik` is the agency it is read for.

    Raises GalatBerkas when it holds none of the tables of Tahap 2 to 5, or too many rows of them.
    """
    ketemu = cari_tabel(dokumen)
    bacaan = Bacaan(dokumen, ketemu.tabel, baca_naskah((), ()), pemilik=pemilik)
    if not any(satu.jenis != JenisTabel.CROSSCUTTING and satu.baris for satu in ketemu.tabel):
        raise GalatBerkas(
            "Tidak ditemukan tabel Tahap 2, 3, 4, atau 5 di dalam berkas ini. Pastikan judul kolomnya masih ada, "
            "misalnya “Rujukan Tahapan”, “Kinerja”, dan “Indikator Kinerja”."
        )
    if max(sum(len(satu.baris) for satu in ketemu.tabel if satu.jenis == jenis) for jenis in JenisTabel) > (
        BARIS_KINERJA_TERBANYAK
    ):
        raise GalatBerkas("Satu tahap memuat lebih dari 800 baris. Impor pohon satu perangkat daerah saja.")
    for jenis in (JenisTabel.TAHAP_4, JenisTabel.TAHAP_5):
        bacaan.baris[jenis] = baca_baris_kinerja(bacaan, jenis)
    acuan = [
        satu.pernyataan.teks
        for baris in bacaan.baris.values()
        for satu in baris
        if jenis_baris(satu) == JenisSimpul.OUTCOME
    ]
    bacaan.naskah = baca_naskah(ketemu.bebas, acuan)
    for baris in ketemu.tak_dikenal:
        bacaan.catat(baris.tempat, "dicatat", "di luar tabel yang dikenal")
        bacaan.tersisa.extend(Kutipan(" ".join(sel.teks.split()), sel.tempat) for sel in baris.terisi)
    _susun_pohon(bacaan)
    for jenis in (JenisTabel.TAHAP_4, JenisTabel.TAHAP_5):
        jodohkan(bacaan.baris[jenis], bacaan.tampil())
        for satu in bacaan.baris[jenis]:
            if satu.simpul is not None:
                satu.simpul.baris.setdefault(jenis, []).append(satu)
    padukan(bacaan)
    return bacaan


def _susun_pohon(bacaan: Bacaan) -> None:
    """Make outcomes, CSFs, conditions and what is below them."""
    csf = baca_csf(bacaan)
    kinerja = [satu for baris in bacaan.baris.values() for satu in baris]
    kelompok = baca_kelompok(bacaan, [satu.teks for lain in csf for satu in lain.kondisi])
    if not kelompok:
        bacaan.tanpa_tahap_3 = True
        kelompok = kelompok_dari_kinerja(bacaan.baris[JenisTabel.TAHAP_4] or bacaan.baris[JenisTabel.TAHAP_5])
    if len(kelompok) == 1 and not kelompok[0].kondisi.teks:
        kelompok = _bagi_menurut_kinerja(kelompok[0].baris, csf, kinerja)
    bacaan.simpul = _outcome(bacaan, csf)
    _susun_csf(bacaan, csf, kelompok, kinerja)


def _outcome(bacaan: Bacaan, csf: Sequence[CSFBaca]) -> list[SimpulBaca]:
    """Return the outcomes: from Tahap 1, completed by Tahap 4 and 5; else from the headings of the CSF tables."""
    hasil: list[SimpulBaca] = []
    sumber: list[tuple[JenisTabel | str, Kutipan]] = [("1", satu) for satu in bacaan.naskah.outcome]
    for jenis, baris in bacaan.baris.items():
        sumber.extend((jenis, satu.pernyataan) for satu in baris if jenis_baris(satu) == JenisSimpul.OUTCOME)
    for asal, kutipan in sumber:
        dikenal = next((satu for satu in hasil if kemiripan(satu.pernyataan, kutipan.teks) >= AMBANG_SAMA), None)
        if dikenal is None and kutipan.teks:
            dikenal = SimpulBaca(JenisSimpul.OUTCOME, kutipan.teks, kutipan.tempat)
            hasil.append(dikenal)
        if dikenal is not None:
            dikenal.tulisan.setdefault(asal, kutipan)
            if awalan(dikenal.pernyataan, kutipan.teks) and len(kutipan.teks) > len(dikenal.pernyataan):
                dikenal.pernyataan = kutipan.teks
    if not hasil:
        judul = {baku(satu.judul.teks): satu.judul for satu in csf if _AWAL_CSF.sub("", satu.judul.teks)}
        hasil = [
            SimpulBaca(JenisSimpul.OUTCOME, _AWAL_CSF.sub("", satu.teks), satu.tempat, jenis_dari="judul")
            for satu in judul.values()
        ]
    return hasil or [SimpulBaca(JenisSimpul.OUTCOME, BELUM_DIISI, jenis_dari="kosong")]


def _susun_csf(
    bacaan: Bacaan, csf: Sequence[CSFBaca], kelompok: Sequence[KelompokKondisi], kinerja: list[BarisKinerja]
) -> None:
    """Hang CSFs below their outcomes and conditions below their CSFs, each with its group of Tahap 3."""
    kondisi = [(satu, kutipan) for satu in csf for kutipan in satu.kondisi]
    pasangan = dict(_pasangkan([kutipan.teks for _, kutipan in kondisi], [satu.kondisi.teks for satu in kelompok]))
    berpasangan = set(pasangan.values())
    tempat = _tempat_outcome(bacaan.simpul, csf)
    simpul_csf: dict[int, SimpulBaca] = {}
    # Groups of Tahap 3 that Tahap 2 does not know, by the number of the known condition they follow.
    nomor_kelompok = {kelompok: nomor for nomor, kelompok in pasangan.items()}
    asing: dict[int, list[KelompokKondisi]] = {}
    terakhir = -1
    for nomor, satu in enumerate(kelompok):
        terakhir = nomor_kelompok.get(nomor, terakhir)
        if nomor not in berpasangan:
            asing.setdefault(terakhir, []).append(satu)
    _tambah_asing(asing.get(-1, ()), bacaan.simpul[0], kinerja)
    for baris in csf:
        outcome = tempat[id(baris)]
        induk = outcome.tambah(
            SimpulBaca(JenisSimpul.CSF, baris.csf.teks or BELUM_DIISI, baris.csf.tempat, sumber=baris.sumber)
        )
        induk.nomor_csf = baris.nomor
        induk.tulisan[JenisTabel.TAHAP_2] = baris.csf
        outcome.judul_csf = outcome.judul_csf or baris.judul.teks
        simpul_csf[id(baris)] = induk
    for nomor, (milik_csf, kutipan) in enumerate(kondisi):
        milik = kelompok[pasangan[nomor]] if nomor in pasangan else None
        simpul = _kondisi(kutipan, milik)
        simpul_csf[id(milik_csf)].tambah(simpul)
        if milik is not None:
            susun_kelompok(simpul, milik, kinerja)
        _tambah_asing(asing.get(nomor, ()), tempat[id(milik_csf)], kinerja)


def _tambah_asing(kelompok: Sequence[KelompokKondisi], outcome: SimpulBaca, kinerja: list[BarisKinerja]) -> None:
    """Add conditions that no CSF yields, each under a CSF still to be written."""
    for satu in kelompok:
        csf = outcome.tambah(SimpulBaca(JenisSimpul.CSF, BELUM_DIISI, None, jenis_dari="kosong"))
        simpul = _kondisi(None, satu)
        csf.tambah(simpul)
        susun_kelompok(simpul, satu, kinerja)


def _kondisi(tahap_2: Kutipan | None, kelompok: KelompokKondisi | None) -> SimpulBaca:
    """Return a condition with its wording in both tables: that of Tahap 3, unless it is cut off there."""
    utama = kelompok.kondisi if kelompok and kelompok.kondisi.teks else tahap_2
    if utama is None:
        utama = Kutipan(BELUM_DIISI, kelompok.kondisi.tempat) if kelompok else Kutipan(BELUM_DIISI, None)  # type: ignore[arg-type]
    if tahap_2 and awalan(utama.teks, tahap_2.teks) and len(tahap_2.teks) > len(utama.teks):
        utama = tahap_2
    simpul = SimpulBaca(JenisSimpul.KONDISI, utama.teks, utama.tempat)
    simpul.crosscutting = kelompok.crosscutting if kelompok else ()
    if tahap_2:
        simpul.tulisan[JenisTabel.TAHAP_2] = tahap_2
    if kelompok and kelompok.kondisi.teks:
        simpul.tulisan[JenisTabel.TAHAP_3] = kelompok.kondisi
    return simpul


def _pasangkan(kiri: Sequence[str], kanan: Sequence[str]) -> list[tuple[int, int]]:
    """Return which condition of Tahap 2 is which of Tahap 3: in order, then elsewhere, then what is left nearby."""

    def nilai(satu: str, lain: str) -> float:
        angka = kemiripan(satu, lain)
        return angka if angka >= AMBANG_SAMA else 0.0

    pasangan = selaraskan(kiri, kanan, nilai)
    sisa_kiri = [nomor for nomor in range(len(kiri)) if nomor not in {satu for satu, _ in pasangan}]
    sisa_kanan = [nomor for nomor in range(len(kanan)) if nomor not in {satu for _, satu in pasangan}]
    for ambang in (AMBANG_SAMA, _AMBANG_SETEMPAT):
        for satu in list(sisa_kiri):
            calon = [(kemiripan(kiri[satu], kanan[lain]), -abs(lain - satu), lain) for lain in sisa_kanan]
            if calon and (terbaik := max(calon))[0] >= ambang:
                pasangan.append((satu, terbaik[2]))
                sisa_kiri.remove(satu)
                sisa_kanan.remove(terbaik[2])
    return pasangan


def _tempat_outcome(outcome: Sequence[SimpulBaca], csf: Sequence[CSFBaca]) -> dict[int, SimpulBaca]:
    """Return the outcome of each CSF: the one its table's heading names, else the tables in order."""
    judul = list(dict.fromkeys(satu.judul.teks for satu in csf))
    milik: dict[str, SimpulBaca] = {}
    for nomor, teks in enumerate(judul):
        polos = baku(_AWAL_CSF.sub("", teks))
        nilai = [(fuzz.token_set_ratio(polos, baku(satu.pernyataan)), -urutan) for urutan, satu in enumerate(outcome)]
        terbaik = max(nilai)
        milik[teks] = (
            outcome[-terbaik[1]] if polos and terbaik[0] >= AMBANG_SAMA else outcome[min(nomor, len(outcome) - 1)]
        )
    return {id(satu): milik[satu.judul.teks] for satu in csf}


def _bagi_menurut_kinerja(
    baris: Sequence[BarisKondisi], csf: Sequence[CSFBaca], kinerja: Sequence[BarisKinerja]
) -> list[KelompokKondisi]:
    """Part the statements of a Tahap 3 that lost its first column: where Tahap 4 prints a condition, a group begins.

    Without such a sign each `kondisi antara utama` goes to the next condition of Tahap 2.
    """
    kondisi = [kutipan for satu in csf for kutipan in satu.kondisi]
    if not kondisi:
        kondisi = [satu.pernyataan for satu in kinerja if jenis_baris(satu) == JenisSimpul.KONDISI] or [
            Kutipan(BELUM_DIISI, baris[0].tempat)
        ]
    milik: dict[int, str] = {}
    kini = ""
    for satu in kinerja:
        if jenis_baris(satu) == JenisSimpul.KONDISI:
            kini = satu.pernyataan.teks
        elif Tingkat.TAKTIKAL_INTERMEDIATE in satu.arti_tingkat and kini:
            for nomor, lain in enumerate(baris):
                if kemiripan(lain.pernyataan, satu.pernyataan.teks) >= AMBANG_SAMA:
                    milik.setdefault(nomor, kini)
    hasil = [KelompokKondisi(satu) for satu in kondisi]
    tujuan = 0
    utama_ke = -1
    for nomor, turunan in enumerate(baris):
        if turunan.jenis == JenisSimpul.ANTARA_UTAMA or nomor == 0:
            utama_ke += 1
            tujuan = min(max(tujuan, utama_ke if not milik else tujuan), len(hasil) - 1)
            if nomor in milik:
                nilai = [kemiripan(lain.kondisi.teks, milik[nomor]) for lain in hasil]
                tujuan = nilai.index(max(nilai))
        hasil[tujuan].baris.append(turunan)
    return hasil
