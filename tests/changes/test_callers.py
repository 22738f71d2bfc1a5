"""What callers of each style are told of an edit, and how the clients of both sides bear it out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.callers import notices
from callsheet.config import Config
from callsheet.diagnostics import Report, Stop
from callsheet.read import read
from making import written

OLD = """\
openapi: 3.1.0
info: {title: Print Shop, version: 1.0.0}
servers: [{url: "http://127.0.0.1:1"}]
security: [{Door: []}]
x-drop-in:
  module: compat
  client: Press
  async_client: AsyncPress
  resources:
    prints:
      make: {call: createPrint, arguments: [title, pages]}
      make_and_wait: {call: createPrint, arguments: [title], wait: createPrint}
      look: {call: retrievePrint, arguments: [print_id]}
paths:
  /prints:
    get:
      operationId: listPrints
      tags: [prints]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200":
          description: All of them.
          content:
            application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Print"}}}
    post:
      operationId: createPrint
      tags: [prints]
      x-job: &job
        id: /id
        poll: {operation: retrievePrint, parameter: print_id, status: /state}
        states: {waiting: [queued], done: [ready], failed: [torn]}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [title]
              properties:
                title: {type: string}
                pages: {type: integer}
                paper: {type: string, enum: [matt, glossy]}
            examples:
              poster: {value: {title: A, pages: 1}}
              book: {value: {title: B, pages: 90}}
      responses: &answer
        "201":
          description: One of them.
          content:
            application/json: {schema: {$ref: "#/components/schemas/Print"}}
  /prints/{print_id}:
    get:
      operationId: retrievePrint
      tags: [prints]
      parameters: [{name: print_id, in: path, required: true, schema: {type: string}}]
      responses: *answer
components:
  securitySchemes:
    Door: {type: http, scheme: bearer}
    Desk: {type: apiKey, in: header, name: X-Desk}
  schemas:
    Print:
      type: object
      required: [id, state]
      properties: {id: {type: string}, state: {type: string}}
"""
SECOND_JOB = """\
  /reprints:
    post:
      operationId: reprint
      tags: [prints]
      security: [{Desk: []}]
      x-job: *job
      responses: *answer
  /prints/{print_id}:
"""
NEW = (
    OLD.replace("required: [title]", "required: [title, pages]")
    .replace(
        "limit, in: query, schema: {type: integer}", "limit, in: query, schema: {type: string}"
    )
    .replace("listPrints", "findPrints")
    .replace("[matt, glossy]", "[matt, silk]")
    .replace("book: {value", "novel: {value")
    .replace("look: {call", "see: {call")
    .replace("  /prints/{print_id}:\n", SECOND_JOB)
)
TARGETS = (
    *("models", "operations", "sync", "aio", "package"),
    *("cli", "drop-in", "flat", "typescript", "curl"),
)
TOLD: dict[str, tuple[str, ...]] = {
    "python": (
        'breaking argument "pages" of `prints.create()` is required now',
        'risky argument "limit" of `prints.find()` is now `str`, was `int`',
        "breaking `prints.list()` is called `prints.find()` now",
        "breaking `prints.submit()` is called `prints.submit_create()` now",
        "breaking `Client(api_key=...)` is called `Client(door=...)` now",
        'risky argument "paper" of `prints.create()` knows "glossy" no more',
        "safe `prints.reprint()` is new",
    ),
    "cli": (
        "breaking option `--pages` of `prints create` is required now",
        "risky option `--limit` of `prints find` is now `TEXT`, was `INTEGER`",
        "breaking `prints list` is called `prints find` now",
        "breaking `prints wait` is called `prints wait-create` now",
        "breaking `--api-key-file` is called `--door-file` now",
        'risky option `--paper` of `prints create` knows "glossy" no more',
        "safe `prints reprint` is new",
    ),
    "drop-in": (
        'breaking argument "pages" of `prints.make()` is required now',
        "breaking `prints.look()` is called `prints.see()` now",
        "breaking `Press(api_key=...)` is called `Press(door=...)` now",
    ),
    "flat": (
        'breaking argument "pages" of `create_print()` is required now',
        "breaking `list_prints()` is called `find_prints()` now",
        "breaking `configure(api_key=...)` is called `configure(door=...)` now",
    ),
    "typescript": (
        'breaking argument "pages" of `prints.create()` is required now',
        "breaking `prints.list()` is called `prints.find()` now",
        "breaking `prints.submit()` is called `prints.submitCreate()` now",
        "breaking `new Client({ apiKey })` is called `new Client({ door })` now",
    ),
    "curl": (
        'breaking field "pages" of `POST /prints` is required now',
        "breaking `prints/list.sh` is called `prints/find.sh` now",
        "breaking `prints/create-book.sh` is gone",
        "safe `prints/create-novel.sh` is new",
        "breaking `$PRINT_SHOP_API_KEY` is called `$PRINT_SHOP_DOOR` now",
    ),
}

Run = Callable[[str, Path], str]


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What is generated of the old document, and of the new one."""
    made: list[Path] = []
    for text in (OLD, NEW):
        folder = tmp_path_factory.mktemp("side")
        (folder / "prints.yaml").write_text(text)
        config = Config(folder / "prints.yaml", folder, package="print_shop", targets=TARGETS)
        made.append(written(config))
    return made[0], made[1]


