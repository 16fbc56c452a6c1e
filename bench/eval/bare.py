"""A bare model: the question and the schema, nothing else. What most people would try first."""
import json
import os
import re
import time
import urllib.error
import urllib.request

PROMPT = """Write one Postgres SELECT that answers the question over these tables. Reply with the SQL alone.

{schema}

Question: {question}"""


class BareModel:
    """Asks an OpenAI-compatible endpoint for SQL, and the system to run it."""

    def __init__(self, gateway, address, model, prompt_price, reply_price):
        self.gateway, self.address, self.model = gateway, address.rstrip("/"), model
        self.prices, self.schemas = (prompt_price, reply_price), {}

    def ask(self, question, dataset):
        started = time.monotonic()
        line = {"id": question["id"], "said": {}, "confidence": None}
        try:
            text, usage = self.complete(PROMPT.format(schema=self.schema(dataset), question=question["question"]))
            line["model"] = {"calls": 1, "tokens": usage.get("total_tokens", 0), "cost": cost(usage, *self.prices)}
            status, said = self.gateway.call("POST", "/sql", {"sql": sql_of(text), "dataset_id": dataset})
            line["said"] = said
            if status != 200:
                line["error"] = f"{status} {said.get('code')}"
        except (OSError, ValueError, KeyError) as error:
            line["error"] = type(error).__name__
        line["ms"] = round(1000 * (time.monotonic() - started), 1)
        return line

    def complete(self, prompt):
        body = json.dumps({"model": self.model, "messages": [{"role": "user", "content": prompt}]}).encode()
        headers = {"content-type": "application/json", "authorization": f"Bearer {os.environ.get('OPENAI_API_KEY', 'none')}"}
        request = urllib.request.Request(f"{self.address}/chat/completions", data=body, headers=headers, method="POST")
        with urllib.request.urlopen(request, timeout=120) as response:
            said = json.load(response)
        return said["choices"][0]["message"].get("content") or "", said.get("usage") or {}

    def schema(self, dataset):
        if dataset not in self.schemas:
            status, said = self.gateway.call("GET", f"/datasets/{dataset}/model")
            tables = said["model"]["tables"] if status == 200 else []
            self.schemas[dataset] = "\n".join(
                f"{t['name']}({', '.join(f'''{c['name']} {c['type']}''' for c in t['columns'])})" for t in tables)
        return self.schemas[dataset]


def sql_of(text):
    fenced = re.search(r"```(?:sql)?\s*(.*?)```", text, re.S | re.I)
    return (fenced[1] if fenced else text).strip().rstrip(";")


def cost(usage, prompt_price, reply_price):
    if prompt_price is None or reply_price is None:
        return None
    return (usage.get("prompt_tokens", 0) * prompt_price + usage.get("completion_tokens", 0) * reply_price) / 1_000_000
