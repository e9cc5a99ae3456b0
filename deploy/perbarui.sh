#!/bin/sh
# Bring an installation made as in docs/operasi.md to another version: perbarui.sh [TAG-OR-COMMIT]. Run as root.
# A backup comes first; the new packages go into the environment in use, so the site rests for the minute in between.
set -eu
cd "$(dirname "$0")/.."
versi=${1:-origin/main}
sebagai_pohon() { runuser -u pohon -- "$@"; }
set -a
. /etc/pohon-kinerja.env
set +a
sebagai_pohon deploy/cadangkan.sh
systemctl stop pohon-kinerja-web pohon-kinerja-pekerja
git fetch --tags --quiet
git checkout --quiet --detach "$versi"
.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
sebagai_pohon .venv/bin/python manage.py migrate --no-input
sebagai_pohon .venv/bin/python manage.py collectstatic --no-input --clear --verbosity 0
systemctl start pohon-kinerja-web pohon-kinerja-pekerja
sebagai_pohon .venv/bin/python manage.py periksa_pohon
echo "Selesai: $(git describe --tags --always)"
