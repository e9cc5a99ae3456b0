"""The kinds of decree: each app that has one registers it here, so that this app need not know tree or attachments.

The generic screens and the issuing service of this app ask the registered kind for whatever depends on attachments.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from naskah.choices import BAGIAN_KEPUTUSAN, BagianButir, JenisKeputusan
from naskah.rows import BarisKeputusan

if TYPE_CHECKING:
    from instansi.api import Pengguna, PerangkatDaerah
    from naskah.bahan import BahanCetak
    from naskah.banding import BedaBaris
    from naskah.models import Keputusan
    from naskah.rules import Temuan


@dataclass(frozen=True, slots=True)
class Asal:
    """A tree that a new decree can be drafted from: its key and how a list names it."""

    pohon_id: int
    periode_id: int
    label: str


@dataclass(frozen=True, slots=True)
class Terbitan:
    """What issuing freezes of a decree: its attachments as plain data, and what makes the paper of them."""

    bahan: Callable[[], "BahanCetak"]
    lampiran: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JenisNaskah:
    """One kind of decree.

    `asal` lists the trees an agency can draft from; `buat` makes a stored draft from one of them, by its key; `bahan`
    is the paper ready to print, `tulis_docx` and `tulis_xlsx` write working copies; `periksa` returns the findings
    about decree and attachments; `halangan` says why it cannot be issued (empty: nothing); `terbitkan` reads it as
    issued; `bekukan` is called in the issuing transaction to make its attachments independent of the tree;
    `alamat_lampiran` is the URL name (with the decree's key) where attachments are edited. A kind may have more:
    `buat_perubahan` makes a draft that amends an issued decree, by its key; `bandingkan` says how the attachments of
    two decrees differ; `aturan` lists its checks (objects with kode, judul, keparahan, sumber) for the documentation;
    `periksa_terbit` returns what has changed since an issued decree was issued; `bagian` are its ordered lists in the
    editor; `label` names the columns that audit entries about its attachments hold.
    """

    jenis: JenisKeputusan
    asal: Callable[["PerangkatDaerah"], list[Asal]]
    buat: Callable[["Pengguna", "PerangkatDaerah", int], "Keputusan"]
    bahan: Callable[[BarisKeputusan], "BahanCetak"]
    tulis_docx: Callable[[BarisKeputusan], bytes]
    tulis_xlsx: Callable[[BarisKeputusan], bytes]
    periksa: Callable[[BarisKeputusan], list["Temuan"]]
    halangan: Callable[[BarisKeputusan], str]
    terbitkan: Callable[[BarisKeputusan], Terbitan]
    bekukan: Callable[["Keputusan"], None]
    alamat_lampiran: str
    buat_perubahan: Callable[["Pengguna", int], "Keputusan"] | None = None
    bandingkan: Callable[[BarisKeputusan, BarisKeputusan], list["BedaBaris"]] | None = None
    aturan: Callable[[], Sequence[Any]] | None = None
    periksa_terbit: Callable[[BarisKeputusan], list["Temuan"]] | None = None
    bagian: tuple[BagianButir, ...] = BAGIAN_KEPUTUSAN
    label: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


_daftar: dict[str, JenisNaskah] = {}


def daftarkan_jenis(jenis: JenisNaskah) -> None:
    """Register a kind; called from `AppConfig.ready`. A kind registered again is replaced."""
    _daftar[jenis.jenis.value] = jenis


def ambil_jenis(jenis: str) -> JenisNaskah:
    """Return a registered kind. Raises KeyError when no app has it."""
    return _daftar[jenis]


def daftar_jenis() -> tuple[JenisNaskah, ...]:
    """Return the registered kinds, in the order of the list of choices."""
    return tuple(_daftar[satu] for satu in JenisKeputusan.values if satu in _daftar)
