"""Papers printed in the background, one function for each step: asked for, taken, told about, done, failed, cancelled.

The row `Cetakan` is the truth, the queue only carries its key: a queue that forgets, a worker that dies or comes twice
change nothing that another worker may rely on. Rendering itself is in `naskah.pekerjaan`, the process in
`naskah.pekerja`. Nothing here is of lasting worth, so the audit trail does not hold it.
"""

import logging
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from instansi.api import GalatLayanan, Pengguna, TidakDitemukan
from naskah import simpanan
from naskah.bahan import BahanCetak, kunci_bahan, tulis_bahan
from naskah.cetak import Pesanan, ambil_cetakan
from naskah.choices import PANJANG_JUDUL, PANJANG_NAMA, KeadaanCetakan
from naskah.models import Cetakan, Pekerja
from naskah.tasks import cetak_di_latar

# A worker at work writes a sign of life every second; after so long without one it is taken for dead.
BASI = timedelta(seconds=20)
# Up to so many bytes of HTML a paper is printed while the person waits: a booklet of 40 nodes, two to four seconds.
BERAT_LANGSUNG = 200_000
TERHENTI_TERBANYAK = 1  # a paper whose worker died once is tried again, once
UMUR_HASIL, UMUR_BARIS = timedelta(days=14), timedelta(days=30)
PESAN_TERHENTI = "Pencetakan terhenti dua kali di tengah jalan. Coba lagi; bila terulang, hubungi pengelola aplikasi."
PESAN_USANG = (
    "Permintaan ini dibuat sebelum aplikasi diperbarui dan tidak dapat diulang. "
    "Mintalah naskahnya sekali lagi dari halaman asalnya."
)
PESAN_RUSAK = "Naskah ini tidak dapat dicetak karena kesalahan program. Coba lagi, atau hubungi pengelola aplikasi."
logger = logging.getLogger(__name__)
_JALAN = Q(keadaan__in=(KeadaanCetakan.MENUNGGU, KeadaanCetakan.DIKERJAKAN))


def nama_pekerja(proses: int | None = None) -> str:
    """Return the name by which a process of this machine, by default this one, is known as a worker."""
    return f"{socket.gethostname()}-{proses or os.getpid()}"


def ada_pekerja() -> bool:
    """Whether some worker has given a sign of life lately."""
    kini = timezone.now()
    return Pekerja.objects.filter(detak__range=(kini - BASI, kini + BASI)).exists()


def panjang(bahan: BahanCetak) -> bool:
    """Whether the paper takes so long that it is printed in the background."""
    return bahan.berat > BERAT_LANGSUNG


def pesan_cetakan(*, aktor: Pengguna, jenis: str, parameter: Mapping[str, Any], pesanan: Pesanan) -> Cetakan:
    """Ask for a paper to be printed in the background; asked for once more while it is under way, it is the same row.

    The caller has checked the rights (`siapkan` of the kind). What is printed is what was read then.
    """
    kunci = _taruh(pesanan.bahan)
    with transaction.atomic():
        cetakan, _ = Cetakan.objects.select_for_update().get_or_create(
            pengguna=aktor, kunci=kunci, defaults={"keadaan": KeadaanCetakan.DIBATALKAN}
        )
        if not cetakan.berjalan:
            cetakan.jenis, cetakan.parameter = jenis, dict(parameter)
            _antrekan(cetakan, pesanan)
    return cetakan


def sedang_dicetak(jenis: str, **parameter: object) -> Cetakan | None:
    """Return a paper of this kind, whoever asked for it, that waits or is being printed for these parameters."""
    syarat = {f"parameter__{nama}": nilai for nama, nilai in parameter.items()}
    return Cetakan.objects.filter(_JALAN, jenis=jenis, **syarat).first()


