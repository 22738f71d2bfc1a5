"""The mock of a document keeps every promise that the suite of the same document asks for.

One document has one fault if any, which is then a fault of the mock or of the suite.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

import suites
from callsheet.config import Config
from callsheet.diagnostics import Stop
from making import written

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = (".yaml", ".yml", ".json")
SPECS = [
    *sorted((ROOT / "tests/specs").glob("*/*.yaml")),
    *(path for path in sorted((ROOT / "tests/documents").iterdir()) if path.suffix in ENDINGS),
]
EVERY_DAY = {"answers", "bodies", "enumerations", "image_job", "limits", "openapi", "parameters"}
"""The documents that ask most of a mock. The others are tried in the slow tests."""
CORPUS = os.environ.get("CALLSHEET_CORPUS", "")
"""A folder of further documents to try, those of other people."""


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application on a free port of this machine; yield its URL."""
    settings = uvicorn.Config(app, port=0, lifespan="off", log_level="critical", ws="none")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive()
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def judged(document: Path, folder: Path, fault: str = "", **settings: Any) -> suites.Verdict:
    """Make the mock and the suite of a document, and let the one judge the other."""
    package = "mock_of_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in folder.name)
    written(Config(document, folder, package=package, targets=("mock", "conformance")))
    (folder / package / "__init__.py").touch()
    suite = suites.Suite(folder)
    sys.path.insert(0, str(folder))
    try:
        mock = importlib.import_module(f"{package}.mock")
    finally:
        sys.path.remove(str(folder))
    with serving(mock.create_app(fault=fault)) as url:
        return suite.ask(url, **settings)


def told(verdict: suites.Verdict) -> list[tuple[str, str, str]]:
    return [(one["operation"], one["code"], one["message"]) for one in verdict.findings]


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _one(path: Path) -> Any:
    marks = () if path.stem in EVERY_DAY else (pytest.mark.slow,)
    return pytest.param(path, id=_named(path), marks=marks)


@pytest.mark.parametrize("document", [_one(path) for path in SPECS])
def test_a_mock_keeps_what_its_document_promises(document: Path, tmp_path: Path) -> None:
    verdict = judged(document, tmp_path, key="any")
    assert told(verdict) == []
    assert verdict.failed == []


def test_without_a_key_a_mock_that_takes_any_is_asked_all_the_same(tmp_path: Path) -> None:
    verdict = judged(ROOT / "tests/specs/image_job/image_job.yaml", tmp_path)
    assert told(verdict) == []
    assert not [name for name in verdict.skipped if "_accepts[" in name]
    assert [name for name in verdict.skipped if "_guards[" in name]


@pytest.mark.parametrize(
    ("fault", "codes"), [("", []), ("startRender:ignores-key", ["idempotency-ignored"])]
)
def test_a_key_is_good_for_one_job(tmp_path: Path, fault: str, codes: list[str]) -> None:
    text = (ROOT / "tests/specs/image_job/image_job.yaml").read_text(encoding="utf-8")
    marked = "operationId: startRender\n      x-idempotency-key: Once"
    document = tmp_path / "keyed.yaml"
    document.write_text(text.replace("operationId: startRender", marked), encoding="utf-8")
    verdict = judged(document, tmp_path / f"once{len(fault)}", fault, key="any")
    assert [one["code"] for one in verdict.findings] == codes


ORDERS = """
openapi: 3.1.0
info: {title: Orders, version: "1"}
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses:
        "200":
          description: Taken.
          content: {application/json: {schema: {$ref: "#/components/schemas/Receipt"}}}
          links:
            entry: {operationId: getEntry, parameters: {number: $response.body#/entry}}
  /ledger/{number}:
    parameters: [{name: number, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getEntry
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {type: object, properties: {sum: {type: integer}}}}}
        "404": {description: No such entry.}
    delete: {responses: {"204": {description: Struck out.}, "404": {description: No such entry.}}}
components:
  schemas:
    Receipt: {type: object, required: [entry], properties: {entry: {type: string}}}
"""


def test_what_a_link_leads_to_is_there_until_it_is_deleted(tmp_path: Path) -> None:
    document = tmp_path / "orders.yaml"
    document.write_text(ORDERS, encoding="utf-8")
    verdict = judged(document, tmp_path / "orders", key="any")
    assert told(verdict) == []
    ends = {one["check"]: one["ended"] for one in verdict.told["tests"]}
    assert (ends["keeps"], ends["forgets"]) == ("passed", "passed")


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS, reason="CALLSHEET_CORPUS names no folder of documents")
def test_mocks_of_a_corpus_keep_what_it_promises(tmp_path: Path) -> None:
    broken: dict[str, list[tuple[str, str, str]]] = {}
    for document in sorted(path for path in Path(CORPUS).iterdir() if path.suffix in ENDINGS):
        try:
            verdict = judged(document, tmp_path / document.stem, key="any")
        except Stop:
            continue  # a document that is refused promises nothing
        broken |= {document.name: told(verdict)} if verdict.findings else {}
    assert broken == {}
