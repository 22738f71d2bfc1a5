"""Shell: snippets of POSIX sh that call curl. How they are named, quoted and spelled.

A value of the document reaches a snippet in single quotes, or percent-encoded inside of a URL: the
shell reads nothing in it. A key never stands on a command line, where every user of the machine
could read it: ``printf``, which is part of the shell, hands it to curl as a header on stdin.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from callsheet.data import dataclass
from callsheet.ir import Api, Argument, Content, Json, Operation, Parameter, Part, Scheme
from callsheet.languages.prose import comment
from callsheet.languages.python_client.credentials import Key, keys
from callsheet.languages.python_client.readme import cell
from callsheet.languages.shell_jobs import Jobs
from callsheet.languages.shell_text import in_printf, literal, pretty
from callsheet.names import Names
from callsheet.plain import is_list, is_object
from callsheet.travel import joined, pairs_of, text_of
from callsheet.usages import File, Usage, ending, usages

_LONGEST = 72
"""Characters of a file's name."""
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What the name of a header is made of (RFC 9110, section 5.6.2)."""
_IN_PATH = "/:@&+,;=~%()*'"
_RESERVED = ":/?@()*,;[]'"
"""What ``allowReserved`` leaves as it is, but for what ends a value or is read by the shell."""


class Shell:
    """The spelling of names. Satisfies :class:`callsheet.names.Spelling`."""

    clients = "snippets"
    written: frozenset[str] = frozenset()
    reserved: Mapping[str, frozenset[str]] = MappingProxyType({})

    def value(self, words: tuple[str, ...]) -> str:
        """Return the words joined by hyphens: the name of a file."""
        text = "-".join(unicodedata.normalize("NFKC", word).lower() for word in words)
        kept = "".join(sign for sign in text if sign.isalnum() or sign in "-_")
        return kept[:_LONGEST].strip("-") or "value"

    def type(self, words: tuple[str, ...]) -> str:
        """Return the words joined by hyphens: a snippet has no types."""
        return self.value(words)

    def escape(self, name: str) -> str:
        """Return the name: none is reserved."""
        return name


@dataclass(frozen=True, slots=True)
class Curl:
    """Spells the parts of a command line of curl."""

    api: Api
    names: Names

    def keys(self, operation: Operation, env_prefix: str) -> tuple[Key, ...]:
        """Return the keys that a call needs: those of the operation's first alternative."""
        needed = operation.security[0] if operation.security else ()
        return tuple(one for one in self.known(env_prefix) if one.scheme.key in needed)

    def known(self, env_prefix: str) -> tuple[Key, ...]:
        """Return every key that some operation needs."""
        return keys(self.api, self._argument, env_prefix)

    def _argument(self, scheme: Scheme) -> str:
        return re.sub(r"\W", "_", self.names.value(scheme.pointer))

    def secrets(self, usage: Usage, env_prefix: str) -> str:
        """Return the command that prints the headers with the keys; empty where there are none."""
        form, values = "", list[str]()
        for key in self.keys(usage.operation, env_prefix):
            scheme = key.scheme
            value = f'"${key.env}"'
            if scheme.kind == "basic":
                value = f"\"$(printf %s {value} | base64 | tr -d '\\n')\""
            if scheme.kind == "query":
                continue
            start = {"bearer": "Authorization: Bearer ", "basic": "Authorization: Basic "}
            named = f"Cookie: {self._cookies(usage, more=True)}{scheme.wire}="
            other = named if scheme.kind == "cookie" else f"{scheme.wire}: "
            form += in_printf(start.get(scheme.kind, other)) + "%s\\n"
            values.append(value)
        return f"printf {literal(form)} {' '.join(values)}" if values else ""

    def _cookies(self, usage: Usage, *, more: bool = False) -> str:
        found = [
            f"{name}={text}"
            for parameter, value in usage.parameters
            if parameter.location == "cookie"
            for name, text in pairs_of(parameter.wire, parameter, value)
        ]
        return "".join(f"{one}; " for one in found) if more else "; ".join(found)

    def options(self, usage: Usage, env_prefix: str, output: str = "") -> Iterator[str]:
        """Yield the options of a call, each with its value, but for the URL.

        ``output`` is a word of the shell for the file that an answer of bytes goes into.
        """
        operation = usage.operation
        method = operation.method
        if method == "HEAD":
            yield "--head"
        elif method != ("POST" if usage.content else "GET"):
            yield f"--request {literal(method)}"
        if self.secrets(usage, env_prefix):
            yield "--header @-"
        for name, text in self._headers(usage, env_prefix):
            if _TOKEN.fullmatch(name):
                yield f"--header {literal(f'{name}: {text}' if text else f'{name};')}"
        for key in self.keys(operation, env_prefix):
            if key.scheme.kind == "query":
                yield f'--url-query {literal(_escaped(key.scheme.wire))}="${key.env}"'
        if usage.content is not None:
            yield from _body(usage.content, usage.body)
        name = output or literal(self.output(usage))
        if name != "''":
            yield f"--output {name}"

    def _headers(self, usage: Usage, env_prefix: str) -> Iterator[tuple[str, str]]:
        for parameter, value in usage.parameters:
            if parameter.location == "header":
                made = _json(value) if parameter.media else joined(parameter.wire, parameter, value)
                yield parameter.wire, made
        cookies = self._cookies(usage)
        secret = self.keys(usage.operation, env_prefix)
        if cookies and not any(key.scheme.kind == "cookie" for key in secret):
            yield "Cookie", cookies

    def output(self, usage: Usage) -> str:
        """Return the file that an answer of bytes goes into; empty where it is no such answer."""
        medias = [content.media for one in usage.operation.successes for content in one.contents]
        kinds = [content.kind for one in usage.operation.successes for content in one.contents]
        if not kinds or "json" in kinds or "text" in kinds:
            return ""
        name = self.names.find(usage.pointer) or "answer"
        return f"{name}{'' if usage.name and len(set(medias)) > 1 else ending(medias[0])}"

    def address(self, usage: Usage, env_prefix: str, of_job: str = "") -> str:
        """Return the URL in double quotes: the server from the environment, the path encoded.

        ``of_job`` is a parameter that takes ``$id``, which is encoded already.
        """
        operation = usage.operation
        server = operation.server or next(iter(self.api.servers), None)
        url = server.default_url.rstrip("/") if server else ""
        is_whole = re.match(r"https?://[^/]", url) is not None
        usual = f":-{quote(url, safe='/:@&+,;=~%()*[]')}" if is_whole else ":?"
        given = {(one.location, one.wire): (one, value) for one, value in usage.parameters}
        steps = re.split(r"\{([^{}]*)\}", operation.path)
        for index in range(1, len(steps), 2):
            name = steps[index]
            found = given.get(("path", name))
            steps[index] = _in_path(*found) if found else "..."
            steps[index] = "$id" if of_job == name else steps[index]
        steps[::2] = [quote(step, safe=_IN_PATH) for step in steps[::2]]
        query = "&".join(
            f"{name}={text}"
            for parameter, value in usage.parameters
            if parameter.location == "query"
            for name, text in (
                [(_escaped(parameter.wire), "$id")]
                if of_job == parameter.wire
                else _in_query(parameter, value)
            )
        )
        return f'"${{{env_prefix}_BASE_URL{usual}}}{"".join(steps)}{"?" if query else ""}{query}"'

    def globs(self, usage: Usage, env_prefix: str) -> bool:
        """Whether curl would take brackets in the URL for a pattern."""
        return any(sign in self.address(usage, env_prefix).partition("}")[2] for sign in "[]{}")


