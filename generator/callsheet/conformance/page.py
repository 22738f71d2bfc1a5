"""Page: a verdict as one self-contained HTML page, to hand to those who run the server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from callsheet.conformance.covered import covered
from callsheet.conformance.text import COLUMNS, columns, summary
from callsheet.conformance.verdict import Found, Verdict

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #c02434; --good: #1a7f4b; --soft: #8881 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; margin-bottom: 0 } h2 { margin-top: 2.5rem; font-size: 1.2rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top }
code, pre { font: .85rem/1.45 ui-monospace, monospace }
pre { background: var(--soft); padding: .6rem .8rem; overflow-x: auto; white-space: pre-wrap;
  overflow-wrap: anywhere; margin: .3rem 0 }
.wide { overflow-x: auto; margin: .6rem 0 }
.bad { color: var(--bad); font-weight: 600 } .good { color: var(--good) }
.soft { opacity: .7 } dl { display: grid; grid-template-columns: 6rem 1fr; gap: .2rem .8rem }
dt { opacity: .7 } dd { margin: 0; min-width: 0 }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .9rem;
  margin: .6rem 0 }
summary { cursor: pointer } h3 { margin: 1.6rem 0 .4rem; font-size: 1rem }
.count { float: right; opacity: .7; font-size: .85rem } th { font-weight: 600; opacity: .7 }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .7rem }
.tile { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .9rem;
  font-size: .85rem }
.tile b { font-size: 1.4rem } .bar { background: var(--soft); height: .35rem; border-radius: .2rem;
  margin-top: .4rem; overflow: hidden }
.bar i { display: block; height: 100%; background: var(--good) }
""".strip()


def page(verdict: Verdict, title: str, url: str) -> str:
    """Return the page. It has no script and asks no other host for anything."""
    told = verdict.told
    verdict_word = "does not keep" if verdict.findings else "keeps"
    parts = [
        f"<h1>{escape(title)}: <code>{escape(url)}</code> {verdict_word} its promises</h1>",
        f'<p class="soft">{escape(summary(verdict))}</p>',
        *_findings("Findings", verdict.findings, is_open=True),
        *_findings("Accepted by the baseline", verdict.accepted, is_open=False),
        *_table(told["tests"]),
        *_left_out(told),
        *covered(told),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>Conformance of {escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n"
        "<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def _findings(title: str, findings: Iterable[Found], *, is_open: bool) -> Iterator[str]:
    listed = list(findings)
    if not listed:
        return
    yield f"<h2>{title} ({len(listed)})</h2>"
    for found in listed:
        told = found.told
        rows = [
            ("document", f"<code>{escape(str(found.place))}</code><br>{escape(told['says'])}"),
            ("found", escape(told["found"])),
            ("sent", f"<pre>{escape(told['request'])}</pre>"),
            ("received", f"<pre>{escape(told['response'])}</pre>"),
        ]
        if told["also"]:
            rows.append(("also", escape(", ".join(told["also"]))))
        body = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows)
        yield (
            f'<details{" open" if is_open else ""}><summary><b class="bad">{escape(told["code"])}'
            f"</b> {escape(told['operation'])}</summary><dl>{body}</dl></details>"
        )


def _table(tests: list[dict[str, Any]]) -> Iterator[str]:
    rows: dict[str, dict[str, list[str]]] = {}
    for test in tests:
        column = next((n for n, checks in COLUMNS.items() if test["check"] in checks), "valid")
        rows.setdefault(test["operation"], {}).setdefault(column, []).append(test["ended"])
    yield "<h2>Tests</h2>"
    shown = columns(tests)
    head = "".join(f"<th>{name}</th>" for name in shown)
    yield f'<div class="wide"><table><tr><th>operation</th>{head}</tr>'
    for title, cells in rows.items():
        texts = "".join(f"<td>{_cell(cells.get(name, []))}</td>" for name in shown)
        yield f"<tr><td><code>{escape(title)}</code></td>{texts}</tr>"
    yield "</table></div>"


def _cell(ends: list[str]) -> str:
    failed, passed = ends.count("failed"), ends.count("passed")
    if failed:
        return f'<span class="bad">{failed} of {len(ends)} failed</span>'
    if passed:
        return f'<span class="good">{passed} ok</span>'
    return '<span class="soft">left out</span>' if ends else ""


def _left_out(told: dict[str, Any]) -> Iterator[str]:
    reasons = [f"{reason} ({count})" for reason, count in told["skipped"].items()]
    reasons += told["left_out"]
    if reasons:
        listed = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
        yield f"<h2>Not tested</h2><ul>{listed}</ul>"
