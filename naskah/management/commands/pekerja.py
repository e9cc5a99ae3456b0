"""`manage.py pekerja`: print papers in the background until told to stop; `make run` starts it too."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from naskah.pekerja import awasi, kerja


class Command(BaseCommand):
    """Watches over a worker process; with `--sekali` prints in this process what waits now, and ends."""

    help = "Mencetak naskah di latar belakang sampai dihentikan (Ctrl-C). `make run` sudah menjalankannya."

    requires_system_checks: list[str] = []  # as Django declares it; the pages are the server's concern

    def add_arguments(self, parser: CommandParser) -> None:
        """One of three ways to run."""
        cara = parser.add_mutually_exclusive_group()
        cara.add_argument("--sekali", action="store_true", help="cetak yang sedang menunggu, lalu selesai")
        cara.add_argument("--anak", action="store_true", help="satu pekerja tanpa pengawas (dipakai pengawas)")

        parser.add_argument("--bersama", type=int, metavar="PROSES", help="berhenti bila proses ini sudah tiada")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until it is done or told to stop."""
        if options["sekali"] or options["anak"]:
            kerja(sekali=options["sekali"])
        else:
            awasi(bersama=options["bersama"])
