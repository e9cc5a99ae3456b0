"""What the tests of the review share: archived files go into a folder of the test, never into the installation's."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def folder_arsip(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder that archived files of this test are kept in."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"
