"""TypeScript: how names are spelled, and what templates may call.

Values are plain JSON: a member is called what it is on the wire, of a model as of arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import (
    Anything,
    Api,
    Argument,
    Default,
    Kind,
    Operation,
    Record,
    Required,
    Resource,
)
from callsheet.languages.failures import FailureClass, any_failure, failure_classes
from callsheet.languages.prose import comment, of_key, summary_of
from callsheet.languages.python_client.readme import cell
from callsheet.languages.python_client.results import Results
from callsheet.languages.reserved_typescript import ARGUMENTS, CLIENT, GLOBALS, KEYWORDS
from callsheet.languages.typescript_client import Client
from callsheet.languages.typescript_jobs import Jobs
from callsheet.languages.typescript_readme import Examples
from callsheet.languages.typescript_text import (
    capital,
    doc,
    key,
    literal,
    remark,
    spread,
    without_unused,
)
from callsheet.languages.typescript_types import SCALARS, Types
from callsheet.names import Names
from callsheet.words import words_of

TIDY: Mapping[str, Callable[[str], str]] = {".ts": without_unused}
"""What becomes of each rendered file, by its ending."""


class Typescript:
    """The spelling of names. Satisfies :class:`callsheet.names.Spelling`."""

    clients = "TypeScript clients"
    written: frozenset[str] = frozenset({"argument", "field"})
    reserved: Mapping[str, frozenset[str]] = MappingProxyType(
        {
            "type": KEYWORDS | GLOBALS,
            "resource": KEYWORDS | {"constructor", "baseUrl", "withOptions", "toString", "toJSON"},
            "class": KEYWORDS | GLOBALS | CLIENT,
            "method": frozenset({"constructor", "toString", "toJSON", "then"}),
            "argument": KEYWORDS | ARGUMENTS,
            "scheme": KEYWORDS
            | {"baseUrl", "timeout", "maxRetries", "deadline", "headers", "hooks", "fetch"},
            "field": frozenset(),
        }
    )

    def value(self, words: tuple[str, ...]) -> str:
        """Return the words in camel case, an identifier whatever they are."""
        first, *rest = (word.lower() for word in words[:12]) if words else ("value",)
        return _identifier(first + "".join(map(capital, rest)), "n")

    def type(self, words: tuple[str, ...]) -> str:
        """Return the words in Pascal case, an identifier whatever they are."""
        return _identifier("".join(map(capital, words[:16])) or "Value", "N")

    def escape(self, name: str) -> str:
        """Return a reserved name with an underscore behind it."""
        return f"{name}_"


def _identifier(text: str, lead: str) -> str:
    kept = "".join(sign for sign in text if ("a" + sign).isidentifier())[:80]
    return kept if kept.isidentifier() and not kept.startswith("_") else lead + kept.lstrip("_")


@dataclass(frozen=True, slots=True)
class Key:
    """An option of the client for a security scheme."""

    name: str
    scheme: Any
    env: str

    @property
    def meaning(self) -> str:
        """What it is, for the documentation of the option."""
        form = ", as `user:password`" if self.scheme.kind == "basic" else ""
        held = " Browsers do not let it through." if self.scheme.kind == "cookie" else ""
        by = f"By default the environment variable {self.env}{form}."
        return f"{of_key(self.scheme)}{held} {by}"

    @property
    def annotation(self) -> str:
        """What may be given."""
        return "readonly [string, string]" if self.scheme.kind == "basic" else "string"


def filters(api: Api, names: Names) -> dict[str, Callable[..., Any]]:
    """Return what templates may call."""
    declared = Types(api, names, "", SCALARS)
    received = {**SCALARS, Kind.BINARY: "string"}
    given = {**SCALARS, Kind.DATETIME: "string | Date", Kind.INTEGER: "number | bigint"}

    def untyped(_: Any) -> str:
        return ""

    def is_optional(argument: Argument) -> bool:
        return not isinstance(argument.presence, Required)

    def is_record(thing: Any) -> bool:
        return isinstance(thing, Record)

    results = Results({"received": untyped, "literal": literal})
    types = Types(api, names, "models.", received)
    passed = Types(api, names, "models.", given, "readonly ")
    client = Client(api, names, types, passed, results)
    jobs = Jobs(client)

    def name(thing: Any) -> str:
        return names.value(thing if isinstance(thing, str) else thing.pointer)

    def type_name(thing: Any) -> str:
        return names.type(thing if isinstance(thing, str) else thing.pointer)

    return {
        "name": name,
        "type_name": type_name,
        "declared": declared.spelled,
        "alias": declared.alias,
        "received": types.spelled,
        "given": passed.spelled,
        "literal": literal,
        "spread": spread,
        "key": key,
        "comment": comment,
        "doc": doc,
        "remark": remark,
        "methods": client.methods,
        "head": client.head,
        "call": client.call,
        "maker": client.maker,
        "maker_head": client.maker_head,
        "request": client.request,
        "exported": client.exported,
        "job_methods": jobs.job_methods,
        "job_plan": jobs.job_plan,
        "neighbours": jobs.neighbours,
        "about": about,
        "explained": explained,
        "summary": summary_of,
        "keys": partial(keys, name=name),
        "credentials": partial(credentials, name=name),
        "default_url": default_url,
        "version": version,
        "body_type": partial(body_type, types),
        "maybe": maybe,
        "uses_deprecated": uses_deprecated,
        "failure_classes": failure_classes,
        "any_failure": any_failure,
        "is_optional": is_optional,
        "base_url_about": base_url_about,
        **Examples(client, jobs).filters(),
        "resource_name": client.home_name,
        "is_record": is_record,
        "free_type": partial(free_type, declared),
    }


def maybe(spelled: str) -> str:
    """Return a type that may be left out, also by saying so."""
    return spelled if spelled == "unknown" else f"{spelled} | undefined"


def body_type(types: Types, failure: FailureClass) -> str:
    """Return the type of the body of an error; empty where nothing is known of it."""
    made = types.spelled(failure.body) if failure.body else "unknown"
    return "" if made == "unknown" else maybe(made)


def uses_deprecated(resource: Resource) -> bool:
    """Whether an operation has an argument that the document wants no longer used."""
    return any(one.deprecated for each in resource.operations for one in each.arguments)


def version(api: Api) -> str:
    """Return the version of a document as npm has versions: three numbers."""
    numbers = [str(int(one)) for one in re.findall(r"\d+", api.version, re.ASCII)[:3]]
    return ".".join([*numbers, "0", "0", "0"][:3])


def free_type(types: Types, record: Record) -> str:
    """Return the type of members that a record does not name; empty where nothing is said of it."""
    if record.extra is None or isinstance(record.extra, Anything):
        return ""
    return "unknown" if record.fields else types.spelled(record.extra)


def about(argument: Argument, indent: int = 2) -> str:
    """Return the documentation of an argument."""
    text = (argument.doc.description or argument.doc.summary).strip()
    if text and text[-1].isalnum():
        text += "."
    if isinstance(argument.presence, Default):
        text = f"{text} Left out, it is `{literal(argument.presence.value)}`."
    return doc(f"{text}\n\n@deprecated".strip() if argument.deprecated else text, indent).replace(
        "\\@deprecated", "@deprecated"
    )


def explained(operation: Operation, indent: int, *further: str) -> str:
    """Return the documentation of a method: what the document says, and then what is added."""
    said = operation.doc.description.strip()
    parts = [summary_of(operation), operation.title, *further]
    if said and said.rstrip(".") != parts[0].rstrip("."):
        parts.append(said)
    made = doc("\n\n".join(parts), indent)
    end = f"\n{' ' * indent} */"
    tag = f"\n{' ' * indent} *\n{' ' * indent} * @deprecated"
    return made.removesuffix(end) + tag + end if operation.deprecated else made


def keys(api: Api, env_prefix: str, *, name: Callable[[Any], str]) -> tuple[Key, ...]:
    """Return the keys that some operation asks for. A single one is plainly ``apiKey``."""
    schemes = api.used_schemes
    if len(schemes) == 1 and schemes[0].kind != "basic":
        return (Key("apiKey", schemes[0], f"{env_prefix}_API_KEY"),)
    return tuple(
        Key(name(one), one, "_".join((env_prefix, *words_of(one.key))).upper()) for one in schemes
    )


def credentials(api: Api, env_prefix: str, indent: int, *, name: Callable[[Any], str]) -> str:
    """Return the ways to authenticate, as a list."""
    rows = [
        {
            "scheme": one.scheme.key,
            "kind": one.scheme.kind,
            "wire": one.scheme.wire,
            "option": one.name,
            "environment": one.env,
        }
        for one in keys(api, env_prefix, name=name)
    ]
    return spread(rows, indent, len("credentials: "))


def base_url_about(api: Api) -> str:
    """Return what the address is by default, as a cell of a table in Markdown."""
    known = default_url(api)
    return cell(f"by default {known}" if known else "has to be given")


def default_url(api: Api) -> str:
    """Return the address of the first server; empty where only a caller knows it."""
    url = api.servers[0].default_url if api.servers else ""
    return url.rstrip("/") if url.startswith(("http://", "https://")) else ""
