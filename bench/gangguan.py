"""Kills servers in the middle of the work, many times, and looks for what is lost: `python -m bench.gangguan`.

A PostgreSQL that writes durably (unlike the one of the tests), gunicorn with two workers, the background worker.
Planners edit, move, paste many rows, ask for papers now and in the background; a reviewer approves; others bring in
documents and templates, issue decrees, fill in targets, send e-mail (`bench.gangguan_kerja`); none stops to think.
Every few seconds, at a random moment, `kill -9` hits by turns a web worker, PostgreSQL with all its processes, or the
background worker. After each: trees sound, archives whole, every confirmed text and row stored, a paste stored as a
whole or not at all, approvals complete; at the end every paper is printed or has failed with a message, and so with a
button to try again. Before the end, while all go on working, backups are taken and each is restored into an empty
installation: sound, whole, and equal to the backup (`bench.gangguan_cadangan`).
"""

import argparse
import http.client
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bench.beban import minta, siapkan, tunggu
from bench.gangguan_cadangan import cadangkan, pulihkan
from bench.gangguan_kerja import Kerja, Peminta, semua_kerja, sesi_dari, surel_selesai
from scripts.postgres import USER, answers, find_programs, free_port, make_cluster, ordinary_user

JEDA = (0.5, 3.0)  # seconds of work before each blow
BARIS_TEMPEL = 12
PENYUNTING = 4


class Server:
    """A durable PostgreSQL in a folder of its own, which can be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        programs = find_programs()
        if programs is None:
            sys.exit("PostgreSQL tidak ditemukan.")
        self.programs, self.folder, self.anak, self.port = programs, folder, ordinary_user(), free_port()
        sandi = secrets.token_hex(16)
        make_cluster(programs, folder, sandi, self.anak)
        self.url = f"postgresql://{USER}:{sandi}@127.0.0.1:{self.port}/postgres"
        self.mulai()

    def mulai(self) -> None:
        """Start it; after a blow it first repairs itself from its log. Raises RuntimeError."""
        for _ in range(40):  # processes of the killed one may still hold the shared memory for a moment
            perintah = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder]
            perintah += ["-p", str(self.port), "-c", "max_connections=100"]
            with (self.folder / "log").open("ab") as log:
                self.proses = subprocess.Popen(perintah, cwd=self.folder, stdout=log, stderr=log, **self.anak)  # noqa: S603
            if answers(self.proses, self.port):
                return
            time.sleep(0.25)
        raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])

    def bunuh(self) -> None:
        """Kill the server and each of its processes, as a power failure would."""
        semua = [self.proses.pid, *anak_dari(self.proses.pid)]
        for satu in semua:
            _bunuh(satu)
        self.proses.wait()


@dataclass
class Penulis:
    """A planner with a tree: what has been confirmed, and what is under way and may be stored or not."""

    akun: Any
    sesi: str
    pohon: int
    simpul: list[int]
    induk: int
    tersimpan: dict[int, str] = field(default_factory=dict)
    mungkin: dict[int, set[str]] = field(default_factory=dict)
    tempelan: dict[str, bool] = field(default_factory=dict)  # mark of a paste → confirmed


@dataclass
class Panggung:
    """What runs, and what the people at work met."""

    port: int
    penulis: list[Penulis]
    telaah: list[tuple[str, int]]  # session of the reviewer, tree under review
    disetujui: set[int] = field(default_factory=set)
    dipesan: set[int] = field(default_factory=set)  # papers asked for in the background
    jalan: threading.Event = field(default_factory=threading.Event)
    usai: threading.Event = field(default_factory=threading.Event)
    kerja: list[Kerja] = field(default_factory=list)
    jawaban: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Let each person hold a place while busy: whoever holds all of them knows that nobody is."""
        self.sibuk = threading.Semaphore(self.orang)

    @property
    def orang(self) -> int:
        """How many people are at work: planners, the reviewer, one for each other kind."""
        return len(self.penulis) + 1 + len(self.kerja)

    @contextmanager
    def berhenti(self) -> Iterator[None]:
        """Let everyone finish what is under way, and nobody begin."""
        self.jalan.clear()
        for _ in range(self.orang):
            self.sibuk.acquire(timeout=90)
        try:
            yield
        finally:
            for _ in range(self.orang):
                self.sibuk.release()


