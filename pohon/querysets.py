"""The manager of nodes: MPTT's reading, without its ways of writing structure. Imports no model."""

from typing import Any, NoReturn

from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

STRUKTUR = frozenset({"pohon", "pohon_id", "parent", "parent_id", "urutan", "tree_id", "lft", "rght", "level"})


class SimpulQuerySet(TreeQuerySet):
    """Refuses every bulk write that could touch structure; content may be updated by the services."""

    def hidup(self) -> "SimpulQuerySet":
        """Return the nodes that are not deleted and not the hidden root."""
        return self.filter(penghapusan__isnull=True, parent__isnull=False)

    def update(self, **kolom: Any) -> int:
        """Update content columns; structure raises TypeError."""
        if STRUKTUR & kolom.keys():
            raise TypeError("Susunan simpul hanya ditulis oleh pohon.tree.")
        return super().update(**kolom)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        """Update content columns; structure raises TypeError."""
        if STRUKTUR & set(fields):
            raise TypeError("Susunan simpul hanya ditulis oleh pohon.tree.")
        return super().bulk_update(objs, fields, batch_size)

    def delete(self) -> NoReturn:
        """Refuse: nodes are deleted softly."""
        raise TypeError("Simpul dihapus lewat pohon.services.hapus_simpul.")


def _ditolak(self: object, *args: Any, **kwargs: Any) -> NoReturn:
    raise TypeError("Susunan simpul hanya ditulis oleh pohon.tree.")


class SimpulManager(TreeManager.from_queryset(SimpulQuerySet)):  # type: ignore[misc]
    """MPTT's manager with the guarded queryset and without MPTT's own writers: each was seen to corrupt or to crawl."""

    insert_node = move_node = _move_node = rebuild = partial_rebuild = build_tree_nodes = _ditolak
    delay_mptt_updates = disable_mptt_updates = _ditolak
