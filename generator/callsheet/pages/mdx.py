"""Components of MDX, on lines of their own: Markdown in their place, line for line.

A field becomes a point of a list, with its type and whether it is required; what only arranges
others, tabs or examples side by side, goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_COMPONENT = re.compile(
    r"^\s*<(?P<close>/?)(?P<name>[A-Z][\w.]*)(?P<given>(?:\s[^<>]*?)?)\s*(?P<whole>/?)>(?P<rest>.*)$"
)
_ATTRIBUTE = re.compile(r"(\w+)(?:=(?:\"([^\"]*)\"|'([^']*)'|\{([^{}]*)\}))?")
_FIELDS = frozenset(("ParamField", "ResponseField"))
_PLACES = ("path", "query", "header", "body")


def without_components(lines: Iterable[str]) -> Iterator[str]:
    """Yield as many lines as there are, without components."""
    depth, inside, fence = 0, 0, False
    for line in lines:
        tag = None if fence else _COMPONENT.match(line)
        if tag is None:
            marks = line.lstrip().startswith("```")
            fence ^= marks
            yield _placed(line, depth) if inside and not fence and not marks else line
            continue
        if tag["name"] not in _FIELDS:
            inside += 0 if tag["whole"] else -1 if tag["close"] else 1
            yield ""
        elif tag["close"]:
            depth, inside = max(depth - 1, 0), inside - 1
            yield ""
        else:
            yield "  " * depth + _point(tag["name"], tag["given"], tag["rest"])
            ends = tag["whole"] or f"</{tag['name']}>" in tag["rest"]
            depth, inside = depth + (not ends), inside + (not ends)


def _placed(line: str, depth: int) -> str:
    return "  " * depth + line.strip() if line.strip() else ""


def _point(component: str, given: str, rest: str) -> str:
    """Return a field as a point: ``- `n` (integer, required): how many``."""
    said = {
        name: double or single or braced
        for name, double, single, braced in _ATTRIBUTE.findall(given)
    }
    name = said.get("name") or next((said[each] for each in _PLACES if said.get(each)), "")
    silent = "" if component == "ResponseField" else "optional"
    words = [said.get("type", ""), "required" if "required" in said else silent]
    default = said.get("default", "").strip("\"'")
    told = re.sub(r"</\w+>", "", rest).strip()
    more = f"default: `{default}`. " if default else ""
    return f"- `{name}` ({', '.join(word for word in words if word)}): {more}{told}".rstrip()
