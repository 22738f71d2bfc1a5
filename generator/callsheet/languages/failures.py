"""Error classes, one for each status that a caller may want to tell apart, in any language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from callsheet.data import dataclass
from callsheet.ir import Api, Type, Union

_USUAL = {
    "400": ("BadRequestError", "Correct the arguments."),
    "401": ("AuthenticationError", "Check the key."),
    "403": ("PermissionDeniedError", "The key may not do this."),
    "404": ("NotFoundError", "Check the identifier and the base URL."),
    "409": ("ConflictError", "Look at the present state and try again."),
    "422": ("UnprocessableEntityError", "Correct the arguments."),
    "429": ("RateLimitError", "Wait, then try again."),
    "5XX": ("InternalServerError", "The server failed: trying again later may help."),
}
"""Every client has these, under the names that the OpenAI library gave them."""

_PHRASES = {
    "400": "Bad Request",
    "401": "Unauthorized",
    "402": "Payment Required",
    "403": "Forbidden",
    "404": "Not Found",
    "405": "Method Not Allowed",
    "406": "Not Acceptable",
    "407": "Proxy Authentication Required",
    "408": "Request Timeout",
    "409": "Conflict",
    "410": "Gone",
    "411": "Length Required",
    "412": "Precondition Failed",
    "413": "Content Too Large",
    "414": "URI Too Long",
    "415": "Unsupported Media Type",
    "416": "Range Not Satisfiable",
    "417": "Expectation Failed",
    "418": "I'm a Teapot",
    "421": "Misdirected Request",
    "422": "Unprocessable Content",
    "423": "Locked",
    "424": "Failed Dependency",
    "425": "Too Early",
    "426": "Upgrade Required",
    "428": "Precondition Required",
    "429": "Too Many Requests",
    "431": "Request Header Fields Too Large",
    "451": "Unavailable For Legal Reasons",
    "500": "Internal Server Error",
    "501": "Not Implemented",
    "502": "Bad Gateway",
    "503": "Service Unavailable",
    "504": "Gateway Timeout",
    "505": "HTTP Version Not Supported",
    "506": "Variant Also Negotiates",
    "507": "Insufficient Storage",
    "508": "Loop Detected",
    "510": "Not Extended",
    "511": "Network Authentication Required",
}
"""As RFC 9110 and its registry have them. Python's own table changes from version to version."""


@dataclass(frozen=True, slots=True)
class FailureClass:
    """An error class, and what its status means."""

    name: str
    status: str
    """``404`` or ``5XX``."""
    phrase: str
    advice: str
    """What the caller can do; empty where that is not known."""
    body: Type | None
    """What the body may be, over all operations; None where no operation says."""

    @property
    def meaning(self) -> str:
        """Status and phrase as a sentence."""
        return f"{self.status} {self.phrase}."


def failure_classes(api: Api) -> tuple[FailureClass, ...]:
    """Return the error classes of an API: the usual ones, and those of other statuses it names.

    Where all bodies are of one type, none has it: it is their base's then, :func:`any_failure`.
    """
    made = _classes(api)
    if any_failure(api).body is None:
        return made
    return tuple(replace(one, body=None) for one in made)


def any_failure(api: Api) -> FailureClass:
    """Return the base of the error classes."""
    bodies = [one.body for one in _classes(api)]
    shared = bodies[0] if all(one == bodies[0] for one in bodies) else None
    return FailureClass("APIStatusError", "default", "Failure", "", shared)


def _classes(api: Api) -> tuple[FailureClass, ...]:
    described = {one.status: one.type for one in api.failures}
    further = [one for one in described if _is_single(one) and one not in _USUAL]
    made: list[FailureClass] = []
    for status in sorted({*_USUAL, *further}):
        name, advice = _USUAL.get(status, ("", ""))
        phrase = _phrase(status)
        made.append(
            FailureClass(
                name=name or _name(phrase, status),
                status=status,
                phrase=phrase,
                advice=advice,
                body=_body(described, status),
            )
        )
    return tuple(made)


def _is_single(status: str) -> bool:
    """Whether a status is one number that the usual classes do not cover."""
    return status.isdigit() and not status.startswith("5")


def _body(described: dict[str, Type | None], status: str) -> Type | None:
    """Return what may come with a status: also what is described for its range and for all."""
    digit = status[0]
    covered = [
        one
        for one in described
        if one in (status, f"{digit}XX", "default") or (status == "5XX" and one[0] == digit)
    ]
    return _united(described[one] for one in covered)


def _united(types: Iterable[Type | None]) -> Type | None:
    members: list[Type] = []
    for one in types:
        for member in one.members if isinstance(one, Union) else (one,):
            if member is not None and member not in members:
                members.append(member)
    if len(members) > 1:
        return Union(tuple(members))
    return members[0] if members else None


def _phrase(status: str) -> str:
    return _PHRASES.get(status, "Unassigned") if status.isdigit() else "Server Error"


def _name(phrase: str, status: str) -> str:
    words = "".join(part[:1].upper() + part[1:] for part in phrase.replace("-", " ").split())
    made = "".join(sign for sign in words if sign.isascii() and sign.isalnum())
    return f"Status{status}Error" if phrase == "Unassigned" else f"{made}Error"


CLASS_NAMES = frozenset(
    [
        *(name for name, _ in _USUAL.values()),
        *(_name(phrase, status) for status, phrase in _PHRASES.items()),
    ]
)
"""What the error class of any status may be called."""
