"""Whether a request carries the credentials that an operation asks for."""

from __future__ import annotations

import base64
import hmac
from typing import Final

from starlette.requests import Request

from .contract import Contract, Operation, Scheme
from .refusals import UNAUTHORIZED, Refusal

WRONG: Final = "wrong-credentials"
"""What ends so is never a right key, so that a client can see how it is turned away."""
_CHALLENGES: Final = {"bearer": "Bearer", "basic": 'Basic realm="mock"'}


def check(
    request: Request, operation: Operation, contract: Contract, api_key: str | None
) -> None:
    """Pass if one alternative is satisfied: any key but a wrong one will do unless one is set. Raises Refusal."""
    if not operation.security:
        return
    complaint = ""
    for alternative in operation.security:
        schemes = [
            contract.schemes[key] for key in alternative if key in contract.schemes
        ]
        found = [_complaint(request, scheme, api_key) for scheme in schemes]
        if not any(found):
            return
        complaint = complaint or next(filter(None, found))
    first = contract.schemes.get(operation.security[0][0])
    challenge = _CHALLENGES.get(first.kind, "") if first else ""
    headers = {"WWW-Authenticate": challenge} if challenge else {}
    raise Refusal(UNAUTHORIZED, complaint, headers=headers)


def _complaint(request: Request, scheme: Scheme, api_key: str | None) -> str:
    """Return what is wrong with the credentials of one scheme, or an empty string."""
    key, where = _key(request, scheme)
    if not key:
        return f"no credentials: {where} is missing or has no key"
    if key.endswith(WRONG) and api_key is None:
        return f"{WRONG} is no key that this server takes"
    if api_key is not None and not hmac.compare_digest(key.encode(), api_key.encode()):
        return "the key is not the one that this server was started with"
    return ""


def _key(request: Request, scheme: Scheme) -> tuple[str, str]:
    if scheme.kind == "header":
        return request.headers.get(scheme.name, ""), f"the header {scheme.name}"
    if scheme.kind == "query":
        return (
            request.query_params.get(scheme.name, ""),
            f"the query parameter {scheme.name}",
        )
    if scheme.kind == "cookie":
        return request.cookies.get(scheme.name, ""), f"the cookie {scheme.name}"
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    where = f"the header Authorization ({_CHALLENGES[scheme.kind].split(' ')[0]})"
    if kind.lower() != scheme.kind:
        return "", where
    return (_password(value) if scheme.kind == "basic" else value.strip()), where


def _password(value: str) -> str:
    """Return the password of a basic header, the user name where the password is empty."""
    try:
        user, _, password = (
            base64.b64decode(value.strip(), validate=True).decode().partition(":")
        )
    except ValueError:
        return ""
    return password or user
