"""From the rows of a Tahap 4 or 5 table to statements with their indicators: continuation rows, lists in one cell."""

import re
from dataclasses import replace

from pohon.importing.bacaan import Bacaan, BarisKinerja, Kutipan
from pohon.importing.judul import JenisTabel, Peran
from pohon.importing.ragam import (
    baca_jenis,
    baca_komponen,
    baca_rujukan,
    baca_tingkat,
    ejaan_crosscutting,
    teks_sambungan,
)
from pohon.importing.tabel import BarisTabel
from pohon.importing.teks import sama, sebaris, tanpa_nomor
from pohon.pecah import pecah_bernomor
from pohon.rules.teks import AWAL_UKURAN

_SAMBUNG = re.compile(r"\s*[&;]\s*(?=\(?[^\W\d_])")
_KOSONG = re.compile(r"[\W_]*")
_LABEL = (Peran.RUJUKAN, Peran.TINGKAT, Peran.KOMPONEN, Peran.JABATAN)


def baca_baris_kinerja(bacaan: Bacaan, jenis: JenisTabel) -> list[BarisKinerja]:
    """Return the statements of a stage in printed order, with everything that continues them."""
    hasil: list[BarisKinerja] = []
    for tabel in bacaan.tabel:
        if tabel.jenis != jenis:
            continue
        for baris in tabel.baris:
            if not _lanjutkan(bacaan, baris, hasil[-1] if hasil else None):
                hasil.extend(_baru(bacaan, baris, jenis))
    return hasil


def pecah_kondisi(teks: str) -> list[str]:
    """Return the statements of one cell: "1. … 2. …" gives two, without numbers and end points."""
    bagian = pecah_bernomor(sebaris(teks))
    return [satu.strip(" .;") for satu in bagian] if len(bagian) > 1 else [tanpa_nomor(satu) for satu in bagian]


def pecah_indikator(teks: str) -> list[str]:
    """Return the indicators of one cell: numbered, one a line, or joined by "&" or ";" before a further measure."""
    bagian = pecah_bernomor(sebaris(teks))
    if len(bagian) > 1:
        return [satu.strip(" .;") for satu in bagian]
    baris: list[str] = []
    for satu in (tanpa_nomor(sebaris(satu).lstrip("-•– ")) for satu in teks.split("\n")):
        if baris and not AWAL_UKURAN.match(satu):
            baris[-1] = f"{baris[-1]} {satu}".strip()
        elif satu:
            baris.append(satu)
    hasil: list[str] = []
    for satu in baris:
        awal = 0
        for cocok in _SAMBUNG.finditer(satu):
            if AWAL_UKURAN.match(satu[cocok.end() :]) and satu[awal : cocok.start()].strip():
                hasil.append(satu[awal : cocok.start()].strip())
                awal = cocok.end()
        hasil.append(satu[awal:].strip())
    return hasil


def _baru(bacaan: Bacaan, baris: BarisTabel, jenis: JenisTabel) -> list[BarisKinerja]:
    """Begin a statement, or several when the cell lists them; a row with nothing to say is noted."""
    teks = baris.teks(Peran.PERNYATAAN)
    if not teks and not baris.teks(Peran.INDIKATOR):
        bacaan.catat(baris.tempat, "dicatat", "baris tanpa kinerja dan tanpa indikator")
        bacaan.tersisa.extend(
            Kutipan(sebaris(sel.teks), sel.tempat) for sel in baris.isi.values() if not sel.gabung_atas
        )
        return []
    tempat = baris.tempat_sel(Peran.PERNYATAAN)
    bagian = pecah_kondisi(teks) if teks else [""]
    return [_isi(baris, jenis, Kutipan(satu, tempat), len(bagian) > 1) for satu in bagian]


def _isi(baris: BarisTabel, jenis: JenisTabel, pernyataan: Kutipan, pecahan: bool) -> BarisKinerja:
    tingkat = _kutip(baris, Peran.TINGKAT)
    komponen = _kutip(baris, Peran.KOMPONEN)
    hasil = BarisKinerja(
        jenis,
        baris,
        pernyataan,
        rujukan=_rujukan(baris.teks(Peran.RUJUKAN)),
        tingkat=tingkat,
        arti_tingkat=baca_tingkat(tingkat.teks) if tingkat else (),
        crosscutting=any(ejaan_crosscutting(baris.teks(peran)) for peran in (Peran.TINGKAT, Peran.INDIKATOR)),
        komponen=komponen,
        arti_komponen=baca_komponen(komponen.teks) if komponen else None,
        pecahan=pecahan,
    )
    _tambah_jabatan(hasil, baris)
    _tambah_indikator(hasil, baris, lanjutan=False)
    return hasil


def _rujukan(teks: str) -> int:
    """Return the stage the column Rujukan names: "Tahap 3", "Tahap III", or the bare number."""
    polos = teks.strip("(). ")
    return int(polos) if polos in ("1", "2", "3", "4", "5") else baca_rujukan(teks)


