"""Reading the review of one tree: rounds, leave, findings with reasons, notes, approval, versions; notifications."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from instansi.api import JenisPeran, Pengguna, TidakDitemukan
from pohon.api import BarisPohon, Pohon, StatusPohon, Temuan, ambil_pohon, periksa_pohon
from telaah.choices import CaraSurel
from telaah.models import Catatan, IzinPimpinan, Kabar, Pengabaian, Pengajuan, Persetujuan, PilihanKabar
from telaah.rows import Abaian, BarisCatatan, HasilPeriksa, TemuanDitimbang

_PERAN = {peran.value: str(peran.label) for peran in JenisPeran}


def pengajuan_terbuka(pohon_id: int) -> Pengajuan | None:
    """Return the round that has not ended, with the names of its people; None when nothing is submitted."""
    return Pengajuan.objects.filter(pohon=pohon_id, hasil="").select_related("diajukan_oleh", "mulai_oleh").first()


def daftar_pengajuan(pohon_id: int) -> QuerySet[Pengajuan]:
    """Return all rounds of a tree, newest first, with the names of their people."""
    return Pengajuan.objects.filter(pohon=pohon_id).select_related("diajukan_oleh", "mulai_oleh", "selesai_oleh")


def perlu_izin(pohon: Pohon) -> bool:
    """Return whether the local government asks for the head's leave; its own trees have no head."""
    return pohon.perangkat_daerah is not None and pohon.perangkat_daerah.pemerintah_daerah.perlu_izin_pimpinan


def izin_berlaku(pohon: Pohon) -> IzinPimpinan | None:
    """Return the leave given for exactly what the tree holds now."""
    return IzinPimpinan.objects.filter(pohon=pohon, rev=pohon.rev).select_related("oleh").first()


def kutipan_temuan(temuan: Iterable[Temuan]) -> dict[tuple[str, UUID | None], str]:
    """Return, by rule and identity, the texts found as one: to tell later whether they are still the same.

    A rule may find several things about one node (like two others): they are set aside together.
    """
    hasil: dict[tuple[str, UUID | None], list[str]] = defaultdict(list)
    for satu in temuan:
        hasil[satu.kode, satu.identitas].extend(satu.kutipan)
    return {kunci: "\n".join(sorted(daftar)) for kunci, daftar in hasil.items()}


def periksa(rows: BarisPohon, semua: Sequence[Temuan] | None = None) -> HasilPeriksa:
    """Return the findings of a tree, sorted; one query. A reason holds only while the texts found are the same.

    `semua`: what `periksa_pohon` has found in these rows already.
    """
    alasan = {
        (satu.kode, satu.identitas, satu.kutipan): Abaian(satu.pk, satu.alasan, satu.oleh.nama_tampil, satu.waktu)
        for satu in Pengabaian.objects.filter(pohon=rows.id).select_related("oleh")
    }
    menghalangi: list[TemuanDitimbang] = []
    terbuka: list[TemuanDitimbang] = []
    diabaikan: list[TemuanDitimbang] = []
    semua = periksa_pohon(rows) if semua is None else semua
    kutipan = kutipan_temuan(semua)
    for temuan in semua:
        simpul = rows.menurut_id.get(temuan.simpul_id or 0)
        ditimbang = TemuanDitimbang(
            temuan=temuan,
            kode_simpul=simpul.kode if simpul else "",
            pernyataan=simpul.pernyataan if simpul else "",
            identitas_simpul=simpul.identitas if simpul else None,
            abaian=alasan.get((temuan.kode, temuan.identitas, kutipan[temuan.kode, temuan.identitas])),
        )
        if ditimbang.menghalangi:
            menghalangi.append(ditimbang)
        else:
            (diabaikan if ditimbang.abaian else terbuka).append(ditimbang)
    return HasilPeriksa(tuple(menghalangi), tuple(terbuka), tuple(diabaikan))


def daftar_catatan(rows: BarisPohon) -> tuple[BarisCatatan, ...]:
    """Return the notes of a tree with their answers, oldest first: open before resolved, in one query."""
    ada = {simpul.identitas: simpul.kode for simpul in rows.simpul}
    jawaban: dict[int, list[BarisCatatan]] = defaultdict(list)
    utama: list[Catatan] = []
    for satu in Catatan.objects.filter(pohon=rows.id).select_related("oleh", "selesai_oleh").order_by("pk"):
        if satu.induk_id is None:
            utama.append(satu)
        else:
            jawaban[satu.induk_id].append(_baris_catatan(satu, ada, ()))
    baris = [_baris_catatan(satu, ada, tuple(jawaban[satu.pk])) for satu in utama]
    return tuple(sorted(baris, key=lambda satu: not satu.terbuka))


