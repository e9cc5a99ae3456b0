"""Checks D-21 to D-36: each finds its flaw, and sound attachments have no finding."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from iku.choices import NomorLampiran
from iku.rows import Baris
from iku.rules import ATURAN, KeadaanIku, periksa_lampiran
from naskah.choices import StatusKeputusan
from tests.pabrik.keputusan import baris_keputusan

SATU = Baris(
    id=1, lampiran=NomorLampiran.IKU, nomor=1, kinerja="Meningkatnya mutu layanan",
    indikator="Indeks kepuasan masyarakat", makna="Nilai kepuasan pengguna layanan",
    alasan="Menunjukkan mutu layanan", perhitungan="Nilai hasil survei kepuasan", penanggung_jawab="Kepala Dinas",
    sumber_data="Laporan survei", kode="1", pohon={"kinerja": "Meningkatnya mutu layanan"},
)  # fmt: skip
DUA = replace(
    SATU, id=2, lampiran=NomorLampiran.IK, kinerja="Meningkatnya kecepatan layanan",
    indikator="Persentase layanan tepat waktu", makna="Bagian layanan yang selesai tepat waktu",
    perhitungan="Layanan tepat waktu dibagi (:) seluruh layanan dikali (x) 100",
)  # fmt: skip


def keadaan(*baris: Baris, **lain: object) -> KeadaanIku:
    dasar = {"keputusan": baris_keputusan(pohon_id=1, pohon_rev=5), "pohon_rev": 5, "pohon_disetujui": True}
    return KeadaanIku(**{**dasar, "baris": baris, **lain})


TERBIT = replace(baris_keputusan(pohon_id=1, pohon_rev=5), status=StatusKeputusan.DITETAPKAN)
CACAT = {
    "D-21": keadaan(SATU, replace(DUA, sumber_data="")),
    "D-22": keadaan(SATU, replace(DUA, makna="")),
    "D-23": keadaan(SATU, replace(DUA, makna=SATU.makna)),
    "D-24": keadaan(SATU, replace(DUA, indikator="Jumlah desa terlayani")),
    "D-25": keadaan(replace(SATU, perhitungan="Indeks Kepuasan Masyarakat."), DUA),
    "D-26": keadaan(replace(SATU, indikator="Indeks a\nIndeks b\nIndeks c\nIndeks d"), DUA),
    "D-27": keadaan(
        *(
            replace(SATU, id=n, nomor=n, kinerja=f"S {n}", indikator=f"Indeks {n}", makna=f"M {n}")
            for n in range(1, 22)
        ),
        DUA,
    ),
    "D-28": keadaan(replace(SATU, indikator="Jumlah kegiatan sosialisasi"), DUA),
    "D-29": keadaan(SATU, replace(DUA, pohon=None, kode="")),
    "D-30": keadaan(SATU, replace(DUA, kinerja="")),
    "D-31": keadaan(SATU),
    "D-32": keadaan(SATU, DUA, pohon_rev=6),
    "D-33": keadaan(SATU, DUA, pohon_disetujui=False),
    "D-34": keadaan(replace(SATU, makna="Makna nilai kepuasan"), DUA),
    "D-35": keadaan(replace(SATU, alasan="Prosentase naik"), DUA),
    "D-36": keadaan(SATU, DUA, keputusan=TERBIT, berubah=("Lampiran I baris 1",)),
}


def test_sound_attachments_have_no_finding() -> None:
    assert periksa_lampiran(keadaan(SATU, DUA)) == []


@pytest.mark.parametrize("kode", CACAT)
def test_each_flaw_is_found_by_its_rule_alone(kode: str) -> None:
    assert {satu.kode for satu in periksa_lampiran(CACAT[kode])} == {kode}


def test_every_rule_has_a_flaw_here_and_a_code_of_its_own() -> None:
    assert [satu.kode for satu in ATURAN] == list(CACAT)


def test_many_rows_with_one_flaw_are_told_once() -> None:
    banyak = [replace(DUA, id=n, nomor=n, sumber_data="", indikator=f"Indeks {n}", makna=f"M {n}") for n in range(1, 6)]
    temuan = periksa_lampiran(keadaan(SATU, *banyak))

    assert [(satu.kode, satu.bagian, satu.nomor) for satu in temuan] == [("D-21", "lampiran-2", None)]
    assert "5 baris (1, 2, 3, 4, 5): sumber data belum diisi." in temuan[0].pesan


def test_the_list_of_checks_is_up_to_date() -> None:
    call_command("aturan_keputusan", "--periksa")


def test_a_percentage_that_divides_nothing_is_found() -> None:
    tanpa_bagi = replace(DUA, perhitungan="Banyaknya layanan yang tepat waktu")

    assert {satu.kode for satu in periksa_lampiran(keadaan(SATU, tanpa_bagi))} == {"D-24"}


def test_a_node_that_is_gone_is_told_so() -> None:
    temuan = periksa_lampiran(keadaan(SATU, replace(DUA, hilang=True)))

    assert [(satu.kode, satu.bagian, satu.nomor) for satu in temuan] == [("D-29", "lampiran-2", 1)]
    assert "sudah tidak ada" in temuan[0].pesan


def test_an_issued_decree_is_told_only_what_an_approved_tree_changed() -> None:
    belum = keadaan(SATU, replace(DUA, makna=""), keputusan=TERBIT, pohon_rev=9, pohon_disetujui=False)
    assert periksa_lampiran(belum) == []

    banyak = tuple(f"Lampiran II baris {nomor}" for nomor in range(1, 6))
    (temuan,) = periksa_lampiran(replace(belum, berubah=banyak, baru=2))
    assert "Lampiran II baris 3, 2 baris lain berubah atau tidak ada lagi; ada 2 indikator baru." in temuan.pesan
