"""Addresses of this app: the decrees of an agency, and one decree with its papers."""

from django.urls import path

from naskah.views import cetakan, daftar, dasar_hukum, keputusan, kertas, penetapan, teks_baku

urlpatterns = [
    path("cetakan/", cetakan.daftar, name="cetakan_daftar"),
    path("cetakan/<int:cetakan_id>/", cetakan.lihat, name="cetakan"),
    path("cetakan/<int:cetakan_id>/berkas/", cetakan.berkas, name="cetakan_berkas"),
    path("cetakan/<int:cetakan_id>/batalkan/", cetakan.batalkan, name="cetakan_batalkan"),
    path("cetakan/<int:cetakan_id>/ulangi/", cetakan.ulangi, name="cetakan_ulangi"),
    path("perangkat/<int:perangkat_id>/keputusan/", daftar.daftar, name="keputusan_daftar"),
    path("administrasi/<slug:pemda>/naskah/", kertas.kertas, name="urus_naskah"),
    path("administrasi/<slug:pemda>/teks-baku/<slug:jenis>/", teks_baku.teks_baku, name="urus_teks_baku"),
    path("administrasi/<slug:pemda>/dasar-hukum/", dasar_hukum.urus, name="urus_dasar"),
    path("administrasi/<slug:pemda>/dasar-hukum/baru/", dasar_hukum.urus_isian, name="urus_dasar_baru"),
    path("administrasi/<slug:pemda>/dasar-hukum/<int:dasar_id>/", dasar_hukum.urus_isian, name="urus_dasar_ubah"),
    path(
        "administrasi/<slug:pemda>/dasar-hukum/<int:dasar_id>/hapus/", dasar_hukum.urus_hapus, name="urus_dasar_hapus"
    ),
    path("perangkat/<int:perangkat_id>/dasar-hukum/", dasar_hukum.daftar, name="dasar"),
    path("perangkat/<int:perangkat_id>/dasar-hukum/baru/", dasar_hukum.isian, name="dasar_baru"),
    path("perangkat/<int:perangkat_id>/dasar-hukum/<int:dasar_id>/", dasar_hukum.isian, name="dasar_ubah"),
    path("perangkat/<int:perangkat_id>/dasar-hukum/<int:dasar_id>/hapus/", dasar_hukum.hapus, name="dasar_hapus"),
    path("perangkat/<int:perangkat_id>/naskah/", daftar.pengaturan, name="naskah_pengaturan"),
    path("keputusan/<int:keputusan_id>/", keputusan.sunting, name="keputusan"),
    path("keputusan/<int:keputusan_id>/pratinjau.pdf", keputusan.pratinjau, name="keputusan_pratinjau"),
    path("keputusan/<int:keputusan_id>/unduh.<slug:bentuk>", keputusan.unduh, name="keputusan_unduh"),
    path("keputusan/<int:keputusan_id>/banding/", keputusan.banding, name="keputusan_banding"),
    path("keputusan/<int:keputusan_id>/perubahan/", penetapan.perubahan, name="keputusan_perubahan"),
    path("keputusan/<int:keputusan_id>/riwayat/", keputusan.lihat_riwayat, name="keputusan_riwayat"),
    path("keputusan/<int:keputusan_id>/tetapkan/", penetapan.tetapkan, name="keputusan_tetapkan"),
    path("keputusan/<int:keputusan_id>/cabut/", penetapan.cabut, name="keputusan_cabut"),
    path("keputusan/<int:keputusan_id>/hapus/", penetapan.hapus, name="keputusan_hapus"),
    path("keputusan/<int:keputusan_id>/pindaian/", penetapan.unggah, name="keputusan_pindaian"),
]
