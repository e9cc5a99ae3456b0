"""A local government's own wording of the standing texts of new decrees, and the way back to the bundled wording."""

import re
from collections.abc import Mapping

from django.db import transaction

from instansi.api import GalatLayanan, PemerintahDaerah, Pengguna, TidakBerhak, boleh_mengurus, catat
from naskah.choices import BUTIR_TERBANYAK, PANJANG_BUTIR, BagianButir, JenisKeputusan
from naskah.models import TeksBaku
from naskah.selectors import bagian_teks, susun_teks, teks_baku, teks_bawaan
from naskah.services.isian import bersih

ISIAN_DIKENAL = ("perangkat_daerah", "pemerintah", "periode", "pejabat")
_KURUNG = re.compile(r"\{([^{}]*)\}")


@transaction.atomic
def simpan_teks_baku(
    *, aktor: Pengguna, pemerintah_daerah: PemerintahDaerah, jenis: JenisKeputusan, isi: Mapping[str, str]
) -> int:
    """Store the wording of each part of a kind; return how many parts are now the government's own.

    `isi` has by part its text, of a list one item a line. A part left empty, or worded as the bundled one, goes back to
    that. Decrees that exist stay as they are. Raises TidakBerhak, GalatLayanan naming the part.
    """
    if not boleh_mengurus(aktor, pemerintah_daerah.pk):
        raise TidakBerhak("Hanya administrator daerah yang dapat mengubah teks baku.")
    bawaan = susun_teks(teks_bawaan(jenis))
    baru = {bagian: _bersihkan(bagian, teks) for bagian, teks in isi.items()}
    sendiri = {bagian: butir for bagian, butir in baru.items() if butir and butir != bawaan.get(bagian, [])}
    sebelum = dict(teks_baku(pemerintah_daerah, jenis))
    lama = TeksBaku.objects.filter(pemerintah_daerah=pemerintah_daerah, jenis=jenis)
    lama.filter(pk__in=[satu.pk for satu in lama if bagian_teks(satu.kunci) in baru]).delete()
    TeksBaku.objects.bulk_create(
        TeksBaku(pemerintah_daerah=pemerintah_daerah, jenis=jenis, kunci=kunci, teks=teks)
        for bagian, butir in sendiri.items()
        for kunci, teks in _kunci(bagian, butir)
    )
    sesudah = dict(teks_baku(pemerintah_daerah, jenis))
    if sebelum != sesudah:
        catat(
            aktor=aktor,
            kata_kerja="ubah_teks_baku",
            wadah=f"pemerintah_daerah:{pemerintah_daerah.pk}",
            jenis_objek="pemerintahdaerah",
            kunci=pemerintah_daerah.pk,
            ringkas=f"Teks baku keputusan {jenis.name} diubah",
            sebelum={kunci: teks for kunci, teks in sebelum.items() if sesudah.get(kunci) != teks},
            sesudah={kunci: teks for kunci, teks in sesudah.items() if sebelum.get(kunci) != teks},
        )
    return len(sendiri)


def _kunci(bagian: str, butir: list[str]) -> list[tuple[str, str]]:
    if bagian in BagianButir.values:
        return [(f"{bagian}-{nomor}", teks) for nomor, teks in enumerate(butir, 1)]
    return [(bagian, " ".join(butir))]


def _bersihkan(bagian: str, teks: str) -> list[str]:
    """Return the items of a part. Raises GalatLayanan naming it: too long, too many, or braces nothing fills in."""
    butir = [bersih(satu, bagian, PANJANG_BUTIR) for satu in teks.replace("\r\n", "\n").split("\n")]
    butir = [satu for satu in butir if satu]
    if len(butir) > BUTIR_TERBANYAK:
        raise GalatLayanan(f"Paling banyak {BUTIR_TERBANYAK} butir.", kolom=bagian)
    asing = [satu for teks in butir for satu in _KURUNG.findall(teks) if satu not in ISIAN_DIKENAL]
    if asing:
        dikenal = ", ".join(f"{{{satu}}}" for satu in ISIAN_DIKENAL)
        raise GalatLayanan(f"Isian {{{asing[0]}}} tidak dikenal. Yang dapat dipakai: {dikenal}.", kolom=bagian)
    return butir
