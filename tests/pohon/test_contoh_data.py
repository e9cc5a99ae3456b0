"""The demo data are whole, clean and legal, and the list of corrections agrees with them. No database is used."""

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from instansi.choices import BentukPerangkat, JenisPeran, Jenjang
from pohon.choices import (
    ANAK_SAH,
    KOMPONEN_BAWAAN,
    TINGKAT_BAWAAN,
    Arah,
    JenisFormula,
    JenisSimpul,
    Komponen,
    Sifat,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PERANGKAT = ("disdukcapil", "naker")
BAGIAN_KODE = {JenisSimpul.ANTARA_UTAMA: 3, JenisSimpul.ANTARA: 5, JenisSimpul.OPERASIONAL: 6}
URUTAN_SASARAN = ("pertama", "kedua", "ketiga")

Simpul = dict[str, Any]


def read_json(nama: str) -> dict[str, Any]:
    return json.loads((FIXTURES / nama).read_text(encoding="utf-8"))


def read_tsv(nama: str) -> list[dict[str, str]]:
    with (FIXTURES / nama).open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter="\t", quoting=csv.QUOTE_NONE))


CONTOH = {nama: read_json(f"contoh/{nama}.json") for nama in PERANGKAT}
INSTANSI = read_json("contoh/instansi.json")
NOMENKLATUR = read_tsv("nomenklatur/900.1.15.5-1317-2023.tsv")
PERBAIKAN = read_tsv("perbaikan.tsv")
JABATAN = {perangkat["slug"]: perangkat["jabatan"] for perangkat in INSTANSI["perangkat_daerah"]}


def walk(simpul: list[Simpul], induk: Simpul | None = None) -> Iterator[tuple[Simpul, Simpul | None]]:
    for anak in simpul:
        yield anak, induk
        yield from walk(anak["anak"], anak)


def all_nodes(perangkat: str) -> list[Simpul]:
    return [simpul for simpul, _ in walk(CONTOH[perangkat]["simpul"])]


def by_code(perangkat: str) -> dict[str, Simpul]:
    """Nodes by the code people see: O, 1, 1.1 …; conditions counted across all CSFs (DOMAIN.md, Tahap 3)."""
    hasil: dict[str, Simpul] = {}

    def number(simpul: Simpul, kode: str) -> None:
        hasil[kode] = simpul
        for nomor, anak in enumerate(simpul["anak"], 1):
            number(anak, f"{kode}.{nomor}")

    kondisi = [kondisi for outcome in CONTOH[perangkat]["simpul"] for csf in outcome["anak"] for kondisi in csf["anak"]]
    hasil["O"] = CONTOH[perangkat]["simpul"][0]
    for nomor, simpul in enumerate(kondisi, 1):
        number(simpul, str(nomor))
    return hasil


def indicator_names(simpul: Simpul) -> str:
    return " | ".join(indikator["nama"] for indikator in simpul["indikator"])


def own_work(perangkat: str) -> list[Simpul]:
    """The nodes that Tahap 4 and 5 ask to be filled: neither CSF nor another agency's work."""
    return [s for s in all_nodes(perangkat) if s["jenis"] != JenisSimpul.CSF and not s["crosscutting"]]


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_tahap_1_is_filled(perangkat: str) -> None:
    data = CONTOH[perangkat]
    assert all(data["tahap_1"].values())
    assert data["periode"] == {"mulai": 2021, "selesai": 2026}
    assert data["tahun"] == 2023
    assert data["simpul"][0]["sifat"] in Sifat.values
    assert data["simpul"][0]["judul_csf"].isupper()


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_every_node_stands_under_a_legal_parent_and_says_something(perangkat: str) -> None:
    for simpul, induk in walk(CONTOH[perangkat]["simpul"]):
        jenis_induk = JenisSimpul(induk["jenis"]) if induk else JenisSimpul.AKAR
        assert JenisSimpul(simpul["jenis"]) in ANAK_SAH[jenis_induk], simpul["pernyataan"]
        assert simpul["pernyataan"].strip() == simpul["pernyataan"] != ""


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_no_statement_stands_twice(perangkat: str) -> None:
    pernyataan = [simpul["pernyataan"].casefold() for simpul in all_nodes(perangkat)]
    assert len(pernyataan) == len(set(pernyataan))


