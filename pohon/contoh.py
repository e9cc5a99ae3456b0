"""Loads the reference and demo data of `fixtures/` (see its README). Only what is missing is made, nothing is changed.

Whatever people have edited since stays: an agency that has positions keeps its organisation, one that has a tree keeps
its trees, an account that exists keeps its password and roles, a regulation that has codes keeps its list. The trees go
through `services.buat_pohon`, so demo data obey the rules that typed data obey.
"""

import csv
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from instansi.api import (
    SANDI_CONTOH,
    Jabatan,
    JenisPeran,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    Periode,
    catat,
)
from pohon.choices import JenisSimpul
from pohon.models import Nomenklatur, PeraturanNomenklatur, Pohon
from pohon.pemuat import Hasil, daftar_pemuat
from pohon.services import IsiIndikator, IsiSimpul, Pihak, buat_pohon
from pohon.services.isian import Rancangan

FIXTURES: Path = settings.BASE_DIR / "fixtures"
POHON_CONTOH = ("disdukcapil", "naker")


@dataclass(frozen=True, slots=True)
class _Unit:
    """An agency, the name the files know it by, and the database keys of its positions by the keys of the file."""

    nama: str
    perangkat: PerangkatDaerah
    jabatan: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Rujukan:
    """The keys in the database for the names that a tree's file uses."""

    jabatan: Mapping[str, int]
    perangkat: Mapping[str, int]
    nomenklatur: Mapping[str, int]


def identitas_jabatan(slug: str, kunci: str) -> uuid.UUID:
    """Return the identity of a demo position: the same at every installation, so that a renamed one is still found."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"pohon-kinerja/contoh/{slug}/{kunci}")


def baca_contoh(nama: str) -> dict[str, Any]:
    """Return the content of a JSON file of `fixtures/`, named without its ending, e.g. "contoh/naker"."""
    isi: dict[str, Any] = json.loads((FIXTURES / f"{nama}.json").read_text(encoding="utf-8"))
    return isi


@transaction.atomic
def muat_contoh(*, disetujui: bool = True) -> list[Hasil]:
    """Load everything that is missing, all or nothing, and say of each part whether it was loaded or left alone.

    Without `disetujui` every tree stays a draft, and so does what is issued from approved trees.
    """
    data = baca_contoh("contoh/instansi")
    hasil = [muat_nomenklatur()]
    pemerintah = _pemerintah(data["pemerintah_daerah"])
    periode, _ = Periode.objects.get_or_create(pemerintah_daerah=pemerintah, **data["periode"])
    unit: dict[str, _Unit] = {}
    for satu in data["perangkat_daerah"]:
        unit[satu["slug"]], hasil_unit = _perangkat(pemerintah, satu)
        hasil.append(hasil_unit)
    hasil.extend(_akun(satu, pemerintah, unit) for satu in data["akun"])
    hasil.extend(_pohon(unit, periode, baca_contoh(f"contoh/{slug}")) for slug in POHON_CONTOH)
    hasil.extend(
        _pohon_kosong(unit[satu["slug"]].perangkat, periode, data["tahun"])
        for satu in data["perangkat_daerah"]
        if satu["pohon_kosong"]
    )
    for pemuat in daftar_pemuat(disetujui=disetujui):
        hasil.extend(pemuat())
    _catat(pemerintah, hasil)
    return hasil


def muat_nomenklatur() -> Hasil:
    """Load the regulation's list of codes in a few statements, unless the regulation has codes already."""
    data = baca_contoh("nomenklatur/peraturan")
    peraturan, _ = PeraturanNomenklatur.objects.get_or_create(
        kode=data["kode"], defaults={"judul": data["judul"], "tahun": data["tahun"]}
    )
    bagian = f"Nomenklatur {peraturan.kode}"
    if peraturan.isi.exists():
        return Hasil(bagian, dimuat=False)
    with (FIXTURES / "nomenklatur" / data["berkas"]).open(encoding="utf-8", newline="") as berkas:
        rows = list(csv.DictReader(berkas, delimiter="\t", quoting=csv.QUOTE_NONE))
    Nomenklatur.objects.bulk_create([Nomenklatur(peraturan=peraturan, **row) for row in rows], batch_size=500)
    return Hasil(bagian, dimuat=True, rincian=f"{len(rows)} kode")


