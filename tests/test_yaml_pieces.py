"""A text that is read in pieces means what it means when it is read at once."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from callsheet.cache import Cache
from callsheet.diagnostics import Report, Stop
from callsheet.yaml_pieces import Pieces
from callsheet.yaml_reader import read_yaml

FILLER = "".join(
    f"    Filler{n}:\n      type: string\n      description: words\n" for n in range(60)
)
TEXT = f"""\
openapi: 3.1.0
info: {{title: "A: b", version: '1'}}
tags:
- name: one
- {{name: two}}
paths:
  /a:
    get:
      description: |
        Markdown
        * with a list
        > and a quote

        openapi: not a key
      responses: {{'200': {{description: "two
        lines"}}}}
  "/b":
    get: {{operationId: b}}
  # a remark
  ? /c
  : get: {{}}
components:
  schemas:
{FILLER}    Last: # said
      enum: [NO, on, 1, 1.0, null]
  parameters:
    Limit:
      name: limit
x-end: done
"""


def whole(text: str) -> Any:
    try:
        return read_yaml("t", text)[0]
    except Stop as stop:
        return list(stop.report)


def pieced(folder: Path, text: str) -> tuple[Any, int]:
    """Return what a text means, and how many of its pieces were known before."""
    pieces = Pieces(Cache.beside(folder, Report()), "key")
    try:
        value, positions = read_yaml("t", text, pieces)
        root = read_yaml("t", text)[1]
        for path in [(), ("paths",), ("components", "schemas", "Last", "enum", "2"), ("no",)]:
            assert positions(path, True) == root(path, True)
    except Stop as stop:
        value = list(stop.report)
    pieces.keep()
    return value, len(pieces.now.keys() & pieces.before.keys())


def same(folder: Path, text: str) -> int:
    """Hold a text against itself, twice; return how many pieces were known in between."""
    expected = whole(text)
    value, known = pieced(folder, text)
    assert repr(value) == repr(expected), text
    return known


PLAIN = re.sub(r"  \? /c\n  : get: \{\}\n", "", TEXT)


def test_an_edit_leaves_other_pieces_as_they_are(tmp_path: Path) -> None:
    assert same(tmp_path, PLAIN) == 0
    known = same(tmp_path, PLAIN)
    assert known > 60
    assert same(tmp_path, PLAIN.replace("type: string", "type: number", 1)) == known - 1


ODD = [
    ("openapi: 3.1.0", "openapi: 3.1.0\nopenapi: 3.0.0"),
    ("openapi: 3.1.0", "openapi: &v 3.1.0\nx-same: *v"),
    ("openapi: 3.1.0", "x: 'open\npaths: shut'"),
    ("openapi: 3.1.0", "x: [1,\npaths: 2]"),
    ("openapi: 3.1.0", "<<: {x-end: more}"),
    ("openapi: 3.1.0", "---\nopenapi: 3.1.0"),
    ("openapi: 3.1.0", "openapi: 3.1.0\n...\nx: 1"),
    ("openapi: 3.1.0", "%YAML 1.1\n---\nopenapi: 3.1.0"),
    ("openapi: 3.1.0", "? openapi\n: 3.1.0"),
    ("openapi: 3.1.0", "!!str openapi: 3.1.0"),
    ("openapi: 3.1.0", "-k: 1\nopenapi: 3.1.0"),
    ("openapi: 3.1.0", "openapi: |\n 3.1.0\n\n# end\n"),
    ("openapi: 3.1.0", "openapi: plain\n over lines"),
    ("openapi: 3.1.0", "openapi: 3.1.0\rx: 1"),
    ("openapi: 3.1.0", "openapi: 3.1.0\u2028x: 1"),
    ("openapi: 3.1.0", "\topenapi: 3.1.0"),
    ("  parameters:", " parameters:"),
    ("  parameters:", "   parameters:"),
    ("  schemas:\n", "  schemas: # with a remark\n\n"),
    ("  schemas:\n", "  schemas:\n  # less deep\n"),
    ("  schemas:\n", "  <<: {x: 1}\n  schemas:\n"),
    ("  schemas:\n", "  schemas: {}\n  more:\n"),
    ("  schemas:\n", "  schemas:\n    - a\n"),
    ("Last:", "Filler3:"),
    ("Last:", "'Filler3':"),
    ("Last:", "? Filler3\n    : 1\n    Last:"),
    ("x-end: done", "x-end: done\n\n\n# the end"),
    ("x-end: done", "x-end: 'done"),
    ("x-end: done", "1: done\n1.0: done\nnull: x\n~: y"),
    ("\n", "\r\n"),
]


@pytest.mark.parametrize(("old", "new"), ODD)
def test_what_is_odd_means_the_same(tmp_path: Path, old: str, new: str) -> None:
    same(tmp_path, PLAIN)
    for text in (PLAIN.replace(old, new), TEXT.replace(old, new), PLAIN, PLAIN.replace(old, new)):
        same(tmp_path, text)
        same(tmp_path, text)


def test_a_key_inside_a_text_is_no_piece(tmp_path: Path) -> None:
    within = PLAIN.replace("openapi: 3.1.0\n", 'a: "x\nm: y"\n? m\n: 2\nopenapi: 3.1.0\n')
    same(tmp_path, within)
    same(tmp_path, within.replace('a: "x', "a: x"))


def scrambled(chance: random.Random, lines: list[str]) -> list[str]:
    """Return lines with a few moved, repeated, dropped, indented or quoted."""
    made = list(lines)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(made))
        match chance.randrange(6):
            case 0:
                made.insert(chance.randrange(len(made)), made.pop(at))
            case 1:
                made.insert(at, made[at])
            case 2:
                del made[at]
            case 3:
                made[at] = " " * chance.randrange(1, 4) + made[at]
            case 4:
                made[at] += chance.choice(
                    ['"', "'", " |", " >", ":", " #", " [", "}", " &a", " *a"]
                )
            case _:
                made[at] = made[at].lstrip()
    return made


def scrambles_hold(folder: Path, seed: int, rounds: int) -> None:
    chance = random.Random(seed)
    lines = PLAIN.splitlines()
    short = lines[:25] + lines[-8:]  # what is not filler is where the edits are
    filler = "\n".join(lines[25:-8]) + "\n"
    for _ in range(rounds):
        made = scrambled(chance, short)
        same(folder, "\n".join(made[:25]) + "\n" + filler + "\n".join(made[25:]) + "\n")


def test_scrambled_lines_mean_the_same(tmp_path: Path) -> None:
    scrambles_hold(tmp_path, seed=1, rounds=60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_many_scrambled_lines_mean_the_same(tmp_path: Path, seed: int) -> None:
    scrambles_hold(tmp_path, seed, rounds=400)


@pytest.mark.parametrize(
    "path",
    sorted((Path(__file__).parent / "specs").glob("**/*.yaml")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_documents_mean_the_same(tmp_path: Path, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    same(tmp_path, text)
    same(tmp_path, text)
    dumped = yaml.safe_dump(whole(text), sort_keys=False, indent=4)
    same(tmp_path, dumped)
    same(tmp_path, dumped)
