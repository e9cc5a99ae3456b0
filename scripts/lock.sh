#!/usr/bin/env bash
# Write both lock files from pyproject.toml: exact versions with the hashes of every file of each.
# Configured extra sources and local folders of wheels are left out: their files may have other hashes than
# those that everybody else is served. `scripts/lock.sh --upgrade` takes the newest versions allowed.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh
scripts/setup.sh check

# pip-tools asks for pip and setuptools, which no lock should pin; so it has an environment of its own.
tools=.venv/pip-tools
[ -x $tools/bin/pip-compile ] || {
    say "Memasang pip-tools"
    .venv/bin/python -m venv $tools
    $tools/bin/pip install --quiet 'pip-tools>=7.4,<8'
}
compile() {
    env PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= $tools/bin/pip-compile --quiet \
        --no-header --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host \
        --no-emit-find-links "$@" pyproject.toml
}
say "Menulis requirements.lock"
compile "$@" --output-file requirements.lock
say "Menulis requirements-dev.lock"
compile "$@" --extra dev --constraint requirements.lock --output-file requirements-dev.lock
