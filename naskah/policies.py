"""Who may read, draft and issue a decree. Screens, buttons and services ask the same functions."""

from instansi.api import (
    JenisPeran,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    boleh_lihat_perangkat,
    boleh_mengurus,
    boleh_menyusun,
)
from naskah.choices import StatusKeputusan
from naskah.models import Keputusan
from naskah.transitions import Kata, transisi


def boleh_lihat(pengguna: Pengguna, keputusan: Keputusan) -> bool:
    """Whoever may see the agency may see its decrees."""
    return boleh_lihat_perangkat(pengguna, keputusan.perangkat_daerah)


def boleh_rancang(pengguna: Pengguna, perangkat_daerah: PerangkatDaerah) -> bool:
    """Planners of the agency begin decrees and edit drafts."""
    return boleh_menyusun(pengguna, perangkat_daerah)


def boleh_urus_pustaka(pengguna: Pengguna, pemilik: PemerintahDaerah | PerangkatDaerah) -> bool:
    """The administrator keeps the legal bases of a local government, planners those of their agency."""
    if isinstance(pemilik, PemerintahDaerah):
        return boleh_mengurus(pengguna, pemilik.pk)
    return boleh_rancang(pengguna, pemilik)


def boleh_ubah(pengguna: Pengguna, keputusan: Keputusan) -> bool:
    """Right and state together: what shows or hides the editing buttons. An issued decree is never edited."""
    return keputusan.status == StatusKeputusan.DRAF and boleh_rancang(pengguna, keputusan.perangkat_daerah)


def boleh_lakukan(pengguna: Pengguna, keputusan: Keputusan, kata: Kata) -> bool:
    """Whether this account may say the verb in the decree's present state."""
    langkah = transisi(StatusKeputusan(keputusan.status), kata)
    return (
        langkah is not None
        and langkah.peran == JenisPeran.PERENCANA
        and boleh_rancang(pengguna, keputusan.perangkat_daerah)
    )
