#!/usr/bin/env bash
# Make this machine ready: setup.sh run | check | test
#   run    the virtual environment and the system libraries that draw PDF files
#   check  the same with the developers' tools
#   test   the same with a Chromium browser and the PostgreSQL server programs
# Safe to repeat: what is already there is recognised, not installed again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

goal=${1:-run}
python=${PYTHON:-python3}
log=var/pasang.log
mkdir -p var

make_virtual_environment() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        fail "Python 3.11 atau yang lebih baru tidak ditemukan." \
            "Pasang dahulu (Debian/Ubuntu: apt-get install python3-venv), atau tunjuk: make run PYTHON=/jalur/python3"
    # A virtual environment breaks when the Python it was made with goes away; then it is made anew.
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "Membuat lingkungan Python (.venv)"
        rm -rf .venv
        "$python" -m venv .venv >"$log" 2>&1 ||
            fail "Lingkungan Python tidak dapat dibuat." "Jalankan: apt-get install python3-venv" "Rincian: $log"
    fi
}

# Install a lock file unless its checksum is among those installed before.
install_lock() {
    local lock=$1 stamp=.venv/terpasang sum
    sum=$(sha256sum "$lock")
    if grep -qsxF "$sum" "$stamp"; then return; fi
    say "Memasang paket Python dari $lock (sekali saja, beberapa menit)"
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r "$lock" \
        >"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        fail "Paket Python tidak dapat dipasang." "Periksa sambungan jaringan, lalu ulangi. Rincian: $log"
    }
    # The developers' lock holds everything of the other one, at the same versions.
    if [ "$lock" = requirements-dev.lock ]; then sha256sum requirements.lock >>"$stamp"; fi
    printf '%s\n' "$sum" >>"$stamp"
}

# Install Debian packages; false, with the reason on the terminal, when that cannot be done.
# A name ending in a question mark is left out where the distribution has no such package.
install_packages() {
    local as_root=() wanted=() name
    if ! command -v apt-get >/dev/null; then
        warn "apt-get tidak ada di sini. Pasang sendiri yang setara dengan: ${*%\?}"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            warn "Perlu hak root. Jalankan sebagai root: apt-get install ${*%\?}"
            return 1
        fi
        as_root=(sudo)
    fi
    say "Memasang paket sistem: ${*%\?}"
    # The lists first: on a new machine they are empty, later they are old and packages cannot be fetched.
    "${as_root[@]}" apt-get update -q >"$log" 2>&1 </dev/null || tail -n 5 "$log" >&2
    for name in "$@"; do
        case $name in *\?) apt-cache show "${name%\?}" >/dev/null 2>&1 || continue ;; esac
        wanted+=("${name%\?}")
    done
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "${wanted[@]}" >>"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        warn "apt-get tidak berhasil memasang: ${wanted[*]} (rincian: $log)"
        return 1
    fi
}

can_draw_pdf() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }

install_pdf_libraries() {
    if can_draw_pdf; then return; fi
    # harfbuzz-subset makes smaller files; older releases have it inside another package.
    install_packages libpango-1.0-0 libpangoft2-1.0-0 'libharfbuzz-subset0?' || true
    can_draw_pdf || fail "Pustaka sistem untuk membuat PDF (Pango) belum ada." \
        "Jalankan sebagai root: apt-get install libpango-1.0-0 libpangoft2-1.0-0" "lalu ulangi."
}

has_chromium() { .venv/bin/python scripts/chromium.py >/dev/null 2>&1; }

has_headless_shell() { [ -n "${CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null; }

can_have_headless_shell() { [ "$(id -u)" -eq 0 ] && apt-cache show chromium-headless-shell >/dev/null 2>&1; }

# Playwright, which steers the browser, brings a Node.js that needs a library not in every minimal system.
can_steer_browser() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }

install_browser() {
    local missing=()
    # The light one, unless there is a browser already and this would take more than one quick command.
    if ! has_headless_shell && { ! has_chromium || can_have_headless_shell; }; then
        install_packages 'chromium-headless-shell?' || true
    fi
    has_chromium || missing+=(chromium)
    can_steer_browser || missing+=(libatomic1)
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    install_packages "${missing[@]}" || true
    has_chromium ||
        warn "Peramban Chromium belum ada, tes peramban akan gagal. Pasang Chromium, atau isi CHROMIUM=/jalur/chromium"
    can_steer_browser || warn "Playwright tidak dapat dijalankan, tes peramban akan gagal: $(
        .venv/bin/python -m playwright --version 2>&1 | tail -n 1
    )"
}

install_postgresql() {
    if [ -n "${TEST_POSTGRES_URL:-}" ] || .venv/bin/python scripts/postgres.py --find >/dev/null; then return; fi
    # Where it cannot be had, scripts/postgres.py says what that means for the tests.
    install_packages postgresql || true
}

make_virtual_environment
case $goal in
    run)
        install_lock requirements.lock
        install_pdf_libraries
        ;;
    check)
        install_lock requirements-dev.lock
        install_pdf_libraries
        ;;
    test)
        install_lock requirements-dev.lock
        install_pdf_libraries
        install_browser
        install_postgresql
        ;;
    *) fail "Tujuan tidak dikenal: $goal (pilih run, check, atau test)" ;;
esac
