"""Printing one paper in the background, from taking the job to putting the file into the store.

The steps of the row are in `services.cetakan`, the process around it in `pekerja`.
"""

import logging
import threading
from time import monotonic

from django.db import Error, connection, transaction

from instansi.api import GalatLayanan
from naskah import simpanan
from naskah.bahan import BahanCetak, baca_bahan
from naskah.cetak import ambil_cetakan
from naskah.models import Cetakan
from naskah.rangkaian import cetak_kertas
from naskah.render import TULIS, BerkasDitolak, pungut
from naskah.services.cetakan import PESAN_RUSAK, ambil_pekerjaan, gagalkan, kabari, pegang, selesaikan

DETAK = 1.0  # seconds between two signs of life
BATAS_WAKTU = 900.0  # seconds; a paper that takes longer gives none any more, and is then taken for dead
# Bytes of HTML a page, of our papers about; only the bar of progress depends on it.
_BYTE_SEHALAMAN = 4_000
_PERSEN_TATA, _PERSEN_TULIS = 75, 85

logger = logging.getLogger(__name__)


class TidakDiminta(Exception):
    """The job was cancelled or given to another run while it was being printed."""


def kerjakan(cetakan_id: int, percobaan: int) -> None:
    """Print the paper of a job and note how it ended. Does nothing when this run is no longer wanted."""
    cetakan = ambil_pekerjaan(cetakan_id, percobaan)
    if cetakan is None:
        return
    try:
        isi = simpanan.ambil_hasil(cetakan.kunci) or _cetak(cetakan)
        _akhiri(cetakan, isi)
    except TidakDiminta:
        return
    except BerkasDitolak:
        gagalkan(cetakan, "Naskah ini meminta berkas dari luar aplikasi, yang tidak diizinkan. Periksa isinya.")
    except GalatLayanan as galat:  # the storage is full, or the deed that the paper is for cannot be done
        gagalkan(cetakan, galat.pesan)
    except Exception:  # noqa: BLE001  # whatever went wrong, the person waiting must be told and the worker go on
        logger.exception("Cetakan %s (%s) gagal", cetakan.pk, cetakan.jenis)
        gagalkan(cetakan, PESAN_RUSAK)
    else:
        simpanan.buang_bahan(cetakan.kunci)
        pungut()


def _akhiri(cetakan: Cetakan, isi: bytes) -> None:
    """Do what the paper was printed for, if anything, and note that it is done: both or neither, and only once."""
    with transaction.atomic():
        if not pegang(cetakan):
            raise TidakDiminta
        laksanakan = ambil_cetakan(cetakan.jenis).laksanakan
        if laksanakan is not None:
            laksanakan(cetakan.pengguna, cetakan.parameter, isi)
        selesaikan(cetakan, len(isi))


def _cetak(cetakan: Cetakan) -> bytes:
    bahan = simpanan.ambil_bahan(cetakan.kunci)
    if bahan is None:
        raise FileNotFoundError(f"The data of {cetakan.kunci} are gone.")
    paper = baca_bahan(bahan)
    with Kemajuan(cetakan, paper) as kemajuan:
        isi = cetak_kertas(paper, kemajuan.lapor)
    simpanan.simpan_hasil(cetakan.kunci, isi)
    return isi


class Kemajuan:
    """Writes progress and signs of life from a thread of its own while the paper is printed in the caller's.

    `lapor` is called by the renderer for each page; it raises TidakDiminta once the job is no longer wanted.
    """

    def __init__(self, cetakan: Cetakan, bahan: BahanCetak) -> None:
        self.cetakan = cetakan
        self.taksiran = max(1, bahan.berat // _BYTE_SEHALAMAN)
        self.persen, self.kabar = 1, "Menyiapkan naskah"
        self._usai, self._buang = threading.Event(), threading.Event()
        self._utas = threading.Thread(target=self._denyut, name="denyut-cetakan", daemon=True)

    def __enter__(self) -> "Kemajuan":
        self._utas.start()
        return self

    def __exit__(self, *galat: object) -> None:
        self._usai.set()
        self._utas.join()

    def lapor(self, langkah: str, halaman: int) -> None:
        """Take note of what the renderer is at; the numbers only grow."""
        if self._buang.is_set():
            raise TidakDiminta
        if langkah == TULIS:
            self.persen, self.kabar = _PERSEN_TULIS, "Menulis berkas PDF"
        elif halaman:
            persen = min(_PERSEN_TATA, 2 + (_PERSEN_TATA - 2) * halaman // self.taksiran)
            self.persen, self.kabar = max(self.persen, persen), f"Menata halaman {halaman}"

    def _kabari(self) -> bool:
        try:
            return kabari(self.cetakan, self.persen, self.kabar)
        except Error:  # locked or restarting: the next beat tries again
            connection.close()
            return True

    def _denyut(self) -> None:
        mulai = monotonic()
        try:
            while not self._usai.wait(DETAK) and monotonic() - mulai < BATAS_WAKTU:
                if not self._kabari():
                    self._buang.set()
                    return
        finally:
            connection.close()