@pytest.mark.parametrize(("perangkat", "simpul", "indikator"), [("disdukcapil", 37, 35), ("naker", 44, 37)])
def test_the_size_is_that_of_the_real_document(perangkat: str, simpul: int, indikator: int) -> None:
    assert len(all_nodes(perangkat)) == simpul
    assert sum(len(s["indikator"]) for s in all_nodes(perangkat) if "indikator" in s) == indikator


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_every_node_of_the_agency_has_indicator_component_and_position(perangkat: str) -> None:
    kunci = {jabatan["kunci"] for jabatan in JABATAN[perangkat]}
    for simpul in own_work(perangkat):
        jenis = JenisSimpul(simpul["jenis"])
        assert simpul["indikator"], simpul["pernyataan"]
        assert simpul["komponen"] == KOMPONEN_BAWAAN[jenis]
        assert simpul["kinerja_jabatan"].startswith("PK")
        assert simpul["jabatan"] and set(simpul["jabatan"]) <= kunci


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_work_of_other_agencies_names_them_and_carries_nothing_else(perangkat: str) -> None:
    dikenal = {p["nama"] for p in INSTANSI["perangkat_daerah"]}
    lintas = [s for s in all_nodes(perangkat) if s.get("crosscutting") or s["jenis"] == JenisSimpul.CROSSCUTTING]
    assert lintas
    for simpul in lintas:
        assert simpul["crosscutting"] and set(simpul["crosscutting"]) <= dikenal
        assert not simpul["indikator"] and not simpul["jabatan"] and not simpul["anak"]
        assert simpul["komponen"] is None and simpul["nomenklatur"] is None


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_indicators_are_complete_and_free_of_known_flaws(perangkat: str) -> None:
    semua = [i for s in own_work(perangkat) for i in s["indikator"]]
    kunci = {jabatan["kunci"] for jabatan in JABATAN[perangkat]}
    for indikator in semua:
        nama = indikator["nama"]
        assert not re.search(r"[&()]|Prosentase|Persenase|Kondisi (Antara|Operasional)", nama), nama
        assert indikator["satuan"] and indikator["sumber_data"] and all(indikator["sumber_data"])
        assert indikator["arah"] in Arah.values
        assert indikator["penanggung_jawab"] in kunci
        assert not re.match(r"(?i)makna|alasan", indikator["makna"] + indikator["alasan"])
    for bagian in ("nama", "makna", "alasan"):
        isi = [indikator[bagian].casefold() for indikator in semua]
        assert len(isi) == len(set(isi)) and all(isi), bagian


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_formulas_fit_their_kind(perangkat: str) -> None:
    for indikator in (i for s in own_work(perangkat) for i in s["indikator"]):
        jenis = JenisFormula(indikator["jenis_formula"])
        dua = jenis in (JenisFormula.PERSENTASE, JenisFormula.RASIO, JenisFormula.RATA_RATA)
        assert bool(indikator["pembilang"]) == (jenis != JenisFormula.NILAI), indikator["nama"]
        assert bool(indikator["penyebut"]) == dua, indikator["nama"]
        assert bool(indikator["formula"]) == (jenis == JenisFormula.NILAI), indikator["nama"]
        assert Decimal(indikator["pengali"]) == (100 if jenis == JenisFormula.PERSENTASE else 1)
        assert indikator["nama"].casefold() not in (indikator["pembilang"].casefold(), indikator["formula"].casefold())
        if jenis == JenisFormula.PERSENTASE:
            assert indikator["satuan"] == "Persen"


def test_unemployment_is_better_when_it_falls() -> None:
    assert CONTOH["naker"]["simpul"][0]["indikator"][0]["arah"] == Arah.TURUN


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_nomenclature_codes_exist_fit_the_component_and_nest(perangkat: str) -> None:
    kode = {baris["kode"] for baris in NOMENKLATUR}
    terpakai = 0
    for simpul, induk in walk(CONTOH[perangkat]["simpul"]):
        pilihan = simpul.get("nomenklatur")
        if not pilihan:
            continue
        terpakai += 1
        assert pilihan in kode
        assert len(pilihan.split(".")) == BAGIAN_KODE[JenisSimpul(simpul["jenis"])]
        if induk and induk.get("nomenklatur"):
            assert pilihan.startswith(induk["nomenklatur"] + ".")
    assert terpakai >= 10


