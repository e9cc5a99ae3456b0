"""Hints while someone types: the checks on the tree as it would be, and a formula as it would be printed.

Any form takes part: `data-saran` (this address) and `data-untuk` on it or on a part of it, for example one row of a
grid whose fields share a prefix (`data-awalan`). static/js/saran.js sends what that part holds and puts the answer
under each field that was touched. Nothing is stored, and a form that cannot be saved yet gets hints as well.
"""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan, baca_desimal
from pohon.andai import (
    BARU,
    andai_indikator,
    andai_simpul,
    andai_simpul_baru,
    cari_indikator,
)
from pohon.choices import ANAK_SAH, PANJANG_URAIAN, Arah, JenisFormula, JenisSimpul, Sifat
from pohon.halaman import tautkan_temuan
from pohon.policies import boleh_ubah
from pohon.rows import BarisPohon
from pohon.rules import periksa_pohon
from pohon.selectors import ambil_pohon, baca_pohon

_TEKS_KEPALA = ("mandat", "permasalahan", "ekspektasi", "peserta_kesepakatan")
_TEKS_SIMPUL = ("pernyataan", "sumber", "judul_csf")
_TEKS_INDIKATOR = ("nama", "satuan", "pembilang", "penyebut", "formula", "makna", "alasan")


@require_POST
def saran(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Answer with the findings of what is typed, by field.

    `untuk`: "faktor", "simpul:12", "simpul-baru:12" (below node 12), "indikator:7", "indikator-baru:12" (on node 12).
    """
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_ubah(request.user, pohon):
        raise TidakBerhak("Pohon kinerja ini tidak dapat Anda ubah.")
    macam, _, kunci = request.POST.get("untuk", "").partition(":")
    if macam not in _PENGANDAI or not (kunci.isdecimal() and len(kunci) < 19 or not kunci):
        raise GalatLayanan("Isian ini tidak dikenal.")
    ketikan = {nama: str(nilai)[:PANJANG_URAIAN] for nama, nilai in request.POST.items()}
    rows, simpul_id, indikator_id, kolom = _PENGANDAI[macam](baca_pohon(pohon.pk), int(kunci or BARU), ketikan)
    konteks: dict[str, Any] = {"kolom": _menurut_kolom(rows, simpul_id, indikator_id, kolom)}
    if indikator_id is not None:
        konteks["indikator"] = cari_indikator(rows, indikator_id)[1]
    return render(request, "pohon/saran.html", konteks)


# The tree as it would be, the node and the indicator it is about (None: the tree itself), the columns that were typed.
_Andai = tuple[BarisPohon, int | None, int | None, set[str]]


def _andai_faktor(rows: BarisPohon, _kunci: int, ketikan: dict[str, str]) -> _Andai:
    kolom: dict[str, Any] = {nama: ketikan[nama] for nama in _TEKS_KEPALA if nama in ketikan}
    return replace(rows, **kolom), None, None, set(kolom)


def _andai_simpul(rows: BarisPohon, kunci: int, ketikan: dict[str, str]) -> _Andai:
    if kunci not in rows.menurut_id:
        raise TidakDitemukan("Kotak ini sudah dihapus.")
    kolom = _kolom_simpul(ketikan)
    return andai_simpul(rows, kunci, **kolom), kunci, None, set(kolom)


def _andai_simpul_baru(rows: BarisPohon, kunci: int, ketikan: dict[str, str]) -> _Andai:
    induk = rows.menurut_id.get(kunci)
    calon = ANAK_SAH[induk.jenis if induk else JenisSimpul.AKAR]
    if (kunci and induk is None) or not calon:
        raise TidakDitemukan("Tempat kotak ini sudah dihapus.")
    kolom = _kolom_simpul(ketikan)
    jenis = kolom.pop("jenis", calon[0])
    return andai_simpul_baru(rows, induk, jenis, **kolom), BARU, None, {*kolom, "jenis"}


def _andai_indikator(rows: BarisPohon, kunci: int, ketikan: dict[str, str]) -> _Andai:
    simpul, indikator = cari_indikator(rows, kunci)
    if simpul is None or indikator is None:
        raise TidakDitemukan("Indikator ini sudah dihapus.")
    kolom = _kolom_indikator(ketikan)
    return andai_indikator(rows, simpul, kunci, **kolom), simpul.id, kunci, set(kolom)


def _andai_indikator_baru(rows: BarisPohon, kunci: int, ketikan: dict[str, str]) -> _Andai:
    simpul = rows.menurut_id.get(kunci)
    if simpul is None:
        raise TidakDitemukan("Kotak ini sudah dihapus.")
    kolom = _kolom_indikator(ketikan)
    return andai_indikator(rows, simpul, BARU, **kolom), kunci, BARU, set(kolom)


_PENGANDAI = {
    "faktor": _andai_faktor,
    "simpul": _andai_simpul,
    "simpul-baru": _andai_simpul_baru,
    "indikator": _andai_indikator,
    "indikator-baru": _andai_indikator_baru,
}


def _kolom_simpul(ketikan: dict[str, str]) -> dict[str, Any]:
    kolom: dict[str, Any] = {nama: _rapi(ketikan[nama]) for nama in _TEKS_SIMPUL if nama in ketikan}
    if ketikan.get("sifat") in ("", *Sifat.values):
        kolom["sifat"] = ketikan["sifat"]
    if ketikan.get("jenis") in JenisSimpul.values:
        kolom["jenis"] = JenisSimpul(ketikan["jenis"])
    return kolom


def _kolom_indikator(ketikan: dict[str, str]) -> dict[str, Any]:
    kolom: dict[str, Any] = {nama: _rapi(ketikan[nama]) for nama in _TEKS_INDIKATOR if nama in ketikan}
    for nama, boleh in (("jenis_formula", JenisFormula.values), ("arah", Arah.values)):
        if ketikan.get(nama) in ("", *boleh):
            kolom[nama] = ketikan[nama]
    if "pengali" in ketikan:
        kolom["pengali"] = _angka(ketikan["pengali"])
    if "sumber_data" in ketikan:
        kolom["sumber_data"] = tuple(filter(None, map(_rapi, ketikan["sumber_data"].split("\n"))))
    return kolom


def _rapi(teks: str) -> str:
    return " ".join(teks.split())


def _angka(teks: str) -> Decimal | None:
    """Return the number, or None while it is none yet: saving says what is wrong with it."""
    try:
        return baca_desimal(teks) if teks.strip() else None
    except ValidationError:
        return None


def _menurut_kolom(
    rows: BarisPohon, simpul_id: int | None, indikator_id: int | None, kolom: set[str]
) -> list[tuple[str, list[Any]]]:
    """Return (field, findings) for every field that was typed, those without a finding too: their hints go away."""
    hasil: dict[str, list[Any]] = defaultdict(list)
    for satu in periksa_pohon(rows):
        if satu.simpul_id == simpul_id and satu.indikator_id == indikator_id and satu.kolom in kolom:
            hasil[satu.kolom] += tautkan_temuan(rows, [satu])
    return [(nama, [replace(satu, url="") for satu in hasil[nama]]) for nama in sorted(kolom)]
