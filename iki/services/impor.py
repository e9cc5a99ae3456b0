"""Storing a workbook of positions: matched by No, checked against the agency, all of it or nothing.

Positions belong to `instansi`, whose services are for administrators one at a time; here a whole organisation comes
with everything it carries, so the rows are written in one go. Positions that the workbook does not name stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from iki.choices import LEMBAR_JABATAN, LEMBAR_SASARAN
from iki.importing import BerkasIki, BerkasSalah, GalatSel, JabatanBerkas, SasaranBerkas
from iki.isian import IsiIndikator
from iki.models import IndikatorSasaran, Sasaran
from iki.rows import BarisIki, BarisPosisi
from iki.selectors import baca_iki, baca_pohon_iki
from iki.services.fungsi import tulis_fungsi
from iki.services.kerangka import catat_jabatan, kunci_lembar, naikkan, pastikan_boleh
from instansi.api import (
    GalatLayanan,
    Jabatan,
    Pengguna,
    PerangkatDaerah,
    TidakDitemukan,
    boleh_lihat_perangkat,
)
from pohon.api import BarisPohon, BarisSimpul

_SEBUT_TERBANYAK = 5


class PerluGanti(GalatLayanan):
    """The workbook would replace what positions hold, and nobody said that it may. `jabatan` names them."""

    def __init__(self, jabatan: Sequence[str]) -> None:
        sebut = "; ".join(jabatan[:_SEBUT_TERBANYAK])
        lain = f"; dan {len(jabatan) - _SEBUT_TERBANYAK} lainnya" if len(jabatan) > _SEBUT_TERBANYAK else ""
        super().__init__(f"Jabatan berikut sudah terisi dan berbeda dari berkas: {sebut}{lain}.")
        self.jabatan = tuple(jabatan)


@dataclass(frozen=True, slots=True)
class HasilImpor:
    """How many positions came in new, were filled or replaced, were equal already; and what they carry together."""

    baru: int
    diubah: int
    tetap: int
    fungsi: int
    sasaran: int
    indikator: int


@transaction.atomic
def simpan_impor(
    *, aktor: Pengguna | None, perangkat_daerah: PerangkatDaerah, berkas: BerkasIki, ganti: bool = False
) -> HasilImpor:
    """Store the workbook. No actor: the system (a command).

    Raises TidakDitemukan or TidakBerhak unless the actor plans for the agency, PerluGanti when filled positions differ
    and `ganti` is not set, BerkasSalah for superiors, supported sasaran or codes that do not exist.
    """
    if aktor is not None:
        if not boleh_lihat_perangkat(aktor, perangkat_daerah):
            raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
        pastikan_boleh(aktor, perangkat_daerah)
    PerangkatDaerah.objects.select_for_update(no_key=True, of=("self",)).get(pk=perangkat_daerah.pk)
    kini = baca_iki(perangkat_daerah)
    ada = {satu.nomor: satu for satu in kini.posisi}
    _pastikan_atasan(berkas, ada)
    beda = [satu for satu in berkas.jabatan if satu.nomor in ada and not _sama(satu, ada[satu.nomor], kini)]
    tertimpa = [satu for satu in beda if not _hanya_mengisi(satu, ada[satu.nomor], kini)]
    if tertimpa and not ganti:
        raise PerluGanti([f"No {satu.nomor} {ada[satu.nomor].nama}" for satu in tertimpa])
    baru = [satu for satu in berkas.jabatan if satu.nomor not in ada]
    jabatan = _tulis_jabatan(perangkat_daerah, berkas, ada)
    _tulis_isi(aktor, perangkat_daerah, [*baru, *beda], jabatan)
    return HasilImpor(
        baru=len(baru),
        diubah=len(beda),
        tetap=len(berkas.jabatan) - len(baru) - len(beda),
        fungsi=sum(len(satu.fungsi) for satu in berkas.jabatan),
        sasaran=sum(len(satu.sasaran) for satu in berkas.jabatan),
        indikator=sum(len(sasaran.indikator) for satu in berkas.jabatan for sasaran in satu.sasaran),
    )


def _pastikan_atasan(berkas: BerkasIki, ada: Mapping[int, BarisPosisi]) -> None:
    """Raise BerkasSalah for superiors that are neither in the workbook nor in the agency, or go in a circle with it."""
    atasan = {satu.nomor: satu.nomor_atasan for satu in berkas.jabatan}
    nomor_menurut_id = {satu.id: satu.nomor for satu in ada.values()}
    lama = {satu.nomor: nomor_menurut_id.get(satu.atasan_id or 0) for satu in ada.values()}
    galat = []
    for satu in berkas.jabatan:
        if satu.nomor_atasan is None:
            continue
        if satu.nomor_atasan not in atasan and satu.nomor_atasan not in ada:
            galat.append(GalatSel(LEMBAR_JABATAN, satu.sel, f"Jabatan No {satu.nomor_atasan} tidak ada."))
            continue
        naik: int | None = satu.nomor_atasan
        for _ in range(len(atasan) + len(lama)):
            if naik is None or naik == satu.nomor:
                break
            naik = atasan[naik] if naik in atasan else lama.get(naik)
        if naik == satu.nomor:
            galat.append(GalatSel(LEMBAR_JABATAN, satu.sel, "Rantai atasan ini kembali ke jabatan itu sendiri."))
    if galat:
        raise BerkasSalah(galat)


def _sama(satu: JabatanBerkas, lama: BarisPosisi, kini: BarisIki) -> bool:
    """Whether the position holds already all that the workbook says of it. Links it leaves empty are not compared."""
    return (
        _sama_kepala(satu, lama, kini)
        and satu.tugas == lama.tugas
        and satu.fungsi == lama.fungsi
        and [(sasaran.teks, [isi.kolom() for isi in sasaran.indikator]) for sasaran in satu.sasaran]
        == [(sasaran.teks, [_kolom(isi) for isi in sasaran.indikator]) for sasaran in lama.sasaran]
        and all(
            (not baru.mendukung or baru.mendukung == ada.mendukung_teks)
            and (not baru.kode or baru.kode == ada.kode_simpul)
            for baru, ada in zip(satu.sasaran, lama.sasaran, strict=True)
        )
    )


def _hanya_mengisi(satu: JabatanBerkas, lama: BarisPosisi, kini: BarisIki) -> bool:
    """Whether the workbook only fills what the position lacks."""
    return (
        _sama_kepala(satu, lama, kini)
        and lama.tugas in ("", satu.tugas)
        and lama.fungsi in ((), satu.fungsi)
        and not lama.sasaran
    )


def _sama_kepala(satu: JabatanBerkas, lama: BarisPosisi, kini: BarisIki) -> bool:
    atasan = kini.atasan(lama)
    nomor_atasan = atasan.nomor if atasan else None
    return (satu.nama, satu.jenjang, satu.nomor_atasan) == (lama.nama, lama.jenjang, nomor_atasan)


def _kolom(baris: Any) -> dict[str, object]:
    """Return the columns of an indicator as it is shown now."""
    return replace(IsiIndikator.dari(baris), sumber_data="\n".join(baris.sumber_data)).kolom()


def _tulis_jabatan(
    perangkat_daerah: PerangkatDaerah, berkas: BerkasIki, ada: Mapping[int, BarisPosisi]
) -> dict[int, Jabatan]:
    """Make and change the positions themselves; return all of the agency by No."""
    jabatan = {satu.pk: satu for satu in Jabatan.objects.filter(pk__in=[posisi.id for posisi in ada.values()])}
    hasil = {nomor: jabatan[posisi.id] for nomor, posisi in ada.items()}
    for satu in berkas.jabatan:
        milik = hasil.get(satu.nomor) or Jabatan(perangkat_daerah=perangkat_daerah, urutan=satu.nomor)
        milik.nama, milik.jenjang, milik.tugas = satu.nama, satu.jenjang, satu.tugas
        milik.save()
        hasil[satu.nomor] = milik
    for satu in berkas.jabatan:
        hasil[satu.nomor].atasan = hasil[satu.nomor_atasan] if satu.nomor_atasan else None
        hasil[satu.nomor].save(update_fields=["atasan"])
    return hasil


def _tulis_isi(
    aktor: Pengguna | None,
    perangkat_daerah: PerangkatDaerah,
    semua: Sequence[JabatanBerkas],
    jabatan: Mapping[int, Jabatan],
) -> None:
    """Write functions, sasaran and indicators; then the links, when every sasaran is there."""
    simpul = _menurut_kode(baca_pohon_iki(perangkat_daerah))
    galat: list[GalatSel] = []
    for satu in semua:
        milik = jabatan[satu.nomor]
        lembar = kunci_lembar(milik)
        tulis_fungsi(milik, satu.fungsi)
        _tulis_sasaran(milik, satu, simpul, galat)
        naikkan(lembar)
        catat_jabatan(
            aktor,
            milik,
            "impor",
            ringkas="isi dimuat dari berkas",
            sesudah={"fungsi": len(satu.fungsi), "sasaran": len(satu.sasaran)},
        )
    for satu in semua:
        _tautkan(jabatan[satu.nomor], satu, galat)
    if galat:
        raise BerkasSalah(galat)


def _tulis_sasaran(
    milik: Jabatan, satu: JabatanBerkas, simpul: Mapping[str, list[BarisSimpul]], galat: list[GalatSel]
) -> None:
    """Make the sasaran of a position those of the workbook; what is worded alike keeps its row and its links."""
    lama: dict[str, list[Sasaran]] = {}
    for sasaran in Sasaran.objects.filter(jabatan=milik):
        lama.setdefault(sasaran.teks, []).append(sasaran)
    for urutan, isi in enumerate(satu.sasaran, 1):
        calon = lama.get(isi.teks)
        sasaran = calon.pop(0) if calon else Sasaran(jabatan=milik, teks=isi.teks)
        sasaran.urutan = urutan
        dari = _simpul(isi, milik, simpul, galat) if isi.kode else None
        if dari is not None:
            sasaran.simpul_identitas, sasaran.ikut_pohon = dari.identitas, dari.pernyataan == isi.teks
        sasaran.save()
        sasaran.indikator.all().delete()
        IndikatorSasaran.objects.bulk_create(
            IndikatorSasaran(sasaran=sasaran, urutan=nomor, **kolom, **_asal(kolom, dari))
            for nomor, kolom in enumerate((indikator.kolom() for indikator in isi.indikator), 1)
        )
    Sasaran.objects.filter(pk__in=[sisa.pk for daftar in lama.values() for sisa in daftar]).delete()


def _asal(kolom: Mapping[str, Any], dari: BarisSimpul | None) -> dict[str, Any]:
    """Return the link to the node's indicator of the same name; it is followed when all the rest is equal too."""
    asal = next((satu for satu in dari.indikator if satu.nama == kolom["nama"]), None) if dari else None
    if asal is None:
        return {}
    sama = all(
        getattr(asal, nama) == nilai for nama, nilai in kolom.items() if nama not in ("sumber_data", "keterangan")
    )
    return {
        "indikator_identitas": asal.identitas,
        "ikut_pohon": sama and "\n".join(asal.sumber_data) == kolom["sumber_data"],
    }


