"""Demo data of this app: letterhead, a made-up coat of arms, an issued IKU decree of Disdukcapil and its amendment.

Only what is missing is made. The rows of the amendment are those of a real decree, its longer texts written anew; the
decree that it amends is made up from them. No person is named. Where the demo tree is not approved both stay drafts.
"""

from typing import TYPE_CHECKING

from pohon.pemuat import Hasil

if TYPE_CHECKING:
    from instansi.api import Pengguna
    from naskah.api import Keputusan

SLUG = "disdukcapil"
BERKAS, BERKAS_PERUBAHAN, LAMBANG = "iku_disdukcapil_2021.json", "iku_disdukcapil.json", "lambang.png"
# What the real decree leaves blank.
NOMOR_PERUBAHAN, HARI_PERUBAHAN = "154.2", 14


def muat_contoh_iku() -> list[Hasil]:
    """Load legal bases, letterhead and arms, and both decrees; say of each whether it was loaded."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from django.conf import settings

    from iku.importing import baca_berkas, simpan
    from instansi.api import Pengguna
    from naskah.api import JenisKeputusan, Keputusan, cari_perangkat, muat_dasar_hukum, siapkan_pengaturan

    folder = settings.BASE_DIR / "fixtures" / "contoh"
    perangkat = cari_perangkat(perangkat_daerah=SLUG)
    berkas = baca_berkas((folder / BERKAS_PERUBAHAN).read_bytes())
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
    rincian = ""
    if not Keputusan.objects.filter(perangkat_daerah=perangkat, jenis=JenisKeputusan.IKU).exists():
        aktor = Pengguna.objects.get(username=f"perencana.{SLUG}")
        awal = simpan(aktor=aktor, perangkat_daerah=perangkat, berkas=baca_berkas((folder / BERKAS).read_bytes()))
        perubahan = simpan(aktor=aktor, perangkat_daerah=perangkat, berkas=berkas)
        rincian = _terbitkan(aktor, awal, perubahan)
    return [
        Hasil("Dasar hukum", dimuat=bool(dasar), rincian=f"{dasar} peraturan" if dasar else ""),
        Hasil(f"Kop surat {perangkat.nama}", dimuat=kop),
        Hasil(f"Keputusan IKU {perangkat.nama}", dimuat=bool(rincian), rincian=rincian),
    ]


def _terbitkan(aktor: "Pengguna", awal: "Keputusan", perubahan: "Keputusan") -> str:
    """Issue the first decree, then the one that amends it; return what became of them."""
    from iku.pemeriksaan import halangan_iku
    from naskah.api import baca_keputusan, tetapkan, ubah_isi

    kini = baca_keputusan(awal.pk)
    if halangan_iku(kini):
        return "dua draf, karena pohon kinerjanya belum disetujui"
    tetapkan(aktor=aktor, keputusan_id=awal.pk, versi=kini.versi)
    kini = baca_keputusan(perubahan.pk)
    isi = kini.isi.dengan(mengubah_id=awal.pk, nomor_urut=NOMOR_PERUBAHAN, hari=HARI_PERUBAHAN)
    ubah_isi(aktor=aktor, keputusan_id=perubahan.pk, versi=kini.versi, isi=isi)
    tetapkan(aktor=aktor, keputusan_id=perubahan.pk, versi=baca_keputusan(perubahan.pk).versi)
    return "satu yang ditetapkan dan perubahannya"
