"""Backups for `bench.gangguan`: taken while people work, each put back into a database and folder of its own."""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from django.db import connection


def cadangkan(arsip: Path) -> Path:
    """Write a backup, say how long it took, and return it."""
    mulai = time.monotonic()
    _kelola(os.environ.copy(), "cadangkan", str(arsip))
    lama, isi = time.monotonic() - mulai, _manifes(arsip)
    baris = sum(satu["banyak"] for satu in isi["tabel"])
    print(f"{arsip.name}: {baris} baris, {len(isi['berkas'])} berkas, {lama:.1f} detik", flush=True)
    return arsip


def pulihkan(arsip: Path, url: str, folder: Path) -> list[str]:
    """Restore into an empty installation named as the folder; return what is not as the backup has it."""
    connection.close()
    with connection.cursor() as kursor:
        kursor.execute(f"CREATE DATABASE {folder.name}")
    lingkungan = os.environ | {"DATABASE_URL": f"{url.rpartition('/')[0]}/{folder.name}", "VAR_DIR": str(folder)}
    try:
        _kelola(lingkungan, "migrate", "--verbosity=0")
        _kelola(lingkungan, "pulihkan", str(arsip))  # the command itself checks structure and archives
        _kelola(lingkungan, "cadangkan", str(folder / "lagi.zip"))
    except subprocess.CalledProcessError as galat:
        return [f"{' '.join(galat.cmd[2:])}: {galat.stderr[-500:]}"]
    dulu, kini = _manifes(arsip), _manifes(folder / "lagi.zip")
    return [f"{bagian} tidak sama" for bagian in ("tabel", "berkas") if dulu[bagian] != kini[bagian]]


def _kelola(lingkungan: dict[str, str], *perintah: str) -> None:
    """Run a command of manage.py. Raises CalledProcessError with what it said."""
    subprocess.run(  # noqa: S603 — our own program
        [sys.executable, "manage.py", *perintah], env=lingkungan, check=True, capture_output=True, text=True
    )


def _manifes(arsip: Path) -> dict[str, Any]:
    with zipfile.ZipFile(arsip) as isi:
        hasil: dict[str, Any] = json.loads(isi.read("manifes.json"))
    return hasil
