"""Reading a tree: the header with access check, and the whole tree as frozen rows in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Length, Replace

from instansi.api import CatatanAudit, Pengguna, PerangkatDaerah, TidakDitemukan, baca_isi, riwayat
from pohon.choices import STATUS_KERJA, TITIK_NOMENKLATUR, JenisSimpul, StatusPermintaan, StatusPohon
from pohon.models import (
    BeritaAcara,
    Crosscutting,
    Indikator,
    Nomenklatur,
    Penghapusan,
    PeraturanNomenklatur,
    Permintaan,
    Pohon,
    Simpul,
    SimpulJabatan,
)
from pohon.perakit import Kelompok, rakit_simpul
from pohon.policies import boleh_lihat
from pohon.rows import BarisBeritaAcara, BarisJawaban, BarisPohon, BarisSimpul
from pohon.transitions import Kata, status_berikut

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


def isi_berita_acara(pohon: Pohon) -> tuple[str, bytes]:
    """Return (file name, bytes) of the minutes. Raises TidakDitemukan when there are none, BerkasRusak when damaged."""
    satu = BeritaAcara.objects.filter(pohon=pohon).first()
    if satu is None:
        raise TidakDitemukan("Berita acara kesepakatan belum diunggah.")
    return satu.nama, baca_isi(satu.sha256, satu.nama)


def pohon_kerja(perangkat_daerah: PerangkatDaerah) -> QuerySet[Pohon]:
    """Return the newest tree of each urusan and period of an agency: working versions first, then the approved."""
    return (
        Pohon.objects.filter(perangkat_daerah=perangkat_daerah)
        .exclude(status=StatusPohon.DIGANTIKAN)
        .select_related("perangkat_daerah__pemerintah_daerah", "periode")
        .order_by("-periode__mulai", "urusan", "-nomor_versi")
    )


def pohon_asal(perangkat_daerah: PerangkatDaerah) -> list[tuple[Pohon, str]]:
    """Return the trees of an agency that a decree can be drafted from, each as a list names it, approved ones first."""
    urut = sorted(
        pohon_kerja(perangkat_daerah),
        key=lambda satu: (satu.status != StatusPohon.DISETUJUI, -satu.periode.mulai, -satu.pk),
    )
    return [(satu, _sebut_asal(satu)) for satu in urut]


def _sebut_asal(pohon: Pohon) -> str:
    urusan = f", urusan {pohon.urusan}" if pohon.urusan else ""
    return f"Periode {pohon.periode}{urusan}, versi {pohon.nomor_versi} ({pohon.get_status_display().lower()})"


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
    """Return the whole live tree as rows: five queries, whatever its size, and one more where it asks other agencies.

    No transaction (a reader would wait for writers on SQLite): `rev` is compared before and after, and the tree read
    again when it moved meanwhile. Raises Pohon.DoesNotExist.
    """
    for _ in range(_READS):
        ada = _baca([pohon_id])
        if pohon_id not in ada:
            raise Pohon.DoesNotExist(pohon_id)
        hasil = ada[pohon_id]
        if Pohon.objects.values_list("rev", flat=True).get(pk=pohon_id) == hasil.rev:
            break
    return hasil


def baca_semua(pohon_ids: Collection[int]) -> dict[int, BarisPohon]:
    """Return many trees as rows by key: six queries altogether. For overviews: `rev` is not compared afterwards.

    A tree that changes meanwhile may come with parts of both states, under the older `rev`.
    """
    return _baca(pohon_ids) if pohon_ids else {}


def tempat_simpul(pohon_id: int, simpul_id: int) -> tuple[JenisSimpul, int] | None:
    """Return (kind, key of the parent) of a live node of this tree, or None: what an edit must know before its form."""
    tempat = Simpul.objects.hidup().filter(pohon=pohon_id, pk=simpul_id).values_list("jenis", "parent_id").first()
    return (JenisSimpul(tempat[0]), tempat[1]) if tempat else None


def penghapusan_terakhir(pohon_id: int) -> Penghapusan | None:
    """Return the newest deletion of a tree that has not been restored, for the offer to undo it."""
    return Penghapusan.objects.filter(pohon=pohon_id, dipulihkan__isnull=True).order_by("-rev", "-waktu").first()


def impor_terakhir(pohon_id: int) -> CatatanAudit | None:
    """Return the entry of the tree's last import of a document, unless that has been taken back."""
    catatan = riwayat(f"pohon:{pohon_id}").filter(kata_kerja__in=("impor", "urungkan_impor")).first()
    return catatan if catatan is not None and catatan.kata_kerja == "impor" else None


