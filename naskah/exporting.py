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
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
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
_PERTIMBANGAN_MM = (38.0, 5.0)  # wider than on paper: the reader's machine may lack the typeface
_GANTUNG_MM = 9.5  # how far the text of a numbered item hangs behind its sign
_GANTUNG = round(_GANTUNG_MM * 1440 / 25.4)  # in twentieths of a point
_TANDA_TERPANJANG = len("a.")
_ABSTRAK = (
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{{kunci}}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{bentuk}"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="540" w:hanging="540"/></w:pPr></w:lvl></w:abstractNum>'
)


class Penulis:
    """Writes one decree into a Word document, part by part, in the order of the paper."""

    def __init__(self, keputusan: BarisKeputusan) -> None:
        self.naskah: NaskahKeputusan = susun_naskah(keputusan)
        self.keputusan = keputusan
        self.tegak, self.mendatar = halaman_keputusan(keputusan.tata_letak)
        self.dokumen = Document()
        self._gaya = {nama: self.dokumen.styles[nama].style_id for nama in ("Heading 1", "Heading 2", "Table Grid")}
        self._atur_gaya()
        self._atur_bagian(self.dokumen.sections[0], self.tegak)
        self._nomor_tegak(self.dokumen.sections[0])

    def tulis_badan(self) -> None:
        """Write the decree from the letterhead to the copies."""
        naskah = self.naskah
        self.kop()
        for teks in ("\n".join(naskah.keputusan), f"NOMOR : {naskah.nomor}", "TENTANG", naskah.tentang):
            self.paragraf(teks, rata=_TENGAH, tebal=True, sesudah=10)
        self.paragraf("\n".join(naskah.penetap), rata=_TENGAH, tebal=True, sesudah=10)
        lebar = (*_PERTIMBANGAN_MM, self.tegak.lebar_isi - sum(_PERTIMBANGAN_MM))
        tabel = self.tabel(0, lebar, garis=False)
        for kelompok in naskah.pembuka:
            penomoran = self.penomoran("lowerLetter" if kelompok.butir[0].tanda == "a." else "decimal")
            for nomor, butir in enumerate(kelompok.butir):
                sel = self.baris(tabel, (kelompok.judul, ":", "") if nomor == 0 else ("", "", ""))
                self.isi_sel(sel[2], butir.paragraf, rata=_RATA)
                if butir.tanda:
                    self.nomori(sel[2].paragraphs, penomoran, butir.tanda)
        self.paragraf("MEMUTUSKAN", rata=_TENGAH, tebal=True, sebelum=10, sesudah=8, bersama=True)
        tabel = self.tabel(0, lebar, garis=False)
        for satu in self.baris(tabel, ("Menetapkan", ":", "")):
            satu.paragraphs[0].paragraph_format.keep_with_next = True
        for butir in naskah.diktum:
            sel = self.baris(tabel, (butir.tanda, ":", ""))
            self.isi_sel(sel[2], butir.paragraf, rata=_RATA, bersama=butir is naskah.diktum[-1])
        self.tanda_tangan(naskah.tanda_tangan, self.tegak)
        if naskah.tembusan:
            self.paragraf("Tembusan:", sebelum=14)
            penomoran = self.penomoran("decimal")
            for butir in naskah.tembusan:
                self.nomori([self.paragraf(" ".join(butir.paragraf))], penomoran, butir.tanda)

    def mulai_lampiran(self, kepala: KepalaLampiran, sebutan: str, judul: Sequence[str]) -> None:
        """Begin an attachment on a lying page of its own: head at the right, centred title, foot "Lampiran I - n"."""
        bagian = self.bagian_baru(self.mendatar)
        kaki = bagian.footer.paragraphs[0]
        kaki.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._teks(kaki, f"{sebutan} - ", ukuran=9)
        tambah_bidang(kaki, "PAGE")
        self.kepala_lampiran(kepala, self.mendatar)
        self.judul("\n".join(judul))

    def bagian_baru(self, halaman: Halaman, *, angka: str = "", mulai: int | None = None) -> Any:
        """Begin a section on a page of its own, without head and foot; return it.

        `angka` is how Word numbers its pages ("lowerRoman"), `mulai` the number of its first one.
        """
        bagian = self.dokumen.add_section(WD_SECTION.NEW_PAGE)
        self._atur_bagian(bagian, halaman)
        bagian.different_first_page_header_footer = False
        bagian.header.is_linked_to_previous = bagian.footer.is_linked_to_previous = False
        self._kosongkan(bagian.header)
        self._kosongkan(bagian.footer)
        for lama in bagian._sectPr.findall(qn("w:pgNumType")):
            bagian._sectPr.remove(lama)
        if angka or mulai is not None:
            jenis = OxmlElement("w:pgNumType")
            if angka:
                jenis.set(qn("w:fmt"), angka)
            if mulai is not None:
                jenis.set(qn("w:start"), str(mulai))
            bagian._sectPr.find(qn("w:pgMar")).addnext(jenis)  # the schema has an order
        return bagian

    def mulai_badan(self) -> None:
        """Begin the decree inside a book: its pages count from 1, "- 2 -" at the top from the second on."""
        bagian = self.bagian_baru(self.tegak, mulai=1)
        bagian.different_first_page_header_footer = True
        bagian.first_page_header.is_linked_to_previous = bagian.first_page_footer.is_linked_to_previous = False
        self._nomor_tegak(bagian)

    def judul(self, teks: str, tingkat: int = 1) -> Any:
        """Add a heading of a style that Word's own table of contents lists; return its paragraph."""
        paragraf = self.dokumen.add_paragraph()
        paragraf._p.style = self._gaya[f"Heading {tingkat}"]  # by its id: by name the library reads all styles
        self._teks(paragraf, teks, tebal=True)
        return paragraf

    def kepala_lampiran(self, kepala: KepalaLampiran, halaman: Halaman) -> None:
        """Write the head of an attachment at the right: LAMPIRAN, KEPUTUSAN …, number, date, subject."""
        lebar = min(128.0, halaman.lebar_isi * 0.66)
        tabel = self.tabel(0, (halaman.lebar_isi - lebar, 25.0, 4.0, lebar - 29.0), garis=False)
        for isi in (kepala.sebutan, kepala.keputusan):
            sel = self.baris(tabel, ("", "", "", ""))
            self.isi_sel(sel[1].merge(sel[3]), (isi,), ukuran=11)
        for nama, isi in (("NOMOR", kepala.nomor), ("TANGGAL", kepala.tanggal), ("TENTANG", kepala.tentang)):
            self.baris(tabel, ("", nama, ":", isi), ukuran=11)

    def penomoran(self, bentuk: str) -> int:
        """Return the key of a new list that Word numbers itself: "decimal" 1. 2., "lowerLetter" a. b."""
        akar = self.dokumen.part.numbering_part.element
        kunci = max((int(satu.get(qn("w:abstractNumId"))) for satu in akar.findall(qn("w:abstractNum"))), default=0) + 1
        abstrak = parse_xml(_ABSTRAK.format(kunci=kunci, bentuk=bentuk))
        pertama = akar.find(qn("w:num"))
        akar.insert(list(akar).index(pertama) if pertama is not None else len(akar), abstrak)
        return int(akar.add_num(kunci).numId)

    def nomori(self, paragraf: Sequence[Any], penomoran: int, tanda: str) -> None:
        """Make the first paragraph an item of a list, the others go on below it; `tanda` is the sign on paper.

        Word counts on after z with aa, bb …, the paper with aa, ab …: from there on the sign is written as text.
        """
        for nomor, satu in enumerate(paragraf):
            satu.paragraph_format.left_indent = Mm(_GANTUNG_MM)
            if nomor:
                continue
            satu.paragraph_format.first_line_indent = Mm(-_GANTUNG_MM)
            if len(tanda) > _TANDA_TERPANJANG and not tanda[0].isdecimal():
                satu.paragraph_format.tab_stops.add_tab_stop(Mm(_GANTUNG_MM))
                satu.runs[0].text = f"{tanda}\t{satu.runs[0].text}"
                continue
            sifat = satu._p.get_or_add_pPr().get_or_add_numPr()
            sifat.get_or_add_ilvl().val = 0
            sifat.get_or_add_numId().val = penomoran

    def nomori_semua(self, butir: Iterable[tuple[str, str]], bentuk: str) -> None:
        """Add a justified list that Word numbers itself (`penomoran`): sign on paper and text of each item.

        What `nomori` does item by item, written as XML at once: a book has hundreds, and the library takes a
        millisecond for each.
        """
        kunci = self.penomoran(bentuk)
        isi = "".join(_butir(tanda, teks_xml(teks), kunci) for tanda, teks in butir)
        for satu in parse_xml(f"<w:body {nsdecls('w')}>{isi}</w:body>").findall(qn("w:p")):
            self.dokumen.element.body.sectPr.addprevious(satu)

    def tabel(self, baris: int, lebar_mm: Iterable[float], *, garis: bool = True) -> Any:
        """Add a table of fixed columns (millimetres); `garis` draws its rules."""
        lebar = tuple(lebar_mm)
        tabel = self.dokumen.add_table(rows=baris, cols=len(lebar))
        tabel.autofit = False
        tabel.alignment = WD_TABLE_ALIGNMENT.CENTER
        if garis:
            tabel._tbl.tblPr.style = self._gaya["Table Grid"]
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
            if bersama:
                satu.paragraph_format.keep_with_next = True
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
        bersama: bool = False, ukuran: float | None = None,
    ) -> Any:  # fmt: skip
        """Add a paragraph and return it; line breaks stay line breaks."""
        satu = self.dokumen.add_paragraph()
        satu.alignment = rata
        if sebelum or sesudah:
            satu.paragraph_format.space_before, satu.paragraph_format.space_after = Pt(sebelum), Pt(sesudah)
        if bersama:
            satu.paragraph_format.keep_with_next = True
        self._teks(satu, teks, tebal=tebal, ukuran=ukuran)
        return satu

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
        for nomor, satu in enumerate(tabel.rows, 1):
            jangan_putus(satu)
            for paragraf in (p for bagian in satu.cells for p in bagian.paragraphs if nomor < len(tabel.rows)):
                paragraf.paragraph_format.keep_with_next = True

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
        for nama in ("Normal", "Heading 1", "Heading 2"):
            gaya = self.dokumen.styles[nama]
            gaya.font.name, gaya.font.size = _NAMA_HURUF[tata.huruf], Pt(tata.ukuran_huruf)
            gaya.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _NAMA_HURUF[tata.huruf])
        normal = self.dokumen.styles["Normal"].paragraph_format
        normal.space_before = normal.space_after = Pt(0)
        normal.line_spacing = 1.1
        for nama, rata in (("Heading 1", _TENGAH), ("Heading 2", _KIRI)):
            judul = self.dokumen.styles[nama]
            judul.font.color.rgb = None
            judul.paragraph_format.alignment = rata
            judul.paragraph_format.space_before, judul.paragraph_format.space_after = Pt(12), Pt(8)
            for kunci in ("w:asciiTheme", "w:hAnsiTheme"):
                judul.element.rPr.rFonts.attrib.pop(qn(kunci), None)
        sifat = self.dokumen.core_properties
        sifat.title, sifat.author, sifat.language = (
            teks_xml(self.naskah.judul),
            teks_xml(self.keputusan.nama_perangkat),
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
        tambah_bidang(kepala, "PAGE")
        self._teks(kepala, " -")
        status = "DRAF. " if self.naskah.draf else ""
        for kaki in (bagian.footer, bagian.first_page_footer):
            self._teks(kaki.paragraphs[0], f"{status}{SALINAN_KERJA}", ukuran=8)

    def kop(self) -> None:
        """Write the letterhead with its double rule."""
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
        run = paragraf.add_run(teks_xml(teks))
        if tebal:
            run.bold = True
        if miring:
            run.italic = True
        if ukuran:
            run.font.size = Pt(ukuran)

    def _kosongkan(self, tempat: Any) -> Any:
        for satu in tempat.paragraphs[1:]:
            satu._element.getparent().remove(satu._element)
        return tempat.paragraphs[0]


def _butir(tanda: str, teks: str, kunci: int) -> str:
    """Return a list item as XML; a sign that Word would count otherwise is text before a tab (see `nomori`)."""
    nomor, batas = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{kunci}"/></w:numPr>', ""
    isi = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(satu)}</w:t>' for satu in teks.split("\n"))
    if len(tanda) > _TANDA_TERPANJANG and not tanda[0].isdecimal():
        nomor, batas = "", f'<w:tabs><w:tab w:val="left" w:pos="{_GANTUNG}"/></w:tabs>'
        isi = f"<w:t>{tanda}</w:t><w:tab/>{isi}"
    inden = f'<w:ind w:left="{_GANTUNG}" w:hanging="{_GANTUNG}"/>'
    return f'<w:p><w:pPr>{nomor}{batas}{inden}<w:jc w:val="both"/></w:pPr><w:r>{isi}</w:r></w:p>'


def teks_xml(teks: str) -> str:
    """Return the text without what XML has no place for."""
    return _TERLARANG.sub("", teks)


def tambah_bidang(paragraf: Any, perintah: str, *, sementara: str = "") -> None:
    """Append a field that Word fills in, such as PAGE; `sementara` stands there, a line each, until it does."""
    for jenis in ("begin", "", *(("separate", "isi") if sementara else ()), "end"):
        run = paragraf.add_run()
        if jenis == "isi":
            run.text = teks_xml(sementara)
            continue
        unsur = OxmlElement("w:fldChar" if jenis else "w:instrText")
        if jenis:
            unsur.set(qn("w:fldCharType"), jenis)
            if jenis == "begin" and sementara:
                unsur.set(qn("w:dirty"), "true")
        else:
            unsur.text = perintah
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
