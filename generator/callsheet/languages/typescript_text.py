"""TypeScript text: the doors through which a document's strings reach code, and its layout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from callsheet.data import dataclass
from callsheet.ir import (
    Doc,
)
from callsheet.languages.prose import told, wrapped

WIDTH = 100


def capital(word: str) -> str:
    """Return a word with a capital, and no longer acronym all in capitals."""
    return word[:1].upper() + (word[1:].lower() if word.isupper() and len(word) > 4 else word[1:])


# -- the doors: literals and comments

_HIDDEN = re.compile(
    "[\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff]"
)
PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is code already, among the values of :func:`spread`."""

    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """A call of a function, among the values of :func:`spread`."""

    name: str
    arguments: tuple[Any, ...]


def literal(value: Any) -> str:
    """Return the literal of a JSON value on one line."""
    return _flat(value)


def quoted(text: str) -> str:
    """Return a string literal, in which nothing is hidden."""
    made = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", made)


def key(text: str) -> str:
    """Return the name of a member: quoted where it is no identifier."""
    return text if PLAIN_KEY.fullmatch(text) else quoted(text)


def _flat(value: Any) -> str:
    match value:
        case Code(text=text):
            return text
        case Made(name=name, arguments=arguments):
            return f"{name}({', '.join(map(_flat, arguments))})"
        case str():
            return quoted(value)
        case None | bool() | int() | float():
            return json.dumps(value)
        case Mapping() if value:
            return "{ " + ", ".join(_member(k, _flat(v)) for k, v in _members(value)) + " }"
        case Mapping():
            return "{}"
        case _:
            return "[" + ", ".join(map(_flat, value)) + "]"


def _members(value: Any) -> Iterable[tuple[str, Any]]:
    found: Iterable[tuple[str, Any]] = value.items()
    return found


def _ends_open(arguments: tuple[Any, ...]) -> bool:
    """Whether the last of some arguments, and no other, has parts to be spread over lines."""
    return [isinstance(one, dict | list | tuple) for one in arguments].count(True) == 1 and (
        isinstance(arguments[-1], dict | list | tuple)
    )


def _member(name: str, text: str) -> str:
    if name == text:
        return name
    # In a literal, this name would set the prototype.
    return f'["__proto__"]: {text}' if name == "__proto__" else f"{key(name)}: {text}"


def spread(value: Any, indent: int = 0, before: int = 0) -> str:
    """Return a value over as many lines as it needs; of the first, some columns are taken."""
    line = _flat(value)
    if indent + before + len(line) < WIDTH:
        return line
    pad = "\n" + " " * (indent + 2)
    end = "\n" + " " * indent
    match value:
        case Made(name=name, arguments=arguments) if _ends_open(arguments):
            *first, last = arguments
            lead = f"{name}({''.join(f'{_flat(one)}, ' for one in first)}"
            return f"{lead}{spread(last, indent, before + len(lead))})"
        case Made(name=name, arguments=arguments):
            rows = (spread(one, indent + 2) for one in arguments)
            return f"{name}({pad}" + f",{pad}".join(rows) + f",{end})"
        case Mapping():
            made = (_member(k, spread(v, indent + 2, len(k) + 2)) for k, v in _members(value))
            return "{" + pad + f",{pad}".join(made) + f",{end}}}"
        case list() | tuple():
            rows = (spread(one, indent + 2) for one in cast("Sequence[Any]", value))
            return f"[{pad}" + f",{pad}".join(rows) + f",{end}]"
        case _:
            return line


def doc(text: Doc | str, indent: int = 0) -> str:
    """Return a documentation comment; empty where there is nothing to say."""
    said = text if isinstance(text, str) else told(text)
    body = remark(said, indent)
    if not body:
        return ""
    pad = " " * indent
    if "\n" not in body and len(body) + indent + 7 <= WIDTH:
        return f"/** {body} */"
    return f"/**\n{pad} * {body}\n{pad} */"


def remark(text: str, indent: int = 0) -> str:
    """Return text for the lines of a documentation comment, which it cannot end."""
    body = wrapped(text, 0, WIDTH - indent - 3).replace("*/", "*\\/").replace("/*", "/\\*")
    lines = (re.sub(r"^(\s*)@", r"\1\\@", line).rstrip() for line in body.split("\n"))
    return "\n".join(f"{' ' * indent} * {line}".rstrip() for line in lines)[indent + 3 :]


# -- what is left to do with a rendered file

_IMPORT = re.compile(r'^import (type )?(?:\{([^}]*)\}|\* as (\w+)) from ("[^"]+");\n', re.MULTILINE)
_NO_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"', re.DOTALL)


_USED = re.compile(r"(?:(?<=\.\.\.)|(?<![.\w$]))[\w$]+(?![\w$]|\??:)")
"""A name that is neither asked of something nor that of a member."""
_ASKED = re.compile(r"(?<![.\w$])([\w$]+)\.")
"""A name of which something is asked."""


def without_unused(text: str) -> str:
    """Return a module's text without what it imports and does not use."""
    code = _IMPORT.sub("", _NO_CODE.sub(lambda found: found[0] if found[0][0] == '"' else "", text))
    bare = _NO_CODE.sub("", code)
    used, asked = set(_USED.findall(bare)), set(_ASKED.findall(bare))

    def kept(found: re.Match[str]) -> str:
        kind, names, star, source = found.groups(default="")
        if star:
            return found[0] if star in asked else ""
        wanted = [one.strip() for one in names.split(",") if one.strip()]
        wanted = [one for one in wanted if one.split()[-1] in used]
        if not kind and wanted and all(one.startswith("type ") for one in wanted):
            kind, wanted = "type ", [one.removeprefix("type ") for one in wanted]
        line = f"import {kind}{{ {', '.join(wanted)} }} from {source};\n"
        if len(line) > WIDTH + 1:
            line = f"import {kind}{{\n  " + ",\n  ".join(wanted) + f",\n}} from {source};\n"
        return line if wanted else ""

    return re.sub(r"[ \t]+$", "", _IMPORT.sub(kept, text), flags=re.MULTILINE)
