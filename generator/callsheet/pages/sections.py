"""What a page claims, block by block, and the section that each claim stands in.

A section is: which endpoint is spoken of, whether of its request or of its answer, where its fields
travel, which status and which media type. Headings say so, the lines before a block do, and an
endpoint says which operation it is until another one comes or its part of the page ends.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from callsheet.data import dataclass
from callsheet.pages.curl import Command, read_commands
from callsheet.pages.json_sample import NotJson, Sample, read_samples
from callsheet.pages.lists import with_tables
from callsheet.pages.page import Block, Code, Heading, Item, Page, Prose, Table, Text
from callsheet.pages.programs import read_calls
from callsheet.pages.tables import Fields, Statuses, read_table
from callsheet.pages.words import PLACES, SIDES

_METHOD = r"GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
_HOST = r"(?:https?://[^\s/`\"'）)]*|\{\{?[\w ]+\}?\}|\$\{?\w+\}?)"
_STEPS = r"[^\s`\"'|,，。；;）)<]*"
_URL_PATH = rf"{_HOST}?(/{_STEPS}(?:<\w+>{_STEPS})*)"
_ENDPOINT = re.compile(rf"(?<![\w/])[`*\[]*({_METHOD})[`*\]]*\s*[:：|]?\s*[`*]*{_URL_PATH}")
_LONE_METHOD = re.compile(
    rf"(?:method|方法|方式|メソッド|verb)\W*[`*]*({_METHOD})\b", re.IGNORECASE
)
_LONE_PATH = re.compile(
    rf"(?:\burl\b|\bpath\b|endpoint|地址|路径|端点|エンドポイント|接口)\W*?[`*]*{_URL_PATH}",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\w.])([1-5]\d\d)(?![\w.%]|\s*(?:ms|px|秒|字符|characters|MB|KB))")
_KINDS = "|".join(sorted({kind.partition("/")[0] for kind in mimetypes.types_map.values()}))
_CODE_SPAN = re.compile(r"`[^`\n]*`")
_MEDIA = re.compile(rf"(?<![\w/])(?:multipart|{_KINDS})/[\w.+-]+")


_NOTHING = Text("", ((0, 0),))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A method and a path, as a page writes them."""

    method: str
    path: str
    line: int
    path_line: int = field(default=0, compare=False)
    """Where the path stands, if not beside the method."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a claim stands."""

    endpoint: Endpoint | None = None
    side: str = ""
    """``request``, ``answer``, ``errors`` or ''."""
    where: str = ""
    """``header``, ``path``, ``query``, ``body`` or ''."""
    status: str = ""
    status_line: int = 0
    media: str = ""
    title: str = ""
    """The headings above, outermost first, joined."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a page says, where it says so, and in which section."""

    what: Endpoint | Fields | Statuses | Sample | Command | NotJson | Text
    line: int
    section: Section


def claims_of(page: Page) -> list[Claim]:
    """Return the claims of a page, in its order."""
    return list(_Walk().claims(with_tables(page.blocks)))


