"""The positions of an agency with their agreements of a year, and beginning drafts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan
from pk import services
from pk.choices import StatusPerjanjian
from pk.selectors import baca_semua_perjanjian, kertas_perangkat
from pk.views.kerangka import alamat, konteks_pk
from pohon.api import ambil_pohon

_DALAM = 6  # the deepest class of indentation in pk.css


@require_safe
def daftar(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Every position with the state of its agreement, and how far the year is."""
    konteks = konteks_pk(request, perangkat_id, "pk_daftar")
    lingkup = konteks["lingkup"]
    semua = baca_semua_perjanjian(lingkup, konteks["tahun"], kertas_perangkat(lingkup))
    bersasaran = [satu for satu in semua if satu.semua_sasaran]
    konteks |= {
        "perjanjian": [(satu, f"jabatan-dalam-{min(satu.kedalaman, _DALAM)}", str(satu.id)) for satu in semua],
        "angka": [
            ("Jabatan", len(semua)),
            ("Memegang kinerja", len(bersasaran)),
            ("Ditandatangani", sum(satu.status == StatusPerjanjian.DITANDATANGANI for satu in semua)),
            ("Draf", sum(bool(satu.id) and satu.draf for satu in semua)),
            ("Belum dibuat", sum(not satu.id for satu in bersasaran)),
        ],
        "belum": sum(not satu.id for satu in bersasaran),
        "dapat_dicetak": bool(bersasaran),
    }
    return render(request, "pk/daftar.html", konteks)


@require_POST
def buat(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Begin the draft of one position, or of all that have none."""
    konteks = konteks_pk(request, perangkat_id, "pk_daftar")
    lingkup, tahun = konteks["lingkup"], konteks["tahun"]
    kunci = request.POST.get("jabatan", "")
    if kunci == "semua":
        banyak = services.buat_semua(aktor=request.user, lingkup=lingkup, tahun=tahun)
        messages.success(request, f"{banyak} draf perjanjian kinerja dibuat." if banyak else "Semua draf sudah ada.")
        return redirect(alamat("pk_daftar", perangkat_id, tahun))
    try:
        baru = services.buat_perjanjian(
            aktor=request.user,
            lingkup=lingkup,
            jabatan_id=int(kunci) if kunci.isascii() and kunci.isdecimal() and len(kunci) < 18 else 0,
            tahun=tahun,
        )
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
        return redirect(alamat("pk_daftar", perangkat_id, tahun))
    messages.success(request, "Draf perjanjian kinerja dibuat dari pohon kinerja.")
    return redirect(reverse("perjanjian", args=[baru.pk]))


@require_safe
def dari_pohon(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Lead from the pages of a tree to the targets of its agency."""
    pohon = ambil_pohon(request.user, pohon_id)
    if pohon.perangkat_daerah_id is None:
        raise TidakDitemukan("Pohon pemerintah daerah tidak mempunyai perjanjian kinerja jabatan.")
    tahun = min(max(pohon.tahun, pohon.periode.mulai), pohon.periode.selesai)
    return redirect(alamat("pk_target", pohon.perangkat_daerah_id, tahun))
