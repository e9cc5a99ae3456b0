"""The resources of this app: agencies, positions with their superiors, accounts with their roles.

Columns are named as people read them. A row that names nothing stored is new; nothing is ever deleted by an import.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from import_export import fields
from tablib import Dataset

from instansi.choices import PERAN_PEMERINTAH, BentukPerangkat, JenisPeran, Jenjang
from instansi.errors import GalatLayanan
from instansi.importing.dasar import PilihanWidget, SumberDaya, TanggalWidget
from instansi.models import Jabatan, Pengguna, Peran, PerangkatDaerah
from instansi.services import (
    beri_peran,
    buat_akun,
    buat_jabatan,
    buat_perangkat,
    ubah_akun,
    ubah_jabatan,
    ubah_perangkat,
)
from instansi.services.pengguna import akun_di

_PERAN = PilihanWidget(JenisPeran)


class SumberPerangkat(SumberDaya):
    """Agencies in force; a row is found by its code, else by its name."""

    nama = fields.Field("nama", "Nama")
    singkatan = fields.Field("singkatan", "Singkatan")
    bentuk = fields.Field("bentuk", "Bentuk", PilihanWidget(BentukPerangkat))
    berlaku_dari = fields.Field("berlaku_dari", "Berlaku mulai", TanggalWidget())
    slug = fields.Field("slug", "Kode", readonly=True)

    kolom_wajib = ("Nama", "Bentuk")
    kolom_tetap = ("Kode",)

    class Meta:
        model = PerangkatDaerah
        fields = ("nama", "singkatan", "bentuk", "berlaku_dari", "slug")
        import_id_fields = ("nama",)
        skip_unchanged = True
        store_row_values = True

    def himpunan(self) -> QuerySet[PerangkatDaerah]:
        """Return what an export holds."""
        return PerangkatDaerah.objects.filter(pemerintah_daerah=self.pemda, berlaku_sampai__isnull=True)

    def temukan(self, row: dict[str, str]) -> PerangkatDaerah | None:
        """By code, else by name."""
        return _perangkat(self.himpunan(), row.get("Kode", "")) or _perangkat(self.himpunan(), row["Nama"])

    def simpan(self, instance: Any, row: dict[str, str], is_create: bool) -> None:
        """Create or correct the agency."""
        urus: dict[str, Any] = {"aktor": self.aktor, "pemerintah_daerah_id": self.pemda.pk}
        isi: dict[str, Any] = {
            nama: getattr(instance, nama) for nama in ("nama", "singkatan", "bentuk", "berlaku_dari")
        }
        if is_create:
            instance.slug = buat_perangkat(**urus, **isi).slug
        else:
            ubah_perangkat(**urus, perangkat_id=instance.pk, **isi)


class SumberJabatan(SumberDaya):
    """Positions in force. Names repeat, so a stored one is found by its identity, and a superior by its number.

    "No" numbers the rows of one agency in the file, "No atasan" names one of them; the order of the rows is free.
    """

    perangkat = fields.Field(column_name="Perangkat daerah", attribute="perangkat_daerah__slug", readonly=True)
    nomor = fields.Field(column_name="No", attribute="urutan", readonly=True)
    nama = fields.Field("nama", "Nama jabatan")
    jenjang = fields.Field("jenjang", "Jenjang", PilihanWidget(Jenjang))
    atasan = fields.Field(column_name="No atasan", attribute="atasan__urutan", readonly=True)
    tugas = fields.Field("tugas", "Tugas")
    identitas = fields.Field(column_name="Identitas", attribute="identitas", readonly=True)

    kolom_wajib = ("Perangkat daerah", "No", "Nama jabatan", "Jenjang", "No atasan")
    kolom_tetap = ("No", "Identitas")

    class Meta:
        model = Jabatan
        fields = ("perangkat", "nomor", "nama", "jenjang", "atasan", "tugas", "identitas")
        import_id_fields = ("nama",)
        skip_unchanged = True
        store_row_values = True

    def himpunan(self) -> QuerySet[Jabatan]:
        """Return what an export holds."""
        return (
            Jabatan.objects.filter(
                perangkat_daerah__pemerintah_daerah=self.pemda,
                perangkat_daerah__berlaku_sampai__isnull=True,
                berlaku_sampai__isnull=True,
            )
            .select_related("perangkat_daerah", "atasan")
            .order_by("perangkat_daerah__nama", "urutan", "pk")
        )

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Put superiors before those under them, whatever the file's order; number what was stored so far."""
        self.kunci: dict[tuple[str, str], int] = {}
        self.perangkat_dikenal: dict[str, PerangkatDaerah | None] = {}
        baris = [dict(zip(dataset.headers, satu, strict=True)) for satu in dataset]
        self.ganda = _nomor_ganda(baris)
        urut = _atasan_dahulu(baris)
        judul = dataset.headers
        dataset.wipe()
        dataset.headers = judul
        for satu in urut:
            dataset.append([satu[nama] for nama in judul])

    def temukan(self, row: dict[str, str]) -> Jabatan | None:
        """By identity; a position never changes its agency."""
        teks = row.get("Identitas", "")
        if not teks:
            return None
        try:
            identitas = UUID(teks)
        except ValueError:
            raise GalatLayanan("Identitas tidak terbaca. Kosongkan untuk jabatan baru.") from None
        jabatan = self.himpunan().filter(identitas=identitas).first()
        if jabatan is None:
            raise GalatLayanan("Jabatan dengan identitas ini tidak ada. Kosongkan untuk jabatan baru.")
        return jabatan

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """A row is unchanged only when its superior is the stored one; its number is known from then on."""
        if import_validation_errors:
            return False
        atasan_id = self._atasan(row)
        tetap: bool = super().skip_row(instance, original, row, import_validation_errors)
        if tetap and instance.pk and instance.atasan_id == atasan_id:
            self._kenali(row, instance.pk)
            return True
        return False

    def simpan(self, instance: Any, row: dict[str, str], is_create: bool) -> None:
        """Create or edit the position under its superior."""
        urus: dict[str, Any] = {"aktor": self.aktor, "pemerintah_daerah_id": self.pemda.pk}
        isi: dict[str, Any] = {nama: getattr(instance, nama) for nama in ("nama", "jenjang", "tugas")}
        isi["atasan_id"] = self._atasan(row)
        if is_create:
            perangkat = self._perangkat(row)
            instance.pk = buat_jabatan(**urus, perangkat_id=perangkat.pk, **isi).pk
        else:
            if self._perangkat(row).pk != instance.perangkat_daerah_id:
                raise GalatLayanan("Jabatan ini milik perangkat daerah lain dan tidak dapat dipindahkan.")
            # For the preview, which compares the number of the superior.
            instance.atasan = Jabatan.objects.filter(pk=isi["atasan_id"]).first()
            ubah_jabatan(**urus, jabatan_id=instance.pk, **isi)
        self._kenali(row, instance.pk)

    def sebut(self, row: dict[str, str]) -> str:
        """The position's name."""
        return row["Nama jabatan"]

    def _perangkat(self, row: dict[str, str]) -> PerangkatDaerah:
        tulisan = row["Perangkat daerah"]
        if tulisan not in self.perangkat_dikenal:
            milik = PerangkatDaerah.objects.filter(pemerintah_daerah=self.pemda, berlaku_sampai__isnull=True)
            self.perangkat_dikenal[tulisan] = _perangkat(milik, tulisan)
        perangkat = self.perangkat_dikenal[tulisan]
        if perangkat is None:
            raise GalatLayanan(f"Perangkat daerah “{tulisan}” tidak ada. Tulis kode atau namanya.")
        return perangkat

    def _atasan(self, row: dict[str, str]) -> int | None:
        if _nomor(row) in self.ganda:
            raise GalatLayanan(f"Nomor {row['No']} dipakai lebih dari sekali di perangkat daerah ini.")
        if not row["No atasan"]:
            return None
        kunci = self.kunci.get((row["Perangkat daerah"], row["No atasan"]))
        if kunci is None:
            raise GalatLayanan(f"Atasan nomor {row['No atasan']} tidak ada, salah, atau melingkar.")
        return kunci

    def _kenali(self, row: dict[str, str], kunci: int) -> None:
        if row["No"]:
            self.kunci[_nomor(row)] = kunci


