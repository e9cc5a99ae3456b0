"""Measures the threshold of likeness for joining rows to nodes: how many rows find the right node.

    PYTHONPATH=. python bench/ambang.py

The demo trees are printed as documents; in Tahap 5 rows are lost, words are exchanged for words of other statements,
dropped, misspelt, and ends are cut off, as real documents do it. Printed by threshold: rows joined rightly, wrongly and
not at all. The threshold in use must not be beaten.
"""

import os
import sys
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "true")
django.setup()

from pohon.importing import baca_tempel, jodoh, pahami  # noqa: E402 — after the settings
from pohon.importing.judul import JenisTabel  # noqa: E402
from pohon.importing.teks import AMBANG_SAMA  # noqa: E402
from tests.pabrik.baris import pohon_contoh  # noqa: E402
from tests.pohon.impor.contoh import cetak, ganti, tabel  # noqa: E402
from tests.pohon.impor.penulis import Baris, Naskah, Tabel, tempelan  # noqa: E402

DOKUMEN = 40
AMBANG = (60.0, 70.0, 76.0, 82.0, 88.0, 94.0)


def main() -> int:
    """Print the table; return 0 when no other threshold joins at least one percent more rows rightly."""
    hasil = {ambang: _ukur(ambang) for ambang in AMBANG}
    for ambang, (benar, salah, tanpa) in hasil.items():
        tanda = " dipakai" if ambang == AMBANG_SAMA else ""
        print(f"ambang {ambang:.0f}: benar {benar:.3f}, salah {salah:.3f}, tanpa pasangan {tanpa:.3f}{tanda}")
    terbaik = max(benar - salah for benar, salah, _ in hasil.values())
    benar, salah, _ = hasil[AMBANG_SAMA]
    print(f"terbaik {terbaik:.3f}, dipakai {benar - salah:.3f}")
    return 0 if terbaik - (benar - salah) < 0.01 else 1


def _ukur(ambang: float) -> tuple[float, float, float]:
    """Return the parts of rows joined rightly, wrongly, not at all, over all documents."""
    jodoh.AMBANG_SAMA = ambang
    benar = salah = tanpa = 0
    for benih in range(DOKUMEN):
        acak = Random(benih)  # noqa: S311 — a repeatable measurement
        naskah, asal = _rusakkan(acak, cetak(pohon_contoh(acak.choice(("disdukcapil", "naker")))))
        bacaan = pahami(baca_tempel(tempelan(naskah)))
        for baris in bacaan.baris[JenisTabel.TAHAP_5]:
            if baris.simpul is None:
                tanpa += 1
            elif baris.simpul.pernyataan == asal[baris.pernyataan.teks]:
                benar += 1
            else:
                salah += 1
    jumlah = benar + salah + tanpa
    return benar / jumlah, salah / jumlah, tanpa / jumlah


def _rusakkan(acak: Random, naskah: Naskah) -> tuple[Naskah, dict[str, str]]:
    """Return the document with a damaged Tahap 5, and for each of its statements the one it was."""
    lima = tabel(naskah, "Tahap 5")
    kata = [satu for baris in lima.baris[1:] for satu in baris[1].split()]
    asal: dict[str, str] = {}
    isi: list[Baris] = [lima.baris[0]]
    for baris in lima.baris[1:]:
        if acak.random() < 0.15:
            continue
        rusak = _rusakkan_teks(acak, baris[1], kata) if acak.random() < 0.5 else baris[1]
        asal[rusak] = baris[1]
        isi.append((baris[0], rusak, *baris[2:]))
    return ganti(naskah, Tabel(lima.nama, tuple(isi))), asal


def _rusakkan_teks(acak: Random, teks: str, kosakata: list[str]) -> str:
    bagian = teks.split()
    for _ in range(acak.choice((1, 1, 2))):
        nomor = acak.randrange(1, len(bagian)) if len(bagian) > 1 else 0
        cara = acak.randrange(4)
        if cara == 0:
            bagian[nomor] = acak.choice(kosakata)
        elif cara == 1 and len(bagian) > 3:
            del bagian[nomor]
        elif cara == 2:
            huruf = acak.randrange(len(bagian[nomor]))
            bagian[nomor] = bagian[nomor][:huruf] + bagian[nomor][huruf + 1 :] or "x"
        else:
            bagian = bagian[: max(3, len(bagian) * 2 // 3)]
    return " ".join(bagian)


if __name__ == "__main__":
    sys.exit(main())
