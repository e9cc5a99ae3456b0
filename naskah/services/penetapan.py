"""Issuing and revoking decrees, and keeping the signed scan. The only writer of `Keputusan.status`.

A long decree is issued by the worker that has printed it (`naskah.cetakan.CETAKAN_PENETAPAN`), by the same function.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from instansi.api import Bentrok, GalatLayanan, Pengguna, bekukan, kanonik, pastikan_pdf
from naskah.arsip import simpan_berkas
from naskah.bahan import BahanCetak
from naskah.cetak import Pesanan
from naskah.choices import PENETAPAN, StatusKeputusan
from naskah.jenis import Terbitan, ambil_jenis
from naskah.models import ArsipBerkas, Cetakan, Keputusan
from naskah.render import cetak_berkas
from naskah.rows import BarisKeputusan
from naskah.selectors import ambil_keputusan, baca_keputusan
from naskah.services.cetakan import panjang, pesan_cetakan, sedang_dicetak
from naskah.services.kerangka import catat_keputusan, kunci_keputusan, pastikan_boleh_rancang, pengubah_terakhir
from naskah.transitions import Kata, Transisi, transisi

TIPE_PDF = "application/pdf"
SKEMA = 1
UKURAN_TERBESAR = 25 * 1024 * 1024
PESAN_BERUBAH = (
    "Keputusan belum ditetapkan, karena isi atau lampirannya berubah sejak halaman penetapan dibuka. "
    "Periksa sekali lagi, lalu tetapkan."
)


def tetapkan(*, aktor: Pengguna, keputusan_id: int, versi: int) -> Keputusan:
    """Issue the draft as it was shown at `versi`: freeze content and PDF, use up its number, mark the one it amends.

    The paper is printed before the lock is taken, while SQLite lets nobody else write. Raises what `terbitkan` raises.
    """
    siap = _siapkan(aktor, keputusan_id, versi)
    return terbitkan(
        aktor=aktor, keputusan_id=keputusan_id, versi=versi, sidik=siap.sidik, pdf=cetak_berkas(siap.bahan())
    )


def minta_penetapan(*, aktor: Pengguna, keputusan_id: int, versi: int, kembali: str) -> Cetakan | None:
    """Issue a short decree at once (None). A long one is printed in the background, and issued when it is printed.

    `kembali` is the page of the decree. Raises what `tetapkan` raises, GalatLayanan when someone else is issuing it.
    """
    siap = _siapkan(aktor, keputusan_id, versi)
    lain = sedang_dicetak(PENETAPAN, keputusan=keputusan_id)
    if lain is not None and lain.pengguna_id != aktor.pk:
        raise GalatLayanan(f"Keputusan ini sedang ditetapkan oleh {lain.pengguna.nama_tampil}.")
    bahan = siap.bahan()
    if panjang(bahan):
        pesanan = Pesanan(f"Penetapan {siap.baris.judul}", f"{siap.baris.slug}.pdf", kembali, bahan)
        parameter = {"keputusan": keputusan_id, "versi": versi, "sidik": siap.sidik}
        return pesan_cetakan(aktor=aktor, jenis=PENETAPAN, parameter=parameter, pesanan=pesanan)
    terbitkan(aktor=aktor, keputusan_id=keputusan_id, versi=versi, sidik=siap.sidik, pdf=cetak_berkas(bahan))
    return None


def terbitkan(*, aktor: Pengguna, keputusan_id: int, versi: int, sidik: str, pdf: bytes) -> Keputusan:
    """Issue the draft with the PDF that was printed of it, all of it or nothing; everything is checked under the lock.

    `sidik` is the checksum of the data that the PDF was printed of: unless paper and archive say the same, nothing is
    issued.
    Raises Bentrok when decree or attachments have changed since `versi`, GalatLayanan when number or date is blank, the
    number is taken, or the kind forbids it (an unapproved tree, an empty attachment).
    """
    with transaction.atomic():
        keputusan = kunci_keputusan(aktor, keputusan_id)
        langkah = _langkah(keputusan, Kata.TETAPKAN)
        siap = _siapkan(aktor, keputusan_id, versi)
        if siap.sidik != sidik:
            raise _berubah(keputusan)
        _terbitkan(aktor, keputusan, langkah, siap, pdf)
        return keputusan


def halangan(baris: BarisKeputusan) -> GalatLayanan | None:
    """Return why the draft cannot be issued yet, naming the field where it is one's; None when it can."""
    if not baris.isi.nomor_lengkap:
        return GalatLayanan("Nomor keputusan belum lengkap.", kolom="nomor_urut")
    if not baris.isi.tanggal_lengkap:
        return GalatLayanan("Tanggal keputusan belum lengkap.", kolom="hari")
    pesan = ambil_jenis(baris.jenis).halangan(baris)
    return GalatLayanan(pesan) if pesan else None


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

    An earlier scan stays in the archive. Raises GalatLayanan for a draft, a file that is too large or is no PDF that
    anyone can open.
    """
    if len(isi) > UKURAN_TERBESAR:
        raise GalatLayanan("Berkas paling besar 25 MB.", kolom="berkas")
    pastikan_pdf(isi, kolom="berkas")
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


@dataclass(frozen=True, slots=True)
class _Siap:
    """A draft as it is going to be issued: its content, what the archive keeps, and what makes the paper."""

    baris: BarisKeputusan
    data: Mapping[str, object]
    terbitan: Terbitan

    @property
    def sidik(self) -> str:
        """The checksum of what the archive keeps."""
        return hashlib.sha256(kanonik(self.data).encode()).hexdigest()

    def bahan(self) -> BahanCetak:
        """Return the paper, which carries what it says as data."""
        return replace(self.terbitan.bahan(), data=kanonik(self.data).encode())


def _siapkan(aktor: Pengguna, keputusan_id: int, versi: int) -> _Siap:
    """Read the draft as it would be issued now. Raises what stands against it, Bentrok when it is not at `versi`."""
    keputusan = ambil_keputusan(aktor, keputusan_id)
    pastikan_boleh_rancang(aktor, keputusan)
    _langkah(keputusan, Kata.TETAPKAN)
    baris = baca_keputusan(keputusan_id)
    if baris.versi != versi:
        raise _berubah(keputusan)
    kurang = halangan(baris)
    if kurang is not None:
        raise kurang
    terbit = replace(baris, status=StatusKeputusan.DITETAPKAN)
    terbitan = ambil_jenis(baris.jenis).terbitkan(terbit)
    return _Siap(terbit, {"keputusan": potret(terbit), "lampiran": terbitan.lampiran}, terbitan)


def _berubah(keputusan: Keputusan) -> Bentrok:
    return Bentrok(PESAN_BERUBAH, terkini={"versi": keputusan.versi}, oleh=pengubah_terakhir(keputusan))


def _terbitkan(
    aktor: Pengguna,
    keputusan: Keputusan,
    langkah: Transisi,
    siap: _Siap,
    pdf_terbit: bytes,
) -> None:
    nomor = siap.baris.isi.nomor
    ambil_jenis(keputusan.jenis).bekukan(keputusan)
    arsip = bekukan(
        jenis=f"keputusan_{keputusan.jenis}",
        skema=SKEMA,
        data=siap.data,
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
