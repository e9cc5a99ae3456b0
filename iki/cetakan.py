"""What `manage.py cetak iki` takes and does; registered with `naskah` in apps.py."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan


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


CETAKAN_IKI = JenisCetakan(
    nama="iki",
    keterangan="Buku indikator kinerja individu satu perangkat daerah, atau kutipan satu jabatan.",
    argumen=_argumen,
    cetak=_cetak,
)
