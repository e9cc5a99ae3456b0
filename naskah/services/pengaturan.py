"""The settings that papers and new decrees start from: paper and arms of a government, letterhead of an agency."""

from collections.abc import Mapping
from io import BytesIO

from django.db import transaction
from django.db.models import F
from PIL import Image

from instansi.api import (
    GalatLayanan,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    TidakBerhak,
    boleh_mengurus,
    catat,
)
from naskah.arsip import simpan_berkas
from naskah.choices import (
    HURUF_TERBESAR,
    HURUF_TERKECIL,
    MARGIN_TERBESAR,
    MARGIN_TERKECIL,
    PANJANG_JUDUL,
    PANJANG_NAMA,
    JenisHuruf,
    UkuranKertas,
)
from naskah.models import PengaturanNaskah, PengaturanPerangkat
from naskah.policies import boleh_rancang
from naskah.services.isian import bersih

_LAMBANG_TERBESAR, _LAMBANG_TITIK = 5 * 1024 * 1024, (600, 720)
_KOLOM_PENGATURAN = ("kop_pemerintah", "kop_nama", "kop_alamat", "nomor_pola", "tempat")


@transaction.atomic
def siapkan_pengaturan(*, perangkat_daerah: PerangkatDaerah, isi: Mapping[str, str], lambang: bytes = b"") -> bool:
    """Give an agency its first letterhead and its government its first arms, at set-up; return whether it had none.

    What is there already stays. Raises GalatLayanan when the arms are no picture.
    """
    if lambang:
        _, baru_pemerintah = PengaturanNaskah.objects.get_or_create(
            pemerintah_daerah=perangkat_daerah.pemerintah_daerah
        )
        if baru_pemerintah:
            _simpan_lambang(perangkat_daerah.pemerintah_daerah_id, lambang)
    _, baru = PengaturanPerangkat.objects.get_or_create(
        perangkat_daerah=perangkat_daerah, defaults={nama: isi.get(nama, "") for nama in _KOLOM_PENGATURAN}
    )
    return baru


@transaction.atomic
def simpan_pengaturan_pemerintah(
    *,
    aktor: Pengguna,
    pemerintah_daerah: PemerintahDaerah,
    kertas: UkuranKertas,
    margin: tuple[int, int, int, int],
    huruf: JenisHuruf,
    ukuran_huruf: int,
    lambang: bytes | None = None,
) -> None:
    """Set how papers of a local government look; `lambang` replaces the arms, empty bytes remove them, None keeps them.

    Papers already issued stay as they are. Raises TidakBerhak, GalatLayanan naming the field.
    """
    if not boleh_mengurus(aktor, pemerintah_daerah.pk):
        raise TidakBerhak("Hanya administrator daerah yang dapat mengubah tampilan naskah.")
    if not all(MARGIN_TERKECIL <= mm <= MARGIN_TERBESAR for mm in margin):
        raise GalatLayanan(f"Margin {MARGIN_TERKECIL} sampai {MARGIN_TERBESAR} mm.", kolom="margin_atas")
    if not HURUF_TERKECIL <= ukuran_huruf <= HURUF_TERBESAR:
        raise GalatLayanan(f"Ukuran huruf {HURUF_TERKECIL} sampai {HURUF_TERBESAR}.", kolom="ukuran_huruf")
    atur, _ = PengaturanNaskah.objects.get_or_create(pemerintah_daerah=pemerintah_daerah)
    kolom = {
        **dict(zip(("margin_atas", "margin_kanan", "margin_bawah", "margin_kiri"), margin, strict=True)),
        "kertas": kertas.value,
        "huruf": huruf.value,
        "ukuran_huruf": ukuran_huruf,
    }
    sebelum = {nama: getattr(atur, nama) for nama in kolom}
    PengaturanNaskah.objects.filter(pk=atur.pk).update(**kolom, versi=F("versi") + 1)
    if lambang:
        _simpan_lambang(pemerintah_daerah.pk, lambang)
    elif lambang is not None:
        PengaturanNaskah.objects.filter(pk=atur.pk).update(lambang=None)
    catat(
        aktor=aktor,
        kata_kerja="ubah_pengaturan_naskah",
        wadah=f"pemerintah_daerah:{pemerintah_daerah.pk}",
        jenis_objek="pemerintahdaerah",
        kunci=pemerintah_daerah.pk,
        ringkas="Kertas, margin, dan huruf naskah diubah" if lambang is None else "Tampilan naskah dan lambang diubah",
        sebelum=sebelum,
        sesudah=kolom,
    )


