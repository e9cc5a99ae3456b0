"""Word file and workbook hold the same rows as the paper, as real tables, the same bytes for the same decree."""

from io import BytesIO

import pytest
from django.conf import settings
from docx import Document
from openpyxl import load_workbook

from iku.exporting import tulis_docx, tulis_xlsx
from iku.importing import baca_berkas, simpan
from iku.selectors import baca_baris
from naskah.rows import BarisKeputusan
from tests.pabrik.basis import PerangkatFactory
from tests.pabrik.keputusan import baca, draf_tersimpan

pytestmark = pytest.mark.django_db
BERKAS = settings.BASE_DIR / "fixtures" / "contoh" / "iku_disdukcapil.json"


@pytest.fixture
def keputusan() -> BarisKeputusan:
    berkas = baca_berkas(BERKAS.read_bytes())
    return baca(simpan(aktor=None, perangkat_daerah=PerangkatFactory(), berkas=berkas))


def test_the_word_file_has_the_decree_and_both_tables(keputusan: BarisKeputusan) -> None:
    isi = tulis_docx(keputusan)
    dokumen = Document(BytesIO(isi))
    tabel = [satu for satu in dokumen.tables if satu.style is not None and satu.style.name == "Table Grid"]
    baris = baca_baris(keputusan)

    assert [len(satu.rows) - 2 for satu in tabel] == [2, 18]
    for satu, nomor in zip(tabel, (1, 2), strict=True):
        cetak = [[sel.text for sel in lembar.cells] for lembar in satu.rows]
        assert cetak[1] == ["1", "2", "3", "4", "5", "6"]
        for kolom, isi_baris in zip(cetak[2:], (b for b in baris if b.lampiran == nomor), strict=True):
            assert kolom[1] == isi_baris.kinerja
            assert kolom[2] == isi_baris.indikator
            assert all(teks in kolom[3] for teks in (isi_baris.makna, isi_baris.alasan, isi_baris.perhitungan))
        assert all(lembar._tr.trPr.findall(f"{{{lembar._tr.nsmap['w']}}}tblHeader") for lembar in satu.rows[:2])
    paragraf = "\n".join(satu.text for satu in dokumen.paragraphs)
    assert "MEMUTUSKAN" in paragraf
    assert [satu.text.split("\n")[0] for satu in dokumen.paragraphs if satu.style.name == "Heading 1"] == [
        "INDIKATOR KINERJA UTAMA TAHUN 2021-2026",
        "INDIKATOR KINERJA TAHUN 2021-2026",
    ]
    ukuran = [(round(satu.page_width.mm), round(satu.page_height.mm)) for satu in dokumen.sections]
    assert ukuran == [(215, 330), (330, 215), (330, 215)]
    assert dokumen.styles["Normal"].font.name == "Bookman Old Style"
    assert isi == tulis_docx(keputusan)


def test_the_workbook_has_a_sheet_for_each_attachment(keputusan: BarisKeputusan) -> None:
    isi = tulis_xlsx(keputusan)
    buku = load_workbook(BytesIO(isi))

    assert buku.sheetnames == ["Lampiran I", "Lampiran II"]
    lembar = buku["Lampiran II"]
    assert [lembar.cell(6, kolom).value for kolom in range(1, 7)] == ["1", "2", "3", "4", "5", "6"]
    kinerja = [lembar.cell(baris, 2).value for baris in range(7, 25)]
    assert kinerja == [satu.kinerja for satu in baca_baris(keputusan) if satu.lampiran == 2]
    assert lembar.print_title_rows == "$5:$6"
    assert isi == tulis_xlsx(keputusan)


@pytest.mark.parametrize("aneh", ["=1+1", "@SUM(A1)", 'a & <b> "c"', "😀 العربية", "satu\ndua"])
def test_strange_texts_stay_texts(aneh: str) -> None:
    keputusan, _ = draf_tersimpan(tentang=aneh, ttd_nama=aneh)
    from iku.models import BarisLampiran

    BarisLampiran.objects.filter(keputusan=keputusan).update(isian={"makna": aneh, "kinerja": aneh})
    baris = baca(keputusan)

    buku = load_workbook(BytesIO(tulis_xlsx(baris)))
    sel = buku["Lampiran I"].cell(7, 2)
    assert (sel.value, sel.data_type) == (aneh, "s")
    dokumen = Document(BytesIO(tulis_docx(baris)))
    assert any(aneh in sel.text for tabel in dokumen.tables for lembar in tabel.rows for sel in lembar.cells)


def test_an_empty_decree_makes_files_too() -> None:
    keputusan, _ = draf_tersimpan(
        tentang="", nomor_urut="", hari=None, bulan=None, tahun=None, menimbang=(), mengingat=(), diktum=(),
        kop_alamat="", pejabat_penetap="", ttd_jabatan="",
    )  # fmt: skip
    from iku.documents import cetak_iku
    from iku.models import BarisLampiran

    BarisLampiran.objects.filter(keputusan=keputusan).delete()
    baris = baca(keputusan)

    assert cetak_iku(baris).halaman == 3
    assert tulis_docx(baris).startswith(b"PK")
    assert tulis_xlsx(baris).startswith(b"PK")
