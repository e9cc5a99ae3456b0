"""Random hostile requests to every address as every role: what `tests/keamanan/test_acak.py` and `bench.acak` drive.

Fields are those of the forms that the pages really show, so that a request reaches the code behind the form. What a
request changes is undone, so each request can be repeated from the seed and its number alone.
"""

import random
import string
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import tinyhtml5
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client

from tests.akses.dunia import Dunia, semua_alamat

_RUANG = "{http://www.w3.org/1999/xhtml}"
NILAI = (
    "", " ", "0", "-1", "1", "2", "99999999999999999999", "9" * 400, "1e999", "NaN", "Infinity", "0x1F", "٣", "１",
    "1,5", "1.234,5", "1.2.3", ",", "true", "null", "None", "[]", "{}", '{"a": [1', "[[[[", "a" * 20_001,
    "<script>peluru()</script>", '"><img src=x onerror=peluru()>', "javascript:peluru()", "{{7*7}}", "{% now %}",
    "{nomor}", "{0.__class__}", "%s%n", "' OR 1=1 --", "=HYPERLINK(\"http://peluru\")", "//peluru.example/",
    "http://peluru.example/", "\\\\peluru", "/\\peluru", "../../../etc/passwd", "\x00", "a\x00b", "\x1b[31m", "\u202e",
    "\ufeff", "\ud7ff\ue000", "\U0001f600", "e\u0301" * 50, "\r\nSet-Cookie: a=b", "2025-02-30", "0000-00-00",
    "31/12/9999", "00000000-0000-0000-0000-000000000000", "a\tb\tc\n1\t2\t3\n\n\t", "\n" * 300, "tahap_3", "simpan",
)  # fmt: skip
KUNCI = ("q", "halaman", "urut", "tahun", "kembali", "next", "aksi", "versi", "rev", "cari", "setelah", "ubah", "isi")
BERKAS = (b"", b"%PDF-1.7\n", b"PK\x03\x04rusak", b"\x89PNG\r\n\x1a\n", b"<svg onload='peluru()'/>", bytes(range(256)))
KEPALA = ({}, {}, {"HTTP_HX_REQUEST": "true"}, {"HTTP_X_TAMPAK": "1,x,\x00"}, {"HTTP_HX_TARGET": "isi<"})


@dataclass(frozen=True, slots=True)
class Gagal:
    """A request that was answered with a server error, and how to repeat it."""

    nomor: int
    cara: str
    alamat: str
    peran: str
    data: dict[str, Any]
    galat: str


