"""`manage.py periksa_arsip`: proves that everything frozen and issued is unchanged."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from telaah.arsip import uji_semua


class Command(BaseCommand):
    """Exits with 1 when something is damaged, so that a timer notices it."""

    help = "Memeriksa sidik semua arsip, berkas terbitan, dan pohon yang disetujui."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is damaged, and how much was looked at."""
        diperiksa, rusak = 0, 0
        for hasil in uji_semua():
            diperiksa += 1
            if not hasil.utuh:
                rusak += 1
                self.stderr.write(f"{hasil.hal}: {hasil.masalah}")
        if rusak:
            raise CommandError(f"{rusak} dari {diperiksa} arsip rusak.")
        self.stdout.write(f"{diperiksa} arsip diperiksa, semuanya utuh.")
