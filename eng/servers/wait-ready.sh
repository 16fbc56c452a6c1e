#!/usr/bin/env bash
# wait-ready.sh <postgres|redis|rabbitmq> <port> [<seconds>]
# Ends as soon as the server on 127.0.0.1 answers in its own protocol; fails when it does not within the time (60 s).
set -euo pipefail
kind=$1 port=$2 seconds=${3:-60}

# answer <request, as printf reads it>: the first byte that the server sends back, in hexadecimal.
answer() {
    exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
    printf "$1" >&3
    timeout 2 head -c 1 <&3 | od -An -tx1 | tr -d ' \n'
    exec 3>&-
}

ready() {
    case $kind in
        # A start-up message for the protocol 3.0: 'R' asks for the password; 'E' says that the database is still starting.
        postgres) [[ $(answer '\x00\x00\x00\x14\x00\x03\x00\x00user\x00nlsql\x00\x00') == 52 ]] ;;
        # '+' (PONG) or '-' (a password is needed): both are said by a server that serves.
        redis) [[ $(answer 'PING\r\n') == 2[bd] ]] ;;
        # The protocol header 0-9-1, answered by a method frame.
        rabbitmq) [[ $(answer 'AMQP\x00\x00\x09\x01') == 01 ]] ;;
        *) echo "unknown kind of server: $kind" >&2; exit 2 ;;
    esac
}

deadline=$((SECONDS + seconds))
until ready 2>/dev/null; do
    ((SECONDS < deadline)) || { echo "$kind on port $port did not answer within $seconds s" >&2; exit 1; }
    sleep 0.1
done
