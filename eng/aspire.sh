# Is Aspire there? Some package feeds carry none of it; see docs/adr/0010-a-stand-in-for-the-aspire-host.md.

readonly ASPIRE_MARKER=$ROOT/.aspire-unavailable
readonly ASPIRE_FOUND=$ROOT/.data/aspire-available

aspire_version() { sed -n 's:.*<AspireVersion>\(.*\)</AspireVersion>.*:\1:p' "$ROOT/NlSql.AppHost/NlSql.AppHost.csproj"; }

# probe_aspire: asks the feed, once a day, and writes or removes the marker that NlSql.AppHost.csproj looks for.
probe_aspire() {
    local answer=$ASPIRE_FOUND
    [[ ! -e $ASPIRE_MARKER ]] || answer=$ASPIRE_MARKER
    if [[ -e $answer && -n $(find "$answer" -mtime -1 -newer "$ROOT/NlSql.AppHost/NlSql.AppHost.csproj") ]]; then
        return 0
    fi
    local version folder
    version=$(aspire_version)
    folder=$(mktemp -d)
    cat >"$folder/probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="Aspire.AppHost.Sdk" Version="[$version]" />
    <PackageDownload Include="Aspire.Hosting.AppHost" Version="[$version]" />
  </ItemGroup>
</Project>
PROJECT
    mkdir -p "$ROOT/.data"
    if dotnet restore "$folder/probe.csproj" >/dev/null 2>&1; then
        note "Aspire $version is in the package feed: the system runs under Aspire"
        rm -f "$ASPIRE_MARKER"
        touch "$ASPIRE_FOUND"
    else
        note "Aspire $version is not in the package feed: the system runs under NlSql.AppHost/LocalHosting"
        rm -f "$ASPIRE_FOUND"
        touch "$ASPIRE_MARKER"
    fi
    rm -rf "$folder"
}

# need_dashboard: with the stand-in, the Aspire dashboard on its own, from npm. Nice to have: without it the system runs as well.
need_dashboard() {
    [[ -e $ASPIRE_MARKER && ${NLSQL_DASHBOARD:-true} == true ]] || return 0
    local version folder tool
    version=$(aspire_version)
    folder=$ROOT/.data/tools/aspire-$version
    tool=$folder/node_modules/@microsoft/aspire-cli-linux-x64/bin/aspire
    if [[ ! -x $tool ]]; then
        if [[ $(uname -sm) != 'Linux x86_64' ]] || ! command -v npm >/dev/null; then
            note "no dashboard: it comes from npm for Linux on x64; everything else runs without it"
            return 0
        fi
        say "Installing the Aspire dashboard (once)"
        mkdir -p "$folder"
        if ! timeout 180 npm install --prefix "$folder" --no-audit --no-fund --no-save "@microsoft/aspire-cli-linux-x64@$version" >"$folder/npm.log" 2>&1; then
            note "no dashboard: npm could not install it ($folder/npm.log says why); everything else runs without it"
            return 0
        fi
    fi
    if port_is_busy "${NLSQL_DASHBOARD_PORT:-18888}" || port_is_busy "${NLSQL_OTLP_PORT:-4317}"; then
        note "no dashboard: port ${NLSQL_DASHBOARD_PORT:-18888} or ${NLSQL_OTLP_PORT:-4317} is busy (NLSQL_DASHBOARD_PORT and NLSQL_OTLP_PORT choose others)"
        return 0
    fi
    export NLSQL_ASPIRE_CLI=$tool
}
