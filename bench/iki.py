"""How long the IKI book takes: `python -m bench.iki [--tanpa-chromium] [--besar]` prints times, ratios and memory.

47 positions with 225 indicators and 611 functions, made by repeating the sample workbook; nothing is stored. Each
figure is of a warm process. Pages a second, one position and the growth are of processor time, which other work on
the machine disturbs least (rendering uses one core); the ratio to Chromium, which prints the same HTML and styles in
the same run, is of elapsed time and wants a quiet machine. `--besar` adds a book of 300 positions.
"""

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from scripts.chromium import DESKTOP, find

POSISI, INDIKATOR, FUNGSI = 47, 225, 611
BESAR = 300
# The targets: pages a second, times Chromium, peak memory, preview of one position, growth a page.
HALAMAN_SEDETIK, KALI_CHROMIUM, MEMORI_MB, SATU_MEDIAN_MS, SATU_TERLAMA_MS, TUMBUH = 12, 3.0, 280, 150, 500, 1.35
# Likewise: the preview of the whole book after an edit, times Chromium, and the Word file.
KALI_SUNTING, DOCX_MS = 1.0, 500
_ARGUMEN = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
    "--allow-file-access-from-files",
)  # fmt: skip


def siapkan() -> None:
    """Start Django with settings that need neither a database nor a secret of the installation."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", "hanya-untuk-pengukuran-" * 3)
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    django.setup()


def buku_uji(banyak: int, indikator: int | None = None, fungsi: int | None = None):  # type: ignore[no-untyped-def]
    """Return a book of so many positions, the sample's repeated; with exactly so many indicators and functions."""
    from django.conf import settings

    from iki.importing import baca_berkas
    from iki.rows import BarisIki

    berkas = baca_berkas((settings.BASE_DIR / "fixtures" / "contoh" / "iki_jabatan.xlsx").read_bytes())
    semua = [_posisi(nomor, satu) for nomor, satu in enumerate(islice(cycle(berkas.jabatan), banyak), 1)]
    if indikator is not None:
        semua = _tepatkan_indikator(semua, indikator)
    if fungsi is not None:
        semua = _tepatkan_fungsi(semua, fungsi)
    return BarisIki(1, "contoh", "Dinas Kependudukan dan Pencatatan Sipil", "Kabupaten Contoh", tuple(semua))


def _posisi(nomor, satu):  # type: ignore[no-untyped-def]
    from iki.rows import BarisIndikator, BarisPosisi, BarisSasaran

    def indikator(isi):  # type: ignore[no-untyped-def]
        nilai = {nama: getattr(isi, nama) for nama in isi.__dataclass_fields__}
        nilai["sumber_data"] = tuple(filter(None, isi.sumber_data.split("\n")))
        return BarisIndikator(id=0, identitas=uuid.UUID(int=nomor), **nilai)

    sasaran = tuple(
        BarisSasaran(
            letak, uuid.UUID(int=letak), letak, s.teks, None, "", None, "", False, tuple(map(indikator, s.indikator))
        )
        for letak, s in enumerate(satu.sasaran, 1)
    )
    return BarisPosisi(
        nomor, uuid.UUID(int=nomor), nomor, satu.nama, satu.jenjang, "", satu.tugas, None, 0, 1, satu.fungsi, sasaran
    )


def _tepatkan_indikator(semua, indikator):  # type: ignore[no-untyped-def]
    """Drop indicators from the end of the largest sasaran, or repeat the last ones, until there are so many."""
    hasil = list(semua)
    while (beda := sum(len(satu.indikator) for satu in hasil) - indikator) != 0:
        letak = max(range(len(hasil)), key=lambda nomor: len(hasil[nomor].indikator))
        *awal, akhir = hasil[letak].sasaran
        isi = akhir.indikator[:-1] if beda > 0 else (*akhir.indikator, *akhir.indikator[-1:])
        akhir = replace(akhir, indikator=isi)
        hasil[letak] = replace(hasil[letak], sasaran=(*awal, akhir) if akhir.indikator else tuple(awal))
    return hasil


