"""The archive: a ZIP with a table a member, the issued files, and a manifest that names everything with its checksum.

Written while others work: the tables are read in one snapshot, and files are only ever added before their row. It holds
password hashes: whoever has the archive has the installation, so it is written for its owner alone.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cadangan.tabel import baca_baris, kolom, label, semua_tabel

BENTUK = 1
FOLDER_SEMENTARA = ("cetakan",)  # papers on their way to one person, printed again when asked for
_MANIFES = "manifes.json"
_POTONG = 1024 * 1024


class GalatCadangan(Exception):
    """An archive that cannot be written, read or put back; the message is plain Indonesian and says what to do."""


@dataclass(frozen=True, slots=True)
class Isi:
    """A member of the archive: its rows (a table) or bytes (a file), the checksum, the columns of a table."""

    nama: str
    banyak: int
    sha256: str
    kolom: tuple[str, ...] = ()

    @property
    def anggota(self) -> str:
        """Its name inside the ZIP."""
        return f"tabel/{self.nama}.jsonl" if self.kolom else f"berkas/{self.nama}"


@dataclass(frozen=True, slots=True)
class Manifes:
    """What an archive says of itself. `migrasi` are the steps that its tables have been through."""

    dibuat: str
    migrasi: tuple[str, ...]
    tabel: tuple[Isi, ...]
    berkas: tuple[Isi, ...]

    @property
    def baris(self) -> int:
        """How many rows it holds."""
        return sum(satu.banyak for satu in self.tabel)


def tulis_arsip(tujuan: Path) -> Manifes:
    """Write the archive beside its final name and rename it; return its manifest. Raises GalatCadangan."""
    if tujuan.exists():
        raise GalatCadangan(f"{tujuan} sudah ada. Pilih nama lain: cadangan lama tidak ditimpa.")
    try:
        with tempfile.NamedTemporaryFile(dir=tujuan.parent, prefix=".cadangan-", delete=False) as sementara:
            try:
                with zipfile.ZipFile(sementara, "w", zipfile.ZIP_DEFLATED) as arsip:
                    manifes = _isi_arsip(arsip)
                sementara.flush()
                os.fsync(sementara.fileno())
                os.chmod(sementara.name, 0o600)
                os.replace(sementara.name, tujuan)
            except BaseException:
                Path(sementara.name).unlink(missing_ok=True)
                raise
    except OSError as galat:
        raise GalatCadangan(f"Cadangan tidak dapat ditulis: {galat}.") from galat
    return manifes


def _isi_arsip(arsip: zipfile.ZipFile) -> Manifes:
    with _potret():
        migrasi = migrasi_terpasang()  # the first read: the moment that the backup is of
        # A file lies there before its row is stored, so no row of this moment lacks one; later files stay out.
        nama_berkas = daftar_berkas()
        tabel = tuple(
            _salin(arsip, Isi(label(model), 0, "", _nama_kolom(model)), baca_baris(model)) for model in semua_tabel()
        )
    berkas = tuple(_salin(arsip, Isi(nama, 0, ""), _baca_berkas(folder_media() / nama)) for nama in nama_berkas)
    manifes = Manifes(timezone.now().isoformat(), migrasi, tabel, berkas)
    arsip.writestr(_MANIFES, json.dumps(_json(manifes), ensure_ascii=False, indent=1))
    return manifes


def _salin(arsip: zipfile.ZipFile, isi: Isi, bagian: Iterator[bytes]) -> Isi:
    """Write a member piece by piece; return it with its checksum and its number of rows or bytes."""
    sidik, banyak = hashlib.sha256(), 0
    with arsip.open(isi.anggota, "w", force_zip64=True) as keluar:
        for satu in bagian:
            sidik.update(satu)
            keluar.write(satu)
            banyak += 1 if isi.kolom else len(satu)
    return Isi(isi.nama, banyak, sidik.hexdigest(), isi.kolom)


@contextmanager
def _potret() -> Iterator[None]:
    """Read everything as of one moment, without keeping writers waiting.

    On SQLite a plain BEGIN, because Django's own would take the write lock; the snapshot stands from the first read.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as kursor:
                kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as kursor:
            kursor.execute("BEGIN")
            try:
                yield
            finally:
                kursor.execute("ROLLBACK")


@contextmanager
def buka_arsip(asal: Path) -> Iterator[tuple[zipfile.ZipFile, Manifes]]:
    """Open an archive and read its manifest. Raises GalatCadangan when it is none, damaged, or of a newer form."""
    try:
        with zipfile.ZipFile(asal) as arsip:
            yield arsip, _baca_manifes(arsip)
    except FileNotFoundError:
        raise GalatCadangan(f"Berkas {asal} tidak ada.") from None
    except (zipfile.BadZipFile, EOFError, OSError) as galat:
        raise GalatCadangan(f"Berkas {asal} rusak atau bukan cadangan: {galat}.") from galat


