"""An agency with a tree, positions that carry its nodes, codes of the nomenclature, and one person of each role."""

from datetime import date
from decimal import Decimal

from instansi.choices import JenisPeran, Jenjang
from instansi.models import Jabatan, Pengguna, PerangkatDaerah
from pk.choices import JenisNilai
from pk.isian import IsianAnggaran, IsianTarget
from pk.lingkup import Lingkup, baca_lingkup
from pk.models import Perjanjian
from pk.nilai import Nilai
from pk.rows import BarisTarget, Kunci
from pk.selectors import baca_anggaran, baca_perjanjian
from pk.services import buat_perjanjian, simpan_anggaran, simpan_target, ubah_perjanjian
from pohon.models import Indikator, Nomenklatur, PeraturanNomenklatur, Pohon, Simpul, SimpulJabatan
from tests.pabrik.baris import antara, kondisi, operasional, outcome, utama
from tests.pabrik.basis import JabatanFactory, PerangkatFactory, berperan, perencana_di, pohon_tersimpan, simpul

TAHUN = 2025
BENIH = (
    outcome(
        "Tertib administrasi",
        kondisi(
            "Kualitas pelayanan meningkat",
            utama(
                "Pelayanan pendaftaran meningkat",
                antara(
                    "Petugas kompeten",
                    operasional("Pelatihan terlaksana", indikator=["Jumlah pelatihan"]),
                    indikator=["Persentase petugas bersertifikat"],
                ),
                indikator=["Indeks layanan", "Lama antrean"],
            ),
            indikator=["Indeks kepuasan"],
        ),
        indikator=["Persentase penduduk berdokumen"],
    ),
)
KODE = {
    "Petugas kompeten": "2.12.02.2.04",
    "Pelatihan terlaksana": "2.12.02.2.04.0003",
}
NAMA = {
    "2.12.02": "PROGRAM PENDAFTARAN PENDUDUK",
    "2.12.02.2.04": "Pembinaan Pendaftaran Penduduk",
    "2.12.02.2.04.0003": "Bimbingan Teknis",
}


