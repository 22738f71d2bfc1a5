"""What the text of a models module looks like."""

from __future__ import annotations

import ast
import textwrap

import black

from callsheet.ir import (
    Array,
    Declaration,
    Default,
    Discriminator,
    Kind,
    Literal,
    Mapping,
    Nullable,
    Required,
    Scalar,
    Type,
    Union,
)
from zoo import INTEGER, STRING, ZOO, alias, member, record, ref, text_of


def body(*declarations: Declaration) -> str:
    """Return the text below the imports."""
    text = text_of(*declarations)
    return (
        text.partition("from ._model import Model\n")[2].strip()
        if "._model import Model\n" in text
        else text
    )


def dedented(text: str) -> str:
    return textwrap.dedent(text).strip()


def test_a_record_reads_as_if_written_by_hand() -> None:
    made = text_of(
        record(
            "Video",
            member("id", STRING, Required(), "Which video it is."),
            member("createdAt", Scalar(Kind.DATETIME), Required()),
            member("seconds", INTEGER, Default(8), "How long.", minimum=1, maximum=60),
            member("note", Nullable(STRING)),
            doc="A video.",
        )
    )
    assert (
        made
        == dedented(
            '''
        from __future__ import annotations

        import datetime as dt
        from typing import Annotated

        from pydantic import Field

        from ._model import Model


        class Video(Model):
            """A video."""

            id: str
            """Which video it is."""

            created_at: Annotated[dt.datetime, Field(alias="createdAt")]

            seconds: int | None = None
            """How long.

            Default: `8`. At least 1 and at most 60.
            """

            note: str | None = None
        '''
        )
        + "\n"
    )


def test_a_constant_has_its_value_as_default_where_it_is_required() -> None:
    made = body(
        record(
            "Circle",
            member("shape", Literal(("circle",), Kind.STRING, True), Required()),
            member("unit", Literal(("mm",), Kind.STRING, True)),
        )
    )
    assert 'shape: Literal["circle"] = "circle"\n    unit: Literal["mm"] | None = None' in made


def test_known_values_leave_room_for_others() -> None:
    made = text_of(alias("Status", Literal(("queued", "done"), Kind.STRING)))
    assert 'Status: TypeAlias = Literal["queued", "done"] | str\n' in made


def test_a_union_that_a_field_tells_apart_says_by_which() -> None:
    by = Discriminator("kind", (("cat", ref("Cat").target), ("dog", ref("Dog").target)))
    made = text_of(
        alias("Pet", Union((ref("Cat"), ref("Dog")), by), "A pet."), record("Cat"), record("Dog")
    )
    right = 'Annotated[Cat | Dog, Tagged("kind", {"cat": Cat, "dog": Dog})]'
    assert made.endswith(f'Pet: TypeAlias = {right}\n"""A pet."""\n')


def test_an_alias_stands_in_its_own_place_where_what_it_needs_stands_before() -> None:
    made = text_of(
        record("A"),
        alias("Names", Array(STRING)),
        alias("Late", ref("B")),
        record("B"),
        record("C"),
    )
    order = [made.index(word) for word in ("class A(", "Names:", "class B(", "Late:", "class C(")]
    assert order == sorted(order)


def test_an_alias_of_itself_may_be_anything() -> None:
    made = text_of(alias("One", ref("Two")), alias("Two", Nullable(ref("One"))))
    assert "One: TypeAlias = Any\n" in made


def test_an_alias_inside_itself_is_quoted() -> None:
    made = text_of(alias("Tree", Mapping(ref("Tree"))))
    assert made.endswith(
        dedented(
            """
            if TYPE_CHECKING:
                Tree: TypeAlias = "dict[str, Tree]"
            else:
                Tree = TypeAliasType("Tree", "dict[str, Tree]")
            """
        )
        + "\n"
    )


def test_an_import_gives_way_to_a_class_of_its_name() -> None:
    made = text_of(record("Tagged"), record("UUID", member("id", Scalar(Kind.UUID))))
    assert "from uuid import UUID as _UUID\n" in made
    assert "    id: _UUID | None = None\n" in made


def test_black_leaves_the_text_alone() -> None:
    made = text_of(*ZOO)
    assert black.format_str(made, mode=black.Mode()) == made


def test_imports_are_all_used_and_none_is_missing() -> None:
    made = text_of(*ZOO)
    tree = ast.parse(made)
    imported = {
        one.asname or one.name
        for line in tree.body
        if isinstance(line, ast.Import | ast.ImportFrom)
        for one in line.names
    }
    used = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
    quoted = {one for text in _strings(tree) for one in imported if one in text}
    assert imported - {"annotations"} <= used | quoted


def _strings(tree: ast.AST) -> list[str]:
    return [
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def test_there_may_be_nothing_to_declare() -> None:
    assert text_of() == "from __future__ import annotations\n"


def test_very_deep_types_end_in_anything() -> None:
    deep: Type = STRING
    for _ in range(300):
        deep = Array(deep)
    made = text_of(record("Deep", member("at", deep)))
    ast.parse(made)
    assert "import Any\n" in made


def test_a_reference_to_nothing_may_be_anything() -> None:
    assert "    at: Any = None\n" in text_of(record("Lost", member("at", ref("Missing"))))


def test_text_of_the_document_cannot_leave_its_docstring() -> None:
    nasty = '""" + exit() + """\\'
    made = text_of(record("Nasty", member("x", STRING, None, nasty), doc=nasty))
    (found,) = [one for one in ast.parse(made).body if isinstance(one, ast.ClassDef)]
    assert not any(isinstance(one, ast.Call) for one in ast.walk(found))


def test_api_of_two_hundred_mutually_recursive_records() -> None:
    count = 200
    ring = [
        record(
            f"R{at}",
            member("next", ref(f"R{(at + 1) % count}")),
            member("back", ref(f"R{(at - 1) % count}")),
        )
        for at in range(count)
    ]
    assert len(ast.parse(text_of(*ring)).body) == count + 2
