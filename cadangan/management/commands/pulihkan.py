"""`manage.py pulihkan BERKAS`: an archive back into an empty installation, compared and checked."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cadangan.arsip import GalatCadangan
from cadangan.pulih import pulihkan_arsip

# The application's own proofs that structure and history are whole.
_PEMERIKSAAN = ("periksa_pohon", "periksa_arsip")


class Command(BaseCommand):
    """Exits with 1 and a sentence when it cannot; then nothing was stored."""

    help = "Memulihkan berkas cadangan ke pemasangan yang kosong (setelah manage.py migrate)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's name."""
        parser.add_argument("berkas", type=Path, help="Berkas cadangan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, then run the application's own checks."""
        try:
            manifes = pulihkan_arsip(options["berkas"].resolve())
        except GalatCadangan as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write(
            f"{manifes.baris} baris dan {len(manifes.berkas)} berkas dipulihkan dari cadangan {manifes.dibuat}, "
            "sama dengan cadangannya."
        )
        for perintah in _PEMERIKSAAN:
            call_command(perintah, stdout=self.stdout, stderr=self.stderr)
