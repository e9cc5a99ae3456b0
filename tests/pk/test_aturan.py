"""Every check of targets with a flawed and a sound row."""

from decimal import Decimal
from uuid import uuid4

import pytest

from pk.nilai import Nilai
from pk.rows import BarisTarget, Kunci
from pk.rules import ATURAN, periksa_baris

TAHUN = (2024, 2025)


def baris(*, awal: str = "", t2024: str = "", t2025: str = "", **lain: object) -> BarisTarget:
    isi = {("awal", 0): awal, ("target", 2024): t2024, ("target", 2025): t2025}
    nilai: dict[Kunci, Nilai] = {
        kunci: Nilai(Decimal(teks)) if teks[0].isdigit() else Nilai(teks=teks) for kunci, teks in isi.items() if teks
    }
    kolom = {"satuan": "Nilai", "arah": "naik", "persentase": False, **lain}
    return BarisTarget(uuid4(), "", 1, uuid4(), "1", "Sasaran", "Indikator", nilai=nilai, **kolom)  # type: ignore[arg-type]


CONTOH = {
    "K-01": (baris(awal="80", t2024="79", t2025="85"), baris(awal="80", t2024="81", t2025="85")),
    "K-02": (
        baris(awal="80", t2024="90", t2025="101", persentase=True, satuan="Persen"),
        baris(awal="80", t2024="101", t2025="102"),
    ),
    "K-03": (baris(awal="80", t2025="85"), baris()),
    "K-04": (baris(awal="BB", t2024="81", t2025="85"), baris(awal="BB", t2024="A", t2025="A")),
    "K-05": (baris(awal="80", t2024="81", t2025="85", satuan=""), baris(awal="80", t2024="81", t2025="85")),
}


@pytest.mark.parametrize("kode", [satu.kode for satu in ATURAN])
def test_a_rule_finds_the_flaw_and_only_it(kode: str) -> None:
    cacat, baik = CONTOH[kode]
    assert kode in {satu.kode for satu in periksa_baris(cacat, TAHUN)}
    assert kode not in {satu.kode for satu in periksa_baris(baik, TAHUN)}


def test_a_falling_indicator_may_fall() -> None:
    assert periksa_baris(baris(awal="80", t2024="70", t2025="60", arah="turun"), TAHUN) == ()
    [temuan] = periksa_baris(baris(awal="80", t2024="70", t2025="90", arah="turun"), TAHUN)
    assert "2025" in temuan.pesan and "makin rendah makin baik" in temuan.pesan


def test_a_gap_names_the_years() -> None:
    pesan = [satu.pesan for satu in periksa_baris(baris(t2025="85"), TAHUN)]
    assert pesan == ["Target 2024 belum diisi, sedangkan tahun lain sudah.", "Kondisi awal belum diisi."]
