#!/usr/bin/env bash
# Set everything up and run all tests: on SQLite, then those that depend on the database on PostgreSQL.
# Arguments go to pytest, for example: scripts/test.sh tests/pohon -k pindah
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
scripts/setup.sh test

pytest=(.venv/bin/python -m pytest --numprocesses "${PROCESSES:-2}" --dist worksteal "$@")
status=0
# Without arguments only the files that hold such tests are read for PostgreSQL.
berkas=()
if [ $# -eq 0 ]; then mapfile -t berkas < <(grep -rl --include='test_*.py' 'mark\.basis_data' tests); fi

# pytest answers 5 when nothing was selected; a selection by arguments may well hold no such test.
run() {
    local code=0
    "$@" || code=$?
    if [ "$code" -ne 0 ] && ! { [ "$code" -eq 5 ] && [ "$selected" -gt 0 ]; }; then status=1; fi
}
selected=$#

say "Tes pada SQLite"
run env -u DATABASE_URL "${pytest[@]}"
say "Tes yang bergantung pada basis data, pada PostgreSQL"
run .venv/bin/python scripts/postgres.py "${pytest[@]}" -m basis_data "${berkas[@]}"
exit "$status"