def ulangi_cetakan(*, aktor: Pengguna, cetakan_id: int) -> Cetakan:
    """Ask anew for a paper that failed, was cancelled or is gone, as its data are now; rights are checked again.

    Raises TidakDitemukan for another person's, and what `siapkan` of its kind raises; GalatLayanan when it has been
    issued meanwhile and needs no printing, or was asked for in a way that is no longer known.
    """
    lama = milik(aktor, cetakan_id)
    if lama.berjalan:
        return lama
    pesanan = _siapkan_lagi(aktor, lama)
    if pesanan.bahan is None:
        raise GalatLayanan("Naskah ini sudah terbit. Unduh dari halamannya.")
    baru = pesan_cetakan(aktor=aktor, jenis=lama.jenis, parameter=lama.parameter, pesanan=pesanan)
    if baru.pk != lama.pk:
        Cetakan.objects.filter(pk=lama.pk).delete()
    return baru


def batalkan_cetakan(*, aktor: Pengguna, cetakan_id: int) -> Cetakan:
    """Cancel a paper that waits or is being printed; the worker notices within seconds. Done papers stay as they are.

    Raises TidakDitemukan for another person's.
    """
    cetakan = milik(aktor, cetakan_id)
    Cetakan.objects.filter(_JALAN, pk=cetakan.pk).update(
        keadaan=KeadaanCetakan.DIBATALKAN, kabar="", selesai=timezone.now()
    )
    cetakan.refresh_from_db()
    return cetakan


def milik(aktor: Pengguna, cetakan_id: int) -> Cetakan:
    """Return a paper that the account itself asked for. Raises TidakDitemukan otherwise."""
    cetakan = Cetakan.objects.filter(pk=cetakan_id, pengguna=aktor).first()
    if cetakan is None:
        raise TidakDitemukan("Cetakan tidak ditemukan.")
    return cetakan


def ambil_pekerjaan(cetakan_id: int, percobaan: int) -> Cetakan | None:
    """Take the job for this run; None when it is cancelled, done, or another run's by now."""
    diambil = Cetakan.objects.filter(pk=cetakan_id, percobaan=percobaan, keadaan=KeadaanCetakan.MENUNGGU).update(
        keadaan=KeadaanCetakan.DIKERJAKAN, pekerja=nama_pekerja(), detak=timezone.now(), kabar="Menyiapkan naskah"
    )
    return Cetakan.objects.get(pk=cetakan_id) if diambil else None


def kabari(cetakan: Cetakan, persen: int, kabar: str) -> bool:
    """Write progress and a sign of life; False when the run must stop: cancelled, deleted, or given to another."""
    return bool(_milik_saya(cetakan).update(detak=timezone.now(), persen=min(persen, 99), kabar=kabar))


def pegang(cetakan: Cetakan) -> bool:
    """Lock the job until the transaction ends; False when this run has lost it: who cancels now comes too late."""
    return _milik_saya(cetakan).select_for_update(no_key=True).exists()


def selesaikan(cetakan: Cetakan, ukuran: int) -> None:
    """Note that the file lies in the store; a run that lost its job changes nothing."""
    _milik_saya(cetakan).update(
        keadaan=KeadaanCetakan.SELESAI, persen=100, kabar="", galat="", ukuran=ukuran, selesai=timezone.now()
    )


def gagalkan(cetakan: Cetakan, galat: str) -> None:
    """Note why it could not be printed, in a sentence for the person."""
    _milik_saya(cetakan).update(keadaan=KeadaanCetakan.GAGAL, kabar="", galat=galat, selesai=timezone.now())


