"""Pages with one thing changed: what a maintainer would want to be told, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
OTHER_TYPE = {
    "string": "integer",
    "integer": "boolean",
    "number": "string",
    "object": "array",
    "array": "object",
    "file": "boolean",
    "string[]": "object",
}


@dataclass(frozen=True, slots=True)
class Plant:
    """A changed page and the finding that it calls for."""

    page: str
    what: str
    text: str
    line: int
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.what}"


class _Planter:
    def __init__(self, page: str) -> None:
        self.page = page
        self.lines = (PAGES / page).read_text("utf-8").split("\n")

    def swap(self, number: int, old: str, new: str, what: str, *codes: str) -> Plant:
        """Change one line; the finding is expected there."""
        line = self.lines[number]
        assert old in line, (self.page, number, old)
        changed = [*self.lines[:number], line.replace(old, new, 1), *self.lines[number + 1 :]]
        return Plant(self.page, what, "\n".join(changed), number + 1, codes)

    def drop(self, number: int, line: int, what: str, *codes: str) -> Plant:
        """Leave one line out; the finding is expected at ``line``."""
        changed = [*self.lines[:number], *self.lines[number + 1 :]]
        return Plant(self.page, what, "\n".join(changed), line, codes)

    def insert(self, number: int, new: str, what: str, *codes: str) -> Plant:
        """Put a line in."""
        changed = [*self.lines[:number], new, *self.lines[number:]]
        return Plant(self.page, what, "\n".join(changed), number + 1, codes)


def plants() -> list[Plant]:
    """Return every planted change of every page."""
    found = list[Plant]()
    for page in sorted(path.name for path in PAGES.iterdir()):
        planter = _Planter(page)
        found += _rows(planter)
        found += _samples(planter)
        found += _commands(planter)
        found += _endpoints(planter)
        found += _statuses(planter)
        found += _words(planter)
    return found


_ROWS = {
    ".md": re.compile(r"^\| (?P<name>\w+) \| (?P<type>[a-z]+) \|(?: (?P<must>是|否) \|)?"),
    ".html": re.compile(
        r"^<tr><td><code>(?P<name>\w+)</code></td><td>(?P<type>[\w\[\]]+)</td><td>(?P<must>Yes|No)<"
    ),
    ".txt": re.compile(
        r"^(?P<name>(?!format)[a-z]\w*) (?P<type>string|integer|number|array|object)"
        r"(?: (?P<must>是|否))?"
    ),
}
_NEW = {
    ".md": "| brand_new | boolean | 否 | 新字段 |",
    ".html": "<tr><td><code>brand_new</code></td><td>boolean</td><td>No</td><td>New.</td></tr>",
    ".txt": "brand_new boolean 否 新字段",
}
_FLIPPED = {"是": "否", "否": "是", "Yes": "No", "No": "Yes"}
_STANDARD = ("Authorization", "Content-Type")


def _rows(planter: _Planter) -> Iterator[Plant]:
    suffix = Path(planter.page).suffix
    start, seen_table = 0, False
    for number, line in enumerate(planter.lines):
        row = _ROWS[suffix].match(line)
        if not row:
            seen_table = False
            continue
        if not seen_table:
            seen_table = True
            start = _table_line(planter.lines, number, suffix)
        name, kind, must = row["name"], row["type"], row["must"]
        if name in _STANDARD:
            continue
        yield planter.swap(number, name, f"{name}_renamed", f"{name} renamed", "page-field-unknown")
        other = "boolean" if name == "seconds" else OTHER_TYPE[kind]
        yield planter.swap(number, kind, other, f"{name} of another type", "page-type")
        alone = not _ROWS[suffix].match(planter.lines[number - 1]) and not _ROWS[suffix].match(
            planter.lines[number + 1]
        )
        if must:
            flipped = line.replace(must, _FLIPPED[must], 1) if suffix != ".txt" else ""
            old = f" {must} " if suffix != ".html" else f"<td>{must}<"
            yield planter.swap(
                number, old, old.replace(must, _FLIPPED[must]), f"{name} flipped", "page-required"
            )
            assert flipped != line
        if not alone:
            yield planter.drop(number, start, f"{name} dropped", "page-field-missing")
            yield planter.insert(
                number + 1 if suffix != ".txt" else number,
                _NEW[suffix],
                f"a field beside {name}",
                "page-field-unknown",
            )


def _table_line(lines: list[str], number: int, suffix: str) -> int:
    if suffix == ".md":
        return number - 1
    if suffix == ".html":
        while "<th>" not in lines[number]:
            number -= 1
        return number + 1
    while not lines[number].startswith("名称"):
        number -= 1
    return number + 1


_KEY = re.compile(
    r'(?:<span class="hljs-attr">)?"(?P<key>\w+)"(?:</span>)?: ?(?P<value>[^,{}\[\]]*)'
)
_SPARED = ("negative_prompt", "cfg_scale")


def _samples(planter: _Planter) -> Iterator[Plant]:
    """Rename keys, and give values of another type. Comes upon bodies of commands, too."""
    for number, line in enumerate(planter.lines):
        for found in _KEY.finditer(line):
            key, value = found["key"], found["value"].strip()
            if value.startswith('"https') and not value.endswith('"'):
                continue  # goes on in the next line
            whole = found.group()
            renamed = whole.replace(key, f"{key}_renamed", 1)
            yield planter.swap(
                number,
                whole,
                renamed,
                f"key {key} renamed",
                "page-sample-field",
                "page-sample-invalid",
            )
            if not value or key in _SPARED:
                continue
            other = whole.replace(value, "[1]", 1)
            yield planter.swap(number, whole, other, f"value of {key}", "page-sample-invalid")


def _commands(planter: _Planter) -> Iterator[Plant]:
    for number, line in enumerate(planter.lines):
        url = re.search(r"https://ai\.burncloud\.com(/v1/[\w/]+)", line)
        if "curl" in line and url:
            path = url[1]
            yield planter.swap(
                number, path, path.replace("/v1/video", "/v1/movie"), "path of a command",
                "page-path", "page-endpoint-unknown",
            )  # fmt: skip
            if "--request" not in planter.lines[number + 1]:
                yield planter.swap(
                    number, "curl ", "curl -X DELETE ", "method of a command", "page-method"
                )
        form = re.match(r'  -F "(\w+)=', line)
        if form:
            yield planter.swap(
                number, form[1], f"{form[1]}_renamed", "field of a form", "page-sample-field"
            )
        if "Bearer" in line and ("-H" in line or "--header" in line):
            yield planter.swap(number, "Bearer", "Basic", "scheme of a command", "page-auth")
        if "application/json" in line and ("-H" in line or "--header" in line):
            yield planter.swap(
                number, "application/json", "application/xml", "media type", "page-media-type"
            )


def _endpoints(planter: _Planter) -> Iterator[Plant]:
    for number, line in enumerate(planter.lines):
        found = re.search(r"(GET|POST) (/v1/[\w/{}]+)", line)
        if found:
            other = "PUT" if found[1] == "POST" else "PATCH"
            yield planter.swap(number, found[1], other, "method of an endpoint", "page-method")
            path = found[2].replace("/v1/video", "/v1/movie")
            yield planter.swap(
                number, found[2], path, "path of an endpoint", "page-path", "page-endpoint-unknown"
            )


def _statuses(planter: _Planter) -> Iterator[Plant]:
    for number, line in enumerate(planter.lines):
        found = re.match(r"^### (4\d\d)|^<tr><td>(4\d\d)", line)
        if found:
            status = found[1] or found[2]
            yield planter.swap(number, status, "418", f"status {status}", "page-status-unknown")


_WORDS = (
    ("默认 `sora-2`", "默认 `sora-9`", "page-default"),
    ("默认 4", "默认 6", "page-default"),
    ("默认 720x1280", "默认 640x480", "page-default"),
    ("默认 `video`", "默认 `thumbnail`", "page-default"),
    ("最多 32000", "最多 16000", "page-limit"),
    ("0-100", "0-10", "page-limit"),
    ("`pro`、`4k`", "`pro`", "page-enum"),
    ("`pro`、`4k`", "`pro`、`4k`、`8k`", "page-enum"),
    ("`std`、`pro`", "`standard`、`pro`", "page-enum"),
    ("、`spritesheet`", "", "page-enum"),
    ("`thumbnail`、", "`thumbnail`、`poster`、", "page-enum"),
    ("固定为 `video`", "固定为 `movie`", "page-enum"),
    ("<code>pro</code>, <code>4k</code>", "<code>pro</code>", "page-enum"),
    ("one of <code>std</code>", "one of <code>standard</code>", "page-enum"),
    (">At least 1.", ">At least 16.", "page-limit"),
)


def _words(planter: _Planter) -> Iterator[Plant]:
    for old, new, code in _WORDS:
        for number, line in enumerate(planter.lines):
            if old in line:
                yield planter.swap(number, old, new, f"{old} → {new}", code)


def cosmetics() -> list[Plant]:
    """Return pages on which only the wording, the layout or the values of samples differ."""
    swaps = (
        ("ai.burncloud.com", "gateway.example:8443/api"),
        ("video_123", "vid-9f3c_77"),
        ("abcd1234efgh", "task_ZZ"),
        ("名称 | 数据类型 | 必填 | 说明", "参数 | 类型 | 是否必填 | 描述"),
        ("名称 | 数据类型 | 必填 | 说明", "Name | Type | Required | Description"),
        ("名称 | 数据类型 | 必填 | 说明", "パラメータ | 型 | 必須 | 説明"),
        ("|------|", "|:-----|"),
        ("雪夜里一只猫走过屋顶", "黎明时的灯塔"),
        ("| 是 |", "| ✓ |"),
        ("| 否 |", "| ✗ |"),
        ("| prompt |", "| **prompt** |"),
        ("| prompt |", "| `prompt` |"),
        ('-H "Authorization', '--header "Authorization'),
        ("sk-xxxx", "$API_KEY"),
        ("Bearer sk-xxxx", "Bearer <token>"),
        ("1712697600", "1760000000"),
        ("提交任务", "创建任务"),
        ("<td>Yes</td>", "<td>required</td>"),
        ("<td>No</td>", "<td>optional</td>"),
        ("<th>Field</th>", "<th>Parameter</th>"),
        ("<h3>", "<h4>"),
        ('class="hljs-attr"', 'class="token property"'),
        ("{task_id}", "{id}"),
        ("{video_id}", "<video_id>"),
        ("画面内容", "要生成的画面"),
        ("Which model to use.", "The name of the model, see the list of models."),
    )  # fmt: skip
    found = list[Plant]()
    for page in sorted(path.name for path in PAGES.iterdir()):
        text = (PAGES / page).read_text("utf-8")
        for old, new in swaps:
            if old in text:
                found.append(Plant(page, f"{old} → {new}", text.replace(old, new), 0, ()))
        found.append(Plant(page, "line ends", text.replace("\n", "\r\n"), 0, ()))
        found.append(Plant(page, "space at the ends", text.replace("\n", "  \n"), 0, ()))
    return found
