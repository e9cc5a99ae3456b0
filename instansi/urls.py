"""Addresses of this app: signing in and out, health, one's own account, the administration."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from instansi.views import administrasi, akun, akun_saya, draf, dua_langkah, impor, jabatan, masuk, perangkat, riwayat

_perangkat = [
    path("", perangkat.daftar, name="urus_perangkat"),
    path("tambah/", perangkat.tambah, name="perangkat_tambah"),
    path("<int:perangkat_id>/", perangkat.rinci, name="perangkat_rinci"),
    path("<int:perangkat_id>/ubah/", perangkat.ubah, name="perangkat_ubah"),
    path("<int:perangkat_id>/ganti-nama/", perangkat.ganti_nama, name="perangkat_ganti_nama"),
    path("<int:perangkat_id>/tutup/", perangkat.tutup, name="perangkat_tutup"),
    path("<int:perangkat_id>/buka/", perangkat.buka, name="perangkat_buka"),
    path("<int:perangkat_id>/jabatan/", jabatan.daftar, name="urus_jabatan"),
    path("<int:perangkat_id>/jabatan/tambah/", jabatan.tambah, name="jabatan_tambah"),
]
_jabatan = [
    path("", jabatan.rinci, name="jabatan_rinci"),
    path("ubah/", jabatan.ubah, name="jabatan_ubah"),
    path("geser/", jabatan.geser, name="jabatan_geser"),
    path("tutup/", jabatan.tutup, name="jabatan_tutup"),
    path("buka/", jabatan.buka, name="jabatan_buka"),
    path("hapus/", jabatan.hapus, name="jabatan_hapus"),
    path("pemangku/tambah/", jabatan.pemangku_tambah, name="pemangku_tambah"),
    path("pemangku/<int:pemangku_id>/", jabatan.pemangku_ubah, name="pemangku_ubah"),
    path("pemangku/<int:pemangku_id>/hapus/", jabatan.pemangku_hapus, name="pemangku_hapus"),
]
_akun = [
    path("", akun.daftar, name="urus_akun"),
    path("tambah/", akun.tambah, name="akun_tambah"),
    path("<int:akun_id>/", akun.rinci, name="akun_rinci"),
    path("<int:akun_id>/ubah/", akun.ubah, name="akun_ubah"),
    path("<int:akun_id>/peran/tambah/", akun.peran_tambah, name="peran_tambah"),
    path("<int:akun_id>/peran/<int:peran_id>/cabut/", akun.peran_cabut, name="peran_cabut"),
    path("<int:akun_id>/undang/", akun.undang, name="akun_undang"),
    path("<int:akun_id>/nonaktifkan/", akun.nonaktifkan, name="akun_nonaktifkan"),
    path("<int:akun_id>/aktifkan/", akun.aktifkan, name="akun_aktifkan"),
    path("<int:akun_id>/verifikasi/", akun.setel_ulang_verifikasi, name="akun_verifikasi"),
    path("<int:akun_id>/riwayat/", riwayat.akun, name="akun_riwayat"),
]
_administrasi: list[URLPattern | URLResolver] = [
    path("", administrasi.urus, name="urus"),
    path("data/", administrasi.data_pemerintah, name="urus_pemerintah"),
    path("periode/", administrasi.periode, name="urus_periode"),
    path("periode/<int:periode_id>/hapus/", administrasi.periode_hapus, name="periode_hapus"),
    path("akun/", include(_akun)),
    path("perangkat-daerah/", include(_perangkat)),
    path("jabatan/<int:jabatan_id>/", include(_jabatan)),
    path("riwayat/", riwayat.administrasi, name="urus_riwayat"),
    path("impor/", impor.daftar, name="urus_impor"),
    path("impor/<slug:kode>/", impor.impor, name="impor_daftar"),
    path("impor/<slug:kode>/simpan/", impor.impor_simpan, name="impor_simpan"),
    path("ekspor/<slug:kode>.xlsx", impor.ekspor, name="ekspor"),
]

urlpatterns = [
    path("masuk/", masuk.MasukView.as_view(), name="masuk"),
    path("masuk/kode/", masuk.masuk_kode, name="masuk_kode"),
    path("keluar/", LogoutView.as_view(), name="keluar"),
    path("lupa-sandi/", masuk.LupaSandiView.as_view(), name="lupa_sandi"),
    path("lupa-sandi/terkirim/", masuk.LupaSandiTerkirimView.as_view(), name="lupa_sandi_terkirim"),
    path("setel-sandi/<uidb64>/<token>/", masuk.SetelSandiView.as_view(), name="setel_sandi"),
    path("sehat/", masuk.sehat, name="sehat"),
    path("draf/", draf.draf, name="draf"),
    path("akun/", akun_saya.akun_saya, name="akun_saya"),
    path("akun/sandi/", akun_saya.ganti_sandi, name="ganti_sandi"),
    path("akun/surel/", akun_saya.ganti_surel, name="ganti_surel"),
    path("akun/verifikasi/", dua_langkah.dua_langkah, name="dua_langkah"),
    path("akun/verifikasi/pasang/", dua_langkah.pasang, name="dua_langkah_pasang"),
    path("akun/verifikasi/kode/", dua_langkah.kode_pemulihan, name="kode_pemulihan"),
    path("akun/verifikasi/matikan/", dua_langkah.matikan, name="dua_langkah_matikan"),
    path("akun/sesi/<slug:sidik>/akhiri/", akun_saya.sesi_akhiri, name="sesi_akhiri"),
    path("akun/keluar-semua/", akun_saya.keluar_semua, name="keluar_semua"),
    path("akun/riwayat/", riwayat.saya, name="riwayat_saya"),
    path("administrasi/", administrasi.administrasi, name="administrasi"),
    path("administrasi/<slug:pemda>/", include(_administrasi)),
]
