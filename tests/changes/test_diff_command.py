"""``callsheet diff``: what people and machines read, revisions of git, and what was accepted."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cli import main
from judged import changes

OLD = """\
openapi: 3.1.0
info: {title: Library, version: 1.2.0}
paths:
  /books:
    post:
      operationId: addBook
      requestBody:
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Book"}
      responses:
        "201":
          description: Added.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Book"}
    get:
      operationId: listBooks
      responses:
        "200": {description: All of them.}
components:
  schemas:
    Book:
      type: object
      required: [title]
      properties:
        title: {type: string}
        kind:
          type: string
          enum: [novel, poem]
"""
NEW = OLD.replace("enum: [novel, poem]", "enum: [novel, essay]").replace(
    """\
    get:
      operationId: listBooks
      responses:
        "200": {description: All of them.}
""",
    "",
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder with both documents."""
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(OLD)
    Path("new.yaml").write_text(NEW)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["diff", *words])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def git(*words: str) -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    subprocess.run(("git", *words), check=True, capture_output=True, env={**os.environ, **who})


def test_both_places_by_operation_and_the_worst_first(run: Run) -> None:
    code, out, _ = run("--no-clients", "old.yaml", "new.yaml")
    assert code == 1
    assert out.splitlines() == [
        "GET /books",
        "  breaking[operation-removed] the operation is gone",
        "    was at old.yaml:17",
        "",
        "POST /books",
        '  breaking[request-enum-value-removed] `Book.kind` is never "poem" now',
        "    old.yaml:30 -> new.yaml:26",
        '  breaking[response-enum-value-added] `Book.kind` may be "essay" now',
        "    old.yaml:30 -> new.yaml:26",
        '  safe[request-enum-value-added] `Book.kind` may be "essay" now',
        "    old.yaml:30 -> new.yaml:26",
        '  safe[response-enum-value-removed] `Book.kind` is never "poem" now',
        "    old.yaml:30 -> new.yaml:26",
        "",
        "3 breaking, 2 safe; next version: major (1.2.0 -> 2.0.0)",
    ]


def test_json_has_one_object_for_each_operation(run: Run) -> None:
    code, out, _ = run("--json", "old.yaml", "new.yaml")
    assert code == 1
    told = json.loads(out)
    assert told["step"] == "major"
    assert told["version"] == {"old": "1.2.0", "next": "2.0.0"}
    gone = next(one for one in told["changes"] if one["code"] == "operation-removed")
    assert gone == {
        "code": "operation-removed",
        "level": "breaking",
        "operation": "GET /books",
        "pointer": "#/paths/~1books/get",
        "old": {"file": "old.yaml", "line": 17, "column": 5},
        "message": "the operation is gone",
    }


def test_markdown_is_an_entry_of_a_changelog(run: Run) -> None:
    _, out, _ = run("--markdown", "--no-clients", "old.yaml", "new.yaml")
    assert out.splitlines()[:5] == [
        "### Breaking",
        "",
        "- `GET /books`: the operation is gone.",
        '- `POST /books`: `Book.kind` is never "poem" now.',
        '- `POST /books`: `Book.kind` may be "essay" now.',
    ]


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("1.2.0", "major (1.2.0 -> 2.0.0)"),
        ("0.1.0", "major (0.1.0 -> 0.2.0, as a 0.x version steps)"),
        ("2.0.0-rc.1", "major (2.0.0-rc.1 -> 2.0.0, as a pre-release ends)"),
        ("2026-11", "major"),
    ],
)
def test_the_version_is_the_one_that_a_release_would_write(
    run: Run, version: str, said: str
) -> None:
    Path("old.yaml").write_text(OLD.replace("1.2.0", version))
    sides = "--no-clients", "old.yaml", "new.yaml"
    assert run(*sides)[1].endswith(f"; next version: {said}\n")
    assert run("--markdown", *sides)[1].endswith(f"\nNext version: {said}\n")
    following = said.partition(" -> ")[2].rstrip(")").partition(",")[0]
    told = json.loads(run("--json", *sides)[1])
    assert (told["step"], told["version"]) == ("major", {"old": version, "next": following})


def test_callers_are_told_in_the_words_of_their_client(run: Run) -> None:
    text = OLD.replace("required: [title]", "required: [title, kind]")
    Path("new.yaml").write_text(text.replace("operationId: listBooks", "operationId: findBooks"))
    _, out, _ = run("old.yaml", "new.yaml")
    told = out.splitlines()
    method = told.index("  breaking `books.list()` is called `books.find()` now")
    assert told[method - 1] == "callers of python, typescript"
    function = told.index("  breaking `list_books()` is called `find_books()` now")
    assert told[function - 1] == "callers of flat"
    field = told.index("  risky `Book.kind` is required now")
    assert told[field - 1] == "callers of python, flat, typescript"
    _, out, _ = run("--json", "old.yaml", "new.yaml")
    said = {one["message"]: one["level"] for one in json.loads(out)["clients"]}
    assert said["`books.list()` is called `books.find()` now"] == "breaking"


