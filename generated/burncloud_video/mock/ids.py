"""Fresh ids in the manner of an example's: nobody can guess one, and everybody knows its kind."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Iterator
from typing import Final

from .patterns import matching
from .pointers import Json, text
from .schemas import Schemas

_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,30}[_:.-]")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def fresh_id(schemas: Schemas, schema: Json, like: Json) -> Json:
    """Return a new id that is valid under its schema: the example's prefix, then chance."""
    for candidate in _candidates(schemas, schema, like):
        if schema is None or schemas.is_valid(schema, candidate, "response"):
            return candidate
    return like


def _candidates(schemas: Schemas, schema: Json, like: Json) -> Iterator[Json]:
    facts = schemas.resolve(schema)
    if isinstance(like, int) or (like is None and "integer" in schemas.kinds(schema)):
        yield secrets.randbelow(2**53)
        yield secrets.randbelow(2**31)
        yield secrets.randbelow(2**15)
    shown = text(like)
    if _UUID.fullmatch(shown) or facts.get("format") == "uuid":
        yield str(uuid.uuid4())
    found = _PREFIX.match(shown)
    prefix = found[0] if found else ""
    yield prefix + secrets.token_hex(12)
    longest = facts.get("maxLength")
    if isinstance(longest, int) and longest > len(prefix):
        yield prefix + secrets.token_hex(longest)[: longest - len(prefix)]
    yield prefix + str(secrets.randbelow(10**18))
    yield prefix.upper() + secrets.token_hex(12).upper()
    if shown:  # the shape of the example itself, character by character
        yield "".join(_alike(char) for char in shown)
    yield matching(text(facts.get("pattern"))) if "pattern" in facts else None


def _alike(char: str) -> str:
    if char.isdigit():
        return secrets.choice("0123456789")
    if "a" <= char <= "z":
        return secrets.choice("abcdefghijklmnopqrstuvwxyz")
    return secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if "A" <= char <= "Z" else char
