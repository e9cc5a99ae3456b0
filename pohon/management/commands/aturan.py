"""Write the list of checks, docs/aturan.md, from the rule classes. `--periksa` only tells whether it is up to date."""

import inspect
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pohon.choices import Tahap
from pohon.importing.aturan import ATURAN_IMPOR
from pohon.importing.dasar import AturanImpor
from pohon.rules import ATURAN, Aturan

_KEPALA = """# Daftar pemeriksaan

<!-- Dibuat oleh `manage.py aturan` dari kelas di `pohon/rules/` dan `pohon/importing/`; jangan diubah di sini. -->

Setiap pemeriksaan mempunyai kode tetap. **Galat** menghalangi pengajuan; **peringatan** dan **saran** tidak.
Kolom terakhir, dalam bahasa Inggris untuk pengembang, menjelaskan cara aturan itu menilai.
"""


class Command(BaseCommand):
    """Generate docs/aturan.md, or compare it with what would be generated."""

    help = "Menulis docs/aturan.md dari aturan pemeriksaan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--periksa", action="store_true", help="Gagal bila berkasnya tidak mutakhir; tidak menulis."
        )
        parser.add_argument("--ke", type=Path, default=settings.BASE_DIR / "docs" / "aturan.md", help="Berkas tujuan.")

    def handle(self, *args: Any, **options: Any) -> None:
        berkas: Path = options["ke"]
        isi = daftar_aturan()
        if not options["periksa"]:
            berkas.write_text(isi, encoding="utf-8")
            self.stdout.write(f"{len(ATURAN) + len(ATURAN_IMPOR)} pemeriksaan ditulis ke {berkas.name}.")
        elif not berkas.exists() or berkas.read_text(encoding="utf-8") != isi:
            raise CommandError(f"{berkas.name} tidak mutakhir. Jalankan: manage.py aturan")


def daftar_aturan() -> str:
    """Return the whole document: one table a stage, rules by code."""
    bagian = [_KEPALA]
    for tahap in Tahap:
        bagian.append(
            f"\n## Tahap {tahap.value}: {tahap.label}\n\n| Kode | Pemeriksaan | Keparahan | Sumber | Cara menilai |\n"
        )
        bagian.append("|---|---|---|---|---|\n")
        bagian += [_baris(satu) for satu in sorted(ATURAN, key=lambda satu: satu.kode) if satu.tahap == tahap]
    bagian.append("\n## Impor dokumen\n\nDinilai atas dokumen yang sedang diimpor, sebelum pohonnya disimpan.\n\n")
    bagian.append("| Kode | Pemeriksaan | Keparahan | Sumber | Cara menilai |\n|---|---|---|---|---|\n")
    bagian += [_baris(satu) for satu in ATURAN_IMPOR]
    return "".join(bagian)


def _baris(aturan: Aturan | AturanImpor) -> str:
    cara = " ".join((inspect.getdoc(type(aturan)) or "").split()).replace("|", "\\|")
    return f"| {aturan.kode} | {aturan.judul} | {aturan.keparahan.label} | {aturan.sumber} | {cara} |\n"
