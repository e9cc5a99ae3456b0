"""Reading requests: the inbox and outbox of an account, the matrix of a local government, where an answer may point."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from rapidfuzz import fuzz, process

from instansi.api import (
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    Periode,
    TidakDitemukan,
    hak_akses,
    perangkat_sendiri,
)
from lintas.rows import KUNCI_PEMERINTAH, BarisPermintaan, Matriks, susun_matriks
from pohon.api import (
    JENIS_PENJAWAB,
    STATUS_DAPAT_DIUBAH,
    Crosscutting,
    Letak,
    Permintaan,
    Pohon,
    Sisi,
    StatusPermintaan,
    baca_letak,
    boleh_lihat_permintaan,
    dapat_diubah,
    jenis_baru,
    versi_terbaru,
)

_BERGUNA = 45  # per cent of likeness from which a node of one's own is worth proposing as the answer
_USULAN = 5


def ambil_permintaan(pengguna: Pengguna, permintaan_id: int) -> Permintaan:
    """Return a request with both sides. Raises TidakDitemukan for an account of neither side nor of the board."""
    permintaan = _bernama(Permintaan.objects.all()).filter(pk=permintaan_id).first()
    if permintaan is None or not boleh_lihat_permintaan(pengguna, permintaan):
        raise TidakDitemukan("Permintaan crosscutting tidak ditemukan.")
    return permintaan


def daftar_permintaan(pengguna: Pengguna, sisi: Sisi) -> QuerySet[Permintaan]:
    """Return the requests that the account's own agencies were asked (PENJAWAB) or ask (PEMINTA)."""
    sendiri = perangkat_sendiri(pengguna).values("pk")
    milik = Q(tujuan__in=sendiri) if sisi is Sisi.PENJAWAB else Q(peminta__in=sendiri)
    return _bernama(Permintaan.objects.filter(milik))


def jumlah_menunggu(pengguna: Pengguna) -> int:
    """Return how many requests wait for the account's own agencies, on either side. One query; none without agency."""
    sendiri = [pd for _, pd in hak_akses(pengguna).perangkat]
    if not sendiri:
        return 0
    return Permintaan.objects.filter(
        Q(tujuan__in=sendiri, status__in=(StatusPermintaan.MENUNGGU, StatusPermintaan.DILIHAT_PENJAWAB))
        | Q(peminta__in=sendiri, status=StatusPermintaan.DILIHAT_PEMINTA)
    ).count()


def nama_tertulis(pengguna: Pengguna) -> list[tuple[Pohon, int]]:
    """Return the account's own editable trees that name agencies by text only, with how many names; two queries."""
    pohon = Pohon.objects.filter(
        perangkat_daerah__in=perangkat_sendiri(pengguna), status__in=STATUS_DAPAT_DIUBAH
    ).select_related("perangkat_daerah", "periode")
    jumlah = Counter(
        Crosscutting.objects.filter(
            pohon__in=pohon.values("pk"), perangkat_daerah__isnull=True, simpul__penghapusan__isnull=True
        ).values_list("pohon", flat=True)
    )
    return [(satu, jumlah[satu.pk]) for satu in pohon if jumlah[satu.pk]]


def pemerintah_terlihat(pengguna: Pengguna) -> QuerySet[PemerintahDaerah]:
    """Return the local governments whose planning board the account belongs to; all for a superuser."""
    hak = hak_akses(pengguna)
    semua = PemerintahDaerah.objects.order_by("nama")
    return semua if hak.superuser else semua.filter(pk__in=[kunci for _, kunci in hak.pemerintah])


def periode_permintaan(pemerintah: PemerintahDaerah) -> list[Periode]:
    """Return the periods of a local government, newest first."""
    return list(Periode.objects.filter(pemerintah_daerah=pemerintah))


def baca_matriks(pemerintah: PemerintahDaerah, periode: Periode) -> Matriks:
    """Return who asks whom in a period; two queries, however many agencies and requests."""
    perangkat = PerangkatDaerah.objects.filter(pemerintah_daerah=pemerintah).order_by("nama")
    pihak = [(KUNCI_PEMERINTAH, pemerintah.nama, "")]
    pihak += perangkat.values_list("pk", "nama", "singkatan")
    permintaan = _bernama(
        Permintaan.objects.filter(pemerintah_daerah=pemerintah, periode=periode).exclude(
            status=StatusPermintaan.DICABUT
        )
    )
    return susun_matriks(pihak, baris_permintaan(permintaan))


