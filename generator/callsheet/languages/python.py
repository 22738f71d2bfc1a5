"""Python: how names are spelled, and what templates may call."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from callsheet.ir import Api
from callsheet.languages import python_client
from callsheet.languages.prose import comment
from callsheet.languages.python_reference import Reference
from callsheet.languages.python_text import (
    block,
    docstring,
    literal,
    printed,
    prose,
)
from callsheet.languages.python_types import Annotations
from callsheet.languages.python_wire import Wire
from callsheet.languages.reserved_pydantic import RESERVED_FIELDS
from callsheet.names import Names

_KEYWORDS = frozenset(keyword.kwlist) | {"self", "cls"}
_BUILTINS = frozenset(["bool", "bytes", "dict", "float", "int", "object", "str", "tuple"])
_TYPES = frozenset(["Any", "Dict", "FileInput", "List", "Literal", "Mapping", "Omit", "Sequence"])
_CLIENT = frozenset(
    [
        "AsyncClient",
        "AsyncConnections",
        "AsyncDownload",
        "AsyncIterator",
        "AsyncJob",
        "AsyncJobsOf",
        "AsyncSession",
        "Callable",
        "Client",
        "Connections",
        "Download",
        "Hooks",
        "Iterable",
        "Iterator",
        "Job",
        "JobState",
        "JobsOf",
        "Progress",
        "RawAsyncSession",
        "RawResponse",
        "RawSession",
        "Request",
        "RequestOptions",
        "Response",
        "Self",
        "Session",
        "Timeout",
        "TracebackType",
        "Union",
    ]
)
_MODELS = frozenset(
    [
        "Annotated",
        "BaseModel",
        "ConfigDict",
        "Field",
        "Model",
        "Optional",
        "RootModel",
        "TypeAlias",
        "TypeAliasType",
        "UNSET",
    ]
)


_EXCEPTIONS = frozenset(
    [
        "ArithmeticError",
        "AssertionError",
        "AttributeError",
        "BaseException",
        "BaseExceptionGroup",
        "BlockingIOError",
        "BrokenPipeError",
        "BufferError",
        "BytesWarning",
        "ChildProcessError",
        "ConnectionAbortedError",
        "ConnectionError",
        "ConnectionRefusedError",
        "ConnectionResetError",
        "DeprecationWarning",
        "EOFError",
        "Ellipsis",
        "EncodingWarning",
        "EnvironmentError",
        "Exception",
        "ExceptionGroup",
        "False",
        "FileExistsError",
        "FileNotFoundError",
        "FloatingPointError",
        "FutureWarning",
        "GeneratorExit",
        "IOError",
        "ImportError",
        "ImportWarning",
        "IndentationError",
        "IndexError",
        "InterruptedError",
        "IsADirectoryError",
        "KeyError",
        "KeyboardInterrupt",
        "LookupError",
        "MemoryError",
        "ModuleNotFoundError",
        "NameError",
        "None",
        "NotADirectoryError",
        "NotImplemented",
        "NotImplementedError",
        "OSError",
        "OverflowError",
        "PendingDeprecationWarning",
        "PermissionError",
        "ProcessLookupError",
        "RecursionError",
        "ReferenceError",
        "ResourceWarning",
        "RuntimeError",
        "RuntimeWarning",
        "StopAsyncIteration",
        "StopIteration",
        "SyntaxError",
        "SyntaxWarning",
        "SystemError",
        "SystemExit",
        "TabError",
        "TimeoutError",
        "True",
        "TypeError",
        "UnboundLocalError",
        "UnicodeDecodeError",
        "UnicodeEncodeError",
        "UnicodeError",
        "UnicodeTranslateError",
        "UnicodeWarning",
        "UserWarning",
        "ValueError",
        "Warning",
        "ZeroDivisionError",
    ]
)
"""Capitalised builtins, written down, for which there are changes from version to version."""

_LONGEST = 72
"""Characters of an identifier, underscores apart."""


class Python:
    """The spelling of names. Satisfies :class:`callsheet.names.Spelling`."""

    clients = "Python clients"
    written: frozenset[str] = frozenset()
    reserved: Mapping[str, frozenset[str]] = MappingProxyType(
        {
            "type": _KEYWORDS | _TYPES | _MODELS | _EXCEPTIONS,
            "resource": _KEYWORDS
            | {"close", "aclose", "with_options", "with_raw_response", "base_url"},
            "class": _KEYWORDS | _TYPES | _CLIENT,
            "method": _KEYWORDS | _BUILTINS | {"with_raw_response", "models", "omit", "property"},
            "argument": _KEYWORDS
            | _BUILTINS
            | _TYPES
            | {"models", "errors", "datetime", "uuid", "operations", "omit", "list"},
            "scheme": _KEYWORDS | {"base_url", "timeout", "headers", "http_client"},
            "field": _KEYWORDS | RESERVED_FIELDS,
        }
    )

    def value(self, words: tuple[str, ...]) -> str:
        """Return the words in snake case, an identifier whatever they are."""
        text = _identifier("_".join(word.lower() for word in _few(words)))
        return _lead(text, "n") if text else "value"

    def type(self, words: tuple[str, ...]) -> str:
        """Return the words in Pascal case, an identifier whatever they are."""
        text = _identifier("".join(_capital(word) for word in _few(words)))
        return _lead(text, "N") if text else "Value"

    def escape(self, name: str) -> str:
        """Return a reserved name with an underscore behind it, as PEP 8 has it."""
        return f"{name}_"


def _few(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many words as a reader, and a file name, can bear; one at least, cut if need be."""
    kept: list[str] = []
    for word in words:
        if sum(map(len, kept)) + len(word) > _LONGEST:
            break
        kept.append(word)
    return tuple(kept) or tuple(word[:_LONGEST] for word in words[:1])


@lru_cache(maxsize=16_384)
def _identifier(text: str) -> str:
    """Drop what no identifier may hold. Python compares identifiers in NFKC, so it is made that."""
    kept = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if ("a" + sign).isidentifier()
    )
    return unicodedata.normalize("NFKC", kept)


def _lead(text: str, letter: str) -> str:
    return text if text.isidentifier() and not text.startswith("_") else letter + text.lstrip("_")


def _capital(word: str) -> str:
    return word[:1].upper() + (word[1:].lower() if word.isupper() and len(word) > 4 else word[1:])


def _some_file() -> str:
    return 'b"..."'


def filters(api: Api, names: Names) -> dict[str, Callable[..., Any]]:
    """Return what templates may call."""
    annotations = Annotations(api, names)
    bare = Annotations(api, names, prefix="")

    def identifier(thing: Any) -> str:
        return names.value(thing if isinstance(thing, str) else thing.pointer)

    def type_name(thing: Any) -> str:
        return names.type(thing if isinstance(thing, str) else thing.pointer)

    made: dict[str, Callable[..., Any]] = {
        "name": identifier,
        "type_name": type_name,
        "received": annotations.received,
        "given": annotations.given,
        "bare": bare.received,
        "literal": literal,
        "some_file": _some_file,
        "block": block,
        "comment": comment,
        "printed": printed,
        "prose": prose,
        "docstring": docstring,
    }
    made |= Wire(api, names).filters() | python_client.filters(api, made)
    return made | Reference(api, names, made).filters()