def catatan_menurut_simpul(catatan: tuple[BarisCatatan, ...]) -> dict[UUID, list[BarisCatatan]]:
    """Return the notes by the node they are about."""
    hasil: dict[UUID, list[BarisCatatan]] = defaultdict(list)
    for satu in catatan:
        if satu.identitas is not None:
            hasil[satu.identitas].append(satu)
    return dict(hasil)


def catatan_terbuka(pohon_id: int) -> int:
    """Return how many notes of a tree wait for an answer."""
    return Catatan.objects.filter(pohon=pohon_id, induk__isnull=True, selesai__isnull=True).count()


def persetujuan_dari(pohon: Pohon) -> Persetujuan | None:
    """Return the approval of a version with its archive, or None."""
    return Persetujuan.objects.filter(pohon=pohon).select_related("arsip", "buku", "oleh", "pengajuan").first()


def daftar_versi(pohon: Pohon) -> QuerySet[Pohon]:
    """Return every version of the same tree (owner, urusan, period), newest first, and those of other periods after."""
    return (
        Pohon.objects.filter(
            perangkat_daerah=pohon.perangkat_daerah, pemerintah_daerah=pohon.pemerintah_daerah, urusan=pohon.urusan
        )
        .select_related("perangkat_daerah", "pemerintah_daerah", "periode", "persetujuan__oleh")
        .order_by("-periode__mulai", "-nomor_versi")
    )


def versi_pembanding(pohon: Pohon) -> Pohon | None:
    """Return what a version is compared with: the approved version before it, else the one it was cloned from."""
    sebelum = (
        daftar_versi(pohon)
        .filter(
            status__in=(StatusPohon.DISETUJUI, StatusPohon.DIGANTIKAN),
            periode=pohon.periode_id,
            nomor_versi__lt=pohon.nomor_versi,
        )
        .first()
    )
    return sebelum or (daftar_versi(pohon).filter(pk=pohon.asal_id).first() if pohon.asal_id else None)


def kabar_milik(pengguna: Pengguna) -> QuerySet[Kabar]:
    """Return the account's notifications, newest first, with what a list names."""
    return Kabar.objects.filter(penerima=pengguna).select_related(
        "oleh",
        "pohon__perangkat_daerah",
        "pohon__pemerintah_daerah",
        "pohon__periode",
        "catatan",
        "permintaan__peminta",
        "permintaan__pemerintah_daerah",
        "permintaan__tujuan",
    )


def cara_surel(pengguna: Pengguna) -> CaraSurel:
    """Return how the account wants e-mails: a daily summary unless it has chosen otherwise."""
    pilihan = PilihanKabar.objects.filter(pengguna=pengguna).first()
    return CaraSurel(pilihan.cara) if pilihan else CaraSurel.RINGKASAN


def _baris_catatan(catatan: Catatan, ada: dict[UUID, str], jawaban: tuple[BarisCatatan, ...]) -> BarisCatatan:
    return BarisCatatan(
        id=catatan.pk,
        identitas=catatan.identitas,
        kode_simpul=ada.get(catatan.identitas, catatan.kode_simpul) if catatan.identitas else "",
        pernyataan=catatan.pernyataan,
        tahap=catatan.tahap,
        isi=catatan.isi,
        oleh=catatan.oleh.nama_tampil,
        peran=_PERAN.get(catatan.oleh_peran, ""),
        waktu=catatan.waktu,
        selesai=catatan.selesai,
        selesai_oleh=catatan.selesai_oleh.nama_tampil if catatan.selesai_oleh else "",
        terhapus=catatan.identitas is not None and catatan.identitas not in ada,
        jawaban=jawaban,
    )


def dua_versi(pengguna: Pengguna, pohon_id: int, lain_id: int) -> tuple[Pohon, Pohon]:
    """Return (newer, older). Raises TidakDitemukan unless they are versions of the same tree the account may see."""
    pohon = ambil_pohon(pengguna, pohon_id)
    lain = daftar_versi(pohon).filter(pk=lain_id).exclude(pk=pohon.pk).first()
    if lain is None:
        raise TidakDitemukan("Versi pembanding tidak ditemukan.")
    lama, baru = sorted((pohon, lain), key=lambda satu: (satu.periode.mulai, satu.nomor_versi))
    return baru, lama
