"""Where this machine keeps Chromium: `python scripts/chromium.py` prints the path, or fails when there is none.

Used by the set-up (is one to be installed?) and by the browser tests (which one to start?), so that both agree.
"""

import os
import shutil
import sys

DESKTOP = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# The shell without windows of its own first: the browser tests take two thirds of the time in it.
NAMES = ("chromium-headless-shell", *DESKTOP)


def find(names: tuple[str, ...] = NAMES) -> str | None:
    """Return the path of a browser: the one in the variable CHROMIUM, else the first of these names on the PATH."""
    candidates = (os.environ.get("CHROMIUM", ""), *names)
    return next((path for name in candidates if name and (path := shutil.which(name))), None)


if __name__ == "__main__":
    path = find()
    if path is None:
        sys.exit("Chromium tidak ditemukan.")
    print(path)
