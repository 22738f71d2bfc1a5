"""The package: its address, keys, errors, exports and metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Scheme
from callsheet.languages.failures import (
    FailureClass,
    any_failure,
    failure_classes,
)
from callsheet.languages.python_client.credentials import Key, keys
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    WIDTH,
    Group,
    Keyed,
    annotation,
    call,
    lay_out,
    listed,
    mapped,
    tupled,
)

_VERSION = re.compile(r"v?\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", re.ASCII)

_EXPORTS = (
    ("AsyncClient", "aio"),
    ("AsyncDownload", "_core.download_async"),
    ("Attempt", "_core.observe"),
    ("Client", "client"),
    ("Download", "_core.download_sync"),
    ("FileInput", "_core.files"),
    ("Hooks", "_core.observe"),
    ("Omit", "_core.omit"),
    ("Progress", "_core.progress"),
    ("RawResponse", "_core.transport"),
    ("RequestOptions", "_core.options"),
    ("Timeout", "_core.options"),
    ("omit", "_core.omit"),
)
"""What the package has at its top beside its errors, and the modules that have it."""

_ERRORS = (
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "ConfigurationError",
    "DownloadCorrupt",
    "OutcomeUnknown",
)
"""The errors that every client has, beside those of a status."""

_JOBS = (
    ("AsyncJob", "_core.job_async"),
    ("Job", "_core.job_sync"),
    ("JobState", "_core.jobs"),
)
_JOB_ERRORS = (
    "JobCancelled",
    "JobError",
    "JobFailed",
    "JobNotDone",
    "JobTimeout",
    "JobsNotSubmitted",
)
"""What there is more where an operation starts a job."""

_SPDX = (
    *("0BSD", "AGPL-3.0-only", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"),
    *("GPL-2.0-only", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-3.0-only", "MIT"),
    *("MPL-2.0", "Unlicense", "Zlib"),
)
"""Identifiers that packaging tools certainly know; any other text is given to them as text."""


@dataclass(frozen=True, slots=True)
class Package:
    """Spells what is there once in a package."""

    spell: Spelling

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "any_failure": any_failure,
            "base_url_about": self.base_url_about,
            "body_property": self.body_property,
            "body_value": self.body_value,
            "credentials": self.credentials,
            "default_url": self.default_url,
            "error_names": error_names,
            "exported_names": exported_names,
            "failure_classes": failure_classes,
            "has_deprecated": has_deprecated,
            "has_jobs": has_jobs,
            "homes": homes,
            "key_about": self.key_about,
            "keys": self.keys,
            "license": license_of,
            "modules": self.modules,
            "package_version": self.package_version,
            "pointers": self.pointers,
            "secrets": self.secrets,
            "single_failures": single_failures,
            "toml": toml,
            "user_agent": self.user_agent,
        }

    # -- keys and address

    def keys(self, api: Api, env_prefix: str) -> tuple[Key, ...]:
        """Return the keys that a client takes."""

        def name(scheme: Scheme) -> str:
            made: str = self.spell["name"](scheme)
            return made

        return keys(api, name, env_prefix)

    def credentials(self, api: Api, env_prefix: str, indent: int) -> str:
        """Return the ways to authenticate, as a list."""
        made = listed(*(self._credential(key) for key in self.keys(api, env_prefix)))
        return lay_out(made, indent, len("credentials="))

    def _credential(self, key: Key) -> Group:
        facts = {
            "scheme": key.scheme.key,
            "kind": key.scheme.kind,
            "wire": key.scheme.wire,
            "argument": key.name,
            "environment": key.env,
        }
        literal = self.spell["literal"]
        return call("Credential", *(Keyed(f"{k}=", literal(v)) for k, v in facts.items()))

    def secrets(self, api: Api, env_prefix: str, indent: int) -> str:
        """Return the arguments for keys, by security scheme."""
        literal, found = self.spell["literal"], self.keys(api, env_prefix)
        rows = (Keyed(f"{literal(key.scheme.key)}: ", key.name) for key in found)
        return lay_out(mapped(*rows), indent, len("secrets="))

    def key_about(self, key: Key, indent: int) -> str:
        """Return the line of a key under ``Args:``."""
        made: str = self.spell["prose"](f"{key.name}: {key.meaning}", indent)
        return made

    def base_url_about(self, api: Api, env_prefix: str, indent: int) -> str:
        """Return the line of the base URL under ``Args:``."""
        text = "base_url: Where the API is; by default the environment variable"
        known = _first_url(api)
        end = f", or else {known}." if known else "."
        made: str = self.spell["prose"](f"{text} {env_prefix}_BASE_URL{end}", indent)
        return made

    def default_url(self, api: Api) -> str:
        """Return the address of the first server; empty where only a caller knows it."""
        made: str = self.spell["literal"](_first_url(api))
        return made

    # -- errors

    def pointers(self, values: tuple[str, ...], name: str) -> str:
        """Return a tuple of texts that is assigned to a name in a class."""
        return lay_out(tupled(*map(self.spell["literal"], values)), 4, len(name) + 3, 0)

    def body_property(self, failure: FailureClass) -> str:
        """Return the head of the property that gives an error's body."""
        head = "def body(self) -> "
        return head + annotation(self._body(failure), 4, len(head), ":")

    def body_value(self, failure: FailureClass, indent: int) -> str:
        """Return the assignment of an error's body to a local of its type."""
        made = call("self.decoded", self.spell["received"](failure.body))
        kind = self._body(failure)
        head = f"body: {kind} = "
        if indent + len(head) + len("self.decoded(") <= WIDTH:
            return head + lay_out(made, indent, len(head), 0)
        head = f"body: {annotation(kind, indent, len('body: '), ' = self.decoded(')}"
        return head + lay_out(made, indent, WIDTH, 0).removeprefix("self.decoded(")

    def _body(self, failure: FailureClass) -> str:
        made: str = self.spell["received"](failure.body)
        return made if made == "Any" or made.endswith("None") else f"{made} | None"

    # -- metadata

    def modules(self, api: Api) -> list[str]:
        """Return the names of the modules of operations, sorted."""
        return sorted(self.spell["name"](one) for one in api.resources)

    def package_version(self, api: Api) -> str:
        """Return the version of the package, as a literal."""
        made: str = self.spell["literal"](version_of(api.version))
        return made

    def user_agent(self, api: Api, project: str) -> str:
        """Return what a client calls itself, as a literal."""
        made: str = self.spell["literal"](f"{project}/{version_of(api.version)}")
        return made


