#!/usr/bin/env bash
# supervise.sh <seconds> <command…>
# Runs a command in a session of its own, and stops it with everything it started when told to (TERM), or when
# standard input closes, which is how the death of the one who started this script shows. The command gets <seconds>
# to stop after TERM before it is killed. Ends with the command's exit code.
set -uo pipefail
tenths=$(($1 * 10))
shift

stopping=
trap 'stopping=yes' TERM
trap : INT HUP # Ctrl-C goes to everyone at the terminal; whoever started this decides what it means.

exec 4<&0 </dev/null
setsid setpriv --pdeathsig TERM -- "$@" 4<&- &
child=$!
(
    while read -r _; do :; done <&4
    kill -TERM $$
) 2>/dev/null &
watcher=$!
exec 4<&-

group_lives() { kill -0 -- "-$child" 2>/dev/null; }

status=0
while [[ -z $stopping ]]; do
    wait "$child" && status=0 || status=$?
    kill -0 "$child" 2>/dev/null || break
done

if [[ -n $stopping ]] && kill -TERM "$child" 2>/dev/null; then
    while kill -0 "$child" 2>/dev/null && ((tenths-- > 0)); do sleep 0.1; done
    kill -KILL "$child" 2>/dev/null
    wait "$child" && status=0 || status=$?
fi
# What the command started and did not take with it.
if kill -TERM -- "-$child" 2>/dev/null; then
    for ((tenths = 20; tenths > 0; tenths--)); do
        group_lives || break
        sleep 0.1
    done
    kill -KILL -- "-$child" 2>/dev/null
fi
kill -KILL "$watcher" 2>/dev/null
exit "$status"
