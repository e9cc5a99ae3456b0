"""Reading decrees: the header with access check, a whole decree as frozen values, what a new one starts from."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from instansi.api import (
    BentukPerangkat,
    CatatanAudit,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    Periode,
    TidakDitemukan,
)
from naskah.arsip import baca_berkas
from naskah.choices import BagianButir, JenisHuruf, JenisKeputusan, StatusKeputusan, UkuranKertas
from naskah.models import (
    ButirKeputusan,
    DasarHukum,
    Keputusan,
    PengaturanNaskah,
    PengaturanPerangkat,
    TeksBaku,
)
from naskah.policies import boleh_lihat
from naskah.rows import BarisKeputusan, Butir, IsiKeputusan, TataLetak

BERKAS_TEKS_BAKU = settings.BASE_DIR / "fixtures" / "naskah" / "teks_baku.json"
DAFTAR_BUTIR = frozenset(BagianButir.values)
_NASIONAL = Q(pemerintah_daerah__isnull=True, perangkat_daerah__isnull=True)
# The scalar fields of a decree: columns of the same names, but for the decree amended.
KOLOM_ISI = tuple(satu.name for satu in fields(IsiKeputusan) if satu.name not in DAFTAR_BUTIR)


def ambil_keputusan(pengguna: Pengguna, keputusan_id: int) -> Keputusan:
    """Return the decree if the account may see it. Raises TidakDitemukan otherwise, as for none at all."""
    keputusan = (
        Keputusan.objects.select_related(
            "perangkat_daerah__pemerintah_daerah", "periode", "pdf", "pindaian", "mengubah"
        )
        .filter(pk=keputusan_id)
        .first()
    )
    if keputusan is None or not boleh_lihat(pengguna, keputusan):
        raise TidakDitemukan("Keputusan tidak ditemukan.")
    return keputusan


def daftar_keputusan(perangkat_daerah: PerangkatDaerah) -> QuerySet[Keputusan]:
    """Return the decrees of an agency, newest first."""
    return Keputusan.objects.filter(perangkat_daerah=perangkat_daerah).select_related("periode", "mengubah")


def keputusan_terakhir(perangkat_daerah: PerangkatDaerah, jenis: JenisKeputusan) -> Keputusan | None:
    """Return the agency's newest decree of a kind that is not revoked: a draft before the issued one it follows."""
    return daftar_keputusan(perangkat_daerah).filter(jenis=jenis).exclude(status=StatusKeputusan.DICABUT).first()


def cari_perangkat(*, perangkat_daerah: str, pemerintah_daerah: str = "") -> PerangkatDaerah:
    """Return the one agency a command names by slug. Raises TidakDitemukan with a sentence that says what to add."""
    calon = PerangkatDaerah.objects.filter(slug=perangkat_daerah).select_related("pemerintah_daerah")
    if pemerintah_daerah:
        calon = calon.filter(pemerintah_daerah__slug=pemerintah_daerah)
    hasil = list(calon[:2])
    if not hasil:
        raise TidakDitemukan(f"Tidak ada perangkat daerah “{perangkat_daerah}”.")
    if len(hasil) > 1:
        raise TidakDitemukan(f"Ada beberapa perangkat daerah “{perangkat_daerah}”; tambahkan --pemerintah-daerah.")
    return hasil[0]


def pdf_terbit(keputusan_id: int) -> bytes | None:
    """Return the PDF that was frozen when the decree was issued; None for a draft. Raises BerkasRusak."""
    keputusan = Keputusan.objects.select_related("pdf").get(pk=keputusan_id)
    return baca_berkas(keputusan.pdf) if keputusan.pdf else None


