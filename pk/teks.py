"""The standing texts of an agreement, in our own words; each agreement can word its own.

The structure (purpose, the two parties, promise, supervision and evaluation) is that of PermenPANRB 53/2014, annex I.
"""

PEMBUKA = (
    "Untuk menjalankan pemerintahan yang efektif, terbuka, dan dapat dipertanggungjawabkan serta mengutamakan hasil, "
    "kami yang bertanda tangan di bawah ini:"
)
PERNYATAAN = (
    "Pihak Pertama sanggup mewujudkan target kinerja tahun {tahun} yang tercantum dalam lampiran perjanjian ini, "
    "sebagai bagian dari pencapaian target jangka menengah dalam dokumen perencanaan. Berhasil atau tidaknya "
    "pencapaian target tersebut menjadi tanggung jawab Pihak Pertama.\n"
    "Pihak Kedua memberikan arahan dan pengawasan yang diperlukan, mengevaluasi capaian perjanjian ini, dan "
    "mengambil tindakan yang diperlukan untuk memberikan penghargaan maupun sanksi."
)
