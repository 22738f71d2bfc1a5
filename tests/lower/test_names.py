"""How things are named: valid, unique, and the same tomorrow."""

from __future__ import annotations

import keyword
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from callsheet.diagnostics import Report
from callsheet.ir import Alias, Api, Doc, ErrorFacts, Kind, Scalar, Strength
from callsheet.languages.python import Python
from callsheet.names import Names, name
from callsheet.words import words_of
from lowered import lowered

ANY_TEXT = st.text(min_size=1, max_size=30)


def named(keys: list[str]) -> Names:
    """Name schemas that the document calls by these keys."""
    declarations = tuple(
        Alias(
            f"#/components/schemas/{index}",
            Scalar(Kind.STRING),
            Doc(),
            False,
            Strength("given", key),
        )
        for index, key in enumerate(keys)
    )
    facts = ErrorFacts((), (), (), (), ())
    api = Api("T", "1", Doc(), "", (), (), declarations, (), {}, facts, (), (), lambda _: None)  # type: ignore[arg-type,return-value]
    return name(api, Python(), Report())


def classes(keys: list[str]) -> list[str]:
    """Return the class names of these keys, in their order."""
    types = named(keys).types
    return [types[f"#/components/schemas/{index}"] for index in range(len(keys))]


@given(st.lists(ANY_TEXT, max_size=8, unique=True))
def test_class_names_are_identifiers_and_unique(keys: list[str]) -> None:
    made = list(named(keys).types.values())
    assert all(one.isidentifier() and not keyword.iskeyword(one) for one in made)
    assert len(set(made)) == len(keys)


@given(ANY_TEXT)
def test_values_are_identifiers(text: str) -> None:
    made = Python().value(words_of(text))
    assert made.isidentifier()
    assert not made.startswith("_")


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,6}\Z"), min_size=1, max_size=6, unique=True))
def test_unrelated_schema_renames_nothing(keys: list[str]) -> None:
    before = named(keys).types
    after = named([*keys, "SomethingElseAltogether"]).types
    assert {pointer: after[pointer] for pointer in before} == dict(before)


def test_plain_key_keeps_its_name_beside_a_rival_that_needs_spelling() -> None:
    assert classes(["foo-bar", "FooBar"]) == ["FooBar2", "FooBar"]


def test_what_only_looks_like_python_gets_an_underscore() -> None:
    assert classes(["None", "List", "class"]) == ["None_", "List_", "Class"]


def test_resource_words_are_left_out_of_methods_unless_that_clashes(tmp_path: Path) -> None:
    ok = "responses: {'204': {description: done}}"
    made = lowered(
        tmp_path,
        f"""
        paths:
          /users: {{get: {{tags: [users], operationId: getUsers, {ok}}}}}
          /users/one: {{get: {{tags: [users], operationId: getUser, {ok}}}}}
          /users/new: {{post: {{tags: [users], operationId: createUser, {ok}}}}}
        """,
    )
    methods = [made.names.value(one.pointer) for one in made.api.operations]
    assert methods == ["get_users", "get_user", "create"]


def test_pinned_name_never_moves(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        components:
          schemas:
            Pet: {x-name: Animal, type: object, properties: {a: {type: string}}}
            Animal: {type: object, properties: {b: {type: string}}}
        """,
    )
    assert [made.names.type(one.pointer) for one in made.api.declarations] == ["Animal", "Animal2"]
