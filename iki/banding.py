"""How the positions of two IKI decrees differ: added, changed, dropped. Pure.

Positions are known by their identity, sasaran and indicators too; where a decree was drafted anew (an import replaced
the rows) those of equal words are taken for the same.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran
from instansi.teks import desimal
from naskah.banding import BedaBaris, BedaSel

LABEL_INDIKATOR = {
    "nama": "Indikator",
    "label_formula": "Jenis formulasi",
    "pembilang": "Pembilang",
    "penyebut": "Penyebut",
    "formula": "Uraian formulasi",
    "sumber": "Sumber data",
    "keterangan": "Keterangan",
}
_B = TypeVar("_B", BarisPosisi, BarisSasaran, BarisIndikator)


def beda_iki(lama: BarisIki, baru: BarisIki) -> list[BedaBaris]:
    """Return the differences position by position, in the order of the new book; dropped positions last."""
    pasangan, sisa = pasangkan(lama.posisi, baru.posisi, lambda satu: satu.nama)
    hasil: list[BedaBaris] = []
    for satu in baru.posisi:
        asal = pasangan.get(satu.identitas)
        if asal is None:
            hasil.append(BedaBaris(_bagian(satu), "ditambah", "Jabatan", (BedaSel("", "", _ringkas(satu)),)))
            continue
        hasil.extend(_beda_posisi(lama, baru, asal, satu))
    hasil += [BedaBaris(_bagian(satu), "dihapus", "Jabatan", (BedaSel("", _ringkas(satu), ""),)) for satu in sisa]
    return hasil


def pasangkan(lama: Sequence[_B], baru: Sequence[_B], kata: Callable[[_B], str]) -> tuple[dict[UUID, _B], list[_B]]:
    """Return for each new row that has one the old row it was, by the new one's identity, and the old rows left."""
    sisa = {satu.identitas: satu for satu in lama}
    pasangan = {satu.identitas: sisa.pop(satu.identitas) for satu in baru if satu.identitas in sisa}
    menurut_kata: dict[str, list[_B]] = {}
    for satu in sisa.values():
        menurut_kata.setdefault(kata(satu).casefold(), []).append(satu)
    for satu in baru:
        calon = menurut_kata.get(kata(satu).casefold())
        if satu.identitas not in pasangan and calon:
            pasangan[satu.identitas] = calon.pop(0)
            del sisa[pasangan[satu.identitas].identitas]
    return pasangan, list(sisa.values())


def _beda_posisi(lama: BarisIki, baru: BarisIki, asal: BarisPosisi, satu: BarisPosisi) -> list[BedaBaris]:
    bagian = _bagian(satu)
    sel = [
        BedaSel(label, sebelum, sesudah)
        for label, sebelum, sesudah in (
            ("Nama", asal.nama, satu.nama),
            ("Jenjang", asal.label_jenjang, satu.label_jenjang),
            ("Atasan", _nama_atasan(lama, asal), _nama_atasan(baru, satu)),
            ("Tugas", asal.tugas, satu.tugas),
        )
        if sebelum != sesudah
    ]
    hasil = [BedaBaris(bagian, "diubah", "Jabatan", tuple(sel))] if sel else []
    hasil += [
        BedaBaris(bagian, "ditambah", "Fungsi", (BedaSel("", "", teks),))
        for teks in satu.fungsi
        if teks not in asal.fungsi
    ]
    hasil += [
        BedaBaris(bagian, "dihapus", "Fungsi", (BedaSel("", teks, ""),))
        for teks in asal.fungsi
        if teks not in satu.fungsi
    ]
    if not hasil and asal.fungsi != satu.fungsi:
        hasil.append(BedaBaris(bagian, "diubah", "Urutan fungsi"))
    return hasil + _beda_sasaran(bagian, asal, satu)


def _beda_sasaran(bagian: str, asal: BarisPosisi, satu: BarisPosisi) -> list[BedaBaris]:
    pasangan, sisa = pasangkan(asal.sasaran, satu.sasaran, lambda baris: baris.teks)
    hasil: list[BedaBaris] = []
    for baris in satu.sasaran:
        judul = f"Sasaran {baris.nomor}"
        semula = pasangan.get(baris.identitas)
        if semula is None:
            hasil.append(BedaBaris(bagian, "ditambah", judul, (BedaSel("", "", baris.teks),)))
        elif semula.teks != baris.teks or semula.mendukung_teks != baris.mendukung_teks:
            sel = (
                BedaSel("Sasaran", semula.teks, baris.teks),
                BedaSel("Mendukung", semula.mendukung_teks, baris.mendukung_teks),
            )
            hasil.append(BedaBaris(bagian, "diubah", judul, tuple(s for s in sel if s.lama != s.baru)))
        hasil.extend(_beda_indikator(bagian, semula.indikator if semula else (), baris))
    hasil += [BedaBaris(bagian, "dihapus", f"Sasaran {baris.nomor}", (BedaSel("", baris.teks, ""),)) for baris in sisa]
    return hasil


def _beda_indikator(bagian: str, lama: Sequence[BarisIndikator], sasaran: BarisSasaran) -> list[BedaBaris]:
    pasangan, sisa = pasangkan(lama, sasaran.indikator, lambda satu: satu.nama)
    hasil = []
    for satu in sasaran.indikator:
        semula = pasangan.get(satu.identitas)
        if semula is None:
            hasil.append(BedaBaris(bagian, "ditambah", f"Indikator sasaran {sasaran.nomor}", _sel(None, satu)))
        elif sel := _sel(semula, satu):
            hasil.append(BedaBaris(bagian, "diubah", f"Indikator “{satu.nama}”", sel))
    hasil += [BedaBaris(bagian, "dihapus", f"Indikator sasaran {sasaran.nomor}", _sel(satu, None)) for satu in sisa]
    return hasil


def _sel(lama: BarisIndikator | None, baru: BarisIndikator | None) -> tuple[BedaSel, ...]:
    semua = [
        BedaSel(label, getattr(lama, nama) if lama else "", getattr(baru, nama) if baru else "")
        for nama, label in LABEL_INDIKATOR.items()
    ]
    semua.append(BedaSel("Pengali", _pengali(lama), _pengali(baru)))
    return tuple(satu for satu in semua if satu.lama != satu.baru)


def _pengali(satu: BarisIndikator | None) -> str:
    return desimal(satu.pengali) if satu is not None and satu.pengali is not None else ""


def _nama_atasan(iki: BarisIki, posisi: BarisPosisi) -> str:
    atasan = iki.atasan(posisi)
    return atasan.nama if atasan else ""


def _bagian(posisi: BarisPosisi) -> str:
    return f"{posisi.nomor}. {posisi.nama}"


def _ringkas(posisi: BarisPosisi) -> str:
    return f"{posisi.nama}: {len(posisi.fungsi)} fungsi, {len(posisi.sasaran)} sasaran"
