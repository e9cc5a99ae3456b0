"""Audit entries in plain words, for the pages of history: who did what to what, with values before and after.

Here belongs only how an entry reads. Entries are written by `audit.catat` and never changed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from instansi.models import CatatanAudit, Jabatan, PerangkatDaerah

_KATA_KERJA = {
    "buat": "membuat",
    "tambah": "menambahkan",
    "ubah": "mengubah",
    "hapus": "menghapus",
    "pindah": "memindahkan",
    "geser": "mengurutkan",
    "urutkan": "mengurutkan",
    "pulihkan": "memulihkan",
    "klon": "membuat versi baru dari",
    "tutup": "menutup",
    "buka": "membuka kembali",
    "ganti_nama": "mengganti nama",
    "undang": "membuat tautan undangan untuk",
    "aktifkan": "mengaktifkan",
    "nonaktifkan": "menonaktifkan",
    "beri_peran": "memberi peran kepada",
    "cabut_peran": "mencabut peran",
    "ganti_sandi": "mengganti kata sandi",
    "setel_sandi": "menyetel kata sandi lewat tautan untuk",
    "keluar_semua": "mengeluarkan dari semua perangkat",
    "akhiri_sesi": "mengakhiri satu sesi",
    "aktifkan_dua_langkah": "mengaktifkan verifikasi dua langkah",
    "matikan_dua_langkah": "mematikan verifikasi dua langkah",
    "setel_ulang_dua_langkah": "menyetel ulang verifikasi dua langkah",
    "buat_kode_pemulihan": "membuat kode pemulihan baru untuk",
    "pakai_kode_pemulihan": "memakai satu kode pemulihan",
    "impor": "mengimpor",
    "muat_contoh": "memuat data contoh untuk",
    "ubah_tingkat": "mengubah tingkat",
    "ubah_penerjemahan": "mengubah komponen atau jabatan",
    "terima_usulan": "menerima usulan Tahap 5 untuk",
    "ajukan": "mengajukan",
    "tarik": "menarik pengajuan",
    "mulai_telaah": "memulai telaah",
    "kembalikan": "mengembalikan",
    "setujui": "menyetujui",
    "gantikan": "menggantikan",
    "izinkan": "memberikan",
    "abaikan": "mencatat",
    "batal_abaikan": "mencabut",
    "catat": "menulis",
    "jawab": "menjawab",
    "selesaikan": "menandai selesai",
    "buka_lagi": "membuka lagi",
}
_JENIS = {"pengguna": "akun"}
_KOLOM_JABATAN = {"atasan_id", "jabatan_id"}
_KOLOM_PERANGKAT = {"pengganti_id", "perangkat_daerah_id"}
_NAMA_KOLOM = {
    "atasan_id": "atasan",
    "jabatan_id": "jabatan",
    "pengganti_id": "pengganti",
    "email": "surel",
    "nip": "NIP",
    "berlaku_dari": "berlaku mulai",
}
_PANJANG_NILAI = 200


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One value that changed, as text; empty means it had none."""

    kolom: str
    sebelum: str
    sesudah: str


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One entry as people read it."""

    waktu: datetime
    siapa: str
    kalimat: str
    sebutan: str
    perubahan: tuple[Perubahan, ...]


def kejadian(catatan: Iterable[CatatanAudit]) -> list[Kejadian]:
    """Return audit entries in plain words, in the order given; two queries for the names behind keys."""
    catatan = list(catatan)
    nama = _nama_menurut_kunci(catatan)
    return [
        Kejadian(
            waktu=satu.waktu,
            siapa=satu.aktor_nama,
            kalimat=f"{kata_kerja(satu.kata_kerja)} {sebut_jenis(satu.jenis_objek)}",
            sebutan=satu.ringkas,
            perubahan=_perubahan(satu, nama),
        )
        for satu in catatan
    ]


def kata_kerja(kode: str) -> str:
    """Return what people read for a stored verb."""
    return _KATA_KERJA.get(kode, kode.replace("_", " "))


def sebut_jenis(jenis_objek: str) -> str:
    """Return what people call a kind of object, by its model."""
    if jenis_objek in _JENIS:
        return _JENIS[jenis_objek]
    for model in apps.get_models():
        if model._meta.model_name == jenis_objek:
            return str(model._meta.verbose_name)
    return jenis_objek.replace("_", " ")


def _perubahan(catatan: CatatanAudit, nama: dict[tuple[str, int], str]) -> tuple[Perubahan, ...]:
    kolom = [*catatan.sebelum, *(satu for satu in catatan.sesudah if satu not in catatan.sebelum)]
    semua = (
        Perubahan(
            _NAMA_KOLOM.get(satu, satu.replace("_", " ")),
            _teks(satu, catatan.sebelum.get(satu), nama),
            _teks(satu, catatan.sesudah.get(satu), nama),
        )
        for satu in kolom
    )
    return tuple(satu for satu in semua if satu.sebelum or satu.sesudah)


def _teks(kolom: str, nilai: object, nama: dict[tuple[str, int], str]) -> str:
    if nilai is None or nilai == "":
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    jenis = _jenis_kunci(kolom)
    if jenis and isinstance(nilai, int):
        return nama.get((jenis, nilai), f"nomor {nilai}")
    if isinstance(nilai, list):
        teks = "; ".join(str(satu) for satu in nilai)
    else:
        teks = str(nilai)
    return teks if len(teks) <= _PANJANG_NILAI else f"{teks[:_PANJANG_NILAI].rstrip()}…"


def _jenis_kunci(kolom: str) -> str:
    if kolom in _KOLOM_JABATAN:
        return "jabatan"
    return "perangkat" if kolom in _KOLOM_PERANGKAT else ""


def _nama_menurut_kunci(catatan: list[CatatanAudit]) -> dict[tuple[str, int], str]:
    kunci: dict[str, set[int]] = defaultdict(set)
    for satu in catatan:
        for isi in (satu.sebelum, satu.sesudah):
            for kolom, nilai in isi.items():
                if _jenis_kunci(kolom) and isinstance(nilai, int):
                    kunci[_jenis_kunci(kolom)].add(nilai)
    model = {"jabatan": Jabatan, "perangkat": PerangkatDaerah}
    return {
        (jenis, pk): str(objek)
        for jenis, daftar in kunci.items()
        for pk, objek in model[jenis].objects.in_bulk(daftar).items()  # type: ignore[attr-defined]
    }
