#!/bin/sh
# Bring an installation made as in docs/operasi.md to another version: perbarui.sh [TAG-OR-COMMIT]. Run as root.
# A backup comes first; the new packages go into the environment in use, so the site rests for the minute in between.
# What follows the checkout is done by this script as the new version has it: a later version may have other steps.
# LAYANAN are the units to stop and start: by default all of web and printing that are running, sockets included.
# After a failure in between: perbarui.sh --lanjut.
set -eu
cd "$(dirname "$0")/.."
sebagai_pohon() { runuser -u pohon -- "$@"; }
kelola() { sebagai_pohon .venv/bin/python manage.py "$@"; }
set -a
. /etc/pohon-kinerja.env
set +a
if [ "${1:-}" != --lanjut ]; then
    versi=${1:-origin/main}
    git fetch --tags --quiet
    git rev-parse --quiet --verify "$versi^{commit}" >/dev/null || { echo "Versi $versi tidak ada." >&2; exit 1; }
    sebagai_pohon deploy/cadangkan.sh
    : "${LAYANAN:=$(systemctl list-units --plain --no-legend --state=active 'pohon-kinerja-web*' 'pohon-kinerja-pekerja*' |
        cut -d ' ' -f 1)}"
    export LAYANAN
    git diff --quiet HEAD "$versi" -- deploy/nginx.conf ||
        echo "deploy/nginx.conf berubah: bandingkan dengan /etc/nginx/sites-available/pohon-kinerja."
    [ -z "$LAYANAN" ] || systemctl stop $LAYANAN
    git checkout --quiet --detach "$versi"
    exec deploy/perbarui.sh --lanjut
fi
.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
kelola migrate --no-input
kelola selaraskan_permintaan
kelola collectstatic --no-input --clear --verbosity 0
# Units that changed; what an installation has of its own stands in drop-ins (systemctl edit), which stay.
cp -r deploy/systemd/* /etc/systemd/system/
systemctl daemon-reload
systemctl start ${LAYANAN:-pohon-kinerja-web pohon-kinerja-pekerja}
kelola periksa_pohon
kelola periksa_arsip
echo "Selesai: $(git describe --tags --always)"
