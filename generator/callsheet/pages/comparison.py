"""The claims of one page against the document: each is looked up, each difference is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callsheet.document import Document
from callsheet.likeness import did_you_mean
from callsheet.pages.answers import learnt
from callsheet.pages.commands import compare_command
from callsheet.pages.curl import Command
from callsheet.pages.declared import Field, Operation
from callsheet.pages.disputes import disputed
from callsheet.pages.fields import compare_clause, compare_row, compare_text
from callsheet.pages.finding import Difference
from callsheet.pages.json_sample import NotJson, Sample, keys_of
from callsheet.pages.matching import (
    Home,
    HomeKey,
    Match,
    field_at,
    fields_of,
    home_of,
    match_endpoint,
)
from callsheet.pages.page import Text
from callsheet.pages.samples import Judge
from callsheet.pages.sections import Claim, Endpoint, Section
from callsheet.pages.tables import Fields, Row, Statuses
from callsheet.pages.told import STANDARD_HEADERS, Shared, Told, contradictions, missing
from callsheet.source import Node

_NAMED = re.compile(r"`([A-Za-z_]\w*(?:\.\w+)*)`")
_STOP = re.compile(r"[.!?;](?=\s|$)|[。！？；]")
"""Where a clause ends: what comes then may be about something else."""


class Comparison:
    """One page."""

    def __init__(self, document: Document, operations: Sequence[Operation], judge: Judge) -> None:
        self.document = document
        self.operations = operations
        self.judge = judge
        self.mentioned = dict[str, int]()
        self.matches = dict[tuple[str, str], Match]()
        self.told = dict[tuple[HomeKey, int], Told]()
        self.statuses = dict[str, dict[str, int]]()
        self.agreed = dict[tuple[str, str], int]()

    def run(self, claims: Sequence[Claim]) -> Iterator[Difference]:
        """Yield the differences of a page's claims."""
        for claim in claims:  # first, so that sections of errors know what they are about
            if isinstance(claim.what, Endpoint):
                self._match(claim.what.method, claim.what.path)
        judged, found = len(self.judge.seen), list[Difference]()
        for claim in claims:
            found += self._claim(claim)
        shared = Shared(self.told.values())
        for each in found:
            without = shared.without(each) if each.code == "page-field-unknown" else 0
            yield replace(each, more={**each.more, "without": without}) if without else each
        yield from disputed(found, self.agreed, self.judge.seen[judged:])
        for told in self.told.values():
            yield from missing(told, shared)
        yield from contradictions(self.told.values())
        yield from self._statuses_missing()

    def _claim(self, claim: Claim) -> Iterator[Difference]:
        section = claim.section
        if section.status:
            yield from self._status(section.status, section.status_line, section)
        match claim.what:
            case Endpoint(method, path, line, path_line):
                for each in self._endpoint(method, path, line):
                    by_path = each.code == "page-path" and path_line
                    yield replace(each, line=path_line) if by_path else each
            case Fields() as table:
                yield from self._fields(table, section)
            case Statuses(_, codes):
                for code, line in codes:
                    yield from self._status(code, line, section)
            case Sample() as sample:
                yield from self._sample(sample, section)
            case Command() as command:
                yield from self._command(command)
            case NotJson() as wrong:
                yield Difference("page-sample-broken", f"no JSON: {wrong.why}", wrong.line)
            case Text() as text:
                yield from self._text(text, section)

    # Endpoints.

    def _match(self, method: str, path: str) -> Match:
        key = (method, path)
        if key not in self.matches:
            self.matches[key] = match_endpoint(method, path, self.operations)
        return self.matches[key]

    def _endpoint(self, method: str, path: str, line: int) -> Iterator[Difference]:
        match = self._match(method, path)
        operation = match.operation
        if operation is not None:
            self.mentioned.setdefault(operation.title, line)
        if match.how == "unknown":
            known = [each.title for each in self.operations]
            hint = did_you_mean(f"{method} {path}", known)
            yield Difference(
                "page-endpoint-unknown",
                f"{method} {path} is not in the document",
                line,
                self.document.root.get("paths"),
                hint,
                name=f"{method} {path}",
                said=Endpoint(method, path, line),
            )
        elif operation is not None and match.how != "same":
            yield Difference(
                f"page-{match.how}",
                f"{method} {path} on the page is {operation.title} in the document",
                line,
                operation.node,
                operation=operation,
                name=f"{method} {path}",
                said=method if match.how == "method" else path,
            )

    def _operations(self, section: Section) -> list[Operation]:
        """Return the operations that a section is about: its endpoint's, or all of the page's."""
        if section.endpoint is not None:
            found = self._match(section.endpoint.method, section.endpoint.path).operation
            return [found] if found else []
        titles = {match.operation.title for match in self.matches.values() if match.operation}
        return [each for each in self.operations if each.title in titles]

    def _command(self, command: Command) -> Iterator[Difference]:
        if not command.url.text:
            return
        by_path = self._match(command.method, command.path).how != "method"
        line = command.url.line if by_path else command.method_line
        yield from self._endpoint(command.method, command.path, line)
        match = self._match(command.method, command.path)
        if match.operation is not None:
            yield from (
                each if each.operation else replace(each, operation=match.operation)
                for each in compare_command(command, match.operation, self.document, self.judge)
            )

    # Tables.

    def _fields(self, table: Fields, section: Section) -> Iterator[Difference]:
        rows = [row for row in table.rows if row.name.lower() not in STANDARD_HEADERS]
        operations = self._operations(section)
        if not rows or not operations:
            return
        home = home_of([row.name for row in rows], section, operations)
        if home is None:
            return
        group = home.group
        described = section.endpoint.line if section.endpoint else 0
        told = self.told.setdefault((home.key, described), Told(home, table.line))
        known = fields_of([row.name for row in rows], home)
        for row in learnt(rows, known) if table.guessed else rows:
            told.rows.setdefault(row.name, []).append(row)
            told.names.add(row.name.split(".")[0])
            declared = known[row.name]
            if declared is None:
                yield _unknown(row, home)
                continue
            differing = list(compare_row(row, declared))
            for each in differing:
                yield replace(each, operation=home.operation, group=group)
            self._agree(row, declared, {each.code for each in differing})
            if row.unread and not table.guessed:
                why = f"whether `{row.name}` is required: {row.unread!r} says neither"
                yield Difference("page-unread", why, row.required_line, declared.node)

    def _agree(self, row: Row, declared: Field, differing: set[str]) -> None:
        """Keep that a row says what the document says."""
        for code, said in (("page-type", row.type), ("page-required", row.required)):
            if said is not None and code not in differing:
                self.agreed.setdefault((declared.node.pointer, code), row.line)

    def _text(self, text: Text, section: Section) -> Iterator[Difference]:
        """Compare what prose says of a field that it names in backticks, and of no other."""
        if section.endpoint is None:
            return
        named = list(
            dict.fromkeys(re.findall(r"`([A-Za-z_]\w*(?:\.\w+)*)`", text.text.split("\n")[0]))
        )
        operations = self._operations(section)
        if not named or not operations:
            return
        name = named[0]
        starts = re.match(rf"^[`*\-\s]*{re.escape(name)}\b", text.text)
        if not starts:
            yield from self._clauses(text, section, operations)
            return
        home = home_of([name], section, operations)
        declared = field_at(name, home) if home else None
        if home is None or declared is None:
            return
        rest = text.cut(text.text.index(name) + len(name) + 1)
        for each in compare_text(name, rest, declared):
            yield replace(each, operation=home.operation, group=home.group)

    def _clauses(
        self, text: Text, section: Section, operations: Sequence[Operation]
    ) -> Iterator[Difference]:
        """Compare what a paragraph says in passing: of each field, up to the next or a stop."""
        named = [
            (found, declared, home)
            for found in _NAMED.finditer(text.text)
            if (home := home_of([found[1]], section, operations))
            and (declared := field_at(found[1], home))
        ]
        ends = [found.start() for found, _, _ in named[1:]]
        for (found, declared, home), end in zip(named, [*ends, len(text.text)], strict=False):
            stop = _STOP.search(text.text, found.end(), end)
            clause = text.cut(found.end(), stop.start() if stop else end)
            for each in compare_clause(found[1], clause, declared):
                yield replace(each, operation=home.operation, group=home.group)

    # Samples.

    def _sample(self, sample: Sample, section: Section) -> Iterator[Difference]:
        keys = keys_of(sample.value)
        operations = self._operations(section)
        if not keys or not operations:
            return
        home = home_of(
            keys, replace(section, where="body" if section.side == "request" else ""), operations
        )
        home = home or _home_of_status(section, operations)
        if home is None or home.group.where not in ("body", "answer"):
            return
        nodes = self._nodes(home, section)
        yield from self.judge.sample(sample, home, nodes)

    def _nodes(self, home: Home, section: Section) -> list[Node]:
        """Return the schemas that a sample may fit: those of its status, where the page says it."""
        group, operation = home.group, home.operation
        if group.prefix or group.where == "body":
            return list(group.nodes)
        answers = [
            answer
            for status, answer in operation.answers.items()
            if status == section.status or (not section.status and status in group.statuses)
        ]
        found = [
            schema
            for answer in answers
            for _, content in (answer.get("content") or answer).items()
            if (schema := content.get("schema")) is not None
        ]
        return found or list(group.nodes)

    # Statuses.

    def _status(self, code: str, line: int, section: Section) -> Iterator[Difference]:
        operations = self._operations(section)
        for operation in operations:
            self.statuses.setdefault(operation.title, {}).setdefault(code, line)
        known = [each for each in operations if _has_status(each, code)]
        if operations and not known:
            operation = operations[0]
            yield Difference(
                "page-status-unknown",
                f"the page documents status {code}, which the document does not list",
                line,
                operation.node.get("responses"),
                operation=operation,
                name=code,
            )

    def _statuses_missing(self) -> Iterator[Difference]:
        for operation in self.operations:
            told = self.statuses.get(operation.title)
            if not told or len(told) < 3:
                continue
            succeeds = any(code < "400" for code in told)
            for code, answer in operation.answers.items():
                if code.isdigit() and code not in told and (code >= "400" or succeeds):
                    yield Difference(
                        "page-status-missing",
                        f"status {code} is in the document and not on the page",
                        min(told.values()),
                        answer,
                        operation=operation,
                        name=code,
                    )


def _home_of_status(section: Section, operations: Sequence[Operation]) -> Home | None:
    """Return the answer that a page shows under a status, whatever its fields are called."""
    for operation in operations if section.side in ("answer", "errors") else ():
        for group in operation.groups:
            if group.where == "answer" and not group.prefix and section.status in group.statuses:
                return Home(operation, group)
    return None


def _has_status(operation: Operation, code: str) -> bool:
    known = {status.upper() for status in operation.answers}
    return code in known or f"{code[0]}XX" in known


def _unknown(row: Row, home: Home) -> Difference:
    of = f" of `{home.group.prefix}`" if home.group.prefix else ""
    return Difference(
        "page-field-unknown",
        f"the field `{row.name}`{of} is not in the document",
        row.line,
        home.group.node,
        did_you_mean(row.name, home.group.fields),
        home.operation,
        home.group,
        name=row.name,
        more={"row": row},
    )
