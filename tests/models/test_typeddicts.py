"""What TypedDicts say of JSON, and that nothing is lost on the way through them."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import black
import pytest

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.ir import Api, Content
from callsheet.languages.python import Python
from callsheet.languages.python_wire import Wire
from callsheet.lower import lower
from callsheet.names import name
from callsheet.read import read
from checkers import mypy, pyright
from making import written

ROOT = Path(__file__).parents[2]
SPECS = {
    "video": ROOT / "spec/video.openapi.yaml",
    "image_job": ROOT / "tests/specs/image_job/image_job.yaml",
    "kitchen_sink": ROOT / "tests/specs/kitchen_sink/openapi.yaml",
}


def api_of(spec: Path) -> Api:
    return lower(read(spec, Report()), Report())


def write(spec: Path, folder: Path, package: str) -> Path:
    """Write the TypedDicts of a document into a package."""
    written(Config(spec, folder, package=package, targets=("models-typeddict",)))
    (folder / package / "__init__.py").touch()
    return folder / package / "models_typeddict.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("typeddicts")
    for package, spec in SPECS.items():
        write(spec, made, f"td_{package}")
    return made


@pytest.fixture
def module(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    monkeypatch.syspath_prepend(str(folder))
    return lambda name: importlib.import_module(f"td_{name}.models_typeddict")


def contents(api: Api) -> list[tuple[Content, Any]]:
    """Return every JSON example of a body, with what it is an example of."""
    found: list[tuple[Content, Any]] = []
    for operation in api.operations:
        bodies = [operation.body] if operation.body else []
        for carrier in (*bodies, *operation.responses):
            for content in carrier.contents:
                examples = [one for one in content.examples if not one.file]
                found += [(content, one.value) for one in examples if content.kind == "json"]
    return found


@pytest.mark.parametrize("spec", SPECS)
def test_every_example_comes_back_as_it_was(spec: str, module: Callable[[str], ModuleType]) -> None:
    models, seen = module(spec), 0
    for _, value in contents(api_of(SPECS[spec])):
        text = json.dumps(value)
        decoded = models.decode(object(), json.loads(text))
        assert json.dumps(models.encode(decoded)) == text
        seen += 1
    assert seen >= 1


@pytest.mark.slow
@pytest.mark.parametrize("spec", SPECS)
def test_every_example_is_what_its_type_says(spec: str, folder: Path, tmp_path: Path) -> None:
    api = api_of(SPECS[spec])
    names = name(api, Python(), Report())
    wire = Wire(api, names)
    lines = [f"from td_{spec}.models_typeddict import *", "from typing import Any, Literal"]
    for content, value in contents(api):
        if content.type == content.value:
            kind = wire.plain.received(content.type)
            lines.append(f"example_{len(lines)}: {kind} = {value!r}")
    (tmp_path / "examples.py").write_text("\n".join(lines) + "\n")
    done = mypy(tmp_path, "examples.py", MYPYPATH=str(folder))
    assert done.returncode == 0, done.stdout


DOCUMENT = """
openapi: 3.1.0
info: {title: Odd, version: "1"}
paths:
  /pets:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
      responses:
        "200":
          description: Fine.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: {type: string, readOnly: true}
        name: {type: string}
        nick: {type: [string, "null"]}
        born: {type: string, format: date}
        kind: {enum: [cat, dog]}
        friend: {$ref: "#/components/schemas/Pet"}
        odd: {$ref: "#/components/schemas/Odd"}
        tree: {$ref: "#/components/schemas/Tree"}
    Odd:
      type: object
      required: [class]
      properties:
        class: {type: string}
        by-name: {type: integer}
        str: {type: string}
        __dunder: {type: boolean}
    Tree:
      oneOf: [{type: string}, {type: array, items: {$ref: "#/components/schemas/Tree"}}]
"""
GOOD = """
from odd.models_typeddict import Odd, Pet, PetRequest, decode, encode
given: PetRequest = {"name": "Tom", "nick": None, "kind": "bird", "tree": ["a", ["b"]]}
odd: Odd = {"class": "x", "by-name": 1, "str": "y", "__dunder": True}
pet: Pet = {"id": "1", "name": "Tom", "friend": {"id": "2", "name": "Tim"}, "odd": odd}
again: Pet = decode(Pet, encode(pet))
born: str = again.get("born", "")
"""
BAD = """
from odd.models_typeddict import Odd, Pet, PetRequest
no_id: Pet = {"name": "Tom"}
with_id: PetRequest = {"id": "1", "name": "Tom"}
no_class: Odd = {"by-name": 1}
no_text: Pet = {"id": 1, "name": "Tom"}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.yaml").write_text(DOCUMENT)
    return write(folder / "odd.yaml", folder, "odd")


@pytest.mark.slow
def test_keys_are_required_as_their_direction_has_it(odd: Path) -> None:
    folder = odd.parents[1]
    (folder / "good.py").write_text(GOOD)
    (folder / "bad.py").write_text(BAD)
    names = ("good.py", "bad.py", "odd")
    for done in (mypy(folder, *names), pyright(folder, *names)):
        wrong = re.findall(r"(\w+\.py):(\d+)", done.stdout)
        assert sorted(set(wrong)) == [("bad.py", line) for line in "3456"], done.stdout


def test_a_document_with_odd_names_is_python(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(odd.parents[1]))
    models = importlib.import_module("odd.models_typeddict")
    value = {"id": "1", "name": "Tom", "unknown": [1, {"a": None}], "kind": "dragon", "n": 2**70}
    assert models.encode(models.decode(models.Pet, value)) == value
    assert set(models.Odd.__annotations__) == {"class", "by-name", "str", "__dunder"}


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"a": float("nan")}, "nan at /a is no JSON number"),
        ({"a": [b"x"]}, "bytes at /a/0 has no form in JSON"),
        ({1: 2}, "1 at the top is no key"),
    ],
)
def test_what_is_no_json_is_refused(
    value: Any, says: str, module: Callable[[str], ModuleType]
) -> None:
    models = module("video")
    with pytest.raises(models.NotJson, match=says):
        models.encode(value)


def test_an_object_is_no_text(module: Callable[[str], ModuleType]) -> None:
    models = module("video")
    with pytest.raises(models.NotJson, match="Video is an object, not str"):
        models.decode(models.Video, "text")


@pytest.mark.parametrize("spec", SPECS)
def test_black_finds_nothing_to_change(spec: str, folder: Path) -> None:
    for file in (folder / f"td_{spec}").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not text or black.format_str(text, mode=black.Mode()) == text
