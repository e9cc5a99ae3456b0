#!/usr/bin/env bash
# Set everything up and serve the application on http://127.0.0.1:$PORT until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
export PORT="${PORT:-8000}"

port_in_use() {
    fail "Port $PORT tidak dapat dipakai; mungkin ada program lain di sana, atau aplikasi ini sudah berjalan." \
        "Pakai port lain, misalnya: make run PORT=8001"
}

require_free_port() {
    .venv/bin/python - <<'PYTHON' || port_in_use
import os, socket, sys
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(os.environ["PORT"])))
    except (OSError, ValueError, OverflowError):
        sys.exit(1)
PYTHON
}

manage() {
    .venv/bin/python manage.py "$@" || fail "Langkah ini tidak berhasil: manage.py $*" "Pesannya ada di atas."
}

scripts/setup.sh run
application_environment
require_free_port
say "Menyiapkan basis data"
manage migrate --verbosity 0
say "Menyiapkan berkas tampilan"
manage collectstatic --no-input --verbosity 0
if [ "$DEMO" = 1 ]; then
    say "Memuat data contoh"
    manage muat_contoh
fi
say "Menjalankan aplikasi"
exec .venv/bin/gunicorn --config config/gunicorn.py config.wsgi:application
