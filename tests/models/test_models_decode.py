"""What a client makes of what a server sends, and what it sends in turn."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import pickle
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from callsheet.ir import Array, Required
from zoo import INTEGER, STRING, member, record, ref

ID = "8d2a8e2e-0000-4000-8000-000000000000"
CAT = {"kind": "cat", "petName": "Tom"}
DOG = {"kind": "dog", "good": True}


def owner(**fields: Any) -> dict[str, Any]:
    return {"id": ID, "must": None, **fields}


# -- what is as declared


def test_a_valid_body_becomes_models_and_python_values(zoo: Any) -> None:
    found = zoo.decode(zoo.Owner, owner(pet=CAT, born="2020-01-02", seen="2020-01-02T03:04:05Z"))
    assert found.id == uuid.UUID(ID)
    assert found.pet == zoo.Cat(kind="cat", pet_name="Tom")
    assert found.born == dt.date(2020, 1, 2)
    assert found.seen == dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "body",
    [
        owner(),
        owner(nick=None, pet=None, pets=[]),
        owner(status="dreaming", level=7, unknown={"deep": [1, None, {"x": "y"}]}),
        owner(
            pet={**CAT, "tail": None},
            pets=[DOG, CAT],
            **{"by-name": {"a": DOG, "b": {**CAT, "x": 1}}},
        ),
        owner(shape={"shape": "circle", "radius": 1.5}, friend=owner(friend=owner(new=True))),
        owner(seen="2020-01-02T03:04:05.250000Z", born="2020-01-02", either="3"),
        owner(data={"a": [1.5, "x", None, {"b": [[]]}]}, what="text", anything=[{"q": 1}]),
        owner(pet_name="a field of that Python name elsewhere", by_name={"x": "is unknown"}),
    ],
)
def test_what_comes_goes_back_as_it_came(zoo: Any, body: dict[str, Any]) -> None:
    assert zoo.decode(zoo.Owner, body, strict=True).to_wire() == body


def test_an_unknown_field_can_be_read(zoo: Any) -> None:
    found = zoo.decode(zoo.Dog, {**DOG, "wings": 2})
    assert found.wings == 2
    assert found.model_extra == {"wings": 2}


def test_an_unknown_enum_value_is_valid(zoo: Any) -> None:
    assert zoo.decode(zoo.Owner, owner(status="dreaming"), strict=True).status == "dreaming"


def test_absent_and_null_are_told_apart(zoo: Any) -> None:
    absent, null = zoo.decode(zoo.Owner, owner()), zoo.decode(zoo.Owner, owner(nick=None))
    assert (absent.nick, null.nick) == (None, None)
    assert "nick" not in absent.model_fields_set
    assert "nick" in null.model_fields_set


def test_a_declared_default_is_not_assumed(zoo: Any) -> None:
    assert zoo.decode(zoo.Cat, CAT).lives is None


def test_a_name_on_the_wire_is_not_taken_for_a_python_name(zoo: Any) -> None:
    found = zoo.decode(zoo.Cat, {**CAT, "pet_name": "other"})
    assert found.pet_name == "Tom"
    assert found.model_extra == {"pet_name": "other"}


@pytest.mark.parametrize(("tag", "name"), [("cat", "Cat"), ("dog", "Dog"), ("pup", "Dog")])
def test_the_tag_alone_tells_the_variant(zoo: Any, tag: str, name: str) -> None:
    body = {"kind": tag, "petName": "x", "good": True}
    assert type(zoo.decode(zoo.Pet, body)) is getattr(zoo, name)
    assert type(zoo.decode(zoo.Owner, owner(inline=[body])).inline[0]) is getattr(zoo, name)


def test_constants_tell_variants_without_a_discriminator(zoo: Any) -> None:
    assert type(zoo.decode(zoo.Shape, {"shape": "square", "side": 2})) is zoo.Square


def test_fields_beside_the_declared_ones_may_have_a_type(zoo: Any) -> None:
    found = zoo.decode(zoo.Scores, {"total": 1, "rex": DOG})
    assert found.model_extra == {"rex": zoo.Dog(kind="dog", good=True)}


def test_recursive_aliases_take_what_they_describe(zoo: Any) -> None:
    assert zoo.decode(zoo.Nest, [[], [[]]], strict=True) == [[], [[]]]
    assert zoo.decode(zoo.Left, ["a", 1, [2, ["b"]]], strict=True) == ["a", 1, [2, ["b"]]]
    with pytest.raises(ValueError, match="at /0/0: "):
        zoo.decode(zoo.Nest, [[3]], strict=True)


def test_every_type_of_the_module_can_be_built(zoo: Any) -> None:
    for line in ast.parse(Path(zoo.__file__).read_text(encoding="utf-8")).body:
        if isinstance(line, ast.ClassDef):
            TypeAdapter(getattr(zoo, line.name))
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            TypeAdapter(getattr(zoo, line.target.id))


# -- what is not

BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("Owner", {}),
    ("Owner", {"id": None}),
    ("Owner", {"id": 3, "must": []}),
    ("Owner", owner(pet="cat")),
    ("Owner", owner(pet={"kind": "unicorn", "horn": 1})),
    ("Owner", owner(pet={"petName": "no tag"})),
    ("Owner", owner(pet={"kind": None})),
    ("Owner", owner(pet={"kind": ["cat"]})),
    ("Owner", owner(pet={"kind": "cat"})),
    ("Owner", owner(pets=None)),
    ("Owner", owner(pets={"0": CAT})),
    ("Owner", owner(pets=[CAT, None, 3, {"kind": "eel"}, [DOG]])),
    ("Owner", owner(inline=[{"kind": "dog", "good": "maybe"}])),
    ("Owner", owner(shape={"shape": "circle"})),
    ("Owner", owner(shape={"shape": "hexagon", "sides": 6})),
    ("Owner", owner(shape=[1, 2])),
    ("Owner", owner(**{"by-name": [CAT]})),
    ("Owner", owner(**{"by-name": {"a": {"kind": "cat", "petName": 3}}})),
    ("Owner", owner(status=7, level="high")),
    ("Owner", owner(born="tomorrow", seen="2020-13-45")),
    ("Owner", owner(either=[1])),
    ("Owner", owner(friend=owner(friend={"pet": {"kind": "dog", "good": {}}}))),
    ("Owner", owner(what=4.5)),
    ("Owner", owner(what={"shape": "cone"}, new_field={"kept": True}, must=7)),
    ("Owner", owner(data={"a": [1.5, {"b": None}]}, nick={"first": "x"})),
    ("Scores", {"total": "many", "rex": {"kind": "dog", "good": 5}, "max": 4}),
    ("Circle", {"shape": "triangle", "radius": "wide"}),
    ("Empty", {"anything": {"at": "all"}}),
]


@pytest.mark.parametrize(("name", "body"), BROKEN)
def test_a_broken_body_becomes_its_model_and_goes_back_as_it_came(
    zoo: Any, name: str, body: Any
) -> None:
    found = zoo.decode(getattr(zoo, name), copy.deepcopy(body))
    assert type(found) is getattr(zoo, name)
    assert found.to_wire() == body
    assert str(found)


@pytest.mark.parametrize("body", ["text", 3, None, [1], True])
def test_a_body_of_another_kind_stays_as_it_came(zoo: Any, body: object) -> None:
    assert zoo.decode(zoo.Owner, body) == body


def test_strict_refuses(zoo: Any) -> None:
    with pytest.raises(ValueError, match="at /pet: "):
        zoo.decode(zoo.Owner, owner(pet="cat"), strict=True)


def test_a_missing_field_is_none_and_not_sent(zoo: Any) -> None:
    found = zoo.decode(zoo.Cat, {"kind": "cat"})
    assert found.pet_name is None
    assert found.to_wire() == {"kind": "cat"}


def test_a_part_that_is_as_declared_keeps_its_type_beside_one_that_is_not(zoo: Any) -> None:
    found = zoo.decode(zoo.Owner, owner(born="2020-01-02", seen="never", pets=[CAT, 3]))
    assert found.born == dt.date(2020, 1, 2)
    assert found.seen == "never"
    assert found.pets == [zoo.Cat(kind="cat", pet_name="Tom"), 3]


def test_an_unknown_variant_is_a_plain_model(zoo: Any) -> None:
    found = zoo.decode(zoo.Owner, owner(pet={"kind": "unicorn", "horn": 1}))
    assert type(found.pet) is zoo.Dog.__mro__[1]
    assert found.pet.horn == 1


def test_the_best_variant_is_taken_where_no_field_tells(made: Callable[..., Any]) -> None:
    models = made(
        record("A", member("one", STRING, Required()), member("two", INTEGER, Required())),
        record("B", member("one", STRING, Required()), member("three", INTEGER, Required())),
    )
    found = models.decode(models.A | models.B, {"one": "x", "three": "not a number"})
    assert type(found) is models.B


def test_a_value_of_any_depth_is_taken(zoo: Any) -> None:
    body: dict[str, Any] = owner(pet=3)
    for _ in range(280):
        body = owner(friend=body)
    found = zoo.decode(zoo.Owner, body)
    assert found.to_wire() == body


def test_lists_of_models_are_salvaged_one_by_one(zoo: Any) -> None:
    found = zoo.decode(list[zoo.Dog], [DOG, {"kind": 4}, "x"])
    assert [type(one).__name__ for one in found] == ["Dog", "Dog", "str"]


# -- models made by a caller


def test_what_a_caller_sets_is_sent_and_nothing_else(zoo: Any) -> None:
    made = zoo.Owner(id=ID, must=None, nick=None, pets=[zoo.Cat(kind="cat", pet_name="Tom")])
    assert made.to_wire() == {"id": ID, "must": None, "nick": None, "pets": [CAT]}


def test_a_constant_is_sent_though_nobody_set_it(zoo: Any) -> None:
    assert zoo.Circle(radius=2).to_wire() == {"shape": "circle", "radius": 2}


def test_wire_names_and_python_names_both_make_a_model(zoo: Any) -> None:
    assert zoo.Cat(kind="cat", petName="Tom") == zoo.Cat(kind="cat", pet_name="Tom")


def test_times_are_sent_as_rfc_3339_has_them(zoo: Any) -> None:
    seen = dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    wire = zoo.Owner(id=ID, must=None, seen=seen, born=dt.date(2020, 1, 2)).to_wire()
    assert (wire["seen"], wire["born"]) == ("2020-01-02T03:04:05Z", "2020-01-02")


@pytest.mark.parametrize(
    "file", [b"bytes", Path("cat.png"), ("cat.png", b"bytes"), ("c", b"", "image/png")]
)
def test_a_file_stays_the_object_it_is(zoo: Any, file: object) -> None:
    assert zoo.Upload(file=file).to_wire()["file"] is file


def test_a_member_of_a_tagged_union_may_be_given_as_a_model(zoo: Any) -> None:
    made = zoo.Owner(id=ID, must=None, pet=zoo.Dog(kind="a tag that nobody knows"))
    assert type(made.pet) is zoo.Dog


def test_models_are_compared_copied_and_pickled(zoo: Any) -> None:
    found = zoo.decode(zoo.Owner, owner(pet={"kind": "unicorn"}, new=1, nick=None))
    for twin in (copy.deepcopy(found), pickle.loads(pickle.dumps(found)), found.model_copy()):
        assert twin == found
        assert twin.to_wire() == found.to_wire()


def test_repr_shows_what_was_set_and_cuts_long_text(zoo: Any) -> None:
    assert repr(zoo.Cat(kind="cat", pet_name="Tom")) == "Cat(kind='cat', pet_name='Tom')"
    assert len(repr(zoo.Cat(kind="cat", pet_name="T" * 10_000))) < 120


def test_names_of_the_base_class_and_of_types_are_free_on_the_wire(zoo: Any) -> None:
    keys = (
        "copy",
        "json",
        "schema",
        "model_config",
        "dict",
        "validate",
        "to_wire",
        "_private",
        "class",
        "2fa",
        "",
    )
    body = {key: key for key in keys}
    model = next(
        one
        for one in vars(zoo).values()
        if isinstance(one, type) and "copy_" in getattr(one, "model_fields", ())
    )
    assert zoo.decode(model, body, strict=True).to_wire() == body


def test_every_attribute_of_the_base_class_is_reserved(zoo: Any) -> None:
    from callsheet.languages.reserved_pydantic import RESERVED_FIELDS

    base = zoo.Dog.__mro__[1]
    assert {name for name in dir(base) if not name.startswith("_")} <= RESERVED_FIELDS


def test_annotations_of_an_array_keep_its_item(made: Callable[..., Any]) -> None:
    models = made(record("A"), record("B", member("items", Array(ref("A")), Required())))
    models.B.model_rebuild()
    assert get_args(models.B.model_fields["items"].annotation) == (models.A,)
