"""The wire: requests as bytes, and exchanges as people read them."""

from __future__ import annotations

import base64
import json
import shlex
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl, quote, urlencode

from .facts import Case, Drop, Put, Request, Scheme

BOUNDARY = "conformance-4c1d9f0e2b"
KEY, WRONG = "$API_KEY", "wrong-credentials"
"""How a curl line shows credentials that are good, and those that are not."""
# A picture of one pixel.
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_SHOWN = 1_000
_PATH = "/%!$&'()*+,;=:@~{}"
"""What a path of the document may have besides letters and digits."""


@dataclass(frozen=True)
class Sent:
    """A request as it goes out, credentials included."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes
    curl: str
    body: Any
    """The body before it became bytes."""


@dataclass(frozen=True)
class Exchange:
    """A request and what came back."""

    sent: Sent
    status: int
    headers: Mapping[str, str]
    content: bytes
    is_longer: bool = False
    """Whether more came than the length that was told."""

    @property
    def media(self) -> str:
        """The media type of the answer, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def json(self) -> Any:
        """The answer's body; None where it is no JSON."""
        try:
            return json.loads(self.content)
        except ValueError:
            return None

    def __str__(self) -> str:
        kind = self.headers.get("content-type", "no Content-Type")
        if not self.content:
            return f"HTTP {self.status}, {kind}, no body"
        try:
            text = self.content.decode()
            shown = text if text.isprintable() or len(text.split()) > 1 else repr(text)
        except UnicodeDecodeError:
            shown = repr(self.content[:32]) + f", {len(self.content)} bytes"
        return f"HTTP {self.status}, {kind}\n{short(shown)}"


def applied(body: Any, edits: Sequence[Put | Drop]) -> Any:
    """Return a body with the edits made. The body itself stays as it is."""
    made = deepcopy(body)
    for edit in edits:
        value: Any = deepcopy(edit.value) if isinstance(edit, Put) else None
        if isinstance(edit, Put) and edit.times != 1:
            value = value * edit.times
        steps = [
            s.replace("~1", "/").replace("~0", "~") for s in edit.pointer.split("/")[1:]
        ]
        if not steps:
            made = value
            continue
        here = made
        for step in steps[:-1]:
            here = here[int(step) if isinstance(here, list) else step]
        last: Any = int(steps[-1]) if isinstance(here, list) else steps[-1]
        if isinstance(edit, Drop):
            del here[last]
        else:
            here[last] = value
    return made


def build(
    base_url: str,
    request: Request,
    case: Case,
    path: Mapping[str, str],
    credentials: Sequence[Scheme],
    key: str,
    shown_key: str = KEY,
) -> Sent:
    """Return the request of a case. ``path`` holds the values of the path, jobs' ids included."""
    operation = request.operation
    # What stands behind a # tells operations apart and is not sent.
    url, _, fixed = operation.path.partition("#")[0].partition("?")
    url = quote(url, safe=_PATH)
    query = parse_qsl(fixed, keep_blank_values=True)
    query += [(n, t) for n, ts in {**request.query, **case.query}.items() for t in ts]
    for name, value in path.items():
        place = "{" + quote(name, safe=_PATH) + "}"
        if place not in url and name not in case.query:
            query.append((name, value))  # the id of a job may be asked for in the query
        url = url.replace(place, quote(value, safe=",;="))
    headers = {
        n: v for n, v in {**request.headers, **case.headers}.items() if v is not None
    }
    media = case.media or request.media
    body = applied(request.body if case.body is None else case.body, case.edits)
    content, words = b"", list[str]()
    if request.media and case.spoil != "drop":
        files = {n: kind for n, kind in request.files.items() if n not in case.texts}
        content, words = _content(request.media, body, files)
    if case.spoil == "cut":
        content, words = content[:-1], [*words[:-1], words[-1][:-1]]
    if media and (content or case.spoil):
        boundary = f"; boundary={BOUNDARY}" if media.startswith("multipart/") else ""
        headers["Content-Type"] = media + boundary
    is_form = bool(words) and words[0] == "--form"
    shown = [
        f"{n}: {v}" for n, v in headers.items() if not (is_form and n == "Content-Type")
    ]
    masked: list[str] = []
    for scheme in credentials:
        authenticate(scheme, key, shown_key, headers, query, masked)
    asked = "?" + urlencode(query, safe=",") if query else ""
    whole = base_url.rstrip("/") + url + asked
    plain = [(n, shown_key if v == key else v) for n, v in query]
    public = (
        base_url.rstrip("/") + url + ("?" + urlencode(plain, safe="$") if plain else "")
    )
    parts = ["curl", "-X", operation.method, shlex.quote(public)]
    parts += [f'-H "{line}"' for line in masked]
    for line in shown:
        parts += ["-H", shlex.quote(line)]
    parts += [
        word if word.startswith("--") else shlex.quote(short(word)) for word in words
    ]
    return Sent(operation.method, whole, headers, content, " ".join(parts), body)


