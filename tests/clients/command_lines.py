"""Runs of a generated command line, in this process: words in, exit code and both streams out."""

from __future__ import annotations

import importlib
import io
import json
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest


@dataclass(frozen=True)
class Done:
    """A run that is over."""

    code: int
    out: bytes
    error: str

    def json(self) -> Any:
        """Return what was printed as JSON."""
        return json.loads(self.out)


class _Pipe(io.TextIOWrapper):
    """A stream of text over bytes that are kept."""

    def __init__(self, content: bytes = b"", *, is_terminal: bool = False) -> None:
        self.kept = io.BytesIO(content)
        self.is_terminal = is_terminal
        super().__init__(self.kept, encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return self.is_terminal


class CommandLine:
    """The program of a package, with an environment of its own."""

    def __init__(self, package: ModuleType, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.main = importlib.import_module(f"{package.__name__}.cli").main
        self.monkeypatch = monkeypatch
        monkeypatch.setattr(sys, "argv", ["prog"])
        monkeypatch.setenv("TEST_BASE_URL", url)
        monkeypatch.setenv("TEST_API_KEY", "sk-of-the-test")
        monkeypatch.setenv("COLUMNS", "100")

    def __call__(self, *words: str, stdin: bytes = b"", is_terminal: bool = False) -> Done:
        out, error = _Pipe(is_terminal=is_terminal), _Pipe(is_terminal=is_terminal)
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", _Pipe(stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", error)
            code = self.main(list(words))
        return Done(code, out.kept.getvalue(), error.kept.getvalue().decode())
