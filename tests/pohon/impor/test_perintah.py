"""The command reads, reports and stores: exit codes, the report's keys, one transaction."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from instansi.api import JenisPeran, PerangkatDaerah
from pohon.choices import StatusPohon
from pohon.models import Pohon
from pohon.selectors import baca_pohon
from tests.pabrik.basis import PerangkatFactory, PeriodeFactory, berperan, perencana_di, pohon_tersimpan
from tests.pohon.impor.contoh import CAMAT, cetak, ganti, kecamatan, lingkungan, pohon_dari, tabel
from tests.pohon.impor.penulis import buku_kerja, dokumen_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def perangkat() -> PerangkatDaerah:
    perangkat = PerangkatFactory(slug="contoh", nama="Dinas Contoh")
    PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah)
    return perangkat


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    berkas = tmp_path / "lingkungan.xlsx"
    berkas.write_bytes(buku_kerja(cetak(pohon_dari(lingkungan()))))
    return berkas


def impor(berkas: Path, *lain: str, perangkat: str = "contoh") -> None:
    call_command("impor_cascading", str(berkas), "--perangkat-daerah", perangkat, *lain)


def test_without_simpan_nothing_is_stored(perangkat: PerangkatDaerah, berkas: Path, tmp_path: Path) -> None:
    impor(berkas, "--laporan", str(tmp_path / "laporan.json"))
    laporan: dict[str, Any] = json.loads((tmp_path / "laporan.json").read_text("utf-8"))
    assert set(laporan) == {"simpul", "temuan", "ringkasan"}
    assert set(laporan["simpul"][0]) == {
        "kode", "jenis", "pernyataan", "indikator", "tingkat", "komponen", "jabatan", "crosscutting", "anak",
    }  # fmt: skip
    assert all(set(satu) == {"kode", "keparahan", "tahap", "lokasi", "kutipan", "pesan"} for satu in laporan["temuan"])
    assert not Pohon.objects.exists()


def test_simpan_begins_a_tree_and_stores_all_of_it(perangkat: PerangkatDaerah, berkas: Path) -> None:
    perencana_di(perangkat)
    impor(berkas, "--simpan")
    asal = pohon_dari(lingkungan())
    rows = baca_pohon(Pohon.objects.get(perangkat_daerah=perangkat).pk)
    assert [(satu.kode, satu.jenis, satu.pernyataan) for satu in rows.simpul] == [
        (satu.kode, satu.jenis, satu.pernyataan) for satu in asal.simpul
    ]
    assert [[i.nama for i in satu.indikator] for satu in rows.simpul] == [
        [i.nama for i in satu.indikator] for satu in asal.simpul
    ]
    assert rows.ekspektasi == "masyarakat mengharapkan layanan yang baik"


def test_a_tree_that_holds_something_needs_ganti(
    perangkat: PerangkatDaerah, berkas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pohon = pohon_tersimpan(perangkat_daerah=perangkat)
    lama = [satu.pernyataan for satu in baca_pohon(pohon.pk).simpul]
    with pytest.raises(CommandError, match="--ganti") as galat:
        impor(berkas, "--simpan")
    assert galat.value.returncode == 1
    assert [satu.pernyataan for satu in baca_pohon(pohon.pk).simpul] == lama
    impor(berkas, "--simpan", "--ganti")
    assert baca_pohon(pohon.pk).simpul[0].pernyataan == "Meningkatnya Kualitas Lingkungan Hidup Daerah"
    assert len(baca_pohon(pohon.pk).outcome) == 2


def test_only_a_draft_takes_an_import(perangkat: PerangkatDaerah, berkas: Path) -> None:
    pohon_tersimpan(perangkat_daerah=perangkat, status=StatusPohon.DIAJUKAN)
    with pytest.raises(CommandError, match="Diajukan") as galat:
        impor(berkas, "--simpan", "--ganti")
    assert galat.value.returncode == 1


def test_storing_needs_a_planner(perangkat: PerangkatDaerah, berkas: Path) -> None:
    berperan(JenisPeran.PEMBACA, perangkat)
    with pytest.raises(CommandError, match="akun perencana"):
        impor(berkas, "--simpan")
    assert not Pohon.objects.exists()


def test_a_document_of_another_agency_is_read_all_the_same(
    perangkat: PerangkatDaerah, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    berkas = tmp_path / "camat.docx"
    naskah = cetak(pohon_dari(kecamatan()), CAMAT)
    berkas.write_bytes(
        dokumen_word(
            [satu.replace("DINAS CONTOH", "KECAMATAN JAUH") if isinstance(satu, str) else satu for satu in naskah]
        )
    )
    impor(berkas)
    assert "I-04" in capsys.readouterr().out


@pytest.mark.parametrize("isi", [b"", b"bukan zip", b"PK\x03\x04rusak", buku_kerja(["tanpa tabel"])])
def test_what_cannot_be_read_exits_with_2(perangkat: PerangkatDaerah, tmp_path: Path, isi: bytes) -> None:
    berkas = tmp_path / "a.xlsx"
    berkas.write_bytes(isi)
    with pytest.raises(CommandError) as galat:
        impor(berkas)
    assert galat.value.returncode == 2


def test_a_missing_file_and_an_unknown_agency_exit_with_2(perangkat: PerangkatDaerah, berkas: Path) -> None:
    for satu, slug in ((berkas.with_name("tidak-ada.xlsx"), "contoh"), (berkas, "tidak-ada")):
        with pytest.raises(CommandError) as galat:
            impor(satu, perangkat=slug)
        assert galat.value.returncode == 2


def test_a_text_too_long_to_store_stores_nothing(perangkat: PerangkatDaerah, tmp_path: Path) -> None:
    perencana_di(perangkat)
    naskah = cetak(pohon_dari(kecamatan()), CAMAT)
    tiga = tabel(naskah, "Tahap 3")
    panjang = tiga.ubah(3, ("", "Terlaksananya " + "pelatihan petugas " * 100, "kondisi operasional"))
    berkas = tmp_path / "panjang.xlsx"
    berkas.write_bytes(buku_kerja(ganti(naskah, panjang)))
    with pytest.raises(CommandError, match="lebih panjang"):
        impor(berkas, "--simpan")
    assert not Pohon.objects.exists()