class SumberAkun(SumberDaya):
    """Accounts, one row for each role; an account is found by its user name. Roles are added, never taken."""

    username = fields.Field("username", "Nama pengguna")
    nama = fields.Field("nama", "Nama tampil")
    email = fields.Field("email", "Surel")
    peran = fields.Field(column_name="Peran", readonly=True)
    perangkat = fields.Field(column_name="Perangkat daerah", readonly=True)

    kolom_wajib = ("Nama pengguna", "Peran")

    class Meta:
        model = Pengguna
        fields = ("username", "nama", "email", "peran", "perangkat")
        import_id_fields = ("username",)
        skip_unchanged = True
        store_row_values = True

    def himpunan(self) -> Iterable[Pengguna]:
        """Return what an export holds: an account once for each of its roles here."""
        for peran in _peran_di(self.pemda.pk).filter(pengguna__is_active=True):
            peran.pengguna.peran_baris = peran  # type: ignore[attr-defined]
            yield peran.pengguna

    def dehydrate_peran(self, obj: Any) -> str:
        """The role of an exported row; nothing for a row that is compared."""
        return str(obj.peran_baris.get_jenis_display()) if hasattr(obj, "peran_baris") else ""

    def dehydrate_perangkat(self, obj: Any) -> str:
        """The agency's code of an exported row."""
        perangkat = obj.peran_baris.perangkat_daerah if hasattr(obj, "peran_baris") else None
        return perangkat.slug if perangkat else ""

    def temukan(self, row: dict[str, str]) -> Pengguna | None:
        """By user name, among the accounts of this local government."""
        return akun_di(self.pemda).filter(username__iexact=row["Nama pengguna"]).first()

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """A row is unchanged only when the account has its role already."""
        if import_validation_errors or instance.pk is None:
            return False
        jenis, perangkat_id = self._peran(row)
        tetap: bool = super().skip_row(instance, original, row, import_validation_errors)
        return tetap and self._berperan(instance, jenis, perangkat_id)

    def simpan(self, instance: Any, row: dict[str, str], is_create: bool) -> None:
        """Create the account with its role, or edit it and add the role."""
        urus: dict[str, Any] = {"aktor": self.aktor, "pemerintah_daerah_id": self.pemda.pk}
        jenis, perangkat_id = self._peran(row)
        isi = {"nama": instance.nama, "email": _surel(instance.email)}
        if is_create:
            username = instance.username
            akun = buat_akun(**urus, username=username, jenis=jenis, perangkat_daerah_id=perangkat_id, **isi)
            instance.pk = akun.pk
            return
        lama = Pengguna.objects.get(pk=instance.pk)
        if (lama.nama, lama.email) != (isi["nama"], isi["email"]):
            ubah_akun(**urus, akun_id=instance.pk, jabatan_id=lama.jabatan_id, **isi)
        if not self._berperan(instance, jenis, perangkat_id):
            beri_peran(**urus, akun_id=instance.pk, jenis=jenis, perangkat_daerah_id=perangkat_id)

    def _peran(self, row: dict[str, str]) -> tuple[str, int | None]:
        try:
            jenis = _PERAN.clean(row["Peran"])
        except ValueError as galat:
            raise GalatLayanan(str(galat)) from galat
        if jenis in PERAN_PEMERINTAH:
            return jenis, None
        milik = PerangkatDaerah.objects.filter(pemerintah_daerah=self.pemda)
        perangkat = _perangkat(milik, row.get("Perangkat daerah", ""))
        if perangkat is None:
            raise GalatLayanan("Peran ini perlu perangkat daerah. Tulis kode atau namanya.")
        return jenis, perangkat.pk

    def _berperan(self, akun: Pengguna, jenis: str, perangkat_id: int | None) -> bool:
        milik = _peran_di(self.pemda.pk).filter(pengguna=akun, jenis=jenis)
        return milik.filter(perangkat_daerah=perangkat_id).exists()


