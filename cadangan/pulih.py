"""Putting a backup back into an empty installation: refused when anything does not fit, compared row by row, whole.

Tables are filled in one transaction with constraints checked at its end, so their order does not matter. Before it is
committed every table is read again and must give the checksum of the archive.
"""

import hashlib
import zipfile
from pathlib import Path

from django.db import DatabaseError, connection, models, transaction

from cadangan.arsip import (
    GalatCadangan,
    Manifes,
    baris_tabel,
    buka_arsip,
    daftar_berkas,
    folder_media,
    migrasi_terpasang,
    periksa_isi,
    salin_berkas,
)
from cadangan.tabel import atur_nomor, baca_baris, kolom, label, semua_tabel, tulis_baris


def pulihkan_arsip(asal: Path) -> Manifes:
    """Restore an archive and return its manifest. Raises GalatCadangan; then nothing was stored."""
    with buka_arsip(asal) as (arsip, manifes):
        model = {label(satu): satu for satu in semua_tabel()}
        _pastikan_cocok(manifes, model)
        _pastikan_kosong(model)
        periksa_isi(arsip, manifes)
        ditulis: list[Path] = []
        try:
            for isi in manifes.berkas:
                ditulis.append(folder_media() / isi.nama)
                salin_berkas(arsip, isi)
            with transaction.atomic():
                _isi_tabel(arsip, manifes, model)
        except BaseException as galat:
            for berkas in ditulis:
                berkas.unlink(missing_ok=True)
            if isinstance(galat, DatabaseError | ValueError | LookupError | OSError):
                raise GalatCadangan(f"Cadangan tidak dapat dipulihkan, tidak ada yang disimpan: {galat}") from galat
            raise
        return manifes


def _pastikan_cocok(manifes: Manifes, model: dict[str, type[models.Model]]) -> None:
    """Raise GalatCadangan unless archive and application have the same tables, after the same migrations."""
    terpasang, dicadangkan = set(migrasi_terpasang()), set(manifes.migrasi)
    if not terpasang:
        raise GalatCadangan("Basis data ini belum disiapkan. Jalankan manage.py migrate lebih dahulu.")
    if lebih := sorted(dicadangkan - terpasang):
        raise GalatCadangan(
            f"Cadangan ini dibuat versi aplikasi yang lebih baru (ada {lebih[0]}). Pasang versi itu, lalu pulihkan."
        )
    if kurang := sorted(terpasang - dicadangkan):
        raise GalatCadangan(
            f"Cadangan ini dibuat versi aplikasi yang lebih lama (belum ada {kurang[0]}). Pulihkan dengan versi itu, "
            "lalu perbarui aplikasinya dan jalankan manage.py migrate."
        )
    kini = {nama: tuple(satu.attname for satu in kolom(tabel)) for nama, tabel in model.items()}
    if kini != {satu.nama: satu.kolom for satu in manifes.tabel}:
        raise GalatCadangan("Tabel cadangan ini tidak sama dengan tabel aplikasi ini.")


def _pastikan_kosong(model: dict[str, type[models.Model]]) -> None:
    terisi = [nama for nama, tabel in model.items() if tabel._base_manager.exists()]
    if terisi:
        raise GalatCadangan(
            f"Pemasangan ini sudah berisi (tabel {terisi[0]}). Pulihkan hanya ke pemasangan yang kosong."
        )
    if daftar_berkas():
        raise GalatCadangan(f"Folder {folder_media()} sudah berisi berkas. Pulihkan hanya ke pemasangan yang kosong.")


def _isi_tabel(arsip: zipfile.ZipFile, manifes: Manifes, model: dict[str, type[models.Model]]) -> None:
    for isi in manifes.tabel:
        with baris_tabel(arsip, isi) as aliran:
            tulis_baris(model[isi.nama], aliran)
    atur_nomor(model.values())
    connection.check_constraints()
    for isi in manifes.tabel:
        sidik = hashlib.sha256()
        for baris in baca_baris(model[isi.nama]):
            sidik.update(baris)
        if sidik.hexdigest() != isi.sha256:
            raise GalatCadangan(f"Tabel {isi.nama} tidak sama dengan cadangannya setelah dipulihkan.")
