"""How Python is laid out over lines, so that black finds nothing to change.

What fits in 88 columns stands on one line. What does not is taken apart at its outermost brackets,
one item a line with a comma behind each; an annotation at its bars.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from callsheet.data import dataclass

WIDTH = 88


@dataclass(frozen=True, slots=True)
class Group:
    """A call or a collection: what opens it, its items, what closes it."""

    opening: str
    items: tuple[Item, ...]
    closing: str
    """One bracket."""


@dataclass(frozen=True, slots=True)
class Filled(Group):
    """A collection of short items, as many on a line as fit. Black would give each its own."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """An item with something in front: a keyword and ``=``, or a key and ``: ``."""

    lead: str
    item: Item


@dataclass(frozen=True, slots=True)
class Lines:
    """A text in several literals, one a line."""

    rows: tuple[str, ...]


Item: TypeAlias = str | Group | Keyed | Lines


def call(name: str, *items: Item) -> Group:
    """Return a call."""
    return Group(f"{name}(", items, ")")


def listed(*items: Item) -> Group:
    """Return a list."""
    return Group("[", items, "]")


def mapped(*items: Keyed) -> Group:
    """Return a dictionary."""
    return Group("{", items, "}")


def tupled(*items: str) -> Item:
    """Return a tuple."""
    return f"({items[0]},)" if len(items) == 1 else Group("(", items, ")")


def flat(item: Item) -> str:
    """Return an item on one line, however long."""
    match item:
        case str():
            return item
        case Lines(rows=rows):
            return " ".join(rows)
        case Keyed(lead=lead, item=inner):
            return lead + flat(inner)
        case Group(opening=opening, items=items, closing=closing):
            return opening + ", ".join(flat(one) for one in items) + closing


def lay_out(item: Item, indent: int, before: int = 0, after: int = 1, width: int = WIDTH) -> str:
    """Return an item over as many lines as it needs.

    ``indent`` is that of its first line, on which ``before`` columns are taken in front of it, and
    ``after`` columns stand behind its last line.
    """
    line = flat(item)
    if indent + before + len(line) + after <= width:
        return line
    match item:
        case str():
            return _over_lines(item, indent, width)
        case Lines(rows=literals):
            return f"\n{' ' * indent}".join(literals)
        case Keyed(lead=lead, item=inner):
            return lead + lay_out(inner, indent, before + len(lead), after, width)
        case Filled(opening=opening, items=items, closing=closing):
            pad = " " * (indent + 4)
            return f"{opening}\n{filled(map(flat, items), pad, width)}\n{' ' * indent}{closing}"
        case Group(opening=opening, items=items, closing=closing):
            if not items:
                return line
            pad = " " * (indent + 4)
            inner = pad + ", ".join(map(flat, items))
            if width > WIDTH and len(inner) <= width:
                return f"{opening}\n{inner}\n{' ' * indent}{closing}"
            rows = [lay_out(one, indent + 4, width=width) for one in items]
            inner = filled(rows, pad, width if width > WIDTH else 0)
            return f"{opening}\n{inner}\n{' ' * indent}{closing}"


def filled(items: Iterable[str], pad: str, width: int = WIDTH) -> str:
    """Return items over lines, with commas between them, and behind the last."""
    rows: list[str] = []
    for one in items:
        if rows and "\n" not in rows[-1] + one and len(rows[-1]) + len(one) + 2 <= width:
            rows[-1] += f" {one},"
        else:
            rows.append(f"{pad}{one},")
    return "\n".join(rows)


def annotation(text: str, indent: int, before: int, after: str, width: int = WIDTH) -> str:
    """Return an annotation over as many lines as it needs, with what stands ``after`` it.

    ``before`` columns of its first line are taken, beside the indent.
    """
    if indent + before + len(text) + len(after) <= width:
        return text + after
    pad = " " * (indent + 4)
    if len(split(text, "|")) > 1:
        inner = text if len(pad) + len(text) <= width else _over_lines(text, indent + 4, width)
        return f"(\n{pad}{inner}\n{' ' * indent}){after}"
    return _over_lines(text, indent, width) + after


def _over_lines(text: str, indent: int, width: int) -> str:
    """Return a type that does not fit in the rest of its line."""
    pad = " " * indent
    members = split(text, "|")
    if len(members) > 1:
        rows = [
            f"{'| ' if i else ''}{_member(one, indent, i, width)}" for i, one in enumerate(members)
        ]
        return f"\n{pad}".join(rows)
    head, bracket, rest = text.partition("[")
    if not bracket or not rest.endswith("]"):
        return text
    inside = rest[:-1]
    return f"{head}[\n{pad}    {_inside(inside, indent + 4, width)}\n{pad}]"


def _member(text: str, indent: int, index: int, width: int) -> str:
    fits = indent + len(text) + 2 * (index > 0) <= width
    return text if fits else _over_lines(text, indent, width)


def _inside(text: str, indent: int, width: int) -> str:
    if indent + len(text) <= width:
        return text
    parts = split(text, ",")
    if len(parts) == 1:
        return _over_lines(text, indent, width)
    rows = (one if indent + len(one) < width else _over_lines(one, indent, width) for one in parts)
    return f",\n{' ' * indent}".join(rows) + ","


def split(text: str, sign: str) -> list[str]:
    """Split a type at a sign that stands outside of brackets and quotes."""
    parts: list[str] = []
    depth, start, index = 0, 0, 0
    quote = ""
    while index < len(text):
        one = text[index]
        if quote:
            index += one == "\\"
            quote = "" if one == quote else quote
        elif one in "\"'":
            quote = one
        elif one == sign and depth == 0:
            parts.append(text[start:index].strip())
            start = index + 1
        else:
            depth += (one in "[(") - (one in "])")
        index += 1
    return [*parts, text[start:].strip()]
