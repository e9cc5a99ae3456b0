"""Which steps a node can take from where it stands, so that only those are offered. Pure; the services decide.

The same conditions as in `services.simpul`: a step offered here succeeds there unless the tree has changed meanwhile.
"""

from dataclasses import dataclass

from instansi.terbaca import Terbaca
from pohon.choices import ANAK_SAH, JENIS_TAHAP_3, JenisSimpul
from pohon.rows import BarisPohon, BarisSimpul


@dataclass(frozen=True, slots=True)
class Tindakan(Terbaca):
    """The steps of one node: among its siblings, in depth, and whether it takes children."""

    naik: bool
    turun: bool
    masuk: bool
    keluar: bool
    anak: bool


def tindakan_mungkin(rows: BarisPohon) -> dict[int, Tindakan]:
    """Return the possible steps of every node by key."""
    saudara: dict[int, list[BarisSimpul]] = {}
    for simpul in rows.simpul:
        saudara.setdefault(simpul.induk_id, []).append(simpul)
    hasil: dict[int, Tindakan] = {}
    for kelompok in saudara.values():
        for nomor, simpul in enumerate(kelompok):
            induk = rows.menurut_id.get(simpul.induk_id)
            tahap_3 = simpul.jenis in JENIS_TAHAP_3
            hasil[simpul.id] = Tindakan(
                naik=nomor > 0,
                turun=nomor < len(kelompok) - 1,
                masuk=tahap_3 and nomor > 0 and kelompok[nomor - 1].jenis != JenisSimpul.CROSSCUTTING,
                keluar=tahap_3 and induk is not None and induk.jenis in JENIS_TAHAP_3,
                anak=bool(ANAK_SAH[simpul.jenis]),
            )
    return hasil


def calon_induk(rows: BarisPohon, simpul: BarisSimpul) -> list[BarisSimpul]:
    """Return the nodes that may become the node's parent, in order: not itself, none below it, none it stands under."""
    terlarang = {simpul.id, simpul.induk_id, *(satu.id for satu in rows.keturunan(simpul))}
    boleh = {satu for satu, anak in ANAK_SAH.items() if _menerima(anak, simpul.jenis)}
    return [satu for satu in rows.simpul if satu.jenis in boleh and satu.id not in terlarang]


def jenis_mungkin(rows: BarisPohon, simpul: BarisSimpul) -> list[JenisSimpul]:
    """Return the kinds a node may have where it stands, above the children it has; its own among them."""
    induk = rows.menurut_id.get(simpul.induk_id)
    calon = ANAK_SAH[induk.jenis] if induk else ()
    anak = {satu.jenis for satu in rows.anak(simpul)}
    return [satu for satu in calon if satu == simpul.jenis or anak <= set(ANAK_SAH[satu])]


def _menerima(anak: tuple[JenisSimpul, ...], jenis: JenisSimpul) -> bool:
    """Below a condition every Tahap-3 kind can go, because kinds follow the place."""
    return jenis in anak or (jenis in JENIS_TAHAP_3 and bool(set(anak) & set(JENIS_TAHAP_3)))
