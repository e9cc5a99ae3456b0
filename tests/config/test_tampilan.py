"""What users meet on every page: error pages that always work, files that exist, colours that can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLESHEETS = sorted(STATIC.rglob("*.css"))
WHITE = "#fff"


def tokens() -> dict[str, str]:
    """Return the colour tokens of app.css by name."""
    css = (STATIC / "css" / "app.css").read_text()
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", css))


def luminance(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb (WCAG 2.2)."""
    digits = colour.lstrip("#")
    pairs = [d * 2 for d in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_no_context_and_shows_a_way_back(code: str) -> None:
    """Even when everything else is broken, the page says what happened and leads home."""
    html = render_to_string(f"{code}.html")
    assert len(re.findall(r"<h1", html)) == 1
    assert '<html lang="id"' in html
    assert re.search(r'<a class="govuk-button"\s+href="/[^"]*">Ke beranda</a>', html)


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_a_stylesheet_names_only_files_that_exist(stylesheet: Path) -> None:
    """Static files with hashed names fail to collect on one missing file, and no page may call the internet."""
    css = stylesheet.read_text()
    for target in re.findall(r"url\([\"']?([^)\"']+)", css):
        assert (stylesheet.parent / target).is_file(), target
    assert "sourceMappingURL" not in css
    assert "GDS Transport" not in css


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    """A missing drawing would leave an empty button."""
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "gambar" / "ikon.svg").read_text()))
    asked: set[str] = set()
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text()
        asked |= set(re.findall(r'komponen/ikon\.html"\s+with\s+nama="([a-z]+)"', text))
        asked |= set(re.findall(r"ikon\s*\}\}#([a-z]+)", text))
        asked |= set(re.findall(r'\{%\s*ikon\s+"([a-z]+)"', text))
    assert asked
    assert asked <= drawn


@pytest.mark.parametrize("level", range(1, 6))
def test_text_on_every_level_of_the_tree_can_be_read(level: int) -> None:
    """Text on a level's fill reaches 4.5 to 1, and the level's line stands out from white by 3 to 1."""
    colours = tokens()
    assert contrast(colours[f"tingkat-{level}"], colours[f"tingkat-{level}-teks"]) >= 4.5
    assert contrast(colours[f"tingkat-{level}-garis"], WHITE) >= 3


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("teks", "latar"),
        ("teks-redup", "latar"),
        ("biru", "latar"),
        ("biru", "biru-muda"),
        ("galat", "galat-latar"),
        ("awas", "awas-latar"),
        ("baik", "baik-latar"),
        ("teks", "fokus"),
    ],
)
def test_text_on_every_tinted_ground_can_be_read(text: str, ground: str) -> None:
    """Each pair of text and ground that app.css uses reaches 4.5 to 1."""
    colours = tokens()
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_frame_stays_small() -> None:
    """Stylesheets as they go over the line, and the font, leave most of the first page's 250 KB to the page."""
    font = (STATIC / "fonts" / "inter" / "inter-latin.woff2").stat().st_size
    assert sum(len(gzip.compress(path.read_bytes())) for path in STYLESHEETS) + font < 90_000
