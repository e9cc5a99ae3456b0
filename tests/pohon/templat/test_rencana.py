"""An edited workbook: what its preview says, what is stored, how it is undone; nothing is guessed and nothing lost."""

from datetime import date
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from instansi.errors import Bentrok, GalatLayanan
from pohon.choices import JenisSimpul
from pohon.models import Indikator, Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.services import IsiIndikator, IsiSimpul, ubah_simpul
from pohon.services.isian import Rancangan
from pohon.services.penerapan import terapkan_perubahan
from pohon.services.urungkan import ulangi, urungkan
from tests.pohon.templat.panggung import Dunia, baris, isi, kolom_ke, rencana, tulis, ubah, unduh

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]
J = JenisSimpul


def kotak(jenis: JenisSimpul, teks: str, *anak: Rancangan, **lain: Any) -> Rancangan:
    return Rancangan(jenis, IsiSimpul(teks), anak=anak, **lain)


@pytest.fixture
def dunia() -> Dunia:
    return Dunia()


@pytest.fixture
def pohon(dunia: Dunia) -> Pohon:
    operasional = tuple(kotak(J.OPERASIONAL, f"Operasional {n}") for n in range(1, 13))
    return dunia.tanam(
        kotak(
            J.OUTCOME,
            "Outcome",
            kotak(
                J.CSF,
                "CSF",
                kotak(
                    J.KONDISI,
                    "Kondisi satu",
                    kotak(
                        J.ANTARA_UTAMA,
                        "Utama A",
                        *operasional,
                        indikator=(IsiIndikator("Jumlah A"), IsiIndikator("Jumlah B")),
                    ),
                    kotak(J.ANTARA_UTAMA, "Utama B"),
                ),
                kotak(J.KONDISI, "Kondisi dua"),
            ),
        ),
        mandat="Mandat lama",
    )


def simpan(dunia: Dunia, pohon: Pohon, hasil: Any) -> None:
    assert hasil.galat == []
    terapkan_perubahan(
        aktor=dunia.perencana, pohon_id=pohon.pk, rev=hasil.rev, perubahan=hasil.perubahan, ringkas=hasil.ringkas
    )


def susunan(pohon: Pohon) -> list[tuple[str, str]]:
    return [(satu.kode, satu.pernyataan) for satu in baca_pohon(pohon.pk).simpul]


def bulat_balik(dunia: Dunia, pohon: Pohon, sebelum: Any) -> None:
    """Undo gives the tree back cell by cell, redo does it again, a second undo as well."""
    sesudah = isi(pohon)
    urungkan(aktor=dunia.perencana, pohon_id=pohon.pk)
    assert isi(pohon) == sebelum
    ulangi(aktor=dunia.perencana, pohon_id=pohon.pk)
    assert isi(pohon) == sesudah
    urungkan(aktor=dunia.perencana, pohon_id=pohon.pk)
    assert isi(pohon) == sebelum


