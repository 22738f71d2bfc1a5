"""curl commands against the operations that they call: credentials, queries, forms, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.document import Document
from callsheet.likeness import did_you_mean
from callsheet.pages.curl import Command, Said
from callsheet.pages.declared import Group, Operation
from callsheet.pages.finding import Difference
from callsheet.pages.json_sample import NotJson, read_samples
from callsheet.pages.matching import Home, group_below
from callsheet.pages.page import Text
from callsheet.pages.samples import Judge, unknown_field
from callsheet.source import Node

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def compare_command(
    command: Command, operation: Operation, document: Document, judge: Judge
) -> Iterator[Difference]:
    """Yield where a curl command and the operation that it calls differ."""
    if command.literal:
        yield from _credentials(command, operation, document)
    yield from _query(command, operation)
    body = next((g for g in operation.groups if g.where == "body" and not g.prefix), None)
    in_body = not command.as_query and (command.data or command.encoded)
    if command.form or command.bodies or in_body:
        media = _media(command)
        if media and operation.bodies and not _offers(media, operation):
            listed = ", ".join(operation.bodies)
            yield Difference(
                "page-media-type",
                f"the command sends {media}; the document has {listed}",
                _line_of_media(command),
                operation.node.get("requestBody"),
                operation=operation,
                name=media,
                said=_media_sent(command, media),
            )
        if body is not None:
            yield from _form(command, operation, body, judge)
            yield from _data(command, operation, body, judge)


def _credentials(
    command: Command, operation: Operation, document: Document
) -> Iterator[Difference]:
    listed = operation.node.get("security") or document.root.get("security")
    if listed is None or not any(listed.each()) or any(not each.value for each in listed.each()):
        return
    components = document.root.get("components")
    schemes = components.get("securitySchemes") if components else None
    wanted = [
        document.resolve(scheme)
        for each in listed.each()
        for name, _ in each.items()
        if schemes is not None and (scheme := schemes.get(name)) is not None
    ]
    if not wanted or any(_authenticates(command, scheme) for scheme in wanted):
        return
    given = command.header("authorization")
    told = _scheme_shown(wanted[0])
    if given is not None:
        kind = given.text.split(" ")[0] if " " in given.text.strip() else "no scheme"
        message = f"the command authenticates with {kind}; the document wants {told}"
    else:
        message = f"the command sends no credentials; the document wants {told}"
    line = given.line if given else command.line
    yield Difference("page-auth", message, line, wanted[0], operation=operation)


def _authenticates(command: Command, scheme: Node) -> bool:
    kind, name = scheme.text("type"), scheme.text("name").lower()
    given = command.header("authorization")
    if kind == "apiKey":
        place = scheme.text("in")
        cookie = command.header("cookie")
        return (
            (place == "header" and command.header(name) is not None)
            or (place == "query" and name in [each.lower() for each in command.query])
            or (place == "cookie" and cookie is not None)
        )
    if scheme.text("scheme").lower() == "basic":
        return command.user or (given is not None and given.text.lower().startswith("basic"))
    if given is None:
        return False
    text = given.text.strip()
    bare = bool(re.fullmatch(r"[$<{\[]?[\w\-. {}\[\]<>*$]*[>}\]]?", text)) and " " not in text
    masked = not text or (bare and text[:1] in "$<{[*")
    return text.lower().startswith("bearer") or masked


def _scheme_shown(scheme: Node) -> str:
    if scheme.text("type") == "apiKey":
        return f"the key in the {scheme.text('in')} `{scheme.text('name')}`"
    return f"`Authorization: {scheme.text('scheme').capitalize() or 'Bearer'} …`"


def _query(command: Command, operation: Operation) -> Iterator[Difference]:
    known = {name for group in operation.groups if group.where == "query" for name in group.fields}
    group = next((g for g in operation.groups if g.where == "query"), None)
    given = [(name, command.url.line) for name in command.query]
    given += [(name, said.line) for name, said in command.encoded if command.as_query]
    for name, line in given:
        if re.sub(r"\[.*$", "", name) not in known and name not in known:
            yield Difference(
                "page-field-unknown",
                f"the query parameter `{name}` is not in the document",
                line,
                group.node if group else operation.node,
                did_you_mean(name, known),
                operation,
                group,
                name=name,
                more={"where": "query"},
            )


def _media(command: Command) -> str:
    given = command.header("content-type")
    return given.text.split(";")[0].strip().lower() if given else _media_of_body(command)


def _media_sent(command: Command, named: str) -> str:
    """Return the media type that the body is of: the one named, where both are JSON, say."""
    sent = _media_of_body(command)
    return named if sent.endswith("json") and named.endswith("json") else sent


def _media_of_body(command: Command) -> str:
    if command.form:
        return _FORMS[0]
    if command.bodies:
        return "application/json"
    if command.encoded or not command.data:
        return _FORMS[1]
    text, option = command.data[0]
    is_json = option == "--json" or text.text.lstrip()[:1] in ("{", "[")
    return "application/json" if is_json else "" if text.text.startswith("@") else _FORMS[1]


def _line_of_media(command: Command) -> int:
    given = command.header("content-type")
    if given:
        return given.line
    sent = [said.line for _, said in command.form] + [text.line() for text, _ in command.data]
    sent += [sample.line() for sample in command.bodies]
    return min(sent, default=command.line)


def _offers(media: str, operation: Operation) -> bool:
    return any(
        one.split(";")[0].strip().lower() in (media, "*/*", media.split("/")[0] + "/*")
        for one in operation.bodies
    )


def _form(
    command: Command, operation: Operation, body: Group, judge: Judge
) -> Iterator[Difference]:
    fields = [*command.form, *([] if command.as_query else command.encoded)]
    for name, said in fields:
        plain = re.sub(r"\[.*$", "", name)
        declared = body.fields.get(plain)
        if declared is None:
            yield unknown_field(plain, said.line, operation, body, said.text)
        elif said.text.lstrip()[:1] in ("{", "["):
            yield from _json_part(plain, said, operation, body, judge)
        elif name == plain and not said.text.startswith(("@", "<")):
            value = said.text.split(";type=")[0].strip("\"'")
            closed = declared.closed and value not in [str(one) for one in declared.values]
            if closed and not re.search(r"[<{$]|^$", value):
                yield Difference(
                    "page-sample-invalid",
                    f"`{name}`: {value!r} is none of {', '.join(map(str, declared.values))}",
                    said.line,
                    declared.node,
                    operation=operation,
                    group=body,
                    field=declared,
                    name=name,
                    said=value,
                )
    if fields and command.literal:
        given = {re.sub(r"\[.*$", "", name) for name, _ in fields}
        yield from _lacking(given, command, operation, body)


def _json_part(
    name: str, said: Said, operation: Operation, body: Group, judge: Judge
) -> Iterator[Difference]:
    """Judge a field of a form whose text is JSON, as the object that the document declares."""
    home = Home(operation, body)
    within = group_below(home, name)
    if within is None:
        return
    try:
        for sample in read_samples(Text.of_lines(said.text, said.line)):
            yield from judge.sample(sample, Home(operation, within), within.nodes)
    except NotJson as wrong:
        yield Difference(
            "page-sample-broken", f"`{name}` is no JSON: {wrong.why}", wrong.line,
            body.fields[name].node, operation=operation, group=body,
        )  # fmt: skip


def _lacking(
    given: set[str], command: Command, operation: Operation, body: Group
) -> Iterator[Difference]:
    for name, declared in body.fields.items():
        if declared.required and name not in given:
            yield Difference(
                "page-sample-invalid",
                f"the command lacks `{name}`, which the document requires",
                command.line,
                declared.node,
                operation=operation,
                group=body,
                field=declared,
                name=name,
            )


def _data(
    command: Command, operation: Operation, body: Group, judge: Judge
) -> Iterator[Difference]:
    nodes = [
        schema
        for media, content in operation.bodies.items()
        if media.split(";")[0].strip() not in _FORMS and (schema := content.get("schema"))
    ]
    for sample in command.bodies:
        yield from judge.sample(sample, Home(operation, body), nodes or [body.node])
    for text, _ in command.data:
        if text.text.lstrip()[:1] not in ("{", "["):
            continue
        try:
            for sample in read_samples(text):
                yield from judge.sample(sample, Home(operation, body), nodes or [body.node])
        except NotJson as wrong:
            yield Difference(
                "page-sample-broken", f"the body is no JSON: {wrong.why}", wrong.line, body.node,
                operation=operation, group=body,
            )  # fmt: skip
