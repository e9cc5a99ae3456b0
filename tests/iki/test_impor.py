"""The workbook of positions: read whole, refused with errors by cell, stored all or nothing, equal when exported."""

import random
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from iki.exporting import tulis_buku_kerja
from iki.importing import UKURAN_TERBESAR, BerkasSalah, baca_berkas
from iki.models import ButirFungsi, FungsiJabatan, Sasaran
from iki.selectors import baca_iki
from iki.services import PerluGanti, simpan_impor
from instansi.errors import TidakBerhak
from instansi.models import CatatanAudit, Jabatan, PerangkatDaerah
from pohon.models import Simpul, SimpulJabatan
from tests.pabrik.basis import PerangkatFactory, perencana_di, pohon_tersimpan
from tests.pabrik.iki import buku_kerja

BERKAS = settings.BASE_DIR / "fixtures" / "contoh" / "iki_jabatan.xlsx"
LEMBAR = ("Jabatan", "Fungsi", "Sasaran")
KEPALA = (1, "Kepala Dinas", "jpt", None, "Memimpin")
LAIN_JENJANG = {
    "jpt": ("JPT", "Eselon II", "JPT Pratama"), "administrator": ("Jabatan Administrator", "ADMINISTRATOR"),
    "pengawas": ("Pengawas", "Eselon IV"), "pelaksana": ("Pelaksana", "staf"),
}  # fmt: skip
LAIN_FORMULA = {"nilai": ("Nilai/indeks", "indeks"), "persentase": ("Persentase", "Persen"), "jumlah": ("Jumlah",)}
STAF = (2, "Pengelola Surat", "pelaksana", 1, "Mengelola surat")


def acak(benih: int) -> bytes:
    """Return the real book as people may send it: columns in another order, unknown ones between, rows that are empty
    or hold notes, a title above, numbers merged over their rows, classes and kinds by other names.
    """
    undi = random.Random(benih)  # noqa: S311  # a seed, so that a failure comes again
    asal, hasil = load_workbook(BERKAS), Workbook()
    hasil.remove(hasil.active)
    for nama in undi.sample(LEMBAR, len(LEMBAR)):
        baris = [list(satu) for satu in asal[nama].iter_rows(values_only=True)]
        kolom = [*baris[0], "Catatan penyusun", None]
        undi.shuffle(kolom)
        lembar = hasil.create_sheet(undi.choice((nama, nama.upper(), f" {nama} ")))
        for judul in range(undi.randrange(4)):
            lembar.append([None, f"Judul {judul}"] if judul else [])
        lembar.append([undi.choice((satu, f" {satu}\n", satu.upper())) if satu else None for satu in kolom])
        _isi_acak(undi, lembar, kolom, baris)
    berkas = BytesIO()
    hasil.save(berkas)
    return berkas.getvalue()


def _isi_acak(undi: random.Random, lembar: Worksheet, kolom: list[str | None], baris: list[list[Any]]) -> None:
    sebelum: tuple[object, int] = (None, 0)
    for isi in baris[1:]:
        nilai = dict(zip(baris[0], isi, strict=True)) | {"Catatan penyusun": undi.choice((None, "lihat arsip"))}
        for nama, lain in (("Jenjang", LAIN_JENJANG), ("Jenis Formulasi", LAIN_FORMULA)):
            if nilai.get(nama):
                nilai[nama] = undi.choice(lain.get(nilai[nama], (nilai[nama],)))
        lembar.append([nilai.get(satu) if satu else None for satu in kolom])
        nomor, letak = nilai.get("No Jabatan"), lembar.max_row
        if nomor is not None and nomor == sebelum[0] and undi.random() < 0.5:
            huruf = get_column_letter(kolom.index("No Jabatan") + 1)
            lembar.merge_cells(f"{huruf}{sebelum[1]}:{huruf}{letak}")
            letak = 0  # a spreadsheet program lets no cell be merged twice
        if undi.random() < 0.2:
            lembar.append(["" for _ in kolom])
            letak = 0
        sebelum = (nomor if letak else None, letak)


@pytest.fixture
def dinas(db: None) -> PerangkatDaerah:
    return PerangkatFactory(slug="disdukcapil")


def impor(dinas: PerangkatDaerah, isi: bytes, *, ganti: bool = False) -> None:
    simpan_impor(aktor=None, perangkat_daerah=dinas, berkas=baca_berkas(isi), ganti=ganti)


