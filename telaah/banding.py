"""Which data of a version is compared: of an approved one what was frozen, of a working one what is stored now."""

import json
from typing import Any

from instansi.api import kanonik
from pohon.api import BarisPohon, Pohon, baca_pohon, potret
from telaah.arsip import isi_arsip
from telaah.perbedaan import Perbandingan, bandingkan
from telaah.selectors import persetujuan_dari


def data_versi(pohon: Pohon, rows: BarisPohon | None = None) -> dict[str, Any]:
    """Return a version as frozen data; `rows` saves reading the tree again."""
    persetujuan = persetujuan_dari(pohon)
    if persetujuan is not None:
        return isi_arsip(persetujuan)
    data: dict[str, Any] = json.loads(kanonik(potret(rows or baca_pohon(pohon.pk))))
    return data


def bandingkan_versi(lama: Pohon, baru: Pohon) -> Perbandingan:
    """Return the difference between two versions."""
    return bandingkan(data_versi(lama), data_versi(baru))
