"""Demo data of this app: the draft of an IKI book of Disdukcapil, from its positions and the nodes they carry.

Only what is missing is made: positions that have functions keep them, an agency that has sasaran keeps those.
"""

import json

from pohon.pemuat import Hasil

SLUG, BERKAS = "disdukcapil", "iki_disdukcapil.json"


def muat_contoh_iki() -> list[Hasil]:
    """Give each position its functions and the sasaran of its nodes; say whether anything was loaded."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from django.conf import settings

    from iki.selectors import baca_iki
    from iki.services import ambil_semua, ubah_uraian
    from instansi.api import Pengguna
    from naskah.api import cari_perangkat

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
    return [Hasil(f"Buku IKI {perangkat.nama}", dimuat=bool(diisi or banyak), rincian=rincian)]
