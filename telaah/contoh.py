"""Demo data of this app: an approved version of one tree, and the next version as a draft to try editing on.

Only a tree that was loaded and never touched since is taken: what people have edited, they submit themselves.
"""

from pohon.pemuat import Hasil

SLUG, PERENCANA, PENELAAH = "disdukcapil", "perencana.disdukcapil", "penelaah.bappeda"


def muat_contoh_telaah() -> list[Hasil]:
    """Submit, review and approve the demo tree, then begin its next version; say whether that was done."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from instansi.api import CatatanAudit, Pengguna
    from pohon.api import Pohon, StatusPohon
    from telaah.services import ajukan, buat_versi, mulai_telaah, setujui

    bagian = f"Pohon kinerja {SLUG} yang disetujui"
    pohon = list(Pohon.objects.filter(perangkat_daerah__slug=SLUG))
    if len(pohon) != 1 or pohon[0].status != StatusPohon.DRAF:
        return [Hasil(bagian, dimuat=False)]
    if CatatanAudit.objects.filter(wadah=pohon[0].wadah).count() > 1:
        return [Hasil(bagian, dimuat=False)]
    perencana = Pengguna.objects.get(username=PERENCANA)
    penelaah = Pengguna.objects.get(username=PENELAAH)
    kunci, rev = pohon[0].pk, pohon[0].rev
    ajukan(aktor=perencana, pohon_id=kunci, rev=rev)
    mulai_telaah(aktor=penelaah, pohon_id=kunci)
    setujui(aktor=penelaah, pohon_id=kunci, rev=rev)
    baru = buat_versi(aktor=perencana, pohon_id=kunci)
    return [Hasil(bagian, dimuat=True, rincian=f"versi {pohon[0].nomor_versi}; draf versi {baru.nomor_versi}")]
