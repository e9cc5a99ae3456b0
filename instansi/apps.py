"""The app `instansi`: who. Local governments, agencies, positions, accounts, roles, access and the audit trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class InstansiConfig(AppConfig):
    """Sets the guards of history after migrations."""

    name = "instansi"
    verbose_name = "Instansi dan akun"

    def ready(self) -> None:
        """Have the database guard history whenever tables were made or altered."""
        from instansi.penjaga_sejarah import setelah_migrasi

        post_migrate.connect(setelah_migrasi, dispatch_uid="penjaga_sejarah")
