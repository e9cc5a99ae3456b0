"""Turning a step round: what it added is deleted, what it deleted comes back, moves and edits return to before.

Each way is a service like any other, under its checks; a step that others have built upon is refused, never forced.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from instansi.api import CatatanAudit, GalatLayanan, Pengguna, PerangkatDaerah
from pohon.choices import JenisSimpul
from pohon.langkah import ULANGI, URUNGKAN, Langkah, langkah_hari_ini
from pohon.models import Crosscutting, Pohon, Simpul
from pohon.services.isian import IsiSimpul, Pihak
from pohon.services.penerapan import balikkan
from pohon.services.perubahan import KATA_KERJA
from pohon.services.simpul import hapus_simpul, pastikan_jenis, pulihkan, tulis_jenis, ubah_simpul
from pohon.services.sunting import LANGKAH, PESAN_LEWAT, ambil_simpul, catat_pohon, satu_langkah, sunting
from pohon.services.urungkan_isi import BALIK_ISI, hapus_indikator_lagi
from pohon.tree import StrukturRusak, muat_susunan


def urungkan(*, aktor: Pengguna, pohon_id: int) -> Langkah:
    """Undo this person's last step of today; return it. Raises GalatLayanan when there is none or it was built upon."""
    return _balik(aktor, pohon_id, URUNGKAN)


def ulangi(*, aktor: Pengguna, pohon_id: int) -> Langkah:
    """Redo what was undone last, unless something else was done since. Return it; raises as `urungkan`."""
    return _balik(aktor, pohon_id, ULANGI)


def _balik(aktor: Pengguna, pohon_id: int, arah: str) -> Langkah:
    with transaction.atomic(), satu_langkah(arah):
        with sunting(aktor, pohon_id) as pohon:
            urung, ulang = langkah_hari_ini(aktor, pohon.wadah)
            langkah = urung if arah == URUNGKAN else ulang
            if langkah is None:
                raise GalatLayanan(f"Tidak ada langkah hari ini yang dapat di{arah}.")
            for catatan in reversed(langkah.catatan):
                _BALIK[catatan.kata_kerja, catatan.jenis_objek](aktor, pohon, catatan)
        return langkah


