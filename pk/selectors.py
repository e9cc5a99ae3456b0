"""Reading agreements and budgets: of one position or of all, as stored, as frozen, or as the tree proposes them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from instansi.api import (
    CatatanAudit,
    Jabatan,
    Pengguna,
    PerangkatDaerah,
    TidakDitemukan,
    boleh_lihat_perangkat,
    jabatan_berlaku,
    pemangku_kini,
    perangkat_terlihat,
    urut_organisasi,
)
from naskah.api import BarisKeputusan, JenisKeputusan, baris_rancangan
from pk.choices import StatusPerjanjian
from pk.lingkup import Lingkup, baca_lingkup
from pk.models import AnggaranProgram, Perjanjian
from pk.rows import (
    BarisPerjanjian,
    IndikatorPerjanjian,
    IsiPerjanjian,
    ProgramPerjanjian,
    SasaranPerjanjian,
)
from pk.teks import PEMBUKA, PERNYATAAN
from pohon.api import KOMPONEN_BAWAAN, BarisSimpul, JenisSimpul, Komponen, nama_nomenklatur

KOLOM_ISI = tuple(satu.name for satu in fields(IsiPerjanjian))
_KEPALA = {"kabupaten": ("Kabupaten ", "Bupati"), "kota": ("Kota ", "Wali Kota"), "provinsi": ("Provinsi ", "Gubernur")}
_STATUS = {"plt": "Plt.", "plh": "Plh.", "pj": "Pj."}
# How many parts of a code name what an agreement prints, by the highest component its position carries: programme,
# kegiatan (whose own part holds a dot), sub kegiatan.
_BAGIAN_KODE = {
    Komponen.TUJUAN: 3,
    Komponen.SASARAN: 3,
    Komponen.SASARAN_PROGRAM: 3,
    Komponen.SASARAN_KEGIATAN: 5,
    Komponen.SASARAN_SUB_KEGIATAN: 6,
}


@dataclass(frozen=True, slots=True)
class BarisAnggaran:
    """A code of the agency's trees with its budget of a year. `versi` 0: nothing stored yet."""

    kode: str
    nama: str
    rupiah: Decimal | None
    keterangan: str
    versi: int


def ambil_perangkat(pengguna: Pengguna, perangkat_id: int) -> PerangkatDaerah:
    """Return an agency that the account may see. Raises TidakDitemukan otherwise, as for none at all."""
    perangkat = perangkat_terlihat(pengguna).filter(pk=perangkat_id).first()
    if perangkat is None:
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    return perangkat


def ambil_perjanjian(pengguna: Pengguna, perjanjian_id: int) -> Perjanjian:
    """Return an agreement that the account may see. Raises TidakDitemukan otherwise, as for none at all."""
    perjanjian = (
        Perjanjian.objects.select_related(
            "perangkat_daerah__pemerintah_daerah", "jabatan", "pdf", "pindaian", "mengubah", "arsip"
        )
        .filter(pk=perjanjian_id)
        .first()
    )
    if perjanjian is None or not boleh_lihat_perangkat(pengguna, perjanjian.perangkat_daerah):
        raise TidakDitemukan("Perjanjian kinerja tidak ditemukan.")
    return perjanjian


def kertas_perangkat(lingkup: Lingkup) -> BarisKeputusan:
    """Return the letterhead, arms and page settings of the agency, as a decree of it would start with."""
    return baris_rancangan(lingkup.perangkat, JenisKeputusan.IKI, lingkup.periode, None)


def baca_semua_perjanjian(lingkup: Lingkup, tahun: int, kertas: BarisKeputusan) -> tuple[BarisPerjanjian, ...]:
    """Return the newest agreement of every position in a year, in the order of the organisation.

    A position without one has what its nodes propose (`id` 0). A constant number of queries.
    """
    tersimpan: dict[int, Perjanjian] = {}
    for satu in (
        Perjanjian.objects.filter(perangkat_daerah=lingkup.perangkat, tahun=tahun)
        .select_related("arsip")
        .order_by("perubahan_ke")
    ):
        tersimpan[satu.jabatan_id] = satu
    penyusun = _Penyusun(lingkup, tahun, kertas)
    return tuple(
        penyusun.susun(jabatan, kedalaman, tersimpan.get(jabatan.pk)) for jabatan, kedalaman in penyusun.organisasi
    )


