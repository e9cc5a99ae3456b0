"""The frame of this app's pages: the tabs, and which local government and period a page is about."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from instansi.api import (
    PemerintahDaerah,
    Pengguna,
    Periode,
    Permintaan,
    TidakBerhak,
    TidakDitemukan,
    berperan_di_pemerintah,
    boleh_lihat_pemerintah,
    perangkat_sendiri,
)
from lintas.daerah import Rumah, baca_rumah
from lintas.rows import Matriks, susun_matriks
from lintas.selectors import baca_matriks, pemerintah_terlihat, periode_permintaan


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
    """Return the local government and period that a page's address asks for; see `cari_daerah`."""
    return cari_daerah(
        request.user,
        pemerintah=request.GET.get("pemerintah", ""),
        periode=request.GET.get("periode", ""),
        papan=papan,
    )


def cari_daerah(pengguna: Pengguna, *, pemerintah: str = "", periode: str = "", papan: bool = False) -> Daerah:
    """Return a local government by its slug, else the account's first, and a period by its key, else the newest.

    `papan` allows only those whose planning board the account belongs to. Raises TidakDitemukan for another one.
    """
    if pemerintah:
        daerah = PemerintahDaerah.objects.filter(slug=pemerintah.replace("\0", "")).first()
    else:
        daerah = pemerintah_terlihat(pengguna).first() or (None if papan else _milik(pengguna))
    if daerah is None or not (
        pemerintah_terlihat(pengguna).filter(pk=daerah.pk).exists()
        if papan
        else boleh_lihat_pemerintah(pengguna, daerah.pk)
    ):
        raise TidakDitemukan("Pemerintah daerah tidak ditemukan.")
    daftar = periode_permintaan(daerah)
    pilihan = next((satu for satu in daftar if str(satu.pk) == periode), None)
    return Daerah(daerah, daftar, pilihan or (daftar[0] if daftar else None))


def baca_matriks_milik(pengguna: Pengguna, *, pemerintah: str = "", periode: str = "") -> tuple[Daerah, Matriks]:
    """Return the matrix of a planning board.

    Raises TidakBerhak for accounts of agencies only, TidakDitemukan for another local government.
    """
    if not berperan_di_pemerintah(pengguna):
        raise TidakBerhak("Matriks crosscutting untuk penelaah dan administrator pemerintah daerah.")
    daerah = cari_daerah(pengguna, pemerintah=pemerintah, periode=periode, papan=True)
    if daerah.periode is None:
        return daerah, susun_matriks((), ())
    return daerah, baca_matriks(daerah.pemerintah, daerah.periode)


def baca_rumah_milik(pengguna: Pengguna, *, pemerintah: str = "", periode: str = "") -> tuple[Daerah, Rumah]:
    """Return the upper floors of a local government that the account may see. Raises TidakDitemukan otherwise."""
    daerah = cari_daerah(pengguna, pemerintah=pemerintah, periode=periode)
    if daerah.periode is None:
        return daerah, Rumah((), (), ())
    return daerah, baca_rumah(pengguna, daerah.pemerintah, daerah.periode)


def judul_daerah(daerah: Daerah) -> str:
    """Return the title of the papers about a local government's own tree."""
    return f"Pohon pemerintah daerah {daerah.pemerintah} {daerah.periode or ''}".strip()


def _milik(pengguna: Pengguna) -> PemerintahDaerah | None:
    perangkat = perangkat_sendiri(pengguna).order_by("nama").first()
    return perangkat.pemerintah_daerah if perangkat else None
