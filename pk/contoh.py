"""Demo data of this app: targets, budgets and drafts of agreements of Disdukcapil. Only what is missing is made.

The numbers are made up: every indicator starts from a baseline that suits its unit and moves a little each year.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pohon.pemuat import Hasil

if TYPE_CHECKING:
    from pk.isian import IsianTarget
    from pk.rows import BarisTarget

SLUG, TAHUN = "disdukcapil", 2025
# By unit, in lower case: baseline and step a year. Anything else counts from 10 by 1.
_MULAI = {
    "persen": (Decimal("82.5"), Decimal("2.75")),
    "indeks": (Decimal("80.25"), Decimal("1.5")),
    "dokumen": (Decimal(12_450), Decimal(310)),
    "orang": (Decimal(6), Decimal(2)),
}
_UMUM = (Decimal(10), Decimal(1))
# Rupiah of a code by how many parts it has, times its place in the list.
_RUPIAH = {3: Decimal(1_250_000_000), 5: Decimal(315_500_000), 6: Decimal(84_750_000)}
_CAPAIAN = (Decimal("1.02"), Decimal("0.95"), Decimal("0.85"), Decimal("0.6"))  # of the target, in turn


def muat_contoh_pk() -> list[Hasil]:
    """Load targets, a year's realisation, budgets and drafts; say of each whether it was loaded."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from instansi.api import Pengguna
    from naskah.api import cari_perangkat
    from pk.isian import IsianAnggaran
    from pk.lingkup import baca_lingkup
    from pk.models import AnggaranProgram, Perjanjian, TargetIndikator
    from pk.selectors import baca_anggaran
    from pk.services import buat_semua, simpan_anggaran, simpan_target

    perangkat = cari_perangkat(perangkat_daerah=SLUG)
    aktor = Pengguna.objects.get(username=f"perencana.{SLUG}")
    lingkup = baca_lingkup(perangkat, TAHUN)
    target = anggaran = draf = 0
    if not TargetIndikator.objects.filter(perangkat_daerah=perangkat).exists():
        isian = [_target(baris, nomor, lingkup.daftar.tahun) for nomor, baris in enumerate(lingkup.daftar.baris)]
        target = simpan_target(aktor=aktor, lingkup=lingkup, isian=isian).tersimpan
    if not AnggaranProgram.objects.filter(perangkat_daerah=perangkat).exists():
        isian_anggaran = [
            IsianAnggaran(baris.kode, 0, _RUPIAH[len(baris.kode.split("."))] + 1_325_000 * nomor, "APBD")
            for nomor, baris in enumerate(baca_anggaran(lingkup, TAHUN))
        ]
        anggaran, _ = simpan_anggaran(aktor=aktor, lingkup=lingkup, tahun=TAHUN, isian=isian_anggaran)
    if not Perjanjian.objects.filter(perangkat_daerah=perangkat).exists():
        draf = buat_semua(aktor=aktor, lingkup=baca_lingkup(perangkat, TAHUN), tahun=TAHUN)
    return [
        Hasil(f"Target {perangkat.nama}", dimuat=bool(target), rincian=f"{target} indikator" if target else ""),
        Hasil(
            f"Anggaran {perangkat.nama}",
            dimuat=bool(anggaran),
            rincian=f"{anggaran} program, kegiatan, dan sub kegiatan" if anggaran else "",
        ),
        Hasil(
            f"Perjanjian kinerja {perangkat.nama} {TAHUN}",
            dimuat=bool(draf),
            rincian=f"{draf} draf" if draf else "",
        ),
    ]


def _target(baris: "BarisTarget", nomor: int, tahun: Sequence[int]) -> "IsianTarget":
    """Return baseline, targets, quarters and realisation of an indicator; percentages end at 100."""
    from pk.choices import TRIWULAN, JenisNilai
    from pk.isian import IsianTarget
    from pk.nilai import Nilai

    awal, langkah = _MULAI.get(baris.satuan.casefold(), _UMUM)
    awal += nomor % 5
    batas = Decimal(100) if baris.persentase or baris.satuan.casefold() == "indeks" else Decimal(10**9)
    langkah = Decimal(0) if baris.arah == "tetap" else langkah
    nilai = {(JenisNilai.AWAL.value, 0): Nilai(awal)}
    for satu in tahun:
        nilai[JenisNilai.TARGET.value, satu] = Nilai(min(batas, awal + langkah * (satu - tahun[0] + 1)))
    target = nilai[JenisNilai.TARGET.value, TAHUN].angka or awal
    utuh = target == round(target)
    for bagian, triwulan in enumerate(TRIWULAN, 1):
        nilai[triwulan.value, TAHUN] = Nilai(round(target * bagian / 4, 0 if utuh else 2))
    lalu = nilai[JenisNilai.TARGET.value, TAHUN - 1].angka or awal
    nilai[JenisNilai.REALISASI.value, TAHUN - 1] = Nilai(round(lalu * _CAPAIAN[nomor % 4], 0 if utuh else 2))
    return IsianTarget(baris.identitas, 0, nilai=nilai)