def _peran_di(pemda_id: int) -> QuerySet[Peran]:
    milik = Peran.objects.filter(pemerintah_daerah=pemda_id) | Peran.objects.filter(
        perangkat_daerah__pemerintah_daerah=pemda_id
    )
    return milik.select_related("pengguna", "perangkat_daerah", "pemerintah_daerah").order_by(
        "pengguna__username", "pk"
    )


def _perangkat(milik: QuerySet[PerangkatDaerah], tulisan: str) -> PerangkatDaerah | None:
    if not tulisan:
        return None
    return milik.filter(slug=tulisan).first() or milik.filter(nama__iexact=tulisan).first()


def _surel(teks: str) -> str:
    try:
        if teks:
            validate_email(teks)
    except ValidationError as galat:
        raise GalatLayanan(f"“{teks}” bukan alamat surel.") from galat
    return teks


def _nomor(row: dict[str, str]) -> tuple[str, str]:
    return row["Perangkat daerah"], row["No"]


def _nomor_ganda(baris: list[dict[str, str]]) -> set[tuple[str, str]]:
    dilihat: set[tuple[str, str]] = set()
    ganda: set[tuple[str, str]] = set()
    for satu in baris:
        if satu["No"]:
            (ganda if _nomor(satu) in dilihat else dilihat).add(_nomor(satu))
    return ganda


def _atasan_dahulu(baris: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows with every superior before those under it; rows whose superior never comes stand last."""
    menunggu: dict[tuple[str, str], list[dict[str, str]]] = {}
    urut: list[dict[str, str]] = []
    ada = {_nomor(satu) for satu in baris if satu["No"]}
    for satu in baris:
        atas = (satu["Perangkat daerah"], satu["No atasan"])
        if satu["No atasan"] and atas in ada:
            menunggu.setdefault(atas, []).append(satu)
        else:
            urut.append(satu)
    tempat = 0
    while tempat < len(urut):
        urut[tempat + 1 : tempat + 1] = menunggu.pop(_nomor(urut[tempat]), [])
        tempat += 1
    return [*urut, *(satu for daftar in menunggu.values() for satu in daftar)]
