"""Gathers what the checks look at and runs them: the decree's own rules, then those of its attachments."""

from iku.choices import TINGKAT_BAWAAN, NomorLampiran
from iku.rows import gabung, usulan
from iku.rules import KeadaanIku, periksa_lampiran
from iku.selectors import baca_baris, baca_rujukan, pohon_disetujui, pohon_keputusan
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


def periksa_iku_terbit(keputusan: BarisKeputusan) -> list[TemuanKeputusan]:
    """Return what has changed in the agency's approved tree since the decree was issued: one finding, or none."""
    lama, kini = pohon_keputusan(keputusan), pohon_disetujui(keputusan)
    if lama is None or kini is None or lama.id == kini.id:
        return []
    rujukan = baca_rujukan(keputusan)
    pasangan = zip(rujukan, gabung(rujukan, lama), gabung(rujukan, kini), strict=True)
    berubah = tuple(
        f"Lampiran {'I' * dulu.lampiran} baris {dulu.nomor}"
        for asal, dulu, sekarang in pasangan
        if asal.simpul_identitas is not None and dulu.pohon != sekarang.pohon
    )
    baru = sum(
        len(
            {satu.kunci for satu in usulan(kini, nomor, TINGKAT_BAWAAN[nomor])}
            - {satu.kunci for satu in usulan(lama, nomor, TINGKAT_BAWAAN[nomor])}
        )
        for nomor in NomorLampiran
    )
    return periksa_lampiran(KeadaanIku(keputusan=keputusan, baris=(), berubah=berubah, baru=baru))


def halangan_iku(keputusan: BarisKeputusan) -> str:
    """Return why the draft cannot be issued: a tree that is not approved, or a finding that forbids it; else empty."""
    pohon = pohon_keputusan(keputusan)
    if pohon is None:
        return "Keputusan ini tidak terikat pada pohon kinerja, jadi belum dapat ditetapkan."
    if pohon.status != StatusPohon.DISETUJUI:
        return f"Pohon kinerjanya berstatus {pohon.label_status}; keputusan ditetapkan dari pohon yang disetujui."
    galat = [satu.pesan for satu in periksa_iku(keputusan) if satu.keparahan == KeparahanKeputusan.GALAT]
    return galat[0] if galat else ""
