"""The law of parts for a user's templates: after any edit a run makes what a first one would."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from callsheet.cli import main
from callsheet.config import read_config
from callsheet.diagnostics import Report, Stop
from callsheet.pipeline import build
from edits import edit, write
from many import document

TARGET = "mine/notes/target.toml"
FILES = {
    "callsheet.toml": (
        'spec = "many.yaml"\npackage = "many"\ntargets = ["notes"]\n'
        'templates = ["mine", "theirs"]\nallow = ["operation-id-twice"]\n'
    ),
    TARGET: (
        'summary = "Notes"\n\n[outputs]\n"all.md" = "all.md.j2"\n"copied.txt" = ".plain/copied"\n'
        '"{package}/names.py" = "names.py.j2"\n"{resource}.md" = "../_mine/resource.md.j2"\n'
        '"one.md" = "said.md.j2"\n"other.md" = "said.md.j2"\n'
        '"{resource}/{operation}.md" = "operation.md.j2"\n\n[words]\ngreeting = "Hello"\n'
    ),
    "mine/notes/.plain/copied": "As it is.\n",
    "mine/_mine/said.j2": (
        '{% set said = api.operations | map(attribute="doc.summary") | join(", ") %}\n'
        "{% macro line(operation) %}{{ operation | name }}: {{ said | length }}{% endmacro %}\n"
    ),
    "mine/_mine/resource.md.j2": (
        '{{ header }}\n\n{% from "_mine/said.j2" import line %}\n'
        "{% for operation in resource.operations %}\n- {{ line(operation) }}\n{% endfor %}\n"
    ),
    "mine/notes/said.md.j2": '{% import "_mine/said.j2" as mine %}{{ mine.said }}\n',
    "mine/notes/operation.md.j2": (
        '{{ header }}\n{% import "_mine/said.j2" as mine %}\n{{ words.greeting }} {{ mine.said }}\n'
        "{% for usage in operation | usages %}\n{{ usage.name }} {{ usage.body }}\n{% endfor %}\n"
        "At line {{ api.locate(operation.pointer).line }}.\n"
    ),
    "mine/notes/all.md.j2": (
        '{{ header }}\n\n{{ parts("notes/one.j2", words, operation=api.operations) }}\n'
        '{{ parts("notes/one.j2", words, declaration=api.declarations) }}\n'
        '{{ source("_theirs/said") }}{% include "_theirs/heading.j2" %}\n'
    ),
    "mine/notes/one.j2": (
        "{% if operation is defined %}\n{{ operation.title }}\n{% else %}\n"
        "{{ declaration | type_name }} {{ api.find(declaration.pointer).doc.description }}\n"
        "{% endif %}\n"
    ),
    "mine/notes/names.py.j2": (
        "{{ header }}\nimport os\nimport re\n\n{% for one in api.declarations %}\n"
        "{{ one | type_name }} = {{ one.pointer | literal }}\n{% endfor %}\n\nprint(re)\n"
    ),
    "theirs/_theirs/said": "Theirs.\n",
    "theirs/_theirs/heading.j2": "{{ api.servers | map(attribute='url') | join }}\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        put(tmp_path / name, text)
    write(tmp_path, document(10))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    put(path, text.replace(old, new, 1))


def holds(project: Path, capsys: pytest.CaptureFixture[str]) -> bytes:
    """Hold a run against one that knows of no other; return all that it wrote."""
    out = project / "generated"
    before = contents(out)
    capsys.readouterr()
    main(["generate", "--json"])
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    report = Report()
    try:
        config = read_config(Path("callsheet.toml"), report)
        wanted = {file.path: file.content for file in build(config, report)}
    except Stop as stop:
        report, wanted = stop.report, before
    assert told == [finding.as_json() for finding in report]
    assert contents(out) == wanted
    return b"".join(wanted.values())


def contents(out: Path) -> dict[str, bytes]:
    """Return what is generated, but for the list of it."""
    files = [path for path in out.rglob("*") if path.is_file()]
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    found.pop(".callsheet.json", None)
    return found


def test_what_a_module_of_macros_asks_each_of_its_importers_asks(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holds(project, capsys)
    value = document(10)
    value["paths"]["/invoices"]["get"]["summary"] = "List what is owed"
    write(project, value)
    assert holds(project, capsys).count(b"List what is owed") == 12


def test_parts_of_one_thing_under_two_names_are_two(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project / "mine/notes/one.j2", "{{ 'job' if job is defined else 'call' }}\n")
    replace(project / "mine/notes/all.md.j2", "declaration=api.declarations", "job=api.operations")
    assert holds(project, capsys).count(b"job\n") == 10


EDITS = {
    "a template": ("mine/notes/operation.md.j2", "At line", "On line"),
    "one that others import": ("mine/_mine/said.j2", "}}: ", "}} - "),
    "a word": (TARGET, "Hello", "Good day"),
    "a copied file, hidden in its target": ("mine/notes/.plain/copied", "As it", "How it"),
    "a text that a template asks for": ("theirs/_theirs/said", "Theirs", "Others'"),
    "the order of folders": ("callsheet.toml", '"mine", "theirs"', '"theirs", "mine"'),
    "the path of an output": (TARGET, "{resource}.md", "{resource}/all.md"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_seen(project: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    put(project / "theirs/notes/operation.md.j2", "Theirs, for {{ operation | name }}.\n")
    before = holds(project, capsys), contents(project / "generated").keys()
    file, old, new = EDITS[what]
    replace(project / file, old, new)
    assert (holds(project, capsys), contents(project / "generated").keys()) != before


def test_an_edit_behind_a_link_is_seen(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = project / "kept"
    (project / "mine/notes").rename(kept)
    (project / "mine/notes").symlink_to(kept)
    (kept / "round").symlink_to(project / "mine")
    before = holds(project, capsys)
    replace(kept / "operation.md.j2", "At line", "On line")
    assert holds(project, capsys) != before


@pytest.mark.parametrize(
    "name", [".hidden/heading.j2", "./.hidden/heading.j2", "//.hidden/heading.j2"]
)
def test_what_is_hidden_beside_the_targets_is_no_template(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    put(project / "mine/.hidden/heading.j2", "hidden\n")
    replace(project / "mine/notes/all.md.j2", "_theirs/heading.j2", name)
    assert main(["generate"]) == 2
    assert f"error[template-missing]: there is no template {name}" in capsys.readouterr().err


def test_a_source_that_is_hidden_beside_the_targets_is_none(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project / "mine/.hidden/copied", "hidden\n")
    replace(project / TARGET, '".plain/copied"', '"../.hidden/copied"')
    assert main(["generate"]) == 2
    told = capsys.readouterr().err
    assert f"{TARGET}:5:" in told
    assert "error[path-outside]: '../.hidden/copied' leads out of the templates" in told


# -- the law, over many edits ----------------------------------------------------------------------


def edit_templates(project: Path, chance: random.Random) -> str:
    """Make one edit of the templates, or of what says where they are; return what it was."""
    word = f"word{chance.randrange(10**6)}"
    templates = sorted(
        path for path in project.glob("*e*/**/*.j2") if "generated" not in path.parts
    )
    chosen = chance.choice(templates)
    theirs = project / "theirs" / "notes" / chosen.name
    match chance.randrange(10):
        case 0 | 1:
            with chosen.open("a") as file:
                file.write("# {{ api.title }} " + word + "\n")
        case 2:
            replace(project / TARGET, 'greeting = "', f'greeting = "{word} ')
        case 3:
            replace(project / TARGET, '.md" =', f'-{word}.md" =')
        case 4:
            with (project / "mine/notes/.plain/copied").open("a") as file:
                file.write(f"{word}\n")
        case 5:
            put(theirs, "# {{ words.greeting }} {{ api.calls | length }}\n")
        case 6:
            theirs.unlink(missing_ok=True)
        case 7:
            text = (project / "callsheet.toml").read_text("utf-8")
            one, other = '"mine", "theirs"', '"theirs", "mine"'
            put(
                project / "callsheet.toml",
                text.replace(one, other) if one in text else text.replace(other, one),
            )
        case 8:
            put(project / f"mine/notes/{word}.md.j2", "{{ api.operations[0] | name }}\n")
            replace(project / TARGET, "\n\n[words]", f'\n"{word}.md" = "{word}.md.j2"\n\n[words]')
        case _:
            replace(project / "mine/_mine/said.j2", "{% macro", "{{ api.nothing }}{% macro")
            return "broken"
    return f"{chosen} {word}"


def hold_the_law(
    project: Path, capsys: pytest.CaptureFixture[str], seed: int, rounds: int, operations: int
) -> None:
    chance = random.Random(seed)
    value = document(operations)
    write(project, value)
    for _ in range(rounds):
        holds(project, capsys)
        if chance.random() < 0.5:
            edit(value, chance)
            write(project, value)
        elif edit_templates(project, chance) == "broken":
            holds(project, capsys)
            replace(project / "mine/_mine/said.j2", "{{ api.nothing }}", "")


def test_no_edit_of_a_template_shows(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hold_the_law(project, capsys, seed=2, rounds=6, operations=10)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_edit_of_many_templates_shows(
    project: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    hold_the_law(project, capsys, seed, rounds=25, operations=20)
