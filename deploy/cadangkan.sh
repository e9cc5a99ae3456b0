#!/bin/sh
# Write a backup into $VAR_DIR/cadangan, named by date and time, and keep the newest $SIMPAN (default 14).
# Run by pohon-kinerja-cadangan.timer; copying the folder to another machine is up to whoever runs the server.
set -eu
cd "$(dirname "$0")/.."
folder=${VAR_DIR:-var}/cadangan
umask 077
mkdir -p "$folder"
berkas=$folder/pohon-kinerja-$(date +%Y%m%d-%H%M%S).zip
.venv/bin/python manage.py cadangkan "$berkas"
# Names sort by time: all but the newest go. So does what a backup that was cut off left behind.
find "$folder" -name 'pohon-kinerja-*.zip' | sort -r | tail -n "+$((${SIMPAN:-14} + 1))" | xargs -r rm --
find "$folder" -name '.cadangan-*' -mmin +1440 -delete
