"""Lists out and in again: the preview, rows that are wrong, all or nothing, and files that are no table."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from instansi.importing.lembar import baca_tabel, tulis_tabel
from instansi.models import CatatanAudit, Jabatan, Pengguna, PerangkatDaerah
from instansi.selectors import jabatan_berlaku
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import JabatanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tempat_sementara(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


def alamat(daerah: Daerah, nama: str, kode: str) -> str:
    return reverse(nama, args=[daerah.pemda.slug, kode])


def unggah(daerah: Daerah, kode: str, isi: bytes, nama: str = "data.xlsx") -> HttpResponse:
    return daerah.klien.post(alamat(daerah, "impor_daftar", kode), {"berkas": SimpleUploadedFile(nama, isi)})  # type: ignore[return-value]


def simpan(daerah: Daerah, kode: str, pratinjau: HttpResponse) -> HttpResponse:
    kunci = daerah.klien.session[f"impor-{kode}"]
    assert f'value="{kunci}"' in pratinjau.content.decode()
    return daerah.klien.post(alamat(daerah, "impor_simpan", kode), {"kunci": kunci}, follow=True)  # type: ignore[return-value]


def tabel(judul: Sequence[str], *baris: Sequence[str]) -> bytes:
    return tulis_tabel(judul, baris, "Data")


def angka(jawaban: HttpResponse) -> list[str]:
    """The four numbers of the preview: new, changed, same, wrong."""
    return [satu.split("</b>")[0] for satu in jawaban.content.decode().split("<b>")[1:5]]


PERANGKAT = ("Nama", "Singkatan", "Bentuk", "Berlaku mulai", "Kode")
JABATAN = ("Perangkat daerah", "No", "Nama jabatan", "Jenjang", "No atasan", "Tugas", "Identitas")
AKUN = ("Nama pengguna", "Nama tampil", "Surel", "Peran", "Perangkat daerah")


def test_agencies_are_previewed_then_stored_through_the_service(daerah: Daerah) -> None:
    isi = tabel(
        PERANGKAT,
        ("Dinas Pangan", "DP", "Dinas", "1/1/2025", ""),
        ("Badan Riset Meratus", "BRM", "badan", "", ""),
        ("Dinas Perikanan Meratus", "DISKAN", "Dinas", "", daerah.perangkat.slug),
    )

    pratinjau = unggah(daerah, "perangkat-daerah", isi)

    assert pratinjau.status_code == 200 and angka(pratinjau) == ["1", "1", "1", "0"]
    assert "Singkatan:" in pratinjau.content.decode() and "BRM" in pratinjau.content.decode()
    assert PerangkatDaerah.objects.filter(pemerintah_daerah=daerah.pemda).count() == 2, "pratinjau tidak menyimpan"
    assert not CatatanAudit.objects.exists()

    hasil = simpan(daerah, "perangkat-daerah", pratinjau).content.decode()
    assert "1 baris baru dan 1 baris diubah tersimpan" in hasil
    assert PerangkatDaerah.objects.get(nama="Dinas Pangan").slug == "dp"
    assert CatatanAudit.objects.filter(aktor=daerah.admin, jenis_objek="perangkatdaerah").count() == 2


@pytest.mark.parametrize("kode", ["perangkat-daerah", "jabatan", "akun"])
def test_what_was_taken_out_and_brought_in_again_changes_nothing(daerah: Daerah, kode: str) -> None:
    bawah = JabatanFactory(perangkat_daerah=daerah.perangkat, atasan=daerah.jabatan, urutan=2, tugas="a\nb")
    JabatanFactory(perangkat_daerah=daerah.perangkat, atasan=bawah, urutan=3, nama="=1+1")
    ekspor = daerah.klien.get(alamat(daerah, "ekspor", kode))

    pratinjau = unggah(daerah, kode, ekspor.content)

    baru, diubah, tetap, galat = angka(pratinjau)
    assert (baru, diubah, galat) == ("0", "0", "0") and int(tetap) >= 2
    assert "Tidak ada yang perlu disimpan" in pratinjau.content.decode()


def test_the_workbook_holds_text_only_and_nothing_of_others(daerah: Daerah, tetangga: Daerah) -> None:
    JabatanFactory(perangkat_daerah=daerah.perangkat, nama="=HYPERLINK(1)", urutan=2)

    for kode in ("perangkat-daerah", "jabatan", "akun"):
        lembar = load_workbook(io.BytesIO(daerah.klien.get(alamat(daerah, "ekspor", kode)).content)).active
        sel = [satu for baris in lembar.iter_rows() for satu in baris if satu.value is not None]
        assert {satu.data_type for satu in sel} == {"s"}
        assert not any("etangga" in str(satu.value) for satu in sel)


def test_positions_come_with_their_superiors_in_any_order(daerah: Daerah) -> None:
    dinas = daerah.perangkat.slug
    isi = tabel(
        JABATAN,
        (dinas, "3", "Analis", "Jabatan Fungsional", "2", "Menelaah", ""),
        (dinas, "4", "Analis", "fungsional", "2", "", ""),
        (dinas, "2", "Kepala Bidang", "administrator", "1", "", ""),
        (dinas, "1", "Kepala Dinas", "jpt", "", "", str(daerah.jabatan.identitas)),
        (daerah.lain.nama, "1", "Kepala Badan", "jpt", "", "", ""),
    )

    pratinjau = unggah(daerah, "jabatan", isi)
    assert angka(pratinjau) == ["4", "0", "1", "0"], pratinjau.content.decode()
    simpan(daerah, "jabatan", pratinjau)

    assert [(satu.nama, str(satu.atasan or "")) for satu in jabatan_berlaku(daerah.perangkat)] == [
        ("Kepala Dinas", ""),
        ("Kepala Bidang", "Kepala Dinas"),
        ("Analis", "Kepala Bidang"),
        ("Analis", "Kepala Bidang"),
    ]
    assert jabatan_berlaku(daerah.lain).get().nama == "Kepala Badan"


def test_a_position_is_moved_by_another_number(daerah: Daerah) -> None:
    satu = JabatanFactory(perangkat_daerah=daerah.perangkat, atasan=daerah.jabatan, urutan=2, nama="Satu")
    dua = JabatanFactory(perangkat_daerah=daerah.perangkat, atasan=daerah.jabatan, urutan=3, nama="Dua")
    dinas = daerah.perangkat.slug
    isi = tabel(
        JABATAN,
        (dinas, "1", "Kepala Dinas", "jpt", "", "", str(daerah.jabatan.identitas)),
        (dinas, "2", "Satu", "fungsional", "3", "", str(satu.identitas)),
        (dinas, "3", "Dua", "fungsional", "1", "", str(dua.identitas)),
    )

    pratinjau = unggah(daerah, "jabatan", isi)
    assert angka(pratinjau) == ["0", "1", "2", "0"]
    simpan(daerah, "jabatan", pratinjau)

    satu.refresh_from_db()
    assert satu.atasan == dua


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        (("dinas-lain", "2", "A", "jpt", "", "", ""), "tidak ada. Tulis kode atau namanya"),
        (("DINAS", "2", "", "jpt", "", "", ""), "Nama jabatan belum diisi."),
        (("DINAS", "2", "A", "raja", "", "", ""), "tidak dikenal. Tulis salah satu"),
        (("DINAS", "2", "A", "jpt", "9", "", ""), "Atasan nomor 9 tidak ada, salah, atau melingkar."),
        (("DINAS", "2", "A", "jpt", "2", "", ""), "melingkar"),
        (("DINAS", "1", "A", "jpt", "", "", ""), "dipakai lebih dari sekali"),
        (("DINAS", "2", "A", "jpt", "", "", "xyz"), "Identitas tidak terbaca"),
        (("DINAS", "2", "A", "jpt", "", "", "00000000-0000-0000-0000-000000000000"), "tidak ada"),
        (("DINAS", "2", "x" * 201, "jpt", "", "", ""), "201 karakter"),
    ],
)
def test_a_faulty_position_is_named_by_its_row_and_nothing_is_stored(
    daerah: Daerah, baris: tuple[str, ...], pesan: str
) -> None:
    dinas = daerah.perangkat.slug
    baik = (dinas, "1", "Kepala Baru", "jpt", "", "", "")
    isi = tabel(JABATAN, baik, tuple(dinas if satu == "DINAS" else satu for satu in baris))

    jawaban = unggah(daerah, "jabatan", isi)

    teks = jawaban.content.decode()
    assert jawaban.status_code == 422 and pesan in teks
    assert '<th scope="row">3</th>' in teks and "Simpan " not in teks.split("Pratinjau")[1].split("Unggah berkas")[0]
    assert not Jabatan.objects.filter(nama="Kepala Baru").exists()


def test_accounts_come_with_roles_which_are_added_never_taken(daerah: Daerah) -> None:
    isi = tabel(
        AKUN,
        ("baru", "Orang Baru", "baru@contoh.go.id", "Pembaca", daerah.perangkat.slug),
        ("baru", "Orang Baru", "baru@contoh.go.id", "Pimpinan", daerah.lain.nama),
        (daerah.akun.username, "", "", "Penelaah", ""),
    )

    pratinjau = unggah(daerah, "akun", isi)
    assert angka(pratinjau) == ["1", "2", "0", "0"]
    simpan(daerah, "akun", pratinjau)

    baru = Pengguna.objects.get(username="baru")
    assert {str(satu) for satu in baru.peran.all()} == {
        "Pembaca · Dinas Perikanan Meratus",
        "Pimpinan · Badan Riset Meratus",
    }
    assert not baru.has_usable_password() and not baru.is_superuser
    assert daerah.akun.peran.count() == 2


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        (("admin.tetangga", "", "", "Penelaah", ""), "sudah dipakai"),
        (("baru", "", "bukan surel", "Penelaah", ""), "bukan alamat surel"),
        (("baru", "", "", "Raja", ""), "tidak dikenal"),
        (("baru", "", "", "Perencana", ""), "perlu perangkat daerah"),
        (("baru", "", "", "Perencana", "dinas-tetangga"), "perlu perangkat daerah"),
        (("dua kata", "", "", "Penelaah", ""), "tanpa spasi"),
    ],
)
def test_a_faulty_account_stores_nothing(daerah: Daerah, tetangga: Daerah, baris: tuple[str, ...], pesan: str) -> None:
    jumlah = Pengguna.objects.count()

    jawaban = unggah(daerah, "akun", tabel(AKUN, ("lain", "", "", "Penelaah", ""), baris))

    assert jawaban.status_code == 422 and pesan in jawaban.content.decode()
    assert Pengguna.objects.count() == jumlah


def test_an_import_takes_over_no_account_that_works_elsewhere(daerah: Daerah, tetangga: Daerah) -> None:
    tetangga.admin.peran.create(jenis="penelaah", pemerintah_daerah=daerah.pemda)

    jawaban = unggah(daerah, "akun", tabel(AKUN, ("admin.tetangga", "", "saya@contoh.go.id", "Penelaah", "")))

    assert jawaban.status_code == 422 and "berperan di luar" in jawaban.content.decode()


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("a.xlsx", b"PK\x03\x04rusak", "rusak atau bukan"),
        ("a.xls", b"\xd0\xcf\x11\xe0abc", "terkunci sandi"),
        ("a.pdf", b"%PDF-1.4", "Unggah berkas .xlsx atau .csv."),
        ("a.csv", b"\xff\xfe\x00", "UTF-8"),
        ("a.csv", b"Nama;Bentuk\n", "Tidak ada isi di bawah judul kolom"),
        ("a.csv", b"Satu;Dua\na;b\n", "Kolom Nama, Bentuk tidak ada."),
        ("a.csv", b"Nama;Bentuk\na\x00b;dinas\n", "tidak dapat disimpan"),
        ("a.csv", b"", "Berkas ini kosong."),
    ],
)
def test_a_file_that_is_no_table_is_explained(daerah: Daerah, nama: str, isi: bytes, pesan: str) -> None:
    jawaban = unggah(daerah, "perangkat-daerah", isi, nama)

    assert jawaban.status_code == 422 and pesan in jawaban.content.decode()


def test_a_zip_that_is_no_workbook_and_one_that_blows_up_are_refused(daerah: Daerah) -> None:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("xl/besar.xml", b"0" * 160 * 1024 * 1024)

    assert "terlalu besar" in unggah(daerah, "akun", keluar.getvalue()).content.decode()


def test_a_csv_from_the_office_is_read_too(daerah: Daerah) -> None:
    isi = "\ufeffNAMA;bentuk;Catatan\r\nDinas Pangan;Dinas;x\r\n".encode()

    pratinjau = unggah(daerah, "perangkat-daerah", isi, "data.csv")

    assert angka(pratinjau) == ["1", "0", "0", "0"]
    assert "diabaikan: Catatan" in pratinjau.content.decode()


def test_numbers_dates_and_blank_rows_of_a_sheet_are_read_as_people_see_them() -> None:
    buku = Workbook()
    for satu in (("Nama", "No", "Tanggal"), (), ("A\u00a0 b", 3.0, date(2025, 1, 2)), (None, 1.5)):
        buku.active.append(satu)
    keluar = io.BytesIO()
    buku.save(keluar)

    tabel_ = baca_tabel("a.xlsx", io.BytesIO(keluar.getvalue()))

    assert list(tabel_) == [("3", "A b", "3", "02/01/2025"), ("4", "", "1.5", "")]


def test_a_confirmation_without_its_preview_stores_nothing(daerah: Daerah) -> None:
    url = alamat(daerah, "impor_simpan", "perangkat-daerah")

    for kunci in ("", "x", "../../kunci-rahasia"):
        jawaban = daerah.klien.post(url, {"kunci": kunci})
        assert jawaban.status_code == 422 and "Unggah berkasnya sekali lagi" in jawaban.content.decode()


def test_what_changed_since_the_preview_is_told_and_nothing_is_stored(daerah: Daerah) -> None:
    pratinjau = unggah(daerah, "akun", tabel(AKUN, ("baru", "", "", "Pembaca", daerah.perangkat.slug)))
    Pengguna.objects.create_user("BARU")

    jawaban = simpan(daerah, "akun", pratinjau)

    assert jawaban.status_code == 422 and "sudah dipakai" in jawaban.content.decode()
    assert not Pengguna.objects.filter(username="baru").exists()


def test_an_unknown_list_is_not_found(daerah: Daerah) -> None:
    assert daerah.klien.get(alamat(daerah, "impor_daftar", "rahasia")).status_code == 404
    assert daerah.klien.get(alamat(daerah, "ekspor", "rahasia")).status_code == 404
