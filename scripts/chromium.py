"""Where this machine keeps Chromium: `python scripts/chromium.py` prints the path, or fails when there is none.

Used by the set-up (is one to be installed?) and by the browser tests (which one to start?), so that both agree.
"""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Return the path of a browser: the one in the variable CHROMIUM, else the first known name on the PATH."""
    candidates = (os.environ.get("CHROMIUM", ""), *NAMES)
    return next((path for name in candidates if name and (path := shutil.which(name))), None)


if __name__ == "__main__":
    path = find()
    if path is None:
        sys.exit("Chromium tidak ditemukan.")
    print(path)
