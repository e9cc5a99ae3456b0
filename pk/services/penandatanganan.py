"""Signing agreements and keeping the signed scan. The only writer of `Perjanjian.status`."""

from dataclasses import asdict, replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from instansi.api import GalatLayanan, Pengguna, bekukan, pastikan_pdf
from naskah.api import ArsipBerkas, simpan_berkas
from pk.choices import StatusPerjanjian
from pk.documents import cetak_perjanjian
from pk.lingkup import baca_lingkup
from pk.models import Perjanjian
from pk.rows import BarisPerjanjian
from pk.selectors import ambil_perjanjian, baca_perjanjian, kertas_perangkat
from pk.services.kerangka import bentrok, catat_perjanjian, kunci_perjanjian
from pk.transitions import Kata, transisi

JENIS_ARSIP, SKEMA = "perjanjian_kinerja", 1
TIPE_PDF = "application/pdf"
PINDAIAN_TERBESAR = 25 * 1024 * 1024


def tandatangani(*, aktor: Pengguna, perjanjian_id: int, versi: int) -> Perjanjian:
    """Freeze the draft as signed on paper: content, targets, budgets and PDF; an amended agreement is history then.

    The paper is printed before the lock is taken (about a second, while SQLite lets nobody else write); the version is
    compared under the lock. Raises Bentrok, and GalatLayanan when something that must stand on it is missing.
    """
    perjanjian = ambil_perjanjian(aktor, perjanjian_id)
    baris = baca_perjanjian(perjanjian)
    kurang = halangan(baris)
    if kurang:
        raise GalatLayanan(kurang)
    terbit = replace(baris, status=StatusPerjanjian.DITANDATANGANI)
    lingkup = baca_lingkup(perjanjian.perangkat_daerah, perjanjian.tahun)
    hasil = cetak_perjanjian((terbit,), kertas_perangkat(lingkup))
    with transaction.atomic():
        perjanjian = kunci_perjanjian(aktor, perjanjian_id)
        ke = _langkah(perjanjian, Kata.TANDATANGANI)
        if not perjanjian.versi == baris.versi == versi:
            raise bentrok(perjanjian)
        arsip = bekukan(jenis=JENIS_ARSIP, skema=SKEMA, data=potret(terbit), oleh=aktor)
        pdf = simpan_berkas(
            jenis=JENIS_ARSIP, nama=f"{nama_dasar(terbit)}.pdf", tipe=TIPE_PDF, isi=hasil.pdf, oleh=aktor
        )
        Perjanjian.objects.filter(pk=perjanjian.pk).update(
            status=ke, arsip=arsip, pdf=pdf, versi=F("versi") + 1, diubah=timezone.now()
        )
        catat_perjanjian(
            aktor,
            perjanjian,
            "tandatangani",
            ringkas="Ditandatangani; isi dan PDF dibekukan",
            sesudah={"arsip": arsip.sha256, "pdf": pdf.sha256},
        )
        if perjanjian.mengubah_id is not None:
            _tandai_diubah(aktor, perjanjian.mengubah_id)
        perjanjian.refresh_from_db()
        return perjanjian


def unggah_pindaian(*, aktor: Pengguna, perjanjian_id: int, isi: bytes) -> ArsipBerkas:
    """Keep the signed scan beside the agreement; it is offered first from then on. An earlier one stays in the archive.

    Raises GalatLayanan for a draft, a file that is too large or is no PDF that anyone can open.
    """
    if len(isi) > PINDAIAN_TERBESAR:
        raise GalatLayanan("Berkas paling besar 25 MB.", kolom="berkas")
    pastikan_pdf(isi, kolom="berkas")
    perjanjian = ambil_perjanjian(aktor, perjanjian_id)
    nama = f"{nama_dasar(baca_perjanjian(perjanjian))}-bertanda-tangan.pdf"
    with transaction.atomic():
        perjanjian = kunci_perjanjian(aktor, perjanjian_id)
        if perjanjian.status == StatusPerjanjian.DRAF:
            raise GalatLayanan("Naskah bertanda tangan diunggah setelah perjanjian ditandatangani.", kolom="berkas")
        berkas = simpan_berkas(jenis="perjanjian_bertanda_tangan", nama=nama, tipe=TIPE_PDF, isi=isi, oleh=aktor)
        Perjanjian.objects.filter(pk=perjanjian.pk).update(pindaian=berkas, diubah=timezone.now())
        catat_perjanjian(
            aktor,
            perjanjian,
            "unggah_pindaian",
            ringkas="Naskah bertanda tangan diunggah",
            sesudah={"sha256": berkas.sha256, "ukuran": berkas.ukuran},
        )
        return berkas


def halangan(baris: BarisPerjanjian) -> str:
    """Return why the agreement cannot be signed yet, in a sentence; empty when nothing stands against it."""
    if not baris.sasaran:
        return "Belum ada sasaran yang dijanjikan."
    tanpa_indikator = [satu.kode or satu.teks for satu in baris.sasaran if not satu.indikator]
    if tanpa_indikator:
        return f"Sasaran {tanpa_indikator[0]} belum mempunyai indikator."
    if baris.tanpa_target:
        return f"{baris.tanpa_target} indikator belum mempunyai target tahun {baris.tahun}."
    if baris.isi.tanggal is None or not baris.isi.tempat:
        return "Tempat atau tanggal perjanjian belum diisi."
    if not (baris.isi.pihak1_jabatan and baris.isi.pihak2_jabatan and baris.isi.pernyataan):
        return "Jabatan kedua pihak atau pernyataannya belum diisi."
    return ""


def nama_dasar(baris: BarisPerjanjian) -> str:
    """Return the file name of an agreement without its ending."""
    perubahan = f"-perubahan-{baris.perubahan_ke}" if baris.perubahan_ke else ""
    return f"pk-{baris.slug}-{baris.tahun}-{slugify(baris.nama_jabatan) or baris.jabatan_id}{perubahan}"


def potret(baris: BarisPerjanjian) -> dict[str, object]:
    """Return the agreement as plain data for the archive, without keys of the database."""
    return {
        "judul": baris.judul,
        "jabatan": baris.nama_jabatan,
        "perangkat_daerah": baris.nama_perangkat,
        "pemerintah_daerah": baris.nama_pemerintah,
        "tahun": baris.tahun,
        "perubahan_ke": baris.perubahan_ke,
        "isi": asdict(baris.isi),
        "sasaran": [asdict(satu) for satu in baris.sasaran],
        "program": [asdict(satu) for satu in baris.program],
    }


def _langkah(perjanjian: Perjanjian, kata: Kata) -> StatusPerjanjian:
    langkah = transisi(StatusPerjanjian(perjanjian.status), kata)
    if langkah is None:
        keadaan = perjanjian.get_status_display().lower()
        raise GalatLayanan(f"Perjanjian ini berstatus {keadaan}, jadi langkah ini tidak dapat dilakukan.")
    return langkah.ke


def _tandai_diubah(aktor: Pengguna, lama_id: int) -> None:
    lama = Perjanjian.objects.select_for_update(no_key=True, of=("self",)).get(pk=lama_id)
    Perjanjian.objects.filter(pk=lama.pk).update(
        status=_langkah(lama, Kata.GANTI), versi=F("versi") + 1, diubah=timezone.now()
    )
    catat_perjanjian(aktor, lama, "diubah", ringkas="Diganti dengan perubahannya")
