"""What the text of a cell means for the tree: kinds, positions, agencies, codes and numbers from what people wrote."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from instansi.api import KolomTanggal, baca_desimal, pastikan_panjang
from pohon.choices import PANJANG_PENDEK
from pohon.models import Nomenklatur
from pohon.rows import BarisPohon
from pohon.templat.bentuk import Kolom, Ragam
from pohon.templat.isi import Kamus, cari_nomenklatur


class Pengarti:
    """Turns cells into column values around one tree."""

    def __init__(self, rows: BarisPohon, kamus: Kamus) -> None:
        self.rows, self.kamus = rows, kamus
        self._kode: dict[str, Nomenklatur | None] = {}

    def arti(self, kolom: Kolom, teks: str, kunci: str) -> Any:
        """Return the value of a cell of the row `kunci`. Raises ValidationError with what to do."""
        if kolom.wajib and not teks:
            raise ValidationError(f"{kolom.judul} belum diisi.")
        if kolom.ragam == Ragam.PILIHAN:
            return self._pilihan(kolom, teks)
        if kolom.ragam == Ragam.BILANGAN:
            return self._bilangan(teks)
        match kolom.kunci:
            case "crosscutting":
                return self._pihak(teks, kunci)
            case "jabatan":
                return [self._jabatan(satu, kunci) for satu in dict.fromkeys(teks.split("\n")) if satu]
            case "penanggung_jawab_id":
                return self._jabatan(teks, kunci) if teks else None
            case "nomenklatur":
                return self._nomenklatur(teks)
            case "tanggal_kesepakatan":
                return KolomTanggal(required=False).clean(teks)
        return teks

    def _pilihan(self, kolom: Kolom, teks: str) -> str:
        nilai = kolom.nilai_pilihan(teks) if teks else ""
        if nilai is None:
            raise ValidationError(f"“{teks}” tidak ada dalam daftar: {', '.join(label for label, _ in kolom.pilihan)}.")
        return nilai

    def _bilangan(self, teks: str) -> Decimal | None:
        nilai = baca_desimal(teks) if teks else None
        if nilai is not None and (not 0 < nilai < Decimal(10) ** 12 or nilai != round(nilai, 6)):
            raise ValidationError(
                "Tulis bilangan lebih besar dari 0, di bawah 1.000.000.000.000, paling banyak 6 desimal."
            )
        return nilai

    def _pihak(self, teks: str, kunci: str) -> list[list[Any]]:
        """Return the parties line by line; those the node has already stay what they are."""
        ada = self._pihak_lama.get(kunci, {})
        hasil: list[list[Any]] = []
        for satu in dict.fromkeys(teks.split("\n")):
            pastikan_panjang(satu, PANJANG_PENDEK)
            perangkat = self.kamus.cari_perangkat(satu)
            pihak = ada.get(satu) or ([perangkat, ""] if perangkat else [None, satu])
            if satu and pihak not in hasil:
                hasil.append(pihak)
        return hasil

    def _jabatan(self, label: str, kunci: str) -> int:
        hasil = self._jabatan_lama.get(kunci, {}).get(label) or self.kamus.cari_jabatan(label)
        if hasil is None:
            raise ValidationError(
                f"Jabatan “{label}” tidak ada, atau ada beberapa yang bernama sama. Pilih dari daftar pada sel ini."
            )
        return hasil

    def _nomenklatur(self, teks: str) -> int | None:
        if not teks:
            return None
        if teks not in self._kode:
            self._kode[teks] = cari_nomenklatur(teks)
        kode = self._kode[teks]
        if kode is None:
            raise ValidationError(f"Kode nomenklatur “{teks}” tidak ada dalam daftar yang dimuat.")
        return kode.pk

    @cached_property
    def _pihak_lama(self) -> dict[str, dict[str, list[Any]]]:
        return {
            str(simpul.identitas): {
                self.kamus.perangkat.get(satu.perangkat_daerah_id or 0, satu.nama): [
                    satu.perangkat_daerah_id,
                    "" if satu.perangkat_daerah_id else satu.nama,
                ]
                for satu in simpul.crosscutting
            }
            for simpul in self.rows.simpul
        }

    @cached_property
    def _jabatan_lama(self) -> dict[str, dict[str, int]]:
        def label(pasangan: Iterable[tuple[int, str]]) -> dict[str, int]:
            return {self.kamus.jabatan.get(kunci, nama): kunci for kunci, nama in pasangan}

        simpul = {
            str(satu.identitas): label((baris.jabatan_id, baris.nama) for baris in satu.jabatan)
            for satu in self.rows.simpul
        }
        indikator = {
            str(baris.identitas): label([(baris.penanggung_jawab_id, baris.penanggung_jawab)])
            for satu in self.rows.simpul
            for baris in satu.indikator
            if baris.penanggung_jawab_id
        }
        return simpul | indikator
