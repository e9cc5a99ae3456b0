"""Who: local governments, agencies, positions, accounts and roles; the audit trail and the archive of frozen data.

Only data and constraints live here. Changes go through services, reading through selectors, rights through policies.
"""

import uuid
from typing import NoReturn

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from instansi.choices import (
    PERAN_PEMERINTAH,
    PERAN_PERANGKAT,
    BentukPerangkat,
    JenisPemerintah,
    JenisPeran,
    Jenjang,
    StatusPemangku,
    ZonaWaktu,
)


class BarisTetap(Exception):
    """Raised when code tries to change or delete a row that history may only grow by."""


class Berversi(models.Model):
    """Something edited on the screens of the administration: each edit counts `versi` up, so that none is lost."""

    versi = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class PemerintahDaerah(Berversi):
    """A kabupaten, kota or provinsi: the house that agencies, periods and reviewers belong to."""

    nama = models.CharField(max_length=120, unique=True, help_text="Misalnya: Kabupaten Balangan")
    slug = models.SlugField(unique=True)
    jenis = models.CharField(max_length=12, choices=JenisPemerintah.choices, default=JenisPemerintah.KABUPATEN)
    provinsi = models.CharField(max_length=120, blank=True)
    ibu_kota = models.CharField(max_length=120, blank=True)
    alamat = models.TextField(blank=True, help_text="Untuk kop surat, satu baris alamat setiap baris")
    zona_waktu = models.CharField(max_length=40, choices=ZonaWaktu.choices, default=ZonaWaktu.WIB)
    perlu_izin_pimpinan = models.BooleanField(
        default=False,
        verbose_name="perlu izin pimpinan",
        help_text="Pohon kinerja hanya dapat diajukan bila pimpinan perangkat daerah telah mengizinkannya",
    )

    class Meta:
        ordering = ["nama"]
        verbose_name = "pemerintah daerah"
        verbose_name_plural = "pemerintah daerah"

    def __str__(self) -> str:
        return self.nama


