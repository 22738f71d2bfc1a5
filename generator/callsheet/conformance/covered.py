"""Covered: the part of the page that says what of the document was put to the test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

_TILES = (
    ("operations", "operations asked"),
    ("parameters", "parameters given"),
    ("statuses", "statuses seen"),
    ("valid", "rules of requests kept"),
    ("invalid", "rules of requests broken"),
    ("answers", "rules of answers seen"),
)
_YES, _NO = '<td class="good">yes</td>', '<td class="bad">no</td>'
_CANNOT = '<td class="soft">cannot be</td>'


def covered(told: dict[str, Any]) -> Iterator[str]:
    """Yield the summary, then a part to open for each operation and schema of answers."""
    coverage: dict[str, Any] = told["coverage"]
    yield "<h2>Coverage of the document</h2>"
    yield '<div class="tiles">'
    for name, text in _TILES:
        yield _tile(coverage["summary"][name], text)
    yield "</div>"
    yield '<p class="soft">A rule is a constraint of a schema. A request keeps it that is valid in '
    yield "its place, and one breaks it that is invalid for its sake; some cannot be broken, as an "
    yield "alternative allows all that they forbid. Open an operation to see each.</p>"
    for title, documented in told["documented"].items():
        yield from _operation(title, documented, coverage)
    schemas = {key: rules for key, rules in coverage["schemas"].items() if rules}
    if schemas:
        yield "<h3>Schemas of answers</h3>"
    for key, rules in schemas.items():
        yield from _schema(key, rules)


def _tile(counts: list[int], text: str) -> str:
    part, whole = counts
    share = 100 if not whole else round(100 * part / whole)
    return (
        f'<div class="tile"><b>{part}</b> <span class="soft">of {whole}</span><br>{text}'
        f'<div class="bar"><i style="width:{share}%"></i></div></div>'
    )


def _operation(title: str, documented: list[str], coverage: dict[str, Any]) -> Iterator[str]:
    seen: dict[str, int] = coverage["statuses"].get(title, {})
    unseen: dict[str, str] = coverage["unseen"].get(title, {})
    rules: list[dict[str, Any]] = coverage["keywords"].get(title, [])
    kept = sum(rule["valid"] for rule in rules)
    broken = sum(rule["invalid"] is True for rule in rules)
    breakable = sum(rule["invalid"] is not None for rule in rules)
    counts = f"{len(documented) - len(unseen)} of {len(documented)} statuses"
    if rules:
        counts += f", {kept} of {len(rules)} rules kept, {broken} of {breakable} broken"
    yield f"<details><summary><code>{escape(title)}</code>"
    yield f'<span class="count">{counts}</span></summary>'
    yield from _statuses(documented, seen, unseen)
    if rules:
        yield '<div class="wide"><table><tr><th>in</th><th>place</th><th>rule</th><th>kept</th>'
        yield "<th>broken</th><th>why not</th></tr>"
        yield from map(_rule, rules)
        yield "</table></div>"
    yield "</details>"


def _statuses(
    documented: Iterable[str], seen: dict[str, int], unseen: dict[str, str]
) -> Iterator[str]:
    yield '<div class="wide"><table><tr><th>status</th><th>seen</th><th>why not</th></tr>'
    for status in documented:
        times = sum(count for code, count in seen.items() if _is_of(code, status))
        often = f"{times} times" if times > 1 else "once" if times else "yes"
        mark = f'<td class="soft">no</td><td>{escape(unseen.get(status, ""))}</td>'
        if status not in unseen:
            mark = f'<td class="good">{often}</td><td></td>'
        yield f"<tr><td><code>{escape(status)}</code></td>{mark}</tr>"
    other = [s for s in seen if not any(_is_of(s, one) for one in documented)]
    for status in other if "default" not in documented else ():
        yield f"<tr><td><code>{escape(status)}</code></td>"
        yield f'<td class="bad">{seen[status]} times</td><td>not documented</td></tr>'
    yield "</table></div>"


def _rule(rule: dict[str, Any]) -> str:
    why = "; ".join(dict.fromkeys(rule.get("why", {}).values()))
    kept = _YES if rule["valid"] else _NO
    broken = _CANNOT if rule["invalid"] is None else _YES if rule["invalid"] else _NO
    return (
        f"<tr><td>{escape(rule['in'])}</td>{_what(rule)}{kept}{broken}"
        f'<td class="soft">{escape(why)}</td></tr>'
    )


def _what(rule: dict[str, Any]) -> str:
    """Return the cells of a rule: what it is about, and what it says."""
    place, at = escape(rule["place"] or "the whole"), escape(rule["at"], quote=True)
    says = f'<code title="{at}">{escape(rule["keyword"])}: {escape(rule["says"])}</code>'
    return f"<td><code>{place}</code></td><td>{says}</td>"


def _schema(key: str, rules: list[dict[str, Any]]) -> Iterator[str]:
    seen = sum(rule["seen"] for rule in rules)
    yield f"<details><summary><code>{escape(key)}</code>"
    yield f'<span class="count">{seen} of {len(rules)} rules seen</span></summary>'
    yield '<div class="wide"><table><tr><th>place</th><th>rule</th><th>seen</th>'
    yield "<th>why not</th></tr>"
    for rule in rules:
        mark = _YES if rule["seen"] else '<td class="soft">no</td>'
        yield f'<tr>{_what(rule)}{mark}<td class="soft">{escape(rule.get("why", ""))}</td></tr>'
    yield "</table></div></details>"


def _is_of(code: str, status: str) -> bool:
    """Whether a status is the documented one, or in its range."""
    return code == status or (status.upper() == f"{code[0]}XX")
