#!/usr/bin/env bash
# Run the benchmarks one after the other; each prints its figures and whether its targets are met. Wants a quiet machine.
# The large ones ask for themselves: bench.nasional --besar, bench.beban --perencana 100 --menit 10, bench.acak --menit 5.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
scripts/setup.sh test || exit 1

python=.venv/bin/python
status=0
run() {
    say "$*"
    PYTHONPATH=. "$@" || status=1
}
run $python -m bench.halaman
run $python -m bench.kertas
run $python -m bench.iki
run $python bench/ambang.py
run $python scripts/postgres.py $python -m bench.nasional
exit $status
