"""Schemas: pairs of them, each compared once, however often or circularly they are used."""

from __future__ import annotations

from dataclasses import field, replace

from callsheet.changes.flat import Flat, Nodes
from callsheet.changes.flatten import flatten
from callsheet.changes.kinds import judge_branches, judge_flags
from callsheet.changes.lists import judge_list
from callsheet.changes.model import Delta, Effect
from callsheet.changes.notes import judge_notes
from callsheet.changes.objects import judge_object
from callsheet.changes.parts import judge_parts
from callsheet.changes.sameness import Sameness
from callsheet.changes.site import Effects, Inside, Site, Subject, Way
from callsheet.changes.unions import judge_unions
from callsheet.changes.values import judge_values
from callsheet.changes.witness import Witnesses
from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.source import Node

_DEEP = 60
"""Pairs inside pairs. What is deeper nobody has written by hand, and is taken as unsure."""


@dataclass(slots=True, eq=False)
class Pair:
    """Two schemas that stand for one thing: what differs here, and the pairs inside."""

    deltas: list[Delta] = field(default_factory=list[Delta])
    inside: list[Pair] = field(default_factory=list["Pair"])

    def all(self) -> list[Delta]:
        """Return everything that differs here and inside, each once."""
        found: dict[Delta, None] = {}
        seen: set[int] = set()
        waiting: list[Pair] = [self]
        while waiting:
            pair = waiting.pop()
            if id(pair) not in seen:
                seen.add(id(pair))
                found.update(dict.fromkeys(pair.deltas))
                waiting.extend(reversed(pair.inside))
        return list(found)

    def effects(self) -> set[Effect]:
        """Return what it amounts to."""
        return {delta.effect for delta in self.all()}


_SAME = Pair()
_FLAGS = ("readOnly", "writeOnly")
_BESIDE = frozenset(
    {
        *("$ref", "title", "description", "$comment", "example", "examples", "externalDocs"),
        *("default", "deprecated", *_FLAGS),
    }
)
"""What may stand beside a reference and leaves its values as they are, extensions apart."""


class Schemas:
    """Compares the schemas of two documents."""

    def __init__(self, old: Document, new: Document, sameness: Sameness) -> None:
        self._documents = old, new
        self._sameness = sameness
        self._pairs: dict[tuple[tuple[str, ...], tuple[str, ...], Way, bool], Pair] = {}
        self._flats: dict[tuple[bool, tuple[str, ...]], Flat] = {}
        self._witnesses = Witnesses((old, new))
        self._depth = 0
        self._told: dict[int, tuple[Delta, ...]] = {}
        self._met: set[tuple[str, str]] = set()

    def differences(self, old: Node, new: Node, way: Way, subject: Subject) -> tuple[Delta, ...]:
        """Return all that differs between two schemas of a message."""
        pair = self.pair((old,), (new,), way, subject)
        known = self._told.get(id(pair))
        if known is None:
            known = self._told[id(pair)] = tuple(pair.all())
        return known

    def met(self, old: Node, new: Node) -> bool:
        """Whether two schemas were compared already, as parts of a message."""
        return (old.pointer, new.pointer) in self._met

    def pair(
        self, old: Nodes, new: Nodes, way: Way, subject: Subject, *, is_null_told: bool = False
    ) -> Pair:
        """Return what differs between two schemas, each of which may be several that hold."""
        if self.same(old, new):
            return _SAME
        ahead = self._noted(0, old), self._noted(1, new)
        if ahead[0] and ahead[1] and ahead[0].pointer == ahead[1].pointer:
            site = Site(_notes(old[0]), _notes(new[0]), way, subject, is_null_told=is_null_told)
            return self._beside(site, (ahead[0],), (ahead[1],))
        ways = self._way(0, old), self._way(1, new)
        if not way.is_trial:
            self._met.update((one.pointer, other.pointer) for one in ways[0] for other in ways[1])
        old, new = ways[0][-1:] or old, ways[1][-1:] or new
        key = tuple(n.pointer for n in old), tuple(n.pointer for n in new), way, is_null_told
        known = self._pairs.get(key)
        if known is not None:
            return known
        made = self._pairs[key] = Pair()
        if self._depth < _DEEP:
            self._depth += 1
            subject = _component(new) or subject
            flats = self.flat(False, old), self.flat(True, new)
            site = Site(*flats, way, subject, made.deltas, is_null_told)
            self._judge(site, _Inside(self, made, way, old, new))
            self._depth -= 1
        else:
            what = f"{subject} is nested too deep to be compared"
            made.deltas.append(Delta("too-deep", "risky", what, old[0], new[0], "unsure"))
        return made

    def same(self, old: Nodes, new: Nodes) -> bool:
        """Whether two schemas say the same, with all that they refer to."""
        return len(old) == len(new) and all(map(self._sameness.of, old, new))

    def flat(self, is_new: bool, nodes: Nodes) -> Flat:
        """Return schemas of one side laid flat, made once."""
        key = is_new, tuple(node.pointer for node in nodes)
        known = self._flats.get(key)
        if known is None:
            known = self._flats[key] = flatten(self._documents[is_new], nodes)
        return known

    def witness(self, old: Node, new: Node, way: Way, *, of_overlap: bool) -> str:
        """Return a value that one side takes and the other refuses, if one can be found."""
        return self._witnesses.find(old, new, way.direction, of_overlap=of_overlap)

    def _judge(self, site: Site, inside: Inside) -> None:
        if not judge_unions(site, inside):
            judge_values(site, inside)
            judge_object(site, inside)
            judge_list(site, inside)
            judge_parts(site, inside)
            judge_branches(site)
        judge_flags(site)
        judge_notes(site)

    def _noted(self, side: int, nodes: Nodes) -> Node | None:
        """Return what a lone schema refers to that says no more of its values than that."""
        document = self._documents[side]
        target = document.step(nodes[0]) if len(nodes) == 1 and document.version != "3.0" else None
        keys = nodes[0].value if target is not None else ()
        return target if all(key in _BESIDE or key.startswith("x-") for key in keys) else None

    def _beside(self, site: Site, old: Nodes, new: Nodes) -> Pair:
        """Compare what stands beside a reference to one schema, and the schema where it is shared.

        So that a component that a hundred properties describe differently is told of once.
        """
        here = site.old.home.pointer, site.new.home.pointer
        key = (here[0],), (here[1],), site.way, site.is_null_told
        known = self._pairs.get(key)
        if known is not None:
            return known
        made = self._pairs[key] = Pair(site.deltas)
        if not site.way.is_trial:
            self._met.add(here)
        judge_flags(site)
        judge_notes(site)
        told = site.is_null_told
        made.inside.append(self.pair(old, new, site.way, site.subject, is_null_told=told))
        return made

    def _way(self, side: int, nodes: Nodes) -> Nodes:
        """Return a lone schema and what it refers to, so that all who use one share its comparison.

        Empty where several schemas hold together.
        """
        if len(nodes) != 1:
            return ()
        document = self._documents[side]
        found: Nodes = nodes
        for _ in range(20):
            target = document.step(found[-1])
            if target is None or (document.version != "3.0" and len(found[-1].value) > 1):
                break
            found = (*found, target)
        return found


