"""What browser tests do with a page: sign in, and look for accessibility problems. Fixtures are in conftest.py."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page

# Ended by a value: the page would answer with the whole of axe.
AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8") + "\n;true"
# What holds is only counted: listing every element of a page takes longer than looking at it.
JALANKAN = """async tags => {
  const hasil = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
  return {benar: hasil.passes.length, salah: hasil.violations};
}"""
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def masuk(page: Page, username: str) -> None:
    """Sign this browser in by a new session, without opening a page: the form has tests of its own."""
    klien = Client()
    akun = get_user_model().objects.get(username=username)
    klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
    kuki = klien.cookies[settings.SESSION_COOKIE_NAME]
    # The live server's host; cookies are the same for all its ports.
    page.context.add_cookies([{"name": kuki.key, "value": kuki.value, "domain": "localhost", "path": "/"}])


def masuk_lewat_formulir(page: Page, username: str, password: str = "contoh-12345") -> None:
    """Sign in through the form, as a person does; fails when the form comes back with an error."""
    page.goto("/masuk/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("form:has([name=password]) [type=submit]")
    assert "/masuk/" not in page.url, f"{username} tidak dapat masuk: {page.inner_text('main')}"


def periksa_axe(page: Page, tags: Sequence[str] = AXE_TAGS) -> None:
    """Assert that axe finds no accessibility problem on the page as it stands.

    The page needs JavaScript on, for axe runs in it. It is evaluated, not added as a script element: the content
    security policy refuses the latter. A failure names rule, help page and each element.
    """
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    # The window as high as the page: what the sticky status bar happens to cover half is no small target.
    # No transitions either: a button half-way between two colours has the contrast of neither.
    page.emulate_media(reduced_motion="reduce")
    jendela = page.viewport_size
    if jendela:
        tinggi = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": jendela["width"], "height": max(tinggi, jendela["height"])})
    hasil = page.evaluate(JALANKAN, list(tags))
    if jendela:
        page.set_viewport_size(jendela)
    # Every run of axe on a real page passes some rule; none means that it looked at nothing.
    assert hasil["benar"], f"axe tidak memeriksa apa pun di {page.url}"
    lines = [
        f"{found['id']} ({found['impact']}): {found['help']}\n    {found['helpUrl']}\n"
        + "\n".join(f"    {' '.join(map(str, node['target']))}\n      {node['html'][:300]}" for node in found["nodes"])
        for found in hasil["salah"]
    ]
    assert not lines, f"axe menemukan {len(lines)} masalah di {page.url}:\n" + "\n".join(lines)
