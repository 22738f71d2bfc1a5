"""Bad input: a clear diagnostic with a place, exit code 2, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cli import main

HEAD = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n"
OK = "responses: {'204': {description: done}}"


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return HEAD + "paths: {}\n" + "\n".join(lines) + "\n"


CASES: dict[str, tuple[str, str, int]] = {
    "not YAML": ("openapi: [3.1.0\npaths: {", "not-yaml", 2),
    "binary": ("openapi: \x00\x01", "not-yaml", 1),
    "empty": ("", "empty", 1),
    "a list": ("- openapi\n", "not-openapi", 1),
    "Swagger 2": ("swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n", "swagger-2", 1),
    "key twice": (HEAD + "paths: {}\ninfo: {title: Other, version: '2'}\n", "duplicate-key", 4),
    "alias bomb": (bomb(), "alias-bomb", 1),
    "alias loop": (HEAD + "paths: {}\nx-a: &a [*a]\n", "alias-loop", 4),
    "reference to nothing": (
        HEAD + "paths: {}\ncomponents: {schemas: {Pet: {$ref: '#/components/schemas/Pte'}}}\n",
        "reference-missing",
        4,
    ),
    "reference to itself": (
        HEAD + "paths: {}\ncomponents: {schemas: {Pet: {$ref: '#/components/schemas/Pet'}}}\n",
        "reference-loop",
        4,
    ),
    "reference outside": (
        HEAD + "paths: {}\ncomponents: {schemas: {Pet: {$ref: '../secret.yaml#/Pet'}}}\n",
        "reference-outside",
        4,
    ),
    "reference over the network": (
        HEAD + "paths: {}\ncomponents: {schemas: {Pet: {$ref: 'https://pets.example/a.yaml'}}}\n",
        "reference-remote",
        4,
    ),
    "operation id twice": (
        HEAD
        + f"paths:\n  /a: {{get: {{operationId: same, {OK}}}}}\n"
        + f"  /b: {{get: {{operationId: same, {OK}}}}}\n",
        "operation-id-twice",
        5,
    ),
    "broken extension": (
        HEAD + f"paths:\n  /a: {{post: {{operationId: make, x-job: {{id: /id}}, {OK}}}}}\n",
        "extension-shape",
        4,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_document(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, code, line = CASES[name]
    (tmp_path / "spec").mkdir()
    (tmp_path / "secret.yaml").write_text("Pet: {type: object}\n")
    spec = tmp_path / "spec" / "pets.yaml"
    spec.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["generate", "--spec", str(spec), "--out", str(out)]) == 2
    told = capsys.readouterr()
    assert f"pets.yaml:{line}:" in told.err
    assert f"[{code}]" in told.err
    assert "Traceback" not in told.err + told.out
    assert not out.exists()


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--spec", str(tmp_path / "no.yaml")]) == 2
    assert "no.yaml" in capsys.readouterr().err


HOSTILE = (
    'Ends """ early, {{ 7 * 7 }} {% raw %} {# #} \\ \\N{DASH} \\u0041 ${x} `code` '
    "'''quotes''' __import__('os').system('true')\n\n"
    '"""\nraise SystemExit(9)\n"""\t\x7f\u2028'
)


def test_hostile_prose_is_only_prose(
    tmp_path: Path, in_fresh_python: Callable[[str, Path], str]
) -> None:
    import yaml

    described = {"description": HOSTILE}
    schema = {**described, "type": "object", "title": HOSTILE, "properties": {}}
    schema["properties"] = {
        "a": {**described, "type": "string", "enum": [HOSTILE], "default": HOSTILE}
    }
    body = {
        "content": {"application/json": {"schema": schema, "examples": {HOSTILE: {"value": {}}}}}
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": HOSTILE, "version": HOSTILE, **described},
        "servers": [{"url": "https://pets.example", **described}],
        "tags": [{"name": HOSTILE, **described}],
        "paths": {
            "/a": {
                "post": {
                    "tags": [HOSTILE],
                    "summary": HOSTILE,
                    "requestBody": {**described, **body},
                    "parameters": [
                        {"name": HOSTILE, "in": "query", "schema": {"type": "string"}, **described}
                    ],
                    "responses": {"200": {**described, **body}, "400": {**described, **body}},
                    **described,
                }
            }
        },
    }
    spec, out = tmp_path / "pets.yaml", tmp_path / "out"
    spec.write_text(yaml.safe_dump(document), encoding="utf-8")
    assert main(["generate", "--spec", str(spec), "--out", str(out), "--package", "pets"]) == 0
    assert (
        in_fresh_python("import pets; pets.Client; pets.AsyncClient; print('fine')", out) == "fine"
    )


def test_read_only_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = tmp_path / "pets.yaml"
    spec.write_text(HEAD + "paths: {}\n")
    (tmp_path / "file").write_text("in the way of a folder")
    assert main(["generate", "--spec", str(spec), "--out", str(tmp_path / "file" / "out")]) != 0
    assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "in the way of a folder"
