"""Taking the sasaran of positions from the nodes they carry (Tahap 5): of one position, or of all in one go."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from iki.models import IndikatorSasaran, Sasaran
from iki.selectors import baca_pohon_iki
from iki.services.kerangka import catat_jabatan, kunci_lembar, naikkan, pastikan_boleh, sunting_jabatan
from iki.services.sasaran import urutan_berikut
from instansi.api import (
    Jabatan,
    Pengguna,
    PerangkatDaerah,
    TidakDitemukan,
    boleh_lihat_perangkat,
    jabatan_berlaku,
    urut_organisasi,
)
from pohon.api import BarisPohon, BarisSimpul


def ambil_dari_pohon(*, aktor: Pengguna, jabatan_id: int) -> int:
    """Add a sasaran for each node the position carries and lacks, with the node's indicators; return how many."""
    with sunting_jabatan(aktor, jabatan_id) as jabatan:
        return _ambil(aktor, jabatan, baca_pohon_iki(jabatan.perangkat_daerah))


@transaction.atomic
def ambil_semua(*, aktor: Pengguna | None, perangkat_daerah: PerangkatDaerah) -> int:
    """Do the same for every position of the agency, superiors first, so that each finds what it supports.

    No actor: the system (demo data). Raises TidakDitemukan or TidakBerhak unless the actor plans for the agency.
    """
    if aktor is not None:
        if not boleh_lihat_perangkat(aktor, perangkat_daerah):
            raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
        pastikan_boleh(aktor, perangkat_daerah)
    pohon = baca_pohon_iki(perangkat_daerah)
    banyak = 0
    for jabatan, _ in urut_organisasi(list(jabatan_berlaku(perangkat_daerah))):
        lembar = kunci_lembar(jabatan)
        tambahan = _ambil(aktor, jabatan, pohon)
        if tambahan:
            naikkan(lembar)
        banyak += tambahan
    return banyak


def _ambil(aktor: Pengguna | None, jabatan: Jabatan, pohon: Iterable[BarisPohon]) -> int:
    ada = set(Sasaran.objects.filter(jabatan=jabatan).values_list("simpul_identitas", flat=True))
    atasan = _sasaran_atasan(jabatan)
    banyak = 0
    for rows in pohon:
        for simpul in rows.simpul:
            if simpul.identitas in ada or not _dipegang(simpul, jabatan):
                continue
            _tanam(jabatan, simpul, _didukung(rows, simpul, atasan))
            banyak += 1
    if banyak:
        catat_jabatan(
            aktor,
            jabatan,
            "ambil_dari_pohon",
            ringkas=f"{banyak} sasaran diambil dari pohon kinerja",
            sesudah={"banyak": banyak},
        )
    return banyak


def _dipegang(simpul: BarisSimpul, jabatan: Jabatan) -> bool:
    return (
        simpul.perlu_indikator
        and bool(simpul.pernyataan)
        and any(satu.jabatan_id == jabatan.pk for satu in simpul.jabatan)
    )


def _tanam(jabatan: Jabatan, simpul: BarisSimpul, mendukung_id: int | None) -> None:
    sasaran = Sasaran.objects.create(
        jabatan=jabatan,
        urutan=urutan_berikut(jabatan),
        teks=simpul.pernyataan,
        mendukung_id=mendukung_id,
        simpul_identitas=simpul.identitas,
        ikut_pohon=True,
    )
    IndikatorSasaran.objects.bulk_create(
        IndikatorSasaran(
            sasaran=sasaran,
            urutan=urutan,
            nama=satu.nama,
            jenis_formula=satu.jenis_formula,
            pembilang=satu.pembilang,
            penyebut=satu.penyebut,
            pengali=satu.pengali,
            formula=satu.formula,
            sumber_data="\n".join(satu.sumber_data),
            indikator_identitas=satu.identitas,
            ikut_pohon=True,
        )
        for urutan, satu in enumerate(simpul.indikator, 1)
    )


def _sasaran_atasan(jabatan: Jabatan) -> dict[UUID, int]:
    """Return the superior's sasaran that stand for a node, by that node."""
    if jabatan.atasan_id is None:
        return {}
    return {
        identitas: kunci
        for identitas, kunci in Sasaran.objects.filter(
            jabatan=jabatan.atasan_id, simpul_identitas__isnull=False
        ).values_list("simpul_identitas", "pk")
        if identitas is not None
    }


def _didukung(rows: BarisPohon, simpul: BarisSimpul, atasan: dict[UUID, int]) -> int | None:
    """Return the superior's sasaran of the nearest node above this one (or of the node itself), if there is one."""
    naik: BarisSimpul | None = simpul
    while naik is not None:
        if naik.identitas in atasan:
            return atasan[naik.identitas]
        naik = rows.menurut_id.get(naik.induk_tampil_id) if naik.induk_tampil_id else None
    return None
