"""Decrees for tests: values that need no database, and stored drafts of an agency with a tree."""

from dataclasses import replace
from typing import Any

from iku.models import BarisLampiran
from iku.services import buat_dari_pohon
from instansi.models import Pengguna, PerangkatDaerah
from naskah.choices import JenisKeputusan, StatusKeputusan
from naskah.models import Keputusan
from naskah.rows import BarisKeputusan, Butir, IsiKeputusan
from naskah.selectors import baca_keputusan
from naskah.services import ubah_isi
from pohon.choices import StatusPohon
from pohon.models import Indikator, Pohon
from tests.pabrik.baris import antara, kondisi, outcome, utama
from tests.pabrik.basis import PerangkatFactory, perencana_di, pohon_tersimpan

ISI = IsiKeputusan(
    tentang="Indikator Kinerja Utama Dinas Contoh Kabupaten Contoh Tahun 2021-2026",
    judul_lampiran="Indikator Kinerja Utama Dinas Contoh Kabupaten Contoh Tahun 2021-2026",
    nomor_pola="050/{nomor}/DC/TAHUN {tahun}",
    nomor_urut="7",
    hari=14,
    bulan=7,
    tahun=2023,
    tempat="Contoh",
    kop_pemerintah="Pemerintah Kabupaten Contoh",
    kop_nama="Dinas Contoh",
    kop_alamat="Jalan Contoh Nomor 1",
    pejabat_penetap="Kepala Dinas Contoh Kabupaten Contoh",
    ttd_jabatan="Kepala Dinas Contoh Kabupaten Contoh",
    menimbang=(Butir("bahwa satu;"), Butir("bahwa berdasarkan pertimbangan pada huruf a, perlu menetapkan Keputusan;")),
    mengingat=(
        Butir("Undang-Undang Nomor 28 Tahun 1999 tentang Penyelenggara Negara yang Bersih;"),
        Butir("Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja;"),
    ),
    diktum=(Butir("Menetapkan indikator."), Butir("Keputusan ini mulai berlaku pada tanggal ditetapkan.")),
)


def baris_keputusan(**lain: Any) -> BarisKeputusan:
    """Return a whole decree as values; fields of the content may be given by name."""
    isi = {nama: lain.pop(nama) for nama in list(lain) if hasattr(ISI, nama)}
    dasar: dict[str, Any] = {
        "id": 1, "jenis": JenisKeputusan.IKU, "status": StatusKeputusan.DRAF, "versi": 1, "perangkat_daerah_id": 1,
        "slug": "dinas-contoh", "nama_perangkat": "Dinas Contoh", "nama_pemerintah": "Kabupaten Contoh",
        "periode": "2021-2026", "pohon_id": None, "pohon_rev": None, "isi": replace(ISI, **isi),
    }  # fmt: skip
    return BarisKeputusan(**{**dasar, **lain})


def draf_tersimpan(
    *, perangkat_daerah: PerangkatDaerah | None = None, aktor: Pengguna | None = None, **isi: Any
) -> tuple[Keputusan, Pengguna]:
    """Return a stored draft with number and date, from an approved tree with complete indicators, and its planner."""
    perangkat_daerah = perangkat_daerah or PerangkatFactory()
    aktor = aktor or perencana_di(perangkat_daerah)
    pohon = pohon_iku(perangkat_daerah, aktor)
    keputusan = buat_dari_pohon(aktor=aktor, perangkat_daerah=perangkat_daerah, pohon_id=pohon.pk)
    ubah_isi(aktor=aktor, keputusan_id=keputusan.pk, versi=keputusan.versi, isi=replace(ISI, **isi))
    keputusan.refresh_from_db()
    return keputusan, aktor


def pohon_iku(perangkat_daerah: PerangkatDaerah, aktor: Pengguna) -> Pohon:
    """Return the agency's approved tree: two conditions and three tactical nodes, each with a complete indicator."""
    ada = Pohon.objects.filter(perangkat_daerah=perangkat_daerah).first()
    if ada is not None:
        return ada
    pohon = pohon_tersimpan(
        outcome(
            "Terwujudnya layanan contoh",
            kondisi(
                "Meningkatnya mutu layanan",
                utama(
                    "Meningkatnya kecepatan layanan",
                    antara("Tersedianya petugas terlatih", indikator=["Jumlah petugas terlatih"]),
                    indikator=["Persentase layanan tepat waktu"],
                ),
                indikator=["Indeks kepuasan masyarakat"],
            ),
            kondisi(
                "Meningkatnya cakupan layanan",
                utama("Meluasnya layanan keliling", indikator=["Jumlah desa terlayani"]),
                indikator=["Persentase penduduk terlayani"],
            ),
            indikator=["Indeks layanan contoh"],
        ),
        perangkat_daerah=perangkat_daerah,
        perencana=aktor,
    )
    for indikator in Indikator.objects.filter(pohon=pohon):
        indikator.makna = f"Ukuran {indikator.nama.lower()}"
        indikator.alasan = f"Dipilih karena {indikator.nama.lower()} menggambarkan hasil"
        indikator.formula = f"Cara menghitung {indikator.nama.lower()} dari laporan"
        indikator.sumber_data = "Laporan bidang"
        indikator.save()
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DISETUJUI)
    pohon.refresh_from_db()
    return pohon


def jumlah_baris_lampiran(keputusan: Keputusan) -> tuple[int, int]:
    """Return how many rows the two attachments have."""
    baris = BarisLampiran.objects.filter(keputusan=keputusan)
    return baris.filter(lampiran=1).count(), baris.filter(lampiran=2).count()


def baca(keputusan: Keputusan) -> BarisKeputusan:
    """Return the decree as values, as stored now."""
    return baca_keputusan(keputusan.pk)
