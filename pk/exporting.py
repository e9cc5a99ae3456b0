"""Agreements as a Word file, and targets and realisation of an agency as the workbook that `importing` reads back.

Both show the texts that pages and papers show; the Word file is a working copy. Same rows, same bytes.
"""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from naskah.api import BarisKeputusan, Penulis, isi_sel, jangan_putus, simpan_buku, ulang_kepala, warnai
from pk.documents import KOLOM, KOLOM_PROGRAM, PerjanjianCetak, judul_berkas, susun
from pk.kisi import Kolom, kolom_realisasi, kolom_target
from pk.rows import BarisPerjanjian, BarisTarget, DaftarTarget

_TENGAH = WD_ALIGN_PARAGRAPH.CENTER
_KEPALA_KISI = ("Kode", "Kinerja", "Indikator")
_LEBAR_KISI = (9, 44, 48)
LEMBAR_TARGET = "Target"


def lembar_realisasi(tahun: int) -> str:
    """Return the name of the sheet of a year's quarters and realisation."""
    return f"Realisasi {tahun}"


def lembar_kerja(daftar: DaftarTarget, tahun: int) -> dict[str, tuple[Kolom, ...]]:
    """Return the sheets of the workbook with their columns."""
    return {LEMBAR_TARGET: kolom_target(daftar), lembar_realisasi(tahun): kolom_realisasi(tahun)}


def tulis_buku_kerja(daftar: DaftarTarget, tahun: int) -> bytes:
    """Return the workbook: a sheet of targets, one of the year with target and achievement beside what is filled in."""
    buku = Workbook()
    buku.remove(buku.active)
    for nama, kolom in lembar_kerja(daftar, tahun).items():
        _lembar(buku.create_sheet(nama), daftar, kolom, tahun if nama != LEMBAR_TARGET else None)
    return simpan_buku(
        buku, judul=f"Target kinerja {daftar.nama_perangkat} {daftar.periode}", pembuat=daftar.nama_perangkat
    )


def tulis_docx(baris: Sequence[BarisPerjanjian], kertas: BarisKeputusan) -> bytes:
    """Return agreements as a Word file with real tables, each from a new page."""
    penulis = Penulis(kertas)
    penulis.dokumen.core_properties.title = judul_berkas(baris, kertas)
    for nomor, satu in enumerate(baris):
        if nomor:
            penulis.dokumen.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        _perjanjian_docx(penulis, susun(satu))
    return penulis.simpan()


def _perjanjian_docx(penulis: Penulis, satu: PerjanjianCetak) -> None:
    penulis.kop()
    penulis.paragraf(satu.judul, rata=_TENGAH, tebal=True, sesudah=14)
    for teks in satu.pembuka:
        penulis.paragraf(teks, sesudah=8)
    for pihak, kata in (
        (satu.pertama, "selanjutnya disebut"),
        (satu.kedua, "selaku atasan Pihak Pertama, selanjutnya disebut"),
    ):
        _identitas(penulis, (("Nama", pihak.nama), ("Jabatan", pihak.jabatan)))
        penulis.paragraf(f"{kata} {pihak.sebutan}.", sebelum=4, sesudah=8)
    for teks in satu.pernyataan:
        penulis.paragraf(teks, sesudah=8)
    _tanda_tangan(penulis, satu)
    penulis.dokumen.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    penulis.paragraf(f"{satu.judul_lampiran}\n{satu.pemilik}", rata=_TENGAH, tebal=True, sesudah=10)
    _identitas(penulis, (("Jabatan", satu.pertama.jabatan),))
    penulis.paragraf("", sesudah=4)
    _sasaran(penulis, satu)
    if satu.program:
        penulis.paragraf("", sesudah=6)
        _program(penulis, satu)
    _tanda_tangan(penulis, satu)
    penulis.paragraf("")


def _identitas(penulis: Penulis, isi: Sequence[tuple[str, str]]) -> None:
    tabel = penulis.tabel(0, (30.0, 5.0, penulis.tegak.lebar_isi - 35.0), garis=False)
    for nama, teks in isi:
        penulis.baris(tabel, (nama, ":", teks))


def _sasaran(penulis: Penulis, satu: PerjanjianCetak) -> None:
    tabel = _tabel(penulis, KOLOM, (7, 35, 37, 21))
    for sasaran in satu.sasaran:
        awal = None
        for indikator in sasaran.indikator or (None,):
            isi = (indikator.nama, indikator.target) if indikator else ("", "")
            kepala = (sasaran.nomor, sasaran.teks) if awal is None else ("", "")
            sel = penulis.baris(tabel, (*kepala, *isi), ukuran=10)
            jangan_putus(tabel.rows[-1])
            if awal is None:
                awal = sel
            else:
                for kolom, teks in ((0, sasaran.nomor), (1, sasaran.teks)):
                    penulis.isi_sel(awal[kolom].merge(sel[kolom]), (teks,), ukuran=10)