def baca_keputusan(keputusan_id: int, *, lambang: bool = True) -> BarisKeputusan:
    """Return the whole decree but for its attachments; pages do without `lambang`, the arms of its letterhead.

    Raises Keputusan.DoesNotExist, BerkasRusak when the arms cannot be read.
    """
    keputusan = Keputusan.objects.select_related("perangkat_daerah__pemerintah_daerah", "periode", "mengubah").get(
        pk=keputusan_id
    )
    butir: dict[str, list[Butir]] = {}
    for satu in ButirKeputusan.objects.filter(keputusan=keputusan).order_by("urutan", "pk"):
        butir.setdefault(satu.bagian, []).append(Butir(satu.teks, satu.dasar_id))
    isi = IsiKeputusan(
        **{nama: getattr(keputusan, nama) for nama in KOLOM_ISI},
        **{nama: tuple(satu) for nama, satu in butir.items()},  # type: ignore[arg-type]
    )
    if keputusan.mengubah is not None:
        isi = isi.dengan(**isi_perubahan(keputusan.mengubah))
    return _baris(
        keputusan.perangkat_daerah,
        keputusan.periode,
        isi,
        berlambang=lambang,
        id=keputusan.pk,
        jenis=JenisKeputusan(keputusan.jenis),
        status=StatusKeputusan(keputusan.status),
        versi=keputusan.versi,
        pohon_id=keputusan.pohon_id,
        pohon_rev=keputusan.pohon_rev,
        dicabut=MappingProxyType(_dicabut(keputusan)),
    )


def _dicabut(keputusan: Keputusan) -> dict[int, str]:
    """Return by what each legal basis of the decree was revoked; an own version of it has the last word."""
    dipakai = set(
        ButirKeputusan.objects.filter(keputusan=keputusan, dasar__isnull=False).values_list("dasar_id", flat=True)
    )
    kini = {satu.menggantikan_id or satu.pk: satu for satu in pustaka_dasar(keputusan.perangkat_daerah)}
    kini |= {satu.pk: satu for satu in kini.values()}
    return {kunci: kini[kunci].pencabut for kunci in dipakai if kunci in kini and kini[kunci].dicabut}


def baris_rancangan(
    perangkat_daerah: PerangkatDaerah, jenis: JenisKeputusan, periode: Periode, pohon_id: int | None
) -> BarisKeputusan:
    """Return the draft that `isi_awal` gives, without storing it; its key is 0."""
    isi = isi_awal(perangkat_daerah, jenis, periode)
    return _baris(
        perangkat_daerah,
        periode,
        isi,
        id=0,
        jenis=jenis,
        status=StatusKeputusan.DRAF,
        versi=0,
        pohon_id=pohon_id,
        pohon_rev=None,
    )


def isi_awal(perangkat_daerah: PerangkatDaerah, jenis: JenisKeputusan, periode: Periode) -> IsiKeputusan:
    """Return what a new decree starts from: the agency's settings, the standing texts, the usual legal bases."""
    pemerintah = perangkat_daerah.pemerintah_daerah
    atur = PengaturanPerangkat.objects.filter(perangkat_daerah=perangkat_daerah).first() or PengaturanPerangkat()
    pejabat = pejabat_bawaan(perangkat_daerah)
    nilai = {
        "perangkat_daerah": perangkat_daerah.nama,
        "pemerintah": pemerintah.nama,
        "periode": _periode(periode),
        "pejabat": pejabat,
    }
    teks = {kunci: isi_teks(satu, nilai) for kunci, satu in teks_baku(pemerintah, jenis).items()}
    dasar = [satu for satu in pustaka_dasar(perangkat_daerah) if satu.bawaan_untuk(jenis) and not satu.dicabut]
    return IsiKeputusan(
        tentang=teks["tentang"],
        judul_lampiran=teks["judul_lampiran"],
        nomor_pola=atur.nomor_pola or "{nomor}/TAHUN {tahun}",
        tempat=atur.tempat or pemerintah.ibu_kota,
        kop_pemerintah=atur.kop_pemerintah or f"Pemerintah {pemerintah.nama}",
        kop_nama=atur.kop_nama or perangkat_daerah.nama,
        # The address has one home, that of the agency; without one the government's stands in the letterhead.
        kop_alamat=atur.kop_alamat or pemerintah.alamat,
        pejabat_penetap=pejabat,
        ttd_jabatan=pejabat,
        pengantar=_butir_baku(teks, BagianButir.PENGANTAR),
        menimbang=_butir_baku(teks, BagianButir.MENIMBANG),
        mengingat=tuple(Butir(satu.teks + ";", satu.pk) for satu in dasar),
        diktum=_butir_baku(teks, BagianButir.DIKTUM),
    )


