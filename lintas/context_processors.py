"""What the header of every page shows of this app: the way to crosscutting, and how much waits there."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from instansi.api import Pengguna, hak_akses
from lintas.selectors import jumlah_menunggu


def lintas(request: HttpRequest) -> dict[str, object]:
    """Return the address of crosscutting (empty for accounts without a role) and the number that waits."""
    return {
        "lintas_url": SimpleLazyObject(lambda: _alamat(request)),
        "lintas_menunggu": SimpleLazyObject(lambda: _menunggu(request)),
    }


def _alamat(request: HttpRequest) -> str:
    pengguna = getattr(request, "user", None)
    if not isinstance(pengguna, Pengguna):
        return ""
    hak = hak_akses(pengguna)
    return reverse("lintas") if hak.superuser or hak.perangkat or hak.pemerintah else ""


def _menunggu(request: HttpRequest) -> int:
    pengguna = getattr(request, "user", None)
    return jumlah_menunggu(pengguna) if isinstance(pengguna, Pengguna) else 0
