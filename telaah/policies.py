"""Who may review, write notes and read the record of a review. Screens, buttons and services ask the same functions."""

from instansi.api import JenisPeran, Pengguna, hak_akses
from pohon.api import Pohon, boleh_lihat, boleh_susun


def pemerintah_dari(pohon: Pohon) -> int:
    """Return the key of the local government that the tree belongs to."""
    kunci = pohon.perangkat_daerah.pemerintah_daerah_id if pohon.perangkat_daerah else pohon.pemerintah_daerah_id
    assert kunci is not None  # noqa: S101 - the database constraint pohon_satu_pemilik
    return kunci


def peran_pada(pengguna: Pengguna, pohon: Pohon) -> frozenset[JenisPeran]:
    """Return the roles in which an account acts on this very tree."""
    hak = hak_akses(pengguna)
    peran = set()
    if boleh_susun(pengguna, pohon):
        peran.add(JenisPeran.PERENCANA)
    if hak.berperan_pemerintah(JenisPeran.PENELAAH, pemerintah_dari(pohon)):
        peran.add(JenisPeran.PENELAAH)
    if pohon.perangkat_daerah is not None and hak.berperan(JenisPeran.PIMPINAN, pohon.perangkat_daerah):
        peran.add(JenisPeran.PIMPINAN)
    return frozenset(peran)


def boleh_menelaah(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Reviewers of the local government that the tree belongs to."""
    return JenisPeran.PENELAAH in peran_pada(pengguna, pohon)


def boleh_mengizinkan(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Only the head of the owning agency gives leave to submit."""
    return JenisPeran.PIMPINAN in peran_pada(pengguna, pohon)


def boleh_mencatat(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Planners and head of the agency and the reviewers talk with each other; others do not read it."""
    return boleh_lihat(pengguna, pohon) and bool(peran_pada(pengguna, pohon))


def boleh_menyelesaikan(pengguna: Pengguna, pohon: Pohon) -> bool:
    """Planners and reviewers mark notes resolved or open them again."""
    return bool(peran_pada(pengguna, pohon) & {JenisPeran.PERENCANA, JenisPeran.PENELAAH})