def isi_perubahan(lama: Keputusan) -> dict[str, Any]:
    """Return the fields that name an issued decree as the one amended."""
    return {
        "mengubah_id": lama.pk,
        "mengubah_sebutan": f"Keputusan {lama.pejabat_penetap}",
        "mengubah_nomor": lama.nomor,
        "mengubah_tahun": lama.tahun,
        "mengubah_tentang": lama.tentang,
    }


def isi_untuk_perubahan(lama: BarisKeputusan) -> IsiKeputusan:
    """Return what a draft starts from that amends an issued decree: its content, number and date open again."""
    judul = lama.isi.judul_lampiran or lama.isi.tentang
    return lama.isi.dengan(
        nomor_urut="",
        hari=None,
        bulan=None,
        tahun=None,
        mengubah_id=lama.id,
        judul_lampiran=judul if judul.lower().startswith("perubahan") else f"Perubahan {judul}",
    )


def teks_baku(pemerintah: PemerintahDaerah, jenis: JenisKeputusan) -> Mapping[str, str]:
    """Return the standing texts of a kind by key: the bundled ones, or the government's own wording of each."""
    sendiri = dict(TeksBaku.objects.filter(pemerintah_daerah=pemerintah, jenis=jenis).values_list("kunci", "teks"))
    # A list is the government's own as a whole: it may have fewer items than the bundled one.
    diganti = {bagian_teks(kunci) for kunci in sendiri}
    return {
        **{kunci: teks for kunci, teks in teks_bawaan(jenis).items() if bagian_teks(kunci) not in diganti},
        **sendiri,
    }


def teks_bawaan(jenis: JenisKeputusan) -> Mapping[str, str]:
    """Return the bundled standing texts of a kind by key; none for a kind that has no such texts."""
    return _teks_bawaan().get(jenis.value, {})


def susun_teks(teks: Mapping[str, str]) -> dict[str, list[str]]:
    """Return standing texts by part, the items of a list in order."""
    hasil: dict[str, list[str]] = {}
    for kunci in sorted(teks, key=lambda satu: (bagian_teks(satu), _nomor_kunci(satu))):
        hasil.setdefault(bagian_teks(kunci), []).append(teks[kunci])
    return hasil


def _nomor_kunci(kunci: str) -> int:
    nomor = kunci.rpartition("-")[2]
    return int(nomor) if nomor.isdecimal() else 0


def bagian_teks(kunci: str) -> str:
    """Return the part of a decree that a key of a standing text belongs to: "menimbang-2" → "menimbang"."""
    awal, _, nomor = kunci.rpartition("-")
    return awal if nomor.isdecimal() else kunci


def isi_teks(teks: str, nilai: Mapping[str, str]) -> str:
    """Return the text with {perangkat_daerah}, {pemerintah}, {periode}, {pejabat} filled in; other braces stay."""
    for nama, isi in nilai.items():
        teks = teks.replace("{" + nama + "}", isi)
    return teks


def pustaka_dasar(perangkat_daerah: PerangkatDaerah) -> QuerySet[DasarHukum]:
    """Return the legal bases an agency may cite: national, its government's and its own, by rank and date.

    One in whose place a nearer version stands is left out.
    """
    return _pustaka(_terjangkau(perangkat_daerah))


def pustaka_pemerintah(pemerintah: PemerintahDaerah) -> QuerySet[DasarHukum]:
    """Return the library of a local government: national legal bases and its own, by rank and date."""
    return _pustaka(_NASIONAL | Q(pemerintah_daerah=pemerintah))


def dasar_dikenal(perangkat_daerah: PerangkatDaerah) -> QuerySet[DasarHukum]:
    """Return every legal basis that a decree of the agency may name, also one that has an own version since."""
    return DasarHukum.objects.filter(_terjangkau(perangkat_daerah))


