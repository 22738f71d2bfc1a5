"""Drop-ins: clients by another package's names, which make the requests of this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Argument, DropIn, Facade, Method, Operation
from callsheet.languages.prose import summary_of
from callsheet.languages.python_client.jobs import Jobs
from callsheet.languages.python_client.methods import Methods, Option
from callsheet.languages.python_client.package import error_names
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import call, lay_out

_INTERVAL: Option = ("poll_interval_ms", "int | Omit", "omit")
_OPTIONS: tuple[Option, ...] = (
    ("extra_headers", "Mapping[str, str] | None", "None"),
    ("extra_query", "Mapping[str, object] | None", "None"),
    ("extra_body", "object | None", "None"),
    ("timeout", "Phases | float | None | Omit", "not_given"),
)
"""What such a package's methods take beside their own arguments."""


@dataclass(frozen=True, slots=True)
class DropIns:
    """Spells the methods of other packages."""

    api: Api
    spell: Spelling
    methods: Methods
    results: Results
    jobs: Jobs

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "drop_in_names": self.names,
            "facade_absence": self.absence,
            "facade_arguments": self.arguments,
            "facade_bytes": self.fetches,
            "facade_calls": self.calls,
            "facade_class": self.class_name,
            "facade_head": self.head,
            "facade_headline": self.headline,
            "facade_operations": self.operations,
            "facade_request": self.request,
            "facade_resumes": self.resumes,
            "facade_submits": self.submits,
            "facade_value": self.value,
            "facade_waits": self.waits,
        }

    def names(self, drop_in: DropIn, api: Api) -> list[str]:
        """Return what the module has, sorted."""
        own = [drop_in.client, drop_in.async_client, "NOT_GIVEN", "NotGiven", "Omit"]
        own += ["Timeout", "not_given", "omit", *([drop_in.error] if drop_in.error else [])]
        return sorted({*own, *error_names(api)})

    def class_name(self, facade: Facade) -> str:
        """Return the name of a resource's class."""
        return "".join(word.capitalize() for word in facade.name.split("_"))

    # -- which kind of method it is: each gives one thing, or nothing

    def absence(self, method: Method, facade: Facade, api: Api) -> list[str]:
        """Return the error of a method that has no operation behind it."""
        if method.call or method.wait:
            return []
        literal = self.spell["literal"]
        name = f"{facade.name}.{method.name}"
        return [lay_out(call("absent", literal(name), literal(api.title)), 8, len("raise "), 0)]

    def fetches(self, method: Method) -> list[Operation]:
        """Return the operation of a method that gives bytes."""
        is_bytes = bool(method.call) and self.results.verb(self._operation(method.call)) == "open"
        return [self._operation(method.call)] if is_bytes and not method.wait else []

    def calls(self, method: Method) -> list[Operation]:
        """Return the operation of a method that is called and not waited for."""
        if not method.call or method.wait or self.fetches(method):
            return []
        return [self._operation(method.call)]

    def waits(self, method: Method) -> list[str]:
        """Return the plan of the job that a method waits for."""
        if not method.wait:
            return []
        started = self._operation(method.wait)
        return [f"{self._home(started)}.{self.jobs.job_plan_name(started)}"]

    # -- what it is made of

    def head(self, method: Method, def_: str) -> str:
        """Return the head of a method."""
        if not method.call and not method.wait:
            rows = ["self", "*arguments: Any", "**options: Any"]
            return self.methods.head(f"{def_} {method.name}", rows, "Never", 4)
        arguments = self.arguments(method)
        places = [one for one in arguments if one.source == "path"]
        named = [one for one in arguments if one.source != "path"]
        rows = ["self", *(self.methods.argument(one, 8) for one in places), "*"]
        rows += [self.methods.argument(one, 8) for one in named]
        options = (*((_INTERVAL,) if method.wait else ()), *(_OPTIONS if method.call else ()))
        rows += [f"{name}: {kind} = {default}" for name, kind, default in options]
        return self.methods.head(f"{def_} {method.name}", rows, self.value(method), 4)

    def headline(self, method: Method) -> str:
        """Return the first sentence of a method's docstring."""
        if not method.call:
            return "Wait until a job is over." if method.wait else "Not an operation of this API."
        return summary_of(self._called(method))

    def value(self, method: Method) -> str:
        """Return the type of what a method gives back."""
        if method.wait:
            return self.jobs.job_value(self._operation(method.wait))
        return "Content" if self.fetches(method) else self.results.carried(self._called(method))

    def request(self, method: Method, indent: int) -> str:
        """Return the construction of the request, from what the method takes."""
        operation = self._called(method)
        names = [self.spell["name"](one) for one in self.arguments(method)]
        target = f"{self._home(operation)}.{self.spell['name'](operation)}"
        return lay_out(call(target, *(f"{one}={one}" for one in names)), indent)

    def submits(self, method: Method) -> list[Operation]:
        """Return the operation of a method that starts a job and waits for it."""
        return [self._called(method)] if method.call and method.wait else []

    def resumes(self, method: Method, indent: int) -> list[str]:
        """Return how a method gets the job that it only waits for."""
        if method.call or not method.wait:
            return []
        (argument,) = self.arguments(method)
        (plan,) = self.waits(method)
        token = call(f"{plan}.token", self.spell["name"](argument))
        return [lay_out(call("jobs.resume", token), indent, len("job = "), 0)]

    # -- what it is about

    def operations(self, method: Method) -> list[Operation]:
        """Return the operation behind a method; of one that only waits, that which is asked."""
        if method.call:
            return [self._called(method)]
        job = self._operation(method.wait).job if method.wait else None
        return [self._operation(job.poll.operation)] if job else []

    def _operation(self, pointer: str) -> Operation:
        return self.api.operation(pointer)

    def _called(self, method: Method) -> Operation:
        return self._operation(method.call)

    def _home(self, operation: Operation) -> str:
        home = next(one for one in self.api.resources if operation in one.operations)
        return f"operations.{self.spell['name'](home)}"

    def arguments(self, method: Method) -> list[Argument]:
        """Return what a method takes, in its own order; to wait for a job, its id."""
        if method.call:
            known = {one.wire: one for one in self._called(method).arguments}
            return [known[wire] for wire in method.arguments]
        started = self._operation(method.wait)
        assert started.job is not None
        poll = started.job.poll
        return [
            one for one in self._operation(poll.operation).arguments if one.wire == poll.parameter
        ]
