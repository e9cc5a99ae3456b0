"""What every page of Django admin has in common: superusers only, and nothing of history can be written."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class KhususPengelola(admin.ModelAdmin):
    """Superusers only, whatever permissions another staff account may hold."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the models are listed."""
        return self._boleh(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Looking."""
        return self._boleh(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Adding."""
        return self._boleh(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Changing."""
        return self._boleh(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deleting."""
        return self._boleh(request)

    @staticmethod
    def _boleh(request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


class HanyaBaca(KhususPengelola):
    """Rows that history may only grow by: looked at, never added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False
