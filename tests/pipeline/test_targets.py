"""Targets: folders with a target.toml, found, checked and put in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.config import Config, Settings
from callsheet.diagnostics import Finding, Report, Stop
from callsheet.targets import Target, choose, discover, required, scripts


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "target.toml").write_text(text, encoding="utf-8")


def a_target(output: str, requires: str = "[]", rest: str = "") -> str:
    return f'summary = "one"\nrequires = {requires}\n{rest}\n[outputs]\n"{output}" = "a.j2"\n'


def chosen(folder: Path, *names: str) -> tuple[Target, ...]:
    return choose(
        Config(folder / "x", folder / "out", targets=names, templates=(folder,)), Report()
    )


def findings_of(folder: Path, *names: str) -> list[Finding]:
    with pytest.raises(Stop) as stop:
        chosen(folder, *names)
    return list(stop.value.report)


def test_each_target_stands_after_those_it_requires(tmp_path: Path) -> None:
    write(tmp_path, "a", a_target("a", '["c"]'))
    write(tmp_path, "b", a_target("b", '["a"]'))
    write(tmp_path, "c", a_target("c"))
    assert [target.name for target in chosen(tmp_path, "a", "b", "c")] == ["c", "a", "b"]


def test_a_folder_with_a_leading_underscore_is_no_target(tmp_path: Path) -> None:
    write(tmp_path, "_shared", a_target("a"))
    assert discover([tmp_path], Report()) == {}


def test_the_earlier_folder_hides_a_target_of_the_later(tmp_path: Path) -> None:
    write(tmp_path / "mine", "a", a_target("mine"))
    write(tmp_path / "ours", "a", a_target("ours"))
    found = discover([tmp_path / "mine", tmp_path / "ours"], Report())
    assert found["a"].outputs[0].path == "mine"


def test_a_source_may_be_in_a_shared_folder(tmp_path: Path) -> None:
    write(tmp_path, "a", 'summary = "x"\n[outputs]\n"x.py" = "../_python/x.py.j2"\n')
    assert chosen(tmp_path, "a")[0].outputs[0].source == "_python/x.py.j2"


def test_what_is_required_is_followed_through(tmp_path: Path) -> None:
    write(tmp_path, "a", a_target("a", '["b"]'))
    write(tmp_path, "b", a_target("b", '["c"]'))
    write(tmp_path, "c", a_target("c"))
    assert required(["a"], discover([tmp_path], Report())) == ("b", "c")


def test_a_missing_requirement_names_what_to_add(tmp_path: Path) -> None:
    write(tmp_path, "a", a_target("a", '["b"]'))
    write(tmp_path, "b", a_target("b"))
    (finding,) = findings_of(tmp_path, "a")
    assert finding.code == "target-missing"
    assert finding.hint == "add 'b' to 'targets'"


def test_two_targets_cannot_own_one_path(tmp_path: Path) -> None:
    write(tmp_path, "a", a_target("same"))
    write(tmp_path, "b", a_target("same"))
    (finding,) = findings_of(tmp_path, "a", "b")
    assert finding.code == "path-owned-twice"
    assert finding.place is not None
    assert finding.place.line == 5


def test_targets_that_require_each_other_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a", a_target("a", '["b"]'))
    write(tmp_path, "b", a_target("b", '["a"]'))
    assert [finding.code for finding in findings_of(tmp_path, "a", "b")] == ["target-cycle"]


def test_an_unknown_target_gets_a_hint(tmp_path: Path) -> None:
    write(tmp_path, "petstore", a_target("a"))
    (finding,) = findings_of(tmp_path, "petstor")
    assert finding.code == "unknown-target"
    assert finding.hint == "did you mean 'petstore'?"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('summary = "x"\ncolour = "red"\n[outputs]\n"a" = "a.j2"\n', "unknown-setting", 2),
        ('summary = "x"\nlanguage = "klingon"\n[outputs]\n"a" = "a.j2"\n', "unknown-language", 2),
        ('summary = "x"\n[outputs]\n"{thing}" = "a.j2"\n', "unknown-placeholder", 3),
        ('summary = "x"\n[outputs]\n"a" = 3\n"b" = "b.j2"\n', "wrong-type", 3),
        ('summary = "x"\n[outputs]\n"a" = "../../a.j2"\n', "path-outside", 3),
        ('summary = "x"\n[outputs]\n"a" = "{sample}"\n', "bad-output", 3),
        ('summary = "x"\nformat = ["b.py"]\n[outputs]\n"a.py" = "a.j2"\n', "unknown-output", 2),
        ('summary = "x"\n', "setting-missing", 1),
        ('[outputs]\n"a" = "a.j2"\n', "setting-missing", 1),
        ('summary = "x"\n[outputs]\n"a" = "a.j2"\n[words]\nx = 1\n', "wrong-type", 5),
        (
            'summary = "x"\n[outputs]\n"a" = "a.j2"\n[scripts]\n"{resource}" = "a:b"\n',
            "unknown-placeholder",
            5,
        ),
    ],
)
def test_a_wrong_target_is_shown_where_it_is_wrong(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    write(tmp_path, "a", text)
    (finding,) = findings_of(tmp_path, "a")
    assert finding.code == code
    assert finding.place is not None
    assert finding.place.line == line


def test_programs_of_all_targets_are_those_of_the_package(tmp_path: Path) -> None:
    program = '[scripts]\n"{project}" = "{package}.run:main"\n'
    write(tmp_path, "a", a_target("a") + program)
    write(tmp_path, "b", a_target("b"))
    found = discover([tmp_path], Report())
    settings = Settings(package="two_words", project="two-words", env_prefix="TWO")
    assert scripts(found.values(), settings) == {"two-words": "two_words.run:main"}
