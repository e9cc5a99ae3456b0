"""Reading positions with everything they have in the book, in the same few queries however many there are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from iki.arsip import baca_potret
from iki.models import ButirFungsi, FungsiJabatan, IndikatorSasaran, LembarJabatan, Sasaran
from iki.rows import BarisIki, BarisIndikator, BarisPosisi, BarisSasaran, SimpulDipegang
from instansi.api import (
    CatatanAudit,
    Jabatan,
    Pengguna,
    PerangkatDaerah,
    Periode,
    TidakDitemukan,
    jabatan_berlaku,
    perangkat_terlihat,
    urut_organisasi,
)
from naskah.api import (
    Asal,
    BarisKeputusan,
    JenisKeputusan,
    Keputusan,
    StatusKeputusan,
    ambil_keputusan,
    baca_keputusan,
    baris_rancangan,
    keputusan_terakhir,
)
from pohon.api import BarisPohon, BarisSimpul, Pohon, baca_pohon, pohon_asal, pohon_kerja

_PUSTAKA_TERBANYAK = 40  # more is no list to choose from


def ambil_perangkat(pengguna: Pengguna, perangkat_id: int) -> PerangkatDaerah:
    """Return an agency that the account may see. Raises TidakDitemukan otherwise, as for none at all."""
    perangkat = perangkat_terlihat(pengguna).filter(pk=perangkat_id).first()
    if perangkat is None:
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    return perangkat


def baca_iki(perangkat_daerah: PerangkatDaerah, pohon: Sequence[BarisPohon] | None = None) -> BarisIki:
    """Return all positions in force of an agency, in the order of the organisation.

    Sasaran from nodes are worded as in these trees; without them as in the agency's newest ones.
    """
    pohon = baca_pohon_iki(perangkat_daerah) if pohon is None else pohon
    simpul = {satu.identitas: satu for rows in pohon for satu in rows.simpul}
    jabatan = list(jabatan_berlaku(perangkat_daerah))
    nomor = nomori(jabatan)
    fungsi: dict[int, list[str]] = defaultdict(list)
    for jabatan_id, teks in (
        FungsiJabatan.objects.filter(jabatan__perangkat_daerah=perangkat_daerah)
        .order_by("jabatan_id", "urutan", "pk")
        .values_list("jabatan_id", "butir__teks")
    ):
        fungsi[jabatan_id].append(teks)
    versi = dict(
        LembarJabatan.objects.filter(jabatan__perangkat_daerah=perangkat_daerah).values_list("jabatan_id", "versi")
    )
    sasaran = _baca_sasaran(perangkat_daerah, simpul)
    dipegang = _dipegang(pohon)
    return replace(
        kerangka_iki(perangkat_daerah),
        posisi=tuple(
            BarisPosisi(
                id=satu.pk,
                identitas=satu.identitas,
                nomor=nomor[satu.pk],
                nama=satu.nama,
                jenjang=satu.jenjang,
                label_jenjang=satu.get_jenjang_display(),
                tugas=satu.tugas,
                atasan_id=satu.atasan_id,
                kedalaman=kedalaman,
                versi=versi.get(satu.pk, 0),
                fungsi=tuple(fungsi[satu.pk]),
                sasaran=tuple(sasaran[satu.pk]),
                simpul=tuple(dipegang[satu.pk]),
            )
            for satu, kedalaman in urut_organisasi(jabatan)
        ),
    )


def nomori(jabatan: Sequence[Jabatan]) -> dict[int, int]:
    """Return the No of each position in the workbook: its `urutan`, or its rank where those do not tell them apart."""
    urutan = [satu.urutan for satu in jabatan]
    if len(set(urutan)) == len(urutan) and all(urutan):
        return {satu.pk: satu.urutan for satu in jabatan}
    return {satu.pk: nomor for nomor, satu in enumerate(jabatan, 1)}


def baca_pohon_iki(perangkat_daerah: PerangkatDaerah) -> list[BarisPohon]:
    """Return the trees that sasaran come from: those of the newest period, of each urusan the newest version."""
    return [baca_pohon(satu.pk) for satu in pilih_pohon(pohon_kerja(perangkat_daerah))]


def pilih_pohon(pohon: Iterable[Pohon]) -> list[Pohon]:
    """Return the first tree of each urusan in the first period; `pohon_kerja` gives them newest first."""
    pilihan: dict[str, Pohon] = {}
    periode: int | None = None
    for satu in pohon:
        periode = satu.periode_id if periode is None else periode
        if satu.periode_id == periode:
            pilihan.setdefault(satu.urusan, satu)
    return list(pilihan.values())


def periode_iki(perangkat_daerah: PerangkatDaerah) -> tuple[Periode, int | None]:
    """Return the period of the book and the tree it goes with: of the newest tree, else the newest period alone.

    Raises TidakDitemukan when the local government has no period yet.
    """
    pohon = pilih_pohon(pohon_kerja(perangkat_daerah))
    if pohon:
        return pohon[0].periode, pohon[0].pk
    periode = Periode.objects.filter(pemerintah_daerah=perangkat_daerah.pemerintah_daerah_id).first()
    if periode is None:
        raise TidakDitemukan("Pemerintah daerah ini belum mempunyai periode perencanaan.")
    return periode, None


def keputusan_iki(perangkat_daerah: PerangkatDaerah) -> BarisKeputusan:
    """Return the decree of the book: the agency's newest IKI decree, else a draft from the standing texts, not stored.

    Raises TidakDitemukan when there is no period that a draft could be of.
    """
    keputusan = keputusan_terakhir(perangkat_daerah, JenisKeputusan.IKI)
    if keputusan is not None:
        return baca_keputusan(keputusan.pk)
    periode, pohon_id = periode_iki(perangkat_daerah)
    return baris_rancangan(perangkat_daerah, JenisKeputusan.IKI, periode, pohon_id)


def ambil_keputusan_iki(pengguna: Pengguna, keputusan_id: int) -> Keputusan:
    """Return an IKI decree that the account may see. Raises TidakDitemukan otherwise, also for another kind."""
    keputusan = ambil_keputusan(pengguna, keputusan_id)
    if keputusan.jenis != JenisKeputusan.IKI:
        raise TidakDitemukan("Keputusan IKI tidak ditemukan.")
    return keputusan


def keputusan_berlaku(perangkat_daerah: PerangkatDaerah) -> BarisKeputusan | None:
    """Return the agency's IKI decree in force: the one issued last and neither amended nor revoked, or None."""
    keputusan = (
        Keputusan.objects.filter(
            perangkat_daerah=perangkat_daerah, jenis=JenisKeputusan.IKI, status=StatusKeputusan.DITETAPKAN
        )
        .order_by("-pk")
        .first()
    )
    return baca_keputusan(keputusan.pk) if keputusan else None


