#!/bin/sh
# Run a command of manage.py as the services run it: their user, their settings. kelola.sh COMMAND [ARGUMENTS]; as root.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
set -a
. /etc/pohon-kinerja.env
set +a
exec runuser -u pohon -- env HOME="${VAR_DIR:-var}" .venv/bin/python manage.py "$@"
