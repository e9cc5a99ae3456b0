"""Agencies: created, corrected, renamed from a date on, merged or closed, opened again.

A new name by regulation is a successor: trees and papers of before keep the agency, and so the name, they were made
for. Correcting a misspelling changes the agency itself. Positions of a closed agency end with it.
"""

from datetime import date, timedelta

from django.utils.text import slugify

from instansi.choices import BentukPerangkat
from instansi.errors import GalatLayanan
from instansi.models import Jabatan, PemangkuJabatan, PemerintahDaerah, Pengguna, Peran, PerangkatDaerah
from instansi.services.kerangka import ambil, bersih, catat_urusan, pilihan, terapkan, urus

PANJANG_NAMA = 200
PANJANG_SINGKATAN = 60
_PANJANG_SLUG = 50


def buat_perangkat(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    nama: str,
    singkatan: str,
    bentuk: str,
    berlaku_dari: date | None = None,
) -> PerangkatDaerah:
    """Create an agency. Raises GalatLayanan naming the field, also when one of that name is in force."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        kolom = _kolom(pemda, None, nama, singkatan, bentuk)
        perangkat = PerangkatDaerah.objects.create(
            pemerintah_daerah=pemda,
            slug=_slug_bebas(pemda, kolom["singkatan"] or kolom["nama"]),
            berlaku_dari=berlaku_dari,
            **kolom,
        )
        catat_urusan(aktor, pemda, "buat", perangkat, sesudah=kolom | {"berlaku_dari": berlaku_dari})
    return perangkat


def ubah_perangkat(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    perangkat_id: int,
    nama: str,
    singkatan: str,
    bentuk: str,
    berlaku_dari: date | None,
    versi: int | None = None,
) -> PerangkatDaerah:
    """Correct an agency: the new spelling shows everywhere but on frozen papers."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        perangkat = _perangkat(pemda, perangkat_id)
        kolom = _kolom(pemda, perangkat, nama, singkatan, bentuk)
        if berlaku_dari and perangkat.berlaku_sampai and berlaku_dari > perangkat.berlaku_sampai:
            raise GalatLayanan("Tanggal mulai tidak boleh sesudah tanggal berakhirnya.", kolom="berlaku_dari")
        sebelum, sesudah = terapkan(perangkat, kolom | {"berlaku_dari": berlaku_dari}, versi)
        if sesudah:
            catat_urusan(aktor, pemda, "ubah", perangkat, sebelum=sebelum, sesudah=sesudah)
    return perangkat


def ganti_nama_perangkat(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    perangkat_id: int,
    nama: str,
    singkatan: str,
    bentuk: str,
    mulai: date,
) -> PerangkatDaerah:
    """Let a successor with the new name take over on a date: it gets the positions in force, their holders, the roles.

    The old agency ends the day before and keeps its own positions, for its trees name them. Returns the successor.
    """
    with urus(aktor, pemerintah_daerah_id) as pemda:
        lama = _masih_berlaku(_perangkat(pemda, perangkat_id))
        _pastikan_sesudah_mulai(lama, mulai - timedelta(days=1), "mulai")
        kolom = _kolom(pemda, lama, nama, singkatan, bentuk)
        if kolom["nama"].casefold() == lama.nama.casefold():
            raise GalatLayanan("Nama ini sama dengan yang sekarang. Untuk membetulkan ejaan, pakai Ubah.", kolom="nama")
        baru = PerangkatDaerah.objects.create(
            pemerintah_daerah=pemda,
            slug=_slug_bebas(pemda, kolom["singkatan"] or kolom["nama"]),
            berlaku_dari=mulai,
            **kolom,
        )
        sebelum, sesudah = terapkan(lama, {"berlaku_sampai": mulai - timedelta(days=1), "pengganti_id": baru.pk})
        jabatan = _salin_jabatan(lama, baru)
        _salin_peran(lama, baru)
        Pengguna.objects.bulk_update(
            [
                _pindah(akun, jabatan[akun.jabatan_id])
                for akun in Pengguna.objects.filter(jabatan__in=jabatan)
                if akun.jabatan_id
            ],
            ["jabatan"],
        )
        catat_urusan(
            aktor, pemda, "ganti_nama", lama, ringkas=f"{lama} menjadi {baru}", sebelum=sebelum, sesudah=sesudah
        )
        catat_urusan(aktor, pemda, "buat", baru, sesudah=kolom | {"berlaku_dari": mulai, "jabatan": len(jabatan)})
    return baru