def test_an_operation_of_a_job_under_another_id_is_no_change_of_the_job() -> None:
    poll = {"operation": "a", "parameter": "id", "status": "/s"}
    job = {"id": "/id", "poll": poll, "states": {"waiting": ["w"], "done": ["d"], "failed": ["f"]}}
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/j": {"post": {"x-job": job}}, "/j/{id}": {"get": {"operationId": "a"}}},
    }
    other = json.loads(json.dumps(whole).replace('"a"', '"b"'))
    assert [one.code for one in changes(whole, other)] == ["rewritten", "operation-id-changed"]


def test_nothing_has_changed(run: Run) -> None:
    assert run("old.yaml", "old.yaml") == (0, "nothing has changed\n", "")


def test_a_revision_is_a_side_and_its_other_files_come_from_it(run: Run) -> None:
    Path("api").mkdir()
    Path("api/parts.yaml").write_text("Book: {type: object, required: [title]}\n")
    api = OLD.replace('"#/components/schemas/Book"', '"parts.yaml#/Book"')
    Path("api/api.yaml").write_text(api)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("api/parts.yaml").write_text("Book: {type: object, required: [title, year]}\n")
    code, out, _ = run("HEAD:api/api.yaml", "api/api.yaml")
    assert code == 1
    assert "HEAD:api/parts.yaml:1 -> api/parts.yaml:1" in out
    assert "breaking[request-property-became-required]" in out


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.yaml", "No such file"), ("HEAD:missing.yaml", "git"), ("-x:old.yaml", "")],
)
def test_a_side_that_is_not_there_is_said(run: Run, name: str, said: str) -> None:
    code, _, err = run("--", name, "new.yaml")
    assert code == 2
    assert "error[unreadable]" in err
    assert said.lower() in err.lower()


def test_what_is_accepted_does_not_fail_and_stale_entries_are_told(run: Run) -> None:
    Path("accepted-changes.toml").write_text(
        """\
[[accepted]]
code = "operation-removed"
operation = "GET /books"
reason = "nobody called it"

[[accepted]]
code = "request-enum-value-removed"
reason = "poems were never sold"

[[accepted]]
code = "response-enum-value-added"
pointer = "#/components/schemas/Book/properties/kind/enum/1"
reason = "clients keep what they do not know"

[[accepted]]
code = "operation-removed"
operation = "GET /films"
reason = "from last year"
"""
    )
    code, out, err = run("old.yaml", "new.yaml")
    assert code == 0
    assert "accepted breaking[operation-removed]" in out
    assert "accepted: nobody called it" in out
    assert "(3 accepted)" in out
    assert "accepted-changes.toml:15:1: warning[accepted-stale]" in err


def test_an_entry_without_a_reason_is_refused(run: Run) -> None:
    Path("accepted-changes.toml").write_text('[[accepted]]\ncode = "operation-removed"\n')
    code, _, err = run("old.yaml", "new.yaml")
    assert code == 2
    assert "accepted-changes.toml:1:1: error[missing-setting]: 'reason' is missing" in err


def test_a_broken_document_is_said_with_its_place(run: Run) -> None:
    Path("new.yaml").write_text("openapi: 3.1.0\ninfo: {title: [\n")
    code, _, err = run("old.yaml", "new.yaml")
    assert code == 2
    assert "new.yaml:" in err
    assert "Traceback" not in err


def test_what_reaches_many_operations_names_three_of_them_or_all(run: Run) -> None:
    call = '      responses:\n        "200":\n          description: All.\n          content:\n'
    call += (
        '            application/json:\n              schema: {$ref: "#/components/schemas/Book"}\n'
    )
    paths = "".join(f"  /shelves-of-the-library/{n}/books:\n    get:\n{call}" for n in range(5))
    many = OLD.replace("components:\n", f"{paths}components:\n")
    Path("old.yaml").write_text(many)
    Path("new.yaml").write_text(many.replace("[novel, poem]", "[novel, poem, essay]"))
    _, out, _ = run("old.yaml", "new.yaml", "--no-clients")
    assert "GET /shelves-of-the-library/1/books and 3 more\n" in out
    _, out, _ = run("old.yaml", "new.yaml", "--no-clients", "--all")
    assert "GET /shelves-of-the-library/3/books,\nGET /shelves-of-the-library/4/books\n" in out
