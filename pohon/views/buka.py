"""Opening an editing page by GET: the tree, the row the address asks for, and what to say when that row is gone."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse

from instansi.api import Permintaan, TidakDitemukan
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.selectors import baca_pohon
from pohon.views.penyuntingan import dari_query


def buka(request: Permintaan, pohon: Pohon, dari: str, tampil: Callable[..., HttpResponse]) -> HttpResponse:
    """Show a stage's page, with a row open when the address says so and the account may edit; 404 when it is gone."""
    rows = baca_pohon(pohon.pk)
    if not boleh_ubah(request.user, pohon):
        return tampil(request, pohon, rows, None)
    try:
        sunting = dari_query(request, pohon, rows, dari)
    except TidakDitemukan as galat:
        messages.error(request, galat.pesan)
        return tampil(request, pohon, rows, None, status=galat.status)
    return tampil(request, pohon, rows, sunting)
