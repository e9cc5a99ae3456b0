"""Work that `bench.gangguan` does while it kills servers, beside editing: each kind does one piece and proves it after.

    ImporDokumen   a workbook read in over what the tree held: the old branch gone and the new one there, or neither
    ImporTemplat   the template workbook with every box reworded
    Penetapan      two drafts of one number: one is issued, with its frozen data and its PDF
    IsiTarget      a grid of targets saved at once
    Surel          the e-mail summary, killed half-way and run again

`lakukan` does a piece through the web server; `periksa` returns what is lost or half done. Between them stand the texts
that were confirmed and those that may be stored or not.
"""

import http.client
import io
import re
import subprocess
import sys
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

import openpyxl
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.datastructures import MultiValueDict

TOKEN = "a" * 32
DETIK = 30
KATA = "petugas terlatih"  # in a statement of every tree of tests.pabrik.telaah


@dataclass(frozen=True, slots=True)
class Jawaban:
    """An answer of the web server; status 0 when none came."""

    status: int
    isi: bytes = b""
    lokasi: str = ""

    @property
    def teks(self) -> str:
        """The page."""
        return self.isi.decode("utf-8", "replace")


@dataclass
class Peminta:
    """Sends what a person does, and counts what came back by kind of work."""

    port: int
    jawaban: Counter[str] = field(default_factory=Counter)

    def kirim(self, nama: str, cara: str, jalur: str, sesi: str, isi: dict[str, Any] | None = None) -> Jawaban:
        """Send one request; files among the values are named streams."""
        kepala = {"Cookie": f"sessionid={sesi}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        badan = None
        if cara == "POST":
            kepala["Content-Type"] = MULTIPART_CONTENT
            badan = encode_multipart(BOUNDARY, MultiValueDict({k: [v] for k, v in (isi or {}).items()}))
        sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DETIK)
        try:
            sambungan.request(cara, jalur, badan, kepala)
            jawab = sambungan.getresponse()
            hasil = Jawaban(jawab.status, jawab.read(), jawab.headers.get("Location", ""))
        except (OSError, http.client.HTTPException) as galat:
            self.jawaban[f"{nama} {type(galat).__name__}"] += 1
            return Jawaban(0)
        finally:
            sambungan.close()
        self.jawaban[f"{nama} {hasil.status}"] += 1
        return hasil


class Kerja(ABC):
    """One kind of work, done by one person at a time."""

    @abstractmethod
    def lakukan(self, peminta: Peminta, acak: Random) -> None:
        """Do one piece of it."""

    @abstractmethod
    def periksa(self) -> list[str]:
        """Return what is damaged now; what was under way and came through counts as confirmed from now on."""


def semua_kerja(kali: int) -> list[Kerja]:
    """Return one of each kind, with enough to do for so many blows."""
    return [ImporDokumen(), ImporTemplat(), Penetapan(6 * kali), IsiTarget(), Surel()]


def sesi_dari(akun: Any) -> str:
    """Return the key of a session of this account."""
    from django.test import Client

    klien = Client(HTTP_HOST="127.0.0.1")
    klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
    return str(next(iter(klien.cookies.values())).value)


def ganti_teks(buku_kerja: bytes, lama: str, baru: str, nama: str) -> io.BytesIO:
    """Return the workbook, under a name, with a text replaced wherever it stands."""
    buku = openpyxl.load_workbook(io.BytesIO(buku_kerja))
    for lembar in buku:
        for baris in lembar.iter_rows():
            for sel in baris:
                if isinstance(sel.value, str) and lama in sel.value:
                    sel.value = sel.value.replace(lama, baru)
    keluar = io.BytesIO()
    keluar.name = nama
    buku.save(keluar)
    keluar.seek(0)
    return keluar


