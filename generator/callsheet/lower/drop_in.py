"""Drop-ins: what ``x-drop-in`` declares, with its operations found."""

from __future__ import annotations

from collections.abc import Mapping

from callsheet.ir import DropIn, Facade, Method
from callsheet.source import Node


def drop_ins_of(root: Node, operations: Mapping[str, str]) -> tuple[DropIn, ...]:
    """Return the drop-in that a document declares, if it does. The reader has checked it.

    ``operations`` gives the pointer of each operation id.
    """
    declared = root.get("x-drop-in")
    if declared is None:
        return ()
    headers = declared.get("headers")
    found = DropIn(
        pointer=declared.pointer,
        module=declared.text("module"),
        client=declared.text("client"),
        async_client=declared.text("async_client"),
        error=declared.text("error"),
        base_path=declared.text("base_path"),
        headers=tuple((name, one.value) for name, one in headers.items()) if headers else (),
        facades=tuple(
            Facade(name, tuple(_method(key, one, operations) for key, one in methods.items()))
            for name, methods in (declared / "resources").items()
        ),
    )
    return (found,)


def _method(name: str, node: Node, operations: Mapping[str, str]) -> Method:
    if node.value is None:
        return Method(node.pointer, name, "", (), "")
    listed = node.get("arguments")
    return Method(
        node.pointer,
        name,
        operations.get(node.text("call"), ""),
        tuple(listed.value) if listed else (),
        operations.get(node.text("wait"), ""),
    )
