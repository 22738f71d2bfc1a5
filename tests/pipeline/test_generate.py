"""``callsheet generate`` and ``check``, from the command line to the disk."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from callsheet.cli import COMMANDS, main
from callsheet.disk import alone

PETS = "generated/pet_shop/pets.py"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def in_json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    code = main([*words, "--json"])
    values: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, values


def test_everything_is_written_and_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "created  generated/README.md",
        "created  generated/pet_shop/__init__.py",
        "created  generated/pet_shop/pets.py",
        "created  generated/pet_shop/toys.py",
        "4 created, 0 unchanged in generated",
    ]
    assert (project / PETS).read_text() == (
        "# Made by callsheet from Pet Shop; do not edit.\n"
        "# Remake with: callsheet generate\n\n"
        'TITLE = "GET /pets"\n'
    )


def test_a_second_run_has_nothing_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate"])
    code, values = in_json(capsys, "generate")
    assert code == 0
    assert values == {
        "out": "generated",
        "created": [],
        "changed": [],
        "removed": [],
        "unchanged": 4,
        "findings": [],
    }


def test_a_change_of_the_document_changes_what_depends_on_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    edit(project / "api.yaml", "tags: [toys]", "tags: [pets]")
    code, values = in_json(capsys, "generate")
    assert code == 0
    assert values["changed"] == ["pet_shop/pets.py"]
    assert values["removed"] == ["pet_shop/toys.py"]


def test_check_shows_the_difference_and_the_cure(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    edit(project / "api.yaml", "/pets:", "/cats:")
    capsys.readouterr()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert '-TITLE = "GET /pets"\n+TITLE = "GET /cats"\n' in out
    assert out.endswith("to mend it: callsheet generate\n")


def test_check_changes_nothing(project: Path) -> None:
    assert main(["check"]) == 1
    assert not (project / "generated").exists()


def test_check_is_content_after_generate(project: Path) -> None:
    main(["generate"])
    assert main(["check"]) == 0


def test_a_long_difference_is_cut(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate"])
    (project / PETS).write_text("x = 1\n" * 500)
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "more lines\n" in capsys.readouterr().out


def test_an_edited_file_keeps_everything_from_being_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    (project / PETS).write_text("mine\n")
    (project / "generated/README.md").unlink()
    assert main(["generate"]) == 1
    assert "edited-file" in capsys.readouterr().err
    assert not (project / "generated/README.md").exists()
    assert main(["generate", "--force"]) == 0
    assert (project / PETS).read_text() != "mine\n"


def test_a_foreign_file_is_never_overwritten(project: Path) -> None:
    (project / "generated").mkdir()
    (project / "generated/README.md").write_text("mine\n")
    assert main(["generate", "--force"]) == 1
    assert (project / "generated/README.md").read_text() == "mine\n"


def test_only_touches_what_is_named_and_says_what_it_requires(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    edit(project / "api.yaml", "title: Pet Shop", "title: Pet  Shop")
    (project / PETS).unlink()
    capsys.readouterr()
    assert main(["generate", "--only", "more"]) == 0
    assert "requires them: small" in capsys.readouterr().out
    assert not (project / PETS).exists()


def test_an_unknown_target_in_only_is_wrong_use(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", "--only", "smal"]) == 2
    assert "did you mean 'small'?" in capsys.readouterr().err


def test_only_says_of_a_target_that_is_not_asked_for_how_to_have_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", "--only", "flat"]) == 2
    assert "add 'flat' to 'targets', or name a document" in capsys.readouterr().err


def test_only_makes_any_target_of_a_document_that_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["generate", "--spec", "api.yaml", "--out", "here", "--only"]
    assert main([*command, "flat", "models-typeddict"]) == 0
    made = {path.name for path in (project / "here").rglob("*.py")}
    assert made == {"pet_shop_flat.py", "models_typeddict.py", "_typeddict.py"}


def test_strict_takes_a_warning_for_an_error_every_time(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "api.yaml", "paths:", "webhooks:\n  new: {get: {responses: {}}}\npaths:")
    assert main(["generate", "--strict"]) == 1
    assert not (project / "generated").exists()
    assert main(["generate"]) == 0
    capsys.readouterr()
    assert main(["generate", "--strict"]) == 1
    assert "error[" in capsys.readouterr().err


def test_warnings_of_a_run_with_nothing_to_do_are_told_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "api.yaml", "paths:", "webhooks:\n  new: {get: {responses: {}}}\npaths:")
    main(["generate"])
    first = capsys.readouterr().err
    main(["generate"])
    assert capsys.readouterr().err == first != ""


def test_a_broken_document_ends_with_findings_and_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "api.yaml").write_text("openapi: 3.1.0\ninfo: [\n")
    assert main(["generate"]) == 2
    assert "error[" in capsys.readouterr().err


def test_findings_of_a_stop_are_json_where_that_was_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "api.yaml").unlink()
    code, values = in_json(capsys, "generate")
    assert code == 2
    assert values["findings"]


def test_a_document_can_be_named_without_any_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "callsheet.toml").unlink()
    assert main(["generate"]) == 2
    assert "--spec" in capsys.readouterr().err


def test_control_characters_of_a_document_do_not_reach_the_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "api.yaml").write_text('openapi: "3.9\\u001b[31m"\n')
    main(["generate"])
    assert "\x1b" not in capsys.readouterr().err


def test_targets_marks_those_that_are_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["targets"]) == 0
    assert "* more   " in capsys.readouterr().out


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_every_help_shows_an_example(
    command: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"] if command else ["--help"]) == 0
    assert "example" in capsys.readouterr().out


def test_the_help_says_what_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    assert "130  interrupted" in capsys.readouterr().out


def test_wrong_use_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--nonsense"]) == 2
    assert main([]) == 2
    assert main(["nonsense"]) == 2


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    command = f"{sys.executable} -m callsheet targets | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")
def test_a_run_waits_for_the_one_that_makes_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    entered = threading.Event()

    def later() -> None:
        with alone(out):
            entered.set()

    with alone(out):
        out.mkdir(parents=True, exist_ok=True)
        other = threading.Thread(target=later)
        other.start()
        assert not entered.wait(0.2)
    assert entered.wait(60)
    other.join()


def test_two_runs_at_once_end_well(project: Path) -> None:
    command = [sys.executable, "-m", "callsheet", "generate"]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for run in runs:
        _, error = run.communicate(timeout=600)
        assert run.returncode == 0, error
    assert main(["check"]) == 0
