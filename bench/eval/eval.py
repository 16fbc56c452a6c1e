#!/usr/bin/env python3
"""Asks a running system the questions of a folder and says how well it did.

  bench/eval/eval.py --questions FOLDER [--only DB,DB] [--tiers A,B] [--limit N] [--jobs 4] [--show wrong|asked|lenient]
                     [--model NAME --api-base URL [--prompt-price P --reply-price P]]

FOLDER holds questions.jsonl ({id, db, question, gold_answer, tier, kind, ordered?, conversation?, turn?}) and, for each database, a
folder of CSV files, which become one dataset. Datasets are uploaded once and found again by the files' bytes. Every run is kept under
.data/eval and compared with the one before it. Needs nothing but Python.

With --model, the same questions are asked three ways: of the system as it runs, with the model that it is configured with; of its planner
alone; and of the bare model at --api-base, which gets the schema and writes SQL. Prices are per million tokens; the key is OPENAI_API_KEY.
"""
import argparse
import collections
import concurrent.futures
import datetime as dt
import hashlib
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import bare
import scoring

ROOT = pathlib.Path(__file__).resolve().parents[2]
VERDICTS = ("right", "lenient", "asked", "wrong")
NOT_ANSWERS = {"clarification", "blocked", "unsupported"}


class Gateway:
    def __init__(self, address, key):
        self.address, self.headers = address.rstrip("/"), {"x-api-key": key} if key else {}

    def call(self, method, path, body=None, headers=None, timeout=120):
        headers = {**self.headers, **(headers or {})}
        if isinstance(body, dict):
            body, headers["content-type"] = json.dumps(body).encode(), "application/json"
        request = urllib.request.Request(self.address + path, data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            try:
                return error.code, json.load(error)
            except ValueError:
                return error.code, {}

    def upload(self, file, dataset, name, plugin=None):
        edge = uuid.uuid4().hex
        body = b"".join([
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\nContent-Type: text/csv\r\n\r\n'.encode(),
            file.read_bytes(), f"\r\n--{edge}--\r\n".encode()])
        query = urllib.parse.urlencode({"dataset_name": name, **({"dataset_id": dataset} if dataset else {})})
        headers = {"content-type": f"multipart/form-data; boundary={edge}", **({"x-plugin": plugin} if plugin else {})}
        return self.call("POST", f"/upload/{urllib.parse.quote(file.name.split('.')[0])}?{query}", body, headers)


def files_of(folder, name):
    """The files of a database and the plugin that describes them: the shipped sample data where the folder has none of that name."""
    if (folder / name).is_dir():
        return sorted((folder / name).glob("*.csv")), None
    return sorted(f for f in (ROOT / "sample_data" / name).iterdir() if f.name.endswith((".csv", ".csv.gz"))), name


def datasets(gateway, folder, names, memory):
    """The dataset of each database, uploaded where it is not there yet."""
    known = json.loads(memory.read_text()) if memory.exists() else {}
    found = {}
    for name in names:
        files, plugin = files_of(folder, name)
        key = hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest() + gateway.address
        dataset = known.get(key)
        if dataset and gateway.call("GET", f"/datasets/{dataset}")[0] != 200:
            dataset = None
        if not dataset:
            for file in files:
                status, body = gateway.upload(file, dataset, f"{name}-{uuid.uuid4().hex[:6]}" if not dataset else name, plugin)
                if status >= 400:
                    print(f"{name}/{file.name} was not taken: {status} {body.get('code')} {body.get('detail')}", file=sys.stderr)
                dataset = body.get("dataset_id") or dataset
            known[key] = dataset
            memory.write_text(json.dumps(known))
        found[name] = dataset
    return found


def ask(gateway, question, dataset, conversation, use_model=True):
    body = {"query": question["question"], "dataset_id": dataset, **({} if use_model else {"use_model": False}), **({"conversation_id": conversation} if conversation else {})}
    started = time.monotonic()
    try:
        status, said = gateway.call("POST", "/chat", body)
    except OSError as error:
        status, said = 0, {"code": type(error).__name__}
    line = {"id": question["id"], "ms": round(1000 * (time.monotonic() - started), 1), "said": said, "confidence": (said.get("confidence") or {}).get("score"), "model": said.get("model")}
    if status == 200 and said.get("answer_type") not in NOT_ANSWERS and not said.get("requires_clarification"):
        line["rows"] = rows(said)
    elif status != 200:
        line["error"] = f"{status} {said.get('code')}"
    return line, said.get("conversation_id") or conversation


def with_rows(line):
    return line if line.get("error") or not line["said"] else {**line, "rows": rows(line["said"])}


def rows(said):
    answer = said.get("answer")
    if said.get("answer_type") == "table":
        names = [column["name"] for column in said.get("columns") or []]
        return [[row.get(name) for name in names] for row in answer]
    return [] if answer is None else [[answer]]


def ask_all(gateway, questions, found, jobs, use_model=True):
    talks = collections.OrderedDict()
    for question in questions:
        talks.setdefault((question["db"], question.get("conversation") or question["id"]), []).append(question)

    def talk(turns):
        conversation, lines = None, []
        for question in sorted(turns, key=lambda q: q.get("turn", 0)):
            line, conversation = ask(gateway, question, found.get(question["db"]), conversation, use_model)
            lines.append(line)
        return lines

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return {line["id"]: line for lines in pool.map(talk, talks.values()) for line in lines}


def print_table(title, questions, verdicts, key):
    groups = collections.defaultdict(list)
    for question in questions:
        groups[question.get(key) or "?"].append(verdicts[question["id"]])
    print(f"{title:<34}{'n':>6}{'strict':>9}{'lenient':>9}{'asked':>9}{'wrong':>9}")
    for name, group in [*sorted(groups.items()), ("all", list(verdicts.values()))]:
        share = lambda *kinds: f"{100 * sum(v in kinds for v in group) / len(group):8.1f}%"  # noqa: B023, E731
        print(f"{name:<34}{len(group):>6}{share('right')}{share('right', 'lenient')}{share('asked')}{share('wrong')}")
    print()


def print_reliability(answers, verdicts):
    """How often an answer was right, by how sure the product said it was."""
    bins = collections.defaultdict(list)
    for id, line in answers.items():
        if line.get("rows") is not None and line.get("confidence") is not None:
            bins[min(9, int(line["confidence"] * 10))].append(verdicts[id] in ("right", "lenient"))
    print(f"{'confidence':<34}{'n':>6}{'right':>9}")
    for at in sorted(bins):
        print(f"{at / 10:.1f} to {(at + 1) / 10:.1f}{'':<24}{len(bins[at]):>6}{100 * sum(bins[at]) / len(bins[at]):8.1f}%")
    print()


def print_ways(questions, ways):
    """Each way of asking with how well it did and what it cost."""
    print(f"{'way of asking':<34}{'n':>6}{'strict':>9}{'lenient':>9}{'asked':>9}{'wrong':>9}{'calls':>9}{'tokens':>9}{'cost':>11}")
    for name, answers in ways.items():
        verdicts = [scoring.verdict(q, answers.get(q["id"])) for q in questions]
        used = [line.get("model") or {} for line in answers.values()]
        share = lambda *kinds: f"{100 * sum(v in kinds for v in verdicts) / len(verdicts):8.1f}%"  # noqa: B023, E731
        mean = lambda key: sum(u.get(key) or 0 for u in used) / len(questions)  # noqa: B023, E731
        priced = any(u.get("cost") is not None for u in used) or not any(u.get("calls") for u in used)
        cost = f"{mean('cost'):.6f}" if priced else "?"
        print(f"{name:<34}{len(questions):>6}{share('right')}{share('right', 'lenient')}{share('asked')}{share('wrong')}"
              f"{mean('calls'):>9.2f}{mean('tokens'):>9.0f}{cost:>11}")
    print()


def print_changes(questions, verdicts, before):
    print(f"changes since {before['at']}")
    changed = collections.Counter()
    for question in questions:
        was, now = before["verdicts"].get(question["id"]), verdicts[question["id"]]
        if was and was != now:
            changed[was, now] += 1
            print(f"  {was:>8} -> {now:<8}{question['id']}  {question['question'][:110]}")
    print("  " + (", ".join(f"{n} {was} -> {now}" for (was, now), n in changed.most_common()) or "none"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", required=True, type=pathlib.Path)
    parser.add_argument("--gateway", default="http://localhost:8000")
    parser.add_argument("--key", default=os.environ.get("NLSQL_API_KEY"))
    parser.add_argument("--only", help="databases, comma separated")
    parser.add_argument("--tiers", help="tiers, comma separated")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / ".data" / "eval", help="where runs are kept")
    parser.add_argument("--model", help="the model to ask without the system, for comparison")
    parser.add_argument("--api-base", help="address of its endpoint, up to /v1")
    parser.add_argument("--prompt-price", type=float)
    parser.add_argument("--reply-price", type=float)
    parser.add_argument("--show", choices=VERDICTS, help="print the questions with this verdict")
    options = parser.parse_args()

    lines = (options.questions / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [q for q in map(json.loads, lines)
                 if (not options.only or q["db"] in options.only.split(",")) and (not options.tiers or q.get("tier") in options.tiers.split(","))]
    questions = questions[: options.limit]
    if not questions:
        sys.exit("no questions were found")
    options.results.mkdir(parents=True, exist_ok=True)
    gateway = Gateway(options.gateway, options.key)
    found = datasets(gateway, options.questions, sorted({q["db"] for q in questions}), options.results / "datasets.json")
    answers = ask_all(gateway, questions, found, options.jobs)
    verdicts = {q["id"]: scoring.verdict(q, answers.get(q["id"])) for q in questions}

    if options.model:
        model = bare.BareModel(gateway, options.api_base or "https://api.openai.com/v1", options.model, options.prompt_price, options.reply_price)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            alone = {line["id"]: with_rows(line) for line in pool.map(lambda q: model.ask(q, found.get(q["db"])), questions)}
        print_ways(questions, {
            "the system with its model": answers,
            "the planner alone": ask_all(gateway, questions, found, options.jobs, use_model=False),
            "the bare model with the schema": alone,
        })
    print_table("tier", questions, verdicts, "tier")
    print_table("kind", questions, verdicts, "kind")
    print_reliability(answers, verdicts)
    times = sorted(line["ms"] for line in answers.values())
    print(f"{'milliseconds per question':<34}{'p50':>6}{times[len(times) // 2]:>9}{'p95':>9}{times[int(len(times) * 0.95)]:>9}\n")
    last = options.results / "last.json"
    before = json.loads(last.read_text()) if last.exists() else None
    if before:
        print_changes(questions, verdicts, before)
    now = dt.datetime.now().isoformat(timespec="seconds")
    kept = {**(before or {}).get("verdicts", {}), **verdicts}
    last.write_text(json.dumps({"at": now, "verdicts": kept}))
    with open(options.results / "answers.jsonl", "w", encoding="utf-8") as out:
        for question in questions:
            line = {**question, **answers[question["id"]], "verdict": verdicts[question["id"]]}
            out.write(json.dumps(line) + "\n")
            if options.show == line["verdict"]:
                print(f"\n{line['id']} [{line.get('tier')}] {line['question']}\n  {line['said'].get('explanation') or line['said'].get('answer')}")


if __name__ == "__main__":
    main()
