# Sourced by the other scripts: messages for the person at the terminal, and the application's environment.
# What installs something belongs in setup.sh.

say() { printf '==> %s\n' "$*"; }

warn() { printf '\n!!! %s\n\n' "$*" >&2; }

fail() {
    printf '\nGAGAL: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
    exit 1
}

# Fill in what the settings need and the caller has not set: a demo on this machine, without HTTPS.
# The secret key is made once and kept, readable by its owner only, so that logins survive a restart.
application_environment() {
    local folder=${VAR_DIR:-var} key_file
    key_file=$folder/kunci-rahasia
    mkdir -p "$folder"
    if [ -z "${SECRET_KEY:-}" ]; then
        if [ ! -s "$key_file" ]; then
            (umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))' > "$key_file")
        fi
        SECRET_KEY=$(cat "$key_file")
    fi
    case ${DEMO:-1} in 1 | [Tt]rue | [Yy]es | [Oo]n) DEMO=1 ;; *) DEMO=0 ;; esac
    export SECRET_KEY DEMO DEBUG="${DEBUG:-0}" HTTPS="${HTTPS:-0}"
}
