"""What is referred to by name: tags, security schemes, variables of servers, operations."""

from __future__ import annotations

import re

from callsheet.diagnostics import Report
from callsheet.document import Document, title
from callsheet.likeness import did_you_mean
from callsheet.plain import is_list, is_object
from callsheet.shape import Part
from callsheet.source import Node

_VARIABLE = re.compile(r"\{([^{}]+)\}")


def check(document: Document, report: Report) -> None:
    """Complain about names that nothing declares."""
    _check_tags(document, report)
    schemes = _schemes(document)
    ids = {part.node.text("operationId") for part in document.parts if part.kind == "operation"}
    for part in document.parts:
        if not is_object(part.value):
            continue
        if part.kind in ("document", "operation"):
            _check_security(part, schemes, report)
        elif part.kind == "server":
            _check_server(part.node, report)
        elif part.kind == "link":
            wanted = part.value.get("operationId")
            if isinstance(wanted, str) and wanted not in ids:
                report.error(
                    "link-operation-missing",
                    f"there is no operation with the operationId {wanted!r}",
                    (part.node / "operationId").place,
                    hint=did_you_mean(wanted, ids),
                )


def _check_tags(document: Document, report: Report) -> None:
    declared: dict[str, Node] = {}
    for part in document.parts:
        if part.kind == "tag" and is_object(part.value):
            name = part.node.text("name")
            if name in declared:
                report.error("tag-twice", f"the tag {name!r} is declared twice", part.node.place)
            declared.setdefault(name, part.node)
    used: set[str] = set()
    for part in document.parts:
        tags = part.node.get("tags") if part.kind == "operation" else None
        for tag in tags.each() if tags else ():
            if not isinstance(tag.value, str) or tag.value in used:
                continue
            used.add(tag.value)
            if tag.value not in declared:
                report.warning(
                    "tag-undeclared",
                    f"the tag {tag.value!r} is not declared under `tags`",
                    tag.place,
                    hint=did_you_mean(tag.value, list(declared)),
                    operation=title(part),
                )
    for name, node in declared.items():
        if name not in used:
            report.warning("tag-unused", f"no operation has the tag {name!r}", node.place)


def _schemes(document: Document) -> dict[str, Node | None]:
    components = document.root.get("components")
    listed = components.get("securitySchemes") if components else None
    found: dict[str, Node | None] = {}
    for name, node in listed.items() if listed else ():
        try:
            found[name] = document.resolve(node)
        except LookupError:
            found[name] = None
    return found


def _check_security(part: Part, schemes: dict[str, Node | None], report: Report) -> None:
    security = part.node.get("security")
    operation = title(part) if part.kind == "operation" else ""
    for requirement in security.each() if security else ():
        for name, scopes in requirement.items():
            if name not in schemes:
                report.error(
                    "security-undeclared",
                    f"there is no security scheme {name!r}",
                    scopes.key_place,
                    hint=did_you_mean(name, list(schemes))
                    or "declare it under components/securitySchemes",
                    operation=operation,
                )
                continue
            known = _scopes(schemes[name])
            for scope in scopes.each():
                if known is not None and isinstance(scope.value, str) and scope.value not in known:
                    report.warning(
                        "scope-undeclared",
                        f"the security scheme {name!r} has no scope {scope.value!r}",
                        scope.place,
                        hint=did_you_mean(scope.value, sorted(known)),
                        operation=operation,
                    )


def _scopes(scheme: Node | None) -> set[str] | None:
    """Return the scopes of an OAuth scheme; None where there is no list of them."""
    flows = scheme.get("flows") if scheme else None
    if scheme is None or flows is None or scheme.text("type") != "oauth2":
        return None
    found: set[str] = set()
    for flow in dict(flows.items()).values():
        scopes = flow.get("scopes")
        found |= {name for name, _ in scopes.items()} if scopes else set()
    return found


def _check_server(server: Node, report: Report) -> None:
    url = server.get("url")
    if url is None or not isinstance(url.value, str):
        return
    variables = server.get("variables")
    declared = dict(variables.items()) if variables else {}
    used: list[str] = _VARIABLE.findall(url.value)
    for name in dict.fromkeys(used):
        if name not in declared:
            report.error(
                "server-variable-undeclared",
                f"the URL has {{{name}}}, and no such variable is declared",
                url.place,
                hint=did_you_mean(name, list(declared)),
            )
    for name, node in declared.items():
        if name not in used:
            report.warning(
                "server-variable-unused", f"the URL does not have {{{name}}}", node.key_place
            )
        default = node.get("default")
        values = node.get("enum")
        if default and values and is_list(values.value) and default.value not in values.value:
            report.error(
                "server-variable-default",
                f"the default {default.value!r} is not one of the values of {name!r}",
                default.place,
            )