def _menurut_kode(pohon: Sequence[BarisPohon]) -> dict[str, list[BarisSimpul]]:
    hasil: dict[str, list[BarisSimpul]] = {}
    for rows in pohon:
        for simpul in rows.simpul:
            hasil.setdefault(simpul.kode, []).append(simpul)
    return hasil


def _simpul(
    isi: SasaranBerkas, milik: Jabatan, simpul: Mapping[str, list[BarisSimpul]], galat: list[GalatSel]
) -> BarisSimpul | None:
    """Return the node of a code; in several trees the one the position carries, or else the one worded alike."""
    calon = simpul.get(isi.kode, [])
    dipegang = [satu for satu in calon if any(jabatan.jabatan_id == milik.pk for jabatan in satu.jabatan)]
    serupa = [satu for satu in calon if satu.pernyataan == isi.teks]
    for pilihan in (calon, dipegang, serupa):
        if len(pilihan) == 1:
            return pilihan[0]
    keadaan = "tidak ada" if not calon else "ada di beberapa pohon kinerja"
    galat.append(GalatSel(LEMBAR_SASARAN, isi.sel, f"Simpul berkode {isi.kode} {keadaan}."))
    return None


def _tautkan(milik: Jabatan, satu: JabatanBerkas, galat: list[GalatSel]) -> None:
    """Link each sasaran to the superior's that the workbook names, by text or by number."""
    if not any(isi.mendukung for isi in satu.sasaran):
        return
    atasan = list(Sasaran.objects.filter(jabatan=milik.atasan_id)) if milik.atasan_id else []
    for isi, sasaran in zip(satu.sasaran, Sasaran.objects.filter(jabatan=milik), strict=True):
        if not isi.mendukung:
            continue
        cocok = [calon for calon in atasan if calon.teks == isi.mendukung]
        if not cocok and isi.mendukung.isdecimal() and 0 < int(isi.mendukung) <= len(atasan):
            cocok = [atasan[int(isi.mendukung) - 1]]
        if not cocok:
            galat.append(GalatSel(LEMBAR_SASARAN, isi.sel, "Sasaran yang didukung tidak ada pada jabatan atasannya."))
            continue
        sasaran.mendukung = cocok[0]
        sasaran.save(update_fields=["mendukung"])
