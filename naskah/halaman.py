"""What the pages of decrees share: guards, the frame of one decree's pages, findings with their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from instansi.api import (
    PemerintahDaerah,
    PerangkatDaerah,
    Permintaan,
    TidakBerhak,
    TidakDitemukan,
    boleh_lihat_perangkat,
    boleh_mengurus,
    hak_akses,
)
from naskah.choices import PENETAPAN, BagianButir, JenisKeputusan, StatusKeputusan
from naskah.jenis import ambil_jenis
from naskah.models import Keputusan
from naskah.policies import boleh_lakukan, boleh_ubah
from naskah.rows import BarisKeputusan
from naskah.rules import Temuan
from naskah.selectors import ambil_keputusan, baca_keputusan, teks_bawaan
from naskah.services.cetakan import sedang_dicetak
from naskah.transitions import Kata

_URUTAN_KEPARAHAN = ("galat", "peringatan", "saran")


@dataclass(frozen=True, slots=True)
class TemuanTertaut:
    """A finding as `komponen/temuan.html` prints it."""

    kode: str
    keparahan: str
    pesan: str
    url: str
    tautan_teks: str = "Perbaiki"


def ambil_perangkat(request: Permintaan, perangkat_id: int) -> PerangkatDaerah:
    """Return the agency if the account may see it. Raises TidakDitemukan otherwise, as for none at all."""
    perangkat = PerangkatDaerah.objects.select_related("pemerintah_daerah").filter(pk=perangkat_id).first()
    if perangkat is None or not boleh_lihat_perangkat(request.user, perangkat):
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    return perangkat


def ambil_pemerintah(request: Permintaan, slug: str) -> PemerintahDaerah:
    """Return the local government the account administers. Raises TidakDitemukan (another's) or TidakBerhak."""
    daerah = PemerintahDaerah.objects.filter(slug=slug).first()
    hak = hak_akses(request.user)
    if daerah is None or not (hak.superuser or any(kunci == daerah.pk for _, kunci in hak.pemerintah)):
        raise TidakDitemukan("Pemerintah daerah tidak ditemukan.")
    if not boleh_mengurus(request.user, daerah.pk):
        raise TidakBerhak("Hanya administrator daerah yang dapat mengubah pengaturan naskah.")
    return daerah


def jenis_berteks() -> list[JenisKeputusan]:
    """Return the kinds of decree that start from standing texts."""
    return [satu for satu in JenisKeputusan if teks_bawaan(satu)]


def konteks_keputusan(request: Permintaan, keputusan_id: int) -> dict[str, Any]:
    """Return the context every page of one decree starts from. Raises TidakDitemukan.

    Keys: keputusan, baris (BarisKeputusan), penetapan (of Cetakan, while a long draft is printed to be issued),
    penetapan_sendiri (whether this account asked for it), boleh_ubah, boleh_tetapkan, boleh_cabut, boleh_unggah,
    boleh_perubahan, remah, menu_naskah (list of (label, url, active)), nama_instansi.
    """
    keputusan = ambil_keputusan(request.user, keputusan_id)
    perangkat = keputusan.perangkat_daerah
    ubah = boleh_ubah(request.user, keputusan)
    cabut = boleh_lakukan(request.user, keputusan, Kata.CABUT)
    penetapan = sedang_dicetak(PENETAPAN, keputusan=keputusan.pk) if ubah else None
    return {
        "keputusan": keputusan,
        "penetapan": penetapan,
        "penetapan_sendiri": penetapan is not None and penetapan.pengguna_id == request.user.pk,
        "baris": baca_keputusan(keputusan.pk, lambang=False),
        "boleh_ubah": ubah,
        "boleh_tetapkan": boleh_lakukan(request.user, keputusan, Kata.TETAPKAN),
        "boleh_cabut": cabut,
        "boleh_unggah": cabut,
        "boleh_perubahan": cabut and ambil_jenis(keputusan.jenis).buat_perubahan is not None,
        "remah": [
            ("Beranda", reverse("beranda")),
            (f"Keputusan {perangkat.nama}", reverse("keputusan_daftar", args=[perangkat.pk])),
        ],
        "menu_naskah": _menu(request, keputusan),
        "nama_instansi": perangkat.nama,
    }


def periksa(keputusan: BarisKeputusan) -> list[Temuan]:
    """Return what its kind finds: of a draft every check, of a decree in force what has changed since it was issued."""
    jenis = ambil_jenis(keputusan.jenis)
    if keputusan.draf:
        return jenis.periksa(keputusan)
    if keputusan.status == StatusKeputusan.DITETAPKAN and jenis.periksa_terbit is not None:
        return jenis.periksa_terbit(keputusan)
    return []


def tautkan(keputusan: BarisKeputusan, temuan: Iterable[Temuan]) -> list[TemuanTertaut]:
    """Return findings with the address where each is mended, the weightiest first."""
    urut = sorted(temuan, key=lambda satu: _URUTAN_KEPARAHAN.index(satu.keparahan.value))
    return [TemuanTertaut(satu.kode, satu.keparahan.value, satu.pesan, _alamat(keputusan, satu)) for satu in urut]


def _alamat(keputusan: BarisKeputusan, temuan: Temuan) -> str:
    lampiran = temuan.bagian.removeprefix("lampiran-")
    if temuan.bagian != lampiran or temuan.bagian == "pohon":
        url = reverse(ambil_jenis(keputusan.jenis).alamat_lampiran, args=[keputusan.id])
        return f"{url}#{temuan.bagian}" + (f"-{temuan.nomor}" if temuan.nomor else "")
    halaman = reverse("keputusan", args=[keputusan.id])
    if temuan.bagian in BagianButir.values:
        return f"{halaman}#{temuan.bagian}"
    return f"{halaman}#id_{temuan.bagian}"


def _menu(request: Permintaan, keputusan: Keputusan) -> list[tuple[str, str, bool]]:
    kunci = [keputusan.pk]
    halaman = (
        ("Naskah", reverse("keputusan", args=kunci)),
        ("Lampiran", reverse(ambil_jenis(keputusan.jenis).alamat_lampiran, args=kunci)),
        ("Bandingkan", reverse("keputusan_banding", args=kunci)),
        ("Riwayat", reverse("keputusan_riwayat", args=kunci)),
    )
    return [(label, url, request.path == url) for label, url in halaman]
