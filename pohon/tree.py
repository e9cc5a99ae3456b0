"""The only writer of the tree's structure: parent, urutan, tree_id, lft, rght and level.

Parent and `urutan` are the truth; the rest is derived in one pass. A writer locks the tree's header row first and loads
the nodes after it; any other order was measured to corrupt (ARCHITECTURE.md, "The tree: MPTT, made safe").
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul

_ROWS_A_STATEMENT = 4_000  # six parameters a row stay below SQLite's 32,766


class StrukturRusak(Exception):
    """The parents do not form one tree: a cycle, an orphan or a second root."""


def kunci_pohon(pohon_id: int) -> Pohon:
    """Lock the tree's header row until the transaction ends and return it, freshly read, with its owner.

    Raises Pohon.DoesNotExist; raises RuntimeError outside a transaction, where SQLite would let the lock pass silently.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("kunci_pohon hanya di dalam transaksi.")
    return (
        Pohon.objects.select_for_update(no_key=True, of=("self",))
        .select_related("perangkat_daerah", "pemerintah_daerah", "periode")
        .get(pk=pohon_id)
    )


def hitung_batas(anak: Mapping[int | None, Sequence[int]], jumlah: int) -> dict[int, tuple[int, int, int]]:
    """Return key → (lft, rght, level) for every node of the tree given as parent → ordered children.

    One walk numbers each node on the way in (lft) and on the way out (rght). Raises StrukturRusak when there is not
    exactly one root or when some of the `jumlah` nodes cannot be reached from it.
    """
    akar = anak.get(None, ())
    if len(akar) != 1:
        raise StrukturRusak(f"Pohon harus berakar satu, bukan {len(akar)}.")
    batas: dict[int, tuple[int, int, int]] = {}
    lft: dict[int, int] = {}
    tumpukan: list[tuple[int, int, bool]] = [(akar[0], 0, False)]
    berikut = 1
    while tumpukan:
        kunci, level, selesai = tumpukan.pop()
        if selesai:
            batas[kunci] = (lft[kunci], berikut, level)
        else:
            lft[kunci] = berikut
            tumpukan.append((kunci, level, True))
            tumpukan.extend((turunan, level + 1, False) for turunan in reversed(anak.get(kunci, ())))
        berikut += 1
    if len(batas) != jumlah:
        raise StrukturRusak(f"{jumlah - len(batas)} simpul tidak terhubung ke akar.")
    return batas


@dataclass(slots=True)
class _Letak:
    """Where a node stands, as stored."""

    parent_id: int | None
    urutan: int
    lft: int
    rght: int
    level: int


@dataclass
class Susunan:
    """The ordered structure of one locked tree in memory. Edit it, then `simpan` writes only what changed.

    New nodes carry temporary negative keys until `simpan` gives them their own.
    """

    pohon: Pohon
    letak: dict[int, _Letak]
    anak: dict[int | None, list[int]]
    induk: dict[int, int | None]
    baru: dict[int, Simpul] = field(default_factory=dict)

    @property
    def akar(self) -> int:
        """The key of the hidden root."""
        return self.anak[None][0]

    def keturunan(self, simpul_id: int) -> Iterator[int]:
        """Yield the keys of the node's descendants in preorder, without the node."""
        tumpukan = list(reversed(self.anak.get(simpul_id, [])))
        while tumpukan:
            kunci = tumpukan.pop()
            yield kunci
            tumpukan.extend(reversed(self.anak.get(kunci, [])))

    def tambah(self, simpul: Simpul, induk_id: int, sesudah_id: int | None = None, *, di_awal: bool = False) -> int:
        """Place an unsaved node under a parent: after a sibling, first, or (by default) last. Return its key"""
        kunci = -1 - len(self.baru)
        self.baru[kunci] = simpul
        self._sisip(kunci, induk_id, sesudah_id, di_awal)
        return kunci

    def pindah(self, simpul_id: int, induk_id: int, sesudah_id: int | None = None, *, di_awal: bool = False) -> None:
        """Move a node with its subtree. Raises StrukturRusak when the parent is the node itself or below it."""
        if induk_id == simpul_id or induk_id in self.keturunan(simpul_id):
            raise StrukturRusak("Simpul tidak dapat dipindahkan ke bawah dirinya sendiri.")
        self.anak[self.induk[simpul_id]].remove(simpul_id)
        self._sisip(simpul_id, induk_id, sesudah_id, di_awal)

    def simpan(self) -> list[Simpul]:
        """Write new and changed nodes; return the new ones with their keys, in the order they were added."""
        batas = hitung_batas(self.anak, len(self.induk))
        urutan = {kunci: nomor for saudara in self.anak.values() for nomor, kunci in enumerate(saudara, start=1)}
        nyata = self._buat_baru(batas, urutan)
        berubah = []
        for kunci, lama in self.letak.items():
            induk = self.induk[kunci]
            induk = nyata.get(induk, induk) if induk is not None else None
            baru = _Letak(induk, urutan[kunci], *batas[kunci])
            if baru != lama:
                berubah.append((kunci, baru))
        _tulis(berubah)
        return [self.baru[kunci] for kunci in self.baru]

    def _sisip(self, kunci: int, induk_id: int, sesudah_id: int | None, di_awal: bool) -> None:
        saudara = self.anak.setdefault(induk_id, [])
        if sesudah_id is not None:
            saudara.insert(saudara.index(sesudah_id) + 1, kunci)
        else:
            saudara.insert(0 if di_awal else len(saudara), kunci)
        self.induk[kunci] = induk_id

    def _buat_baru(self, batas: Mapping[int, tuple[int, int, int]], urutan: Mapping[int, int]) -> dict[int, int]:
        """Insert the new nodes level by level, so that each parent has its key first; return temporary → real key."""
        menurut_level: dict[int, list[int]] = defaultdict(list)
        for kunci in self.baru:
            menurut_level[batas[kunci][2]].append(kunci)
        nyata: dict[int, int] = {}
        for level in sorted(menurut_level):
            for kunci in menurut_level[level]:
                simpul = self.baru[kunci]
                induk = self.induk[kunci]
                simpul.pohon_id = simpul.tree_id = self.pohon.pk
                simpul.parent_id = nyata.get(induk, induk) if induk is not None else None
                simpul.urutan = urutan[kunci]
                simpul.lft, simpul.rght, simpul.level = batas[kunci]
            dibuat = Simpul.objects.bulk_create([self.baru[kunci] for kunci in menurut_level[level]])
            nyata.update(zip(menurut_level[level], (simpul.pk for simpul in dibuat), strict=True))
        return nyata


