"""The app `instansi`: who. Local governments, agencies, positions, accounts, roles, access and the audit trail."""

from django.apps import AppConfig


class InstansiConfig(AppConfig):
    """Registers the app; nothing happens at start-up."""

    name = "instansi"
    verbose_name = "Instansi dan akun"
