"""Fuzz: a second stage, whose requests Schemathesis makes up and whose answers the suite judges.

Schemathesis knows how to write strange requests, valid ones and others. All else is the suite's
own: credentials, the ids of jobs, the calls that are paid for, how a request is sent and shown, and
what is wrong with an answer. What a request shows is shown with the smallest that still does, where
more requests cost nothing. Whether a strange request had to be accepted is not judged: the first
stage does that, with certainty.
"""

from __future__ import annotations

import base64
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from callsheet.cache import shelf
from callsheet.conformance.shrink import Made, shrunk
from callsheet.data import dataclass

CHECK = "fuzzes"
_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""The order in which operations are asked: what takes things away comes last."""
_READS = ("GET", "HEAD", "OPTIONS")
_STRANGE = "callsheet.conformance.strange"
_TOO_MANY = 429


class NotRead(Exception):
    """A document that Schemathesis makes no requests of, and what it says of it."""


def fuzz(
    modules: dict[str, Any], server: Any, spec: Path, examples: int, tell: Callable[[str], None]
) -> Iterator[Any]:
    """Ask each chosen operation ``examples`` times; yield a test for each, of the suite's type.

    Findings are added to the server's. Raises :class:`NotRead`, and what the suite does where no
    server answers.
    """
    stages = [_Stage(modules, server, group, examples) for group in _groups(modules, server)]
    asked = {
        "spec": str(spec),
        "url": server.settings.base_url,
        "home": str(shelf() / "hypothesis"),
        "operations": [stage.wish() for stage in stages if stage.count],
    }
    with _made_up(asked) as requests:
        for stage in stages:
            tell(f"fuzzing {stage.operation.title}")
            yield stage.run(next(requests) if stage.count else None)


@contextmanager
def _made_up(asked: dict[str, Any]) -> Generator[Iterator[Any], None, None]:
    """Have requests made up while others are sent; the process that does so gets no key."""
    secret = ("CONFORMANCE_API_KEY",)
    environment = {name: value for name, value in os.environ.items() if name not in secret}
    process = subprocess.Popen(
        [sys.executable, "-P", "-W", "ignore", "-m", _STRANGE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment | {"PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"},
    )
    with process:
        assert process.stdin is not None
        process.stdin.write(json.dumps(asked))
        process.stdin.close()
        try:
            yield _lines(process)
        finally:
            process.kill()


def _lines(process: subprocess.Popen[str]) -> Iterator[Any]:
    assert process.stdout is not None
    assert process.stderr is not None
    for line in process.stdout:
        yield json.loads(line)
    said = process.stderr.read().strip().splitlines()
    raise NotRead(said[-1] if said else f"it ends with code {process.wait()}")


def _groups(modules: dict[str, Any], server: Any) -> list[Any]:
    """Return one group of each operation that was asked for, in the order of their methods."""
    chosen: dict[str, Any] = {}
    for group in modules["groups"].GROUPS:
        is_of_it = group.check not in ("allows", "guards")
        if is_of_it and modules["suite"].is_chosen(server, group):
            chosen.setdefault(group.request.operation.name, group)
    order = {method: place for place, method in enumerate(_METHODS)}
    return sorted(chosen.values(), key=lambda g: order.get(g.request.operation.method, len(order)))


@dataclass
class _Stage:
    """The strange requests to one operation."""

    modules: dict[str, Any]
    server: Any
    group: Any
    count: int
    """How many requests there may be; 0 where it is left out."""
    ids: dict[str, str] = field(default_factory=dict[str, str])
    """The ids of jobs, by the parameter of the path that takes one."""
    reason: str = ""
    """Why it is left out, or what is told of the first finding."""

    def __post_init__(self) -> None:
        facts = self.modules["facts"]
        self.operation = self.group.request.operation
        self.left_out, self.broken = facts.LeftOut, facts.Broken
        name = f"{self.operation.name.lower()}_fuzzed"
        request = self.group.request
        self.group = replace(self.group, name=name, check=CHECK, cases=())
        self.server.test = name
        try:
            self.count = self._allowed(self.count)
            case = facts.Case(name, self.operation.at, "a strange request")
            values = self.server.path_of(request, case)
            self.ids = {n: values[n] for n, v in request.path.items() if not isinstance(v, str)}
        except self.left_out as left:
            self.count, self.reason = 0, str(left)
        except self.broken:
            self.count, self.reason = 0, "there is no job to ask for"
        self.known = {
            one.problem.rule
            for one in self.server.found.values()
            if self.operation.title in (one.operation, *one.also)
        }

    def wish(self) -> dict[str, Any]:
        """Return what is asked of Schemathesis."""
        operation = self.operation
        wish = {"method": operation.method, "path": operation.path}
        return {**wish, "ids": self.ids, "count": self.count}

    def run(self, requests: list[Any] | None) -> Any:
        """Send the requests; return the test."""
        self.server.test = self.group.name
        began = perf_counter()
        ended = "left out"
        if self.count and requests is None:
            self.reason = "Schemathesis does not see it in the document"
        elif self.count:
            try:
                for request in requests or ():
                    self._ask(_made(request))
                ended = "failed" if self.reason else "passed"
            except self.left_out as left:
                ended = "failed" if self.reason else "left out"
                self.reason = self.reason or str(left)
        seconds = perf_counter() - began
        return self.modules["suite"].Test(self.group.name, self.group, ended, self.reason, seconds)

    def _allowed(self, examples: int) -> int:
        """Return how many requests may be made."""
        budget = self.server.budget
        self.server._be_careful(self.operation)
        if self.operation.job is None or budget.most is None:
            return examples
        budget.ask_for_refusal()
        return min(examples, int(budget.most - budget.started))

    def _ask(self, made: Made) -> None:
        """Send a request, and take what is wrong with its answer."""
        exchange, found = self._told(made)
        if exchange.status == _TOO_MANY:
            raise self.left_out(f"the server asks for fewer requests: HTTP {_TOO_MANY}")
        for problem in found:
            self._take(problem, made, exchange)

    def _told(self, made: Made) -> tuple[Any, list[Any]]:
        """Send a request; return what came, and what is wrong with it."""
        transport, wire = self.modules["transport"], self.modules["wire"]
        sent = self._sent(made)
        if self.operation.job is not None:
            self.server.budget.ask_for_refusal()
        try:
            got = transport.send(sent.method, sent.url, sent.headers, sent.content)
        except transport.NoServer as error:
            url = self.server.settings.base_url
            text = f"no server answers at {url} any more: {error}"
            raise self.modules["asking"].Unreachable(text) from error
        except transport.NoAnswer as error:
            problem = self._problem("no-answer", "an answer", str(error))
            return wire.Exchange(sent, 0, {}, b""), [problem]
        exchange = wire.Exchange(sent, got.status, got.headers, got.content, got.is_longer)
        self.server.coverage.see(self.operation, exchange)
        if self.operation.job is not None and self.operation.is_success(got.status):
            self.server.budget.started += 1
        return exchange, list(self._problems(exchange))

    def _problems(self, exchange: Any) -> Iterator[Any]:
        """Yield what is wrong. HTTP has refusals that no document need name."""
        status = exchange.status
        if status >= 500 and status != 501:
            found = f"{status}, where an answer below 500 was expected"
            yield self._problem("server-error", "no request makes a server fail", found)
        elif status < 400 or self.operation.answer(status) is not None:
            yield from self.modules["checks"].problems(self.operation, exchange)

    def _problem(self, rule: str, says: str, found: str) -> Any:
        return self.modules["problems"].Problem(rule, self.operation.at, says, found)

    def _take(self, problem: Any, made: Made, exchange: Any) -> None:
        """Add a finding, if the first stage has not told it of this operation already."""
        if problem.rule in self.known:
            return
        named = replace(problem, rule=f"fuzz-{problem.rule}")
        if self.server.known(self.operation, named) is None:
            named, exchange = self._smallest(named, problem, made, exchange)
        try:
            self.server.tell(self.operation, named, exchange)
        except self.broken as broken:
            self.reason = self.reason or str(broken)
        except self.left_out:
            return  # the same again, or of a rule that was not asked for

    def _smallest(self, named: Any, problem: Any, made: Made, exchange: Any) -> tuple[Any, Any]:
        """Return the finding with the smallest request that still shows it, and its answer."""
        if not self._may_shrink(problem):
            return named, exchange
        best = named, exchange

        def shows(smaller: Made) -> bool:
            nonlocal best
            told, found = self._told(smaller)
            alike = [one for one in found if _same(one, problem)]
            if not alike or told.status != exchange.status:
                return False
            best = replace(alike[0], rule=named.rule), told
            return True

        kept = (*self.ids, *(() if self.operation.method in _READS else self.group.request.path))
        shrunk(made, self.operation.path, kept, shows)
        return best

    def _may_shrink(self, problem: Any) -> bool:
        """Whether more requests may be made; not where they may be paid for, or each takes long."""
        is_paid = self.operation.job is not None and self.server.budget.most is not None
        is_slow = problem.rule == "no-answer" and "timed out" in problem.found
        return self.server.wants(problem.rule) and not is_paid and not is_slow

    def _sent(self, made: Made) -> Any:
        """Return a request with credentials, and as a curl line without them."""
        schemes = next(iter(self.operation.security), ())
        key = self.server.settings.key or "any-key"
        return _signed(self.modules["wire"], schemes, key, self.operation.method, made)


def _same(one: Any, other: Any) -> bool:
    """Whether two problems are one finding."""
    return (one.rule, one.at, one.cause) == (other.rule, other.at, other.cause)


def _made(request: dict[str, Any]) -> Made:
    headers = tuple(request["headers"].items())
    return Made(request["url"], headers, base64.b64decode(request["body"]))


def _signed(wire: Any, schemes: Iterable[Any], key: str, method: str, made: Made) -> Any:
    url, content = made.url, made.body
    secret, query, masked = dict[str, str](), list[tuple[str, str]](), list[str]()
    for scheme in schemes:
        wire.authenticate(scheme, key, wire.KEY, secret, query, masked)
    taken = [name.lower() for name in secret]
    public = {name: value for name, value in made.headers if name.lower() not in taken}
    mark = "&" if "?" in url else "?"
    shown = url + (mark + "&".join(f"{name}=$API_KEY" for name, _ in query) if query else "")
    whole = url + (mark + urlencode(query) if query else "")
    words = ["curl", "-X", method, shlex.quote(shown), *(f'-H "{line}"' for line in masked)]
    for name, value in public.items():
        words += ["-H", shlex.quote(f"{name}: {value}")]
    if content:
        words += ["--data-raw", shlex.quote(wire.short(_readable(content)))]
    return wire.Sent(method, whole, {**public, **secret}, content, " ".join(words), None)


def _readable(content: bytes) -> str:
    """Return a body as it is shown; bytes that are no text are told as Python writes them."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return repr(content)
    return text if "\0" not in text else repr(content)
