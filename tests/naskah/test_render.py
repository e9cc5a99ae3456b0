"""A paper is made of bundled files alone, looks the same twice, and tells readers and machines what it is."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from naskah.api import A3, A4, F4, BerkasDitolak, Halaman, HasilCetak, LabelHalaman, render_pdf

LANSKAP = Halaman("lanskap", mendatar=True)


def cetak(isi: str, **pilihan: object) -> HasilCetak:
    html = f'<!DOCTYPE html><html lang="id"><head><title>Uji</title></head><body data-kaki="Kaki">{isi}</body></html>'
    return render_pdf(html, judul="Judul uji", **pilihan)


def buka(hasil: HasilCetak) -> PdfReader:
    return PdfReader(BytesIO(hasil.pdf))


def nama_huruf(pdf: PdfReader) -> set[str]:
    """Return the names of all embedded fonts, without the prefix of the subset."""
    fonts: set[str] = set()
    for halaman in pdf.pages:
        for huruf in halaman["/Resources"]["/Font"].values():
            fonts.add(str(huruf.get_object()["/BaseFont"]).split("+")[-1])
    return fonts


def test_official_paper_is_f4_upright_with_bookman_look_alike_embedded() -> None:
    pdf = buka(cetak("<p>Dinas <b>Kependudukan</b> <i>dan</i> <b><i>Pencatatan Sipil</i></b></p>"))

    lebar, tinggi = (float(sisi) * 25.4 / 72 for sisi in pdf.pages[0].mediabox[2:])
    assert (round(lebar), round(tinggi)) == (F4.lebar, F4.tinggi) == (215, 330)
    assert nama_huruf(pdf) == {"Naskah", "Naskah-Bold", "Naskah-Italic", "Naskah-Bold-Italic"}


@pytest.mark.parametrize("teks", ["✓ ⇄ ☑", "العربية", "Ω≥½", "\U0001f600 漢字"])
def test_letters_no_paper_font_has_are_never_borrowed_from_the_machine(teks: str) -> None:
    huruf = nama_huruf(buka(cetak(f"<p>{teks}</p>")))

    assert huruf <= {"Naskah", "Cadangan"}


@pytest.mark.parametrize(
    "isi",
    [
        '<img src="http://127.0.0.1:9/a.png" alt="a">',
        '<img src="https://example.org/a.png" alt="a">',
        '<img src="file:///etc/passwd" alt="a">',
        '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>" alt="a">',
        '<img src="/etc/passwd" alt="a">',
        '<img src="naskah:../../config/settings.py" alt="a">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
        '<p style="background: url(http://127.0.0.1:9/a.png)">a</p>',
        '<style>@import "http://127.0.0.1:9/a.css";</style>',
        '<object data="http://127.0.0.1:9/a.svg"></object>',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_anything_but_a_bundled_file_is_refused(isi: str) -> None:
    with pytest.raises(BerkasDitolak):
        cetak(isi)


def test_a_refused_paper_does_not_spoil_the_next_one() -> None:
    with pytest.raises(BerkasDitolak):
        cetak('<img src="http://127.0.0.1:9/a.png" alt="a">')

    assert "Selamat" in buka(cetak("<p>Selamat</p>")).pages[0].extract_text()


def test_same_input_gives_the_same_bytes_in_this_and_in_another_process(tmp_path: Path) -> None:
    isi = "<h2 data-penanda='Satu'>Satu</h2><p>Isi <b>tebal</b></p>"
    pertama = cetak(isi, draf=True).pdf
    kedua = cetak(isi, draf=True).pdf
    lain = tmp_path / "lain.pdf"
    perintah = (
        "import django; django.setup(); import importlib.util as u; from pathlib import Path;"
        f"s = u.spec_from_file_location('uji', {__file__!r}); m = u.module_from_spec(s); s.loader.exec_module(m);"
        f"Path({str(lain)!r}).write_bytes(m.cetak({isi!r}, draf=True).pdf)"
    )
    subprocess.run(  # noqa: S603 - our own interpreter with our own code
        [sys.executable, "-c", perintah], check=True, env={**_environ(), "PYTHONHASHSEED": "7"}
    )

    assert pertama == kedua == lain.read_bytes()


def _environ() -> dict[str, str]:
    import os

    return {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"}


def test_metadata_language_tags_and_archive_part_are_recorded() -> None:
    waktu = datetime(2023, 7, 14, 8, 30, tzinfo=UTC)
    pdf = buka(cetak("<p>Isi</p>", penulis="Dinas Contoh", waktu=waktu))
    katalog = pdf.trailer["/Root"]

    assert (pdf.metadata.title, pdf.metadata.author) == ("Judul uji", "Dinas Contoh")
    assert pdf.metadata.creation_date == waktu
    assert katalog["/Lang"] == "id"
    assert katalog["/MarkInfo"]["/Marked"] in (True, "true")
    assert b'pdfaid:part="3"' in katalog["/Metadata"].get_data()


def test_without_a_time_no_date_is_recorded() -> None:
    assert "/CreationDate" not in buka(cetak("<p>Isi</p>")).metadata


def test_page_labels_name_pages_as_they_are_printed() -> None:
    label = (LabelHalaman(0, gaya="", awalan="Sampul"), LabelHalaman(1, gaya="r"), LabelHalaman(3, nomor=1))
    isi = "".join(f'<p style="break-before: page">{nomor}</p>' for nomor in range(5))

    assert buka(cetak(isi, label_halaman=label)).page_labels == ["Sampul", "i", "ii", "1", "2"]


def test_draft_stands_on_every_page_of_every_size_and_spoils_no_text() -> None:
    halaman = (Halaman(), LANSKAP, Halaman("gambar", kertas=A3, mendatar=True), Halaman("a4", kertas=A4))
    isi = (
        "<p>Kata pertama pada halaman potret</p>"
        '<section class="lanskap">Kata kedua pada halaman lanskap</section>'
        '<section class="gambar">Kata ketiga pada halaman gambar</section>'
    )
    pdf = buka(cetak(isi, halaman=halaman, draf=True))
    polos = buka(cetak(isi, halaman=halaman))

    assert len(pdf.pages) == 3
    for nomor, urutan in enumerate(("pertama", "kedua", "ketiga")):
        teks = pdf.pages[nomor].extract_text()
        assert len(re.findall(r"\bDRAF\b", teks)) == 1
        assert re.search(rf"Kata\s+{urutan}\s+pada\s+halaman", teks)
        assert "DRAF" not in polos.pages[nomor].extract_text()


def test_headings_become_bookmarks() -> None:
    isi = '<h2 data-penanda="Tahap 1: Menentukan outcome">Tahap 1<br>Menentukan outcome</h2><p>Isi</p>'

    assert [satu.title for satu in buka(cetak(isi)).outline] == ["Tahap 1: Menentukan outcome"]
