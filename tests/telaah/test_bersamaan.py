"""Several people at once: one wins, the others are told, nothing is half done."""

import pytest

from instansi.choices import JenisPeran
from instansi.errors import Bentrok, GalatLayanan
from instansi.models import Arsip, CatatanAudit, Pengguna
from naskah.models import ArsipBerkas
from pohon.choices import StatusPohon
from pohon.models import Pohon
from pohon.selectors import baca_pohon
from pohon.services import IsiSimpul, ubah_simpul
from telaah.arsip import uji_semua
from telaah.models import Kabar, Pengajuan, Persetujuan
from telaah.services import ajukan, buat_catatan, buat_versi, kembalikan, mulai_telaah, setujui, tarik
from tests.pabrik.basis import berperan, simpul
from tests.pabrik.serentak import serentak
from tests.pabrik.telaah import Kasus, pohon_diajukan, pohon_disetujui, pohon_ditelaah, pohon_lengkap

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.basis_data]


def aktor(satu: Pengguna) -> Pengguna:
    """Return a fresh object of the account: threads share none."""
    return Pengguna.objects.get(pk=satu.pk)


def penelaah_kedua(kasus: Kasus) -> Pengguna:
    return berperan(JenisPeran.PENELAAH, kasus.pohon.perangkat_daerah.pemerintah_daerah)


def pisahkan(hasil: list[object]) -> tuple[list[object], list[GalatLayanan]]:
    return (
        [satu for satu in hasil if not isinstance(satu, GalatLayanan)],
        [satu for satu in hasil if isinstance(satu, GalatLayanan)],
    )


def test_double_click_on_approve_approves_once() -> None:
    kasus = pohon_ditelaah()
    rev = kasus.segar().rev
    hasil = serentak([lambda: setujui(aktor=aktor(kasus.penelaah), pohon_id=kasus.pohon.pk, rev=rev) for _ in range(3)])
    menang, kalah = pisahkan(hasil)
    assert len(menang) == 1
    assert {type(satu) for satu in kalah} == {Bentrok}
    assert all("berstatus Disetujui oleh" in satu.pesan for satu in kalah)
    assert (Persetujuan.objects.count(), Arsip.objects.count(), ArsipBerkas.objects.count()) == (1, 1, 1)
    assert Kabar.objects.filter(jenis="disetujui", penerima=kasus.perencana).count() == 1
    assert all(satu.utuh for satu in uji_semua())


def test_one_reviewer_approves_while_another_returns() -> None:
    kasus = pohon_ditelaah()
    rev, lain = kasus.segar().rev, penelaah_kedua(kasus)
    buat_catatan(aktor=lain, pohon_id=kasus.pohon.pk, isi="Mohon diperbaiki.")
    menang, kalah = pisahkan(
        serentak(
            [
                lambda: setujui(aktor=aktor(kasus.penelaah), pohon_id=kasus.pohon.pk, rev=rev),
                lambda: kembalikan(aktor=aktor(lain), pohon_id=kasus.pohon.pk),
            ]
        )
    )
    (galat,) = kalah
    assert isinstance(galat, Bentrok)
    pengajuan = Pengajuan.objects.get()
    assert len(menang) == 1
    assert pengajuan.hasil == kasus.segar().status
    assert galat.oleh == pengajuan.selesai_oleh.nama_tampil
    assert Persetujuan.objects.count() == (pengajuan.hasil == "disetujui")


def test_two_reviewers_begin_and_one_of_them_does() -> None:
    kasus = pohon_diajukan()
    lain = penelaah_kedua(kasus)
    menang, kalah = pisahkan(
        serentak(
            [
                lambda satu=satu: mulai_telaah(aktor=aktor(satu), pohon_id=kasus.pohon.pk)
                for satu in (kasus.penelaah, lain)
            ]
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    assert kalah[0].oleh == Pengajuan.objects.get().mulai_oleh.nama_tampil


def test_a_planner_takes_back_while_a_reviewer_begins() -> None:
    kasus = pohon_diajukan()
    menang, kalah = pisahkan(
        serentak(
            [
                lambda: tarik(aktor=aktor(kasus.perencana), pohon_id=kasus.pohon.pk),
                lambda: mulai_telaah(aktor=aktor(kasus.penelaah), pohon_id=kasus.pohon.pk),
            ]
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    pengajuan, ditarik = Pengajuan.objects.get(), kasus.segar().status == StatusPohon.DITARIK
    assert (pengajuan.hasil == "ditarik", pengajuan.mulai is None) == (ditarik, ditarik)


def test_a_planner_edits_while_the_reviewer_approves() -> None:
    kasus = pohon_ditelaah()
    kotak, rev = simpul(kasus.pohon, "Tersusunnya rencana pelatihan"), kasus.segar().rev

    def sunting() -> object:
        return ubah_simpul(
            aktor=aktor(kasus.perencana),
            pohon_id=kasus.pohon.pk,
            simpul_id=kotak.pk,
            versi=kotak.versi,
            isi=IsiSimpul("X"),
        )

    hasil = serentak([lambda: setujui(aktor=aktor(kasus.penelaah), pohon_id=kasus.pohon.pk, rev=rev), sunting, sunting])
    assert isinstance(hasil[0], Persetujuan)
    assert all(isinstance(satu, GalatLayanan) and "tidak dapat diubah" in satu.pesan for satu in hasil[1:])
    assert "X" not in {satu.pernyataan for satu in baca_pohon(kasus.pohon.pk).simpul}
    assert all(satu.utuh for satu in uji_semua())


def test_an_edit_and_a_submission_never_both_count() -> None:
    kasus = pohon_lengkap()
    kotak, rev = simpul(kasus.pohon, "Tersusunnya rencana pelatihan"), kasus.pohon.rev
    hasil = serentak(
        [
            lambda: ajukan(aktor=aktor(kasus.perencana), pohon_id=kasus.pohon.pk, rev=rev),
            lambda: ubah_simpul(
                aktor=aktor(kasus.perencana),
                pohon_id=kasus.pohon.pk,
                simpul_id=kotak.pk,
                versi=kotak.versi,
                isi=IsiSimpul("Tersusunnya rencana pelatihan tahunan"),
            ),
        ]
    )
    menang, kalah = pisahkan(hasil)
    assert (len(menang), len(kalah)) == (1, 1)
    assert (kasus.segar().status == StatusPohon.DIAJUKAN) == (kasus.segar().rev == rev)


def test_double_click_on_a_new_version_makes_one() -> None:
    kasus = pohon_disetujui()
    menang, kalah = pisahkan(
        serentak([lambda: buat_versi(aktor=aktor(kasus.perencana), pohon_id=kasus.pohon.pk) for _ in range(3)])
    )
    assert (len(menang), len(kalah)) == (1, 2)
    assert all("sudah ada" in satu.pesan for satu in kalah)
    assert Pohon.objects.count() == 2
    assert CatatanAudit.objects.filter(kata_kerja="klon").count() == 1
