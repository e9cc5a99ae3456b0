"""What a planner gets from each change, and what is refused with which words beside which field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from instansi.arsip import bekukan, kanonik, utuh
from instansi.choices import JenisPeran
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import Arsip, BarisTetap, CatatanAudit
from pohon.choices import JenisSimpul, Komponen, StatusPohon, Tingkat
from pohon.models import Indikator, Pohon, Simpul
from pohon.selectors import ambil_pohon, baca_pohon, cari_pohon
from pohon.services import (
    IsiIndikator,
    IsiSimpul,
    Pihak,
    buat_pohon,
    hapus_indikator,
    hapus_simpul,
    klon_pohon,
    pindah_indikator,
    pindah_ke,
    pindah_simpul,
    pulihkan,
    tambah_indikator,
    tambah_simpul,
    terima_usulan,
    ubah_indikator,
    ubah_penerjemahan,
    ubah_simpul,
    ubah_tahap_1,
    ubah_tingkat,
)
from pohon.services.isian import Rancangan
from pohon.snapshot import JENIS_ARSIP, SKEMA, potret
from tests.pabrik.baris import antara, kondisi, operasional, outcome, silang, utama
from tests.pabrik.basis import (
    JabatanFactory,
    NomenklaturFactory,
    PerangkatFactory,
    berperan,
    perencana_di,
    pohon_tersimpan,
    simpul,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon() -> Pohon:
    return pohon_tersimpan()


@pytest.fixture
def dasar(pohon: Pohon) -> dict[str, object]:
    return {"aktor": perencana_di(pohon.perangkat_daerah), "pohon_id": pohon.pk}


def susunan(pohon: Pohon) -> list[tuple[str, str, str]]:
    return [(baris.kode, baris.jenis.value, baris.pernyataan) for baris in baca_pohon(pohon.pk).tanpa_csf]


def test_kode_dan_jenis_seperti_di_dokumen(pohon: Pohon) -> None:
    assert susunan(pohon) == [
        ("O", "outcome", "Outcome"),
        ("1", "kondisi", "Kondisi satu"),
        ("1.1", "kondisi_antara_utama", "Utama"),
        ("1.1.1", "kondisi_antara", "Antara satu"),
        ("1.1.1.1", "kondisi_operasional", "Operasional satu"),
        ("1.1.1.2", "kondisi_operasional", "Operasional dua"),
        ("1.1.2", "kondisi_antara", "Antara dua"),
        ("2", "kondisi", "Kondisi dua"),
        ("2.1", "kondisi_antara_utama", "Utama dua"),
    ]


def test_beberapa_outcome_diberi_nomor() -> None:
    pohon = pohon_tersimpan(outcome("Satu", kondisi("A")), outcome("Dua", kondisi("B")))
    assert [baris.kode for baris in baca_pohon(pohon.pk).simpul] == ["O1", "C1", "1", "O2", "C2", "2"]


def test_masuk_menjadikan_anak_saudara_di_atas_dan_jenis_mengikuti(pohon, dasar) -> None:
    pindah_simpul(**dasar, simpul_id=simpul(pohon, "Operasional dua").pk, arah="masuk")
    assert ("1.1.1.1", "kondisi_antara", "Operasional satu") in susunan(pohon)
    assert ("1.1.1.1.1", "kondisi_operasional", "Operasional dua") in susunan(pohon)


def test_keluar_menjadikan_saudara_induknya_dan_jenis_mengikuti(pohon, dasar) -> None:
    pindah_simpul(**dasar, simpul_id=simpul(pohon, "Antara satu").pk, arah="keluar")
    assert susunan(pohon)[3:7] == [
        ("1.1.1", "kondisi_antara", "Antara dua"),
        ("1.2", "kondisi_antara_utama", "Antara satu"),
        ("1.2.1", "kondisi_operasional", "Operasional satu"),
        ("1.2.2", "kondisi_operasional", "Operasional dua"),
    ]


def test_naik_dan_turun_melewati_saudara_yang_terhapus(dasar, pohon) -> None:
    tiga = tambah_simpul(
        **dasar, induk_id=simpul(pohon, "Utama").pk, rancangan=Rancangan(JenisSimpul.ANTARA, IsiSimpul("Antara tiga"))
    )
    hapus_simpul(**dasar, simpul_ids=[simpul(pohon, "Antara dua").pk])
    pindah_simpul(**dasar, simpul_id=tiga.pk, arah="naik")
    assert susunan(pohon)[3][2] == "Antara tiga"
    pindah_simpul(**dasar, simpul_id=tiga.pk, arah="turun")
    assert susunan(pohon)[3][2] == "Antara satu"


@pytest.mark.parametrize(
    ("nama", "arah", "kata"),
    [
        ("Antara satu", "naik", "paling atas"),
        ("Antara dua", "turun", "paling bawah"),
        ("Antara satu", "masuk", "Tidak ada kotak di atasnya"),
        ("Utama", "keluar", "paling luar"),
        ("Kondisi satu", "masuk", "Tahap 3"),
        ("Antara satu", "miring", "tidak dikenal"),
    ],
)
def test_langkah_yang_tidak_mungkin_dijelaskan(pohon, dasar, nama, arah, kata) -> None:
    sebelum = susunan(pohon)
    with pytest.raises(GalatLayanan, match=kata):
        pindah_simpul(**dasar, simpul_id=simpul(pohon, nama).pk, arah=arah)
    assert susunan(pohon) == sebelum


def test_pindah_ke_bawah_diri_sendiri_ditolak(pohon, dasar) -> None:
    with pytest.raises(GalatLayanan, match="bawah dirinya sendiri") as galat:
        pindah_ke(**dasar, simpul_id=simpul(pohon, "Utama").pk, induk_id=simpul(pohon, "Antara satu").pk)
    assert galat.value.kolom == "induk"


def test_pindah_ke_cabang_lain_membawa_keturunannya(pohon, dasar) -> None:
    pindah_ke(**dasar, simpul_id=simpul(pohon, "Antara satu").pk, induk_id=simpul(pohon, "Utama dua").pk)
    assert susunan(pohon)[-3:] == [
        ("2.1.1", "kondisi_antara", "Antara satu"),
        ("2.1.1.1", "kondisi_operasional", "Operasional satu"),
        ("2.1.1.2", "kondisi_operasional", "Operasional dua"),
    ]


def test_induk_dari_pohon_lain_terhapus_atau_tidak_ada_ditolak_dan_tidak_ada_yang_tersimpan(pohon, dasar) -> None:
    lain = pohon_tersimpan()
    hapus_simpul(**dasar, simpul_ids=[simpul(pohon, "Utama dua").pk])
    for induk_id in (simpul(lain, "Utama").pk, simpul(pohon, "Utama dua").pk, 10**9):
        with pytest.raises(GalatLayanan, match="sudah dihapus") as galat:
            tambah_simpul(**dasar, induk_id=induk_id, rancangan=Rancangan(JenisSimpul.ANTARA, IsiSimpul("Baru")))
        assert galat.value.kolom == "induk"
        with pytest.raises(GalatLayanan):
            pindah_ke(**dasar, simpul_id=simpul(pohon, "Antara satu").pk, induk_id=induk_id)
    assert not Simpul.objects.filter(pernyataan="Baru").exists()


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        ("   \u00a0\u200b ", "belum diisi"),
        ("x" * 10_000, "10.000 karakter; paling panjang 1.000"),
        ("ada \x00 nul", "karakter yang tidak dapat disimpan"),
        ("ada \x1b escape", "karakter yang tidak dapat disimpan"),
    ],
)
def test_pernyataan_yang_tidak_dapat_disimpan_dijelaskan_di_kolomnya(pohon, dasar, teks, kata) -> None:
    with pytest.raises(GalatLayanan, match=kata) as galat:
        ubah_simpul(**dasar, simpul_id=simpul(pohon, "Utama").pk, versi=1, isi=IsiSimpul(teks))
    assert galat.value.kolom == "pernyataan"
    assert simpul(pohon, "Utama").versi == 1


def test_teks_disimpan_rapi_dan_html_tetap_teks(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("  Meningkatnya\r\n  <b>mutu</b>\u00a0 layanan "))
    kotak.refresh_from_db()
    assert kotak.pernyataan == "Meningkatnya <b>mutu</b> layanan"


def test_versi_lama_bentrok_dan_membawa_kedua_teks(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("Tulisan pertama"))
    with pytest.raises(Bentrok) as galat:
        ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("Tulisan kedua"))
    assert galat.value.terkini["pernyataan"] == "Tulisan pertama"
    assert galat.value.oleh == dasar["aktor"].nama_tampil


def test_menyimpan_tanpa_perubahan_tidak_menaikkan_versi_dan_tidak_dicatat(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    sebelum = CatatanAudit.objects.count()
    ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("Utama"))
    assert simpul(pohon, "Utama").versi == 1
    assert CatatanAudit.objects.count() == sebelum


def test_jenis_diganti_selama_cocok_dengan_induk_dan_anak(pohon, dasar) -> None:
    kotak = simpul(pohon, "Antara dua")
    ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("Antara dua"), jenis=JenisSimpul.OPERASIONAL)
    assert simpul(pohon, "Antara dua").jenis == JenisSimpul.OPERASIONAL
    with pytest.raises(GalatLayanan, match="mempunyai turunan") as galat:
        ubah_simpul(
            **dasar,
            simpul_id=simpul(pohon, "Antara satu").pk,
            versi=1,
            isi=IsiSimpul("Antara satu"),
            jenis=JenisSimpul.OPERASIONAL,
        )
    assert galat.value.kolom == "jenis"


def test_hapus_lalu_pulihkan_mengembalikan_hanya_penghapusan_itu(pohon, dasar) -> None:
    semula = susunan(pohon)
    pertama = hapus_simpul(**dasar, simpul_ids=[simpul(pohon, "Operasional satu").pk])
    kedua = hapus_simpul(**dasar, simpul_ids=[simpul(pohon, "Antara satu").pk])
    assert kedua.ringkas == "2 kotak dihapus: Antara satu"
    with pytest.raises(GalatLayanan, match="Kotak di atasnya masih terhapus"):
        pulihkan(**dasar, penghapusan_id=pertama.pk)
    assert pulihkan(**dasar, penghapusan_id=kedua.pk) == 2
    assert len(susunan(pohon)) == len(semula) - 1
    pulihkan(**dasar, penghapusan_id=pertama.pk)
    assert susunan(pohon) == semula
    with pytest.raises(GalatLayanan, match="sudah diurungkan"):
        pulihkan(**dasar, penghapusan_id=pertama.pk)


def test_crosscutting_menyebut_perangkat_daerah_lain_dan_pihak_luar(pohon, dasar) -> None:
    lain = PerangkatFactory(pemerintah_daerah=pohon.perangkat_daerah.pemerintah_daerah, nama="Dinas Pangan, Tani")
    kotak = simpul(pohon, "Kondisi dua")
    ubah_simpul(
        **dasar,
        simpul_id=kotak.pk,
        versi=1,
        isi=IsiSimpul("Kondisi dua", crosscutting=(Pihak(lain.pk), Pihak(nama="Polres"))),
    )
    baris = baca_pohon(pohon.pk).menurut_id[kotak.pk]
    assert baris.nama_crosscutting == "Dinas Pangan, Tani; Polres"
    assert not baris.milik_lain, "masih punya turunan sendiri"
    assert baris.keterangan == "Kondisi; crosscutting Dinas Pangan, Tani; Polres"


@pytest.mark.parametrize("milik", ["sendiri", "pemerintah lain"])
def test_crosscutting_menolak_instansi_sendiri_dan_daerah_lain(pohon, dasar, milik) -> None:
    pihak = pohon.perangkat_daerah if milik == "sendiri" else PerangkatFactory()
    with pytest.raises(GalatLayanan, match="dari daftar") as galat:
        ubah_simpul(
            **dasar,
            simpul_id=simpul(pohon, "Utama").pk,
            versi=1,
            isi=IsiSimpul("Utama", crosscutting=(Pihak(pihak.pk),)),
        )
    assert galat.value.kolom == "crosscutting"


def test_kondisi_yang_seluruhnya_crosscutting_tidak_meminta_apa_pun() -> None:
    pohon = pohon_tersimpan(
        outcome(
            "Outcome",
            kondisi("Milik lain", crosscutting=["Dinas Lain"]),
            kondisi(
                "Bersama", utama("Utama", silang("Silang", crosscutting=["Dinas Lain"])), crosscutting=["Dinas Lain"]
            ),
        )
    )
    baris = {satu.pernyataan: satu for satu in baca_pohon(pohon.pk).simpul}
    assert (baris["Milik lain"].label_tingkat, baris["Milik lain"].perlu_indikator) == ("Crosscutting", False)
    assert baris["Milik lain"].keterangan == "Crosscutting Dinas Lain"
    assert baris["Bersama"].perlu_indikator and baris["Utama"].perlu_indikator
    assert not baris["Silang"].perlu_indikator


def test_indikator_ditambah_diubah_digeser_dihapus_dipulihkan(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    satu = tambah_indikator(**dasar, simpul_id=kotak.pk, isi=IsiIndikator("Persentase satu", sumber_data="A\n\nB"))
    dua = tambah_indikator(**dasar, simpul_id=kotak.pk, isi=IsiIndikator("Jumlah dua"))
    pindah_indikator(**dasar, indikator_id=dua.pk, arah="naik")
    ubah_indikator(**dasar, indikator_id=satu.pk, versi=1, isi=IsiIndikator("Persentase satu", satuan="Persen"))
    hapus = hapus_indikator(**dasar, indikator_id=dua.pk)
    (tinggal,) = baca_pohon(pohon.pk).menurut_id[kotak.pk].indikator
    assert (tinggal.nama, tinggal.satuan) == ("Persentase satu", "Persen")
    pulihkan(**dasar, penghapusan_id=hapus.pk)
    assert [satu.nama for satu in baca_pohon(pohon.pk).menurut_id[kotak.pk].indikator] == [
        "Jumlah dua",
        "Persentase satu",
    ]
    with pytest.raises(Bentrok):
        ubah_indikator(**dasar, indikator_id=satu.pk, versi=1, isi=IsiIndikator("Lain"))


def test_tingkat_menurut_jenis_dan_dapat_diganti(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    ubah_tingkat(**dasar, simpul_id=kotak.pk, versi=1, tingkat=Tingkat.STRATEGIS)
    baris = baca_pohon(pohon.pk).menurut_id[kotak.pk]
    assert (baris.tingkat, baris.tingkat_diubah) == (Tingkat.STRATEGIS, True)
    with pytest.raises(GalatLayanan, match="tidak ada dalam daftar") as galat:
        ubah_tingkat(**dasar, simpul_id=kotak.pk, versi=2, tingkat="ngawur")
    assert galat.value.kolom == "tingkat"


def test_penerjemahan_menyimpan_komponen_jabatan_dan_salinan_nomenklatur(pohon, dasar) -> None:
    jabatan = JabatanFactory(perangkat_daerah=pohon.perangkat_daerah)
    kode = NomenklaturFactory()
    kotak = simpul(pohon, "Operasional satu")
    isian = {"versi": 1, "komponen": Komponen.SASARAN_SUB_KEGIATAN, "kinerja_jabatan": "PK/SKP JF"}
    ubah_penerjemahan(**dasar, simpul_id=kotak.pk, **isian, jabatan_ids=[jabatan.pk], nomenklatur_id=kode.pk)
    kode.nama = "Nama baru di daftar berikutnya"
    kode.save()
    baris = baca_pohon(pohon.pk).menurut_id[kotak.pk]
    assert baris.komponen_cetak == "sasaran sub kegiatan"
    assert baris.nama_jabatan == jabatan.nama
    assert baris.nomenklatur_nama.startswith("Sub Kegiatan Contoh")
    with pytest.raises(GalatLayanan, match="organisasi perangkat daerah ini"):
        ubah_penerjemahan(**dasar, simpul_id=kotak.pk, **{**isian, "versi": 2}, jabatan_ids=[JabatanFactory().pk])


def test_usulan_tahap_5_berbeda_untuk_kecamatan_dan_tidak_menimpa() -> None:
    kecamatan = pohon_tersimpan(perangkat_daerah=PerangkatFactory(kecamatan=True))
    aktor = perencana_di(kecamatan.perangkat_daerah)
    kotak = simpul(kecamatan, "Utama")
    ubah_penerjemahan(
        aktor=aktor, pohon_id=kecamatan.pk, simpul_id=kotak.pk, versi=1, komponen="", kinerja_jabatan="PK sekcam"
    )
    assert terima_usulan(aktor=aktor, pohon_id=kecamatan.pk) == 9
    baris = {satu.pernyataan: satu for satu in baca_pohon(kecamatan.pk).simpul}
    assert baris["Kondisi dua"].komponen_cetak == "sasaran kedua SKPD"
    assert (baris["Kondisi satu"].kinerja_jabatan, baris["Outcome"].kinerja_jabatan) == ("PK camat", "")
    assert (baris["Utama"].komponen, baris["Utama"].kinerja_jabatan) == (Komponen.SASARAN_PROGRAM, "PK sekcam")
    assert terima_usulan(aktor=aktor, pohon_id=kecamatan.pk) == 0


def test_tahap_1_disimpan_dan_bentrok_bila_sudah_berubah(pohon, dasar) -> None:
    ubah_tahap_1(**dasar, versi=1, ekspektasi="Warga ingin\r\nlayanan cepat")
    assert baca_pohon(pohon.pk).ekspektasi == "Warga ingin\nlayanan cepat"
    with pytest.raises(Bentrok):
        ubah_tahap_1(**dasar, versi=1, ekspektasi="Lain")


@pytest.mark.parametrize("status", [StatusPohon.DIAJUKAN, StatusPohon.DISETUJUI, StatusPohon.DIGANTIKAN])
def test_pohon_yang_sudah_diajukan_atau_disetujui_tidak_dapat_diubah(status) -> None:
    pohon = pohon_tersimpan(status=status)
    dasar = {"aktor": perencana_di(pohon.perangkat_daerah), "pohon_id": pohon.pk}
    kotak = simpul(pohon, "Utama")
    for ubah in (
        lambda: ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("X")),
        lambda: pindah_simpul(**dasar, simpul_id=kotak.pk, arah="turun"),
        lambda: hapus_simpul(**dasar, simpul_ids=[kotak.pk]),
        lambda: tambah_indikator(**dasar, simpul_id=kotak.pk, isi=IsiIndikator("X")),
        lambda: terima_usulan(**dasar),
        lambda: ubah_tahap_1(**dasar, versi=1, mandat="X"),
    ):
        with pytest.raises(GalatLayanan, match="tidak dapat diubah"):
            ubah()


@pytest.mark.parametrize("peran", [JenisPeran.PIMPINAN, JenisPeran.PEMBACA, JenisPeran.PENELAAH, JenisPeran.ADMIN])
def test_peran_lain_melihat_tetapi_tidak_mengubah(pohon, peran) -> None:
    pd = pohon.perangkat_daerah
    aktor = berperan(peran, pd.pemerintah_daerah if peran in (JenisPeran.PENELAAH, JenisPeran.ADMIN) else pd)
    assert ambil_pohon(aktor, pohon.pk) == pohon
    with pytest.raises(TidakBerhak):
        ubah_tahap_1(aktor=aktor, pohon_id=pohon.pk, versi=1, mandat="X")


def test_instansi_lain_dan_daerah_lain_tidak_menemukan_pohon_ini(pohon) -> None:
    sesama = PerangkatFactory(pemerintah_daerah=pohon.perangkat_daerah.pemerintah_daerah)
    jauh = PerangkatFactory().pemerintah_daerah
    for aktor in (perencana_di(sesama), berperan(JenisPeran.PENELAAH, jauh), berperan(JenisPeran.ADMIN, jauh)):
        with pytest.raises(TidakDitemukan):
            ambil_pohon(aktor, pohon.pk)
        with pytest.raises(TidakDitemukan):
            ubah_tahap_1(aktor=aktor, pohon_id=pohon.pk, versi=1, mandat="X")


def test_satu_pohon_kerja_per_urusan_dan_periode(pohon, dasar) -> None:
    isian = {"aktor": dasar["aktor"], "perangkat_daerah": pohon.perangkat_daerah, "periode": pohon.periode}
    with pytest.raises(GalatLayanan, match="sudah ada") as galat:
        buat_pohon(**isian, urusan="", tahun=2023)
    assert galat.value.kolom == "urusan"
    assert buat_pohon(**isian, urusan="Tenaga Kerja", tahun=2023).nomor_versi == 1
    with pytest.raises(GalatLayanan, match="antara 2021 dan 2026") as galat:
        buat_pohon(**isian, urusan="Lain", tahun=2030)
    assert galat.value.kolom == "tahun"


def test_perintah_menemukan_pohon_menurut_urusan(pohon) -> None:
    pohon_tersimpan(perangkat_daerah=pohon.perangkat_daerah, urusan="Tenaga Kerja")
    slug = pohon.perangkat_daerah.slug
    with pytest.raises(TidakDitemukan, match="--urusan"):
        cari_pohon(perangkat_daerah=slug)
    assert cari_pohon(perangkat_daerah=slug, urusan="").pk == pohon.pk
    assert cari_pohon(perangkat_daerah=slug, urusan="tenaga kerja", periode="2021-2026").urusan == "Tenaga Kerja"
    with pytest.raises(TidakDitemukan, match="2021-2026"):
        cari_pohon(perangkat_daerah=slug, periode="kemarin")


def test_klon_sama_dengan_asalnya_dan_membekukannya_memberi_sidik_yang_sama_tanpa_kunci() -> None:
    pohon = pohon_tersimpan(
        outcome(
            "Outcome",
            kondisi(
                "Kondisi",
                utama(
                    "Utama",
                    antara("Antara", operasional("Operasional", indikator=["Jumlah A", "Jumlah B"])),
                    indikator=["Indeks"],
                ),
                crosscutting=["Polres"],
            ),
        )
    )
    dasar = {"aktor": perencana_di(pohon.perangkat_daerah), "pohon_id": pohon.pk}
    terima_usulan(**dasar)
    jabatan = JabatanFactory(perangkat_daerah=pohon.perangkat_daerah)
    ubah_penerjemahan(
        **dasar,
        simpul_id=simpul(pohon, "Utama").pk,
        versi=2,
        komponen=Komponen.SASARAN_PROGRAM,
        kinerja_jabatan="PK",
        jabatan_ids=[jabatan.pk],
    )
    hapus_indikator(**dasar, indikator_id=Indikator.objects.get(nama="Jumlah B").pk)
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DISETUJUI)
    klon = klon_pohon(**dasar)
    asal, salinan = (potret(baca_pohon(satu.pk)) for satu in (pohon, klon))
    assert (asal["kepala"].pop("nomor_versi"), salinan["kepala"].pop("nomor_versi")) == (1, 2)
    assert kanonik(asal) == kanonik(salinan)
    assert (klon.asal_id, klon.status) == (pohon.pk, StatusPohon.DRAF)
    with pytest.raises(GalatLayanan, match="sudah ada"):
        klon_pohon(**dasar)
    arsip = bekukan(jenis=JENIS_ARSIP, skema=SKEMA, data=asal)
    assert utuh(Arsip.objects.get(pk=arsip.pk))


def test_sejarah_hanya_bertambah(pohon) -> None:
    catatan = CatatanAudit.objects.filter(wadah=pohon.wadah).get()
    assert (catatan.kata_kerja, catatan.jenis_objek) == ("buat", "pohon")
    with pytest.raises(BarisTetap):
        catatan.save()
    with pytest.raises(BarisTetap):
        catatan.delete()


def test_setiap_perubahan_dicatat_dengan_nilai_sebelum_dan_sesudah(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("Utama baru"))
    catatan = CatatanAudit.objects.first()
    assert (catatan.aktor, catatan.kata_kerja, catatan.identitas) == (dasar["aktor"], "ubah", kotak.identitas)
    assert (catatan.sebelum, catatan.sesudah) == ({"pernyataan": "Utama"}, {"pernyataan": "Utama baru"})


def test_satu_suntingan_paling_banyak_sepuluh_kueri_dan_pohon_dibaca_dengan_kueri_tetap(pohon, dasar) -> None:
    kotak = simpul(pohon, "Utama")
    with CaptureQueriesContext(connection) as kueri:
        ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("Baru", crosscutting=(Pihak(nama="Polres"),)))
    assert (
        len([satu for satu in kueri if not satu["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]) <= 10
    )
    besar = pohon_tersimpan(
        outcome(
            "O", kondisi("K", utama("U", *(antara(f"A{n}", operasional(f"P{n}", indikator=["I"])) for n in range(75))))
        )
    )
    jumlah = []
    for satu in (pohon, besar):
        with CaptureQueriesContext(connection) as kueri:
            baca_pohon(satu.pk)
        jumlah.append(len(kueri))
    assert jumlah == [6, 6]
