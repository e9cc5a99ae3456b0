"""Reading the attachments of an IKU decree, and the trees it can be drafted from."""

from dataclasses import replace

from iku.choices import TINGKAT_BAWAAN, NomorLampiran
from iku.models import BarisLampiran
from iku.rows import Baris, BarisTersimpan, gabung, usulan
from instansi.api import Pengguna, PerangkatDaerah, TidakDitemukan
from naskah.api import (
    Asal,
    BarisKeputusan,
    JenisKeputusan,
    Keputusan,
    ambil_keputusan,
    baca_keputusan,
    baris_rancangan,
    cari_perangkat,
    keputusan_terakhir,
)
from pohon.api import BarisPohon, Pohon, StatusPohon, baca_pohon, pohon_asal


def ambil_keputusan_iku(pengguna: Pengguna, keputusan_id: int) -> Keputusan:
    """Return an IKU decree that the account may see. Raises TidakDitemukan otherwise, also for another kind."""
    keputusan = ambil_keputusan(pengguna, keputusan_id)
    if keputusan.jenis != JenisKeputusan.IKU:
        raise TidakDitemukan("Keputusan IKU tidak ditemukan.")
    return keputusan


def baca_baris(keputusan: BarisKeputusan, pohon: BarisPohon | None = None) -> tuple[Baris, ...]:
    """Return the rows of both attachments, in order. A decree that is not stored shows what its tree proposes."""
    pohon = pohon or pohon_keputusan(keputusan)
    if keputusan.id == 0:
        return gabung(_rancangan(pohon), pohon) if pohon else ()
    semua = BarisLampiran.objects.filter(keputusan=keputusan.id).order_by("lampiran", "urutan", "pk")
    # An issued row holds all its cells; whatever becomes of the tree does not touch it.
    return gabung([tersimpan(satu) for satu in semua], pohon)


def baca_rujukan(keputusan: BarisKeputusan) -> list[BarisTersimpan]:
    """Return what the rows of both attachments name in the tree, in order, without the cells they word themselves."""
    semua = BarisLampiran.objects.filter(keputusan=keputusan.id).order_by("lampiran", "urutan", "pk")
    return [replace(tersimpan(satu), isian={}) for satu in semua]


def tersimpan(baris: BarisLampiran) -> BarisTersimpan:
    """Return a stored row as a value."""
    return BarisTersimpan(
        baris.pk, NomorLampiran(baris.lampiran), baris.simpul_identitas, baris.indikator_identitas, baris.isian
    )


def keputusan_untuk_dicetak(
    *, perangkat_daerah: str, pemerintah_daerah: str = "", keputusan_id: int | None = None
) -> BarisKeputusan:
    """Return the IKU decree a command asks for: by key, else the agency's newest, else one drafted from its tree.

    The draft is not stored. Raises TidakDitemukan when there is neither decree nor tree.
    """
    perangkat = cari_perangkat(perangkat_daerah=perangkat_daerah, pemerintah_daerah=pemerintah_daerah)
    if keputusan_id is not None:
        dicari = Keputusan.objects.filter(pk=keputusan_id, perangkat_daerah=perangkat, jenis=JenisKeputusan.IKU)
        keputusan = dicari.first()
        if keputusan is None:
            raise TidakDitemukan(f"Perangkat daerah ini tidak mempunyai keputusan IKU {keputusan_id}.")
    else:
        keputusan = keputusan_terakhir(perangkat, JenisKeputusan.IKU)
    if keputusan is not None:
        return baca_keputusan(keputusan.pk)
    asal = asal_keputusan(perangkat)
    if not asal:
        raise TidakDitemukan("Perangkat daerah ini belum mempunyai keputusan IKU maupun pohon kinerja.")
    pohon = Pohon.objects.select_related("periode").get(pk=asal[0].pohon_id)
    return baris_rancangan(perangkat, JenisKeputusan.IKU, pohon.periode, pohon.pk)


def pohon_keputusan(keputusan: BarisKeputusan) -> BarisPohon | None:
    """Return the tree that a decree is tied to, as it is now, or None."""
    return baca_pohon(keputusan.pohon_id) if keputusan.pohon_id else None


def pohon_disetujui(keputusan: BarisKeputusan) -> BarisPohon | None:
    """Return the approved tree of the agency for the decree's urusan and period, as it is now, or None."""
    if keputusan.pohon_id is None:
        return None
    asal = Pohon.objects.get(pk=keputusan.pohon_id)
    disetujui = Pohon.objects.filter(status=StatusPohon.DISETUJUI).order_by("-nomor_versi")
    kini = disetujui.filter(perangkat_daerah=asal.perangkat_daerah_id, urusan=asal.urusan, periode=asal.periode_id)
    kunci = kini.values_list("pk", flat=True).first()
    return None if kunci is None else baca_pohon(kunci)


def asal_keputusan(perangkat_daerah: PerangkatDaerah) -> list[Asal]:
    """Return the trees of an agency that a decree can be drafted from, approved ones first."""
    return [Asal(satu.pk, satu.periode_id, label) for satu, label in pohon_asal(perangkat_daerah)]


def _rancangan(pohon: BarisPohon) -> list[BarisTersimpan]:
    return [
        BarisTersimpan(0, lampiran, *satu.kunci, isian={})
        for lampiran in NomorLampiran
        for satu in usulan(pohon, lampiran, TINGKAT_BAWAAN[lampiran])
    ]
