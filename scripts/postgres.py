"""Run a command on a real PostgreSQL: `python scripts/postgres.py COMMAND…` gives it DATABASE_URL.

The server is the one in TEST_POSTGRES_URL, else a temporary cluster on a free loopback port that this script
makes and removes. Where no PostgreSQL can be had, CI fails; elsewhere one loud line says what was left out.
`--find` prints the folder of the server programs, or fails. Nothing about Django or tests belongs here.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

START_SECONDS = 60
STARTS = 3  # another process may take the free port before the server does
USER = "penguji"


def find_programs() -> Path | None:
    """Return the folder with initdb and postgres: on the PATH, else Debian's newest."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda place: float(place.parent.name),
        reverse=True,
    )
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


def server_user() -> str | None:
    """Return the user that runs the server: PostgreSQL refuses root, so root lends it an ordinary one."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    """Return a loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(programs: Path, port: int, server: subprocess.Popen[bytes]) -> bool:
    """Wait for the server to answer on its port; False when it ended or did not answer in time."""
    give_up = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < give_up:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Make a cluster in a temporary folder, yield its URL, then stop and remove it.

    Raises RuntimeError, with the server's own words, when it cannot be made or started. Durability is off: the
    data live for one run. The password keeps other users of this machine out.
    """
    folder = Path(tempfile.mkdtemp(prefix="pohon-pg-"))
    user, password = server_user(), secrets.token_hex(16)
    server = None
    try:
        (folder / "sandi").write_text(password)
        if user:
            shutil.chown(folder, user)
            shutil.chown(folder / "sandi", user)
        run_as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        made = subprocess.run(  # noqa: S603 - our own arguments, no shell
            [
                *(programs / "initdb", "--pgdata", folder / "data", "--username", USER),
                *("--pwfile", folder / "sandi", "--auth", "scram-sha-256"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            **run_as_user,
        )
        if made.returncode:
            raise RuntimeError(made.stderr.strip())
        log = folder / "log"
        for _ in range(STARTS):
            port = free_port()
            with log.open("wb") as output:
                server = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
                    [
                        *(programs / "postgres", "-D", folder / "data", "-k", folder, "-p", str(port)),
                        *("-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"),
                        *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
                    ],
                    cwd=folder,
                    stdout=output,
                    stderr=output,
                    **run_as_user,
                )
            if wait_until_ready(programs, port, server):
                break
        else:
            raise RuntimeError(log.read_text(errors="replace").strip())
        yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server and server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # immediate: nothing in it is worth a checkpoint
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def run_on(url: str, command: list[str]) -> int:
    """Run the command with DATABASE_URL set and return its exit status."""
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode  # noqa: S603 - the caller's


def without_postgresql(reason: str) -> int:
    """Say that PostgreSQL cannot be had; return the exit status: CI must not go green without it."""
    if os.environ.get("CI"):
        print(f"GAGAL: tes pada PostgreSQL tidak dapat dijalankan: {reason}", file=sys.stderr)
        return 1
    print(f"\n!!! DILEWATI: tes pada PostgreSQL TIDAK dijalankan: {reason}\n", file=sys.stderr)
    return 0


def main(arguments: list[str]) -> int:
    """Do what the module's description says; return the exit status."""
    # Ended from outside, leave by way of the cleaning up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    programs = find_programs()
    if arguments == ["--find"]:
        print(programs or "PostgreSQL tidak ditemukan.")
        return 0 if programs else 1
    url = os.environ.get("TEST_POSTGRES_URL")
    if url:
        return run_on(url, arguments)
    if programs is None:
        return without_postgresql("program servernya tidak ditemukan (Debian/Ubuntu: apt-get install postgresql)")
    try:
        with temporary_cluster(programs) as temporary_url:
            return run_on(temporary_url, arguments)
    except RuntimeError as error:
        return without_postgresql(str(error))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
