"""What `manage.py cetak iku` takes and does; registered with `naskah` in apps.py."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan


def _argumen(parser: CommandParser) -> None:
    parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
    parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
    parser.add_argument(
        "--keputusan", type=int, metavar="NOMOR", help="kunci keputusan; tanpa ini keputusan IKU yang terakhir"
    )


def _cetak(pilihan: Mapping[str, Any]) -> bytes:
    # Imported when printing starts: apps.py loads this module before the renderer is needed.
    from iku.documents import cetak_iku
    from iku.selectors import keputusan_untuk_dicetak
    from naskah.api import pdf_terbit

    keputusan = keputusan_untuk_dicetak(
        perangkat_daerah=pilihan["perangkat_daerah"],
        pemerintah_daerah=pilihan["pemerintah_daerah"],
        keputusan_id=pilihan["keputusan"],
    )
    terbit = None if keputusan.draf else pdf_terbit(keputusan.id)
    return terbit if terbit is not None else cetak_iku(keputusan).pdf


CETAKAN_IKU = JenisCetakan(
    nama="iku",
    keterangan="Keputusan IKU satu perangkat daerah dengan kedua lampirannya, atau rancangannya dari pohon kinerja.",
    argumen=_argumen,
    cetak=_cetak,
)
