"""What the review adds to the pages of a tree: notes first on its home, beside each row, on boxes, and the next step.

Registered with `pohon.api.daftarkan_penambah` and `daftarkan_penanda` at start-up, for that app may not import this
one. What pages get is read only when a template asks for it.
"""

from typing import Any
from uuid import UUID

from django.utils.functional import SimpleLazyObject, cached_property

from instansi.api import Permintaan
from pohon.api import BarisPohon, Pohon, StatusPohon, hitung_per_kotak, layout
from telaah.halaman import Keadaan, keadaan
from telaah.policies import boleh_mencatat
from telaah.rows import BarisCatatan
from telaah.selectors import catatan_menurut_simpul, daftar_catatan, pengajuan_terbuka


class CatatanSisipan:
    """The open notes of a tree for one person, read at first use; nobody else's notes are shown."""

    def __init__(self, boleh: bool, rows: BarisPohon) -> None:
        self._boleh = boleh
        self._rows = rows

    @cached_property
    def terbuka(self) -> tuple[BarisCatatan, ...]:
        """All open notes, oldest first."""
        semua = daftar_catatan(self._rows) if self._boleh else ()
        return tuple(satu for satu in semua if satu.terbuka)

    @cached_property
    def menurut_simpul(self) -> dict[UUID, list[BarisCatatan]]:
        """The open notes by the node they are about."""
        return catatan_menurut_simpul(self.terbuka)


def tandai_catatan(request: Permintaan, pohon: Pohon, rows: BarisPohon) -> dict[int, tuple[layout.Tanda, ...]]:
    """Return a mark for each box with open notes, for those who may read them; see `pohon.tanda.daftarkan_penanda`."""
    terbuka = CatatanSisipan(boleh_mencatat(request.user, pohon), rows).menurut_simpul
    banyak = hitung_per_kotak(rows, (s.id for s in rows.simpul for _ in terbuka.get(s.identitas, ())))
    return {
        simpul_id: (layout.Tanda(f"{satu} catatan terbuka", layout.JenisTanda.CATATAN),)
        for simpul_id, satu in banyak.items()
    }


def tambah_konteks(request: Permintaan, pohon: Pohon, rows: BarisPohon) -> dict[str, Any]:
    """Return what every page of a tree gets from the review; see `pohon.halaman.daftarkan_penambah`."""

    def baca() -> Keadaan:
        pengajuan = pengajuan_terbuka(pohon.pk) if pohon.status == StatusPohon.DIAJUKAN else None
        return keadaan(request.user, pohon, pengajuan)

    return {
        "sisipan_beranda": "telaah/sisipan_beranda.html",
        "sisipan_periksa": "telaah/sisipan_periksa.html",
        "sisipan_baris": "telaah/sisipan_baris.html",
        "sisipan_dokumen": "telaah/sisipan_dokumen.html",
        "catatan_sisipan": CatatanSisipan(boleh_mencatat(request.user, pohon), rows),
        "telaah": SimpleLazyObject(baca),
    }
