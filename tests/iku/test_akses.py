"""What readers and strangers may not change in a decree; who is answered how at every address is in tests/akses."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from iku.models import BarisLampiran
from instansi.choices import JenisPeran
from naskah.models import DasarHukum, Keputusan
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di
from tests.pabrik.keputusan import draf_tersimpan

pytestmark = pytest.mark.django_db

# Those that change something, with a minimal form.
KIRIM = {
    "keputusan_daftar": {"asal": "iku:1"},
    "naskah_pengaturan": {"tempat": "X"},
    "keputusan": {"aksi": "simpan", "versi": "1"},
    "keputusan_tetapkan": {"versi": "1"},
    "keputusan_hapus": {},
    "keputusan_perubahan": {},
    "dasar_baru": {"teks": "Peraturan Bupati Contoh Nomor 1 Tahun 2020 tentang Contoh", "versi": "0"},
    "dasar_ubah": {"teks": "Peraturan Bupati Contoh Nomor 1 Tahun 2020 tentang Contoh", "versi": "1"},
    "dasar_hapus": {},
    "iku_lampiran": {"lampiran": "1", "tingkat": "strategis"},
    "iku_baris_baru": {"kinerja": "X", "versi": "1"},
    "iku_baris": {"kinerja": "X", "versi": "1"},
    "iku_baris_aksi": {"aksi": "hapus"},
}


@pytest.fixture(autouse=True)
def _arsip_sendiri(tmp_path: object) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def alamat(nama: str, keputusan: Keputusan) -> str:
    baris = BarisLampiran.objects.filter(keputusan=keputusan).first()
    dasar, _ = DasarHukum.objects.get_or_create(
        perangkat_daerah=keputusan.perangkat_daerah, peringkat=85, teks="Peraturan Bupati Contoh Nomor 2 Tahun 2020"
    )
    kunci = {
        "dasar": [keputusan.perangkat_daerah_id],
        "dasar_baru": [keputusan.perangkat_daerah_id],
        "dasar_ubah": [keputusan.perangkat_daerah_id, dasar.pk],
        "dasar_hapus": [keputusan.perangkat_daerah_id, dasar.pk],
        "keputusan_daftar": [keputusan.perangkat_daerah_id],
        "naskah_pengaturan": [keputusan.perangkat_daerah_id],
        "keputusan_unduh": [keputusan.pk, "xlsx"],
        "iku_baris_baru": [keputusan.pk, 1],
        "iku_baris": [keputusan.pk, baris.pk if baris else 0],
        "iku_baris_aksi": [keputusan.pk, baris.pk if baris else 0],
    }
    return reverse(nama, args=kunci.get(nama, [keputusan.pk]))


def masuk(pengguna: object) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


@pytest.mark.parametrize("nama", KIRIM)
def test_only_the_planner_changes_anything(nama: str) -> None:
    keputusan, _ = draf_tersimpan()
    url = alamat(nama, keputusan)
    sebelum = (Keputusan.objects.count(), BarisLampiran.objects.count(), Keputusan.objects.get(pk=keputusan.pk).versi)

    for peran in (JenisPeran.PIMPINAN, JenisPeran.PEMBACA):
        jawaban = masuk(berperan(peran, keputusan.perangkat_daerah)).post(url, KIRIM[nama])
        assert jawaban.status_code in (403, 422), jawaban.status_code
    assert masuk(perencana_di(PerangkatFactory())).post(url, KIRIM[nama]).status_code == 404
    assert sebelum == (
        Keputusan.objects.count(),
        BarisLampiran.objects.count(),
        Keputusan.objects.get(pk=keputusan.pk).versi,
    )


def test_a_row_of_another_decree_is_not_reached_through_ones_own() -> None:
    sendiri, perencana = draf_tersimpan()
    asing, _ = draf_tersimpan()
    baris = BarisLampiran.objects.filter(keputusan=asing).first()
    client = masuk(perencana)

    for nama in ("iku_baris", "iku_baris_aksi"):
        assert client.post(reverse(nama, args=[sendiri.pk, baris.pk]), {"aksi": "hapus"}).status_code == 404
    assert BarisLampiran.objects.filter(pk=baris.pk).exists()


def test_only_the_preview_may_stand_in_a_frame() -> None:
    keputusan, perencana = draf_tersimpan()
    client = masuk(perencana)

    assert client.get(alamat("keputusan_pratinjau", keputusan)).headers["X-Frame-Options"] == "SAMEORIGIN"
    for nama in ("keputusan", "keputusan_unduh", "iku_lampiran"):
        assert client.get(alamat(nama, keputusan)).headers["X-Frame-Options"] == "DENY"
