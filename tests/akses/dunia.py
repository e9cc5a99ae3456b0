"""One small world in which every address of the application finds something, and a person of each role knocking.

`Dunia.alamat(nama)` fills an address from the values here: by the name of the parameter, or, where the same name means
different things, by the name of the address (`KHUSUS`).
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from iki.models import ButirFungsi
from iki.services import IsiIndikator, tambah_indikator, tambah_sasaran
from iku.models import BarisLampiran
from instansi.choices import JenisPeran
from instansi.models import Jabatan, PemangkuJabatan, Pengguna, PerangkatDaerah, Periode
from naskah.models import Cetakan, DasarHukum
from pohon.importing.unggahan import simpan_unggahan
from pohon.models import Indikator, Permintaan, Pohon
from pohon.selectors import baca_pohon
from pohon.templat.isi import Kamus, isi_pohon
from pohon.templat.tulis import tulis_templat
from telaah.models import Kabar
from telaah.services import buat_catatan, buat_versi, kembalikan
from tests.pabrik.basis import JabatanFactory, PerangkatFactory, berperan, perencana_di, simpul
from tests.pabrik.keputusan import draf_tersimpan
from tests.pabrik.kinerja import TAHUN, Kinerja
from tests.pabrik.lintas import ubah
from tests.pabrik.telaah import pohon_disetujui, pohon_ditelaah

PERAN = ("perencana", "pimpinan", "pembaca", "penelaah", "admin", "tetangga", "jauh", "kuasa", "anonim")
HURUF = {200: "s", 400: "e", 403: "f", 404: "n", 405: "-", 409: "k", 422: "v", 429: "l"}


class Dunia:
    """An agency whose tree came back from review; beside it an approved tree with a newer version, and a decree."""

    def __init__(self) -> None:
        self._sesi: dict[str, str] = {}
        self.dinas: PerangkatDaerah = PerangkatFactory(nama="Dinas Dunia")
        pemda = self.dinas.pemerintah_daerah
        kasus = pohon_ditelaah(perangkat_daerah=self.dinas)
        self.pohon: Pohon = kasus.pohon
        self.perencana = kasus.perencana
        catatan = buat_catatan(aktor=kasus.penelaah, pohon_id=self.pohon.pk, isi="Mohon dipertajam.")
        kembalikan(aktor=kasus.penelaah, pohon_id=self.pohon.pk)
        self.orang: dict[str, Pengguna | None] = {
            "perencana": self.perencana,
            "pimpinan": kasus.pimpinan,
            "pembaca": berperan(JenisPeran.PEMBACA, self.dinas),
            "penelaah": kasus.penelaah,
            "admin": berperan(JenisPeran.ADMIN, pemda),
            "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pemda)),
            "jauh": berperan(JenisPeran.PENELAAH, PerangkatFactory().pemerintah_daerah),
            "kuasa": berperan(JenisPeran.PEMBACA, PerangkatFactory(), is_staff=True, is_superuser=True),
            "anonim": None,
        }
        self.setuju = self._pohon_disetujui()
        self.nilai: dict[str, Any] = {
            "pemda": pemda.slug,
            "perangkat_id": self.dinas.pk,
            "pohon_id": self.pohon.pk,
            "simpul_id": simpul(self.pohon, "Meningkatnya Kompetensi Petugas Layanan").pk,
            "indikator_id": Indikator.objects.filter(pohon=self.pohon).first().pk,  # type: ignore[union-attr]
            "catatan_id": catatan.pk,
            "kabar_id": Kabar.objects.filter(penerima=self.perencana).latest("pk").pk,
            "pengabaian_id": 0,
            "nomor": 1,
            "slug": "masuk",
            "kode": "akun",
            "sidik": "0123456789abcdef01234567",
        }
        self.khusus: dict[str, dict[str, Any]] = {
            "mulai_pohon": {"pk": self.dinas.pk},
            "tabel": {"kunci": "tahap-4"},
            "impor_laporan": {"kunci": UUID(int=1)},
            "setel_sandi": {"uidb64": "MQ", "token": "palsu"},
            "keputusan_unduh": {"bentuk": "xlsx"},
            "perjanjian_unduh": {"bentuk": "docx"},
        }
        self._isi_keputusan()
        self._isi_jabatan()
        self._isi_kinerja()
        self._isi_lain()

    def _pohon_disetujui(self) -> Pohon:
        """Approve a tree of an agency in which the same people have the same roles, and begin its next version."""
        kedua = PerangkatFactory(pemerintah_daerah=self.dinas.pemerintah_daerah, nama="Dinas Kedua")
        kasus = pohon_disetujui(perangkat_daerah=kedua)
        self._beri_peran(kedua)
        buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
        return kasus.pohon

    def _isi_keputusan(self) -> None:
        ketiga = PerangkatFactory(pemerintah_daerah=self.dinas.pemerintah_daerah, nama="Dinas Ketiga")
        self._beri_peran(ketiga)
        keputusan, _ = draf_tersimpan(perangkat_daerah=ketiga)
        baris = BarisLampiran.objects.filter(keputusan=keputusan).first()
        self.nilai |= {"keputusan_id": keputusan.pk, "baris_id": baris.pk}  # type: ignore[union-attr]

    def _isi_jabatan(self) -> None:
        jabatan: Jabatan = JabatanFactory(perangkat_daerah=self.dinas, nama="Kepala")
        sasaran = tambah_sasaran(aktor=self.perencana, jabatan_id=jabatan.pk, teks="Mutu naik")
        indikator = tambah_indikator(aktor=self.perencana, sasaran_id=sasaran.pk, isi=IsiIndikator("Indeks mutu"))
        pemangku = PemangkuJabatan.objects.create(jabatan=jabatan, nama="Seseorang")
        butir = ButirFungsi.objects.create(perangkat_daerah=self.dinas, teks="menyusun rencana;", sidik="contoh")
        self.nilai |= {
            "jabatan_id": jabatan.pk,
            "sasaran_id": sasaran.pk,
            "butir_id": butir.pk,
            "pemangku_id": pemangku.pk,
            "akun_id": self.perencana.pk,
            "peran_id": self.perencana.peran.first().pk,  # type: ignore[union-attr]
            "periode_id": Periode.objects.get(pemerintah_daerah=self.dinas.pemerintah_daerah).pk,
        }
        for nama in ("iki_indikator", "iki_indikator_aksi"):
            self.khusus[nama] = {"indikator_id": indikator.pk}

    def _isi_kinerja(self) -> None:
        """Give a fourth agency targets, budgets and an agreement; let this world's tree ask its tree for support."""
        keempat = PerangkatFactory(pemerintah_daerah=self.dinas.pemerintah_daerah, nama="Dinas Keempat")
        kinerja = Kinerja(keempat)
        self._beri_peran(keempat)
        kinerja.isi_semua()
        perjanjian = kinerja.perjanjian(kinerja.kabid)
        ubah(self.perencana, self.pohon, "Meningkatnya Kompetensi Petugas Layanan", sebut=keempat)
        self.nilai |= {
            "perjanjian_id": perjanjian.pk,
            "permintaan_id": Permintaan.objects.filter(peminta=self.dinas).latest("pk").pk,
        }
        for nama in ("pk_daftar", "pk_buat", "pk_target", "pk_realisasi", "pk_anggaran", "pk_tempel", "pk_impor"):
            self.khusus[nama] = {"perangkat_id": keempat.pk}
        for nama in ("pk_xlsx", "pk_pdf", "pk_docx"):
            self.khusus[nama] = {"perangkat_id": keempat.pk}
        self.khusus["pk"] = {"pohon_id": kinerja.pohon.pk}
        self.tahun = TAHUN

    def _isi_lain(self) -> None:
        """Add a paper that could not be printed, a regulation of the agency and of the government, an upload."""
        cetakan = Cetakan.objects.create(
            pengguna=self.perencana,
            jenis="keputusan",
            parameter={"keputusan": self.nilai["keputusan_id"]},
            kunci="0" * 64,
            judul="Keputusan",
            nama_berkas="keputusan.pdf",
            tipe="application/pdf",
            kembali="/",
            keadaan="gagal",
        )
        pemda = self.dinas.pemerintah_daerah
        sendiri, daerah = (
            DasarHukum.objects.create(peringkat=10, teks="Peraturan contoh", **milik)
            for milik in ({"perangkat_daerah": self.dinas}, {"pemerintah_daerah": pemda})
        )
        rows, kamus = baca_pohon(self.pohon.pk), Kamus(self.pohon)
        unggahan = simpan_unggahan(
            pengguna_id=self.perencana.pk,
            pohon_id=self.pohon.pk,
            nama="templat.xlsx",
            isi=tulis_templat(rows, isi_pohon(rows, kamus), kamus),
        )
        self.nilai |= {"cetakan_id": cetakan.pk, "dasar_id": sendiri.pk, "jenis": "iku", "kunci": unggahan}
        for nama in ("urus_dasar_ubah", "urus_dasar_hapus"):
            self.khusus[nama] = {"dasar_id": daerah.pk}

    def _beri_peran(self, perangkat: PerangkatDaerah) -> None:
        """Give the people of this world their roles in one more agency of it."""
        for jenis in (JenisPeran.PERENCANA, JenisPeran.PIMPINAN, JenisPeran.PEMBACA):
            self.orang[jenis.value].peran.create(jenis=jenis, perangkat_daerah=perangkat)  # type: ignore[union-attr]

    def alamat(self, nama: str, parameter: tuple[str, ...]) -> str:
        """Return the address of this name, of things of this world."""
        nilai = self.nilai | self.khusus.get(nama, {})
        if nama.startswith("arsip"):
            nilai["pohon_id"] = self.setuju.pk
        if nama.startswith("banding"):
            nilai |= {"pohon_id": self.setuju.pk, "lain_id": self.setuju.turunan.get().pk}
        return reverse(nama, kwargs={satu: nilai[satu] for satu in parameter})

    def jawaban(self, cara: str, alamat: str) -> str:
        """Return how each role is answered, a letter each in the order of `PERAN`; what a POST changed is undone."""
        return "".join(self._jawaban(cara, alamat, peran) for peran in PERAN)

    def _jawaban(self, cara: str, alamat: str, peran: str) -> str:
        klien = self._klien(peran)
        with transaction.atomic():
            balasan = klien.generic(cara, alamat)
            # What a GET leaves behind is a printed paper that the next one finds.
            transaction.set_rollback(cara != "GET")
        if balasan.status_code == 302:
            return "m" if balasan.url.startswith(reverse("masuk")) else "r"
        return HURUF.get(balasan.status_code, f"[{balasan.status_code}]")

    def _klien(self, peran: str) -> Client:
        """Return a browser in which this person is signed in, by the one session each has here."""
        klien, akun = Client(), self.orang[peran]
        if akun is not None:
            if peran not in self._sesi:
                masuk = Client()
                masuk.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
                self._sesi[peran] = masuk.cookies[settings.SESSION_COOKIE_NAME].value
            klien.cookies[settings.SESSION_COOKIE_NAME] = self._sesi[peran]
        return klien


def semua_alamat() -> dict[str, tuple[str, ...]]:
    """Return every address of the application by name, with its parameters; Django admin has tests of its own."""
    return dict(_telusuri(get_resolver().url_patterns, ()))


def _telusuri(daftar: list[URLPattern | URLResolver], awal: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for satu in daftar:
        parameter = (*awal, *satu.pattern.converters)
        if not isinstance(satu, URLResolver):
            yield str(satu.name), parameter
        elif satu.app_name != "admin":
            yield from _telusuri(satu.url_patterns, parameter)
