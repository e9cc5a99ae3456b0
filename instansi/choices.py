"""The fixed lists of this app. Values are stored; labels are what people read."""

from django.db.models import TextChoices


class JenisPemerintah(TextChoices):
    """Kind of local government."""

    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    PROVINSI = "provinsi", "Provinsi"


class ZonaWaktu(TextChoices):
    """The three Indonesian time zones."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class BentukPerangkat(TextChoices):
    """Form of an agency; a kecamatan names its positions differently in Tahap 5 (DOMAIN.md)."""

    DINAS = "dinas", "Dinas"
    BADAN = "badan", "Badan"
    KECAMATAN = "kecamatan", "Kecamatan"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    LAINNYA = "lainnya", "Lainnya"


class Jenjang(TextChoices):
    """Class of a position, from the highest to the lowest."""

    JPT = "jpt", "Jabatan Pimpinan Tinggi"
    ADMINISTRATOR = "administrator", "Jabatan Administrator"
    PENGAWAS = "pengawas", "Jabatan Pengawas"
    FUNGSIONAL = "fungsional", "Jabatan Fungsional"
    PELAKSANA = "pelaksana", "Pelaksana"


class StatusPemangku(TextChoices):
    """In what capacity someone holds a position."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
    PJ = "pj", "Pj."


class JenisPeran(TextChoices):
    """The roles. The first three are held in an agency, the last two in a local government."""

    PERENCANA = "perencana", "Perencana"
    PIMPINAN = "pimpinan", "Pimpinan"
    PEMBACA = "pembaca", "Pembaca"
    PENELAAH = "penelaah", "Penelaah"
    ADMIN = "admin", "Administrator"


PERAN_PERANGKAT = frozenset({JenisPeran.PERENCANA, JenisPeran.PIMPINAN, JenisPeran.PEMBACA})
PERAN_PEMERINTAH = frozenset({JenisPeran.PENELAAH, JenisPeran.ADMIN})
