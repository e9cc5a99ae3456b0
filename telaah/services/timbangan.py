"""What people weigh before a tree is submitted: findings set aside with a reason, the head's leave."""

from uuid import UUID

from instansi.api import Bentrok, GalatLayanan, Pengguna, TidakBerhak
from pohon.api import STATUS_DAPAT_DIUBAH, Pohon, baca_pohon, boleh_susun
from telaah.choices import JenisKabar
from telaah.models import IzinPimpinan, Pengabaian
from telaah.policies import boleh_mengizinkan
from telaah.selectors import izin_berlaku, kutipan_temuan, periksa
from telaah.services.kabar import kabari_penyusun
from telaah.services.kerangka import bersih, catat_telaah, pohon_terkunci


def abaikan_temuan(*, aktor: Pengguna, pohon_id: int, kode: str, identitas: UUID | None, alasan: str) -> Pengabaian:
    """Set a finding aside with a reason that the reviewer sees; said again, the new reason replaces the old.

    Raises GalatLayanan when there is no such finding or when it must be mended (severity `galat`).
    """
    with pohon_terkunci(aktor, pohon_id) as pohon:
        _pastikan_penyusun(aktor, pohon)
        alasan = bersih(alasan, "alasan", "Tulis alasan mengapa temuan ini diabaikan.")
        hasil = periksa(baca_pohon(pohon.pk))
        semua = (*hasil.menghalangi, *hasil.terbuka, *hasil.diabaikan)
        cocok = [satu for satu in semua if (satu.temuan.kode, satu.temuan.identitas) == (kode, identitas)]
        if not cocok:
            raise GalatLayanan("Temuan ini sudah tidak ada. Muat ulang halaman.")
        if cocok[0].menghalangi:
            raise GalatLayanan("Temuan ini wajib diperbaiki dan tidak dapat diabaikan.", kolom="alasan")
        Pengabaian.objects.filter(pohon=pohon, kode=kode, identitas=identitas).delete()
        pengabaian = Pengabaian.objects.create(
            pohon=pohon,
            kode=kode,
            identitas=identitas,
            kutipan=kutipan_temuan(satu.temuan for satu in cocok)[kode, identitas],
            alasan=alasan,
            oleh=aktor,
        )
        catat_telaah(aktor, pohon, "abaikan", pengabaian, sesudah={"kode": kode, "alasan": alasan})
        return pengabaian


def kembalikan_temuan(*, aktor: Pengguna, pohon_id: int, pengabaian_id: int) -> None:
    """Take a finding seriously again. Nothing happens when someone has done so already."""
    with pohon_terkunci(aktor, pohon_id) as pohon:
        _pastikan_penyusun(aktor, pohon)
        pengabaian = Pengabaian.objects.filter(pohon=pohon, pk=pengabaian_id).first()
        if pengabaian is not None:
            catat_telaah(
                aktor,
                pohon,
                "batal_abaikan",
                pengabaian,
                sebelum={"kode": pengabaian.kode, "alasan": pengabaian.alasan},
            )
            pengabaian.delete()


def beri_izin(*, aktor: Pengguna, pohon_id: int, rev: int) -> IzinPimpinan:
    """Record the head's leave to submit what was shown at `rev`. Raises Bentrok when it has changed since."""
    with pohon_terkunci(aktor, pohon_id) as pohon:
        if not boleh_mengizinkan(aktor, pohon):
            raise TidakBerhak("Hanya pimpinan perangkat daerah ini yang dapat mengizinkan pengajuan.")
        _pastikan_dapat_diubah(pohon)
        if pohon.rev != rev:
            raise Bentrok(
                "Isi pohon kinerja ini sudah berubah sejak halaman dibuka. Baca sekali lagi sebelum mengizinkan.",
                terkini={"rev": pohon.rev},
            )
        ada = izin_berlaku(pohon)
        if ada is not None:
            return ada
        izin = IzinPimpinan.objects.create(pohon=pohon, rev=rev, oleh=aktor)
        catat_telaah(aktor, pohon, "izinkan", izin, sesudah={"rev": rev})
        kabari_penyusun(aktor, pohon, JenisKabar.DIIZINKAN)
        return izin


def _pastikan_penyusun(aktor: Pengguna, pohon: Pohon) -> None:
    if not boleh_susun(aktor, pohon):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat menimbang temuan.")
    _pastikan_dapat_diubah(pohon)


def _pastikan_dapat_diubah(pohon: Pohon) -> None:
    if pohon.status not in STATUS_DAPAT_DIUBAH:
        raise GalatLayanan(f"Pohon kinerja berstatus {pohon.get_status_display()} dan tidak dapat diubah.")
