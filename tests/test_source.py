"""Loading: values as YAML 1.2 and JSON mean them, each with its place."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.diagnostics import Finding, Stop
from callsheet.json_reader import JsonPositions
from callsheet.source import Node, load, parse, pointer_of, steps_of
from callsheet.yaml_reader import MAX_DEPTH, read_yaml


def value_of(text: str) -> object:
    return parse(textwrap.dedent(text), "a.yaml").value


def refusal(text: str) -> Finding:
    with pytest.raises(Stop) as stop:
        parse(textwrap.dedent(text), "a.yaml")
    (finding,) = stop.value.report
    return finding


# -- scalars of YAML 1.2 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("'null'", "null"),
        ("12", 12),
        ("012", 12),
        ("0o14", 12),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.", 1.0),
        ("3.1.0", "3.1.0"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"),
        ("=", "="),
        ("18446744073709551617", 18446744073709551617),
        ('"12"', "12"),
        ("!!str 12", "12"),
    ],
)
def test_scalars_mean_what_they_look_like(written: str, value: object) -> None:
    found = value_of(f"a: {written}\n")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


@pytest.mark.parametrize("key", ["200", "on", "null", "1.0", "2026-11-22", "true"])
def test_keys_are_words(key: str) -> None:
    assert value_of(f"{key}: x\n") == {key: "x"}


def test_merge_keys_give_way_to_what_is_written() -> None:
    text = """
        base: &base {a: 1, b: 1}
        more: &more {b: 2, c: 2}
        here: {<<: [*base, *more], c: 3}
    """
    found = value_of(text)
    assert isinstance(found, dict)
    assert found["here"] == {"a": 1, "b": 1, "c": 3}


def test_a_quoted_merge_key_is_a_key() -> None:
    assert value_of("{'<<': {a: 1}}") == {"<<": {"a": 1}}


# -- refusals ---------------------------------------------------------------------------------


def test_a_key_given_twice_is_refused_where_it_stands_again() -> None:
    finding = refusal("a: 1\nb: 2\na: 3\n")
    assert finding.code == "duplicate-key"
    assert (finding.place.line, finding.place.column) == (3, 1)
    assert "line 1" in finding.message


def test_every_repeated_key_is_named() -> None:
    with pytest.raises(Stop) as stop:
        parse("a: 1\na: 2\nb: {c: 1, c: 2}\n", "a.yaml")
    assert [finding.place.line for finding in stop.value.report] == [2, 3]


def test_a_key_given_twice_in_json_is_refused_too() -> None:
    assert refusal('{"a": 1,\n "a": 2}').place.line == 2


def test_keys_with_parts_are_refused() -> None:
    assert refusal("{[a, b]: 1}").code == "complex-key"


def test_aliases_that_expand_beyond_measure_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert refusal("\n".join(lines)).code == "alias-bomb"


def test_an_alias_inside_its_anchor_is_refused() -> None:
    assert refusal("a: &a {b: *a}").code == "alias-loop"


@pytest.mark.parametrize(
    "deep",
    [
        "- " * 100_000,
        "{a: " * 100_000,
        "[" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        "".join(" " * n + "a:\n" for n in range(1000)),
    ],
    ids=["block", "flow", "list", "json", "one-too-many", "indented"],
)
def test_nesting_is_bounded(deep: str) -> None:
    assert refusal(deep).code == "too-deep"


def test_nesting_within_the_bound_is_read() -> None:
    assert value_of("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    assert value_of("- " * (MAX_DEPTH - 1) + "a")


def test_brackets_in_strings_are_no_nesting() -> None:
    assert value_of(f"a: '{'[' * 1000}'\n") == {"a": "[" * 1000}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfea", "not-text"), (b"", "empty"), (b"# no value\n", "empty"), (b"a: [", "not-yaml")],
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(Stop) as stop:
        load(path)
    assert [finding.code for finding in stop.value.report] == [code]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        load(tmp_path / "none.yaml", "none.yaml")
    assert str(next(iter(stop.value.report)).place) == "none.yaml:1:1"


def test_a_byte_order_mark_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: 1\n".encode())
    node = load(path)
    assert node.value == {"a": 1}
    assert (node / "a").key_place.column == 1


# -- places -----------------------------------------------------------------------------------


def test_values_and_keys_have_places() -> None:
    root = parse("a:\n  b: [x, {c: 1}]\n", "a.yaml")
    node = root / "a" / "b" / 1 / "c"
    assert node.pointer == "#/a/b/1/c"
    assert (node.place.line, node.place.column) == (2, 14)
    assert (node.key_place.line, node.key_place.column) == (2, 11)
    assert node.place.text == "  b: [x, {c: 1}]"


def test_merged_members_have_the_place_where_they_are_written() -> None:
    root = parse("base: &base\n  a: 1\nhere:\n  <<: *base\n", "a.yaml")
    assert (root / "here" / "a").place.line == 2


def test_lines_end_where_the_reader_says() -> None:
    for text in ("a: 'x\u2028y'\r\nb: 2\r\n", '{"a": "x\u2028y",\r\n"b": 2}'):
        place = (parse(text, "a.yaml") / "b").key_place
        assert (place.line, place.column) == (3, 1)
        assert place.text in ("b: 2", '"b": 2}')


def test_columns_count_characters() -> None:
    assert (parse("{ä: 🎈, b: 1}", "a.yaml") / "b").place.column == 11
    assert (parse('{"ä": "🎈", "b": 1}', "a.json") / "b").place.column == 17


# YAML refuses control characters that JSON takes as they are.
names = st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"]) | st.just("\n"), max_size=6)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), names)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=25,
)


def paths(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, str(index)))


@given(st.dictionaries(names, values, max_size=5), st.sampled_from([None, 1, 2]))
def test_yaml_and_json_readers_agree_on_every_place(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    as_json = JsonPositions(text)
    found, as_yaml = read_yaml("a.yaml", text)
    assert found == value
    for path in paths(value):
        assert as_json(path, False) == as_yaml(path, False)
        assert as_json(path, True) == as_yaml(path, True)


@given(st.lists(names).map(tuple))
def test_a_pointer_gives_back_its_steps(steps: tuple[str, ...]) -> None:
    assert steps_of(pointer_of(steps)) == steps


def test_a_node_goes_down_by_key_and_index() -> None:
    root: Node = parse("a: [{b: x}]", "a.yaml")
    assert (root / "a" / 0).text("b") == "x"
    assert root.get("missing") is None
    assert [node.key for _, node in root.items()] == ["a"]
