"""Positions of an agency and who holds them: created, edited, moved, put in order, closed, deleted when never used.

`urutan` numbers an agency's positions in the order of its organisation chart (superior before subordinates), as every
list shows them; each change here numbers them anew. Names repeat, so they are never compared.
"""

from collections import defaultdict
from datetime import date

from django.db import models, transaction

from instansi.choices import Jenjang, StatusPemangku
from instansi.errors import GalatLayanan
from instansi.models import Jabatan, PemangkuJabatan, PemerintahDaerah, Pengguna, PerangkatDaerah
from instansi.services.kerangka import ambil, bersih, catat_urusan, pilihan, terapkan, urus

PANJANG_NAMA = 200
PANJANG_TUGAS = 5_000
PANJANG_NAMA_ORANG = 150
PANJANG_NIP = 25
PANJANG_PANGKAT = 80
_PALING_AKHIR = 2**31 - 1  # behind every sibling until the numbering that follows
_PESAN_TERPAKAI = (
    "Jabatan ini sudah dipakai pohon kinerja atau mempunyai bawahan, jadi tidak dapat dihapus. Tutup saja."
)


def buat_jabatan(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    perangkat_id: int,
    nama: str,
    jenjang: str,
    atasan_id: int | None = None,
    tugas: str = "",
) -> Jabatan:
    """Add a position under its superior, behind the others there. Raises GalatLayanan naming the field."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        perangkat = ambil(PerangkatDaerah.objects.filter(pemerintah_daerah=pemda), perangkat_id)
        kolom = _kolom(nama, jenjang, tugas) | {"atasan_id": _atasan(perangkat, atasan_id)}
        jabatan = Jabatan.objects.create(perangkat_daerah=perangkat, urutan=_PALING_AKHIR, **kolom)
        urutkan_jabatan(perangkat)
        catat_urusan(aktor, pemda, "buat", jabatan, ringkas=_sebut(jabatan), sesudah=kolom)
    return jabatan


def ubah_jabatan(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    jabatan_id: int,
    nama: str,
    jenjang: str,
    atasan_id: int | None,
    tugas: str,
    versi: int | None = None,
) -> Jabatan:
    """Edit a position, or move it with everyone under it to another superior of the same agency."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        jabatan = _jabatan(pemda, jabatan_id)
        kolom = _kolom(nama, jenjang, tugas) | {"atasan_id": atasan_id}
        if atasan_id != jabatan.atasan_id:
            _atasan(jabatan.perangkat_daerah, atasan_id, bukan_di_bawah=jabatan)
        sebelum, sesudah = terapkan(jabatan, kolom, versi)
        if "atasan_id" in sesudah:
            terapkan(jabatan, {"urutan": _PALING_AKHIR})
            urutkan_jabatan(jabatan.perangkat_daerah)
        if sesudah:
            catat_urusan(aktor, pemda, "ubah", jabatan, ringkas=_sebut(jabatan), sebelum=sebelum, sesudah=sesudah)
    return jabatan


def geser_jabatan(*, aktor: Pengguna, pemerintah_daerah_id: int, jabatan_id: int, naik: bool) -> Jabatan:
    """Change places with the neighbour under the same superior, up or down; at the end of the row nothing happens."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        urutkan_jabatan(_jabatan(pemda, jabatan_id).perangkat_daerah)
        jabatan = _jabatan(pemda, jabatan_id)
        saudara = list(
            Jabatan.objects.filter(
                perangkat_daerah=jabatan.perangkat_daerah_id, atasan=jabatan.atasan_id, berlaku_sampai__isnull=True
            ).order_by("urutan", "pk")
        )
        tempat = [satu.pk for satu in saudara].index(jabatan.pk) if jabatan in saudara else -1
        tujuan = tempat + (-1 if naik else 1)
        if tempat >= 0 and 0 <= tujuan < len(saudara):
            lain = saudara[tujuan]
            sendiri = jabatan.urutan
            terapkan(jabatan, {"urutan": lain.urutan})
            terapkan(lain, {"urutan": sendiri})
            urutkan_jabatan(jabatan.perangkat_daerah)
            catat_urusan(aktor, pemda, "geser", jabatan, ringkas=_sebut(jabatan))
    return jabatan


def tutup_jabatan(*, aktor: Pengguna, pemerintah_daerah_id: int, jabatan_id: int, sampai: date) -> Jabatan:
    """End a position on a date. Raises GalatLayanan while positions in force are under it."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        jabatan = _jabatan(pemda, jabatan_id)
        if jabatan.berlaku_dari and sampai < jabatan.berlaku_dari:
            raise GalatLayanan("Tanggal ini sebelum jabatan mulai berlaku.", kolom="sampai")
        bawahan = jabatan.bawahan.filter(berlaku_sampai__isnull=True).count()
        if bawahan:
            raise GalatLayanan(
                f"Masih ada {bawahan} jabatan di bawahnya. Pindahkan atau tutup lebih dahulu.", kolom="sampai"
            )
        sebelum, sesudah = terapkan(jabatan, {"berlaku_sampai": sampai})
        if sesudah:
            catat_urusan(aktor, pemda, "tutup", jabatan, ringkas=_sebut(jabatan), sebelum=sebelum, sesudah=sesudah)
    return jabatan


