# Sets a machine up: the .NET SDK must be there; servers are installed from the distribution's packages when missing.

readonly POLICY_FILE=/usr/sbin/policy-rc.d

need_dotnet() {
    command -v dotnet >/dev/null ||
        fail "the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and put dotnet on the PATH"
    (cd "$ROOT" && dotnet --version) >/dev/null 2>&1 ||
        fail "the .NET SDK found ($(command -v dotnet)) is older than global.json asks for: install the .NET 10 SDK from https://dotnet.microsoft.com/download/dotnet/10.0"
}

# need_servers: Postgres, Redis and RabbitMQ as programs on this machine. They are started by us, never by their packages.
need_servers() {
    local missing=()
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || missing+=(postgresql)
    command -v redis-server >/dev/null || missing+=(redis-server)
    [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || missing+=(rabbitmq-server)
    install_packages "${missing[@]}"
}

# need_postgres_parser: Postgres' own parser as a library, with which the tests compare ours. The product does without.
need_postgres_parser() {
    compgen -G '/usr/lib/*/libpg_query.so' >/dev/null || install_packages libpg-query-dev
}

# need_curl: for talking to the gateway.
need_curl() { command -v curl >/dev/null || install_packages curl; }

install_packages() {
    [[ $# -gt 0 ]] || return 0
    command -v apt-get >/dev/null ||
        fail "missing: $*. This system has no apt-get; install them with its own package manager and try again"
    local as_root=()
    if [[ $EUID -ne 0 ]]; then
        sudo -n true 2>/dev/null || fail "missing: $*. Run: sudo apt-get install $*   (and then this command again)"
        as_root=(sudo -n)
    fi
    say "Installing $* (once)"
    local log
    log=$(mktemp)
    deny_service_starts "${as_root[@]}"
    local installed=true
    { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 || installed=false
    allow_service_starts "${as_root[@]}"
    if [[ $installed == false ]]; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "apt-get could not install $*; its last lines are above. Install them by hand and try again"
    fi
    rm -f "$log"
}

# Packages start their services after installing; ours run on their own ports with their own data, so that is
# denied while installing. A policy that was there before is put back as it was.
deny_service_starts() {
    if [[ -e $POLICY_FILE ]]; then
        "$@" cp -p "$POLICY_FILE" "$POLICY_FILE.before-nlsql"
    fi
    printf '#!/bin/sh\nexit 101\n' | "$@" tee "$POLICY_FILE" >/dev/null
    "$@" chmod 755 "$POLICY_FILE"
}

allow_service_starts() {
    if [[ -e $POLICY_FILE.before-nlsql ]]; then
        "$@" mv "$POLICY_FILE.before-nlsql" "$POLICY_FILE"
    else
        "$@" rm -f "$POLICY_FILE"
    fi
}
