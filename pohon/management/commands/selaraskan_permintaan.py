"""`manage.py selaraskan_permintaan`: requests for trees that named other agencies before requests were kept."""

from typing import Any

from django.core.management.base import BaseCommand

from pohon.services.selaras import selaraskan_yang_lama


class Command(BaseCommand):
    """Run by `deploy/perbarui.sh` after every upgrade; does nothing the second time."""

    help = "Membuat permintaan crosscutting dari pohon yang disusun sebelum aplikasi mengenal permintaan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them and say for how many trees."""
        banyak = selaraskan_yang_lama()
        self.stdout.write(f"Permintaan crosscutting dari {banyak} pohon kinerja dibuat." if banyak else "Tidak ada.")
