"""Travel: the texts that values of parameters and form fields become on their way to the server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Protocol

from callsheet.ir import Json
from callsheet.plain import is_list, is_object

Escape = Callable[[str], str]
"""What is done to each text between separators, so that it holds none of them."""

_BETWEEN = {"spaceDelimited": " ", "pipeDelimited": "|"}
_AROUND = {"label": (".", "."), "matrix": (";", ";")}


class Styled(Protocol):
    """What says how a value is serialised: a parameter, or the encoding of a form field."""

    @property
    def style(self) -> str:
        """As OpenAPI calls it."""
        ...

    @property
    def explode(self) -> bool:
        """Whether each item, or member, stands by itself."""
        ...


def as_it_is(text: str) -> str:
    """Return the text: nothing is escaped."""
    return text


def text_of(value: Json) -> str:
    """Return a value as forms, paths, queries and headers carry it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def pairs_of(
    name: str, how: Styled, value: Json, escape: Escape = as_it_is
) -> list[tuple[str, str]]:
    """Return the pairs that a value is in a query, a cookie or a form."""
    if is_object(value):
        items = [(escape(key), escape(text_of(one))) for key, one in value.items()]
        if how.style == "deepObject":
            return [(escape(f"{name}[") + key + escape("]"), text) for key, text in items]
        if how.explode:
            return items
        return [(escape(name), ",".join(word for item in items for word in item))]
    if is_list(value):
        texts = [escape(text_of(one)) for one in value]
        if how.explode:
            return [(escape(name), text) for text in texts]
        between = _BETWEEN.get(how.style, ",")
        return [(escape(name), (between if between == "," else escape(between)).join(texts))]
    return [(escape(name), escape(text_of(value)))]


def joined(name: str, how: Styled, value: Json, escape: Escape = as_it_is) -> str:
    """Return the text that a value is in a path or a header."""
    start, between = _AROUND.get(how.style, ("", ","))
    is_matrix, name = how.style == "matrix", escape(name)
    if is_object(value):
        items = [(escape(key), escape(text_of(one))) for key, one in value.items()]
        if how.explode:
            return start + between.join(f"{key}={text}" for key, text in items)
        made = ",".join(word for item in items for word in item)
    elif is_list(value):
        texts = [escape(text_of(one)) for one in value]
        if how.explode:
            return start + between.join(f"{name}={t}" if is_matrix else t for t in texts)
        made = ",".join(texts)
    else:
        made = escape(text_of(value))
    if not is_matrix:
        return start + made
    return f"{start}{name}={made}" if made else f"{start}{name}"
