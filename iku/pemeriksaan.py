"""Gathers what the checks look at and runs them: the decree's own rules, then those of its attachments."""

from iku.rules import KeadaanIku, periksa_lampiran
from iku.selectors import baca_baris, pohon_keputusan
from naskah.api import BarisKeputusan, KeparahanKeputusan, TemuanKeputusan, periksa_keputusan
from pohon.api import StatusPohon


def periksa_iku(keputusan: BarisKeputusan) -> list[TemuanKeputusan]:
    """Return the findings about the decree and its attachments, the decree's first."""
    pohon = pohon_keputusan(keputusan)
    keadaan = KeadaanIku(
        keputusan=keputusan,
        baris=baca_baris(keputusan, pohon),
        pohon_rev=pohon.rev if pohon else None,
        pohon_disetujui=pohon is not None and pohon.status == StatusPohon.DISETUJUI,
    )
    return [*periksa_keputusan(keputusan), *periksa_lampiran(keadaan)]


def halangan_iku(keputusan: BarisKeputusan) -> str:
    """Return why the draft cannot be issued: a tree that is not approved, or a finding that forbids it; else empty."""
    pohon = pohon_keputusan(keputusan)
    if pohon is None:
        return "Keputusan ini tidak terikat pada pohon kinerja, jadi belum dapat ditetapkan."
    if pohon.status != StatusPohon.DISETUJUI:
        return f"Pohon kinerjanya berstatus {pohon.label_status}; keputusan ditetapkan dari pohon yang disetujui."
    galat = [satu.pesan for satu in periksa_iku(keputusan) if satu.keparahan == KeparahanKeputusan.GALAT]
    return galat[0] if galat else ""
