"""The IKI book and the extract of one position, for `manage.py cetak iki` and for downloads; registered in apps.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan, Pesanan

if TYPE_CHECKING:
    from instansi.api import Pengguna, PerangkatDaerah


def _argumen(parser: CommandParser) -> None:
    parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
    parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
    parser.add_argument("--jabatan", type=int, metavar="NO", help="hanya satu jabatan, menurut No pada buku kerja")


def _cetak(pilihan: Mapping[str, Any]) -> bytes:
    # Imported when printing starts: apps.py loads this module before the models are there.
    from iki.documents import cetak_buku, cetak_kutipan
    from iki.selectors import baca_naskah, keputusan_iki
    from instansi.api import TidakDitemukan
    from naskah.api import cari_perangkat, pdf_terbit

    perangkat = cari_perangkat(
        perangkat_daerah=pilihan["perangkat_daerah"], pemerintah_daerah=pilihan["pemerintah_daerah"]
    )
    keputusan = keputusan_iki(perangkat)
    terbit = None if keputusan.draf else pdf_terbit(keputusan.id)
    if terbit is not None and pilihan["jabatan"] is None:
        return terbit
    iki = baca_naskah(keputusan)
    if pilihan["jabatan"] is None:
        return cetak_buku(iki, keputusan).pdf
    posisi = next((satu for satu in iki.posisi if satu.nomor == pilihan["jabatan"]), None)
    if posisi is None:
        raise TidakDitemukan(f"Tidak ada jabatan No {pilihan['jabatan']} di perangkat daerah ini.")
    return cetak_kutipan(iki, posisi, keputusan).pdf


def _siapkan(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    """Parameters: perangkat, and for an extract jabatan, with draf as the newest decree has it."""
    from iki.selectors import ambil_perangkat

    perangkat = ambil_perangkat(pengguna, parameter["perangkat"])
    if "jabatan" in parameter:
        return _siapkan_kutipan(perangkat, parameter["jabatan"], draf=parameter.get("draf", False))
    return _siapkan_buku(perangkat)


def _siapkan_buku(perangkat: "PerangkatDaerah") -> Pesanan:
    from django.urls import reverse

    from iki.documents import bahan_buku
    from iki.selectors import baca_naskah, keputusan_iki
    from naskah.api import pdf_terbit

    keputusan = keputusan_iki(perangkat)
    nama = f"iki-{perangkat.slug}-{keputusan.periode}.pdf"
    kembali = reverse("iki_daftar", args=[perangkat.pk])
    terbit = None if keputusan.draf else pdf_terbit(keputusan.id)
    if terbit is not None:
        return Pesanan(keputusan.judul, nama, kembali, jadi=terbit)
    bahan = bahan_buku(baca_naskah(keputusan), keputusan)
    return Pesanan(bahan.judul, nama, kembali, bahan)


def _siapkan_kutipan(perangkat: "PerangkatDaerah", jabatan_id: int, *, draf: bool) -> Pesanan:
    from django.urls import reverse
    from django.utils.text import slugify

    from iki.documents import bahan_kutipan
    from iki.selectors import cari_kutipan

    iki, posisi, keputusan = cari_kutipan(perangkat, jabatan_id, draf=draf)
    bahan = bahan_kutipan(iki, posisi, keputusan)
    nama = f"iki-{perangkat.slug}-{slugify(posisi.nama) or posisi.nomor}-{keputusan.periode}.pdf"
    return Pesanan(bahan.judul, nama, reverse("iki_jabatan", args=[perangkat.pk, jabatan_id]), bahan)


def _periksa(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from iki.selectors import ambil_perangkat

    return ambil_perangkat(pengguna, parameter["perangkat"])


CETAKAN_IKI = JenisCetakan(
    nama="iki",
    keterangan="Buku indikator kinerja individu satu perangkat daerah, atau kutipan satu jabatan.",
    argumen=_argumen,
    cetak=_cetak,
    siapkan=_siapkan,
    periksa=_periksa,
)
