"""What the views of this app share: calling a service and coming back to the page it was asked from."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan, alamat_kembali
from telaah.forms import FormulirRev


def kembali(request: Permintaan, bawaan: str) -> HttpResponseRedirect:
    """Return to the page the form names in `kembali`, if it is one of ours, else to `bawaan`."""
    return HttpResponseRedirect(alamat_kembali(request, bawaan))


def lakukan(request: Permintaan, kerja: Callable[[], object], kabar: str) -> bool:
    """Call a service and tell the person what became of it; return whether it was done.

    Errors about rights have pages of their own (403, 404) and go on.
    """
    try:
        kerja()
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
        return False
    messages.success(request, kabar)
    return True


def rev_dari(request: Permintaan) -> int:
    """Return the state of the content that the page showed. Raises BadRequest (400) for a forged form."""
    formulir = FormulirRev(request.POST)
    if not formulir.is_valid():
        raise BadRequest("rev")
    return int(formulir.cleaned_data["rev"])