def test_code_1_10_stays_text_and_is_the_tenth(dunia: Dunia, pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        sel = buku["Pohon"].cell(baris(buku, "Pohon", "Pernyataan", "Operasional 10"), 2)
        assert (sel.value, sel.data_type, sel.number_format) == ("1.1.10", "s", "@")
        tulis(buku, "Pohon", sel.row, Pernyataan="Operasional sepuluh")

    hasil = rencana(ubah(unduh(pohon), sunting), pohon)
    assert [(satu.kode, satu.beda[0].baru) for satu in hasil.berubah] == [("1.1.10", "Operasional sepuluh")]
    simpan(dunia, pohon, hasil)
    assert ("1.1.10", "Operasional sepuluh") in susunan(pohon)


def test_new_changed_moved_and_missing_in_one_step(dunia: Dunia, pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        lembar = buku["Pohon"]
        tulis(
            buku,
            "Pohon",
            baris(buku, "Pohon", "Pernyataan", "Utama B"),
            Pernyataan="Utama B baru",
            Crosscutting="Dinas Pekerjaan Umum, Perumahan\nPMI",
        )
        tulis(buku, "Pohon", baris(buku, "Pohon", "Pernyataan", "Operasional 3"), Induk="1.2")
        lembar.delete_rows(baris(buku, "Pohon", "Pernyataan", "Operasional 5"))
        tulis(
            buku,
            "Pohon",
            lembar.max_row + 1,
            Kode="baru",
            Induk="2",
            Jenis="Kondisi antara utama",
            Pernyataan="Utama C",
        )
        nomor = buku["Indikator"].max_row + 1
        tulis(
            buku,
            "Indikator",
            nomor,
            Kotak="baru",
            Indikator="Persentase C",
            Pengali="100",
            Arah="Makin tinggi makin baik",
            Jenis_formula="Persentase",
        )
        tulis(buku, "Indikator", baris(buku, "Indikator", "Indikator", "Jumlah B"), Kotak="1.2", Satuan="orang")
        nomor = buku["Tahap 4-5"].max_row + 1
        tulis(buku, "Tahap 4-5", nomor, Kotak="baru", Komponen="sasaran program", Jabatan="1.10\n=Kepala Bidang")
        tulis(buku, "Tahap 1", 2)
        buku["Tahap 1"].cell(2, 2).value = "Mandat baru"
        buku["Tahap 1"].cell(5, 2).value = date(2022, 3, 27)

    sebelum = isi(pohon)
    berkas = ubah(unduh(pohon), sunting)
    hasil = rencana(berkas, pohon)
    assert {satu.teks for satu in hasil.baru} == {"Utama C", "Persentase C"}
    assert {satu.teks for satu in hasil.berubah} == {"Tahap 1", "Utama B", "Jumlah B"}
    assert {satu.teks for satu in hasil.pindah} == {"Operasional 3", "Jumlah B"}
    assert [satu.teks for satu in hasil.hilang] == ["Operasional 5"]
    simpan(dunia, pohon, hasil)
    assert ("1.1.4", "Operasional 5") in susunan(pohon), "missing rows stay until somebody says so"
    utama_c = next(satu for satu in baca_pohon(pohon.pk).simpul if satu.pernyataan == "Utama C")
    assert (utama_c.kode, utama_c.komponen, [satu.nama for satu in utama_c.jabatan]) == (
        "2.1",
        "sasaran_program",
        ["1.10", "=Kepala Bidang"],
    )
    utama_b = next(satu for satu in baca_pohon(pohon.pk).simpul if satu.pernyataan == "Utama B baru")
    assert [(satu.perangkat_daerah_id, satu.nama) for satu in utama_b.crosscutting] == [
        (dunia.lain[0].pk, "Dinas Pekerjaan Umum, Perumahan"),
        (None, "PMI"),
    ]
    assert [satu.nama for satu in utama_b.indikator] == ["Jumlah B"]
    assert baca_pohon(pohon.pk).tanggal_kesepakatan == date(2022, 3, 27)
    bulat_balik(dunia, pohon, sebelum)


def test_a_missing_row_goes_with_its_branch_once_it_is_ticked(dunia: Dunia, pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        for teks in ("Utama A", *(f"Operasional {n}" for n in range(1, 13) if n != 7)):
            buku["Pohon"].delete_rows(baris(buku, "Pohon", "Pernyataan", teks))
        tulis(buku, "Pohon", baris(buku, "Pohon", "Pernyataan", "Operasional 7"), Induk="1.2")
        buku["Indikator"].delete_rows(2, 5)

    sebelum = isi(pohon)
    berkas = ubah(unduh(pohon), sunting)
    semua = {satu.kunci for satu in rencana(berkas, pohon).hilang}
    assert len(semua) == 12, "indicators of a missing node are not asked for by themselves"
    hasil = rencana(berkas, pohon, hapus=semua)
    simpan(dunia, pohon, hasil)
    assert [satu for _, satu in susunan(pohon)] == [
        "Outcome", "CSF", "Kondisi satu", "Utama B", "Operasional 7", "Kondisi dua"
    ]  # fmt: skip
    bulat_balik(dunia, pohon, sebelum)


def test_parent_and_child_change_places(dunia: Dunia, pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        tulis(buku, "Pohon", baris(buku, "Pohon", "Pernyataan", "Utama A"), Induk="1.2")
        for n in range(1, 13):
            tulis(buku, "Pohon", baris(buku, "Pohon", "Pernyataan", f"Operasional {n}"), Jenis="Kondisi antara")
        tulis(buku, "Pohon", baris(buku, "Pohon", "Pernyataan", "Utama A"), Jenis="Kondisi antara")

    sebelum = isi(pohon)
    simpan(dunia, pohon, rencana(ubah(unduh(pohon), sunting), pohon))
    assert ("1.1.1.12", "Operasional 12") in susunan(pohon)
    bulat_balik(dunia, pohon, sebelum)


def test_order_of_rows_is_the_order_of_boxes(dunia: Dunia, pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        lembar = buku["Pohon"]
        dua = baris(buku, "Pohon", "Pernyataan", "Operasional 2")
        isi_dua = [satu.value for satu in lembar[dua]]
        lembar.delete_rows(dua)
        lembar.append(isi_dua)

    hasil = rencana(ubah(unduh(pohon), sunting), pohon)
    assert [satu.teks for satu in hasil.pindah] == ["Operasional 2"]
    simpan(dunia, pohon, hasil)
    assert susunan(pohon)[15] == ("1.1.12", "Operasional 2")


def test_what_colleagues_did_meanwhile_stays_and_the_same_cell_is_asked(dunia: Dunia, pohon: Pohon) -> None:
    berkas = unduh(pohon)
    for teks, baru in (("Utama A", "Utama A dari rekan"), ("Utama B", "Utama B dari rekan")):
        satu = Simpul.objects.get(pohon=pohon, pernyataan=teks)
        ubah_simpul(aktor=dunia.perencana, pohon_id=pohon.pk, simpul_id=satu.pk, versi=satu.versi, isi=IsiSimpul(baru))
    berkas = ubah(
        berkas,
        lambda buku: tulis(
            buku, "Pohon", baris(buku, "Pohon", "Pernyataan", "Utama B"), Pernyataan="Utama B dari berkas"
        ),
    )
    hasil = rencana(berkas, pohon)
    assert (hasil.berubah, len(hasil.bentrok)) == ([], 1)
    assert hasil.bentrok[0].beda[0].lama == "Utama B dari rekan"
    assert not hasil.perubahan
    hasil = rencana(berkas, pohon, pakai={hasil.bentrok[0].beda[0].kunci})
    simpan(dunia, pohon, hasil)
    assert {"Utama A dari rekan", "Utama B dari berkas"} <= {satu for _, satu in susunan(pohon)}


def test_a_tree_that_moved_since_the_preview_is_not_overwritten(dunia: Dunia, pohon: Pohon) -> None:
    hasil = rencana(ubah(unduh(pohon), lambda buku: tulis(buku, "Pohon", 2, Pernyataan="Lain")), pohon)
    satu = Simpul.objects.get(pohon=pohon, pernyataan="Utama A")
    ubah_simpul(aktor=dunia.perencana, pohon_id=pohon.pk, simpul_id=satu.pk, versi=satu.versi, isi=IsiSimpul("Baru"))
    with pytest.raises(Bentrok):
        simpan(dunia, pohon, hasil)
    assert susunan(pohon)[0] == ("O", "Outcome")


def test_an_import_that_was_built_upon_is_not_undone_by_force(dunia: Dunia, pohon: Pohon) -> None:
    simpan(dunia, pohon, rencana(ubah(unduh(pohon), lambda buku: tulis(buku, "Pohon", 2, Pernyataan="Lain")), pohon))
    satu = Simpul.objects.get(pohon=pohon, pernyataan="Lain")
    Simpul.objects.filter(pk=satu.pk).update(pernyataan="Diubah rekan", versi=satu.versi + 1)
    with pytest.raises(GalatLayanan):
        urungkan(aktor=dunia.perencana, pohon_id=pohon.pk)


SALAH: dict[str, tuple[str, dict[str, object], str]] = {
    "kode berupa angka": ("Pohon", {"Kode": 1.1}, "sebagai angka"),
    "rumus": ("Pohon", {"Pernyataan": "=A1&B1"}, "rumus"),
    "jenis asing": ("Pohon", {"Jenis": "Kondisi lain"}, "tidak ada dalam daftar"),
    "pernyataan kosong": ("Pohon", {"Pernyataan": None}, "belum diisi"),
    "induk asing": ("Pohon", {"Induk": "9.9"}, "Tidak ada kotak"),
    "di bawah dirinya": ("Pohon", {"Induk": "1.1.1"}, "dirinya sendiri"),
    "jenis di tempat yang salah": ("Pohon", {"Jenis": "Kondisi operasional"}, "tidak dapat berada"),
    "id asing": ("Pohon", {"ID": "00000000-0000-4000-8000-000000000000"}, "ID ini tidak ada"),
    "terlalu panjang": ("Pohon", {"Pernyataan": "x" * 1001}, "karakter"),
    "tanggal di kolom teks": ("Pohon", {"Pernyataan": date(2022, 1, 2)}, "tanggal"),
    "benar salah": ("Pohon", {"Pernyataan": True}, "BENAR/SALAH"),
    "pengali bukan angka": ("Indikator", {"Pengali": "seratus"}, "Tulis angka"),
    "pengali nol": ("Indikator", {"Pengali": "0"}, "lebih besar dari 0"),
    "jabatan asing": ("Tahap 4-5", {"Jabatan": "Kepala Awan"}, "tidak ada"),
    "jabatan bernama sama": ("Tahap 4-5", {"Jabatan": "Analis Kebijakan"}, "bernama sama"),
    "nomenklatur asing": ("Tahap 4-5", {"Kode_nomenklatur": "9.99.99"}, "tidak ada dalam daftar"),
    "nomenklatur angka": ("Tahap 4-5", {"Kode_nomenklatur": 2.12}, "sebagai angka"),
}  # fmt: skip


@pytest.mark.parametrize("nama", SALAH)
def test_a_fault_is_told_at_its_cell_and_nothing_is_stored(pohon: Pohon, nama: str) -> None:
    lembar, isian, pesan = SALAH[nama]
    tempat: list[str] = []

    def sunting(buku: Workbook) -> None:
        kolom, teks = (
            ("Indikator", "Jumlah A")
            if lembar == "Indikator"
            else ("Pernyataan" if lembar == "Pohon" else "Kinerja", "Utama A")
        )
        nomor = baris(buku, lembar, kolom, teks)
        tulis(buku, lembar, nomor, **isian)
        tempat.append(buku[lembar].cell(nomor, kolom_ke(buku, lembar, next(iter(isian)).replace("_", " "))).coordinate)

    hasil = rencana(ubah(unduh(pohon), sunting), pohon)
    assert any((satu.lembar, satu.sel) == (lembar, tempat[0]) and pesan in satu.pesan for satu in hasil.galat), (
        hasil.galat
    )


def test_all_faults_are_told_at_once_and_a_copied_row_is_one(pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        salinan = [satu.value for satu in buku["Pohon"][5]]
        buku["Pohon"].append(salinan)
        tulis(buku, "Pohon", 3, Jenis="apa saja")
        tulis(buku, "Indikator", 2, Indikator=None)

    hasil = rencana(ubah(unduh(pohon), sunting), pohon)
    assert len(hasil.galat) >= 3
    assert any("sudah dipakai baris 5" in satu.pesan for satu in hasil.galat)


def test_a_hidden_sheet_an_extra_column_and_an_extra_sheet_are_named_not_read(pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        buku.create_sheet("Rahasia").sheet_state = "hidden"
        buku["Pohon"].cell(1, 12).value = "Catatan saya"
        buku["Pohon"].cell(3, 12).value = "penting"

    hasil = rencana(ubah(unduh(pohon), sunting), pohon)
    assert not hasil.perubahan
    assert any("Rahasia" in satu for satu in hasil.catatan)
    assert any("Catatan saya" in satu for satu in hasil.catatan)


def test_rows_of_the_empty_template_are_added_and_nothing_is_missing(dunia: Dunia, pohon: Pohon) -> None:
    def sunting(buku: Workbook) -> None:
        tulis(buku, "Pohon", 2, Kode="X", Jenis="Outcome", Pernyataan="Outcome kedua")
        tulis(buku, "Pohon", 3, Induk="X", Jenis="CSF", Pernyataan="CSF kedua")

    hasil = rencana(ubah(unduh(pohon, kosong=True), sunting), pohon)
    assert hasil.hilang == []
    simpan(dunia, pohon, hasil)
    assert susunan(pohon)[0] == ("O1", "Outcome kedua") or susunan(pohon)[-2][1] == "Outcome kedua"
    assert len(susunan(pohon)) == 20


def test_indicators_of_a_csf_are_refused_by_the_service_too(dunia: Dunia, pohon: Pohon) -> None:
    hasil = rencana(unduh(pohon), pohon)
    csf = str(Simpul.objects.get(pohon=pohon, jenis=J.CSF).identitas)
    ada = str(Indikator.objects.filter(pohon=pohon).first().identitas)  # type: ignore[union-attr]
    hasil.perubahan.indikator[ada] = {"simpul": csf}
    with pytest.raises(GalatLayanan, match="tidak mempunyai indikator"):
        simpan(dunia, pohon, hasil)
    assert not Indikator.objects.filter(simpul__jenis=J.CSF).exists()
