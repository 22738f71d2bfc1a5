"""Snippets for the shell say what their example says, and keep the key to themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.languages.shell import Shell, literal, pretty
from callsheet.names import name
from callsheet.pipeline import build
from callsheet.usages import Usage, usages
from case_canonical import canonical, differences
from case_documents import DOCUMENTS, Document, api_of, cases_of
from case_recorder import recording
from case_styles import resource_of

VIDEO = DOCUMENTS[0]
SHELLS = [one for one in ("sh", "dash", "bash") if shutil.which(one)]
KEY = "sk-secret"

SHARED = """
openapi: 3.1.0
info: {title: Shared, version: "1"}
paths:
  /a:
    post:
      operationId: make
      requestBody: {$ref: "#/components/requestBodies/A"}
      responses: {"204": {description: Made.}}
    put:
      operationId: remake
      requestBody: {$ref: "#/components/requestBodies/A"}
      responses: {"204": {description: Made.}}
components:
  requestBodies:
    A: {content: {application/json: {schema: {type: object}, examples: {small: {value: {}}}}}}
"""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
"""Any text that a word of the shell can hold."""


def snippets() -> list[tuple[Usage, Path]]:
    api = api_of(VIDEO)
    names = name(api, Shell(), Report())
    assert VIDEO.output is not None
    return [
        (usage, VIDEO.output / "curl" / home / f"{names.value(usage.pointer)}.sh")
        for operation in api.operations
        for home in [names.value(resource_of(api, operation).pointer)]
        for usage in usages(api, operation)
    ]


def run(file: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {"PATH": os.environ["PATH"], "NO_PROXY": "*", **environment}
    return subprocess.run(["sh", str(file)], cwd=folder, env=kept, capture_output=True, check=False)


@pytest.mark.parametrize("shell", SHELLS)
@given(values=st.lists(texts, min_size=1, max_size=20))
@settings(max_examples=25)
def test_a_word_of_the_shell_is_the_text_it_stands_for(shell: str, values: list[str]) -> None:
    script = "printf '%s\\0' " + " ".join(literal(value) for value in values)
    done = subprocess.run([shell], input=script.encode(), capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == values


@given(value=st.dictionaries(texts, texts))
def test_json_shows_all_its_characters_and_is_what_it_was(value: dict[str, str]) -> None:
    made = pretty(value)
    assert json.loads(made) == value
    assert not any(sign in made for sign in "\u202e\u200b\u2028\x7f\t\r")


def test_each_snippet_sends_the_request_of_its_example(tmp_path: Path) -> None:
    expected = {case.place: case for case in cases_of(VIDEO)}
    compared = 0
    with recording() as recorder:
        for usage, file in snippets():
            _, _, example = usage.pointer.partition("~usage")
            if example not in expected:
                continue
            case = expected[example]
            recorder.begin(case.replies)
            done = run(file, tmp_path, BURNCLOUD_BASE_URL=recorder.url, BURNCLOUD_API_KEY="sk-case")
            assert done.returncode == 0, done.stderr
            found = canonical(recorder.arrived[0], case.requests[0]["headers"])
            assert list(differences(case.requests[0], found, file.name)) == []
            assert json.loads(done.stdout) == case.outcome["result"]
            compared += 1
    assert compared >= 10


def test_there_is_a_snippet_for_each_operation_and_each_is_a_script() -> None:
    made = snippets()
    assert {usage.operation.id for usage, _ in made} == {one.id for one in api_of(VIDEO).operations}
    files = [str(file) for _, file in made]
    assert len(set(files)) == len(files)
    for file in files:
        subprocess.run(["sh", "-n", file], check=True)


@pytest.fixture
def curl(tmp_path: Path) -> Path:
    """A folder with a curl that takes down its command line and what it reads."""
    folder = tmp_path / "bin"
    folder.mkdir()
    fake = folder / "curl"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > command\ncat > read\n')
    fake.chmod(0o755)
    return folder


@pytest.mark.slow
def test_shellcheck_has_nothing_to_say() -> None:
    assert VIDEO.output is not None
    files = sorted(map(str, VIDEO.output.glob("curl/*/*.sh")))
    done = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", "--severity=style", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0


def test_a_key_stands_on_no_command_line(curl: Path, tmp_path: Path) -> None:
    path = f"{curl}{os.pathsep}{os.environ['PATH']}"
    for _, file in snippets():
        done = run(file, tmp_path, PATH=path, BURNCLOUD_API_KEY=KEY)
        assert (done.returncode, done.stderr) == (0, b"")
        assert KEY not in (tmp_path / "command").read_text()
        assert (tmp_path / "read").read_text() == f"Authorization: Bearer {KEY}\n"


def test_without_a_key_nothing_is_sent(curl: Path, tmp_path: Path) -> None:
    _, file = snippets()[0]
    done = run(file, tmp_path, PATH=f"{curl}{os.pathsep}{os.environ['PATH']}")
    assert done.returncode != 0
    assert b"BURNCLOUD_API_KEY" in done.stderr
    assert not (tmp_path / "command").exists()


def test_a_status_that_means_failure_is_an_exit_code_and_the_answer_is_printed(
    tmp_path: Path,
) -> None:
    case = next(one for one in cases_of(VIDEO) if one.id == "retrieveVideo/404/nested")
    file = next(file for usage, file in snippets() if usage.operation.id == "retrieveVideo")
    with recording() as recorder:
        recorder.begin(case.replies)
        done = run(file, tmp_path, BURNCLOUD_BASE_URL=recorder.url, BURNCLOUD_API_KEY=KEY)
    assert done.returncode == 22
    assert json.loads(done.stdout)["error"]["message"] == "Video not found"


def test_operations_that_share_a_body_have_a_snippet_each(tmp_path: Path) -> None:
    document = tmp_path / "shared.yaml"
    document.write_text(SHARED)
    config = Config(document, tmp_path, "shared", "shared", "SHARED", ("curl",))
    made = [one.path for one in build(config, Report()) if one.path.endswith(".sh")]
    assert made == ["curl/a/make-small.sh", "curl/a/remake-small.sh"]


@pytest.mark.slow
def test_every_snippet_of_a_hostile_document_is_a_script(
    made: Callable[[Document], Path],
) -> None:
    files = sorted((made(DOCUMENTS[1]) / "curl").rglob("*.sh"))
    assert len(files) > 40
    for file in files:
        subprocess.run(["sh", "-n", str(file)], check=True)
