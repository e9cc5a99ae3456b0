"""Print the findings of an agency's tree, as text or as a JSON file. Findings are no failure: the exit code is 0."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from instansi.api import TidakDitemukan
from pohon.progress import kemajuan
from pohon.rows import BarisPohon
from pohon.rules import Keparahan, Temuan, periksa_pohon
from pohon.selectors import baca_pohon, cari_pohon


class Command(BaseCommand):
    """Check one tree."""

    help = "Memeriksa pohon kinerja sebuah perangkat daerah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--perangkat-daerah", required=True, help="Slug perangkat daerah.")
        parser.add_argument("--pemerintah-daerah", default="", help="Slug pemerintah daerah, bila perlu.")
        parser.add_argument("--urusan", help="Urusan, bila perangkat daerah memiliki beberapa pohon.")
        parser.add_argument("--periode", default="", help="Misalnya 2021-2026, bila ada beberapa.")
        parser.add_argument("--json", type=Path, help="Tulis temuan sebagai JSON ke berkas ini.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kepala = cari_pohon(
                perangkat_daerah=options["perangkat_daerah"],
                pemerintah_daerah=options["pemerintah_daerah"],
                urusan=options["urusan"],
                periode=options["periode"],
            )
        except TidakDitemukan as galat:
            raise CommandError(str(galat)) from galat
        pohon = baca_pohon(kepala.pk)
        temuan = periksa_pohon(pohon)
        self._cetak(pohon, temuan)
        if options["json"]:
            self._tulis(options["json"], pohon, temuan)

    def _cetak(self, pohon: BarisPohon, temuan: tuple[Temuan, ...]) -> None:
        for satu in temuan:
            self.stdout.write(f"{satu.kode}  {satu.keparahan.label:<10}  {satu.pesan}")
        for tahap in kemajuan(pohon, temuan):
            self.stdout.write(f"Tahap {tahap.tahap.value}: {tahap.keadaan.label}, {tahap.teks}")
        hitungan = Counter(satu.keparahan for satu in temuan)
        self.stdout.write(", ".join(f"{hitungan[satu]} {satu.value}" for satu in Keparahan))

    def _tulis(self, berkas: Path, pohon: BarisPohon, temuan: tuple[Temuan, ...]) -> None:
        try:
            berkas.write_text(json.dumps(laporan(pohon, temuan), ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as galat:
            raise CommandError(f"Berkas {berkas} tidak dapat ditulis: {galat.strerror}.") from galat


def laporan(pohon: BarisPohon, temuan: tuple[Temuan, ...]) -> dict[str, Any]:
    """Return the findings as plain values for JSON."""
    hitungan = Counter(satu.keparahan for satu in temuan)
    return {
        "perangkat_daerah": pohon.nama_pemilik,
        "urusan": pohon.urusan,
        "periode": pohon.periode,
        "ringkasan": {satu.value: hitungan[satu] for satu in Keparahan},
        "tahap": [
            {"tahap": satu.tahap.value, "keadaan": satu.keadaan.value, "terisi": satu.terisi, "dari": satu.seluruhnya}
            for satu in kemajuan(pohon, temuan)
        ],
        "temuan": [
            {
                "kode": satu.kode,
                "keparahan": satu.keparahan.value,
                "tahap": satu.tahap.value,
                "simpul": pohon.menurut_id[satu.simpul_id].kode if satu.simpul_id else None,
                "identitas": str(satu.identitas) if satu.identitas else None,
                "kolom": satu.kolom,
                "pesan": satu.pesan,
                "kutipan": list(satu.kutipan),
            }
            for satu in temuan
        ],
    }
