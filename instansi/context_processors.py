"""What every page knows: the product's name and whether demo accounts exist."""

from django.http import HttpRequest


def aplikasi(request: HttpRequest) -> dict[str, object]:
    """Return the name printed in the header and in titles."""
    return {"nama_aplikasi": "Pohon Kinerja"}
