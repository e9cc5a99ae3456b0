"""What the guide quotes from the screen (**bold**) is on the screen: renamed buttons make the guide fail, not lie."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from markdown_it import MarkdownIt
from pytest_django.fixtures import Settings

from bantuan.panduan import FOLDER
from instansi.models import Jabatan, Pengguna
from instansi.selectors import SANDI_CONTOH
from instansi.services import siapkan_dua_langkah
from naskah.models import Keputusan
from naskah.selectors import baca_keputusan
from naskah.services import tetapkan, ubah_isi
from pk.models import Perjanjian
from pk.services import tandatangani
from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul
from tests.bantuan.panggung import Panggung, siapkan
from tests.bantuan.perayap import label_halaman, rapikan, rayapi
from tests.pohon.impor.contoh import CAMAT, cetak, ganti, kecamatan, pohon_dari, tabel
from tests.pohon.impor.penulis import tempelan
from tests.pohon.templat.panggung import tulis, ubah

AKUN = ("perencana.disdukcapil", "perencana.naker", "perencana.batumandi", "penelaah.bappeda", "admin.balangan")
PENYUSUN = ("perencana.disdukcapil",)
SEMUA = (*PENYUSUN, "pimpinan.disdukcapil", "penelaah.bappeda")


def kutipan() -> Iterator[tuple[str, str]]:
    """Yield (file, label) of everything printed bold in the guide."""
    for berkas in sorted(FOLDER.glob("*.md")):
        for blok in MarkdownIt().parse(berkas.read_text(encoding="utf-8")):
            anak = blok.children or []
            for nomor, satu in enumerate(anak):
                if satu.type == "strong_open":
                    akhir = next(n for n in range(nomor, len(anak)) if anak[n].type == "strong_close")
                    yield berkas.name, "".join(isi.content for isi in anak[nomor:akhir])


def _label(akun: tuple[str, ...], mulai: tuple[str, ...]) -> set[str]:
    """Return the labels of some pages of the tree as these accounts see them."""
    return {label for satu in akun for isi in rayapi(satu, mulai, ikuti=False) for label in label_halaman(isi)}


@pytest.fixture
def tampil(transactional_db: None, settings: Settings, tmp_path: Path) -> set[str]:
    """All labels of the application, in the states that the guide speaks of."""
    settings.MEDIA_ROOT = tmp_path / "media"
    panggung = siapkan()
    pohon = panggung.pohon.pk
    tinjau = tuple(reverse(nama, args=[pohon]) for nama in ("telaah", "tinjau", "setujui", "arsip", "pohon"))
    hasil = label_halaman(Client().get(reverse("masuk")).content)
    hasil |= {label for satu in AKUN for isi in rayapi(satu) for label in label_halaman(isi)}
    hasil |= _saat_mengimpor() | _saat_mengurus(panggung) | _saat_berjanji() | _saat_menyusun(panggung)
    panggung.abaikan_satu()
    hasil |= _label(PENYUSUN, (reverse("ajukan", args=[pohon]),))
    panggung.ajukan()
    hasil |= _label(SEMUA, tinjau)
    panggung.telaah()
    hasil |= _label(SEMUA, tinjau)
    panggung.kembalikan()
    hasil |= _label(SEMUA, tinjau)
    panggung.ajukan()
    panggung.telaah()
    panggung.setujui()
    hasil |= _label(SEMUA, tinjau) | _saat_menetapkan(panggung)
    baru = panggung.versi_baru()
    hasil |= _label(SEMUA, tuple(reverse(nama, args=[baru.pk]) for nama in ("telaah", "tinjau")))
    return hasil | _saat_menjaga_akun(panggung)


def _isian(panggung: Panggung) -> list[str]:
    """Return the addresses of the forms that add a box below each kind.

    The walker follows only one address of a kind, but what the form asks depends on the box.
    """
    layar = {JenisSimpul.OUTCOME: "tahap_2", JenisSimpul.CSF: "tahap_2", JenisSimpul.KONDISI: "tahap_3"}
    hidup = Simpul.objects.hidup().filter(pohon=panggung.pohon).order_by("lft")
    return [
        reverse(nama, args=[panggung.pohon.pk], query={"tambah": satu.pk})
        for jenis, nama in layar.items()
        for satu in hidup.filter(jenis=jenis)[:1]
    ]


def _saat_menyusun(panggung: Panggung) -> set[str]:
    """Return what is seen while a box is incomplete, after it was deleted, and when the head's consent is needed."""
    halaman = [reverse(nama, args=[panggung.pohon.pk]) for nama in ("tahap_3", "tahap_4", "tahap_5", "terhapus")]
    panggung.tambah_satu()
    hasil = _label(PENYUSUN, (*halaman, *_isian(panggung)))
    panggung.hapus_satu()
    bagan = reverse("bagan", args=[panggung.pohon.pk])
    cabang = Simpul.objects.hidup().filter(pohon=panggung.pohon, jenis=JenisSimpul.KONDISI).first()
    hasil |= _label(PENYUSUN, (*halaman, f"{bagan}?q=penduduk", f"{bagan}?cabang={cabang.pk if cabang else 0}"))
    panggung.wajibkan_izin(True)
    hasil |= _label(("pimpinan.disdukcapil",), (reverse("telaah", args=[panggung.pohon.pk]),))
    panggung.wajibkan_izin(False)
    return hasil


