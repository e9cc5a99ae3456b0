"""Tahap 4 on screen: what a planner sees and gets, and that nothing typed is lost whatever goes wrong."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.choices import JenisPeran
from pohon.choices import StatusPohon
from pohon.models import Indikator, Pohon, Simpul
from pohon.services import IsiIndikator, hapus_indikator, tambah_indikator, ubah_indikator, ubah_tingkat
from tests.pabrik.baris import kondisi, operasional, outcome, silang, utama
from tests.pabrik.basis import JabatanFactory, PerangkatFactory, berperan, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas() -> Any:
    return PerangkatFactory()


@pytest.fixture
def perencana(dinas: Any) -> Any:
    return perencana_di(dinas)


@pytest.fixture
def pohon(dinas: Any, perencana: Any) -> Pohon:
    return pohon_tersimpan(
        outcome(
            "Terwujudnya Tertib Administrasi",
            kondisi(
                "Meningkatnya Kualitas",
                utama("Meningkatnya Pelayanan", operasional("Terlaksananya Bimtek", indikator=["Jumlah bimtek"])),
            ),
            kondisi("Tersedianya Jaringan", crosscutting=["Dinas Kominfo"]),
        ),
        perencana=perencana,
        perangkat_daerah=dinas,
    )


@pytest.fixture
def klien(perencana: Any) -> Client:
    klien = Client()
    klien.force_login(perencana)
    return klien


def _alamat(nama: str, *kunci: int) -> str:
    return reverse(nama, args=kunci)


def _isian(indikator: Indikator, **ganti: str) -> dict[str, str]:
    return {"nama": indikator.nama, "versi": str(indikator.versi), **ganti}


def test_every_node_is_shown_with_its_level_and_progress(klien: Client, pohon: Pohon) -> None:
    isi = klien.get(_alamat("tahap_4", pohon.pk)).content.decode()
    tempat = [isi.index(teks) for teks in ("Terwujudnya Tertib", "Meningkatnya Kualitas", "Terlaksananya Bimtek")]
    assert tempat == sorted(tempat)
    assert "<b>1 dari 4</b>" in isi
    assert "kinerja taktikal intermediate" in isi
    assert "Masih rendahnya" not in isi  # a CSF asks for no indicator


def test_the_filter_leaves_only_what_is_missing(klien: Client, pohon: Pohon) -> None:
    isi = klien.get(_alamat("tahap_4", pohon.pk), {"saring": "belum"}).content.decode()
    assert "Meningkatnya Pelayanan" in isi
    assert "Terlaksananya Bimtek" not in isi
    assert "Tersedianya Jaringan" not in isi


def test_another_agencys_work_is_called_crosscutting_and_asks_nothing(klien: Client, pohon: Pohon) -> None:
    isi = klien.get(_alamat("tahap_4", pohon.pk)).content.decode()
    baris = isi[isi.index("Tersedianya Jaringan") :]
    assert "Dinas Kominfo" in baris
    assert "Belum terisi" not in baris.split("</tr>")[0]


def test_an_indicator_is_added_with_its_whole_formula(klien: Client, pohon: Pohon, dinas: Any) -> None:
    jabatan = JabatanFactory(perangkat_daerah=dinas, nama="Kepala Bidang Contoh")
    kunci = simpul(pohon, "Meningkatnya Pelayanan").pk
    jawaban = klien.post(
        _alamat("tahap_4_indikator_baru", pohon.pk, kunci),
        {
            "nama": "Rasio petugas",
            "satuan": "per penduduk",
            "jenis_formula": "rasio",
            "pembilang": "Jumlah petugas",
            "penyebut": "Jumlah penduduk",
            "pengali": "1.234,5",
            "formula": "dihitung tiap triwulan",
            "makna": "Kecukupan petugas",
            "alasan": "Pelayanan bergantung padanya",
            "sumber_data": "Bidang A\r\nBidang B",
            "arah": "naik",
            "penanggung_jawab": str(jabatan.pk),
        },
    )
    assert jawaban.status_code == 302
    satu = Indikator.objects.get(nama="Rasio petugas")
    assert (satu.pengali, satu.sumber_data, satu.penanggung_jawab) == (Decimal("1234.5"), "Bidang A\nBidang B", jabatan)
    isi = klien.get(jawaban["Location"]).content.decode()
    assert "× 1.234,5" in isi
    assert "Bidang A; Bidang B" in isi
    assert isi.index("Jumlah petugas") < isi.index("dibagi") < isi.index("Jumlah penduduk")


def test_only_the_name_is_required(klien: Client, pohon: Pohon) -> None:
    kunci = simpul(pohon, "Meningkatnya Pelayanan").pk
    assert klien.post(_alamat("tahap_4_indikator_baru", pohon.pk, kunci), {"nama": "Nilai IKM"}).status_code == 302
    assert Indikator.objects.filter(simpul=kunci, nama="Nilai IKM").exists()


@pytest.mark.parametrize(
    ("kolom", "isi", "pesan"),
    [
        ("nama", "", "Indikator belum diisi."),
        ("nama", "x" * 10_000, "paling panjang 1.000 karakter"),
        ("nama", "a\x01b", "karakter yang tidak dapat disimpan"),
        ("pengali", "1,234.5", "Tulis angka seperti 100 atau 1.234,5"),
        ("pengali", "0,1234567", "Paling banyak 6 angka di belakang koma."),
        ("pengali", "0", "Pengali harus lebih besar dari 0"),
        ("pengali", "9" * 40, "Pengali harus lebih besar dari 0"),
        ("jenis_formula", "ngawur", "Pilihan ini tidak ada dalam daftar."),
        ("penanggung_jawab", "9" * 30, "Pilih jabatan dari daftar."),
        ("penanggung_jawab", "99999", "Pilih jabatan dari organisasi perangkat daerah ini."),
    ],
)
def test_bad_input_is_explained_beside_the_field_and_the_rest_is_kept(
    klien: Client, pohon: Pohon, kolom: str, isi: str, pesan: str
) -> None:
    data = {"nama": "Persentase dokumen", "makna": "Tulisan yang panjang sekali", "pengali": "100"} | {kolom: isi}
    kunci = simpul(pohon, "Meningkatnya Pelayanan").pk
    jawaban = klien.post(_alamat("tahap_4_indikator_baru", pohon.pk, kunci), data)
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert pesan in halaman
    assert f'id="id_{kolom}_error"' in halaman
    assert f'href="#id_{kolom}"' in halaman
    assert "Tulisan yang panjang sekali" in halaman
    assert "Meningkatnya Pelayanan" in halaman
    assert not Indikator.objects.filter(simpul=kunci).exists()


def test_typed_markup_is_shown_as_text(klien: Client, pohon: Pohon) -> None:
    kunci = simpul(pohon, "Meningkatnya Pelayanan").pk
    klien.post(_alamat("tahap_4_indikator_baru", pohon.pk, kunci), {"nama": "<script>alert(1)</script>"})
    isi = klien.get(_alamat("tahap_4", pohon.pk)).content.decode()
    assert "<script>alert(1)" not in isi
    assert "&lt;script&gt;alert(1)" in isi


def test_a_position_of_another_agency_is_refused(klien: Client, pohon: Pohon) -> None:
    asing = JabatanFactory()
    kunci = simpul(pohon, "Meningkatnya Pelayanan").pk
    jawaban = klien.post(
        _alamat("tahap_4_indikator_baru", pohon.pk, kunci), {"nama": "A", "penanggung_jawab": str(asing.pk)}
    )
    assert jawaban.status_code == 422
    assert asing.nama not in jawaban.content.decode()


def test_an_edit_keeps_what_the_form_did_not_change(klien: Client, pohon: Pohon, perencana: Any) -> None:
    satu = tambah_indikator(
        aktor=perencana,
        pohon_id=pohon.pk,
        simpul_id=simpul(pohon, "Meningkatnya Pelayanan").pk,
        isi=IsiIndikator("Persentase", pengali=Decimal("1234.5"), sumber_data="A\nB"),
    )
    halaman = klien.get(_alamat("tahap_4_indikator", pohon.pk, satu.pk))
    form = halaman.context["form"]
    assert 'value="1.234,5"' in halaman.content.decode()
    data = {bidang.html_name: bidang.value() if bidang.value() is not None else "" for bidang in form}
    klien.post(_alamat("tahap_4_indikator", pohon.pk, satu.pk), data | {"nama": "Persentase baru"})
    kini = Indikator.objects.get(pk=satu.pk)
    assert (kini.nama, kini.pengali, kini.sumber_data) == ("Persentase baru", Decimal("1234.5"), "A\nB")


def test_a_conflict_shows_both_texts_and_can_be_settled_either_way(klien: Client, pohon: Pohon, dinas: Any) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    rekan = berperan(JenisPeran.PERENCANA, dinas, nama="Rekan Perencana")
    ubah_indikator(
        aktor=rekan, pohon_id=pohon.pk, indikator_id=satu.pk, versi=1, isi=IsiIndikator("Versi rekan", arah="naik")
    )
    alamat = _alamat("tahap_4_indikator", pohon.pk, satu.pk)
    jawaban = klien.post(alamat, _isian(satu, nama="Versi saya", satuan="orang"))
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409
    for teks in ("Rekan Perencana", "Versi rekan", "Versi saya", "Makin tinggi makin baik", "Simpan pilihan ini"):
        assert teks in halaman
    assert "Pakai semua yang tersimpan" in halaman
    assert Indikator.objects.get(pk=satu.pk).nama == "Versi rekan"

    form = jawaban.context["form"]
    lagi = {bidang.html_name: bidang.value() or "" for bidang in form}
    assert klien.post(alamat, lagi).status_code == 302
    assert Indikator.objects.get(pk=satu.pk).nama == "Versi saya"


def test_a_conflict_of_several_fields_is_settled_field_by_field(klien: Client, pohon: Pohon, dinas: Any) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    rekan = berperan(JenisPeran.PERENCANA, dinas, nama="Rekan Perencana")
    isi = IsiIndikator("Jumlah bimtek", pengali=Decimal(100))
    ubah_indikator(aktor=rekan, pohon_id=pohon.pk, indikator_id=satu.pk, versi=1, isi=isi)
    isi = IsiIndikator("Versi rekan", arah="naik", pengali=Decimal("1234.5"))
    ubah_indikator(aktor=rekan, pohon_id=pohon.pk, indikator_id=satu.pk, versi=2, isi=isi)
    alamat = _alamat("tahap_4_indikator", pohon.pk, satu.pk)
    jawaban = klien.post(alamat, _isian(satu, nama="Versi saya", satuan="orang", pengali="100", versi="2"))

    beda = {satu.nama: satu for satu in jawaban.context["bentrok"].beda}
    assert beda["arah"].tak_disentuh and beda["pengali"].tak_disentuh
    assert not beda["nama"].tak_disentuh and not beda["satuan"].tak_disentuh
    lagi = {bidang.html_name: bidang.value() or "" for bidang in jawaban.context["form"]}
    lagi |= {f"tersimpan-{nama}": list(satu.nilai) for nama, satu in beda.items()}
    lagi |= {f"pilih-{nama}": "tersimpan" if satu.tak_disentuh else "saya" for nama, satu in beda.items()}
    assert klien.post(alamat, lagi).status_code == 302
    kini = Indikator.objects.get(pk=satu.pk)
    assert (kini.nama, kini.satuan, kini.arah, kini.pengali) == ("Versi saya", "orang", "naik", Decimal("1234.5"))


def test_saving_an_indicator_that_was_deleted_meanwhile_loses_no_text(
    klien: Client, pohon: Pohon, perencana: Any
) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    hapus_indikator(aktor=perencana, pohon_id=pohon.pk, indikator_id=satu.pk)
    jawaban = klien.post(_alamat("tahap_4_indikator", pohon.pk, satu.pk), _isian(satu, nama="Tulisan penting"))
    assert jawaban.status_code == 422
    assert "Tulisan penting" in jawaban.content.decode()
    assert "sudah dihapus" in jawaban.content.decode()


def test_an_edit_without_a_version_is_not_taken_for_an_overwrite(klien: Client, pohon: Pohon) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    jawaban = klien.post(_alamat("tahap_4_indikator", pohon.pk, satu.pk), {"nama": "Tanpa versi"})
    assert jawaban.status_code == 422
    assert "Muat ulang halaman" in jawaban.content.decode()
    assert Indikator.objects.get(pk=satu.pk).nama == "Jumlah bimtek"


def test_deleting_asks_nothing_and_can_be_undone(klien: Client, pohon: Pohon) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    halaman = klien.post(_alamat("tahap_4_hapus", pohon.pk, satu.pk), follow=True)
    assert "<b>0 dari 4</b>" in halaman.content.decode()
    urungkan = halaman.context["urungkan"]
    assert "Jumlah bimtek" in urungkan.pesan
    kembali = klien.post(urungkan.url, dict(urungkan.bidang), follow=True)
    assert "<b>1 dari 4</b>" in kembali.content.decode()


def test_indicators_change_places(klien: Client, pohon: Pohon, perencana: Any) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    dua = tambah_indikator(
        aktor=perencana, pohon_id=pohon.pk, simpul_id=satu.simpul_id, isi=IsiIndikator("Persentase lulus")
    )
    isi = klien.post(_alamat("tahap_4_geser", pohon.pk, dua.pk), {"arah": "naik"}, follow=True).content.decode()
    assert isi.index("Persentase lulus") < isi.index("Jumlah bimtek")
    sudah = klien.post(_alamat("tahap_4_geser", pohon.pk, dua.pk), {"arah": "naik"}, follow=True)
    assert "tidak dapat digeser lebih jauh" in sudah.content.decode()


def test_the_level_is_overridden_and_said_to_be_changed(klien: Client, pohon: Pohon) -> None:
    baris = simpul(pohon, "Meningkatnya Pelayanan")
    alamat = _alamat("tahap_4_tingkat", pohon.pk, baris.pk)
    assert "Menurut jenisnya: kinerja taktikal intermediate." in klien.get(alamat).content.decode()
    isi = klien.post(alamat, {"versi": "1", "tingkat": "strategis"}, follow=True).content.decode()
    assert ">diubah</strong>" in isi
    assert Simpul.objects.get(pk=baris.pk).tingkat == "strategis"
    isi = klien.post(alamat, {"versi": "2", "tingkat": ""}, follow=True).content.decode()
    assert ">diubah</strong>" not in isi


def test_a_level_in_conflict_shows_both(klien: Client, pohon: Pohon, perencana: Any) -> None:
    baris = simpul(pohon, "Meningkatnya Pelayanan")
    ubah_tingkat(aktor=perencana, pohon_id=pohon.pk, simpul_id=baris.pk, versi=1, tingkat="strategis")
    jawaban = klien.post(_alamat("tahap_4_tingkat", pohon.pk, baris.pk), {"versi": "1", "tingkat": "operasional"})
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409
    bentrok = halaman[halaman.index("bentrok-kotak") : halaman.index("Simpan tulisan saya")]
    assert "kinerja strategis" in bentrok
    assert "kinerja operasional" in bentrok


def test_saving_and_going_on_leads_to_the_next_node_without_an_indicator(klien: Client, pohon: Pohon) -> None:
    pertama = simpul(pohon, "Terwujudnya Tertib Administrasi")
    jawaban = klien.post(
        _alamat("tahap_4_indikator_baru", pohon.pk, pertama.pk), {"nama": "A", "aksi": "lanjut"}, follow=True
    )
    assert jawaban.context["simpul"].pernyataan == "Meningkatnya Kualitas"
    for pernyataan in ("Meningkatnya Kualitas", "Meningkatnya Pelayanan"):
        klien.post(_alamat("tahap_4_indikator_baru", pohon.pk, simpul(pohon, pernyataan).pk), {"nama": pernyataan})
    selesai = klien.get(_alamat("tahap_4_berikutnya", pohon.pk), follow=True)
    assert "Semua kinerja sudah berindikator." in selesai.content.decode()


@pytest.mark.parametrize("nama", ["tahap_4_indikator_baru", "tahap_4_tingkat", "tahap_4_indikator"])
def test_a_forged_key_gets_a_clear_page(klien: Client, pohon: Pohon, nama: str) -> None:
    milik_lain = pohon_tersimpan(outcome("Rahasia", indikator=["Indikator rahasia"]))
    kunci = (
        simpul(milik_lain, "Rahasia").pk if nama != "tahap_4_indikator" else Indikator.objects.get(pohon=milik_lain).pk
    )
    for satu in (kunci, 2**62, 2**70):
        jawaban = klien.get(_alamat(nama, pohon.pk, satu))
        assert jawaban.status_code == 404
        assert "Rahasia" not in jawaban.content.decode()
        kirim = klien.post(_alamat(nama, pohon.pk, satu), {"versi": "1", "nama": "Tulisan saya"})
        assert kirim.status_code in (404, 422)
    assert Indikator.objects.filter(pohon=milik_lain).count() == 1
    assert not Indikator.objects.filter(nama="Tulisan saya").exists()


def test_crosscutting_nodes_and_csf_have_no_indicator_form(klien: Client, dinas: Any, perencana: Any) -> None:
    pohon = pohon_tersimpan(
        outcome("O", kondisi("K", silang("Milik lain", crosscutting=["Dinas A"]))),
        perencana=perencana,
        perangkat_daerah=dinas,
        urusan="lain",
    )
    for pernyataan in ("Milik lain", "Masih rendahnya K"):
        alamat = _alamat("tahap_4_indikator_baru", pohon.pk, simpul(pohon, pernyataan).pk)
        assert klien.get(alamat).status_code == 404
        assert klien.post(alamat, {"nama": "A"}).status_code == 422


@pytest.mark.parametrize("jenis", [JenisPeran.PEMBACA, JenisPeran.PIMPINAN])
def test_readers_see_the_page_without_any_way_to_change_it(pohon: Pohon, dinas: Any, jenis: JenisPeran) -> None:
    klien = Client()
    klien.force_login(berperan(jenis, dinas))
    isi = klien.get(_alamat("tahap_4", pohon.pk)).content.decode()
    assert "Jumlah bimtek" in isi
    assert "tahap-4/indikator/" not in isi
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    alamat = _alamat("tahap_4_indikator", pohon.pk, satu.pk)
    assert klien.get(alamat).status_code == 403
    assert klien.post(alamat, _isian(satu, nama="Ubah diam-diam")).status_code == 403
    assert klien.post(_alamat("tahap_4_hapus", pohon.pk, satu.pk)).status_code == 403
    assert Indikator.objects.filter(nama="Jumlah bimtek", penghapusan__isnull=True).exists()


def test_another_agencys_tree_is_not_found(pohon: Pohon) -> None:
    klien = Client()
    klien.force_login(perencana_di(PerangkatFactory()))
    assert klien.get(_alamat("tahap_4", pohon.pk)).status_code == 404
    assert klien.post(_alamat("tahap_4_hapus", pohon.pk, Indikator.objects.get().pk)).status_code == 404


def test_a_submitted_tree_is_only_read(klien: Client, pohon: Pohon) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DIAJUKAN)
    assert "tahap-4/indikator/" not in klien.get(_alamat("tahap_4", pohon.pk)).content.decode()
    jawaban = klien.post(_alamat("tahap_4_indikator", pohon.pk, satu.pk), _isian(satu, nama="Terlambat"))
    assert jawaban.status_code == 422
    assert "Terlambat" in jawaban.content.decode()


def test_keys_above_a_thousand_are_not_printed_with_dots(klien: Client, pohon: Pohon) -> None:
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    Indikator.objects.filter(pk=satu.pk).update(id=123_456, versi=4321)
    isi = klien.get(_alamat("tahap_4", pohon.pk)).content.decode()
    assert 'id="indikator-123456"' in isi
    assert 'value="4321"' in klien.get(_alamat("tahap_4_indikator", pohon.pk, 123_456)).content.decode()


def test_the_page_takes_the_same_queries_for_30_and_for_150_nodes(klien: Client, dinas: Any, perencana: Any) -> None:
    banyak = []
    for jumlah in (30, 150):
        besar = pohon_tersimpan(
            outcome(
                f"Outcome {jumlah}",
                kondisi(
                    "Kondisi",
                    utama("Utama", *(operasional(f"Simpul {n}", indikator=["A", "B"]) for n in range(jumlah - 3))),
                ),
            ),
            perencana=perencana,
            perangkat_daerah=dinas,
            urusan=f"urusan {jumlah}",
        )
        klien.get(_alamat("tahap_4", besar.pk))  # the session now knows the time zone
        with CaptureQueriesContext(
            connection,
        ) as tertangkap:
            assert klien.get(_alamat("tahap_4", besar.pk)).status_code == 200
        banyak.append(len(tertangkap))
    assert banyak[0] == banyak[1] <= 14


def test_a_single_edit_takes_at_most_ten_queries(klien: Client, pohon: Pohon, dinas: Any) -> None:
    jabatan = JabatanFactory(perangkat_daerah=dinas)
    satu = Indikator.objects.get(nama="Jumlah bimtek")
    kirim = {
        _alamat("tahap_4_indikator", pohon.pk, satu.pk): _isian(
            satu, nama="Jumlah bimtek baru", penanggung_jawab=str(jabatan.pk)
        ),
        _alamat("tahap_4_indikator_baru", pohon.pk, satu.simpul_id): {"nama": "Lain", "penanggung_jawab": jabatan.pk},
        _alamat("tahap_4_tingkat", pohon.pk, satu.simpul_id): {"versi": "1", "tingkat": "strategis"},
    }
    klien.get(_alamat("tahap_4", pohon.pk))
    for alamat, isi in kirim.items():
        with CaptureQueriesContext(connection) as tertangkap:
            assert klien.post(alamat, isi).status_code == 302
        assert len(_kueri_isi(tertangkap)) <= 10, _kueri_isi(tertangkap)


def _kueri_isi(tertangkap: CaptureQueriesContext) -> list[str]:
    """The queries of the edit itself: without transaction statements, session and the user (as the issue counts)."""
    bukan = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    semua = [satu["sql"] for satu in tertangkap.captured_queries]
    return [
        sql
        for sql in semua
        if not sql.startswith(bukan) and "instansi_sesi" not in sql and 'FROM "instansi_pengguna"' not in sql
    ]
