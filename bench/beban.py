"""Planners at work at the same time on a real server: `python scripts/postgres.py python -m bench.beban`.

gunicorn with 2 workers as in production on a port of its own; an agency, an account and a tree of 162 boxes for each
planner. A planner reads pages, edits a box, adds, moves, searches, and thinks 5 to 15 seconds in between; planners are
threads of this process, so they take their share of the same cores. Printed: times by kind, errors, requests a second.
At the end every tree must be sound and every confirmed text stored. Without PostgreSQL: SQLite, with trees made by the
services.

    --perencana 100 --menit 10            one load
    --kurva 25,50,100,200 --menit 1       one load after the other, to the point where it bends
"""

import argparse
import gzip
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from scripts.postgres import free_port

PIKIR = (5.0, 15.0)  # seconds between an answer and the next request
PEMANASAN = 15.0  # seconds until all have begun; not counted
P95_DETIK = 1.0
TOKEN = "a" * 32
# What a planner does next: how often among 100.
BAURAN = {
    "tahap 3": 24, "tahap 4": 12, "bagan": 10, "sunting": 32, "tambah": 6, "pindah": 6, "cari": 6, "beranda": 4,
}  # fmt: skip


@dataclass
class Perencana:
    """One planner: session, tree, the boxes to edit, and what has been confirmed."""

    sesi: str
    pohon: int
    simpul: list[int]
    antara: list[int]
    tersimpan: dict[int, str] = field(default_factory=dict)


@dataclass
class Catatan:
    """What the planners met. Filled by many threads: appending is atomic."""

    waktu: list[tuple[str, float]] = field(default_factory=list)
    galat: Counter[str] = field(default_factory=Counter)
    dihitung: threading.Event = field(default_factory=threading.Event)


def siapkan(folder: Path) -> None:
    """Start Django here and give the server to come the same environment, static files and tables."""
    os.environ |= {"DEBUG": "0", "DEMO": "0", "HTTPS": "0", "VAR_DIR": str(folder), "SECRET_KEY": "hanya-ukuran-" * 5}
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def main() -> int:
    """Load, print, verify; return 1 when something failed or the bar of the whole load was missed."""
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("--perencana", type=int, default=100)
    pilihan.add_argument("--menit", type=float, default=10)
    pilihan.add_argument("--kurva", default="", help="numbers of planners, one after the other, instead of one load")
    isian = pilihan.parse_args()
    langkah = [int(satu) for satu in isian.kurva.split(",") if satu] or [isian.perencana]
    with tempfile.TemporaryDirectory() as nama:
        folder = Path(nama)
        siapkan(folder)
        semua = buat_perencana(max(langkah))
        with peladen(folder) as port:
            luput = [satu for banyak in langkah for satu in beban(port, semua[:banyak], isian.menit * 60)]
        luput += periksa(semua)
    print(
        "\n" + ("\n".join(f"LUPUT {satu}" for satu in luput) or "Tanpa galat, semua pohon utuh, tidak ada yang hilang.")
    )
    return 1 if luput else 0


# --- what is there ----------------------------------------------------------------------------------------------------


def buat_perencana(banyak: int) -> list[Perencana]:
    """Return so many planners, each signed in, with a tree of its own."""
    from django.db import connection
    from django.test import Client

    from instansi.choices import JenisPeran
    from instansi.models import Pengguna, Peran
    from instansi.sesi import SessionStore
    from pohon.choices import JenisSimpul
    from pohon.models import Pohon, Simpul

    buat_pohon = _pohon_salin if connection.vendor == "postgresql" else _pohon_layanan
    buat_pohon(banyak)
    hasil = []
    for pohon in Pohon.objects.order_by("pk"):
        akun = Pengguna(username=f"beban-{pohon.pk}")
        akun.set_unusable_password()
        akun.save()
        Peran.objects.create(pengguna=akun, jenis=JenisPeran.PERENCANA, perangkat_daerah=pohon.perangkat_daerah)
        klien = Client(HTTP_HOST="127.0.0.1")
        klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
        sesi = next(iter(klien.cookies.values())).value
        if not SessionStore().exists(sesi):
            raise RuntimeError("Tidak ada sesi")
        simpul = Simpul.objects.filter(pohon=pohon).order_by("lft").values_list("pk", "jenis")
        daun = [kunci for kunci, jenis in simpul if jenis == JenisSimpul.OPERASIONAL]
        antara = [kunci for kunci, jenis in simpul if jenis == JenisSimpul.ANTARA]
        hasil.append(Perencana(sesi, pohon.pk, daun, antara))
    return hasil


