"""Demo data of this app: letterhead, a made-up coat of arms, and the draft of an amending IKU decree of Disdukcapil.

Only what is missing is made. The rows are those of a real decree, its longer texts written anew; no person is named.
"""

from pohon.pemuat import Hasil

SLUG = "disdukcapil"
BERKAS, LAMBANG = "iku_disdukcapil.json", "lambang.png"


def muat_contoh_iku() -> list[Hasil]:
    """Load the library of legal bases, letterhead and arms, and the draft; say of each whether it was loaded."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from django.conf import settings

    from iku.importing import baca_berkas, simpan
    from instansi.api import Pengguna
    from naskah.api import JenisKeputusan, Keputusan, cari_perangkat, muat_dasar_hukum, siapkan_pengaturan

    folder = settings.BASE_DIR / "fixtures" / "contoh"
    perangkat = cari_perangkat(perangkat_daerah=SLUG)
    berkas = baca_berkas((folder / BERKAS).read_bytes())
    dasar = muat_dasar_hukum()
    kop = siapkan_pengaturan(
        perangkat_daerah=perangkat,
        isi={
            "kop_pemerintah": berkas.isi.kop_pemerintah,
            "kop_nama": berkas.isi.kop_nama,
            "kop_alamat": berkas.isi.kop_alamat,
            "nomor_pola": berkas.isi.nomor_pola,
            "tempat": berkas.isi.tempat,
        },
        lambang=(folder / LAMBANG).read_bytes(),
    )
    ada = Keputusan.objects.filter(perangkat_daerah=perangkat, jenis=JenisKeputusan.IKU).exists()
    if not ada:
        simpan(aktor=Pengguna.objects.get(username=f"perencana.{SLUG}"), perangkat_daerah=perangkat, berkas=berkas)
    return [
        Hasil("Dasar hukum", dimuat=bool(dasar), rincian=f"{dasar} peraturan" if dasar else ""),
        Hasil(f"Kop surat {perangkat.nama}", dimuat=kop),
        Hasil(f"Keputusan IKU {perangkat.nama}", dimuat=not ada, rincian="" if ada else "draf perubahan"),
    ]
