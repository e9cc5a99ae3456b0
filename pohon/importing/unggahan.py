"""Where an uploaded document waits between its report and the decision: outside the web root, for a day, one owner.

Kept as two files in `VAR_DIR/impor`: the bytes as sent and a small JSON (owner, tree, name). The name of a file comes
from a fresh UUID, never from the upload.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from instansi.api import TidakDitemukan, satu_baris
from pohon.importing.teks import rapikan

MASA_SIMPAN = 24 * 60 * 60
_NAMA_TERPANJANG = 120


@dataclass(frozen=True, slots=True)
class Unggahan:
    """What was uploaded. `tempelan`: text typed or pasted, not a file."""

    kunci: UUID
    nama: str
    isi: bytes
    tempelan: bool


def simpan_unggahan(*, pengguna_id: int, pohon_id: int, nama: str, isi: bytes, tempelan: bool = False) -> UUID:
    """Keep an upload and return the key it is asked for by; uploads older than a day are removed."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _bersihkan(folder)
    kunci = uuid4()
    bersih = satu_baris(rapikan(Path(nama).name))[:_NAMA_TERPANJANG] or "dokumen"
    (folder / f"{kunci}.isi").write_bytes(isi)
    keterangan = {"pengguna": pengguna_id, "pohon": pohon_id, "nama": bersih, "tempelan": tempelan}
    (folder / f"{kunci}.json").write_text(json.dumps(keterangan, ensure_ascii=False), encoding="utf-8")
    return kunci


def ambil_unggahan(*, kunci: UUID, pengguna_id: int, pohon_id: int) -> Unggahan:
    """Return an upload of this person for this tree. Raises TidakDitemukan for any other, and when it has expired."""
    folder = _folder()
    try:
        keterangan = json.loads((folder / f"{kunci}.json").read_text(encoding="utf-8"))
        isi = (folder / f"{kunci}.isi").read_bytes()
    except (OSError, ValueError):
        raise TidakDitemukan("Unggahan ini sudah tidak ada. Unggah dokumennya sekali lagi.") from None
    if keterangan["pengguna"] != pengguna_id or keterangan["pohon"] != pohon_id:
        raise TidakDitemukan("Unggahan ini sudah tidak ada. Unggah dokumennya sekali lagi.")
    return Unggahan(kunci, keterangan["nama"], isi, keterangan["tempelan"])


def hapus_unggahan(kunci: UUID) -> None:
    """Remove an upload that has been dealt with; one that is gone already is no matter."""
    for akhiran in ("isi", "json"):
        (_folder() / f"{kunci}.{akhiran}").unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "impor"


def _bersihkan(folder: Path) -> None:
    batas = time.time() - MASA_SIMPAN
    for berkas in (*folder.glob("*.isi"), *folder.glob("*.json")):
        try:
            if berkas.stat().st_mtime < batas:
                berkas.unlink(missing_ok=True)
        except FileNotFoundError:
            continue  # another request removed it
