"""Cleaning what a planner types into a decree: lengths, control characters, ranges. Nothing is stored here."""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from django.core.exceptions import ValidationError

from instansi.api import GalatLayanan, banyak_baris, pastikan_panjang, satu_baris
from naskah.choices import BUTIR_TERBANYAK, PANJANG_BUTIR, PANJANG_JUDUL, PANJANG_NAMA, BagianButir, StatusTtd
from naskah.rows import Butir, IsiKeputusan

_PANJANG: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(
            ("tentang", "judul_lampiran", "pejabat_penetap", "ttd_jabatan", "mengubah_sebutan", "mengubah_tentang"),
            PANJANG_JUDUL,
        ),
        **dict.fromkeys(
            (
                "nomor_pola", "nomor_urut", "tempat", "kop_pemerintah", "kop_nama", "ttd_nama", "ttd_pangkat",
                "mengubah_nomor",
            ),
            PANJANG_NAMA,
        ),
        "ttd_nip": 30,
    }
)  # fmt: skip
_RENTANG: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"hari": (1, 31), "bulan": (1, 12), "tahun": (1945, 2200), "mengubah_tahun": (1945, 2200)}
)


def bersihkan_isi(isi: IsiKeputusan) -> IsiKeputusan:
    """Return the content cleaned, empty items dropped. Raises GalatLayanan naming the first field that cannot be."""
    teks = {nama: bersih(getattr(isi, nama), nama, panjang) for nama, panjang in _PANJANG.items()}
    teks["kop_alamat"] = bersih(isi.kop_alamat, "kop_alamat", PANJANG_JUDUL, banyak=True)
    for nama, (paling_kecil, paling_besar) in _RENTANG.items():
        nilai = getattr(isi, nama)
        if nilai is not None and not paling_kecil <= nilai <= paling_besar:
            raise GalatLayanan(f"Isilah angka {paling_kecil} sampai {paling_besar}.", kolom=nama)
    if isi.ttd_status and isi.ttd_status not in StatusTtd.values:
        raise GalatLayanan("Pilihan ini tidak ada dalam daftar.", kolom="ttd_status")
    butir = {bagian.value: bersihkan_butir(isi.butir(bagian), bagian.value) for bagian in BagianButir}
    return isi.dengan(**teks, **butir)


def bersihkan_butir(butir: tuple[Butir, ...], kolom: str) -> tuple[Butir, ...]:
    """Return the items of a list cleaned, without empty ones. Raises GalatLayanan naming the list."""
    if len(butir) > BUTIR_TERBANYAK:
        raise GalatLayanan(f"Paling banyak {BUTIR_TERBANYAK} butir.", kolom=kolom)
    hasil = (replace(satu, teks=bersih(satu.teks, kolom, PANJANG_BUTIR, banyak=True)) for satu in butir)
    return tuple(satu for satu in hasil if satu.teks)


def bersih(teks: str, kolom: str, panjang: int, *, banyak: bool = False) -> str:
    """Return the cleaned text. Raises GalatLayanan for the field: too long, or control characters."""
    try:
        hasil = banyak_baris(teks) if banyak else satu_baris(teks)
        pastikan_panjang(hasil, panjang)
    except ValidationError as galat:
        raise GalatLayanan(galat.messages[0], kolom=kolom) from galat
    return hasil


def beda_isi(lama: IsiKeputusan, baru: IsiKeputusan) -> tuple[dict[str, object], dict[str, object]]:
    """Return (before, after) of the fields that differ, as JSON values; lists as their texts."""
    nama_beda = [satu.name for satu in fields(IsiKeputusan) if getattr(lama, satu.name) != getattr(baru, satu.name)]
    return {nama: _json(getattr(lama, nama)) for nama in nama_beda}, {
        nama: _json(getattr(baru, nama)) for nama in nama_beda
    }


def _json(nilai: object) -> object:
    if isinstance(nilai, tuple):
        return [satu.teks for satu in nilai]
    return nilai
