"""Agreements on paper: every number equals the screen, in PDF and Word; the demo agency as one book."""

import re
from io import BytesIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from instansi.models import Pengguna, PerangkatDaerah
from pk.documents import cetak_perjanjian, susun
from pk.exporting import tulis_buku_kerja, tulis_docx
from pk.lingkup import baca_lingkup
from pk.models import Perjanjian
from pk.selectors import (
    baca_anggaran,
    baca_perjanjian,
    baca_semua_perjanjian,
    kertas_perangkat,
    perjanjian_untuk_dicetak,
)
from pk.services import tandatangani
from pohon.contoh import muat_contoh
from tests.pabrik.cuplikan import pasang_contoh
from tests.pabrik.kinerja import TAHUN, Kinerja

pytestmark = pytest.mark.django_db


def rapat(teks: str) -> str:
    """Return the text without any space: lines of a cell break anywhere, and hyphens are put in."""
    return re.sub(r"\s|‐|-\n", "", teks)


def teks_pdf(pdf: bytes) -> list[str]:
    return [halaman.extract_text() for halaman in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.django_db(transaction=True)
def test_every_number_on_paper_equals_the_screen() -> None:
    pasang_contoh()
    perangkat = PerangkatDaerah.objects.select_related("pemerintah_daerah").get(slug="disdukcapil")
    klien = Client()
    klien.force_login(
        Pengguna.objects.get(username="perencana.disdukcapil"), backend="django.contrib.auth.backends.ModelBackend"
    )
    kisi = klien.get(reverse("pk_target", args=[perangkat.pk]) + f"?tahun={TAHUN}").context["baris"]
    layar = {baris.kunci: next(sel.teks for sel in baris.sel if sel.kolom.nama == f"t{TAHUN}") for baris, _ in kisi}
    halaman_anggaran = klien.get(reverse("pk_anggaran", args=[perangkat.pk]) + f"?tahun={TAHUN}").content.decode()

    baris, kertas = perjanjian_untuk_dicetak(perangkat, TAHUN)
    halaman = teks_pdf(cetak_perjanjian(baris, kertas).pdf)
    kertas_semua = [rapat(satu) for satu in halaman]

    assert len(baris) == 14
    assert sum("LAMPIRANPERJANJIANKINERJATAHUN2025" in satu for satu in kertas_semua) == len(baris)
    # Signatures never stand alone on a page: a row of a table is above them.
    assert all("Anggaran" in satu or "IndikatorKinerja" in satu or "Untukmenjalankan" in satu for satu in kertas_semua)
    sisa = "".join(kertas_semua)
    banyak = 0
    for perjanjian in baris:
        for sasaran in perjanjian.sasaran:
            assert rapat(sasaran.teks) in sisa
            for indikator in sasaran.indikator:
                angka, _, satuan = indikator.target.partition(" ")
                assert angka == layar[str(indikator.identitas)] != ""
                assert rapat(indikator.nama) + rapat(f"{angka}{satuan}") in sisa
                banyak += 1
        for program in perjanjian.program:
            angka = program.teks_anggaran.removeprefix("Rp")
            assert f'value="{angka}"' in halaman_anggaran
            assert rapat(program.nama) + rapat(program.teks_anggaran) in sisa
        if perjanjian.program:
            assert rapat(f"Jumlah{perjanjian.teks_total}") in sisa
    assert banyak > 40


def test_a_draft_bears_draf_and_a_signed_one_does_not() -> None:
    kinerja = Kinerja()
    kinerja.isi_semua()
    perjanjian = kinerja.siap(kinerja.kepala)
    kertas = kertas_perangkat(kinerja.lingkup)
    draf = cetak_perjanjian((baca_perjanjian(perjanjian),), kertas)
    assert all("DRAF" in satu for satu in teks_pdf(draf.pdf))

    tandatangani(aktor=kinerja.perencana, perjanjian_id=perjanjian.pk, versi=perjanjian.versi)
    perjanjian.refresh_from_db()
    baris = baca_perjanjian(perjanjian)
    terbit = cetak_perjanjian((baris,), kertas)
    assert not any("DRAF" in satu for satu in teks_pdf(terbit.pdf))
    assert terbit.pdf == cetak_perjanjian((baris,), kertas).pdf  # the same values, the same bytes
    assert "Paringin, 2 Januari 2025" in " ".join(teks_pdf(terbit.pdf)[0].split())


def test_hostile_text_is_only_text_on_paper() -> None:
    kinerja = Kinerja()
    kinerja.simpan("Indeks kepuasan", t2025="85", satuan="<b>{{ 7|add:7 }}</b>")
    perjanjian = kinerja.perjanjian(kinerja.kepala)
    Perjanjian.objects.filter(pk=perjanjian.pk).update(
        pihak1_nama='<img src="http://contoh.invalid/a.png">', pernyataan="=1+1 </section> {% now %}"
    )
    perjanjian.refresh_from_db()
    baris, kertas = baca_perjanjian(perjanjian), kertas_perangkat(kinerja.lingkup)

    teks = "".join(teks_pdf(cetak_perjanjian((baris,), kertas).pdf))

    assert "<img src=" in teks and "=1+1 </section> {% now %}" in teks and "85 <b>{{" in " ".join(teks.split())
    assert "<img src=" in "".join(paragraf.text for paragraf in _isi_sel(tulis_docx((baris,), kertas)))


def test_the_word_file_holds_the_same_tables() -> None:
    kinerja = Kinerja()
    kinerja.isi_semua()
    lingkup = kinerja.lingkup
    kertas = kertas_perangkat(lingkup)
    baris = tuple(satu for satu in baca_semua_perjanjian(lingkup, TAHUN, kertas) if satu.sasaran)
    isi = tulis_docx(baris, kertas)

    tabel = [satu for satu in Document(BytesIO(isi)).tables if satu.style and satu.style.name == "Table Grid"]

    cetak = [susun(satu) for satu in baris]
    target = [sel.text for satu in tabel for b in satu.rows for sel in b.cells[3:4]]
    for satu in cetak:
        for sasaran in satu.sasaran:
            assert all(indikator.target in target for indikator in sasaran.indikator)
    assert any("Rp1.250.000" in sel.text for satu in tabel for b in satu.rows for sel in b.cells)
    assert isi == tulis_docx(baris, kertas)


def test_one_workbook_twice_has_the_same_bytes() -> None:
    kinerja = Kinerja()
    kinerja.isi_semua()
    daftar = kinerja.lingkup.daftar
    assert tulis_buku_kerja(daftar, TAHUN) == tulis_buku_kerja(daftar, TAHUN)


@pytest.mark.django_db(transaction=True)
def test_the_command_prints_the_book(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    pasang_contoh()
    berkas = tmp_path / "pk.pdf"
    call_command("cetak", "pk", "--perangkat-daerah", "disdukcapil", "--tahun", "2025", "--ke", str(berkas))
    teks = " ".join(" ".join(teks_pdf(berkas.read_bytes())).split())
    assert "PERJANJIAN KINERJA TAHUN 2025" in teks and "Bupati Balangan" in teks


@pytest.mark.django_db(transaction=True)
def test_demo_data_are_loaded_once() -> None:
    pasang_contoh()
    perangkat = PerangkatDaerah.objects.get(slug="disdukcapil")
    lingkup = baca_lingkup(perangkat, TAHUN)
    assert all(satu.target(TAHUN) for satu in lingkup.daftar.baris)
    assert all(satu.rupiah for satu in baca_anggaran(lingkup, TAHUN))
    banyak = Perjanjian.objects.count()
    muat_contoh(disetujui=False)
    assert Perjanjian.objects.count() == banyak == 14


def _isi_sel(isi: bytes) -> list[object]:
    dokumen = Document(BytesIO(isi))
    return [
        *dokumen.paragraphs,
        *(p for t in dokumen.tables for b in t.rows for sel in b.cells for p in sel.paragraphs),
    ]
