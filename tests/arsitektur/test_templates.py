"""Templates compile, and need nothing that the content security policy refuses (default-src 'self')."""

import pytest
from django.conf import settings
from django.template import engines

from tests.arsitektur.berkas import lines_with

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
# Papers are drawn by our own renderer, which no policy watches; their style is their content.
SCREENS = (":(glob)templates/**/*.html", ":(exclude)templates/cetak/*")


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name: str) -> None:
    engines["django"].get_template(name)


def test_no_inline_style() -> None:
    assert lines_with(r"(?i)<style|\sstyle\s*=", *SCREENS) == []


def test_no_inline_script() -> None:
    assert lines_with(r"(?i)<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", *SCREENS) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert lines_with(r"(?i)\s(?:src|action|srcset)\s*=\s*[\"'](?:https?:)?//|<link[^>]+https?://", *SCREENS) == []