def _hapus_lagi(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    kunci = [int(catatan.kunci)] if catatan.kata_kerja == "tambah" else catatan.sesudah["simpul"]
    if not kunci:
        return hapus_indikator_lagi(aktor, pohon, catatan)
    hidup = list(Simpul.objects.hidup().filter(pohon=pohon, pk__in=kunci).values_list("pk", flat=True))
    if len(hidup) != len(kunci):
        raise GalatLayanan(PESAN_LEWAT)
    hapus_simpul(aktor=aktor, pohon_id=pohon.pk, simpul_ids=hidup)


def _pulihkan(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    pulihkan(aktor=aktor, pohon_id=pohon.pk, penghapusan_id=catatan.kunci)


def _ubah_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    simpul = ambil_simpul(pohon, int(catatan.kunci))
    pihak = list(Crosscutting.objects.filter(simpul=simpul).order_by("urutan", "pk").values_list("nama", flat=True))
    kini: dict[str, Any] = {
        "pernyataan": simpul.pernyataan, "sumber": simpul.sumber, "judul_csf": simpul.judul_csf,
        "sifat": simpul.sifat, "jenis": simpul.jenis, "crosscutting": pihak,
    }  # fmt: skip
    sesudah = {nama: nilai for nama, nilai in catatan.sesudah.items() if nama != LANGKAH}
    if any(kini.get(nama) != nilai for nama, nilai in sesudah.items()):
        raise GalatLayanan(PESAN_LEWAT)
    kini |= catatan.sebelum
    jenis, nama = JenisSimpul(kini.pop("jenis")), kini.pop("crosscutting")
    ubah_simpul(
        aktor=aktor,
        pohon_id=pohon.pk,
        simpul_id=simpul.pk,
        versi=simpul.versi,
        isi=IsiSimpul(**kini, crosscutting=tuple(_pihak(pohon, nama))),
        jenis=jenis if jenis != simpul.jenis else None,
    )


def _pihak(pohon: Pohon, nama: list[str]) -> list[Pihak]:
    """Return parties by the names the trail keeps: agencies of the same government, else outside bodies."""
    pemerintah = pohon.perangkat_daerah.pemerintah_daerah_id if pohon.perangkat_daerah else pohon.pemerintah_daerah_id
    kunci = dict(PerangkatDaerah.objects.filter(pemerintah_daerah=pemerintah, nama__in=nama).values_list("nama", "pk"))
    return [Pihak(perangkat_daerah_id=kunci[satu]) if satu in kunci else Pihak(nama=satu) for satu in nama]


def _pindah_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    """Put a node back where it stood, with the kinds of then."""
    simpul = ambil_simpul(pohon, int(catatan.kunci))
    susunan, lama = muat_susunan(pohon), catatan.sebelum
    jenis_lama = {int(kunci): nilai for kunci, nilai in lama.get("jenis", {}).items()}
    jenis_kini = dict(Simpul.objects.filter(pk__in=jenis_lama).values_list("pk", "jenis"))
    jenis_dicatat = {int(kunci): nilai for kunci, nilai in catatan.sesudah.get("jenis", {}).items()}
    di_tempat = susunan.induk[simpul.pk] == catatan.sesudah["induk"]
    saudara = lama["sesudah"] is None or susunan.induk.get(lama["sesudah"]) == lama["induk"]
    if not (di_tempat and saudara) or jenis_kini != jenis_dicatat or lama["induk"] not in susunan.induk:
        raise GalatLayanan(PESAN_LEWAT)
    letak = susunan.anak[susunan.induk[simpul.pk]]
    nomor = letak.index(simpul.pk)
    sebelum = {"induk": susunan.induk[simpul.pk], "sesudah": letak[nomor - 1] if nomor else None, "jenis": jenis_kini}
    try:
        susunan.pindah(simpul.pk, lama["induk"], lama["sesudah"], di_awal=lama["sesudah"] is None)
    except StrukturRusak:
        raise GalatLayanan(PESAN_LEWAT) from None
    susunan.simpan()
    tulis_jenis(jenis_lama)
    _pastikan_sah(pohon, {simpul.pk, *susunan.keturunan(simpul.pk), *jenis_lama, *susunan.anak.get(lama["induk"], ())})
    sesudah = {"induk": lama["induk"], "sesudah": lama["sesudah"], "jenis": jenis_lama}
    catat_pohon(aktor, pohon, "pindah", simpul, sebelum=sebelum, sesudah=sesudah)


def _pastikan_sah(pohon: Pohon, kunci: set[int]) -> None:
    """Raise GalatLayanan when one of the nodes stands under a kind that does not take it."""
    rows = Simpul.objects.hidup().filter(pohon=pohon, pk__in=kunci).values_list("jenis", "parent__jenis")
    terkena = Simpul.objects.hidup().filter(pohon=pohon, parent__in=kunci).values_list("jenis", "parent__jenis")
    for jenis, induk in {*rows, *terkena}:
        pastikan_jenis(JenisSimpul(induk), JenisSimpul(jenis))


_BALIK: dict[tuple[str, str], Callable[[Pengguna, Pohon, CatatanAudit], None]] = {
    ("tambah", "simpul"): _hapus_lagi,
    ("pulihkan", "penghapusan"): _hapus_lagi,
    ("hapus", "penghapusan"): _pulihkan,
    ("ubah", "simpul"): _ubah_kembali,
    ("pindah", "simpul"): _pindah_kembali,
    (KATA_KERJA, "pohon"): lambda aktor, pohon, catatan: balikkan(aktor, pohon, catatan, PESAN_LEWAT),
    **BALIK_ISI,
}
