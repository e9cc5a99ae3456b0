"""Server time of pages and of an edit against floors measured in the same run: `python -m bench.halaman`.

A page is asked for through the whole application. Its floor is the same work without it: the rows fetched by plain SQL
and the same template printed on values prepared beforehand; for the record also one loop of f-strings over those rows.
An edit is measured by its time in the database. Trees of 150 and 1,000 nodes, the dashboard of 45 agencies;
SQLite in a temporary folder, or, under `python scripts/postgres.py`, PostgreSQL. Targets: read at most 2 × the floor,
edit at most 15 ms in the database, 1,000 nodes at most in proportion. Each figure is the median of several runs.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

ULANG = 15
UKURAN = (150, 1_000)
PERANGKAT = 45  # of a local government; the last has no tree
KALI_LANTAI, SUNTING_MS, SEBANDING = 2.0, 15.0, 1.25
HALAMAN = ("tahap_3", "tahap_4", "tinjau")


@dataclass(frozen=True, slots=True)
class Ukuran:
    """Median milliseconds: of a page, its floor and f-strings; of an edit, in the database as its floor."""

    seluruhnya: float
    lantai: float
    untai: float = 0.0


Hasil = dict[str, Ukuran]


def siapkan(folder: Path) -> None:
    """Start Django on an empty database with all tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= {"DEBUG": "false", "DEMO": "true", "HTTPS": "false", "BATASI_LAJU": "false"}
    os.environ |= {"SECRET_KEY": "hanya-untuk-pengukuran-" * 3, "VAR_DIR": str(folder)}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        siapkan(Path(folder))
        hasil = {banyak: ukur(banyak) for banyak in UKURAN}
        dasbor = ukur_dasbor()
    luput = []
    for banyak in UKURAN:
        print(f"\n{banyak} simpul          halaman    lantai   × lantai   f-string")
        for nama in HALAMAN:
            luput += cetak(nama, hasil[banyak][nama], berbatas=banyak == UKURAN[0])
        sunting = hasil[banyak]["sunting"]
        print(f"  {'sunting':<14} {sunting.seluruhnya:7.1f} ms, {sunting.lantai:.1f} ms di antaranya di basis data")
        if sunting.lantai > SUNTING_MS:
            luput.append(f"sunting {banyak} simpul: {sunting.lantai:.1f} ms di basis data")
    print(f"\n{PERANGKAT} perangkat daerah")
    luput += cetak("dasbor", dasbor, berbatas=True)
    kecil, besar = (hasil[banyak] for banyak in UKURAN)
    for nama in HALAMAN:
        naik = besar[nama].seluruhnya / kecil[nama].seluruhnya / (UKURAN[1] / UKURAN[0])
        print(f"{nama:<10} {UKURAN[1]} simpul: {naik:.2f} × sebanding jumlah simpul")
        if naik > SEBANDING:
            luput.append(f"{nama} tumbuh {naik:.2f} ×")
    print("\n" + ("\n".join(f"LUPUT {satu}" for satu in luput) or "Semua sasaran tercapai."))
    return 1 if luput else 0


def cetak(nama: str, ini: Ukuran, *, berbatas: bool) -> list[str]:
    """Print one page and return what missed its target; the target of the ratio is set for 150 nodes."""
    kali = ini.seluruhnya / ini.lantai
    print(f"  {nama:<14} {ini.seluruhnya:7.1f} ms {ini.lantai:7.1f} ms   {kali:5.2f}   {ini.untai:7.1f} ms")
    return [f"{nama}: {kali:.2f} × lantai"] if berbatas and kali > KALI_LANTAI else []