class _Bertanda(Kerja):
    """Work that leaves a mark of its own in a tree: exactly one mark is there, the last confirmed or one under way."""

    def __init__(self) -> None:
        from pohon.models import Simpul
        from tests.pabrik.telaah import pohon_lengkap

        kasus = pohon_lengkap()
        self.pohon: int = kasus.pohon.pk
        self.sesi = sesi_dari(kasus.perencana)
        self.banyak = Simpul.objects.hidup().filter(pohon=self.pohon).count()
        self.pasti, self.mungkin = KATA, set[str]()

    def tanda(self, acak: Random) -> str:
        """Return a new mark, which may be stored from now on."""
        tanda = f"petugas angkatan {acak.randrange(10**9)}"
        self.mungkin.add(tanda)
        return tanda

    def periksa(self) -> list[str]:
        from pohon.models import Simpul

        hidup = list(Simpul.objects.hidup().filter(pohon=self.pohon).values_list("pernyataan", flat=True))
        ada = {satu for satu in (self.pasti, *self.mungkin) if any(satu in teks for teks in hidup)}
        hasil = []
        if len(ada) != 1:
            hasil.append(f"{type(self).__name__}: tanda {sorted(ada)} di pohon {self.pohon}, pasti {self.pasti!r}")
        if len(hidup) != self.banyak:
            hasil.append(f"{type(self).__name__}: {len(hidup)} kotak di pohon {self.pohon}, bukan {self.banyak}")
        self.pasti, self.mungkin = next(iter(ada), self.pasti), set()
        return hasil


class ImporDokumen(_Bertanda):
    """The tree's own workbook, reworded, read in again over what is there."""

    def lakukan(self, peminta: Peminta, acak: Random) -> None:
        dasar = f"/pohon/{self.pohon}"
        buku = peminta.kirim("impor: buku", "GET", f"{dasar}/cascading.xlsx", self.sesi)
        if buku.status != 200:
            return
        tanda = self.tanda(acak)
        berkas = ganti_teks(buku.isi, self.pasti, tanda, "cascading.xlsx")
        unggah = peminta.kirim("impor: unggah", "POST", f"{dasar}/impor/", self.sesi, {"berkas": berkas})
        if unggah.status != 302:
            return
        isi = {"aksi": "simpan", "ganti": "on"}
        if peminta.kirim("impor: simpan", "POST", unggah.lokasi, self.sesi, isi).status == 302:
            self.pasti, self.mungkin = tanda, set()


class ImporTemplat(_Bertanda):
    """The template of the tree, reworded, sent back and confirmed."""

    def lakukan(self, peminta: Peminta, acak: Random) -> None:
        dasar = f"/pohon/{self.pohon}"
        buku = peminta.kirim("templat: buku", "GET", f"{dasar}/templat.xlsx", self.sesi)
        if buku.status != 200:
            return
        tanda = self.tanda(acak)
        berkas = ganti_teks(buku.isi, self.pasti, tanda, "templat.xlsx")
        unggah = peminta.kirim("templat: unggah", "POST", f"{dasar}/templat/", self.sesi, {"berkas": berkas})
        if unggah.status != 302:
            return
        rev = re.search(r'name="rev"\s+value="(\d+)"', peminta.kirim("", "GET", unggah.lokasi, self.sesi).teks)
        if rev is None:
            return
        isi = {"aksi": "simpan", "rev": rev[1]}
        if peminta.kirim("templat: simpan", "POST", unggah.lokasi, self.sesi, isi).status == 302:
            self.pasti, self.mungkin = tanda, set()


