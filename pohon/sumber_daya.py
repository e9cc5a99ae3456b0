"""Nomenclature by regulation as a list for import and export (django-import-export), many thousands of rows at once.

One row is one code under its regulation. A regulation that is not stored yet is made from its title and year in the
file. Rows are written in bulk, with one entry in the history for the whole file; nothing is ever deleted.
"""

import re
from typing import Any

from django.db.models import QuerySet
from import_export import fields
from tablib import Dataset

from instansi.api import (
    GalatLayanan,
    catat,
    satu_baris,
)
from instansi.importing.daftar import Daftar, daftarkan_sumber
from instansi.importing.dasar import SumberDaya
from pohon.choices import PANJANG_PENDEK
from pohon.models import Nomenklatur, PeraturanNomenklatur

_KODE = re.compile(r"[0-9X]+(?:\.[0-9X]+)*")
_PANJANG_KODE = 40
_PANJANG_PERATURAN = 60
_PANJANG_JUDUL = 400
_TAHUN = range(1990, 2101)
_ISI = ("Nama", "Sasaran", "Indikator", "Satuan")


class SumberNomenklatur(SumberDaya):
    """Codes of programmes, activities and sub-activities."""

    peraturan = fields.Field(column_name="Peraturan", attribute="peraturan__kode", readonly=True)
    judul = fields.Field(column_name="Judul peraturan", attribute="peraturan__judul", readonly=True)
    tahun = fields.Field(column_name="Tahun", attribute="peraturan__tahun", readonly=True)
    kode = fields.Field("kode", "Kode")
    nama = fields.Field("nama", "Nama")
    sasaran = fields.Field("sasaran", "Sasaran")
    indikator = fields.Field("indikator", "Indikator")
    satuan = fields.Field("satuan", "Satuan")

    kolom_wajib = ("Peraturan", "Kode", "Nama")

    class Meta:
        model = Nomenklatur
        fields = ("peraturan", "judul", "tahun", "kode", "nama", "sasaran", "indikator", "satuan")
        import_id_fields = ("kode",)
        skip_unchanged = True
        store_row_values = True
        use_bulk = True
        batch_size = 1_000

    def himpunan(self) -> QuerySet[Nomenklatur]:
        """Return what an export holds."""
        return Nomenklatur.objects.select_related("peraturan").order_by("-peraturan__tahun", "peraturan__kode", "kode")

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Find or make the regulations of the file and read what is stored of them, in two queries."""
        baris = [dict(zip(dataset.headers, satu, strict=False)) for satu in dataset]
        kode = {satu["Peraturan"] for satu in baris}
        self.dikenal = {satu.kode: satu for satu in PeraturanNomenklatur.objects.filter(kode__in=kode)}
        for satu in baris:
            if satu["Peraturan"] not in self.dikenal and _lengkap(satu):
                self.dikenal[satu["Peraturan"]] = PeraturanNomenklatur.objects.create(
                    kode=satu["Peraturan"], judul=satu_baris(satu["Judul peraturan"]), tahun=int(satu["Tahun"])
                )
        tersimpan = Nomenklatur.objects.filter(peraturan__in=self.dikenal.values()).select_related("peraturan")
        self.tersimpan = {(satu.peraturan.kode, satu.kode): satu for satu in tersimpan}
        self.dibaca: set[tuple[str, str]] = set()

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        """Refuse a row without its regulation, with a code that is none, or one that stands twice."""
        if row["Peraturan"] not in self.dikenal:
            raise GalatLayanan(
                f"Peraturan “{row['Peraturan']}” belum ada. Isi Judul peraturan dan Tahun untuk membuatnya."
            )
        if not _KODE.fullmatch(row["Kode"]) or len(row["Kode"]) > _PANJANG_KODE:
            raise GalatLayanan(f"Kode “{row['Kode']}” tidak terbaca. Tulis seperti 2.12.02.2.01, sebagai teks.")
        if not row["Nama"]:
            raise GalatLayanan("Nama belum diisi.")
        if len(row.get("Satuan", "")) > PANJANG_PENDEK:
            raise GalatLayanan(f"Satuan paling panjang {PANJANG_PENDEK} karakter.")
        kunci = (row["Peraturan"], row["Kode"])
        if kunci in self.dibaca:
            raise GalatLayanan(f"Kode {row['Kode']} ada lebih dari sekali dalam berkas ini.")
        self.dibaca.add(kunci)
        row.update({nama: satu_baris(row[nama]) for nama in _ISI if nama in row})

    def temukan(self, row: dict[str, str]) -> Nomenklatur | None:
        """By regulation and code."""
        return self.tersimpan.get((row["Peraturan"], row["Kode"]))

    def after_init_instance(self, instance: Any, new: bool, row: dict[str, str], **kwargs: Any) -> None:
        """Put a new code under its regulation."""
        if new:
            instance.peraturan = self.dikenal[row["Peraturan"]]

    def simpan(self, instance: Any, row: dict[str, str], is_create: bool) -> None:
        """Leave the row to the library's next bulk statement."""
        (self.create_instances if is_create else self.update_instances).append(instance)

    def get_bulk_update_fields(self) -> list[str]:
        """The library's hook: what a changed row writes."""
        return ["nama", "sasaran", "indikator", "satuan"]

    def after_import(self, dataset: Dataset, result: Any, **kwargs: Any) -> None:
        """Write one entry in the history; a preview is rolled back and leaves none."""
        baru, diubah = result.totals["new"], result.totals["update"]
        if baru or diubah:
            catat(
                aktor=self.aktor,
                kata_kerja="impor",
                wadah=f"pemerintah_daerah:{self.pemda.pk}",
                jenis_objek="nomenklatur",
                kunci="",
                ringkas=", ".join(sorted(self.dikenal)),
                sesudah={"baru": baru, "diubah": diubah},
            )

    def sebut(self, row: dict[str, str]) -> str:
        """The code with its name."""
        return f"{row['Kode']} {row['Nama']}"


def daftarkan_nomenklatur() -> None:
    """Offer nomenclature under "Impor dan ekspor" of the administration; called while Django starts."""
    daftarkan_sumber(
        Daftar(
            "nomenklatur",
            "Nomenklatur menurut peraturan",
            "Satu baris satu kode. Untuk peraturan baru isi juga Judul peraturan dan Tahun; cukup pada baris "
            "pertamanya. Daftar ini dipakai bersama oleh semua pemerintah daerah di aplikasi ini.",
            SumberNomenklatur,
        )
    )


def _lengkap(row: dict[str, str]) -> bool:
    """Whether a row says enough to make its regulation."""
    return (
        0 < len(row["Peraturan"]) <= _PANJANG_PERATURAN
        and 0 < len(row.get("Judul peraturan", "")) <= _PANJANG_JUDUL
        and row.get("Tahun", "").isdecimal()
        and int(row["Tahun"]) in _TAHUN
    )
