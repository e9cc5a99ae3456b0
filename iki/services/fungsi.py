"""The ordered functions of a position, and the agency's library of standard items that positions share."""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from iki.choices import FUNGSI_TERBANYAK, PANJANG_FUNGSI
from iki.isian import bersih
from iki.models import ButirFungsi, FungsiJabatan
from iki.selectors import ambil_butir
from iki.services.kerangka import catat_jabatan, kunci_lembar, naikkan, pastikan_boleh
from instansi.api import Bentrok, GalatLayanan, Jabatan, Pengguna, PerangkatDaerah


def tulis_fungsi(jabatan: Jabatan, fungsi: Iterable[str]) -> tuple[list[str], list[str]]:
    """Make the functions of a position equal to the list, through the agency's library; return (before, after).

    Texts that the library lacks are added to it. Raises GalatLayanan naming `fungsi`.
    """
    baru = [teks for teks in (bersih(satu, "fungsi", PANJANG_FUNGSI) for satu in fungsi) if teks]
    if len(baru) > FUNGSI_TERBANYAK:
        raise GalatLayanan(f"Paling banyak {FUNGSI_TERBANYAK} fungsi dalam satu jabatan.", kolom="fungsi")
    lama = list(FungsiJabatan.objects.filter(jabatan=jabatan).values_list("butir__teks", flat=True))
    if lama == baru:
        return lama, baru
    FungsiJabatan.objects.filter(jabatan=jabatan).delete()
    sidik = {teks: _sidik(teks) for teks in baru}
    ButirFungsi.objects.bulk_create(
        [
            ButirFungsi(perangkat_daerah_id=jabatan.perangkat_daerah_id, teks=teks, sidik=satu)
            for teks, satu in sidik.items()
        ],
        ignore_conflicts=True,
    )
    butir = dict(
        ButirFungsi.objects.filter(
            perangkat_daerah=jabatan.perangkat_daerah_id, sidik__in=list(sidik.values())
        ).values_list("sidik", "pk")
    )
    FungsiJabatan.objects.bulk_create(
        FungsiJabatan(jabatan=jabatan, butir_id=butir[sidik[teks]], urutan=urutan)
        for urutan, teks in enumerate(baru, 1)
    )
    return lama, baru


@transaction.atomic
def ubah_butir(*, aktor: Pengguna, perangkat_daerah: PerangkatDaerah, butir_id: int, semula: str, teks: str) -> int:
    """Reword an item of the library for every position that has it; return how many these are.

    Worded like another item, the two become one. Issued books stay as they are. Raises TidakDitemukan, TidakBerhak,
    Bentrok when the item no longer reads `semula`, GalatLayanan naming `teks`.
    """
    pastikan_boleh(aktor, perangkat_daerah)
    butir = ambil_butir(perangkat_daerah, butir_id)
    if butir.teks != semula:
        raise Bentrok(
            "Fungsi ini sudah diubah sejak halaman dibuka. Tulisan Anda belum disimpan.", terkini={"teks": butir.teks}
        )
    baru = bersih(teks, "teks", PANJANG_FUNGSI, wajib="Fungsi belum diisi.")
    if baru == semula:
        return 0
    jabatan = list(Jabatan.objects.filter(fungsi_iki__butir=butir).distinct().order_by("pk"))
    lembar = [kunci_lembar(satu) for satu in jabatan]
    kembar = ButirFungsi.objects.filter(perangkat_daerah=perangkat_daerah, sidik=_sidik(baru)).first()
    if kembar is None:
        ButirFungsi.objects.filter(pk=butir.pk).update(teks=baru, sidik=_sidik(baru))
    else:
        FungsiJabatan.objects.filter(butir=butir).update(butir=kembar)
        butir.delete()
    for satu, milik in zip(lembar, jabatan, strict=True):
        naikkan(satu)
        catat_jabatan(
            aktor,
            milik,
            "ubah_butir_fungsi",
            ringkas="fungsi bersama diubah pada pustaka",
            sebelum={"fungsi": semula},
            sesudah={"fungsi": baru},
        )
    return len(jabatan)


def _sidik(teks: str) -> str:
    return hashlib.sha256(teks.encode()).hexdigest()
