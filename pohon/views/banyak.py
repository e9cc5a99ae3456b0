"""Changing several chosen boxes of Tahap 3 at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan
from pohon.choices import JenisSimpul
from pohon.forms import FormulirBanyak
from pohon.halaman import alamat
from pohon.models import Pohon
from pohon.selectors import ambil_pohon, baca_pohon
from pohon.services import hapus_simpul
from pohon.services.banyak import gandakan, pindah_banyak, ubah_jenis_banyak
from pohon.views import tahap_3


@require_POST
def banyak(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Delete, move, copy the chosen boxes or give them another kind; what is refused is said on the page."""
    pohon = ambil_pohon(request.user, pohon_id)
    formulir = FormulirBanyak(request.POST)
    try:
        if not formulir.is_valid():
            raise GalatLayanan(" ".join(str(satu) for pesan in formulir.errors.values() for satu in pesan))
        kabar, fokus = _lakukan(request, pohon, formulir)
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
        return tahap_3.tampil(request, pohon, None, None, status=galat.status)
    messages.success(request, kabar)
    if request.htmx:
        return tahap_3.tampil(request, pohon, None, None, fokus=fokus)
    return redirect(alamat("tahap_3", pohon.pk, f"simpul-{fokus}" if fokus else ""))


def _lakukan(request: Permintaan, pohon: Pohon, formulir: FormulirBanyak) -> tuple[str, str]:
    """Do what the pressed button says; return what to tell and the key of the row to go to."""
    isi = formulir.cleaned_data
    kunci: list[int] = isi["simpul"]
    fokus = str(kunci[0]) if kunci else ""
    match isi["aksi"]:
        case "hapus":
            return f"{hapus_simpul(aktor=request.user, pohon_id=pohon.pk, simpul_ids=kunci).ringkas}.", ""
        case "ganda":
            hasil = gandakan(aktor=request.user, pohon_id=pohon.pk, simpul_ids=kunci)
            return f"{len(hasil)} cabang digandakan.", str(hasil[0].pk)
        case "jenis":
            jenis = JenisSimpul(isi["jenis"])
            jumlah = ubah_jenis_banyak(aktor=request.user, pohon_id=pohon.pk, simpul_ids=kunci, jenis=jenis)
            return f"Jenis {jumlah} kotak diubah menjadi {jenis.label.lower()}.", fokus
        case _:
            tujuan = next((satu for satu in baca_pohon(pohon.pk).simpul if satu.kode == isi["kode"].strip()), None)
            if tujuan is None:
                raise GalatLayanan("Tulis kode kotak tujuan seperti pada kolom Kode, misalnya 1.2.")
            jumlah = pindah_banyak(aktor=request.user, pohon_id=pohon.pk, simpul_ids=kunci, induk_id=tujuan.id)
            return f"{jumlah} cabang dipindahkan ke bawah {tujuan.kode}.", fokus
