#!/usr/bin/env python3
"""What asking a language model costs beyond the model: time of an answer less the model's time and the SQL's; calls per question.

  bench/model/run.py --port 9009 --question "… {n} …" [--dataset ID] [--delay 200] [--rounds 200] [--repair]

Plays an OpenAI-compatible endpoint on a loopback port, which always proposes --query. Start the system with it:

  OPENAI_API_BASE=http://127.0.0.1:9009/v1 LLM_MODEL=played ./nlsql up

The question has to be one that the planner does not understand, and has {n} somewhere: a known answer asks no model, so each question has
another number there. Needs nothing but Python.
"""
import argparse
import http.client
import http.server
import json
import statistics
import threading
import time
import urllib.parse

calls = 0


def endpoint(options):
    class Endpoint(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            global calls
            calls += 1
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            time.sleep(options.delay / 1000)
            is_first = len(body["messages"]) == 2
            query = {"metrics": ["no_such_metric"]} if options.repair and is_first else json.loads(options.query)
            reply = json.dumps({
                "id": "1", "object": "chat.completion", "created": 1, "model": "played",
                "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": json.dumps({"semantic_query": query})}}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", options.port), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def ask(gateway, options, number):
    body = {"query": options.question.replace("{n}", str(number)), **({"dataset_id": options.dataset} if options.dataset else {"plugin": "retail"})}
    started = time.perf_counter()
    gateway.request("POST", "/chat", json.dumps(body), {"content-type": "application/json"})
    said = json.load(gateway.getresponse())
    total = 1000 * (time.perf_counter() - started)
    if not said.get("model") or said["model"]["outcome"] != "answered":
        raise SystemExit(f"the model did not answer: {said.get('model')} {said.get('warnings')}")
    return total - said["model"]["milliseconds"] - said["timings_ms"].get("run", 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", default="http://localhost:8000")
    parser.add_argument("--port", type=int, default=9009)
    parser.add_argument("--question", default="revenue frobnicated{n} by region")
    parser.add_argument("--query", default='{"metrics":["revenue"],"dimensions":["sales.region"]}')
    parser.add_argument("--dataset")
    parser.add_argument("--delay", type=int, default=200, help="milliseconds that the model takes")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--repair", action="store_true", help="the first reply names a metric that does not exist")
    options = parser.parse_args()

    endpoint(options)
    # One kept connection, as clients have.
    address = urllib.parse.urlsplit(options.gateway)
    gateway = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    begin = int(time.time()) * 1000
    for number in range(10):
        ask(gateway, options, begin + number)
    before = calls
    times = sorted(ask(gateway, options, begin + 10 + number) for number in range(options.rounds))
    print(f"model path less model and SQL: p50 {statistics.median(times):.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms (target 15 ms, aim 8 ms)")
    print(f"calls per question: {(calls - before) / options.rounds:.2f} (target {2 if options.repair else 1})")


if __name__ == "__main__":
    main()
