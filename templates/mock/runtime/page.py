"""A page for people who look: what the mock was sent, and how its jobs stand.

All of it is text from elsewhere, so all of it is escaped, nothing on the page is run, and there is
nothing on it that keys travel in: no query, no headers, no bodies.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape
from itertools import islice
from typing import Final
from urllib.parse import quote

from starlette.responses import HTMLResponse

from .contract import Contract, Scheme
from .jobs import Job, state

SHOWN: Final = 100
"""How many requests and jobs the page has."""
REFRESH: Final = 3
"""Seconds after which it is loaded again."""
_LONGEST: Final = 160
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --good: #1a7f37; --bad: #cf222e;
  --busy: #0969da; }
@media (prefers-color-scheme: dark) {
  :root { --quiet: #999; --good: #4ac26b; --bad: #ff7b72; --busy: #79b8ff; }
}
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p, td.quiet, th { color: var(--quiet); }
p { margin: .25rem 0; }
div { overflow-x: auto; }
p + div { margin-top: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem 1rem .3rem 0; text-align: left;
  vertical-align: baseline; white-space: nowrap; }
th { font-weight: 500; font-size: .85rem; }
td.path { min-width: 16rem; width: 100%; white-space: normal; overflow-wrap: anywhere; }
td.number, th.number { font-variant-numeric: tabular-nums; text-align: right; }
code { font: .9em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); } .busy { color: var(--busy); }
"""
_JOB: Final = (
    "<th>started</th><th>changed</th><th>by</th><th>state</th>"
    '<th class="number">progress</th><th class="number">polls</th><th>to ask</th><th></th>'
)
_EXCHANGE: Final = (
    "<th>at</th><th>method</th><th>path</th>"
    '<th class="number">status</th><th class="number">ms</th>'
)
_LOOKS: Final = {"done": "good", "failed": "bad", "cancelled": "bad"}


@dataclass(frozen=True)
class Exchange:
    """A request that came, and how it was answered."""

    at: float
    """Seconds since 1970, by the clock of the mock."""
    method: str
    path: str
    status: int
    seconds: float


class Page:
    """Makes the page."""

    def __init__(self, contract: Contract, secret: str | None) -> None:
        self._contract = contract
        self._secret = secret
        self._open = {each.title for each in contract.operations if not each.security}
        """What takes no key, so that a browser can follow a link to it."""

    def response(
        self,
        jobs: Sequence[Job],
        exchanges: Sequence[Exchange],
        count: int,
        base_url: str,
        now: float,
    ) -> HTMLResponse:
        """Return it. Jobs and exchanges come oldest first; ``count`` is how many of these there were."""
        title = self._shown(f"Mock of {self._contract.title}")
        rows = [self._job(job) for job in islice(reversed(jobs), SHOWN)]
        lines = [self._exchange(each) for each in islice(reversed(exchanges), SHOWN)]
        parts = (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="refresh" content="{REFRESH}">',
            f"<title>{title}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{title}</h1>",
            f"<p>Version {self._shown(self._contract.version)} at "
            f"<code>{self._shown(base_url)}</code>. It is {_time(now)} UTC by its clock.</p>",
            f"<h2>Jobs</h2>{self._hint(jobs, base_url)}",
            _table(_JOB, rows, len(jobs), "No job has been started yet."),
            "<h2>Requests</h2>",
            _table(_EXCHANGE, lines, count, "Nothing has been asked for yet."),
            "</body></html>\n",
        )
        return HTMLResponse("\n".join(parts), headers=_HEADERS)

    def _shown(self, text: object) -> str:
        """Return text that is safe within an element, and within the quotes of an attribute."""
        plain = "".join(each if each.isprintable() else "?" for each in str(text))
        if self._secret:
            plain = plain.replace(self._secret, "***")
        return escape(plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…")

    def _job(self, job: Job) -> str:
        now = state(job)
        address = _poll(job)
        poll = f"<code>GET {self._shown(address)}</code>"
        is_here = not address.startswith("//")  # else it would name another host
        if job.rule.poll.operation in self._open and is_here:
            poll = f'<a href="{escape(address)}">{poll}</a>'
        has_result = now == "done" and (job.rule.result or job.rule.result_url)
        result = f'<a href="/-/results/{job.token}">result</a>' if has_result else ""
        return (
            f'<tr><td class="quiet">{_time(job.times.created)}</td>'
            f'<td class="quiet">{_time(job.times.changed)}</td>'
            f"<td><code>{self._shown(job.operation.title)}</code></td>"
            f'<td class="{_LOOKS.get(now, "busy")}">{now}</td>'
            f'<td class="number">{job.progress}&thinsp;%</td>'
            f'<td class="number">{job.polls}</td>'
            f'<td class="path">{poll}</td><td>{result}</td></tr>'
        )

    def _exchange(self, exchange: Exchange) -> str:
        look = "good" if exchange.status < 400 else "bad"
        return (
            f'<tr><td class="quiet">{_time(exchange.at)}</td>'
            f"<td>{self._shown(exchange.method)}</td>"
            f'<td class="path"><code>{self._shown(exchange.path)}</code></td>'
            f'<td class="number {look}">{exchange.status}</td>'
            f'<td class="number quiet">{exchange.seconds * 1000:.1f}</td></tr>'
        )

    def _hint(self, jobs: Sequence[Job], base_url: str) -> str:
        """Return how to ask for the newest job by hand, where that takes a key."""
        polls = [job for job in jobs[-1:] if job.rule.poll.operation not in self._open]
        if not polls:
            return ""
        operation = next(
            each
            for each in self._contract.operations
            if each.title == polls[0].rule.poll.operation
        )
        schemes = [
            self._contract.schemes[key]
            for key in operation.security[0]
            if key in self._contract.schemes
        ]
        words = ["curl", *_credentials(schemes), f"{base_url}{_poll(polls[0])}"]
        return f"<p>To ask for the newest: <code>{escape(shlex.join(words))}</code></p>"


def _credentials(schemes: Iterable[Scheme]) -> Iterable[str]:
    """Yield arguments of curl that bring keys, which any will do for."""
    for scheme in schemes:
        match scheme.kind:
            case "bearer":
                yield from ("-H", "Authorization: Bearer KEY")
            case "basic":
                yield from ("-u", "KEY:KEY")
            case "header":
                yield from ("-H", f"{scheme.name}: KEY")
            case "cookie":
                yield from ("-b", f"{scheme.name}=KEY")
            case _:
                yield from ("-G", "--data-urlencode", f"{scheme.name}=KEY")


def _poll(job: Job) -> str:
    """Return where to ask for a job."""
    path = job.rule.poll.operation.partition(" ")[2]
    id = quote(str(job.id), safe="")
    place = "{" + job.rule.poll.parameter + "}"
    if place in path:
        return path.replace(place, id)
    return f"{path}?{quote(job.rule.poll.parameter, safe='')}={id}"


def _table(heads: str, rows: Sequence[str], count: int, nothing: str) -> str:
    if not rows:
        return f"<p>{nothing}</p>"
    rest = count - len(rows)
    more = f"<p>And {rest} before these.</p>" if rest > 0 else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>"
    return f"<div>{table}{''.join(rows)}</tbody></table></div>{more}"


def _time(seconds: float) -> str:
    at = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    return f'<time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%H:%M:%S}</time>'