def test_nomenclature_is_clean_and_every_code_has_its_parent() -> None:
    kode = [baris["kode"] for baris in NOMENKLATUR]
    assert kode == sorted(set(kode)) and len(kode) == 1566
    for baris in NOMENKLATUR:
        bagian = baris["kode"].split(".")
        assert len(bagian) in (3, 5, 6) and all(b.isdigit() for b in bagian)
        if len(bagian) > 3:
            assert ".".join(bagian[: 5 if len(bagian) == 6 else 3]) in set(kode)
        assert baris["nama"]
        assert all(isi == " ".join(isi.split()) for isi in baris.values())
    peraturan = read_json("nomenklatur/peraturan.json")
    assert peraturan["kode"] == "900.1.15.5-1317/2023"
    assert (FIXTURES / "nomenklatur" / peraturan["berkas"]).exists()


def test_organisations_are_trees_and_name_no_person() -> None:
    for slug in ("disdukcapil", "naker", "batumandi"):
        jabatan = JABATAN[slug]
        dilihat: set[str] = set()
        for baris in jabatan:
            assert baris["atasan"] is None or baris["atasan"] in dilihat, "atasan ditulis sebelum bawahannya"
            assert baris["kunci"] not in dilihat and baris["nama"] and baris["tugas"]
            assert baris["jenjang"] in Jenjang.values
            assert set(baris) == {"kunci", "nama", "jenjang", "atasan", "tugas"}
            dilihat.add(baris["kunci"])
        assert [b["kunci"] for b in jabatan if b["atasan"] is None] == [jabatan[0]["kunci"]]
        assert 10 <= len(jabatan) <= 15
    assert {b["jenjang"] for b in JABATAN["disdukcapil"]} == set(Jenjang.values)
    assert "jpt" not in {b["jenjang"] for b in JABATAN["batumandi"]}, "camat bukan pimpinan tinggi"


def test_agencies_and_accounts_fit_together() -> None:
    perangkat = {p["slug"]: p for p in INSTANSI["perangkat_daerah"]}
    assert INSTANSI["pemerintah_daerah"]["zona_waktu"] == "Asia/Makassar"
    assert perangkat["batumandi"]["bentuk"] == BentukPerangkat.KECAMATAN
    assert [slug for slug, p in perangkat.items() if p["pohon_kosong"]] == ["batumandi"]
    for slug, data in CONTOH.items():
        for bagian, isi in data["perangkat_daerah"].items():
            assert perangkat[slug][bagian] == isi
    assert {akun["username"] for akun in INSTANSI["akun"]} == {
        "perencana.disdukcapil",
        "perencana.naker",
        "perencana.batumandi",
        "pimpinan.disdukcapil",
        "penelaah.bappeda",
        "pembaca.disdukcapil",
        "admin.balangan",
    }
    for akun in INSTANSI["akun"]:
        assert akun["peran"] in JenisPeran.values
        assert akun["nama"].split()[0].casefold() == akun["peran"], "nama tampil adalah nama peran, bukan nama orang"
        if akun["jabatan"]:
            assert akun["jabatan"] in {b["kunci"] for b in JABATAN[akun["perangkat_daerah"]]}


def test_no_personal_number_anywhere() -> None:
    for berkas in sorted(FIXTURES.rglob("*")):
        if berkas.suffix in (".json", ".md", ".tsv"):
            teks = berkas.read_text(encoding="utf-8")
            assert not re.search(r"\d[\d ]{16,}\d", teks), berkas.name
            assert not re.search(r"\bNIP\b", teks), berkas.name


def codes_in(tempat: str) -> list[str]:
    """The node codes a place names, e.g. "Tahap 4 no 39 (K4, K5)" → ["4", "5"]."""
    return [kode.strip().removeprefix("K") for isi in re.findall(r"\(([^)]*)\)", tempat) for kode in isi.split(",")]


