"""Reading agencies, positions and one's own drafts for pages, pickers and papers."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from instansi.choices import JenisPeran
from instansi.models import Draf, Jabatan, PemangkuJabatan, PemerintahDaerah, Pengguna, PerangkatDaerah
from instansi.policies import hak_akses


def perangkat_terlihat(pengguna: Pengguna) -> QuerySet[PerangkatDaerah]:
    """Return the agencies an account may see, by name, with their local government joined."""
    hak = hak_akses(pengguna)
    semua = PerangkatDaerah.objects.select_related("pemerintah_daerah")
    if hak.superuser:
        return semua
    return semua.filter(
        Q(pk__in=[pd for _, pd in hak.perangkat]) | Q(pemerintah_daerah__in=[pemda for _, pemda in hak.pemerintah])
    )


def perangkat_sendiri(pengguna: Pengguna) -> QuerySet[PerangkatDaerah]:
    """Return the agencies the account itself works in, planner's agencies first being the caller's concern."""
    hak = hak_akses(pengguna)
    return PerangkatDaerah.objects.select_related("pemerintah_daerah").filter(pk__in=[pd for _, pd in hak.perangkat])


def berperan_di_pemerintah(pengguna: Pengguna) -> bool:
    """Return whether the account looks at many agencies (reviewer or administrator)."""
    hak = hak_akses(pengguna)
    return hak.superuser or any(jenis in (JenisPeran.PENELAAH, JenisPeran.ADMIN) for jenis, _ in hak.pemerintah)


def pemerintah_diurus(pengguna: Pengguna) -> QuerySet[PemerintahDaerah]:
    """Return the local governments the account administers; a superuser all of them."""
    hak = hak_akses(pengguna)
    semua = PemerintahDaerah.objects.all()
    if hak.superuser:
        return semua
    return semua.filter(pk__in=[kunci for jenis, kunci in hak.pemerintah if jenis == JenisPeran.ADMIN])


def pemerintah_terlihat(pengguna: Pengguna) -> QuerySet[PemerintahDaerah]:
    """Return the local governments in which the account reviews or administers; a superuser all of them."""
    hak = hak_akses(pengguna)
    semua = PemerintahDaerah.objects.order_by("nama")
    return semua if hak.superuser else semua.filter(pk__in=[kunci for _, kunci in hak.pemerintah])


def jabatan_berlaku(perangkat_daerah: PerangkatDaerah) -> QuerySet[Jabatan]:
    """Return the positions of an agency that are in force today, in the order of the organisation."""
    return Jabatan.objects.filter(_berlaku(), perangkat_daerah=perangkat_daerah).order_by("urutan", "pk")


def urut_organisasi(jabatan: Sequence[Jabatan]) -> list[tuple[Jabatan, int]]:
    """Return the positions with their depth, each superior before its subordinates, siblings as they are given.

    A position whose superior is not among them stands at the top; one of a circle of superiors too.
    """
    ada = {satu.pk for satu in jabatan}
    bawahan: dict[int | None, list[Jabatan]] = defaultdict(list)
    for satu in jabatan:
        bawahan[satu.atasan_id if satu.atasan_id in ada else None].append(satu)
    hasil: list[tuple[Jabatan, int]] = []
    terpakai: set[int] = set()

    def telusuri(satu: Jabatan, kedalaman: int) -> None:
        if satu.pk in terpakai:
            return
        terpakai.add(satu.pk)
        hasil.append((satu, kedalaman))
        for anak in bawahan[satu.pk]:
            telusuri(anak, kedalaman + 1)

    for satu in (*bawahan[None], *jabatan):
        telusuri(satu, 0)
    return hasil


def pemangku_kini(perangkat_daerah: PerangkatDaerah) -> dict[int, PemangkuJabatan]:
    """Return who holds each position of an agency today, by key of the position: the one who began last."""
    hari = timezone.localdate()
    semua = PemangkuJabatan.objects.filter(
        Q(mulai__isnull=True) | Q(mulai__lte=hari),
        Q(selesai__isnull=True) | Q(selesai__gte=hari),
        jabatan__perangkat_daerah=perangkat_daerah,
    )
    return {satu.jabatan_id: satu for satu in semua.order_by(F("mulai").asc(nulls_first=True), "pk")}


def perangkat_lain(perangkat_daerah: PerangkatDaerah) -> QuerySet[PerangkatDaerah]:
    """Return the other agencies of the same local government in force: whom crosscutting may name."""
    return PerangkatDaerah.objects.filter(_berlaku(), pemerintah_daerah=perangkat_daerah.pemerintah_daerah_id).exclude(
        pk=perangkat_daerah.pk
    )


def draf_tersimpan(pengguna: Pengguna, awalan: str) -> QuerySet[Draf]:
    """Return this person's own drafts of the forms whose key begins so."""
    if not awalan.isprintable():
        return Draf.objects.none()
    return Draf.objects.filter(pengguna=pengguna, kunci__startswith=awalan)


def _berlaku() -> Q:
    """In force: never ended, or ending today or later."""
    return Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=timezone.localdate())


SANDI_CONTOH = "contoh-12345"
AKUN_CONTOH = (
    "perencana.disdukcapil",
    "perencana.naker",
    "perencana.batumandi",
    "pimpinan.disdukcapil",
    "penelaah.bappeda",
    "pembaca.disdukcapil",
    "admin.balangan",
)


def akun_contoh() -> list[Pengguna]:
    """Return the demo accounts that exist and are active, in the order above; empty where no demo data are loaded."""
    akun_aktif = Pengguna.objects.filter(username__in=AKUN_CONTOH, is_active=True).prefetch_related(
        "peran__perangkat_daerah", "peran__pemerintah_daerah"
    )
    ada = {akun.username: akun for akun in akun_aktif}
    return [ada[nama] for nama in AKUN_CONTOH if nama in ada]
