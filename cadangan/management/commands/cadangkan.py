"""`manage.py cadangkan BERKAS`: the whole installation as one archive, while people work."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cadangan.arsip import GalatCadangan, tulis_arsip


class Command(BaseCommand):
    """Exits with 1 and a sentence when it cannot."""

    help = "Menulis seluruh isi pemasangan ini (basis data dan berkas terbitan) ke satu berkas cadangan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's name."""
        parser.add_argument("berkas", type=Path, help="Berkas tujuan, misalnya cadangan-2026-11-21.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say what is in it."""
        try:
            manifes = tulis_arsip(options["berkas"].resolve())
        except GalatCadangan as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write(
            f"{manifes.baris} baris dari {len(manifes.tabel)} tabel dan {len(manifes.berkas)} berkas dicadangkan ke "
            f"{options['berkas']}. Simpan di tempat aman: berkas ini memuat seluruh data, termasuk sidik kata sandi."
        )