def test_the_list_of_corrections_is_well_formed() -> None:
    assert {baris["perangkat_daerah"] for baris in PERBAIKAN} == set(PERANGKAT)
    assert {baris["sifat"] for baris in PERBAIKAN} == {"diperbaiki", "diisi"}
    tempat = [(b["perangkat_daerah"], b["tempat"], b["bagian"], b["tercetak"]) for b in PERBAIKAN]
    assert len(tempat) == len(set(tempat))
    for baris in PERBAIKAN:
        assert baris["tempat"] and baris["bagian"] and baris["alasan"]
        assert baris["tercetak"] != baris["diperbaiki"] or baris["tempat"].startswith(("Seluruh", "Susunan"))


@pytest.mark.parametrize("baris", [b for b in PERBAIKAN if b["bagian"] in ("pernyataan", "indikator", "baris")])
def test_a_corrected_text_stands_in_the_fixture_and_the_printed_one_no_more(baris: dict[str, str]) -> None:
    simpul = [by_code(baris["perangkat_daerah"])[kode] for kode in codes_in(baris["tempat"])]
    if baris["bagian"] == "indikator":
        sekarang = indicator_names(simpul[0])
    else:
        sekarang = " | ".join(s["pernyataan"] for s in simpul)
    assert sekarang == baris["diperbaiki"]
    assert sekarang != baris["tercetak"]


@pytest.mark.parametrize("baris", [b for b in PERBAIKAN if b["bagian"] == "struktur" and b["tempat"].endswith(")")])
def test_a_removed_row_is_no_node_any_more(baris: dict[str, str]) -> None:
    kode = codes_in(baris["tempat"])[0]
    simpul = by_code(baris["perangkat_daerah"]).get(kode)
    assert simpul is None or simpul["pernyataan"] != baris["tercetak"]


@pytest.mark.parametrize("baris", [b for b in PERBAIKAN if b["bagian"] == "crosscutting"])
def test_corrected_agency_names_stand_on_the_node_or_its_condition(baris: dict[str, str]) -> None:
    simpul = by_code(baris["perangkat_daerah"])
    kode = codes_in(baris["tempat"])[0]
    pemilik = simpul.get(kode) or simpul[kode.rsplit(".", 1)[0]]
    assert " | ".join(pemilik["crosscutting"]) == baris["diperbaiki"]


@pytest.mark.parametrize(
    "baris", [b for b in PERBAIKAN if b["bagian"] in ("tingkat", "komponen", "kinerja_jabatan") and b["diperbaiki"]]
)
def test_corrected_levels_components_and_positions_are_those_of_the_fixture(baris: dict[str, str]) -> None:
    simpul = own_work(baris["perangkat_daerah"])
    tercetak = {
        "tingkat": {TINGKAT_BAWAAN[JenisSimpul(s["jenis"])].label for s in simpul} | {"Crosscutting"},
        "komponen": {Komponen(s["komponen"]).label for s in simpul}
        | {f"sasaran {urutan} SKPD" for urutan in URUTAN_SASARAN},
        "kinerja_jabatan": {s["kinerja_jabatan"] for s in simpul},
    }
    assert baris["diperbaiki"] in tercetak[baris["bagian"]]
    assert baris["tercetak"] != baris["diperbaiki"]
    for kode in codes_in(baris["tempat"]):
        satu = by_code(baris["perangkat_daerah"])[kode]
        if baris["bagian"] == "kinerja_jabatan":
            assert satu["kinerja_jabatan"] == baris["diperbaiki"]


@pytest.mark.parametrize("perangkat", PERANGKAT)
def test_what_was_invented_for_stage_1_is_listed(perangkat: str) -> None:
    milik = [b for b in PERBAIKAN if b["perangkat_daerah"] == perangkat and b["sifat"] == "diisi"]
    diisi = {b["bagian"]: b["diperbaiki"] for b in milik}
    tahap_1 = CONTOH[perangkat]["tahap_1"]
    for bagian in ("mandat", "permasalahan", "tanggal_kesepakatan", "peserta_kesepakatan"):
        assert diisi[bagian] == tahap_1[bagian]
    assert {"satuan", "formula", "makna", "alasan", "arah", "sumber_data", "penanggung_jawab", "jabatan"} <= set(diisi)
