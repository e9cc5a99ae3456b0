"""The positions of an issued IKI decree as plain data, and read again. Pure: the freeze service of `instansi` keeps it.

Keys of the database are left out: positions, sasaran and indicators are known by `identitas`, which outlives them.
What is read again has keys of its own, counted from 1, so that pages and papers can tell the rows apart.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran
from instansi.choices import Jenjang

_TEKS_INDIKATOR = ("nama", "jenis_formula", "pembilang", "penyebut", "formula", "keterangan")


def potret_iki(iki: BarisIki) -> dict[str, object]:
    """Return everything that the book prints of the positions, in its order."""
    sasaran = {satu.id: satu.identitas for posisi in iki.posisi for satu in posisi.sasaran}
    posisi = {satu.id: satu.identitas for satu in iki.posisi}
    return {
        "posisi": [
            {
                "identitas": satu.identitas,
                "nomor": satu.nomor,
                "nama": satu.nama,
                "jenjang": satu.jenjang,
                "tugas": satu.tugas,
                "atasan": posisi.get(satu.atasan_id) if satu.atasan_id else None,
                "fungsi": list(satu.fungsi),
                "sasaran": [
                    {
                        "identitas": baris.identitas,
                        "teks": baris.teks,
                        "mendukung": sasaran.get(baris.mendukung_id) if baris.mendukung_id else None,
                        "kode_simpul": baris.kode_simpul,
                        "indikator": [_potret_indikator(indikator) for indikator in baris.indikator],
                    }
                    for baris in satu.sasaran
                ],
            }
            for satu in iki.posisi
        ]
    }


def baca_potret(data: Mapping[str, Any], kerangka: BarisIki) -> BarisIki:
    """Return the positions that `potret_iki` gave; whose they are is taken from `kerangka`, an empty book."""
    semua = data["posisi"]
    posisi_id = {satu["identitas"]: nomor for nomor, satu in enumerate(semua, 1)}
    baris = [sasaran for satu in semua for sasaran in satu["sasaran"]]
    sasaran_id = {satu["identitas"]: nomor for nomor, satu in enumerate(baris, 1)}
    teks = {satu["identitas"]: satu["teks"] for satu in baris}
    indikator_id = count(1)
    kedalaman: dict[str, int] = {}
    hasil = []
    for satu in semua:
        kedalaman[satu["identitas"]] = kedalaman.get(satu["atasan"], -1) + 1
        hasil.append(
            BarisPosisi(
                id=posisi_id[satu["identitas"]],
                identitas=UUID(satu["identitas"]),
                nomor=satu["nomor"],
                nama=satu["nama"],
                jenjang=satu["jenjang"],
                label_jenjang=str(Jenjang(satu["jenjang"]).label) if satu["jenjang"] else "",
                tugas=satu["tugas"],
                atasan_id=posisi_id.get(satu["atasan"]),
                kedalaman=kedalaman[satu["identitas"]],
                versi=0,
                fungsi=tuple(satu["fungsi"]),
                sasaran=tuple(
                    BarisSasaran(
                        id=sasaran_id[isi["identitas"]],
                        identitas=UUID(isi["identitas"]),
                        nomor=nomor,
                        teks=isi["teks"],
                        mendukung_id=sasaran_id.get(isi["mendukung"]),
                        mendukung_teks=teks.get(isi["mendukung"], ""),
                        simpul_identitas=None,
                        kode_simpul=isi["kode_simpul"],
                        ikut_pohon=False,
                        indikator=tuple(_baca_indikator(i, next(indikator_id)) for i in isi["indikator"]),
                    )
                    for nomor, isi in enumerate(satu["sasaran"], 1)
                ),
            )
        )
    return replace(kerangka, posisi=tuple(hasil))


def _potret_indikator(satu: BarisIndikator) -> dict[str, object]:
    return {
        "identitas": satu.identitas,
        **{nama: getattr(satu, nama) for nama in _TEKS_INDIKATOR},
        # As plain digits: 100 and 1E+2 are one number, and must be one text.
        "pengali": None if satu.pengali is None else f"{satu.pengali.normalize():f}",
        "sumber_data": list(satu.sumber_data),
    }


def _baca_indikator(data: Mapping[str, Any], kunci: int) -> BarisIndikator:
    return BarisIndikator(
        id=kunci,
        identitas=UUID(data["identitas"]),
        **{nama: data[nama] for nama in _TEKS_INDIKATOR},
        pengali=None if data["pengali"] is None else Decimal(data["pengali"]),
        sumber_data=tuple(data["sumber_data"]),
    )
