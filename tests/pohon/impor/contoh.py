"""Trees of other agencies and the documents that print them, without a flaw: what tests of the import start from."""

from collections.abc import Iterator

from pohon.choices import JenisSimpul
from pohon.rows import BarisPohon, BarisSimpul
from tests.pabrik.baris import Benih, antara, baris_pohon, kondisi, operasional, outcome, silang, utama
from tests.pohon.impor.penulis import JUDUL_2, JUDUL_3, JUDUL_4, JUDUL_5, Naskah, Tabel

CAMAT = {
    JenisSimpul.KONDISI: "PK camat",
    JenisSimpul.ANTARA_UTAMA: "PK kasi",
    JenisSimpul.ANTARA: "PK kasi/jafung/analis",
    JenisSimpul.OPERASIONAL: "PK staf umum",
}
PEJABAT = {
    JenisSimpul.OUTCOME: "PK/SKP JPT",
    JenisSimpul.KONDISI: "PK/SKP JPT",
    JenisSimpul.ANTARA_UTAMA: "PK/SKP Jabatan Administrator",
    JenisSimpul.ANTARA: "PK/SKP JF",
    JenisSimpul.OPERASIONAL: "PK/SKP Pelaksana",
}


def lingkungan() -> tuple[Benih, ...]:
    """Two outcomes of a dinas; one CSF yields two conditions, one condition is left to two other agencies."""
    return (
        outcome(
            "Meningkatnya Kualitas Lingkungan Hidup Daerah",
            kondisi(
                "Menurunnya Beban Pencemaran Sungai",
                utama(
                    "Terkendalinya air limbah usaha dan kegiatan",
                    antara(
                        "Meningkatnya ketaatan pelaku usaha atas baku mutu",
                        operasional("Terlaksananya pengawasan izin lingkungan", indikator=["Jumlah izin yang diawasi"]),
                        operasional("Tersedianya data sumber pencemar", indikator=["Jumlah sumber pencemar terdata"]),
                        indikator=["Persentase pelaku usaha yang taat"],
                    ),
                    antara(
                        "Berfungsinya instalasi pengolahan limbah komunal",
                        operasional("Terpeliharanya instalasi komunal", indikator=["Jumlah instalasi yang dipelihara"]),
                        indikator=["Persentase instalasi yang berfungsi", "Volume limbah yang diolah"],
                    ),
                    indikator=["Persentase limbah cair yang memenuhi baku mutu"],
                ),
                indikator=["Indeks Kualitas Air"],
            ),
            kondisi(
                "Terjaganya Tutupan Lahan Hulu",
                utama(
                    "Terjaganya Tutupan Lahan Hulu bersama pihak lain",
                    silang(
                        "Rehabilitasi hutan lindung",
                        crosscutting=["DINAS KEHUTANAN", "BADAN PENANGGULANGAN BENCANA DAERAH"],
                    ),
                    antara(
                        "Pulihnya lahan kritis milik masyarakat",
                        operasional("Terlaksananya penanaman pohon lokal", indikator=["Jumlah bibit yang ditanam"]),
                        indikator=["Luas lahan kritis yang pulih"],
                    ),
                    indikator=["Persentase tutupan lahan"],
                ),
                indikator=["Indeks Kualitas Lahan"],
            ),
            indikator=["Indeks Kualitas Lingkungan Hidup"],
        ),
        outcome(
            "Terkelolanya Sampah Perkotaan",
            kondisi(
                "Berkurangnya sampah yang masuk tempat pemrosesan akhir",
                utama(
                    "Meluasnya layanan bank sampah",
                    operasional("Terlatihnya pengurus bank sampah", indikator=["Jumlah pengurus yang terlatih"]),
                    indikator=["Persentase desa yang memiliki bank sampah"],
                ),
                indikator=["Persentase pengurangan sampah"],
            ),
            indikator=["Persentase sampah yang terkelola"],
        ),
    )


def kecamatan() -> tuple[Benih, ...]:
    """A kecamatan: other positions, a condition wholly left to another agency."""
    return (
        outcome(
            "Terwujudnya Pelayanan Kecamatan yang Prima",
            kondisi(
                "Meningkatnya Kepuasan Masyarakat atas Pelayanan Kecamatan",
                utama(
                    "Meningkatnya kecepatan pelayanan umum",
                    antara(
                        "Tersedianya petugas pelayanan yang cakap",
                        operasional("Terlaksananya pelatihan petugas loket", indikator=["Jumlah petugas yang dilatih"]),
                        indikator=["Persentase petugas yang cakap"],
                    ),
                    indikator=["Rata-rata waktu pelayanan"],
                ),
                indikator=["Nilai survei kepuasan masyarakat"],
            ),
            kondisi(
                "Tersedianya Jalan Desa yang Mantap",
                silang(
                    "Tersedianya Jalan Desa yang Mantap",
                    crosscutting=["DINAS PEKERJAAN UMUM, PENATAAN RUANG DAN PERUMAHAN"],
                ),
            ),
            indikator=["Nilai kinerja kecamatan"],
        ),
    )