def ukur(banyak: int) -> Hasil:
    """Return what the pages and an edit of a tree of so many nodes take."""
    from django.urls import reverse

    from tests.pabrik.baris import benih
    from tests.pabrik.telaah import pohon_ditelaah, pohon_lengkap

    draf = pohon_lengkap(*benih(banyak))
    telaah = pohon_ditelaah(*benih(banyak), perangkat_daerah=_tetangga(draf.pohon.perangkat_daerah))
    halaman = {
        "tahap_3": (draf.perencana, draf.pohon.pk),
        "tahap_4": (draf.perencana, draf.pohon.pk),
        "tinjau": (telaah.penelaah, telaah.pohon.pk),
    }
    hasil = {}
    for nama, (akun, kunci) in halaman.items():
        if (ada := len(_baris(kunci)[0])) != banyak:
            raise RuntimeError(f"Pohon berisi {ada} simpul, bukan {banyak}")
        hasil[nama] = _ukur_halaman(akun, reverse(nama, args=[kunci]), lambda k=kunci: _baris(k), _cetak_simpul)
    hasil["sunting"] = _sunting(draf)
    return hasil


def ukur_dasbor() -> Ukuran:
    """Return what the dashboard of a regency takes: all agencies but one have a tree, a third of each state.

    The page finds the trees counted already, as it does until one is edited, so they need not be large.
    """
    from django.urls import reverse

    from tests.pabrik.baris import benih
    from tests.pabrik.basis import PerangkatFactory
    from tests.pabrik.telaah import pohon_diajukan, pohon_ditelaah, pohon_lengkap

    pertama = PerangkatFactory()
    pembuat = (pohon_lengkap, pohon_diajukan, pohon_ditelaah)
    for nomor in range(PERANGKAT - 1):
        kasus = pembuat[nomor % 3](*benih(30), perangkat_daerah=_tetangga(pertama))
    pemda = pertama.pemerintah_daerah_id
    return _ukur_halaman(kasus.penelaah, reverse("dasbor"), lambda: _baris_dasbor(pemda), _cetak_perangkat)


def _tetangga(perangkat: Any) -> Any:
    from tests.pabrik.basis import PerangkatFactory

    return PerangkatFactory(pemerintah_daerah=perangkat.pemerintah_daerah)


def _ukur_halaman(
    akun: Any, url: str, baca: Callable[[], Sequence[list[Any]]], untai: Callable[[tuple[Any, ...]], str]
) -> Ukuran:
    """Return what a page takes, its floor (rows by plain SQL, its template on what it prints), and f-strings."""
    from django.template.context import make_context
    from django.template.loader import get_template
    from django.test import Client
    from django.test.utils import setup_test_environment, teardown_test_environment

    klien = Client(HTTP_HOST="localhost")
    klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
    setup_test_environment()
    jawab = klien.get(url)
    teardown_test_environment()
    if jawab.status_code != 200:
        raise RuntimeError(f"{url} dijawab {jawab.status_code}")
    templat = get_template(jawab.templates[0].name)
    konteks = jawab.context[0].flatten()  # type: ignore[index]

    def lantai() -> object:
        baca()
        bersih = make_context(konteks)
        bersih.request = konteks["request"]  # not by RequestContext: what its processors add is prepared as well
        return templat.template.render(bersih)

    def cetak() -> str:
        return "".join(untai(baris) for baris in baca()[0])

    return Ukuran(*_median_bergilir(lambda: klien.get(url), lantai, cetak))


def _cetak_simpul(baris: tuple[Any, ...]) -> str:
    kunci, tingkat, teks = baris
    return f'<tr id="simpul-{kunci}"><td>{tingkat}</td><td>{escape(teks)}</td></tr>'


def _cetak_perangkat(baris: tuple[Any, ...]) -> str:
    nama, *lain = baris
    return f"<tr><th>{escape(nama)}</th>" + "".join(f"<td>{escape(str(satu))}</td>" for satu in lain) + "</tr>"


def _baris(pohon_id: int) -> tuple[list[Any], list[Any]]:
    """Return the nodes (without the root that the library puts above them) and indicators of a tree by plain SQL."""
    return (
        _tanya(
            "SELECT id, level, pernyataan FROM pohon_simpul"
            " WHERE tree_id = %s AND level > 0 AND penghapusan_id IS NULL ORDER BY lft",
            pohon_id,
        ),
        _tanya("SELECT simpul_id, nama, satuan FROM pohon_indikator WHERE pohon_id = %s", pohon_id),
    )


