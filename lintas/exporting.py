"""Workbooks: the matrix with its requests, and all trees under the regional goals. Texts never become formulas."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lintas.daerah import BarisRumah
from lintas.rows import BarisPermintaan, Matriks
from naskah.api import isi_sel

TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ATAS = Alignment(vertical="top", wrap_text=True)
KOLOM_PERMINTAAN: tuple[tuple[str, int], ...] = (
    ("Peminta", 36), ("Kode", 9), ("Kondisi", 60), ("Letak", 60), ("Diminta kepada", 36), ("Status", 22),
    ("Sejak", 13), ("Hari", 7), ("Kotak yang menjawab atau alasan", 60), ("Dijawab oleh", 24), ("Tanggal jawaban", 15),
)  # fmt: skip

Kolom = Sequence[tuple[str, int]]


def tulis_matriks(matriks: Matriks, judul: str) -> bytes:
    """Return the XLSX file: the matrix, every request, and the unanswered ones by age."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Matriks"
    kolom = [("Yang meminta \\ yang diminta", 40), *((satu.sebutan, 14) for satu in matriks.kolom), ("Jumlah", 9)]
    baris: list[list[object]] = [
        [pihak.nama, *(_sel(satu.total, satu.teks) if satu else "" for satu in sel), jumlah]
        for pihak, sel, jumlah in matriks.isi
    ]
    baris.append(["Jumlah", *matriks.jumlah_kolom, len(matriks.permintaan)])
    tulis_lembar(lembar, judul, kolom, baris)
    tulis_lembar(
        buku.create_sheet("Permintaan"), judul, KOLOM_PERMINTAAN, map(isi_permintaan, matriks.permintaan), saring=True
    )
    tulis_lembar(
        buku.create_sheet("Belum dijawab"),
        f"{judul}: belum dijawab, yang terlama di atas",
        KOLOM_PERMINTAAN,
        map(isi_permintaan, matriks.menunggu),
        saring=True,
    )
    return simpan(buku)


def tulis_rumah(baris: Iterable[BarisRumah], judul: str) -> bytes:
    """Return the XLSX file with a row for each node of the whole house, in its order."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Pohon pemerintah daerah"
    kolom = (
        ("Tingkat", 9), ("Pemilik", 40), ("Kode", 10), ("Jenis", 22), ("Pernyataan", 70), ("Indikator", 60),
        ("Crosscutting", 50),
    )  # fmt: skip
    tulis_lembar(lembar, judul, kolom, map(_isi_rumah, baris), saring=True)
    return simpan(buku)


def _isi_rumah(satu: BarisRumah) -> list[object]:
    simpul = satu.simpul
    return [
        satu.kedalaman + 1,
        satu.pemilik,
        simpul.kode,
        simpul.label_jenis,
        f"{'    ' * satu.kedalaman}{simpul.pernyataan}",
        "\n".join(indikator.nama for indikator in simpul.indikator),
        "\n".join(f"{pihak.nama}: {pihak.tautan}" if pihak.tautan else pihak.nama for pihak in simpul.crosscutting),
    ]


def isi_permintaan(satu: BarisPermintaan) -> list[object]:
    """Return a request as the cells of `KOLOM_PERMINTAAN`."""
    return [
        satu.peminta,
        satu.kode,
        satu.pernyataan,
        " › ".join(satu.letak),
        satu.tujuan,
        satu.label,
        _tanggal(satu.sejak),
        satu.hari,
        satu.rincian,
        satu.oleh,
        _tanggal(satu.dijawab) if satu.dijawab else "",
    ]


def tulis_lembar(
    lembar: Worksheet, judul: str, kolom: Kolom, baris: Iterable[Sequence[object]], *, saring: bool = False
) -> None:
    """Write one table: title, headings with widths, rows of texts and numbers."""
    isi_sel(lembar.cell(1, 1), judul).font = Font(bold=True, size=13)
    for nomor, (nama, lebar) in enumerate(kolom, 1):
        sel = isi_sel(lembar.cell(2, nomor), nama)
        sel.font, sel.alignment = Font(bold=True), _ATAS
        sel.fill = PatternFill("solid", fgColor="E8F0F8")
        lembar.column_dimensions[get_column_letter(nomor)].width = lebar
    for nomor_baris, isi in enumerate(baris, 3):
        for nomor, nilai in enumerate(isi, 1):
            sel = lembar.cell(nomor_baris, nomor)
            if isinstance(nilai, str):
                isi_sel(sel, nilai)
            else:
                sel.value = nilai
            sel.alignment = _ATAS
    lembar.freeze_panes = "B3"
    if saring:
        lembar.auto_filter.ref = f"A2:{get_column_letter(len(kolom))}{max(lembar.max_row, 2)}"


def simpan(buku: Workbook) -> bytes:
    """Return the workbook's bytes."""
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()


def _sel(total: int, rincian: str) -> str:
    return f"{total} ({rincian})"


def _tanggal(waktu: object) -> str:
    return f"{timezone.localtime(waktu):%d/%m/%Y}"  # type: ignore[arg-type]  # a datetime
