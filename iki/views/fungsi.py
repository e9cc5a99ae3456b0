"""The library of functions that positions share: which there are, who has each, rewording one for all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from iki import services
from iki.forms import FormulirButir
from iki.selectors import ambil_butir, pustaka_pemakai
from iki.views.kerangka import kiriman, konteks_iki, pastikan_boleh
from instansi.api import Bentrok, GalatLayanan, Permintaan, tambah_galat


@require_safe
def pustaka(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Every item with the positions that have it, the most shared first."""
    konteks = konteks_iki(request, perangkat_id, halaman="fungsi")
    konteks["butir"] = [(str(satu.pk), satu.teks, nama) for satu, nama in pustaka_pemakai(konteks["perangkat"])]
    return render(request, "iki/pustaka.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def butir(request: Permintaan, perangkat_id: int, butir_id: int) -> HttpResponse:
    """One item; the page says first whom a change concerns."""
    konteks = konteks_iki(request, perangkat_id, halaman="fungsi")
    pastikan_boleh(konteks)
    kini = ambil_butir(konteks["perangkat"], butir_id)
    form = FormulirButir(kiriman(request)[0], initial={"semula": kini.teks, "teks": kini.teks})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                banyak = services.ubah_butir(
                    aktor=request.user, perangkat_daerah=konteks["perangkat"], butir_id=butir_id, **form.cleaned_data
                )
            except Bentrok as galat:
                status = 409
                form.add_error("teks", f"{galat.pesan} Yang tersimpan sekarang: “{kini.teks}”.")
            except GalatLayanan as galat:
                tambah_galat(form, galat)
            else:
                messages.success(request, f"Fungsi diubah pada {banyak} jabatan." if banyak else "Tidak ada perubahan.")
                return redirect("iki_pustaka", perangkat_id)
    konteks["remah"].append(("Pustaka fungsi", reverse("iki_pustaka", args=[perangkat_id])))
    pemakai = next((nama for satu, nama in pustaka_pemakai(konteks["perangkat"]) if satu.pk == kini.pk), [])
    return render(request, "iki/butir.html", konteks | {"form": form, "pemakai": pemakai}, status=status)
