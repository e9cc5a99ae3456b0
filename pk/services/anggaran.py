"""Storing the budgets of a year, code by code."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from instansi.api import GalatLayanan, Pengguna, TidakDitemukan, pastikan_panjang, satu_baris
from pk.choices import PANJANG_NAMA
from pk.isian import IsianAnggaran
from pk.lingkup import Lingkup
from pk.models import AnggaranProgram
from pk.nilai import rupiah
from pk.selectors import baca_anggaran
from pk.services.kerangka import catat_isian, pastikan_boleh


@transaction.atomic
def simpan_anggaran(
    *, aktor: Pengguna, lingkup: Lingkup, tahun: int, isian: Sequence[IsianAnggaran]
) -> tuple[int, frozenset[str]]:
    """Store the rows that change anything; return how many, and the codes changed by someone else since `versi`.

    Raises TidakDitemukan for a code that no node of the agency has, TidakBerhak, GalatLayanan for a negative amount.
    """
    pastikan_boleh(aktor, lingkup.perangkat)
    kenal = {satu.kode: satu for satu in baca_anggaran(lingkup, tahun)}
    tersimpan, bentrok = 0, set()
    for satu in sorted(isian, key=lambda baris: baris.kode):
        kini = kenal.get(satu.kode)
        if kini is None or tahun not in lingkup.daftar.tahun:
            raise TidakDitemukan("Program atau kegiatan ini tidak ada pada pohon kinerja perangkat daerah ini.")
        keterangan = _bersih(satu)
        if (kini.rupiah, kini.keterangan) == (satu.rupiah, keterangan):
            continue
        baris, _ = AnggaranProgram.objects.get_or_create(
            perangkat_daerah=lingkup.perangkat, tahun=tahun, kode=satu.kode, defaults={"versi": 0}
        )
        baris = AnggaranProgram.objects.select_for_update(no_key=True, of=("self",)).get(pk=baris.pk)
        if baris.versi != satu.versi:
            bentrok.add(satu.kode)
            continue
        AnggaranProgram.objects.filter(pk=baris.pk).update(
            rupiah=satu.rupiah, keterangan=keterangan, versi=F("versi") + 1
        )
        catat_isian(
            aktor,
            lingkup.perangkat,
            "ubah_anggaran",
            baris.pk,
            ringkas=f"Anggaran {satu.kode} tahun {tahun} diubah",
            sebelum={"rupiah": rupiah(kini.rupiah) if kini.rupiah is not None else "", "keterangan": kini.keterangan},
            sesudah={"rupiah": rupiah(satu.rupiah) if satu.rupiah is not None else "", "keterangan": keterangan},
        )
        tersimpan += 1
    return tersimpan, frozenset(bentrok)


def _bersih(isian: IsianAnggaran) -> str:
    if isian.rupiah is not None and (isian.rupiah < 0 or isian.rupiah >= 10**16):
        raise GalatLayanan("Anggaran ditulis sebagai jumlah rupiah yang tidak negatif.", kolom="rupiah")
    try:
        keterangan = satu_baris(isian.keterangan)
        pastikan_panjang(keterangan, PANJANG_NAMA)
    except ValidationError as galat:
        raise GalatLayanan(" ".join(galat.messages), kolom="keterangan") from None
    return keterangan
