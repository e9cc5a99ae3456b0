"""Where nodes stand in a tree: code, statement and the nodes above, by identity. Light: one query a tree or many.

For what is said of a node elsewhere (requests, answers, regional goals); pages of the tree itself read `BarisPohon`.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul
from pohon.perakit import kode_simpul


@dataclass(frozen=True, slots=True)
class Letak:
    """A live node and its place. `jejak` are the nodes above it as printed, "kode pernyataan", the outcome first."""

    id: int
    identitas: UUID
    jenis: JenisSimpul
    kode: str
    pernyataan: str
    jejak: tuple[str, ...]

    @property
    def jejak_teks(self) -> str:
        """The nodes above, one a line: how requests keep them."""
        return "\n".join(self.jejak)


def baca_letak(pohon_ids: Collection[int]) -> dict[int, dict[UUID, Letak]]:
    """Return the live nodes of each tree in preorder, by identity; CSF rows stand in no path. One query."""
    rows = defaultdict(list)
    for row in (
        Simpul.objects.hidup()
        .filter(tree_id__in=pohon_ids)
        .order_by("tree_id", "lft")
        .values("tree_id", "id", "identitas", "parent_id", "jenis", "pernyataan")
    ):
        rows[row["tree_id"]].append(row)
    hasil: dict[int, dict[UUID, Letak]] = {}
    for kunci in pohon_ids:
        kode = kode_simpul(rows[kunci])
        jejak: dict[int, tuple[str, ...]] = {}
        hasil[kunci] = {}
        for row in rows[kunci]:
            atas = jejak.get(row["parent_id"], ())
            teks = row["pernyataan"].replace("\n", " ")
            jejak[row["id"]] = atas if row["jenis"] == JenisSimpul.CSF else (*atas, f"{kode[row['id']]} {teks}")
            hasil[kunci][row["identitas"]] = Letak(
                row["id"], row["identitas"], JenisSimpul(row["jenis"]), kode[row["id"]], row["pernyataan"], atas
            )
    return hasil


def versi_terbaru(pohon: Sequence[Pohon]) -> list[Pohon]:
    """Return the newest version of each lineage (owner, period, urusan) among these trees, in their order."""
    terbaru: dict[tuple[int | None, int | None, int, str], Pohon] = {}
    for satu in pohon:
        kunci = (satu.perangkat_daerah_id, satu.pemerintah_daerah_id, satu.periode_id, satu.urusan)
        if kunci not in terbaru or terbaru[kunci].nomor_versi < satu.nomor_versi:
            terbaru[kunci] = satu
    pilihan = {satu.pk for satu in terbaru.values()}
    return [satu for satu in pohon if satu.pk in pilihan]
