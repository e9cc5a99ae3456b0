"""Changes of a whole position: its task and functions, and copying from another position."""

from iki.choices import PANJANG_TUGAS
from iki.isian import IsiIndikator, bersih
from iki.models import FungsiJabatan, IndikatorSasaran, Sasaran
from iki.services.fungsi import tulis_fungsi
from iki.services.kerangka import catat_jabatan, sunting_jabatan
from iki.services.sasaran import urutan_berikut
from instansi.api import GalatLayanan, Jabatan, Pengguna


def ubah_uraian(*, aktor: Pengguna, jabatan_id: int, versi: int, tugas: str, fungsi: list[str]) -> bool:
    """Set the task and the ordered functions of a position; return whether anything differed.

    Raises Bentrok when the sheet has changed since `versi`, GalatLayanan naming the field that cannot be.
    """
    with sunting_jabatan(aktor, jabatan_id, versi=versi) as jabatan:
        tugas = bersih(tugas, "tugas", PANJANG_TUGAS, banyak=True)
        lama, baru = tulis_fungsi(jabatan, fungsi)
        sebelum: dict[str, object] = {}
        sesudah: dict[str, object] = {}
        if lama != baru:
            sebelum["fungsi"], sesudah["fungsi"] = lama, baru
        if tugas != jabatan.tugas:
            sebelum["tugas"], sesudah["tugas"] = jabatan.tugas, tugas
            Jabatan.objects.filter(pk=jabatan.pk).update(tugas=tugas)
        if sesudah:
            catat_jabatan(
                aktor, jabatan, "ubah_uraian", ringkas="tugas dan fungsi diubah", sebelum=sebelum, sesudah=sesudah
            )
        return bool(sesudah)


def salin_jabatan(*, aktor: Pengguna, jabatan_id: int, dari_id: int, fungsi: bool, sasaran: bool) -> int:
    """Add the functions and own sasaran of another position of the agency behind those that are there; return how many.

    What this position has already is not added twice. Copies support no sasaran of the superior yet unless both
    positions have the same superior. Raises GalatLayanan for a position of another agency or the position itself.
    """
    with sunting_jabatan(aktor, jabatan_id) as jabatan:
        dari = Jabatan.objects.filter(pk=dari_id, perangkat_daerah=jabatan.perangkat_daerah_id).first()
        if dari is None or dari.pk == jabatan.pk:
            raise GalatLayanan("Pilih jabatan lain di perangkat daerah ini.", kolom="dari")
        banyak = (_salin_fungsi(dari, jabatan) if fungsi else 0) + (_salin_sasaran(dari, jabatan) if sasaran else 0)
        if banyak:
            catat_jabatan(
                aktor,
                jabatan,
                "salin_jabatan",
                ringkas=f"{banyak} butir disalin dari {dari.nama}",
                sesudah={"dari": dari.pk, "fungsi": fungsi, "sasaran": sasaran, "banyak": banyak},
            )
        return banyak


def _salin_fungsi(dari: Jabatan, ke: Jabatan) -> int:
    milik = {
        satu.pk: list(FungsiJabatan.objects.filter(jabatan=satu).values_list("butir__teks", flat=True))
        for satu in (dari, ke)
    }
    tambahan = [teks for teks in milik[dari.pk] if teks not in milik[ke.pk]]
    if tambahan:
        tulis_fungsi(ke, [*milik[ke.pk], *tambahan])
    return len(tambahan)


def _salin_sasaran(dari: Jabatan, ke: Jabatan) -> int:
    """Copy the sasaran with their indicators. Not those from nodes: a node's position is chosen in Tahap 5."""
    ada = set(Sasaran.objects.filter(jabatan=ke).values_list("teks", flat=True))
    semua = Sasaran.objects.filter(jabatan=dari, simpul_identitas__isnull=True).prefetch_related("indikator")
    urutan = urutan_berikut(ke)
    banyak = 0
    for asal in semua:
        if asal.teks in ada:
            continue
        baru = Sasaran.objects.create(
            jabatan=ke,
            urutan=urutan + banyak,
            teks=asal.teks,
            mendukung_id=asal.mendukung_id if dari.atasan_id == ke.atasan_id else None,
        )
        IndikatorSasaran.objects.bulk_create(
            IndikatorSasaran(sasaran=baru, urutan=nomor, **IsiIndikator.dari(satu).kolom())
            for nomor, satu in enumerate(asal.indikator.all(), 1)
        )
        banyak += 1
    return banyak