def cari_kutipan(
    perangkat_daerah: PerangkatDaerah, jabatan_id: int, *, draf: bool = False
) -> tuple[BarisIki, BarisPosisi, BarisKeputusan]:
    """Return book, position and decree that an extract is taken from: the decree in force, else the newest one.

    With `draf` the newest one at once. A position that the decree in force does not have yet is taken from the newest
    too. Raises TidakDitemukan when the position is in another agency, closed or gone.
    """
    jabatan = jabatan_berlaku(perangkat_daerah).filter(pk=jabatan_id).first()
    if jabatan is None:
        raise TidakDitemukan("Jabatan tidak ditemukan.")
    for keputusan in (None if draf else keputusan_berlaku(perangkat_daerah), keputusan_iki(perangkat_daerah)):
        if keputusan is None:
            continue
        iki = baca_naskah(keputusan)
        for posisi in iki.posisi:
            if posisi.identitas == jabatan.identitas:
                return iki, posisi, keputusan
    raise TidakDitemukan("Jabatan tidak ditemukan.")


def asal_keputusan(perangkat_daerah: PerangkatDaerah) -> list[Asal]:
    """Return the trees of an agency that a decree can be drafted from, approved ones first."""
    return [Asal(satu.pk, satu.periode_id, label) for satu, label in pohon_asal(perangkat_daerah)]


def baca_naskah(keputusan: BarisKeputusan) -> BarisIki:
    """Return the positions that a decree prints: frozen ones when it is issued, else those of today."""
    if keputusan.draf:
        return baca_draf(keputusan)
    data = json.loads(Keputusan.objects.select_related("arsip").get(pk=keputusan.id).arsip.isi)  # type: ignore[union-attr]
    perangkat = PerangkatDaerah.objects.select_related("pemerintah_daerah").get(pk=keputusan.perangkat_daerah_id)
    return baca_potret(data["lampiran"], kerangka_iki(perangkat))


def baca_draf(keputusan: BarisKeputusan) -> BarisIki:
    """Return the positions of today, with the sasaran from nodes worded as in the decree's own tree.

    One that is not stored shows what the pages of the book show.
    """
    perangkat = PerangkatDaerah.objects.select_related("pemerintah_daerah").get(pk=keputusan.perangkat_daerah_id)
    return baca_iki(perangkat, pohon_naskah(keputusan) if keputusan.id and keputusan.pohon_id else None)


