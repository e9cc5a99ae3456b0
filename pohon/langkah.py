"""Reading what was done to a tree, so that it can be undone: which nodes a deletion took."""

from uuid import UUID

from pohon.models import Simpul


def simpul_penghapusan(pohon_id: int, penghapusan_id: UUID) -> int | None:
    """Return the first node of a deletion in the order of the tree, or None."""
    terhapus = Simpul.objects.filter(pohon=pohon_id, penghapusan=penghapusan_id)
    return terhapus.order_by("lft").values_list("pk", flat=True).first()