def main() -> int:
    """Strike, verify, print; return 1 when something was lost or half done."""
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("--kali", type=int, default=20)
    pilihan.add_argument("--cadangan", type=int, default=3, help="backups taken under load and restored")
    pilihan.add_argument("--benih", type=int, default=1)
    isian = pilihan.parse_args()
    with tempfile.TemporaryDirectory(prefix="pohon-gangguan-") as nama:
        folder = Path(nama)
        folder.chmod(0o755)  # the database server runs as another user
        (folder / "pg").mkdir()
        server = Server(folder / "pg")
        try:
            luput = coba(server, folder, isian.kali, isian.cadangan, Random(isian.benih))  # noqa: S311 — moments
        finally:
            server.bunuh()
    print("\n".join(f"LUPUT {satu}" for satu in luput) or "Tidak ada yang hilang atau setengah jadi.")
    return 1 if luput else 0


def coba(server: Server, folder: Path, kali: int, cadangan: int, acak: Random) -> list[str]:
    """Return what was found after all blows."""
    os.environ["DATABASE_URL"] = server.url
    siapkan(folder)
    with proses(folder) as (web, pekerja, port):
        panggung = _bangun(port, kali)
        utas = _mulai_bekerja(panggung)
        luput = []
        for nomor in range(kali):
            panggung.jalan.set()
            time.sleep(acak.uniform(*JEDA))
            sasaran = ("pekerja web", "PostgreSQL", "pekerja cetak")[nomor % 3]
            mulai = time.monotonic()
            _pukul(sasaran, server, web, pekerja, acak)
            panggung.jalan.clear()
            tunggu(port)
            pulih = time.monotonic() - mulai
            with panggung.berhenti():
                temuan = _periksa(panggung)
            print(f"{nomor + 1:3} {sasaran:<14} pulih {pulih:5.1f} detik, {len(temuan)} temuan", flush=True)
            luput += [f"sesudah pukulan {nomor + 1} ({sasaran}): {satu}" for satu in temuan]
        for nomor in range(cadangan):
            panggung.jalan.set()
            time.sleep(JEDA[1])
            arsip = cadangkan(folder / f"cadangan-{nomor}.zip")
            with panggung.berhenti():
                temuan = pulihkan(arsip, server.url, folder / f"pulih_{nomor}")
            luput += [f"cadangan {nomor + 1}: {satu}" for satu in temuan]
        with panggung.berhenti():
            luput += _periksa(panggung)
        panggung.usai.set()
        panggung.jalan.set()
        for satu in utas:
            satu.join()
        luput += _cetakan_selesai(panggung.dipesan) + surel_selesai()
    print("jawaban:", ", ".join(f"{hal} {banyak}" for hal, banyak in sorted(panggung.jawaban.items())))
    return luput


# --- processes --------------------------------------------------------------------------------------------------------


