"""Python clients: what their templates print of the API as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from callsheet.ir import Api, Scheme
from callsheet.languages.python_credentials import Key, keys
from callsheet.languages.python_failures import FailureClass, any_failure, failure_classes
from callsheet.languages.python_layout import (
    Group,
    Keyed,
    annotation,
    call,
    lay_out,
    listed,
    mapped,
    tupled,
)

Spelling: TypeAlias = Mapping[str, Callable[..., Any]]

_VERSION = re.compile(r"v?\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", re.ASCII)


def surroundings(base: Spelling) -> dict[str, Callable[..., Any]]:
    """Return the filters, with those of the language for names, types and literals."""
    literal, prose, received = base["literal"], base["prose"], base["received"]

    def keys_of(api: Api, env_prefix: str) -> tuple[Key, ...]:
        def name(scheme: Scheme) -> str:
            made: str = base["name"](scheme)
            return made

        return keys(api, name, env_prefix)

    def credential(key: Key) -> Group:
        """Return the construction of a credential without its secret."""
        facts = {
            "scheme": key.scheme.key,
            "kind": key.scheme.kind,
            "wire": key.scheme.wire,
            "argument": key.name,
            "environment": key.env,
        }
        rows = (Keyed(f"{name}=", literal(value)) for name, value in facts.items())
        return call("Credential", *rows)

    def credentials(api: Api, env_prefix: str, indent: int) -> str:
        """Return the ways to authenticate, as a list."""
        made = listed(*(credential(key) for key in keys_of(api, env_prefix)))
        return lay_out(made, indent, len("credentials="))

    def secrets(api: Api, env_prefix: str, indent: int) -> str:
        """Return the arguments for keys, by security scheme."""
        rows = (Keyed(f"{literal(k.scheme.key)}: ", k.name) for k in keys_of(api, env_prefix))
        return lay_out(mapped(*rows), indent, len("secrets="))

    def key_about(key: Key, indent: int) -> Any:
        """Return the line of a key under ``Args:``."""
        return prose(f"{key.name}: {key.meaning}", indent)

    def base_url_about(api: Api, env_prefix: str, indent: int) -> Any:
        """Return what to say of the base URL, behind its name."""
        text = f"Where the API is; by default the environment variable {env_prefix}_BASE_URL"
        known = _default_url(api)
        return prose(f"{text}, or else {known}." if known else f"{text}.", indent, 77)

    def pointers(values: tuple[str, ...], name: str) -> str:
        """Return a tuple of texts that is assigned to a name in a class."""
        return lay_out(tupled(*map(literal, values)), 4, len(name) + 3, 0)

    def body_property(failure: FailureClass) -> str:
        """Return the head of the property that gives an error's body."""
        head = "def body(self) -> "
        return head + annotation(_optional(received(failure.body)), 4, len(head), ":")

    def body_value(failure: FailureClass, indent: int) -> str:
        """Return the assignment of an error's body to a local of its type."""
        made = received(failure.body)
        head = f"body: {_optional(made)} = "
        if indent + len(head) + len("self.decoded(") <= 88:
            return head + lay_out(call("self.decoded", made), indent, len(head), 0)
        kind = annotation(_optional(made), indent, len("body: "), " = self.decoded(")
        return f"body: {kind}" + lay_out(call("", made), indent, 88, 0)[1:]

    def imported_names(words: Mapping[str, str]) -> list[str]:
        """Return what a client imports from the module that runs its calls, sorted."""
        classes = ("connections", "download", "raw_session", "session")
        return [*sorted(words[one] for one in classes), "raw"]

    return {
        "keys": keys_of,
        "credentials": credentials,
        "secrets": secrets,
        "modules": lambda api: sorted(base["name"](one) for one in api.resources),
        "key_about": key_about,
        "base_url_about": base_url_about,
        "pointers": pointers,
        "any_failure": any_failure,
        "failure_classes": failure_classes,
        "single_failures": lambda api: [f for f in failure_classes(api) if f.status.isdigit()],
        "body_property": body_property,
        "body_value": body_value,
        "default_url": lambda api: literal(_default_url(api)),
        "user_agent": lambda api, project: literal(f"{project}/{version_of(api.version)}"),
        "package_version": lambda api: literal(version_of(api.version)),
        "imported_names": imported_names,
        "error_names": error_names,
        "exported_names": lambda api: _isorted([*dict(_homes(api)), "errors", "models"]),
        "homes": _homes,
        "license": _license,
        "toml": _toml,
        "has_deprecated": lambda api: any(one.deprecated for one in api.operations),
    }


_EXPORTS = (
    ("AsyncClient", "aio"),
    ("AsyncDownload", "_core.session_async"),
    ("Client", "client"),
    ("Download", "_core.session_sync"),
    ("FileInput", "_core.files"),
    ("Omit", "_core.omit"),
    ("RawResponse", "_core.transport"),
    ("RequestOptions", "_core.options"),
    ("Timeout", "_core.options"),
    ("omit", "_core.omit"),
)
"""What the package has at its top beside its errors, and the modules that have it."""

_ERRORS = (
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "ConfigurationError",
)
"""The errors that every client has, beside those of a status."""

_SPDX = {"0BSD", "AGPL-3.0-only", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"}
_SPDX |= {"GPL-2.0-only", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-3.0-only", "MIT"}
_SPDX |= {"MPL-2.0", "Unlicense", "Zlib"}
"""Identifiers that packaging tools certainly know; any other text is given to them as text."""


def error_names(api: Api) -> list[str]:
    """Return the names of all error classes, sorted."""
    return sorted([*_ERRORS, *(one.name for one in failure_classes(api))])


def _homes(api: Api) -> list[tuple[str, str]]:
    """Return what the package has at its top, and the module that has it."""
    errors = [(name, "errors") for name in error_names(api)]
    order = _isorted([name for name, _ in (*_EXPORTS, *errors)])
    return sorted((*_EXPORTS, *errors), key=lambda row: order.index(row[0]))


def _isorted(names: list[str]) -> list[str]:
    """Return names as import sorters want them: classes before functions."""
    return sorted(names, key=lambda name: (not name[0].isupper(), name))


def _license(api: Api) -> str:
    """Return the value of a project's license."""
    text = _toml(api.license)
    return text if api.license in _SPDX else f"{{ text = {text} }}"


def _toml(text: str) -> str:
    """Return a text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def version_of(text: str) -> str:
    """Return the version of a document as Python packages have theirs."""
    text = text.strip().lower()
    if _VERSION.fullmatch(text):
        return text.removeprefix("v")
    numbers = [str(int(one)) for one in re.findall(r"\d+", text, re.ASCII)[:4]]
    return ".".join(numbers) or "0"


def _default_url(api: Api) -> str:
    """Return the address of the first server, or nothing where it is only known at run time."""
    url = api.servers[0].default_url if api.servers else ""
    return url.rstrip("/") if url.startswith(("http://", "https://")) else ""


def _optional(annotation_: str) -> str:
    if annotation_ == "Any" or annotation_.endswith("None"):
        return annotation_
    return f"{annotation_} | None"
