"""What decides how a paper looks, as one frozen value: it can be kept, given to another process, and named by its hash.

Nothing is rendered here, and no renderer is imported: apps prepare papers while Django answers a page.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from naskah.huruf import FOLDER_HURUF
from naskah.paper import Halaman, Kertas

ASET = Path(__file__).resolve().parent / "aset"
# What draws: another version may draw otherwise, so a paper printed by it has another key.
_PAKET = ("weasyprint", "pydyf", "fonttools", "tinycss2", "pypdfium2", "pillow")
_MODUL = ("bahan.py", "render.py", "tulis_pdf.py", "rangkaian.py", "paper.py", "huruf.py")


@dataclass(frozen=True, slots=True)
class LabelHalaman:
    """From page `mulai` (counted from 0) on, viewers number the pages so: "D" 1, 2; "r" i, ii; empty: prefix only.

    With `jangkar` it starts at the page that holds the element of this id instead, known only after layout.
    """

    mulai: int = 0
    gaya: str = "D"
    awalan: str = ""
    nomor: int = 1
    jangkar: str = ""


@dataclass(frozen=True, slots=True)
class BahanCetak:
    """A paper before printing; `render.cetak` of equal values gives equal bytes.

    `judul` and `penulis` go into the metadata; `halaman` are the kinds of page the paper uses; `gaya` are further
    stylesheets as text; `draf` prints DRAF behind every page; `waktu` is the date of creation to record; `kiriman` are
    pictures (PNG) by name, which the HTML asks for as "naskah:kiriman/<name>". `bertanda` asks for the tags of an
    accessible PDF/A; previews do without. `titik_per_inci` asks for a PNG of the first page instead of a PDF. `data`
    (JSON) is what the paper says, embedded for machines as "data.json".
    """

    html: str
    judul: str
    penulis: str = ""
    halaman: tuple[Halaman, ...] = (Halaman(),)
    gaya: tuple[str, ...] = ()
    draf: bool = False
    label_halaman: tuple[LabelHalaman, ...] = ()
    waktu: datetime | None = None
    kiriman: tuple[tuple[str, bytes], ...] = ()
    bertanda: bool = True
    titik_per_inci: float = 0
    data: bytes = b""

    @property
    def tipe(self) -> str:
        """The media type of the printed file."""
        return "image/png" if self.titik_per_inci else "application/pdf"

    @property
    def berat(self) -> int:
        """How much there is to print: bytes of HTML, what the time of printing follows best."""
        return len(self.html)


def susun_bahan(
    html: str,
    *,
    judul: str,
    penulis: str = "",
    halaman: Sequence[Halaman] = (Halaman(),),
    gaya: Sequence[str] = (),
    draf: bool = False,
    label_halaman: Sequence[LabelHalaman] = (),
    waktu: datetime | None = None,
    kiriman: Mapping[str, bytes] | None = None,
    titik_per_inci: float = 0,
) -> BahanCetak:
    """Return the paper made of these; see `BahanCetak`."""
    return BahanCetak(
        html=html,
        judul=judul,
        penulis=penulis,
        halaman=tuple(halaman),
        gaya=tuple(gaya),
        draf=draf,
        label_halaman=tuple(label_halaman),
        waktu=waktu,
        kiriman=tuple(sorted((kiriman or {}).items())),
        titik_per_inci=titik_per_inci,
    )


def tulis_bahan(bahan: BahanCetak) -> bytes:
    """Return the paper as canonical JSON, from which `baca_bahan` makes an equal one."""
    isi = asdict(bahan)
    isi["waktu"] = bahan.waktu.isoformat() if bahan.waktu else None
    isi["kiriman"] = [[nama, base64.b64encode(byte).decode()] for nama, byte in bahan.kiriman]
    isi["data"] = bahan.data.decode("utf-8")
    return json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def baca_bahan(isi: bytes) -> BahanCetak:
    """Return the paper that `tulis_bahan` wrote. Raises ValueError or KeyError for anything else."""
    nilai: dict[str, Any] = json.loads(isi)
    nilai = {satu.name: nilai[satu.name] for satu in fields(BahanCetak)}
    nilai["halaman"] = tuple(
        Halaman(**{**satu, "kertas": Kertas(**satu["kertas"]), "margin": tuple(satu["margin"])})
        for satu in nilai["halaman"]
    )
    nilai["gaya"] = tuple(nilai["gaya"])
    nilai["label_halaman"] = tuple(LabelHalaman(**satu) for satu in nilai["label_halaman"])
    nilai["waktu"] = datetime.fromisoformat(nilai["waktu"]) if nilai["waktu"] else None
    nilai["kiriman"] = tuple((nama, base64.b64decode(teks)) for nama, teks in nilai["kiriman"])
    nilai["data"] = nilai["data"].encode("utf-8")
    return BahanCetak(**nilai)


def kunci_bahan(isi: bytes) -> str:
    """Return the key of a written paper: a hash of it and of everything that draws it (program, styles, fonts)."""
    return hashlib.sha256(_sidik_mesin() + isi).hexdigest()


@cache
def _sidik_mesin() -> bytes:
    """Return a hash of the renderer's version, our own part of it, the common styles and the fonts."""
    sidik = hashlib.sha256()
    for paket in _PAKET:
        try:
            sidik.update(f"{paket} {version(paket)}\n".encode())
        except PackageNotFoundError:
            sidik.update(f"{paket} -\n".encode())
    folder = Path(__file__).resolve().parent
    berkas = [*(folder / nama for nama in _MODUL), *ASET.rglob("*"), *FOLDER_HURUF.rglob("*")]
    for satu in sorted(berkas):
        if satu.is_file():
            sidik.update(f"{satu.name}\n".encode() + satu.read_bytes())
    return sidik.digest()