def _pustaka(milik: Q) -> QuerySet[DasarHukum]:
    diganti = DasarHukum.objects.filter(milik, menggantikan__isnull=False).values("menggantikan")
    return (
        DasarHukum.objects.filter(milik)
        .exclude(pk__in=diganti)
        .order_by("peringkat", F("tahun").asc(nulls_last=True), F("tanggal").asc(nulls_last=True), "pk")
    )


def _terjangkau(perangkat_daerah: PerangkatDaerah) -> Q:
    return _NASIONAL | Q(pemerintah_daerah=perangkat_daerah.pemerintah_daerah_id) | Q(perangkat_daerah=perangkat_daerah)


def riwayat(keputusan: Keputusan) -> QuerySet[CatatanAudit]:
    """Return what was done with a decree, newest first."""
    return CatatanAudit.objects.filter(wadah=keputusan.wadah)


def pejabat_bawaan(perangkat_daerah: PerangkatDaerah) -> str:
    """Return the office that heads an agency, as decrees name it: "Kepala Dinas … Kabupaten …", "Camat …"."""
    nama = perangkat_daerah.nama
    if perangkat_daerah.bentuk == BentukPerangkat.KECAMATAN:
        pejabat = f"Camat {nama.removeprefix('Kecamatan ')}"
    elif perangkat_daerah.bentuk == BentukPerangkat.INSPEKTORAT:
        pejabat = "Inspektur"
    elif perangkat_daerah.bentuk == BentukPerangkat.SEKRETARIAT:
        pejabat = f"Sekretaris {nama.removeprefix('Sekretariat ')}"
    else:
        pejabat = f"Kepala {nama}"
    pemerintah = perangkat_daerah.pemerintah_daerah.nama
    return pejabat if pejabat.endswith(pemerintah) else f"{pejabat} {pemerintah}"


def tata_letak(pemerintah: PemerintahDaerah, *, berlambang: bool = True) -> tuple[TataLetak, bytes]:
    """Return how papers of a local government look, and its arms (PNG, or empty). Raises BerkasRusak."""
    atur = PengaturanNaskah.objects.filter(pemerintah_daerah=pemerintah).select_related("lambang").first()
    if atur is None:
        return TataLetak(), b""
    tata = TataLetak(
        kertas=UkuranKertas(atur.kertas),
        margin=(atur.margin_atas, atur.margin_kanan, atur.margin_bawah, atur.margin_kiri),
        huruf=JenisHuruf(atur.huruf),
        ukuran_huruf=atur.ukuran_huruf,
    )
    return tata, baca_berkas(atur.lambang) if berlambang and atur.lambang else b""


def _baris(
    perangkat_daerah: PerangkatDaerah, periode: Periode, isi: IsiKeputusan, *, berlambang: bool = True, **lain: Any
) -> BarisKeputusan:
    tata, lambang = tata_letak(perangkat_daerah.pemerintah_daerah, berlambang=berlambang)
    return BarisKeputusan(
        perangkat_daerah_id=perangkat_daerah.pk,
        slug=perangkat_daerah.slug,
        nama_perangkat=perangkat_daerah.nama,
        nama_pemerintah=perangkat_daerah.pemerintah_daerah.nama,
        periode=_periode(periode),
        isi=isi,
        tata_letak=tata,
        lambang=lambang,
        **lain,
    )


def _periode(periode: Periode) -> str:
    """Decrees print the period with a hyphen."""
    return f"{periode.mulai}-{periode.selesai}"


def _butir_baku(teks: Mapping[str, str], bagian: BagianButir) -> tuple[Butir, ...]:
    awalan = f"{bagian.value}-"
    kunci = [satu for satu in teks if satu.startswith(awalan) and satu.removeprefix(awalan).isdecimal()]
    return tuple(Butir(teks[satu]) for satu in sorted(kunci, key=lambda satu: int(satu.removeprefix(awalan))))


@cache
def _teks_bawaan() -> dict[str, dict[str, str]]:
    isi: dict[str, dict[str, str]] = json.loads(BERKAS_TEKS_BAKU.read_text(encoding="utf-8"))
    return isi
