"""The screens of the template: download, upload, preview, file with faults, storing; and files made to break it."""

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pohon.choices import JenisSimpul, StatusPohon
from pohon.models import Pohon, Simpul
from pohon.services import IsiSimpul, ubah_simpul
from pohon.services.isian import Rancangan
from pohon.templat.bentuk import SIFAT_VERSI
from tests.pabrik.basis import pohon_tersimpan
from tests.pohon.impor.penulis import buku_kerja
from tests.pohon.templat.panggung import Dunia, baris, isi, tulis, ubah

pytestmark = pytest.mark.django_db
J = JenisSimpul


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "impor"


@pytest.fixture
def dunia(client: Client) -> Dunia:
    dunia = Dunia()
    client.force_login(dunia.perencana)
    return dunia


@pytest.fixture
def pohon(dunia: Dunia) -> Pohon:
    kondisi = Rancangan(J.KONDISI, IsiSimpul("=Kondisi"), anak=(Rancangan(J.ANTARA_UTAMA, IsiSimpul("Utama")),))
    csf = Rancangan(J.CSF, IsiSimpul("CSF"), anak=(kondisi,))
    return dunia.tanam(Rancangan(J.OUTCOME, IsiSimpul("Outcome"), anak=(csf,)))


def unduhan(client: Client, pohon: Pohon) -> bytes:
    return bytes(client.get(reverse("templat_xlsx", args=[pohon.pk])).content)


def unggah(client: Client, pohon: Pohon, berkas: bytes) -> Any:
    return client.post(reverse("templat", args=[pohon.pk]), {"berkas": SimpleUploadedFile("templat.xlsx", berkas)})


def test_locked_identity_dropdowns_frozen_headings_text_and_version(client: Client, pohon: Pohon) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(unduhan(client, pohon)))
    assert {satu.name: satu.value for satu in buku.custom_doc_props.props} == {SIFAT_VERSI: 1}
    lembar = buku["Pohon"]
    assert lembar.protection.sheet
    assert lembar.freeze_panes == "C2"
    assert (lembar["A2"].protection.locked, lembar["E2"].protection.locked) == (True, False)
    assert {satu.number_format for satu in lembar[2]} == {"@"}
    assert not lembar.column_dimensions["E"].protection.locked
    assert lembar.column_dimensions["E"].number_format == "@"
    pilihan = {str(satu.sqref).split(":")[0]: satu.formula1 for satu in lembar.data_validations.dataValidation}
    assert pilihan["D2"].startswith("='_daftar'!$")
    assert buku["_daftar"].sheet_state == buku["_asal"].sheet_state == "veryHidden"
    rumus = lembar.cell(baris(buku, "Pohon", "Pernyataan", "=Kondisi"), 5)
    assert (rumus.data_type, rumus.quotePrefix) == ("s", True)


def test_upload_preview_and_storing(client: Client, dunia: Dunia, pohon: Pohon, folder: Path) -> None:
    berkas = ubah(unduhan(client, pohon), lambda buku: tulis(buku, "Pohon", 5, Pernyataan="+Utama baru"))
    alamat = unggah(client, pohon, berkas)["Location"]
    halaman = client.get(alamat)
    assert "+Utama baru" in halaman.content.decode()
    assert not Simpul.objects.filter(pernyataan="+Utama baru").exists()
    rev = halaman.context["rencana"].rev
    simpan = client.post(alamat, {"aksi": "simpan", "rev": rev}, follow=True)
    assert "Templat: 1 berubah" in simpan.content.decode()
    assert Simpul.objects.filter(pohon=pohon, pernyataan="+Utama baru").exists()
    assert list(folder.iterdir()) == []
    client.post(reverse("langkah", args=[pohon.pk]))
    assert Simpul.objects.filter(pohon=pohon, pernyataan="Utama").exists()


def test_the_same_file_says_that_nothing_changes(client: Client, pohon: Pohon) -> None:
    halaman = client.get(unggah(client, pohon, unduhan(client, pohon))["Location"]).content.decode()
    assert "sama dengan pohon kinerja sekarang" in halaman
    assert "Simpan perubahan" not in halaman


def test_missing_rows_are_deleted_one_by_one_or_all_when_ticked(client: Client, pohon: Pohon) -> None:
    berkas = ubah(unduhan(client, pohon), lambda buku: buku["Pohon"].delete_rows(4, 2))
    alamat = unggah(client, pohon, berkas)["Location"]
    awal = client.get(alamat)
    rev = awal.context["rencana"].rev
    client.post(alamat, {"aksi": "simpan", "rev": rev})
    assert Simpul.objects.hidup().filter(pohon=pohon).count() == 4
    alamat = unggah(client, pohon, berkas)["Location"]
    rev = client.get(alamat).context["rencana"].rev
    client.post(alamat, {"aksi": "simpan", "rev": rev, "hapus_semua": "1"})
    assert Simpul.objects.hidup().filter(pohon=pohon).count() == 2


