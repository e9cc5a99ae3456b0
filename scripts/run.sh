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

# Compressing the static files takes long, so it is done only when one of them, or a package's, has changed.
collect_static_files() {
    local folder=${VAR_DIR:-var} sum
    sum=$(find static requirements.lock config/settings.py -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
    if [ -d "$folder/static" ] && [ "$(cat "$folder/static.sum" 2>/dev/null)" = "$sum" ]; then return; fi
    say "Menyiapkan berkas tampilan"
    rm -rf "$folder/static"
    manage collectstatic --no-input --verbosity 0
    printf '%s\n' "$sum" >"$folder/static.sum"
}

scripts/setup.sh run
application_environment
require_free_port
say "Menyiapkan basis data"
manage migrate --verbosity 0
collect_static_files
if [ "$DEMO" = 1 ]; then
    say "Memuat data contoh"
    manage muat_contoh
fi
say "Menjalankan aplikasi"
# Beside the server, for as long as it lives: what prints long papers. The server takes the place of this shell ($$).
(
    while kill -0 $$ 2>/dev/null; do
        .venv/bin/python manage.py pekerja --bersama $$ || sleep 2
    done
) &
exec .venv/bin/gunicorn --config config/gunicorn.py config.wsgi:application
