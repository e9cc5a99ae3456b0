"""`impor_iku` reads a whole decree or nothing, says every error at once, and ties rows to the tree where they agree."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from iku.importing import BerkasSalah, baca_berkas, pecah_nomor
from iku.models import BarisLampiran
from naskah.models import Keputusan
from naskah.rows import KOSONG
from naskah.selectors import baca_keputusan
from naskah.services import muat_dasar_hukum
from pohon.models import Indikator
from tests.pabrik.basis import PerangkatFactory, perencana_di
from tests.pabrik.keputusan import pohon_iku

BERKAS = settings.BASE_DIR / "fixtures" / "contoh" / "iku_disdukcapil.json"


def impor(*argumen: str) -> str:
    keluar = StringIO()
    call_command("impor_iku", *argumen, stdout=keluar)
    return keluar.getvalue()


def berkas(**isi: Any) -> bytes:
    return json.dumps({**json.loads(BERKAS.read_text("utf-8")), **isi}).encode()


@pytest.mark.django_db
def test_without_simpan_the_file_is_only_looked_at() -> None:
    PerangkatFactory(slug="disdukcapil")

    kabar = impor(str(BERKAS), "--perangkat-daerah", "disdukcapil")

    assert "Lampiran I: Indikator Kinerja Utama: 2 baris" in kabar
    assert "Lampiran II: Indikator Kinerja: 18 baris" in kabar
    assert not Keputusan.objects.exists()


@pytest.mark.django_db
@pytest.mark.basis_data
def test_the_whole_decree_becomes_a_draft_in_the_order_of_the_file() -> None:
    PerangkatFactory(slug="disdukcapil")
    data = json.loads(BERKAS.read_text("utf-8"))

    impor(str(BERKAS), "--perangkat-daerah", "disdukcapil", "--simpan")

    keputusan = Keputusan.objects.get()
    isi = baca_keputusan(keputusan.pk).isi
    assert (keputusan.status, keputusan.nomor) == ("draf", "")
    assert isi.nomor == f"050/{KOSONG}/DUKCAPIL-BLG/TAHUN 2023"
    assert (isi.hari, isi.bulan, isi.tahun) == (None, 7, 2023)
    assert isi.tentang_lengkap.upper() == data["tentang"].upper()
    assert [satu.teks for satu in isi.mengingat] == [satu["teks"] for satu in data["mengingat"]]
    assert [satu.teks for satu in isi.diktum] == list(data["memutuskan"].values())
    for nomor, kunci in ((1, "kinerja_utama"), (2, "kinerja")):
        baris = BarisLampiran.objects.filter(keputusan=keputusan, lampiran=nomor)
        assert [satu.isian["kinerja"] for satu in baris] == [satu[kunci] for satu in data[f"lampiran_{nomor}"]["baris"]]
    assert baris.last().isian["indikator"].split("\n") == data["lampiran_2"]["baris"][-1]["indikator"]


@pytest.mark.django_db
def test_citations_of_the_library_are_recognised() -> None:
    PerangkatFactory(slug="disdukcapil")
    muat_dasar_hukum()

    impor(str(BERKAS), "--perangkat-daerah", "disdukcapil", "--simpan")

    dasar = baca_keputusan(Keputusan.objects.get().pk).isi.mengingat
    assert [satu.dasar_id is not None for satu in dasar] == [True] * 8 + [False] * 3


@pytest.mark.django_db
def test_a_row_worded_as_in_the_tree_is_tied_to_its_node() -> None:
    perangkat = PerangkatFactory(slug="disdukcapil")
    pohon = pohon_iku(perangkat, perencana_di(perangkat))
    indikator = Indikator.objects.get(pohon=pohon, nama="Persentase penduduk terlayani")
    lampiran = {"baris": [{"kinerja_utama": "MENINGKATNYA cakupan  layanan.", "indikator": [indikator.nama + " "]}]}

    jalan = Path(settings.VAR_DIR) / "uji-impor.json"
    jalan.parent.mkdir(parents=True, exist_ok=True)
    jalan.write_bytes(berkas(lampiran_1=lampiran))
    impor(str(jalan), "--perangkat-daerah", "disdukcapil", "--simpan")

    baris = BarisLampiran.objects.filter(lampiran=1).get()
    assert baris.indikator_identitas == indikator.identitas
    assert Keputusan.objects.get().pohon == pohon


def test_every_error_is_told_at_once() -> None:
    with pytest.raises(BerkasSalah) as galat:
        baca_berkas(
            berkas(
                periode="entah",
                tanggal="32 Juluh 2023",
                menimbang=["bukan objek"],
                lampiran_1={"baris": [{"kinerja_utama": 7, "indikator": ["a"]}, {"kinerja_utama": "b\u0000"}]},
            )
        )

    pesan = "\n".join(galat.value.galat)
    assert len(galat.value.galat) == 5
    for tempat in ("periode", "tanggal", "menimbang ke-1", "baris ke-1: kinerja_utama", "baris ke-2"):
        assert tempat in pesan


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "periksa baris 1, kolom 1"),
        (b'{"nomor": 1', "periksa baris 1, kolom 12"),
        (b"[]", "objek JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b'"teks"', "objek JSON"),
        (b" " * 5_300_000, "paling besar 5 MB"),
    ],
    ids=["kosong", "terpotong", "daftar", "bukan UTF-8", "teks", "terlalu besar"],
)
def test_a_file_that_is_no_decree_is_refused(isi: bytes, pesan: str) -> None:
    with pytest.raises(BerkasSalah) as galat:
        baca_berkas(isi)
    assert pesan in galat.value.galat[0]


@pytest.mark.django_db
def test_an_unknown_agency_and_a_missing_file_are_told() -> None:
    with pytest.raises(CommandError, match="Tidak ada perangkat daerah"):
        impor(str(BERKAS), "--perangkat-daerah", "entah")
    PerangkatFactory(slug="disdukcapil")
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        impor("tidak-ada.json", "--perangkat-daerah", "disdukcapil")


def test_swapped_titles_are_noticed() -> None:
    data = json.loads(BERKAS.read_text("utf-8"))
    tertukar = baca_berkas(
        berkas(
            lampiran_1={**data["lampiran_1"], "judul": data["lampiran_2"]["judul"]},
            lampiran_2={**data["lampiran_2"], "judul": data["lampiran_1"]["judul"]},
        )
    )

    assert baca_berkas(berkas()).catatan == ()
    assert "tertukar" in tertukar.catatan[0]


@pytest.mark.parametrize(
    ("nomor", "hasil"),
    [
        ("050/153.1/DUKCAPIL-BLG/TAHUN 2023", ("050/{nomor}/DUKCAPIL-BLG/TAHUN {tahun}", "153.1", 2023)),
        ("050//DC/TAHUN 2023", ("050/{nomor}/DC/TAHUN {tahun}", "", 2023)),
        ("12 TAHUN 2024", ("{nomor} TAHUN {tahun}", "12", 2024)),
        ("TANPA ANGKA", ("TANPA ANGKA", "", None)),
        ("", ("", "", None)),
    ],
)
def test_a_number_is_taken_apart(nomor: str, hasil: tuple[str, str, int | None]) -> None:
    assert pecah_nomor(nomor) == hasil