def authenticate(
    scheme: Scheme,
    key: str,
    shown: str,
    headers: dict[str, str],
    query: list[tuple[str, str]],
    masked: list[str],
) -> None:
    """Add credentials, and how a curl line shows them."""
    if scheme.kind == "bearer":
        headers["Authorization"] = f"Bearer {key}"
        masked.append(f"Authorization: Bearer {shown}")
    elif scheme.kind == "basic":
        pair = key if ":" in key else f"{key}:"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        masked.append(f"Authorization: Basic {shown}")
    elif scheme.kind == "header":
        headers[scheme.name] = key
        masked.append(f"{scheme.name}: {shown}")
    elif scheme.kind == "cookie":
        before = headers["Cookie"] + "; " if "Cookie" in headers else ""
        headers["Cookie"] = f"{before}{scheme.name}={key}"
        masked.append(f"Cookie: {scheme.name}={shown}")
    else:
        query.append((scheme.name, key))


def unlike(key: str) -> str:
    """Return credentials that nobody has, and that begin like a key up to its first mark.

    Who looks at the beginning alone is found out so.
    """
    marks = [mark for mark in "-_:." if mark in key]
    head, mark, _ = key.partition(marks[0]) if marks else ("", "", "")
    return head + mark + WRONG


def _content(
    media: str, body: Any, files: Mapping[str, str]
) -> tuple[bytes, list[str]]:
    """Return a body as bytes and as words of a curl line."""
    if media.startswith("multipart/"):
        return _multipart(body, files)
    if media == "application/x-www-form-urlencoded":
        pairs = [
            (name, text) for name, value in _fields(body) for text in _texts(value)
        ]
        return urlencode(pairs).encode(), [
            w for n, t in pairs for w in ("--data-urlencode", f"{n}={t}")
        ]
    text = json.dumps(body, ensure_ascii=False)
    return text.encode(), ["--data-raw", text]


def _multipart(body: Any, files: Mapping[str, str]) -> tuple[bytes, list[str]]:
    lines: list[bytes] = []
    words: list[str] = []
    for name, value in _fields(body):
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
        if name in files:
            end = files[name].rpartition("/")[2]
            head += f'; filename="file.{end}"\r\nContent-Type: {files[name]}'
            lines.append(head.encode() + b"\r\n\r\n" + _PNG + b"\r\n")
            words += ["--form", f"{name}=@file.{end};type={files[name]}"]
            continue
        for text in _texts(value):
            kind = (
                "\r\nContent-Type: application/json" if isinstance(value, dict) else ""
            )
            lines.append(f"{head}{kind}\r\n\r\n{text}\r\n".encode())
            words += ["--form", f"{name}={text}"]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode(), words


def _fields(body: Any) -> list[tuple[str, Any]]:
    """Return the fields of a form; a body that is no object has none."""
    if not isinstance(body, dict):
        return []
    return list(cast("dict[str, Any]", body).items())


def _texts(value: Any) -> list[str]:
    items: Any = value
    if isinstance(value, list):
        return [text for item in items for text in _texts(item)]
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]


def short(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return f"{text[: _SHOWN // 2]}...({len(text)} characters in all)"
