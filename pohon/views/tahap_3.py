"""Tahap 3: the tree as a coded, indented table with its actions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from instansi.api import Permintaan
from pohon.choices import Tahap
from pohon.halaman import alamat, konteks_pohon, temuan_menurut_simpul, temuan_umum
from pohon.models import Pohon
from pohon.rows import BarisPohon
from pohon.selectors import ambil_pohon
from pohon.setempat import tawaran_langkah
from pohon.trik import TRIK
from pohon.views.buka import buka
from pohon.views.cepat import jawab_baris, jawab_tabel
from pohon.views.daftar import PembuatButir
from pohon.views.penyuntingan import Penyuntingan


@require_safe
def tahap_3(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show Tahap 3."""
    return buka(request, ambil_pohon(request.user, pohon_id), "3", tampil)


def tampil(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon | None,
    sunting: Penyuntingan | None,
    *,
    status: int = 200,
    fokus: str = "",
    utuh: bool = False,
) -> HttpResponse:
    """Print the page, with a row open as a form; to the quick editor only the open row, or what has changed.

    `fokus`: the key of the row the quick editor goes to. `utuh`: the table has changed besides the open row.
    """
    if request.htmx and sunting and not (utuh or sunting.yatim):
        return jawab_baris(request, pohon, sunting, status=status)
    konteks = konteks_pohon(request, pohon, rows, tahap="3")
    temuan = temuan_menurut_simpul(konteks["temuan"], "3")
    konteks |= {
        "sunting": sunting,
        "form": sunting.formulir if sunting else None,
        "daftar": PembuatButir(konteks["rows"], temuan, sunting).daftar(konteks["rows"].tanpa_csf),
        "temuan_umum": temuan_umum(konteks),
        "trik": TRIK[Tahap.TAHAP_3],
        "halaman": alamat("tahap_3", pohon.pk),
        "dari": "3",
    }
    if konteks["boleh_ubah"]:
        konteks |= tawaran_langkah(request, pohon, konteks["urungkan"], konteks["halaman"])
    if request.htmx:
        return jawab_tabel(request, konteks, fokus=fokus, status=status)
    # Without JavaScript another row's button would lose what is being typed in the open one.
    konteks["aksi_tampak"] = konteks["boleh_ubah"] and sunting is None
    return render(request, "pohon/tahap_3.html", konteks, status=status)
