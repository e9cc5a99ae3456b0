"""Traffic lights on the picture of a tree and on the dashboard: from the last year with a realisation."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.choices import JenisPeran
from pk.lampu import kolom_capaian
from pohon.models import Pohon
from tests.pabrik.basis import berperan
from tests.pabrik.kinerja import TAHUN, Kinerja

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinerja() -> Kinerja:
    kinerja = Kinerja()
    kinerja.simpan("Indeks layanan", t2025="80", realisasi="80")
    kinerja.simpan("Lama antrean", t2025="10", realisasi="18")  # a falling indicator: 20 %
    kinerja.simpan("Indeks kepuasan", t2025="80", realisasi="76")
    return kinerja


def klien(pengguna: object) -> Client:
    hasil = Client()
    hasil.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return hasil


def test_a_box_bears_the_light_of_its_worst_indicator(kinerja: Kinerja) -> None:
    halaman = klien(kinerja.perencana).get(reverse("bagan", args=[kinerja.pohon.pk])).content.decode()

    assert f"{TAHUN}: belum tercapai" in halaman
    assert f"{TAHUN}: tercapai 95 %" in halaman


def test_the_dashboard_counts_lights_by_agency_in_three_queries(kinerja: Kinerja) -> None:
    lain = Kinerja()
    pohon = list(Pohon.objects.select_related("periode").all())
    with CaptureQueriesContext(connection) as permintaan:
        isi = kolom_capaian(pohon)
    assert len(permintaan) == 3
    assert [butir.teks for butir in isi[kinerja.pohon.pk]] == ["2 tercapai", "1 belum tercapai", "tahun 2025"]
    assert lain.pohon.pk not in isi

    penelaah = berperan(JenisPeran.PENELAAH, kinerja.perangkat.pemerintah_daerah)
    halaman = klien(penelaah).get(reverse("dasbor")).content.decode()
    assert "Capaian" in halaman and "lampu--merah" in halaman and "1 belum tercapai" in halaman
    assert klien(penelaah).get(reverse("dasbor_xlsx")).status_code == 200


def test_without_realisation_nothing_is_marked() -> None:
    kosong = Kinerja()
    kosong.simpan("Indeks layanan", t2025="80")
    halaman = klien(kosong.perencana).get(reverse("bagan", args=[kosong.pohon.pk])).content.decode()
    assert "tercapai" not in halaman