def muat_susunan(pohon: Pohon) -> Susunan:
    """Load the structure of a tree that `kunci_pohon` has locked in this transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("muat_susunan hanya di dalam transaksi.")
    letak: dict[int, _Letak] = {}
    anak: dict[int | None, list[int]] = defaultdict(list)
    rows = Simpul.objects.filter(pohon=pohon).order_by("urutan", "lft", "pk")
    for kunci, *kolom in rows.values_list("pk", "parent_id", "urutan", "lft", "rght", "level"):
        letak[kunci] = _Letak(*kolom)
        anak[kolom[0]].append(kunci)
    return Susunan(pohon, letak, anak, {kunci: baris.parent_id for kunci, baris in letak.items()})


def buat_akar(pohon: Pohon) -> Simpul:
    """Create the hidden root of a new tree; `tree_id` is the tree's own key, so that no two trees can share one."""
    akar = Simpul(pohon=pohon, tree_id=pohon.pk, lft=1, rght=2, level=0, jenis=JenisSimpul.AKAR)
    Simpul.objects.bulk_create([akar])
    return akar


@transaction.atomic
def bangun_ulang(pohon_id: int) -> int:
    """Derive all bounds of a damaged tree again from parent and urutan, under the lock; return how many rows changed.

    Raises StrukturRusak when the parents themselves form no tree.
    """
    susunan = muat_susunan(kunci_pohon(pohon_id))
    lama = dict(susunan.letak)
    susunan.simpan()
    segar = muat_susunan(susunan.pohon)
    return sum(1 for kunci, baris in segar.letak.items() if baris != lama[kunci])


def _tulis(berubah: Sequence[tuple[int, _Letak]]) -> None:
    """Write the changed places in one statement (per few thousand rows)."""
    tabel = connection.ops.quote_name(Simpul._meta.db_table)
    for awal in range(0, len(berubah), _ROWS_A_STATEMENT):
        bagian = berubah[awal : awal + _ROWS_A_STATEMENT]
        nilai = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(bagian))
        params: list[int | None] = []
        for kunci, baris in bagian:
            params += [kunci, baris.parent_id, baris.urutan, baris.lft, baris.rght, baris.level]
        with connection.cursor() as cursor:
            # Only the table's own name is put into the text; every value is a parameter. The cast is for PostgreSQL,
            # where a column that is NULL in every row would have no type.
            cursor.execute(
                f"UPDATE {tabel} SET parent_id = CAST(v.column2 AS bigint), urutan = v.column3, lft = v.column4,"  # noqa: S608  # nosec B608
                f" rght = v.column5, level = v.column6 FROM (VALUES {nilai}) AS v WHERE {tabel}.id = v.column1",
                params,
            )
