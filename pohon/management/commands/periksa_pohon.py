"""`manage.py periksa_pohon [--pohon ID] [--perbaiki]`: verifies the structure of stored trees, repairs on request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pohon.integritas import periksa_integritas
from pohon.tree import StrukturRusak, bangun_ulang


class Command(BaseCommand):
    """Exits with 1 while damage remains, so that a timer notices it."""

    help = "Memeriksa susunan semua pohon terhadap induk dan urutannya; --perbaiki menyusun ulang yang rusak."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--pohon", type=int, help="hanya pohon dengan kunci ini")
        parser.add_argument("--perbaiki", action="store_true", help="susun ulang pohon yang rusak")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each damage found; with --perbaiki mend and verify again."""
        rusak = periksa_integritas(options["pohon"])
        if rusak and options["perbaiki"]:
            for pohon_id in sorted({satu.pohon_id for satu in rusak}):
                self._perbaiki(pohon_id)
            rusak = periksa_integritas(options["pohon"])
        for satu in rusak:
            self.stderr.write(f"pohon {satu.pohon_id}: {satu.masalah} ({satu.jumlah})")
        if rusak:
            raise CommandError("Ada pohon yang rusak.")
        self.stdout.write("Semua pohon utuh.")

    def _perbaiki(self, pohon_id: int) -> None:
        try:
            jumlah = bangun_ulang(pohon_id)
        except StrukturRusak as galat:
            self.stderr.write(f"pohon {pohon_id}: tidak dapat disusun ulang: {galat}")
        else:
            self.stdout.write(f"pohon {pohon_id}: {jumlah} simpul disusun ulang.")