def pohon_naskah(keputusan: BarisKeputusan) -> list[BarisPohon]:
    """Return the trees that the sasaran of a draft are worded by: its own, then one of each other urusan.

    Of those the approved version, or the newest where none is approved.
    """
    if keputusan.pohon_id is None:
        return []
    milik = baca_pohon(keputusan.pohon_id)
    lain = _pohon_periode(keputusan.perangkat_daerah_id, milik.periode_mulai)
    return [milik, *(baca_pohon(kunci) for urusan, kunci in lain.items() if urusan != milik.urusan)]


def pohon_kini(keputusan: BarisKeputusan) -> list[BarisPohon]:
    """Return the trees that a decree of this period would be worded by if it were drafted today."""
    if keputusan.pohon_id is None:
        return []
    mulai = baca_pohon(keputusan.pohon_id).periode_mulai
    return [baca_pohon(kunci) for kunci in _pohon_periode(keputusan.perangkat_daerah_id, mulai).values()]


def _pohon_periode(perangkat_daerah_id: int, mulai: int) -> dict[str, int]:
    """Return by urusan the tree of a period: the approved version, or the newest where none is approved."""
    hasil: dict[str, int] = {}
    for satu, _ in pohon_asal(PerangkatDaerah.objects.get(pk=perangkat_daerah_id)):
        if satu.periode.mulai == mulai:
            hasil.setdefault(satu.urusan, satu.pk)
    return hasil


def kerangka_iki(perangkat_daerah: PerangkatDaerah) -> BarisIki:
    """Return the book of an agency without positions."""
    return BarisIki(
        perangkat_daerah_id=perangkat_daerah.pk,
        slug=perangkat_daerah.slug,
        nama_perangkat=perangkat_daerah.nama,
        nama_pemerintah=perangkat_daerah.pemerintah_daerah.nama,
        posisi=(),
    )


def pustaka_fungsi(perangkat_daerah: PerangkatDaerah) -> list[str]:
    """Return the items of the agency's library that several positions use, the most used first."""
    butir = ButirFungsi.objects.filter(perangkat_daerah=perangkat_daerah).annotate(pemakai=Count("dipakai"))
    teks = butir.filter(pemakai__gt=1).order_by("-pemakai", "pk").values_list("teks", flat=True)
    return list(teks[:_PUSTAKA_TERBANYAK])


def pustaka_pemakai(perangkat_daerah: PerangkatDaerah) -> list[tuple[ButirFungsi, list[str]]]:
    """Return the items of the agency's library with the names of the positions that have them, most shared first."""
    pemakai: dict[int, list[str]] = defaultdict(list)
    for butir_id, nama in (
        FungsiJabatan.objects.filter(jabatan__in=jabatan_berlaku(perangkat_daerah))
        .order_by("jabatan__urutan", "jabatan_id")
        .values_list("butir_id", "jabatan__nama")
    ):
        pemakai[butir_id].append(nama)
    semua = [(satu, pemakai[satu.pk]) for satu in ButirFungsi.objects.filter(pk__in=list(pemakai)).order_by("pk")]
    return sorted(semua, key=lambda pasangan: -len(pasangan[1]))


def ambil_butir(perangkat_daerah: PerangkatDaerah, butir_id: int) -> ButirFungsi:
    """Return an item of the agency's library. Raises TidakDitemukan."""
    butir = ButirFungsi.objects.filter(perangkat_daerah=perangkat_daerah, pk=butir_id).first()
    if butir is None:
        raise TidakDitemukan("Fungsi ini tidak ada dalam pustaka.")
    return butir


def riwayat_iki(perangkat_daerah: PerangkatDaerah, jabatan_id: int | None = None) -> QuerySet[CatatanAudit]:
    """Return what was done with the sheets of an agency's positions (or of one of them), newest first."""
    jabatan = Jabatan.objects.filter(perangkat_daerah=perangkat_daerah)
    if jabatan_id is not None:
        jabatan = jabatan.filter(pk=jabatan_id)
    return CatatanAudit.objects.filter(wadah__in=[f"jabatan:{kunci}" for kunci in jabatan.values_list("pk", flat=True)])