def buka_jabatan(*, aktor: Pengguna, pemerintah_daerah_id: int, jabatan_id: int) -> Jabatan:
    """Undo the closing of a position. Raises GalatLayanan while its superior is closed."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        jabatan = _jabatan(pemda, jabatan_id)
        if jabatan.atasan and jabatan.atasan.berlaku_sampai:
            raise GalatLayanan("Atasannya sudah ditutup. Pindahkan ke atasan lain atau buka atasannya lebih dahulu.")
        sebelum, sesudah = terapkan(jabatan, {"berlaku_sampai": None})
        if sesudah:
            catat_urusan(aktor, pemda, "buka", jabatan, ringkas=_sebut(jabatan), sebelum=sebelum, sesudah=sesudah)
    return jabatan


def hapus_jabatan(*, aktor: Pengguna, pemerintah_daerah_id: int, jabatan_id: int) -> Jabatan:
    """Delete a position made by mistake. Raises GalatLayanan when anything names it already."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        jabatan = _jabatan(pemda, jabatan_id)
        if jabatan.akun.exists() or jabatan.pemangku.exists():
            raise GalatLayanan("Jabatan ini mempunyai pemangku atau akun. Tutup saja, agar riwayatnya tetap ada.")
        sebelum = {"nama": jabatan.nama, "jenjang": jabatan.jenjang, "tugas": jabatan.tugas}
        try:
            with transaction.atomic():
                Jabatan.objects.filter(pk=jabatan.pk).delete()
        except models.ProtectedError as galat:
            raise GalatLayanan(_PESAN_TERPAKAI) from galat
        catat_urusan(aktor, pemda, "hapus", jabatan, ringkas=_sebut(jabatan), sebelum=sebelum)
    return jabatan


def simpan_pemangku(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    jabatan_id: int,
    nama: str,
    nip: str,
    pangkat: str,
    status: str,
    mulai: date | None,
    selesai: date | None,
    pemangku_id: int | None = None,
    versi: int | None = None,
) -> PemangkuJabatan:
    """Say who holds a position from when to when, and in what capacity; with `pemangku_id` change that entry.

    Every text may stay empty. Two definitive holders at the same time are refused.
    """
    with urus(aktor, pemerintah_daerah_id) as pemda:
        jabatan = _jabatan(pemda, jabatan_id)
        kolom = {
            "nama": bersih(nama, "nama", PANJANG_NAMA_ORANG),
            "nip": bersih(nip, "nip", PANJANG_NIP),
            "pangkat": bersih(pangkat, "pangkat", PANJANG_PANGKAT),
            "status": pilihan(status, "status", StatusPemangku.values),
            "mulai": mulai,
            "selesai": selesai,
        }
        if set(str(kolom["nip"])) - set("0123456789 "):
            raise GalatLayanan("NIP hanya berisi angka.", kolom="nip")
        if mulai and selesai and selesai < mulai:
            raise GalatLayanan("Tanggal selesai sebelum tanggal mulai.", kolom="selesai")
        pemangku = ambil(jabatan.pemangku.all(), pemangku_id) if pemangku_id else PemangkuJabatan(jabatan=jabatan)
        _pastikan_tidak_rangkap(jabatan, pemangku, status, mulai, selesai)
        if pemangku_id:
            sebelum, sesudah = terapkan(pemangku, kolom, versi)
        else:
            for nama_kolom, nilai in kolom.items():
                setattr(pemangku, nama_kolom, nilai)
            pemangku.save()
            sebelum, sesudah = {}, kolom
        if sesudah:
            kata_kerja = "ubah" if pemangku_id else "buat"
            catat_urusan(aktor, pemda, kata_kerja, pemangku, ringkas=_sebut(jabatan), sebelum=sebelum, sesudah=sesudah)
    return pemangku


