"""A decree as a Word file, for the legal section to edit: real tables, heading styles, fields for page numbers.

A working copy, never the frozen original, and it says so. The attachments are written by the app of the kind with
`Penulis`; the look follows the printed paper. Same decree, same bytes.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from naskah.choices import JenisHuruf
from naskah.documents import KepalaLampiran, NaskahKeputusan, TandaTangan, halaman_keputusan, susun_naskah
from naskah.paper import Halaman
from naskah.rows import BarisKeputusan

_TENGAH, _KIRI, _RATA = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_NAMA_HURUF = {JenisHuruf.BOOKMAN: "Bookman Old Style", JenisHuruf.ARIAL: "Arial"}
_WAKTU_TETAP = datetime(2000, 1, 1)  # the file does not tell when it was made: same decree, same bytes
# XML 1.0 has no place for these; everything else goes into a Word file as it is.
_TERLARANG = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SALINAN_KERJA = "Salinan kerja untuk disunting; naskah resmi adalah berkas PDF."
_PERTIMBANGAN_MM = (38.0, 5.0, 11.0)  # wider than on paper: the reader's machine may lack the typeface


class Penulis:
    """Writes one decree into a Word document, part by part, in the order of the paper."""

    def __init__(self, keputusan: BarisKeputusan) -> None:
        self.naskah: NaskahKeputusan = susun_naskah(keputusan)
        self.keputusan = keputusan
        self.tegak, self.mendatar = halaman_keputusan(keputusan.tata_letak)
        self.dokumen = Document()
        self._atur_gaya()
        self._atur_bagian(self.dokumen.sections[0], self.tegak)
        self._nomor_tegak(self.dokumen.sections[0])

    def tulis_badan(self) -> None:
        """Write the decree from the letterhead to the copies."""
        naskah = self.naskah
        self._kop()
        for teks in ("\n".join(naskah.keputusan), f"NOMOR : {naskah.nomor}", "TENTANG", naskah.tentang):
            self.paragraf(teks, rata=_TENGAH, tebal=True, sesudah=10)
        self.paragraf("\n".join(naskah.penetap), rata=_TENGAH, tebal=True, sesudah=10)
        tabel = self.tabel(0, (*_PERTIMBANGAN_MM, self.tegak.lebar_isi - sum(_PERTIMBANGAN_MM)), garis=False)
        for kelompok in naskah.pembuka:
            for nomor, butir in enumerate(kelompok.butir):
                judul = (kelompok.judul, ":") if nomor == 0 else ("", "")
                sel = self.baris(tabel, (*judul, butir.tanda, ""))
                self.isi_sel(sel[3], butir.paragraf, rata=_RATA)
        self.paragraf("MEMUTUSKAN", rata=_TENGAH, tebal=True, sebelum=10, sesudah=8, bersama=True)
        lebar = (_PERTIMBANGAN_MM[0], _PERTIMBANGAN_MM[1], self.tegak.lebar_isi - sum(_PERTIMBANGAN_MM[:2]))
        tabel = self.tabel(0, lebar, garis=False)
        self.baris(tabel, ("Menetapkan", ":", ""))
        for butir in naskah.diktum:
            sel = self.baris(tabel, (butir.tanda, ":", ""))
            self.isi_sel(sel[2], butir.paragraf, rata=_RATA, bersama=butir is naskah.diktum[-1])
        self.tanda_tangan(naskah.tanda_tangan, self.tegak)
        if naskah.tembusan:
            self.paragraf("Tembusan:", sebelum=14)
            for butir in naskah.tembusan:
                self.paragraf(f"{butir.tanda} {' '.join(butir.paragraf)}")

    def mulai_lampiran(self, kepala: KepalaLampiran, sebutan: str, judul: Sequence[str]) -> None:
        """Begin an attachment on a lying page of its own: head at the right, centred title, foot "Lampiran I - n"."""
        bagian = self.dokumen.add_section(WD_SECTION.NEW_PAGE)
        self._atur_bagian(bagian, self.mendatar)
        bagian.header.is_linked_to_previous = bagian.footer.is_linked_to_previous = False
        self._kosongkan(bagian.header)
        kaki = self._kosongkan(bagian.footer)
        kaki.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._teks(kaki, f"{sebutan} - ", ukuran=9)
        _tambah_bidang(kaki, "PAGE")
        kosong = self.mendatar.lebar_isi - 128.0
        tabel = self.tabel(0, (kosong, 25.0, 4.0, 99.0), garis=False)
        for isi in (kepala.sebutan, kepala.keputusan):
            sel = self.baris(tabel, ("", "", "", ""))
            self.isi_sel(sel[1].merge(sel[3]), (isi,), ukuran=11)
        for nama, isi in (("NOMOR", kepala.nomor), ("TANGGAL", kepala.tanggal), ("TENTANG", kepala.tentang)):
            self.baris(tabel, ("", nama, ":", isi), ukuran=11)
        self.dokumen.add_heading(level=1)
        paragraf = self.dokumen.paragraphs[-1]
        self._teks(paragraf, "\n".join(judul), tebal=True)

    def tabel(self, baris: int, lebar_mm: Iterable[float], *, garis: bool = True) -> Any:
        """Add a table of fixed columns (millimetres); `garis` draws its rules."""
        lebar = tuple(lebar_mm)
        tabel = self.dokumen.add_table(rows=baris, cols=len(lebar))
        tabel.autofit = False
        tabel.alignment = WD_TABLE_ALIGNMENT.CENTER
        if garis:
            tabel.style = "Table Grid"
        for kolom, mm in zip(tabel.columns, lebar, strict=True):
            kolom.width = Mm(mm)
        return tabel

    def baris(self, tabel: Any, isi: Sequence[str], *, ukuran: float | None = None, rata: Any = _KIRI) -> Any:
        """Append a row with one text a cell and return its cells."""
        sel = tabel.add_row().cells
        for satu, kolom, teks in zip(sel, tabel.columns, isi, strict=True):
            satu.width = kolom.width
            self.isi_sel(satu, (teks,), ukuran=ukuran, rata=rata)
        return sel

    def isi_sel(
        self, sel: Any, paragraf: Sequence[str], *, rata: Any = _KIRI, ukuran: float | None = None,
        tebal: bool = False, miring: bool = False, bersama: bool = False,
    ) -> None:  # fmt: skip
        """Put paragraphs into a cell, in place of what it held (a merged cell holds those of all its parts)."""
        for lebih in sel.paragraphs[1:]:
            lebih._element.getparent().remove(lebih._element)
        for nomor, teks in enumerate(paragraf or ("",)):
            satu = sel.paragraphs[0] if nomor == 0 else sel.add_paragraph()
            for lama in list(satu.runs):
                lama._element.getparent().remove(lama._element)
            satu.alignment = rata
            satu.paragraph_format.keep_with_next = bersama
            self._teks(satu, teks, ukuran=ukuran, tebal=tebal, miring=miring)

    def tambah_ke_sel(self, sel: Any, teks: str, *, ukuran: float, garis_bawah: bool = False) -> None:
        """Add a paragraph to a cell; the first one takes the place of the empty paragraph that every cell has."""
        kosong = len(sel.paragraphs) == 1 and not sel.paragraphs[0].text
        paragraf = sel.paragraphs[0] if kosong else sel.add_paragraph()
        self._teks(paragraf, teks, ukuran=ukuran)
        paragraf.paragraph_format.keep_with_next = garis_bawah
        for run in paragraf.runs:
            run.underline = garis_bawah

    def paragraf(
        self, teks: str, *, rata: Any = _KIRI, tebal: bool = False, sebelum: float = 0, sesudah: float = 0,
        bersama: bool = False,
    ) -> None:  # fmt: skip
        """Add a paragraph; line breaks stay line breaks."""
        satu = self.dokumen.add_paragraph()
        satu.alignment = rata
        satu.paragraph_format.space_before, satu.paragraph_format.space_after = Pt(sebelum), Pt(sesudah)
        satu.paragraph_format.keep_with_next = bersama
        self._teks(satu, teks, tebal=tebal)

    def tanda_tangan(self, ttd: TandaTangan, halaman: Halaman) -> None:
        """Write the signature block at the right, kept together with what stands before it."""
        lebar = 90.0
        tabel = self.tabel(0, (halaman.lebar_isi - lebar, 38.0, 4.0, lebar - 42.0), garis=False)
        self.paragraf_sebelum(tabel)
        for nama, isi in (("Ditetapkan di", ttd.tempat), ("Pada tanggal", ttd.tanggal)):
            sel = self.baris(tabel, ("", nama, ":", isi))
            for satu in sel:
                satu.paragraphs[0].paragraph_format.keep_with_next = True
        sel = self.baris(tabel, ("", "", "", ""))
        self.isi_sel(sel[1].merge(sel[3]), (*ttd.jabatan, "", "", ""), rata=_TENGAH, bersama=True)
        sel = self.baris(tabel, ("", "", "", ""))
        nip = f"NIP. {ttd.nip}" if ttd.nip else ""
        self.isi_sel(sel[1].merge(sel[3]), tuple(filter(None, (ttd.nama, ttd.pangkat, nip))), rata=_TENGAH)

    def paragraf_sebelum(self, tabel: Any) -> None:
        """Put an empty line, kept with it, before a table: two tables in a row would grow into one."""
        kosong = self.dokumen.add_paragraph()
        kosong.paragraph_format.keep_with_next = True
        tabel._element.addprevious(kosong._element)

    def simpan(self) -> bytes:
        """Return the file, the same bytes for the same decree."""
        asli = BytesIO()
        self.dokumen.save(asli)
        hasil = BytesIO()
        with zipfile.ZipFile(asli) as sumber, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
            for nama in sumber.namelist():
                entri = zipfile.ZipInfo(nama, _WAKTU_TETAP.timetuple()[:6])
                entri.compress_type = zipfile.ZIP_DEFLATED
                tujuan.writestr(entri, sumber.read(nama))
        return hasil.getvalue()

    def _atur_gaya(self) -> None:
        tata = self.keputusan.tata_letak
        for nama in ("Normal", "Heading 1"):
            gaya = self.dokumen.styles[nama]
            gaya.font.name, gaya.font.size = _NAMA_HURUF[tata.huruf], Pt(tata.ukuran_huruf)
            gaya.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _NAMA_HURUF[tata.huruf])
        normal = self.dokumen.styles["Normal"].paragraph_format
        normal.space_before = normal.space_after = Pt(0)
        normal.line_spacing = 1.1
        judul = self.dokumen.styles["Heading 1"]
        judul.font.color.rgb = None
        judul.paragraph_format.alignment = _TENGAH
        judul.paragraph_format.space_before, judul.paragraph_format.space_after = Pt(12), Pt(8)
        for kunci in ("w:asciiTheme", "w:hAnsiTheme"):
            judul.element.rPr.rFonts.attrib.pop(qn(kunci), None)
        sifat = self.dokumen.core_properties
        sifat.title, sifat.author, sifat.language = (
            _bersih(self.naskah.judul),
            _bersih(self.keputusan.nama_perangkat),
            "id",
        )
        sifat.comments = SALINAN_KERJA
        sifat.created = sifat.modified = _WAKTU_TETAP
        sifat.last_modified_by = ""

    def _atur_bagian(self, bagian: Any, halaman: Halaman) -> None:
        bagian.orientation = WD_ORIENT.LANDSCAPE if halaman.mendatar else WD_ORIENT.PORTRAIT
        bagian.page_width, bagian.page_height = Mm(halaman.lebar), Mm(halaman.tinggi)
        atas, kanan, bawah, kiri = halaman.margin
        bagian.top_margin, bagian.right_margin = Mm(atas), Mm(kanan)
        bagian.bottom_margin, bagian.left_margin = Mm(bawah), Mm(kiri)
        bagian.different_first_page_header_footer = not halaman.mendatar

    def _nomor_tegak(self, bagian: Any) -> None:
        """Number the upright pages "- 2 -" at the top, from the second on; drafts say so at the foot of each."""
        kepala = bagian.header.paragraphs[0]
        kepala.alignment = _TENGAH
        self._teks(kepala, "- ")
        _tambah_bidang(kepala, "PAGE")
        self._teks(kepala, " -")
        status = "DRAF. " if self.naskah.draf else ""
        for kaki in (bagian.footer, bagian.first_page_footer):
            self._teks(kaki.paragraphs[0], f"{status}{SALINAN_KERJA}", ukuran=8)

    def _kop(self) -> None:
        naskah = self.naskah
        lebar = 24.0
        tabel = self.tabel(0, (lebar, self.tegak.lebar_isi - 2 * lebar, lebar), garis=False)
        sel = self.baris(tabel, ("", "", ""))
        if self.keputusan.lambang:
            sel[0].paragraphs[0].add_run().add_picture(BytesIO(self.keputusan.lambang), width=Mm(20))
        self.isi_sel(sel[1], (naskah.kop_pemerintah,), rata=_TENGAH, ukuran=13)
        for teks, ukuran, tebal in ((naskah.kop_nama, 15, True), *((satu, 9.5, False) for satu in naskah.kop_alamat)):
            satu = sel[1].add_paragraph()
            satu.alignment = _TENGAH
            self._teks(satu, teks, ukuran=ukuran, tebal=tebal)
        garis = self.dokumen.add_paragraph()
        garis.paragraph_format.space_after = Pt(12)
        tepi = OxmlElement("w:pBdr")
        atas = OxmlElement("w:top")
        for nama, nilai in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "1"), ("color", "000000")):
            atas.set(qn(f"w:{nama}"), nilai)
        tepi.append(atas)
        garis._element.get_or_add_pPr().append(tepi)

    def _teks(
        self, paragraf: Any, teks: str, *, ukuran: float | None = None, tebal: bool = False, miring: bool = False
    ) -> None:
        run = paragraf.add_run(_bersih(teks))
        run.bold, run.italic = tebal or None, miring or None
        if ukuran:
            run.font.size = Pt(ukuran)

    def _kosongkan(self, tempat: Any) -> Any:
        for satu in tempat.paragraphs[1:]:
            satu._element.getparent().remove(satu._element)
        return tempat.paragraphs[0]


def _bersih(teks: str) -> str:
    return _TERLARANG.sub("", teks)


def _tambah_bidang(paragraf: Any, perintah: str) -> None:
    """Append a field that Word fills in, such as PAGE."""
    run = paragraf.add_run()
    for jenis, isi in (("begin", ""), ("", perintah), ("end", "")):
        unsur = OxmlElement("w:fldChar" if jenis else "w:instrText")
        if jenis:
            unsur.set(qn("w:fldCharType"), jenis)
        else:
            unsur.text = isi
        run._element.append(unsur)


def ulang_kepala(baris: Any) -> None:
    """Mark a table row as heading that Word repeats on every page."""
    unsur = OxmlElement("w:tblHeader")
    unsur.set(qn("w:val"), "true")
    baris._tr.get_or_add_trPr().append(unsur)


def warnai(sel: Any, warna: str) -> None:
    """Give a cell a background, "E9EEF4"."""
    unsur = OxmlElement("w:shd")
    for nama, nilai in (("val", "clear"), ("color", "auto"), ("fill", warna)):
        unsur.set(qn(f"w:{nama}"), nilai)
    sel._element.get_or_add_tcPr().append(unsur)


def jangan_putus(baris: Any) -> None:
    """Keep a table row whole on a page."""
    baris._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
