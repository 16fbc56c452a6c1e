#!/usr/bin/env bash
# rabbitmq.sh <port> <data folder> <password file> <port of its port mapper> <port between nodes> [<port of the HTTP API>]
# A RabbitMQ server on 127.0.0.1 in the foreground, with the administrator `nlsql`. Erlang's port mapper (epmd) is
# started here instead of by Erlang, which would leave it behind. The HTTP API is for tests, which make virtual hosts.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/account.sh"
[[ $# -ge 5 ]] || { echo "usage: rabbitmq.sh <port> <data folder> <password file> <epmd port> <node port> [<API port>]" >&2; exit 2; }
port=$1 password=$(cat "$3") epmd_port=$4 node_port=$5 api_port=${6:-}

use_account rabbitmq
use_folder "$2" "$password"

file_for_account rabbitmq.conf <<CONF
listeners.tcp.1 = 127.0.0.1:$port
default_user = nlsql
default_pass = $password
log.console = true
log.console.level = warning
log.file = false
CONF
plugins='[].'
if [[ -n $api_port ]]; then
    plugins='[rabbitmq_management].'
    printf 'management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = %s\nmanagement_agent.disable_metrics_collector = true\n' "$api_port" >>rabbitmq.conf
fi
echo "$plugins" | file_for_account enabled_plugins

export HOME=$FOLDER ERL_EPMD_PORT=$epmd_port
export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE=$FOLDER/rabbitmq.conf RABBITMQ_ENABLED_PLUGINS_FILE=$FOLDER/enabled_plugins
export RABBITMQ_MNESIA_BASE=$FOLDER/mnesia RABBITMQ_LOG_BASE=$FOLDER/log RABBITMQ_PID_FILE=$FOLDER/rabbitmq.pid
# The name is fixed, because the data belong to it; the port mapper is ours alone, so it cannot clash.
export RABBITMQ_NODENAME=nlsql@localhost RABBITMQ_DIST_PORT=$node_port
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'

"${AS[@]}" epmd -address 127.0.0.1 -port "$epmd_port" </dev/null >/dev/null 2>&1 &
epmd=$!
status=0
run_until_stopped TERM /usr/lib/rabbitmq/bin/rabbitmq-server || status=$?
kill "$epmd" 2>/dev/null || true
wait "$epmd" 2>/dev/null || true
exit "$status"