def hapus_pemangku(*, aktor: Pengguna, pemerintah_daerah_id: int, jabatan_id: int, pemangku_id: int) -> None:
    """Delete an entry made by mistake; the history keeps what it said."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        jabatan = _jabatan(pemda, jabatan_id)
        pemangku = ambil(jabatan.pemangku.all(), pemangku_id)
        sebelum = {nama: getattr(pemangku, nama) for nama in ("nama", "nip", "pangkat", "status", "mulai", "selesai")}
        PemangkuJabatan.objects.filter(pk=pemangku.pk).delete()
        catat_urusan(aktor, pemda, "hapus", pemangku, ringkas=_sebut(jabatan), sebelum=sebelum)


def urutkan_jabatan(perangkat: PerangkatDaerah) -> None:
    """Number an agency's positions in the order of its chart; a position whose superior is elsewhere stands on top."""
    semua = list(
        Jabatan.objects.filter(perangkat_daerah=perangkat)
        .order_by("urutan", "pk")
        .values_list("pk", "atasan", "urutan")
    )
    lama = {pk: nomor for pk, _, nomor in semua}
    anak: dict[int | None, list[int]] = defaultdict(list)
    for pk, atasan, _ in semua:
        anak[atasan if atasan in lama else None].append(pk)
    antrean, urut = list(reversed(anak[None])), []
    while antrean:
        pk = antrean.pop()
        urut.append(pk)
        antrean.extend(reversed(anak[pk]))
    baru = {pk: nomor for nomor, pk in enumerate(urut, start=1) if lama[pk] != nomor}
    Jabatan.objects.bulk_update([Jabatan(pk=pk, urutan=nomor) for pk, nomor in baru.items()], ["urutan"])


def _jabatan(pemda: PemerintahDaerah, kunci: int) -> Jabatan:
    jabatan: Jabatan = ambil(
        Jabatan.objects.filter(perangkat_daerah__pemerintah_daerah=pemda).select_related("perangkat_daerah", "atasan"),
        kunci,
    )
    return jabatan


def _kolom(nama: str, jenjang: str, tugas: str) -> dict[str, str | int | None]:
    return {
        "nama": bersih(nama, "nama", PANJANG_NAMA, wajib="Nama jabatan belum diisi."),
        "jenjang": pilihan(jenjang, "jenjang", Jenjang.values),
        "tugas": bersih(tugas, "tugas", PANJANG_TUGAS, banyak=True),
    }


def _atasan(perangkat: PerangkatDaerah, atasan_id: int | None, bukan_di_bawah: Jabatan | None = None) -> int | None:
    """Return the superior's key. Raises GalatLayanan when it is elsewhere, closed, the position itself or under it."""
    if atasan_id is None:
        return None
    if not Jabatan.objects.filter(perangkat_daerah=perangkat, pk=atasan_id, berlaku_sampai__isnull=True).exists():
        raise GalatLayanan("Pilih atasan dari jabatan yang berlaku di perangkat daerah ini.", kolom="atasan")
    if bukan_di_bawah is None:
        return atasan_id
    atasan = dict(Jabatan.objects.filter(perangkat_daerah=perangkat).values_list("pk", "atasan_id"))
    naik: int | None = atasan_id
    dilalui: set[int] = set()
    while naik is not None and naik not in dilalui:
        if naik == bukan_di_bawah.pk:
            raise GalatLayanan("Jabatan tidak dapat dipindahkan ke bawah dirinya sendiri.", kolom="atasan")
        dilalui.add(naik)
        naik = atasan.get(naik)
    return atasan_id


def _pastikan_tidak_rangkap(
    jabatan: Jabatan, pemangku: PemangkuJabatan, status: str, mulai: date | None, selesai: date | None
) -> None:
    if status != StatusPemangku.DEFINITIF:
        return
    for lain in jabatan.pemangku.filter(status=StatusPemangku.DEFINITIF).exclude(pk=pemangku.pk):
        sebelum = lain.selesai and mulai and lain.selesai < mulai
        sesudah = lain.mulai and selesai and selesai < lain.mulai
        if not (sebelum or sesudah):
            raise GalatLayanan(
                "Sudah ada pemangku definitif pada waktu itu. Isi dahulu tanggal selesainya.", kolom="mulai"
            )


def _sebut(jabatan: Jabatan) -> str:
    return f"{jabatan.nama} · {jabatan.perangkat_daerah}"
