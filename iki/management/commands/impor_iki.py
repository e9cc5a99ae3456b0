"""`manage.py impor_iki BERKAS.xlsx --perangkat-daerah SLUG [--simpan] [--ganti]`: positions with all they carry."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from iki.importing import BerkasSalah, baca_berkas
from iki.services import HasilImpor, PerluGanti, simpan_impor
from instansi.api import GalatLayanan
from naskah.api import cari_perangkat


class Command(BaseCommand):
    """Reads the workbook, says what is in it, and stores it when asked to: all of it or nothing."""

    help = "Membaca jabatan, fungsi, dan sasaran dari buku kerja; dengan --simpan menyimpannya."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, agency, whether to store, and whether filled positions may be replaced."""
        parser.add_argument("berkas", metavar="BERKAS.xlsx")
        parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
        parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
        parser.add_argument("--simpan", action="store_true", help="simpan; tanpa ini berkas hanya diperiksa")
        parser.add_argument("--ganti", action="store_true", help="ganti isi jabatan ber-No sama yang sudah terisi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 with every error on stderr when the file or the agency is wrong."""
        try:
            perangkat = cari_perangkat(
                perangkat_daerah=options["perangkat_daerah"], pemerintah_daerah=options["pemerintah_daerah"]
            )
            berkas = baca_berkas(Path(options["berkas"]).read_bytes())
            with transaction.atomic():
                hasil = simpan_impor(aktor=None, perangkat_daerah=perangkat, berkas=berkas, ganti=options["ganti"])
                # Without --simpan everything is tried and then undone: the check is the same as the real thing.
                transaction.set_rollback(not options["simpan"])
        except OSError as galat:
            raise CommandError(f"Berkas tidak dapat dibaca: {options['berkas']} ({galat.strerror}).") from galat
        except BerkasSalah as galat:
            raise CommandError("\n".join(map(str, galat.galat))) from galat
        except PerluGanti as galat:
            raise CommandError(f"{galat.pesan} Tambahkan --ganti untuk menggantinya.") from galat
        except GalatLayanan as galat:
            raise CommandError(galat.pesan) from galat
        self._ceritakan(hasil)
        if options["simpan"]:
            self.stdout.write(self.style.SUCCESS(f"Tersimpan pada {perangkat.nama}."))
        else:
            self.stdout.write("Berkas dapat disimpan. Tambahkan --simpan untuk menyimpannya.")

    def _ceritakan(self, hasil: HasilImpor) -> None:
        self.stdout.write(f"Jabatan: {hasil.baru} baru, {hasil.diubah} diisi atau diganti, {hasil.tetap} tetap")
        self.stdout.write(f"Fungsi {hasil.fungsi}, sasaran {hasil.sasaran}, indikator {hasil.indikator}")