class Periode(models.Model):
    """A planning period (RPJMD) of a local government, e.g. 2021-2026."""

    pemerintah_daerah = models.ForeignKey(PemerintahDaerah, models.PROTECT, related_name="periode")
    mulai = models.PositiveSmallIntegerField()
    selesai = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-mulai"]
        verbose_name = "periode"
        verbose_name_plural = "periode"
        constraints = [
            models.UniqueConstraint(fields=["pemerintah_daerah", "mulai", "selesai"], name="periode_sekali"),
            models.CheckConstraint(condition=Q(selesai__gte=F("mulai")), name="periode_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.mulai}–{self.selesai}"


class Masa(models.Model):
    """Valid-from and valid-to of something that may be renamed, merged or closed; empty means open-ended."""

    berlaku_dari = models.DateField(null=True, blank=True)
    berlaku_sampai = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class PerangkatDaerah(Berversi, Masa):
    """An agency. Renamed or merged, it gets a successor and old papers keep the old name."""

    pemerintah_daerah = models.ForeignKey(PemerintahDaerah, models.PROTECT, related_name="perangkat_daerah")
    nama = models.CharField(max_length=200)
    singkatan = models.CharField(max_length=60, blank=True)
    slug = models.SlugField()
    bentuk = models.CharField(max_length=12, choices=BentukPerangkat.choices, default=BentukPerangkat.DINAS)
    pengganti = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="pendahulu")

    class Meta:
        ordering = ["nama"]
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        constraints = [
            models.UniqueConstraint(fields=["pemerintah_daerah", "slug"], name="perangkat_daerah_slug"),
        ]

    def __str__(self) -> str:
        return self.nama


class Jabatan(Berversi, Masa):
    """A position in an agency's organisation. Names repeat (38 distinct among 47 in a real agency): never a key."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, models.PROTECT, related_name="jabatan")
    identitas = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    atasan = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bawahan")
    nama = models.CharField(max_length=200)
    jenjang = models.CharField(max_length=14, choices=Jenjang.choices)
    tugas = models.TextField(blank=True)
    urutan = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["perangkat_daerah", "urutan", "pk"]
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        constraints = [
            models.CheckConstraint(condition=~Q(atasan=F("pk")), name="jabatan_bukan_atasan_sendiri"),
        ]

    def __str__(self) -> str:
        return self.nama


class PemangkuJabatan(Berversi):
    """Who holds a position from when to when; name and NIP stay empty in the demo data."""

    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="pemangku")
    nama = models.CharField(max_length=150, blank=True)
    nip = models.CharField("NIP", max_length=25, blank=True)
    pangkat = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=StatusPemangku.choices, default=StatusPemangku.DEFINITIF)
    mulai = models.DateField(null=True, blank=True)
    selesai = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["jabatan", "mulai"]
        verbose_name = "pemangku jabatan"
        verbose_name_plural = "pemangku jabatan"

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.jabatan}"


class PengelolaPengguna(BaseUserManager["Pengguna"]):
    """Creates accounts with a hashed password."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Pengguna":
        """Return a new active account; without a password it cannot sign in until one is set."""
        pengguna = self.model(username=self.model.normalize_username(username), **fields)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "Pengguna":
        """Return an account with every right, for whoever operates the installation."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class Pengguna(Berversi, AbstractBaseUser, PermissionsMixin):
    """An account. What it may do follows from its roles (`Peran`), never from Django's groups."""

    username = models.CharField(
        "nama pengguna",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    nama = models.CharField("nama tampil", max_length=150, blank=True)
    email = models.EmailField("surel", blank=True)
    jabatan = models.ForeignKey(Jabatan, models.SET_NULL, null=True, blank=True, related_name="akun")
    is_staff = models.BooleanField("boleh masuk ke admin Django", default=False)
    is_active = models.BooleanField("aktif", default=True)
    dibuat = models.DateTimeField(auto_now_add=True)
    nomor_sesi = models.PositiveIntegerField(
        default=0, editable=False, help_text="Bila dinaikkan, semua sesi akun ini berakhir"
    )

    objects = PengelolaPengguna()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["username"]
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"

    def __str__(self) -> str:
        return self.nama_tampil

    @property
    def nama_tampil(self) -> str:
        """The name shown on screen: the display name, else the user name."""
        return self.nama or self.username

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What every session must match: it changes with the password (Django's rule) and with `nomor_sesi`."""
        isi = f"{self.password}:{self.nomor_sesi}"
        return salted_hmac("instansi.models.Pengguna.sesi", isi, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """Django's own name for it (admin, e-mail)."""
        return self.nama_tampil

    def get_short_name(self) -> str:
        """Django's own name for it (admin greeting)."""
        return self.nama_tampil


class Sesi(AbstractBaseSession):
    """A session of a browser and whose it is; what it holds, and how it ends, is in `sesi.py`."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, null=True, blank=True, related_name="sesi")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sesi"
        verbose_name_plural = "sesi"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Django's own name for it: what reads and writes these rows."""
        from instansi.sesi import SessionStore

        return SessionStore


class KodePemulihan(models.Model):
    """A code by which its owner signs in once without the authenticator; only its hash is kept, as of passwords."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="kode_pemulihan")
    sandi = models.CharField(max_length=128)

    class Meta:
        ordering = ["pk"]
        verbose_name = "kode pemulihan"
        verbose_name_plural = "kode pemulihan"

    def __str__(self) -> str:
        return f"Kode pemulihan {self.pengguna}"


class Peran(models.Model):
    """One role of one account in one agency or one local government."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="peran")
    jenis = models.CharField(max_length=10, choices=JenisPeran.choices)
    perangkat_daerah = models.ForeignKey(PerangkatDaerah, models.CASCADE, null=True, blank=True, related_name="peran")
    pemerintah_daerah = models.ForeignKey(PemerintahDaerah, models.CASCADE, null=True, blank=True, related_name="peran")

    class Meta:
        ordering = ["pk"]
        verbose_name = "peran"
        verbose_name_plural = "peran"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    jenis__in=sorted(PERAN_PERANGKAT),
                    perangkat_daerah__isnull=False,
                    pemerintah_daerah__isnull=True,
                )
                | Q(
                    jenis__in=sorted(PERAN_PEMERINTAH),
                    perangkat_daerah__isnull=True,
                    pemerintah_daerah__isnull=False,
                ),
                name="peran_lingkup",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "jenis", "perangkat_daerah"],
                condition=Q(perangkat_daerah__isnull=False),
                name="peran_perangkat_sekali",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "jenis", "pemerintah_daerah"],
                condition=Q(pemerintah_daerah__isnull=False),
                name="peran_pemerintah_sekali",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} · {self.perangkat_daerah or self.pemerintah_daerah}"


