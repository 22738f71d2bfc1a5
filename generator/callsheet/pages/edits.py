"""The edit that each kind of difference calls for, where the page leaves one meaning.

Every function takes the document and a difference, and returns actions of an overlay or raises
Unclear with the reason why there are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from callsheet.document import Document
from callsheet.overlay.actions import Action, target_of
from callsheet.pages.declared import Field, Group
from callsheet.pages.finding import Difference
from callsheet.pages.schemas import Unclear, one_line, schema_of_row, schema_of_value, typed
from callsheet.pages.tables import Row
from callsheet.plain import is_list, is_object
from callsheet.source import Node


def _target(node: Node) -> str:
    if not node.source.is_root:
        raise Unclear(f"it stands in {node.source.name}, and an overlay edits one file")
    return target_of(node)


def update(node: Node, value: Any) -> Action:
    """Return the action that merges a value into a node. Raises Unclear where none can."""
    return Action(_target(node), update=value, has_update=True)


# A field that the document lacks.


def _new_field(_document: Document, difference: Difference) -> list[Action]:
    group, row = difference.group, difference.more.get("row")
    operation = difference.operation
    if group is None or operation is None:
        raise Unclear("the page does not say where the field belongs")
    schema = schema_of_row(row) if isinstance(row, Row) else schema_of_value(difference.said)
    required = isinstance(row, Row) and row.required is True
    if group.where in ("path", "query", "header", "cookie"):
        parameter = {"name": difference.name, "in": group.where}
        if isinstance(row, Row) and row.description:
            parameter["description"] = one_line(row.description.text)
        more: dict[str, Any] = {"required": True} if required else {}
        listed = {"parameters": [{**parameter, **more, "schema": schema}]}
        return [update(operation.node, listed)]
    if group.where == "answer header":
        raise Unclear("a header of an answer belongs to a status, which the page does not name")
    home = _home_of_siblings(group)
    *above, name = difference.name.split(".")
    if above:
        raise Unclear(f"`{'.'.join(above)}` is no object of the document")
    more_of: dict[str, Any] = {"properties": {name: schema}}
    if required and group.where == "body":
        more_of["required"] = [name]
    return [update(home, more_of)]


def _home_of_siblings(group: Group) -> Node:
    """Return the schema in which the fields around a new one stand."""
    homes = Counter[tuple[str, ...]]()
    by_path = dict[tuple[str, ...], Node]()
    for field in group.fields.values():
        path = field.node.path
        if len(path) > 1 and path[-2] == "properties":
            homes[path[:-2]] += 1
            by_path[path[:-2]] = Node(field.node.source, path[:-2], None)
    if not homes:
        raise Unclear("the document names no field beside which it could stand")
    (path, most), *others = homes.most_common(2)
    if others and most < 2 * others[0][1]:
        raise Unclear("the fields around it stand in several schemas of the document")
    return by_path[path]


# A field that both have.


def _required(document: Document, difference: Difference) -> list[Action]:
    field = _field(difference)
    node = field.node
    if node.text("in"):
        return [update(node, {"required": bool(difference.said)})]
    if len(node.path) < 2 or node.path[-2] != "properties":
        raise Unclear("where it is required stands in several schemas")
    holder = Node(node.source, node.path[:-2], None)
    if difference.group and len({n.pointer for n in difference.group.nodes}) > 1:
        others = [n for n in difference.group.nodes if document.resolve(n).path != holder.path]
        if others and not _shared(document, difference.group, holder):
            raise Unclear("the body has several schemas, and the page speaks of all as one")
    if difference.said:
        return [update(holder, {"required": [field.name]})]
    quoted = field.name.replace("\\", "\\\\").replace("'", "\\'")
    return [Action(f"{_target(holder)}['required'][?@ == '{quoted}']", remove=True)]


def _shared(document: Document, group: Group, holder: Node) -> bool:
    """Tell whether every alternative of a body takes its fields from one schema."""
    for node in group.nodes:
        parts = [document.resolve(node)]
        listed = parts[0].get("allOf")
        parts += [document.resolve(part) for part in listed.each()] if listed else []
        if all(part.path != holder.path for part in parts):
            return False
    return True


def _type(_document: Document, difference: Difference) -> list[Action]:
    schema = _own_schema(difference)
    kind = schema.value.get("type") if is_object(schema.value) else None
    if not isinstance(kind, str):
        raise Unclear("the document gives its type by reference or by alternatives")
    said = difference.said
    if len(said) != 1 or said[0] == "file":
        raise Unclear("the page names several types")
    return [update(schema, {"type": said[0]})]


def _values(document: Document, difference: Difference) -> list[Action]:
    how, value = difference.said
    field = _field(difference)
    if how == "remove" and not field.closed:
        raise Unclear("the document lists known values, and the page need not list them all")
    listed = _enumerations(document, _own_schema(difference))
    holding = [node for node in listed if value in node.value] if how == "remove" else listed
    if len(holding) != 1:
        raise Unclear("the document lists its values in several places or as a constant")
    numbers = all(isinstance(each, int | float) for each in holding[0].value)
    if how == "add":
        return [update(holding[0], [typed(value, "number" if numbers else "string")])]
    shown = str(value).replace("\\", "\\\\").replace("'", "\\'")
    match = f"'{shown}'" if isinstance(value, str) else str(value)
    return [Action(f"{_target(holding[0])}[?@ == {match}]", remove=True)]


def _enumerations(document: Document, schema: Node) -> list[Node]:
    """Return the ``enum`` lists of a schema, through references and alternatives."""
    found, waiting, seen = list[Node](), [schema], set[str]()
    while waiting:
        node = waiting.pop(0)
        if node.pointer in seen:
            continue
        seen.add(node.pointer)
        listed = node.get("enum")
        if listed is not None and is_list(listed.value):
            found.append(listed)
        target = document.step(node)
        waiting += [target] if target else []
        for key in ("anyOf", "oneOf", "allOf"):
            parts = node.get(key)
            waiting += list(parts.each()) if parts else []
    return found


def _default(_document: Document, difference: Difference) -> list[Action]:
    schema = _own_schema(difference)
    kinds = _field(difference).types - {"null"}
    kind = next(iter(kinds)) if len(kinds) == 1 else "string"
    return [update(schema, {"default": typed(difference.said, kind)})]


def _limit(_document: Document, difference: Difference) -> list[Action]:
    schema = _own_schema(difference)
    keyword, number = difference.said
    if keyword.startswith("exclusive"):
        raise Unclear("the document excludes its bound, and the page does not say whether it does")
    if is_object(schema.value) and not schema.value.get("type") and keyword not in schema.value:
        raise Unclear("the document gives its limits by reference or by alternatives")
    return [update(schema, {keyword: number})]


def _status(_document: Document, difference: Difference) -> list[Action]:
    operation, code = difference.operation, difference.name
    if operation is None or code == "200":
        raise Unclear("the page does not say what the answer holds")
    alike = [
        answer
        for status, answer in operation.answers.items()
        if status.isdigit() and status[0] == code[0] and answer.get("content")
    ]
    schemas = {_content(answer) for answer in alike}
    if len(schemas) != 1:
        raise Unclear("the page does not say what the answer holds")
    content = alike[0].value["content"]
    plain = {media: {"schema": inner.get("schema", {})} for media, inner in content.items()}
    said = {"description": _phrase(code), "content": plain}
    return [update(operation.node, {"responses": {code: said}})]


def _content(answer: Node) -> str:
    return repr({m: c.get("schema") for m, c in answer.value["content"].items() if is_object(c)})


def _phrase(code: str) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(int(code)).phrase + "."
    except ValueError:
        return f"Status {code}."


def _media_type(document: Document, difference: Difference) -> list[Action]:
    operation = difference.operation
    if operation is None or len(operation.bodies) != 1:
        raise Unclear("the document has bodies of several kinds, and it could be any of them")
    if difference.said != difference.name:
        raise Unclear(f"what the command sends is {difference.said or 'something else'}")
    (content,) = operation.bodies.values()
    schema = content.get("schema")
    holder = document.resolve(operation.node / "requestBody")
    value: Any = schema.value if schema else {}
    return [update(holder, {"content": {difference.name: {"schema": value}}})]


def _field(difference: Difference) -> Field:
    if difference.field is None:
        raise Unclear("the page does not say which field it means")
    return difference.field


def _own_schema(difference: Difference) -> Node:
    node = _field(difference).node
    if node.text("in"):
        schema = node.get("schema")
        if schema is None:
            raise Unclear("the parameter has no schema of its own")
        return schema
    return node


EDITS: dict[str, Callable[[Document, Difference], list[Action]]] = {
    "page-field-unknown": _new_field,
    "page-sample-field": _new_field,
    "page-required": _required,
    "page-type": _type,
    "page-enum": _values,
    "page-default": _default,
    "page-limit": _limit,
    "page-status-unknown": _status,
    "page-media-type": _media_type,
}
"""By the code of the difference."""