def _baris_dasbor(pemda: int) -> tuple[list[Any], ...]:
    """Return agencies with their trees, submissions, open notes and findings set aside, by plain SQL."""
    milik = "SELECT id FROM instansi_perangkatdaerah WHERE pemerintah_daerah_id = %s"
    pohon = f"SELECT id FROM pohon_pohon WHERE perangkat_daerah_id IN ({milik})"  # noqa: S608  # nosec B608
    return (
        _tanya(
            "SELECT d.nama, p.id, p.status, p.nomor_versi, p.diubah, r.mulai, r.selesai FROM instansi_perangkatdaerah d"
            " LEFT JOIN pohon_pohon p ON p.perangkat_daerah_id = d.id"
            " LEFT JOIN instansi_periode r ON r.id = p.periode_id WHERE d.pemerintah_daerah_id = %s ORDER BY d.nama",
            pemda,
        ),
        _tanya(f"SELECT pohon_id, diajukan, selesai FROM telaah_pengajuan WHERE pohon_id IN ({pohon})", pemda),  # noqa: S608  # nosec B608
        _tanya(f"SELECT pohon_id, count(*) FROM telaah_catatan WHERE pohon_id IN ({pohon}) GROUP BY pohon_id", pemda),  # noqa: S608  # nosec B608
        _tanya(f"SELECT pohon_id, kode FROM telaah_pengabaian WHERE pohon_id IN ({pohon})", pemda),  # noqa: S608  # nosec B608
    )


def _tanya(sql: str, kunci: int) -> list[Any]:
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(sql, [kunci])
        return kursor.fetchall()


def _sunting(kasus: Any) -> Ukuran:
    """Return the median time of an edit of one statement, and its time in the database."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from pohon.choices import JenisSimpul
    from pohon.models import Simpul

    klien = Client(HTTP_HOST="localhost")
    klien.force_login(kasus.perencana, backend="django.contrib.auth.backends.ModelBackend")
    satu = Simpul.objects.filter(pohon=kasus.pohon, jenis=JenisSimpul.OPERASIONAL).values("pk").first()
    url = reverse("simpul_ubah", args=[kasus.pohon.pk, satu["pk"]])  # type: ignore[index]
    di_basis_data: list[float] = []

    def hitung(jalankan: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        mulai = time.perf_counter()
        try:
            return jalankan(sql, params, many, context)
        finally:
            di_basis_data[-1] += (time.perf_counter() - mulai) * 1000

    def sunting() -> None:
        versi = Simpul.objects.values_list("versi", flat=True).get(pk=satu["pk"])  # type: ignore[index]
        isi = {"versi": versi, "dari": "3", "jenis": JenisSimpul.OPERASIONAL.value, "pernyataan": f"Berkas {versi}"}
        di_basis_data.append(0)
        with connection.execute_wrapper(hitung):
            jawab = klien.post(url, isi)
        if jawab.status_code != 302:
            raise RuntimeError(f"Suntingan dijawab {jawab.status_code}")

    return Ukuran(_median(sunting), statistics.median(di_basis_data))


def _median(kerja: Callable[[], object]) -> float:
    """Return the median milliseconds of several runs, after one to warm up."""
    return _median_bergilir(kerja)[0]


def _median_bergilir(*semua: Callable[[], object]) -> tuple[float, ...]:
    """Return the median milliseconds of each, run by turns, so that other work on the machine slows all alike."""
    lama: list[list[float]] = [[] for _ in semua]
    for ke in range(ULANG + 1):
        for kerja, catatan in zip(semua, lama, strict=True):
            mulai = time.perf_counter()
            kerja()
            if ke:  # the first is to warm up
                catatan.append((time.perf_counter() - mulai) * 1000)
    return tuple(statistics.median(satu) for satu in lama)


if __name__ == "__main__":
    sys.exit(main())
