"""Builds trees of a whole country in PostgreSQL and measures pages among them.

    python scripts/postgres.py python -m bench.nasional [--pohon 1000] [--besar]
    python -m bench.nasional --hanya-ukur      on a server of one's own, where --besar has built before

A tree has 162 nodes and 156 indicators, a local government 45 agencies. One database gets 50 trees, another 1,000 and
then, with --besar, 25,000 (about 4 million nodes), by COPY. The same pages of the same agency are asked for in both by
turns, so that other work on the machine slows both alike, and the ratio of the medians is printed. Every query of these
pages is explained: none may read nodes or indicators from end to end. Building needs an empty database and the right
to make another, which stays; `--hanya-ukur` brings both to the newest migration and measures again.
"""

import argparse
import io
import os
import re
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "true")
os.environ["BATASI_LAJU"] = "false"
django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402 — after the settings
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from instansi.choices import BentukPerangkat, JenisPeran  # noqa: E402
from instansi.models import PemerintahDaerah, Pengguna, Peran, PerangkatDaerah, Periode  # noqa: E402
from pohon.choices import JenisFormula, JenisSimpul  # noqa: E402
from pohon.models import Indikator, Pohon, Simpul  # noqa: E402

PERANGKAT_SEPEMDA = 45
ULANG = 15
BATAS_NAIK = 1.3
BATAS_CARI_MS = 300
TABEL_BESAR = ("pohon_simpul", "pohon_indikator")
# Kinds below the root: how many children each node of the level above has.
BENTUK = (
    (JenisSimpul.OUTCOME, 1),
    (JenisSimpul.CSF, 5),
    (JenisSimpul.KONDISI, 1),
    (JenisSimpul.ANTARA_UTAMA, 3),
    (JenisSimpul.ANTARA, 3),
    (JenisSimpul.OPERASIONAL, 2),
)
AWALAN = ("Meningkatnya", "Terwujudnya", "Tersedianya", "Terlaksananya", "Menurunnya", "Terpenuhinya", "Tersusunnya")
SIFAT = ("kualitas", "cakupan", "kecepatan", "kompetensi", "ketersediaan", "kepatuhan", "ketepatan", "keterpaduan")
HAL = (
    "pelayanan", "petugas", "dokumen", "perizinan", "irigasi", "puskesmas", "imunisasi", "jalan", "jembatan", "pasar",
    "koperasi", "nelayan", "sekolah", "guru", "perpustakaan", "arsip", "sampah", "drainase", "bencana", "pemadam",
    "kependudukan", "perkawinan", "stunting", "posyandu", "ternak", "padi", "jagung", "wisata", "museum", "terminal",
)  # fmt: skip
TEMPAT = ("desa", "kecamatan", "kelurahan", "kawasan", "pesisir", "pegunungan", "perbatasan", "kota")


def main() -> int:
    """Build, measure, print; return 1 when a bar is missed."""
    pilihan = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pilihan.add_argument("--pohon", type=int, default=1_000, help="how many trees besides the 50")
    pilihan.add_argument("--besar", action="store_true", help="25,000 trees as well")
    pilihan.add_argument("--hanya-ukur", action="store_true", help="measure in what was built before")
    isian = pilihan.parse_args()
    if connection.vendor != "postgresql":
        sys.exit("Ukuran ini untuk PostgreSQL: python scripts/postgres.py python -m bench.nasional")
    kecil, besar = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_besar"
    gagal: list[str] = []
    if isian.hanya_ukur:
        siapkan(kecil, 0, 0)
        siapkan(besar, 0, 0)
        gagal += nilai(kecil, besar)
    else:
        with connection.cursor() as kursor:
            kursor.execute(f'CREATE DATABASE "{besar}"')
        siapkan(kecil, 0, 50)
        ada = 0
        for banyak in [isian.pohon, *([25_000] if isian.besar else [])]:
            siapkan(besar, ada, banyak)
            ada = banyak
            gagal += nilai(kecil, besar)
    print("\n" + ("\n".join(f"LUPUT {satu}" for satu in gagal) or "Semua batas terpenuhi."))
    return 1 if gagal else 0