def _saat_mengimpor() -> set[str]:
    """Return what the report of an import shows that reads a small table into the empty tree."""
    bersih = cetak(pohon_dari(kecamatan()), CAMAT)
    lima = tabel(bersih, "Tahap 5")
    isi = list(lima.baris[4])
    isi[1] = "Tersedianya petugas lapangan yang cakap"  # Tahap 3 words it differently
    bertentangan = ganti(bersih, lima.ubah(4, tuple(isi)))
    kosong = Pohon.objects.get(perangkat_daerah__slug="batumandi")
    klien = Client()
    klien.force_login(Pengguna.objects.get(username="perencana.batumandi"))
    laporan = klien.post(reverse("impor", args=[kosong.pk]), {"teks": tempelan(bertentangan)}, follow=True)
    return label_halaman(laporan.content) | _saat_memakai_templat(klien, kosong)


def _saat_memakai_templat(klien: Client, pohon: Pohon) -> set[str]:
    """Return what the preview of a template shows: of one that can be stored, and of one with a fault."""
    kosong = klien.get(reverse("templat_xlsx", args=[pohon.pk]), {"kosong": "1"}).content
    hasil: set[str] = set()
    for jenis in ("Outcome", "bukan jenis"):
        berkas = ubah(kosong, lambda buku, jenis=jenis: tulis(buku, "Pohon", 2, Jenis=jenis, Pernyataan="Contoh"))
        kirim = {"berkas": SimpleUploadedFile("templat.xlsx", berkas)}
        hasil |= label_halaman(klien.post(reverse("templat", args=[pohon.pk]), kirim, follow=True).content)
    return hasil


def _saat_menetapkan(panggung: Panggung) -> set[str]:
    """Return what is seen of a decree that can be issued, and of one that was."""
    keputusan = Keputusan.objects.get(perangkat_daerah=panggung.pohon.perangkat_daerah, jenis="iki")
    halaman = (reverse("keputusan", args=[keputusan.pk]),)
    kini = baca_keputusan(keputusan.pk)
    isi = kini.isi.dengan(nomor_urut="12", hari=2, bulan=1, tahun=2026)
    ubah_isi(aktor=panggung.perencana, keputusan_id=keputusan.pk, versi=kini.versi, isi=isi)
    hasil = _label(PENYUSUN, halaman)
    tetapkan(aktor=panggung.perencana, keputusan_id=keputusan.pk, versi=baca_keputusan(keputusan.pk).versi)
    return hasil | _label(PENYUSUN, halaman)


def _saat_berjanji() -> set[str]:
    """Return what the planner sees of achievements, and of an agreement before and after it is signed."""
    perjanjian = Perjanjian.objects.filter(status="draf")[0]
    Perjanjian.objects.filter(pk=perjanjian.pk).update(tanggal=date(2025, 1, 2))
    perencana = Pengguna.objects.get(username=PENYUSUN[0])
    halaman = (
        reverse("perjanjian", args=[perjanjian.pk]),
        reverse("pk_realisasi", args=[perjanjian.perangkat_daerah_id], query={"tahun": perjanjian.tahun - 1}),
    )
    hasil = _label(PENYUSUN, halaman)
    tandatangani(aktor=perencana, perjanjian_id=perjanjian.pk, versi=perjanjian.versi)
    return hasil | _label(PENYUSUN, halaman[:1])


def _saat_mengurus(panggung: Panggung) -> set[str]:
    """Return what the administrator sees of an agency with positions and of someone else's account."""
    perangkat = panggung.pohon.perangkat_daerah
    assert perangkat is not None
    slug, jabatan = perangkat.pemerintah_daerah.slug, Jabatan.objects.filter(perangkat_daerah=perangkat)[0]
    return _label(
        ("admin.balangan",),
        (
            reverse("urus_jabatan", args=[slug, perangkat.pk]),
            reverse("jabatan_rinci", args=[slug, jabatan.pk]),
            reverse("akun_rinci", args=[slug, panggung.perencana.pk]),
        ),
    ) | _saat_bentrok(reverse("perangkat_ubah", args=[slug, perangkat.pk]))


def _saat_bentrok(alamat: str) -> set[str]:
    """Return what an administrator sees when another has saved the same form meanwhile."""
    klien = Client()
    klien.force_login(Pengguna.objects.get(username="admin.balangan"))
    jawaban = klien.post(alamat, {"nama": "Dinas Lain", "bentuk": "dinas", "versi": "0"})
    assert jawaban.status_code == 409
    return label_halaman(jawaban.content)


def _saat_menjaga_akun(panggung: Panggung) -> set[str]:
    """Return what the planner sees while setting up the second factor and afterwards, and the administrator then."""
    akun, klien = panggung.perencana, Client()
    klien.force_login(akun)
    siapkan_dua_langkah(aktor=akun, sandi=SANDI_CONTOH)
    alamat = reverse("dua_langkah_pasang")
    hasil = label_halaman(klien.get(alamat).content)
    kode = f"{totp(TOTPDevice.objects.get(user=akun).bin_key):06d}"
    hasil |= label_halaman(klien.post(alamat, {"kode": kode}).content)
    akun.refresh_from_db()
    Client().force_login(akun)  # a second session, to be ended from the first
    hasil |= _label(PENYUSUN, tuple(reverse(nama) for nama in ("akun_saya", "dua_langkah", "dua_langkah_matikan")))
    slug = panggung.pohon.perangkat_daerah.pemerintah_daerah.slug
    return hasil | _label(("admin.balangan",), (reverse("akun_rinci", args=[slug, akun.pk]),))


def test_every_label_the_guide_quotes_is_on_a_page(tampil: set[str]) -> None:
    semua = list(kutipan())
    assert len(semua) > 100
    assert "Simpan" in tampil and "Simpan dan berdoa" not in tampil
    hilang = [f"docs/panduan/{berkas}: {label}" for berkas, label in semua if rapikan(label) not in tampil]
    assert hilang == [], "Tulisan ini tidak ada lagi di layar:\n" + "\n".join(hilang)
