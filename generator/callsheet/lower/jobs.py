"""Jobs: what ``x-job`` declares, with its operations found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import get_args

from callsheet.ir import Call, Job, Json, Operation, Pace, State, Times
from callsheet.plain import is_object
from callsheet.source import Node, steps_of


def job_of(node: Node, operations: Mapping[str, str]) -> Job | None:
    """Return the job that an operation starts, or None.

    ``operations`` gives the pointer of each operation id. The reader has checked the declaration.
    """
    declared = node.get("x-job")
    if declared is None:
        return None
    poll = declared / "poll"
    result = declared.get("result")
    failure = declared.get("failure")
    states = declared / "states"
    found_states = ((state, states.get(state)) for state in get_args(State))
    return Job(
        pointer=declared.pointer,
        id=_pointers(declared.get("id")),
        poll=_call(poll, operations),
        status=_pointers(poll.get("status")),
        progress=_pointers(poll.get("progress")),
        states=tuple(
            (state, tuple(found.value)) for state, found in found_states if found is not None
        ),
        failure_message=_pointers(failure.get("message") if failure else None),
        failure_code=_pointers(failure.get("code") if failure else None),
        result=_call(result, operations)
        if result is not None and result.get("operation")
        else None,
        result_url=_pointers(result.get("url") if result else None),
        result_media=result.text("media") if result else "",
        expires=_pointers(declared.get("expires")),
        cancel=_call(cancel, operations)
        if (cancel := declared.get("cancel")) is not None
        else None,
        pace=_pace(declared.get("pace")),
        times=_times(declared.get("times")),
    )


def with_scale(
    operation: Operation, operations: Iterable[Operation], schemas: Mapping[str, Json]
) -> Operation:
    """Return an operation whose job knows what number of its progress means that all is done."""
    job = operation.job
    if job is None or not job.progress:
        return operation
    polled = next(one for one in operations if one.pointer == job.poll.operation)
    contents = (content for response in polled.successes for content in response.contents)
    bounds = {
        place["maximum"]
        for content in contents
        for start in ("", content.unwrap.payload if content.unwrap else "")
        for pointer in job.progress
        for place in _places(content.schema, steps_of(start + pointer), schemas)
        if isinstance(place.get("maximum"), int | float)
    }
    return replace(operation, job=replace(job, progress_whole=1.0)) if bounds == {1} else operation


def _places(
    schema: Json, steps: tuple[str, ...], schemas: Mapping[str, Json], depth: int = 0
) -> Iterator[Mapping[str, Json]]:
    """Yield the schemas of what stands at a place, whichever branch it is in."""
    if not is_object(schema) or depth > 32:
        return
    if steps:
        listed = schema.get("properties")
        if is_object(listed):
            yield from _places(listed.get(steps[0]), steps[1:], schemas, depth + 1)
    else:
        yield schema
    branches = [one for key in ("allOf", "anyOf", "oneOf") for one in schema.get(key, ())]
    if "$ref" in schema:
        branches.append(schemas.get(str(schema["$ref"]).removeprefix("#/$defs/")))
    for branch in branches:
        yield from _places(branch, steps, schemas, depth + 1)


def pointers_at(node: Node | None, *fallback: str) -> tuple[str, ...]:
    """Return the JSON Pointers that a member lists, or the fallback where it is missing."""
    return _pointers(node) or fallback


def _pointers(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return (node.value,) if isinstance(node.value, str) else tuple(node.value)


def _call(node: Node, operations: Mapping[str, str]) -> Call:
    return Call(operations[node.text("operation")], node.text("parameter"))


def _times(node: Node | None) -> Times:
    return Times(**{name: _pointers(value) for name, value in node.items()}) if node else Times()


def _pace(node: Node | None) -> Pace:
    if node is None:
        return Pace()
    told = node.value
    plain = Pace()
    return Pace(
        first=float(told.get("first", plain.first)),
        growth=float(told.get("growth", plain.growth)),
        max=float(told.get("max", plain.max)),
        headers=tuple(told.get("headers", ())),
    )
