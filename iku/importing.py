"""Reading a whole IKU decree from JSON (a real decree typed off): gather all errors, then store all or nothing.

`baca_berkas` is pure and reads the file into values; `simpan` stores them as a draft through the services. What a file
may hold: kop_surat, pejabat_penetap, nomor, tentang, periode, menimbang, mengingat, memperhatikan, memutuskan, tempat,
tanggal, penanda_tangan, lampiran_1, lampiran_2.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from iku.choices import NomorLampiran
from iku.selectors import asal_keputusan
from iku.services import bersihkan_sel, tulis_baris
from instansi.api import GalatLayanan, Pengguna, PerangkatDaerah, Periode
from naskah.api import (
    BULAN,
    BagianButir,
    Butir,
    IsiKeputusan,
    JenisKeputusan,
    Keputusan,
    buat_keputusan,
    cari_dasar,
)
from pohon.api import BarisPohon, baca_pohon

_UKURAN_TERBESAR = 5 * 1024 * 1024
_PERIODE = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_TAHUN = re.compile(r"\b((?:19|20)\d{2})\b")
_TANGGAL = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]+)?\s*(\d{4})?")
_PERUBAHAN = re.compile(r"perubahan\s+(keputusan\s.+?)\s+nomor\s+(\S.*?)\s+tentang\s+(.+)", re.IGNORECASE | re.DOTALL)
_KOLOM_BERKAS: Mapping[str, str] = {
    "makna": "makna",
    "alasan": "alasan_pemilihan",
    "perhitungan": "perhitungan",
    "penanggung_jawab": "penanggung_jawab",
    "sumber_data": "sumber_data",
}
_KINERJA = {NomorLampiran.IKU: "kinerja_utama", NomorLampiran.IK: "kinerja"}


class BerkasSalah(Exception):
    """The file cannot be read as a decree; `galat` holds every sentence, with the place in the file."""

    def __init__(self, galat: list[str]) -> None:
        super().__init__("\n".join(galat))
        self.galat = galat


@dataclass(frozen=True, slots=True)
class BerkasIku:
    """A decree as read: content, period, rows of each attachment as cells, and what deserves a second look."""

    isi: IsiKeputusan
    periode: tuple[int, int]
    baris: Mapping[NomorLampiran, tuple[dict[str, str], ...]]
    catatan: tuple[str, ...]


class _Pembaca:
    """Takes texts out of the parsed JSON and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.galat: list[str] = []

    def teks(self, wadah: Mapping[str, Any], kunci: str, tempat: str = "") -> str:
        """Return the text under a key; missing or null is empty, any other type an error."""
        nilai = wadah.get(kunci)
        if nilai is None:
            return ""
        if isinstance(nilai, str):
            return nilai.strip()
        self.galat.append(f"{tempat}{kunci}: harus berupa teks.")
        return ""

    def objek(self, wadah: Mapping[str, Any], kunci: str) -> Mapping[str, Any]:
        """Return the object under a key; missing is empty."""
        nilai = wadah.get(kunci) or {}
        if isinstance(nilai, dict):
            return nilai
        self.galat.append(f"{kunci}: harus berupa objek.")
        return {}

    def daftar(self, wadah: Mapping[str, Any], kunci: str, tempat: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield (place, object) of the list under a key; missing is empty."""
        nilai = wadah.get(kunci) or []
        if not isinstance(nilai, list):
            self.galat.append(f"{tempat}{kunci}: harus berupa daftar.")
            return
        for nomor, satu in enumerate(nilai, 1):
            if isinstance(satu, dict):
                yield f"{tempat}{kunci} ke-{nomor}: ", satu
            else:
                self.galat.append(f"{tempat}{kunci} ke-{nomor}: harus berupa objek.")


def baca_berkas(isi: bytes) -> BerkasIku:
    """Return the decree that a file holds. Raises BerkasSalah with everything that is wrong with it."""
    if len(isi) > _UKURAN_TERBESAR:
        raise BerkasSalah(["Berkas paling besar 5 MB."])
    try:
        data = json.loads(isi.decode("utf-8-sig"))
    except json.JSONDecodeError as galat:
        letak = f"baris {galat.lineno}, kolom {galat.colno}"
        raise BerkasSalah([f"Berkas ini bukan JSON yang utuh; periksa {letak}."]) from galat
    except (UnicodeDecodeError, ValueError) as galat:
        raise BerkasSalah(["Berkas ini bukan JSON dalam UTF-8."]) from galat
    if not isinstance(data, dict):
        raise BerkasSalah(["Berkas harus berisi satu keputusan (objek JSON)."])
    pembaca = _Pembaca()
    periode = _periode(pembaca, data)
    baris = {nomor: _baris_lampiran(pembaca, data, nomor) for nomor in NomorLampiran}
    keputusan = _isi(pembaca, data)
    if pembaca.galat:
        raise BerkasSalah(pembaca.galat)
    return BerkasIku(keputusan, periode, baris, _catatan(data))


@transaction.atomic
def simpan(*, aktor: Pengguna | None, perangkat_daerah: PerangkatDaerah, berkas: BerkasIku) -> Keputusan:
    """Store the decree as a draft with all its rows, tied to the agency's tree of that period if there is one.

    Without an actor (a command) it is done by the system. A row is tied to the node that words statement and indicator
    alike; it keeps its own cells. Raises GalatLayanan, TidakBerhak.
    """
    mulai, selesai = berkas.periode
    periode, _ = Periode.objects.get_or_create(
        pemerintah_daerah=perangkat_daerah.pemerintah_daerah, mulai=mulai, selesai=selesai
    )
    asal = next((satu for satu in asal_keputusan(perangkat_daerah) if satu.periode_id == periode.pk), None)
    pohon = baca_pohon(asal.pohon_id) if asal else None
    keputusan = buat_keputusan(
        aktor=aktor,
        perangkat_daerah=perangkat_daerah,
        jenis=JenisKeputusan.IKU,
        periode=periode,
        isi=_kenali_dasar(perangkat_daerah, berkas.isi),
        pohon_id=pohon.id if pohon else None,
        pohon_rev=pohon.rev if pohon else None,
    )
    kenal = _menurut_teks(pohon)
    for lampiran, baris in berkas.baris.items():
        tulis_baris(keputusan, lampiran, ((satu, *_cari(kenal, satu)) for satu in baris))
    return keputusan


def _periode(pembaca: _Pembaca, data: Mapping[str, Any]) -> tuple[int, int]:
    cocok = _PERIODE.fullmatch(pembaca.teks(data, "periode"))
    if cocok is None or not int(cocok[1]) <= int(cocok[2]):
        pembaca.galat.append("periode: tulislah seperti 2021-2026.")
        return (0, 0)
    return int(cocok[1]), int(cocok[2])


def _isi(pembaca: _Pembaca, data: Mapping[str, Any]) -> IsiKeputusan:
    kop = pembaca.objek(data, "kop_surat")
    ttd = pembaca.objek(data, "penanda_tangan")
    hari, bulan, tahun = _tanggal(pembaca, pembaca.teks(data, "tanggal"))
    pola, urut, tahun_nomor = pecah_nomor(pembaca.teks(data, "nomor"))
    alamat = (pembaca.teks(kop, "alamat", "kop_surat."), pembaca.teks(kop, "telepon_faks", "kop_surat."))
    return IsiKeputusan(
        **_judul(pembaca, data),
        nomor_pola=pola,
        nomor_urut=urut,
        hari=hari,
        bulan=bulan,
        tahun=tahun or tahun_nomor,
        tempat=pembaca.teks(data, "tempat"),
        kop_pemerintah=pembaca.teks(kop, "pemerintah", "kop_surat."),
        kop_nama=pembaca.teks(kop, "perangkat_daerah", "kop_surat."),
        kop_alamat="\n".join(satu for satu in alamat if satu),
        pejabat_penetap=pembaca.teks(data, "pejabat_penetap"),
        ttd_jabatan=pembaca.teks(ttd, "jabatan", "penanda_tangan."),
        ttd_nama=pembaca.teks(ttd, "nama", "penanda_tangan."),
        ttd_nip=pembaca.teks(ttd, "nip", "penanda_tangan."),
        ttd_pangkat=pembaca.teks(ttd, "pangkat", "penanda_tangan."),
        menimbang=_butir(pembaca, data, "menimbang"),
        mengingat=_butir(pembaca, data, "mengingat"),
        memperhatikan=_butir(pembaca, data, "memperhatikan"),
        diktum=tuple(
            Butir(pembaca.teks(pembaca.objek(data, "memutuskan"), kunci, "memutuskan."))
            for kunci in pembaca.objek(data, "memutuskan")
        ),
    )


def _judul(pembaca: _Pembaca, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the title's parts: of an amendment the decree amended and its subject, else the subject."""
    tentang = pembaca.teks(data, "tentang")
    nomor = pembaca.teks(data, "nomor_keputusan_yang_diubah")
    cocok = _PERUBAHAN.fullmatch(tentang)
    if cocok is None:
        lampiran = f"Perubahan {tentang}" if nomor else tentang
        return {"tentang": tentang, "judul_lampiran": lampiran, "mengubah_nomor": nomor}
    tahun = _TAHUN.findall(nomor or cocok[2])
    return {
        "tentang": cocok[3],
        "judul_lampiran": f"Perubahan {cocok[3]}",
        "mengubah_sebutan": cocok[1],
        "mengubah_nomor": nomor or cocok[2],
        "mengubah_tahun": int(tahun[-1]) if tahun else None,
        "mengubah_tentang": cocok[3],
    }


def pecah_nomor(nomor: str) -> tuple[str, str, int | None]:
    """Return pattern, serial number and year of a decree's number.

    "050/153.1/DUKCAPIL-BLG/TAHUN 2023" → "050/{nomor}/DUKCAPIL-BLG/TAHUN {tahun}", "153.1", 2023. The serial number is
    the second of several parts (the first is the code of the archive), else the first; the year the last one named.
    "050//DC/TAHUN 2023" leaves the serial number open.
    """
    if not nomor:
        return "", "", None
    tahun = _TAHUN.findall(nomor)
    pola = nomor
    if tahun:
        kepala, _, ekor = nomor.rpartition(tahun[-1])
        pola = f"{kepala}{{tahun}}{ekor}"
    bagian = pola.split("/")
    letak = 1 if len(bagian) > 2 else 0
    urut, _, sisa = bagian[letak].partition(" ")
    if urut and not any(huruf.isdigit() for huruf in urut):
        return pola, "", int(tahun[-1]) if tahun else None
    bagian[letak] = f"{{nomor}} {sisa}".strip()
    return "/".join(bagian), urut, int(tahun[-1]) if tahun else None


def _tanggal(pembaca: _Pembaca, teks: str) -> tuple[int | None, int | None, int | None]:
    if not teks:
        return None, None, None
    cocok = _TANGGAL.fullmatch(teks)
    bulan = next((nomor for nomor, nama in enumerate(BULAN, 1) if cocok and nama == (cocok[2] or "").title()), None)
    if cocok is None or (cocok[2] and bulan is None):
        pembaca.galat.append("tanggal: tulislah seperti 14 Juli 2023; hari atau bulan boleh kosong.")
        return None, None, None
    return int(cocok[1]) if cocok[1] else None, bulan, int(cocok[3]) if cocok[3] else None


def _butir(pembaca: _Pembaca, data: Mapping[str, Any], kunci: str) -> tuple[Butir, ...]:
    return tuple(Butir(pembaca.teks(satu, "teks", tempat)) for tempat, satu in pembaca.daftar(data, kunci))


def _baris_lampiran(pembaca: _Pembaca, data: Mapping[str, Any], nomor: NomorLampiran) -> tuple[dict[str, str], ...]:
    tempat = f"lampiran_{nomor.value}"
    hasil = []
    for awalan, satu in pembaca.daftar(pembaca.objek(data, tempat), "baris", f"{tempat}."):
        sel = {kolom: pembaca.teks(satu, kunci, awalan) for kolom, kunci in _KOLOM_BERKAS.items()}
        sel["kinerja"] = pembaca.teks(satu, _KINERJA[nomor], awalan)
        sel["indikator"] = _indikator(pembaca, satu, awalan)
        try:
            hasil.append(bersihkan_sel(sel))
        except GalatLayanan as galat:
            pembaca.galat.append(f"{awalan}{galat.kolom}: {galat.pesan}")
    return tuple(hasil)


def _indikator(pembaca: _Pembaca, satu: Mapping[str, Any], awalan: str) -> str:
    """Return one indicator a line; the file has a list or a single text."""
    nilai = satu.get("indikator")
    if isinstance(nilai, list) and all(isinstance(teks, str) for teks in nilai):
        return "\n".join(" ".join(teks.split()) for teks in nilai)
    return pembaca.teks(satu, "indikator", awalan)


def _catatan(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Say when the titles of the two attachments look swapped: only the first speaks of IKU."""
    judul = [str((data.get(f"lampiran_{nomor}") or {}).get("judul") or "").upper() for nomor in (1, 2)]
    if all(judul) and ("UTAMA" not in judul[0] or "UTAMA" in judul[1]):
        return ("Judul kedua lampiran tampak tertukar; judul dicetak menurut urutan lampirannya.",)
    return ()


def _kenali_dasar(perangkat_daerah: PerangkatDaerah, isi: IsiKeputusan) -> IsiKeputusan:
    """Tie citations to the library where rank, number and year agree; their wording stays."""

    def kenali(butir: Butir) -> Butir:
        dasar = cari_dasar(perangkat_daerah, butir.teks)
        return replace(butir, dasar_id=dasar.pk) if dasar else butir

    return replace(
        isi,
        mengingat=tuple(map(kenali, isi.butir(BagianButir.MENGINGAT))),
        memperhatikan=tuple(map(kenali, isi.butir(BagianButir.MEMPERHATIKAN))),
    )


def _menurut_teks(pohon: BarisPohon | None) -> dict[tuple[str, str], tuple[UUID, UUID]]:
    hasil: dict[tuple[str, str], tuple[UUID, UUID]] = {}
    for simpul in pohon.simpul if pohon else ():
        for indikator in simpul.indikator:
            kunci = (_polos(simpul.pernyataan), _polos(indikator.nama))
            hasil.setdefault(kunci, (simpul.identitas, indikator.identitas))
    return hasil


def _cari(
    kenal: Mapping[tuple[str, str], tuple[UUID, UUID]], sel: Mapping[str, str]
) -> tuple[UUID | None, UUID | None]:
    return kenal.get((_polos(sel["kinerja"]), _polos(sel["indikator"])), (None, None))


def _polos(teks: str) -> str:
    """Return the text as it is compared: without case, accents, punctuation and runs of spaces."""
    teks = unicodedata.normalize("NFKD", teks.casefold())
    return " ".join(re.sub(r"[^\w\s]", " ", teks).split())