def galat(isi: bytes) -> list[str]:
    with pytest.raises(BerkasSalah) as salah:
        baca_berkas(isi)
    return [str(satu) for satu in salah.value.galat]


@pytest.mark.basis_data
def test_a_real_book_comes_in_whole(dinas: PerangkatDaerah) -> None:
    impor(dinas, BERKAS.read_bytes())

    iki = baca_iki(dinas)
    assert (len(iki.posisi), sum(len(p.fungsi) for p in iki.posisi)) == (24, 305)
    assert (sum(len(p.sasaran) for p in iki.posisi), sum(len(p.indikator) for p in iki.posisi)) == (45, 136)
    assert [p.nomor for p in iki.posisi] == list(range(1, 25))
    subbag = iki.posisi[2]
    assert [len(s.indikator) for s in subbag.sasaran] == [9, 1, 3]
    pertama = subbag.indikator[0]
    assert (pertama.jenis_formula, pertama.pengali) == ("persentase", Decimal(100))
    assert pertama.penyebut.endswith("bangunan kantor yang tersedia")
    assert iki.atasan(subbag) == iki.posisi[1]


@pytest.mark.parametrize("benih", range(12))
def test_the_same_book_comes_in_however_it_is_laid_out(benih: int) -> None:
    """Nothing is fitted to the file at hand: order of columns, empty rows, notes, merged cells, other names."""
    assert baca_berkas(acak(benih)) == baca_berkas(BERKAS.read_bytes())


def test_every_class_of_position_comes_in_down_many_levels(dinas: PerangkatDaerah) -> None:
    jenjang = ("jpt", "administrator", "pengawas", "fungsional", "pelaksana", "pelaksana", "pelaksana", "pelaksana")
    jabatan = [(n, f"Jabatan {n}", satu, n - 1 or None, "") for n, satu in enumerate(jenjang, 1)]

    impor(dinas, buku_kerja(jabatan))

    iki = baca_iki(dinas)
    assert [satu.kedalaman for satu in iki.posisi] == list(range(8))
    assert [satu.jenjang for satu in iki.posisi] == list(jenjang)


def test_missing_denominators_and_sources_come_in_as_they_are(dinas: PerangkatDaerah) -> None:
    impor(dinas, BERKAS.read_bytes())

    semua = [satu for posisi in baca_iki(dinas).posisi for satu in posisi.indikator]
    assert sum(satu.jenis_formula == "persentase" and not satu.penyebut for satu in semua) == 4
    assert sum(not satu.sumber_data for satu in semua) == 1


def test_functions_worded_alike_are_one_item_of_the_library(dinas: PerangkatDaerah) -> None:
    impor(dinas, BERKAS.read_bytes())

    assert FungsiJabatan.objects.count() == 305
    assert ButirFungsi.objects.filter(perangkat_daerah=dinas).count() == 22


def test_the_export_is_the_import(dinas: PerangkatDaerah) -> None:
    semula = baca_berkas(BERKAS.read_bytes())
    impor(dinas, BERKAS.read_bytes())

    sekali = tulis_buku_kerja(baca_iki(dinas))

    assert baca_berkas(sekali) == semula
    assert tulis_buku_kerja(baca_iki(dinas)) == sekali


def test_links_survive_the_round_trip(dinas: PerangkatDaerah) -> None:
    pohon = pohon_tersimpan(perangkat_daerah=dinas)
    isi = buku_kerja(
        [KEPALA, STAF],
        [(1, "a;"), (2, "-b")],
        [
            (1, "Kondisi satu", "Indeks", "nilai", "Survei", None, None, None, "Survei; Laporan", None, None, "1"),
            (2, "Surat tertata", "Rata-rata", "rata-rata", "Hari", "Surat", 1.5, None, None, "x", "Kondisi satu"),
            (2, None, "Jumlah surat", "Jumlah", "Jumlah surat", None, None, None, "Buku"),
        ],
    )  # fmt: skip
    impor(dinas, isi)

    iki = baca_iki(dinas)
    atas, bawah = iki.posisi[0].sasaran[0], iki.posisi[1].sasaran[0]
    assert (atas.kode_simpul, atas.ikut_pohon, bawah.mendukung_id) == ("1", True, atas.id)
    assert atas.indikator[0].sumber_data == ("Survei", "Laporan")
    assert [satu.jenis_formula for satu in bawah.indikator] == ["rata_rata", "jumlah"]
    assert baca_berkas(tulis_buku_kerja(iki)).jabatan[1].sasaran[0].mendukung == "Kondisi satu"

    Simpul.objects.filter(pohon=pohon, pernyataan="Kondisi satu").update(pernyataan="Kondisi yang baru")
    assert baca_iki(dinas).posisi[0].sasaran[0].teks == "Kondisi yang baru"
    assert baca_iki(dinas).posisi[1].sasaran[0].mendukung_teks == "Kondisi yang baru"


