"""`manage.py muat_dasar_hukum`: add the bundled national regulations that the library of legal bases lacks."""

from typing import Any

from django.core.management.base import BaseCommand

from naskah.services import muat_dasar_hukum


class Command(BaseCommand):
    """Safe to repeat: what is there, also when it was edited, stays as it is."""

    help = "Menambahkan peraturan nasional bawaan yang belum ada ke pustaka dasar hukum."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were added."""
        self.stdout.write(f"{muat_dasar_hukum()} peraturan ditambahkan ke pustaka dasar hukum.")
