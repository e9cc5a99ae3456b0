"""Take the second factor from an account that no administrator on the screen may touch: a superuser who lost it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from instansi.models import Pengguna
from instansi.services.pengguna import setel_ulang_oleh_pengelola
from instansi.surel import kabari_keamanan


class Command(BaseCommand):
    """`manage.py setel_ulang_verifikasi NAMA_PENGGUNA`."""

    help = "Menyetel ulang verifikasi dua langkah satu akun, bila ponsel dan kode pemulihannya hilang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The account."""
        parser.add_argument("nama_pengguna")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, and tell the owner."""
        akun = Pengguna.objects.filter(username=options["nama_pengguna"]).first()
        if akun is None:
            raise CommandError("Tidak ada akun dengan nama pengguna itu.")
        if not setel_ulang_oleh_pengelola(akun=akun):
            raise CommandError("Akun itu tidak memakai verifikasi dua langkah.")
        kabari_keamanan(akun, "Verifikasi dua langkah disetel ulang oleh pengelola server.")
        self.stdout.write(f"Verifikasi dua langkah {akun.username} disetel ulang.")
