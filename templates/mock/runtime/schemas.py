"""Questions about the JSON Schemas of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from .pointers import Json, Object, elements, members, text, words
from .validation import Direction, Problem, Validators, problem_of


class Schemas:
    """The schemas of a contract, references and compositions seen through."""

    def __init__(self, defs: Object) -> None:
        self._defs = defs
        self._joined: dict[tuple[int, str], tuple[Json, Json]] = {}
        self._views: dict[int, tuple[Json, tuple[Object, ...]]] = {}
        self._validators = Validators(defs, self.resolve)

    def is_valid(self, schema: Json, value: Json, direction: Direction) -> bool:
        """Whether the value is valid in a request, or in a response."""
        return self._validators.of(schema, direction).is_valid(value)

    def problem(
        self, schema: Json, value: Json, direction: Direction
    ) -> Problem | None:
        """Return what is wrong with the value, or None."""
        validator = self._validators.of(schema, direction)
        if validator.is_valid(value):
            return None
        return problem_of(list(validator.iter_errors(value)))

    def resolve(self, schema: Json) -> Object:
        """Return the schema behind references; keywords beside a reference win."""
        return self.views(schema)[0]

    def views(self, schema: Json) -> tuple[Object, ...]:
        """Return the schema, and every one that it is composed of."""
        # Kept by identity, the schema with them: no other one can come to have its id.
        known = self._views.get(id(schema))
        if known is None:
            known = self._views[id(schema)] = (schema, tuple(self._composed(schema, 0)))
        return known[1]

    def _composed(self, schema: Json, depth: int) -> Iterator[Object]:
        own = self._resolved(schema)
        yield own
        if depth < 16:
            for keyword in ("allOf", "anyOf", "oneOf"):
                for part in elements(own.get(keyword)):
                    yield from self._composed(part, depth + 1)

    def _resolved(self, schema: Json) -> Object:
        found: Object = members(schema)
        for _ in range(32):
            reference = found.get("$ref")
            if not isinstance(reference, str):
                return found
            behind = members(self._at(reference))
            beside = {key: value for key, value in found.items() if key != "$ref"}
            found = {**behind, **beside} if beside else behind
        return {}

    def member(self, schema: Json, key: str) -> Json:
        """Return the schema of an object's property: the one declared, else that of extra ones, else true."""
        declared = self.declared(schema, key)
        if declared is not None:
            return declared
        for view in self.views(schema):
            if isinstance(view.get("additionalProperties"), dict):
                return view["additionalProperties"]
        return True

    def declared(self, schema: Json, key: str) -> Json:
        """Return the schema of a property that is named, or None. Several are joined by ``anyOf``."""
        found = [
            members(view["properties"])[key]
            for view in self.views(schema)
            if key in members(view.get("properties"))
        ]
        if len(found) < 2:
            return found[0] if found else None
        # One object for one place, since compiled schemas are kept by identity.
        _, joined = self._joined.setdefault(
            (id(schema), key), (schema, {"anyOf": found})
        )
        return joined

    def at(self, schema: Json, pointer: str) -> Json:
        """Return the schema of the place that a pointer names, None where it is not declared."""
        for step in pointer.removeprefix("/").split("/") if pointer else ():
            schema = self.declared(schema, step.replace("~1", "/").replace("~0", "~"))
            if schema is None:
                return None
        return schema

    def item(self, schema: Json) -> Json:
        """Return the schema of a list's items."""
        return next((v["items"] for v in self.views(schema) if "items" in v), True)

    def kinds(self, schema: Json, depth: int = 0) -> frozenset[str]:
        """Return the JSON types that the schema allows; none where it takes any."""
        own = self.resolve(schema)
        kind = own.get("type")
        if kind is not None:
            return frozenset([kind] if isinstance(kind, str) else words(kind))
        if "const" in own or "enum" in own:
            values = elements(own.get("enum", [own.get("const")]))
            return frozenset(_kind(value) for value in values)
        for keyword in ("anyOf", "oneOf"):
            if keyword in own and depth < 16:
                found = [self.kinds(part, depth + 1) for part in elements(own[keyword])]
                empty = frozenset[str]()
                return empty.union(*found) if all(found) else empty
        for part in elements(own.get("allOf")) if depth < 16 else []:
            some = self.kinds(part, depth + 1)
            if some:
                return some
        return frozenset({"object"} if "properties" in own else ())

    def takes_file(self, schema: Json) -> bool:
        """Whether the field of a form with this schema may be a file."""
        marks = ("contentMediaType", "contentEncoding")
        return not self.kinds(schema) or any(
            view.get("format") == "binary" or any(mark in view for mark in marks)
            for view in self.views(schema)
        )

    def stamps(
        self, schema: Json, value: Json, depth: int = 0
    ) -> Iterator[tuple[Object, str, str]]:
        """Yield object, key and format of each time stamp in a value."""
        if depth > 8:
            return
        if isinstance(value, dict):
            for key, inner in value.items():
                below = self.declared(schema, key)
                if isinstance(inner, dict | list):
                    yield from self.stamps(below, inner, depth + 1)
                elif inner is not None and below is not None:
                    for view in self.views(below):
                        if view.get("format") in ("date-time", "unixtime", "unix-time"):
                            yield value, key, text(view["format"])
                            break
        elif isinstance(value, list):
            for inner in value:
                yield from self.stamps(self.item(schema), inner, depth + 1)

    def _at(self, reference: str) -> Json:
        found: Json = {"$defs": self._defs}
        for step in reference.removeprefix("#/").split("/"):
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(found, dict):
                found = found.get(step)
            else:
                items = elements(found)
                is_item = step.isdigit() and int(step) < len(items)
                found = items[int(step)] if is_item else None
        return found


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    return "object" if isinstance(value, dict) else "array"