def _pohon_salin(banyak: int) -> None:
    from bench.nasional import bangun

    bangun(0, banyak)


def _pohon_layanan(banyak: int) -> None:
    from tests.pabrik.baris import benih
    from tests.pabrik.basis import PerangkatFactory, pohon_tersimpan

    asal = PerangkatFactory()
    for _ in range(banyak):
        pohon_tersimpan(*benih(162), perangkat_daerah=PerangkatFactory(pemerintah_daerah=asal.pemerintah_daerah))


@contextmanager
def peladen(folder: Path) -> Iterator[int]:
    """Run gunicorn as in production and yield its port."""
    port = free_port()
    lingkungan = os.environ | {"PORT": str(port), "WEB_WORKERS": "2", "LOG_LEVEL": "ERROR"}
    perintah = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]
    with (folder / "log").open("wb") as log:
        proses = subprocess.Popen(perintah, env=lingkungan, stdout=log, stderr=log)  # noqa: S603 — our own program
        try:
            tunggu(port)
            yield port
        finally:
            proses.terminate()
            proses.wait(30)
            print((folder / "log").read_text(errors="replace")[-3000:], file=sys.stderr)


def tunggu(port: int, detik: float = 60) -> None:
    """Return once the server is ready for requests. Raises TimeoutError."""
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        try:
            if minta(port, "GET", "/siap/", "", {}, {})[0] == 200:
                return
        except OSError:
            pass
        except http.client.HTTPException:
            pass
        time.sleep(0.1)
    raise TimeoutError("Peladen tidak siap")


# --- what planners do -------------------------------------------------------------------------------------------------


def minta(
    port: int, cara: str, jalur: str, sesi: str, isi: dict[str, Any], tajuk: dict[str, str], detik: float = 60
) -> tuple[int, str]:
    """Send one request as a browser behind nginx does, on a connection of its own; return status and text."""
    status, isi_jawab = kirim(port, cara, jalur, sesi, isi, tajuk, detik)
    return status, buka(isi_jawab)


def buka(isi_jawab: bytes) -> str:
    """Return the text of an answer."""
    padat = isi_jawab.startswith(b"\x1f\x8b")
    return (gzip.decompress(isi_jawab) if padat else isi_jawab).decode("utf-8", "replace")


