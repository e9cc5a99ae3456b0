"""Demo data of this app: the draft of an IKI decree of Disdukcapil, from its positions and the nodes they carry.

Only what is missing is made: positions that have functions keep them, an agency that has sasaran keeps those.
"""

import json

from pohon.pemuat import Hasil

SLUG, BERKAS = "disdukcapil", "iki_disdukcapil.json"


def muat_contoh_iki() -> list[Hasil]:
    """Give each position its functions and the sasaran of its nodes; say whether anything was loaded."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from django.conf import settings

    from iki.selectors import asal_keputusan, baca_iki
    from iki.services import ambil_semua, buat_dari_pohon, ubah_uraian
    from instansi.api import Pengguna
    from naskah.api import JenisKeputusan, Keputusan, cari_perangkat

    perangkat = cari_perangkat(perangkat_daerah=SLUG)
    aktor = Pengguna.objects.get(username=f"perencana.{SLUG}")
    fungsi: dict[str, list[str]] = json.loads(
        (settings.BASE_DIR / "fixtures" / "contoh" / BERKAS).read_text(encoding="utf-8")
    )["fungsi"]
    iki = baca_iki(perangkat)
    diisi = [satu for satu in iki.posisi if not satu.fungsi and satu.nama in fungsi]
    for satu in diisi:
        ubah_uraian(aktor=aktor, jabatan_id=satu.id, versi=satu.versi, tugas=satu.tugas, fungsi=fungsi[satu.nama])
    berisi = any(satu.sasaran for satu in iki.posisi)
    banyak = 0 if berisi else ambil_semua(aktor=aktor, perangkat_daerah=perangkat)
    rincian = f"{len(diisi)} jabatan diberi fungsi, {banyak} sasaran dari pohon" if diisi or banyak else ""
    asal = asal_keputusan(perangkat)
    ada = Keputusan.objects.filter(perangkat_daerah=perangkat, jenis=JenisKeputusan.IKI).exists()
    draf = bool(asal) and not ada
    if draf:
        buat_dari_pohon(aktor=aktor, perangkat_daerah=perangkat, pohon_id=asal[0].pohon_id)
    return [
        Hasil(f"Buku IKI {perangkat.nama}", dimuat=bool(diisi or banyak), rincian=rincian),
        Hasil(f"Keputusan IKI {perangkat.nama}", dimuat=draf, rincian="draf" if draf else ""),
    ]
