# ./nlsql test: everything that must hold before a change is merged.

run_tests() {
    local started=$SECONDS
    say "Setting up this machine"
    need_dotnet
    need_servers
    need_postgres_parser
    probe_aspire
    say "Checking the formatting"
    check_format
    say "Building, warnings as errors"
    build NlSql.sln
    say "Starting Postgres, Redis and RabbitMQ for the tests"
    TEST_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/nlsql-test-XXXXXX")
    trap stop_test_servers EXIT
    trap 'exit 130' INT TERM
    start_test_servers
    say "Running the tests"
    local status=0
    run_test_projects || status=$?
    say "Stopping the servers"
    stop_test_servers
    trap - EXIT
    note "$((SECONDS - started)) s in all"
    sum_up "$status"
}

# run_test_projects: one after the other, as each uses all cores. Test projects are programs; run directly they need no build engine.
run_test_projects() {
    local project name status=0
    mkdir "$TEST_FOLDER/results"
    for project in "$ROOT"/tests/*.Tests/*.csproj; do
        name=$(basename "$project" .csproj)
        (cd "$(dirname "$project")" && dotnet "bin/$CONFIGURATION/net10.0/$name.dll" -noLogo -noColor -trx "$TEST_FOLDER/results/$name.trx") || {
            note "$name ended with exit code $?"
            status=1
        }
    done
    return "$status"
}

# Layout only: code style is part of the build (EnforceCodeStyleInBuild).
check_format() {
    (cd "$ROOT" && dotnet format whitespace . --folder --verify-no-changes --exclude .data node_modules -v q) ||
        fail "the formatting differs from .editorconfig; run: dotnet format whitespace . --folder"
}

start_test_servers() {
    chmod 711 "$TEST_FOLDER"
    local password postgres redis rabbitmq api
    password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
    (umask 077 && echo "$password" >"$TEST_FOLDER/password")
    # Servers stop when this pipe closes, which it does however this script ends.
    mkfifo -m 600 "$TEST_FOLDER/running"
    exec 9<>"$TEST_FOLDER/running"
    postgres=$(free_port) redis=$(free_port) rabbitmq=$(free_port) api=$(free_port)
    start_test_server postgres "$postgres"
    start_test_server redis "$redis"
    start_test_server rabbitmq "$rabbitmq" "$(free_port)" "$(free_port)" "$api"
    wait_for_test_server postgres "$postgres"
    wait_for_test_server redis "$redis"
    wait_for_test_server rabbitmq "$rabbitmq"
    export NLSQL_TEST_POSTGRES="Host=127.0.0.1;Port=$postgres;Username=nlsql;Password=$password;Database=nlsql"
    export NLSQL_TEST_REDIS="127.0.0.1:$redis,password=$password"
    export NLSQL_TEST_RABBITMQ="amqp://nlsql:$password@127.0.0.1:$rabbitmq"
    export NLSQL_TEST_RABBITMQ_API="http://127.0.0.1:$api"
}

TEST_SERVERS=()

# start_test_server <kind> <port> [<further ports>]
start_test_server() {
    local kind=$1 port=$2
    shift 2
    NLSQL_DISPOSABLE=1 bash "$ROOT/eng/supervise.sh" 1 \
        bash "$ROOT/eng/servers/$kind.sh" "$port" "$TEST_FOLDER/$kind" "$TEST_FOLDER/password" "$@" \
        <"$TEST_FOLDER/running" >"$TEST_FOLDER/$kind.log" 2>&1 9>&- &
    TEST_SERVERS+=($!)
}

wait_for_test_server() {
    bash "$ROOT/eng/servers/wait-ready.sh" "$1" "$2" 90 || {
        cat "$TEST_FOLDER/$1.log" >&2
        fail "the test server $1 did not start; its output is above"
    }
}

stop_test_servers() {
    local server
    exec 9>&-
    for server in "${TEST_SERVERS[@]}"; do kill -TERM "$server" 2>/dev/null || true; done
    wait "${TEST_SERVERS[@]}" 2>/dev/null || true
    TEST_SERVERS=()
    if [[ -d $TEST_FOLDER/results ]]; then
        read -r PASSED FAILED SKIPPED < <(count_results)
    fi
    rm -rf "$TEST_FOLDER"
}

# count_results: passed, failed, skipped over all result files. A skipped test is one that was found but not run.
count_results() {
    find "$TEST_FOLDER/results" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + |
        awk '{
            for (i = 1; i <= NF; i++) if (split($i, pair, "\"") > 1) n[pair[1]] = pair[2]
            total += n["total="]; executed += n["executed="]; passed += n["passed="]
        } END { printf "%d %d %d\n", passed, executed - passed, total - executed }'
}

# sum_up <exit code of the test run>
sum_up() {
    local status=$1 passed=${PASSED:-0} failed=${FAILED:-0} skipped=${SKIPPED:-0}
    if ((status != 0 && failed == 0)); then
        say "A test run broke off before it had counted everything: this counts as a failure"
        failed=1
    fi
    ((passed > 0)) || say "No test passed: this counts as a failure"
    ((skipped == 0)) || say "Skipped tests count as failures"
    echo "$passed passed, $failed failed, $skipped skipped"
    ((passed > 0 && failed == 0 && skipped == 0))
}
