"""Files as people upload them."""

from io import BytesIO

from pypdf import PdfWriter


def pdf_pindaian(judul: str = "Pindaian", *, halaman: int = 1, sandi: str = "") -> bytes:
    """Return a small PDF that anyone can open; another title gives other bytes, `sandi` locks it."""
    penulis, isi = PdfWriter(), BytesIO()
    for _ in range(halaman):
        penulis.add_blank_page(72, 72)
    penulis.add_metadata({"/Title": judul})
    if sandi:
        penulis.encrypt(sandi)
    penulis.write(isi)
    return isi.getvalue()
