"""Names that a client in one file needs for itself."""

from __future__ import annotations

MODULES = frozenset(
    [
        "base64",
        "codecs",
        "fcntl",
        "hashlib",
        "http",
        "io",
        "json",
        "math",
        "mimetypes",
        "os",
        "random",
        "re",
        "secrets",
        "socket",
        "threading",
        "time",
        "uuid",
    ]
)
"""Modules that the core imports."""

FUNCTIONS = frozenset(
    [
        "cast",
        "chain",
        "configure",
        "dataclass",
        "field",
        "formatdate",
        "nullcontext",
        "omit",
        "parsedate_to_datetime",
        "partial",
        "quote",
        "suppress",
        "urlencode",
        "urljoin",
        "urlsplit",
    ]
)
"""What the core imports, or gives to callers: a function of this name would take its place."""

BUILTINS = frozenset(
    [
        "all",
        "any",
        "bool",
        "bytes",
        "callable",
        "dict",
        "enumerate",
        "filter",
        "float",
        "frozenset",
        "getattr",
        "hasattr",
        "int",
        "isinstance",
        "iter",
        "len",
        "list",
        "map",
        "max",
        "memoryview",
        "min",
        "next",
        "object",
        "open",
        "property",
        "range",
        "round",
        "set",
        "setattr",
        "sorted",
        "staticmethod",
        "str",
        "sum",
        "super",
        "tuple",
        "type",
        "zip",
    ]
)
"""Builtins that the core calls."""

TYPES = frozenset(
    [
        "APIConnectionError",
        "APIError",
        "APIResponseValidationError",
        "APIStatusError",
        "APITimeoutError",
        "Any",
        "ArgumentError",
        "Callable",
        "ConfigurationError",
        "FileInput",
        "ExitStack",
        "Final",
        "Generic",
        "HTTPResponse",
        "IO",
        "Iterable",
        "Iterator",
        "JobCancelled",
        "JobError",
        "JobFailed",
        "JobNotDone",
        "JobState",
        "JobTimeout",
        "Literal",
        "Mapping",
        "NamedTuple",
        "NotRequired",
        "Omit",
        "Options",
        "OutcomeUnknown",
        "Path",
        "ProxyHandler",
        "Request",
        "Required",
        "Sequence",
        "State",
        "T",
        "TYPE_CHECKING",
        "TypeAlias",
        "TypeGuard",
        "TypeVar",
        "TypedDict",
        "Union",
        "Unpack",
    ]
)
"""Types that the core has or imports."""

OPTIONS = frozenset(
    [
        "api_key",
        "base_url",
        "call",
        "deadline",
        "extra_body",
        "extra_headers",
        "extra_query",
        "max_retries",
        "media_type",
        "on_progress",
        "options",
        "path",
        "timeout",
        "wait_timeout",
    ]
)
"""What functions take beside an operation's own arguments."""
