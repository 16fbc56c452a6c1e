# Postgres and RabbitMQ must not run as root. These functions find the account for a server and a folder it can reach.

# use_account <account>: sets AS, the prefix that starts a program under that account (empty when we are not root).
use_account() {
    ACCOUNT=$(id -un)
    AS=()
    if [[ $EUID -eq 0 ]]; then
        id -u "$1" >/dev/null 2>&1 || { echo "$0: the account '$1' does not exist; install the server's package" >&2; exit 1; }
        ACCOUNT=$1
        AS=(setpriv "--reuid=$1" "--regid=$(id -g "$1")" --init-groups --)
    fi
}

# use_folder <folder> <password>: makes the folder belong to the account and sets FOLDER. Where the account cannot reach
# it (a clone below /root), a folder below /var/lib/nlsql is used, named after the wished one and the password, so that
# a new installation in the same place does not meet the data of the old one.
use_folder() {
    mkdir -p "$1"
    FOLDER=$(cd "$1" && pwd)
    if [[ $EUID -eq 0 ]] && ! "${AS[@]}" test -x "$FOLDER"; then
        FOLDER=/var/lib/nlsql/$(basename "$1")-$(printf '%s' "$FOLDER $2" | sha256sum | cut -c1-12)
        mkdir -p "$FOLDER"
        echo "data is kept in $FOLDER, because the account $ACCOUNT cannot reach $1"
    fi
    chmod 700 "$FOLDER"
    [[ $EUID -ne 0 ]] || chown "$ACCOUNT:" "$FOLDER"
    cd "$FOLDER"
}

# file_for_account <file>: a file below FOLDER, filled from standard input and readable by the account alone.
file_for_account() {
    (umask 077 && cat >"$1")
    [[ $EUID -ne 0 ]] || chown "$ACCOUNT:" "$1"
}

# run_until_stopped <signal> <command…>: runs the server under the account until it ends, or until this script is
# told to stop (TERM or INT), which is passed on as <signal>.
run_until_stopped() {
    local signal=$1 server status=0
    shift
    "${AS[@]}" "$@" </dev/null &
    server=$!
    trap 'kill -s "$signal" "$server" 2>/dev/null || true' TERM INT
    while kill -0 "$server" 2>/dev/null; do
        status=0
        wait "$server" || status=$?
    done
    return "$status"
}
