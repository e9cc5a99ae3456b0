"""From draft to approved and replaced: what each person gets, and with which words they are refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from instansi.arsip import utuh
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import Arsip, CatatanAudit, PemerintahDaerah
from naskah.arsip import baca_berkas
from pohon.choices import StatusPohon
from pohon.models import Indikator, Pohon
from pohon.selectors import baca_pohon
from pohon.services import IsiSimpul, hapus_indikator, ubah_simpul
from telaah.models import IzinPimpinan, Kabar, Pengajuan, Persetujuan
from telaah.selectors import kutipan_temuan, periksa
from telaah.services import (
    abaikan_temuan,
    ajukan,
    beri_izin,
    buat_catatan,
    buat_versi,
    kembalikan,
    kembalikan_temuan,
    mulai_telaah,
    setujui,
    tarik,
)
from tests.pabrik.basis import PerangkatFactory, perencana_di, simpul
from tests.pabrik.telaah import Kasus, pohon_diajukan, pohon_disetujui, pohon_ditelaah, pohon_lengkap

pytestmark = pytest.mark.django_db

AKAR = "Terwujudnya Tertib Administrasi Kependudukan"


def sunting(kasus: Kasus, tulisan: str = "Terwujudnya Tertib Administrasi") -> None:
    kotak = simpul(kasus.pohon, AKAR)
    ubah_simpul(
        aktor=kasus.perencana, pohon_id=kasus.pohon.pk, simpul_id=kotak.pk, versi=kotak.versi, isi=IsiSimpul(tulisan)
    )


def test_from_draft_over_a_return_to_approved() -> None:
    kasus = pohon_ditelaah()
    pohon_id = kasus.pohon.pk
    with pytest.raises(GalatLayanan, match="satu catatan yang masih terbuka"):
        kembalikan(aktor=kasus.penelaah, pohon_id=pohon_id)
    buat_catatan(aktor=kasus.penelaah, pohon_id=pohon_id, isi="Mohon dipertajam.")
    kembalikan(aktor=kasus.penelaah, pohon_id=pohon_id)
    assert kasus.segar().status == StatusPohon.DIKEMBALIKAN
    sunting(kasus)
    ajukan(aktor=kasus.perencana, pohon_id=pohon_id, rev=kasus.segar().rev)
    mulai_telaah(aktor=kasus.penelaah, pohon_id=pohon_id)
    persetujuan = setujui(aktor=kasus.penelaah, pohon_id=pohon_id, rev=kasus.segar().rev)
    pohon = kasus.segar()
    assert (pohon.status, pohon.arsip_id) == (StatusPohon.DISETUJUI, persetujuan.arsip_id)
    assert utuh(persetujuan.arsip)
    assert baca_berkas(persetujuan.buku).startswith(b"%PDF")
    assert list(Pengajuan.objects.order_by("nomor").values_list("nomor", "hasil")) == [
        (1, "dikembalikan"),
        (2, "disetujui"),
    ]


def test_the_history_tells_each_step_with_old_and_new_state() -> None:
    kasus = pohon_disetujui()
    langkah = CatatanAudit.objects.filter(wadah=kasus.pohon.wadah, sesudah__has_key="status").order_by("pk")
    assert [(satu.aktor, satu.kata_kerja, satu.sebelum["status"], satu.sesudah["status"]) for satu in langkah] == [
        (kasus.perencana, "ajukan", "draf", "diajukan"),
        (kasus.penelaah, "mulai_telaah", "diajukan", "diajukan"),
        (kasus.penelaah, "setujui", "diajukan", "disetujui"),
    ]


def test_blocking_findings_keep_a_tree_from_being_submitted() -> None:
    kasus = pohon_lengkap()
    indikator = Indikator.objects.get(pohon=kasus.pohon, nama="Indeks kepuasan masyarakat")
    hapus_indikator(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, indikator_id=indikator.pk)
    with pytest.raises(GalatLayanan, match="1 temuan wajib diperbaiki"):
        ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.segar().rev)
    assert kasus.segar().status == StatusPohon.DRAF
    assert not Pengajuan.objects.exists()


def test_what_changed_since_the_page_was_opened_is_not_submitted() -> None:
    kasus = pohon_lengkap()
    sunting(kasus)
    with pytest.raises(Bentrok, match="sudah berubah sejak halaman dibuka"):
        ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)


def test_a_planner_takes_it_back_until_the_review_begins() -> None:
    kasus = pohon_diajukan()
    with pytest.raises(GalatLayanan, match="tidak dapat diubah"):
        sunting(kasus)
    tarik(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    sunting(kasus)
    ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.segar().rev)
    mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    with pytest.raises(Bentrok, match=f"Telaah sudah dimulai oleh {kasus.penelaah.nama_tampil}"):
        tarik(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    assert kasus.segar().status == StatusPohon.DIAJUKAN


def test_a_decision_needs_a_review_that_has_begun() -> None:
    kasus = pohon_diajukan()
    for putuskan in (
        lambda: setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev),
        lambda: kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk),
    ):
        with pytest.raises(GalatLayanan, match="Mulai telaah lebih dahulu"):
            putuskan()


def test_nothing_is_approved_when_the_booklet_cannot_be_kept(settings, tmp_path) -> None:
    kasus = pohon_ditelaah()
    penghalang = tmp_path / "penuh"
    penghalang.write_text("bukan folder")
    settings.MEDIA_ROOT = penghalang
    with pytest.raises(GalatLayanan, match="belum disetujui"):
        setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    assert kasus.segar().status == StatusPohon.DIAJUKAN
    assert not Arsip.objects.exists() and not Persetujuan.objects.exists()
    settings.MEDIA_ROOT = tmp_path / "lega"
    persetujuan = setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    jejak = CatatanAudit.objects.get(kata_kerja="setujui").sesudah
    assert (jejak["sidik_data"], jejak["sidik_buku"]) == (persetujuan.arsip.sha256, persetujuan.buku.sha256)


def test_a_second_approval_is_told_who_was_first() -> None:
    kasus = pohon_disetujui()
    with pytest.raises(Bentrok, match=f"berstatus Disetujui oleh {kasus.penelaah.nama_tampil}") as galat:
        setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    assert galat.value.status == 409
    assert Persetujuan.objects.count() == 1


def test_each_step_is_for_its_role_only_and_strangers_find_nothing() -> None:
    kasus = pohon_ditelaah()
    pohon_id, rev = kasus.pohon.pk, kasus.pohon.rev
    langkah = {
        "perencana": [
            lambda a: ajukan(aktor=a, pohon_id=pohon_id, rev=rev),
            lambda a: tarik(aktor=a, pohon_id=pohon_id),
        ],
        "penelaah": [
            lambda a: mulai_telaah(aktor=a, pohon_id=pohon_id),
            lambda a: kembalikan(aktor=a, pohon_id=pohon_id),
            lambda a: setujui(aktor=a, pohon_id=pohon_id, rev=rev),
        ],
    }
    orang = {"perencana": kasus.perencana, "penelaah": kasus.penelaah, "pimpinan": kasus.pimpinan}
    tetangga = perencana_di(PerangkatFactory(pemerintah_daerah=kasus.pohon.perangkat_daerah.pemerintah_daerah))
    for milik, daftar in langkah.items():
        for satu in daftar:
            for peran, aktor in orang.items():
                if peran != milik:
                    with pytest.raises(TidakBerhak):
                        satu(aktor)
            with pytest.raises(TidakDitemukan):
                satu(tetangga)
    assert kasus.segar().status == StatusPohon.DIAJUKAN


def test_leave_of_the_head_is_asked_where_the_setting_asks_and_void_after_an_edit() -> None:
    kasus = pohon_lengkap()
    PemerintahDaerah.objects.update(perlu_izin_pimpinan=True)
    pohon_id = kasus.pohon.pk
    with pytest.raises(GalatLayanan, match="belum mengizinkan"):
        ajukan(aktor=kasus.perencana, pohon_id=pohon_id, rev=kasus.pohon.rev)
    with pytest.raises(TidakBerhak):
        beri_izin(aktor=kasus.perencana, pohon_id=pohon_id, rev=kasus.pohon.rev)
    izin = beri_izin(aktor=kasus.pimpinan, pohon_id=pohon_id, rev=kasus.pohon.rev)
    assert beri_izin(aktor=kasus.pimpinan, pohon_id=pohon_id, rev=kasus.pohon.rev) == izin
    sunting(kasus)
    with pytest.raises(GalatLayanan, match="belum mengizinkan"):
        ajukan(aktor=kasus.perencana, pohon_id=pohon_id, rev=kasus.segar().rev)
    assert Kabar.objects.filter(jenis="diizinkan", penerima=kasus.perencana).count() == 1
    with pytest.raises(Bentrok):
        beri_izin(aktor=kasus.pimpinan, pohon_id=pohon_id, rev=kasus.pohon.rev)
    beri_izin(aktor=kasus.pimpinan, pohon_id=pohon_id, rev=kasus.segar().rev)
    ajukan(aktor=kasus.perencana, pohon_id=pohon_id, rev=kasus.segar().rev)
    assert IzinPimpinan.objects.count() == 2


def test_a_finding_is_set_aside_with_a_reason_until_its_text_changes() -> None:
    kasus = pohon_lengkap()
    temuan = next(satu for satu in periksa(baca_pohon(kasus.pohon.pk)).terbuka if satu.temuan.kode == "T1-05")
    dasar = {"aktor": kasus.perencana, "pohon_id": kasus.pohon.pk}
    isian = {"kode": "T1-05", "identitas": temuan.temuan.identitas}
    with pytest.raises(GalatLayanan, match="Tulis alasan") as galat:
        abaikan_temuan(**dasar, **isian, alasan=" ")
    assert galat.value.kolom == "alasan"
    abaian = abaikan_temuan(**dasar, **isian, alasan="Disepakati dengan Bappeda.")
    (diabaikan,) = periksa(baca_pohon(kasus.pohon.pk)).diabaikan
    assert diabaikan.abaian.alasan == "Disepakati dengan Bappeda."
    kembalikan_temuan(**dasar, pengabaian_id=abaian.pk)
    assert periksa(baca_pohon(kasus.pohon.pk)).diabaikan == ()
    abaikan_temuan(**dasar, **isian, alasan="Sekali lagi.")
    sunting(kasus)
    assert periksa(baca_pohon(kasus.pohon.pk)).diabaikan == ()


def test_findings_of_one_rule_about_one_box_are_set_aside_together() -> None:
    satu = periksa(baca_pohon(pohon_lengkap().pohon.pk)).terbuka[0].temuan
    dua, lain = replace(satu, kutipan=("B",)), replace(satu, kode="X")
    kunci = (satu.kode, satu.identitas)
    assert kutipan_temuan([replace(satu, kutipan=("C",)), dua, lain])[kunci] == "B\nC"
    assert kutipan_temuan([dua, replace(satu, kutipan=("C",))])[kunci] == "B\nC"


def test_a_blocking_or_unknown_finding_cannot_be_set_aside() -> None:
    kasus = pohon_lengkap()
    indikator = Indikator.objects.get(pohon=kasus.pohon, nama="Indeks kepuasan masyarakat")
    identitas = indikator.simpul.identitas
    hapus_indikator(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, indikator_id=indikator.pk)
    dasar = {"aktor": kasus.perencana, "pohon_id": kasus.pohon.pk, "alasan": "Nanti saja."}
    with pytest.raises(GalatLayanan, match="wajib diperbaiki"):
        abaikan_temuan(**dasar, kode="T4-01", identitas=identitas)
    with pytest.raises(GalatLayanan, match="sudah tidak ada"):
        abaikan_temuan(**dasar, kode="T9-99", identitas=None)
    with pytest.raises(TidakBerhak):
        abaikan_temuan(**{**dasar, "aktor": kasus.penelaah}, kode="T1-05", identitas=identitas)


def test_a_new_version_replaces_the_old_one_when_it_is_approved_and_not_before() -> None:
    kasus = pohon_disetujui()
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    assert (baru.nomor_versi, baru.status, kasus.segar().status) == (2, StatusPohon.DRAF, StatusPohon.DISETUJUI)
    ajukan(aktor=kasus.perencana, pohon_id=baru.pk, rev=baru.rev)
    mulai_telaah(aktor=kasus.penelaah, pohon_id=baru.pk)
    setujui(aktor=kasus.penelaah, pohon_id=baru.pk, rev=baru.rev)
    assert list(Pohon.objects.order_by("pk").values_list("status", flat=True)) == ["digantikan", "disetujui"]
    with pytest.raises(GalatLayanan, match="dari versi yang disetujui"):
        buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)


def test_the_right_people_are_told_and_the_actor_is_not() -> None:
    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Mohon dipertajam.")
    kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)

    def diterima(orang: object) -> list[str]:
        return list(Kabar.objects.filter(penerima=orang).order_by("pk").values_list("jenis", flat=True))

    assert diterima(kasus.penelaah) == ["diajukan"]
    assert diterima(kasus.perencana) == diterima(kasus.pimpinan) == ["ditelaah", "catatan", "dikembalikan"]


def test_rounds_are_dated(time_machine) -> None:
    kasus = pohon_lengkap()
    time_machine.move_to("2026-11-21T01:00:00+00:00", tick=False)
    pengajuan = ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    time_machine.shift(timedelta(days=3))
    mulai = mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    assert mulai.mulai - pengajuan.diajukan == timedelta(days=3)
