"""History pages: what was done in the administration, by and to one account, by oneself. Nothing here can be edited."""

from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from instansi.errors import TidakBerhak
from instansi.forms_administrasi import FormulirRiwayat
from instansi.kejadian import kejadian, sebut_jenis
from instansi.models import CatatanAudit
from instansi.policies import boleh_kelola_akun
from instansi.services.kerangka import ambil, wadah_dari
from instansi.services.pengguna import PESAN_AKUN_LUAR, akun_di
from instansi.views.kerangka import halaman_dari, konteks, pemda_diurus
from instansi.web import Permintaan


@require_safe
def administrasi(request: Permintaan, pemda: str) -> HttpResponse:
    """Everything done to accounts, roles, agencies, positions, periods and data of the local government."""
    daerah = pemda_diurus(request, pemda)
    catatan = CatatanAudit.objects.filter(wadah=wadah_dari(daerah))
    lengkap = konteks(daerah, "urus_riwayat") | {
        "judul": "Riwayat administrasi",
        "pengantar": "Semua yang dilakukan pada akun, peran, perangkat daerah, jabatan, periode, dan data daerah. "
        "Catatan ini tidak dapat diubah atau dihapus.",
    }
    lengkap["remah"] = lengkap["remah"][:-1]
    return _halaman(request, lengkap, catatan)


@require_safe
def akun(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """What one account did, and what was done to it."""
    daerah = pemda_diurus(request, pemda)
    orang = ambil(akun_di(daerah), akun_id)
    if not boleh_kelola_akun(request.user, orang, daerah.pk):
        raise TidakBerhak(PESAN_AKUN_LUAR)
    catatan = CatatanAudit.objects.filter(
        Q(aktor=orang)
        | Q(wadah=wadah_dari(orang))
        | Q(wadah=wadah_dari(daerah), jenis_objek="pengguna", kunci=str(orang.pk))
    )
    alamat = reverse("akun_rinci", args=[daerah.slug, orang.pk])
    lengkap = konteks(daerah, "urus_akun", (orang.username, alamat)) | {
        "judul": f"Riwayat {orang.nama_tampil}",
        "pengantar": "Yang dilakukan dengan akun ini dan yang dilakukan padanya.",
    }
    return _halaman(request, lengkap, catatan)


@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """What oneself did, and what was done to one's account."""
    catatan = CatatanAudit.objects.filter(
        Q(aktor=request.user)
        | Q(wadah=wadah_dari(request.user))
        | Q(wadah__startswith="pemerintah_daerah:", jenis_objek="pengguna", kunci=str(request.user.pk))
    )
    lengkap = {
        "judul": "Riwayat saya",
        "pengantar": "Yang Anda lakukan, dan yang dilakukan pada akun Anda.",
        "remah": [("Akun saya", reverse("akun_saya"))],
    }
    return _halaman(request, lengkap, catatan)


def _halaman(request: Permintaan, dasar: dict[str, Any], catatan: QuerySet[CatatanAudit]) -> HttpResponse:
    """Filter, page and print a history; a filter that cannot be read shows nothing but says why."""
    saring = FormulirRiwayat(request.GET, orang=_orang(catatan), jenis=_jenis(catatan))
    terpilih = _disaring(catatan, **saring.cleaned_data) if saring.is_valid() else catatan.none()
    halaman = halaman_dari(request, terpilih)
    lengkap = dasar | {
        "form": saring,
        "page_obj": halaman,
        "kejadian": kejadian(halaman.object_list),
        "tersaring": any(request.GET.get(nama) for nama in saring.fields),
    }
    return render(request, "instansi/riwayat.html", lengkap, status=422 if saring.errors else 200)


def _disaring(catatan: QuerySet[CatatanAudit], dari: Any, sampai: Any, orang: str, jenis: str) -> Any:
    """Return the entries of whole days in the reader's time zone, by one name, about one kind."""
    if dari:
        catatan = catatan.filter(waktu__gte=timezone.make_aware(datetime.combine(dari, time.min)))
    if sampai:
        catatan = catatan.filter(waktu__lte=timezone.make_aware(datetime.combine(sampai, time.max)))
    if orang:
        catatan = catatan.filter(aktor_nama=orang)
    return catatan.filter(jenis_objek=jenis) if jenis else catatan


def _orang(catatan: QuerySet[CatatanAudit]) -> list[tuple[str, str]]:
    nama = catatan.order_by("aktor_nama").values_list("aktor_nama", flat=True).distinct()
    return [(satu, satu) for satu in nama]


def _jenis(catatan: QuerySet[CatatanAudit]) -> list[tuple[str, str]]:
    kode = catatan.order_by("jenis_objek").values_list("jenis_objek", flat=True).distinct()
    return [(satu, sebut_jenis(satu).capitalize()) for satu in kode]