def sapu_basi() -> set[str]:
    """Give jobs of dead workers to the next one, or fail those that were tried often enough; return the workers.

    A job is given on with a new number, so that a worker that was only slow finds that it is no longer its own.
    A sign of life far in the future says nothing: the clock has been put back since.
    """
    kini = timezone.now()
    basi = Q(detak__lt=kini - BASI) | Q(detak__gt=kini + BASI)
    mati = list(Cetakan.objects.filter(basi, keadaan=KeadaanCetakan.DIKERJAKAN))
    for cetakan in mati:
        if cetakan.terhenti >= TERHENTI_TERBANYAK:
            gagalkan(cetakan, PESAN_TERHENTI)
            continue
        with transaction.atomic():
            diambil = _milik_saya(cetakan).update(
                keadaan=KeadaanCetakan.MENUNGGU,
                percobaan=F("percobaan") + 1,
                terhenti=F("terhenti") + 1,
                persen=0,
                kabar="Mengulang dari awal",
            )
            if diambil:
                cetak_di_latar.enqueue(cetakan_id=cetakan.pk, percobaan=cetakan.percobaan + 1)
    return {satu.pekerja for satu in mati}


def bersihkan_cetakan() -> int:
    """Purge files that nobody has fetched for two weeks and rows older than a month; return how many files."""
    lama = timezone.now() - UMUR_BARIS
    Cetakan.objects.filter(dibuat__lt=lama).exclude(_JALAN).delete()
    Pekerja.objects.filter(detak__lt=lama).delete()
    return simpanan.bersihkan(UMUR_HASIL)


def periksa_hak(aktor: Pengguna, cetakan: Cetakan) -> None:
    """Check the rights to a printed paper once more. Raises TidakDitemukan, GalatLayanan as `ulangi_cetakan`."""
    with _dikenal(cetakan):
        periksa = ambil_cetakan(cetakan.jenis).periksa
        if periksa is None:
            raise TidakDitemukan("Berkas ini belum ada.")
        periksa(aktor, cetakan.parameter)


def _siapkan_lagi(aktor: Pengguna, cetakan: Cetakan) -> Pesanan:
    with _dikenal(cetakan):
        siapkan = ambil_cetakan(cetakan.jenis).siapkan
        if siapkan is None:
            raise GalatLayanan("Naskah ini tidak dicetak lagi dari sini. Ulangi dari halaman asalnya.")
        return siapkan(aktor, cetakan.parameter)


@contextmanager
def _dikenal(cetakan: Cetakan) -> Iterator[None]:
    """Turn into a sentence what a kind raises about a request that an earlier release has kept in its own way."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as galat:
        logger.warning("Cetakan %s (%s) tidak dikenal lagi", cetakan.pk, cetakan.jenis, exc_info=True)
        raise GalatLayanan(PESAN_USANG) from galat


def _taruh(bahan: BahanCetak | None) -> str:
    """Keep what is to be printed where the worker finds it; return its key."""
    if bahan is None:
        raise ValueError("An issued paper needs no printing.")
    isi = tulis_bahan(bahan)
    kunci = kunci_bahan(isi)
    simpanan.simpan_bahan(kunci, isi)
    return kunci


def _antrekan(cetakan: Cetakan, pesanan: Pesanan) -> None:
    """Put the job at the end of the queue, in the caller's transaction."""
    cetakan.judul, cetakan.nama_berkas = pesanan.judul[:PANJANG_JUDUL], pesanan.nama_berkas[:PANJANG_NAMA]
    cetakan.kembali = pesanan.kembali
    cetakan.tipe = pesanan.bahan.tipe if pesanan.bahan else ""
    cetakan.keadaan, cetakan.persen, cetakan.kabar, cetakan.galat = KeadaanCetakan.MENUNGGU, 0, "", ""
    cetakan.percobaan, cetakan.terhenti = cetakan.percobaan + 1, 0
    cetakan.dibuat, cetakan.selesai = timezone.now(), None
    cetakan.save()
    cetak_di_latar.enqueue(cetakan_id=cetakan.pk, percobaan=cetakan.percobaan)


def _milik_saya(cetakan: Cetakan) -> QuerySet[Cetakan]:
    """Return the row while this run still has it."""
    return Cetakan.objects.filter(pk=cetakan.pk, percobaan=cetakan.percobaan, keadaan=KeadaanCetakan.DIKERJAKAN)
