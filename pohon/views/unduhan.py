"""Downloads of a tree as data."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from instansi.api import Permintaan
from pohon.exporting import tulis_csv, tulis_json
from pohon.selectors import ambil_pohon, baca_pohon


@never_cache
@require_safe
def pohon_json(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The whole tree as JSON."""
    pohon = ambil_pohon(request.user, pohon_id)
    return _berkas(tulis_json(baca_pohon(pohon.pk)), "application/json", f"pohon-{pohon.pemilik.slug}.json")


@never_cache
@require_safe
def indikator_csv(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The indicators as CSV."""
    pohon = ambil_pohon(request.user, pohon_id)
    return _berkas(tulis_csv(baca_pohon(pohon.pk)), "text/csv; charset=utf-8", f"indikator-{pohon.pemilik.slug}.csv")


def _berkas(isi: bytes, tipe: str, nama: str) -> HttpResponse:
    disposisi = content_disposition_header(True, nama) or "attachment"
    return HttpResponse(isi, content_type=tipe, headers={"Content-Disposition": disposisi})