def susun_rancangan(simpul: Mapping[str, Any], rujukan: _Rujukan) -> Rancangan:
    """Turn a node of a tree's file, with its branch, into the plan that `buat_pohon` plants.

    A position or code that is no longer in the database is left out, an agency that is not becomes a name.
    """
    kode = simpul.get("nomenklatur")
    return Rancangan(
        jenis=JenisSimpul(simpul["jenis"]),
        isi=IsiSimpul(
            pernyataan=simpul["pernyataan"],
            sumber=simpul.get("sumber", ""),
            judul_csf=simpul.get("judul_csf", ""),
            sifat=simpul.get("sifat", ""),
            crosscutting=tuple(_pihak(nama, rujukan) for nama in simpul.get("crosscutting", ())),
        ),
        anak=tuple(susun_rancangan(anak, rujukan) for anak in simpul["anak"]),
        indikator=tuple(_isi_indikator(satu, rujukan) for satu in simpul.get("indikator", ())),
        komponen=simpul.get("komponen") or "",
        kinerja_jabatan=simpul.get("kinerja_jabatan", ""),
        jabatan_id=tuple(rujukan.jabatan[k] for k in simpul.get("jabatan", ()) if k in rujukan.jabatan),
        nomenklatur_id=rujukan.nomenklatur.get(kode) if kode else None,
    )


def _isi_indikator(data: Mapping[str, Any], rujukan: _Rujukan) -> IsiIndikator:
    kolom = dict(data)
    kunci = kolom.pop("penanggung_jawab")
    kolom["sumber_data"] = "\n".join(data["sumber_data"])
    kolom["pengali"] = Decimal(data["pengali"])
    return IsiIndikator(**kolom, penanggung_jawab_id=rujukan.jabatan.get(kunci))


def _pihak(nama: str, rujukan: _Rujukan) -> Pihak:
    """A known agency by its key; any other body by its name."""
    kunci = rujukan.perangkat.get(nama)
    return Pihak(perangkat_daerah_id=kunci) if kunci else Pihak(nama=nama)


def _pemerintah(data: Mapping[str, str]) -> PemerintahDaerah:
    lain = {nama: nilai for nama, nilai in data.items() if nama != "slug"}
    return PemerintahDaerah.objects.get_or_create(slug=data["slug"], defaults=lain)[0]


def _perangkat(pemerintah: PemerintahDaerah, data: Mapping[str, Any]) -> tuple[_Unit, Hasil]:
    """Find or make an agency, and its organisation when it has none at all."""
    perangkat, baru = PerangkatDaerah.objects.get_or_create(
        pemerintah_daerah=pemerintah,
        slug=data["slug"],
        defaults={nama: data[nama] for nama in ("nama", "singkatan", "bentuk")},
    )
    jabatan = data["jabatan"] if not perangkat.jabatan.exists() else ()
    dibuat: dict[str, Jabatan] = {}
    for urutan, satu in enumerate(jabatan, start=1):
        dibuat[satu["kunci"]] = Jabatan.objects.create(
            perangkat_daerah=perangkat,
            identitas=identitas_jabatan(perangkat.slug, satu["kunci"]),
            atasan=dibuat[satu["atasan"]] if satu["atasan"] else None,
            urutan=urutan,
            **{nama: satu[nama] for nama in ("nama", "jenjang", "tugas")},
        )
    rincian = f"{len(dibuat)} jabatan" if dibuat else ""
    unit = _Unit(data["nama"], perangkat, _kunci_jabatan(perangkat, data))
    return unit, Hasil(perangkat.nama, dimuat=baru or bool(dibuat), rincian=rincian)


