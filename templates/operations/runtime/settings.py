"""What a client is set to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from .backoff import Backoff
from .credentials import Credential
from .encode import checked_header
from .errors import ConfigurationError
from .observe import Hooks
from .omit import Omit, omit
from .options import Timeout, checked_deadline, checked_retries
from .secret import Secret


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client is set to."""

    base_url: str
    """Absolute; or empty, where the document names no server and nobody gave one."""
    base_url_from: str
    """Environment variable that stands in for it."""
    user_agent: str
    credentials: Sequence[Credential] = ()
    timeout: Timeout = field(default_factory=Timeout)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    is_given: bool = False
    """Whether the base URL was given; else it is the document's."""
    strict: bool = False
    """Whether an answer is refused that is not as the document declares it."""
    max_retries: int = 2
    deadline: float | None = None
    """Seconds for a whole call."""
    backoff: Backoff = field(default_factory=Backoff)
    hooks: Hooks = field(default_factory=Hooks)

    # What every request needs of these, made once.
    constant: Mapping[str, tuple[str, str]] = field(
        init=False, repr=False, compare=False
    )
    """Headers that are always the same, by their names in lower case."""
    given: Mapping[str, Credential] = field(init=False, repr=False, compare=False)
    """Those credentials that have a secret, by scheme."""
    secrets: tuple[Secret, ...] = field(init=False, repr=False, compare=False)
    """All that must not be shown."""

    def __post_init__(self) -> None:
        headers = {"User-Agent": self.user_agent, **self.headers}
        constant = {n.lower(): checked_header(n, v) for n, v in headers.items()}
        given = {c.scheme: c for c in self.credentials if c.secret is not None}
        object.__setattr__(self, "constant", constant)
        object.__setattr__(self, "given", given)
        secrets = tuple(c.secret for c in self.credentials if c.secret is not None)
        object.__setattr__(self, "secrets", secrets)

    @property
    def hint(self) -> str:
        """How to give the base URL, for messages."""
        return f"base_url= or the environment variable {self.base_url_from}"

    def from_environment(self, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return these settings with what the environment says."""
        return self.changed(
            secrets={
                c.scheme: environment.get(c.environment) for c in self.credentials
            },
            base_url=environment.get(self.base_url_from),
        )

    def changed(
        self,
        *,
        secrets: Mapping[str, str | tuple[str, str] | None],
        base_url: str | None = None,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        headers: Mapping[str, str] | None = None,
        strict: bool | Omit = omit,
        hooks: Hooks | None = None,
    ) -> Settings:
        """Return these settings with what is given. Raises ConfigurationError or ArgumentError."""
        if base_url:
            _check_base_url(base_url, self.hint)
        return replace(
            self,
            base_url=base_url or self.base_url,
            is_given=self.is_given or bool(base_url),
            credentials=tuple(c.given(secrets.get(c.scheme)) for c in self.credentials),
            timeout=self.timeout if isinstance(timeout, Omit) else Timeout.of(timeout),
            headers={**self.headers, **(headers or {})},
            strict=self.strict if isinstance(strict, Omit) else strict,
            max_retries=(
                self.max_retries
                if isinstance(max_retries, Omit)
                else checked_retries(max_retries)
            ),
            deadline=(
                self.deadline
                if isinstance(deadline, Omit)
                else checked_deadline(deadline)
            ),
            hooks=hooks or self.hooks,
        )


def _check_base_url(base_url: str, hint: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(
            f"the base URL must be absolute, with http or https: give {hint}"
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError("the base URL can have no user, query or fragment")
