"""Storing rows of the grids: each row by itself, so that two people in different rows do not disturb each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from instansi.api import (
    GalatLayanan,
    Pengguna,
    PerangkatDaerah,
    TidakDitemukan,
    pastikan_panjang,
    pengubah_terakhir,
    satu_baris,
)
from pk.choices import PANJANG_NILAI, TANPA_TAHUN, JenisNilai
from pk.isian import IsianTarget
from pk.lingkup import Lingkup
from pk.models import NilaiIndikator, TargetIndikator
from pk.nilai import Nilai
from pk.rows import BarisTarget, Kunci
from pk.services.kerangka import catat_isian, pastikan_boleh
from pohon.api import Arah


@dataclass
class HasilSimpan:
    """What became of the rows: how many were stored, and by whom those were changed that were not, by identity."""

    tersimpan: int = 0
    bentrok: dict[UUID, str] = field(default_factory=dict)


@transaction.atomic
def simpan_target(*, aktor: Pengguna, lingkup: Lingkup, isian: Sequence[IsianTarget]) -> HasilSimpan:
    """Store the rows that change anything; a row changed by someone else since `versi` is left and reported.

    `lingkup` says which indicators there are. Rows are locked in the order of their identity, so that two people with
    the same rows wait for each other and never in a circle. Raises TidakDitemukan for an unknown indicator,
    TidakBerhak, GalatLayanan for a unit or direction that cannot be.
    """
    pastikan_boleh(aktor, lingkup.perangkat)
    kenal = lingkup.daftar.menurut_identitas
    hasil = HasilSimpan()
    for satu in sorted(isian, key=lambda baris: baris.identitas):
        baris = kenal.get(satu.identitas)
        if baris is None:
            raise TidakDitemukan("Indikator ini tidak ada pada pohon kinerja perangkat daerah ini.")
        _pastikan_sah(satu, lingkup)
        if not satu.berubah(baris):
            continue
        target = _kunci(lingkup, baris, satu.versi)
        if target is None:
            hasil.bentrok[satu.identitas] = pengubah_terakhir(satu.identitas)
            continue
        _simpan(aktor, lingkup.perangkat, target, baris, satu)
        hasil.tersimpan += 1
    return hasil


def _pastikan_sah(isian: IsianTarget, lingkup: Lingkup) -> None:
    try:
        if isian.satuan is not None:
            pastikan_panjang(satu_baris(isian.satuan), PANJANG_NILAI)
    except ValidationError as galat:
        raise GalatLayanan(" ".join(galat.messages), kolom="satuan") from None
    if isian.arah is not None and isian.arah not in (*Arah.values, ""):
        raise GalatLayanan("Pilih arah dari daftar.", kolom="arah")
    for jenis, tahun in isian.nilai:
        if jenis not in JenisNilai.values or not (
            tahun == TANPA_TAHUN if jenis == JenisNilai.AWAL else tahun in lingkup.daftar.tahun
        ):
            raise GalatLayanan("Kolom ini tidak ada pada periode perencanaan.")


def _kunci(lingkup: Lingkup, baris: BarisTarget, versi: int) -> TargetIndikator | None:
    """Lock the stored row, made when it is first written to; None when it is not the one that was shown."""
    target, baru = TargetIndikator.objects.get_or_create(
        perangkat_daerah=lingkup.perangkat,
        periode=lingkup.periode,
        urusan=baris.urusan,
        identitas=baris.identitas,
        defaults={"versi": 0},
    )
    target = TargetIndikator.objects.select_for_update(no_key=True, of=("self",)).get(pk=target.pk)
    return target if target.versi == baris.versi == versi else None


def _simpan(
    aktor: Pengguna, perangkat: PerangkatDaerah, target: TargetIndikator, baris: BarisTarget, isian: IsianTarget
) -> None:
    sebelum = {_nama(kunci): _teks(baris.nilai.get(kunci)) for kunci in isian.nilai}
    sesudah = {_nama(kunci): _teks(nilai) for kunci, nilai in isian.nilai.items()}
    kolom: dict[str, str] = {}
    for nama in ("satuan", "arah"):
        baru, lama = getattr(isian, nama), getattr(baris, nama)
        if baru is not None and baru != lama:
            # An emptied cell goes back to what the tree says.
            kolom[nama] = satu_baris(baru)
            sebelum[nama], sesudah[nama] = lama, kolom[nama]
    for (jenis, tahun), nilai in isian.nilai.items():
        if baris.nilai.get((jenis, tahun)) == nilai:
            continue
        if nilai is None:
            NilaiIndikator.objects.filter(target=target, jenis=jenis, tahun=tahun).delete()
        else:
            NilaiIndikator.objects.update_or_create(
                target=target, jenis=jenis, tahun=tahun, defaults={"angka": nilai.angka, "teks": nilai.teks}
            )
    TargetIndikator.objects.filter(pk=target.pk).update(versi=F("versi") + 1, **kolom)
    beda = [nama for nama in sesudah if sebelum[nama] != sesudah[nama]]
    catat_isian(
        aktor,
        perangkat,
        "ubah_target",
        target.pk,
        ringkas=f"Target “{baris.nama}” diubah",
        identitas=baris.identitas,
        sebelum={nama: sebelum[nama] for nama in beda},
        sesudah={nama: sesudah[nama] for nama in beda},
    )


def _nama(kunci: Kunci) -> str:
    return f"{kunci[0]}_{kunci[1]}" if kunci[1] else kunci[0]


def _teks(nilai: Nilai | None) -> str:
    return nilai.teks_tampil if nilai else ""
