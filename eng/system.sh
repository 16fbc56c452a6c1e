# ./nlsql up, down, status, logs: the whole system on this machine, through the AppHost.

DATA=${NLSQL_DATA:-$ROOT/.data}
PORT=${NLSQL_PORT:-8000}
readonly DATA PORT
readonly GATEWAY=http://localhost:$PORT
readonly APPHOST=$ROOT/NlSql.AppHost/bin/$CONFIGURATION/net10.0/NlSql.AppHost.dll
readonly APPHOST_PID=$DATA/run/apphost.pid STATE=$DATA/run/services.tsv

# apphost_id: prints the process id of the running AppHost; fails when none runs.
apphost_id() {
    local id
    id=$(cat "$APPHOST_PID" 2>/dev/null) || return 1
    grep -qs 'NlSql\.AppHost' "/proc/$id/cmdline" || return 1
    echo "$id"
}

up() {
    local detach=false id
    case ${1:-} in
        '') ;;
        --detach) detach=true ;;
        *) fail "unknown option '$1'; usage: ./nlsql up [--detach]" ;;
    esac
    if id=$(apphost_id); then
        say "NlSql already runs (process $id)"
        print_addresses
        return 0
    fi
    say "Setting up this machine"
    need_dotnet
    need_curl
    uses_containers || [[ -n ${ConnectionStrings__nlsql:-${DATABASE_URL:-}} && -n ${ConnectionStrings__redis:-} && -n ${ConnectionStrings__rabbitmq:-} ]] ||
        need_servers
    probe_aspire
    build_if_changed
    need_dashboard
    ! port_is_busy "$PORT" ||
        fail "port $PORT is busy: stop what listens there (ss -ltnp 'sport = :$PORT' tells), or choose another: NLSQL_PORT=8001 ./nlsql up"

    say "Starting Postgres, Redis, RabbitMQ and the six services"
    mkdir -p "$DATA/run" "$DATA/logs"
    rm -f "$STATE"
    start_apphost "$detach"
    trap stop_apphost EXIT
    trap 'exit 130' INT TERM HUP
    wait_until_healthy
    load_sample_data
    say "NlSql runs"
    print_addresses
    if [[ $detach == true ]]; then
        trap - EXIT INT TERM HUP
        return 0
    fi
    note "Ctrl-C stops everything"
    wait "$STARTED" || fail "the AppHost ended by itself; the lines above say why"
}

uses_containers() {
    case ${NLSQL_CONTAINERS:-} in
        true) return 0 ;;
        false) return 1 ;;
        *) command -v docker >/dev/null && timeout 3 docker info >/dev/null 2>&1 ;;
    esac
}

# build_if_changed: a second start does not wait for a build that changes nothing.
build_if_changed() {
    local stamp=$ROOT/.data/built
    if [[ -e $stamp && -e $APPHOST ]] && [[ -z $(newer_than "$stamp") ]] && grep -qx "$(build_mode)" "$stamp"; then
        return 0
    fi
    say "Building"
    build NlSql.AppHost/NlSql.AppHost.csproj
    mkdir -p "$ROOT/.data"
    build_mode >"$stamp"
}

build_mode() { if [[ -e $ASPIRE_MARKER ]]; then echo stand-in; else echo aspire; fi; }

# newer_than <file>: prints a source file that is newer.
newer_than() {
    find "$ROOT"/{NlSql.*,services,libraries,Directory.*.props,global.json,.editorconfig} \
        -name bin -prune -o -name obj -prune -o -newer "$1" -type f -print -quit
}

# start_apphost <detached?>: sets STARTED. What it prints goes to the terminal, or to the log when detached.
start_apphost() {
    export DOTNET_ENVIRONMENT=Development ASPNETCORE_ENVIRONMENT=Development
    if [[ ! -e $ASPIRE_MARKER ]]; then
        export ASPNETCORE_URLS=http://localhost:18888 ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:18889
        export ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://localhost:18890
        export ASPIRE_ALLOW_UNSECURED_TRANSPORT=true ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true
    fi
    if [[ $1 == true ]]; then
        setsid dotnet "$APPHOST" </dev/null >"$DATA/logs/apphost.log" 2>&1 &
    else
        dotnet "$APPHOST" </dev/null &
    fi
    STARTED=$!
    echo "$STARTED" >"$APPHOST_PID"
}

