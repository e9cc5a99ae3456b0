"""The project's own files as git knows them; third parties' files (vendor folders) are left out."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]


def tracked_files(*patterns: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each text file under version control, or of those that match the patterns."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *(patterns or ["."])],  # noqa: S607 - git from the PATH
        cwd=AKAR,
        check=True,
        capture_output=True,
        text=True,
    )
    for path in filter(None, listed.stdout.split("\0")):
        if "vendor" in Path(path).parts or not (AKAR / path).is_file():
            continue
        raw = (AKAR / path).read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8")


def lines_with(pattern: str, *paths: str, besides: tuple[str, ...] = ()) -> list[str]:
    """Return "path:line: text" wherever the regular expression matches, except in files that end as `besides`."""
    sought = re.compile(pattern)
    return [
        f"{path}:{number}: {line.strip()[:160]}"
        for path, text in tracked_files(*paths)
        if not path.endswith(besides)
        for number, line in enumerate(text.splitlines(), start=1)
        if sought.search(line)
    ]
