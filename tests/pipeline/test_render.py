"""Render: templates become files in memory, or findings that name the line that is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from apis import a_job, an_api, names_of
from callsheet.cache import Cache
from callsheet.config import Config, Settings
from callsheet.diagnostics import Finding, Report, Stop
from callsheet.ir import Api, Sample
from callsheet.languages.python import comment, literal
from callsheet.parts import Parts
from callsheet.render import header, render
from callsheet.targets import choose
from callsheet.tree import Tree

SETTINGS = Settings("pet_shop", "pet-shop", "PETS")


def rendered(
    folder: Path, files: dict[str, str], api: Api | None = None, *, cache: Cache | None = None
) -> Tree:
    """Render the target ``t``: its outputs are the given files, by the path they are written to."""
    api = api or an_api({"pets": ["list"], "toys": ["find", "lose"]})
    rows: list[str] = []
    (folder / "t").mkdir(parents=True, exist_ok=True)
    for number, (path, text) in enumerate(files.items()):
        source = text if text == "{sample}" else f"{number}.j2"
        if source != text:
            (folder / "t" / source).write_text(text, encoding="utf-8")
        rows.append(f'"{path}" = "{source}"')
    toml = 'summary = "t"\n[words]\nawait_ = "await "\n[outputs]\n' + "\n".join(rows) + "\n"
    (folder / "t/target.toml").write_text(toml, encoding="utf-8")
    report = Report()
    config = Config(folder / "x", folder / "out", targets=("t",), templates=(folder,))
    return render(
        api,
        names_of(api),
        choose(config, report),
        SETTINGS,
        filters=lambda *_: {"comment": comment, "literal": literal},
        folders=(folder,),
        report=report,
        parts=Parts(cache or Cache(None, report), "test"),
    )


def findings_of(folder: Path, files: dict[str, str], api: Api | None = None) -> list[Finding]:
    with pytest.raises(Stop) as stop:
        rendered(folder, files, api)
    return list(stop.value.report)


def test_a_template_sees_the_api_the_settings_and_the_words(tmp_path: Path) -> None:
    text = "{{ api.title }} {{ package }} {{ project }} {{ env_prefix }} {{ words.await_ }}x\n"
    tree = rendered(tmp_path, {"{package}/a.txt": text})
    assert tree["pet_shop/a.txt"].text == "Pets pet_shop pet-shop PETS await x\n"


def test_a_placeholder_is_a_loop(tmp_path: Path) -> None:
    tree = rendered(
        tmp_path,
        {
            "r/{resource}.txt": "{{ resource.operations|length }}",
            "o/{resource}/{operation}.txt": "{{ operation.title }}",
        },
    )
    assert {file.path: file.text for file in tree} == {
        "o/pets/list.txt": "GET /list",
        "o/toys/find.txt": "GET /find",
        "o/toys/lose.txt": "GET /lose",
        "r/pets.txt": "1",
        "r/toys.txt": "2",
    }


def test_a_loop_over_jobs_is_one_over_the_operations_that_start_one(tmp_path: Path) -> None:
    api = an_api({"pets": ["list", "breed"], "toys": ["find"]})
    home = api.resources[0]
    started = replace(home.operations[1], job=a_job())
    home = replace(home, operations=(home.operations[0], started))
    api = replace(api, resources=(home, *api.resources[1:]))
    text = "{{ operation.title }}, {{ job.title }}"
    tree = rendered(tmp_path, {"{resource}/{job}.txt": text}, api)
    assert {file.path: file.text for file in tree} == {"pets/breed.txt": "GET /breed, GET /breed"}


def test_a_loop_over_nothing_makes_no_file(tmp_path: Path) -> None:
    assert len(rendered(tmp_path, {"{resource}.txt": "x"}, an_api({}))) == 0


def test_a_sample_is_copied_byte_for_byte(tmp_path: Path) -> None:
    api = an_api({}, samples=(Sample("{resource}/clip.mp4", b"\0\xff"),))
    tree = rendered(tmp_path, {"samples/{sample}": "{sample}"}, api)
    assert tree["samples/{resource}/clip.mp4"].content == b"\0\xff"


def test_text_of_a_document_that_looks_like_a_template_stays_text(tmp_path: Path) -> None:
    title = "{{ 7 * 7 }} {% if %} {# x #}"
    tree = rendered(tmp_path, {"a.txt": "{{ api.title }}"}, an_api({}, title))
    assert tree["a.txt"].text == title


def test_a_macro_of_another_file_sees_the_api(tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared/m.j2").write_text(
        "{% macro title() %}{{ api.title }} of {{ package }}{% endmacro %}"
    )
    tree = rendered(tmp_path, {"a.txt": '{% import "_shared/m.j2" as m %}{{ m.title() }}'})
    assert tree["a.txt"].text == "Pets of pet_shop"


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("a\n{{ api.titel }}\n", "template-error", 2, "titel"),
        ("a\n\n{{ operation }}\n", "template-error", 3, "'operation' is undefined"),
        ("{{ 1 / 0 }}", "template-error", 1, "ZeroDivisionError"),
        ("a\n{% for %}\n", "template-syntax", 2, "Expected"),
        ("{{ api.title|nofilter }}", "template-syntax", 1, "nofilter"),
        ('{% include "nowhere.j2" %}', "template-missing", 1, "nowhere.j2"),
    ],
)
def test_an_error_names_the_template_and_its_line(
    tmp_path: Path, text: str, code: str, line: int, words: str
) -> None:
    (finding,) = findings_of(tmp_path, {"a.txt": text})
    assert finding.code == code
    assert words in finding.message
    assert finding.place is not None
    assert finding.place.line == line
    assert finding.place.file.endswith("0.j2")


def test_an_error_says_what_was_being_made(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path, {"{resource}/{operation}.txt": "{{ nothing }}"}, an_api({"pets": ["list"]})
    )
    assert found[0].message.endswith("while making pets/list.txt for GET /list")


def test_errors_of_several_templates_are_all_told(tmp_path: Path) -> None:
    assert (
        len(findings_of(tmp_path, {"a.txt": "{{ x }}", "b.txt": "{{ y }}", "c.txt": "fine"})) == 2
    )


def test_an_error_inside_a_macro_is_placed_there(tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared/m.j2").write_text("\n\n{% macro bad() %}{{ x }}{% endmacro %}")
    (finding,) = findings_of(tmp_path, {"a.txt": '{% import "_shared/m.j2" as m %}{{ m.bad() }}'})
    assert finding.place is not None
    assert finding.place.file.endswith("_shared/m.j2")
    assert finding.place.line == 3


@pytest.mark.parametrize("sample", ["../x", "/etc/x", "a/../../x", "a\\b", "c:x", "a\nb"])
def test_no_path_leads_out_of_the_output_folder(tmp_path: Path, sample: str) -> None:
    api = an_api({}, samples=(Sample(sample, b""),))
    (finding,) = findings_of(tmp_path, {"{sample}": "{sample}"}, api)
    assert finding.code == "path-outside"


def test_the_manifest_is_nobody_s_output(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, {".callsheet.json": "x"})
    assert finding.code == "path-outside"


@pytest.mark.parametrize("other", ["pets.txt", "PETS.txt", "pets.txt/x.txt"])
def test_two_outputs_never_share_a_place_on_any_disk(tmp_path: Path, other: str) -> None:
    (finding,) = findings_of(tmp_path, {"{resource}.txt": "x", other: "y"}, an_api({"pets": []}))
    assert finding.code == "path-made-twice"


def test_compiled_templates_are_kept_and_a_changed_one_is_compiled_anew(tmp_path: Path) -> None:
    cache = Cache.beside(tmp_path / "project", Report())
    assert rendered(tmp_path, {"a.txt": "one"}, cache=cache)["a.txt"].text == "one"
    assert rendered(tmp_path, {"a.txt": "two"}, cache=cache)["a.txt"].text == "two"
    assert len(list((tmp_path / "project/.callsheet_cache/templates").iterdir())) == 2


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("a.py", "# Made by callsheet from Pets; do not edit."),
        ("a.md", "<!-- Made by callsheet from Pets; do not edit. -->"),
        ("a.ts", "// Made by callsheet from Pets; do not edit."),
    ],
)
def test_the_header_is_a_comment_of_its_language(path: str, first: str) -> None:
    assert header("Pets", path, comment).splitlines()[0] == first


def test_no_title_ends_the_comment_of_a_header() -> None:
    text = header("a --> b */\nimport os", "a.md", comment)
    assert text.count("-->") == 2
    assert len(text.splitlines()) == 2
