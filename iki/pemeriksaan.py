"""Gathers what the checks of an IKI decree look at and runs them: the decree's own, those of this kind, the book's."""

from collections.abc import Sequence

from iki.banding import beda_iki
from iki.rules import KeadaanNaskah, periksa_naskah
from iki.selectors import baca_iki, baca_naskah, pohon_kini, pohon_naskah
from instansi.api import PerangkatDaerah
from naskah.api import BarisKeputusan, KeparahanKeputusan, TemuanKeputusan, periksa_keputusan
from pohon.api import BarisPohon, StatusPohon


def periksa_keputusan_iki(keputusan: BarisKeputusan) -> list[TemuanKeputusan]:
    """Return the findings about a draft: its own text first, then its tree and its positions."""
    pohon = pohon_naskah(keputusan)
    keadaan = KeadaanNaskah(
        keputusan=keputusan,
        iki=baca_naskah(keputusan),
        pohon_rev=pohon[0].rev if pohon else None,
        pohon_belum_disetujui=tuple(_belum_disetujui(pohon)),
    )
    return [*periksa_keputusan(keputusan), *periksa_naskah(keadaan)]


def halangan_iki(keputusan: BarisKeputusan) -> str:
    """Return why the draft cannot be issued: a tree that is not approved, or a finding that forbids it; else empty."""
    pohon = pohon_naskah(keputusan)
    if not pohon:
        return "Keputusan ini tidak terikat pada pohon kinerja, jadi belum dapat ditetapkan."
    diikuti = {satu.simpul_identitas for posisi in baca_naskah(keputusan).posisi for satu in posisi.sasaran}
    for satu in pohon:
        dipakai = satu is pohon[0] or any(simpul.identitas in diikuti for simpul in satu.simpul)
        if dipakai and satu.status != StatusPohon.DISETUJUI:
            urusan = f" urusan {satu.urusan}" if satu.urusan else ""
            return (
                f"Pohon kinerja{urusan} versi {satu.nomor_versi} berstatus {satu.label_status}; "
                "keputusan ditetapkan dari pohon yang disetujui."
            )
    galat = [satu.pesan for satu in periksa_keputusan_iki(keputusan) if satu.keparahan == KeparahanKeputusan.GALAT]
    return galat[0] if galat else ""


def periksa_iki_terbit(keputusan: BarisKeputusan) -> list[TemuanKeputusan]:
    """Return what has changed since the decree was issued: one finding that names some of the positions, or none."""
    perangkat = PerangkatDaerah.objects.select_related("pemerintah_daerah").get(pk=keputusan.perangkat_daerah_id)
    terbit, kini = baca_naskah(keputusan), baca_iki(perangkat, pohon_kini(keputusan) or None)
    berubah = tuple(dict.fromkeys(satu.bagian for satu in beda_iki(terbit, kini)))
    return periksa_naskah(KeadaanNaskah(keputusan=keputusan, iki=terbit, berubah=berubah))


def _belum_disetujui(pohon: Sequence[BarisPohon]) -> list[str]:
    return [satu.label_status for satu in pohon if satu.status != StatusPohon.DISETUJUI]
