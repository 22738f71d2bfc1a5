"""Meaning: whether what an extension names is there."""

from __future__ import annotations

from callsheet.diagnostics import Report
from callsheet.likeness import did_you_mean
from callsheet.source import Node
from callsheet.vocabulary.operations import Operations

_POLLED: tuple[tuple[str, ...], ...] = (
    ("poll", "status"),
    ("poll", "progress"),
    ("failure", "message"),
    ("failure", "code"),
    ("result", "url"),
    ("expires",),
    ("times", "created"),
    ("times", "started"),
    ("times", "finished"),
)
"""Members of an ``x-job`` that name places in the polled answer."""


def check_job(operations: Operations, operation: Node, report: Report) -> None:
    """Check the operations, parameters and places that an ``x-job`` names, and its states."""
    job = operation / "x-job"
    polled = _check_call(operations, job / "poll", report)
    for name in ("result", "cancel"):
        call = job.get(name)
        if call is not None and "operation" in call.value:
            _check_call(operations, call, report)
    _check_words(job / "states", report)
    _check_places(operations, operations.answers(operation), job / "id", "the answer", report)
    if polled is None:
        return
    answers = operations.answers(polled)
    for steps in _POLLED:
        _check_places(operations, answers, _down(job, *steps), "the polled answer", report)
    _check_every_word(operations, answers, job, report)


def check_echo(operations: Operations, operation: Node, name: str, report: Report) -> None:
    """Check the places in answer and request that an ``x-echo`` or ``x-defaults`` names."""
    answers, request = operations.answers(operation), operations.request(operation)
    for key, value in (operation / name).items():
        _check_place(operations, answers, key, value, "the answer", report, by_key=True)
        _check_place(operations, request, value.value, value, "the request body", report)


def check_selects(operations: Operations, operation: Node, report: Report) -> None:
    """Check the parameters, and the media types of answers, that an ``x-selects`` names."""
    known, media = operations.parameters(operation), operations.media(operation)
    for name, values in (operation / "x-selects").items():
        if name not in known:
            report.error(
                "parameter-missing",
                f"the operation has no parameter {name!r}",
                values.key_place,
                hint=did_you_mean(name, list(known)),
            )
        for one in (one for value in values.value for one in (values / value).each()):
            if one.value not in media:
                report.error(
                    "media-missing",
                    f"no answer that means success has the media type {one.value!r}",
                    one.place,
                    hint=did_you_mean(one.value, media)
                    or (f"it has: {', '.join(media)}" if media else ""),
                )


def check_unwrap(operations: Operations, media: Node, report: Report) -> None:
    """Check that both places of an ``x-unwrap`` are in the schema, on a response."""
    unwrap = media / "x-unwrap"
    if "responses" not in media.path:
        report.warning(
            "extension-misplaced",
            "`x-unwrap` has no effect on a request",
            unwrap.key_place,
            hint="it stands on a media type of a response",
        )
        return
    schema = media.get("schema")
    for name in ("payload", "unless") if schema else ():
        _check_places(operations, [schema] if schema else [], unwrap / name, "the answer", report)


def _down(node: Node, *steps: str) -> Node | None:
    found: Node | None = node
    for step in steps:
        found = found.get(step) if found else None
    return found


def _check_call(operations: Operations, call: Node, report: Report) -> Node | None:
    """Return the operation that a call names."""
    name = call / "operation"
    found = operations.by_id.get(name.value)
    if found is None:
        report.error(
            "operation-missing",
            f"there is no operation with the operationId {name.value!r}",
            name.place,
            hint=did_you_mean(name.value, list(operations.by_id)),
        )
        return None
    parameter = call / "parameter"
    known = operations.parameters(found)
    if known.get(parameter.value) not in ("path", "query"):
        takers = [wire for wire, location in known.items() if location in ("path", "query")]
        report.error(
            "parameter-missing",
            f"the operation {name.value!r} has no path or query parameter {parameter.value!r}",
            parameter.place,
            hint=did_you_mean(parameter.value, takers)
            or (f"it has: {', '.join(takers)}" if takers else ""),
        )
    return found


def _check_words(states: Node, report: Report) -> None:
    first: dict[str, str] = {}
    for state, words in states.items():
        for word in words.each():
            before = first.setdefault(word.value.lower(), state)
            if before != state:
                report.error(
                    "state-twice",
                    f"the word {word.value!r} stands for `{before}` already, now for `{state}`",
                    word.place,
                    hint="a word means one state; case does not count",
                )


def _check_every_word(
    operations: Operations, answers: list[Node], job: Node, report: Report
) -> None:
    """A word of the schema that no state lists would keep a client waiting to its deadline."""
    listed = {word.value.lower() for _, words in (job / "states").items() for word in words.each()}
    status = job / "poll" / "status"
    for pointer in [status, *status.each()]:
        if not isinstance(pointer.value, str):
            continue
        for schema in operations.places(answers, pointer.value).nodes:
            resolved = operations.resolved(schema)
            words = resolved.get("enum") if resolved else None
            missing = [w.value for w in (words.each() if words else ()) if isinstance(w.value, str)]
            missing = [word for word in missing if word.lower() not in listed]
            if missing:
                report.warning(
                    "state-unlisted",
                    f"the schema of {pointer.value!r} has words of no state: {', '.join(missing)}",
                    (job / "states").key_place,
                    hint="an unlisted word means that the job is still running",
                )


def _check_places(
    operations: Operations, schemas: list[Node], pointers: Node | None, where: str, report: Report
) -> None:
    """Check one pointer; or several, of which one must lead somewhere."""
    if pointers is None:
        return
    if isinstance(pointers.value, str):
        _check_place(operations, schemas, pointers.value, pointers, where, report)
        return
    rests = [(p, operations.places(schemas, p.value)) for p in pointers.each()]
    found_one = any(places.nodes for _, places in rests)
    for pointer, places in rests:
        if not places.nodes and (places.rest == "closed" or not found_one):
            _check_place(operations, schemas, pointer.value, pointer, where, report)


def _check_place(
    operations: Operations,
    schemas: list[Node],
    pointer: str,
    node: Node,
    where: str,
    report: Report,
    *,
    by_key: bool = False,
) -> None:
    places = operations.places(schemas, pointer)
    if places.nodes or places.rest == "unknown":
        return
    place = node.key_place if by_key else node.place
    if places.rest == "closed":
        report.error(
            "place-missing",
            f"nothing can be at {pointer!r} in {where}: its schema is closed",
            place,
        )
    else:
        report.warning("place-missing", f"the schema of {where} has nothing at {pointer!r}", place)
