"""The tricks of Tahap 1–3 and short guidance for Tahap 4–5, as printed in the booklet and shown as help.

The sense is that of the official material on PermenPANRB 89/2021, the wording is our own. Tahap 3 counts from
2, as the documents print it. Tahap 4 and 5 have no official tricks: their guidance is `PETUNJUK`, apart,
so that no paper prints it as one. No checks here (those are in `rules`).
"""

from dataclasses import dataclass

from pohon.choices import Tahap


@dataclass(frozen=True, slots=True)
class Trik:
    """One piece of advice: the printed number, the advice, and a sentence of explanation for the screen."""

    nomor: int
    teks: str
    penjelasan: str


TRIK: dict[Tahap, tuple[Trik, ...]] = {
    Tahap.TAHAP_1: (
        Trik(
            1,
            "Outcome dirumuskan berdasarkan kesepakatan bersama.",
            "Libatkan pimpinan dan seluruh unit kerja, lalu catat tanggal dan peserta kesepakatannya.",
        ),
        Trik(
            2,
            "Outcome menggambarkan hasil yang strategis.",
            "Tuliskan keadaan yang ingin diwujudkan bagi masyarakat atau pemangku kepentingan, "
            "bukan kegiatan yang dilaksanakan.",
        ),
        Trik(
            3,
            "Outcome tidak harus berangkat dari ketiga faktor sekaligus, tetapi ketiganya umumnya saling terkait.",
            "Mandat, permasalahan, dan ekspektasi boleh diisi salah satu saja bila itu yang menentukan outcome.",
        ),
        Trik(
            4,
            "Bila outcome strategis bukan final outcome atau intermediate outcome, tinjau kembali kebenarannya.",
            "Hasil yang sekadar selesainya pekerjaan biasanya adalah output; naikkan ke manfaat yang dirasakan.",
        ),
    ),
    Tahap.TAHAP_2: (
        Trik(
            1,
            "CSF menggambarkan isu faktual.",
            "Pilih masalah yang benar-benar terjadi dan dapat ditunjukkan datanya, misalnya dari Renstra.",
        ),
        Trik(
            2,
            "CSF menggambarkan apa yang dibutuhkan untuk mencapai kinerja pada masa mendatang.",
            "Tanyakan: apa yang harus dibenahi agar outcome pada akhir periode benar-benar tercapai?",
        ),
        Trik(
            3,
            "CSF mempertimbangkan perubahan lingkungan.",
            "Perhatikan perubahan peraturan, teknologi, kependudukan, dan harapan masyarakat.",
        ),
        Trik(
            4,
            "CSF adalah sebab atau cara, sedangkan outcome adalah akibat atau hasil.",
            "Bila sebuah CSF terbaca sebagai hasil akhir, mungkin tempatnya di Tahap 1.",
        ),
    ),
    Tahap.TAHAP_3: (
        Trik(
            2,
            "Jangan dahulu mengaitkan kondisi dengan komponen perencanaan.",
            "Tujuan, sasaran, dan komponen lain baru ditetapkan pada Tahap 5.",
        ),
        Trik(
            3,
            "Jangan dahulu mengaitkan kondisi dengan struktur organisasi (SOTK) yang ada.",
            "Uraikan menurut logika sebab dan akibat, bukan menurut pembagian bidang atau seksi.",
        ),
        Trik(
            4,
            "Jangan dahulu mengaitkan kondisi dengan nama program atau kegiatan.",
            "Nama program, kegiatan, dan subkegiatan dipilih pada Tahap 5 setelah pohon selesai.",
        ),
        Trik(
            5,
            "Jangan dahulu mengaitkan kondisi dengan anggaran.",
            "Kondisi yang dibutuhkan tetap ditulis meskipun anggarannya belum tersedia.",
        ),
        Trik(
            6,
            "Identifikasi kondisi yang memerlukan crosscutting dengan organisasi lain.",
            "Tandai kondisi yang hanya dapat terwujud bersama perangkat daerah atau lembaga lain, "
            "lalu sebutkan namanya.",
        ),
        Trik(
            7,
            "Hindari kondisi yang redundan atau berulang.",
            "Satu kondisi cukup ditulis sekali, di bawah induk yang paling tepat.",
        ),
        Trik(
            8,
            "Periksa adakah kondisi antara penting yang terlupa.",
            "Baca dari bawah ke atas: apakah semua kondisi di bawah sudah cukup untuk mewujudkan induknya?",
        ),
        Trik(
            9,
            "Sisihkan variabel yang kecil pengaruhnya.",
            "Utamakan sedikit kondisi yang paling menentukan daripada daftar yang panjang.",
        ),
    ),
}

PETUNJUK: dict[Tahap, tuple[Trik, ...]] = {
    Tahap.TAHAP_4: (
        Trik(
            1,
            "Setiap kinerja memiliki sekurang-kurangnya satu indikator.",
            "Kondisi crosscutting yang dikerjakan perangkat daerah lain tidak memerlukan indikator.",
        ),
        Trik(
            2,
            "Satu isian hanya memuat satu indikator.",
            "Bila ada dua ukuran, tambahkan indikator kedua; jangan digabung dengan tanda “&” atau kata “dan”.",
        ),
        Trik(
            3,
            "Indikator mengukur kinerjanya sendiri, bukan kinerja di bawahnya.",
            "Indikator yang sama pada induk dan anaknya menandakan salah satunya belum tepat.",
        ),
        Trik(
            4,
            "Persentase memerlukan pembilang dan penyebut, dan setiap indikator memerlukan satuan.",
            "Formula yang lengkap membuat capaian dapat dihitung dengan cara yang sama setiap tahun.",
        ),
    ),
    Tahap.TAHAP_5: (
        Trik(
            1,
            "Komponen perencanaan mengikuti jenis kinerjanya.",
            "Outcome menjadi tujuan, kondisi menjadi sasaran, lalu sasaran program, kegiatan, dan sub kegiatan.",
        ),
        Trik(
            2,
            "Setiap kinerja dipegang sekurang-kurangnya oleh satu jabatan.",
            "Pilih jabatan yang jenjangnya sepadan; satu kinerja boleh dipegang beberapa jabatan.",
        ),
        Trik(
            3,
            "Pilih nomenklatur setelah kinerjanya benar.",
            "Program, kegiatan, dan sub kegiatan mendukung kinerja; bukan kinerja yang menyesuaikan nama program.",
        ),
    ),
}
