"""What type checkers say of the models and of those who use them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checkers import mypy, pyright
from flavours import FLAVOURS, write_flavours
from zoo import ZOO, api_of, write_package

USES = ("use.py", *(f"use_{flavour}.py" for flavour in FLAVOURS))

USE = """
from typing import assert_type

from zoo.models import Cat, Circle, Dog, Json, Nest, Owner, Pet, Scores, Shape, ShapeOrPet


def feed(pet: Pet) -> str:
    return pet.pet_name if isinstance(pet, Cat) else pet.kind


cat = Cat(kind="cat", pet_name="Tom", lives=None)
owner = Owner(id=__import__("uuid").uuid4(), must=None, pet=cat, status="of no known kind")
assert_type(cat.lives, int | None)
assert_type(owner.pets, list[Cat | Dog] | None)
shape: Shape = Circle(radius=2)
tree: Json = {"a": [1.5, None, {"b": "c"}]}
nest: Nest = [[], [[]]]
what: ShapeOrPet = "text"
scores = Scores(total=3)
feed(cat)
"""
FLAVOUR = """
import datetime as dt
from typing import assert_type
from uuid import UUID

from zoo.models_{flavour} import (
    Cat, Circle, Dog, Json, Nest, Owner, Pet, Scores, Shape, decode, encode
)

cat = Cat(kind="cat", pet_name="Tom")
owner = Owner(id=UUID(int=1), must=None, pet=cat, status="of no known kind", nick=None)
if owner.pets:
    assert_type(owner.pets, list[Cat | Dog])
if isinstance(owner.pet, Cat):
    assert_type(owner.pet.pet_name, str)
assert_type(decode(Cat, {{}}), Cat)
assert_type(Scores(total=1).model_extra, dict[str, Dog])
shape: Shape = Circle(radius=2)
tree: Json = {{"a": [1.5, None, {{"b": "c"}}]}}
nest: Nest = [[], [[]]]


def feed(pet: Pet) -> object:
    owner.seen = dt.datetime.now(dt.timezone.utc)
    return encode([pet])
"""
WRONG = """
from zoo.models import Cat, Nest

Cat(kind="cat")
nest: Nest = [[3]]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typing")
    write_package(folder / "zoo", *ZOO)
    (folder / "use.py").write_text(USE)
    write_flavours(api_of(*ZOO), folder / "zoo")
    for flavour in FLAVOURS:
        (folder / f"use_{flavour}.py").write_text(FLAVOUR.format(flavour=flavour))
    (folder / "wrong.py").write_text(WRONG)
    return folder


@pytest.mark.slow
def test_mypy_has_nothing_to_say(folder: Path) -> None:
    assert "Success" in mypy(folder, "zoo", *USES).stdout


@pytest.mark.slow
def test_mypy_sees_what_is_wrong(folder: Path) -> None:
    found = mypy(folder, "wrong.py").stdout
    assert 'wrong.py:4: error: Missing named argument "pet_name"' in found
    assert "wrong.py:5: error: List item 0 has incompatible type" in found


@pytest.fixture(scope="module")
def said(folder: Path) -> list[str]:
    """What one run of pyright says of everything, line by line."""
    return pyright(folder, "zoo", *USES, "wrong.py").stdout.splitlines()


@pytest.mark.slow
def test_pyright_has_nothing_to_say(said: list[str]) -> None:
    assert [line for line in said if re.search(r"\.py(:|$)", line) and "wrong.py" not in line] == []
    assert said[-1] == "2 errors, 0 warnings, 0 informations"


@pytest.mark.slow
def test_pyright_sees_what_is_wrong(said: list[str]) -> None:
    found = "\n".join(said)
    assert 'wrong.py:4:1 - error: Argument missing for parameter "pet_name"' in found
    assert "wrong.py:5:" in found
