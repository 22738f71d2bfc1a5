"""The keys that a Python client takes, one constructor argument each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from callsheet.ir import Api, Scheme


@dataclass(frozen=True, slots=True)
class Key:
    """A constructor argument for a security scheme."""

    name: str
    scheme: Scheme
    env: str
    """Environment variable that stands in for it."""

    @property
    def annotation(self) -> str:
        """What may be given."""
        return "tuple[str, str] | None" if self.scheme.kind == "basic" else "str | None"

    @property
    def hint(self) -> str:
        """How to give it, for messages."""
        return f"{self.name}= or the environment variable {self.env}"

    @property
    def meaning(self) -> str:
        """What it is, for the documentation of the constructor."""
        said = " ".join(self.scheme.doc.description.split())
        kinds = {
            "bearer": "The key, sent as a bearer token",
            "basic": "User name and password",
            "header": f"The key, sent as the header {self.scheme.wire}",
            "query": f"The key, sent as the query parameter {self.scheme.wire}",
            "cookie": f"The key, sent as the cookie {self.scheme.wire}",
        }
        form = " as ``user:password``" if self.scheme.kind == "basic" else ""
        text = f"{kinds[self.scheme.kind]}; by default the environment variable {self.env}{form}."
        return f"{text} {said}".strip()


def keys(api: Api, name: Callable[[Scheme], str], env_prefix: str) -> tuple[Key, ...]:
    """Return the keys that some operation asks for. A single one is plainly ``api_key``."""
    schemes = api.used_schemes
    alone = len(schemes) == 1 and schemes[0].kind != "basic"
    names = ["api_key" if alone else name(scheme) for scheme in schemes]
    return tuple(
        Key(one, scheme, f"{env_prefix}_{one.upper()}")
        for one, scheme in zip(names, schemes, strict=True)
    )
