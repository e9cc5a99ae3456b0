"""Issuing and revoking decrees, and keeping the signed scan. The only writer of `Keputusan.status`."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from instansi.api import Bentrok, GalatLayanan, Pengguna, bekukan, kanonik
from naskah.arsip import simpan_berkas
from naskah.choices import StatusKeputusan
from naskah.jenis import ambil_jenis
from naskah.models import ArsipBerkas, Keputusan
from naskah.render import cetak
from naskah.rows import BarisKeputusan
from naskah.selectors import ambil_keputusan, baca_keputusan
from naskah.services.kerangka import PESAN_BENTROK, catat_keputusan, kunci_keputusan, pengubah_terakhir
from naskah.transitions import Kata, Transisi, transisi

TIPE_PDF = "application/pdf"
SKEMA = 1
UKURAN_TERBESAR = 25 * 1024 * 1024


def tetapkan(*, aktor: Pengguna, keputusan_id: int, versi: int) -> Keputusan:
    """Issue the draft as it was shown at `versi`: freeze content and PDF, use up its number, mark the one it amends.

    The paper is printed before the lock is taken (about a second, while SQLite lets nobody else write) and everything
    is checked again under the lock. Raises Bentrok when it has changed since, GalatLayanan when number or date is
    blank, the number is taken, or the kind forbids it (an unapproved tree, an empty attachment).
    """
    ambil_keputusan(aktor, keputusan_id)
    baris = baca_keputusan(keputusan_id)
    _pastikan_siap(baris)
    terbit = replace(baris, status=StatusKeputusan.DITETAPKAN)
    terbitan = ambil_jenis(baris.jenis).terbitkan(terbit)
    data = {"keputusan": potret(terbit), "lampiran": terbitan.lampiran}
    pdf = cetak(terbitan.bahan, data=kanonik(data).encode()).pdf
    with transaction.atomic():
        keputusan = kunci_keputusan(aktor, keputusan_id)
        langkah = _langkah(keputusan, Kata.TETAPKAN)
        if not keputusan.versi == baris.versi == versi:
            raise Bentrok(PESAN_BENTROK, terkini={"versi": keputusan.versi}, oleh=pengubah_terakhir(keputusan))
        _terbitkan(aktor, keputusan, langkah, terbit, data, pdf)
        return keputusan


def cabut(*, aktor: Pengguna, keputusan_id: int, alasan: str) -> Keputusan:
    """Revoke an issued decree; the reason is kept in its history. Raises GalatLayanan without a reason."""
    alasan = alasan.strip()
    if not alasan:
        raise GalatLayanan("Tuliskan alasan pencabutan.", kolom="alasan")
    with transaction.atomic():
        keputusan = kunci_keputusan(aktor, keputusan_id)
        langkah = _langkah(keputusan, Kata.CABUT)
        _pindahkan(keputusan, langkah)
        catat_keputusan(
            aktor, keputusan, "cabut", ringkas=f"Keputusan Nomor {keputusan.nomor} dicabut", sesudah={"alasan": alasan}
        )
        return keputusan


def unggah_pindaian(*, aktor: Pengguna, keputusan_id: int, isi: bytes) -> ArsipBerkas:
    """Keep the signed scan (or electronically signed PDF) beside the issued decree; it is offered first from then on.

    An earlier scan stays in the archive. Raises GalatLayanan for a draft, a file that is no PDF, or one too large.
    """
    if not isi.startswith(b"%PDF-"):
        raise GalatLayanan(
            "Berkas ini bukan PDF. Pindai atau simpan naskah bertanda tangan sebagai PDF.", kolom="berkas"
        )
    if len(isi) > UKURAN_TERBESAR:
        raise GalatLayanan("Berkas paling besar 25 MB.", kolom="berkas")
    with transaction.atomic():
        keputusan = kunci_keputusan(aktor, keputusan_id)
        if keputusan.status == StatusKeputusan.DRAF:
            raise GalatLayanan("Naskah bertanda tangan diunggah setelah keputusan ditetapkan.", kolom="berkas")
        berkas = simpan_berkas(
            jenis="keputusan_bertanda_tangan",
            nama=f"{nama_dasar(keputusan)}-bertanda-tangan.pdf",
            tipe=TIPE_PDF,
            isi=isi,
            oleh=aktor,
        )
        lama = keputusan.pindaian
        Keputusan.objects.filter(pk=keputusan.pk).update(pindaian=berkas, diubah=timezone.now())
        catat_keputusan(
            aktor,
            keputusan,
            "unggah_pindaian",
            ringkas="Naskah bertanda tangan diunggah",
            sebelum={"sha256": lama.sha256} if lama else {},
            sesudah={"sha256": berkas.sha256, "ukuran": berkas.ukuran},
        )
        return berkas


def nama_dasar(keputusan: Keputusan) -> str:
    """Return the file name of a decree without its ending."""
    slug = keputusan.perangkat_daerah.slug
    return f"keputusan-{keputusan.jenis}-{slug}-{keputusan.periode.mulai}-{keputusan.periode.selesai}"


def _pastikan_siap(baris: BarisKeputusan) -> None:
    if not baris.isi.nomor_lengkap:
        raise GalatLayanan("Nomor keputusan belum lengkap.", kolom="nomor_urut")
    if not baris.isi.tanggal_lengkap:
        raise GalatLayanan("Tanggal keputusan belum lengkap.", kolom="hari")
    halangan = ambil_jenis(baris.jenis).halangan(baris)
    if halangan:
        raise GalatLayanan(halangan)


def _terbitkan(
    aktor: Pengguna,
    keputusan: Keputusan,
    langkah: Transisi,
    baris: BarisKeputusan,
    data: Mapping[str, object],
    pdf_terbit: bytes,
) -> None:
    nomor = baris.isi.nomor
    ambil_jenis(keputusan.jenis).bekukan(keputusan)
    arsip = bekukan(
        jenis=f"keputusan_{keputusan.jenis}",
        skema=SKEMA,
        data=data,
        oleh=aktor,
    )
    pdf = simpan_berkas(
        jenis=f"keputusan_{keputusan.jenis}",
        nama=f"{nama_dasar(keputusan)}.pdf",
        tipe=TIPE_PDF,
        isi=pdf_terbit,
        oleh=aktor,
    )
    try:
        with transaction.atomic():
            _pindahkan(keputusan, langkah, arsip=arsip, pdf=pdf, nomor=nomor)
    except IntegrityError:
        raise GalatLayanan(f"Nomor {nomor} sudah dipakai keputusan lain.", kolom="nomor_urut") from None
    catat_keputusan(
        aktor,
        keputusan,
        "tetapkan",
        ringkas=f"Keputusan Nomor {nomor} ditetapkan",
        sesudah={"arsip": arsip.sha256, "pdf": pdf.sha256},
    )
    if keputusan.mengubah is not None:
        _tandai_diubah(aktor, keputusan.mengubah, nomor)


def _tandai_diubah(aktor: Pengguna, lama: Keputusan, oleh: str) -> None:
    """Move the amended decree on. Raises GalatLayanan when it has been revoked meanwhile."""
    lama = Keputusan.objects.select_for_update(no_key=True, of=("self",)).get(pk=lama.pk)
    _pindahkan(lama, _langkah(lama, Kata.GANTI))
    catat_keputusan(aktor, lama, "diubah", ringkas=f"Diubah dengan Keputusan Nomor {oleh}")


def _langkah(keputusan: Keputusan, kata: Kata) -> Transisi:
    langkah = transisi(StatusKeputusan(keputusan.status), kata)
    if langkah is None:
        keadaan = keputusan.get_status_display().lower()
        raise GalatLayanan(f"Keputusan ini berstatus {keadaan}, jadi langkah ini tidak dapat dilakukan.")
    return langkah


def _pindahkan(keputusan: Keputusan, langkah: Transisi, **kolom: object) -> None:
    Keputusan.objects.filter(pk=keputusan.pk).update(
        status=langkah.ke, versi=F("versi") + 1, diubah=timezone.now(), **kolom
    )
    keputusan.refresh_from_db()


def potret(baris: BarisKeputusan) -> dict[str, object]:
    """Return the decree as plain data for the archive: content and layout, without keys of the database."""
    isi = asdict(baris.isi)
    del isi["mengubah_id"]
    for nama, nilai in isi.items():
        if isinstance(nilai, tuple):
            isi[nama] = [satu["teks"] for satu in nilai]
    return {
        "jenis": baris.jenis.value,
        "perangkat_daerah": baris.nama_perangkat,
        "pemerintah_daerah": baris.nama_pemerintah,
        "periode": baris.periode,
        "nomor": baris.isi.nomor,
        "tentang_lengkap": baris.isi.tentang_lengkap,
        "isi": isi,
        "tata_letak": asdict(baris.tata_letak),
    }
