#!/usr/bin/env python3
"""Measures what a known answer costs: chat through the gateway against Redis and the gateway themselves, on raw sockets."""
import argparse
import json
import multiprocessing
import socket
import statistics
import time


class Connection:
    """One kept-alive connection that sends the same bytes again and again."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def http(self, request):
        self.socket.sendall(request)
        data = self.rest
        while b"\r\n\r\n" not in data:
            data += self.read()
        head, body = data.split(b"\r\n\r\n", 1)
        headers = head.lower().split(b"\r\n")
        length = next((int(h.split(b":")[1]) for h in headers if h.startswith(b"content-length:")), None)
        if length is None:
            while not body.endswith(b"0\r\n\r\n"):
                body += self.read()
            chunks, body, self.rest = body, b"", b""
            while chunks:
                size, chunks = chunks.split(b"\r\n", 1)
                body, chunks = body + chunks[:int(size, 16)], chunks[int(size, 16) + 2:]
        else:
            while len(body) < length:
                body += self.read()
            body, self.rest = body[:length], body[length:]
        return int(head.split(b" ", 2)[1]), body

    def redis(self, *words):
        self.socket.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
        data = b""
        while not data.endswith(b"\r\n"):
            data += self.read()
        return data

    def read(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def post(host, port, path, body):
    content = json.dumps(body).encode()
    return f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content


def get(host, port, path):
    return f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()


def median_ms(action, count):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def send_for(host, port, request, seconds, results):
    connection, count, end = Connection(host, port), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        status, _ = connection.http(request)
        if status != 200:
            break
        count += 1
    results.put(count)


def claim(what, measured, target):
    print(f"{what:<68} {measured:>12}   target {target}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway-port", type=int, required=True)
    parser.add_argument("--redis-port", type=int, required=True)
    parser.add_argument("--redis-password-file", required=True)
    parser.add_argument("--question", default="revenue by region")
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()

    host = "localhost"
    gateway = Connection(host, options.gateway_port)
    chat = post(host, options.gateway_port, "/chat", {"query": options.question, "plugin": "retail"})
    for _ in range(20):
        status, body = gateway.http(chat)
        if status != 200:
            raise SystemExit(f"chat answered {status}: {body[:300]}")
    known = json.loads(body)["cache"]
    if known != {"plan": "hit", "result": "hit"}:
        raise SystemExit(f"the answer is not remembered: {known}")

    redis = Connection("127.0.0.1", options.redis_port)
    with open(options.redis_password_file, encoding="ascii") as file:
        redis.redis(b"AUTH", file.read().strip().encode())
    redis.redis(b"SET", b"nlsql-bench", b"x" * 1024)
    hop = get(host, options.gateway_port, "/plugins/schemas/metrics")

    # By turns, so that what else runs on the machine meets all three.
    part = max(1, options.rounds // 10)
    rounds = [(median_ms(lambda: gateway.http(chat), part), median_ms(lambda: redis.redis(b"GET", b"nlsql-bench"), part), median_ms(lambda: gateway.http(hop), part)) for _ in range(10)]
    chat_ms, redis_ms, hop_ms = (statistics.median(column) for column in zip(*rounds))
    print(f"chat {chat_ms:.2f} ms, Redis GET {redis_ms:.3f} ms, a small answer through the gateway {hop_ms:.2f} ms (medians)")
    claim("7  known answer ÷ (Redis GET + gateway hop), medians", f"{chat_ms / (redis_ms + hop_ms):.2f}", "≤ 2.0, aim 1.4")

    results = multiprocessing.Queue()
    senders = [multiprocessing.Process(target=send_for, args=(host, options.gateway_port, chat, options.seconds, results)) for _ in range(options.connections)]
    for sender in senders:
        sender.start()
    total = sum(results.get() for _ in senders)
    for sender in senders:
        sender.join()
    claim(f"8  known answers per second, {options.connections} connections", f"{total / options.seconds:.0f}/s", "≥ 3,000/s, aim 5,000/s")


if __name__ == "__main__":
    main()