def _lanjutkan(bacaan: Bacaan, baris: BarisTabel, atas: BarisKinerja | None) -> bool:
    """Add a row without a statement of its own to the one above; return False when it is no continuation."""
    if atas is None:
        return False
    sendiri = baris.teks(Peran.PERNYATAAN, gabungan=False)
    if not sendiri and _ada(baris, Peran.INDIKATOR):
        tergabung = Peran.PERNYATAAN in baris.isi
        if _sambungan_teks(baris):
            _sambung(atas, baris)
        else:
            _tambah_indikator(atas, baris, lanjutan=not tergabung)
            _tambah_jabatan(atas, baris)
        bacaan.catat(baris.tempat, "dibaca", "lanjutan baris di atasnya")
        return True
    if not sendiri and _ada(baris, Peran.JABATAN):
        _tambah_jabatan(atas, baris)
        bacaan.catat(baris.tempat, "dibaca", "jabatan tambahan untuk baris di atasnya")
        return True
    if sendiri and _sambungan_teks(baris):
        _sambung(atas, baris)
        bacaan.catat(baris.tempat, "dibaca", "sambungan kalimat baris di atasnya")
        return True
    if sendiri and sama(sendiri, atas.pernyataan.teks) and _ada(baris, Peran.INDIKATOR) and _setingkat(baris, atas):
        _tambah_indikator(atas, baris, lanjutan=False)
        _tambah_jabatan(atas, baris)
        bacaan.catat(baris.tempat, "dibaca", "indikator lain untuk kinerja di atasnya")
        return True
    return False


def _setingkat(baris: BarisTabel, atas: BarisKinerja) -> bool:
    """Tell whether a repeated statement speaks of the same node: same level, another indicator."""
    tingkat = baris.teks(Peran.TINGKAT)
    return (not tingkat or baca_tingkat(tingkat) == atas.arti_tingkat) and not any(
        sama(baris.teks(Peran.INDIKATOR), satu.teks) for satu in atas.sel_indikator
    )


def _sambungan_teks(baris: BarisTabel) -> bool:
    """Tell whether a row only carries on sentences of the row above: small first letters, no label."""
    if any(_ada(baris, peran) for peran in _LABEL):
        return False
    teks = [baris.teks(peran, gabungan=False) for peran in (Peran.PERNYATAAN, Peran.INDIKATOR)]
    return all(teks_sambungan(satu) for satu in teks if satu)


def _sambung(atas: BarisKinerja, baris: BarisTabel) -> None:
    if teks := baris.teks(Peran.PERNYATAAN, gabungan=False):
        atas.pernyataan = replace(atas.pernyataan, teks=f"{atas.pernyataan.teks} {teks}")
    if (teks := baris.teks(Peran.INDIKATOR, gabungan=False)) and atas.indikator:
        atas.indikator[-1] = replace(atas.indikator[-1], teks=f"{atas.indikator[-1].teks} {teks}")


def _tambah_indikator(hasil: BarisKinerja, baris: BarisTabel, *, lanjutan: bool) -> None:
    if not _ada(baris, Peran.INDIKATOR):
        return
    sel = baris.isi[Peran.INDIKATOR]
    utuh = Kutipan(sebaris(sel.teks), sel.tempat)
    hasil.sel_indikator.append(utuh)
    if ejaan_crosscutting(utuh.teks):
        hasil.crosscutting = True
        return
    if baca_jenis(utuh.teks)[0] or baca_tingkat(utuh.teks):
        hasil.bukan_indikator.append(utuh)
        return
    bagian = [Kutipan(satu, sel.tempat) for satu in pecah_indikator(sel.teks) if not _KOSONG.fullmatch(satu)]
    hasil.indikator.extend(bagian)
    if len(bagian) > 1:
        hasil.gabungan.append(utuh)
    if lanjutan:
        hasil.lanjutan.append(utuh)


def _tambah_jabatan(hasil: BarisKinerja, baris: BarisTabel) -> None:
    sel = baris.isi.get(Peran.JABATAN)
    if sel is None or sel.gabung_atas and hasil.jabatan:
        return
    for satu in re.split(r"[;\n]", sel.teks):
        teks = sebaris(satu)
        if not _KOSONG.fullmatch(teks) and not any(sama(teks, lain.teks) for lain in hasil.jabatan):
            hasil.jabatan.append(Kutipan(teks, sel.tempat))


def _kutip(baris: BarisTabel, peran: Peran) -> Kutipan | None:
    teks = baris.teks(peran)
    return None if _KOSONG.fullmatch(teks) else Kutipan(teks, baris.tempat_sel(peran))


def _ada(baris: BarisTabel, peran: Peran) -> bool:
    return not _KOSONG.fullmatch(baris.teks(peran, gabungan=False))
