"""Read a cascading document (.xlsx, .docx) and report what it says and where it contradicts itself.

Exit code 0: readable (and, with --simpan, stored); 1: readable but not stored; 2: not readable, or asked for wrongly.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from instansi.api import GalatLayanan, JenisPeran, Pengguna, PerangkatDaerah, TidakDitemukan
from pohon.importing import GalatBerkas, baca_berkas, pahami, susun_laporan
from pohon.importing.bacaan import Bacaan
from pohon.importing.berkas import TERBESAR
from pohon.importing.laporan import Laporan
from pohon.importing.simpan import simpan_bacaan
from pohon.models import Pohon
from pohon.selectors import cari_pohon
from pohon.services import buat_pohon

_TIDAK_TERBACA = 2


class Command(BaseCommand):
    """Import one document."""

    help = (
        "Membaca dokumen cascading (.xlsx, .docx), melaporkan isi dan pertentangannya, dan menyimpannya bila diminta."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path, help="Berkas .xlsx atau .docx.")
        parser.add_argument("--perangkat-daerah", required=True, help="Slug perangkat daerah.")
        parser.add_argument("--pemerintah-daerah", default="", help="Slug pemerintah daerah, bila perlu.")
        parser.add_argument("--urusan", help="Urusan, bila perangkat daerah memiliki beberapa pohon.")
        parser.add_argument("--periode", default="", help="Misalnya 2021-2026, bila ada beberapa.")
        parser.add_argument("--simpan", action="store_true", help="Simpan sebagai pohon draf; tanpa ini hanya dibaca.")
        parser.add_argument("--ganti", action="store_true", help="Ganti isi pohon draf yang sudah berisi.")
        parser.add_argument("--laporan", type=Path, help="Tulis laporan pembacaan sebagai JSON ke berkas ini.")

    def handle(self, *args: Any, **options: Any) -> None:
        perangkat = _perangkat(options["perangkat_daerah"], options["pemerintah_daerah"])
        try:
            bacaan = pahami(baca_berkas(_isi(options["berkas"]), options["berkas"].name), perangkat.nama)
        except GalatBerkas as galat:
            raise CommandError(str(galat), returncode=_TIDAK_TERBACA) from galat
        laporan = susun_laporan(bacaan)
        if options["laporan"]:
            _tulis(options["laporan"], laporan)
        self._cetak(laporan)
        if options["simpan"]:
            self._simpan(perangkat, bacaan, laporan, options)

    def _cetak(self, laporan: Laporan) -> None:
        for satu in laporan.temuan:
            self.stdout.write(f"{satu.kode}  {satu.keparahan.label:<10}  {satu.tempat.sebutan}: {satu.pesan}")
        ringkasan = laporan.ringkasan
        self.stdout.write(
            f"{ringkasan['baris_dibaca']} baris dibaca, {ringkasan['baris_dipakai']} dipakai, "
            f"{ringkasan['baris_dicatat']} dicatat; {len(laporan.temuan)} temuan."
        )

    def _simpan(self, perangkat: PerangkatDaerah, bacaan: Bacaan, laporan: Laporan, options: dict[str, Any]) -> None:
        aktor = _perencana(perangkat)
        try:
            with transaction.atomic():  # a tree begun for the document goes again when the document does not fit
                pohon = _pohon(aktor, perangkat, options)
                jumlah = simpan_bacaan(aktor=aktor, pohon=pohon, bacaan=bacaan, laporan=laporan, ganti=options["ganti"])
        except GalatLayanan as galat:
            ganti = " Tambahkan --ganti." if galat.kolom == "ganti" else ""
            raise CommandError(f"Tidak disimpan: {galat.pesan}{ganti}") from galat
        self.stdout.write(self.style.SUCCESS(f"Disimpan: {jumlah} kotak dalam {pohon}."))


def _perangkat(slug: str, pemerintah: str) -> PerangkatDaerah:
    calon = PerangkatDaerah.objects.select_related("pemerintah_daerah").filter(slug=slug)
    if pemerintah:
        calon = calon.filter(pemerintah_daerah__slug=pemerintah)
    if len(calon) != 1:
        sebab = "tidak ditemukan" if not calon else "ada di beberapa pemerintah daerah; tambahkan --pemerintah-daerah"
        raise CommandError(f"Perangkat daerah “{slug}” {sebab}.", returncode=_TIDAK_TERBACA)
    return calon[0]


def _isi(berkas: Path) -> bytes:
    """Return the file's bytes, no more than one beyond the limit."""
    try:
        with berkas.open("rb") as aliran:
            return aliran.read(TERBESAR + 1)
    except OSError as galat:
        raise CommandError(
            f"Berkas {berkas} tidak dapat dibuka: {galat.strerror}.", returncode=_TIDAK_TERBACA
        ) from galat


def _tulis(berkas: Path, laporan: Laporan) -> None:
    try:
        berkas.write_text(json.dumps(laporan.json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as galat:
        raise CommandError(f"Laporan {berkas} tidak dapat ditulis: {galat.strerror}.") from galat


def _perencana(perangkat: PerangkatDaerah) -> Pengguna:
    """Return the account in whose name the command stores: the agency's first active planner."""
    aktor = (
        Pengguna.objects.filter(is_active=True, peran__jenis=JenisPeran.PERENCANA, peran__perangkat_daerah=perangkat)
        .order_by("pk")
        .first()
    )
    if aktor is None:
        raise CommandError(f"Tidak disimpan: {perangkat.nama} belum mempunyai akun perencana.")
    return aktor


def _pohon(aktor: Pengguna, perangkat: PerangkatDaerah, options: dict[str, Any]) -> Pohon:
    """Return the tree to store into; an agency without one for this urusan gets an empty one in its newest period."""
    try:
        return cari_pohon(
            perangkat_daerah=perangkat.slug,
            pemerintah_daerah=perangkat.pemerintah_daerah.slug,
            urusan=options["urusan"],
            periode=options["periode"],
        )
    except TidakDitemukan:
        ada = Pohon.objects.filter(perangkat_daerah=perangkat)
        if (ada.filter(urusan__iexact=options["urusan"]) if options["urusan"] is not None else ada).exists():
            raise
    periode = perangkat.pemerintah_daerah.periode.order_by("-mulai").first()
    if periode is None or options["periode"]:
        raise TidakDitemukan("Periode belum ada. Mulai pohon kinerja lewat layar lebih dahulu.")
    return buat_pohon(
        aktor=aktor,
        perangkat_daerah=perangkat,
        periode=periode,
        urusan=options["urusan"] or "",
        tahun=periode.mulai,
    )
