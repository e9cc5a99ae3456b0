"""Where a table waits between its preview and the confirmation: one file of text in `VAR_DIR`, for a day.

The name is a fresh UUID, kept in the session of whoever uploaded it; nobody else can ask for it.
"""

import json
import time
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from tablib import Dataset

from instansi.errors import GalatLayanan

_MASA_SIMPAN = 24 * 60 * 60


def simpan_tabel(tabel: Dataset) -> str:
    """Keep a table and return the key it is asked for by; tables older than a day are removed."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    batas = time.time() - _MASA_SIMPAN
    for lama in folder.glob("*.json"):
        if lama.exists() and lama.stat().st_mtime < batas:
            lama.unlink(missing_ok=True)
    kunci = str(uuid4())
    isi = {"judul": tabel.headers, "baris": [list(satu) for satu in tabel]}
    (folder / f"{kunci}.json").write_text(json.dumps(isi, ensure_ascii=False), encoding="utf-8")
    return kunci


def ambil_tabel(kunci: str) -> Dataset:
    """Return the table kept under the key. Raises GalatLayanan when it is gone."""
    try:
        isi = json.loads(_berkas(kunci).read_text(encoding="utf-8"))
    except (OSError, ValueError) as galat:
        raise GalatLayanan("Unggahan ini sudah tidak ada. Unggah berkasnya sekali lagi.", kolom="berkas") from galat
    return Dataset(*isi["baris"], headers=isi["judul"])


def hapus_tabel(kunci: str) -> None:
    """Remove a table that has been dealt with."""
    _berkas(kunci).unlink(missing_ok=True)


def _berkas(kunci: str) -> Path:
    return _folder() / f"{UUID(kunci)}.json"


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "impor-daftar"
