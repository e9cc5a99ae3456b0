"""What all pages of a review share: where the tree stands, what this person may do next, notes and versions.

Only the frame belongs here: what a single page shows belongs to its view.
"""

from dataclasses import dataclass
from typing import Any

from instansi.api import JenisPeran, Pengguna
from instansi.terbaca import Terbaca
from pohon.api import STATUS_DAPAT_DIUBAH, STATUS_KERJA, BarisPohon, Pohon, StatusPohon
from telaah.models import IzinPimpinan, Pengajuan, Persetujuan
from telaah.policies import boleh_mencatat, boleh_menyelesaikan, peran_pada
from telaah.rows import BarisCatatan
from telaah.selectors import (
    daftar_catatan,
    daftar_pengajuan,
    daftar_versi,
    izin_berlaku,
    perlu_izin,
    persetujuan_dari,
    versi_pembanding,
)
from telaah.transitions import Kata, kata_terbuka


@dataclass(frozen=True, slots=True)
class Keadaan(Terbaca):
    """Where a tree stands and what the person looking at it may do."""

    boleh: frozenset[Kata]
    boleh_catat: bool
    boleh_selesaikan: bool
    boleh_izinkan: bool
    boleh_versi_baru: bool
    pengajuan: Pengajuan | None
    perlu_izin: bool
    izin: IzinPimpinan | None

    @property
    def kurang_izin(self) -> bool:
        """Whether the head's leave is asked for and missing."""
        return self.perlu_izin and self.izin is None

    @property
    def ditelaah(self) -> bool:
        """Whether a review has begun and not ended."""
        return self.pengajuan is not None and self.pengajuan.mulai is not None

    @property
    def dapat_ajukan(self) -> bool:
        """Whether the person may submit in this state."""
        return Kata.AJUKAN in self.boleh

    @property
    def dapat_tarik(self) -> bool:
        """Whether the person may take the submission back."""
        return Kata.TARIK in self.boleh and not self.ditelaah

    @property
    def dapat_mulai(self) -> bool:
        """Whether the person may begin the review."""
        return Kata.MULAI_TELAAH in self.boleh and not self.ditelaah

    @property
    def dapat_putuskan(self) -> bool:
        """Whether the person may return or approve."""
        return Kata.SETUJUI in self.boleh and self.ditelaah


def keadaan(pengguna: Pengguna, pohon: Pohon, pengajuan: Pengajuan | None) -> Keadaan:
    """Return what the account may do with the tree in its present state; one or two queries."""
    peran = peran_pada(pengguna, pohon)
    kerja, ubah = pohon.status in STATUS_KERJA, pohon.status in STATUS_DAPAT_DIUBAH
    perlu = ubah and perlu_izin(pohon)
    izin = izin_berlaku(pohon) if perlu else None
    return Keadaan(
        boleh=frozenset(kata_terbuka(StatusPohon(pohon.status), peran)),
        boleh_catat=kerja and boleh_mencatat(pengguna, pohon),
        boleh_selesaikan=kerja and boleh_menyelesaikan(pengguna, pohon),
        boleh_izinkan=perlu and izin is None and JenisPeran.PIMPINAN in peran,
        boleh_versi_baru=pohon.status == StatusPohon.DISETUJUI
        and pohon.perangkat_daerah is not None
        and JenisPeran.PERENCANA in peran,
        pengajuan=pengajuan,
        perlu_izin=perlu,
        izin=izin,
    )


def konteks_telaah(pengguna: Pengguna, pohon: Pohon, rows: BarisPohon) -> dict[str, Any]:
    """Return what pages of the review start from, after `konteks_pohon`.

    Keys: telaah (Keadaan), daftar_pengajuan, catatan (empty for those who may not read notes), catatan_terbuka,
    baca_catatan, versi, pembanding, persetujuan, rev (as text, for hidden fields).
    """
    pengajuan = list(daftar_pengajuan(pohon.pk))
    baca = boleh_mencatat(pengguna, pohon)
    catatan: tuple[BarisCatatan, ...] = daftar_catatan(rows) if baca else ()
    persetujuan: Persetujuan | None = persetujuan_dari(pohon)
    return {
        "telaah": keadaan(pengguna, pohon, next((satu for satu in pengajuan if not satu.hasil), None)),
        "daftar_pengajuan": pengajuan,
        "baca_catatan": baca,
        "catatan": catatan,
        "catatan_terbuka": sum(satu.terbuka for satu in catatan),
        "versi": list(daftar_versi(pohon)),
        "pembanding": versi_pembanding(pohon),
        "persetujuan": persetujuan,
        "rev": str(rows.rev),
    }
