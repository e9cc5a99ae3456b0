"""Beginning, editing and discarding drafts of decrees."""

from dataclasses import replace

from django.db import transaction

from instansi.api import (
    GalatLayanan,
    Pengguna,
    PerangkatDaerah,
    Periode,
    TidakBerhak,
    TidakDitemukan,
    boleh_lihat_perangkat,
)
from naskah.choices import BagianButir, JenisKeputusan, StatusKeputusan
from naskah.models import ButirKeputusan, Keputusan
from naskah.policies import boleh_rancang
from naskah.rows import IsiKeputusan
from naskah.selectors import KOLOM_ISI, baca_keputusan, dasar_dikenal
from naskah.services.isian import beda_isi, bersihkan_isi
from naskah.services.kerangka import catat_keputusan, kunci_keputusan, pastikan_belum_diubah, sunting_keputusan

UBAH_ISI = "ubah_keputusan"


@transaction.atomic
def buat_keputusan(
    *,
    aktor: Pengguna | None,
    perangkat_daerah: PerangkatDaerah,
    jenis: JenisKeputusan,
    periode: Periode,
    isi: IsiKeputusan,
    pohon_id: int | None = None,
    pohon_rev: int | None = None,
) -> Keputusan:
    """Store a new draft. The caller vouches that the tree is one of this agency. No actor: the system (a command).

    Raises TidakDitemukan or TidakBerhak unless the actor plans for the agency, GalatLayanan for a text that cannot be.
    """
    if aktor is not None and not boleh_lihat_perangkat(aktor, perangkat_daerah):
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    if aktor is not None and not boleh_rancang(aktor, perangkat_daerah):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat menyusun keputusannya.")
    keputusan = Keputusan.objects.create(
        perangkat_daerah=perangkat_daerah, jenis=jenis, periode=periode, pohon_id=pohon_id, pohon_rev=pohon_rev
    )
    _tulis(keputusan, isi)
    catat_keputusan(
        aktor,
        keputusan,
        "buat_keputusan",
        ringkas=f"Draf keputusan {jenis.name} dibuat",
        sesudah={"jenis": jenis.value},
    )
    return keputusan


def ubah_isi(*, aktor: Pengguna, keputusan_id: int, versi: int, isi: IsiKeputusan) -> bool:
    """Replace everything typed into a draft, lists included; return whether anything differed.

    Raises Bentrok when its text has changed since `versi`, GalatLayanan naming the field that cannot be.
    """
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        pastikan_belum_diubah(keputusan, versi, UBAH_ISI)
        lama = baca_keputusan(keputusan.pk, lambang=False).isi
        sebelum, sesudah = beda_isi(lama, _tulis(keputusan, isi))
        if sesudah:
            catat_keputusan(
                aktor, keputusan, UBAH_ISI, ringkas="Isi keputusan diubah", sebelum=sebelum, sesudah=sesudah
            )
        return bool(sesudah)


def hapus_draf(*, aktor: Pengguna, keputusan_id: int) -> None:
    """Discard a draft for good; the audit trail keeps what was typed. Raises GalatLayanan for an issued decree."""
    with transaction.atomic():
        keputusan = kunci_keputusan(aktor, keputusan_id)
        if keputusan.status != StatusKeputusan.DRAF:
            raise GalatLayanan("Keputusan yang sudah ditetapkan tidak dapat dihapus; cabutlah bila tidak berlaku lagi.")
        sebelum, _ = beda_isi(baca_keputusan(keputusan.pk, lambang=False).isi, IsiKeputusan())
        catat_keputusan(aktor, keputusan, "hapus_draf", ringkas="Draf keputusan dihapus", sebelum=sebelum)
        keputusan.delete()


def _tulis(keputusan: Keputusan, isi: IsiKeputusan) -> IsiKeputusan:
    """Write columns and lists of the decree; return the content as cleaned."""
    isi = bersihkan_isi(isi)
    _pastikan_yang_diubah(keputusan, isi.mengubah_id)
    isi = _tanpa_dasar_asing(keputusan, isi)
    for nama in KOLOM_ISI:
        setattr(keputusan, nama, getattr(isi, nama))
    keputusan.save(update_fields=[*KOLOM_ISI, "diubah"])
    ButirKeputusan.objects.filter(keputusan=keputusan).delete()
    ButirKeputusan.objects.bulk_create(
        ButirKeputusan(keputusan=keputusan, bagian=bagian, urutan=urutan, teks=satu.teks, dasar_id=satu.dasar_id)
        for bagian in BagianButir
        for urutan, satu in enumerate(isi.butir(bagian), 1)
    )
    return isi


def _pastikan_yang_diubah(keputusan: Keputusan, kunci: int | None) -> None:
    """Refuse to amend anything but an issued decree of the same agency and kind."""
    if kunci is None:
        return
    boleh = Keputusan.objects.filter(
        pk=kunci,
        perangkat_daerah=keputusan.perangkat_daerah_id,
        jenis=keputusan.jenis,
        status__in=(StatusKeputusan.DITETAPKAN, StatusKeputusan.DIUBAH),
    )
    if not boleh.exists():
        raise GalatLayanan("Pilih keputusan yang sudah ditetapkan dan masih berlaku.", kolom="mengubah_id")


def _tanpa_dasar_asing(keputusan: Keputusan, isi: IsiKeputusan) -> IsiKeputusan:
    """Drop references to legal bases that are not in this agency's library; the copied text stays."""
    kenal = set(dasar_dikenal(keputusan.perangkat_daerah).values_list("pk", flat=True))
    butir = {
        bagian.value: tuple(
            satu if satu.dasar_id in kenal else replace(satu, dasar_id=None) for satu in isi.butir(bagian)
        )
        for bagian in BagianButir
    }
    return isi.dengan(**butir)