# --- building ---------------------------------------------------------------------------------------------------------


def siapkan(basis_data: str, dari: int, sampai: int) -> None:
    """Turn to a database, bring its tables up to date, add trees if any are wanted, and say what is there."""
    pakai(basis_data)
    call_command("migrate", verbosity=0)
    mulai = time.perf_counter()
    if sampai > dari:
        bangun(dari, sampai)
    lama = time.perf_counter() - mulai
    print(f"\n{_hitung(Pohon)} pohon: {_hitung(Simpul)} simpul, {_hitung(Indikator)} indikator ({lama:.0f} detik)")


def pakai(basis_data: str) -> None:
    """Let all that follows speak to this database of the server."""
    connection.close()
    connection.settings_dict["NAME"] = basis_data


def bangun(dari: int, sampai: int) -> None:
    """Add trees until there are so many, with their agencies, governments and periods; in one transaction by COPY."""
    with transaction.atomic():
        perangkat = _buat_perangkat(dari, sampai)
        pohon = [Pohon(perangkat_daerah_id=pk, periode_id=periode, tahun=2023, urusan="") for pk, periode in perangkat]
        kunci = [satu.pk for satu in Pohon.objects.bulk_create(pohon, batch_size=5_000)]
        awal = (Simpul.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        _salin(Simpul, ("id", *KOLOM_SIMPUL), _baris_simpul(kunci, awal))
        _salin(Indikator, KOLOM_INDIKATOR, _baris_indikator(kunci, awal))
        with connection.cursor() as kursor:
            kursor.execute("SELECT setval(pg_get_serial_sequence('pohon_simpul', 'id'), MAX(id)) FROM pohon_simpul")
    with connection.cursor() as kursor:
        kursor.execute("VACUUM ANALYZE")


def _buat_perangkat(dari: int, sampai: int) -> list[tuple[int, int]]:
    """Return (agency, period) of each new tree."""
    hasil = []
    for nomor in range(dari, sampai, 1):
        if nomor % PERANGKAT_SEPEMDA == 0 or not hasil and nomor == dari:
            daerah, _ = PemerintahDaerah.objects.get_or_create(
                slug=f"daerah-{nomor // PERANGKAT_SEPEMDA}",
                defaults={"nama": f"Kabupaten {nomor // PERANGKAT_SEPEMDA}"},
            )
            periode, _ = Periode.objects.get_or_create(pemerintah_daerah=daerah, mulai=2021, selesai=2026)
        hasil.append((daerah.pk, periode.pk, nomor))
    perangkat = PerangkatDaerah.objects.bulk_create(
        [
            PerangkatDaerah(
                pemerintah_daerah_id=daerah,
                nama=f"Dinas Nomor {nomor}",
                slug=f"dinas-{nomor}",
                bentuk=BentukPerangkat.DINAS,
            )
            for daerah, _, nomor in hasil
        ],
        batch_size=5_000,
    )
    return [(satu.pk, periode) for satu, (_, periode, _) in zip(perangkat, hasil, strict=True)]


KOLOM_SIMPUL = (
    "pohon_id", "identitas", "parent_id", "urutan", "tree_id", "lft", "rght", "level", "jenis", "pernyataan", "sumber",
    "judul_csf", "sifat", "tingkat", "komponen", "kinerja_jabatan", "nomenklatur_kode", "nomenklatur_nama",
    "nomenklatur_peraturan", "versi",
)  # fmt: skip
KOLOM_INDIKATOR = (
    "pohon_id", "simpul_id", "identitas", "urutan", "nama", "satuan", "jenis_formula", "pembilang", "penyebut",
    "formula", "makna", "alasan", "sumber_data", "arah", "versi",
)  # fmt: skip


def _rangka() -> list[tuple[int | None, int, int, int, int, str]]:
    """Return the nodes of one tree in preorder: parent's place, order among siblings, lft, rght, level, kind."""
    hasil: list[list[Any]] = [[None, 0, 1, 0, 0, JenisSimpul.AKAR.value]]

    def tambah(induk: int, dalam: int, lft: int) -> int:
        if dalam == len(BENTUK):
            return lft
        jenis, banyak = BENTUK[dalam]
        for urutan in range(banyak):
            tempat = len(hasil)
            hasil.append([induk, urutan, lft, 0, dalam + 1, jenis.value])
            hasil[tempat][3] = tambah(tempat, dalam + 1, lft + 1)
            lft = hasil[tempat][3] + 1
        return lft

    hasil[0][3] = tambah(0, 0, 2)
    return [tuple(satu) for satu in hasil]  # type: ignore[misc]


RANGKA = _rangka()
BERINDIKATOR = [tempat for tempat, satu in enumerate(RANGKA) if satu[5] not in ("akar", "csf")]


def _baris_simpul(kunci: list[int], awal: int) -> Iterator[str]:
    acak = Random(awal)  # noqa: S311 — text to search in
    for pohon in kunci:
        for tempat, (induk, urutan, lft, rght, level, jenis) in enumerate(RANGKA):
            induk_id = r"\N" if induk is None else awal + induk
            yield (
                f"{awal + tempat}\t{pohon}\t{_uuid(acak)}\t{induk_id}\t{urutan}\t{pohon}\t{lft}\t{rght}\t{level}\t"
                f"{jenis}\t{_kalimat(acak) if level else ''}\t\t\t\t\t\t\t\t\t\t1\n"
            )
        awal += len(RANGKA)


def _baris_indikator(kunci: list[int], awal: int) -> Iterator[str]:
    acak = Random(awal + 1)  # noqa: S311 — the same
    rumus = JenisFormula.PERSENTASE.value
    for pohon in kunci:
        for tempat in BERINDIKATOR:
            nama = _kalimat(acak)
            yield (
                f"{pohon}\t{awal + tempat}\t{_uuid(acak)}\t0\tPersentase {nama.lower()}\tpersen\t{rumus}\t"
                "Jumlah yang baik\tJumlah semua\t\t\t\tLaporan tahunan\tnaik\t1\n"
            )
        awal += len(RANGKA)


def _uuid(acak: Random) -> uuid.UUID:
    return uuid.UUID(int=acak.getrandbits(128))


def _kalimat(acak: Random) -> str:
    pilih = acak.choice
    return f"{pilih(AWALAN)} {pilih(SIFAT)} {pilih(HAL)} dan {pilih(HAL)} di {pilih(TEMPAT)} {acak.randrange(10_000)}"


class _Aliran(io.TextIOBase):
    """Lines made while the database reads them."""

    def __init__(self, baris: Iterator[str]) -> None:
        self._baris = baris

    def read(self, ukuran: int | None = -1) -> str:
        """Return a bundle of lines; empty at the end."""
        return "".join(islice(self._baris, 2_000))


def _salin(model: type, kolom: tuple[str, ...], baris: Iterator[str]) -> None:
    with connection.cursor() as kursor:
        perintah = f"COPY {model._meta.db_table} ({', '.join(kolom)}) FROM STDIN"  # type: ignore[attr-defined]
        kursor.copy_expert(perintah, _Aliran(baris))


# --- measuring --------------------------------------------------------------------------------------------------------


def nilai(kecil: str, besar: str) -> list[str]:
    """Measure, print, and return what misses its bar."""
    gagal = []
    for nama, (dasar, detik) in ukur(kecil, besar).items():
        print(f"  {nama:<24} {dasar * 1000:7.1f} ms di antara 50, {detik * 1000:7.1f} ms   {detik / dasar:.2f} ×")
        if detik / dasar > BATAS_NAIK:
            gagal.append(f"{nama}: {detik / dasar:.2f} ×")
    lama = cari_senegara()
    p95 = lama[int(len(lama) * 0.95)][0] * 1000
    print(f"  cari seluruh negeri, p50 {lama[len(lama) // 2][0] * 1000:.0f} ms, p95 {p95:.0f} ms; paling lama:")
    for detik, kata in lama[:-6:-1]:
        print(f"    {detik * 1000:7.1f} ms  {kata}")
    if p95 > BATAS_CARI_MS:
        gagal.append(f"pencarian p95 {p95:.0f} ms")
    return gagal + [f"dibaca seluruhnya: {satu}" for satu in dibaca_seluruhnya()]


def _orang() -> tuple[Client, Client, Client, Pohon]:
    """Return a planner's, a reviewer's and a superuser's browser, and the planner's tree: always the same."""
    pohon = Pohon.objects.order_by("pk").select_related("perangkat_daerah__pemerintah_daerah").all()[7]
    perangkat = pohon.perangkat_daerah
    hasil = []
    for nama, jenis in (("perencana", JenisPeran.PERENCANA), ("penelaah", JenisPeran.PENELAAH), ("kuasa", None)):
        akun, baru = Pengguna.objects.get_or_create(
            username=f"ukur-{nama}", defaults={"password": make_password(None), "is_superuser": jenis is None}
        )
        if baru and jenis:
            lingkup = (
                {"perangkat_daerah": perangkat}
                if nama == "perencana"
                else {
                    "pemerintah_daerah": perangkat.pemerintah_daerah  # type: ignore[union-attr]
                }
            )
            Peran.objects.create(pengguna=akun, jenis=jenis, **lingkup)
        klien = Client(HTTP_HOST="localhost")
        klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
        hasil.append(klien)
    return hasil[0], hasil[1], hasil[2], pohon


def _kerja() -> dict[str, Callable[[], object]]:
    """Return what is measured: a name and what to do once."""
    perencana, penelaah, _, pohon = _orang()
    simpul = Simpul.objects.filter(pohon=pohon, jenis=JenisSimpul.OPERASIONAL).order_by("lft").values("pk").first()
    ubah = reverse("simpul_ubah", args=[pohon.pk, simpul["pk"]])  # type: ignore[index]

    def sunting() -> None:
        versi = Simpul.objects.values_list("versi", flat=True).get(pk=simpul["pk"])  # type: ignore[index]
        isi = {
            "versi": versi,
            "dari": "3",
            "pernyataan": f"Tersedianya petugas nomor {versi}",
            "jenis": JenisSimpul.OPERASIONAL.value,
        }
        jawab = perencana.post(ubah, isi)
        if jawab.status_code != 302:
            raise RuntimeError(f"Suntingan dijawab {jawab.status_code}: {jawab.content.decode()[:500]}")

    def dasbor() -> None:
        cache.clear()
        _buka(penelaah, reverse("dasbor"))

    return {
        "halaman pohon": lambda: _buka(perencana, reverse("tahap_3", args=[pohon.pk])),
        "suntingan": sunting,
        "dasbor (tanpa simpanan)": dasbor,
        "cari di satu daerah": lambda: _buka(penelaah, reverse("cari"), q="puskesmas pesisir"),
    }


def _buka(klien: Client, alamat: str, **tanya: str) -> None:
    jawab = klien.get(alamat, tanya)
    if jawab.status_code != 200:
        raise RuntimeError(f"{alamat} dijawab {jawab.status_code}")


def ukur(kecil: str, besar: str) -> dict[str, tuple[float, float]]:
    """Return the median seconds of each piece of work in both databases, warm, measured by turns."""
    kerja = {}
    for basis_data in (kecil, besar):
        pakai(basis_data)
        kerja[basis_data] = _kerja()
    return {nama: _berselang(nama, kerja) for nama in kerja[kecil]}


def _berselang(nama: str, kerja: dict[str, dict[str, Callable[[], object]]]) -> tuple[float, float]:
    lama: dict[str, list[float]] = {satu: [] for satu in kerja}
    for _ in range(ULANG):
        for basis_data, semua in kerja.items():
            pakai(basis_data)
            cache.clear()  # what one database left there must not serve the other
            semua[nama]()
            lama[basis_data].append(_lama(semua[nama]))
    kecil, besar = (statistics.median(satu) for satu in lama.values())
    return kecil, besar


def _lama(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def cari_senegara() -> list[tuple[float, str]]:
    """Return seconds and words of searches in all trees, the fastest first.

    Rare words, common ones, several together, parts of words, common words that never come together, none at all.
    """
    _, _, kuasa, _ = _orang()
    acak = Random(3)  # noqa: S311 — words to search for
    kata = [f"{acak.choice(HAL)} {acak.randrange(10_000)}" for _ in range(20)]
    kata += [f"{acak.choice(SIFAT)} {acak.choice(HAL)} {acak.choice(TEMPAT)}" for _ in range(20)]
    kata += [*HAL[:10], *AWALAN[:3], "persentase", "kompetensi 77", "100%", "tidakadasamasekali", "xq"]
    kata += ["ompetens", "ompetens uskesmas", "kualitas cakupan", "meningkatnya menurunnya"]
    for satu in ("hangat", "kualitas cakupan"):
        _buka(kuasa, reverse("cari"), q=satu)
    return sorted((_lama(lambda satu=satu: _buka(kuasa, reverse("cari"), q=satu)), satu) for satu in kata)  # type: ignore[misc]


def dibaca_seluruhnya() -> list[str]:
    """Return the queries of the measured pages whose plan reads a large table, or all of an index on it."""
    _, _, kuasa, _ = _orang()
    cari = ("puskesmas 4711", "kualitas cakupan", "meningkatnya", "ompetens uskesmas")
    kerja = [*_kerja().values(), *(lambda satu=satu: _buka(kuasa, reverse("cari"), q=satu) for satu in cari)]  # type: ignore[misc]
    with CaptureQueriesContext(connection) as kueri:
        for satu in kerja:
            satu()
    buruk = set()
    setelan = ""  # a search forbids some plans within its transaction: it must be explained as it ran
    for perintah in (satu["sql"] for satu in kueri.captured_queries):
        if perintah.startswith(("SET LOCAL", "COMMIT")):
            setelan = perintah.removeprefix("COMMIT")
        elif perintah.startswith(("SELECT", "UPDATE")):
            with transaction.atomic(), connection.cursor() as kursor:
                kursor.execute(
                    f"{setelan}; EXPLAIN (FORMAT JSON) {perintah}" if setelan else f"EXPLAIN (FORMAT JSON) {perintah}"
                )
                if any(_seluruhnya(satu) for satu in _bagian(kursor.fetchone()[0][0]["Plan"])):
                    buruk.add(perintah[:300])
    return sorted(buruk)


def _bagian(rencana: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every step of a plan but for the taking of one row from the end of an index."""
    if rencana["Node Type"] == "Limit" and rencana["Plan Rows"] == 1 and "Filter" not in rencana["Plans"][0]:
        return
    yield rencana
    for satu in rencana.get("Plans", ()):
        yield from _bagian(satu)


def _seluruhnya(bagian: dict[str, Any]) -> bool:
    """Whether a step of a plan goes through a large table, or through an index on it without knowing where to look."""
    if bagian.get("Relation Name") not in TABEL_BESAR:
        return False
    syarat = re.sub(r"\w+ IS NOT NULL", "", bagian.get("Index Cond", ""))
    return "Seq Scan" in bagian["Node Type"] or "Index" in bagian["Node Type"] and not re.search(r"\w", syarat)


def _hitung(model: Any) -> str:
    return f"{model.objects.count():,}".replace(",", ".")


if __name__ == "__main__":
    sys.exit(main())
