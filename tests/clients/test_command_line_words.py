"""What `diff` tells those who type commands: the very words that the programs take."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.callers import calls_of, side_of
from callsheet.config import Config
from callsheet.diagnostics import Place, Report
from callsheet.lower import lower
from callsheet.read import read

SPECS = Path(__file__).parents[1] / "specs"
DOCUMENTS = {
    "sink": "kitchen_sink/openapi.yaml",
    "studio": "image_job/image_job.yaml",
    "petstore": "petstore/petstore.yaml",
}


@pytest.mark.parametrize("package", DOCUMENTS)
def test_the_words_are_those_of_the_program(made: Callable[..., Path], package: str) -> None:
    made(DOCUMENTS[package], package)
    command = importlib.import_module(f"{package}.cli.command")
    commands = importlib.import_module(f"{package}.cli.commands")
    calls: dict[str, list[tuple[str, str]]] = {}
    followed: set[str] = set()
    for word, group in commands.PROGRAM.words.items():
        own = importlib.import_module(f"{package}.cli.commands.{group.name}").COMMANDS
        for one in own:
            calls[f"{word} {one.word}"] = [_taken(each) for each in one.options.declared()]
        more = command.all_of(own).keys() - {one.word for one in own}
        followed |= {f"{word} {each}" for each in more}
    document = read(SPECS / DOCUMENTS[package], Report())
    side = side_of(lower(document, Report()), "python")
    found = calls_of(side, "cli/callers.j2", Place("", 1, 1), Config(Path(), Path()))
    told = {
        one.said: [(each.said, each.kind) for each in one.takes] for one in found.calls.values()
    }
    assert told == calls
    assert {name for one in found.calls.values() for name in one.names.values()} == followed


def _taken(option: object) -> tuple[str, str]:
    """Return how an option of a program is typed, and what help calls its value."""
    name, flag, takes = (getattr(option, key) for key in ("name", "flag", "takes"))
    said = f"option `{flag}`"
    if option.is_positional:
        said = f"argument `{name.strip('_').upper()}`"
    kind = "no value" if takes.is_flag else takes.name
    return said, f"{kind}..." if takes.is_list else kind