@contextmanager
def proses(folder: Path) -> Iterator[tuple[int, int, int]]:
    """Run web server and background worker; yield their process numbers and the port."""
    port = free_port()
    lingkungan = os.environ | {"PORT": str(port), "WEB_WORKERS": "2", "BATASI_LAJU": "0"}
    with (folder / "log").open("wb") as log:
        semua = [
            subprocess.Popen(perintah, env=lingkungan, stdout=log, stderr=log)  # noqa: S603 — our own programs
            for perintah in (
                [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"],
                [sys.executable, "manage.py", "pekerja"],
            )
        ]
        try:
            tunggu(port)
            yield semua[0].pid, semua[1].pid, port
        finally:
            for satu in semua:
                satu.terminate()
            for satu in semua:
                satu.wait(30)


def anak_dari(induk: int) -> list[int]:
    """Return the children of a process, by /proc."""
    hasil = []
    for berkas in Path("/proc").glob("[0-9]*/stat"):
        try:
            bagian = berkas.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(bagian[1]) == induk:
            hasil.append(int(berkas.parent.name))
    return hasil


def _bunuh(nomor: int) -> None:
    try:
        os.kill(nomor, signal.SIGKILL)
    except ProcessLookupError:
        return


def _pukul(sasaran: str, server: Server, web: int, pekerja: int, acak: Random) -> None:
    if sasaran == "PostgreSQL":
        server.bunuh()
        time.sleep(0.5)
        server.mulai()
    elif anak := anak_dari(web if sasaran == "pekerja web" else pekerja):
        _bunuh(acak.choice(anak))


# --- people -----------------------------------------------------------------------------------------------------------


def _bangun(port: int, kali: int) -> Panggung:
    from django.db.models import Value
    from django.db.models.functions import Concat

    from instansi.models import Pengguna
    from pohon.choices import JenisSimpul
    from pohon.models import Simpul
    from tests.pabrik.telaah import pohon_diajukan, pohon_lengkap

    penulis = []
    for _ in range(PENYUNTING):
        kasus = pohon_lengkap()
        simpul = list(
            Simpul.objects.filter(pohon=kasus.pohon, jenis=JenisSimpul.OPERASIONAL).values_list("pk", flat=True)
        )
        induk = Simpul.objects.get(pohon=kasus.pohon, jenis=JenisSimpul.ANTARA).pk
        penulis.append(Penulis(kasus.perencana, sesi_dari(kasus.perencana), kasus.pohon.pk, simpul, induk))
    telaah = []
    for _ in range(3 * kali):
        kasus = pohon_diajukan()
        telaah.append((sesi_dari(kasus.penelaah), kasus.pohon.pk))
    kerja = semua_kerja(kali)
    Pengguna.objects.update(email=Concat("username", Value("@contoh.invalid")))
    return Panggung(port, penulis, telaah, kerja=kerja)


def _mulai_bekerja(panggung: Panggung) -> list[threading.Thread]:
    """Start a thread for each person; they wait for `panggung.jalan`."""
    peminta = Peminta(panggung.port, panggung.jawaban)
    utas = [
        threading.Thread(target=_bekerja, args=(panggung, satu, Random(nomor)))  # noqa: S311
        for nomor, satu in enumerate(panggung.penulis)
    ]
    utas.append(threading.Thread(target=_menyetujui, args=(panggung, Random(99))))  # noqa: S311
    for nomor, satu in enumerate(panggung.kerja):
        acak = Random(200 + nomor)  # noqa: S311
        utas.append(threading.Thread(target=_giliran, args=(panggung, partial(satu.lakukan, peminta, acak))))
    for satu in utas:
        satu.start()
    return utas


def _minta(panggung: Panggung, nama: str, cara: str, jalur: str, sesi: str, isi: dict[str, Any]) -> tuple[bool, str]:
    """Return whether it was confirmed (2xx, 3xx), and the text; counts what people saw."""
    try:
        status, teks = minta(panggung.port, cara, jalur, sesi, isi, {}, 30)
    except (OSError, http.client.HTTPException) as galat:
        panggung.jawaban[f"{nama} {type(galat).__name__}"] += 1
        return False, ""
    panggung.jawaban[f"{nama} {status}"] += 1
    return status < 400, teks


def _giliran(panggung: Panggung, kerja: Callable[[], None]) -> None:
    """Do one piece of work after the other while blows fall; between blows and checks nobody works."""
    while not panggung.usai.is_set():
        panggung.jalan.wait()
        with panggung.sibuk:
            if panggung.jalan.is_set() and not panggung.usai.is_set():
                kerja()


def _bekerja(panggung: Panggung, orang: Penulis, acak: Random) -> None:
    def kerja() -> None:
        acak.choices((_sunting, _tempel, _pindah, _cetak), (5, 2, 2, 1))[0](panggung, orang, acak)

    _giliran(panggung, kerja)


def _sunting(panggung: Panggung, orang: Penulis, acak: Random) -> None:
    kunci = acak.choice(orang.simpul)
    dasar = f"/pohon/{orang.pohon}"
    baik, teks = _minta(panggung, "buka", "GET", f"{dasar}/tahap-3/?ubah={kunci}", orang.sesi, {})
    versi = re.search(r'name="versi"\s+value="(\d+)"', teks)
    if not baik or versi is None:
        return
    tulisan = f"Tersedianya layanan nomor {acak.randrange(10**9)}"
    isi = {"versi": versi[1], "dari": "3", "jenis": "kondisi_operasional", "pernyataan": tulisan}
    orang.mungkin.setdefault(kunci, set()).add(tulisan)
    if _minta(panggung, "sunting", "POST", f"{dasar}/simpul/{kunci}/ubah/", orang.sesi, isi)[0]:
        orang.tersimpan[kunci], orang.mungkin[kunci] = tulisan, set()


def _tempel(panggung: Panggung, orang: Penulis, acak: Random) -> None:
    tanda = f"rombongan {acak.randrange(10**9)}"
    baris = "\n".join(f"Tersusunnya dokumen nomor {nomor} {tanda}" for nomor in range(BARIS_TEMPEL))
    orang.tempelan[tanda] = False
    isi = {"induk": orang.induk, "teks": baris, "aksi": "simpan"}
    baik, teks = _minta(panggung, "tempel", "POST", f"/pohon/{orang.pohon}/tempel/", orang.sesi, isi)
    orang.tempelan[tanda] = baik and not teks  # a redirect has no text; a page shows what is wrong with the rows


def _pindah(panggung: Panggung, orang: Penulis, acak: Random) -> None:
    kunci = acak.choice(orang.simpul)
    isi = {"dari": "3", "arah": acak.choice(("naik", "turun"))}
    _minta(panggung, "pindah", "POST", f"/pohon/{orang.pohon}/simpul/{kunci}/pindah/", orang.sesi, isi)


def _cetak(panggung: Panggung, orang: Penulis, acak: Random) -> None:
    """Ask for the booklet now, and for a long paper in the background; whoever has its number expects it."""
    from django.db import Error, connection

    from naskah.bahan import susun_bahan
    from naskah.cetak import Pesanan
    from naskah.services.cetakan import pesan_cetakan

    _minta(panggung, "cetak", "GET", f"/pohon/{orang.pohon}/cascading.pdf", orang.sesi, {})
    judul = f"Naskah {acak.randrange(10**9)}"
    bahan = susun_bahan("".join(f"<p>{judul}, paragraf {nomor}.</p>" for nomor in range(400)), judul=judul)
    try:
        cetakan = pesan_cetakan(
            aktor=orang.akun, jenis="keputusan", parameter={"keputusan": 1}, pesanan=Pesanan(judul, "a.pdf", "/", bahan)
        )
    except Error as galat:
        panggung.jawaban[f"pesan cetakan {type(galat).__name__}"] += 1
        connection.close()
    else:
        panggung.jawaban["pesan cetakan"] += 1
        panggung.dipesan.add(cetakan.pk)


def _menyetujui(panggung: Panggung, acak: Random) -> None:
    sisa = list(panggung.telaah)

    def kerja() -> None:
        if not sisa:
            time.sleep(0.1)
            return
        sesi, pohon = sisa[0]
        dasar = f"/pohon/{pohon}"
        _minta(panggung, "mulai telaah", "POST", f"{dasar}/telaah/langkah/", sesi, {"aksi": "mulai_telaah"})
        baik, teks = _minta(panggung, "halaman setujui", "GET", f"{dasar}/setujui/", sesi, {})
        rev = re.search(r'name="rev"\s+value="(\d+)"', teks)
        if not baik or rev is None:
            return
        baik, _ = _minta(panggung, "setujui", "POST", f"{dasar}/setujui/", sesi, {"rev": rev[1]})
        if baik:
            panggung.disetujui.add(pohon)
            sisa.pop(0)

    _giliran(panggung, kerja)


# --- what came of it --------------------------------------------------------------------------------------------------


def _periksa(panggung: Panggung) -> list[str]:
    """Return what is damaged, lost or half done just now."""
    from django.db import connection

    from pohon.choices import StatusPohon
    from pohon.integritas import periksa_integritas
    from pohon.models import Pohon
    from telaah.arsip import uji_semua
    from telaah.models import Persetujuan

    connection.close()  # ours may be to a server that was killed
    hasil = [f"pohon {satu.pohon_id}: {satu.masalah}" for satu in periksa_integritas(None)]
    hasil += [f"{satu.hal}: {satu.masalah}" for satu in uji_semua() if not satu.utuh]
    for satu in panggung.penulis:
        hasil += _hilang(satu)
    for kerja in panggung.kerja:
        hasil += kerja.periksa()
    ditelaah = [pohon for _, pohon in panggung.telaah]
    disetujui = Pohon.objects.filter(status=StatusPohon.DISETUJUI, pk__in=ditelaah)
    setuju, berarsip = (
        set(disetujui.values_list("pk", flat=True)),
        set(Persetujuan.objects.values_list("pohon", flat=True)),
    )
    hasil += [f"pohon {satu} disetujui lalu hilang" for satu in panggung.disetujui - setuju]
    hasil += [f"pohon {satu} disetujui setengah jalan" for satu in setuju ^ berarsip]
    return hasil


def _hilang(orang: Penulis) -> list[str]:
    """Return what this planner misses; what was under way and came through counts as stored from now on."""
    from instansi.models import CatatanAudit
    from pohon.models import Simpul

    hasil = []
    ada = dict(Simpul.objects.filter(pk__in=orang.simpul).values_list("pk", "pernyataan"))
    for kunci, teks in ada.items():
        boleh = {orang.tersimpan.get(kunci, teks), *orang.mungkin.get(kunci, ())}
        if teks not in boleh:
            hasil.append(f"simpul {kunci}: {teks!r}, bukan {sorted(boleh)}")
        orang.tersimpan[kunci], orang.mungkin[kunci] = teks, set()
    for tanda, pasti in orang.tempelan.items():
        banyak = Simpul.objects.filter(pohon=orang.pohon, pernyataan__contains=tanda).count()
        if banyak not in ((BARIS_TEMPEL,) if pasti else (0, BARIS_TEMPEL)):
            hasil.append(f"tempelan {tanda}: {banyak} dari {BARIS_TEMPEL} baris")
    orang.tempelan.clear()
    sunting = CatatanAudit.objects.filter(jenis_objek="simpul", kunci__in=map(str, orang.simpul), kata_kerja="ubah")
    versi = sum(Simpul.objects.filter(pk__in=orang.simpul).values_list("versi", flat=True)) - len(orang.simpul)
    if sunting.count() > versi:
        hasil.append(f"pohon {orang.pohon}: {sunting.count()} catatan audit, {versi} perubahan")
    return hasil


def _cetakan_selesai(dipesan: set[int]) -> list[str]:
    """Wait for the queue to be empty; return the papers that hang or have been forgotten."""
    from django.db import connection

    from naskah.choices import KeadaanCetakan
    from naskah.models import Cetakan

    batas = time.monotonic() + 120
    connection.close()
    akhir = (KeadaanCetakan.SELESAI, KeadaanCetakan.GAGAL)
    while time.monotonic() < batas and Cetakan.objects.exclude(keadaan__in=akhir).exists():
        time.sleep(0.5)
    print("cetakan:", dict(Counter(Cetakan.objects.values_list("keadaan", flat=True))))
    hasil = [f"cetakan {satu.pk} tetap {satu.keadaan}" for satu in Cetakan.objects.exclude(keadaan__in=akhir)]
    ada = set(Cetakan.objects.values_list("pk", flat=True))
    return hasil + [f"cetakan {satu} hilang" for satu in dipesan - ada]


if __name__ == "__main__":
    sys.exit(main())
