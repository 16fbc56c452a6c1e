#!/usr/bin/env python3
"""Measures a run of a dataset's insight rules against the queries that it sends, run bare: by psql, without fences, scope or plan ceilings."""
import argparse
import glob
import json
import os
import re
import shutil
import statistics
import subprocess
import time
import urllib.request


def run(gateway, dataset):
    request = urllib.request.Request(
        f"{gateway}/insights/run", json.dumps({"dataset_id": dataset, "limit": 100}).encode(), {"Content-Type": "application/json"})
    started = time.perf_counter()
    with urllib.request.urlopen(request) as response:
        body = response.read()
    return (time.perf_counter() - started) * 1000, json.loads(body)


class Psql:
    """One connection that knows the uploaded table by its logical name. The system is the bench's own, so the table holds nothing else."""

    def __init__(self, port, password):
        self.command = [
            shutil.which("psql") or sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1],
            "-h", "127.0.0.1", "-p", str(port), "-U", "nlsql", "-d", "nlsql", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        self.environment = {**os.environ, "PGPASSWORD": password}

    def milliseconds(self, queries):
        script = "CREATE TEMP VIEW sales AS SELECT * FROM data.retail__sales;\n\\timing on\n\\o /dev/null\n" + "".join(f"{q.rstrip().rstrip(';')};\n" for q in queries)
        result = subprocess.run(self.command, input=script, env=self.environment, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise SystemExit(f"psql failed: {result.stderr}")
        times = [float(t) for t in re.findall(r"^Time: ([\d.]+) ms", result.stdout, re.MULTILINE)]
        if len(times) != len(queries):
            raise SystemExit(f"{len(queries)} queries gave {len(times)} times")
        return sum(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--upload", required=True, help="what the upload answered, as JSON")
    parser.add_argument("--postgres-port", type=int, required=True)
    parser.add_argument("--password-file", required=True)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()

    with open(options.upload, encoding="utf-8") as file:
        dataset = json.load(file)["dataset_id"]
    with open(options.password_file, encoding="ascii") as file:
        psql = Psql(options.postgres_port, file.read().strip())
    for _ in range(3):
        _, warm = run(options.gateway, dataset)
    queries = warm["queries"]
    failed = [r["rule"] for r in warm["rules"] if r["status"] == "failed"]
    if not queries or not warm["findings"]:
        raise SystemExit("the run sent no queries or found nothing, so there is nothing to compare")

    # By turns, so that what else runs on the machine meets both.
    rounds = [(run(options.gateway, dataset)[0], psql.milliseconds(queries)) for _ in range(options.rounds)]
    whole, bare = (statistics.median(side) for side in zip(*rounds))
    print(f"{len(warm['rules'])} rules ({len(failed)} without data), {len(queries)} queries, {len(warm['findings'])} findings")
    print(f"{whole:8.1f} ms  a run through the gateway\n{bare:8.1f} ms  its queries, bare")
    print(f"{whole / bare:8.2f}     run ÷ bare queries (must ≤ 1.2, aim 0.75)")


if __name__ == "__main__":
    main()
