"""Text: a verdict as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from callsheet.conformance.verdict import Found, Verdict
from callsheet.diagnostics import Finding
from callsheet.terminal import plain

COLUMNS = {
    "valid": ("accepts",),
    "invalid": ("refuses",),
    "keys": ("guards",),
    "ids": ("misses",),
    "methods": ("allows",),
    "jobs": ("lives", "agrees", "stays", "waits", "delivers", "fails", "cancels", "happens_once"),
    "things": ("keeps", "lists", "forgets"),
    "fuzz": ("fuzzes",),
}
"""By column of the table, the checks that it counts."""


COUNTED = {
    "operations": "operations",
    "parameters": "parameters",
    "statuses": "statuses",
    "valid": "rules of requests kept",
    "invalid": "breakable ones broken",
    "answers": "rules of answers seen",
}
"""What a summary of the coverage counts."""


def lines(verdict: Verdict) -> Iterator[str]:
    """Yield the lines of a verdict."""
    for found in verdict.findings:
        yield from _finding(found)
        yield ""
    yield from table(verdict)
    yield ""
    for reason in verdict.told["left_out"]:
        yield plain(f"no test: {reason}")
    for reason, count in verdict.told["skipped"].items():
        yield plain(f"left out ({count}): {reason}")
    for entry in verdict.stale:
        yield plain(
            f"stale in the baseline: {entry['code']} of {entry['operation']} is found no more"
        )
    yield coverage(verdict)
    yield summary(verdict)


def coverage(verdict: Verdict) -> str:
    """Return how much of the document was put to the test, in a line."""
    told = verdict.told["coverage"]["summary"]
    words = [f"{told[name][0]} of {told[name][1]} {text}" for name, text in COUNTED.items()]
    return "coverage: " + ", ".join(words)


def summary(verdict: Verdict) -> str:
    """Return the last line."""
    told, count = verdict.told, len(verdict.findings)
    ends = f"{told['passed']} passed, {told['failed']} failed, {verdict.skipped} left out"
    known = f" ({len(verdict.accepted)} more are accepted)" if verdict.accepted else ""
    asked = f"{told['coverage']['requests']} requests, {told['jobs']} jobs"
    return f"{count} finding{'s' * (count != 1)}{known}; tests: {ends}; {asked}"


def table(verdict: Verdict) -> Iterator[str]:
    """Yield a table: for each operation and kind of test, how many passed, or how many did not."""
    rows: dict[str, dict[str, list[str]]] = {}
    for test in verdict.told["tests"]:
        column = next((n for n, checks in COLUMNS.items() if test["check"] in checks), "valid")
        rows.setdefault(test["operation"], {}).setdefault(column, []).append(test["ended"])
    if not rows:
        return
    wide, shown = max(map(len, rows)), columns(verdict.told["tests"])
    yield plain(" " * wide + "".join(f"{name:>12}" for name in shown)).rstrip()
    for title, cells in rows.items():
        texts = (f"{_cell(cells.get(name, [])):>12}" for name in shown)
        yield plain(f"{title:{wide}}" + "".join(texts)).rstrip()


def columns(tests: Iterable[dict[str, Any]]) -> list[str]:
    """Return the columns of a table; fuzzing has one where it was asked for."""
    is_fuzzed = any(test["check"] in COLUMNS["fuzz"] for test in tests)
    return [name for name in COLUMNS if name != "fuzz" or is_fuzzed]


def _cell(ends: Iterable[str]) -> str:
    counts = list(ends)
    failed, passed = counts.count("failed"), counts.count("passed")
    if failed:
        return f"{failed} failed"
    return f"{passed} ok" if passed else "left out" if counts else ""


def _finding(found: Found) -> Iterator[str]:
    told = found.told
    message = f"{told['operation']}: {told['message']}"
    yield plain(Finding(told["code"], "error", message, found.place).as_text())
    for word, name in (("sent", "request"), ("received", "response")):
        first, *rest = str(told[name]).splitlines() or [""]
        yield plain(f"      {word}: {first}")
        yield from (plain(" " * 8 + line) for line in rest)
    if told["also"]:
        yield plain(f"      also: {', '.join(told['also'])}")
