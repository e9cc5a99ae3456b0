"""`manage.py impor_iku BERKAS.json --perangkat-daerah SLUG [--simpan]`: a whole IKU decree from a file, as a draft."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iku.choices import NomorLampiran
from iku.importing import BerkasIku, BerkasSalah, baca_berkas, simpan
from instansi.api import GalatLayanan
from naskah.api import cari_perangkat


class Command(BaseCommand):
    """Reads the file, says what is in it, and stores it when asked to: all of it or nothing."""

    help = "Membaca keputusan IKU dari berkas JSON; dengan --simpan menyimpannya sebagai draf."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, agency, and whether to store."""
        parser.add_argument("berkas", metavar="BERKAS.json")
        parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
        parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
        parser.add_argument("--simpan", action="store_true", help="simpan; tanpa ini berkas hanya diperiksa")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 with every error on stderr when the file or the agency is wrong."""
        try:
            perangkat = cari_perangkat(
                perangkat_daerah=options["perangkat_daerah"], pemerintah_daerah=options["pemerintah_daerah"]
            )
            berkas = baca_berkas(Path(options["berkas"]).read_bytes())
            self._ceritakan(berkas)
            if not options["simpan"]:
                self.stdout.write("Berkas dapat disimpan. Tambahkan --simpan untuk menyimpannya.")
                return
            keputusan = simpan(aktor=None, perangkat_daerah=perangkat, berkas=berkas)
        except OSError as galat:
            raise CommandError(f"Berkas tidak dapat dibaca: {options['berkas']} ({galat.strerror}).") from galat
        except BerkasSalah as galat:
            raise CommandError("\n".join(galat.galat)) from galat
        except GalatLayanan as galat:
            raise CommandError(galat.pesan) from galat
        self.stdout.write(self.style.SUCCESS(f"Tersimpan sebagai draf keputusan IKU {keputusan.pk} {perangkat.nama}."))

    def _ceritakan(self, berkas: BerkasIku) -> None:
        isi = berkas.isi
        self.stdout.write(f"Nomor {isi.nomor}, periode {berkas.periode[0]}-{berkas.periode[1]}")
        self.stdout.write(
            f"Menimbang {len(isi.menimbang)}, mengingat {len(isi.mengingat)}, memperhatikan "
            f"{len(isi.memperhatikan)}, diktum {len(isi.diktum)}"
        )
        for lampiran in NomorLampiran:
            self.stdout.write(f"{lampiran.label}: {len(berkas.baris[lampiran])} baris")
        for catatan in berkas.catatan:
            self.stdout.write(self.style.WARNING(catatan))
