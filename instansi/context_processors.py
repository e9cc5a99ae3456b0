"""What every page knows: the product's name, and the way to the administration for whoever has one."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from instansi.choices import JenisPeran
from instansi.models import Pengguna
from instansi.policies import hak_akses


def aplikasi(request: HttpRequest) -> dict[str, object]:
    """Return the name printed in the header and in titles, and the address of the administration (may be empty).

    The address is worked out only where a template prints it: error pages ask nothing of the database.
    """
    return {"nama_aplikasi": "Pohon Kinerja", "administrasi_url": SimpleLazyObject(lambda: _administrasi(request))}


def _administrasi(request: HttpRequest) -> str:
    pengguna = getattr(request, "user", None)
    if not isinstance(pengguna, Pengguna):
        return ""
    hak = hak_akses(pengguna)
    mengurus = hak.superuser or any(jenis == JenisPeran.ADMIN for jenis, _ in hak.pemerintah)
    return reverse("administrasi") if mengurus else ""
