"""Write the list of checks of decrees, docs/aturan-keputusan.md, from the rule classes of this app and of every kind.

`--periksa` only tells whether it is up to date. The checks of the tree are in docs/aturan.md (`manage.py aturan`).
"""

import inspect
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from naskah.jenis import daftar_jenis
from naskah.rules import ATURAN

_KEPALA = """# Daftar pemeriksaan keputusan

<!-- Dibuat oleh `manage.py aturan_keputusan` dari kelas-kelas aturan; jangan diubah di sini. -->

Setiap pemeriksaan mempunyai kode tetap. **Galat** menghalangi penetapan; **peringatan** dan **saran** tidak.
Kolom terakhir, dalam bahasa Inggris untuk pengembang, menjelaskan cara aturan itu menilai.
"""
_TABEL = "\n| Kode | Pemeriksaan | Keparahan | Sumber | Cara menilai |\n|---|---|---|---|---|\n"


class Command(BaseCommand):
    """Generate docs/aturan-keputusan.md, or compare it with what would be generated."""

    help = "Menulis docs/aturan-keputusan.md dari aturan pemeriksaan keputusan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to compare only, and where to write."""
        parser.add_argument(
            "--periksa", action="store_true", help="Gagal bila berkasnya tidak mutakhir; tidak menulis."
        )
        parser.add_argument("--ke", type=Path, default=settings.BASE_DIR / "docs" / "aturan-keputusan.md")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, or exit with code 1 when the file is out of date."""
        berkas: Path = options["ke"]
        isi = daftar_aturan()
        if not options["periksa"]:
            berkas.write_text(isi, encoding="utf-8")
            self.stdout.write(f"Pemeriksaan keputusan ditulis ke {berkas.name}.")
        elif not berkas.exists() or berkas.read_text(encoding="utf-8") != isi:
            raise CommandError(f"{berkas.name} tidak mutakhir. Jalankan: manage.py aturan_keputusan")


def daftar_aturan() -> str:
    """Return the whole document: the decree's own text, then each kind that names its rules."""
    bagian = [_KEPALA, "\n## Naskah keputusan\n", _TABEL, *_baris(ATURAN)]
    for jenis in daftar_jenis():
        if jenis.aturan is not None:
            bagian += [f"\n## {jenis.jenis.label}\n", _TABEL, *_baris(jenis.aturan())]
    return "".join(bagian)


def _baris(aturan: Iterable[Any]) -> Iterable[str]:
    for satu in aturan:
        cara = " ".join((inspect.getdoc(type(satu)) or "").split())
        sel = (satu.kode, satu.judul, satu.keparahan.label, satu.sumber, cara)
        yield "| " + " | ".join(teks.replace("|", r"\|") for teks in sel) + " |\n"
