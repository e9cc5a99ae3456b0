"""The checks of a tree: coded rules over frozen rows, without database or request.

    for temuan in periksa_pohon(baca_pohon(pohon_id)):
        print(temuan.kode, temuan.pesan)

One module a stage, one class a rule (`dasar.Aturan`); a new rule is a class plus its place in that module's `ATURAN`.
Which account may see a finding, where it links to and how it is shown belong to views, not here.
"""

from pohon.choices import Keparahan
from pohon.rows import BarisPohon
from pohon.rules.dasar import Aturan, Temuan
from pohon.rules.tahap_1 import ATURAN as _TAHAP_1
from pohon.rules.tahap_2 import ATURAN as _TAHAP_2
from pohon.rules.tahap_3 import ATURAN as _TAHAP_3
from pohon.rules.tahap_4 import ATURAN as _TAHAP_4
from pohon.rules.tahap_5 import ATURAN as _TAHAP_5

__all__ = ["ATURAN", "Aturan", "Keparahan", "Temuan", "periksa_pohon"]

ATURAN: tuple[Aturan, ...] = (*_TAHAP_1, *_TAHAP_2, *_TAHAP_3, *_TAHAP_4, *_TAHAP_5)


def periksa_pohon(pohon: BarisPohon) -> tuple[Temuan, ...]:
    """Return every finding of every rule, ordered by stage, place in the tree (whole tree first), then code."""
    urutan = {simpul.id: nomor for nomor, simpul in enumerate(pohon.simpul, 1)}
    temuan = [satu for aturan in ATURAN for satu in aturan.periksa(pohon)]
    # Stable: several indicators of one node keep their order.
    temuan.sort(key=lambda satu: (satu.tahap, urutan.get(satu.simpul_id or 0, 0), satu.kode))
    return tuple(temuan)
