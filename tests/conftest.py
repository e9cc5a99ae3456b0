"""What every test folder shares: where the test database lives and what a test may not do.

Factories live in tests/pabrik, browser fixtures in tests/peramban/conftest.py; neither belongs here.
"""

import os

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

# Hypothesis measures each example against a clock; two busy cores are no fault of the code. In CI it loads a
# profile of its own, which has no clock either and always tries the same examples.
if "CI" not in os.environ:
    hypothesis.settings.register_profile("tanpa-jam", deadline=None)
    hypothesis.settings.load_profile("tanpa-jam")


@pytest.fixture(scope="session", autouse=True)
def _berkas_terpisah(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep archived papers and uploads of tests out of the checkout."""
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each run, and each of its parallel workers, an SQLite file of its own.

    A file, not memory: threads of the concurrency tests and of the live server need connections that lock
    each other. In pytest's folder of this run, so that two runs in one checkout never share it. PostgreSQL
    keeps the name with the worker's suffix that pytest-django gives.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.getbasetemp() / "uji.sqlite3")
        # Nobody asks for these data after a power failure.
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Put SQLite's test database back after a test with real transactions, instead of emptying table by table.

    So its guards of history stay, and keys begin anew, as they do in other tests. PostgreSQL truncates.
    """
    from tests.pabrik.cuplikan import Cuplikan

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            kosong = Cuplikan()
        TransactionTestCase._fixture_teardown = lambda _: kosong.pasang()  # type: ignore[method-assign]
