"""The errors that services raise and views turn into a message beside a field, a page or a status code."""


class GalatLayanan(Exception):
    """A change that a rule forbids. `pesan` is plain Indonesian; `kolom` names the form field it belongs to, if any."""

    status = 422

    def __init__(self, pesan: str, *, kolom: str | None = None) -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.kolom = kolom


class TidakBerhak(GalatLayanan):
    """The actor may see the object but not do this with it."""

    status = 403


class TidakDitemukan(GalatLayanan):
    """The object does not exist for this actor; another agency's object answers the same."""

    status = 404


class Bentrok(GalatLayanan):
    """Someone else changed the object since it was shown.

    `terkini` holds the stored values, `oleh` who wrote them, `semula` the values of before that, where they are known.
    """

    status = 409

    def __init__(
        self, pesan: str, *, terkini: dict[str, object], oleh: str = "", semula: dict[str, object] | None = None
    ) -> None:
        super().__init__(pesan)
        self.terkini = terkini
        self.semula = semula or {}
        self.oleh = oleh


class PenyimpananGagal(GalatLayanan):
    """A file could not be written: the storage is full, read-only or gone. Nothing is stored, nothing half done."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Berkas tidak dapat disimpan karena tempat penyimpanan di server penuh atau tidak dapat ditulis. "
            "Tidak ada yang diubah. Sampaikan kepada pengelola aplikasi, lalu coba lagi."
        )


class TerlaluSering(GalatLayanan):
    """The same person asked for something costly too often; `detik` is how long to wait at most."""

    status = 429

    def __init__(self, detik: int) -> None:
        super().__init__(
            f"Permintaan ini terlalu sering. Tunggu paling lama {max(1, detik // 60)} menit, lalu coba lagi."
        )
        self.detik = detik
