"""Addresses of this app."""

from django.urls import path

from pohon.views import (
    banyak,
    beranda,
    impor,
    langkah,
    periksa,
    saran,
    simpul,
    tahap_1,
    tahap_2,
    tahap_3,
    tahap_4,
    tempel,
    terhapus,
)

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("pohon/<int:pohon_id>/", beranda.pohon, name="pohon"),
    path("perangkat-daerah/<int:pk>/pohon/mulai/", beranda.mulai_pohon, name="mulai_pohon"),
    path("pohon/<int:pohon_id>/tahap-1/", tahap_1.tahap_1, name="tahap_1"),
    path("pohon/<int:pohon_id>/tahap-2/", tahap_2.tahap_2, name="tahap_2"),
    path("pohon/<int:pohon_id>/tahap-3/", tahap_3.tahap_3, name="tahap_3"),
    path("pohon/<int:pohon_id>/simpul/tambah/", simpul.tambah, name="simpul_tambah"),
    path("pohon/<int:pohon_id>/simpul/<int:simpul_id>/ubah/", simpul.ubah, name="simpul_ubah"),
    path("pohon/<int:pohon_id>/simpul/<int:simpul_id>/pindah/", simpul.pindah, name="simpul_pindah"),
    path("pohon/<int:pohon_id>/simpul/<int:simpul_id>/hapus/", simpul.hapus, name="simpul_hapus"),
    path("pohon/<int:pohon_id>/simpul/banyak/", banyak.banyak, name="simpul_banyak"),
    path("pohon/<int:pohon_id>/langkah/", langkah.langkah, name="langkah"),
    path("pohon/<int:pohon_id>/saran/", saran.saran, name="saran"),
    path("pohon/<int:pohon_id>/tempel/", tempel.tempel, name="tempel"),
    path("pohon/<int:pohon_id>/periksa/", periksa.periksa, name="periksa"),
    path("pohon/<int:pohon_id>/impor/", impor.unggah, name="impor"),
    path("pohon/<int:pohon_id>/impor/urungkan/", impor.urungkan, name="impor_urungkan"),
    path("pohon/<int:pohon_id>/impor/<uuid:kunci>/", impor.laporan, name="impor_laporan"),
    path("pohon/<int:pohon_id>/terhapus/", terhapus.terhapus, name="terhapus"),
    path("pohon/<int:pohon_id>/pulihkan/", terhapus.pulihkan, name="pulihkan"),
    path("pohon/<int:pohon_id>/tahap-4/", tahap_4.daftar, name="tahap_4"),
    path("pohon/<int:pohon_id>/tahap-4/berikutnya/", tahap_4.berikutnya, name="tahap_4_berikutnya"),
    path("pohon/<int:pohon_id>/tahap-4/kotak/<int:simpul_id>/tingkat/", tahap_4.tingkat, name="tahap_4_tingkat"),
    path(
        "pohon/<int:pohon_id>/tahap-4/kotak/<int:simpul_id>/indikator/",
        tahap_4.indikator_baru,
        name="tahap_4_indikator_baru",
    ),
    path("pohon/<int:pohon_id>/tahap-4/indikator/<int:indikator_id>/", tahap_4.indikator, name="tahap_4_indikator"),
    path("pohon/<int:pohon_id>/tahap-4/indikator/<int:indikator_id>/geser/", tahap_4.geser, name="tahap_4_geser"),
    path("pohon/<int:pohon_id>/tahap-4/indikator/<int:indikator_id>/hapus/", tahap_4.hapus, name="tahap_4_hapus"),
]
