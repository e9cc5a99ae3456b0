"""Reading a tree: the header with access check, and the whole tree as frozen rows in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from instansi.api import Pengguna, PerangkatDaerah, TidakDitemukan
from pohon.choices import RUJUKAN, STATUS_KERJA, TINGKAT_BAWAAN, JenisSimpul, Komponen, StatusPohon
from pohon.models import (
    Crosscutting,
    Indikator,
    Nomenklatur,
    Penghapusan,
    PeraturanNomenklatur,
    Pohon,
    Simpul,
    SimpulJabatan,
)
from pohon.policies import boleh_lihat
from pohon.rows import BarisCrosscutting, BarisIndikator, BarisJabatan, BarisPohon, BarisSimpul, bilangan_tingkat

_READS = 3  # a tree changed during each of so many readings is read no more; the last reading is then given


def ambil_pohon(pengguna: Pengguna, pohon_id: int) -> Pohon:
    """Return the header of a tree the account may see. Raises TidakDitemukan otherwise, as for none at all."""
    pohon = (
        Pohon.objects.select_related("perangkat_daerah__pemerintah_daerah", "pemerintah_daerah", "periode")
        .filter(pk=pohon_id)
        .first()
    )
    if pohon is None or not boleh_lihat(pengguna, pohon):
        raise TidakDitemukan("Pohon kinerja tidak ditemukan.")
    return pohon


def pohon_kerja(perangkat_daerah: PerangkatDaerah) -> QuerySet[Pohon]:
    """Return the newest tree of each urusan and period of an agency: working versions first, then the approved."""
    return (
        Pohon.objects.filter(perangkat_daerah=perangkat_daerah)
        .exclude(status=StatusPohon.DIGANTIKAN)
        .select_related("perangkat_daerah__pemerintah_daerah", "periode")
        .order_by("-periode__mulai", "urusan", "-nomor_versi")
    )


def cari_pohon(
    *, perangkat_daerah: str, pemerintah_daerah: str = "", urusan: str | None = None, periode: str = ""
) -> Pohon:
    """Return the one tree a command names: agency slug and, where needed to be unique, government, urusan and period.

    Of several versions the working one, else the newest. Raises TidakDitemukan with a sentence that says what to add.
    """
    calon = Pohon.objects.filter(perangkat_daerah__slug=perangkat_daerah).select_related(
        "perangkat_daerah__pemerintah_daerah", "pemerintah_daerah", "periode"
    )
    if pemerintah_daerah:
        calon = calon.filter(perangkat_daerah__pemerintah_daerah__slug=pemerintah_daerah)
    if urusan is not None:
        calon = calon.filter(urusan__iexact=urusan)
    if periode:
        mulai, _, selesai = periode.replace("–", "-").partition("-")
        if not (mulai.isdecimal() and selesai.isdecimal()):
            raise TidakDitemukan("Periode ditulis seperti 2021-2026.")
        calon = calon.filter(periode__mulai=int(mulai), periode__selesai=int(selesai))
    pohon = sorted(calon, key=lambda satu: (satu.status in STATUS_KERJA, satu.nomor_versi), reverse=True)
    if not pohon:
        raise TidakDitemukan(f"Tidak ada pohon kinerja untuk perangkat daerah “{perangkat_daerah}” yang diminta.")
    kelompok = {(satu.perangkat_daerah_id, satu.urusan, satu.periode_id) for satu in pohon}
    if len(kelompok) > 1:
        raise TidakDitemukan("Ada beberapa pohon; tambahkan --urusan, --periode, atau --pemerintah-daerah.")
    return pohon[0]


def baca_pohon(pohon_id: int) -> BarisPohon:
    """Return the whole live tree as rows: five queries, whatever its size.

    No transaction (a reader would wait for writers on SQLite): `rev` is compared before and after, and the tree read
    again when it moved meanwhile. Raises Pohon.DoesNotExist.
    """
    for _ in range(_READS):
        hasil = _baca_sekali(pohon_id)
        if Pohon.objects.values_list("rev", flat=True).get(pk=pohon_id) == hasil.rev:
            break
    return hasil


def penghapusan_terakhir(pohon_id: int) -> Penghapusan | None:
    """Return the newest deletion of a tree that has not been restored, for the offer to undo it."""
    return Penghapusan.objects.filter(pohon=pohon_id, dipulihkan__isnull=True).order_by("-waktu").first()


def daftar_penghapusan(pohon_id: int) -> QuerySet[Penghapusan]:
    """Return the deletions that can still be restored, newest first."""
    return Penghapusan.objects.filter(pohon=pohon_id, dipulihkan__isnull=True).select_related("oleh")


def cari_nomenklatur(peraturan: PeraturanNomenklatur | None, kata: str) -> QuerySet[Nomenklatur]:
    """Return the codes of a regulation whose code starts with, or whose name holds, every word; by code."""
    hasil = Nomenklatur.objects.filter(peraturan=peraturan).select_related("peraturan")
    for satu in kata.split():
        hasil = hasil.filter(Q(kode__startswith=satu) | Q(nama__icontains=satu))
    return hasil.order_by("kode")


def _baca_sekali(pohon_id: int) -> BarisPohon:
    pohon = Pohon.objects.select_related("perangkat_daerah__pemerintah_daerah", "pemerintah_daerah", "periode").get(
        pk=pohon_id
    )
    indikator = _kelompokkan(
        Indikator.objects.filter(pohon=pohon_id, penghapusan__isnull=True)
        .order_by("simpul_id", "urutan", "pk")
        .values(
            "id", "identitas", "simpul_id", "nama", "satuan", "jenis_formula", "pembilang", "penyebut", "pengali",
            "formula", "makna", "alasan", "sumber_data", "arah", "penanggung_jawab_id", "penanggung_jawab__nama",
            "versi",
        )
    )  # fmt: skip
    jabatan = _kelompokkan(
        SimpulJabatan.objects.filter(pohon=pohon_id)
        .order_by("simpul_id", "urutan", "pk")
        .values("simpul_id", "jabatan_id", "identitas", "jabatan__nama", "jabatan__jenjang")
    )
    crosscutting = _kelompokkan(
        Crosscutting.objects.filter(pohon=pohon_id)
        .order_by("simpul_id", "urutan", "pk")
        .values("simpul_id", "id", "identitas", "perangkat_daerah_id", "nama")
    )
    simpul = list(
        Simpul.objects.hidup()
        .filter(tree_id=pohon_id)
        .order_by("lft")
        .values(
            "id", "identitas", "parent_id", "jenis", "pernyataan", "sumber", "judul_csf", "sifat", "tingkat",
            "komponen", "kinerja_jabatan", "nomenklatur_id", "nomenklatur_kode", "nomenklatur_nama",
            "nomenklatur_peraturan", "versi",
        )
    )  # fmt: skip
    pemilik = pohon.perangkat_daerah or pohon.pemerintah_daerah
    pemerintah = pohon.perangkat_daerah.pemerintah_daerah if pohon.perangkat_daerah else pohon.pemerintah_daerah
    return BarisPohon(
        id=pohon.pk,
        rev=pohon.rev,
        nama_pemilik=str(pemilik),
        nama_pemerintah=str(pemerintah),
        perangkat_daerah_id=pohon.perangkat_daerah_id,
        bentuk=pohon.perangkat_daerah.bentuk if pohon.perangkat_daerah else "",
        urusan=pohon.urusan,
        periode=str(pohon.periode),
        periode_mulai=pohon.periode.mulai,
        periode_selesai=pohon.periode.selesai,
        tahun=pohon.tahun,
        nomor_versi=pohon.nomor_versi,
        status=StatusPohon(pohon.status),
        mandat=pohon.mandat,
        permasalahan=pohon.permasalahan,
        ekspektasi=pohon.ekspektasi,
        tanggal_kesepakatan=pohon.tanggal_kesepakatan,
        peserta_kesepakatan=pohon.peserta_kesepakatan,
        judul_kolom_sumber=pohon.judul_kolom_sumber,
        simpul=_susun_simpul(simpul, indikator, jabatan, crosscutting),
    )


def _kelompokkan(rows: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    hasil: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        hasil[row["simpul_id"]].append(row)
    return hasil


def _susun_simpul(
    rows: list[dict[str, Any]],
    indikator: dict[int, list[dict[str, Any]]],
    jabatan: dict[int, list[dict[str, Any]]],
    crosscutting: dict[int, list[dict[str, Any]]],
) -> tuple[BarisSimpul, ...]:
    """Turn raw rows in preorder into coded rows. Whose work a node is depends on its children, hence two passes."""
    anak: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        anak[row["parent_id"]].append(row["id"])
    milik_lain: dict[int, bool] = {}
    for row in reversed(rows):
        kunci = row["id"]
        milik_lain[kunci] = row["jenis"] == JenisSimpul.CROSSCUTTING or (
            bool(crosscutting.get(kunci))
            and not indikator.get(kunci)
            and all(milik_lain[turunan] for turunan in anak[kunci])
        )
    penomor = _Penomor(rows)
    return tuple(
        _baris_simpul(
            row,
            *penomor.nomori(row),
            jumlah_anak=len(anak[row["id"]]),
            milik_lain=milik_lain[row["id"]],
            indikator=tuple(_baris_indikator(satu) for satu in indikator.get(row["id"], ())),
            jabatan=tuple(
                BarisJabatan(satu["jabatan_id"], satu["identitas"], satu["jabatan__nama"], satu["jabatan__jenjang"])
                for satu in jabatan.get(row["id"], ())
            ),
            crosscutting=tuple(
                BarisCrosscutting(satu["id"], satu["identitas"], satu["perangkat_daerah_id"], satu["nama"])
                for satu in crosscutting.get(row["id"], ())
            ),
        )
        for row in rows
    )


class _Penomor:
    """Gives each node of a preorder its code, printed depth and printed parent (DOMAIN.md: O, C1, 1, 1.1 …)."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.banyak_outcome = sum(row["jenis"] == JenisSimpul.OUTCOME for row in rows) > 1
        self.hitungan: dict[str, int] = defaultdict(int)
        self.kode: dict[int, str] = {}
        self.dalam: dict[int, int] = {}
        self.outcome_id: int | None = None

    def nomori(self, row: dict[str, Any]) -> tuple[str, int, int | None]:
        """Return (code, depth as printed, parent as printed) of the next row."""
        kunci, jenis, induk = row["id"], row["jenis"], row["parent_id"]
        if jenis == JenisSimpul.OUTCOME:
            self.outcome_id = kunci
            nomor = self._hitung("outcome")
            kode, dalam, induk = (f"O{nomor}" if self.banyak_outcome else "O"), 0, None
        elif jenis == JenisSimpul.CSF:
            kode, dalam = f"C{self._hitung('csf')}", 1
        elif jenis == JenisSimpul.KONDISI:
            kode, dalam, induk = str(self._hitung("kondisi")), 1, self.outcome_id
        else:
            kode = f"{self.kode[induk]}.{self._hitung(str(induk))}"
            dalam = self.dalam[induk] + 1
        self.kode[kunci], self.dalam[kunci] = kode, dalam
        return kode, dalam, induk

    def _hitung(self, kunci: str) -> int:
        self.hitungan[kunci] += 1
        return self.hitungan[kunci]