def tutup_perangkat(
    *, aktor: Pengguna, pemerintah_daerah_id: int, perangkat_id: int, sampai: date, pengganti_id: int | None = None
) -> PerangkatDaerah:
    """End an agency on a date, merged into another of the same local government when `pengganti_id` is given."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        perangkat = _masih_berlaku(_perangkat(pemda, perangkat_id))
        _pastikan_sesudah_mulai(perangkat, sampai, "sampai")
        pengganti = None
        if pengganti_id is not None:
            pengganti = PerangkatDaerah.objects.filter(
                pemerintah_daerah=pemda, pk=pengganti_id, berlaku_sampai__isnull=True
            ).first()
            if pengganti is None or pengganti.pk == perangkat.pk:
                raise GalatLayanan("Pilih perangkat daerah lain yang masih berlaku.", kolom="pengganti")
        kolom = {"berlaku_sampai": sampai, "pengganti_id": pengganti.pk if pengganti else None}
        sebelum, sesudah = terapkan(perangkat, kolom)
        ringkas = f"{perangkat} digabung ke {pengganti}" if pengganti else str(perangkat)
        catat_urusan(aktor, pemda, "tutup", perangkat, ringkas=ringkas, sebelum=sebelum, sesudah=sesudah)
    return perangkat


def buka_perangkat(*, aktor: Pengguna, pemerintah_daerah_id: int, perangkat_id: int) -> PerangkatDaerah:
    """Undo the closing of an agency. Raises GalatLayanan when another of its name is in force by now."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        perangkat = _perangkat(pemda, perangkat_id)
        if perangkat.berlaku_sampai is None:
            raise GalatLayanan("Perangkat daerah ini masih berlaku.")
        _pastikan_nama_bebas(pemda, perangkat, perangkat.nama)
        sebelum, sesudah = terapkan(perangkat, {"berlaku_sampai": None, "pengganti_id": None})
        catat_urusan(aktor, pemda, "buka", perangkat, sebelum=sebelum, sesudah=sesudah)
    return perangkat


def _perangkat(pemda: PemerintahDaerah, kunci: int) -> PerangkatDaerah:
    perangkat: PerangkatDaerah = ambil(PerangkatDaerah.objects.filter(pemerintah_daerah=pemda), kunci)
    return perangkat


def _kolom(
    pemda: PemerintahDaerah, perangkat: PerangkatDaerah | None, nama: str, singkatan: str, bentuk: str
) -> dict[str, str]:
    kolom = {
        "nama": bersih(nama, "nama", PANJANG_NAMA, wajib="Nama perangkat daerah belum diisi."),
        "singkatan": bersih(singkatan, "singkatan", PANJANG_SINGKATAN),
        "bentuk": pilihan(bentuk, "bentuk", BentukPerangkat.values),
    }
    _pastikan_nama_bebas(pemda, perangkat, kolom["nama"])
    return kolom


def _pastikan_nama_bebas(pemda: PemerintahDaerah, perangkat: PerangkatDaerah | None, nama: str) -> None:
    sama = PerangkatDaerah.objects.filter(pemerintah_daerah=pemda, nama__iexact=nama, berlaku_sampai__isnull=True)
    if any(satu != perangkat for satu in sama):
        raise GalatLayanan("Perangkat daerah dengan nama ini sudah ada dan masih berlaku.", kolom="nama")


def _masih_berlaku(perangkat: PerangkatDaerah) -> PerangkatDaerah:
    if perangkat.berlaku_sampai is not None:
        raise GalatLayanan("Perangkat daerah ini sudah berakhir. Buka kembali lebih dahulu bila itu keliru.")
    return perangkat


def _pastikan_sesudah_mulai(perangkat: PerangkatDaerah, sampai: date, kolom: str) -> None:
    if perangkat.berlaku_dari and sampai < perangkat.berlaku_dari:
        raise GalatLayanan("Tanggal ini sebelum perangkat daerah mulai berlaku.", kolom=kolom)


def _slug_bebas(pemda: PemerintahDaerah, nama: str) -> str:
    """Return a short name for addresses and commands that no agency of this government has."""
    pokok = slugify(nama)[: _PANJANG_SLUG - 5].strip("-") or "perangkat-daerah"
    dipakai = set(PerangkatDaerah.objects.filter(pemerintah_daerah=pemda).values_list("slug", flat=True))
    slug, nomor = pokok, 1
    while slug in dipakai:
        nomor += 1
        slug = f"{pokok}-{nomor}"
    return slug


def _salin_jabatan(lama: PerangkatDaerah, baru: PerangkatDaerah) -> dict[int, int]:
    """Copy the positions in force and their present holders; return old key → new key."""
    asal = list(Jabatan.objects.filter(perangkat_daerah=lama, berlaku_sampai__isnull=True).order_by("urutan", "pk"))
    salinan = {
        satu.pk: Jabatan.objects.create(
            perangkat_daerah=baru,
            nama=satu.nama,
            jenjang=satu.jenjang,
            tugas=satu.tugas,
            urutan=satu.urutan,
            berlaku_dari=baru.berlaku_dari,
        )
        for satu in asal
    }
    for satu in asal:
        if satu.atasan_id in salinan:
            salinan[satu.pk].atasan = salinan[satu.atasan_id]
    Jabatan.objects.bulk_update(salinan.values(), ["atasan"])
    for pemangku in PemangkuJabatan.objects.filter(jabatan__in=asal, selesai__isnull=True):
        pemangku.pk, pemangku.jabatan_id = None, salinan[pemangku.jabatan_id].pk
        pemangku.save(force_insert=True)
    return {kunci: satu.pk for kunci, satu in salinan.items()}


def _salin_peran(lama: PerangkatDaerah, baru: PerangkatDaerah) -> None:
    Peran.objects.bulk_create(
        Peran(pengguna_id=satu.pengguna_id, jenis=satu.jenis, perangkat_daerah=baru) for satu in lama.peran.all()
    )


def _pindah(akun: Pengguna, jabatan_id: int) -> Pengguna:
    akun.jabatan_id = jabatan_id
    return akun