def _baca_manifes(arsip: zipfile.ZipFile) -> Manifes:
    if _MANIFES not in arsip.namelist():
        raise GalatCadangan("Berkas ini bukan cadangan aplikasi ini, atau terpotong: tidak ada manifesnya.")
    try:
        isi = json.loads(arsip.read(_MANIFES))
        bentuk = int(isi["bentuk"])
        if bentuk > BENTUK:
            raise GalatCadangan(
                f"Cadangan ini berbentuk {bentuk}, lebih baru daripada yang dikenal aplikasi ini ({BENTUK}). "
                "Pasang versi aplikasi yang lebih baru."
            )
        return Manifes(
            str(isi["dibuat"]),
            tuple(isi["migrasi"]),
            tuple(Isi(satu["nama"], satu["banyak"], satu["sha256"], tuple(satu["kolom"])) for satu in isi["tabel"]),
            tuple(Isi(_nama_aman(satu["nama"]), satu["banyak"], satu["sha256"]) for satu in isi["berkas"]),
        )
    except (KeyError, TypeError, ValueError) as galat:
        raise GalatCadangan("Manifes cadangan ini rusak.") from galat


def periksa_isi(arsip: zipfile.ZipFile, manifes: Manifes) -> None:
    """Read every member once. Raises GalatCadangan that names the first one missing or changed."""
    for isi in (*manifes.tabel, *manifes.berkas):
        sidik = hashlib.sha256()
        try:
            with arsip.open(isi.anggota) as aliran:
                while potong := aliran.read(_POTONG):
                    sidik.update(potong)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as galat:
            raise GalatCadangan(f"Cadangan rusak: {isi.anggota} tidak dapat dibaca.") from galat
        if sidik.hexdigest() != isi.sha256:
            raise GalatCadangan(f"Cadangan rusak: {isi.anggota} tidak sesuai dengan sidiknya.")


def salin_berkas(arsip: zipfile.ZipFile, isi: Isi) -> Path:
    """Write an issued file to its place and return where that is."""
    tujuan = folder_media() / isi.nama
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    with arsip.open(isi.anggota) as aliran, tujuan.open("xb") as keluar:
        while potong := aliran.read(_POTONG):
            keluar.write(potong)
    os.chmod(tujuan, 0o440)
    return tujuan


def baris_tabel(arsip: zipfile.ZipFile, isi: Isi) -> IO[bytes]:
    """Open a table for reading line by line."""
    return arsip.open(isi.anggota)


def migrasi_terpasang() -> tuple[str, ...]:
    """Return the migrations that the database has been through, by name."""
    return tuple(sorted(f"{app}.{nama}" for app, nama in MigrationRecorder(connection).applied_migrations()))


def folder_media() -> Path:
    """Return where issued files lie."""
    return Path(settings.MEDIA_ROOT)


def daftar_berkas() -> list[str]:
    """Return the issued files by their path below that folder; what is being written has a name of its own."""
    akar = folder_media()
    return sorted(
        satu.relative_to(akar).as_posix() for satu in akar.rglob("*") if satu.is_file() and not _sementara(satu)
    )


def _sementara(berkas: Path) -> bool:
    """Whether a file is nobody's record, or still being written: only a finished one gets the name of its checksum."""
    return berkas.relative_to(folder_media()).parts[0] in FOLDER_SEMENTARA or berkas.name.startswith(("tmp", "."))


def _baca_berkas(berkas: Path) -> Iterator[bytes]:
    with berkas.open("rb") as aliran:
        while potong := aliran.read(_POTONG):
            yield potong


def _nama_kolom(model: Any) -> tuple[str, ...]:
    return tuple(satu.attname for satu in kolom(model))


def _nama_aman(nama: str) -> str:
    """Return a path that stays below its folder. Raises ValueError for any other."""
    bagian = PurePosixPath(nama)
    if bagian.is_absolute() or ".." in bagian.parts or "\\" in nama or not bagian.parts:
        raise ValueError(nama)
    return nama


def _json(manifes: Manifes) -> dict[str, Any]:
    return {
        "bentuk": BENTUK,
        "dibuat": manifes.dibuat,
        "migrasi": list(manifes.migrasi),
        "tabel": [
            {"nama": satu.nama, "banyak": satu.banyak, "sha256": satu.sha256, "kolom": list(satu.kolom)}
            for satu in manifes.tabel
        ],
        "berkas": [{"nama": satu.nama, "banyak": satu.banyak, "sha256": satu.sha256} for satu in manifes.berkas],
    }