def single_failures(api: Api) -> list[FailureClass]:
    """Return the error classes of a single status."""
    return [one for one in failure_classes(api) if one.status.isdigit()]


def has_deprecated(api: Api) -> bool:
    """Whether an operation is one that the document wants no longer used."""
    return api.has_deprecated


def has_jobs(api: Api) -> bool:
    """Whether an operation starts a job."""
    return api.has_jobs


def error_names(api: Api) -> list[str]:
    """Return the names of all error classes, sorted."""
    jobs = _JOB_ERRORS if has_jobs(api) else ()
    return sorted([*_ERRORS, *jobs, *(one.name for one in failure_classes(api))])


def exported_names(api: Api) -> list[str]:
    """Return the names that the package has at its top, sorted."""
    return [*(name for name, _ in homes(api) if name[0].isupper()), "errors", "models", "omit"]


def homes(api: Api) -> list[tuple[str, str]]:
    """Return what the package has at its top, and the module that has it: classes first."""
    jobs = _JOBS if has_jobs(api) else ()
    rows = (*_EXPORTS, *jobs, *((name, "errors") for name in error_names(api)))
    return sorted(rows, key=lambda row: (not row[0][0].isupper(), row[0]))


def license_of(api: Api) -> str:
    """Return the value of a project's license."""
    return toml(api.license) if api.license in _SPDX else f"{{ text = {toml(api.license)} }}"


def toml(text: str) -> str:
    """Return a text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def version_of(text: str) -> str:
    """Return the version of a document as Python packages have theirs."""
    text = text.strip().lower()
    if _VERSION.fullmatch(text):
        return text.removeprefix("v")
    numbers = [str(int(one)) for one in re.findall(r"\d+", text, re.ASCII)[:4]]
    return ".".join(numbers) or "0"


def _first_url(api: Api) -> str:
    url = api.servers[0].default_url if api.servers else ""
    return url.rstrip("/") if url.startswith(("http://", "https://")) else ""
