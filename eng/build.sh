# Building the solution. Release, for running and testing alike: one build serves both.

readonly CONFIGURATION=Release
export DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true DOTNET_SKIP_FIRST_TIME_EXPERIENCE=true MSBUILDTERMINALLOGGER=off

# build <project or solution>: restore and build, warnings as errors. Silent but for errors.
build() {
    (cd "$ROOT" && dotnet restore "$1" -v q -clp:NoSummary) || fail "packages could not be restored; the lines above say which"
    (cd "$ROOT" && dotnet build "$1" -c "$CONFIGURATION" --no-restore -warnaserror -v q -clp:NoSummary) || fail "the build failed; the lines above say where"
}
