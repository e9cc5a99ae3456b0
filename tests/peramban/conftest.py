"""The fixtures of the browser tests: `page` has JavaScript, `halaman_polos` has none.

Both open addresses relative to the live server. What a test does with a page (signing in, axe) is in bantuan.py.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from scripts import chromium

# Playwright's synchronous interface runs an event loop in this thread; without this Django would take the tests'
# own database work for work inside asynchronous code and refuse it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

WAIT_MS = 15_000  # a busy machine with two cores; a broken page fails by its content, not by the clock


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have counted (`record_property("ukuran", …)`): numbers to look at, no pass or fail."""
    ukuran = [
        nilai
        for laporan in terminalreporter.stats.get("passed", [])
        for nama, nilai in laporan.user_properties
        if nama == "ukuran"
    ]
    if ukuran:
        terminalreporter.section("ukuran")
    for satu in ukuran:
        terminalreporter.write_line(str(satu))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine; Playwright's own build is never downloaded."""
    path = chromium.find()
    if path is None:
        pytest.fail("Chromium tidak ditemukan: pasang (apt-get install chromium) atau isi CHROMIUM=/jalur/chromium.")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # Root, as in CI, may not use the sandbox; containers have little /dev/shm and no graphics.
    machine = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": path, "args": machine + quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An ordinary office screen in Indonesian."""
    return {
        **browser_context_args,
        "viewport": {"width": 1366, "height": 768},
        "locale": "id-ID",
        "timezone_id": "Asia/Makassar",
    }


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """The context of `page`, patient on a busy machine."""
    context.set_default_timeout(WAIT_MS)
    return context


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Let `page.goto("/masuk/")` mean the live server."""
    return live_server.url


@pytest.fixture
def halaman_polos(browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer) -> Iterator[Page]:
    """A page in a browser with JavaScript switched off."""
    arguments = {**browser_context_args, "base_url": live_server.url, "java_script_enabled": False}
    context = browser.new_context(**arguments)
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()
