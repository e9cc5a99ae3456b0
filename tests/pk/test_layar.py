"""The pages of targets and agreements: who sees and edits what, the grids without JavaScript, errors by cell."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from pk.models import Perjanjian
from pk.services import tandatangani
from pohon.choices import StatusPohon
from pohon.models import Pohon
from tests.pabrik.berkas import pdf_pindaian
from tests.pabrik.kinerja import TAHUN, Kinerja

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinerja() -> Kinerja:
    return Kinerja()


@pytest.fixture
def klien(kinerja: Kinerja) -> Client:
    """The planner's browser."""
    klien = Client()
    klien.force_login(kinerja.perencana, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def alamat(kinerja: Kinerja, nama: str, perjanjian: Perjanjian | None = None, query: str = f"?tahun={TAHUN}") -> str:
    if nama == "pk":
        return reverse(nama, args=[kinerja.pohon.pk])
    if nama.startswith("perjanjian"):
        kunci = perjanjian.pk if perjanjian else 0
        return reverse(nama, args=[kunci, "docx"] if nama == "perjanjian_unduh" else [kunci])
    return reverse(nama, args=[kinerja.perangkat.pk]) + query


def isi(jawab: HttpResponse) -> str:
    return jawab.content.decode()


def bidang(kinerja: Kinerja, klien: Client, nama: str = "pk_target") -> dict[str, str]:
    """Return what the form of a grid sends when nothing has been touched."""
    konteks = klien.get(alamat(kinerja, nama)).context
    hasil = {}
    for baris, _ in konteks["baris"]:
        hasil[f"tanda-{baris.kunci}"] = baris.tanda
        hasil |= {sel.bidang: sel.teks for sel in baris.sel}
    return hasil


def test_a_grid_stores_what_was_typed_row_by_row(kinerja: Kinerja, klien: Client) -> None:
    data, indeks = bidang(kinerja, klien), kinerja.baris("Indeks layanan").identitas
    data |= {f"awal-{indeks}": "80", f"t2025-{indeks}": "1.234,5", f"satuan-{indeks}": "Poin"}

    jawab = klien.post(alamat(kinerja, "pk_target"), data, follow=True)

    assert "1 indikator tersimpan." in isi(jawab)
    assert 'value="1.234,5"' in isi(jawab)
    assert kinerja.baris("Indeks layanan").teks_target(2025) == "1.234,5 Poin"
    assert "Target 2021, 2022, 2023, 2024, 2026 belum diisi" in isi(jawab)  # the finding stands below the row
    assert "Tidak ada yang berubah." in isi(
        klien.post(alamat(kinerja, "pk_target"), data | bidang(kinerja, klien), follow=True)
    )


def test_an_unreadable_cell_keeps_its_text_and_the_other_rows_are_stored(kinerja: Kinerja, klien: Client) -> None:
    data = bidang(kinerja, klien)
    salah, benar = (kinerja.baris(nama).identitas for nama in ("Indeks layanan", "Indeks kepuasan"))
    data |= {f"t2025-{salah}": "12.5 <b>", f"t2025-{benar}": "85"}

    jawab = klien.post(alamat(kinerja, "pk_target"), data)

    assert jawab.status_code == 422
    assert 'value="12.5 &lt;b&gt;"' in isi(jawab) and "tidak terbaca" in isi(jawab)
    assert f'href="#t2025-{salah}"' in isi(jawab)
    assert "1 indikator lain pada halaman ini sudah tersimpan." in isi(jawab)
    assert kinerja.baris("Indeks kepuasan").teks_target(2025) == "85 Nilai"


@pytest.mark.parametrize("teks", ["1\x00", "'; DROP TABLE", "{{ 7 }}", "=SUM(A1)", "9" * 400, "<script>"])
def test_hostile_cells_are_refused_beside_the_cell(kinerja: Kinerja, klien: Client, teks: str) -> None:
    data, indeks = bidang(kinerja, klien), kinerja.baris("Indeks layanan").identitas
    jawab = klien.post(alamat(kinerja, "pk_target"), data | {f"t2025-{indeks}": teks})
    assert jawab.status_code == 422 and f'id="t2025-{indeks}-galat"' in isi(jawab)
    assert "<script>alert" not in isi(jawab)
    assert kinerja.baris("Indeks layanan").versi == 0
    tanda = klien.post(alamat(kinerja, "pk_target"), data | {f"tanda-{indeks}": "x.y", f"t2025-{indeks}": "1"})
    assert tanda.status_code == 302 and kinerja.baris("Indeks layanan").versi == 0
    tempel = klien.post(alamat(kinerja, "pk_tempel"), {"teks": f"Indikator\t2025\nIndeks layanan\t{teks}"})
    assert tempel.status_code == 422


def test_a_row_changed_meanwhile_shows_both_and_can_be_sent_again(kinerja: Kinerja, klien: Client) -> None:
    data, indeks = bidang(kinerja, klien), kinerja.baris("Indeks layanan").identitas
    kinerja.simpan("Indeks layanan", t2025="99")
    data[f"t2025-{indeks}"] = "88"

    jawab = klien.post(alamat(kinerja, "pk_target"), data)

    assert jawab.status_code == 409
    assert 'value="88"' in isi(jawab) and "2025 tersimpan: 99" in isi(jawab)
    ulang = {f"tanda-{baris.kunci}": baris.tanda for baris, _ in jawab.context["baris"]}
    assert klien.post(alamat(kinerja, "pk_target"), data | ulang).status_code == 302
    assert kinerja.baris("Indeks layanan").teks_target(2025) == "88 Nilai"


def test_a_stale_page_without_changes_of_its_own_is_no_conflict(kinerja: Kinerja, klien: Client) -> None:
    data = bidang(kinerja, klien)
    kinerja.simpan("Indeks layanan", t2025="99")

    assert klien.post(alamat(kinerja, "pk_target"), data).status_code == 302
    assert kinerja.baris("Indeks layanan").teks_target(2025) == "99 Nilai"


def test_the_grid_takes_the_same_queries_whatever_is_filled_in(kinerja: Kinerja, klien: Client) -> None:
    def hitung() -> int:
        with CaptureQueriesContext(connection) as permintaan:
            assert klien.get(alamat(kinerja, "pk_target")).status_code == 200
        return len(permintaan)

    hitung()  # the first page of a session costs more
    awal = hitung()
    kinerja.isi_semua()
    assert hitung() == awal <= 22


def test_a_year_shows_achievement_and_light(kinerja: Kinerja, klien: Client) -> None:
    kinerja.simpan("Indeks layanan", t2025="80")
    data, indeks = bidang(kinerja, klien, "pk_realisasi"), kinerja.baris("Indeks layanan").identitas
    data |= {f"tw1-{indeks}": "20", f"tw4-{indeks}": "80", f"realisasi-{indeks}": "60"}

    halaman = isi(klien.post(alamat(kinerja, "pk_realisasi"), data, follow=True))

    assert "80 Nilai" in halaman and "75 %" in halaman and "Hampir tercapai" in halaman


def test_budgets_are_typed_in_rupiah(kinerja: Kinerja, klien: Client) -> None:
    url = alamat(kinerja, "pk_anggaran")
    data = {"versi-2.12.02": "0", "rupiah-2.12.02": "Rp1.250.000,50", "keterangan-2.12.02": "APBD"}
    halaman = isi(klien.post(url, data, follow=True))
    assert "1 anggaran tersimpan." in halaman and 'value="1.250.000,5"' in halaman

    salah = klien.post(url, data | {"versi-2.12.02": "1", "rupiah-2.12.02": "sejuta"})
    assert salah.status_code == 422 and 'value="sejuta"' in isi(salah)
    basi = klien.post(url, data | {"versi-2.12.02": "0", "rupiah-2.12.02": "7"})
    assert basi.status_code == 409 and "yang tersimpan Rp1.250.000,5" in isi(basi)
    panjang = klien.post(url, data | {"versi-2.12.02": "1", "keterangan-2.12.02": "x" * 201})
    assert panjang.status_code == 422 and "paling panjang 200" in isi(panjang)
    nul = klien.post(url, data | {"versi-2.12.02": "1", "keterangan-2.12.02": "APBD\x00"})
    assert nul.status_code == 422 and "karakter yang tidak dapat disimpan" in isi(nul)
    assert "versi-9.99" not in isi(klien.post(url, {"rupiah-9.99": "1"}, follow=True))


def test_a_pasted_table_is_checked_then_stored(kinerja: Kinerja, klien: Client) -> None:
    url = alamat(kinerja, "pk_tempel")
    tabel = (
        'Indikator\tSatuan\tKondisi awal\t2025\r\n"Indeks\nlayanan"\tPoin\t80\t1.234,5\r\nindeks  kepuasan\t\t\tA\r\n'
    )

    periksa = isi(klien.post(url, {"teks": tabel, "aksi": "periksa"}))
    assert "2 baris terbaca; 4 isian pada 2 baris akan berubah." in periksa
    assert kinerja.baris("Indeks layanan").versi == 0

    assert "2 indikator tersimpan." in isi(klien.post(url, {"teks": tabel, "aksi": "simpan"}, follow=True))
    assert kinerja.baris("Indeks layanan").teks_target(2025) == "1.234,5 Poin"
    assert kinerja.baris("Indeks kepuasan").teks_target(2025) == "A"


def test_errors_of_a_pasted_table_are_named_by_cell_and_nothing_is_stored(kinerja: Kinerja, klien: Client) -> None:
    tabel = "Kode\tIndikator\t2024\t2025\n1\tIndeks kepuasan\t80\t12.5\n1.1\tTidak ada\t1\t2\n1\tIndeks kepuasan\t1\t1"

    jawab = klien.post(alamat(kinerja, "pk_tempel"), {"teks": tabel, "aksi": "simpan"})

    assert jawab.status_code == 422
    for kata in ("sel D2", "sel B3", "“Tidak ada” tidak ada", "sel B4", "sudah ada pada baris 2", "12.5"):
        assert kata in isi(jawab)
    assert kinerja.baris("Indeks kepuasan").versi == 0
    tanpa_judul = klien.post(alamat(kinerja, "pk_tempel"), {"teks": "1\t2\n3\t4", "aksi": "periksa"})
    assert tanpa_judul.status_code == 422 and "Baris judul tidak ditemukan" in isi(tanpa_judul)


def test_a_workbook_is_sent_back_changed(kinerja: Kinerja, klien: Client) -> None:
    kinerja.simpan("Indeks layanan", awal="80", t2025="85,5")
    buku = load_workbook(BytesIO(klien.get(alamat(kinerja, "pk_xlsx")).content))
    lembar = buku["Target"]
    judul = [sel.value for sel in lembar[1]]
    baris = next(b for b in lembar.iter_rows(min_row=2) if b[2].value == "Indeks layanan")
    assert baris[judul.index("2025")].value == "85,5"
    baris[judul.index("2026")].value = 1234.5
    realisasi = next(b for b in buku["Realisasi 2025"].iter_rows(min_row=2) if b[2].value == "Indeks layanan")
    realisasi[[sel.value for sel in buku["Realisasi 2025"][1]].index("Realisasi")].value = "80"
    isi_berkas = BytesIO()
    buku.save(isi_berkas)

    def kirim(isi_kirim: bytes, aksi: str) -> HttpResponse:
        data = {"berkas": SimpleUploadedFile("target.xlsx", isi_kirim), "aksi": aksi}
        return klien.post(alamat(kinerja, "pk_impor"), data, follow=True)

    assert "1.234,5" in isi(kirim(isi_berkas.getvalue(), "periksa"))
    assert kinerja.baris("Indeks layanan").target(2026) is None
    assert "1 indikator tersimpan." in isi(kirim(isi_berkas.getvalue(), "simpan"))
    baru = kinerja.baris("Indeks layanan")
    assert baru.teks_target(2026) == "1.234,5 Nilai" and baru.teks_capaian(2025) == "93,57 %"
    baris[judul.index("2026")].value = "12.5"
    isi_berkas = BytesIO()
    buku.save(isi_berkas)
    assert "Target, sel" in isi(kirim(isi_berkas.getvalue(), "simpan"))
    rusak = kirim(b"PK\x03\x04 bukan", "simpan")
    assert rusak.status_code == 422 and "bukan buku kerja" in isi(rusak)


def test_an_agreement_is_edited_signed_and_amended(kinerja: Kinerja, klien: Client) -> None:
    kinerja.isi_semua()
    jawab = klien.post(alamat(kinerja, "pk_buat"), {"jabatan": kinerja.kepala.pk}, follow=True)
    perjanjian = Perjanjian.objects.get()
    form = jawab.context["form"]
    assert form["sasaran"].value() == [str(s.identitas) for s in jawab.context["baris"].sasaran]
    data = {nama: form[nama].value() or "" for nama in form.fields} | {
        "tempat": "Paringin",
        "tanggal": "2 Januari 2025",
        "pihak1_status": "Plt.",
        "pihak1_nama": "<script>alert(1)</script>",
        "sasaran": [str(satu.identitas) for satu in jawab.context["baris"].semua_sasaran],
        "program": [],
    }
    url = reverse("perjanjian", args=[perjanjian.pk])

    assert klien.post(url, data | {"tanggal": "kemarin"}).status_code == 422
    halaman = isi(klien.post(url, data, follow=True))

    assert "Perjanjian kinerja tersimpan." in halaman and "&lt;script&gt;" in halaman
    assert "Tertib administrasi" in halaman and "Catat sudah ditandatangani" in halaman
    basi = klien.post(url, data | {"tempat": "Lain"})
    assert basi.status_code == 409 and "Lain" in isi(basi)
    perjanjian.refresh_from_db()
    klien.post(reverse("perjanjian_tandatangani", args=[perjanjian.pk]), {"versi": perjanjian.versi})
    beku = klien.get(url)
    assert "Simpan" not in isi(beku) and "Buat perubahan perjanjian" in isi(beku)
    pdf = klien.get(reverse("perjanjian_unduh", args=[perjanjian.pk, "pdf"])).content
    kinerja.simpan("Indeks kepuasan", t2025="7")
    assert klien.get(reverse("perjanjian_unduh", args=[perjanjian.pk, "pdf"])).content == pdf
    klien.post(reverse("perjanjian_perubahan", args=[perjanjian.pk]))
    assert Perjanjian.objects.get(perubahan_ke=1).mengubah_id == perjanjian.pk
    assert "Perubahan ke-1" in isi(klien.get(reverse("perjanjian_riwayat", args=[perjanjian.pk])))
    berkas = SimpleUploadedFile("ttd.pdf", pdf_pindaian())
    klien.post(reverse("perjanjian_pindaian", args=[perjanjian.pk]), {"berkas": berkas})
    assert klien.get(reverse("perjanjian_unduh", args=[perjanjian.pk, "ttd"])).content == pdf_pindaian()
    assert klien.get(reverse("perjanjian_unduh", args=[perjanjian.pk, "exe"])).status_code == 404


def test_the_list_tells_how_far_the_year_is(kinerja: Kinerja, klien: Client) -> None:
    halaman = isi(klien.get(alamat(kinerja, "pk_daftar")))
    assert "Buat semua draf yang belum ada (3)" in halaman and "Belum memegang kinerja" in halaman
    assert "3 draf perjanjian kinerja dibuat." in isi(
        klien.post(alamat(kinerja, "pk_buat"), {"jabatan": "semua"}, follow=True)
    )
    kinerja.isi_semua()
    perjanjian = Perjanjian.objects.get(jabatan=kinerja.staf)
    klien.post(alamat(kinerja, "pk_buat"), {"jabatan": kinerja.staf.pk})
    assert Perjanjian.objects.filter(jabatan=kinerja.staf).count() == 1
    Perjanjian.objects.filter(pk=perjanjian.pk).update(tempat="Paringin", tanggal="2025-01-02")
    tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=1)
    assert "Ditandatangani" in isi(klien.get(alamat(kinerja, "pk_daftar")))


@pytest.mark.parametrize(
    "query", ["", "?tahun=1999", "?tahun=9999", "?tahun=abc", "?tahun=²⁰²⁵", "?halaman=x&tahun=2025"]
)
def test_nonsense_in_the_address_leads_to_a_year_of_the_period(kinerja: Kinerja, klien: Client, query: str) -> None:
    for nama in ("pk_daftar", "pk_target", "pk_realisasi", "pk_anggaran"):
        assert klien.get(alamat(kinerja, nama, query=query)).status_code == 200


def test_an_agency_without_a_tree_is_told_what_to_do(kinerja: Kinerja, klien: Client) -> None:
    Pohon.objects.filter(pk=kinerja.pohon.pk).update(status=StatusPohon.DIGANTIKAN)
    assert "Belum ada indikator" in isi(klien.get(alamat(kinerja, "pk_target")))
    assert "Belum ada program" in isi(klien.get(alamat(kinerja, "pk_anggaran")))
    assert klien.get(alamat(kinerja, "pk_pdf")).status_code == 404
