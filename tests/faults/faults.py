"""The faults: what goes wrong at the first connection, or at all, and what a client makes of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from wire import DONE, JOB, VIDEO, Asked, Behaviour, Wire, answer, healthy, right

KEY = "sk-Never+Show/This="

OK = ""
CONNECTION = "APIConnectionError"
TIMEOUT = "APITimeoutError"
UNKNOWN = "OutcomeUnknown"
UNREADABLE = "APIResponseValidationError"
SERVER = "InternalServerError"
LIMIT = "RateLimitError"
STATUS = "APIStatusError"
UNSEEN = "?"
"""No client can see it: the bytes are as many as the server says, and only the server is wrong."""

SHORT = 0.15
"""Seconds of a limit with which a call ends."""
LONG = 30.0
"""Seconds of one that no call should come near to."""


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong, and the error that each call ends with; `OK` for none.

    Where that depends on who is faster, there are several, with bars between them.
    """

    name: str
    behave: Behaviour
    create: str
    poll: str = OK
    download: str = OK
    says: str = ""
    """What the error of the create says, among other things."""
    always: bool = False
    """Whether it goes wrong at each connection, and not only at the first."""
    timeout: float | None = None
    deadline: float = LONG

    def patiently(self) -> Iterator[Fault]:
        """Yield it as it is, and with limits that are longer, if they are short.

        Those make the tests short, and a busy machine can miss them by itself.
        """
        yield self
        if self.timeout == SHORT or self.deadline == SHORT:
            for times in (8, 64):
                yield replace(
                    self,
                    timeout=self.timeout and self.timeout * times,
                    deadline=min(LONG, self.deadline * times),
                )


def replies(*pieces: bytes | Callable[[Asked], bytes], then: str = "close") -> Behaviour:
    """Read one request, send the pieces, and end as told."""

    def behave(wire: Wire) -> None:
        asked = wire.request()
        for piece in pieces:
            wire.send(piece if isinstance(piece, bytes) else piece(asked))
        ended(wire, then)

    return behave


def says(status: str, *headers: str) -> Behaviour:
    """Answer with a status and an error body as the API has it, again and again."""

    def behave(wire: Wire) -> None:
        is_refusal = status[:3] in ("425", "429") or (status[:3] == "503" and headers)
        while True:
            asked = wire.request()
            wire.server.refused += bool(is_refusal and asked.method == "POST")
            wire.send(answer({"error": {"message": "No.", "code": "c"}}, status, *headers))

    return behave


def ended(wire: Wire, how: str) -> None:
    if how == "reset":
        wire.reset()
    elif how == "stall":
        wire.stall()


def without_reading(pieces: bytes = b"", read: int = 0, then: str = "close") -> Behaviour:
    """End a connection whose request was not read, or not all of it."""

    def behave(wire: Wire) -> None:
        if read:
            wire.receive(read)
        wire.send(pieces)
        ended(wire, then)

    return behave


def dripping(start: Callable[[Asked], bytes], rest: bytes = b"") -> Behaviour:
    """Begin an answer, and go on byte by byte, each within every timeout."""

    def behave(wire: Wire) -> None:
        asked = wire.request()
        wire.send(start(asked))
        wire.drip(rest)

    return behave


def head(asked: Asked) -> bytes:
    return right(asked).partition(b"\r\n\r\n")[0]


def whole_head(asked: Asked) -> bytes:
    return head(asked) + b"\r\n\r\n"