@dataclass
class Pengacak:
    """Draws and sends requests; `status` counts the answers, `gagal` keeps the server errors."""

    dunia: Dunia
    benih: int
    status: Counter[int] = field(default_factory=Counter)
    gagal: list[Gagal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.jejak = ""
        got_request_exception.connect(self._catat)
        self.alamat = [(nama, self.dunia.alamat(nama, isi)) for nama, isi in semua_alamat().items()]
        self.peran = tuple(self.dunia.orang)
        self.klien = {nama: self._klien(nama) for nama in self.peran}
        self.formulir: dict[tuple[str, str], list[dict[str, list[str]]]] = {}

    def semua(self) -> Iterator[int]:
        """Send, for every address, a GET and two POSTs as people who differ from address to address."""
        for nomor in range(len(self.alamat) * 3):
            self.kirim(nomor)
            yield nomor

    def kirim(self, nomor: int) -> None:
        """Send the request of this number. Its values depend on seed and number only."""
        acak = random.Random(f"{self.benih}:{nomor}")  # noqa: S311 - to be repeated, not to be secret
        nama, alamat = self.alamat[nomor // 3 % len(self.alamat)]
        cara = "GET" if nomor % 3 == 0 else "POST"
        # The planner and the administrator reach most; each of the others gets a share.
        utama = "admin" if alamat.startswith("/administrasi") else "perencana"
        peran = utama if acak.random() < 0.6 else acak.choice(self.peran)
        if nama in ("keluar", "keluar_semua"):
            peran = "anonim"
        if cara == "GET":
            alamat += "?" + "&".join(f"{kunci}={quote(nilai)}" for kunci, nilai in self._tanya(acak))
            data: dict[str, Any] = {}
        else:
            data = self._isian(acak, nama, alamat, peran)
        self._coba(nomor, cara, alamat, peran, data, acak.choice(KEPALA))

    def _coba(self, nomor: int, cara: str, alamat: str, peran: str, data: dict[str, Any], kepala: Any) -> None:
        klien = self.klien[peran]
        kuki = dict(klien.cookies)
        with transaction.atomic():
            if cara == "GET":
                jawab = klien.get(alamat, **kepala)
            else:
                jawab = klien.post(alamat, data, **kepala)
            b"".join(jawab) if jawab.streaming else jawab.content
            transaction.set_rollback(True)
        klien.cookies.clear()
        klien.cookies.update(kuki)
        self.status[jawab.status_code] += 1
        if jawab.status_code >= 500 and not alamat.startswith(("/siap/", "/sehat/")):
            self.gagal.append(Gagal(nomor, cara, alamat[:300], peran, data, self.jejak))

    def _catat(self, **_: object) -> None:
        self.jejak = traceback.format_exc(limit=-3)

    def _klien(self, nama: str) -> Client:
        klien = Client(raise_request_exception=False)
        if (akun := self.dunia.orang[nama]) is not None:
            klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
        return klien

    def _tanya(self, acak: random.Random) -> Iterator[tuple[str, str]]:
        for _ in range(acak.randint(0, 4)):
            yield acak.choice(KUNCI), acak.choice(NILAI[:26] + NILAI[27:])

    def _isian(self, acak: random.Random, nama: str, alamat: str, peran: str) -> dict[str, Any]:
        """Return the fields of one form of this page, some of them with hostile values, some gone, some unasked for."""
        ada = self._formulir(nama, alamat, peran)
        isian: dict[str, Any] = dict(acak.choice(ada)) if ada else {}
        for kunci in list(isian):
            if kunci.startswith("\0"):
                del isian[kunci]
                isian[kunci[1:]] = SimpleUploadedFile(
                    acak.choice(("a.pdf", "a.xlsx", "a.docx", "a.png", "<b>.svg")), acak.choice(BERKAS)
                )
            elif acak.random() < 0.35:
                isian[kunci] = acak.choice(NILAI)
            elif acak.random() < 0.1:
                del isian[kunci]
            elif acak.random() < 0.1:
                isian[kunci] = [acak.choice(NILAI), acak.choice(NILAI)]
        for _ in range(acak.randint(0, 2) if ada else acak.randint(1, 4)):
            isian[acak.choice((*KUNCI, *string.ascii_lowercase))] = acak.choice(NILAI)
        return isian

    def _formulir(self, nama: str, alamat: str, peran: str) -> list[dict[str, list[str]]]:
        """Return the forms that any page shows to this person for this address: names and values; files marked."""
        if (peran, alamat) not in self.formulir:
            self._baca(peran, alamat)
        return self.formulir.get((peran, alamat), [])

    def _baca(self, peran: str, alamat: str) -> None:
        self.formulir.setdefault((peran, alamat), [])
        with transaction.atomic():
            jawab = self.klien[peran].get(alamat)
            transaction.set_rollback(True)
        if jawab.status_code != 200 or not jawab["Content-Type"].startswith("text/html"):
            return
        for satu in tinyhtml5.parse(jawab.content.decode()).iter(f"{_RUANG}form"):
            if satu.get("method", "").lower() == "post":
                tujuan = (satu.get("action") or alamat).partition("#")[0].partition("?")[0]
                self.formulir.setdefault((peran, tujuan), []).append(_bidang(satu))


def _bidang(formulir: Any) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = {}
    for satu in formulir.iter():
        kunci = satu.get("name")
        if not kunci or kunci == "csrfmiddlewaretoken":
            continue
        if satu.get("type") == "file":
            hasil["\0" + kunci] = []
        elif satu.tag == f"{_RUANG}select":
            hasil[kunci] = [pilihan.get("value", "") for pilihan in satu.iter(f"{_RUANG}option")][-1:]
        else:
            hasil.setdefault(kunci, []).append(satu.get("value") or (satu.text or ""))
    return hasil
