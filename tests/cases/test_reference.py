"""The reference takes its samples from the snippets, and its calls say the same as they do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.behaviour.model import Reply
from callsheet.languages.markdown_text import code, fenced, markdown, markdown_cell
from callsheet.usages import usages
from case_canonical import canonical, differences
from case_documents import DOCUMENTS, api_of
from case_recorder import recording

GENERATED = Path(__file__).parents[2] / "generated"
API = api_of(DOCUMENTS[0])
TEXT = (GENERATED / "reference.md").read_text("utf-8")
SAMPLES = re.findall(r"^```sh\n(.*?)^```\n\n^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
JSON = Reply(200, (("Content-Type", "application/json"),), json.dumps({"id": "j"}).encode())
BYTES = Reply(200, (("Content-Type", "video/mp4"),), b"clip")

awkward = st.text(st.sampled_from("`#<>|~*-[]()x: \n")) | st.text()


def test_each_operation_and_example_has_its_samples() -> None:
    assert len(SAMPLES) == sum(len(usages(API, one)) for one in API.operations)
    for operation in API.operations:
        assert TEXT.count(f"\n`{operation.title}`\n") == 1


def test_the_samples_for_the_shell_are_the_snippets() -> None:
    files = [path.read_text("utf-8") for path in GENERATED.glob("curl/*/*.sh")]
    for shell, _ in SAMPLES:
        assert any(text.endswith(f"\n{shell}") for text in files), shell


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(sys, "path", [str(GENERATED), *sys.path])
    monkeypatch.setenv("BURNCLOUD_API_KEY", "sk-case")
    monkeypatch.setenv("NO_PROXY", "*")
    return monkeypatch


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not here")
def test_both_samples_send_the_same_request(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = import_module("burncloud_video")
    with recording() as recorder:
        environment.setenv("BURNCLOUD_BASE_URL", recorder.url)
        client = package.Client(max_retries=0)
        for shell, python in SAMPLES:
            reply = BYTES if "--output" in shell else JSON
            recorder.begin([reply])
            subprocess.run(["sh", "-c", shell], cwd=tmp_path, check=True, capture_output=True)
            (from_shell,) = recorder.arrived
            recorder.begin([reply])
            exec(python, {"client": client})
            (from_python,) = recorder.arrived
            assert list(differences(canonical(from_shell), canonical(from_python), python)) == []
        client.close()


@given(awkward)
def test_no_text_leaves_its_place_in_markdown(text: str) -> None:
    in_code = False
    for line in markdown(text).split("\n"):
        in_code ^= line.strip().startswith("```")
        assert in_code or not line.startswith("#")
    assert not in_code
    assert "\n" not in markdown_cell(text)
    assert "|" not in markdown_cell(text).replace("\\|", "")
    assert not set(code(text)) & {"`", "\n"}


@given(awkward)
def test_nothing_ends_a_block_of_code(text: str) -> None:
    first, *lines = fenced(text, "sh").split("\n")
    fence = first.removesuffix("sh")
    assert lines.pop() == fence
    assert not any(line.strip().startswith(fence) for line in lines)


def test_html_and_odd_links_are_text() -> None:
    assert markdown("a <b> `<c>`") == "a &lt;b> `<c>`"
    assert "javascript:" not in markdown("[x](JavaScript:alert(1))").lower()