@pytest.fixture(scope="module")
def told(sides: tuple[Path, Path]) -> dict[str, list[str]]:
    """What the callers of each style are told."""
    old, new = (read(folder / "prints.yaml", Report()) for folder in sides)
    found: dict[str, list[str]] = {}
    for one in notices(old, new, Config(sides[0], sides[0], targets=TARGETS)):
        for style in one.styles:
            found.setdefault(style, []).append(f"{one.level} {one.message}")
    return found


@pytest.mark.parametrize(("style", "line"), [(s, one) for s in TOLD for one in TOLD[s]])
def test_each_style_is_told_in_its_own_words(
    told: dict[str, list[str]], style: str, line: str
) -> None:
    assert line in told[style]


def test_a_command_line_bears_it_out(sides: tuple[Path, Path], in_fresh_python: Run) -> None:
    code = """
import importlib, io, json, contextlib
from print_shop.cli.command import all_of
from print_shop.cli.commands import PROGRAM
from print_shop.cli.commands.prints import COMMANDS
options = {one.word: {(o.name.upper() if o.is_positional else o.flag): [o.is_required, o.takes.name,
    list(o.known)] for o in one.options.declared()} for one in COMMANDS}
print(json.dumps([sorted(all_of(COMMANDS)), options, [one.name for one in PROGRAM.keys]]))
"""
    (was, before, keys), (now, after, others) = (
        json.loads(in_fresh_python(code, folder)) for folder in sides
    )
    assert set(was) - set(now) == {"list", "wait", "watch"}
    assert set(now) - set(was) == {
        "find", "reprint", "wait-create", "watch-create", "wait-reprint", "watch-reprint"
    }  # fmt: skip
    assert before["create"]["--pages"][0] is False
    assert after["create"]["--pages"][0] is True
    assert (before["list"]["--limit"][1], after["find"]["--limit"][1]) == ("INTEGER", "TEXT")
    assert before["create"]["--paper"][2] == ["matt", "glossy"]
    assert after["create"]["--paper"][2] == ["matt", "silk"]
    assert "PRINT_ID" in after["retrieve"]
    assert (keys, others[0]) == (["api_key"], "door")