class SejarahQuerySet(models.QuerySet["BarisSejarah"]):
    """Refuses every bulk write but inserting: history only grows."""

    def update(self, **kolom: object) -> NoReturn:
        """Refuse."""
        raise BarisTetap("Sejarah tidak dapat diubah.")

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise BarisTetap("Sejarah tidak dapat diubah.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise BarisTetap("Sejarah tidak dapat dihapus.")


class BarisSejarah(models.Model):
    """A row that is written once. Changing or deleting one, alone or in bulk, raises `BarisTetap`."""

    waktu = models.DateTimeField(auto_now_add=True)

    objects = SejarahQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Insert the row; refuse to update an existing one."""
        if not self._state.adding:
            raise BarisTetap(f"{self._meta.verbose_name} tidak dapat diubah.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise BarisTetap(f"{self._meta.verbose_name} tidak dapat dihapus.")


class CatatanAudit(BarisSejarah):
    """Who did what to which object, with the values before and after: enough to invert any edit.

    `wadah` names the container the history is read by ("pohon:12", "perangkat_daerah:3"); `jenis_objek` and `kunci`
    name the row, `identitas` the thing itself, which survives clones. `aktor_nama` is the name as it was then.
    """

    aktor = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    aktor_nama = models.CharField(max_length=150)
    kata_kerja = models.CharField(max_length=40)
    wadah = models.CharField(max_length=60)
    jenis_objek = models.CharField(max_length=40)
    kunci = models.CharField(max_length=40)
    identitas = models.UUIDField(null=True, blank=True)
    ringkas = models.CharField(max_length=300, blank=True)
    sebelum = models.JSONField(default=dict)
    sesudah = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "catatan audit"
        verbose_name_plural = "catatan audit"
        indexes = [
            models.Index(fields=["wadah", "-id"], name="audit_wadah"),
            models.Index(fields=["identitas"], name="audit_identitas"),
            models.Index(fields=["aktor", "-id"], name="audit_aktor"),
            # What was done to one account, whoever administers it: "Riwayat saya".
            models.Index(fields=["kunci", "-id"], condition=Q(jenis_objek="pengguna"), name="audit_pengguna"),
        ]

    def __str__(self) -> str:
        return f"{self.aktor_nama} {self.kata_kerja} {self.jenis_objek} {self.kunci}"


class Arsip(BarisSejarah):
    """Frozen data: canonical JSON as text and the SHA-256 over its UTF-8 bytes (see `arsip.py`)."""

    jenis = models.CharField(max_length=40)
    skema = models.PositiveSmallIntegerField(help_text="Versi skema isi")
    isi = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "arsip"
        verbose_name_plural = "arsip"

    def __str__(self) -> str:
        return f"{self.jenis} {self.sha256[:12]}"


class Draf(models.Model):
    """What one person has typed in one form and not saved yet; no part of the data, so without audit and history.

    `kunci` names the form as the browser knows it (its address and what tells it from others there), `isi` holds its
    fields as JSON: name → list of values, the form's `versi` among them.
    """

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="draf")
    kunci = models.CharField(max_length=300)
    isi = models.TextField()
    diubah = models.DateTimeField()

    class Meta:
        ordering = ["-diubah"]
        verbose_name = "draf isian"
        verbose_name_plural = "draf isian"
        constraints = [models.UniqueConstraint(fields=["pengguna", "kunci"], name="draf_sekali")]
        indexes = [models.Index(fields=["diubah"], name="draf_diubah")]

    def __str__(self) -> str:
        return self.kunci


class Hitungan(models.Model):
    """How often something was asked for until a moment; written and read by `laju.py` alone."""

    kunci = models.CharField(max_length=320, unique=True)
    jumlah = models.PositiveIntegerField(default=0)
    sampai = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "hitungan"
        verbose_name_plural = "hitungan"

    def __str__(self) -> str:
        return f"{self.kunci}: {self.jumlah}"
