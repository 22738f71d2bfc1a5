"""Styles of one's own: what CONTRIBUTING says is done to the letter, and then every mistake."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cli import main

ROOT = Path(__file__).parents[2]
PETSTORE = ROOT / "tests" / "specs" / "petstore" / "petstore.yaml"
_FILE = re.compile(
    r"^```(?:toml|jinja)\n(?:# |{# )([\w./-]+)(?: #})?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)

NOTES = "my-templates/notes/"
TARGET = NOTES + "target.toml"
TEMPLATE = NOTES + "notes.md.j2"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project outside of this one, made of the files that CONTRIBUTING shows."""
    for found in _FILE.finditer((ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        path = tmp_path / found[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found[2], encoding="utf-8")
    shutil.copy(PETSTORE, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_style_added_by_following_contributing(project: Path) -> None:
    assert main(["generate"]) == 0
    package = project / "generated" / "pet_store"
    notes = (package / "notes.md").read_text("utf-8")
    assert notes.endswith("\n\nHello, this is Pet Store.\n")
    pets = (package / "notes" / "pets.md").read_text("utf-8")
    assert "- `pet_store.pets.list`: GET /pets\n" in pets
    assert main(["check"]) == 0


def test_it_is_listed_with_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["targets"]) == 0
    listed = capsys.readouterr().out.splitlines()
    (line,) = [line for line in listed if " notes " in line]
    assert line.startswith("* notes")
    assert "One line for `callsheet targets` (requires operations)" in line


def test_a_single_file_takes_the_place_of_ours(project: Path) -> None:
    assert main(["generate"]) == 0
    made = project / "generated" / "pet_store"
    text = (made / "models.py").read_text("utf-8")
    assert '"""What Pet Store talks about, in our own words."""' in text
    assert "class Pet(Model):" in text
    ours = ROOT / "templates" / "models" / "runtime" / "_model.py"
    assert (made / "_model.py").read_text("utf-8").endswith(ours.read_text("utf-8"))


def test_a_change_to_either_is_taken_up(project: Path) -> None:
    assert main(["generate"]) == 0
    edit(project / TEMPLATE, "this is", "here comes")
    edit(project / "my-templates/models/models.py.j2", "in our own", "in other")
    assert main(["check"]) == 1
    assert main(["generate"]) == 0
    made = project / "generated" / "pet_store"
    assert "here comes" in (made / "notes.md").read_text("utf-8")
    assert "in other words" in (made / "models.py").read_text("utf-8")


def test_a_whole_target_takes_the_place_of_ours(project: Path) -> None:
    home = project / "my-templates" / "models"
    (home / "target.toml").write_text(
        'summary = "Ours"\n[outputs]\n"{package}/models.py" = "models.py.j2"\n'
        '"{package}/_model.py" = "runtime/_model.py"\n',
        encoding="utf-8",
    )
    edit(project / "callsheet.toml", '"models", "operations", "notes"', '"models"')
    assert main(["generate"]) == 0
    made = project / "generated" / "pet_store"
    assert sorted(path.name for path in made.iterdir()) == ["_model.py", "models.py"]


Mistake = Callable[[Path], None]


def change(file: str, old: str, new: str) -> Mistake:
    return lambda project: edit(project / file, old, new)


def without(file: str) -> Mistake:
    return lambda project: (project / file).unlink()


def beside(file: str, text: str) -> Mistake:
    def write(project: Path) -> None:
        path = project / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


MISTAKES: dict[str, tuple[Mistake, str, str, str]] = {
    "no folder": (
        change("callsheet.toml", "my-templates", "my-template"),
        "callsheet.toml:3:",
        "error[templates-missing]: there is no folder my-template",
        "did you mean 'my-templates'?",
    ),
    "no target.toml": (
        without(TARGET),
        "callsheet.toml:2:",
        "error[unknown-target]: there is no target 'notes'",
        "my-templates/notes has no target.toml: write one",
    ),
    "name misspelt": (
        change("callsheet.toml", '"notes"', '"nots"'),
        "callsheet.toml:2:",
        "error[unknown-target]: there is no target 'nots'",
        "did you mean 'notes'?",
    ),
    "not TOML": (
        change(TARGET, 'language = "python"', "language = python"),
        f"{TARGET}:2:",
        "error[not-toml]: this is not TOML: ",
        'text stands in quotes: key = "text"',
    ),
    "unknown key": (
        change(TARGET, "requires", "require"),
        f"{TARGET}:3:",
        "error[unknown-setting]: there is no setting 'require'",
        "did you mean 'requires'?",
    ),
    "unknown requirement": (
        change(TARGET, '["operations"]', '["operation"]'),
        f"{TARGET}:3:",
        "error[unknown-target]: there is no target 'operation' to require",
        "did you mean 'operations'?",
    ),
    "requirement left out": (
        change("callsheet.toml", '"models", "operations", "notes"', '"models", "notes"'),
        "callsheet.toml:2:",
        "error[target-missing]: the target 'notes' requires 'operations'",
        "add 'operations' to 'targets'",
    ),
    "unknown language": (
        change(TARGET, '"python"', '"pyton"'),
        f"{TARGET}:2:",
        "error[unknown-language]: callsheet does not speak 'pyton'",
        "did you mean 'python'?",
    ),
    "part of a language": (
        change(TARGET, '"python"', '"python_text"'),
        f"{TARGET}:2:",
        "error[unknown-language]: callsheet does not speak 'python_text'",
        "did you mean 'python'?",
    ),
    "unknown placeholder": (
        change(TARGET, "{resource}", "{resources}"),
        f"{TARGET}:7:",
        "error[unknown-placeholder]: there is no placeholder {resources}",
        "did you mean 'resource'?",
    ),
    "out of the output": (
        change(TARGET, '"{package}/notes.md"', '"../notes.md"'),
        f"{TARGET}:6:",
        "error[path-outside]: '../notes.md' leads out of the output folder",
        "",
    ),
    "out of the templates": (
        change(TARGET, '"notes.md.j2"', '"../../notes.md.j2"'),
        f"{TARGET}:6:",
        "error[path-outside]: '../../notes.md.j2' leads out of the templates",
        "",
    ),
    "no such template": (
        change(TARGET, '"notes.md.j2"', '"note.md.j2"'),
        f"{TARGET}:6:",
        "error[template-missing]: there is no template notes/note.md.j2",
        "did you mean 'notes/notes.md.j2'?",
    ),
    "no such file": (
        change(TARGET, '"notes.md.j2"', '"notes.md"'),
        f"{TARGET}:6:",
        "error[template-missing]: there is no file notes/notes.md",
        "did you mean 'notes/notes.md.j2'?",
    ),
    "no such part": (
        change(TEMPLATE, "{{ header }}", '{% include "_python/heading.j2" %}'),
        f"{TEMPLATE}:1:",
        "error[template-missing]: there is no template _python/heading.j2",
        "",
    ),
    "syntax": (
        change(TEMPLATE, "{{ words.greeting }}", "{% if %}"),
        f"{TEMPLATE}:3:",
        "error[template-syntax]: Expected an expression",
        "",
    ),
    "unknown filter": (
        change(TEMPLATE, "| prose", "| prosa"),
        f"{TEMPLATE}:3:",
        "error[template-syntax]: No filter named 'prosa'",
        "did you mean 'prose'?",
    ),
    "unknown name": (
        change(TEMPLATE, "api.title", "apis.title"),
        f"{TEMPLATE}:3:",
        "error[template-error]: 'apis' is undefined, while making pet_store/notes.md",
        "did you mean 'api'?",
    ),
    "not in this loop": (
        change(TEMPLATE, "api.title", "resource.title"),
        f"{TEMPLATE}:3:",
        "error[template-error]: 'resource' is undefined",
        "",
    ),
    "unknown word": (
        change(TEMPLATE, "words.greeting", "words.greetings"),
        f"{TEMPLATE}:3:",
        "error[template-error]: ",
        "did you mean 'greeting'?",
    ),
    "unknown property": (
        change(TEMPLATE, "api.title", "api.titel"),
        f"{TEMPLATE}:3:",
        "error[template-error]: Api has no 'titel'",
        "did you mean 'title'?",
    ),
    "a filter's argument": (
        change(NOTES + "resource.md.j2", "operation | name", "operation.title | name"),
        f"{NOTES}resource.md.j2:4:",
        "error[template-error]: KeyError",
        "",
    ),
    "owned twice": (
        change(TARGET, '"{package}/notes.md"', '"{package}/models.py"'),
        f"{TARGET}:6:",
        "error[path-owned-twice]: {package}/models.py is also an output of the target 'models'",
        "give it another path",
    ),
    "override misspelt": (
        beside("my-templates/operations/resources.py.j2", "x"),
        "my-templates/operations/resources.py.j2:1:",
        "warning[override-unused]: operations/resources.py.j2 takes the place of no file",
        "did you mean 'resource.py.j2'?",
    ),
    "override of nothing": (
        beside("my-templates/leaflets/leaflet.md.j2", "x"),
        "my-templates/leaflets/leaflet.md.j2:1:",
        "warning[override-unused]: leaflets/leaflet.md.j2 takes the place of no file",
        "a target of its own needs a target.toml beside it",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_shown_where_it_is_with_what_to_do(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, place, said, hint = MISTAKES[name]
    make(project)
    is_error = said.startswith("error")
    assert main(["generate"]) == (2 if is_error else 0)
    told = capsys.readouterr()
    text = told.out + told.err
    assert "Traceback" not in text
    shown = text.splitlines()
    (start,) = [number for number, line in enumerate(shown) if said in line]
    assert shown[start].startswith(place), shown[start]
    after = "\n".join(shown[start : start + 4])
    assert hint in after, after
    assert (project / "generated").exists() is not is_error
