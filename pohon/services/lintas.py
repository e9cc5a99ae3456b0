"""Answering requests for crosscutting: accept with a node, accept with a new node, refuse, take back, confirm.

Each locks the trees it needs first and the request after them, as `services.selaras` does, so that two sides that act
at once wait for each other and the second is told what the first did (`versi`). Answers never touch a tree's content;
a node made for an answer goes through `services.simpul` and is undone there.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from instansi.api import Bentrok, GalatLayanan, Pengguna, TidakBerhak, TidakDitemukan
from pohon.choices import ANAK_SAH, PANJANG_URAIAN, JawabanPermintaan, JenisSimpul, StatusPermintaan
from pohon.letak import Letak, baca_letak, versi_terbaru
from pohon.models import Permintaan, Pohon
from pohon.pengabar import JenisPeristiwa, Peristiwa, kabarkan
from pohon.policies import boleh_lihat_permintaan, sisi_permintaan
from pohon.services.isian import IsiSimpul, Rancangan, bersih
from pohon.services.selaras import pindahkan_status
from pohon.services.simpul import tambah_simpul
from pohon.services.sunting import ambil_simpul
from pohon.transitions import Kata, Sisi, kata_terbuka
from pohon.tree import kunci_pohon

# What can answer: a CSF is a question, and another agency's work is no answer.
JENIS_PENJAWAB = frozenset(JenisSimpul) - {JenisSimpul.AKAR, JenisSimpul.CSF, JenisSimpul.CROSSCUTTING}


def terima(*, aktor: Pengguna, permintaan_id: int, versi: int, simpul: UUID) -> Permintaan:
    """Accept with one of the agency's own nodes, named by identity; return the request.

    The node may stand in an approved version: the link is no part of the tree. Raises GalatLayanan when the newest
    versions of the agency's trees of the period do not hold it; Bentrok when the request changed since `versi`.
    """
    with transaction.atomic():
        pohon, letak = _cari_simpul(aktor, permintaan_id, simpul)
        return _terima(aktor, permintaan_id, versi, pohon, letak)


def terima_baru(
    *, aktor: Pengguna, permintaan_id: int, versi: int, pohon_id: int, induk_id: int, pernyataan: str
) -> Permintaan:
    """Accept with a new node made from the request, last under a node of the agency's working tree.

    The node is of the kind proposed first under that parent, and can be undone like any other. Raises as `terima` and
    as `tambah_simpul`.
    """
    with transaction.atomic():
        milik = _ambil(aktor, permintaan_id)
        pohon = _kunci_pohon_jawab(milik, pohon_id)
        jenis = jenis_baru(JenisSimpul(ambil_simpul(pohon, induk_id, kolom="induk").jenis))
        if jenis is None:
            raise GalatLayanan("Kotak ini tidak dapat menaungi kondisi baru. Pilih kotak lain.", kolom="induk")
        baru = tambah_simpul(
            aktor=aktor, pohon_id=pohon.pk, induk_id=induk_id, rancangan=Rancangan(jenis, IsiSimpul(pernyataan))
        )
        return _terima(aktor, permintaan_id, versi, pohon, baca_letak([pohon.pk])[pohon.pk][baru.identitas])


def jenis_baru(induk: JenisSimpul) -> JenisSimpul | None:
    """Return the kind of a node made for an answer under such a parent; None where none can stand."""
    calon = ANAK_SAH[induk][:1]
    return calon[0] if calon and calon[0] in JENIS_PENJAWAB and induk != JenisSimpul.AKAR else None


def tolak(*, aktor: Pengguna, permintaan_id: int, versi: int, alasan: str) -> Permintaan:
    """Refuse with a reason; a link given before is taken back. Raises GalatLayanan without a reason."""
    alasan = bersih(alasan, "alasan", PANJANG_URAIAN, wajib="Tulis alasannya, supaya peminta tahu.", banyak=True)
    with transaction.atomic():
        permintaan = _kunci(aktor, permintaan_id, versi, Kata.TOLAK)
        _lepaskan(permintaan)
        permintaan.jawaban, permintaan.alasan = JawabanPermintaan.DITOLAK, alasan
        return _jawab(aktor, permintaan, Kata.TOLAK)


def batalkan(*, aktor: Pengguna, permintaan_id: int, versi: int) -> Permintaan:
    """Take an answer back: the request waits again."""
    with transaction.atomic():
        permintaan = _kunci(aktor, permintaan_id, versi, Kata.BATALKAN)
        _lepaskan(permintaan)
        permintaan.jawaban = permintaan.alasan = ""
        return _jawab(aktor, permintaan, Kata.BATALKAN)


def nyatakan_sesuai(*, aktor: Pengguna, permintaan_id: int, versi: int) -> Permintaan:
    """Say, for the side whose turn it is, that the answer still holds for what both nodes say now.

    Raises GalatLayanan when the answering node is gone: the answering side must then answer anew.
    """
    with transaction.atomic():
        permintaan = _kunci(aktor, permintaan_id, versi, Kata.SESUAI)
        if permintaan.jawaban == JawabanPermintaan.DITERIMA and not permintaan.jawab_ada:
            raise GalatLayanan("Kotak yang menjawab sudah dihapus, jadi permintaan ini perlu dijawab lagi.")
        kepada = Sisi.PEMINTA if permintaan.status == StatusPermintaan.DILIHAT_PENJAWAB else Sisi.PENJAWAB
        return _tulis(aktor, permintaan, Kata.SESUAI, kepada)


def _cari_simpul(aktor: Pengguna, permintaan_id: int, simpul: UUID) -> tuple[Pohon, Letak]:
    """Lock and return the newest tree of the answering agency that holds the node, and where it stands there."""
    milik = _ambil(aktor, permintaan_id)
    semua = Pohon.objects.filter(perangkat_daerah=milik.tujuan_id, periode=milik.periode_id).order_by("pk")
    for calon in versi_terbaru(list(semua)):
        letak = baca_letak([calon.pk])[calon.pk].get(simpul)
        if letak is None or letak.jenis not in JENIS_PENJAWAB:
            continue
        pohon = _kunci_pohon_jawab(milik, calon.pk)
        letak = baca_letak([calon.pk])[calon.pk].get(simpul)
        if letak is not None:
            return pohon, letak
    raise GalatLayanan("Pilih kotak dari pohon kinerja perangkat daerah Anda.", kolom="simpul")


def _kunci_pohon_jawab(permintaan: Permintaan, pohon_id: int) -> Pohon:
    """Lock a tree of the answering agency for the period of the request. Raises GalatLayanan for another."""
    pohon = Pohon.objects.filter(
        pk=pohon_id, perangkat_daerah=permintaan.tujuan_id, periode=permintaan.periode_id
    ).first()
    if pohon is None:
        raise GalatLayanan("Pilih pohon kinerja perangkat daerah Anda untuk periode ini.", kolom="induk")
    return kunci_pohon(pohon.pk)


def _terima(aktor: Pengguna, permintaan_id: int, versi: int, pohon: Pohon, letak: Letak) -> Permintaan:
    permintaan = _kunci(aktor, permintaan_id, versi, Kata.TERIMA)
    permintaan.jawaban, permintaan.alasan = JawabanPermintaan.DITERIMA, ""
    permintaan.urusan_jawab, permintaan.simpul_jawab, permintaan.jawab_ada = pohon.urusan, letak.identitas, True
    permintaan.kode_jawab, permintaan.pernyataan_jawab = letak.kode, letak.pernyataan
    permintaan.letak_jawab = letak.jejak_teks
    return _jawab(aktor, permintaan, Kata.TERIMA)


def _lepaskan(permintaan: Permintaan) -> None:
    """Forget the answering node."""
    permintaan.simpul_jawab, permintaan.jawab_ada = None, False
    permintaan.urusan_jawab = permintaan.kode_jawab = permintaan.pernyataan_jawab = permintaan.letak_jawab = ""


def _ambil(aktor: Pengguna, permintaan_id: int, *, kunci: bool = False) -> Permintaan:
    """Return a request the actor may see. Raises TidakDitemukan otherwise."""
    rows = Permintaan.objects.select_for_update(of=("self",)) if kunci else Permintaan.objects.all()
    permintaan = rows.select_related("peminta", "tujuan", "pemerintah_daerah").filter(pk=permintaan_id).first()
    if permintaan is None or not boleh_lihat_permintaan(aktor, permintaan):
        raise TidakDitemukan("Permintaan crosscutting tidak ditemukan.")
    return permintaan


def _kunci(aktor: Pengguna, permintaan_id: int, versi: int, kata: Kata) -> Permintaan:
    """Lock the request and check state, version and side, in this order of telling.

    Raises TidakDitemukan, TidakBerhak for a side that may never say this verb, Bentrok when it changed since `versi`,
    GalatLayanan when its state does not have the verb.
    """
    permintaan = _ambil(aktor, permintaan_id, kunci=True)
    sisi = sisi_permintaan(aktor, permintaan)
    if not sisi or (kata is not Kata.SESUAI and Sisi.PENJAWAB not in sisi):
        raise TidakBerhak("Hanya perencana perangkat daerah yang diminta yang dapat menjawab permintaan ini.")
    if permintaan.versi != versi:
        raise Bentrok(
            "Permintaan ini berubah sejak halaman dibuka. Baca keadaannya yang sekarang, lalu ulangi.",
            terkini={"versi": permintaan.versi, "status": permintaan.status},
            oleh=permintaan.dijawab_oleh.nama_tampil if permintaan.dijawab_oleh else "",
        )
    if not any(kata in kata_terbuka(StatusPermintaan(permintaan.status), satu) for satu in sisi):
        raise GalatLayanan(f"Permintaan ini berstatus “{permintaan.get_status_display()}”, jadi tidak dapat demikian.")
    return permintaan


def _jawab(aktor: Pengguna, permintaan: Permintaan, kata: Kata) -> Permintaan:
    """Write an answer with person and time, and tell the asking side."""
    permintaan.dijawab, permintaan.dijawab_oleh = timezone.now(), aktor
    return _tulis(aktor, permintaan, kata, Sisi.PEMINTA)


def _tulis(aktor: Pengguna, permintaan: Permintaan, kata: Kata, kepada: Sisi) -> Permintaan:
    """Take the step; what both nodes say now is what was agreed on."""
    permintaan.pernyataan_disepakati = permintaan.pernyataan
    permintaan.pernyataan_jawab_disepakati = permintaan.pernyataan_jawab
    permintaan.versi += 1
    pindahkan_status(aktor, permintaan, kata)
    permintaan.save()
    kabarkan(Peristiwa(JenisPeristiwa.DIJAWAB, aktor, [permintaan], kepada))
    return permintaan
