"""How long papers take: `python -m bench.kertas` prints medians of several runs and whether each keeps its bar.

The demo data are loaded into a database of its own; nothing of the installation is touched. Processor time of this
process, which other work on the machine disturbs least; `bench/iki.py` measures the IKI book and its ratio to Chromium.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ULANG = 5


def siapkan(folder: Path) -> None:
    """Start Django on a database of its own with the demo data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= {"DEBUG": "true", "DEMO": "true", "HTTPS": "false", "BATASI_LAJU": "false"}
    os.environ |= {"SECRET_KEY": "hanya-untuk-pengukuran-" * 3, "VAR_DIR": str(folder)}
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/ukur.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("muat_contoh", stdout=open(os.devnull, "w"))  # noqa: SIM115  # closed with the process


def median(kerja: Callable[[], object], ulang: int = ULANG) -> float:
    """Return the median of the processor seconds of a warm piece of work."""
    kerja()
    waktu = []
    for _ in range(ulang):
        mulai = time.process_time()
        kerja()
        waktu.append(time.process_time() - mulai)
    return statistics.median(waktu)


def baris(nama: str, detik: float, batas: float, lain: str = "") -> bool:
    """Print a line of the report; return whether the bar is kept."""
    tanda = "" if detik <= batas else "  LUPUT"
    print(
        f"{nama:<44} {detik * 1000:8.1f} ms   batas {batas * 1000:6.0f} ms   {detik / batas:5.2f} ×{tanda}  {lain}",
        flush=True,
    )
    return detik <= batas


def ukur() -> list[bool]:
    """Measure every paper but the IKI book."""
    from cascading.documents import bahan_buku
    from cascading.pictures import lembar_tunggal
    from cascading.rendering import bahan_gambar
    from iku.exporting import tulis_docx
    from iku.jenis import JENIS_IKU
    from naskah.documents import bahan_keputusan
    from naskah.models import Keputusan
    from naskah.render import cetak
    from naskah.selectors import baca_keputusan
    from tests.pabrik.baris import pohon_acak, pohon_contoh

    iku = baca_keputusan(Keputusan.objects.filter(jenis="iku").latest("pk").pk)
    halaman = cetak(JENIS_IKU.bahan(iku)).halaman
    buku, acak, gambar = pohon_contoh("naker"), pohon_acak(40), pohon_acak(100)
    bahan = bahan_buku(buku)
    return [
        baris(
            f"keputusan IKU, {halaman} halaman",
            median(lambda: cetak(JENIS_IKU.bahan(iku))),
            1.2,
            f"{JENIS_IKU.bahan(iku).berat} B",
        ),
        baris(
            "keputusan IKU, pratinjau tanpa tanda",
            median(lambda: cetak(replace(JENIS_IKU.bahan(iku), bertanda=False))),
            1.2,
        ),
        baris(
            "keputusan saja, halaman pertama pratinjau",
            median(lambda: cetak(replace(bahan_keputusan(iku), bertanda=False))),
            0.5,
        ),
        baris("keputusan IKU, DOCX", median(lambda: tulis_docx(iku)), 0.5),
        baris(
            f"buku cascading 40 kotak, {cetak(bahan).halaman} halaman",
            median(lambda: cetak(bahan_buku(buku))),
            2.5,
            f"{bahan.berat} B",
        ),
        baris(
            f"buku cascading 40 kotak acak, {cetak(bahan_buku(acak)).halaman} halaman",
            median(lambda: cetak(bahan_buku(acak)), 3),
            2.5,
        ),
        baris("gambar 100 kotak, letaknya", median(lambda: lembar_tunggal(gambar, cascading=True)), 0.03),
        baris(
            "gambar 100 kotak, PDF",
            median(lambda: cetak(bahan_gambar(gambar, cascading=True))),
            1.2,
            f"{bahan_gambar(gambar, cascading=True).berat} B",
        ),
        *ukur_kedua(iku.id),
    ]


def ukur_kedua(keputusan_id: int) -> list[bool]:
    """Measure downloads that find their paper printed: the whole answer of the application, by an account's request."""
    from django.test import Client
    from django.urls import reverse

    from instansi.models import Pengguna
    from pohon.models import Pohon

    pohon = Pohon.objects.filter(perangkat_daerah__slug="disdukcapil").latest("pk")
    klien = Client(SERVER_NAME="127.0.0.1")
    klien.force_login(
        Pengguna.objects.get(username="perencana.disdukcapil"), "django.contrib.auth.backends.ModelBackend"
    )
    alamat = {
        "keputusan IKU, unduhan kedua": reverse("keputusan_unduh", args=[keputusan_id, "pdf"]),
        "buku cascading, unduhan kedua": reverse("cascading_pdf", args=[pohon.pk]),
        "gambar PNG, unduhan kedua": reverse("bagan_png", args=[pohon.pk]),
    }

    def minta(url: str) -> None:
        jawab = klien.get(url)
        if jawab.status_code != 200:
            raise SystemExit(f"{url}: {jawab.status_code}")

    return [baris(nama, median(lambda url=url: minta(url)), 0.25) for nama, url in alamat.items()]


def main() -> int:
    """Measure, print, and return 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        siapkan(Path(folder))
        return 0 if all(ukur()) else 1


if __name__ == "__main__":
    sys.exit(main())
