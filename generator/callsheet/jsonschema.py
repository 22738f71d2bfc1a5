"""JSON Schema: a schema of the document as plain JSON Schema 2020-12.

OpenAPI 3.0 has a dialect of its own (``nullable``, a boolean ``exclusiveMinimum``, ``example``) and
both versions have keywords that validate nothing. What comes out here any validator can compile:
each ``$ref`` is ``#/$defs/<key>``, and a keyword whose value makes no sense is left out, as is a
pattern that is no regular expression. (Lint complains about those.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from callsheet.dialect import compiles, keywords, names_of, nullable
from callsheet.oneway import SUBSCHEMAS, Direction, OneWay
from callsheet.plain import is_list, is_object
from callsheet.source import Node, steps_of

if TYPE_CHECKING:
    from callsheet.document import Document

_COMPONENTS = ("components", "schemas")


class Definitions(dict[str, dict[str, Any]]):
    """Schemas by key. What is known by its digest is converted when somebody looks it up."""

    def __init__(self, make: Callable[[str, Direction], dict[str, Any]]) -> None:
        super().__init__()
        self.digests: dict[str, str] = {}
        """Of the ``repr`` of those that are late."""
        self._late: dict[str, tuple[str, Direction]] = {}
        self._make = make

    def later(self, key: str, pointer: str, direction: Direction, digest: str) -> None:
        """Take what will be made of the schema at a pointer."""
        self[key] = {}
        self.digests[key] = digest
        self._late[key] = pointer, direction

    def __getitem__(self, key: str) -> dict[str, Any]:
        late = self._late.pop(key, None)
        if late is not None:
            self[key] = self._make(*late)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the schema with a key, else the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[str]:
        return super().__iter__()  # that it is here keeps a copy from passing `__getitem__` by

    def values(self) -> Any:
        """Return the schemas."""
        return [self[key] for key in self]

    def items(self) -> Any:
        """Return keys and schemas."""
        return [(key, self[key]) for key in self]


class JsonSchemas:
    """Converts schemas on demand; every schema that is referred to is converted once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.definitions = Definitions(self._made_late)
        """All ``$defs`` reached so far."""
        self.keys: dict[tuple[str, Direction], str] = {}
        """By the pointer of a schema that is referred to, and the direction if that matters."""
        self.asked: set[tuple[str, Direction]] = set()
        """Those that were known when somebody needed them."""
        self._taken: dict[str, str] = {}
        self._one_way = OneWay(document)
        self._waiting: list[tuple[str, Node, Direction]] = []
        self._reserve()

    def of(self, node: Node, direction: Direction = None) -> dict[str, Any]:
        """Return the schema at ``node``, whose references are all in :attr:`definitions`.

        With a direction, fields that do not travel that way are not required.
        """
        made = self._convert(node, direction, frozenset())
        while self._waiting:
            key, target, wanted = self._waiting.pop()
            self.definitions[key] = _as_dict(self._convert(target, wanted, frozenset()))
        return _as_dict(made)

    def key(self, node: Node, direction: Direction = None) -> str:
        """Return the key under ``$defs`` of a schema that is referred to."""
        if direction is not None and not self._one_way.differs(node, direction):
            direction = None
        known = self.keys.get((node.pointer, direction))
        if known is None:
            known = self.keys[node.pointer, direction] = self._new_key(node, direction)
            self._waiting.append((known, node, direction))
        else:
            self.asked.add((node.pointer, direction))
        return known

    def take(self, keys: Collection[tuple[str, Direction, str]]) -> bool:
        """Take keys for schemas that are converted later: all, if they are those that they get."""
        taken = dict(self._taken)
        for pointer, direction, key in keys:
            identity, _, steps = pointer.partition("#")
            if self._new_key_of(identity, steps_of(steps), pointer, direction) != key:
                self._taken = taken
                return False
        self.keys.update(((pointer, direction), key) for pointer, direction, key in keys)
        return True

    def _made_late(self, pointer: str, direction: Direction) -> dict[str, Any]:
        return _as_dict(self._convert(self._document.node(pointer), direction, frozenset()))

    def closed(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema that stands alone: with just those ``$defs`` that it needs."""
        needed: dict[str, Any] = {}
        waiting = [schema]
        while waiting:
            for key in _mentioned(waiting.pop()):
                if key not in needed and key in self.definitions:
                    needed[key] = self.definitions[key]
                    waiting.append(needed[key])
        return {**schema, "$defs": dict(sorted(needed.items()))} if needed else schema

    # -- keys ------------------------------------------------------------------------------------

    def _reserve(self) -> None:
        """Give every component of the root document its own name, before anything else asks."""
        components = self._document.root.get("components")
        schemas = components.get("schemas") if components else None
        for name, node in schemas.items() if schemas else ():
            if _is_plain(name):
                self._taken[name] = node.pointer

    def _new_key(self, node: Node, direction: Direction) -> str:
        return self._new_key_of(node.source.identity, node.path, node.pointer, direction)

    def _new_key_of(
        self, identity: str, path: tuple[str, ...], pointer: str, direction: Direction
    ) -> str:
        if not identity and len(path) == 3 and path[:2] == _COMPONENTS:
            wish = _plain(path[2])
        else:
            wish = _plain(".".join((*_file_words(identity), *path)) or "document")
        if direction:
            wish, pointer = f"{wish}.{direction}", f"{pointer}~{direction}"
        key, count = wish, 1
        while self._taken.setdefault(key, pointer) != pointer:
            count += 1
            key = f"{wish}_{count}"
        return key

    # -- conversion ------------------------------------------------------------------------------

    def _convert(self, node: Node, direction: Direction, dropped: frozenset[str]) -> Any:
        value = node.value
        if isinstance(value, bool):
            return value
        if not is_object(value):
            return {}
        target = self._document.step(node)
        if target is not None and self._document.version == "3.0":
            return {"$ref": "#/$defs/" + self.key(target, direction)}
        made: dict[str, Any] = {}
        if target is not None:
            made["$ref"] = "#/$defs/" + self.key(target, direction)
        dropped = dropped | self._one_way.fields(node, direction)
        for keyword in value:
            if keyword in SUBSCHEMAS:
                self._subschema(made, keyword, node, direction, dropped)
            elif keyword == "required":
                required = [name for name in names_of(value[keyword]) if name not in dropped]
                made.update({"required": required} if required else {})
            else:
                made.update(keywords(value, keyword))
        return nullable(made) if value.get("nullable") is True else made

    def _subschema(
        self,
        made: dict[str, Any],
        keyword: str,
        node: Node,
        direction: Direction,
        dropped: frozenset[str],
    ) -> None:
        below = node / keyword
        how = SUBSCHEMAS[keyword]
        if how == "map" and below.is_mapping:
            made[keyword] = {
                name: self._convert(member, direction, frozenset())
                for name, member in below.items()
                if keyword != "patternProperties" or compiles(name)
            }
        elif how == "list" and is_list(below.value) and below.value:
            inherited = dropped if keyword == "allOf" else frozenset[str]()
            made[keyword] = [self._convert(member, direction, inherited) for member in below.each()]
        elif how == "one" and isinstance(below.value, dict | bool):
            made[keyword] = self._convert(below, direction, frozenset())


def _mentioned(schema: Any) -> list[str]:
    """Return the keys that the references of a converted schema name."""
    found: list[str] = []
    waiting = [schema]
    while waiting:
        here = waiting.pop()
        if not is_object(here):
            continue
        if isinstance(reference := here.get("$ref"), str):
            found.append(reference.removeprefix("#/$defs/"))
        for keyword, how in SUBSCHEMAS.items():
            if (below := here.get(keyword)) is not None:
                waiting.extend(
                    [below] if how == "one" else below if how == "list" else below.values()
                )
    return found


def _as_dict(made: Any) -> dict[str, Any]:
    if isinstance(made, bool):
        return {} if made else {"not": {}}
    found: dict[str, Any] = made
    return found


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9._-]+", name, re.ASCII) is not None


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name) or "_"


def _file_words(identity: str) -> list[str]:
    """``parts/common.yaml`` -> ``parts``, ``common``."""
    return (
        re.sub(r"\.(ya?ml|json)\Z", "", identity).replace("..", "").strip("/").split("/")
        if identity
        else []
    )
