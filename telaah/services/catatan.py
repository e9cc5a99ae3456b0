"""Notes: on a node, a stage or the whole tree; answers; resolved and opened again."""

from uuid import UUID

from django.utils import timezone

from instansi.api import GalatLayanan, JenisPeran, Pengguna, TidakBerhak, TidakDitemukan
from pohon.api import Pohon, Tahap, baca_pohon
from telaah.choices import JenisKabar
from telaah.models import Catatan
from telaah.policies import boleh_mencatat, boleh_menyelesaikan, peran_pada
from telaah.services.kabar import kabari, kabari_penelaah, kabari_penyusun
from telaah.services.kerangka import bersih, catat_telaah, pastikan_kerja, pohon_terkunci

_URUTAN_PERAN = (JenisPeran.PENELAAH, JenisPeran.PERENCANA, JenisPeran.PIMPINAN)


def buat_catatan(
    *, aktor: Pengguna, pohon_id: int, isi: str, identitas: UUID | None = None, tahap: str = ""
) -> Catatan:
    """Write a note on a node (by identity), a stage ("1" to "5") or, without either, the whole tree.

    Raises GalatLayanan when the node is no longer in the tree or the version is approved.
    """
    with pohon_terkunci(aktor, pohon_id) as pohon:
        _pastikan_boleh(aktor, pohon)
        isi = bersih(isi, "isi", "Catatan belum diisi.")
        if tahap and (tahap not in Tahap.values or identitas is not None):
            raise GalatLayanan("Pilih satu tempat untuk catatan ini.", kolom="tahap")
        kode, pernyataan = _tempat(pohon, identitas) if identitas is not None else ("", "")
        peran = _peran_utama(aktor, pohon)
        catatan = Catatan.objects.create(
            pohon=pohon,
            identitas=identitas,
            kode_simpul=kode,
            pernyataan=pernyataan,
            tahap=tahap,
            isi=isi,
            oleh=aktor,
            oleh_peran=peran,
        )
        sesudah = {"isi": isi, "kode": kode, "tahap": tahap}
        catat_telaah(aktor, pohon, "catat", catatan, ringkas=_tentang(catatan), sesudah=sesudah)
        beritahu = kabari_penyusun if peran == JenisPeran.PENELAAH else kabari_penelaah
        beritahu(aktor, pohon, JenisKabar.CATATAN, catatan=catatan)
        return catatan


def jawab_catatan(*, aktor: Pengguna, pohon_id: int, catatan_id: int, isi: str) -> Catatan:
    """Answer a note; its author and whoever has answered it are told."""
    with pohon_terkunci(aktor, pohon_id) as pohon:
        _pastikan_boleh(aktor, pohon)
        induk = _ambil(pohon, catatan_id)
        isi = bersih(isi, "isi", "Jawaban belum diisi.")
        jawaban = Catatan.objects.create(
            pohon=pohon, induk=induk, isi=isi, oleh=aktor, oleh_peran=_peran_utama(aktor, pohon)
        )
        sesudah = {"isi": isi, "catatan": induk.pk}
        catat_telaah(aktor, pohon, "jawab", jawaban, ringkas=_tentang(induk), sesudah=sesudah)
        peserta = {induk.oleh_id, *induk.jawaban.values_list("oleh", flat=True)}
        kabari(aktor, pohon, JenisKabar.JAWABAN, peserta, catatan=induk)
        return jawaban


def selesaikan_catatan(*, aktor: Pengguna, pohon_id: int, catatan_id: int) -> Catatan:
    """Mark a note resolved; nothing happens when it is."""
    return _tandai(aktor, pohon_id, catatan_id, selesai=True)


def buka_lagi(*, aktor: Pengguna, pohon_id: int, catatan_id: int) -> Catatan:
    """Open a resolved note again; nothing happens when it is open."""
    return _tandai(aktor, pohon_id, catatan_id, selesai=False)


def _tandai(aktor: Pengguna, pohon_id: int, catatan_id: int, *, selesai: bool) -> Catatan:
    with pohon_terkunci(aktor, pohon_id) as pohon:
        _pastikan_boleh(aktor, pohon)
        if not boleh_menyelesaikan(aktor, pohon):
            raise TidakBerhak("Catatan ditandai selesai oleh perencana atau penelaah.")
        catatan = _ambil(pohon, catatan_id)
        if (catatan.selesai is not None) != selesai:
            catatan.selesai, catatan.selesai_oleh = (timezone.now(), aktor) if selesai else (None, None)
            catatan.save(update_fields=["selesai", "selesai_oleh"])
            kata = "selesaikan" if selesai else "buka_lagi"
            catat_telaah(aktor, pohon, kata, catatan, ringkas=_tentang(catatan))
        return catatan


def _pastikan_boleh(aktor: Pengguna, pohon: Pohon) -> None:
    if not boleh_mencatat(aktor, pohon):
        raise TidakBerhak("Catatan ditulis oleh perencana, pimpinan, dan penelaah.")
    pastikan_kerja(pohon)


def _ambil(pohon: Pohon, catatan_id: int) -> Catatan:
    catatan = Catatan.objects.filter(pohon=pohon, pk=catatan_id, induk__isnull=True).first()
    if catatan is None:
        raise TidakDitemukan("Catatan tidak ditemukan.")
    return catatan


def _tempat(pohon: Pohon, identitas: UUID) -> tuple[str, str]:
    for simpul in baca_pohon(pohon.pk).simpul:
        if simpul.identitas == identitas:
            return simpul.kode, simpul.pernyataan
    raise GalatLayanan("Kotak yang dicatat sudah tidak ada di pohon ini. Muat ulang halaman.", kolom="isi")


def _tentang(catatan: Catatan) -> str:
    """Return what a note is about: all that its line in the history says to those who may not read notes."""
    if catatan.identitas is not None:
        return f"Kotak {catatan.kode_simpul}"
    return f"Tahap {catatan.tahap}" if catatan.tahap else "Seluruh pohon"


def _peran_utama(aktor: Pengguna, pohon: Pohon) -> str:
    """Return in which role someone writes: who holds several speaks as reviewer first."""
    punya = peran_pada(aktor, pohon)
    return next((peran.value for peran in _URUTAN_PERAN if peran in punya), "")
