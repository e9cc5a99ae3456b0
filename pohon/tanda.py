"""The marks on the boxes of the picture: findings from here, anything else from apps above.

An app above this one registers a function while Django starts and so marks boxes with what it knows (open notes,
traffic lights); the picture asks `tanda_simpul` and need not know who answered. How a mark looks: `cascading.warna`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from instansi.api import Permintaan
from pohon.choices import JenisSimpul
from pohon.halaman import TemuanLayar
from pohon.layout import JenisTanda, Tanda
from pohon.models import Pohon
from pohon.rows import BarisPohon
from pohon.rules import Keparahan

Penanda = Callable[[Permintaan, Pohon, BarisPohon], Mapping[int, Sequence[Tanda]]]
_penanda: list[Penanda] = []

_TEMUAN = {
    Keparahan.GALAT: (JenisTanda.GALAT, "wajib diperbaiki"),
    Keparahan.PERINGATAN: (JenisTanda.AWAS, "perlu dicek"),
    Keparahan.SARAN: (JenisTanda.SARAN, "saran"),
}


def daftarkan_penanda(penanda: Penanda) -> None:
    """Let an app mark boxes; called from `AppConfig.ready`.

    The function gets (request, pohon, rows), asks its own policies what this person may know, and returns marks by the
    key of the box, in a constant number of queries. `hitung_per_kotak` helps where something is counted.
    """
    if penanda not in _penanda:
        _penanda.append(penanda)


def tanda_simpul(
    request: Permintaan, pohon: Pohon, rows: BarisPohon, temuan: Iterable[TemuanLayar]
) -> dict[int, tuple[Tanda, ...]]:
    """Return the marks of each box for this person: findings first, then those of other apps as registered."""
    hasil: dict[int, list[Tanda]] = defaultdict(list)
    for satu in (tanda_temuan(rows, temuan), *(penanda(request, pohon, rows) for penanda in _penanda)):
        for simpul_id, tanda in satu.items():
            hasil[simpul_id].extend(tanda)
    return {simpul_id: tuple(tanda) for simpul_id, tanda in hasil.items()}


def tanda_temuan(rows: BarisPohon, temuan: Iterable[TemuanLayar]) -> dict[int, list[Tanda]]:
    """Return how many findings of each severity a box has, the gravest first."""
    semua = tuple(temuan)
    hasil: dict[int, list[Tanda]] = defaultdict(list)
    for keparahan, (jenis, kata) in _TEMUAN.items():
        kunci = [satu.simpul_id for satu in semua if satu.simpul_id and satu.keparahan == keparahan]
        for simpul_id, banyak in hitung_per_kotak(rows, kunci).items():
            hasil[simpul_id].append(Tanda(f"{banyak} {kata}", jenis))
    return hasil


def hitung_per_kotak(rows: BarisPohon, simpul_ids: Iterable[int]) -> Counter[int]:
    """Count keys of nodes by the box that shows them: a CSF is not drawn, its outcome stands for it."""
    hasil: Counter[int] = Counter()
    for simpul_id in simpul_ids:
        simpul = rows.menurut_id.get(simpul_id)
        if simpul is None:
            continue
        hasil[simpul.induk_id if simpul.jenis == JenisSimpul.CSF else simpul.id] += 1
    return hasil
