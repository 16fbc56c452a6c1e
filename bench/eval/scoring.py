"""Compares the rows of an answer with the rows that were expected.

strict: the same columns in any order, the same rows (in order where the question asks for one), letter case as it is.
lenient: further columns may stand beside them, and letter case is ignored.
Numbers agree to six digits, or at the decimals of the coarser one; dates and times by what they mean, not how they are written.
"""
import collections
import datetime as dt
import json
import re
from decimal import Decimal, InvalidOperation

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?\Z")
ISO_MONTH = re.compile(r"(\d{4})-(?:(\d{2})|Q([1-4]))\Z")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?\Z")
OTHER_DATES = ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
LARGEST_SEARCH = 2_000


def cell(value):
    """A value as (kind, value): null, num, bool, date, time or text."""
    if value is None or value == "":
        return ("null", None)
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, (int, float)):
        return number(str(value)) or ("null", None)
    if isinstance(value, (list, dict)):
        return ("text", json.dumps(value, sort_keys=True))
    text = re.sub(r"\s+", " ", str(value)).strip()
    plain = text.replace(",", "") if GROUPED.match(text) else text
    if NUMBER.match(plain) and not re.match(r"[+-]?0\d", plain):
        return number(plain)
    if when := moment(text):
        return ("date", when)
    if m := TIME.match(text):
        return ("time", (int(m[1]), int(m[2]), int(m[3] or 0)))
    return ("text", text)


def number(text):
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return ("num", value.normalize() + 0) if value.is_finite() else None


def moment(text):
    # A month and a quarter are told by their first day, too.
    if (m := ISO_MONTH.match(text)) and 1 <= (month := int(m[2] or 3 * int(m[3]) - 2)) <= 12:
        return dt.datetime(int(m[1]), month, 1)
    if ISO_DAY.match(text):
        try:
            when = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
        return when.astimezone(dt.timezone.utc).replace(tzinfo=None) if when.tzinfo else when
    for form in OTHER_DATES if 5 < len(text) < 20 else ():
        try:
            return dt.datetime.strptime(text, form)
        except ValueError:
            pass
    return None


def equal(a, b, fold):
    if a[0] == b[0] == "num":
        return numbers_equal(a[1], b[1])
    if "bool" in (a[0], b[0]):
        return truth(a) is not None and truth(a) == truth(b)
    if a[0] == b[0] == "text" and fold:
        return a[1].casefold() == b[1].casefold()
    return a == b


def numbers_equal(x, y):
    if abs(x - y) <= max(Decimal("1e-6") * max(abs(x), abs(y)), Decimal("1e-9")):
        return True
    fine, coarse = (x, y) if decimals(x) > decimals(y) else (y, x)
    if decimals(fine) == decimals(coarse) or (decimals(coarse) == 0 and abs(fine) < 10):
        return False
    return abs(x - y) <= Decimal(5).scaleb(-decimals(coarse) - 1)


def decimals(value):
    return max(0, -value.as_tuple().exponent)


def truth(c):
    if c[0] == "bool":
        return c[1]
    if c[0] == "num":
        return {0: False, 1: True}.get(c[1])
    return {"t": True, "true": True, "yes": True, "y": True, "f": False, "false": False, "no": False, "n": False}.get(str(c[1]).lower())


def same_rows(gold, rows, ordered, fold):
    if len(gold) != len(rows):
        return False
    fits = lambda g, r: all(equal(x, y, fold) for x, y in zip(g, r))  # noqa: E731
    if ordered:
        return all(map(fits, gold, rows))
    left = collections.Counter(map(tuple, rows))
    rest = []
    for row in gold:
        if left[tuple(row)] > 0:
            left[tuple(row)] -= 1
        else:
            rest.append(row)
    free = list(left.elements())
    if len(rest) * len(free) > LARGEST_SEARCH ** 2:
        return False
    for row in rest:
        at = next((i for i, other in enumerate(free) if fits(row, other)), None)
        if at is None:
            return False
        free.pop(at)
    return True


def same_table(gold, rows, ordered, fold, extra):
    """Whether some choice of a column for each expected one makes the tables equal."""
    if not gold or not rows:
        return not gold and not rows
    width, have = len(gold[0]), len(rows[0])
    if len(gold) != len(rows) or have < width or (have > width and not extra):
        return False
    column = lambda table, k: [[row[k]] for row in table]  # noqa: E731
    options = [[k for k in range(have) if same_rows(column(gold, g), column(rows, k), ordered, fold)] for g in range(width)]
    tries = [500]

    def choose(chosen):
        if len(chosen) == width:
            tries[0] -= 1
            return same_rows(gold, [[row[k] for k in chosen] for row in rows], ordered, fold)
        return any(tries[0] > 0 and k not in chosen and choose(chosen + [k]) for k in options[len(chosen)])

    return choose([])


def verdict(question, answer):
    """right, lenient, wrong or asked (the product did not answer)."""
    asked = answer is None or answer.get("rows") is None
    if question.get("expect") == "abstain":
        return "right" if asked else "wrong"
    if asked:
        return "asked"
    table = lambda rows: [[cell(v) for v in (row if isinstance(row, list) else [row])] for row in rows]  # noqa: E731
    rows, ordered = table(answer["rows"]), bool(question.get("ordered"))
    best = "wrong"
    for expected in question.get("gold_alternatives") or [question["gold_answer"]]:
        gold = table(expected)
        if same_table(gold, rows, ordered, fold=False, extra=False):
            return "right"
        if same_table(gold, rows, ordered, fold=True, extra=True):
            best = "lenient"
    return best
