"""The checks of the IKI book: for each code a book that has the flaw and one that has not."""

from decimal import Decimal
from uuid import UUID

import pytest

from iki.rows import BarisIki, BarisPosisi, SimpulDipegang
from iki.rules import ATURAN, periksa_iki
from tests.pabrik.iki import baris_iki, indikator, persentase, posisi, sasaran


def _pasangan(*, tertaut: bool = True, sama: bool = False) -> BarisIki:
    atas = sasaran("Mutu naik", indikator("Indeks mutu"))
    kepala = posisi("Kepala", atas)
    bawah = sasaran(
        "Surat rapi", indikator("Indeks mutu" if sama else "Jumlah surat"), mendukung=atas if tertaut else None
    )
    return baris_iki(kepala, posisi("Staf", bawah, atasan=kepala))


def _sejawat(lain: str) -> BarisIki:
    kepala = posisi("Kepala")
    return baris_iki(
        kepala,
        posisi("Staf A", sasaran("Surat rapi", indikator()), atasan=kepala),
        posisi("Staf B", sasaran(lain, indikator()), atasan=kepala),
    )


def _satu(**isian: object) -> BarisIki:
    return baris_iki(posisi("Kepala", sasaran("Mutu", persentase(**isian))))


def _kepala(**lain: object) -> BarisIki:
    kepala: BarisPosisi = posisi("Kepala", sasaran("Mutu", persentase()), **lain)
    return baris_iki(kepala)


SIMPUL = (SimpulDipegang(UUID(int=9), "1.1", "Kondisi"),)
KASUS: dict[str, tuple[list[BarisIki], list[BarisIki]]] = {
    "IKI-01": ([baris_iki(posisi("Kepala")), baris_iki(posisi("Kepala", sasaran("Mutu")))], [_satu()]),
    "IKI-02": ([_pasangan(tertaut=False)], [_pasangan(), _satu()]),
    "IKI-03": ([_pasangan(sama=True)], [_pasangan()]),
    "IKI-04": (
        [
            _satu(penyebut="Berkas selesai"),
            _satu(jenis_formula="nilai", nama="Nilai SAKIP", pembilang="Nilai SAKIP", penyebut="", pengali=None),
            _satu(nama="Persentase berkas selesai", pembilang="", penyebut="", formula="Persentase berkas selesai"),
        ],
        [_satu(), _satu(jenis_formula="jumlah", nama="Jumlah surat", pembilang="Jumlah surat", penyebut="")],
    ),
    "IKI-05": (
        [
            _satu(jenis_formula="jumlah"),
            _satu(jenis_formula="jumlah", pengali=None, formula="Jumlah surat x 100%"),
        ],
        [_satu(), _satu(jenis_formula="jumlah", pengali=None)],
    ),
    "IKI-06": ([_sejawat("SURAT  RAPI.")], [_sejawat("Arsip rapi")]),
    "IKI-07": ([_satu(sumber_data=())], [_satu()]),
    "IKI-08": ([_kepala(fungsi=("mencatat;", "menyusun;", "Mencatat."))], [_kepala(fungsi=("mencatat;", "menyusun;"))]),
    "IKI-09": (
        [
            _satu(penyebut=""),
            _satu(pengali=None),
            _satu(jenis_formula=""),
            _satu(jenis_formula="nilai", pembilang="", penyebut=""),
        ],
        [_satu(), _satu(pembilang="", penyebut="", formula="A / B x 100%"), _satu(pengali=Decimal(100))],
    ),
    "IKI-10": (
        [_kepala(simpul=SIMPUL)],
        [
            baris_iki(
                posisi("Kepala", sasaran("Kondisi", persentase(), simpul_identitas=UUID(int=9)), simpul=SIMPUL)
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kode", [satu.kode for satu in ATURAN])
def test_each_rule_finds_its_flaw_and_leaves_sound_books_alone(kode: str) -> None:
    cacat, sehat = KASUS[kode]

    for iki in cacat:
        assert kode in {satu.kode for satu in periksa_iki(iki)}
    for iki in sehat:
        assert kode not in {satu.kode for satu in periksa_iki(iki)}


def test_findings_come_in_the_order_of_the_book_and_say_where() -> None:
    iki = baris_iki(posisi("Kepala", sasaran("Mutu", persentase(sumber_data=(), penyebut=""))), posisi("Staf"))

    temuan = periksa_iki(iki)

    assert [satu.kode for satu in temuan] == ["IKI-07", "IKI-09", "IKI-01"]
    assert temuan[0].indikator_id == iki.posisi[0].indikator[0].id
    assert temuan[0].kutipan == "Persentase berkas selesai"
    assert temuan[2].posisi_id == iki.posisi[1].id