def baris_permintaan(permintaan: Iterable[Permintaan]) -> list[BarisPermintaan]:
    """Return requests, read with their names, as rows."""
    kini = timezone.now()
    return [
        BarisPermintaan(
            id=satu.pk,
            peminta_id=satu.peminta_id or KUNCI_PEMERINTAH,
            peminta=satu.nama_peminta,
            tujuan_id=satu.tujuan_id,
            tujuan=satu.tujuan.nama,
            kode=satu.kode,
            pernyataan=satu.pernyataan,
            letak=tuple(satu.jejak),
            status=StatusPermintaan(satu.status),
            sejak=satu.sejak,
            hari=(kini - satu.sejak).days,
            tautan=f"{satu.kode_jawab} {satu.pernyataan_jawab}" if satu.simpul_jawab else "",
            alasan=satu.alasan,
            oleh=satu.dijawab_oleh.nama_tampil if satu.dijawab_oleh else "",
            dijawab=satu.dijawab,
        )
        for satu in permintaan
    ]


@dataclass(frozen=True, slots=True)
class PilihanJawaban:
    """What an agency may answer with: nodes of its newest trees (the likeliest also apart), and parents for a new one.

    Each is (value, text); a parent's value is "tree:node".
    """

    usulan: tuple[tuple[str, str], ...]
    simpul: tuple[tuple[str, str], ...]
    induk: tuple[tuple[str, str], ...]


def pilihan_jawaban(permintaan: Permintaan) -> PilihanJawaban:
    """Return the nodes the asked agency can link or build under, in the order of its trees. Two queries."""
    semua = Pohon.objects.filter(perangkat_daerah=permintaan.tujuan_id, periode=permintaan.periode_id).order_by("pk")
    pohon = versi_terbaru(list(semua))
    letak = baca_letak([satu.pk for satu in pohon])
    simpul: list[Letak] = []
    induk: list[tuple[str, str]] = []
    for satu in pohon:
        for kotak in letak[satu.pk].values():
            if kotak.jenis in JENIS_PENJAWAB:
                simpul.append(kotak)
            if dapat_diubah(satu) and jenis_baru(kotak.jenis) is not None:
                induk.append((f"{satu.pk}:{kotak.id}", _teks(kotak, satu)))
    menurut = {kotak.identitas: kotak for kotak in simpul}
    mirip = process.extract(
        permintaan.pernyataan,
        {kotak.identitas: kotak.pernyataan for kotak in simpul},
        scorer=fuzz.token_set_ratio,
        limit=_USULAN,
        score_cutoff=_BERGUNA,
    )
    return PilihanJawaban(
        usulan=tuple(_pilihan(menurut[kunci]) for _, _, kunci in mirip),
        simpul=tuple(map(_pilihan, simpul)),
        induk=tuple(induk),
    )


def pohon_peminta(permintaan: Permintaan) -> Pohon | None:
    """Return the newest tree that asks, for a link from the request to it."""
    return (
        Pohon.objects.filter(
            perangkat_daerah=permintaan.peminta_id,
            pemerintah_daerah=None if permintaan.peminta_id else permintaan.pemerintah_daerah_id,
            periode=permintaan.periode_id,
            urusan=permintaan.urusan,
        )
        .select_related("perangkat_daerah", "pemerintah_daerah", "periode")
        .order_by("-nomor_versi")
        .first()
    )


def _bernama(rows: QuerySet[Permintaan]) -> QuerySet[Permintaan]:
    return rows.select_related("pemerintah_daerah", "periode", "peminta", "tujuan", "dijawab_oleh").order_by("pk")


def _pilihan(letak: Letak) -> tuple[str, str]:
    return str(letak.identitas), f"{letak.kode} {letak.pernyataan}"


def _teks(letak: Letak, pohon: Pohon) -> str:
    urusan = f" ({pohon.urusan})" if pohon.urusan else ""
    return f"{letak.kode} {letak.pernyataan}{urusan}"


def identitas(teks: str) -> UUID | None:
    """Return the identity a form names, or None when it is none."""
    try:
        return UUID(teks)
    except ValueError:
        return None


def urut_kerja(permintaan: Sequence[Permintaan], sisi: Sisi) -> list[Permintaan]:
    """Return requests with those that wait for this side first, the oldest first; taken back ones last."""
    giliran = {
        Sisi.PENJAWAB: (StatusPermintaan.MENUNGGU, StatusPermintaan.DILIHAT_PENJAWAB),
        Sisi.PEMINTA: (StatusPermintaan.DILIHAT_PEMINTA,),
    }[sisi]

    def kunci(satu: Permintaan) -> tuple[int, object, int]:
        if satu.status in giliran:
            return 0, satu.sejak, satu.pk
        return (2 if satu.status == StatusPermintaan.DICABUT else 1), satu.sejak, satu.pk

    return sorted(permintaan, key=kunci)