def perangkat_berjabatan(pengguna: Pengguna) -> QuerySet[PerangkatDaerah]:
    """Return the agencies an account may see that have positions in force, by name."""
    ada = Jabatan.objects.filter(perangkat_daerah=OuterRef("pk"), berlaku_sampai__isnull=True).order_by()
    return perangkat_terlihat(pengguna).filter(Exists(ada)).order_by("nama", "pk")


def jabatan_lihat(pengguna: Pengguna) -> QuerySet[Jabatan]:
    """Return the positions in force of the agencies that an account may see: whose extract it may choose."""
    return (
        Jabatan.objects.filter(perangkat_daerah__in=perangkat_terlihat(pengguna), berlaku_sampai__isnull=True)
        .select_related("perangkat_daerah")
        .order_by("perangkat_daerah__nama", "perangkat_daerah", "urutan", "pk")
    )


def _baca_sasaran(
    perangkat_daerah: PerangkatDaerah, simpul: Mapping[UUID, BarisSimpul]
) -> dict[int, list[BarisSasaran]]:
    """Return the sasaran by position, with the texts of the tree where they follow it."""
    indikator: dict[int, list[IndikatorSasaran]] = defaultdict(list)
    for satu in IndikatorSasaran.objects.filter(sasaran__jabatan__perangkat_daerah=perangkat_daerah).order_by(
        "sasaran_id", "urutan", "pk"
    ):
        indikator[satu.sasaran_id].append(satu)
    semua = list(
        Sasaran.objects.filter(jabatan__perangkat_daerah=perangkat_daerah).order_by("jabatan_id", "urutan", "pk")
    )
    teks = {satu.pk: _teks(satu, simpul) for satu in semua}
    hasil: dict[int, list[BarisSasaran]] = defaultdict(list)
    for sasaran in semua:
        dari = simpul.get(sasaran.simpul_identitas) if sasaran.simpul_identitas else None
        hasil[sasaran.jabatan_id].append(
            BarisSasaran(
                id=sasaran.pk,
                identitas=sasaran.identitas,
                nomor=len(hasil[sasaran.jabatan_id]) + 1,
                teks=teks[sasaran.pk],
                mendukung_id=sasaran.mendukung_id,
                mendukung_teks=teks.get(sasaran.mendukung_id, "") if sasaran.mendukung_id else "",
                simpul_identitas=sasaran.simpul_identitas,
                kode_simpul=dari.kode if dari else "",
                ikut_pohon=bool(dari) and sasaran.ikut_pohon,
                indikator=tuple(_indikator(satu, dari) for satu in indikator[sasaran.pk]),
            )
        )
    return hasil


def _teks(sasaran: Sasaran, simpul: Mapping[UUID, BarisSimpul]) -> str:
    dari = simpul.get(sasaran.simpul_identitas) if sasaran.simpul_identitas else None
    return dari.pernyataan if dari and sasaran.ikut_pohon and dari.pernyataan else sasaran.teks


def _indikator(satu: IndikatorSasaran, dari: BarisSimpul | None) -> BarisIndikator:
    baris = BarisIndikator(
        id=satu.pk,
        identitas=satu.identitas,
        nama=satu.nama,
        jenis_formula=satu.jenis_formula,
        pembilang=satu.pembilang,
        penyebut=satu.penyebut,
        pengali=satu.pengali,
        formula=satu.formula,
        sumber_data=tuple(filter(None, satu.sumber_data.split("\n"))),
        keterangan=satu.keterangan,
        indikator_identitas=satu.indikator_identitas,
        ikut_pohon=False,
    )
    asal = next((i for i in dari.indikator if i.identitas == satu.indikator_identitas), None) if dari else None
    if asal is None or not satu.ikut_pohon:
        return baris
    return replace(
        baris,
        nama=asal.nama,
        jenis_formula=asal.jenis_formula,
        pembilang=asal.pembilang,
        penyebut=asal.penyebut,
        pengali=asal.pengali,
        formula=asal.formula,
        sumber_data=asal.sumber_data,
        ikut_pohon=True,
    )


def _dipegang(pohon: Iterable[BarisPohon]) -> dict[int, list[SimpulDipegang]]:
    """Return by position the nodes it carries, in tree order; other agencies' work is not a position's sasaran."""
    hasil: dict[int, list[SimpulDipegang]] = defaultdict(list)
    for rows in pohon:
        for simpul in rows.simpul:
            if simpul.perlu_indikator and simpul.pernyataan:
                for satu in simpul.jabatan:
                    hasil[satu.jabatan_id].append(SimpulDipegang(simpul.identitas, simpul.kode, simpul.pernyataan))
    return hasil
