"""The library of legal bases: the bundled national ones, those of a local government and of an agency.

Whoever edits a wider entry gets a version of its own that stands in its place; deleting that brings the wider one back.
So nobody changes what others cite. Decrees keep the wording they took.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F

from instansi.api import (
    Bentrok,
    GalatLayanan,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    TidakBerhak,
    TidakDitemukan,
    catat,
)
from naskah.choices import PANJANG_BUTIR, PANJANG_NAMA, JenisKeputusan, Peringkat
from naskah.dasar_hukum import baca_kutipan
from naskah.models import DasarHukum
from naskah.policies import boleh_urus_pustaka
from naskah.selectors import pustaka_dasar, pustaka_pemerintah
from naskah.services.isian import bersih

BERKAS_DASAR_HUKUM = settings.BASE_DIR / "fixtures" / "naskah" / "dasar_hukum.json"
Pemilik = PemerintahDaerah | PerangkatDaerah
_TAHUN_TERKECIL, _TAHUN_TERBESAR = 1945, 2200


@dataclass(frozen=True, slots=True)
class IsiDasar:
    """Everything that may be said of a legal basis. Rank, number and year left open are read from its words."""

    teks: str
    peringkat: int | None = None
    nomor: str = ""
    tahun: int | None = None
    tanggal: date | None = None
    bawaan: tuple[str, ...] = ()
    dicabut: bool = False
    pencabut: str = ""


@transaction.atomic
def muat_dasar_hukum() -> int:
    """Add the bundled national regulations that the library lacks; return how many. Edited ones stay as they are."""
    ada = set(
        DasarHukum.objects.filter(pemerintah_daerah=None, perangkat_daerah=None).values_list(
            "peringkat", "nomor", "tahun"
        )
    )
    baru = [
        DasarHukum(
            **{nama: satu[nama] for nama in ("peringkat", "nomor", "tahun", "tanggal", "teks", "pencabut")},
            dicabut=bool(satu["pencabut"]),
            bawaan=" ".join(satu["bawaan"]),
        )
        for satu in json.loads(BERKAS_DASAR_HUKUM.read_text(encoding="utf-8"))
        if (satu["peringkat"], satu["nomor"], satu["tahun"]) not in ada
    ]
    DasarHukum.objects.bulk_create(baru)
    return len(baru)


def cari_dasar(perangkat_daerah: PerangkatDaerah, teks: str) -> DasarHukum | None:
    """Return the regulation of the agency's library that a citation names (rank, number, year), or None."""
    kutipan = baca_kutipan(teks)
    if not (kutipan.nomor and kutipan.tahun):
        return None
    return (
        pustaka_dasar(perangkat_daerah)
        .filter(peringkat=kutipan.peringkat, nomor__iexact=kutipan.nomor, tahun=kutipan.tahun)
        .first()
    )


@transaction.atomic
def tambah_dasar(*, aktor: Pengguna, pemilik: Pemilik, isi: IsiDasar) -> DasarHukum:
    """Add a legal basis to the library of an agency or a local government; return it.

    Raises TidakBerhak, GalatLayanan naming the field: an empty citation, or one that the library has already.
    """
    _pastikan_boleh(aktor, pemilik)
    kolom = _bersihkan(isi)
    kembar = _pustaka(pemilik).filter(peringkat=kolom["peringkat"], nomor__iexact=kolom["nomor"], tahun=kolom["tahun"])
    if kolom["nomor"] and kolom["tahun"] and kembar.exists():
        raise GalatLayanan("Peraturan ini sudah ada dalam pustaka; ubahlah yang sudah ada.", kolom="teks")
    dasar = DasarHukum.objects.create(**kolom, **_milik(pemilik))
    _catat(aktor, pemilik, "tambah_dasar", f"Dasar hukum ditambahkan: {dasar.teks}", sesudah=_potret(dasar))
    return dasar


@transaction.atomic
def ubah_dasar(*, aktor: Pengguna, pemilik: Pemilik, dasar_id: int, versi: int, isi: IsiDasar) -> DasarHukum:
    """Change a legal basis of the library, or mark it as no longer in force; a wider one gets an own version.

    Raises TidakBerhak, TidakDitemukan, Bentrok when it has changed since `versi`, GalatLayanan naming the field.
    """
    _pastikan_boleh(aktor, pemilik)
    dasar = _ambil(pemilik, dasar_id)
    if dasar.versi != versi:
        raise Bentrok(
            "Dasar hukum ini sudah diubah sejak halaman dibuka. Tulisan Anda belum disimpan.",
            terkini={"versi": dasar.versi},
        )
    kolom = _bersihkan(isi)
    sebelum = _potret(dasar)
    if sebelum == kolom | {"tanggal": _tulis_tanggal(kolom["tanggal"])}:
        return dasar
    if milik_sendiri(dasar, pemilik):
        DasarHukum.objects.filter(pk=dasar.pk).update(**kolom, versi=F("versi") + 1)
        hasil = DasarHukum.objects.get(pk=dasar.pk)
    else:
        hasil = DasarHukum.objects.create(**kolom, **_milik(pemilik), menggantikan=dasar)
    _catat(aktor, pemilik, "ubah_dasar", f"Dasar hukum diubah: {hasil.teks}", sebelum, _potret(hasil))
    return hasil