class Kinerja:
    """The agency. Positions: `kepala` (outcome and condition), `kabid`, under her `staf`, and `lepas` with nothing."""

    def __init__(self, perangkat: PerangkatDaerah | None = None) -> None:
        self.perangkat: PerangkatDaerah = perangkat or PerangkatFactory()
        self.perencana = perencana_di(self.perangkat)
        self.pohon: Pohon = pohon_tersimpan(*BENIH, perencana=self.perencana, perangkat_daerah=self.perangkat)
        self._lengkapi_pohon()
        self.kepala = self._jabatan(
            "Kepala Dinas", Jenjang.JPT, None, "Tertib administrasi", "Kualitas pelayanan meningkat"
        )
        self.kabid = self._jabatan(
            "Kepala Bidang", Jenjang.ADMINISTRATOR, self.kepala, "Pelayanan pendaftaran meningkat"
        )
        self.staf = self._jabatan("Analis", Jenjang.FUNGSIONAL, self.kabid, "Petugas kompeten", "Pelatihan terlaksana")
        self.lepas = self._jabatan("Sekretaris", Jenjang.ADMINISTRATOR, self.kepala)

    def orang(self) -> dict[str, Pengguna | None]:
        """Return one person of each role, a planner of a neighbouring agency, and nobody."""
        pemda = self.perangkat.pemerintah_daerah
        return {
            "perencana": self.perencana,
            "pimpinan": berperan(JenisPeran.PIMPINAN, self.perangkat),
            "pembaca": berperan(JenisPeran.PEMBACA, self.perangkat),
            "penelaah": berperan(JenisPeran.PENELAAH, pemda),
            "admin": berperan(JenisPeran.ADMIN, pemda),
            "tetangga": perencana_di(PerangkatFactory(pemerintah_daerah=pemda)),
            "anonim": None,
        }

    @property
    def lingkup(self) -> Lingkup:
        """The agency's rows as stored now."""
        return baca_lingkup(self.perangkat, TAHUN)

    def baris(self, nama: str) -> BarisTarget:
        """Return the row of an indicator as stored now."""
        return next(satu for satu in self.lingkup.daftar.baris if satu.nama == nama)

    def isi(self, nama: str, **sel: str) -> IsianTarget:
        """Return cells of an indicator for the service: awal="80", t2025="85,5", tw1, realisasi, satuan, arah."""
        baris = self.baris(nama)
        nilai = {
            kunci_sel(kolom): Nilai(Decimal(teks.replace(",", "."))) if teks[:1].isdigit() else Nilai(teks=teks)
            for kolom, teks in sel.items()
            if kolom not in ("satuan", "arah")
        }
        return IsianTarget(baris.identitas, baris.versi, sel.get("satuan"), sel.get("arah"), nilai)

    def simpan(self, nama: str, **sel: str) -> None:
        """Store cells of an indicator."""
        simpan_target(aktor=self.perencana, lingkup=self.lingkup, isian=[self.isi(nama, **sel)])

    def isi_semua(self) -> None:
        """Give every indicator a target of the year and every code a budget."""
        for nomor, baris in enumerate(self.lingkup.daftar.baris, 1):
            self.simpan(baris.nama, awal=str(nomor), t2025=f"{nomor * 1000 + 234},5")
        lingkup = self.lingkup
        isian = [
            IsianAnggaran(satu.kode, 0, Decimal(nomor * 1_250_000), "APBD")
            for nomor, satu in enumerate(baca_anggaran(lingkup, TAHUN), 1)
        ]
        simpan_anggaran(aktor=self.perencana, lingkup=lingkup, tahun=TAHUN, isian=isian)

    def perjanjian(self, jabatan: Jabatan) -> Perjanjian:
        """Return a new stored draft of a position."""
        return buat_perjanjian(aktor=self.perencana, lingkup=self.lingkup, jabatan_id=jabatan.pk, tahun=TAHUN)

    def siap(self, jabatan: Jabatan) -> Perjanjian:
        """Return a draft that can be signed: place and date are filled in."""
        perjanjian = self.perjanjian(jabatan)
        isi = baca_perjanjian(perjanjian).isi.dengan(tempat="Paringin", tanggal=date(2025, 1, 2))
        ubah_perjanjian(aktor=self.perencana, perjanjian_id=perjanjian.pk, versi=1, isi=isi, tanpa=perjanjian.tanpa)
        perjanjian.refresh_from_db()
        return perjanjian

    def _lengkapi_pohon(self) -> None:
        Indikator.objects.filter(pohon=self.pohon).update(satuan="Nilai", arah="naik")
        Indikator.objects.filter(pohon=self.pohon, nama__startswith="Persentase").update(
            satuan="Persen", jenis_formula="persentase"
        )
        Indikator.objects.filter(pohon=self.pohon, nama="Lama antrean").update(satuan="Menit", arah="turun")
        peraturan, _ = PeraturanNomenklatur.objects.get_or_create(
            kode="900.1.15.5-1317/2023", defaults={"judul": "Keputusan contoh", "tahun": 2023}
        )
        for kode, nama in NAMA.items():
            Nomenklatur.objects.get_or_create(peraturan=peraturan, kode=kode, defaults={"nama": nama})
        for pernyataan, kode in KODE.items():
            Simpul.objects.filter(pk=simpul(self.pohon, pernyataan).pk).update(
                nomenklatur_kode=kode, nomenklatur_nama=NAMA[kode], nomenklatur_peraturan=peraturan.kode
            )

    def _jabatan(self, nama: str, jenjang: Jenjang, atasan: Jabatan | None, *dipegang: str) -> Jabatan:
        jabatan: Jabatan = JabatanFactory(perangkat_daerah=self.perangkat, nama=nama, jenjang=jenjang, atasan=atasan)
        for pernyataan in dipegang:
            SimpulJabatan.objects.create(pohon=self.pohon, simpul=simpul(self.pohon, pernyataan), jabatan=jabatan)
        return jabatan


def kunci_sel(kolom: str) -> Kunci:
    """Return which value a column of the tests means."""
    if kolom.startswith("t2"):
        return (JenisNilai.TARGET.value, int(kolom[1:]))
    return (kolom, 0 if kolom == "awal" else TAHUN)