def kirim(
    port: int, cara: str, jalur: str, sesi: str, isi: dict[str, Any], tajuk: dict[str, str], detik: float = 60
) -> tuple[int, bytes]:
    """Send as `minta` does; return the answer as it comes, compressed: most of them nobody here reads."""
    sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=detik)
    kepala = {"Cookie": f"sessionid={sesi}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN, "Accept-Encoding": "gzip"}
    kepala |= tajuk
    badan = None
    if cara == "POST":
        kepala["Content-Type"] = "application/x-www-form-urlencoded"
        badan = urlencode(isi, doseq=True)
    try:
        sambungan.request(cara, jalur, badan, kepala)
        jawab = sambungan.getresponse()
        return jawab.status, jawab.read()
    finally:
        sambungan.close()


def beban(port: int, semua: list[Perencana], detik: float) -> list[str]:
    """Let these planners work for so long, print what they met, and return what missed the bars."""
    catatan, berhenti = Catatan(), threading.Event()
    utas = [
        threading.Thread(target=_bekerja, args=(port, satu, Random(nomor), catatan, berhenti))  # noqa: S311
        for nomor, satu in enumerate(semua)
    ]
    for satu in utas:
        satu.start()
    time.sleep(PEMANASAN)
    catatan.dihitung.set()
    mulai, prosesor, sendiri = time.perf_counter(), _prosesor_peladen(), time.process_time()
    time.sleep(detik)
    lama = time.perf_counter() - mulai
    prosesor, sendiri = _prosesor_peladen() - prosesor, time.process_time() - sendiri
    catatan.dihitung.clear()
    setiap = 1000 / max(1, len(catatan.waktu))
    print(
        f"\nprosesor setiap permintaan: pekerja web {prosesor * setiap:.0f} ms, perencana {sendiri * setiap:.1f} ms",
        end="",
    )
    berhenti.set()
    for satu in utas:
        satu.join()
    return _cetak(len(semua), lama, catatan)


def _prosesor_peladen() -> float:
    """Return the processor seconds that the web workers have used: what a busy machine does not change."""
    proses = {}
    for berkas in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            bagian = berkas.read_text().rpartition(")")[2].split()
            proses[int(berkas.parent.name)] = (int(bagian[1]), int(bagian[11]) + int(bagian[12]))
    anak = {nomor for nomor, (induk, _) in proses.items() if induk == os.getpid()}
    return sum(detak for induk, detak in proses.values() if induk in anak) / os.sysconf("SC_CLK_TCK")


def _bekerja(port: int, orang: Perencana, acak: Random, catatan: Catatan, berhenti: threading.Event) -> None:
    berhenti.wait(acak.uniform(0, PIKIR[1]))
    while not berhenti.is_set():
        kerja = acak.choices(list(BAURAN), list(BAURAN.values()))[0]
        try:
            for nama, cara, jalur, isi, tajuk in _langkah(port, kerja, orang, acak):
                mulai = time.perf_counter()
                status, jawab = kirim(port, cara, jalur, orang.sesi, isi, tajuk)
                if catatan.dihitung.is_set():
                    catatan.waktu.append((nama, time.perf_counter() - mulai))
                if status not in (200, 302):
                    pesan = re.search(r"govuk-visually-hidden\">Galat:</span>\s*([^<]+)", buka(jawab))
                    catatan.galat[f"{nama}: {status} {pesan[1].strip() if pesan else ''}"] += 1
                    break
                _ingat(orang, nama, jalur, isi, jawab)
        except (OSError, http.client.HTTPException) as galat:
            catatan.galat[f"{kerja}: {type(galat).__name__}"] += 1
        berhenti.wait(acak.uniform(*PIKIR))


def _langkah(
    port: int, kerja: str, orang: Perencana, acak: Random
) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, str]]]:
    """Yield the requests of one piece of work; an edit opens its row first, as the quick editor does."""
    dasar = f"/pohon/{orang.pohon}"
    cepat = {
        "HX-Request": "true",
        "Referer": f"http://127.0.0.1:{port}{dasar}/tahap-3/",
        **_tampak.get(orang.pohon, {}),
    }
    match kerja:
        case "sunting":
            kunci = acak.choice(orang.simpul)
            yield "buka baris", "GET", f"{dasar}/tahap-3/?ubah={kunci}", {}, cepat
            isi = {"versi": _versi[orang.pohon], "dari": "3", "jenis": "kondisi_operasional"}
            isi["pernyataan"] = f"Tersedianya layanan nomor {acak.randrange(10**9)}"
            yield "sunting", "POST", f"{dasar}/simpul/{kunci}/ubah/", isi, cepat
        case "tambah":
            isi = {"induk": acak.choice(orang.antara), "dari": "3", "jenis": "kondisi_operasional"}
            isi["pernyataan"] = f"Tersusunnya dokumen nomor {acak.randrange(10**9)}"
            yield "tambah", "POST", f"{dasar}/simpul/tambah/", isi, cepat
        case "pindah":
            kunci = acak.choice(orang.simpul[::2])  # the elder of two
            yield "pindah", "POST", f"{dasar}/simpul/{kunci}/pindah/", {"dari": "3", "arah": "turun"}, cepat
            yield "pindah", "POST", f"{dasar}/simpul/{kunci}/pindah/", {"dari": "3", "arah": "naik"}, cepat
        case "cari":
            yield (
                "cari",
                "GET",
                "/cari/?" + urlencode({"q": acak.choice(("puskesmas", "irigasi desa", "guru"))}),
                {},
                {},
            )
        case "beranda":
            yield "beranda", "GET", "/", {}, {}
        case "bagan":
            yield "bagan", "GET", f"{dasar}/bagan/", {}, {}
        case halaman:
            yield halaman, "GET", f"{dasar}/{halaman.replace(' ', '-')}/", {}, {}


