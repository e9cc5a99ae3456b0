"""Factories of stored things: governments, agencies, positions, accounts with a role, and trees built by the services.

`pohon_tersimpan` takes the same seeds as `baris.baris_pohon`, so that a test can move from rows to the database by
changing one word. Nothing here is shared between tests.
"""

from dataclasses import replace
from typing import Any

import factory
from factory.django import DjangoModelFactory

from instansi.choices import BentukPerangkat, JenisPeran, Jenjang
from instansi.models import Jabatan, PemerintahDaerah, Pengguna, Peran, PerangkatDaerah, Periode
from pohon.choices import JenisSimpul, StatusPohon
from pohon.models import Nomenklatur, PeraturanNomenklatur, Pohon, Simpul
from pohon.services import IsiIndikator, IsiSimpul, Pihak, buat_pohon
from pohon.services.isian import Rancangan
from tests.pabrik.baris import Benih, antara, kondisi, operasional, outcome, utama

SANDI = "sandi-untuk-uji"


class PemerintahFactory(DjangoModelFactory):
    """A kabupaten in WITA."""

    class Meta:
        model = PemerintahDaerah

    nama = factory.Sequence(lambda n: f"Kabupaten Contoh {n}")
    slug = factory.Sequence(lambda n: f"contoh-{n}")
    zona_waktu = "Asia/Makassar"


class PeriodeFactory(DjangoModelFactory):
    """The period 2021–2026."""

    class Meta:
        model = Periode

    pemerintah_daerah = factory.SubFactory(PemerintahFactory)
    mulai = 2021
    selesai = 2026


class PerangkatFactory(DjangoModelFactory):
    """A dinas; the trait `kecamatan` makes a kecamatan."""

    class Meta:
        model = PerangkatDaerah

    class Params:
        kecamatan = factory.Trait(
            bentuk=BentukPerangkat.KECAMATAN, nama=factory.Sequence(lambda n: f"Kecamatan Contoh {n}")
        )

    pemerintah_daerah = factory.SubFactory(PemerintahFactory)
    nama = factory.Sequence(lambda n: f"Dinas Contoh {n}")
    slug = factory.Sequence(lambda n: f"dinas-{n}")
    bentuk = BentukPerangkat.DINAS


class JabatanFactory(DjangoModelFactory):
    """A functional position."""

    class Meta:
        model = Jabatan

    perangkat_daerah = factory.SubFactory(PerangkatFactory)
    nama = factory.Sequence(lambda n: f"Analis Contoh {n}")
    jenjang = Jenjang.FUNGSIONAL
    urutan = factory.Sequence(int)


class NomenklaturFactory(DjangoModelFactory):
    """A sub-activity under a regulation."""

    class Meta:
        model = Nomenklatur

    peraturan = factory.LazyFunction(
        lambda: PeraturanNomenklatur.objects.get_or_create(
            kode="900.1.15.5-1317/2023", defaults={"judul": "Keputusan contoh", "tahun": 2023}
        )[0]
    )
    kode = factory.Sequence(lambda n: f"2.12.02.2.01.{n:04d}")
    nama = factory.Sequence(lambda n: f"Sub Kegiatan Contoh {n}")


class PenggunaFactory(DjangoModelFactory):
    """An account without any role; its password is `SANDI`."""

    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"pengguna{n}")

    @classmethod
    def _create(cls, model_class: type[Pengguna], *args: Any, **kwargs: Any) -> Pengguna:
        return model_class.objects.create_user(*args, password=SANDI, **kwargs)


def berperan(jenis: JenisPeran, lingkup: PerangkatDaerah | PemerintahDaerah, **akun: Any) -> Pengguna:
    """Return a new account with one role in an agency or a local government."""
    pengguna = PenggunaFactory(**akun)
    kunci = "perangkat_daerah" if isinstance(lingkup, PerangkatDaerah) else "pemerintah_daerah"
    Peran.objects.create(pengguna=pengguna, jenis=jenis, **{kunci: lingkup})
    return pengguna


def perencana_di(perangkat_daerah: PerangkatDaerah) -> Pengguna:
    """Return a new planner of the agency."""
    return berperan(JenisPeran.PERENCANA, perangkat_daerah)


def rancangan(benih: Benih, pihak: dict[str, Pihak] | None = None) -> Rancangan:
    """Return the plan of a seed; named agencies become outside bodies unless `pihak` says whom they are."""
    kenal = pihak or {}
    return Rancangan(
        jenis=benih.jenis,
        isi=IsiSimpul(
            benih.pernyataan,
            sumber=benih.sumber,
            judul_csf=benih.judul_csf,
            sifat=benih.sifat,
            crosscutting=tuple(kenal.get(nama, Pihak(nama=nama)) for nama in benih.crosscutting),
        ),
        indikator=tuple(IsiIndikator(nama) for nama in benih.indikator),
        anak=tuple(rancangan(anak, kenal) for anak in benih.anak),
    )


def pohon_tersimpan(
    *benih: Benih,
    perencana: Pengguna | None = None,
    perangkat_daerah: PerangkatDaerah | None = None,
    status: StatusPohon = StatusPohon.DRAF,
    urusan: str = "",
) -> Pohon:
    """Return a stored tree of the seeds (by default `BENIH`), made through the services, by a new planner."""
    perangkat_daerah = perangkat_daerah or PerangkatFactory()
    periode, _ = Periode.objects.get_or_create(
        pemerintah_daerah=perangkat_daerah.pemerintah_daerah, mulai=2021, selesai=2026
    )
    pohon = buat_pohon(
        aktor=perencana or perencana_di(perangkat_daerah),
        perangkat_daerah=perangkat_daerah,
        periode=periode,
        urusan=urusan,
        tahun=2023,
        isi=[rancangan(_dengan_csf(satu)) for satu in benih or BENIH],
    )
    if status != StatusPohon.DRAF:
        Pohon.objects.filter(pk=pohon.pk).update(status=status)
        pohon.status = status
    return pohon


def simpul(pohon: Pohon, pernyataan: str) -> Simpul:
    """Return the one node of the tree with this statement, deleted or not, as stored now."""
    return Simpul.objects.get(pohon=pohon, pernyataan=pernyataan)


BENIH = (
    outcome(
        "Outcome",
        kondisi(
            "Kondisi satu",
            utama(
                "Utama",
                antara("Antara satu", operasional("Operasional satu"), operasional("Operasional dua")),
                antara("Antara dua"),
            ),
        ),
        kondisi("Kondisi dua", utama("Utama dua")),
    ),
)


def _dengan_csf(benih: Benih) -> Benih:
    """Give each condition directly under an outcome a CSF of its own, as `baris_pohon` does."""
    if benih.jenis != JenisSimpul.OUTCOME:
        return benih
    anak = tuple(
        Benih(JenisSimpul.CSF, f"Masih rendahnya {satu.pernyataan}", (satu,))
        if satu.jenis == JenisSimpul.KONDISI
        else satu
        for satu in benih.anak
    )
    return replace(benih, anak=anak)
