"""Loads the demo data: Kabupaten Balangan, two agencies with whole trees, one empty tree, accounts, nomenclature."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from instansi.api import GalatLayanan
from pohon.contoh import muat_contoh


class Command(BaseCommand):
    help = "Memuat data contoh yang belum ada. Yang sudah ada, termasuk suntingan, tidak diubah."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to leave trees and decrees as drafts."""
        parser.add_argument(
            "--tanpa-persetujuan",
            action="store_true",
            help="pohon kinerja dan keputusan dibiarkan sebagai draf; lebih cepat",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demo installation: the accounts have a password that everyone knows."""
        if not settings.DEMO:
            raise CommandError(
                "Data contoh membuat akun dengan sandi yang diketahui umum, jadi hanya dimuat di pemasangan contoh. "
                "Bila itu yang Anda inginkan, jalankan dengan variabel lingkungan DEMO=true."
            )
        try:
            hasil = muat_contoh(disetujui=not options["tanpa_persetujuan"])
        except GalatLayanan as galat:
            raise CommandError(f"Data contoh tidak dimuat: {galat.pesan}") from galat
        for satu in hasil:
            keadaan = "dimuat" if satu.dimuat else "sudah ada, dibiarkan"
            rincian = f" ({satu.rincian})" if satu.rincian else ""
            self.stdout.write(f"{satu.bagian}: {keadaan}{rincian}")
        dimuat = sum(satu.dimuat for satu in hasil)
        self.stdout.write(
            self.style.SUCCESS(f"Selesai: {dimuat} bagian dimuat, {len(hasil) - dimuat} bagian dibiarkan.")
        )
