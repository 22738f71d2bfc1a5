"""A module is cut between its statements, and what is told of the pieces holds for the whole."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import callsheet
from callsheet.cache import Cache
from callsheet.diagnostics import Report
from callsheet.pieces import Book, Told, names_used, pieces, told

LONG = "".join(f"x{n} = {{'a': y{n}}}\n" for n in range(200))
AWKWARD = {
    "a decorator before a function": LONG + "@one\n@two(3)\ndef f(): ...\n",
    "a decorator over several lines": LONG + "@one(\n    1,\n)\ndef f(): ...\n",
    "branches": LONG + "if a:\n    b\nelif c:\n    d\nelse:\n    e\n",
    "a try": LONG + "try:\n    b\nexcept C:\n    d\nfinally:\n    e\n",
    "a text that looks like statements": LONG + '"""one\nimport a\nif b:\n"""\nz = 1\n',
    "a line that goes on": LONG + "z = 1 + \\\nw\nv = 2\n",
    "a bracket that is closed at the start of a line": LONG + "z = [\nw,\n]\n",
    "no newline at the end": LONG + "z = w",
    "names that begin like branches": LONG + "elsewhere = 1\nfinally_ = w\n",
}


@pytest.mark.parametrize("case", AWKWARD)
def test_the_pieces_are_the_module(case: str) -> None:
    text = AWKWARD[case]
    found = pieces(text)
    assert "".join(piece for piece, _ in found) == text
    statements = [ast.dump(one) for piece, _ in found for one in ast.parse(piece).body]
    assert statements == [ast.dump(one) for one in ast.parse(text).body]
    used = {name for _, all_told in found for one in all_told for name in one.uses}
    assert used == names_used(ast.parse(text))
    lines = text.splitlines()
    for one in told(text):
        if one.name:
            assert one.name in "\n".join(lines[one.first : one.last])


def test_every_module_of_ours_is_its_pieces() -> None:
    for path in sorted(Path(callsheet.__file__).parent.rglob("*.py"))[::9]:
        text = path.read_text(encoding="utf-8")
        kinds = [(one.kind, one.name, one.uses) for _, found in pieces(text) for one in found]
        assert kinds == [(one.kind, one.name, one.uses) for one in told(text)], path


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(SyntaxError) as error:
        pieces(LONG + "def (:\n")
    assert error.value.lineno == 201


def test_only_a_piece_that_is_new_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counted(piece: str) -> Told:
        parsed.append(piece)
        return told(piece)

    monkeypatch.setattr("callsheet.pieces.told", counted)
    cache = Cache.beside(tmp_path, Report())
    first = Book("a.py", cache)
    before = pieces(LONG, first.tell)
    first.keep()
    parsed.clear()
    again = pieces(LONG.replace("y77", "w"), Book("a.py", cache).tell)
    assert parsed == ["x77 = {'a': w}\n"]
    assert [told for _, told in again][:77] == [told for _, told in before][:77]
