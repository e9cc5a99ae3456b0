"""Sends random hostile requests to every address as every role and tells each that the server broke on.

    python -m bench.acak --menit 5 [--benih 1]
    python scripts/postgres.py python -m bench.acak --menit 5 --postgres

Works in a database of its own, thrown away at the end; with --postgres in the empty one that DATABASE_URL names,
which is left as it ends. Nothing is sent over the network. Each request can be repeated
from the seed and its number. Ends with 1 when there was a server error.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ.setdefault("DEBUG", "1")


def main() -> int:
    """Run for the minutes asked for and print what came of it."""
    pilihan = argparse.ArgumentParser(description=__doc__)
    pilihan.add_argument("--menit", type=float, default=5)
    pilihan.add_argument("--benih", type=int, default=1)
    pilihan.add_argument("--postgres", action="store_true")
    isi = pilihan.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder
        if not isi.postgres:
            os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'acak.sqlite3'}"
        return _jalankan(isi.menit * 60, isi.benih)


def _jalankan(detik: float, benih: int) -> int:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    settings.BATASI_LAJU = False
    logging.disable(logging.CRITICAL)
    if connection.introspection.table_names():
        sys.exit("Basis data ini sudah berisi: beri yang kosong.")
    call_command("migrate", verbosity=0)
    from tests.akses.acak import Pengacak
    from tests.akses.dunia import Dunia

    pengacak, akhir = Pengacak(Dunia(), benih), time.monotonic() + detik
    for nomor in count():
        if time.monotonic() > akhir:
            break
        pengacak.kirim(nomor)
    status = ", ".join(f"{kode}: {jumlah}" for kode, jumlah in sorted(pengacak.status.items()))
    print(f"{pengacak.status.total()} permintaan ke {len(pengacak.alamat)} alamat, benih {benih} — {status}")
    for satu in pengacak.gagal:
        print(f"{satu.nomor} {satu.peran} {satu.cara} {satu.alamat} {satu.galat}\n    {satu.data!r:.500}")
    print(f"Galat server: {len(pengacak.gagal)}")
    return 1 if pengacak.gagal else 0


if __name__ == "__main__":
    sys.exit(main())
