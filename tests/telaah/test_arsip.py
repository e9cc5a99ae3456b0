"""What was approved stays provably the same; any change of data, file or tree is found."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from instansi.models import Arsip
from instansi.penjaga_sejarah import lepas
from naskah.arsip import BerkasRusak, baca_berkas, simpan_berkas
from naskah.models import ArsipBerkas
from pohon.models import Permintaan, Simpul
from pohon.services.lintas import tolak
from telaah.arsip import uji_persetujuan
from telaah.models import Persetujuan
from telaah.services import ajukan, mulai_telaah, setujui
from tests.pabrik.basis import PerangkatFactory, perencana_di
from tests.pabrik.lintas import ubah
from tests.pabrik.telaah import pohon_disetujui, pohon_lengkap

pytestmark = pytest.mark.django_db


def test_periksa_arsip_proves_an_approval(capsys: pytest.CaptureFixture[str]) -> None:
    pohon_disetujui()
    call_command("periksa_arsip")
    assert "3 arsip diperiksa, semuanya utuh." in capsys.readouterr().out
    assert all(hasil.utuh for hasil in uji_persetujuan(Persetujuan.objects.get()))


def test_an_answer_given_after_the_approval_changes_nothing_that_was_approved() -> None:
    kasus = pohon_lengkap()
    diminta = PerangkatFactory(pemerintah_daerah=kasus.pohon.perangkat_daerah.pemerintah_daerah)
    ubah(kasus.perencana, kasus.pohon, "Tersusunnya rencana pelatihan", sebut=diminta)
    ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.segar().rev)
    mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=kasus.segar().rev)
    permintaan = Permintaan.objects.get()
    tolak(aktor=perencana_di(diminta), permintaan_id=permintaan.pk, versi=permintaan.versi, alasan="Bukan urusan kami.")

    call_command("periksa_arsip")


def ubah_data() -> None:
    lepas(connection)
    Arsip._base_manager.update(isi='{"skema":1,"kepala":{},"simpul":[]}')


def ubah_pohon() -> None:
    Simpul.objects.filter(pernyataan="Tersusunnya rencana pelatihan").update(pernyataan="Diganti diam-diam")


def ubah_berkas() -> None:
    _berkas().write_bytes(b"%PDF palsu")


def hilangkan_berkas() -> None:
    _berkas().unlink()


def _berkas() -> Path:
    from django.conf import settings

    berkas = Path(settings.MEDIA_ROOT) / ArsipBerkas.objects.get().lokasi
    os.chmod(berkas, 0o640)
    return berkas


@pytest.mark.parametrize(
    ("rusak", "pesan"),
    [
        (ubah_data, "tidak lagi sesuai dengan sidiknya"),
        (ubah_pohon, "berbeda dari yang disetujui"),
        (ubah_berkas, "tidak lagi sesuai dengan sidiknya"),
        (hilangkan_berkas, "tidak dapat dibaca"),
    ],
)
def test_periksa_arsip_finds_every_kind_of_damage(rusak, pesan: str, capsys: pytest.CaptureFixture[str]) -> None:
    pohon_disetujui()
    rusak()
    with pytest.raises(CommandError, match="rusak"):
        call_command("periksa_arsip")
    assert pesan in capsys.readouterr().err


def test_equal_bytes_share_a_file_and_other_bytes_never_replace_it() -> None:
    isian = {"jenis": "uji", "nama": "uji.txt", "tipe": "text/plain"}
    satu, dua = (simpan_berkas(**isian, isi=b"isi yang sama") for _ in range(2))
    assert satu.lokasi == dua.lokasi
    assert baca_berkas(satu) == b"isi yang sama"
    from django.conf import settings

    tempat = Path(settings.MEDIA_ROOT) / satu.lokasi
    assert not os.access(tempat, os.W_OK) or os.geteuid() == 0
    os.chmod(tempat, 0o640)
    tempat.write_bytes(b"lain")
    with pytest.raises(BerkasRusak):
        simpan_berkas(**isian, isi=b"isi yang sama")
