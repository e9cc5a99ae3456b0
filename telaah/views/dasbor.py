"""The dashboard of the planning board: all agencies, filtered, sorted, searched, and as a workbook."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from instansi.api import (
    Periode,
    Permintaan,
    TidakBerhak,
    batasi,
    berperan_di_pemerintah,
    pemerintah_terlihat,
    perangkat_terlihat,
)
from pohon.dasbor import judul_kolom_dasbor
from telaah.dasbor import (
    BELUM_MULAI,
    DIAM,
    MENUNGGU,
    BarisDasbor,
    pohon_terkini,
    saring,
    saring_kata,
    susun_dasbor,
    urutkan,
)
from telaah.exporting import tulis_tabel
from telaah.forms import FormulirSaring
from telaah.pencarian import cari

TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PILIHAN_STATUS = (
    ("", "Semua status"),
    (BELUM_MULAI, "Belum mulai"),
    ("draf", "Draf"),
    (MENUNGGU, "Diajukan (menunggu telaah)"),
    ("ditarik", "Ditarik"),
    ("dikembalikan", "Dikembalikan"),
    ("disetujui", "Disetujui"),
    (DIAM, "Lebih dari 7 hari diam"),
)
_UBIN = (
    (MENUNGGU, "menunggu telaah"),
    ("dikembalikan", "dikembalikan"),
    ("draf", "masih draf"),
    ("disetujui", "disetujui"),
    (DIAM, "lebih dari 7 hari diam"),
)


@require_safe
@batasi("cari", "GET")
def dasbor(request: Permintaan) -> HttpResponse:
    """Show all agencies."""
    konteks = _susun(request)
    return render(request, "telaah/dasbor.html", konteks, status=422 if konteks["form"].errors else 200)


@never_cache
@require_safe
def dasbor_xlsx(request: Permintaan) -> HttpResponse:
    """The same rows, with the same filter and order, as a workbook."""
    konteks = _susun(request)
    kolom = [
        ("Perangkat daerah", 52),
        ("Periode", 12),
        ("Urusan", 24),
        ("Versi", 8),
        *((f"Tahap {nomor}", 16) for nomor in range(1, 6)),
        ("Status", 16),
        ("Hari", 8),
        ("Posisi", 12),
        ("Kotak", 8),
        ("Wajib diperbaiki", 12),
        ("Perlu dicek", 12),
        ("Catatan terbuka", 12),
        *((judul, 24) for judul in konteks["judul_tambahan"]),
    ]
    isi = tulis_tabel("Dasbor pohon kinerja", kolom, [_isi_baris(satu) for satu in konteks["baris"]])
    nama = f"dasbor-pohon-kinerja-{timezone.localdate():%Y-%m-%d}.xlsx"
    return HttpResponse(
        isi,
        content_type=TIPE_XLSX,
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )


def _susun(request: Permintaan) -> dict[str, Any]:
    """Return the rows asked for of one local government, with tiles over all of them.

    Raises TidakBerhak for those who work in agencies only.
    """
    if not berperan_di_pemerintah(request.user):
        raise TidakBerhak("Dasbor untuk penelaah dan administrator pemerintah daerah.")
    formulir = FormulirSaring(request.GET)
    isian = formulir.cleaned_data if formulir.is_valid() else {}
    daerah = list(pemerintah_terlihat(request.user))
    pemda = next((satu for satu in daerah if satu.slug == isian.get("daerah")), daerah[0] if daerah else None)
    perangkat = list(
        perangkat_terlihat(request.user).filter(berlaku_sampai__isnull=True, pemerintah_daerah=pemda).order_by("nama")
    )
    periode = list(Periode.objects.filter(pemerintah_daerah=pemda))
    pilihan = {satu.pk for satu in periode}
    periode_id = isian.get("periode") if isian.get("periode") in pilihan else None
    pohon = pohon_terkini(perangkat, periode_id)
    semua = susun_dasbor(perangkat, pohon)
    kata = isian.get("q", "")
    hasil = cari(kata, [satu.pk for satu in pohon]) if kata else []
    baris = saring_kata(semua, kata, {satu.pohon.pk for satu in hasil}) if kata else semua
    status = isian.get("status", "")
    return {
        "nav_aktif": "dasbor",
        "form": formulir,
        "kata": kata,
        "status": status,
        "daerah": daerah if len(daerah) > 1 else [],
        "pemda": pemda,
        "periode": periode,
        "periode_id": periode_id,
        "urut": isian.get("urut") or "nama",
        "ubin": [(kunci, label, len(saring(semua, kunci))) for kunci, label in _UBIN],
        "pilihan_status": _PILIHAN_STATUS,
        "baris": urutkan(saring(baris, status), isian.get("urut") or "nama"),
        "banyak": len(semua),
        "judul_tambahan": judul_kolom_dasbor(),
        "hasil": hasil,
        "query": request.GET.urlencode(),
    }


def _isi_baris(satu: BarisDasbor) -> list[object]:
    return [
        satu.perangkat.nama,
        str(satu.pohon.periode) if satu.pohon else "",
        satu.pohon.urusan if satu.pohon else "",
        satu.pohon.nomor_versi if satu.pohon else "",
        *(tahap.keadaan for tahap in satu.ringkas.tahap),
        satu.label_status,
        "" if satu.hari is None else satu.hari,
        satu.di if satu.hari is not None else "",
        satu.ringkas.kotak,
        satu.ringkas.galat,
        satu.perlu_dicek,
        satu.catatan,
        *("; ".join(butir.teks for butir in sel) for sel in satu.tambahan),
    ]