wait_until_healthy() {
    local deadline=$((SECONDS + ${NLSQL_START_SECONDS:-180}))
    until curl -fs -o /dev/null --max-time 5 "$GATEWAY/health"; do
        if ! kill -0 "$STARTED" 2>/dev/null; then
            [[ ! -s $DATA/logs/apphost.log ]] || grep -h '^error:' "$DATA/logs/apphost.log" >&2 || true
            fail "the system did not start. ./nlsql logs <service> shows what a service said; ./nlsql up without --detach shows everything"
        fi
        if ((SECONDS >= deadline)); then
            status || true
            fail "the system was not healthy in time; ./nlsql logs <service> shows what a service said"
        fi
        sleep 0.3
    done
}

# load_sample_data: the files of each plugin as one dataset, unless the plugin has a dataset already.
load_sample_data() {
    local folder
    [[ -z ${NLSQL_NO_SAMPLE_DATA:-} ]] || return 0
    for folder in "$ROOT"/sample_data/*/; do
        load_sample_of "$(basename "$folder")" "$folder" || return 0
    done
}

# load_sample_of PLUGIN FOLDER
load_sample_of() {
    local plugin=$1 folder=$2 known answer file table dataset=
    known=$(curl -fsS --max-time 30 "$GATEWAY/datasets?plugin_id=$plugin" 2>&1) || {
        note "the sample data were not loaded: $known"
        return 1
    }
    [[ ! $known =~ [0-9a-f]{8}-[0-9a-f]{4} ]] || return 0
    say "Loading the sample data of $plugin (once)"
    for file in "$folder"*.csv "$folder"*.csv.gz; do
        [[ -e $file ]] || continue
        table=$(basename "$file" .gz)
        table=${table%.csv}
        # The registry may still be running the plugin's contract: 503 then, for a few seconds.
        answer=$(curl -sS --fail-with-body --retry 30 --retry-delay 1 --max-time 300 -H "x-plugin: $plugin" -F "file=@$file" \
            "$GATEWAY/upload/$table?dataset_name=${plugin^}%20sample${dataset:+&dataset_id=$dataset}" 2>&1) || {
            note "$table was not loaded: $answer"
            return 1
        }
        dataset=$(sed -n 's/.*"dataset_id" *: *"\([0-9a-f-]*\)".*/\1/p' <<<"$answer")
        note "$table"
    done
}

print_addresses() {
    note "gateway    $GATEWAY"
    note "health     $GATEWAY/health"
    if [[ ! -e $ASPIRE_MARKER ]]; then
        note "dashboard  http://localhost:18888"
    elif grep -qs '^dashboard' "$STATE"; then
        note "dashboard  $(awk -F '\t' '$1 == "dashboard" { print $4 }' "$STATE")"
    fi
}

down() {
    if ! STARTED=$(apphost_id); then
        say "NlSql does not run"
        return 0
    fi
    say "Stopping everything"
    stop_apphost
}

# stop_apphost: asks STARTED to stop, and waits until it and all its processes are gone.
stop_apphost() {
    trap '' INT TERM HUP
    local supervisors tenths=600 id
    supervisors=$(cut -s -f 3 "$STATE" 2>/dev/null) || true
    kill -TERM "$STARTED" 2>/dev/null || true
    while kill -0 "$STARTED" 2>/dev/null && ((tenths-- > 0)); do sleep 0.1; done
    # The processes stop by themselves when the AppHost is gone: see eng/supervise.sh.
    kill -KILL "$STARTED" 2>/dev/null || true
    for id in $supervisors; do
        tenths=300
        while kill -0 "$id" 2>/dev/null && ((tenths-- > 0)); do sleep 0.1; done
    done
    rm -f "$APPHOST_PID" "$STATE"
}

status() {
    local id
    id=$(apphost_id) || {
        say "NlSql does not run"
        return 1
    }
    say "NlSql runs (process $id)"
    if [[ -e $STATE ]]; then
        awk -F '\t' '{ printf "    %-18s %-11s %s\n", $1, $2, $4 }' "$STATE"
    else
        curl -s --max-time 5 "$GATEWAY/health" || true
        echo
    fi
    print_addresses
}

# logs <service>: follows its log.
logs() {
    local name=${1:-}
    if [[ -z $name || ! -e $DATA/logs/$name.log ]]; then
        local known
        known=$(cd "$DATA/logs" 2>/dev/null && ls -1 -- *.log | grep -v previous | sed 's/\.log$//' | tr '\n' ' ') || true
        fail "usage: ./nlsql logs <service>, with one of: ${known:-none yet (./nlsql up starts them)}"
    fi
    exec tail -n 200 -F "$DATA/logs/$name.log"
}
