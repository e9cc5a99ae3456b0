"""Who may read and write a tree. Screens, buttons and services ask the same functions."""

from instansi.api import Pengguna, boleh_lihat_perangkat, boleh_mengurus, boleh_menyusun, hak_akses
from pohon.choices import STATUS_DAPAT_DIUBAH
from pohon.models import Pohon


def boleh_lihat(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Whoever may see the owner may see its trees."""
    if pohon.perangkat_daerah is not None:
        return boleh_lihat_perangkat(pengguna, pohon.perangkat_daerah)
    return any(pemda == pohon.pemerintah_daerah_id for _, pemda in hak_akses(pengguna).pemerintah)


def boleh_susun(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Planners of the owning agency (for the local government's own tree: its administrator)."""
    if pohon.perangkat_daerah is not None:
        return boleh_menyusun(pengguna, pohon.perangkat_daerah)
    return pohon.pemerintah_daerah_id is not None and boleh_mengurus(pengguna, pohon.pemerintah_daerah_id)


def dapat_diubah(pohon: Pohon) -> bool:
    """Whether the tree's state lets anyone edit it."""
    return pohon.status in STATUS_DAPAT_DIUBAH


def boleh_ubah(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Right and state together: what shows or hides the editing buttons."""
    return dapat_diubah(pohon) and boleh_susun(pengguna, pohon)
