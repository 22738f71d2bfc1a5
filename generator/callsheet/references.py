"""References: a ``$ref`` leads to the node that it names, in this file or in another one nearby."""

from __future__ import annotations

import os
import re
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from callsheet.data import dataclass
from callsheet.diagnostics import Report, Stop
from callsheet.likeness import did_you_mean, nearest
from callsheet.plain import is_list, is_object
from callsheet.source import Node, Source, load, pointer_of, steps_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_INDEX = re.compile(r"0|[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a reference leads nowhere."""

    code: str
    message: str
    hint: str = ""


@dataclass(eq=False, slots=True)
class Files:
    """The files of one document, each read once, when a reference first leads into it."""

    root: Node
    allow_outside: bool = False
    report: Report = field(default_factory=Report)
    """What was wrong inside the other files."""
    folder: Path = field(init=False)
    _roots: dict[Path, Node | Broken] = field(init=False)
    _found: dict[tuple[str, str], Node | Broken] = field(init=False)
    _missing: set[Path] = field(init=False)

    def __post_init__(self) -> None:
        path = self.root.source.path
        self.folder = path.parent.resolve()
        self._roots = {path.resolve(): self.root}
        self._found = {}
        self._missing = set()

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that a reference led to, also where it is broken or not there yet."""
        return tuple(sorted({*self._roots, *self._missing}))

    def find(self, source: Source, reference: str) -> Node | Broken:
        """Return what a reference that stands in ``source`` names: one step, not a chain."""
        key = (source.identity, reference)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._find(source, reference)
        return found

    def known(self, source: Source, reference: str) -> Node | None:
        """Return what a reference names that was followed before; None for any other."""
        found = self._found.get((source.identity, reference))
        return found if isinstance(found, Node) else None

    def _find(self, source: Source, reference: str) -> Node | Broken:
        if _SCHEME.match(reference):
            return Broken(
                "reference-remote",
                f"the reference {reference!r} is a URL, and URLs are never followed",
                "save what it names in a file beside this one, and refer to that file",
            )
        place, _, fragment = reference.partition("#")
        root = self._file(source, unquote(place)) if place else self._root_of(source)
        if isinstance(root, Broken):
            return root
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            hint = nearest_component(root, fragment)
            return Broken(
                "reference-missing",
                f"the reference {reference!r} names an anchor, and only #/… is followed",
                hint,
            )
        return _descend(root, steps_of(fragment), reference)

    def source(self, identity: str) -> Source:
        """Return the file with this identity. Raises LookupError where it was never read."""
        for root in self._roots.values():
            if isinstance(root, Node) and root.source.identity == identity:
                return root.source
        raise LookupError(identity)

    def _root_of(self, source: Source) -> Node:
        return Node(source, (), source.value)

    def _file(self, source: Source, name: str) -> Node | Broken:
        try:
            path = (source.path.parent / name).resolve()
            missing = not path.is_file()
        except (OSError, ValueError, RuntimeError):
            return Broken(
                "reference-missing", f"the reference names the file {name!r}, which cannot be"
            )
        if not self.allow_outside and not path.is_relative_to(self.folder):
            return Broken(
                "reference-outside",
                f"the reference leads to {name!r}, outside of the folder of the document",
                "run with --allow-outside to let the document read other local files",
            )
        if missing:
            self._missing.add(path)
            return Broken(
                "reference-missing",
                f"the reference leads to the file {name!r}, which does not exist",
                _nearest_file(path) if path.is_relative_to(self.folder) else "",
            )
        known = self._roots.get(path)
        if known is None:
            known = self._roots[path] = self._load(path)
        return known

    def _load(self, path: Path) -> Node | Broken:
        identity = Path(os.path.relpath(path, self.folder)).as_posix()
        shown = Path(os.path.normpath(Path(self.root.source.name).parent / identity)).as_posix()
        try:
            return load(path, shown, identity=identity)
        except Stop as stop:
            self.report.extend(stop.report)
            return Broken(
                "reference-missing", f"the reference leads to {identity!r}, which cannot be read"
            )


def _descend(root: Node, steps: tuple[str, ...], reference: str) -> Node | Broken:
    value: Any = root.value
    for count, step in enumerate(steps):
        if is_object(value) and step in value:
            value = value[step]
        elif is_list(value) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            here = root.source.identity + "#" + pointer_of(steps[:count])
            hint = _nearest_key(root, steps, count, value) or nearest_component(root, steps[-1])
            if is_object(value) and isinstance(value.get("$ref"), str) and not hint:
                hint = f"{here} is itself a reference, to {value['$ref']}"
            return Broken(
                "reference-missing", f"the reference {reference!r} leads to nothing", hint
            )
    return Node(root.source, steps, value)


def _nearest_key(root: Node, steps: tuple[str, ...], count: int, value: Any) -> str:
    near = nearest(steps[count], value) if is_object(value) else ""
    if not near:
        return ""
    meant = pointer_of((*steps[:count], near, *steps[count + 1 :]))
    return f"did you mean {root.source.identity}#{meant}?"


def nearest_component(root: Node, name: str) -> str:
    """Return a hint that names the component most like ``name``, or nothing."""
    components = root.get("components")
    groups = components.items() if components else ()
    known = {key: node for _, group in groups for key, node in group.items()}
    near = nearest(name, known)
    return f"did you mean {known[near].pointer}?" if near else ""


def schema_named(entry: Node, files: Files) -> Node | Broken:
    """Return the schema that a discriminator's mapping names, by component name or by reference."""
    wanted: str = entry.value
    schemas = (files.root.get("components") or files.root).get("schemas")
    if schemas is not None and (named := schemas.get(wanted)) is not None:
        return named
    is_name = re.fullmatch(r"[A-Za-z0-9._-]+", wanted) is not None
    if is_name and not wanted.endswith((".yaml", ".yml", ".json")):
        return Broken(
            "reference-missing", "there is no such component", nearest_component(files.root, wanted)
        )
    return files.find(entry.source, wanted)


def _nearest_file(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"there is no folder {path.parent.name!r} either"
    return did_you_mean(path.name, names, 0.6)
