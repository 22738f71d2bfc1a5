"""Paper: changes as people read them, in a terminal and in a changelog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callsheet.changes.clients import Notice
from callsheet.changes.model import LEVELS, Change, Level

_HEADS: dict[Level, str] = {"breaking": "Breaking", "risky": "Risky", "safe": "Also"}
_MANY = 3
"""Operations that are named; of more, their number is told."""
_WIDTH = 100


def groups_of(changes: Iterable[Change], *, many: int = _MANY) -> list[tuple[str, list[Change]]]:
    """Return changes by what they concern, those with the worst first, the worst first in each.

    What reaches several operations stands once, under all of them together. Of more than so many,
    the number is told; 0 names them all.
    """
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(change.operations, []).append(change)
    for found in groups.values():
        found.sort(key=_rank)
    ordered = sorted(groups.items(), key=lambda group: _rank(group[1][0]))
    return [(_concerned(titles, many), found) for titles, found in ordered]


def _rank(change: Change) -> tuple[bool, int]:
    return bool(change.accepted), LEVELS.index(change.level)


def _concerned(titles: tuple[str, ...], many: int) -> str:
    if not titles:
        return "the document"
    shown = ", ".join(titles[:many] if many else titles)
    more = len(titles) - many if many else 0
    return f"{shown} and {more} more" if more > 0 else shown


def as_text(changes: Iterable[Change], *, everything: bool = False) -> Iterator[str]:
    """Yield lines for a terminal; changes of prose are only counted, unless asked for."""
    listed = list(changes)
    quiet = [] if everything else [one for one in listed if is_quiet(one)]
    told = groups_of((one for one in listed if one not in quiet), many=0 if everything else _MANY)
    for title, found in told:
        yield from _head(title)
        for change in found:
            level = f"accepted {change.level}" if change.accepted else change.level
            yield f"  {level}[{change.code}] {change.message}"
            yield "    " + _places(change)
            if change.accepted:
                yield f"    accepted: {change.accepted}"
        yield ""
    if quiet:
        count = f"{len(quiet)} change{'s' * (len(quiet) != 1)}"
        also = "and " if len(quiet) < len(listed) else ""
        yield f"{also}{count} of prose, examples or other extensions (--all lists them)"


def _head(title: str) -> Iterator[str]:
    """Yield what changes are about, over as many lines as there are operations if need be."""
    if len(title) <= _WIDTH:
        yield title
    else:
        *firsts, last = title.split(", ")
        yield from (f"{one}," for one in firsts)
        yield last


def is_quiet(change: Change) -> bool:
    """Whether a change alters no call and no answer."""
    return change.level == "safe" and change.code.endswith(
        ("prose-changed", "extension-changed", "info-changed", "component-changed", "rewritten")
    )


def _places(change: Change) -> str:
    old, new = change.old, change.new
    if old and new:
        return f"{old.file}:{old.line} -> {new.file}:{new.line}"
    if new:
        return f"new at {new.file}:{new.line}"
    return f"was at {old.file}:{old.line}" if old else ""


def count_line(changes: Iterable[Change]) -> str:
    """Return ``1 breaking, 2 risky, 3 safe``; empty where nothing changed."""
    listed = list(changes)
    counts = {level: sum(one.level == level for one in listed) for level in LEVELS}
    accepted = sum(bool(one.accepted) for one in listed)
    told = ", ".join(f"{count} {level}" for level, count in counts.items() if count)
    return f"{told} ({accepted} accepted)" if accepted else told


def client_lines(told: Iterable[Notice]) -> Iterator[str]:
    """Yield what callers notice, by the languages that share it."""
    groups: dict[tuple[str, ...], list[Notice]] = {}
    for one in told:
        groups.setdefault(one.styles, []).append(one)
    for styles, found in groups.items():
        yield f"callers of {', '.join(styles)}"
        for one in found:
            yield f"  {one.level} {one.message}"
        yield ""


def as_markdown(changes: Iterable[Change], told: Iterable[Notice]) -> Iterator[str]:
    """Yield the lines of a changelog entry, without its heading."""
    listed = [one for one in changes if not is_quiet(one)]
    clients = list(told)
    for level in LEVELS:
        found = [one for one in listed if one.level == level]
        noticed = [one for one in clients if one.level == level]
        if not found and not noticed:
            continue
        yield f"### {_HEADS[level]}"
        yield ""
        for title, group in groups_of(found):
            for change in group:
                subject = f"{_code(title)}: " if change.operations else ""
                yield f"- {subject}{_plain(change.message)}."
        for one in noticed:
            yield f"- {', '.join(one.styles)}: {_plain(one.message)}."
        yield ""


def _code(title: str) -> str:
    head, joint, tail = title.partition(" and ")
    return ", ".join(f"`{one}`" for one in head.split(", ")) + joint + tail


def _plain(text: str) -> str:
    """Return a message that Markdown takes for text: no HTML, no line of its own."""
    return " ".join(text.replace("<", "&lt;").split())
