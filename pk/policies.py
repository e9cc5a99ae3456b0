"""Who may read and write targets and agreements. Screens, buttons and services ask the same functions."""

from instansi.api import Pengguna, PerangkatDaerah, boleh_menyusun
from pk.choices import StatusPerjanjian
from pk.models import Perjanjian


def boleh_isi(pengguna: Pengguna, perangkat_daerah: PerangkatDaerah) -> bool:
    """Planners of the agency fill in targets and budgets and draft agreements, whatever the state of its tree."""
    return boleh_menyusun(pengguna, perangkat_daerah)


def boleh_ubah(pengguna: Pengguna, perjanjian: Perjanjian) -> bool:
    """Right and state together: a signed agreement is never edited."""
    return perjanjian.status == StatusPerjanjian.DRAF and boleh_isi(pengguna, perjanjian.perangkat_daerah)
