"""The IKI book as a Word file, for the legal section to edit: the same parts as the paper, with Word's own means.

Headings that Word's contents list, numbered lists that go on when an item is added, tables whose heading repeats and
whose sasaran cells span their indicators. Rows are written as XML at once: cell by cell the library takes seconds.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from iki.documents import BarisCetak, BukuIki, FormulaCetak, KelompokCetak, PosisiCetak, susun_buku
from iki.rows import BarisIki
from naskah.api import SALINAN_KERJA, BarisKeputusan, Penulis, huruf, tambah_bidang, teks_xml

_TENGAH, _RATA = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_UKURAN = 9.5
_DW = 1440 / 25.4  # twentieths of a point in a millimetre
_JARAK_SAMPUL = 120.0  # points above and below the title of the cover
_GARIS_PECAHAN = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
_TEPI = "".join(f'<w:{sisi} w:w="70" w:type="dxa"/>' for sisi in ("left", "right"))


def tulis_docx(iki: BarisIki, keputusan: BarisKeputusan) -> bytes:
    """Return the whole book as a Word file; the same values give the same bytes."""
    penulis = Penulis(keputusan)
    buku = susun_buku(iki, keputusan, penulis.naskah)
    _sampul(penulis, buku)
    _depan(penulis, buku)
    penulis.mulai_badan()
    penulis.tulis_badan()
    _lampiran(penulis, buku)
    return penulis.simpan()


def _sampul(penulis: Penulis, buku: BukuIki) -> None:
    penulis.paragraf(f"PEMERINTAH {buku.pemerintah.upper()}", rata=_TENGAH, ukuran=14, sebelum=30)
    penulis.paragraf(buku.perangkat.upper(), rata=_TENGAH, tebal=True, ukuran=16)
    penulis.paragraf("INDIKATOR KINERJA INDIVIDU", rata=_TENGAH, tebal=True, ukuran=24, sebelum=_JARAK_SAMPUL)
    penulis.paragraf(f"PERIODE {buku.periode}", rata=_TENGAH, ukuran=14, sesudah=_JARAK_SAMPUL)
    if buku.tahun:
        penulis.paragraf(buku.tahun, rata=_TENGAH, tebal=True, ukuran=16)
    if buku.draf:
        penulis.paragraf("Draf: belum ditetapkan", rata=_TENGAH, sebelum=20)


def _depan(penulis: Penulis, buku: BukuIki) -> None:
    bagian = penulis.bagian_baru(penulis.tegak, angka="lowerRoman", mulai=1)
    kaki = bagian.footer.paragraphs[0]
    kaki.alignment = _TENGAH
    tambah_bidang(kaki, "PAGE")
    penulis.judul("KATA PENGANTAR")
    for teks in buku.pengantar:
        satu = penulis.paragraf(teks, rata=_RATA, sesudah=8)
        satu.paragraph_format.first_line_indent = Mm(10)
    ttd = penulis.naskah.tanda_tangan
    penutup = "\n".join((f"{ttd.tempat}, {penulis.naskah.tanggal}", *ttd.jabatan))
    penulis.paragraf(penutup, rata=WD_ALIGN_PARAGRAPH.RIGHT, sebelum=20)
    judul = penulis.judul("DAFTAR ISI")
    judul.paragraph_format.page_break_before = True
    isi = ("Kata Pengantar", "Daftar Isi", "Keputusan", buku.judul_lampiran, *(satu.nama for satu in buku.posisi))
    tambah_bidang(penulis.paragraf(""), 'TOC \\o "1-2" \\h \\z', sementara="\n".join(isi))


def _lampiran(penulis: Penulis, buku: BukuIki) -> None:
    bagian = penulis.bagian_baru(penulis.tegak)
    kaki = bagian.footer.paragraphs[0]
    kaki.alignment = _TENGAH
    tambah_bidang(kaki, "PAGE")
    catatan = bagian.footer.add_paragraph(SALINAN_KERJA)
    catatan.runs[0].font.size = Pt(8)
    penulis.kepala_lampiran(buku.kepala, penulis.tegak)
    penulis.judul(buku.judul_lampiran)
    for nomor, posisi in enumerate(buku.posisi):
        _posisi(penulis, posisi, halaman_baru=nomor > 0, terakhir=posisi is buku.posisi[-1])
    if not buku.posisi:
        penulis.paragraf("Belum ada jabatan.")
    penulis.tanda_tangan(penulis.naskah.tanda_tangan, penulis.tegak)


def _posisi(penulis: Penulis, posisi: PosisiCetak, *, halaman_baru: bool, terakhir: bool) -> None:
    judul = penulis.judul(posisi.nama, 2)
    judul.paragraph_format.page_break_before = halaman_baru
    penulis.paragraf("Tugas:", tebal=True, bersama=True)
    for teks in posisi.tugas or ("Belum diisi.",):
        penulis.paragraf(teks, rata=_RATA, sesudah=6)
    penulis.paragraf("Fungsi:", tebal=True, bersama=True)
    penulis.nomori_semua(((f"{huruf(nomor)}.", teks) for nomor, teks in enumerate(posisi.fungsi, 1)), "lowerLetter")
    if not posisi.fungsi:
        penulis.paragraf("Belum diisi.")
    penulis.paragraf("")
    if posisi.kelompok:
        _tabel(penulis, posisi, terakhir=terakhir)
    else:
        penulis.paragraf("Sasaran kinerja jabatan ini belum diisi.")


def _tabel(penulis: Penulis, posisi: PosisiCetak, *, terakhir: bool) -> None:
    """Write the table of a position; the last row of the last one is kept with the signature below it."""
    lebar = [persen / 100 * penulis.tegak.lebar_isi for _, persen in posisi.kolom]
    twip = [round(mm * _DW) for mm in lebar]
    tabel = penulis.tabel(0, lebar)
    for isi, tebal in (
        ([judul for judul, _ in posisi.kolom], True),
        ([f"({n})" for n in range(1, len(twip) + 1)], False),
    ):
        tabel._tbl.append(parse_xml(_kepala(isi, twip, tebal=tebal)))
    for kelompok in posisi.kelompok:
        for nomor, baris in enumerate(kelompok.baris):
            tabel._tbl.append(parse_xml(_baris(kelompok, baris, twip, pertama=nomor == 0)))
    if terakhir:
        for paragraf in tabel._tbl.tr_lst[-1].iter(qn("w:p")):
            paragraf.get_or_add_pPr().get_or_add_keepNext()


def _kepala(isi: Sequence[str], lebar: Sequence[int], *, tebal: bool) -> str:
    """A row that Word repeats on every page: the headings, or below them their numbers."""
    warna = f'<w:shd w:val="clear" w:color="auto" w:fill="{"E9EEF4" if tebal else "F5F7FA"}"/>'
    sel = (_sel(mm, _paragraf((teks,), rata="center", tebal=tebal), warna) for teks, mm in zip(isi, lebar, strict=True))
    return f"<w:tr {nsdecls('w')}><w:trPr><w:tblHeader/></w:trPr>{''.join(sel)}</w:tr>"


def _baris(kelompok: KelompokCetak, baris: BarisCetak, lebar: Sequence[int], *, pertama: bool) -> str:
    gabung = "" if len(kelompok.baris) == 1 else f'<w:vMerge w:val="{"restart" if pertama else "continue"}"/>'
    nomor, sasaran = ((str(kelompok.nomor),), (kelompok.sasaran,)) if pertama else (("",), ("",))
    sel = [
        _sel(lebar[0], _paragraf(nomor, rata="center"), gabung),
        _sel(lebar[1], _paragraf(sasaran), gabung),
        _sel(lebar[2], _paragraf((baris.indikator,))),
        _sel(lebar[3], _formula(baris.formula)),
        _sel(lebar[4], _paragraf((baris.sumber,))),
    ]
    if len(lebar) > len(sel):
        sel.append(_sel(lebar[5], _paragraf(baris.keterangan)))
    utuh = "" if baris.tinggi else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr {nsdecls('w')}>{utuh}{''.join(sel)}</w:tr>"


def _sel(lebar: int, isi: str, gabung: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{lebar}" w:type="dxa"/>{gabung}<w:tcMar>{_TEPI}</w:tcMar></w:tcPr>{isi}</w:tc>'


def _formula(formula: FormulaCetak) -> str:
    """A fraction is the numerator over a rule, the denominator below it, then what it is multiplied by."""
    if not formula.atas:
        return _paragraf(formula.paragraf)
    bawah = (formula.bawah, *filter(None, (formula.kali,)))
    return _paragraf((formula.atas,), rata="center", garis=_GARIS_PECAHAN) + _paragraf(bawah, rata="center")


def _paragraf(teks: Sequence[str], *, rata: str = "left", garis: str = "", tebal: bool = False) -> str:
    sifat = f'{"<w:b/>" if tebal else ""}<w:sz w:val="{round(_UKURAN * 2)}"/>'
    return "".join(
        f'<w:p><w:pPr>{garis}<w:jc w:val="{rata}"/></w:pPr><w:r><w:rPr>{sifat}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(teks_xml(satu))}</w:t></w:r></w:p>'
        for satu in teks or ("",)
    )
