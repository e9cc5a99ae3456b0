"""What `manage.py cetak pk` takes and does; registered with `naskah` in apps.py."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan


def _argumen(parser: CommandParser) -> None:
    parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
    parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
    parser.add_argument("--tahun", type=int, metavar="TAHUN", help="tanpa ini tahun sekarang, dalam periodenya")


def _cetak(pilihan: Mapping[str, Any]) -> bytes:
    # Imported when printing starts: apps.py loads this module before the models are there.
    from instansi.api import TidakDitemukan
    from naskah.api import cari_perangkat
    from pk.documents import cetak_perjanjian
    from pk.selectors import perjanjian_untuk_dicetak

    perangkat = cari_perangkat(
        perangkat_daerah=pilihan["perangkat_daerah"], pemerintah_daerah=pilihan["pemerintah_daerah"]
    )
    baris, kertas = perjanjian_untuk_dicetak(perangkat, pilihan["tahun"])
    if not baris:
        raise TidakDitemukan("Belum ada jabatan yang memegang kinerja pada pohon kinerja.")
    return cetak_perjanjian(baris, kertas).pdf


CETAKAN_PK = JenisCetakan(
    nama="pk",
    keterangan="Perjanjian kinerja semua jabatan satu perangkat daerah untuk satu tahun.",
    argumen=_argumen,
    cetak=_cetak,
)