def test_the_python_clients_bear_it_out(sides: tuple[Path, Path], in_fresh_python: Run) -> None:
    code = """
import json, sys
from inspect import signature
sys.path.append(sys.path[1] + "/flat")
import print_shop, print_shop_flat as flat
from print_shop.compat import Press

def needed(owner):
    found = {name: signature(one) for name, one in vars(owner).items() if type(one) is type(needed)}
    return {name: [key for key, p in one.parameters.items() if p.default is p.empty]
        for name, one in found.items() if name[0] != "_"}

keys = [sorted({"api_key", "door", "desk"} & {*signature(one).parameters})
    for one in (print_shop.Client, Press)]
client, press = (one(**dict.fromkeys(own, "k"))
    for one, own in zip((print_shop.Client, Press), keys))
print(json.dumps([needed(type(client.prints)), needed(type(press.prints)), needed(flat), keys]))
"""
    (was, faced, flat, keys), (now, facing, flatter, others) = (
        json.loads(in_fresh_python(code, folder)) for folder in sides
    )
    assert "pages" in set(now["create"]) - set(was["create"])
    assert "pages" in set(facing["make"]) - set(faced["make"])
    assert "pages" in set(flatter["create_print"]) - set(flat["create_print"])
    assert {"list", "submit"} <= set(was) - set(now)
    assert {"find", "submit_create", "reprint"} <= set(now) - set(was)
    assert (set(faced) - set(facing), set(facing) - set(faced)) == ({"look"}, {"see"})
    assert "list_prints" in flat.keys() - flatter.keys()
    assert "find_prints" in flatter.keys() - flat.keys()
    assert (keys, others) == ([["api_key"]] * 2, [["desk", "door"]] * 2)


def test_typescript_and_the_snippets_bear_it_out(sides: tuple[Path, Path]) -> None:
    was, now = ((one / "typescript/src/resources/prints.ts").read_text() for one in sides)
    assert "readonly pages?: " in was
    assert "readonly pages: " in now
    for name in ("list", "submit"):
        assert re.search(rf"^  (async )?{name}\(", was, re.MULTILINE)
        assert not re.search(rf"^  (async )?{name}\(", now, re.MULTILINE)
    was_there, now_there = (
        {file.relative_to(one / "curl").as_posix() for file in (one / "curl").rglob("*.sh")}
        for one in sides
    )
    assert was_there - now_there == {"prints/list.sh", "prints/create-book.sh"}
    assert {"prints/find.sh", "prints/create-novel.sh"} <= now_there - was_there
    asked = [(one / "curl/prints/retrieve.sh").read_text() for one in sides]
    assert "PRINT_SHOP_API_KEY" in asked[0]
    assert "PRINT_SHOP_DOOR" in asked[1]


def test_callers_of_models_alone_are_told_of_types_and_not_of_calls(
    sides: tuple[Path, Path],
) -> None:
    old = read(sides[0] / "prints.yaml", Report())
    file = sides[0] / "other.yaml"
    file.write_text(NEW.replace("id: {type: string}", "id: {type: integer}"))
    config = Config(file, sides[0], targets=("models",))
    found = [one.message for one in notices(old, read(file, Report()), config)]
    assert "`Print.id` is now `int`, was `str`" in found
    assert not [one for one in found if "prints." in one]


def test_a_style_of_ones_own_says_how_its_callers_speak(tmp_path: Path) -> None:
    style = tmp_path / "templates" / "notes"
    style.mkdir(parents=True)
    (style / "target.toml").write_text(
        'summary = "Notes"\n[callers]\nreaders = "words.j2"\n'
        '[outputs]\n"notes.md" = "notes.md.j2"\n'
    )
    words = "{% for one in api.operations %}{{ called(one, one.title | upper) }}{% endfor %}"
    (style / "words.j2").write_text(words)
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(OLD.replace("/prints:", "/sheets:"))
    old, new = (read(tmp_path / f"{side}.yaml", Report()) for side in ("old", "new"))
    config = Config(tmp_path / "new.yaml", tmp_path, targets=("notes",), templates=(style.parent,))
    found = [(one.styles, one.message) for one in notices(old, new, config)]
    assert (("readers",), "`GET /PRINTS` is called `GET /SHEETS` now") in found
    (style / "words.j2").write_text("{{ api.titel }}")
    with pytest.raises(Stop, match=r"Api has no .titel.: did you mean .title.") as stop:
        notices(old, new, config)
    assert [one.place.line for one in stop.value.report if one.place] == [1]