@transaction.atomic
def hapus_dasar(*, aktor: Pengguna, pemilik: Pemilik, dasar_id: int) -> None:
    """Delete an own legal basis; the wider one in whose place it stood is back. Decrees keep its wording.

    Raises TidakBerhak, TidakDitemukan, GalatLayanan for one that is not the owner's.
    """
    _pastikan_boleh(aktor, pemilik)
    dasar = _ambil(pemilik, dasar_id)
    if not milik_sendiri(dasar, pemilik):
        raise GalatLayanan("Hanya dasar hukum yang Anda tambahkan atau ubah sendiri yang dapat dihapus.")
    _catat(aktor, pemilik, "hapus_dasar", f"Dasar hukum dihapus: {dasar.teks}", sebelum=_potret(dasar))
    dasar.delete()


def milik_sendiri(dasar: DasarHukum, pemilik: Pemilik) -> bool:
    """Whether the entry belongs to this library itself, and not to a wider one."""
    return all(getattr(dasar, nama) == nilai for nama, nilai in _milik(pemilik).items())


def _milik(pemilik: Pemilik) -> dict[str, Pemilik]:
    nama = "pemerintah_daerah" if isinstance(pemilik, PemerintahDaerah) else "perangkat_daerah"
    return {nama: pemilik}


def _pustaka(pemilik: Pemilik):  # type: ignore[no-untyped-def]
    return pustaka_pemerintah(pemilik) if isinstance(pemilik, PemerintahDaerah) else pustaka_dasar(pemilik)


def _pastikan_boleh(aktor: Pengguna, pemilik: Pemilik) -> None:
    if not boleh_urus_pustaka(aktor, pemilik):
        raise TidakBerhak("Anda tidak dapat mengubah pustaka dasar hukum ini.")


def _ambil(pemilik: Pemilik, dasar_id: int) -> DasarHukum:
    terlihat = _pustaka(pemilik).filter(pk=dasar_id)
    dasar = DasarHukum.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=terlihat).first()
    if dasar is None:
        raise TidakDitemukan("Dasar hukum ini tidak ada dalam pustaka.")
    return dasar


def _bersihkan(isi: IsiDasar) -> dict[str, object]:
    teks = bersih(isi.teks, "teks", PANJANG_BUTIR).rstrip(";. ")
    if not teks:
        raise GalatLayanan("Kutipan belum diisi.", kolom="teks")
    kutipan = baca_kutipan(teks)
    tahun = isi.tahun or kutipan.tahun
    if tahun is not None and not _TAHUN_TERKECIL <= tahun <= _TAHUN_TERBESAR:
        raise GalatLayanan(f"Isilah tahun {_TAHUN_TERKECIL} sampai {_TAHUN_TERBESAR}.", kolom="tahun")
    if isi.peringkat is not None and isi.peringkat not in Peringkat.values:
        raise GalatLayanan("Pilihan ini tidak ada dalam daftar.", kolom="peringkat")
    if any(satu not in JenisKeputusan.values for satu in isi.bawaan):
        raise GalatLayanan("Pilihan ini tidak ada dalam daftar.", kolom="bawaan")
    return {
        "teks": teks,
        "peringkat": int(isi.peringkat if isi.peringkat is not None else kutipan.peringkat),
        "nomor": bersih(isi.nomor, "nomor", 60) or kutipan.nomor[:60],
        "tahun": tahun,
        "tanggal": isi.tanggal,
        "bawaan": " ".join(satu for satu in JenisKeputusan.values if satu in isi.bawaan),
        "dicabut": isi.dicabut,
        "pencabut": bersih(isi.pencabut, "pencabut", PANJANG_NAMA) if isi.dicabut else "",
    }


def _potret(dasar: DasarHukum) -> dict[str, object]:
    nama = ("teks", "peringkat", "nomor", "tahun", "bawaan", "dicabut", "pencabut")
    return {satu: getattr(dasar, satu) for satu in nama} | {"tanggal": _tulis_tanggal(dasar.tanggal)}


def _tulis_tanggal(tanggal: object) -> str | None:
    return tanggal.isoformat() if isinstance(tanggal, date) else None


def _catat(
    aktor: Pengguna,
    pemilik: Pemilik,
    kata_kerja: str,
    ringkas: str,
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> None:
    jenis = "pemerintah_daerah" if isinstance(pemilik, PemerintahDaerah) else "perangkat_daerah"
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=f"{jenis}:{pemilik.pk}",
        jenis_objek=jenis.replace("_", ""),
        kunci=pemilik.pk,
        ringkas=ringkas[:300],
        sebelum=sebelum,
        sesudah=sesudah,
    )
