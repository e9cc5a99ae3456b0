"""`manage.py muat_contoh`: everything of the fixtures is in the database, in order; edits survive a second run."""

from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from instansi.choices import JenisPeran
from instansi.models import CatatanAudit, Jabatan, PemangkuJabatan, PemerintahDaerah, Pengguna, PerangkatDaerah
from instansi.selectors import AKUN_CONTOH, SANDI_CONTOH, akun_contoh
from pohon.contoh import baca_contoh, identitas_jabatan
from pohon.models import Nomenklatur, Pohon, Simpul
from pohon.rows import BarisPohon, BarisSimpul
from pohon.rules import Keparahan, periksa_pohon
from pohon.selectors import baca_pohon, cari_pohon
from pohon.services import IsiSimpul, hapus_simpul, ubah_simpul
from tests.pabrik.cuplikan import pasang_contoh

pytestmark = pytest.mark.django_db(transaction=True)

INSTANSI = baca_contoh("contoh/instansi")
NAMA_JABATAN = {
    (unit["slug"], jabatan["kunci"]): jabatan["nama"]
    for unit in INSTANSI["perangkat_daerah"]
    for jabatan in unit["jabatan"]
}


def load() -> str:
    """Run the command as a person would, without approving anything, and return what it printed."""
    keluaran = StringIO()
    call_command("muat_contoh", tanpa_persetujuan=True, stdout=keluaran)
    return keluaran.getvalue()


def rows_of(slug: str) -> BarisPohon:
    return baca_pohon(cari_pohon(perangkat_daerah=slug).pk)


