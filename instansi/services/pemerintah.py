"""Data of the local government itself, and its planning periods."""

from django.db import models, transaction

from instansi.choices import ZonaWaktu
from instansi.errors import GalatLayanan
from instansi.models import PemerintahDaerah, Pengguna, Periode
from instansi.services.kerangka import ambil, bersih, catat_urusan, pilihan, terapkan, urus

PANJANG_NAMA = 120
PANJANG_ALAMAT = 1_000
_TAHUN = range(2000, 2101)
_TERPANJANG = 20  # years; RPJMD has five or six, RPJPD twenty


def ubah_pemerintah(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    nama: str,
    provinsi: str,
    ibu_kota: str,
    zona_waktu: str,
    alamat: str,
    perlu_izin_pimpinan: bool,
    versi: int | None = None,
) -> PemerintahDaerah:
    """Change name, province, capital, time zone, letterhead address, and whether heads must permit submissions."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        kolom = {
            "nama": bersih(nama, "nama", PANJANG_NAMA, wajib="Nama pemerintah daerah belum diisi."),
            "provinsi": bersih(provinsi, "provinsi", PANJANG_NAMA),
            "ibu_kota": bersih(ibu_kota, "ibu_kota", PANJANG_NAMA),
            "zona_waktu": pilihan(zona_waktu, "zona_waktu", ZonaWaktu.values),
            "alamat": bersih(alamat, "alamat", PANJANG_ALAMAT, banyak=True),
            "perlu_izin_pimpinan": perlu_izin_pimpinan,
        }
        if PemerintahDaerah.objects.filter(nama__iexact=kolom["nama"]).exclude(pk=pemda.pk).exists():
            raise GalatLayanan("Pemerintah daerah dengan nama ini sudah ada.", kolom="nama")
        sebelum, sesudah = terapkan(pemda, kolom, versi)
        if sesudah:
            catat_urusan(aktor, pemda, "ubah", pemda, sebelum=sebelum, sesudah=sesudah)
    return pemda


def buat_periode(*, aktor: Pengguna, pemerintah_daerah_id: int, mulai: int, selesai: int) -> Periode:
    """Add a planning period. Raises GalatLayanan for years that make none or a period that exists."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        for kolom, tahun in (("mulai", mulai), ("selesai", selesai)):
            if tahun not in _TAHUN:
                raise GalatLayanan("Tulis tahun antara 2000 dan 2100.", kolom=kolom)
        if selesai < mulai:
            raise GalatLayanan("Tahun selesai sebelum tahun mulai.", kolom="selesai")
        if selesai - mulai > _TERPANJANG:
            raise GalatLayanan(f"Periode paling panjang {_TERPANJANG} tahun.", kolom="selesai")
        if Periode.objects.filter(pemerintah_daerah=pemda, mulai=mulai, selesai=selesai).exists():
            raise GalatLayanan("Periode ini sudah ada.", kolom="mulai")
        periode = Periode.objects.create(pemerintah_daerah=pemda, mulai=mulai, selesai=selesai)
        catat_urusan(aktor, pemda, "buat", periode, sesudah={"mulai": mulai, "selesai": selesai})
    return periode


def hapus_periode(*, aktor: Pengguna, pemerintah_daerah_id: int, periode_id: int) -> Periode:
    """Delete a period that nothing uses. Raises GalatLayanan when a tree or paper does."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        periode: Periode = ambil(Periode.objects.filter(pemerintah_daerah=pemda), periode_id)
        try:
            with transaction.atomic():
                Periode.objects.filter(pk=periode.pk).delete()
        except models.ProtectedError as galat:
            raise GalatLayanan(
                f"Periode {periode} sudah dipakai pohon kinerja atau keputusan, jadi tidak dapat dihapus."
            ) from galat
        sebelum = {"mulai": periode.mulai, "selesai": periode.selesai}
        catat_urusan(aktor, pemda, "hapus", periode, sebelum=sebelum)
    return periode