def test_every_error_is_named_by_its_cell() -> None:
    isi = buku_kerja(
        [
            (1, "Kepala Dinas", "jpt", None, ""),
            (1, "", "Golongan II", 9.5, ""),
            (3, "Satu", "pelaksana", 4, ""),
            (4, "Dua", "pelaksana", 3, ""),
            ("lima", "Tiga", "pelaksana", 1, "x" * 5_001),
        ],
        [(7, "fungsi;"), (1, None)],
        [
            (1, None, "Indikator tanpa sasaran", "jumlah"),
            (1, "Sasaran", None, "kira-kira", "a", "b", "seratus"),
            (3, "Sasaran lain", "Indikator", "jumlah", "#REF!", None, -1),
            (4, None, "Indikator"),
        ],
    )

    pesan = galat(isi)

    tempat = [satu.split(":")[0] for satu in pesan]
    assert tempat == [
        "Jabatan!A3", "Jabatan!C3", "Jabatan!D3", "Jabatan!B3", "Jabatan!A6", "Jabatan!E6", "Jabatan!D4",
        "Jabatan!D5", "Fungsi!A2", "Fungsi!B3", "Sasaran!B2", "Sasaran!D3", "Sasaran!G3", "Sasaran!C3",
        "Sasaran!E4", "Sasaran!G4", "Sasaran!B5",
    ]  # fmt: skip
    assert "jumlah, persentase, rasio, rata_rata, nilai" in pesan[11]


def test_a_missing_sheet_or_column_is_named() -> None:
    assert galat(buku_kerja([KEPALA], tanpa={"Sasaran": "Pengali"})) == [
        "Sasaran!1: Kolom “Pengali” tidak ada pada baris judul."
    ]
    assert galat(b"bukan buku kerja")[0].startswith("Berkas: Berkas ini bukan buku kerja")
    assert galat(buku_kerja([])) == ["Jabatan: Belum ada jabatan."]
    buku = load_workbook(BytesIO(buku_kerja([KEPALA])))
    buku["Jabatan"].title = "Lembar1"
    isi = BytesIO()
    buku.save(isi)
    assert galat(isi.getvalue()) == ["Jabatan: Lembar “Jabatan” tidak ada dalam berkas."]
    assert galat(b"PK" + b"0" * UKURAN_TERBESAR) == ["Berkas: Ukuran berkas paling besar 5 MB."]


def test_a_superior_may_stand_below_the_subordinate_and_nobody_is_the_own_superior(dinas: PerangkatDaerah) -> None:
    impor(dinas, buku_kerja([(2, "Staf", "pelaksana", 1, ""), KEPALA]))
    assert [satu.nomor for satu in baca_iki(dinas).posisi] == [1, 2]

    assert galat(buku_kerja([(1, "Satu", "jpt", 1, "")])) == [
        "Jabatan!D2: Jabatan tidak dapat menjadi atasannya sendiri."
    ]


@pytest.mark.parametrize(
    ("jabatan", "sasaran", "sel"),
    [
        ([(2, "Staf", "pelaksana", 9, "")], [], "Jabatan!D2"),
        ([KEPALA, STAF], [(2, "Surat", "I", "jumlah", *(None,) * 6, "Tidak ada", None)], "Sasaran!K2"),
        ([KEPALA], [(1, "Mutu", "I", "jumlah", *(None,) * 6, None, "9.9")], "Sasaran!K2"),
    ],
)
def test_what_only_the_agency_can_tell_is_refused_and_nothing_stored(
    dinas: PerangkatDaerah, jabatan: list[tuple[object, ...]], sasaran: list[tuple[object, ...]], sel: str
) -> None:
    with pytest.raises(BerkasSalah) as salah:
        impor(dinas, buku_kerja(jabatan, (), sasaran))

    assert [f"{satu.lembar}!{satu.sel}" for satu in salah.value.galat] == [sel]
    assert not Jabatan.objects.exists()