def pohon_dari(benih: tuple[Benih, ...]) -> BarisPohon:
    """Return the rows of the seeds."""
    return baris_pohon(*benih)


def cetak(pohon: BarisPohon, jabatan: dict[JenisSimpul, str] | None = None) -> Naskah:
    """Return the document that prints a tree as the booklet does: Tahap 1, then the tables of Tahap 2 to 5."""
    pejabat = PEJABAT if jabatan is None else jabatan
    naskah: Naskah = [
        "CASCADING 2023",
        "Tahap 1 menentukan outcome",
        "Cara menentukan outcome",
        "a. Mandat: menyelenggarakan urusan pemerintahan",
        "b. Permasalahan: layanan belum merata",
        "c. Ekspektasi: masyarakat mengharapkan layanan yang baik",
        "Trik menentukan outcome",
        "Dirumuskan dengan kesepakatan bersama",
        "Tahap 1 Menentukan outcome DINAS CONTOH",
        *(satu.pernyataan for satu in pohon.outcome),
    ]
    for satu in pohon.outcome:
        naskah.append(Tabel("Tahap 2", (_judul_2(satu), *_tahap_2(pohon, satu))))
    if len(pohon.outcome) > 1:  # a sheet a table needs names of its own
        naskah = [_bernomor(satu, nomor) if isinstance(satu, Tabel) else satu for nomor, satu in enumerate(naskah)]
    naskah.append(Tabel("Tahap 3", (JUDUL_3, *_tahap_3(pohon))))
    naskah.append(Tabel("Tahap 4", (JUDUL_4, *(baris[:4] for baris in _tahap_5(pohon, pejabat)))))
    naskah.append(Tabel("Tahap 5", (JUDUL_5, *_tahap_5(pohon, pejabat))))
    return naskah


def tabel(naskah: Naskah, nama: str) -> Tabel:
    """Return the table of a document with this name."""
    return next(satu for satu in naskah if isinstance(satu, Tabel) and satu.nama.startswith(nama))


def ganti(naskah: Naskah, baru: Tabel) -> Naskah:
    """Return the document with the table of that name replaced."""
    return [baru if isinstance(satu, Tabel) and satu.nama == baru.nama else satu for satu in naskah]


def _bernomor(tabel: Tabel, nomor: int) -> Tabel:
    return Tabel(f"{tabel.nama} bagian {nomor}", tabel.baris, tabel.gabung)


def _judul_2(satu: BarisSimpul) -> tuple[str, ...]:
    return tuple(judul.format(outcome=satu.pernyataan.upper()) for judul in JUDUL_2)


def _tahap_2(pohon: BarisPohon, satu: BarisSimpul) -> Iterator[tuple[str, ...]]:
    for nomor, csf in enumerate(pohon.anak(satu), start=1):
        for urutan, syarat in enumerate(pohon.anak(csf)):
            yield ("" if urutan else str(nomor), "" if urutan else csf.pernyataan, syarat.pernyataan)


def _tahap_3(pohon: BarisPohon) -> Iterator[tuple[str, ...]]:
    for syarat in pohon.kondisi:
        for nomor, satu in enumerate(pohon.keturunan(syarat)):
            jenis = satu.label_jenis.lower()
            if satu.jenis == JenisSimpul.CROSSCUTTING:
                jenis = " ".join(["Crosscutting", *(lain.nama for lain in satu.crosscutting)])
            yield ("" if nomor else syarat.pernyataan, satu.pernyataan, jenis)


def _tahap_5(pohon: BarisPohon, pejabat: dict[JenisSimpul, str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of Tahap 5; a further indicator stands on a row that repeats the statement."""
    lewati: set[int] = set()
    for satu in pohon.tanpa_csf:
        if satu.id in lewati:
            continue
        if not satu.indikator:  # others' work: printed once, with the condition that is wholly theirs
            lewati.update(anak.id for anak in pohon.anak(satu))
            yield (satu.rujukan, satu.pernyataan, "Crosscutting", "Crosscutting", "", "")
        for indikator in satu.indikator:
            jabatan = pejabat.get(satu.jenis, "-")
            yield (
                satu.rujukan,
                satu.pernyataan,
                indikator.nama,
                satu.label_tingkat,
                satu.komponen_cetak or satu.label_komponen,
                jabatan,
            )
