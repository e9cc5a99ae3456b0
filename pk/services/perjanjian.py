"""Beginning, editing and discarding drafts of agreements, and drafts that amend a signed one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from instansi.api import GalatLayanan, Pengguna, banyak_baris, pastikan_panjang
from pk.choices import PANJANG_NAMA, PANJANG_PERNYATAAN, StatusPerjanjian, StatusPihak
from pk.lingkup import Lingkup
from pk.models import Perjanjian
from pk.rows import BarisPerjanjian, IsiPerjanjian
from pk.selectors import (
    KOLOM_ISI,
    ambil_perjanjian,
    baca_semua_perjanjian,
    isi_tersimpan,
    kertas_perangkat,
    rancangan_perjanjian,
)
from pk.services.kerangka import catat_perjanjian, kunci_perjanjian, pastikan_boleh, sunting_perjanjian

_PANJANG = {"pembuka": PANJANG_PERNYATAAN, "pernyataan": PANJANG_PERNYATAAN, "pihak1_nip": 30, "pihak2_nip": 30}


def buat_perjanjian(*, aktor: Pengguna, lingkup: Lingkup, jabatan_id: int, tahun: int) -> Perjanjian:
    """Store the draft that the tree proposes for a position.

    Raises TidakDitemukan, TidakBerhak, GalatLayanan when there is one already or nothing to promise.
    """
    pastikan_boleh(aktor, lingkup.perangkat)
    baris = rancangan_perjanjian(lingkup, jabatan_id, tahun)
    if not baris.semua_sasaran:
        raise GalatLayanan(
            "Jabatan ini belum memegang kinerja pada pohon kinerja (Tahap 5) dan tidak mempunyai sasaran sendiri."
        )
    return _buat(aktor, lingkup, baris)


@transaction.atomic
def buat_semua(*, aktor: Pengguna, lingkup: Lingkup, tahun: int) -> int:
    """Store a draft for every position that has something to promise and no agreement yet; return how many."""
    pastikan_boleh(aktor, lingkup.perangkat)
    semua = baca_semua_perjanjian(lingkup, tahun, kertas_perangkat(lingkup))
    baru = [satu for satu in semua if not satu.id and satu.sasaran]
    for satu in baru:
        _buat(aktor, lingkup, satu)
    return len(baru)


def ubah_perjanjian(
    *, aktor: Pengguna, perjanjian_id: int, versi: int, isi: IsiPerjanjian, tanpa: Iterable[str]
) -> None:
    """Set the text of a draft and what it leaves out.

    Raises Bentrok when it has changed since `versi`, GalatLayanan when it is signed or naming a field that cannot be.
    """
    bersih = _bersihkan(isi)
    dibuang = sorted(set(tanpa))
    with sunting_perjanjian(aktor, perjanjian_id, versi=versi) as perjanjian:
        lama = _plain(isi_tersimpan(perjanjian)) | {"tanpa": perjanjian.tanpa}
        baru = _plain(bersih) | {"tanpa": dibuang}
        beda = [nama for nama in baru if lama[nama] != baru[nama]]
        if not beda:
            return
        Perjanjian.objects.filter(pk=perjanjian.pk).update(
            **{nama: getattr(bersih, nama) for nama in KOLOM_ISI}, tanpa=dibuang
        )
        catat_perjanjian(
            aktor,
            perjanjian,
            "ubah_perjanjian",
            ringkas="Naskah diubah",
            sebelum={nama: lama[nama] for nama in beda},
            sesudah={nama: baru[nama] for nama in beda},
        )


def hapus_draf(*, aktor: Pengguna, perjanjian_id: int) -> None:
    """Discard a draft; its audit entries stay. Raises GalatLayanan when it is signed."""
    with transaction.atomic():
        perjanjian = kunci_perjanjian(aktor, perjanjian_id)
        if perjanjian.status != StatusPerjanjian.DRAF:
            raise GalatLayanan("Perjanjian yang sudah ditandatangani tidak dapat dihapus.")
        catat_perjanjian(aktor, perjanjian, "hapus", ringkas=f"{perjanjian} dihapus")
        perjanjian.delete()


def buat_perubahan(*, aktor: Pengguna, perjanjian_id: int) -> Perjanjian:
    """Store a draft that amends a signed agreement: its text with an open date, its rows from the tree as it is now.

    Raises GalatLayanan when the agreement is not the one in force, or an amendment has been begun already.
    """
    lama = ambil_perjanjian(aktor, perjanjian_id)
    with transaction.atomic():
        lama = kunci_perjanjian(aktor, lama.pk)
        if lama.status != StatusPerjanjian.DITANDATANGANI:
            raise GalatLayanan("Hanya perjanjian yang ditandatangani dan masih berlaku yang dapat diubah.")
        if lama.perubahan.exists():
            raise GalatLayanan("Perubahan perjanjian ini sudah dibuat; lanjutkan drafnya.")
        isi = isi_tersimpan(lama).dengan(tanggal=None)
        baru = Perjanjian.objects.create(
            perangkat_daerah=lama.perangkat_daerah,
            jabatan=lama.jabatan,
            tahun=lama.tahun,
            perubahan_ke=lama.perubahan_ke + 1,
            mengubah=lama,
            tanpa=lama.tanpa,
            **{nama: getattr(isi, nama) for nama in KOLOM_ISI},
        )
        catat_perjanjian(aktor, baru, "buat_perubahan", ringkas="Draf perubahan dibuat")
        return baru


def _buat(aktor: Pengguna, lingkup: Lingkup, baris: BarisPerjanjian) -> Perjanjian:
    try:
        with transaction.atomic():
            perjanjian = Perjanjian.objects.create(
                perangkat_daerah=lingkup.perangkat,
                jabatan_id=baris.jabatan_id,
                tahun=baris.tahun,
                tanpa=sorted(baris.tanpa),
                **{nama: getattr(baris.isi, nama) for nama in KOLOM_ISI},
            )
            catat_perjanjian(aktor, perjanjian, "buat", ringkas="Draf dibuat dari pohon kinerja")
    except IntegrityError:
        raise GalatLayanan("Perjanjian kinerja jabatan ini untuk tahun itu sudah ada.") from None
    return perjanjian


def _bersihkan(isi: IsiPerjanjian) -> IsiPerjanjian:
    """Return the content cleaned. Raises GalatLayanan naming the field that cannot be."""
    nilai: dict[str, Any] = {}
    for nama in KOLOM_ISI:
        teks = getattr(isi, nama)
        if not isinstance(teks, str):
            continue
        try:
            nilai[nama] = banyak_baris(teks)
            pastikan_panjang(nilai[nama], _PANJANG.get(nama, PANJANG_NAMA))
        except ValidationError as galat:
            raise GalatLayanan(" ".join(galat.messages), kolom=nama) from None
        if nama.endswith("_status") and nilai[nama] not in (*StatusPihak.values, ""):
            raise GalatLayanan("Pilih status dari daftar.", kolom=nama)
    return isi.dengan(**nilai)


def _plain(isi: IsiPerjanjian) -> dict[str, Any]:
    hasil = {nama: getattr(isi, nama) for nama in KOLOM_ISI}
    return {nama: satu.isoformat() if isinstance(satu, date) else satu for nama, satu in hasil.items()}
