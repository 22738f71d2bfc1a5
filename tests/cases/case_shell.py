"""Cases as snippets for the shell: what the generator makes of an example with such values."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import jinja2

from callsheet import usages
from callsheet.behaviour.canonical import digest
from callsheet.behaviour.model import Canonical, Case, File
from callsheet.behaviour.values import is_json
from callsheet.diagnostics import Report
from callsheet.environment import make_environment
from callsheet.ir import Api, Content, Operation
from callsheet.languages import shell
from callsheet.names import name
from callsheet.targets import folders

ENV = "CASE"
NOT_SAID = ("extra_headers", "extra_query", "extra_body", "max_retries")
"""Options that a snippet has no words for."""


@dataclass(frozen=True, slots=True)
class Shell:
    """Spells the calls of one document as scripts."""

    api: Api
    curl: shell.Curl
    template: jinja2.Template
    numbers: count[int]

    @classmethod
    def of(cls, api: Api, _package: str) -> Shell:
        """Return the spelling of a document's calls, by the template of the snippets."""
        names = name(api, shell.Shell(), Report())
        environment = make_environment(folders(None), shell.filters(api, names))
        environment.globals["env_prefix"] = ENV
        template = environment.get_template("curl/command.j2")
        return cls(api, shell.Curl(api, names), template, count())

    def call(self, case: Case, folder: Path) -> dict[str, Any]:
        """Return the script of a case, and the environment with its keys."""
        nothing: dict[str, Any] = {"arguments": {}, "keys": {}, "options": {}}
        if case.do != "call":
            return nothing | {"call": {"cannot": "a snippet is a single request"}}
        unsaid = [option for option in NOT_SAID if case.options.get(option)]
        if unsaid:
            return nothing | {"call": {"cannot": f"a snippet has no words for {unsaid[0]}"}}
        usage = self.usage(case, folder)
        keys = self.curl.known(ENV)
        told = {key.env: _text(case.keys.get(key.scheme.key, "")) for key in keys}
        call = {
            "script": self.template.render(usage=usage),
            "environment": told,
            "output": self.curl.output(usage),
            "is_silent": case.operation.method == "HEAD",
        }
        return nothing | {"call": call}

    def usage(self, case: Case, folder: Path) -> usages.Usage:
        """Return a case as an example of its operation that has the case's values."""
        given = dict(case.arguments)
        operation = case.operation
        parameters = tuple(
            (one, given[pointer])
            for one in operation.parameters
            if (pointer := f"{operation.pointer}~{one.location}/{one.wire}") in given
        )
        fields = {
            one.wire: self._local(given[one.pointer], folder)
            for one in operation.arguments
            if one.source == "field" and one.pointer in given
        }
        whole = [
            self._local(given[one.pointer], folder)
            for one in operation.arguments
            if one.source == "body" and one.pointer in given
        ]
        content = _content(operation, [*fields.values(), *whole], case.options)
        is_sent = bool(fields or whole or (operation.body and operation.body.required))
        return usages.Usage(
            f"{operation.pointer}~usage",
            replace(operation, security=(_way(operation, case.keys),), server=None),
            "",
            "",
            parameters,
            content if is_sent else None,
            whole[0] if whole else fields,
        )

    def _local(self, value: Any, folder: Path) -> Any:
        """Return a value with files where the script will find them."""
        if isinstance(value, bytes):
            value = File("upload", value)
        if isinstance(value, File):
            home = folder / str(next(self.numbers))
            home.mkdir()
            path = home / value.name
            path.write_bytes(value.content)
            media = value.media or mimetypes.guess_type(value.name)[0] or ""
            return usages.File(str(path), "", media)
        if isinstance(value, list):
            return [self._local(one, folder) for one in value]
        return value


def _way(operation: Operation, keys: Mapping[str, Any]) -> tuple[str, ...]:
    ways = [way for way in operation.security if way and all(key in keys for key in way)]
    return ways[0] if ways else ()


def _content(operation: Operation, values: list[Any], options: Mapping[str, Any]) -> Content | None:
    """Return the first content that can carry the values, or the one that is asked for."""
    contents = operation.body.contents if operation.body else ()
    wanted = options.get("media_type")
    for one in contents:
        if one.media == wanted or (not wanted and (one.kind != "json" or is_json(values))):
            return one
    return None


def _text(key: Any) -> str:
    return ":".join(key) if isinstance(key, list) else str(key)


def as_it_came(case: Case) -> Canonical:
    """Return what curl makes of an answer: the status where it means failure, else what came."""
    reply = case.replies[-1]
    if reply.status >= 400:
        return {"error": {"kind": "status", "status": reply.status}}
    contents = [content.kind for one in case.operation.successes for content in one.contents]
    if contents and not {"json", "text"} & set(contents):
        return {"result": {"$bytes": digest(reply.body)}}
    is_silent = case.operation.method == "HEAD"
    return {"result": "" if is_silent else reply.body.decode("utf-8", "replace")}
