"""Who may: one place that knows what a role allows. Views, buttons and services ask the same functions.

The rights of one account are read once (`hak_akses`) and kept on the account object for the rest of the request.
"""

from dataclasses import dataclass

from django.conf import settings

from instansi.choices import JenisPeran
from instansi.models import Pengguna, PerangkatDaerah


@dataclass(frozen=True, slots=True)
class HakAkses:
    """The roles of one account: (role, key of the agency) and (role, key of the local government)."""

    superuser: bool
    perangkat: frozenset[tuple[str, int]]
    pemerintah: frozenset[tuple[str, int]]

    def berperan(self, jenis: JenisPeran, perangkat_daerah: PerangkatDaerah) -> bool:
        """Return whether the account has this agency role in this very agency."""
        return (jenis.value, perangkat_daerah.pk) in self.perangkat

    def berperan_pemerintah(self, jenis: JenisPeran, pemerintah_daerah_id: int) -> bool:
        """Return whether the account has this role in this local government."""
        return self.superuser or (jenis.value, pemerintah_daerah_id) in self.pemerintah


def hak_akses(pengguna: Pengguna) -> HakAkses:
    """Return the roles of an account; one query, remembered on the object. Inactive accounts have none."""
    known: HakAkses | None = getattr(pengguna, "_hak_akses", None)
    if known is None:
        rows = (
            list(pengguna.peran.values_list("jenis", "perangkat_daerah_id", "pemerintah_daerah_id"))
            if pengguna.is_active
            else []
        )
        known = HakAkses(
            superuser=pengguna.is_active and pengguna.is_superuser,
            perangkat=frozenset((jenis, pd) for jenis, pd, _ in rows if pd is not None),
            pemerintah=frozenset((jenis, pemda) for jenis, _, pemda in rows if pemda is not None),
        )
        pengguna._hak_akses = known  # type: ignore[attr-defined]
    return known


def boleh_lihat_perangkat(pengguna: Pengguna, perangkat_daerah: PerangkatDaerah) -> bool:
    """Any role in the agency, or reviewer or administrator of its local government."""
    hak = hak_akses(pengguna)
    pemda = perangkat_daerah.pemerintah_daerah_id
    return (
        hak.superuser
        or any(pd == perangkat_daerah.pk for _, pd in hak.perangkat)
        or any(kunci == pemda for _, kunci in hak.pemerintah)
    )


def boleh_menyusun(pengguna: Pengguna, perangkat_daerah: PerangkatDaerah) -> bool:
    """Only a planner of the agency writes its trees and drafts its decrees."""
    hak = hak_akses(pengguna)
    return hak.superuser or hak.berperan(JenisPeran.PERENCANA, perangkat_daerah)


def boleh_mengurus(pengguna: Pengguna, pemerintah_daerah_id: int) -> bool:
    """The administrator of the local government keeps agencies, positions, accounts and nomenclature."""
    return hak_akses(pengguna).berperan_pemerintah(JenisPeran.ADMIN, pemerintah_daerah_id)


def boleh_lihat_pemerintah(pengguna: Pengguna, pemerintah_daerah_id: int) -> bool:
    """Any role in the local government or in one of its agencies: who has none does not learn that it exists."""
    hak = hak_akses(pengguna)
    if hak.superuser or any(kunci == pemerintah_daerah_id for _, kunci in hak.pemerintah):
        return True
    perangkat = [pd for _, pd in hak.perangkat]
    return PerangkatDaerah.objects.filter(pk__in=perangkat, pemerintah_daerah=pemerintah_daerah_id).exists()


def boleh_kelola_akun(pengguna: Pengguna, akun: Pengguna, pemerintah_daerah_id: int) -> bool:
    """An administrator keeps the accounts whose roles all lie in his local government, never a superuser's.

    An account that also works elsewhere could be taken over there by a new password: only superusers keep it.
    """
    if not boleh_mengurus(pengguna, pemerintah_daerah_id):
        return False
    if hak_akses(pengguna).superuser:
        return True
    if akun.is_superuser or akun.is_staff:
        return False
    luar = akun.peran.exclude(pemerintah_daerah=pemerintah_daerah_id).exclude(
        perangkat_daerah__pemerintah_daerah=pemerintah_daerah_id
    )
    return akun.peran.exists() and not luar.exists()


def wajib_dua_langkah(pengguna: Pengguna) -> bool:
    """Whether the account must have a second factor, by the installation's setting `DUA_LANGKAH`."""
    if settings.DUA_LANGKAH in ("bebas", "semua"):
        return bool(settings.DUA_LANGKAH == "semua")
    hak = hak_akses(pengguna)
    wajib = {JenisPeran.ADMIN.value} | ({JenisPeran.PENELAAH.value} if settings.DUA_LANGKAH == "penelaah" else set())
    return hak.superuser or pengguna.is_staff or any(jenis in wajib for jenis, _ in hak.pemerintah)
