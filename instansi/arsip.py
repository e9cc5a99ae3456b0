"""The freeze service: turns data into canonical JSON text with a checksum, once, for trees, decrees and papers alike.

Text and not a JSON column, because a JSON column reorders keys and turns 1.10 into 1.1 (ARCHITECTURE.md, "approval").
"""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from instansi.models import Arsip, Pengguna


def kanonik(data: object) -> str:
    """Return the data as canonical JSON: sorted keys, no spaces, UTF-8 text, decimals and dates as strings.

    Raises TypeError for a float (its text form is not stable) and for any other type that has no canonical form.
    """
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sidik(isi: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(isi.encode()).hexdigest()


def bekukan(*, jenis: str, skema: int, data: object, oleh: Pengguna | None = None) -> Arsip:
    """Store the data frozen and return the row. `jenis` and `skema` say how to read it again."""
    isi = kanonik(data)
    return Arsip.objects.create(jenis=jenis, skema=skema, isi=isi, sha256=sidik(isi), oleh=oleh)


def utuh(arsip: Arsip) -> bool:
    """Return whether the stored text still has the stored checksum."""
    return sidik(arsip.isi) == arsip.sha256


def _plain(nilai: object) -> object:
    if nilai is None or isinstance(nilai, str | bool | int):
        return str(nilai) if isinstance(nilai, str) else nilai
    if isinstance(nilai, Decimal | UUID):
        return str(nilai)
    if isinstance(nilai, date | datetime):
        return nilai.isoformat()
    if isinstance(nilai, dict):
        return {str(kunci): _plain(isi) for kunci, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [_plain(isi) for isi in nilai]
    raise TypeError(f"Tidak ada bentuk kanonik untuk {type(nilai).__name__}.")
