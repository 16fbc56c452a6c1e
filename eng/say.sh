# Output of the scripts behind ./nlsql: one line per step, so that a reader knows what the machine is doing.

if [[ -t 1 && -z "${NO_COLOR:-}" ]]; then
    BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' DIM=$'\e[2m' PLAIN=$'\e[0m'
else
    BOLD='' RED='' GREEN='' DIM='' PLAIN=''
fi

# say <text>: a step begins.
say() { printf '%s==>%s %s\n' "$BOLD" "$PLAIN" "$*"; }

# note <text>: a detail of the step.
note() { printf '    %s%s%s\n' "$DIM" "$*" "$PLAIN"; }

# fail <text>: one line that says what is wrong and what to do; ends the script.
fail() {
    printf '%serror:%s %s\n' "$RED" "$PLAIN" "$*" >&2
    exit 1
}