def test_faults_come_back_in_the_users_own_file(client: Client, pohon: Pohon) -> None:
    def sunting(buku: Any) -> None:
        tulis(buku, "Pohon", 5, Jenis="=HYPERLINK(1)", Pernyataan="Tulisan saya")
        tulis(buku, "Pohon", 4, Kode=1.1)

    alamat = unggah(client, pohon, ubah(unduhan(client, pohon), sunting))["Location"]
    halaman = client.get(alamat)
    assert "Unduh berkas bertanda" in halaman.content.decode()
    tolak = client.post(alamat, {"aksi": "simpan", "rev": halaman.context["rencana"].rev})
    assert tolak.status_code == 422
    berkas = bytes(client.get(f"{alamat}galat.xlsx").content)
    buku = openpyxl.load_workbook(io.BytesIO(berkas))
    galat = buku["Galat"]
    assert (galat["A2"].value, galat["B2"].value) == ("Pohon", "B4")
    assert galat["B2"].hyperlink.location == "'Pohon'!B4" or galat["B2"].hyperlink.target == "#'Pohon'!B4"
    assert buku["Pohon"]["B4"].fill.fgColor.rgb == "00F4C7C3"
    assert "sebagai angka" in buku["Pohon"]["B4"].comment.text
    assert buku["Pohon"]["E5"].value == "Tulisan saya", "what the user typed is still in it"
    baik = ubah(
        berkas, lambda buku: (tulis(buku, "Pohon", 4, Kode="1"), tulis(buku, "Pohon", 5, Jenis="Kondisi antara"))
    )
    lagi = client.get(unggah(client, pohon, baik)["Location"])
    assert lagi.context["rencana"].galat == []


def test_a_tree_that_changed_after_the_preview_is_shown_again(client: Client, dunia: Dunia, pohon: Pohon) -> None:
    berkas = ubah(unduhan(client, pohon), lambda buku: tulis(buku, "Pohon", 5, Pernyataan="Baru"))
    alamat = unggah(client, pohon, berkas)["Location"]
    rev = client.get(alamat).context["rencana"].rev
    satu = Simpul.objects.get(pohon=pohon, pernyataan="Outcome")
    ubah_simpul(aktor=dunia.perencana, pohon_id=pohon.pk, simpul_id=satu.pk, versi=satu.versi, isi=IsiSimpul("O baru"))
    tolak = client.post(alamat, {"aksi": "simpan", "rev": rev})
    assert tolak.status_code == 422
    assert "berubah sejak pratinjau" in tolak.content.decode()
    assert not Simpul.objects.filter(pernyataan="Baru").exists()


def test_a_submitted_tree_takes_no_template(client: Client, dunia: Dunia) -> None:
    pohon = pohon_tersimpan(perencana=dunia.perencana, perangkat_daerah=dunia.perangkat, status=StatusPohon.DIAJUKAN)
    assert unggah(client, pohon, unduhan(client, pohon)).status_code == 422
    assert "Unggah" not in client.get(reverse("templat", args=[pohon.pk])).content.decode().partition("<main")[2]


@pytest.mark.parametrize("berkas", [b"bukan zip", b"PK\x03\x04rusak", buku_kerja(["tanpa tabel"])])
def test_what_is_no_template_is_said_beside_the_field(client: Client, pohon: Pohon, berkas: bytes) -> None:
    jawab = unggah(client, pohon, berkas)
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["berkas"]


def test_a_newer_template_is_refused(client: Client, pohon: Pohon) -> None:
    def sunting(buku: Any) -> None:
        buku.custom_doc_props.props[0].value = 2

    jawab = unggah(client, pohon, ubah(unduhan(client, pohon), sunting))
    assert "lebih baru" in jawab.content.decode()


@pytest.mark.parametrize("benih", range(24))
def test_a_mutated_template_never_breaks_and_never_stores_half(client: Client, pohon: Pohon, benih: int) -> None:
    lama = isi(pohon)
    berkas = _rusakkan(unduhan(client, pohon), random.Random(benih))  # noqa: S311 - no secret
    jawab = unggah(client, pohon, berkas)
    assert jawab.status_code in (302, 422)
    if jawab.status_code == 302:
        halaman = client.get(jawab["Location"])
        assert halaman.status_code == 200
        rencana = halaman.context["rencana"]
        assert client.get(f"{jawab['Location']}galat.xlsx").status_code == 200
        simpan = client.post(jawab["Location"], {"aksi": "simpan", "rev": rencana.rev, "hapus_semua": "1"})
        assert simpan.status_code in (302, 422)
        if simpan.status_code == 422:
            assert isi(pohon) == lama


def _rusakkan(berkas: bytes, acak: random.Random) -> bytes:
    """Return the workbook cut off, with a part missing, or with its cells shifted, swapped and overwritten."""
    cara = acak.randrange(4)
    if cara == 0:
        return berkas[: acak.randrange(len(berkas))]
    if cara == 1:
        keluar = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(berkas)) as asal, zipfile.ZipFile(keluar, "w") as tujuan:
            buang = acak.choice(asal.namelist())
            for nama in asal.namelist():
                if nama != buang:
                    tujuan.writestr(nama, asal.read(nama))
        return keluar.getvalue()

    def sunting(buku: Any) -> None:
        for _ in range(acak.randrange(1, 8)):
            lembar = buku[acak.choice(["Pohon", "Indikator", "Tahap 4-5", "Tahap 1", "_asal"])]
            sel = lembar.cell(acak.randrange(1, 7), acak.randrange(1, 9))
            aksi = acak.randrange(6)
            if aksi == 0:
                lembar.insert_cols(acak.randrange(1, 6))
            elif aksi == 1:
                lembar.delete_cols(acak.randrange(1, 6))
            elif aksi == 2:
                lembar.delete_rows(acak.randrange(1, 6))
            elif aksi == 3:
                lembar.merge_cells(start_row=2, end_row=3, start_column=1, end_column=2)
            else:
                lain = lembar.cell(acak.randrange(1, 7), acak.randrange(1, 9))
                if type(sel).__name__ == "Cell":
                    sel.value = acak.choice([1.5, "=1/0", True, "x" * 5000, None, lain.value, "1.1", "\ud7ff"])

    return ubah(berkas, sunting)
