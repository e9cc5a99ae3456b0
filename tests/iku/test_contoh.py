"""The demo data hold an issued IKU decree and its amendment; a second run changes nothing people have edited."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from iku.documents import cetak_iku
from iku.selectors import baca_baris
from instansi.errors import GalatLayanan
from naskah.arsip import baca_berkas
from naskah.choices import Keparahan
from naskah.jenis import ambil_jenis
from naskah.models import DasarHukum, Keputusan, PengaturanPerangkat
from naskah.selectors import baca_keputusan
from naskah.services.pengaturan import rapikan_lambang
from tests.pabrik.cuplikan import pasang_contoh

pytestmark = pytest.mark.django_db(transaction=True)


def muat() -> str:
    keluaran = StringIO()
    call_command("muat_contoh", tanpa_persetujuan=True, stdout=keluaran)
    return keluaran.getvalue()


def test_a_decree_is_issued_and_so_is_the_one_that_amends_it(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    pasang_contoh(disetujui=True)

    awal, perubahan = Keputusan.objects.filter(jenis="iku", perangkat_daerah__slug="disdukcapil").order_by("pk")
    assert (awal.status, perubahan.status) == ("diubah", "ditetapkan")
    assert perubahan.mengubah == awal
    assert awal.pohon is not None and awal.pohon.status == "disetujui"
    lama, baru = baca_keputusan(awal.pk), baca_keputusan(perubahan.pk)
    assert lama.isi.nomor == "050/61.1/DUKCAPIL-BLG/TAHUN 2021"
    assert baru.isi.tentang_lengkap.startswith(f"Perubahan Keputusan {awal.pejabat_penetap} Nomor {awal.nomor}")
    for satu in (awal, perubahan):
        assert satu.pdf is not None
        teks = " ".join(halaman.extract_text() for halaman in PdfReader(BytesIO(baca_berkas(satu.pdf))).pages)
        assert "DRAF" not in teks
        assert "D-03" not in {temuan.kode for temuan in ambil_jenis("iku").periksa(baca_keputusan(satu.pk))}
    bandingkan = ambil_jenis("iku").bandingkan
    assert bandingkan is not None
    assert {satu.jenis for satu in bandingkan(lama, baru)} == {"ditambah", "diubah"}
    assert not any(temuan.kode == "D-08" for temuan in ambil_jenis("iku").periksa(baru))


def test_the_amendment_is_complete_and_its_rows_come_from_the_tree_where_they_agree() -> None:
    pasang_contoh()

    keputusan = Keputusan.objects.filter(jenis="iku", perangkat_daerah__slug="disdukcapil").latest("pk")
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
    pasang_contoh()
    PengaturanPerangkat.objects.update(tempat="Disunting")
    DasarHukum.objects.filter(nomor="28", tahun=1999).update(teks="Disunting")
    Keputusan.objects.update(tempat="Disunting")

    kabar = muat()

    assert "Keputusan IKU Dinas Kependudukan dan Pencatatan Sipil: sudah ada, dibiarkan" in kabar
    assert PengaturanPerangkat.objects.get().tempat == "Disunting"
    assert DasarHukum.objects.get(nomor="28", tahun=1999).teks == "Disunting"
    assert set(Keputusan.objects.filter(jenis="iku").values_list("tempat", flat=True)) == {"Disunting"}


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