class Penetapan(Kerja):
    """Decrees issued in pairs of one number: the second of each pair must be refused."""

    def __init__(self, banyak: int) -> None:
        from tests.pabrik.basis import PerangkatFactory, perencana_di
        from tests.pabrik.keputusan import draf_tersimpan

        perangkat = PerangkatFactory()
        aktor = perencana_di(perangkat)
        self.sesi = sesi_dari(aktor)
        self.antre: list[tuple[int, int]] = []
        for nomor in range(banyak):
            keputusan, _ = draf_tersimpan(perangkat_daerah=perangkat, aktor=aktor, nomor_urut=str(1 + nomor // 2))
            self.antre.append((keputusan.pk, keputusan.versi))
        self.ditetapkan: set[int] = set()

    def lakukan(self, peminta: Peminta, acak: Random) -> None:
        if not self.antre:
            return
        kunci, versi = self.antre[0]
        isi = {"versi": str(versi)}
        jawaban = peminta.kirim("tetapkan", "POST", f"/keputusan/{kunci}/tetapkan/", self.sesi, isi)
        if jawaban.status == 302:
            self.ditetapkan.add(kunci)
        if jawaban.status:  # no answer, or the database was gone: it may be issued or not, so it is asked for again
            if jawaban.status < 500:
                self.antre.pop(0)

    def periksa(self) -> list[str]:
        from naskah.choices import StatusKeputusan
        from naskah.models import Keputusan

        rows = list(Keputusan.objects.exclude(status=StatusKeputusan.DRAF).select_related("arsip", "pdf"))
        hasil = [f"keputusan {satu} ditetapkan lalu hilang" for satu in self.ditetapkan - {satu.pk for satu in rows}]
        hasil += [f"keputusan {satu.pk} tanpa arsip atau PDF" for satu in rows if not (satu.arsip and satu.pdf)]
        nomor = Counter((satu.perangkat_daerah_id, satu.jenis, satu.nomor) for satu in rows)
        return hasil + [f"nomor {satu[2]} dipakai {kali} kali" for satu, kali in nomor.items() if kali > 1]


class IsiTarget(Kerja):
    """A grid in which every target of the year gets the same number: afterwards all of them have one and the same."""

    def __init__(self) -> None:
        from tests.pabrik.kinerja import TAHUN, Kinerja

        kinerja = Kinerja()
        self.perangkat: int = kinerja.perangkat.pk
        self.alamat = f"/kinerja/{self.perangkat}/target/?tahun={TAHUN}"
        self.tahun = TAHUN
        self.sesi = sesi_dari(kinerja.perencana)
        self.pasti: int | None = None
        self.mungkin = set[int | None]()

    def lakukan(self, peminta: Peminta, acak: Random) -> None:
        halaman = peminta.kirim("target: kisi", "GET", self.alamat, self.sesi).teks
        tanda = dict(re.findall(r'name="(tanda-[^"]+)"\s+value="([^"]*)"', halaman))
        sel = re.findall(rf'name="(t{self.tahun}-[^"]+)"', halaman)
        if not sel:
            return
        angka = acak.randrange(1, 10**6)
        self.mungkin.add(angka)
        isi = tanda | dict.fromkeys(sel, str(angka))
        if peminta.kirim("target: simpan", "POST", self.alamat, self.sesi, isi).status == 302:
            self.pasti, self.mungkin = angka, set()

    def periksa(self) -> list[str]:
        from pk.models import NilaiIndikator

        rows = NilaiIndikator.objects.filter(target__perangkat_daerah=self.perangkat, tahun=self.tahun, jenis="target")
        nilai = {int(satu) for satu in rows.values_list("angka", flat=True)}
        boleh = {self.pasti, *self.mungkin}
        utuh = len(nilai) <= 1 and next(iter(nilai), None) in boleh
        hasil = [] if utuh else [f"target: {sorted(nilai)}, pasti {self.pasti}"]
        self.pasti, self.mungkin = next(iter(nilai), None), set()
        return hasil


class Surel(Kerja):
    """The summary of notifications by e-mail, as its timer runs it, killed half-way as often as not."""

    def lakukan(self, peminta: Peminta, acak: Random) -> None:
        proses = subprocess.Popen(  # noqa: S603 — our own program
            [sys.executable, "manage.py", "kirim_kabar"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            proses.wait(acak.uniform(2.0, 12.0))
        except subprocess.TimeoutExpired:
            proses.kill()
        peminta.jawaban[f"surel: {proses.wait()}"] += 1

    def periksa(self) -> list[str]:
        """Whoever is told of an approval is told once, together with it."""
        from telaah.choices import JenisKabar
        from telaah.models import Kabar, Persetujuan

        kabar = Counter(
            Kabar.objects.filter(jenis=JenisKabar.DISETUJUI, pohon__isnull=False).values_list("pohon", "penerima")
        )
        pohon = set(Persetujuan.objects.values_list("pohon", flat=True))
        hasil = [f"kabar persetujuan pohon {satu[0]} {kali} kali" for satu, kali in kabar.items() if kali > 1]
        return hasil + [f"kabar tanpa persetujuan: pohon {satu}" for satu in {satu[0] for satu in kabar} ^ pohon]


def surel_selesai() -> list[str]:
    """Run the summary once more, undisturbed; return the notifications that no e-mail ever carried."""
    from telaah.models import Kabar

    subprocess.run([sys.executable, "manage.py", "kirim_kabar"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    connection.close()
    sisa = Kabar.objects.filter(surel__isnull=True).exclude(penerima__email="").count()
    print(f"kabar: {Kabar.objects.count()}, {Kabar.objects.exclude(penerima__email='').count()} untuk surel")
    return [f"{sisa} kabar tidak pernah dikirim lewat surel"] if sisa else []
