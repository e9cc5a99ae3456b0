"""The picture from left to right, for the screen: one column a level, parents level with their first child.

Pure. Five columns of 220 px take 1,236 px, 1,252 with the edge around the picture, so that a whole dinas fits the
width of an ordinary laptop.
"""

from collections.abc import Sequence

from pohon.layout.kotak import LAYAR, Bagan, Gaya, Kotak, Pengukur, Ranting, milik_instansi_lain

LEBAR_KOTAK = 220.0


def menyamping(
    akar: Sequence[Ranting],
    *,
    cascading: bool = False,
    lebar_kotak: float = LEBAR_KOTAK,
    gaya: Gaya = LAYAR,
    kendali: bool = False,
) -> Bagan:
    """Return the picture of these outcomes, left to right, in the unit of `gaya`; `kendali` as in `Pengukur`."""
    pengukur = Pengukur(gaya, cascading, kendali=kendali)
    kotak: list[Kotak] = []
    ruas: list[tuple[float, ...]] = []
    silang: list[tuple[float, ...]] = []
    sambung_y = gaya.isi_y + gaya.baris_kepala / 2  # lines meet a box beside its first line
    langkah = lebar_kotak + gaya.jarak_tingkat

    def letakkan(ranting: Ranting, kolom: int, y: float) -> float:
        """Place a family with its top at `y`; return where its lowest box ends."""
        satu = pengukur.kotak(ranting, kolom * langkah, y, lebar_kotak)
        kotak.append(satu)
        bawah, y_anak, akhir = y + satu.h, y, y
        for anak in ranting.anak:
            akhir = y_anak
            ujung = letakkan(anak, kolom + 1, y_anak)
            bawah = max(bawah, ujung)
            y_anak = ujung + (gaya.jarak_keluarga if anak.anak else gaya.jarak_sisir)
            kiri, tengah = satu.x + satu.w, satu.x + satu.w + gaya.jarak_tingkat / 2
            tujuan = akhir + sambung_y
            ke_anak = silang if milik_instansi_lain(anak.simpul) else ruas
            ke_anak.append((kiri if akhir == y else tengah, tujuan, kiri + gaya.jarak_tingkat, tujuan))
        if akhir > y:
            tengah = satu.x + satu.w + gaya.jarak_tingkat / 2
            ruas.append((tengah, y + sambung_y, tengah, akhir + sambung_y))
        return bawah

    y = 0.0
    for ranting in akar:
        y = letakkan(ranting, 0, y) + gaya.jarak_keluarga * 2
    lebar = max((satu.x + satu.w for satu in kotak), default=0.0)
    tinggi = max((satu.y + satu.h for satu in kotak), default=0.0)
    return Bagan(
        lebar, tinggi, min(gaya.huruf, gaya.huruf_kepala), tuple(kotak), tuple(ruas), tuple(silang)
    ).diskalakan(1)
