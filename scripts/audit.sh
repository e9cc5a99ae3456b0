#!/usr/bin/env bash
# Look the locked packages up among known vulnerabilities (pip-audit). Needs the network: says so when there is none.
# Not part of `make check`: what it answers depends on the day, not on the code.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
scripts/setup.sh check

# pip-audit asks for pip itself, which no lock should pin; so it has an environment of its own.
tools=.venv/pip-audit
[ -x $tools/bin/pip-audit ] || {
    say "Memasang pip-audit"
    .venv/bin/python -m venv $tools
    $tools/bin/pip install --disable-pip-version-check --quiet 'pip-audit>=2.7,<3' ||
        fail "pip-audit tidak dapat dipasang." "Periksa sambungan jaringan, lalu ulangi."
}
say "Memeriksa requirements.lock terhadap daftar kerentanan"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# --disable-pip: the lock names every package with its hashes, nothing needs to be resolved. --strict: a package that the
# list cannot be asked about is no package without vulnerabilities.
if $tools/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock 2>"$log"; then
    say "Tidak ada kerentanan yang diketahui"
elif grep -qiE "could not be audited|connection|resolve|timed? ?out|proxy|service|SSL|HTTPError" "$log"; then
    tail -n 3 "$log" >&2
    fail "Daftar kerentanan tidak terjangkau, jadi tidak ada yang diperiksa." "Ulangi dengan sambungan internet."
else
    cat "$log" >&2
    fail "Ada paket dengan kerentanan yang diketahui." "Perbarui: scripts/lock.sh --upgrade, lalu jalankan make test."
fi
