"""Placing: values of parameters as the texts that they travel as, where they can travel at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from callsheet import ir
from callsheet.cases.model import Case
from callsheet.ir import Json
from callsheet.plain import is_list, is_object
from callsheet.travel import joined, pairs_of, text_of

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What the name of a header or a cookie is made of (RFC 9110, section 5.6.2)."""


def sent(parameter: ir.Parameter, value: Json) -> list[tuple[str, str]]:
    """Return the pairs of name and text that a value travels as."""
    name = parameter.wire
    if parameter.media:
        return [(name, json.dumps(value, ensure_ascii=False))]
    if parameter.location in ("query", "cookie"):
        return pairs_of(name, parameter, value)
    return [(name, joined(name, parameter, value))]


def is_sendable(parameter: ir.Parameter, value: Json) -> bool:
    """Whether a value can be told from none, and from others, in the place of a parameter."""
    if value is None or value in ("", [], {}):
        return False
    inner = value.values() if is_object(value) else value if is_list(value) else ()
    if not parameter.media and any(
        one is None or isinstance(one, list | dict) or re.search(r"[,;|= .]|^$", text_of(one))
        for one in inner
    ):
        return False  # what separates items would stand in an item
    pairs = sent(parameter, value)
    if not pairs:
        return False
    if parameter.location == "path":
        return pairs[0][1] not in ("", ".", "..")
    if parameter.location == "query":
        return True
    return all(TOKEN.fullmatch(name) and _is_plain(parameter, text) for name, text in pairs)


def _is_plain(parameter: ir.Parameter, text: str) -> bool:
    """Whether a header, or a cookie, can carry a text as it is."""
    is_clean = bool(text) and text == text.strip() and text.isascii() and text.isprintable()
    return is_clean and (parameter.location == "header" or not re.search('[ ",;%\\\\]', text))


def placed(parameter: ir.Parameter, value: Json, case: Case) -> Case | None:
    """Return the case with the value in the parameter's place; None where it cannot go there."""
    if not is_sendable(parameter, value):
        return None
    pairs = sent(parameter, value)
    rest = (case.name, case.at, case.says)
    if parameter.location == "query":
        # The parameter itself is emptied where the value travels under other names.
        names = dict.fromkeys((parameter.wire, *(name for name, _ in pairs)))
        query = tuple((n, tuple(text for name, text in pairs if name == n)) for n in names)
        return Case(*rest, query=tuple((n, texts) for n, texts in query if texts))
    if parameter.location == "path":
        return Case(*rest, path=((parameter.wire, pairs[0][1]),))
    if parameter.location == "header":
        return Case(*rest, headers=((parameter.wire, pairs[0][1]),))
    return None


def fits_path(path: str, texts: Iterable[tuple[str, str]]) -> bool:
    """Whether texts can be found again in the segments of a path: not ``tar.gz`` in ``{a}.{b}``."""
    for name, text in texts:
        for segment in path.split("/"):
            around = re.split(r"\{[^{}]*\}", segment)
            if "{" + name + "}" in segment and len(around) > 2:
                between = around[1:-1]
                if "" in between or any(one in text for one in around if one):
                    return False
    return True
