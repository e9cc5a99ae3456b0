"""Who may read and write a tree. Screens, buttons and services ask the same functions."""

from instansi.api import (
    JenisPeran,
    Pengguna,
    PerangkatDaerah,
    boleh_lihat_pemerintah,
    boleh_lihat_perangkat,
    boleh_menyusun,
    hak_akses,
)
from pohon.choices import STATUS_DAPAT_DIUBAH
from pohon.models import Permintaan, Pohon
from pohon.transitions import Sisi


def boleh_lihat(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Whoever may see the owner may see its trees: the local government's own tree, everyone with a role in it.

    Its agencies choose from that tree what their outcomes support.
    """
    if pohon.perangkat_daerah is not None:
        return boleh_lihat_perangkat(pengguna, pohon.perangkat_daerah)
    return pohon.pemerintah_daerah_id is not None and boleh_lihat_pemerintah(pengguna, pohon.pemerintah_daerah_id)


def boleh_susun(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Planners of the owning agency; for the local government's own tree the planning board."""
    if pohon.perangkat_daerah is not None:
        return boleh_menyusun(pengguna, pohon.perangkat_daerah)
    return pohon.pemerintah_daerah_id is not None and boleh_susun_daerah(pengguna, pohon.pemerintah_daerah_id)


def boleh_susun_daerah(pengguna: Pengguna, pemerintah_daerah_id: int) -> bool:
    """The planning board keeps the local government's own tree: its reviewers and administrators."""
    hak = hak_akses(pengguna)
    return any(
        hak.berperan_pemerintah(peran, pemerintah_daerah_id) for peran in (JenisPeran.PENELAAH, JenisPeran.ADMIN)
    )


def boleh_atur_dukungan(pengguna: Pengguna, perangkat_daerah: PerangkatDaerah) -> bool:
    """Planners say what their agency's outcomes support, the planning board says it for all."""
    return boleh_menyusun(pengguna, perangkat_daerah) or boleh_susun_daerah(
        pengguna, perangkat_daerah.pemerintah_daerah_id
    )


def boleh_lihat_permintaan(pengguna: Pengguna, permintaan: Permintaan) -> bool:
    """Whoever may see either side: both agencies and the planning board."""
    return boleh_lihat_perangkat(pengguna, permintaan.tujuan) or (
        permintaan.peminta is not None and boleh_lihat_perangkat(pengguna, permintaan.peminta)
    )


def sisi_permintaan(pengguna: Pengguna, permintaan: Permintaan) -> frozenset[Sisi]:
    """Return the sides for which an account acts: planners of either agency; the board where its own tree asks."""
    sisi = set()
    if boleh_menyusun(pengguna, permintaan.tujuan):
        sisi.add(Sisi.PENJAWAB)
    if (
        boleh_menyusun(pengguna, permintaan.peminta)
        if permintaan.peminta is not None
        else boleh_susun_daerah(pengguna, permintaan.pemerintah_daerah_id)
    ):
        sisi.add(Sisi.PEMINTA)
    return frozenset(sisi)


def dapat_diubah(pohon: Pohon) -> bool:
    """Whether the tree's state lets anyone edit it."""
    return pohon.status in STATUS_DAPAT_DIUBAH


def boleh_ubah(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Right and state together: what shows or hides the editing buttons."""
    return dapat_diubah(pohon) and boleh_susun(pengguna, pohon)
