"""The document: its root, its files, and every object in it with what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from callsheet.data import dataclass
from callsheet.diagnostics import Place
from callsheet.plain import is_object
from callsheet.references import Broken, Files
from callsheet.shape import Kind, Part
from callsheet.source import Node, Source, steps_of

Version = Literal["3.0", "3.1"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of OpenAPI 3.0 or 3.1, with the files that it refers to."""

    root: Node
    version: Version
    """3.2 is read as 3.1."""
    parts: tuple[Part, ...] = field(repr=False)
    """Every object of every file that is in use, in the document's order."""
    starts: tuple[tuple[Node, Kind], ...] = field(repr=False)
    """Where the walk began: the root, and what is referred to outside of what was visited."""
    kinds: Mapping[tuple[str, tuple[str, ...]], Kind] = field(repr=False)
    """What each part is, by the identity of its file and its path."""
    files: Files = field(repr=False)

    def target(self, node: Node) -> Node:
        """Return what the ``$ref`` of a node names; the node itself where it has none.

        Raises LookupError where the reference leads nowhere; :func:`read` lets none pass.
        """
        reference = reference_of(node)
        if reference is None:
            return node
        found = self.files.find(node.source, reference)
        if isinstance(found, Broken):
            raise LookupError(found.message)
        return found

    def step(self, node: Node) -> Node | None:
        """Return what the ``$ref`` of a node names; None where it has none or it leads nowhere."""
        reference = reference_of(node)
        found = None if reference is None else self.files.find(node.source, reference)
        return found if isinstance(found, Node) else None

    def resolve(self, node: Node) -> Node:
        """Return the thing itself, through any chain of references.

        Raises LookupError where the chain is broken or a circle; :func:`read` lets none pass.
        """
        seen: set[str] = set()
        while reference_of(node) is not None:
            if node.pointer in seen:
                raise LookupError(f"the references at {node.pointer} go round in a circle")
            seen.add(node.pointer)
            node = self.target(node)
        return node

    def node(self, pointer: str) -> Node:
        """Return what stands at a pointer. Raises LookupError where nothing does."""
        identity, _, steps = pointer.partition("#")
        source = self.files.source(identity)
        node = Node(source, (), source.value)
        for step in steps_of(steps):
            node = node / step
        return node

    def locate(self, pointer: str) -> Place:
        """Return where the thing with this pointer stands, or the nearest thing around it."""
        identity, _, steps = pointer.partition("#")
        return self.files.source(identity).place(steps_of(steps.partition("~request")[0]))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files that the document is made of, the root first."""
        return tuple(dict.fromkeys(start.source for start, _ in self.starts))

    def kind(self, node: Node) -> Kind | None:
        """Return what a node is; None where it is no object of its own."""
        return self.kinds.get((node.source.identity, node.path))

    def of_kind(self, *kinds: Kind) -> list[Part]:
        """Return the objects of these kinds, in the document's order."""
        return [part for part in self.parts if part.kind in kinds]


def reference_of(node: Node) -> str | None:
    """Return the ``$ref`` of a node, or None."""
    if not is_object(node.value):
        return None
    reference = node.value.get("$ref")
    return reference if isinstance(reference, str) else None


def title(part: Part) -> str:
    """Return ``GET /pets`` for an operation."""
    where = part.path[-2] if len(part.path) > 1 else part.source.name
    return f"{part.path[-1].upper()} {where}" if part.path else where