def test_filled_positions_are_replaced_only_when_asked(dinas: PerangkatDaerah) -> None:
    impor(dinas, buku_kerja([KEPALA, STAF], [(2, "mencatat;")], [(2, "Surat tertata", "Jumlah surat", "jumlah")]))
    lain = buku_kerja([KEPALA, (2, "Arsiparis", "fungsional", 1, "Menata arsip")], [(2, "menata;")])
    impor(dinas, buku_kerja([KEPALA, STAF], [(2, "mencatat;")], [(2, "Surat tertata", "Jumlah surat", "jumlah")]))

    with pytest.raises(PerluGanti, match="No 2 Pengelola Surat"):
        impor(dinas, lain)
    assert baca_iki(dinas).posisi[1].nama == "Pengelola Surat"
    kunci = baca_iki(dinas).posisi[1].id

    impor(dinas, lain, ganti=True)

    baru = baca_iki(dinas).posisi[1]
    assert (baru.id, baru.nama, baru.fungsi, baru.sasaran) == (kunci, "Arsiparis", ("menata;",), ())


def test_positions_that_the_workbook_does_not_name_stay_with_their_nodes(dinas: PerangkatDaerah) -> None:
    impor(dinas, buku_kerja([KEPALA, STAF, (3, "Bendahara", "pelaksana", 1, "")]))
    pohon = pohon_tersimpan(perangkat_daerah=dinas)
    bendahara = Jabatan.objects.get(nama="Bendahara")
    SimpulJabatan.objects.create(pohon=pohon, simpul=Simpul.objects.get(pernyataan="Utama"), jabatan=bendahara)

    impor(dinas, buku_kerja([KEPALA, (4, "Perencana", "fungsional", 3, "")]))

    assert [p.nama for p in baca_iki(dinas).posisi] == ["Kepala Dinas", "Pengelola Surat", "Bendahara", "Perencana"]
    assert SimpulJabatan.objects.filter(jabatan=bendahara).exists()


def test_replacing_keeps_the_links_to_sasaran_worded_alike(dinas: PerangkatDaerah) -> None:
    sasaran = [
        (1, "Mutu naik", "Indeks", "nilai"),
        (2, "Surat tertata", "Jumlah surat", "jumlah", *(None,) * 6, "Mutu naik", None),
    ]
    impor(dinas, buku_kerja([KEPALA, STAF], (), sasaran))
    impor(dinas, buku_kerja([(1, "Kepala", "jpt", None, "")], (), sasaran[:1]), ganti=True)

    assert Sasaran.objects.get(teks="Surat tertata").mendukung == Sasaran.objects.get(teks="Mutu naik")


def test_planners_of_the_agency_import_and_each_position_is_audited(dinas: PerangkatDaerah) -> None:
    berkas = baca_berkas(buku_kerja([KEPALA, STAF]))
    with pytest.raises(TidakBerhak):
        orang = perencana_di(dinas)
        orang.peran.update(jenis="pembaca")
        simpan_impor(aktor=orang, perangkat_daerah=dinas, berkas=berkas)

    simpan_impor(aktor=perencana_di(dinas), perangkat_daerah=dinas, berkas=berkas)

    assert CatatanAudit.objects.filter(kata_kerja="impor").count() == 2


def test_the_command_checks_and_stores_only_when_asked(dinas: PerangkatDaerah, tmp_path: Path) -> None:
    keluaran = StringIO()
    call_command("impor_iki", str(BERKAS), perangkat_daerah="disdukcapil", stdout=keluaran)
    assert "24 baru" in keluaran.getvalue()
    assert not Jabatan.objects.exists()

    call_command("impor_iki", str(BERKAS), perangkat_daerah="disdukcapil", simpan=True, stdout=keluaran)
    assert Jabatan.objects.count() == 24

    rusak = tmp_path / "rusak.xlsx"
    rusak.write_bytes(buku_kerja([(1, "", "jpt", None, "")]))
    with pytest.raises(CommandError, match="Jabatan!B2"):
        call_command("impor_iki", str(rusak), perangkat_daerah="disdukcapil", simpan=True)
    rusak.write_bytes(buku_kerja([(1, "Camat", "administrator", None, "")]))
    with pytest.raises(CommandError, match="--ganti"):
        call_command("impor_iki", str(rusak), perangkat_daerah="disdukcapil", simpan=True)
