"""The link from a page of the application to its topic in the guide."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()

# The beginning of an address's name → the topic, and what the link calls the page. The first that fits counts.
_HALAMAN = (
    *((f"tahap_{n}", f"tahap-{n}", f"Tahap {n}") for n in range(1, 6)),
    ("impor", "impor", "impor"),
    ("tempel", "tahap-3", "Tahap 3"),
    ("terhapus", "tahap-3", "kotak terhapus"),
    ("simpul_", "tahap-3", "Tahap 3"),
    ("mulai_pohon", "mulai", "memulai pohon"),
    ("pohon", "mulai", "halaman ini"),
    ("beranda", "mulai", "halaman ini"),
    ("periksa", "periksa-dan-ajukan", "pemeriksaan"),
    ("ajukan", "periksa-dan-ajukan", "pengajuan"),
    ("abaikan", "periksa-dan-ajukan", "pengajuan"),
    ("bagan", "bagan", "bagan"),
    ("dokumen", "dokumen", "dokumen"),
    ("tabel", "dokumen", "tabel"),
    ("iki", "keputusan-iki", "IKI"),
    *((awal, "keputusan-iku", "keputusan") for awal in ("keputusan", "iku_", "dasar", "naskah_")),
    *((awal, "telaah", "telaah") for awal in ("telaah", "tinjau", "setujui", "catatan", "versi_", "banding", "arsip")),
    ("dasbor", "telaah", "dasbor"),
    *((awal, "crosscutting", "crosscutting") for awal in ("lintas", "permintaan")),
    ("daerah", "crosscutting", "pohon pemerintah daerah"),
    *((awal, "akun", "akun") for awal in ("akun_saya", "ganti_sandi", "riwayat_saya", "kabar")),
    *(
        (awal, "administrasi", "administrasi")
        for awal in ("administrasi", "urus", "perangkat_", "jabatan_", "pemangku_", "akun_", "peran_", "periode_")
    ),
)


@register.inclusion_tag("bantuan/tautan.html", takes_context=True)
def tautan_bantuan(context: Context) -> dict[str, Any]:
    """Print the link to the topic of the page that is shown; nothing on pages that have none."""
    request = context.get("request")
    cocok = getattr(request, "resolver_match", None)
    masuk = getattr(getattr(request, "user", None), "is_authenticated", False)
    nama = (cocok.url_name or "") if cocok and masuk else ""
    for awal, slug, sebutan in _HALAMAN:
        if nama.startswith(awal):
            return {"alamat": reverse("bantuan_topik", args=[slug]), "sebutan": sebutan}
    return {"alamat": ""}
