"""A small API made by hand, for tests that have nothing to do with documents."""

from __future__ import annotations

from callsheet.diagnostics import Place
from callsheet.ir import (
    Api,
    Call,
    Doc,
    ErrorFacts,
    Job,
    Operation,
    Pace,
    Resource,
    Sample,
    Strength,
)
from callsheet.names import Names


def an_operation(name: str) -> Operation:
    return Operation(
        pointer=f"#/paths/~1{name}/get",
        id=name,
        method="GET",
        path=f"/{name}",
        doc=Doc(),
        parameters=(),
        body=None,
        responses=(),
        arguments=(),
        security=(),
        server=None,
        job=None,
        echo=(),
    )


def a_job() -> Job:
    """Return a job that the first operation would ask for."""
    return Job(
        pointer="#/x-job",
        id=("/id",),
        poll=Call("#/paths/~1list/get", "id"),
        status=("/status",),
        progress=(),
        states=(("waiting", ("new",)), ("done", ("over",)), ("failed", ("bad",))),
        failure_message=(),
        failure_code=(),
        result=None,
        result_url=(),
        result_media="",
        expires=(),
        cancel=None,
        pace=Pace(),
    )


def an_api(
    resources: dict[str, list[str]], title: str = "Pets", samples: tuple[Sample, ...] = ()
) -> Api:
    """Return an API with the named resources, each with the named operations."""
    return Api(
        title=title,
        version="1",
        doc=Doc(),
        license="",
        servers=(),
        schemes=(),
        declarations=(),
        resources=tuple(
            Resource(
                f"#/tags/{name}",
                tuple(an_operation(operation) for operation in operations),
                Doc(),
                Strength("given", name),
            )
            for name, operations in resources.items()
        ),
        schemas={},
        errors=ErrorFacts((), (), (), (), ()),
        failures=(),
        samples=samples,
        locate=lambda _: Place("pets.yaml", 1, 1),
    )


def names_of(api: Api) -> Names:
    """Return names that are the last word of each pointer, or what it says of an operation."""
    values = {
        resource.pointer: resource.pointer.removeprefix("#/tags/") for resource in api.resources
    }
    values |= {operation.pointer: operation.id for operation in api.operations}
    return Names(values, {})
