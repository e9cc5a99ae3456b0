"""What goes over the line: pages compressed, static files compressed, named by their content, kept for ever."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.mark.django_db
def test_a_page_comes_compressed(client: Client) -> None:
    jawab = client.get("/masuk/", headers={"accept-encoding": "gzip, deflate, br"})
    assert jawab.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in jawab.headers["Vary"]


def test_a_static_file_is_kept_for_ever_under_a_name_of_its_content(settings: Settings, tmp_path: Path) -> None:
    """The storage of production: a changed file has another address, so browsers need never ask again."""
    sumber = tmp_path / "sumber"
    sumber.mkdir()
    (sumber / "gaya.css").write_text("body { color: #111 }\n" * 100)
    settings.STATICFILES_DIRS = [sumber]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "hasil"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.berkas_statis.BerkasStatis"}}
    settings.WHITENOISE_AUTOREFRESH = False
    settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, verbosity=0)

    alamat = staticfiles_storage.url("gaya.css")
    assert re.fullmatch(r"/static/gaya\.[0-9a-f]{12}\.css", alamat)
    assert staticfiles_storage.url("gaya.css") == alamat  # from memory
    penyaji = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    jawab = penyaji(RequestFactory().get(alamat, headers={"accept-encoding": "gzip, br"}))
    assert jawab.status_code == 200
    assert "immutable" in jawab.headers["Cache-Control"]
    assert int(re.findall(r"max-age=(\d+)", jawab.headers["Cache-Control"])[0]) >= 31_536_000
    assert jawab.headers["Content-Encoding"] == "br"
