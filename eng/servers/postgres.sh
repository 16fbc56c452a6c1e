#!/usr/bin/env bash
# postgres.sh <port> <data folder> <password file>
# A Postgres server on 127.0.0.1 in the foreground, with the superuser and the database `nlsql`. The data folder is
# made at the first start. With NLSQL_DISPOSABLE=1 it trades safety for speed: for tests, whose data nobody misses.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/account.sh"
[[ $# -eq 3 ]] || { echo "usage: postgres.sh <port> <data folder> <password file>" >&2; exit 2; }
port=$1 password=$(cat "$3")

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1) || bin=$(dirname "$(command -v postgres)")
use_account postgres
use_folder "$2" "$password"

if [[ ! -s $FOLDER/data/PG_VERSION ]]; then
    rm -rf data.new # of a first start that was broken off
    printf '%s\n' "$password" | file_for_account password
    sync=()
    [[ -z ${NLSQL_DISPOSABLE:-} ]] || sync=(--no-sync)
    "${AS[@]}" "$bin/initdb" --pgdata data.new --username nlsql --pwfile password --auth scram-sha-256 \
        --encoding UTF8 --locale C.UTF-8 "${sync[@]}" >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
    rm -f password
    echo 'CREATE DATABASE nlsql;' | "${AS[@]}" "$bin/postgres" --single -D data.new postgres >>initdb.log 2>&1
    mv data.new data
fi

settings=(-c listen_addresses=127.0.0.1 -c "port=$port" -c unix_socket_directories= -c max_connections=300
    -c log_min_messages=warning -c log_line_prefix= -c timezone=UTC -c log_timezone=UTC)
if [[ -n ${NLSQL_DISPOSABLE:-} ]]; then
    settings+=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
fi

# INT is Postgres' fast shutdown: it does not wait for clients to leave.
run_until_stopped INT "$bin/postgres" -D data "${settings[@]}"
