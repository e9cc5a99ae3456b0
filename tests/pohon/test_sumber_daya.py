"""Nomenclature in and out: new regulations, faulty codes, ten thousand rows in the time of a breath."""

import io
import time
from collections.abc import Sequence

import pytest
from tablib import Dataset

from instansi.choices import JenisPeran
from instansi.errors import TidakBerhak
from instansi.importing.lembar import baca_tabel
from instansi.models import CatatanAudit, Pengguna
from pohon.models import Nomenklatur, PeraturanNomenklatur
from pohon.sumber_daya import SumberNomenklatur
from tests.pabrik.basis import NomenklaturFactory, PemerintahFactory, berperan

pytestmark = pytest.mark.django_db
JUDUL = ("__baris__", "Peraturan", "Judul peraturan", "Tahun", "Kode", "Nama", "Satuan")
LAMA = "900.1.15.5-1317/2023"


@pytest.fixture
def sumber() -> SumberNomenklatur:
    pemda = PemerintahFactory()
    return SumberNomenklatur(aktor=berperan(JenisPeran.ADMIN, pemda), pemda=pemda)


def tabel(*baris: Sequence[str]) -> Dataset:
    isi = Dataset(headers=JUDUL)
    for nomor, satu in enumerate(baris, start=2):
        isi.append([str(nomor), *satu])
    return isi


def test_a_new_regulation_is_made_from_its_first_row(sumber: SumberNomenklatur) -> None:
    isi = (
        ("100/2027", "Keputusan baru", "2027", "1.01.01", "Program  A", ""),
        ("100/2027", "", "", "1.10", "Program B", "Dokumen"),
    )

    pratinjau = sumber.impor(tabel(*isi), simpan=False)
    assert pratinjau.jumlah == {"baru": 2, "diubah": 0, "tetap": 0} and not pratinjau.galat
    assert not PeraturanNomenklatur.objects.exists() and not CatatanAudit.objects.exists()

    sumber.impor(tabel(*isi), simpan=True)
    assert list(Nomenklatur.objects.values_list("peraturan__kode", "kode", "nama")) == [
        ("100/2027", "1.01.01", "Program A"),
        ("100/2027", "1.10", "Program B"),
    ]
    catatan = CatatanAudit.objects.get()
    assert catatan.kata_kerja == "impor" and catatan.sesudah == {"baru": 2, "diubah": 0}


def test_stored_codes_are_changed_only_where_they_differ(sumber: SumberNomenklatur) -> None:
    satu, dua = NomenklaturFactory(satuan="Dokumen"), NomenklaturFactory()
    isi = (
        (LAMA, "", "", satu.kode, satu.nama, "Laporan"),
        (LAMA, "", "", dua.kode, dua.nama, ""),
    )

    hasil = sumber.impor(tabel(*isi), simpan=True)

    assert hasil.jumlah == {"baru": 0, "diubah": 1, "tetap": 1}
    assert [(b.kolom, b.lama, b.baru) for b in hasil.baris[0].beda] == [("Satuan", "Dokumen", "Laporan")]
    satu.refresh_from_db()
    assert satu.satuan == "Laporan"


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        (("999/2099", "", "", "1.01", "A", ""), "belum ada"),
        (("999/2099", "Judul", "dua ribu", "1.01", "A", ""), "belum ada"),
        ((LAMA, "", "", "", "A", ""), "tidak terbaca"),
        ((LAMA, "", "", "1,01", "A", ""), "tidak terbaca"),
        ((LAMA, "", "", "1.01", "", ""), "Nama belum diisi."),
        ((LAMA, "", "", "5.05", "A", ""), "lebih dari sekali"),
        ((LAMA, "", "", "1.01", "A", "x" * 301), "paling panjang"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_stored(
    sumber: SumberNomenklatur, baris: tuple[str, ...], pesan: str
) -> None:
    NomenklaturFactory()

    hasil = sumber.impor(tabel((LAMA, "", "", "5.05", "Baik", ""), baris), simpan=True)

    assert [satu.nomor for satu in hasil.galat] == ["3"] and pesan in hasil.galat[0].pesan
    assert Nomenklatur.objects.count() == 1


def test_only_an_administrator_imports(sumber: SumberNomenklatur) -> None:
    orang: Pengguna = berperan(JenisPeran.PENELAAH, sumber.pemda)
    lain = SumberNomenklatur(aktor=orang, pemda=sumber.pemda)

    with pytest.raises(TidakBerhak):
        lain.impor(tabel(("100/2027", "J", "2027", "1.01", "A", "")), simpan=True)
    assert not Nomenklatur.objects.exists()


def test_ten_thousand_rows_take_less_than_thirty_seconds(sumber: SumberNomenklatur) -> None:
    isi = [
        ("100/2027", "Keputusan baru", "2027", f"1.{n // 100:02}.{n % 100:02}", f"Sub kegiatan {n}", "")
        for n in range(10_000)
    ]
    mulai = time.monotonic()

    hasil = sumber.impor(tabel(*isi), simpan=True)

    assert hasil.jumlah["baru"] == Nomenklatur.objects.count() == 10_000
    assert time.monotonic() - mulai < 30


def test_what_was_taken_out_changes_nothing_when_brought_in(sumber: SumberNomenklatur) -> None:
    NomenklaturFactory(kode="1.10")
    NomenklaturFactory(nama="=1+1")

    hasil = sumber.impor(baca_tabel("a.xlsx", io.BytesIO(sumber.ekspor())), simpan=False)

    assert hasil.jumlah == {"baru": 0, "diubah": 0, "tetap": 2} and not hasil.galat