class _Walk:
    """Goes through the blocks once, keeping the section."""

    def __init__(self) -> None:
        self.titles = list[tuple[int, Text]]()
        self.endpoint: Endpoint | None = None
        self.declared = 0
        self.before = _NOTHING
        self.method = ""

    def claims(self, blocks: Sequence[Block]) -> Iterator[Claim]:
        """Yield the claims of the blocks."""
        for block in blocks:
            match block:
                case Heading(level, text):
                    self._enter(level, text)
                    yield from self._endpoints(text)
                    self.before = _NOTHING
                case Prose(text) | Item(_, text):
                    yield from self._endpoints(text)
                    yield Claim(text, text.line(), self._section())
                    self.before = text
                case Table():
                    yield from self._table(block)
                    self.before = _NOTHING
                case Code():
                    yield from self._code(block)
                    self.before = _NOTHING

    def _enter(self, level: int, text: Text) -> None:
        title = text.text
        while self.titles and self.titles[-1][0] >= level:
            self.titles.pop()
        about = bool(_kind(title, SIDES) or _kind(title, PLACES) or _STATUS.search(title))
        if level < self.declared or (level == self.declared and not about):
            self.endpoint = None
        self.titles.append((level, text))
        self.method = ""

    def _endpoints(self, text: Text) -> Iterator[Claim]:
        """Yield the endpoints that a text names; the last one becomes the section's."""
        for found in _ENDPOINT.finditer(text.text):
            line, below = text.line(found.start()), text.line(found.start(2))
            yield self._declare(found.group(1), found.group(2), line, below)
        if _ENDPOINT.search(text.text):
            return
        method = _LONE_METHOD.search(text.text)
        self.method = method.group(1).upper() if method else self.method
        path = _LONE_PATH.search(text.text)
        if path and self.method:
            yield self._declare(self.method, path.group(1), text.line(path.start()))

    def _declare(self, method: str, path: str, line: int, path_line: int = 0) -> Claim:
        self.endpoint = Endpoint(method.upper(), path.rstrip(".:：`*"), line, path_line or line)
        self.declared = self.titles[-1][0] if self.titles else 0
        return Claim(self.endpoint, line, self._section())

    def _section(self, *, near: Text | None = None) -> Section:
        """Return the section: the line before says most, then the headings, the nearest first."""
        says = [*([near] if near else []), *(title for _, title in reversed(self.titles))]
        words = [each.text for each in says]
        status, line = "", 0
        for text in says:
            found = _STATUS.search(text.text)
            if found:
                status, line = found.group(1), text.line(found.start())
                break
        return Section(
            self.endpoint,
            next((side for text in words if (side := _side(text))), ""),
            next((kind for text in words if (kind := _kind(text, PLACES))), ""),
            status,
            line,
            next((found.group() for text in words if (found := _MEDIA.search(text))), ""),
            " › ".join(title.text for _, title in self.titles),
        )

    def _table(self, table: Table) -> Iterator[Claim]:
        read = read_table(table)
        if read is not None:
            yield Claim(read, read.line, self._section(near=_last_line(self.before)))
            return
        for row in table.rows:
            for cell in row:
                for found in _ENDPOINT.finditer(cell.text):
                    line = cell.line(found.start())
                    endpoint = Endpoint(found.group(1), found.group(2), line)
                    yield Claim(endpoint, line, self._section())
            joined = " ".join(cell.text for cell in row)
            if not any(_ENDPOINT.search(cell.text) for cell in row):
                apart = re.search(
                    rf"(?:^|\s)[`*]*({_METHOD})[`*]*\s.*?[`*]*{_URL_PATH}|{_URL_PATH}\S*\s.*?({_METHOD})",
                    joined,
                )
                if apart:
                    method, path = (
                        apart.group(1) or apart.group(4),
                        apart.group(2) or apart.group(3),
                    )
                    yield Claim(
                        Endpoint(method, path, row[0].line()), row[0].line(), self._section()
                    )

    def _code(self, block: Code) -> Iterator[Claim]:
        text = block.text
        commands = read_commands(text) if "curl" in text.text else list(read_calls(text))
        if commands:
            for command in commands:
                yield Claim(command, command.line, replace(self._section(), side="request"))
            return
        if text.text.lstrip()[:1] in ("{", "["):
            yield from self._samples(block)
            return
        if text.text.count("\n") <= 12:
            yield from self._endpoints(text)
            yield from self._http(text)

    def _samples(self, block: Code) -> Iterator[Claim]:
        section = self._section(near=_last_line(self.before))
        try:
            for sample in read_samples(block.text):
                yield Claim(sample, sample.line(), section)
        except NotJson as wrong:
            if block.language in ("", "json", "jsonc", "json5"):
                yield Claim(wrong, wrong.line, section)

    def _http(self, text: Text) -> Iterator[Claim]:
        """Yield the body of a request or an answer that is printed as HTTP."""
        start = re.match(
            rf"\s*(?:(?:{_METHOD})\s+\S+(?:\s+HTTP/[\d.]+)?|HTTP/[\d.]+\s+(\d\d\d).*)\n", text.text
        )
        body = re.search(r"^[{\[]", text.text, re.MULTILINE)
        if not start or not body:
            return
        status = start.group(1) or ""
        section = replace(self._section(), side="answer" if status else "request", status=status)
        try:
            for sample in read_samples(text.cut(body.start())):
                yield Claim(sample, sample.line(), section)
        except NotJson as wrong:
            yield Claim(wrong, wrong.line, section)


def _side(text: str) -> str:
    """Return what a heading speaks of. A status says so more surely than any word.

    A name in backticks says nothing, such as `response_format`, unless it is all there is.
    """
    status = _STATUS.search(text)
    if status:
        return "answer" if status.group(1) < "400" else "errors"
    spoken = _CODE_SPAN.sub(" ", text)
    return _kind(spoken if re.search(r"\w", spoken) else text, SIDES)


def _kind(text: str, kinds: tuple[tuple[str, str], ...]) -> str:
    return next((kind for kind, words in kinds if re.search(words, text, re.IGNORECASE)), "")


def _last_line(text: Text) -> Text:
    """Return the end of a paragraph, which speaks of what comes next."""
    start = max(text.text.rstrip().rfind("\n") + 1, len(text.text) - 120)
    return text.cut(start)
