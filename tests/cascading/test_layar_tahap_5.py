"""Tahap 5 on screen: proposals, positions and codes, and that nothing typed is lost whatever goes wrong."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.choices import JenisPeran, Jenjang
from pohon.models import PeraturanNomenklatur, Pohon, Simpul, SimpulJabatan
from pohon.services import ubah_penerjemahan
from tests.pabrik.baris import kondisi, operasional, outcome, silang, utama
from tests.pabrik.basis import (
    JabatanFactory,
    NomenklaturFactory,
    PerangkatFactory,
    berperan,
    perencana_di,
    pohon_tersimpan,
    simpul,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas() -> Any:
    return PerangkatFactory()


@pytest.fixture
def perencana(dinas: Any) -> Any:
    return perencana_di(dinas)


@pytest.fixture
def klien(perencana: Any) -> Client:
    return _klien(perencana)


@pytest.fixture
def pohon(dinas: Any, perencana: Any) -> Pohon:
    return _pohon(dinas, perencana)


def _klien(pengguna: Any) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def _pohon(perangkat: Any, perencana: Any) -> Pohon:
    return pohon_tersimpan(
        outcome(
            "Terwujudnya Tertib Administrasi",
            kondisi(
                "Kualitas", utama("Pelayanan", operasional("Bimtek"), silang("Jaringan", crosscutting=["Kominfo"]))
            ),
        ),
        perencana=perencana,
        perangkat_daerah=perangkat,
    )


def _alamat(nama: str, *kunci: int) -> str:
    return reverse(nama, args=kunci)


def _ubah(pohon: Pohon, pernyataan: str) -> str:
    return _alamat("tahap_5_ubah", pohon.pk, simpul(pohon, pernyataan).pk)


def _isi_formulir(jawaban: Any) -> dict[str, Any]:
    """What a browser would send back of the form on the page."""
    isian = {bidang.html_name: bidang.value() for bidang in jawaban.context["form"]}
    return {nama: "" if nilai is None else nilai for nama, nilai in isian.items()}


def test_proposals_follow_the_kind_and_stay_proposals_until_accepted(klien: Client, pohon: Pohon) -> None:
    isi = klien.get(_alamat("tahap_5", pohon.pk)).content.decode()
    for usulan in ("tujuan SKPD", "sasaran program", "PK Jabatan Administrator", "PK/SKP JF, pelaksana"):
        assert usulan in isi
    assert "Terima semua usulan (4)" in isi
    assert not Simpul.objects.filter(pohon=pohon).exclude(komponen="").exists()

    isi = klien.post(_alamat("tahap_5_terima", pohon.pk), follow=True).content.decode()
    assert "Usulan diterima untuk 4 kinerja." in isi
    assert "Terima semua usulan" not in isi
    assert "sasaran pertama SKPD" in isi
    assert Simpul.objects.get(pohon=pohon, pernyataan="Bimtek").komponen == "sasaran_sub_kegiatan"


def test_a_kecamatan_gets_its_own_proposals() -> None:
    kecamatan = PerangkatFactory(kecamatan=True)
    perencana = perencana_di(kecamatan)
    isi = _klien(perencana).get(_alamat("tahap_5", _pohon(kecamatan, perencana).pk)).content.decode()
    for usulan in ("PK camat", "PK kasi", "PK staf umum"):
        assert usulan in isi
    assert "JPT" not in isi


def test_crosscutting_nodes_have_neither_component_nor_position(klien: Client, pohon: Pohon) -> None:
    isi = klien.get(_alamat("tahap_5", pohon.pk)).content.decode()
    baris = isi[isi.index("Jaringan") :].split("</tr>")[0]
    assert "Crosscutting" in baris
    assert "Kominfo" in baris
    assert "usulan" not in baris
    assert klien.get(_ubah(pohon, "Jaringan")).status_code == 404
    assert klien.post(_ubah(pohon, "Jaringan"), {"versi": "1", "komponen": "tujuan"}).status_code == 422


def test_the_form_starts_from_the_proposal_and_saves_positions_in_order(
    klien: Client, pohon: Pohon, dinas: Any
) -> None:
    kepala = JabatanFactory(perangkat_daerah=dinas, nama="Kepala Dinas", jenjang=Jenjang.JPT)
    kabid = JabatanFactory(perangkat_daerah=dinas, nama="Kepala Bidang", atasan=kepala)
    staf = JabatanFactory(perangkat_daerah=dinas, nama="Staf Bidang", atasan=kabid)
    halaman = klien.get(_ubah(pohon, "Pelayanan"))
    assert [satu.kedalaman for satu in halaman.context["jabatan"]] == [0, 1, 2]
    isian = _isi_formulir(halaman)
    assert isian["komponen"] == "sasaran_program"
    assert isian["kinerja_jabatan"] == "PK Jabatan Administrator"

    isian["jabatan"] = [str(kabid.pk), str(staf.pk)]
    jawaban = klien.post(_ubah(pohon, "Pelayanan"), isian, follow=True)
    isi = jawaban.content.decode()
    assert isi.index("Kepala Bidang") < isi.index("Staf Bidang")
    kini = simpul(pohon, "Pelayanan")
    assert (kini.komponen, kini.kinerja_jabatan) == ("sasaran_program", "PK Jabatan Administrator")
    assert list(kini.pemegang.values_list("jabatan__nama", flat=True)) == ["Kepala Bidang", "Staf Bidang"]
    assert "checked" in klien.get(_ubah(pohon, "Pelayanan")).content.decode().split(f'value="{staf.pk}"')[1][:120]


def test_an_agency_without_positions_is_told_so(klien: Client, pohon: Pohon) -> None:
    isi = klien.get(_ubah(pohon, "Pelayanan")).content.decode()
    assert "belum mempunyai daftar jabatan" in isi
    assert 'type="checkbox"' not in isi


def test_a_position_no_longer_in_force_stays_ticked(klien: Client, pohon: Pohon, dinas: Any) -> None:
    lama = JabatanFactory(perangkat_daerah=dinas, nama="Kepala Seksi Lama")
    baris = simpul(pohon, "Pelayanan")
    SimpulJabatan.objects.create(pohon=pohon, simpul=baris, jabatan=lama)
    lama.berlaku_sampai = "2022-12-31"
    lama.save()
    halaman = klien.get(_ubah(pohon, "Pelayanan"))
    assert "tidak berlaku lagi" in halaman.content.decode()
    klien.post(_ubah(pohon, "Pelayanan"), _isi_formulir(halaman))
    assert baris.pemegang.filter(jabatan=lama).exists()


def test_a_search_keeps_everything_typed_and_prefers_the_fitting_level(klien: Client, pohon: Pohon, dinas: Any) -> None:
    NomenklaturFactory(kode="2.12.02.2.01.0001", nama="Pelayanan Sub Kegiatan")
    NomenklaturFactory(kode="2.12.02.2.01", nama="Pelayanan Kegiatan")
    program = NomenklaturFactory(kode="2.12.02", nama="PROGRAM PELAYANAN")
    NomenklaturFactory(kode="1.01.02", nama="PROGRAM PENDIDIKAN")
    jabatan = JabatanFactory(perangkat_daerah=dinas)
    kirim = {
        "versi": "1",
        "komponen": "sasaran_kegiatan",
        "kinerja_jabatan": "Tulisan saya & <lagi>",
        "jabatan": [str(jabatan.pk)],
        "nomenklatur": "",
        "cari": "pelayanan",
        "aksi": "cari",
    }
    jawaban = klien.post(_ubah(pohon, "Pelayanan"), kirim)
    assert jawaban.status_code == 302
    assert "csrfmiddlewaretoken" not in jawaban["Location"]
    hasil = klien.get(jawaban["Location"])
    pilihan = [label for _, label in hasil.context["form"].fields["nomenklatur"].widget.choices]
    assert pilihan == [
        "Tanpa nomenklatur",
        "2.12.02 PROGRAM PELAYANAN",
        "2.12.02.2.01 Pelayanan Kegiatan",
        "2.12.02.2.01.0001 Pelayanan Sub Kegiatan",
    ]
    isian = _isi_formulir(hasil)
    assert isian == {nama: kirim[nama] for nama in ("versi", "komponen", "kinerja_jabatan", "jabatan", "nomenklatur")}
    assert simpul(pohon, "Pelayanan").komponen == ""  # a search saves nothing

    assert klien.post(_ubah(pohon, "Pelayanan"), isian | {"nomenklatur": str(program.pk)}).status_code == 302
    kini = simpul(pohon, "Pelayanan")
    assert (kini.nomenklatur_kode, kini.nomenklatur_nama) == ("2.12.02", "PROGRAM PELAYANAN")
    assert kini.nomenklatur_peraturan == "900.1.15.5-1317/2023"
    assert "PROGRAM PELAYANAN" in klien.get(_alamat("tahap_5", pohon.pk)).content.decode()


def test_a_code_chosen_before_a_second_search_stays_chosen(klien: Client, pohon: Pohon) -> None:
    dipilih = NomenklaturFactory(kode="2.12.02", nama="PROGRAM PELAYANAN")
    NomenklaturFactory(kode="1.01.02", nama="PROGRAM PENDIDIKAN")
    hasil = klien.get(_ubah(pohon, "Pelayanan"), {"versi": "1", "nomenklatur": str(dipilih.pk), "cari": "pendidikan"})
    isi = hasil.content.decode()
    assert "PROGRAM PELAYANAN" in isi
    assert "PROGRAM PENDIDIKAN" in isi
    assert _isi_formulir(hasil)["nomenklatur"] == str(dipilih.pk)


def test_a_code_is_let_go(klien: Client, pohon: Pohon, perencana: Any) -> None:
    kode = NomenklaturFactory()
    baris = simpul(pohon, "Bimtek")
    ubah_penerjemahan(
        aktor=perencana,
        pohon_id=pohon.pk,
        simpul_id=baris.pk,
        versi=1,
        komponen="sasaran_sub_kegiatan",
        kinerja_jabatan="",
        nomenklatur_id=kode.pk,
    )
    isian = _isi_formulir(klien.get(_ubah(pohon, "Bimtek")))
    assert str(isian["nomenklatur"]) == str(kode.pk)
    klien.post(_ubah(pohon, "Bimtek"), isian | {"nomenklatur": ""})
    assert simpul(pohon, "Bimtek").nomenklatur_kode == ""


def test_several_regulations_can_be_searched(klien: Client, pohon: Pohon) -> None:
    baru = PeraturanNomenklatur.objects.create(kode="Peraturan baru", judul="Peraturan baru", tahun=2025)
    lama = NomenklaturFactory(kode="2.12.02", nama="PROGRAM LAMA")
    NomenklaturFactory(kode="2.12.02", nama="PROGRAM BARU", peraturan=baru)
    alamat = _ubah(pohon, "Pelayanan")
    isi = klien.get(alamat, {"versi": "1", "cari": "program"}).content.decode()
    assert "PROGRAM BARU" in isi  # the newest unless another is chosen
    assert "PROGRAM LAMA" not in isi
    isi = klien.get(alamat, {"versi": "1", "cari": "program", "peraturan": str(lama.peraturan_id)}).content.decode()
    assert "PROGRAM LAMA" in isi


def test_a_search_without_a_result_says_so(klien: Client, pohon: Pohon) -> None:
    NomenklaturFactory()
    isi = klien.get(_ubah(pohon, "Pelayanan"), {"versi": "1", "cari": "tidak ada seperti ini"}).content.decode()
    assert "Tidak ada kode yang cocok" in isi


@pytest.mark.parametrize(
    ("kolom", "isi", "pesan"),
    [
        ("kinerja_jabatan", "x" * 10_000, "paling panjang 200 karakter"),
        ("kinerja_jabatan", "a\x01b", "karakter yang tidak dapat disimpan"),
        ("komponen", "ngawur", "Pilihan ini tidak ada dalam daftar."),
        ("jabatan", "9" * 30, "Pilih jabatan dari organisasi perangkat daerah ini."),
        ("jabatan", "999999", "Pilih jabatan dari organisasi perangkat daerah ini."),
        ("nomenklatur", "999999", "Kode nomenklatur ini tidak ada dalam daftar."),
        ("nomenklatur", "abc", "Kode nomenklatur ini tidak ada dalam daftar."),
    ],
)
def test_bad_input_is_explained_beside_the_field_and_the_rest_is_kept(
    klien: Client, pohon: Pohon, kolom: str, isi: str, pesan: str
) -> None:
    data = {"versi": "1", "komponen": "sasaran", "kinerja_jabatan": "Tulisan penting"} | {kolom: isi}
    jawaban = klien.post(_ubah(pohon, "Pelayanan"), data)
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert pesan in halaman
    assert f'id="id_{kolom}_error"' in halaman
    assert kolom == "kinerja_jabatan" or "Tulisan penting" in halaman
    assert simpul(pohon, "Pelayanan").komponen == ""


@pytest.mark.parametrize("cari", ["x" * 10_000, "a\x00b"])
def test_a_search_that_cannot_be_read_saves_nothing_and_keeps_the_rest(klien: Client, pohon: Pohon, cari: str) -> None:
    NomenklaturFactory()
    kirim = {"versi": "1", "komponen": "sasaran", "kinerja_jabatan": "Tulisan penting", "cari": cari, "aksi": "cari"}
    jawaban = klien.post(_ubah(pohon, "Pelayanan"), kirim)
    assert jawaban.status_code == 422
    assert 'id="id_cari_error"' in jawaban.content.decode()
    assert "Tulisan penting" in jawaban.content.decode()
    assert simpul(pohon, "Pelayanan").komponen == ""


def test_a_conflict_shows_both_and_can_be_settled(klien: Client, pohon: Pohon, dinas: Any) -> None:
    jabatan = JabatanFactory(perangkat_daerah=dinas, nama="Analis Pilihan Saya")
    rekan = berperan(JenisPeran.PERENCANA, dinas, nama="Rekan Perencana")
    baris = simpul(pohon, "Pelayanan")
    ubah_penerjemahan(
        aktor=rekan,
        pohon_id=pohon.pk,
        simpul_id=baris.pk,
        versi=1,
        komponen="sasaran_program",
        kinerja_jabatan="Versi rekan",
    )
    kirim = {
        "versi": "1",
        "komponen": "sasaran_kegiatan",
        "kinerja_jabatan": "Versi saya",
        "jabatan": [str(jabatan.pk)],
    }
    jawaban = klien.post(_ubah(pohon, "Pelayanan"), kirim)
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409
    bentrok = halaman[halaman.index("bentrok-kotak") : halaman.index("Simpan pilihan ini")]
    for teks in (
        "Rekan Perencana", "Versi rekan", "Versi saya", "sasaran program", "sasaran kegiatan", "Analis Pilihan Saya"
    ):  # fmt: skip
        assert teks in bentrok
    assert klien.post(_ubah(pohon, "Pelayanan"), _isi_formulir(jawaban)).status_code == 302
    assert simpul(pohon, "Pelayanan").kinerja_jabatan == "Versi saya"


def test_saving_and_going_on_leads_to_the_next_node_without_a_position(klien: Client, pohon: Pohon, dinas: Any) -> None:
    jabatan = JabatanFactory(perangkat_daerah=dinas)
    isian = _isi_formulir(klien.get(_ubah(pohon, "Kualitas"))) | {"jabatan": [str(jabatan.pk)], "aksi": "lanjut"}
    jawaban = klien.post(_ubah(pohon, "Kualitas"), isian, follow=True)
    assert jawaban.context["simpul"].pernyataan == "Pelayanan"


def test_forged_keys_get_a_clear_page(klien: Client, pohon: Pohon) -> None:
    milik_lain = pohon_tersimpan(outcome("Rahasia"))
    for kunci in (simpul(milik_lain, "Rahasia").pk, 2**62, 2**70):
        alamat = _alamat("tahap_5_ubah", pohon.pk, kunci)
        assert klien.get(alamat).status_code == 404
        jawaban = klien.post(alamat, {"versi": "1", "komponen": "tujuan", "kinerja_jabatan": "Tulisan saya"})
        assert jawaban.status_code == 422
        assert "Tulisan saya" in jawaban.content.decode()
        assert "Rahasia" not in jawaban.content.decode()
    assert simpul(milik_lain, "Rahasia").komponen == ""


def test_readers_see_the_page_without_any_way_to_change_it(pohon: Pohon, dinas: Any) -> None:
    pembaca = _klien(berperan(JenisPeran.PEMBACA, dinas))
    isi = pembaca.get(_alamat("tahap_5", pohon.pk)).content.decode()
    assert "sasaran program" in isi
    assert "Terima semua usulan" not in isi
    assert "tahap-5/kotak/" not in isi
    assert pembaca.get(_ubah(pohon, "Pelayanan")).status_code == 403
    assert pembaca.post(_ubah(pohon, "Pelayanan"), {"versi": "1", "komponen": "sasaran"}).status_code == 403
    assert pembaca.post(_alamat("tahap_5_terima", pohon.pk)).status_code == 403


def test_another_agencys_tree_is_not_found(pohon: Pohon) -> None:
    orang_lain = _klien(perencana_di(PerangkatFactory()))
    assert orang_lain.get(_alamat("tahap_5", pohon.pk)).status_code == 404
    assert orang_lain.post(_alamat("tahap_5_terima", pohon.pk)).status_code == 404


def test_keys_above_a_thousand_are_not_printed_with_dots(klien: Client, pohon: Pohon, dinas: Any) -> None:
    JabatanFactory(perangkat_daerah=dinas, pk=54_321)
    kode = NomenklaturFactory(pk=65_432)
    isi = klien.get(_ubah(pohon, "Pelayanan"), {"versi": "4321", "cari": kode.nama}).content.decode()
    for nilai in ('value="54321"', 'value="65432"', 'value="4321"'):
        assert nilai in isi


def test_the_page_takes_the_same_queries_for_30_and_for_150_nodes(klien: Client, dinas: Any, perencana: Any) -> None:
    banyak = []
    for jumlah in (30, 150):
        anak = (operasional(f"Simpul {n}", indikator=["A", "B"]) for n in range(jumlah - 3))
        besar = pohon_tersimpan(
            outcome(f"Outcome {jumlah}", kondisi("Kondisi", utama("Utama", *anak))),
            perencana=perencana,
            perangkat_daerah=dinas,
            urusan=f"urusan {jumlah}",
        )
        klien.get(_alamat("tahap_5", besar.pk))  # the session now knows the time zone
        with CaptureQueriesContext(connection) as tertangkap:
            assert klien.get(_alamat("tahap_5", besar.pk)).status_code == 200
        banyak.append(len(tertangkap))
    assert banyak[0] == banyak[1] <= 15  # one of them reads the steps of today


def test_a_single_edit_takes_at_most_ten_queries(klien: Client, pohon: Pohon, dinas: Any) -> None:
    jabatan = [JabatanFactory(perangkat_daerah=dinas) for _ in range(3)]
    isian = {
        "versi": "1",
        "komponen": "sasaran_program",
        "kinerja_jabatan": "PK",
        "jabatan": [str(satu.pk) for satu in jabatan],
        "nomenklatur": str(NomenklaturFactory().pk),
    }
    alamat = _ubah(pohon, "Pelayanan")
    klien.get(_alamat("tahap_5", pohon.pk))
    with CaptureQueriesContext(connection) as tertangkap:
        assert klien.post(alamat, isian).status_code == 302
    bukan = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    kueri = [
        sql
        for sql in (satu["sql"] for satu in tertangkap.captured_queries)
        if not sql.startswith(bukan) and "instansi_sesi" not in sql and 'FROM "instansi_pengguna"' not in sql
    ]
    assert len(kueri) <= 10, "\n".join(kueri)
