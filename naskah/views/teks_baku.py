"""The standing texts that new decrees of a local government start from, for its administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from instansi.api import GalatLayanan, Permintaan, TidakDitemukan, tambah_galat
from naskah.choices import BagianButir, JenisKeputusan
from naskah.forms import FormulirTeksBaku, judul_bagian
from naskah.halaman import ambil_pemerintah, jenis_berteks
from naskah.jenis import ambil_jenis
from naskah.selectors import susun_teks, teks_bawaan
from naskah.selectors import teks_baku as baca_teks_baku
from naskah.services import ISIAN_DIKENAL, simpan_teks_baku

_LABEL = {"tentang": "Tentang", "judul_lampiran": "Judul singkat pada kepala lampiran"}


@require_http_methods(["GET", "HEAD", "POST"])
def teks_baku(request: Permintaan, pemda: str, jenis: str) -> HttpResponse:
    """Every part of a kind in one form; each shows the bundled wording where it differs."""
    daerah = ambil_pemerintah(request, pemda)
    if jenis not in {satu.value for satu in jenis_berteks()}:
        raise TidakDitemukan("Jenis keputusan ini tidak mempunyai teks baku.")
    nilai_jenis = JenisKeputusan(jenis)
    kini = susun_teks(baca_teks_baku(daerah, nilai_jenis))
    form = FormulirTeksBaku(
        request.POST if request.method == "POST" else None,
        label=_label(nilai_jenis),
        bawaan=susun_teks(teks_bawaan(nilai_jenis)),
        initial={bagian: "\n".join(butir) for bagian, butir in kini.items()},
    )
    if request.method == "POST" and form.is_valid():
        isi = {} if request.POST.get("aksi") == "kembali" else form.cleaned_data
        kosong = dict.fromkeys(form.fields, "")
        try:
            banyak = simpan_teks_baku(
                aktor=request.user, pemerintah_daerah=daerah, jenis=nilai_jenis, isi={**kosong, **isi}
            )
        except GalatLayanan as galat:
            tambah_galat(form, galat)
        else:
            kabar = f"{banyak} bagian memakai kata-kata sendiri." if banyak else "Semua bagian memakai teks bawaan."
            messages.success(request, f"Teks baku tersimpan. {kabar}")
            return redirect("urus_teks_baku", daerah.slug, jenis)
    konteks = {
        "pemda": daerah,
        "form": form,
        "jenis": nilai_jenis,
        "isian_dikenal": [f"{{{satu}}}" for satu in ISIAN_DIKENAL],
        "remah": [
            ("Administrasi", reverse("urus", args=[daerah.slug])),
            ("Naskah", reverse("urus_naskah", args=[daerah.slug])),
        ],
        "nama_instansi": daerah.nama,
        "nav_aktif": "administrasi",
    }
    return render(request, "naskah/teks_baku.html", konteks, status=422 if form.errors else 200)


def _label(jenis: JenisKeputusan) -> dict[str, str]:
    """Return the parts that have standing texts: all but the legal bases, which the library proposes."""
    butir = {satu.value: judul_bagian(satu) for satu in ambil_jenis(jenis).bagian if satu != BagianButir.MENGINGAT}
    return _LABEL | butir