@dataclass(frozen=True, slots=True)
class _Inside:
    """The way from one pair to those inside of it."""

    schemas: Schemas
    around: Pair
    way: Way
    old: Nodes
    new: Nodes

    def compare(
        self, old: Nodes, new: Nodes, way: Way, subject: Subject, *, is_null_told: bool = False
    ) -> Effects:
        found = self.schemas.pair(old, new, way, subject, is_null_told=is_null_told)
        if found is not _SAME:
            self.around.inside.append(found)
        return found.effects

    def same(self, old: Nodes, new: Nodes) -> bool:
        return self.schemas.same(old, new)

    def weigh(self, old: Nodes, new: Nodes) -> set[Effect]:
        return self._trial(old, new, is_null_told=True).effects()

    def trial(self, old: Nodes, new: Nodes) -> list[Delta]:
        return self._trial(old, new).all()

    def _trial(self, old: Nodes, new: Nodes, *, is_null_told: bool = False) -> Pair:
        way = replace(self.way, is_trial=True)
        return self.schemas.pair(old, new, way, Subject("it"), is_null_told=is_null_told)

    def flat(self, is_new: bool, nodes: Nodes) -> Flat:
        return self.schemas.flat(is_new, nodes)

    def witness(self, *, of_overlap: bool = False) -> str:
        if self.way.is_hidden or self.way.is_trial:
            return ""
        match self.old, self.new:
            case (old,), (new,):
                return self.schemas.witness(old, new, self.way, of_overlap=of_overlap)
            case _:
                return ""  # several schemas that hold together stand nowhere as one


def _notes(node: Node) -> Flat:
    """Return what a schema says beside its reference."""
    beside = {key: one for key, one in node.items() if key != "$ref"}
    flags = {key: one for key, one in beside.items() if key in _FLAGS and one.value is True}
    notes = {key: one for key, one in beside.items() if key not in _FLAGS}
    return Flat(node, flags=flags, notes=notes)


def _component(nodes: Nodes) -> Subject | None:
    node: Node = nodes[0]
    if len(nodes) == 1 and len(node.path) == 3 and node.path[:2] == ("components", "schemas"):
        return Subject(node.key, is_component=True)
    return None
