"""What we do ourselves in writing a PDF says the same as the renderer would have written."""

from io import BytesIO
from typing import Any

import pydyf
import pytest
from pypdf import PdfReader
from weasyprint import HTML

from naskah.tulis_pdf import RUJUKAN_ASLI, jadikan

ISI = """<html lang="id"><title>Uji</title><body>
<h1>Judul</h1><p>Teks <a href="#tiga">ke halaman tiga</a></p><h1 style="break-before: page">Dua</h1>
<table><tr><th>a</th></tr><tr><td>b</td></tr></table><h1 id="tiga" style="break-before: page">Tiga</h1>"""


def tulis(*, sendiri: bool) -> PdfReader:
    selesai = (lambda _, berkas: jadikan(berkas)) if sendiri else None
    return PdfReader(BytesIO(HTML(string=ISI).write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=True, finisher=selesai)))


def urai(nilai: Any, sudah: set[int]) -> Any:
    """Return a PDF value with everything it refers to, as plain data."""
    if hasattr(nilai, "idnum"):
        if nilai.idnum in sudah:
            return nilai.idnum
        sudah.add(nilai.idnum)
        nilai = nilai.get_object()
    if isinstance(nilai, dict):
        isi = {str(kunci): urai(satu, sudah) for kunci, satu in nilai.items() if kunci != "/Length"}
        return isi, nilai.get_data() if hasattr(nilai, "get_data") else b""
    if isinstance(nilai, list):
        return [urai(satu, sudah) for satu in nilai]
    return str(nilai)


@pytest.mark.parametrize("bagian", ["/Root", "/Info"])
def test_every_object_of_the_file_is_what_the_renderer_made(bagian: str) -> None:
    asli, kami = tulis(sendiri=False), tulis(sendiri=True)

    assert urai(kami.trailer.raw_get(bagian), set()) == urai(asli.trailer.raw_get(bagian), set())
    assert kami.trailer["/ID"][0]


def test_references_of_pages_are_those_of_the_library_while_pages_are_added() -> None:
    berkas = pydyf.PDF()
    for _ in range(3):
        berkas.add_page(pydyf.Dictionary({"Type": "/Page"}))

        assert berkas.page_references == RUJUKAN_ASLI.fget(berkas)
    assert len(berkas.page_references) == 3
