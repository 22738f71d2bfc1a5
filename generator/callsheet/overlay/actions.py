"""What an overlay says: actions, each on everything that a JSONPath (RFC 9535) selects."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import Any

import yaml

from callsheet.data import dataclass
from callsheet.diagnostics import Report, Stop
from callsheet.plain import is_list, is_object
from callsheet.source import Node, load

_MEMBERS = frozenset(("target", "description", "update", "remove", "copy"))


@dataclass(frozen=True, slots=True)
class Action:
    """One edit: merge ``update`` or what ``copy`` selects into each target, or remove it."""

    target: str
    description: str = ""
    update: Any = None
    has_update: bool = False
    remove: bool = False
    copy: str = ""
    node: Node | None = field(default=None, compare=False, repr=False)
    """Where it stands, for what goes wrong when it is applied."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A list of actions, applied one after another."""

    title: str
    version: str
    actions: tuple[Action, ...]
    specification: str = "1.1.0"

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, in the order that the specification has them."""
        return {
            "overlay": self.specification,
            "info": {"title": self.title, "version": self.version},
            "actions": [_plain(action) for action in self.actions],
        }


def read_overlay(path: Path, report: Report, name: str) -> Overlay:
    """Return the overlay of a file. Raises Stop with everything that is wrong with it."""
    root = load(path, name)
    version = root.text("overlay")
    if not re.fullmatch(r"1\.[01]\.\d+", version):
        told = f"`overlay` is {version!r}" if version else "there is no `overlay`"
        hint = "the first line of an overlay is `overlay: 1.1.0`"
        report.error(
            "overlay-version", f"{told}; 1.0 and 1.1 are understood", root.place, hint=hint
        )
    listed = root.get("actions")
    if listed is None or not is_list(listed.value) or not listed.value:
        report.error("overlay-actions", "an overlay needs a list of `actions`", root.place)
        raise Stop(report)
    actions = [_action(node, report, version) for node in listed.each()]
    if report.has_errors:
        raise Stop(report)
    info = root.get("info")
    return Overlay(
        info.text("title") if info else "",
        info.text("version") if info else "",
        tuple(actions),
        version,
    )


def _action(node: Node, report: Report, version: str) -> Action:
    from jsonpath_rfc9535 import JSONPathError, compile

    value = node.value if is_object(node.value) else {}
    for key in value:
        if key not in _MEMBERS and not key.startswith("x-"):
            report.error("overlay-member", f"an action has no `{key}`", (node / key).key_place)
    for key in ("target", "copy"):
        query = node.text(key)
        if key == "target" and not query:
            report.error("overlay-target", "an action needs a `target`", node.place)
        try:
            if query:
                compile(query)
        except JSONPathError as error:
            report.error("overlay-target", f"`{key}` is no JSONPath: {error}", (node / key).place)
    if "copy" in value and version.startswith("1.0"):
        report.error("overlay-member", "`copy` came with overlay 1.1", (node / "copy").key_place)
    remove = node.flag("remove")
    if not remove and "update" not in value and "copy" not in value:
        report.error(
            "overlay-idle", "an action needs `update`, `copy` or `remove: true`", node.place
        )
    return Action(
        node.text("target"),
        node.text("description"),
        value.get("update"),
        "update" in value,
        remove,
        node.text("copy"),
        node,
    )


def write_overlay(overlay: Overlay) -> str:
    """Return an overlay as YAML."""
    return yaml.dump(
        overlay.as_json(), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


def _plain(action: Action) -> dict[str, Any]:
    made: dict[str, Any] = {"target": action.target}
    if action.description:
        made["description"] = action.description
    if action.has_update:
        made["update"] = action.update
    if action.copy:
        made["copy"] = action.copy
    if action.remove:
        made["remove"] = True
    return made


class _Dumper(yaml.SafeDumper):
    """Lists stand indented below their key, and nothing is an anchor."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent a list below its key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Write what is used twice, twice."""
        return True


def target_of(node: Node) -> str:
    """Return the normalized JSONPath of a place in its file."""
    made, value = "$", node.source.value
    for step in node.path:
        if is_list(value):
            made += f"[{step}]"
            value = value[int(step)]
        else:
            quoted = step.replace("\\", "\\\\").replace("'", "\\'")
            made += f"['{quoted}']"
            value = value[step]
    return made
