"""`manage.py cetak <naskah> … --ke BERKAS`: print a paper into a file. Each app registers its papers (naskah.cetak)."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from instansi.api import GalatLayanan
from naskah.arsip import BerkasRusak
from naskah.cetak import JenisCetakan, daftar_cetakan


class Command(BaseCommand):
    """Finds the registered paper, has it printed, and puts the file where it was asked for, whole or not at all."""

    help = "Mencetak naskah ke berkas, misalnya: cetak cascading --perangkat-daerah disdukcapil --ke cascading.pdf"

    def add_arguments(self, parser: CommandParser) -> None:
        """Give each registered paper its own options."""
        naskah = parser.add_subparsers(dest="naskah", required=True, metavar="naskah", title="naskah")
        for cetakan in daftar_cetakan():
            sub = naskah.add_parser(cetakan.nama, help=cetakan.keterangan, description=cetakan.keterangan)
            sub.add_argument("--ke", required=True, metavar="BERKAS", help=f"berkas tujuan ({cetakan.akhiran})")
            if cetakan.argumen is not None:
                cetakan.argumen(sub)
            sub.set_defaults(cetakan=cetakan)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print and write. Exit code 1 with a sentence on stderr when it cannot be done."""
        cetakan: JenisCetakan = options["cetakan"]
        assert cetakan.cetak is not None  # noqa: S101  # only such papers are offered
        tujuan = Path(options["ke"])
        _pastikan_tujuan(tujuan, cetakan)
        try:
            isi = cetakan.cetak(options)
        except GalatLayanan as galat:
            raise CommandError(galat.pesan) from galat
        except BerkasRusak as galat:  # the arms, or the file of an issued paper
            raise CommandError(f"{galat} Pulihkan berkas itu dari cadangan, lalu ulangi.") from galat
        _tulis_utuh(tujuan, isi)
        self.stdout.write(f"{tujuan} selesai dicetak ({max(1, round(len(isi) / 1024))} KB).")


def _pastikan_tujuan(tujuan: Path, cetakan: JenisCetakan) -> None:
    """Refuse a place that cannot be written before the work of printing starts."""
    if tujuan.suffix.lower() != cetakan.akhiran:
        raise CommandError(f"Nama berkas tujuan harus berakhiran {cetakan.akhiran}: {tujuan}")
    if tujuan.is_dir():
        raise CommandError(f"Tujuan adalah folder, bukan berkas: {tujuan}")
    if not tujuan.parent.is_dir():
        raise CommandError(f"Folder tujuan tidak ada: {tujuan.parent}")
    if not os.access(tujuan.parent, os.W_OK):
        raise CommandError(f"Folder tujuan tidak dapat ditulisi: {tujuan.parent}")


def _tulis_utuh(tujuan: Path, isi: bytes) -> None:
    """Write beside the target and rename, so that an interrupted run leaves the old file whole."""
    sementara = tujuan.with_name(f".{tujuan.name}.{os.getpid()}")
    try:
        sementara.write_bytes(isi)
        os.replace(sementara, tujuan)
    except OSError as galat:
        raise CommandError(f"Berkas tidak dapat ditulis: {tujuan} ({galat.strerror}).") from galat
    finally:
        sementara.unlink(missing_ok=True)
