"""What type checkers say of the models and of those who use them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ZOO, write_package

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
    (folder / "wrong.py").write_text(WRONG)
    settings = {"strict": ["."], "include": ["."], "pythonVersion": "3.11", "extraPaths": ["."]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


def run(folder: Path, *command: str) -> str:
    made = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    return made.stdout + made.stderr


@pytest.mark.slow
def test_mypy_has_nothing_to_say(folder: Path) -> None:
    assert "Success" in run(folder, "mypy", "--strict", "zoo", "use.py")


@pytest.mark.slow
def test_mypy_sees_what_is_wrong(folder: Path) -> None:
    found = run(folder, "mypy", "--strict", "wrong.py")
    assert 'wrong.py:4: error: Missing named argument "pet_name"' in found
    assert "wrong.py:5: error: List item 0 has incompatible type" in found


def test_pyright_has_nothing_to_say(folder: Path) -> None:
    found = run(folder, "pyright", "--pythonpath", sys.executable, "zoo", "use.py")
    assert "0 errors, 0 warnings" in found


def test_pyright_sees_what_is_wrong(folder: Path) -> None:
    found = run(folder, "pyright", "--pythonpath", sys.executable, "wrong.py")
    assert 'wrong.py:4:1 - error: Argument missing for parameter "pet_name"' in found
    assert "wrong.py:5:" in found
