#!/usr/bin/env bash
# Every check that needs no test run. All of them run, so that one failure does not hide the next.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
scripts/setup.sh check
application_environment
# The checks look at code, never at data; in memory they leave nothing behind.
export DATABASE_URL=sqlite://:memory:

failed=()

check() {
    local what=$1
    shift
    say "$what"
    "$@" || failed+=("$what")
}

bin=.venv/bin
check "Gaya kode (ruff check)" $bin/ruff check --quiet .
check "Bentuk kode (ruff format)" $bin/ruff format --check --quiet .
check "Keamanan kode (bandit)" $bin/bandit --quiet --configfile pyproject.toml --recursive \
    bantuan cadangan cascading config iki iku instansi lintas naskah pk pohon scripts telaah
check "Tipe (mypy)" $bin/mypy
check "Templat (djlint)" $bin/djlint --lint --quiet templates
check "Bentuk templat (djlint)" $bin/djlint --check --quiet templates
check "Arah impor (import-linter)" $bin/lint-imports
check "Migrasi lengkap" $bin/python manage.py makemigrations --check --dry-run
check "Pengaturan Django" $bin/python manage.py check --fail-level WARNING

[ ${#failed[@]} -eq 0 ] || fail "Pemeriksaan berikut tidak lulus:" "${failed[@]}"
say "Semua pemeriksaan lulus"