def baca_perjanjian(perjanjian: Perjanjian) -> BarisPerjanjian:
    """Return one agreement as values: a draft with what the tree says now, a signed one as it was frozen."""
    lingkup = baca_lingkup(perjanjian.perangkat_daerah, perjanjian.tahun)
    penyusun = _Penyusun(lingkup, perjanjian.tahun, kertas_perangkat(lingkup))
    kedalaman = next((dalam for satu, dalam in penyusun.organisasi if satu.pk == perjanjian.jabatan_id), 0)
    return penyusun.susun(perjanjian.jabatan, kedalaman, perjanjian)


def rancangan_perjanjian(lingkup: Lingkup, jabatan_id: int, tahun: int) -> BarisPerjanjian:
    """Return what the tree proposes for a position. Raises TidakDitemukan for one that is not in force."""
    penyusun = _Penyusun(lingkup, tahun, kertas_perangkat(lingkup))
    for jabatan, kedalaman in penyusun.organisasi:
        if jabatan.pk == jabatan_id:
            return penyusun.susun(jabatan, kedalaman, None)
    raise TidakDitemukan("Jabatan tidak ditemukan.")


def perjanjian_untuk_dicetak(
    perangkat: PerangkatDaerah, tahun: int | None
) -> tuple[tuple[BarisPerjanjian, ...], BarisKeputusan]:
    """Return the agreements of a year that have something to promise, and the agency's letterhead."""
    lingkup = baca_lingkup(perangkat, tahun)
    kertas = kertas_perangkat(lingkup)
    semua = baca_semua_perjanjian(lingkup, lingkup.tahun(tahun), kertas)
    return tuple(satu for satu in semua if satu.sasaran), kertas


def riwayat_perjanjian(perjanjian: Perjanjian) -> QuerySet[CatatanAudit]:
    """Return what was done with an agreement, newest first."""
    return CatatanAudit.objects.filter(wadah=perjanjian.wadah)


def versi_perjanjian(perjanjian: Perjanjian) -> QuerySet[Perjanjian]:
    """Return the agreements of the same position and year, the newest amendment first."""
    return Perjanjian.objects.filter(jabatan=perjanjian.jabatan_id, tahun=perjanjian.tahun).order_by("-perubahan_ke")


def baca_anggaran(lingkup: Lingkup, tahun: int) -> tuple[BarisAnggaran, ...]:
    """Return every code that agreements of the agency can print, programmes before what is in them, with its budget."""
    kode = {
        (peraturan, potong_kode(satu, bagian)): nama if potong_kode(satu, bagian) == satu else ""
        for peraturan, satu, nama in _kode_pohon(lingkup)
        for bagian in sorted(set(_BAGIAN_KODE.values()), reverse=True)
    }
    nama = _nama_kode(kode)
    ada = {satu.kode: satu for satu in AnggaranProgram.objects.filter(perangkat_daerah=lingkup.perangkat, tahun=tahun)}
    return tuple(
        BarisAnggaran(
            kode=satu,
            nama=nama[satu],
            rupiah=ada[satu].rupiah if satu in ada else None,
            keterangan=ada[satu].keterangan if satu in ada else "",
            versi=ada[satu].versi if satu in ada else 0,
        )
        for satu in sorted(nama)
    )


def potong_kode(kode: str, bagian: int) -> str:
    """Return the code of the programme (3 parts), kegiatan (5) or sub kegiatan (6) that a code belongs to."""
    return ".".join(kode.split(".")[:bagian])


