"""What the pages of an agency and year are made of: its trees, its positions' own sasaran, its targets. Read once.

`baca_lingkup` takes the same few queries however many indicators there are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from instansi.api import PerangkatDaerah, Periode, TidakDitemukan
from pk.models import NilaiIndikator, TargetIndikator
from pk.nilai import Nilai
from pk.rows import BarisTarget, DaftarTarget, Kunci
from pohon.api import BarisPohon, JenisFormula, Pohon, baca_semua, pohon_kerja
from pohon.sasaran_jabatan import SasaranJabatan, sasaran_jabatan

_PERSEN = frozenset(("persen", "%", "persentase"))


@dataclass(frozen=True)
class Lingkup:
    """An agency in one period. `pohon` are its trees of that period, of each urusan the newest version."""

    perangkat: PerangkatDaerah
    periode: Periode
    pohon: tuple[BarisPohon, ...]
    sasaran_sendiri: Mapping[int, tuple[SasaranJabatan, ...]]
    daftar: DaftarTarget

    def tahun(self, diminta: int | None = None) -> int:
        """Return the year asked for, else the present one, in either case within the period."""
        kini = diminta if diminta is not None else timezone.localdate().year
        return min(max(kini, self.periode.mulai), self.periode.selesai)


def baca_lingkup(perangkat: PerangkatDaerah, tahun: int | None = None) -> Lingkup:
    """Return the agency's rows in the period that holds the year, else in its newest one.

    Raises TidakDitemukan when the local government has no period yet.
    """
    semua = list(pohon_kerja(perangkat))
    periode = _pilih_periode(perangkat, semua, tahun)
    menurut_urusan: dict[str, Pohon] = {}
    for satu in semua:  # newest first
        if satu.periode_id == periode.pk:
            menurut_urusan.setdefault(satu.urusan, satu)
    rows = baca_semua([satu.pk for satu in menurut_urusan.values()])
    pohon = tuple(rows[satu.pk] for satu in menurut_urusan.values())
    sendiri = sasaran_jabatan(perangkat)
    daftar = DaftarTarget(
        perangkat_daerah_id=perangkat.pk,
        slug=perangkat.slug,
        nama_perangkat=perangkat.nama,
        periode_id=periode.pk,
        mulai=periode.mulai,
        selesai=periode.selesai,
        baris=tuple(_lengkapi(perangkat, periode, [*_dari_pohon(pohon), *_dari_jabatan(sendiri)])),
    )
    return Lingkup(perangkat, periode, pohon, sendiri, daftar)


def _pilih_periode(perangkat: PerangkatDaerah, pohon: list[Pohon], tahun: int | None) -> Periode:
    calon = list({satu.periode_id: satu.periode for satu in pohon}.values())
    calon = calon or list(Periode.objects.filter(pemerintah_daerah=perangkat.pemerintah_daerah_id))
    if not calon:
        raise TidakDitemukan("Pemerintah daerah ini belum mempunyai periode perencanaan.")
    dicari = tahun if tahun is not None else timezone.localdate().year
    return next((satu for satu in calon if satu.mulai <= dicari <= satu.selesai), calon[0])


def _dari_pohon(pohon: tuple[BarisPohon, ...]) -> Iterator[BarisTarget]:
    for rows in pohon:
        for simpul in rows.tanpa_csf:
            for satu in simpul.indikator if simpul.perlu_indikator else ():
                yield BarisTarget(
                    identitas=satu.identitas,
                    urusan=rows.urusan,
                    simpul_id=simpul.id,
                    simpul_identitas=simpul.identitas,
                    kode=simpul.kode,
                    sasaran=simpul.pernyataan,
                    nama=satu.nama,
                    satuan=satu.satuan,
                    arah=satu.arah,
                    persentase=satu.jenis_formula == JenisFormula.PERSENTASE,
                )


def _dari_jabatan(sendiri: Mapping[int, tuple[SasaranJabatan, ...]]) -> Iterator[BarisTarget]:
    for sasaran in (satu for milik in sendiri.values() for satu in milik):
        for indikator in sasaran.indikator:
            yield BarisTarget(
                identitas=indikator.identitas,
                urusan="",
                simpul_id=None,
                simpul_identitas=sasaran.identitas,
                kode="",
                sasaran=sasaran.teks,
                nama=indikator.nama,
                satuan="Persen" if indikator.persentase else "",
                arah="",
                persentase=indikator.persentase,
            )


def _lengkapi(perangkat: PerangkatDaerah, periode: Periode, baris: list[BarisTarget]) -> Iterator[BarisTarget]:
    """Yield the rows with what is stored of them; two queries."""
    tersimpan = {
        (satu.urusan, satu.identitas): satu
        for satu in TargetIndikator.objects.filter(perangkat_daerah=perangkat, periode=periode)
    }
    nilai: dict[int, dict[Kunci, Nilai]] = defaultdict(dict)
    semua = NilaiIndikator.objects.filter(target__perangkat_daerah=perangkat, target__periode=periode)
    for target_id, jenis, tahun, angka, teks in semua.values_list("target", "jenis", "tahun", "angka", "teks"):
        nilai[target_id][jenis, tahun] = Nilai(angka, teks)
    for satu in baris:
        ada = tersimpan.get((satu.urusan, satu.identitas))
        satuan = (ada.satuan if ada else "") or satu.satuan
        yield BarisTarget(
            identitas=satu.identitas,
            urusan=satu.urusan,
            simpul_id=satu.simpul_id,
            simpul_identitas=satu.simpul_identitas,
            kode=satu.kode,
            sasaran=satu.sasaran,
            nama=satu.nama,
            satuan=satuan,
            arah=(ada.arah if ada else "") or satu.arah,
            persentase=satuan.strip().casefold() in _PERSEN or (satu.persentase and not (ada and ada.satuan)),
            versi=ada.versi if ada else 0,
            satuan_sendiri=bool(ada and ada.satuan),
            arah_sendiri=bool(ada and ada.arah),
            nilai=nilai[ada.pk] if ada else {},
        )