def _akun(data: Mapping[str, Any], pemerintah: PemerintahDaerah, unit: Mapping[str, _Unit]) -> Hasil:
    """Make an account with its role; one that exists keeps password, name and roles."""
    bagian = f"Akun {data['username']}"
    if Pengguna.objects.filter(username=data["username"]).exists():
        return Hasil(bagian, dimuat=False)
    tempat = unit.get(data["perangkat_daerah"] or "")
    akun = Pengguna.objects.create_user(
        data["username"],
        SANDI_CONTOH,
        nama=data["nama"],
        jabatan_id=tempat.jabatan.get(data["jabatan"]) if tempat else None,
    )
    akun.peran.create(
        jenis=JenisPeran(data["peran"]),
        perangkat_daerah=tempat.perangkat if tempat else None,
        pemerintah_daerah=None if tempat else pemerintah,
    )
    return Hasil(bagian, dimuat=True)


def _pohon(unit: Mapping[str, _Unit], periode: Periode, data: Mapping[str, Any]) -> Hasil:
    """Plant an agency's tree, unless the agency has any tree."""
    milik = unit[data["perangkat_daerah"]["slug"]]
    bagian = f"Pohon kinerja {milik.perangkat.nama}"
    if Pohon.objects.filter(perangkat_daerah=milik.perangkat).exists():
        return Hasil(bagian, dimuat=False)
    peraturan = baca_contoh("nomenklatur/peraturan")["kode"]
    rujukan = _Rujukan(
        jabatan=milik.jabatan,
        perangkat={satu.nama: satu.perangkat.pk for satu in unit.values()},
        nomenklatur=dict(Nomenklatur.objects.filter(peraturan__kode=peraturan).values_list("kode", "pk")),
    )
    tahap_1 = dict(data["tahap_1"])
    tahap_1["tanggal_kesepakatan"] = date.fromisoformat(tahap_1["tanggal_kesepakatan"])
    pohon = buat_pohon(
        aktor=_perencana(milik.perangkat),
        perangkat_daerah=milik.perangkat,
        periode=periode,
        urusan=data["urusan"],
        tahun=data["tahun"],
        isi=[susun_rancangan(satu, rujukan) for satu in data["simpul"]],
        **tahap_1,
    )
    kotak = pohon.simpul.exclude(jenis=JenisSimpul.AKAR).count()
    return Hasil(bagian, dimuat=True, rincian=f"{kotak} kotak, {pohon.indikator.count()} indikator")


def _pohon_kosong(unit: PerangkatDaerah, periode: Periode, tahun: int) -> Hasil:
    """Begin an empty tree, for an agency that starts from nothing."""
    bagian = f"Pohon kinerja {unit.nama}"
    if Pohon.objects.filter(perangkat_daerah=unit).exists():
        return Hasil(bagian, dimuat=False)
    buat_pohon(aktor=_perencana(unit), perangkat_daerah=unit, periode=periode, urusan="", tahun=tahun)
    return Hasil(bagian, dimuat=True, rincian="masih kosong")


def _perencana(unit: PerangkatDaerah) -> Pengguna:
    """The account in whose name the tree is made: the agency's demo planner."""
    return Pengguna.objects.get(username=f"perencana.{unit.slug}")


def _kunci_jabatan(unit: PerangkatDaerah, data: Mapping[str, Any]) -> dict[str, int]:
    """Return the file's key → database key of the positions that are still there, whatever they are called by now."""
    ada: dict[uuid.UUID, int] = dict(unit.jabatan.values_list("identitas", "pk"))
    semua = {satu["kunci"]: identitas_jabatan(unit.slug, satu["kunci"]) for satu in data["jabatan"]}
    return {kunci: ada[identitas] for kunci, identitas in semua.items() if identitas in ada}


def _catat(pemerintah: PemerintahDaerah, hasil: Sequence[Hasil]) -> None:
    """Leave one audit entry that names what was loaded, if anything was."""
    dimuat = [satu.bagian for satu in hasil if satu.dimuat]
    if dimuat:
        catat(
            aktor=None,
            kata_kerja="muat_contoh",
            wadah=f"pemerintah_daerah:{pemerintah.pk}",
            jenis_objek="pemerintahdaerah",
            kunci=pemerintah.pk,
            ringkas=f"Data contoh dimuat: {len(dimuat)} bagian",
            sesudah={"dimuat": dimuat},
        )
