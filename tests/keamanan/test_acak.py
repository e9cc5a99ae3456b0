"""Whatever is sent to whatever address by whomever, the application answers and does not break.

A longer run: `python -m bench.acak --menit 5`.
"""

import time
from pathlib import Path

import pytest

from tests.akses.acak import Pengacak
from tests.akses.dunia import Dunia
from tests.pabrik.cuplikan import pasang

pytestmark = pytest.mark.django_db(transaction=True)
BATAS_DETIK = 25  # of sending; on a slow machine the rest is left to the longer run


def test_hostile_requests_to_every_address_never_break_the_server(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path  # type: ignore[attr-defined]
    pengacak = Pengacak(pasang(Dunia), benih=8)
    akhir = time.monotonic() + BATAS_DETIK
    for _ in pengacak.semua():
        if time.monotonic() > akhir:
            break
    assert pengacak.gagal == []
    assert {200, 302, 404, 405, 422} <= pengacak.status.keys()  # the requests reached forms, not only a locked door