def _tepatkan_fungsi(semua, fungsi):  # type: ignore[no-untyped-def]
    hasil = list(semua)
    while (beda := sum(len(satu.fungsi) for satu in hasil) - fungsi) != 0:
        letak = (max if beda > 0 else min)(range(len(hasil)), key=lambda nomor: len(hasil[nomor].fungsi))
        isi = hasil[letak].fungsi
        hasil[letak] = replace(hasil[letak], fungsi=isi[:-1] if beda > 0 else (*isi, isi[0]))
    return hasil


def keputusan_uji():  # type: ignore[no-untyped-def]
    """Return a decree of the usual size."""
    from naskah.api import BarisKeputusan, Butir, IsiKeputusan, JenisKeputusan, StatusKeputusan

    kepala = "Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Contoh"
    tentang = "Indikator Kinerja Individu Dinas Kependudukan dan Pencatatan Sipil Tahun 2021-2026"
    dasar = "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah diubah beberapa kali;"
    isi = IsiKeputusan(
        tentang=tentang, judul_lampiran=tentang, nomor_pola="{nomor}/TAHUN {tahun}", nomor_urut="7", hari=1, bulan=2,
        tahun=2023, tempat="Contoh", pejabat_penetap=kepala, ttd_jabatan=kepala, kop_nama="Dinas Contoh",
        menimbang=(Butir("bahwa satu;"), Butir("bahwa dua;")), mengingat=(Butir(dasar),) * 9,
        diktum=(Butir("Menetapkan indikator."), Butir("Keputusan ini mulai berlaku pada tanggal ditetapkan.")),
    )  # fmt: skip
    return BarisKeputusan(
        id=1, jenis=JenisKeputusan.IKI, status=StatusKeputusan.DITETAPKAN, versi=1, perangkat_daerah_id=1,
        slug="contoh", nama_perangkat="Dinas Kependudukan dan Pencatatan Sipil", nama_pemerintah="Kabupaten Contoh",
        periode="2021-2026", pohon_id=None, pohon_rev=None, isi=isi,
    )  # fmt: skip