def _escaped(text: str) -> str:
    return quote(text, safe="~")


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _in_path(parameter: Parameter, value: Json) -> str:
    if parameter.media:
        return _escaped(_json(value))
    return joined(parameter.wire, parameter, value, _escaped)


def _in_query(parameter: Parameter, value: Json) -> list[tuple[str, str]]:
    if parameter.media:
        return [(_escaped(parameter.wire), _escaped(_json(value)))]
    if parameter.allow_reserved:
        return [
            (_escaped(name), quote(text, safe=_RESERVED))
            for name, text in pairs_of(parameter.wire, parameter, value)
        ]
    return pairs_of(parameter.wire, parameter, value, _escaped)


def _body(content: Content, body: Json) -> Iterator[str]:
    if content.kind == "multipart" and is_object(body):
        yield from _parts(content, body)
        return
    if content.kind == "form" and is_object(body):
        yield from _fields(content, body)
        return
    yield f"--header {literal(f'Content-Type: {content.media}')}"
    if isinstance(body, File):
        yield f"--data-binary {literal('@' + (body.path or f'body{ending(content.media)}'))}"
    elif content.kind == "text" and isinstance(body, str):
        yield f"--data-raw {literal(body)}"
    else:
        yield f"--data-raw {literal(pretty(body))}"


def _fields(content: Content, body: dict[str, Json]) -> Iterator[str]:
    encoding = {part.key: part for part in content.parts}
    made: list[tuple[str, str]] = []
    for key, value in body.items():
        part = encoding.get(key, Part(key))
        if part.media or (is_object(value) and part.style == "form"):
            made.append((key, text_of(value) if isinstance(value, str) else _json(value)))
        else:
            made += pairs_of(key, part, value)
    for name, text in made:
        yield f"--data-urlencode {literal(f'{_escaped(name)}={text}')}"
    if not made:
        yield "--data-raw ''"


def _parts(content: Content, body: dict[str, Json]) -> Iterator[str]:
    encoding = {part.key: part.media for part in content.parts}
    for key, value in body.items():
        for one in value if is_list(value) else [value]:
            yield _part(key, one, encoding.get(key, "").partition(",")[0].strip())
    if not body:
        yield "--form-string ''"


def _part(key: str, value: Json, media: str) -> str:
    if isinstance(value, File):
        path = value.path or f"{Shell().value((key,))}{ending(media)}"
        named = f";filename={_quoted(value.name)}" if value.name else ""
        kind = value.media or media or "application/octet-stream"
        return f"--form {literal(f'{key}=@{_quoted(path)}{named};type={kind}')}"
    text = value if isinstance(value, str) else _json(value)
    if is_object(value) or is_list(value):
        media = media or "application/json"
    if not media:
        return f"--form-string {literal(f'{key}={text}')}"
    return f"--form {literal(f'{key}={_quoted(text)};type={media}')}"


def _quoted(text: str) -> str:
    """Return a value of ``--form``, quoted where curl would read it otherwise."""
    if text and not re.search(r'[;,\\]|^[\s"@<]|\s$', text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def filters(api: Api, names: Names) -> dict[str, Callable[..., Any]]:
    """Return what templates may call."""
    curl = Curl(api, names)

    def name(thing: Operation | Argument) -> str:
        return names.value(thing.pointer)

    def all_keys(_: Api, env_prefix: str) -> Any:
        return curl.known(env_prefix)

    return {
        "name": name,
        "literal": literal,
        "comment": comment,
        "cell": cell,
        "usages": partial(usages, api),
        "all_keys": all_keys,
        "keys": curl.keys,
        "curl_secrets": curl.secrets,
        "curl_options": curl.options,
        "curl_address": curl.address,
        "curl_globs": curl.globs,
        **Jobs(api).filters(),
    }
