"""The fixed lists of the tree and what follows from the kind of a node (PermenPANRB 89/2021; DOMAIN.md, tables).

Pure data: no database, no request.
"""

from django.db.models import TextChoices


class StatusPohon(TextChoices):
    """The states of the review; only `telaah` moves a tree between them."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DITARIK = "ditarik", "Ditarik"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"
    DIGANTIKAN = "digantikan", "Digantikan"


STATUS_KERJA = (StatusPohon.DRAF, StatusPohon.DIAJUKAN, StatusPohon.DITARIK, StatusPohon.DIKEMBALIKAN)
STATUS_DAPAT_DIUBAH = (StatusPohon.DRAF, StatusPohon.DITARIK, StatusPohon.DIKEMBALIKAN)


class Tahap(TextChoices):
    """The five stages, numbered as in the regulation."""

    TAHAP_1 = "1", "Menentukan outcome"
    TAHAP_2 = "2", "Mengidentifikasi CSF"
    TAHAP_3 = "3", "Menguraikan CSF ke kondisi operasional"
    TAHAP_4 = "4", "Merumuskan indikator kinerja"
    TAHAP_5 = "5", "Menerjemahkan ke komponen perencanaan dan kinerja jabatan"


class JenisSimpul(TextChoices):
    """Kind of node. `akar` stands for the tree itself and is never shown."""

    AKAR = "akar", "Akar"
    OUTCOME = "outcome", "Outcome"
    CSF = "csf", "CSF"
    KONDISI = "kondisi", "Kondisi"
    ANTARA_UTAMA = "kondisi_antara_utama", "Kondisi antara utama"
    ANTARA = "kondisi_antara", "Kondisi antara"
    OPERASIONAL = "kondisi_operasional", "Kondisi operasional"
    CROSSCUTTING = "crosscutting", "Crosscutting"


_J = JenisSimpul
JENIS_TAHAP_3 = (_J.ANTARA_UTAMA, _J.ANTARA, _J.OPERASIONAL, _J.CROSSCUTTING)

# Which kinds may stand under which, in the order they are proposed. Steps that skip a level are allowed here, because
# real trees have them; the checks name them (T3-..).
ANAK_SAH: dict[JenisSimpul, tuple[JenisSimpul, ...]] = {
    _J.AKAR: (_J.OUTCOME,),
    _J.OUTCOME: (_J.CSF,),
    _J.CSF: (_J.KONDISI,),
    _J.KONDISI: (_J.ANTARA_UTAMA, _J.ANTARA, _J.OPERASIONAL, _J.CROSSCUTTING),
    _J.ANTARA_UTAMA: (_J.ANTARA, _J.OPERASIONAL, _J.CROSSCUTTING),
    _J.ANTARA: (_J.OPERASIONAL, _J.ANTARA, _J.CROSSCUTTING),
    _J.OPERASIONAL: (),
    _J.CROSSCUTTING: (),
}


class Sifat(TextChoices):
    """What an outcome is (Tahap 1, trick 4)."""

    FINAL = "final", "Final outcome"
    INTERMEDIATE = "intermediate", "Intermediate outcome"


class Tingkat(TextChoices):
    """Level of performance, as printed in Tahap 4."""

    STRATEGIS_SKPD = "strategis_skpd", "kinerja strategis SKPD"
    STRATEGIS = "strategis", "kinerja strategis"
    TAKTIKAL_INTERMEDIATE = "taktikal_intermediate", "kinerja taktikal intermediate"
    TAKTIKAL_IMMEDIATE = "taktikal_immediate", "kinerja taktikal immediate"
    OPERASIONAL = "operasional", "kinerja operasional"


class Komponen(TextChoices):
    """Planning component of Tahap 5."""

    TUJUAN = "tujuan", "tujuan SKPD"
    SASARAN = "sasaran", "sasaran SKPD"
    SASARAN_PROGRAM = "sasaran_program", "sasaran program"
    SASARAN_KEGIATAN = "sasaran_kegiatan", "sasaran kegiatan"
    SASARAN_SUB_KEGIATAN = "sasaran_sub_kegiatan", "sasaran sub kegiatan"


TINGKAT_BAWAAN: dict[JenisSimpul, Tingkat] = {
    _J.OUTCOME: Tingkat.STRATEGIS_SKPD,
    _J.KONDISI: Tingkat.STRATEGIS,
    _J.ANTARA_UTAMA: Tingkat.TAKTIKAL_INTERMEDIATE,
    _J.ANTARA: Tingkat.TAKTIKAL_IMMEDIATE,
    _J.OPERASIONAL: Tingkat.OPERASIONAL,
}
KOMPONEN_BAWAAN: dict[JenisSimpul, Komponen] = {
    _J.OUTCOME: Komponen.TUJUAN,
    _J.KONDISI: Komponen.SASARAN,
    _J.ANTARA_UTAMA: Komponen.SASARAN_PROGRAM,
    _J.ANTARA: Komponen.SASARAN_KEGIATAN,
    _J.OPERASIONAL: Komponen.SASARAN_SUB_KEGIATAN,
}
# Dots in a code of the level that fits a kind: 1.01.01 programme, 1.01.01.2.01 activity, 1.01.01.2.01.0001 sub-activity
# (the activity's own part holds a dot).
TITIK_NOMENKLATUR: dict[JenisSimpul, int] = {_J.ANTARA_UTAMA: 2, _J.ANTARA: 4, _J.OPERASIONAL: 5}
RUJUKAN: dict[JenisSimpul, str] = {
    _J.OUTCOME: "Tahap 1",
    _J.KONDISI: "Tahap 2",
    _J.ANTARA_UTAMA: "Tahap 3",
    _J.ANTARA: "Tahap 3",
    _J.OPERASIONAL: "Tahap 3",
    _J.CROSSCUTTING: "Tahap 3",
}

# The printed "kinerja jabatan" by kind of node; a kecamatan differs from a dinas or badan (DOMAIN.md, Tahap 5). For the
# outcome documents print the note "sasaran SKPD menjadi PK JPT"; proposed is the position that note speaks of.
KINERJA_JABATAN_DINAS: dict[JenisSimpul, str] = {
    _J.OUTCOME: "PK/SKP JPT",
    _J.KONDISI: "PK/SKP JPT",
    _J.ANTARA_UTAMA: "PK Jabatan Administrator",
    _J.ANTARA: "PK/SKP JF atau Pengawas",
    _J.OPERASIONAL: "PK/SKP JF, pelaksana",
}
KINERJA_JABATAN_KECAMATAN: dict[JenisSimpul, str] = {
    _J.OUTCOME: "",
    _J.KONDISI: "PK camat",
    _J.ANTARA_UTAMA: "PK kasi",
    _J.ANTARA: "PK kasi/jafung/analis",
    _J.OPERASIONAL: "PK staf umum",
}


class JenisFormula(TextChoices):
    """How an indicator is calculated."""

    JUMLAH = "jumlah", "Jumlah"
    PERSENTASE = "persentase", "Persentase"
    RASIO = "rasio", "Rasio"
    RATA_RATA = "rata_rata", "Rata-rata"
    NILAI = "nilai", "Nilai/indeks"


class Keparahan(TextChoices):
    """How much a finding of a check weighs. Only `galat` keeps a tree from being submitted."""

    GALAT = "galat", "Galat"
    PERINGATAN = "peringatan", "Peringatan"
    SARAN = "saran", "Saran"


class Arah(TextChoices):
    """Which way an indicator should move."""

    NAIK = "naik", "Makin tinggi makin baik"
    TURUN = "turun", "Makin rendah makin baik"
    TETAP = "tetap", "Dipertahankan"


class StatusPermintaan(TextChoices):
    """The states of a request for crosscutting; `transitions` says what may follow what."""

    MENUNGGU = "menunggu", "Belum dijawab"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"
    DILIHAT_PENJAWAB = "dilihat_penjawab", "Perlu dilihat lagi oleh penjawab"
    DILIHAT_PEMINTA = "dilihat_peminta", "Perlu dilihat lagi oleh peminta"
    DICABUT = "dicabut", "Dicabut"


class JawabanPermintaan(TextChoices):
    """The answer that was given last to a request, whatever became of the nodes since."""

    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"


STATUS_LIHAT_LAGI = (StatusPermintaan.DILIHAT_PENJAWAB, StatusPermintaan.DILIHAT_PEMINTA)


# Longest texts accepted, in characters.
PANJANG_PERNYATAAN = 1_000
PANJANG_URAIAN = 4_000
PANJANG_PENDEK = 200