def _program(penulis: Penulis, satu: PerjanjianCetak) -> None:
    tabel = _tabel(penulis, KOLOM_PROGRAM, (7, 49, 26, 18))
    for program in satu.program:
        isi = (program.nomor, f"{program.satu.kode} {program.satu.nama}", "", program.satu.keterangan)
        sel = penulis.baris(tabel, isi, ukuran=10)
        penulis.isi_sel(sel[2], (program.satu.teks_anggaran,), rata=WD_ALIGN_PARAGRAPH.RIGHT, ukuran=10)
        jangan_putus(tabel.rows[-1])
    sel = penulis.baris(tabel, ("", "", "", ""), ukuran=10)
    penulis.isi_sel(sel[0].merge(sel[1]), ("Jumlah",), ukuran=10, tebal=True)
    penulis.isi_sel(sel[2], (satu.total,), rata=WD_ALIGN_PARAGRAPH.RIGHT, ukuran=10, tebal=True)


def _tabel(penulis: Penulis, kolom: Sequence[str], persen: Sequence[float]) -> Any:
    tabel = penulis.tabel(1, tuple(satu / 100 * penulis.tegak.lebar_isi for satu in persen))
    for nomor, judul in enumerate(kolom):
        sel = tabel.cell(0, nomor)
        sel.width = tabel.columns[nomor].width
        penulis.isi_sel(sel, (judul,), rata=_TENGAH, ukuran=10, tebal=True)
        warnai(sel, "E9EEF4")
    ulang_kepala(tabel.rows[0])
    return tabel


def _tanda_tangan(penulis: Penulis, satu: PerjanjianCetak) -> None:
    separuh = penulis.tegak.lebar_isi / 2
    tabel = penulis.tabel(0, (separuh, separuh), garis=False)
    penulis.paragraf_sebelum(tabel)
    sel = penulis.baris(tabel, ("", ""))
    penulis.isi_sel(sel[1], (satu.tempat_tanggal,), rata=_TENGAH, bersama=True)
    sel = penulis.baris(tabel, ("", ""))
    for tempat, pihak in zip(sel, satu.penanda_tangan, strict=True):
        penulis.isi_sel(tempat, (f"{pihak.sebutan},", pihak.jabatan, "", "", ""), rata=_TENGAH, bersama=True)
    sel = penulis.baris(tabel, ("", ""))
    for tempat, pihak in zip(sel, satu.penanda_tangan, strict=True):
        penulis.isi_sel(tempat, (pihak.nama or satu.titik, *pihak.kaki), rata=_TENGAH)


def _lembar(lembar: Worksheet, daftar: DaftarTarget, kolom: Sequence[Kolom], tahun: int | None) -> None:
    """Write a sheet. That of a year also tells target and achievement, which are not read back."""
    judul = [*_KEPALA_KISI, *(("Satuan", f"Target {tahun}") if tahun else ()), *(satu.label for satu in kolom)]
    judul += ["Capaian"] if tahun else []
    judul.append("Identitas")
    for nomor, teks in enumerate(judul, 1):
        sel = isi_sel(lembar.cell(1, nomor), teks)
        sel.font = Font(bold=True)
        sel.fill = PatternFill("solid", fgColor="E9EEF4")
        sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        lebar = _LEBAR_KISI[nomor - 1] if nomor <= len(_LEBAR_KISI) else 14
        lembar.column_dimensions[get_column_letter(nomor)].width = 38 if teks == "Identitas" else lebar
    for letak, baris in enumerate(daftar.baris, 2):
        for nomor, teks in enumerate(_isi_baris(baris, kolom, tahun), 1):
            sel = isi_sel(lembar.cell(letak, nomor), teks)
            sel.alignment = Alignment(vertical="top", wrap_text=nomor <= len(_KEPALA_KISI))
    lembar.freeze_panes = lembar.cell(2, len(_KEPALA_KISI) + 1)


def _isi_baris(baris: BarisTarget, kolom: Sequence[Kolom], tahun: int | None) -> list[str]:
    target = baris.target(tahun) if tahun else None
    tetap = (baris.satuan, target.teks_tampil if target else "") if tahun else ()
    capaian = (baris.teks_capaian(tahun),) if tahun else ()
    isi = (satu.teks(baris) for satu in kolom)
    return [baris.kode, baris.sasaran, baris.nama, *tetap, *isi, *capaian, str(baris.identitas)]
