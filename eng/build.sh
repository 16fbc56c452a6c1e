# Building the solution. Release, for running and testing alike: one build serves both.

readonly CONFIGURATION=Release
export DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true DOTNET_SKIP_FIRST_TIME_EXPERIENCE=true MSBUILDTERMINALLOGGER=off

# build <project or solution>: restore and build, warnings as errors. Silent but for errors.
build() {
    # Under Aspire, warnings of its own analyzers are no reason not to run.
    local strict=()
    [[ ! -e $ASPIRE_MARKER ]] || strict=(-warnaserror)
    (cd "$ROOT" && dotnet restore "$1" -v q -clp:NoSummary) || fail "packages could not be restored; the lines above say which"
    (cd "$ROOT" && dotnet build "$1" -c "$CONFIGURATION" --no-restore "${strict[@]}" -v q -clp:NoSummary) || fail "the build failed; the lines above say where"
}
