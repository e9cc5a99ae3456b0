"""The checks: each finds its flaw, keeps silent where there is none, and all together are quick.

Every case is named by its rule's code and holds a tree with the flaw and the same kind of tree without it.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pohon.choices import JenisSimpul, Tahap
from pohon.rows import BarisPohon, BarisSimpul
from pohon.rules import ATURAN, Keparahan, periksa_pohon
from pohon.rules.teks import pasangan_mirip
from tests.pabrik.baris import (
    Benih,
    antara,
    baris_pohon,
    csf,
    kondisi,
    operasional,
    outcome,
    pohon_acak,
    silang,
    utama,
)

DINAS_LAIN = ["Dinas Komunikasi, Informatika, dan Persandian"]


def pohon_baik(**lain: Any) -> BarisPohon:
    """A small tree without any finding."""
    pohon = baris_pohon(
        outcome(
            "Terwujudnya tertib administrasi kependudukan",
            csf(
                "Masih rendahnya kualitas pelayanan",
                kondisi(
                    "Meningkatnya kualitas pelayanan",
                    utama(
                        "Meningkatnya mutu penerbitan dokumen",
                        antara(
                            "Meningkatnya kompetensi petugas loket",
                            operasional("Terlaksananya bimbingan teknis operator", indikator=["Jumlah operator"]),
                            indikator=["Persentase petugas bersertifikat"],
                        ),
                        silang("Tersedianya jaringan yang andal", crosscutting=DINAS_LAIN),
                        indikator=["Nilai kepatuhan standar"],
                    ),
                    indikator=["Indeks kepuasan masyarakat"],
                ),
            ),
            indikator=["Persentase penduduk berdokumen"],
            sifat="final",
        ),
        mandat="Urusan administrasi kependudukan",
        tanggal_kesepakatan=date(2023, 1, 16),
    )
    return replace(pohon, **lain)


def dengan(pilih: Callable[[BarisSimpul], bool], **ubah: Any) -> BarisPohon:
    """The good tree with fields of the chosen nodes changed."""
    pohon = pohon_baik()
    return replace(pohon, simpul=tuple(replace(satu, **ubah) if pilih(satu) else satu for satu in pohon.simpul))


def simpul(jenis: JenisSimpul, **ubah: Any) -> BarisPohon:
    """The good tree with the nodes of a kind changed."""
    return dengan(lambda satu: satu.jenis == jenis, **ubah)


def indikator(nama: str = "Persentase petugas terlatih", **isi: Any) -> BarisPohon:
    """The good tree whose antara has one indicator like this."""
    pohon = pohon_baik()
    simpul = tuple(
        replace(satu, indikator=(replace(satu.indikator[0], nama=nama, **isi),))
        if satu.jenis == JenisSimpul.ANTARA
        else satu
        for satu in pohon.simpul
    )
    return replace(pohon, simpul=simpul)


def indikator_kedua(jenis: JenisSimpul, nama: str) -> BarisPohon:
    """The good tree whose nodes of a kind have a further indicator."""
    pohon = pohon_baik()
    simpul = tuple(
        replace(satu, indikator=(*satu.indikator, replace(satu.indikator[0], id=999, nama=nama)))
        if satu.jenis == jenis
        else satu
        for satu in pohon.simpul
    )
    return replace(pohon, simpul=simpul)


def di_bawah_kondisi(*anak: Benih, **isi: Any) -> BarisPohon:
    return baris_pohon(outcome("Terwujudnya tertib", kondisi("Meningkatnya mutu", *anak, **isi)))


def cabang(*anak: Benih) -> BarisPohon:
    return di_bawah_kondisi(utama("Meningkatnya mutu layanan", antara("Meningkatnya sarana loket", *anak)))


def kode_rekening(program: str, kegiatan: str, sub_kegiatan: str) -> BarisPohon:
    """The good tree with these codes of nomenclature."""
    kode = {
        JenisSimpul.ANTARA_UTAMA: program,
        JenisSimpul.ANTARA: kegiatan,
        JenisSimpul.OPERASIONAL: sub_kegiatan,
    }
    pohon = pohon_baik()
    return replace(
        pohon, simpul=tuple(replace(satu, nomenklatur_kode=kode.get(satu.jenis, "")) for satu in pohon.simpul)
    )


def jabatan(jenjang: str) -> BarisPohon:
    """A tree of a dinas whose condition is carried by a position of this class."""
    pohon = baris_pohon(outcome("Terwujudnya tertib", kondisi("Meningkatnya mutu", jabatan=["Jabatan Contoh"])))
    return replace(
        pohon,
        simpul=tuple(
            replace(satu, jabatan=tuple(replace(baris, jenjang=jenjang) for baris in satu.jabatan))
            for satu in pohon.simpul
        ),
    )


J = JenisSimpul
PERSEN = {
    "jenis_formula": "persentase",
    "pembilang": "Jumlah petugas terlatih",
    "penyebut": "Jumlah petugas seluruhnya",
    "pengali": Decimal(100),
}


@dataclass(frozen=True)
class Kasus:
    """A tree with the flaw, once, and one without."""

    cacat: BarisPohon
    benar: BarisPohon


KASUS: dict[str, Kasus] = {
    "T1-01": Kasus(pohon_baik(simpul=()), pohon_baik()),
    "T1-02": Kasus(simpul(J.OUTCOME, pernyataan="  "), pohon_baik()),
    "T1-03": Kasus(pohon_baik(mandat=" "), pohon_baik(mandat="", ekspektasi="Masyarakat ingin pelayanan cepat")),
    "T1-04": Kasus(
        simpul(J.OUTCOME, pernyataan="Terlaksananya pelayanan penduduk"),
        simpul(J.OUTCOME, pernyataan="Meningkatnya pelaksanaan pelayanan penduduk"),
    ),
    "T1-05": Kasus(simpul(J.OUTCOME, sifat=""), simpul(J.OUTCOME, sifat="intermediate")),
    "T1-06": Kasus(
        baris_pohon(outcome("Terwujudnya Tertib"), outcome("terwujudnya  tertib.")),
        baris_pohon(outcome("Terwujudnya tertib"), outcome("Meningkatnya kesejahteraan")),
    ),
    "T1-07": Kasus(pohon_baik(tanggal_kesepakatan=None), pohon_baik()),
    "T1-08": Kasus(
        simpul(J.OUTCOME, pernyataan="Angka kemiskinan kabupaten"),
        simpul(J.OUTCOME, pernyataan="Angka kemiskinan menurun"),
    ),
    "T1-09": Kasus(simpul(J.OUTCOME, pernyataan="Terwujudnya tertib administrasi dan"), pohon_baik()),
    "T2-01": Kasus(baris_pohon(outcome("Terwujudnya tertib")), pohon_baik()),
    "T2-02": Kasus(baris_pohon(outcome("Terwujudnya tertib", csf("Masih rendahnya mutu"))), pohon_baik()),
    "T2-03": Kasus(simpul(J.CSF, pernyataan=""), pohon_baik()),
    "T2-04": Kasus(
        simpul(J.CSF, pernyataan="Kualitas pelayanan"),
        simpul(J.CSF, pernyataan="Pendidikan angkatan kerja masih rendah"),
    ),
    "T2-05": Kasus(
        simpul(J.KONDISI, pernyataan="Masih rendahnya kualitas pelayanan"),
        simpul(J.KONDISI, pernyataan="Menurunnya pelayanan yang masih rendah mutunya"),
    ),
    "T2-06": Kasus(
        simpul(J.KONDISI, pernyataan="1. Meningkatnya investasi. 2. Meningkatnya kontribusi industri"),
        simpul(J.KONDISI, pernyataan="Meningkatnya peringkat dari 2.5 ke 1. terbaik"),
    ),
    "T2-07": Kasus(
        baris_pohon(
            outcome(
                "Terwujudnya tertib",
                csf("Masih rendahnya mutu", kondisi("Meningkatnya mutu")),
                csf("Masih rendahnya Mutu", kondisi("Meningkatnya sarana")),
            )
        ),
        baris_pohon(
            outcome(
                "Terwujudnya tertib", csf("Masih rendahnya mutu", kondisi("Meningkatnya mutu"), kondisi("Lengkapnya"))
            )
        ),
    ),
    "T2-08": Kasus(
        simpul(J.KONDISI, pernyataan="Persentase pelayanan tepat waktu"),
        simpul(J.KONDISI, pernyataan="Persentase pelayanan tepat waktu meningkat"),
    ),
    "T2-09": Kasus(simpul(J.KONDISI, pernyataan="Meningkatnya industri, pariwisata,"), pohon_baik()),
    "T3-01": Kasus(di_bawah_kondisi(), di_bawah_kondisi(crosscutting=DINAS_LAIN)),
    "T3-02": Kasus(cabang(), cabang(operasional("Tersedianya loket"))),
    "T3-03": Kasus(
        di_bawah_kondisi(utama("Meningkatnya sarana", operasional("Tersedianya loket"))),
        cabang(antara("Meningkatnya ruang tunggu", operasional("Tersedianya kursi")), operasional("Tersedianya loket")),
    ),
    "T3-04": Kasus(
        cabang(operasional("Jumlah pelaksanaan pencatatan sipil")), cabang(operasional("Nilai tambah produk meningkat"))
    ),
    "T3-05": Kasus(simpul(J.OPERASIONAL, pernyataan="\n"), pohon_baik()),
    "T3-06": Kasus(
        cabang(operasional("Tersedianya loket"), operasional("Tersedianya Loket.")),
        cabang(operasional("Tersedianya loket"), operasional("Tersedianya kursi")),
    ),
    "T3-07": Kasus(
        cabang(operasional("Meningkatnya Sarana Loket")),
        di_bawah_kondisi(silang("Meningkatnya mutu", crosscutting=DINAS_LAIN), crosscutting=DINAS_LAIN),
    ),
    "T3-08": Kasus(
        cabang(
            operasional("Terselenggaranya konsultasi bagi pengusaha kecil"),
            operasional("Terlaksananya konsultasi bagi pengusaha kecil"),
        ),
        cabang(
            operasional("Terlaksananya Pencegahan Perselisihan Hubungan Industrial"),
            operasional("Terlaksananya Penyelesaian Perselisihan Hubungan Industrial"),
        ),
    ),
    "T3-09": Kasus(
        cabang(operasional("Tercapainya sasaran strategis dinas")),
        cabang(operasional("Tercapainya kelompok sasaran dan tujuan pelatihan")),
    ),
    "T3-10": Kasus(
        cabang(operasional("Tersusunnya data oleh bidang pencatatan sipil")),
        cabang(operasional("Terlatihnya petani di bidang pascapanen")),
    ),
    "T3-11": Kasus(
        cabang(operasional("Terlaksananya program penunjang urusan")),
        cabang(operasional("Terkoordinasinya kegiatan yang mengacu rencana tenaga kerja")),
    ),
    "T3-12": Kasus(
        cabang(operasional("Tersedianya anggaran pelatihan")), cabang(operasional("Tersedianya instruktur pelatihan"))
    ),
    "T3-13": Kasus(cabang(silang("Tersedianya jaringan")), cabang(silang("Tersedianya jaringan", crosscutting=["X"]))),
    "T3-14": Kasus(
        cabang(silang("Tersedianya jaringan", crosscutting=["X"], indikator=["Jumlah jaringan"])),
        cabang(operasional("Tersedianya jaringan", crosscutting=["X"], indikator=["Jumlah jaringan"])),
    ),
    "T3-15": Kasus(
        cabang(operasional("Terlaksanya pelatihan vokasi")), cabang(operasional("Terlaksananya pelatihan vokasi"))
    ),
    "T3-16": Kasus(
        cabang(operasional("a. Tersedianya loket b. Tersedianya kursi")),
        cabang(operasional("Tersedianya loket, kursi, dan antrean")),
    ),
    "T3-17": Kasus(
        cabang(operasional("Tersedianya standar yang sesuai")),
        cabang(operasional("Tersedianya standar yang sesuai peraturan")),
    ),
    "T4-01": Kasus(simpul(J.ANTARA, indikator=()), simpul(J.CROSSCUTTING, indikator=())),
    "T4-02": Kasus(
        indikator_kedua(J.ANTARA, "persentase petugas  bersertifikat"), indikator_kedua(J.ANTARA, "Jumlah sertifikat")
    ),
    "T4-03": Kasus(indikator("Indeks Kepuasan Masyarakat"), indikator("Indeks kepuasan petugas")),
    "T4-04": Kasus(
        indikator("Persentase data yang dimanfaatkan & Persentase pengelolaan profil"),
        indikator("Persentase sarana & prasarana yang dirawat dan dimanfaatkan"),
    ),
    "T4-05": Kasus(indikator("(Jumlah instruktur)"), indikator("Jumlah instruktur (orang)")),
    "T4-06": Kasus(indikator("Kondisi  operasional"), indikator("Persentase kondisi operasional mantap")),
    "T4-07": Kasus(indikator(**{**PERSEN, "penyebut": ""}), indikator(**PERSEN)),
    "T4-08": Kasus(
        indikator("Jumlah petugas", jenis_formula="jumlah", satuan="orang", pengali=Decimal(100)),
        indikator("Jumlah petugas", jenis_formula="jumlah", satuan="orang", pengali=Decimal(1)),
    ),
    "T4-09": Kasus(
        indikator("Persentase petugas", jenis_formula="jumlah"), indikator("Angka petugas", jenis_formula="persentase")
    ),
    "T4-10": Kasus(
        indikator("Persentase petugas", formula="persentase petugas."),
        indikator("Jumlah petugas", jenis_formula="jumlah", pembilang="Jumlah petugas"),
    ),
    "T4-11": Kasus(indikator(satuan=" "), indikator(satuan="orang")),
    "T4-12": Kasus(simpul(J.KONDISI, tingkat="taktikal_intermediate"), simpul(J.KONDISI, tingkat="strategis")),
    "T4-13": Kasus(indikator("Prosentase petugas terlatih"), indikator("Persentase petugas terlatih")),
    "T4-14": Kasus(
        indikator(**PERSEN, satuan="orang"),
        indikator(**PERSEN, satuan="%"),
    ),
    "T4-15": Kasus(indikator("Meningkatnya petugas terlatih"), indikator("Persentase meningkatnya petugas terlatih")),
    "T4-16": Kasus(indikator("Petugas terlatih"), indikator("IKM pelayanan petugas")),
    "T4-17": Kasus(
        cabang(operasional("Ada loket", indikator=["Jumlah A"]), operasional("Ada kursi", indikator=["Jumlah A"])),
        cabang(operasional("Ada loket", indikator=["Jumlah A"]), operasional("Ada kursi", indikator=["Jumlah B"])),
    ),
    "T4-18": Kasus(
        indikator(**{**PERSEN, "pembilang": "Jumlah perjanjian", "penyebut": "Jumlah perangkat daerah"}),
        indikator(**PERSEN),
    ),
    "T4-19": Kasus(indikator(**{**PERSEN, "penyebut": "jumlah petugas terlatih"}), indikator(**PERSEN)),
    "T4-20": Kasus(indikator("Persentase petugas yang terlatih dan"), indikator("Persentase petugas yang terlatih")),
    "T5-01": Kasus(simpul(J.ANTARA, komponen=""), simpul(J.CROSSCUTTING, komponen="")),
    "T5-02": Kasus(
        simpul(J.OUTCOME, kinerja_jabatan=""),
        replace(simpul(J.OUTCOME, kinerja_jabatan=""), bentuk="kecamatan"),
    ),
    "T5-03": Kasus(simpul(J.ANTARA, komponen="sasaran_program"), simpul(J.ANTARA, komponen="sasaran_kegiatan")),
    "T5-04": Kasus(
        kode_rekening("2.12.02", "2.12.02.2.01", "2.12.02.2.01"),
        kode_rekening("2.12.02", "2.12.02.2.01", "2.12.02.2.01.0001"),
    ),
    "T5-05": Kasus(
        kode_rekening("2.12.02", "2.12.02.2.01", "2.07.03.2.01.0001"),
        kode_rekening("2.12.02", "2.12.02.2.01", "2.07.01.2.01.0001"),
    ),
    "T5-06": Kasus(
        kode_rekening("2.12.02", "2.12.03.2.01", "2.12.03.2.01.0001"),
        kode_rekening("2.12.02", "", "2.12.02.2.01.0001"),
    ),
    "T5-07": Kasus(jabatan("pelaksana"), jabatan("jpt")),
}


def temuan(pohon: BarisPohon, kode: str) -> Sequence[Any]:
    return [satu for satu in periksa_pohon(pohon) if satu.kode == kode]


@pytest.mark.parametrize("kode", KASUS)
def test_finds_the_flaw(kode: str) -> None:
    (satu,) = temuan(KASUS[kode].cacat, kode)
    assert satu.pesan.endswith(".")


@pytest.mark.parametrize("kode", KASUS)
def test_keeps_silent_without_the_flaw(kode: str) -> None:
    assert temuan(KASUS[kode].benar, kode) == []


def test_every_rule_has_a_case_and_a_code_of_its_stage() -> None:
    kode = [aturan.kode for aturan in ATURAN]
    assert sorted(kode) == sorted(KASUS)
    assert all(aturan.kode.startswith(f"T{aturan.tahap.value}-") for aturan in ATURAN)
    assert all(aturan.judul and aturan.sumber and type(aturan).__doc__ for aturan in ATURAN)


def test_a_good_tree_has_no_finding() -> None:
    assert periksa_pohon(pohon_baik()) == ()


def test_findings_come_by_stage_then_place() -> None:
    pohon = dengan(lambda satu: True, pernyataan="", indikator=(), komponen="")
    hasil = periksa_pohon(pohon)
    tempat = {satu.id: nomor for nomor, satu in enumerate(pohon.simpul)}
    urutan = [(satu.tahap, tempat.get(satu.simpul_id, -1)) for satu in hasil]
    assert urutan == sorted(urutan)
    assert {satu.tahap for satu in hasil} == set(Tahap)


def test_a_finding_says_where_and_what_to_mend() -> None:
    pohon = indikator(satuan="")
    (satu,) = temuan(pohon, "T4-11")
    baris = next(simpul for simpul in pohon.simpul if simpul.jenis == JenisSimpul.ANTARA)
    assert (satu.simpul_id, satu.indikator_id, satu.kolom) == (baris.id, baris.indikator[0].id, "satuan")
    assert satu.identitas == baris.indikator[0].identitas
    assert satu.keparahan == Keparahan.PERINGATAN
    assert f"kondisi antara {baris.kode}" in satu.pesan


def test_a_misspelt_outcome_is_shown_where_it_is_typed() -> None:
    (satu,) = temuan(simpul(J.OUTCOME, pernyataan="Terwujutnya tertib"), "T3-15")
    assert satu.tahap == Tahap.TAHAP_1


def test_a_crosscutting_node_owes_nothing_of_stages_4_and_5() -> None:
    pohon = di_bawah_kondisi(crosscutting=DINAS_LAIN)
    milik_lain = pohon.kondisi[0]
    assert milik_lain.milik_lain
    assert [satu for satu in periksa_pohon(pohon) if satu.simpul_id == milik_lain.id] == []


def test_likeness_pairs_a_text_with_the_earliest_and_only_once() -> None:
    teks = ["Tersedianya data pokok", "Terkelolanya data pokok", "Tersusunnya data pokok", "Tersedianya data pokok"]
    assert list(pasangan_mirip(teks)) == [(0, 1), (0, 2)]


def test_a_tree_of_300_nodes_is_checked_within_a_second() -> None:
    pohon = pohon_acak(300)
    assert sum(len(satu.indikator) for satu in pohon.simpul) >= 300
    mulai = time.perf_counter()
    periksa_pohon(pohon)
    assert time.perf_counter() - mulai < 1


def test_the_printed_list_of_checks_is_up_to_date() -> None:
    call_command("aturan", "--periksa")


def test_a_stale_list_of_checks_is_noticed(tmp_path: Any) -> None:
    berkas = tmp_path / "aturan.md"
    with pytest.raises(CommandError, match="tidak mutakhir"):
        call_command("aturan", "--periksa", ke=berkas)
    call_command("aturan", ke=berkas, verbosity=0)
    call_command("aturan", "--periksa", ke=berkas)
    assert all(aturan.kode in berkas.read_text(encoding="utf-8") for aturan in ATURAN)


@pytest.mark.django_db
def test_the_command_prints_the_findings_and_writes_them_as_json(tmp_path: Any, capsys: Any) -> None:
    call_command("muat_contoh", tanpa_persetujuan=True, verbosity=0)
    capsys.readouterr()
    berkas = tmp_path / "temuan.json"
    call_command("periksa", perangkat_daerah="batumandi", json=berkas)
    assert "T1-01" in capsys.readouterr().out
    laporan = json.loads(berkas.read_text(encoding="utf-8"))
    assert laporan["ringkasan"]["galat"] == 1
    assert laporan["temuan"][0]["pesan"] == "Belum ada outcome. Tambahkan sekurang-kurangnya satu outcome."


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["disdukcapil", "naker"])
def test_the_demo_trees_have_neither_errors_nor_warnings(slug: str, capsys: Any) -> None:
    call_command("muat_contoh", tanpa_persetujuan=True, verbosity=0)
    capsys.readouterr()
    call_command("periksa", perangkat_daerah=slug)
    assert "0 galat, 0 peringatan" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_names_an_unknown_agency() -> None:
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("periksa", perangkat_daerah="tidak-ada")