_versi: dict[int, str] = {}  # by tree: the version in the row that its planner has open
_tampak: dict[int, dict[str, str]] = {}  # by tree: the rows that its planner's browser shows


def _ingat(orang: Perencana, nama: str, jalur: str, isi: dict[str, Any], jawab: bytes) -> None:
    """Take from the answer what the browser would: version of the open row, rows shown; and what is confirmed."""
    if nama == "buka baris":
        versi = re.search(r'name="versi"\s+value="(\d+)"', buka(jawab))
        if versi is None:
            raise http.client.HTTPException("no form in the row")
        _versi[orang.pohon] = versi[1]
    elif nama == "tahap 3":
        sidik = re.findall(r'data-sidik="([^"]+)"', buka(jawab))
        _tampak[orang.pohon] = {"X-Tampak": " ".join(sidik)}
    elif nama == "sunting":
        orang.tersimpan[int(jalur.split("/")[4])] = isi["pernyataan"]


# --- what came of it --------------------------------------------------------------------------------------------------


def _cetak(banyak: int, lama: float, catatan: Catatan) -> list[str]:
    per_jenis: dict[str, list[float]] = {}
    for nama, detik in catatan.waktu:
        per_jenis.setdefault(nama, []).append(detik)
    semua = [detik for _, detik in catatan.waktu]
    galat = sum(catatan.galat.values())
    print(
        f"\n{banyak} perencana, {lama:.0f} detik: {len(semua) / lama:.1f} permintaan per detik, {galat} galat",
        flush=True,
    )
    for nama, waktu in [*sorted(per_jenis.items()), ("semua", semua)]:
        p50, p95, p99 = (_persentil(waktu, satu) * 1000 for satu in (50, 95, 99))
        print(f"  {nama:<12} {len(waktu):6}   p50 {p50:7.0f}   p95 {p95:7.0f}   p99 {p99:7.0f} ms", flush=True)
    luput = [f"{hal} {kali} kali" for hal, kali in catatan.galat.items()]
    if _persentil(semua, 95) > P95_DETIK:
        luput.append(f"{banyak} perencana: p95 {_persentil(semua, 95):.2f} detik")
    return luput


def _persentil(waktu: list[float], persen: int) -> float:
    return statistics.quantiles(waktu, n=100)[persen - 1] if len(waktu) > 1 else sum(waktu)


def periksa(semua: list[Perencana]) -> list[str]:
    """Return what is damaged or lost: trees that are not sound, confirmed texts that are not stored."""
    from pohon.integritas import periksa_integritas
    from pohon.models import Simpul

    luput = [f"pohon {satu.pohon_id}: {satu.masalah}" for satu in periksa_integritas(None)]
    harapan = {kunci: teks for satu in semua for kunci, teks in satu.tersimpan.items()}
    ada = dict(Simpul.objects.filter(pk__in=list(harapan)).values_list("pk", "pernyataan"))
    luput += [f"hilang: {teks}" for kunci, teks in harapan.items() if ada.get(kunci) != teks]
    print(f"\n{len(semua)} pohon diperiksa, {len(harapan)} kotak yang disunting dicocokkan")
    return luput


if __name__ == "__main__":
    sys.exit(main())
