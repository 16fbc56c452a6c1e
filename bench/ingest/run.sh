#!/usr/bin/env bash
# bench/ingest/run.sh [rounds]: uploads against psql \copy, on a system of its own that is started for it and stopped afterwards.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ROUNDS=${1:-5}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/nlsql-bench-XXXXXX")
export NLSQL_DATA=$WORK/data NLSQL_PORT=${NLSQL_BENCH_PORT:-8009}
GATEWAY=http://localhost:$NLSQL_PORT
chmod 755 "$WORK"
trap '"$ROOT/nlsql" down >/dev/null 2>&1 || true; rm -rf "$WORK"' EXIT

now() { date +%s.%N; }
seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", b - a }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# claim <what> <measured> <target>
claim() { printf '%-68s %10s   target %s\n' "$1" "$2" "$3"; }

sql() { PGPASSWORD=$(cat "$NLSQL_DATA/keys/servers.password") "$PSQL" -h 127.0.0.1 -p "$POSTGRES" -U nlsql -d nlsql -qAtX "$@"; }

# copy <file>: seconds of \copy into an empty table of the same types.
copy() {
    local start
    sql -c "DROP TABLE IF EXISTS public.bench; CREATE TABLE public.bench (order_id text, order_date timestamp, region text, category text, product text,
        quantity numeric, unit_price numeric, total_amount numeric, payment_method text, customer_id text)" 2>/dev/null
    start=$(now)
    sql -c "\\copy public.bench FROM '$1' CSV HEADER"
    seconds "$start" "$(now)"
}

# upload <file> <rows> [curl options]: seconds until the version can be asked.
upload() {
    local file=$1 rows=$2 start end answer
    shift 2
    start=$(now)
    answer=$(curl -sS -X POST "$@" -F "dataset_name=bench-$RANDOM" -F "file=@$file" "$GATEWAY/upload/sales")
    end=$(now)
    [[ $answer == *"\"rows\":$rows,"* ]] || { echo "unexpected answer: ${answer:0:300}" >&2; exit 1; }
    seconds "$start" "$end"
}

process_of() { pgrep -f "^dotnet .*NlSql\.$1\.dll" | while read -r id; do [[ $(readlink "/proc/$id/exe") == */dotnet ]] && [[ $(tr '\0' '\n' <"/proc/$id/environ" | grep -c "$NLSQL_DATA\|:$NLSQL_PORT") -gt 0 ]] && echo "$id"; done | tail -1; }
memory_of() { awk -v key="$2:" '$1 == key { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

echo "Making files"
for rows in 10000 100000 1000000; do awk -v rows=$rows -f "$ROOT/bench/ingest/retail.awk" >"$WORK/$rows.csv"; done
awk -v rows=1000000 -v bad=100 -f "$ROOT/bench/ingest/retail.awk" >"$WORK/bad.csv"

echo "Starting a system"
"$ROOT/nlsql" up --detach >"$WORK/up.log" 2>&1 || { cat "$WORK/up.log"; exit 1; }
POSTGRES=$(sed 's/.*"postgres":\([0-9]*\).*/\1/' "$NLSQL_DATA/ports.json")
PSQL=$(command -v psql || ls /usr/lib/postgresql/*/bin/psql | tail -1)
INGESTION=$(process_of Ingestion) GATEWAY_PROCESS=$(process_of Gateway)
RETAIL=(-H "x-plugin: retail")

echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $ROUNDS rounds"
first=$(upload "$WORK/1000000.csv" 1000000 "${RETAIL[@]}")
claim "first 1 M upload after the start ÷ \\copy" "$(ratio "$first" "$(copy "$WORK/1000000.csv")")" "≤ 1.6, aim 1.1"

for rows in 1000000 100000 10000; do
    : >"$WORK/uploads"; : >"$WORK/copies"
    for ((i = 0; i < ROUNDS; i++)); do
        copy "$WORK/$rows.csv" >>"$WORK/copies"; echo >>"$WORK/copies"
        upload "$WORK/$rows.csv" $rows "${RETAIL[@]}" >>"$WORK/uploads"; echo >>"$WORK/uploads"
    done
    [[ $rows != 1000000 ]] || clean=$(median <"$WORK/uploads")
    case $rows in 1000000) target='≤ 1.25, aim 0.85' ;; 100000) target='≤ 1.5, aim 1.0' ;; *) target='≤ 1.5, aim 0.7' ;; esac
    claim "$rows rows with a plugin ÷ \\copy" "$(ratio "$(median <"$WORK/uploads")" "$(median <"$WORK/copies")")" "$target"
    [[ $rows != 1000000 ]] || copied=$(median <"$WORK/copies")
done
peak=$(memory_of "$INGESTION" VmHWM)
claim "peak memory of Ingestion, 1 M rows" "$peak MB" "≤ 150 MB, aim 120"

: >"$WORK/uploads"
for ((i = 0; i < ROUNDS; i++)); do upload "$WORK/bad.csv" 990000 "${RETAIL[@]}" -F on_error=skip >>"$WORK/uploads"; echo >>"$WORK/uploads"; done
claim "1 M rows, one in a hundred bad ÷ all good" "$(ratio "$(median <"$WORK/uploads")" "$clean")" "≤ 1.15, aim 1.05"

: >"$WORK/uploads"
for ((i = 0; i < ROUNDS; i++)); do upload "$WORK/1000000.csv" 1000000 >>"$WORK/uploads"; echo >>"$WORK/uploads"; done
claim "1 M rows without a plugin, types found first ÷ \\copy" "$(ratio "$(median <"$WORK/uploads")" "$copied")" "none"

upload "$WORK/1000000.csv" 1000000 "${RETAIL[@]}" >/dev/null &
running=$!
: >"$WORK/latencies"
while kill -0 $running 2>/dev/null; do curl -sS -o /dev/null -w '%{time_total}\n' "$GATEWAY/plugins" >>"$WORK/latencies"; done
wait $running
claim "/plugins during an upload, p99" "$(sort -n "$WORK/latencies" | awk '{ v[NR] = $1 } END { i = int(NR * 0.99); printf "%.1f ms", 1000 * v[i < 1 ? 1 : i] }')" "≤ 50 ms, aim 10"

gateway_before=$(memory_of "$GATEWAY_PROCESS" VmHWM)
for i in 1 2 3 4; do upload "$WORK/1000000.csv" 1000000 "${RETAIL[@]}" >/dev/null || true & sleep 0.1; done 2>/dev/null
wait
claim "peak memory of Ingestion, uploads in parallel" "$(memory_of "$INGESTION" VmHWM) MB" "≤ 170 MB"
for i in 1 2 3 4 5; do tail -n +2 "$WORK/1000000.csv"; done >"$WORK/body.csv"
(head -1 "$WORK/1000000.csv"; cat "$WORK/body.csv") >"$WORK/5000000.csv"
before=$(memory_of "$INGESTION" VmHWM)
upload "$WORK/5000000.csv" 5000000 "${RETAIL[@]}" >/dev/null
claim "growth of Ingestion's peak with 5 M rows" "$(($(memory_of "$INGESTION" VmHWM) - before)) MB" "≤ 10 MB"
claim "growth of the gateway's peak with 5 M rows" "$(($(memory_of "$GATEWAY_PROCESS" VmHWM) - gateway_before)) MB" "none"