def _simpan_lambang(pemerintah_daerah_id: int, isi: bytes) -> None:
    berkas = simpan_berkas(jenis="lambang", nama="lambang.png", tipe="image/png", isi=rapikan_lambang(isi))
    PengaturanNaskah.objects.filter(pemerintah_daerah=pemerintah_daerah_id).update(lambang=berkas, versi=F("versi") + 1)


def rapikan_lambang(isi: bytes) -> bytes:
    """Return a picture as a PNG of at most 600 × 720 dots, drawn anew: nothing of the file but its dots is kept.

    Raises GalatLayanan when it is no PNG or JPEG, or too large.
    """
    if len(isi) > _LAMBANG_TERBESAR:
        raise GalatLayanan("Gambar lambang paling besar 5 MB.", kolom="lambang")
    try:
        with Image.open(BytesIO(isi), formats=("PNG", "JPEG")) as gambar:
            gambar.draft("RGB", _LAMBANG_TITIK)
            rapi = gambar.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as galat:
        raise GalatLayanan("Berkas ini bukan gambar PNG atau JPEG yang utuh.", kolom="lambang") from galat
    rapi.thumbnail(_LAMBANG_TITIK)
    hasil = BytesIO()
    rapi.save(hasil, "PNG", optimize=True)
    return hasil.getvalue()


@transaction.atomic
def simpan_pengaturan_perangkat(*, aktor: Pengguna, perangkat_daerah: PerangkatDaerah, isi: Mapping[str, str]) -> None:
    """Keep letterhead, numbering pattern and place for the agency's next decrees.

    Raises TidakBerhak, GalatLayanan naming the field.
    """
    if not boleh_rancang(aktor, perangkat_daerah):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengubah kop surat dan penomoran.")
    kolom = {nama: bersih(isi.get(nama, ""), nama, PANJANG_NAMA) for nama in _KOLOM_PENGATURAN if nama != "kop_alamat"}
    kolom["kop_alamat"] = bersih(isi.get("kop_alamat", ""), "kop_alamat", PANJANG_JUDUL, banyak=True)
    if kolom["nomor_pola"] and "{nomor}" not in kolom["nomor_pola"]:
        raise GalatLayanan("Pola nomor harus memuat {nomor}.", kolom="nomor_pola")
    atur, _ = PengaturanPerangkat.objects.get_or_create(perangkat_daerah=perangkat_daerah)
    sebelum = {nama: getattr(atur, nama) for nama in _KOLOM_PENGATURAN}
    if sebelum != kolom:
        PengaturanPerangkat.objects.filter(pk=atur.pk).update(**kolom, versi=F("versi") + 1)
        _catat(aktor, perangkat_daerah, "ubah_pengaturan_naskah", "Kop surat dan penomoran diubah", sebelum, kolom)


def _catat(
    aktor: Pengguna,
    perangkat_daerah: PerangkatDaerah,
    kata_kerja: str,
    ringkas: str,
    sebelum: Mapping[str, str] | None = None,
    sesudah: Mapping[str, str] | None = None,
) -> None:
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=f"perangkat_daerah:{perangkat_daerah.pk}",
        jenis_objek="perangkatdaerah",
        kunci=perangkat_daerah.pk,
        ringkas=ringkas,
        sebelum=sebelum,
        sesudah=sesudah,
    )
