"""The difference of two versions for downloads; registered with `naskah` in apps.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from naskah.cetak import JenisCetakan, Pesanan

if TYPE_CHECKING:
    from instansi.api import Pengguna


# Imported when printing starts: apps.py loads this module before the models are there.
def _siapkan(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from django.urls import reverse

    from telaah.banding import bandingkan_versi
    from telaah.documents import bahan_banding, nama_berkas_banding
    from telaah.selectors import dua_versi

    baru, lama = dua_versi(pengguna, parameter["pohon"], parameter["lain"])
    bahan = bahan_banding(lama, baru, bandingkan_versi(lama, baru))
    kembali = reverse("banding", args=[parameter["pohon"], parameter["lain"]])
    return Pesanan(bahan.judul, nama_berkas_banding(lama, baru, ".pdf"), kembali, bahan)


def _periksa(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from telaah.selectors import dua_versi

    return dua_versi(pengguna, parameter["pohon"], parameter["lain"])


CETAKAN_BANDING = JenisCetakan(
    nama="banding",
    keterangan="Perbedaan dua versi pohon kinerja.",
    siapkan=_siapkan,
    periksa=_periksa,
)