class _Penyusun:
    """Builds agreements of one agency and year from rows that are read once."""

    def __init__(self, lingkup: Lingkup, tahun: int, kertas: BarisKeputusan) -> None:
        self.lingkup, self.tahun, self.kertas = lingkup, tahun, kertas
        self.organisasi = urut_organisasi(list(jabatan_berlaku(lingkup.perangkat)))
        self.jabatan = {satu.pk: satu for satu, _ in self.organisasi}
        self.pemangku = pemangku_kini(lingkup.perangkat)
        self.anggaran = {satu.kode: satu for satu in baca_anggaran(lingkup, tahun)}
        self.dipegang: dict[int, list[BarisSimpul]] = {}
        for rows in lingkup.pohon:
            for simpul in rows.tanpa_csf:
                for satu in simpul.jabatan if simpul.perlu_indikator and simpul.pernyataan else ():
                    self.dipegang.setdefault(satu.jabatan_id, []).append(simpul)

    def susun(self, jabatan: Jabatan, kedalaman: int, perjanjian: Perjanjian | None) -> BarisPerjanjian:
        """Return the agreement of a position: stored, frozen, or proposed."""
        simpul = self.dipegang.get(jabatan.pk, [])
        beku = json.loads(perjanjian.arsip.isi) if perjanjian is not None and perjanjian.arsip else None
        return BarisPerjanjian(
            id=perjanjian.pk if perjanjian else 0,
            jabatan_id=jabatan.pk,
            nama_jabatan=jabatan.nama,
            jenjang=str(jabatan.get_jenjang_display()),
            kedalaman=kedalaman,
            tahun=self.tahun,
            perubahan_ke=perjanjian.perubahan_ke if perjanjian else 0,
            status=StatusPerjanjian(perjanjian.status) if perjanjian else StatusPerjanjian.DRAF,
            versi=perjanjian.versi if perjanjian else 0,
            perangkat_daerah_id=self.lingkup.perangkat.pk,
            slug=self.lingkup.perangkat.slug,
            nama_perangkat=self.kertas.nama_perangkat,
            nama_pemerintah=self.kertas.nama_pemerintah,
            isi=isi_tersimpan(perjanjian) if perjanjian else self._isi_awal(jabatan),
            semua_sasaran=_sasaran_beku(beku) if beku else self._sasaran(jabatan, simpul),
            semua_program=_program_beku(beku) if beku else self._program(simpul),
            tanpa=frozenset() if beku else frozenset(perjanjian.tanpa if perjanjian else tanpa_bawaan(simpul)),
            berpindaian=bool(perjanjian and perjanjian.pindaian_id),
        )

    def _sasaran(self, jabatan: Jabatan, simpul: Sequence[BarisSimpul]) -> tuple[SasaranPerjanjian, ...]:
        dari_pohon = [
            SasaranPerjanjian(
                satu.identitas,
                satu.kode,
                satu.pernyataan,
                tuple(self._indikator(i.identitas, i.nama) for i in satu.indikator),
            )
            for satu in simpul
        ]
        sendiri = [
            SasaranPerjanjian(
                satu.identitas, "", satu.teks, tuple(self._indikator(i.identitas, i.nama) for i in satu.indikator)
            )
            for satu in self.lingkup.sasaran_sendiri.get(jabatan.pk, ())
        ]
        return (*dari_pohon, *sendiri)

    def _indikator(self, identitas: UUID, nama: str) -> IndikatorPerjanjian:
        baris = self.lingkup.daftar.menurut_identitas.get(identitas)
        return IndikatorPerjanjian(identitas, nama, baris.teks_target(self.tahun) if baris else "")

    def _program(self, simpul: Sequence[BarisSimpul]) -> tuple[ProgramPerjanjian, ...]:
        """Return the codes of the nodes carried and of those below, lifted to the level of the position."""
        if not simpul:
            return ()
        bagian = min(_BAGIAN_KODE[_komponen(satu)] for satu in simpul)
        kode = {
            potong_kode(satu.nomenklatur_kode, bagian)
            for pegangan in simpul
            for rows in self.lingkup.pohon
            if rows.menurut_id.get(pegangan.id) is pegangan
            for satu in (pegangan, *rows.keturunan(pegangan))
            if satu.nomenklatur_kode and satu.perlu_indikator
        }
        return tuple(
            ProgramPerjanjian(satu.kode, satu.nama, satu.rupiah, satu.keterangan)
            for satu in (self.anggaran[k] for k in sorted(kode))
        )

    def _isi_awal(self, jabatan: Jabatan) -> IsiPerjanjian:
        atasan = self.jabatan.get(jabatan.atasan_id) if jabatan.atasan_id else None
        pihak = self._pemangku(jabatan, "pihak1") | (self._pemangku(atasan, "pihak2") if atasan else {})
        return IsiPerjanjian(
            pembuka=PEMBUKA,
            pernyataan=PERNYATAAN.replace("{tahun}", str(self.tahun)),
            tempat=self.kertas.isi.tempat,
            pihak1_jabatan=self._sebutan(jabatan),
            pihak2_jabatan=self._sebutan(atasan) if atasan else kepala_daerah(self.lingkup.perangkat),
        ).dengan(**pihak)

    def _sebutan(self, jabatan: Jabatan) -> str:
        """Return a position as papers name it: the head with the agency, others by their name."""
        return jabatan.nama if jabatan.atasan_id else self.kertas.isi.pejabat_penetap

    def _pemangku(self, jabatan: Jabatan, pihak: str) -> dict[str, str]:
        ada = self.pemangku.get(jabatan.pk)
        if ada is None:
            return {}
        return {
            f"{pihak}_status": _STATUS.get(ada.status, ""),
            f"{pihak}_nama": ada.nama,
            f"{pihak}_pangkat": ada.pangkat,
            f"{pihak}_nip": ada.nip,
        }


