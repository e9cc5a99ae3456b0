"""Mutated documents: shifted, cut, shuffled, broken. Each is read or refused with a sentence, never stored by half."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pohon.importing import GalatBerkas, baca_berkas, baca_tempel, pahami, susun_laporan
from pohon.models import Simpul
from pohon.selectors import baca_pohon
from pohon.services import buat_pohon
from tests.pabrik.basis import PerangkatFactory, PeriodeFactory, perencana_di
from tests.pohon.impor.contoh import CAMAT, cetak, kecamatan, lingkungan, pohon_dari
from tests.pohon.impor.penulis import Baris, Naskah, Tabel, buku_kerja, dokumen_word, tempelan

BANYAK = 60
_ANEH = (
    "",
    "1",
    "Tahap 3",
    "kondisi antara",
    "kinerja taktikal",
    "Crosscutting",
    "sasaran program",
    "=1+1",
    "–",
    "&",
    "\t",
    "x" * 40,
)


def _geser(acak: Random, baris: list[Baris]) -> list[Baris]:
    nomor = acak.randrange(len(baris))
    baris[nomor] = (*baris[nomor][1:], "") if acak.random() < 0.5 else ("", *baris[nomor][:-1])
    return baris


def _potong(acak: Random, baris: list[Baris]) -> list[Baris]:
    return baris[: acak.randrange(1, len(baris) + 1)]


def _aduk(acak: Random, baris: list[Baris]) -> list[Baris]:
    judul, *isi = baris
    acak.shuffle(isi)
    return [judul, *isi]


def _tanpa_judul(acak: Random, baris: list[Baris]) -> list[Baris]:
    return baris[1:] or baris


def _ganda(acak: Random, baris: list[Baris]) -> list[Baris]:
    nomor = acak.randrange(len(baris))
    return [*baris[:nomor], baris[nomor], *baris[nomor:]]


def _ganti_sel(acak: Random, baris: list[Baris]) -> list[Baris]:
    nomor = acak.randrange(len(baris))
    kolom = acak.randrange(len(baris[nomor])) if baris[nomor] else 0
    baris[nomor] = tuple(acak.choice(_ANEH) if urut == kolom else sel for urut, sel in enumerate(baris[nomor]))
    return baris


def _tanpa_kolom(acak: Random, baris: list[Baris]) -> list[Baris]:
    kolom = acak.randrange(max(len(satu) for satu in baris))
    return [satu[:kolom] + satu[kolom + 1 :] for satu in baris]


UBAHAN: tuple[Callable[[Random, list[Baris]], list[Baris]], ...] = (
    _geser, _potong, _aduk, _tanpa_judul, _ganda, _ganti_sel, _ganti_sel, _tanpa_kolom,
)  # fmt: skip


def rusakkan(acak: Random) -> Naskah:
    """Return a document with one to six mutations, its tables perhaps shuffled or lost."""
    pohon, jabatan = acak.choice(((pohon_dari(kecamatan()), CAMAT), (pohon_dari(lingkungan()), None)))
    naskah = cetak(pohon, jabatan)
    for _ in range(acak.randrange(1, 7)):
        nomor = acak.choice([nomor for nomor, satu in enumerate(naskah) if isinstance(satu, Tabel)])
        satu = naskah[nomor]
        assert isinstance(satu, Tabel)
        baris = acak.choice(UBAHAN)(acak, list(satu.baris))
        naskah[nomor] = Tabel(satu.nama, tuple(baris) or (("",),))
    if acak.random() < 0.3:
        acak.shuffle(naskah)
    if acak.random() < 0.3:
        del naskah[acak.randrange(len(naskah))]
    return naskah


def sebagai_berkas(acak: Random, naskah: Naskah) -> bytes:
    """Return the document as a workbook or a Word file, perhaps with bytes or parts of its package broken."""
    satu_lembar = acak.random() < 0.5
    isi = (
        buku_kerja(naskah, satu_lembar=satu_lembar)
        if acak.random() < 0.5
        else dokumen_word(naskah, baris_per_tabel=acak.choice((0, 3, 8)))
    )
    nasib = acak.random()
    if nasib < 0.15:
        return isi[: acak.randrange(len(isi))]
    if nasib < 0.3:
        rusak = bytearray(isi)
        for _ in range(acak.randrange(1, 30)):
            rusak[acak.randrange(len(rusak))] = acak.randrange(256)
        return bytes(rusak)
    if nasib < 0.45:
        return _tanpa_bagian(acak, isi)
    return isi


def _tanpa_bagian(acak: Random, isi: bytes) -> bytes:
    """Return the package without one of its parts, or with that part cut off."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asal, zipfile.ZipFile(keluar, "w") as tujuan:
        korban = acak.choice(asal.namelist())
        for satu in asal.namelist():
            teks = asal.read(satu)
            if satu != korban:
                tujuan.writestr(satu, teks)
            elif acak.random() < 0.5:
                tujuan.writestr(satu, teks[: len(teks) // 2])
    return keluar.getvalue()


@pytest.mark.parametrize("benih", range(BANYAK))
def test_a_mutated_document_is_read_or_refused(benih: int) -> None:
    acak = Random(benih)  # noqa: S311 — a repeatable test, no secret
    naskah = rusakkan(acak)
    for baca in (lambda: baca_berkas(sebagai_berkas(acak, naskah), "a.xlsx"), lambda: baca_tempel(tempelan(naskah))):
        try:
            laporan = susun_laporan(pahami(baca(), "Dinas Contoh"))
        except GalatBerkas as galat:
            assert str(galat).endswith(".")
            continue
        assert laporan.simpul
        assert laporan.arsip()


@pytest.mark.django_db
def test_mutated_documents_never_break_a_page_and_never_store_half_a_tree(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    perangkat = PerangkatFactory(nama="Dinas Contoh")
    perencana = perencana_di(perangkat)
    client.force_login(perencana)
    pohon = buat_pohon(
        aktor=perencana,
        perangkat_daerah=perangkat,
        periode=PeriodeFactory(pemerintah_daerah=perangkat.pemerintah_daerah),
        urusan="",
        tahun=2023,
    )
    tersimpan = 0
    for benih in range(1_000, 1_025):
        acak = Random(benih)  # noqa: S311 — the same
        berkas = SimpleUploadedFile("a.xlsx", sebagai_berkas(acak, rusakkan(acak)))
        jawab = client.post(reverse("impor", args=[pohon.pk]), {"berkas": berkas})
        assert jawab.status_code in (302, 422)
        if jawab.status_code == 422:
            continue
        halaman = client.get(jawab["Location"])
        assert halaman.status_code == 200
        semestinya = len(halaman.context["pohon_terbaca"])
        simpan = client.post(jawab["Location"], {"aksi": "simpan", "ganti": "on"})
        hidup = Simpul.objects.hidup().filter(pohon=pohon, parent__isnull=False).count()
        assert (simpan.status_code, hidup) in ((302, semestinya), (422, 0))
        if simpan.status_code == 302:
            tersimpan += 1
            client.post(reverse("impor_urungkan", args=[pohon.pk]))
        assert baca_pohon(pohon.pk).simpul == ()
    assert tersimpan > 5
