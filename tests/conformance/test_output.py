"""The suite as files: formatted, typed by construction, run by plain pytest and by the command."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import black
import pytest

from callsheet.cli import main
from print_shop import KEY, Shop, serving
from suites import HERE, write_suite

SPEC = HERE / "printing.openapi.yaml"


@pytest.mark.slow
def test_black_would_leave_it_alone(shop_folder: Path) -> None:
    mode = black.Mode(target_versions={black.TargetVersion.PY310})
    for file in sorted((shop_folder / "conformance").glob("*.py")):
        text = file.read_text(encoding="utf-8")
        assert black.format_str(text, mode=mode) == text, file.name


def pytest_alone(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the suite in a pytest that has no plugins and finds no settings in folders above."""
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "conformance", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )


def test_plain_pytest_runs_it(shop_folder: Path) -> None:
    with serving(Shop()) as url:
        ended = pytest_alone(shop_folder, f"--base-url={url}", f"--api-key={KEY}")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "failed" not in ended.stdout


def test_pytest_says_that_it_needs_a_server(shop_folder: Path) -> None:
    ended = pytest_alone(shop_folder)
    assert ended.returncode == 4
    assert "--base-url" in ended.stderr


def test_the_command_finds_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Shop("ignores-copies-maximum")) as url:
        words = ["conform", url, "--api-key", KEY, "--spec", str(SPEC)]
        code = main([*words, "--json", "--only", "createPrint"])
    told = json.loads(capsys.readouterr().out)
    places = {one["spec"]["line"] for one in told["findings"]}
    lines = SPEC.read_text(encoding="utf-8").splitlines()
    assert code == 1
    assert all("copies: {type: integer, minimum: 1, maximum: 99}" in lines[n - 1] for n in places)
    assert {one["operation"] for one in told["findings"]} == {"POST /prints"}


def test_the_command_is_content_with_a_correct_server(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    junit = tmp_path / "junit.xml"
    with serving(Shop()) as url:
        words = ["conform", url, "--api-key", KEY, "--spec", str(SPEC)]
        words += ["--failing-header", "X-Jam: yes"]
        code = main([*words, "--junit", str(junit)])
    assert code == 0
    assert "0 findings" in capsys.readouterr().out
    assert junit.read_text(encoding="utf-8").startswith("<?xml")


def test_the_command_has_no_verdict_without_a_server(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["conform", "http://127.0.0.1:9", "--api-key", KEY, "--spec", str(SPEC)])
    assert code == 2
    assert "no server answers at http://127.0.0.1:9" in capsys.readouterr().err


def test_contents_of_one_kind_have_tests_of_their_own(tmp_path: Path) -> None:
    write_suite(HERE.parent / "documents/bodies.yaml", tmp_path)
    for file in (tmp_path / "conformance").glob("test_*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert len(names) == len(set(names))


def test_a_document_without_operations_has_nothing_to_complain_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = HERE.parent / "documents/paths_empty.yaml"
    with serving(Shop()) as url:
        code = main(["conform", url, "--spec", str(spec), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["findings"], told["passed"]) == (0, [], 0)


def test_what_has_no_test_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = HERE.parent / "documents/types_31.yaml"
    with serving(Shop()) as url:
        main(["conform", url, "--spec", str(spec), "--json"])
    (reason,) = json.loads(capsys.readouterr().out)["left_out"]
    assert reason.startswith("POST /a: no value was found")


def test_a_page_says_what_was_found_and_runs_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with serving(Shop("state-back")) as url:
        words = ["conform", url, "--api-key", KEY, "--spec", str(SPEC), "--html", str(page)]
        code = main(words)
    text = page.read_text(encoding="utf-8")
    assert code == 1
    assert "job-state-back" in text
    assert "printing.openapi.yaml:" in text
    assert KEY not in text
    assert "<script" not in text
    assert "src=" not in text


def test_a_baseline_accepts_what_is_known_and_tells_what_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known.json"
    with serving(Shop("error-media")) as url:
        words = ["conform", url, "--api-key", KEY, "--spec", str(SPEC), "--json"]
        main(words)
        known.write_text(capsys.readouterr().out, encoding="utf-8")
        code = main([*words, "--baseline", str(known)])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["findings"], len(told["accepted"])) == (0, [], 1)
    with serving(Shop()) as url:
        main(["conform", url, *words[2:], "--baseline", str(known)])
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["stale"]] == [
        "media-undocumented"
    ]


def test_a_rule_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Shop("no-location")) as url:
        words = ["conform", url, "--api-key", KEY, "--spec", str(SPEC), "--json"]
        code = main([*words, "--skip", "header-missing"])
    assert (code, json.loads(capsys.readouterr().out)["findings"]) == (0, [])


def test_a_baseline_that_is_none_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known.json"
    known.write_text("{}", encoding="utf-8")
    with serving(Shop()) as url:
        words = ["conform", url, "--api-key", KEY, "--spec", str(SPEC), "--baseline", str(known)]
        code = main(words)
    assert code == 2
    assert "baseline-unreadable" in capsys.readouterr().err
