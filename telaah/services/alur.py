"""The steps of a review. The only writer of `Pohon.status`; what may follow what is in `transitions`.

Approval prints the booklet before it takes the lock (seconds of work, while SQLite lets nobody else write) and checks
everything again under the lock: whoever comes second is told who was first, and nothing is half done.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cascading.api import cetak_buku, nama_berkas
from instansi.api import Bentrok, GalatLayanan, Pengguna, PenyimpananGagal, TidakBerhak, bekukan
from naskah.api import BerkasRusak, HasilCetak, simpan_berkas
from pohon.api import JENIS_ARSIP, SKEMA, BarisPohon, Pohon, StatusPohon, ambil_pohon, baca_pohon, kunci_pohon, potret
from telaah.choices import HasilPengajuan, JenisKabar
from telaah.models import Pengajuan, Persetujuan
from telaah.policies import peran_pada
from telaah.selectors import catatan_terbuka, izin_berlaku, pengajuan_terbuka, periksa, perlu_izin
from telaah.services.kabar import kabari_penelaah, kabari_penyusun
from telaah.services.kerangka import catat_telaah, pohon_terkunci
from telaah.transitions import Kata, Syarat, Transisi, peran_untuk, sebutan, transisi

TIPE_PDF = "application/pdf"

logger = logging.getLogger(__name__)


def ajukan(*, aktor: Pengguna, pohon_id: int, rev: int) -> Pengajuan:
    """Submit the tree as it was shown at `rev`.

    Raises Bentrok when it has changed since or is submitted already, GalatLayanan while findings block it or the
    head's leave is missing, TidakBerhak unless the actor plans for the agency.
    """
    with pohon_terkunci(aktor, pohon_id) as pohon:
        langkah = _pastikan(aktor, pohon, Kata.AJUKAN, rev=rev)
        nomor = Pengajuan.objects.filter(pohon=pohon).aggregate(Max("nomor"))["nomor__max"] or 0
        pengajuan = Pengajuan.objects.create(
            pohon=pohon, nomor=nomor + 1, rev=pohon.rev, diajukan=timezone.now(), diajukan_oleh=aktor
        )
        _pindahkan(aktor, pohon, Kata.AJUKAN, langkah)
        kabari_penelaah(aktor, pohon, JenisKabar.DIAJUKAN)
        return pengajuan


def tarik(*, aktor: Pengguna, pohon_id: int) -> Pengajuan:
    """Take a submission back before its review begins. Raises Bentrok when it has begun."""
    with pohon_terkunci(aktor, pohon_id) as pohon:
        langkah = _pastikan(aktor, pohon, Kata.TARIK)
        pengajuan = _akhiri(aktor, pohon, HasilPengajuan.DITARIK)
        _pindahkan(aktor, pohon, Kata.TARIK, langkah)
        kabari_penelaah(aktor, pohon, JenisKabar.DITARIK)
        return pengajuan


def mulai_telaah(*, aktor: Pengguna, pohon_id: int) -> Pengajuan:
    """Begin the review: from now on the planner cannot take the tree back. Raises Bentrok when it has begun."""
    with pohon_terkunci(aktor, pohon_id) as pohon:
        langkah = _pastikan(aktor, pohon, Kata.MULAI_TELAAH)
        pengajuan = _terbuka(pohon)
        pengajuan.mulai, pengajuan.mulai_oleh = timezone.now(), aktor
        pengajuan.save(update_fields=["mulai", "mulai_oleh"])
        _pindahkan(aktor, pohon, Kata.MULAI_TELAAH, langkah)
        kabari_penyusun(aktor, pohon, JenisKabar.DITELAAH)
        return pengajuan


def kembalikan(*, aktor: Pengguna, pohon_id: int) -> Pengajuan:
    """Return the tree to its planner, who can edit it again. Raises GalatLayanan without an open note."""
    with pohon_terkunci(aktor, pohon_id) as pohon:
        langkah = _pastikan(aktor, pohon, Kata.KEMBALIKAN)
        pengajuan = _akhiri(aktor, pohon, HasilPengajuan.DIKEMBALIKAN)
        _pindahkan(aktor, pohon, Kata.KEMBALIKAN, langkah)
        kabari_penyusun(aktor, pohon, JenisKabar.DIKEMBALIKAN)
        return pengajuan


def setujui(*, aktor: Pengguna, pohon_id: int, rev: int) -> Persetujuan:
    """Approve the tree as it was shown at `rev`: freeze it and its booklet, replace the version approved before.

    Raises Bentrok when it has changed since, or someone else has decided; TidakBerhak unless the actor is a reviewer.
    """
    pohon = ambil_pohon(aktor, pohon_id)
    _pastikan(aktor, pohon, Kata.SETUJUI, rev=rev)
    rows = replace(baca_pohon(pohon_id), status=StatusPohon.DISETUJUI)
    buku = cetak_buku(rows)
    with transaction.atomic():
        _kunci_menurut_kunci(pohon)
        with pohon_terkunci(aktor, pohon_id) as pohon:
            langkah = _pastikan(aktor, pohon, Kata.SETUJUI, rev=rows.rev)
            _gantikan_yang_lama(aktor, pohon)
            persetujuan = _bekukan(aktor, pohon, rows, buku)
            sidik = {"sidik_data": persetujuan.arsip.sha256, "sidik_buku": persetujuan.buku.sha256}
            _pindahkan(aktor, pohon, Kata.SETUJUI, langkah, jejak=sidik, arsip=persetujuan.arsip)
            kabari_penyusun(aktor, pohon, JenisKabar.DISETUJUI)
            return persetujuan


def _pastikan(aktor: Pengguna, pohon: Pohon, kata: Kata, *, rev: int | None = None) -> Transisi:
    """Return the transition, or raise: wrong role, wrong state, or the first precondition that does not hold."""
    if peran_untuk(kata) not in peran_pada(aktor, pohon):
        raise TidakBerhak(f"Peran Anda tidak dapat membuat pohon kinerja ini {sebutan(kata)}.")
    langkah = transisi(StatusPohon(pohon.status), kata)
    if langkah is None:
        raise _sudah_berubah(pohon, kata)
    for syarat in langkah.syarat:
        if syarat is Syarat.ISI_SAMA:
            _pastikan_isi_sama(pohon, rev)
        else:
            _PEMERIKSA[syarat](pohon)
    return langkah


def _pastikan_isi_sama(pohon: Pohon, rev: int | None) -> None:
    if pohon.rev != rev:
        raise Bentrok(
            "Isi pohon kinerja ini sudah berubah sejak halaman dibuka. Periksa sekali lagi, lalu ulangi.",
            terkini={"rev": pohon.rev},
        )


def _pastikan_lengkap(pohon: Pohon) -> None:
    jumlah = len(periksa(baca_pohon(pohon.pk)).menghalangi)
    if jumlah:
        raise GalatLayanan(f"Pohon kinerja belum dapat diajukan: {jumlah} temuan wajib diperbaiki dahulu.")


def _pastikan_izin(pohon: Pohon) -> None:
    if perlu_izin(pohon) and izin_berlaku(pohon) is None:
        raise GalatLayanan("Pimpinan perangkat daerah belum mengizinkan isi pohon kinerja yang sekarang diajukan.")


def _pastikan_belum_ditelaah(pohon: Pohon) -> None:
    pengajuan = _terbuka(pohon)
    if pengajuan.mulai_oleh is not None:
        raise Bentrok(
            f"Telaah sudah dimulai oleh {pengajuan.mulai_oleh.nama_tampil}.",
            terkini={"mulai": pengajuan.mulai},
            oleh=pengajuan.mulai_oleh.nama_tampil,
        )


def _pastikan_sedang_ditelaah(pohon: Pohon) -> None:
    if _terbuka(pohon).mulai is None:
        raise GalatLayanan("Tekan Mulai telaah lebih dahulu, supaya perencana tahu dan tidak menarik pengajuannya.")


def _pastikan_ada_catatan(pohon: Pohon) -> None:
    if not catatan_terbuka(pohon.pk):
        raise GalatLayanan("Tulis sekurang-kurangnya satu catatan yang masih terbuka sebelum mengembalikan.")


_PEMERIKSA: Mapping[Syarat, Callable[[Pohon], None]] = MappingProxyType(
    {
        Syarat.LENGKAP: _pastikan_lengkap,
        Syarat.IZIN_PIMPINAN: _pastikan_izin,
        Syarat.BELUM_DITELAAH: _pastikan_belum_ditelaah,
        Syarat.SEDANG_DITELAAH: _pastikan_sedang_ditelaah,
        Syarat.ADA_CATATAN_TERBUKA: _pastikan_ada_catatan,
    }
)


def _sudah_berubah(pohon: Pohon, kata: Kata) -> Bentrok:
    """Return the error that tells who has brought the tree into the state it is in."""
    oleh = _pengubah(pohon)
    status = StatusPohon(pohon.status)
    pelaku = f" oleh {oleh}" if oleh and status is not StatusPohon.DRAF else ""
    return Bentrok(
        f"Pohon kinerja ini berstatus {status.label}{pelaku}, jadi tidak dapat {sebutan(kata)}.",
        terkini={"status": status.value},
        oleh=oleh,
    )


def _pengubah(pohon: Pohon) -> str:
    """Return the name of who ended the latest submission, or else made it; empty when there was none."""
    terakhir = Pengajuan.objects.filter(pohon=pohon).select_related("selesai_oleh", "diajukan_oleh").first()
    return (terakhir.selesai_oleh or terakhir.diajukan_oleh).nama_tampil if terakhir else ""


def _terbuka(pohon: Pohon) -> Pengajuan:
    """Return the open submission of a tree that was read as submitted. Raises Bentrok when it was ended just now.

    Approving looks once before it takes the lock; someone else may decide between that reading and this one.
    """
    pengajuan = pengajuan_terbuka(pohon.pk)
    if pengajuan is None:
        raise Bentrok("Pengajuan pohon kinerja ini baru saja diputuskan orang lain.", terkini={}, oleh=_pengubah(pohon))
    return pengajuan


def _akhiri(aktor: Pengguna, pohon: Pohon, hasil: HasilPengajuan) -> Pengajuan:
    pengajuan = _terbuka(pohon)
    pengajuan.selesai, pengajuan.selesai_oleh, pengajuan.hasil = timezone.now(), aktor, hasil
    pengajuan.save(update_fields=["selesai", "selesai_oleh", "hasil"])
    return pengajuan


def _pindahkan(
    aktor: Pengguna,
    pohon: Pohon,
    kata: Kata,
    langkah: Transisi,
    *,
    jejak: Mapping[str, str] | None = None,
    **kolom: object,
) -> None:
    """Write the new state, and `jejak` beside it into the history. `rev` stays: the content is the same."""
    lama = pohon.status
    Pohon.objects.filter(pk=pohon.pk).update(status=langkah.ke, **kolom)
    pohon.status = langkah.ke
    sesudah = {"status": langkah.ke.value, **(jejak or {})}
    catat_telaah(aktor, pohon, kata.value, pohon, sebelum={"status": str(lama)}, sesudah=sesudah)


def _versi_disetujui(pohon: Pohon) -> list[int]:
    """Return the keys of the other versions of the same tree and period that are approved now."""
    rows = Pohon.objects.filter(
        perangkat_daerah=pohon.perangkat_daerah,
        pemerintah_daerah=pohon.pemerintah_daerah,
        periode=pohon.periode,
        urusan=pohon.urusan,
        status=StatusPohon.DISETUJUI,
    )
    return list(rows.exclude(pk=pohon.pk).values_list("pk", flat=True))


def _kunci_menurut_kunci(pohon: Pohon) -> None:
    """Lock this and the versions it replaces in the order of their keys, so that nobody waits in a circle."""
    for kunci in sorted([pohon.pk, *_versi_disetujui(pohon)]):
        kunci_pohon(kunci)


def _gantikan_yang_lama(aktor: Pengguna, pohon: Pohon) -> None:
    for kunci in _versi_disetujui(pohon):
        lama = kunci_pohon(kunci)
        langkah = transisi(StatusPohon(lama.status), Kata.GANTIKAN)
        if langkah is not None:
            _pindahkan(aktor, lama, Kata.GANTIKAN, langkah)


def _bekukan(aktor: Pengguna, pohon: Pohon, rows: BarisPohon, buku: HasilCetak) -> Persetujuan:
    """Store what was approved: the data, the booklet's bytes, and the row that ties them to the round.

    Raises GalatLayanan when the file cannot be kept: nothing is approved without it.
    """
    pemilik = pohon.perangkat_daerah or pohon.pemerintah_daerah
    slug = pemilik.slug if pemilik else ""
    try:
        berkas = simpan_berkas(
            jenis="cascading",
            nama=nama_berkas(rows, slug, f"-versi-{pohon.nomor_versi}.pdf"),
            tipe=TIPE_PDF,
            isi=buku.pdf,
            oleh=aktor,
        )
    except (PenyimpananGagal, BerkasRusak) as galat:
        logger.exception("Buku pohon %s tidak dapat disimpan.", pohon.pk)
        raise GalatLayanan(
            "Buku tidak dapat disimpan, jadi pohon kinerja belum disetujui. Hubungi pengelola aplikasi."
        ) from galat
    return Persetujuan.objects.create(
        pohon=pohon,
        pengajuan=_akhiri(aktor, pohon, HasilPengajuan.DISETUJUI),
        arsip=bekukan(jenis=JENIS_ARSIP, skema=SKEMA, data=potret(rows), oleh=aktor),
        buku=berkas,
        oleh=aktor,
    )