def dihapus_sesudah(penghapusan: Penghapusan, catatan: CatatanAudit) -> bool:
    """Return whether a deletion was made after an entry: by the trail's own order, which no clock changes.

    What an import itself replaced has no entry of its own.
    """
    hapus = riwayat(catatan.wadah).filter(jenis_objek="penghapusan", kunci=str(penghapusan.pk), kata_kerja="hapus")
    return hapus.filter(pk__gt=catatan.pk).exists()


def daftar_penghapusan(pohon_id: int) -> QuerySet[Penghapusan]:
    """Return the deletions that can still be restored, newest first."""
    return Penghapusan.objects.filter(pohon=pohon_id, dipulihkan__isnull=True).select_related("oleh")


def daftar_peraturan() -> QuerySet[PeraturanNomenklatur]:
    """Return the regulations whose lists are loaded, newest first."""
    return PeraturanNomenklatur.objects.filter(isi__isnull=False).distinct().order_by("-tahun", "-kode")


def cari_nomenklatur(
    peraturan: PeraturanNomenklatur | None, kata: str, *, jenis: JenisSimpul | None = None
) -> QuerySet[Nomenklatur]:
    """Return the codes of a regulation whose code starts with, or whose name holds, every word; by code.

    With the kind of a node, codes of its level come first: programme, activity or sub-activity (DOMAIN.md, Tahap 5).
    """
    hasil = Nomenklatur.objects.filter(peraturan=peraturan).select_related("peraturan")
    for satu in kata.split():
        hasil = hasil.filter(Q(kode__startswith=satu) | Q(nama__icontains=satu))
    titik = TITIK_NOMENKLATUR.get(jenis) if jenis else None
    if titik is None:
        return hasil.order_by("kode")
    return hasil.alias(
        titik=Length("kode") - Length(Replace("kode", Value("."), Value(""))),
        lain=Case(When(titik=titik, then=0), default=1),
    ).order_by("lain", "kode")


def ambil_nomenklatur(kunci: Iterable[int]) -> list[Nomenklatur]:
    """Return the codes with these keys that exist, with their regulation, by code."""
    return list(Nomenklatur.objects.filter(pk__in=list(kunci)).select_related("peraturan").order_by("kode"))


