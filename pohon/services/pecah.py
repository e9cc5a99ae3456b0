"""Several nodes in one step: a pasted list, and a statement that turns out to be several."""

from collections.abc import Sequence

from django.db import transaction

from instansi.api import Pengguna
from pohon.choices import JenisSimpul
from pohon.models import Simpul
from pohon.services.isian import IsiSimpul, Rancangan
from pohon.services.simpul import tambah_simpul, ubah_simpul
from pohon.services.sunting import satu_langkah


@transaction.atomic
def tambah_beberapa(
    *,
    aktor: Pengguna,
    pohon_id: int,
    induk_id: int | None,
    rancangan: Sequence[Rancangan],
    sesudah_id: int | None = None,
) -> list[Simpul]:
    """Add nodes in order under a parent, after a sibling or last; all or none. Raises as `tambah_simpul`."""
    hasil: list[Simpul] = []
    with satu_langkah():
        for satu in rancangan:
            baru = tambah_simpul(
                aktor=aktor, pohon_id=pohon_id, induk_id=induk_id, rancangan=satu, sesudah_id=sesudah_id
            )
            hasil.append(baru)
            sesudah_id = baru.pk
    return hasil


@transaction.atomic
def pecah_simpul(
    *,
    aktor: Pengguna,
    pohon_id: int,
    simpul_id: int,
    versi: int,
    isi: Sequence[IsiSimpul],
    jenis: JenisSimpul | None = None,
) -> list[Simpul]:
    """Keep the first statement in the node itself and add the others after it, of the same kind; all or none.

    The node keeps its key, its branch and its links. Raises as `ubah_simpul` and `tambah_simpul`.
    """
    with satu_langkah():
        pertama = ubah_simpul(aktor=aktor, pohon_id=pohon_id, simpul_id=simpul_id, versi=versi, isi=isi[0], jenis=jenis)
        lain = [Rancangan(JenisSimpul(pertama.jenis), satu) for satu in isi[1:]]
        tambahan = tambah_beberapa(
            aktor=aktor, pohon_id=pohon_id, induk_id=pertama.parent_id, rancangan=lain, sesudah_id=pertama.pk
        )
    return [pertama, *tambahan]
