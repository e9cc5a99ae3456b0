"""What the header of every page shows of the review: unread notifications, the way to the dashboard."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from instansi.api import Pengguna, berperan_di_pemerintah
from telaah.models import Kabar


def telaah(request: HttpRequest) -> dict[str, object]:
    """Return the number of unread notifications and the dashboard's address (may be empty).

    Both are worked out only where a template prints them: error pages ask nothing of the database.
    """
    return {
        "kabar_baru": SimpleLazyObject(lambda: _belum_dibaca(request)),
        "dasbor_url": SimpleLazyObject(lambda: _dasbor(request)),
    }


def _belum_dibaca(request: HttpRequest) -> int:
    pengguna = getattr(request, "user", None)
    if not isinstance(pengguna, Pengguna):
        return 0
    return Kabar.objects.filter(penerima=pengguna, dibaca__isnull=True).count()


def _dasbor(request: HttpRequest) -> str:
    pengguna = getattr(request, "user", None)
    return reverse("dasbor") if isinstance(pengguna, Pengguna) and berperan_di_pemerintah(pengguna) else ""
