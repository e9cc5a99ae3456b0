"""A local government's own tree, made through the services."""

from instansi.models import Pengguna, Periode
from pohon.models import Pohon
from pohon.services.pohon import buat_pohon_daerah
from tests.pabrik.baris import Benih, kondisi, outcome
from tests.pabrik.basis import _dengan_csf as dengan_csf
from tests.pabrik.basis import rancangan

SASARAN, KONDISI = "Meningkatnya kualitas pelayanan publik daerah", "Meningkatnya tata kelola digital daerah"


def pohon_daerah(aktor: Pengguna, periode: Periode, *benih: Benih, tema: str = "") -> Pohon:
    """Return the tree with one regional goal and a condition, or with what is given."""
    isi = benih or (outcome(SASARAN, kondisi(KONDISI), indikator=["Indeks pelayanan publik"]),)
    return buat_pohon_daerah(
        aktor=aktor, periode=periode, tahun=2023, tema=tema, isi=[rancangan(dengan_csf(satu)) for satu in isi]
    )