def isi_tersimpan(perjanjian: Perjanjian) -> IsiPerjanjian:
    """Return what was typed into a stored agreement."""
    return IsiPerjanjian(**{nama: getattr(perjanjian, nama) for nama in KOLOM_ISI})


def kepala_daerah(perangkat: PerangkatDaerah) -> str:
    """Return the superior of an agency's head: "Bupati Balangan", "Wali Kota …", "Gubernur …"."""
    pemerintah = perangkat.pemerintah_daerah
    awalan, sebutan = _KEPALA[pemerintah.jenis]
    return f"{sebutan} {pemerintah.nama.removeprefix(awalan)}"


def tanpa_bawaan(simpul: Iterable[BarisSimpul]) -> list[str]:
    """Return what a new agreement leaves out: outcomes, where the position carries other nodes too.

    The outcome is the agency's goal; what its head promises are the sasaran below it (DOMAIN.md, Tahap 5).
    """
    semua = list(simpul)
    outcome = [str(satu.identitas) for satu in semua if satu.jenis == JenisSimpul.OUTCOME]
    return outcome if len(outcome) < len(semua) else []


def _komponen(simpul: BarisSimpul) -> Komponen:
    return Komponen(simpul.komponen) if simpul.komponen else KOMPONEN_BAWAAN[simpul.jenis]


def _kode_pohon(lingkup: Lingkup) -> list[tuple[str, str, str]]:
    return [
        (simpul.nomenklatur_peraturan, simpul.nomenklatur_kode, simpul.nomenklatur_nama)
        for rows in lingkup.pohon
        for simpul in rows.tanpa_csf
        if simpul.nomenklatur_kode and simpul.perlu_indikator
    ]


def _nama_kode(kode: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return the name of each code: the tree's copy, else that of the regulation's list, else empty."""
    kurang = [pasangan for pasangan, nama in kode.items() if not nama]
    daftar = nama_nomenklatur(kurang) if kurang else {}
    hasil: dict[str, str] = {}
    for pasangan, nama in kode.items():
        hasil[pasangan[1]] = nama or hasil.get(pasangan[1], "") or daftar.get(pasangan, "")
    return hasil


def _sasaran_beku(beku: Mapping[str, Any]) -> tuple[SasaranPerjanjian, ...]:
    return tuple(
        SasaranPerjanjian(
            UUID(satu["identitas"]),
            satu["kode"],
            satu["teks"],
            tuple(IndikatorPerjanjian(UUID(i["identitas"]), i["nama"], i["target"]) for i in satu["indikator"]),
        )
        for satu in beku["sasaran"]
    )


def _program_beku(beku: Mapping[str, Any]) -> tuple[ProgramPerjanjian, ...]:
    return tuple(
        ProgramPerjanjian(
            satu["kode"],
            satu["nama"],
            Decimal(satu["rupiah"]) if satu["rupiah"] is not None else None,
            satu["keterangan"],
        )
        for satu in beku["program"]
    )
