#!/usr/bin/env bash
# bench/insights/run.sh [rows] [rounds]: what a run of the insight rules costs, on a system of its own that is started for it and stopped afterwards.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ROWS=${1:-100000}
ROUNDS=${2:-9}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/nlsql-bench-XXXXXX")
export NLSQL_DATA=$WORK/data NLSQL_PORT=${NLSQL_BENCH_PORT:-8009}
chmod 755 "$WORK"
trap '"$ROOT/nlsql" down >/dev/null 2>&1 || true; rm -rf "$WORK"' EXIT

awk -v rows="$ROWS" -f "$ROOT/bench/ingest/retail.awk" >"$WORK/sales.csv"
echo "Starting a system"
"$ROOT/nlsql" up --detach >"$WORK/up.log" 2>&1 || { cat "$WORK/up.log"; exit 1; }
curl -fsS -X POST -H "x-plugin: retail" -F "dataset_name=bench" -F "file=@$WORK/sales.csv" "http://localhost:$NLSQL_PORT/upload/sales" >"$WORK/upload.json"

echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
python3 "$ROOT/bench/insights/measure.py" --gateway "http://localhost:$NLSQL_PORT" --upload "$WORK/upload.json" --rounds "$ROUNDS" \
    --postgres-port "$(sed 's/.*"postgres":\([0-9]*\).*/\1/' "$NLSQL_DATA/ports.json")" --password-file "$NLSQL_DATA/keys/servers.password"
