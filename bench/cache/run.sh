#!/usr/bin/env bash
# bench/cache/run.sh [rounds]: what a remembered answer costs, on a system of its own that is started for it and stopped afterwards.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ROUNDS=${1:-2000}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/nlsql-bench-XXXXXX")
export NLSQL_DATA=$WORK/data NLSQL_PORT=${NLSQL_BENCH_PORT:-8009}
chmod 755 "$WORK"
trap '"$ROOT/nlsql" down >/dev/null 2>&1 || true; rm -rf "$WORK"' EXIT

awk -v rows=10000 -f "$ROOT/bench/ingest/retail.awk" >"$WORK/sales.csv"
echo "Starting a system"
"$ROOT/nlsql" up --detach >"$WORK/up.log" 2>&1 || { cat "$WORK/up.log"; exit 1; }
curl -fsS -X POST -H "x-plugin: retail" -F "dataset_name=bench" -F "file=@$WORK/sales.csv" "http://localhost:$NLSQL_PORT/upload/sales" >/dev/null

echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
python3 "$ROOT/bench/cache/load.py" --rounds "$ROUNDS" --gateway-port "$NLSQL_PORT" \
    --redis-port "$(sed 's/.*"redis":\([0-9]*\).*/\1/' "$NLSQL_DATA/ports.json")" --redis-password-file "$NLSQL_DATA/keys/servers.password"
