"""The kind of decree that this app offers to the generic screens and the issuing service of `naskah`.

Each function imports its work when it is called: apps.py loads this module before renderer and Word library are needed.
"""

from typing import TYPE_CHECKING

from iku.choices import KOLOM
from naskah.choices import JenisKeputusan
from naskah.jenis import Asal, JenisNaskah, Terbitan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iku.rules import AturanIku
    from instansi.api import Pengguna, PerangkatDaerah
    from naskah.api import BahanCetak, BarisKeputusan, BedaBaris, Keputusan, TemuanKeputusan


def _asal(perangkat_daerah: "PerangkatDaerah") -> list[Asal]:
    from iku.selectors import asal_keputusan

    return asal_keputusan(perangkat_daerah)


def _buat(aktor: "Pengguna", perangkat_daerah: "PerangkatDaerah", pohon_id: int) -> "Keputusan":
    from iku.services import buat_dari_pohon

    return buat_dari_pohon(aktor=aktor, perangkat_daerah=perangkat_daerah, pohon_id=pohon_id)


def _bahan(keputusan: "BarisKeputusan") -> "BahanCetak":
    from iku.documents import bahan_iku

    return bahan_iku(keputusan)


def _docx(keputusan: "BarisKeputusan") -> bytes:
    from iku.exporting import tulis_docx

    return tulis_docx(keputusan)


def _xlsx(keputusan: "BarisKeputusan") -> bytes:
    from iku.exporting import tulis_xlsx

    return tulis_xlsx(keputusan)


def _periksa(keputusan: "BarisKeputusan") -> "list[TemuanKeputusan]":
    from iku.pemeriksaan import periksa_iku

    return periksa_iku(keputusan)


def _periksa_terbit(keputusan: "BarisKeputusan") -> "list[TemuanKeputusan]":
    from iku.pemeriksaan import periksa_iku_terbit

    return periksa_iku_terbit(keputusan)


def _halangan(keputusan: "BarisKeputusan") -> str:
    from iku.pemeriksaan import halangan_iku

    return halangan_iku(keputusan)


def _terbitkan(keputusan: "BarisKeputusan") -> Terbitan:
    from iku.documents import terbitkan_iku

    return terbitkan_iku(keputusan)


def _bekukan(keputusan: "Keputusan") -> None:
    from iku.services import bekukan_baris

    bekukan_baris(keputusan)


def _buat_perubahan(aktor: "Pengguna", keputusan_id: int) -> "Keputusan":
    from iku.services import buat_perubahan

    return buat_perubahan(aktor=aktor, keputusan_id=keputusan_id)


def _bandingkan(lama: "BarisKeputusan", baru: "BarisKeputusan") -> "list[BedaBaris]":
    from iku.banding import beda_lampiran
    from iku.selectors import baca_baris

    return beda_lampiran(baca_baris(lama), baca_baris(baru))


def _aturan() -> "Sequence[AturanIku]":
    from iku.rules import ATURAN

    return ATURAN


JENIS_IKU = JenisNaskah(
    jenis=JenisKeputusan.IKU,
    asal=_asal,
    buat=_buat,
    bahan=_bahan,
    tulis_docx=_docx,
    tulis_xlsx=_xlsx,
    periksa=_periksa,
    halangan=_halangan,
    terbitkan=_terbitkan,
    bekukan=_bekukan,
    alamat_lampiran="iku_lampiran",
    buat_perubahan=_buat_perubahan,
    bandingkan=_bandingkan,
    aturan=_aturan,
    periksa_terbit=_periksa_terbit,
    label=KOLOM,
)
