"""How gunicorn serves the application; every value may be set in the environment (README).

Settings of Django belong in settings.py.
"""

import os
from pathlib import Path
from typing import Any

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# The bounds of a message, as the proxy in front has them too (deploy/nginx.conf); longer ones are answered with 400.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190
timeout = 120  # the largest booklet renders well within it
loglevel = "warning"
preload_app = True  # a faulty setting stops the start with its message, before an address is printed
control_socket_disable = True  # nobody steers the server from outside


if os.environ.get("METRIK_TOKEN"):
    # The web processes write their metrics side by side; whichever is asked adds them up. The library looks for the
    # folder when it is imported, so nothing may import it before this line.
    metrik = Path(os.environ.get("VAR_DIR", "var")) / "metrik"
    metrik.mkdir(parents=True, exist_ok=True)
    for sisa in metrik.glob("*.db"):
        sisa.unlink()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrik)


def child_exit(server: object, worker: Any) -> None:
    """Forget what a web process that ended was doing just then."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)


def when_ready(server: object) -> None:
    """Print the address once the server really listens, and how to log in while demo data are shown."""
    host, port = bind.rsplit(":", 1)
    lines = ["", f"Aplikasi siap di http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"]  # noqa: S104  # nosec B104
    if os.environ.get("DEMO") == "1":
        lines.append("Masuk dengan akun contoh, misalnya perencana.disdukcapil, kata sandi contoh-12345")
    lines += ["Tekan Ctrl-C untuk berhenti.", ""]
    print("\n".join(lines), flush=True)  # noqa: T201 - for the person at the terminal