def nama_nomenklatur(kode: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the names of codes by (regulation, code), where the list is loaded; one query."""
    baris = Nomenklatur.objects.filter(
        peraturan__kode__in={peraturan for peraturan, _ in kode}, kode__in={satu for _, satu in kode}
    )
    return {(peraturan, satu): nama for peraturan, satu, nama in baris.values_list("peraturan__kode", "kode", "nama")}


def _baca(pohon_ids: Collection[int]) -> dict[int, BarisPohon]:
    """Read whole trees in six queries, however many they are; the headers first, so that `rev` is never too new."""
    kepala = list(
        Pohon.objects.select_related(
            "perangkat_daerah__pemerintah_daerah", "pemerintah_daerah", "periode", "berita_acara__oleh"
        ).filter(pk__in=pohon_ids)
    )
    indikator = _kelompokkan(
        Indikator.objects.filter(pohon__in=pohon_ids, penghapusan__isnull=True)
        .order_by("simpul_id", "urutan", "pk")
        .values(
            "id", "identitas", "simpul_id", "nama", "satuan", "jenis_formula", "pembilang", "penyebut", "pengali",
            "formula", "makna", "alasan", "sumber_data", "arah", "penanggung_jawab_id", "penanggung_jawab__nama",
            "versi",
        )
    )  # fmt: skip
    jabatan = _kelompokkan(
        SimpulJabatan.objects.filter(pohon__in=pohon_ids)
        .order_by("simpul_id", "urutan", "pk")
        .values("simpul_id", "jabatan_id", "identitas", "jabatan__nama", "jabatan__jenjang")
    )
    crosscutting = _kelompokkan(
        Crosscutting.objects.filter(pohon__in=pohon_ids)
        .order_by("simpul_id", "urutan", "pk")
        .values("simpul_id", "id", "identitas", "perangkat_daerah_id", "nama")
    )
    simpul: dict[int, list[Any]] = defaultdict(list)
    rows = (
        Simpul.objects.hidup()
        .filter(tree_id__in=pohon_ids)
        .order_by("tree_id", "lft")
        .values(
            "tree_id", "id", "identitas", "parent_id", "jenis", "pernyataan", "sumber", "judul_csf", "sifat",
            "tingkat", "komponen", "kinerja_jabatan", "nomenklatur_id", "nomenklatur_kode", "nomenklatur_nama",
            "nomenklatur_peraturan", "versi",
        )
    )  # fmt: skip
    for row in rows:
        simpul[row["tree_id"]].append(row)
    _pasang_jawaban(kepala, simpul, crosscutting)
    return {
        pohon.pk: _baris_pohon(pohon, rakit_simpul(simpul[pohon.pk], indikator, jabatan, crosscutting))
        for pohon in kepala
    }


def _pasang_jawaban(kepala: Sequence[Pohon], simpul: Mapping[int, list[Any]], crosscutting: Kelompok) -> None:
    """Put the answer to each crosscutting beside it; one query where any agency is named.

    A request that a newer version took back stands in an older one, which still names the agency, as it was answered.
    """
    if not any(satu["perangkat_daerah_id"] for daftar in crosscutting.values() for satu in daftar):
        return
    jawaban = {
        (satu.peminta_id, satu.periode_id, satu.urusan, satu.simpul, satu.tujuan_id): _baris_jawaban(satu)
        for satu in Permintaan.objects.filter(
            Q(peminta__in=[satu.perangkat_daerah_id for satu in kepala if satu.perangkat_daerah_id])
            | Q(
                peminta__isnull=True,
                pemerintah_daerah__in=[satu.pemerintah_daerah_id for satu in kepala if satu.pemerintah_daerah_id],
            ),
            periode__in={satu.periode_id for satu in kepala},
        ).select_related("dijawab_oleh")
    }
    for pohon in kepala:
        for row in simpul[pohon.pk]:
            for satu in crosscutting.get(row["id"], ()):
                kunci = (pohon.perangkat_daerah_id, pohon.periode_id, pohon.urusan, row["identitas"])
                satu["jawaban"] = jawaban.get((*kunci, satu["perangkat_daerah_id"]))


def _baris_jawaban(permintaan: Permintaan) -> BarisJawaban:
    status = StatusPermintaan(permintaan.status)
    if status is StatusPermintaan.DICABUT:
        status = status_berikut(status, Kata.MINTA_LAGI, permintaan.jawaban) or status
    return BarisJawaban(
        permintaan_id=permintaan.pk,
        status=status,
        jawaban=permintaan.jawaban,
        kode=permintaan.kode_jawab,
        pernyataan=permintaan.pernyataan_jawab,
        alasan=permintaan.alasan,
        oleh=permintaan.dijawab_oleh.nama_tampil if permintaan.dijawab_oleh else "",
        waktu=permintaan.dijawab,
    )


def _baris_pohon(pohon: Pohon, simpul: tuple[BarisSimpul, ...]) -> BarisPohon:
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
        simpul=simpul,
        berita_acara=_baris_berita_acara(pohon),
    )


def _baris_berita_acara(pohon: Pohon) -> BarisBeritaAcara | None:
    satu: BeritaAcara | None = getattr(pohon, "berita_acara", None)
    if satu is None:
        return None
    oleh = satu.oleh.nama_tampil if satu.oleh else ""
    return BarisBeritaAcara(satu.nama, satu.ukuran, satu.sha256, oleh, satu.diunggah)


def _kelompokkan(rows: Iterable[Any]) -> Kelompok:
    hasil: Kelompok = defaultdict(list)
    for row in rows:
        hasil[row["simpul_id"]].append(row)
    return hasil
