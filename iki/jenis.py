"""The kind of decree that this app offers to the generic screens and the issuing service of `naskah`.

Each function imports its work when it is called: apps.py loads this module before renderer and Word library are needed.
"""

from typing import TYPE_CHECKING

from naskah.choices import BAGIAN_KEPUTUSAN, BagianButir, JenisKeputusan
from naskah.jenis import Asal, JenisNaskah, Terbitan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from instansi.api import Pengguna, PerangkatDaerah
    from naskah.api import BahanCetak, BarisKeputusan, BedaBaris, Keputusan, TemuanKeputusan


def _asal(perangkat_daerah: "PerangkatDaerah") -> list[Asal]:
    from iki.selectors import asal_keputusan

    return asal_keputusan(perangkat_daerah)


def _buat(aktor: "Pengguna", perangkat_daerah: "PerangkatDaerah", pohon_id: int) -> "Keputusan":
    from iki.services import buat_dari_pohon

    return buat_dari_pohon(aktor=aktor, perangkat_daerah=perangkat_daerah, pohon_id=pohon_id)


def _buat_perubahan(aktor: "Pengguna", keputusan_id: int) -> "Keputusan":
    from iki.services import buat_perubahan

    return buat_perubahan(aktor=aktor, keputusan_id=keputusan_id)


def _bahan(keputusan: "BarisKeputusan") -> "BahanCetak":
    from iki.documents import bahan_buku
    from iki.selectors import baca_naskah

    return bahan_buku(baca_naskah(keputusan), keputusan)


def _docx(keputusan: "BarisKeputusan") -> bytes:
    from iki.selectors import baca_naskah
    from iki.word import tulis_docx

    return tulis_docx(baca_naskah(keputusan), keputusan)


def _xlsx(keputusan: "BarisKeputusan") -> bytes:
    from iki.exporting import tulis_buku_kerja
    from iki.selectors import baca_naskah

    return tulis_buku_kerja(baca_naskah(keputusan))


def _periksa(keputusan: "BarisKeputusan") -> "list[TemuanKeputusan]":
    from iki.pemeriksaan import periksa_keputusan_iki

    return periksa_keputusan_iki(keputusan)


def _periksa_terbit(keputusan: "BarisKeputusan") -> "list[TemuanKeputusan]":
    from iki.pemeriksaan import periksa_iki_terbit

    return periksa_iki_terbit(keputusan)


def _halangan(keputusan: "BarisKeputusan") -> str:
    from iki.pemeriksaan import halangan_iki

    return halangan_iki(keputusan)


def _terbitkan(keputusan: "BarisKeputusan") -> Terbitan:
    from iki.arsip import potret_iki
    from iki.documents import bahan_buku
    from iki.selectors import baca_draf

    iki = baca_draf(keputusan)
    return Terbitan(lambda: bahan_buku(iki, keputusan), potret_iki(iki))


def _bekukan(keputusan: "Keputusan") -> None:
    """Nothing: what `_terbitkan` gave to the archive is all that an issued book is read from."""


def _bandingkan(lama: "BarisKeputusan", baru: "BarisKeputusan") -> "list[BedaBaris]":
    from iki.banding import beda_iki
    from iki.selectors import baca_naskah

    return beda_iki(baca_naskah(lama), baca_naskah(baru))


def _aturan() -> "Sequence[Any]":
    from iki.rules import ATURAN, ATURAN_NASKAH

    return (*ATURAN_NASKAH, *ATURAN)


JENIS_IKI = JenisNaskah(
    jenis=JenisKeputusan.IKI,
    asal=_asal,
    buat=_buat,
    bahan=_bahan,
    tulis_docx=_docx,
    tulis_xlsx=_xlsx,
    periksa=_periksa,
    halangan=_halangan,
    terbitkan=_terbitkan,
    bekukan=_bekukan,
    alamat_lampiran="iki_lampiran",
    buat_perubahan=_buat_perubahan,
    bandingkan=_bandingkan,
    aturan=_aturan,
    periksa_terbit=_periksa_terbit,
    bagian=(BagianButir.PENGANTAR, *BAGIAN_KEPUTUSAN),
)
