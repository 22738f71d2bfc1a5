"""Where each key goes, and which of an operation's alternatives is taken."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .errors import ConfigurationError
from .secret import Secret


@dataclass(frozen=True, slots=True)
class Credential:
    """A way to authenticate, with the secret for it, if there is one."""

    scheme: str
    """Key of the security scheme."""
    kind: Literal["bearer", "basic", "header", "query", "cookie"]
    wire: str
    """Name of the header, query parameter or cookie."""
    argument: str
    """Name of the argument by which a client is given the secret."""
    environment: str
    """Environment variable that stands in for it."""
    secret: Secret | None = None

    @property
    def hint(self) -> str:
        """How to give the secret, for messages."""
        return f"{self.argument}= or the environment variable {self.environment}"

    @property
    def text(self) -> str:
        """The text that is sent. Empty where there is no secret."""
        if self.secret is None:
            return ""
        text = self.secret.reveal()
        if self.kind == "bearer":
            return f"Bearer {text}"
        if self.kind == "basic":
            return f"Basic {base64.b64encode(text.encode()).decode()}"
        return text

    def given(self, secret: str | tuple[str, str] | None) -> Credential:
        """Return it with a secret, or as it is where none is given. Raises ConfigurationError."""
        text = ":".join(secret) if isinstance(secret, tuple) else secret
        if not text:
            return self
        try:
            return replace(self, secret=Secret(text))
        except ValueError as error:
            raise ConfigurationError(
                f"{self.argument} cannot be used: {error}"
            ) from None


def credentials_for(
    route: str,
    security: Sequence[Sequence[str]],
    given: Mapping[str, Credential],
    known: Sequence[Credential],
) -> list[Credential]:
    """Return the first alternative that is satisfied. Raises ConfigurationError where none is.

    `given` are those with a secret, by scheme. No key at all, where that is an alternative, is
    the last one.
    """
    for alternative in security:
        if alternative and given.keys() >= set(alternative):
            return [given[scheme] for scheme in alternative]
    if not security or not all(security):
        return []
    hints = {credential.scheme: credential.hint for credential in known}
    ways = (
        " and ".join(hints.get(scheme, scheme) for scheme in one) for one in security
    )
    raise ConfigurationError(f"{route} needs a key: give {', or else '.join(ways)}")
