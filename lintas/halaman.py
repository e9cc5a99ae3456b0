"""The frame of this app's pages: the tabs, and which local government and period a page is about."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from instansi.api import (
    PemerintahDaerah,
    Pengguna,
    Periode,
    Permintaan,
    TidakDitemukan,
    berperan_di_pemerintah,
    boleh_lihat_pemerintah,
    perangkat_sendiri,
)
from lintas.selectors import pemerintah_terlihat, periode_permintaan


@dataclass(frozen=True, slots=True)
class Daerah:
    """The local government a page is about, its periods, and the chosen one (None where it has none)."""

    pemerintah: PemerintahDaerah
    daftar_periode: list[Periode]
    periode: Periode | None


def konteks_lintas(request: Permintaan, tab: str) -> dict[str, Any]:
    """Return what every page of this app starts from: the tabs this account has, `tab` being the one in force."""
    tabs = []
    if perangkat_sendiri(request.user).exists():
        tabs += [
            ("masuk", "Permintaan masuk", reverse("lintas")),
            ("keluar", "Permintaan keluar", reverse("lintas_keluar")),
        ]
    if berperan_di_pemerintah(request.user):
        tabs.append(("matriks", "Matriks crosscutting", reverse("lintas_matriks")))
    if tabs:
        tabs.append(("daerah", "Pohon pemerintah daerah", reverse("daerah")))
    return {"nav_aktif": "lintas", "tab_lintas": [(label, url, kunci == tab) for kunci, label, url in tabs]}


def pilih_daerah(request: Permintaan, *, papan: bool = False) -> Daerah:
    """Return the local government and period that a page's address asks for, else the account's first and the newest.

    `papan` allows only those whose planning board the account belongs to. Raises TidakDitemukan for another one.
    """
    diminta = request.GET.get("pemerintah", "")
    if diminta:
        pemerintah = PemerintahDaerah.objects.filter(slug=diminta.replace("\0", "")).first()
    else:
        pemerintah = pemerintah_terlihat(request.user).first() or (None if papan else _milik(request.user))
    if pemerintah is None or not (
        pemerintah_terlihat(request.user).filter(pk=pemerintah.pk).exists()
        if papan
        else boleh_lihat_pemerintah(request.user, pemerintah.pk)
    ):
        raise TidakDitemukan("Pemerintah daerah tidak ditemukan.")
    daftar = periode_permintaan(pemerintah)
    pilihan = next((satu for satu in daftar if str(satu.pk) == request.GET.get("periode")), None)
    return Daerah(pemerintah, daftar, pilihan or (daftar[0] if daftar else None))


def _milik(pengguna: Pengguna) -> PemerintahDaerah | None:
    perangkat = perangkat_sendiri(pengguna).order_by("nama").first()
    return perangkat.pemerintah_daerah if perangkat else None
