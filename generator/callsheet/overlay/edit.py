"""Apply an overlay to the text of a document: comments, order and formatting stay as they are.

The text is edited with ruamel.yaml. What it would lay out anew on lines that no action touches is
left as it was: the edit is found by comparing two outputs of the same writer, and carried over.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from callsheet.diagnostics import Report, Stop
from callsheet.overlay.actions import Action, Overlay
from callsheet.plain import is_list, is_object

Steps = tuple[str | int, ...]


def edited(text: str, overlay: Overlay, report: Report, *, is_json: bool = False) -> str:
    """Return the text of a document with an overlay applied.

    A target that selects nothing is a warning, as the specification has it. Raises Stop where an
    action cannot be carried out; then nothing of the overlay is.
    """
    if is_json:
        content = json.loads(text)
        _apply(content, overlay, report)
        return _json(text, content)
    writer = _yaml(text)
    content = writer.load(text)
    before = _dumped(writer, content)
    _apply(content, overlay, report)
    after = _dumped(writer, content)
    return _carried(text, before, after)


def _apply(content: Any, overlay: Overlay, report: Report) -> None:
    for action in overlay.actions:
        _carry_out(content, action, report)
    if report.has_errors:
        raise Stop(report)


def _carry_out(content: Any, action: Action, report: Report) -> None:
    from jsonpath_rfc9535 import find

    place = action.node.place if action.node else None
    targets: list[Steps] = [node.location for node in find(action.target, content)]
    if not targets:
        hint = "the document may have changed since, or the edit is already there"
        report.warning("overlay-nothing", f"{action.target} selects nothing", place, hint=hint)
    update = action.update
    if action.copy:
        sources = [node.value for node in find(action.copy, content)]
        if len(sources) != 1:
            told = f"`copy` selects {len(sources)} values, and needs to select one"
            report.error("overlay-copy", told, place)
            return
        update = sources[0]
    if action.remove:
        for steps in sorted(targets, key=_from_behind, reverse=True):
            _remove(content, steps, report, action)
        return
    for steps in targets:
        target = _at(content, steps)
        if is_object(target) and is_object(update):
            _merge(target, update)
        elif is_list(target):
            target.extend(deepcopy(update) if is_list(update) else [deepcopy(update)])
        elif steps:
            _at(content, steps[:-1])[steps[-1]] = deepcopy(update)
        else:
            report.error("overlay-update", "the update does not fit the document", place)


def _from_behind(steps: Steps) -> tuple[tuple[bool, int, str], ...]:
    """Order places so that what is removed last comes first in a list."""
    return tuple((isinstance(s, int), s if isinstance(s, int) else 0, str(s)) for s in steps)


def _remove(content: Any, steps: Steps, report: Report, action: Action) -> None:
    if not steps:
        place = action.node.place if action.node else None
        report.error("overlay-remove", "the document itself cannot be removed", place)
        return
    del _at(content, steps[:-1])[steps[-1]]


def _merge(target: Any, update: Any) -> None:
    """Merge objects; lists are appended to, anything else is replaced."""
    for key, value in update.items():
        there = target.get(key)
        if is_object(there) and is_object(value):
            _merge(there, value)
        elif is_list(there) and is_list(value):
            there.extend(deepcopy(value))
        else:
            target[key] = deepcopy(value)


def _at(content: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        content = content[step]
    return content


# Text.


def _yaml(text: str) -> Any:
    """Return what reads and writes YAML: a `ruamel.yaml.YAML`, whose methods have no types."""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.preserve_quotes = True
    writer.width = 1_000_000
    offset = _list_offset(text)
    writer.indent(mapping=2, sequence=offset + 2, offset=offset)
    writer.representer.add_representer(type(None), _null)
    return writer


def _null(representer: Any, _value: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _list_offset(text: str) -> int:
    """Return how far lists are indented below their key: 2 in most documents, 0 in some."""
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    for above, below in pairwise(lines):
        if above.rstrip().endswith(":") and below.lstrip().startswith("- "):
            return len(below) - len(below.lstrip()) - (len(above) - len(above.lstrip(" -")))
    return 2


def _dumped(writer: Any, content: Any) -> str:
    stream = io.StringIO()
    writer.dump(content, stream)
    return stream.getvalue()


def _json(text: str, content: Any) -> str:
    second = next((line for line in text.splitlines()[1:] if line.strip()), "  ")
    indent = len(second) - len(second.lstrip()) or None
    end = "\n" if text.endswith("\n") else ""
    return json.dumps(content, indent=indent, ensure_ascii=False) + end


def _carried(text: str, before: str, after: str) -> str:
    """Carry the change from ``before`` to ``after`` over to the text that they are layouts of.

    Where the writer's layout is the text's own, one thing is still to mend: it keeps blank lines
    and comments with what stands above them, so that a new member would come after them.
    """
    mine, old, new = (each.splitlines(keepends=True) for each in (text, before, after))
    spans = _spans(old, mine)
    made, done = list[str](), 0
    for tag, start, stop, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        here, there = spans[start][0], spans[stop][0] if stop > start else spans[start][0]
        if tag == "insert":
            here = there = _before_gap(mine, done, here, new[first])
        made += mine[done:here]
        made += new[first:last]
        done = max(there, done)
    made += mine[done:]
    return "".join(made)


def _before_gap(mine: list[str], done: int, here: int, line: str) -> int:
    """Return where a new member goes: behind its siblings, before blanks and comments."""
    indent = len(line) - len(line.lstrip())
    at = here
    while at > done:
        above = mine[at - 1]
        comment = above.lstrip().startswith("#") and len(above) - len(above.lstrip()) < indent
        if above.strip() and not comment:
            break
        at -= 1
    return at


def _spans(old: list[str], mine: list[str]) -> list[tuple[int, int]]:
    """Return for each line of the writer's layout, and its end, where it stands in the text."""
    spans = list[tuple[int, int]]()
    for _, start, stop, first, last in SequenceMatcher(
        None, old, mine, autojunk=False
    ).get_opcodes():
        for at in range(stop - start):
            line = min(first + at, last)
            spans.append((line, line))
    spans.append((len(mine), len(mine)))
    return spans


def changed_lines(old: str, new: str) -> Iterator[str]:
    """Yield a unified diff, to be shown before a document is written."""
    from difflib import unified_diff

    yield from unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2)
