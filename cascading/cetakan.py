"""What `manage.py cetak cascading` takes and does; registered with `naskah` in apps.py."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan


def _argumen(parser: CommandParser) -> None:
    parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
    parser.add_argument("--urusan", help="hanya bila perangkat daerah memegang beberapa urusan")
    parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
    parser.add_argument("--periode", default="", metavar="MULAI-SELESAI", help="misalnya 2021-2026")


def _cetak(pilihan: Mapping[str, Any]) -> bytes:
    # Imported when printing starts: apps.py loads this module before the models are there.
    from cascading.documents import cetak_buku
    from pohon.api import baca_pohon, cari_pohon

    pohon = cari_pohon(
        perangkat_daerah=pilihan["perangkat_daerah"],
        pemerintah_daerah=pilihan["pemerintah_daerah"],
        urusan=pilihan["urusan"],
        periode=pilihan["periode"],
    )
    return cetak_buku(baca_pohon(pohon.pk)).pdf


CETAKAN_CASCADING = JenisCetakan(
    nama="cascading",
    keterangan="Buku cascading kinerja satu perangkat daerah: Tahap 1–5, pohon kinerja, dan crosscutting.",
    argumen=_argumen,
    cetak=_cetak,
)