def waktu(kerja: Callable[[], object], jam: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds that a piece of work takes, elapsed or by another clock."""
    mulai = jam()
    kerja()
    return jam() - mulai


def memori() -> float:
    """Return the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def waktu_chromium(html: str) -> float:
    """Return the seconds Chromium takes from its start to the PDF of the same HTML with the same styles."""
    from iki.documents import _gaya
    from naskah.api import gaya_keputusan
    from naskah.huruf import FOLDER_HURUF
    from naskah.render import ASET

    gaya = "\n".join(((ASET / "print.css").read_text("utf-8"), gaya_keputusan(), _gaya()))
    gaya = gaya.replace("naskah:", f"{FOLDER_HURUF.as_uri()}/") + "@page { size: 215mm 330mm; margin: 25mm; }"
    program = find(DESKTOP)  # what people print with
    if program is None:
        raise SystemExit("Chromium tidak ditemukan; jalankan dengan --tanpa-chromium.")
    with tempfile.TemporaryDirectory() as folder:
        berkas, pdf = Path(folder) / "buku.html", Path(folder) / "buku.pdf"
        berkas.write_text(html.replace("</head>", f"<style>{gaya}</style></head>", 1), "utf-8")
        perintah = [program, *_ARGUMEN, f"--user-data-dir={folder}/profil", f"--print-to-pdf={pdf}", berkas.as_uri()]

        def cetak() -> None:
            subprocess.run(perintah, check=True, capture_output=True)  # noqa: S603  # a path we found ourselves

        return min(waktu(cetak) for _ in range(2))


def waktu_sunting(iki, keputusan) -> float:  # type: ignore[no-untyped-def]
    """Return the seconds from the rows to the preview of the whole book after one position of it was edited."""
    from django.test import override_settings

    from iki.documents import bahan_buku
    from naskah.rangkaian import cetak_kertas

    def pratinjau(isi) -> None:  # type: ignore[no-untyped-def]
        cetak_kertas(replace(bahan_buku(isi, keputusan), bertanda=False))

    lama = []
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        pratinjau(iki)
        for letak in range(0, len(iki.posisi), 5):
            posisi = list(iki.posisi)
            posisi[letak] = replace(posisi[letak], tugas=f"{posisi[letak].tugas} Ditambah.")
            lama.append(waktu(lambda posisi=posisi: pratinjau(replace(iki, posisi=tuple(posisi)))))
    return statistics.median(lama)


def ukur(argumen: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the report, each as soon as it is known."""
    from iki.documents import cetak_buku, cetak_kutipan
    from iki.word import tulis_docx
    from naskah.render import pungut

    iki, keputusan = buku_uji(POSISI, INDIKATOR, FUNGSI), keputusan_uji()
    hasil = cetak_buku(iki, keputusan)
    pungut()  # as the worker does when a file is stored
    detik = waktu(lambda: cetak_buku(iki, keputusan))
    pungut()
    kerja = waktu(lambda: cetak_buku(iki, keputusan), time.process_time)
    pungut()
    yield f"{POSISI} jabatan, {INDIKATOR} indikator, {FUNGSI} fungsi: {hasil.halaman} halaman"
    yield f"  {detik:.1f} detik berlalu, {kerja:.1f} detik prosesor"
    yield _nilai("halaman sedetik", hasil.halaman / kerja, HALAMAN_SEDETIK, paling=False)
    yield _nilai("memori puncak MB", memori(), MEMORI_MB)
    satu = sorted(waktu(lambda p=p: cetak_kutipan(iki, p, keputusan), time.process_time) * 1000 for p in iki.posisi)
    yield _nilai("satu jabatan, median ms", statistics.median(satu), SATU_MEDIAN_MS)
    yield _nilai("satu jabatan, terlama ms", satu[-1], SATU_TERLAMA_MS)
    word = statistics.median(waktu(lambda: tulis_docx(iki, keputusan), time.process_time) for _ in range(5))
    yield _nilai("seluruh buku sebagai DOCX ms", word * 1000, DOCX_MS)
    sunting = waktu_sunting(iki, keputusan)
    yield f"  pratinjau seluruh buku sesudah satu jabatan disunting: {sunting * 1000:.0f} ms berlalu"
    if not argumen.tanpa_chromium:
        chromium = waktu_chromium(hasil.html)
        yield _nilai("kali Chromium", detik / chromium, KALI_CHROMIUM)
        yield _nilai("kali Chromium, pratinjau sesudah disunting", sunting / chromium, KALI_SUNTING)
        yield f"  beban mesin {os.getloadavg()[0]:.1f}; di atas 1 pembanding ini tidak berlaku"
    if argumen.besar:
        besar = buku_uji(BESAR)
        mulai = time.process_time()
        banyak = cetak_buku(besar, keputusan).halaman
        lama = time.process_time() - mulai
        yield f"{BESAR} jabatan: {banyak} halaman, {lama:.1f} detik prosesor, {memori():.0f} MB"
        yield _nilai("waktu sehalaman terhadap buku kecil", lama / banyak / (kerja / hasil.halaman), TUMBUH)


def _nilai(nama: str, nilai: float, batas: float, *, paling: bool = True) -> str:
    tercapai = nilai <= batas if paling else nilai >= batas
    tanda = "≤" if paling else "≥"
    return f"  {nama}: {nilai:.2f} (sasaran {tanda} {batas}){'' if tercapai else '  TIDAK TERCAPAI'}"


def utama() -> None:
    """Read the options, measure, print."""
    pengurai = argparse.ArgumentParser(description="Mengukur pencetakan buku IKI")
    pengurai.add_argument("--tanpa-chromium", action="store_true", help="tanpa pembanding")
    pengurai.add_argument("--besar", action="store_true", help="juga buku 300 jabatan (sekitar satu menit)")
    argumen = pengurai.parse_args()
    siapkan()
    for baris in ukur(argumen):
        print(baris, flush=True)


if __name__ == "__main__":
    utama()
