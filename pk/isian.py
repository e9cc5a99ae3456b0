"""What a grid, a pasted table or a workbook gives to the services: rows of values, cleaned. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from pk.nilai import Nilai
from pk.rows import BarisTarget, Kunci


@dataclass(frozen=True, slots=True)
class IsianTarget:
    """The cells of a row that somebody filled in. `satuan` and `arah` None: not on the page, left as they are.

    `nilai` holds the values on the page, None where a cell was emptied; `versi` is what the page showed.
    """

    identitas: UUID
    versi: int
    satuan: str | None = None
    arah: str | None = None
    nilai: Mapping[Kunci, Nilai | None] = field(default_factory=dict)

    def berubah(self, kini: BarisTarget) -> bool:
        """Whether storing it would change the row."""
        return (
            (self.satuan is not None and self.satuan != kini.satuan)
            or (self.arah is not None and self.arah != kini.arah)
            or any(kini.nilai.get(kunci) != nilai for kunci, nilai in self.nilai.items())
        )

    def gabung(self, lain: "IsianTarget") -> "IsianTarget":
        """Return both as one: the other one's cells where both have one."""
        return IsianTarget(
            self.identitas,
            self.versi,
            lain.satuan if lain.satuan is not None else self.satuan,
            lain.arah if lain.arah is not None else self.arah,
            {**self.nilai, **lain.nilai},
        )


@dataclass(frozen=True, slots=True)
class IsianAnggaran:
    """The budget typed for a code."""

    kode: str
    versi: int
    rupiah: Decimal | None
    keterangan: str


def sidik_sel(sel: Mapping[str, str]) -> str:
    """Return a short fingerprint of a row's cells as shown: a row sent back with the same cells was not touched."""
    return hashlib.sha256("\x1f".join(f"{nama}={sel[nama]}" for nama in sorted(sel)).encode()).hexdigest()[:16]
