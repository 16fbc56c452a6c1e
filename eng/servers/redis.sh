#!/usr/bin/env bash
# redis.sh <port> <data folder> <password file>
# A Redis server on 127.0.0.1 in the foreground. It holds only what can be computed again, but a snapshot now and
# then makes a restart start warm; with NLSQL_DISPOSABLE=1 nothing is written.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/account.sh"
[[ $# -eq 3 ]] || { echo "usage: redis.sh <port> <data folder> <password file>" >&2; exit 2; }
port=$1 password=$(cat "$3")

use_account redis
use_folder "$2" "$password"

durability='save 60 1'
# Each test class gets a database of its own.
[[ -z ${NLSQL_DISPOSABLE:-} ]] || durability=$'save ""\ndatabases 10000'
file_for_account redis.conf <<CONF
bind 127.0.0.1
port $port
requirepass $password
dir $FOLDER
$durability
appendonly no
maxmemory 256mb
maxmemory-policy volatile-lru
loglevel warning
CONF

run_until_stopped TERM redis-server "$FOLDER/redis.conf"
