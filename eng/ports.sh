# Free ports on 127.0.0.1, below the range that the kernel gives to outgoing connections.

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port: prints one.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        port_is_busy "$port" || break
    done
    echo "$port"
}
