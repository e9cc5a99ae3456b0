"""Verifying stored trees by SQL, whatever their number: bounds against parents, order among siblings, deletions.

A tree that passes has exactly the bounds its parents and its `urutan` give it: every node lies within its parent one
level deeper, siblings follow each other in order without gaps, and the root spans them all.
"""

from dataclasses import dataclass

from django.db import connection

# Each query yields (pohon_id, how many nodes are wrong). `induk` is a node's parent, `lalu` its elder sibling's end.
_PERIKSA = {
    "akar tidak tunggal atau batasnya tidak melingkupi semua simpul": """
        SELECT p.id, 1 FROM pohon_pohon p
        LEFT JOIN (
            SELECT pohon_id, COUNT(*) AS banyak, SUM(CASE WHEN parent_id IS NULL THEN 1 ELSE 0 END) AS akar,
                   MAX(CASE WHEN parent_id IS NULL THEN rght ELSE 0 END) AS rght,
                   MIN(CASE WHEN parent_id IS NULL THEN lft ELSE 1 END) AS lft
            FROM pohon_simpul GROUP BY pohon_id
        ) s ON s.pohon_id = p.id
        WHERE (s.pohon_id IS NULL OR s.akar <> 1 OR s.lft <> 1 OR s.rght <> 2 * s.banyak) {dan_pohon}""",
    "tree_id tidak sama dengan kunci pohon": """
        SELECT n.pohon_id, COUNT(*) FROM pohon_simpul n JOIN pohon_pohon p ON p.id = n.pohon_id
        WHERE n.tree_id <> n.pohon_id {dan_pohon} GROUP BY n.pohon_id""",
    "induk dari pohon lain, atau level dan batas di luar induknya": """
        SELECT n.pohon_id, COUNT(*) FROM pohon_simpul n
        JOIN pohon_simpul induk ON induk.id = n.parent_id JOIN pohon_pohon p ON p.id = n.pohon_id
        WHERE (induk.pohon_id <> n.pohon_id OR n.level <> induk.level + 1
               OR n.lft <= induk.lft OR n.rght >= induk.rght) {dan_pohon} GROUP BY n.pohon_id""",
    "batas saudara bercelah, bertindih, atau tidak menurut urutan": """
        SELECT s.pohon_id, COUNT(*) FROM (
            SELECT n.pohon_id, n.lft, induk.lft AS induk_lft,
                   LAG(n.rght) OVER (PARTITION BY n.parent_id ORDER BY n.urutan, n.lft) AS lalu
            FROM pohon_simpul n JOIN pohon_simpul induk ON induk.id = n.parent_id
        ) s JOIN pohon_pohon p ON p.id = s.pohon_id
        WHERE s.lft <> COALESCE(s.lalu, s.induk_lft) + 1 {dan_pohon} GROUP BY s.pohon_id""",
    "batas kanan tidak tepat sesudah anak terakhir": """
        SELECT n.pohon_id, COUNT(*) FROM pohon_simpul n
        LEFT JOIN (SELECT parent_id, MAX(rght) AS akhir FROM pohon_simpul GROUP BY parent_id) a ON a.parent_id = n.id
        JOIN pohon_pohon p ON p.id = n.pohon_id
        WHERE n.rght <> COALESCE(a.akhir, n.lft) + 1 {dan_pohon} GROUP BY n.pohon_id""",
    "simpul hidup di bawah simpul terhapus": """
        SELECT n.pohon_id, COUNT(*) FROM pohon_simpul n
        JOIN pohon_simpul induk ON induk.id = n.parent_id JOIN pohon_pohon p ON p.id = n.pohon_id
        WHERE n.penghapusan_id IS NULL AND induk.penghapusan_id IS NOT NULL {dan_pohon} GROUP BY n.pohon_id""",
}


@dataclass(frozen=True, slots=True)
class Kerusakan:
    """One kind of damage in one tree."""

    pohon_id: int
    masalah: str
    jumlah: int


def periksa_integritas(pohon_id: int | None = None) -> list[Kerusakan]:
    """Return the damage found in one tree, or in all; empty when everything holds."""
    dan_pohon, params = ("AND p.id = %s", [pohon_id]) if pohon_id is not None else ("", [])
    rusak = []
    with connection.cursor() as cursor:
        for masalah, sql in _PERIKSA.items():
            cursor.execute(sql.format(dan_pohon=dan_pohon), params)
            rusak += [Kerusakan(kunci, masalah, jumlah) for kunci, jumlah in cursor.fetchall()]
    return sorted(rusak, key=lambda satu: (satu.pohon_id, satu.masalah))
