"""Whatever a document holds, its client can be made, imported, and has every operation.

``tests/documents`` has one small document for each kind of oddity: what the comment in its first
line says. ``make corpus CORPUS=tests/documents`` type-checks their clients as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import corpus
from callsheet.cache import Cache
from callsheet.config import Config
from callsheet.diagnostics import Report, Stop
from callsheet.pipeline import build

DOCUMENTS = sorted(
    path for path in Path(__file__).with_name("documents").iterdir() if path.suffix != ".md"
)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document."""

    errors: tuple[str, ...]
    seen: dict[str, Any]
    """What a fresh interpreter found."""


COMMON = ("models", "operations", "sync", "aio", "package")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(COMMON, id="common"),
        pytest.param((), id="all", marks=pytest.mark.slow),
    ],
)
def everything(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Made]:
    targets: tuple[str, ...] = request.param
    folder = tmp_path_factory.mktemp("documents")
    cache = Cache(folder / "cache", Report())
    errors = {
        path.name: tuple(_make(path, folder / path.name, targets, cache)) for path in DOCUMENTS
    }
    seen = corpus.probe_apart(folder / path.name for path in DOCUMENTS)
    return {
        path.name: Made(errors[path.name], found)
        for path, found in zip(DOCUMENTS, seen, strict=True)
    }


def _make(document: Path, out: Path, targets: tuple[str, ...], cache: Cache) -> Iterator[str]:
    """Write what a document makes; yield the errors that kept it from that."""
    report = Report()
    package = f"made_of_{document.stem}"  # one of its own: all are imported by one interpreter
    try:
        tree = build(Config(document, out, package=package, targets=targets), report, cache=cache)
    except Stop as stop:
        yield from (one.as_text() for one in stop.report if one.severity == "error")
        return
    for file in tree:
        path = out / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=[path.stem for path in DOCUMENTS]
)


@every_document
def test_a_client_is_made(everything: dict[str, Made], document: Path) -> None:
    assert everything[document.name].errors == ()


@every_document
def test_every_module_is_imported(everything: dict[str, Made], document: Path) -> None:
    assert everything[document.name].seen["broken"] == []


@every_document
def test_no_operation_is_missing(everything: dict[str, Made], document: Path) -> None:
    assert everything[document.name].seen["operations"] == len(corpus.documented(document))