def walk(simpul: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for satu in simpul:
        yield satu
        yield from walk(satu["anak"])


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows that loading writes, to compare two moments."""
    tables = (PemerintahDaerah, PerangkatDaerah, Jabatan, Pengguna, Nomenklatur, Pohon, Simpul, CatatanAudit)
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in tables}


def same_node(slug: str, baris: BarisSimpul, data: dict[str, Any]) -> None:
    assert baris.pernyataan == data["pernyataan"]
    assert baris.jenis == data["jenis"]
    assert baris.komponen == (data.get("komponen") or "")
    assert baris.kinerja_jabatan == data.get("kinerja_jabatan", "")
    assert baris.nomenklatur_kode == (data.get("nomenklatur") or "")
    assert bool(baris.nomenklatur_nama) == bool(baris.nomenklatur_kode)
    assert [jabatan.nama for jabatan in baris.jabatan] == [NAMA_JABATAN[slug, k] for k in data.get("jabatan", ())]
    assert [pihak.nama for pihak in baris.crosscutting] == data.get("crosscutting", [])
    assert all(pihak.perangkat_daerah_id for pihak in baris.crosscutting)
    assert len(baris.indikator) == len(data.get("indikator", ()))
    for indikator, satu in zip(baris.indikator, data.get("indikator", ()), strict=True):
        for nama in ("nama", "satuan", "jenis_formula", "pembilang", "penyebut", "formula", "makna", "alasan", "arah"):
            assert getattr(indikator, nama) == satu[nama]
        assert indikator.pengali == Decimal(satu["pengali"])
        assert list(indikator.sumber_data) == satu["sumber_data"]
        assert indikator.penanggung_jawab == NAMA_JABATAN[slug, satu["penanggung_jawab"]]


@pytest.mark.basis_data
def test_every_statement_indicator_and_position_is_there_in_order() -> None:
    load()
    for slug in ("disdukcapil", "naker"):
        same_tree(slug)


def same_tree(slug: str) -> None:
    data = baca_contoh(f"contoh/{slug}")
    rows = rows_of(slug)
    simpul = list(walk(data["simpul"]))
    assert len(rows.simpul) == len(simpul)
    for baris, satu in zip(rows.simpul, simpul, strict=True):
        same_node(slug, baris, satu)
    assert (rows.urusan, rows.tahun, rows.periode) == (data["urusan"], data["tahun"], "2021–2026")
    for bagian in ("mandat", "permasalahan", "ekspektasi", "peserta_kesepakatan"):
        assert getattr(rows, bagian) == data["tahap_1"][bagian]
    assert str(rows.tanggal_kesepakatan) == data["tahap_1"]["tanggal_kesepakatan"]
    assert rows.outcome[0].judul_csf == data["simpul"][0]["judul_csf"]


def test_one_tree_is_approved_and_its_next_version_can_be_edited(settings: Any, tmp_path: Any) -> None:
    """Also where the planner has edited nothing yet; a tree that was edited before stays as it is."""
    settings.MEDIA_ROOT = tmp_path
    pasang_contoh(disetujui=True)

    versi = Pohon.objects.filter(perangkat_daerah__slug="disdukcapil").order_by("nomor_versi")
    assert [(satu.nomor_versi, satu.status) for satu in versi] == [(1, "disetujui"), (2, "draf")]
    assert len(baca_pohon(versi[0].pk).simpul) == len(baca_pohon(versi[1].pk).simpul)
    sebelum = everything()
    keluaran = StringIO()
    call_command("muat_contoh", stdout=keluaran)
    assert everything() == sebelum
    assert "Selesai: 0 bagian dimuat" in keluaran.getvalue()


def test_a_tree_that_was_edited_is_not_approved_behind_the_planners_back() -> None:
    pasang_contoh()
    rows = rows_of("disdukcapil")
    hapus_simpul(
        aktor=Pengguna.objects.get(username="perencana.disdukcapil"),
        pohon_id=rows.id,
        simpul_ids=[rows.simpul[-1].id],
    )
    call_command("muat_contoh", stdout=StringIO())

    assert Pohon.objects.get(perangkat_daerah__slug="disdukcapil").status == "draf"


@pytest.mark.parametrize("slug", ["disdukcapil", "naker"])
def test_the_checks_find_only_the_similar_statements_of_the_real_documents(slug: str) -> None:
    """Certain flaws were corrected; what the documents say twice in nearly the same words stays (DOMAIN.md)."""
    pasang_contoh()
    temuan = periksa_pohon(rows_of(slug))
    assert {satu.keparahan for satu in temuan} == {Keparahan.SARAN}
    assert {satu.kode for satu in temuan} == {"T3-08"}


def test_the_kecamatan_starts_with_an_empty_tree_and_an_organisation() -> None:
    pasang_contoh()
    rows = rows_of("batumandi")
    assert rows.simpul == ()
    assert rows.bentuk == "kecamatan"
    jabatan = list(Jabatan.objects.filter(perangkat_daerah__slug="batumandi").order_by("urutan"))
    assert [j.nama for j in jabatan[:2]] == ["Camat", "Sekretaris Camat"]
    assert jabatan[1].atasan == jabatan[0]


def test_no_position_has_a_named_holder() -> None:
    pasang_contoh()
    assert not PemangkuJabatan.objects.exists()


def test_the_accounts_can_sign_in_and_have_their_one_role() -> None:
    pasang_contoh()
    assert [akun.username for akun in akun_contoh()] == list(AKUN_CONTOH)
    assert {satu["username"] for satu in INSTANSI["akun"]} == set(AKUN_CONTOH)
    for satu in INSTANSI["akun"]:
        akun = Pengguna.objects.get(username=satu["username"])
        assert akun.check_password(SANDI_CONTOH)
        peran = akun.peran.get()
        assert peran.jenis == JenisPeran(satu["peran"])
        if satu["perangkat_daerah"]:
            assert peran.perangkat_daerah is not None and peran.perangkat_daerah.slug == satu["perangkat_daerah"]
        else:
            assert peran.pemerintah_daerah is not None and peran.pemerintah_daerah.nama == "Kabupaten Balangan"


def test_loading_says_what_it_loaded() -> None:
    keluaran = load()
    assert "Nomenklatur 900.1.15.5-1317/2023: dimuat (1566 kode)" in keluaran
    assert "Pohon kinerja Kecamatan Batumandi: dimuat (masih kosong)" in keluaran
    assert "0 bagian dibiarkan" in keluaran


def test_loading_twice_changes_nothing() -> None:
    pasang_contoh()
    sebelum = everything()
    keluaran = load()
    assert everything() == sebelum
    assert "Selesai: 0 bagian dimuat" in keluaran


def test_edits_survive_loading_again() -> None:
    pasang_contoh()
    perencana = Pengguna.objects.get(username="perencana.naker")
    rows = rows_of("naker")
    outcome, terakhir = rows.outcome[0], rows.simpul[-1]
    ubah_simpul(
        aktor=perencana,
        pohon_id=rows.id,
        simpul_id=outcome.id,
        versi=outcome.versi,
        isi=IsiSimpul(pernyataan="Turunnya pengangguran", judul_csf=outcome.judul_csf, sifat=outcome.sifat),
    )
    hapus_simpul(aktor=perencana, pohon_id=rows.id, simpul_ids=[terakhir.id])
    PerangkatDaerah.objects.filter(slug="naker").update(nama="Dinas Tenaga Kerja")
    Jabatan.objects.filter(identitas=identitas_jabatan("naker", "instruktur")).update(nama="Instruktur Ahli Madya")
    perencana.set_password("sandi-baru-saya")
    perencana.save()
    sebelum = everything()

    load()

    assert everything() == sebelum
    assert rows_of("naker").outcome[0].pernyataan == "Turunnya pengangguran"
    assert len(rows_of("naker").simpul) == len(rows.simpul) - 1


def test_what_is_missing_is_made_and_the_rest_left() -> None:
    pasang_contoh()
    Pengguna.objects.filter(username="pembaca.disdukcapil").delete()
    keluaran = load()
    assert "Akun pembaca.disdukcapil: dimuat" in keluaran
    assert "Selesai: 1 bagian dimuat" in keluaran


def test_an_organisation_of_ones_own_is_kept_and_its_known_positions_carry_their_nodes() -> None:
    pemerintah = PemerintahDaerah.objects.create(nama="Kabupaten Balangan", slug="balangan")
    unit = PerangkatDaerah.objects.create(pemerintah_daerah=pemerintah, nama="Dinas Tenaga Kerja", slug="naker")
    Jabatan.objects.create(
        perangkat_daerah=unit,
        identitas=identitas_jabatan("naker", "instruktur"),
        nama="Instruktur Ahli Madya",
        jenjang="fungsional",
    )
    load()
    assert unit.jabatan.count() == 1
    rows = rows_of("naker")
    assert rows.nama_pemilik == "Dinas Tenaga Kerja"
    assert {j.nama for baris in rows.simpul for j in baris.jabatan} == {"Instruktur Ahli Madya"}


def test_it_refuses_where_demo_data_are_not_wanted() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO=true"):
        load()
    assert not Pengguna.objects.exists()


def test_a_rule_that_forbids_leaves_nothing_half_loaded() -> None:
    """The planner's account exists already, without the right to plan: one clear sentence, and no other row."""
    Pengguna.objects.create_user("perencana.disdukcapil", "sandi-lain-12345")
    with pytest.raises(CommandError, match="Hanya perencana perangkat daerah ini"):
        load()
    assert not PemerintahDaerah.objects.exists()
    assert not Nomenklatur.objects.exists()
