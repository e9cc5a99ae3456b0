"""Addresses of static files, worked out once each."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BerkasStatis(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files whose addresses never change while the process lives.

    A row names its icons a dozen times, and Django parses and joins each address anew: a quarter of a long page.
    """

    def __init__(self) -> None:
        super().__init__()
        self._alamat: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Return the address of a file, from memory after the first time. Raises ValueError for an unknown file."""
        if name not in self._alamat:
            self._alamat[name] = super().url(name, force)
        return self._alamat[name]
