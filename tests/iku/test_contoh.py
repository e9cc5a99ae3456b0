"""The demo data hold a draft IKU decree with letterhead and arms; a second run changes nothing people have edited."""

from io import StringIO

import pytest
from django.core.management import call_command

from iku.documents import cetak_iku
from iku.selectors import baca_baris
from instansi.errors import GalatLayanan
from naskah.choices import Keparahan
from naskah.jenis import ambil_jenis
from naskah.models import DasarHukum, Keputusan, PengaturanPerangkat
from naskah.selectors import baca_keputusan
from naskah.services.pengaturan import rapikan_lambang

pytestmark = pytest.mark.django_db


def muat() -> str:
    keluaran = StringIO()
    call_command("muat_contoh", stdout=keluaran)
    return keluaran.getvalue()


def test_the_draft_is_complete_and_its_rows_come_from_the_tree_where_they_agree() -> None:
    muat()

    keputusan = Keputusan.objects.get(jenis="iku", perangkat_daerah__slug="disdukcapil")
    baris = baca_keputusan(keputusan.pk)
    temuan = ambil_jenis("iku").periksa(baris)
    assert keputusan.status == "draf"
    assert baris.isi.perubahan
    assert baris.lambang.startswith(b"\x89PNG")
    assert [len([satu for satu in baca_baris(baris) if satu.lampiran == nomor]) for nomor in (1, 2)] == [2, 18]
    assert any(satu.kode for satu in baca_baris(baris))
    assert not [satu for satu in temuan if satu.keparahan == Keparahan.GALAT]
    assert "D-03" not in {satu.kode for satu in temuan}
    assert 'src="naskah:kiriman/lambang.png"' in cetak_iku(baris).html


def test_a_second_run_leaves_edits_alone() -> None:
    muat()
    PengaturanPerangkat.objects.update(tempat="Disunting")
    DasarHukum.objects.filter(nomor="28", tahun=1999).update(teks="Disunting")
    Keputusan.objects.update(tempat="Disunting")

    kabar = muat()

    assert "Keputusan IKU Dinas Kependudukan dan Pencatatan Sipil: sudah ada, dibiarkan" in kabar
    assert PengaturanPerangkat.objects.get().tempat == "Disunting"
    assert DasarHukum.objects.get(nomor="28", tahun=1999).teks == "Disunting"
    assert Keputusan.objects.get(jenis="iku").tempat == "Disunting"


@pytest.mark.parametrize("isi", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nrusak", b"%PDF-1.7"])
def test_arms_that_are_no_picture_are_refused(isi: bytes) -> None:
    with pytest.raises(GalatLayanan):
        rapikan_lambang(isi)


def test_the_library_of_regulations_is_loaded_alone_and_once() -> None:
    keluaran = StringIO()
    call_command("muat_dasar_hukum", stdout=keluaran)
    call_command("muat_dasar_hukum", stdout=keluaran)

    assert "18 peraturan ditambahkan" in keluaran.getvalue()
    assert "\n0 peraturan ditambahkan" in keluaran.getvalue()
