"""Resending: whether what an operation says of it fits its method and the rest of it."""

from __future__ import annotations

from callsheet.diagnostics import Report
from callsheet.source import Node

IDEMPOTENT = frozenset({"get", "head", "options", "put", "delete", "trace"})
"""Methods whose requests clients send again anyhow (RFC 9110, section 9.2.2)."""

_NOT_A_KEY = frozenset({"accept", "authorization", "content-type", "cookie", "user-agent"})


def check_resend(operation: Node, report: Report) -> None:
    """Check that an ``x-resend`` changes something, and starts no job twice."""
    resend = operation / "x-resend"
    if resend.value == "always" and operation.get("x-job") is not None:
        report.warning(
            "resend-starts-again",
            "each request starts a job, and `always` may start several for one call",
            resend.place,
            hint="where the server knows a request that it had before: `x-idempotency-key`",
        )
    elif resend.value == "always" and operation.key.lower() in IDEMPOTENT:
        report.warning(
            "resend-without-effect",
            f"{operation.key.upper()} requests are sent again anyhow",
            resend.key_place,
        )
    elif resend.value == "never" and operation.get("x-idempotency-key") is not None:
        report.warning(
            "resend-without-effect",
            "with `never`, the key of `x-idempotency-key` is of no use to clients",
            resend.place,
            hint="without `x-resend`, the key makes it safe to send the request again",
        )


def check_idempotency_key(operation: Node, report: Report) -> None:
    """Check that an ``x-idempotency-key`` names no header that means something else."""
    header = operation / "x-idempotency-key"
    if header.value.lower() in _NOT_A_KEY:
        report.error(
            "idempotency-header",
            f"the header {header.value!r} has another meaning, and cannot carry a key",
            header.place,
            hint="many servers take `Idempotency-Key`",
        )