def part(asked: Asked) -> bytes:
    """Return an answer without the last third of its body."""
    top, _, body = right(asked).partition(b"\r\n\r\n")
    return top + b"\r\n\r\n" + body[: len(body) * 2 // 3]


def with_header(line: str, *, but: str = "Content-Length") -> Callable[[Asked], bytes]:
    """Return an answer with another header line in the place of one."""

    def made(asked: Asked) -> bytes:
        top, _, body = right(asked).partition(b"\r\n\r\n")
        lines = [one for one in top.split(b"\r\n") if not one.startswith(but.encode())]
        return b"\r\n".join([*lines, line.encode(), b"", b""]) + body

    return made


def lying(by: int) -> Callable[[Asked], bytes]:
    """Return an answer whose length is not what it says."""

    def made(asked: Asked) -> bytes:
        body = right(asked).partition(b"\r\n\r\n")[2]
        return with_header(f"Content-Length: {len(body) + by}")(asked)

    return made


def chunked(size: bytes, end: bytes) -> Callable[[Asked], bytes]:
    """Return an answer whose first bytes are a chunk in which something is not right."""

    def made(asked: Asked) -> bytes:
        top, _, body = with_header("Transfer-Encoding: chunked")(asked).partition(b"\r\n\r\n")
        return top + b"\r\n\r\n" + size + b"\r\n" + body[:20] + end

    return made


def typed(media: str) -> Callable[[Asked], bytes]:
    return with_header(f"Content-Type: {media}", but="Content-Type")


def packed(asked: Asked) -> bytes:
    return with_header("Content-Encoding: gzip", but="X-None")(asked)


def half_packed(asked: Asked) -> bytes:
    top, _, body = right(asked).partition(b"\r\n\r\n")
    small = gzip.compress(body)[:-20]
    lines = [one for one in top.split(b"\r\n") if not one.startswith(b"Content-Length")]
    lines += [b"Content-Encoding: gzip", f"Content-Length: {len(small)}".encode()]
    return b"\r\n".join([*lines, b"", b""]) + small


def echoed(wire: Wire) -> None:
    """Send back whatever comes, as an echo service does."""
    while True:
        wire.send(wire.receive())


def key_repeated(wire: Wire) -> None:
    """Refuse the key, and repeat it wherever there is room."""
    asked = wire.request()
    key = asked.header("authorization")
    body: dict[str, object] = {"error": {"message": f"bad {key}", "code": key}}
    wire.send(answer(body, f"401 {key}", f"X-Debug: {key}", f"Set-Cookie: k={key}"))


def noisy(*noise: str) -> Behaviour:
    """Send informational answers before each real one."""

    def behave(wire: Wire) -> None:
        while True:
            asked = wire.request()
            for line in noise:
                wire.send(f"HTTP/1.1 {line}\r\n\r\n".encode())
            wire.send(right(asked))

    return behave


def endless_noise(wire: Wire) -> None:
    wire.request()
    while not wire.server.stopping.wait(0.02):
        wire.send(b"HTTP/1.1 100 Continue\r\n\r\n")


def looping(wire: Wire) -> None:
    while True:
        asked = wire.request()
        wire.send(answer(b"", "302 Found", f"Location: {asked.target}"))


PAGE = b"<html><head><title>Bad gateway</title></head><body>nginx</body></html>"
ERROR = b'{"error": {"message": "No.", "code": "c"}}'

FAULTS = [
    # the connection
    Fault("reset at once", without_reading(then="reset"), f"{UNKNOWN}|{OK}"),
    Fault("closed at once", without_reading(), UNKNOWN),
    Fault("reset in the request", without_reading(read=20, then="reset"), UNKNOWN),
    Fault("reset after the request", replies(then="reset"), UNKNOWN, says="not sent again"),
    Fault("empty reply", replies(), UNKNOWN),
    Fault("never read", without_reading(then="stall"), UNKNOWN, timeout=SHORT),
    Fault("never answered", replies(then="stall"), UNKNOWN, timeout=SHORT),
    Fault(
        *("never answered, ever", replies(then="stall"), UNKNOWN, TIMEOUT, TIMEOUT),
        always=True,
        deadline=SHORT,
    ),
    # the headers
    Fault("cut in the status line", replies(b"HTTP/1.1 20"), UNKNOWN),
    Fault("cut in the headers", replies(head), UNKNOWN),
    Fault("reset in the headers", replies(head, then="reset"), UNKNOWN),
    Fault("stall in the headers", replies(head, then="stall"), UNKNOWN, timeout=SHORT),
    Fault(
        *("headers drip", dripping(head, b"\r\nX-Long: "), UNKNOWN, TIMEOUT, TIMEOUT),
        deadline=SHORT,
    ),
    Fault("a header too long", replies(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000), UNKNOWN),
    Fault("a greeting of another protocol", replies(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), UNKNOWN),
    Fault("an alert of TLS", replies(b"\x15\x03\x01\x00\x02\x02\x46"), UNKNOWN),
    Fault("an echo", echoed, UNKNOWN, CONNECTION, CONNECTION, always=True),
    # the body
    Fault("cut in the body", replies(part), UNKNOWN),
    Fault("reset in the body", replies(part, then="reset"), UNKNOWN),
    Fault("stall in the body", replies(part, then="stall"), UNKNOWN, timeout=SHORT),
    Fault("body drips", dripping(whole_head), UNKNOWN, TIMEOUT, TIMEOUT, deadline=SHORT),
    Fault("longer than it is", replies(lying(10)), UNKNOWN),
    Fault("shorter than it is", replies(lying(-10)), UNKNOWN, UNREADABLE, UNSEEN),
    Fault("a length of letters", replies(with_header("Content-Length: many")), UNKNOWN),
    Fault("a length below nothing", replies(with_header("Content-Length: -1")), UNKNOWN),
    Fault("two lengths", replies(with_header("Content-Length: 3", but="X-None")), UNKNOWN),
    Fault("chunks of no size", replies(chunked(b"zz", b"\r\n0\r\n\r\n")), UNKNOWN),
    Fault("chunks without an end", replies(chunked(b"14", b"\r\n")), UNKNOWN),
    Fault("a chunk cut off", replies(chunked(b"ff", b"")), UNKNOWN),
    Fault("not packed at all", replies(packed), UNKNOWN),
    Fault("packed and cut", replies(half_packed), UNKNOWN, UNREADABLE, UNSEEN),
    # what the answer is
    Fault("another media type", replies(typed("image/png")), UNREADABLE, UNREADABLE),
    Fault(
        "a page, all well",
        replies(answer(PAGE, media="text/html")),
        UNKNOWN,
        UNREADABLE,
        UNREADABLE,
    ),
    Fault("a page, 502", replies(answer(PAGE, "502 X", media="text/html")), SERVER, says="page"),
    Fault(
        "broken JSON",
        replies(answer(b'{"id": ', media="application/json")),
        UNKNOWN,
        UNREADABLE,
        UNREADABLE,
    ),
    Fault(
        "no body", replies(answer(b"", media="application/json")), UNKNOWN, UNREADABLE, UNREADABLE
    ),
    Fault("204", replies(b"HTTP/1.1 204 X\r\n\r\n"), UNKNOWN, UNREADABLE, UNREADABLE),
    Fault("a status of no class", replies(answer(b"", "799 X")), SERVER, SERVER, SERVER),
    # failure
    Fault("429", says("429 X"), OK),
    Fault("429, always", says("429 X"), LIMIT, LIMIT, LIMIT, always=True, says="Tried 3 times"),
    Fault("429, come back at once", says("429 X", "Retry-After: 0"), OK),
    Fault("429, come back then", says("429 X", "Retry-After: Thu, 01 Jan 2026 00:00:00 GMT"), OK),
    Fault(
        "429, come back tomorrow",
        says("429 X", "Retry-After: 86400"),
        LIMIT,
        LIMIT,
        LIMIT,
        says="86400 s",
    ),
    Fault("429, come back some day", says("429 X", "Retry-After: soon"), OK),
    Fault(
        "429, come back in 99999", says("429 X", "Retry-After: Fri, 31 Dec 99999 23:59:59 GMT"), OK
    ),
    Fault("500", says("500 X"), SERVER, says="may have been carried out"),
    Fault("500, always", says("500 X"), SERVER, SERVER, SERVER, always=True),
    Fault("500, cut", replies(answer(ERROR, "500 X", length=99)), SERVER, says="500"),
    Fault(
        "400, cut",
        replies(answer(ERROR, "400 X", length=99)),
        "BadRequestError",
        "BadRequestError",
        "BadRequestError",
    ),
    Fault("502", says("502 X"), SERVER, says="may have been carried out"),
    Fault("503", says("503 X"), SERVER, says="may have been carried out"),
    Fault("503, come back at once", says("503 X", "Retry-After: 0"), OK),
    Fault(
        *("503, come back after the deadline", says("503 X", "Retry-After: 60")),
        *(SERVER, SERVER, SERVER),
        says="60 s",
    ),
    Fault("504", says("504 X"), SERVER, says="may have been carried out"),
    Fault("504, come back at once", says("504 X", "Retry-After: 0"), SERVER, says="look"),
    Fault("408", says("408 X"), STATUS, says="may have been carried out"),
    Fault("425", says("425 X"), OK),
    # more than was asked for
    Fault("said twice", replies(lambda asked: right(asked) * 2), OK),
    Fault("continue", noisy("100 Continue", "100 Continue"), OK),
    Fault("hints", noisy("103 Early Hints\r\nLink: </x>; rel=preload"), OK),
    Fault("continue for ever", endless_noise, UNKNOWN, TIMEOUT, TIMEOUT, deadline=SHORT),
    Fault("the key repeated", key_repeated, *["AuthenticationError"] * 3, says="[hidden]"),
    # elsewhere
    Fault("round in circles", looping, STATUS, STATUS, STATUS, always=True, says="302"),
    Fault(
        "to a file",
        replies(answer(b"", "302 X", "Location: file:///etc/passwd")),
        STATUS,
        STATUS,
        STATUS,
    ),
    Fault("to nowhere", replies(answer(b"", "307 X")), STATUS, STATUS, STATUS),
]

__all__ = ["DONE", "FAULTS", "JOB", "KEY", "VIDEO", "Fault", "healthy"]
