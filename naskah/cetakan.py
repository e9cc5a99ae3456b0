"""Decrees of every kind as downloads, as previews and as printed to be issued; registered in apps.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from naskah.cetak import JenisCetakan, Pesanan
from naskah.choices import PENETAPAN

if TYPE_CHECKING:
    from instansi.api import Pengguna


# Imported when printing starts: apps.py loads this module before the models are there.
def _siapkan(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    """Parameters: keputusan; pratinjau for an untagged one, with awal of the decree without its attachments."""
    from dataclasses import replace

    from django.urls import reverse

    from naskah.arsip import baca_berkas
    from naskah.documents import bahan_keputusan
    from naskah.jenis import ambil_jenis
    from naskah.selectors import ambil_keputusan, baca_keputusan
    from naskah.services.penetapan import nama_dasar

    keputusan = ambil_keputusan(pengguna, parameter["keputusan"])
    nama, kembali = f"{nama_dasar(keputusan)}.pdf", reverse("keputusan", args=[keputusan.pk])
    if keputusan.pdf:
        return Pesanan(str(keputusan), nama, kembali, jadi=baca_berkas(keputusan.pdf))
    baris = baca_keputusan(keputusan.pk)
    bahan = bahan_keputusan(baris) if parameter.get("awal") else ambil_jenis(keputusan.jenis).bahan(baris)
    if parameter.get("pratinjau"):
        bahan = replace(bahan, bertanda=False)
    return Pesanan(bahan.judul, nama, kembali, bahan)


def _periksa(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from naskah.selectors import ambil_keputusan

    return ambil_keputusan(pengguna, parameter["keputusan"])


def _tetapkan(pengguna: "Pengguna", parameter: Mapping[str, Any], isi: bytes) -> object:
    """Parameters: keputusan, its versi, and sidik of what was printed (`services.minta_penetapan`)."""
    from naskah.services.penetapan import terbitkan

    return terbitkan(
        aktor=pengguna,
        keputusan_id=parameter["keputusan"],
        versi=parameter["versi"],
        sidik=parameter["sidik"],
        pdf=isi,
    )


CETAKAN_KEPUTUSAN = JenisCetakan(
    nama="keputusan",
    keterangan="Keputusan dengan lampirannya.",
    siapkan=_siapkan,
    periksa=_periksa,
)
CETAKAN_PENETAPAN = JenisCetakan(
    nama=PENETAPAN,
    keterangan="Keputusan panjang yang ditetapkan begitu selesai dicetak.",
    periksa=_periksa,
    laksanakan=_tetapkan,
)