def _baris_simpul(
    row: dict[str, Any], kode: str, kedalaman: int, induk_tampil_id: int | None, **lain: Any
) -> BarisSimpul:
    jenis = JenisSimpul(row["jenis"])
    bawaan = TINGKAT_BAWAAN.get(jenis, "")
    return BarisSimpul(
        id=row["id"],
        identitas=row["identitas"],
        induk_id=row["parent_id"],
        induk_tampil_id=induk_tampil_id,
        jenis=jenis,
        kode=kode,
        kedalaman=kedalaman,
        pernyataan=row["pernyataan"],
        sumber=row["sumber"],
        judul_csf=row["judul_csf"],
        sifat=row["sifat"],
        tingkat=(row["tingkat"] or bawaan) if jenis in RUJUKAN else "",
        tingkat_diubah=bool(row["tingkat"]) and row["tingkat"] != bawaan,
        komponen=row["komponen"],
        komponen_cetak=_cetak_komponen(row["komponen"], jenis, kode),
        kinerja_jabatan=row["kinerja_jabatan"],
        nomenklatur_id=row["nomenklatur_id"],
        nomenklatur_kode=row["nomenklatur_kode"],
        nomenklatur_nama=row["nomenklatur_nama"],
        nomenklatur_peraturan=row["nomenklatur_peraturan"],
        versi=row["versi"],
        **lain,
    )


def _cetak_komponen(komponen: str, jenis: JenisSimpul, kode: str) -> str:
    """Return the component as printed; a condition's "sasaran SKPD" is numbered in words (DOMAIN.md, Tahap 5)."""
    if not komponen:
        return ""
    if komponen == Komponen.SASARAN and jenis == JenisSimpul.KONDISI:
        return f"sasaran {bilangan_tingkat(int(kode))} SKPD"
    return Komponen(komponen).label


def _baris_indikator(row: dict[str, Any]) -> BarisIndikator:
    row = dict(row)
    row["penanggung_jawab"] = row.pop("penanggung_jawab__nama") or ""
    row["sumber_data"] = tuple(satu for satu in row["sumber_data"].split("\n") if satu)
    return BarisIndikator(**row)
