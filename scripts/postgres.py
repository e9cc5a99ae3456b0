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
from typing import Any

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


def ordinary_user() -> dict[str, Any]:
    """Return the arguments that let a child process run as an ordinary user: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Return a loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_cluster(programs: Path, folder: Path, password: str, child: dict[str, Any]) -> None:
    """Make an empty cluster in the folder; raises RuntimeError with initdb's own words."""
    (folder / "sandi").write_text(password)
    if child:
        for path in (folder, folder / "sandi"):
            os.chown(path, child["user"], child["group"])
    command: list[str | Path] = [
        programs / "initdb",
        "--pgdata",
        folder / "data",
        "--username",
        USER,
        "--pwfile",
        folder / "sandi",
    ]
    command += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, **child)  # noqa: S603 - no shell
    if made.returncode:
        raise RuntimeError(made.stderr.strip())


def start_server(programs: Path, folder: Path, child: dict[str, Any]) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and return it with its port once it answers; raises RuntimeError with its own words.

    Durability is off: the data live for one run.
    """
    log = folder / "log"
    for _ in range(STARTS):
        port = free_port()
        command: list[str | Path] = [programs / "postgres", "-D", folder / "data", "-k", folder, "-p", str(port)]
        for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"):
            command += ["-c", setting]
        with log.open("wb") as output:
            server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, **child)  # noqa: S603
        if answers(server, port):
            return server, port
        stop(server)
    raise RuntimeError(log.read_text(errors="replace").strip())


def answers(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait for the server to answer on its port; False when it ended or did not answer in time."""
    give_up = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < give_up:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.05)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server at once; nothing in it is worth a checkpoint."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        server.wait()


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Make and start a cluster in a temporary folder, yield its URL, then stop and remove it.

    Raises RuntimeError when it cannot be had. The password keeps other users of this machine out.
    """
    folder = Path(tempfile.mkdtemp(prefix="pohon-pg-"))
    password, child = secrets.token_hex(16), ordinary_user()
    try:
        make_cluster(programs, folder, password, child)
        server, port = start_server(programs, folder, child)
        try:
            yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)
    finally:
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
