"""The keys that a Python client takes, one constructor argument each."""

from __future__ import annotations

from collections.abc import Callable

from callsheet.data import dataclass
from callsheet.ir import Api, Scheme
from callsheet.languages.prose import of_key


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
    def about(self) -> str:
        """What it is, beside the name of the environment variable."""
        form = " In the environment, as `user:password`." if self.scheme.kind == "basic" else ""
        return of_key(self.scheme) + form

    @property
    def meaning(self) -> str:
        """What it is, for the documentation of the constructor."""
        form = ", as `user:password`" if self.scheme.kind == "basic" else ""
        return f"{of_key(self.scheme)} By default the environment variable {self.env}{form}."


def keys(api: Api, name: Callable[[Scheme], str], env_prefix: str) -> tuple[Key, ...]:
    """Return the keys that some operation asks for. A single one is plainly ``api_key``."""
    schemes = api.used_schemes
    alone = len(schemes) == 1 and schemes[0].kind != "basic"
    names = ["api_key" if alone else name(scheme) for scheme in schemes]
    return tuple(
        Key(one, scheme, f"{env_prefix}_{one.upper()}")
        for one, scheme in zip(names, schemes, strict=True)
    )
