"""What the dataclasses and the structs make of JSON, and what they give back."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import json
import pickle
import subprocess
import sys
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flavours import (
    FLAVOURS,
    JSON,
    SPECS,
    Flavour,
    examples,
    imported,
    instances,
    named,
    read_api,
    write_flavours,
)
from zoo import ZOO, api_of

ID = "8d2a8e2e-0000-4000-8000-000000000000"
CAT = {"kind": "cat", "petName": "Tom"}
DOG = {"kind": "dog", "good": True}
BODIES: dict[str, dict[str, Any]] = {
    "least": {},
    "nulls": {"nick": None, "pet": None, "pets": []},
    "unknown": {"status": "dreaming", "level": 7, "unknown": {"deep": [1, None, {"x": "y"}]}},
    "variants": {
        "pet": {**CAT, "tail": None},
        "pets": [DOG, CAT, {"kind": "bird", "wings": 2}],
        "by-name": {"a": DOG, "b": {**CAT, "x": 1}},
    },
    "constants": {"shape": {"shape": "circle", "radius": 1.5}},
    "recursive": {"friend": {"id": ID, "must": None, "friend": {"id": ID, "must": "x", "y": 1}}},
    "times": {"seen": "2020-01-02T03:04:05.250Z", "born": "2020-01-02", "either": "3"},
    "open": {"data": {"a": [1.5, "x", None, {"b": [[]]}]}, "what": "text", "anything": [{"q": 1}]},
    "large": {"either": 2**100, "level": -(10**30)},
    "names": {"pet_name": "an unknown field of that Python name", "by_name": {"x": "too"}},
}


@pytest.fixture(scope="session")
def zoos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flavour]:
    api = api_of(*ZOO)
    return imported(api, write_flavours(api, tmp_path_factory.mktemp("zoos") / "zoo_flavours"))


@pytest.fixture(params=FLAVOURS)
def zoo(request: pytest.FixtureRequest, zoos: dict[str, Flavour]) -> Any:
    return zoos[request.param].models


@pytest.fixture(scope="session")
def specs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Flavour]]:
    folder = tmp_path_factory.mktemp("flavours")
    apis = {name: read_api(path) for name, path in SPECS.items()}
    return {
        name: imported(api, write_flavours(api, folder / f"{name}_flavours"))
        for name, api in apis.items()
    }


def owner(body: dict[str, Any]) -> dict[str, Any]:
    return {"id": ID, "must": None, **body}


# -- there and back


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_comes_goes_back_as_it_came(zoo: Any, body: dict[str, Any]) -> None:
    found = zoo.decode(zoo.Owner, owner(body), strict=True)
    assert type(found) is zoo.Owner
    assert zoo.encode(found) == owner(body)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("spec", SPECS)
def test_every_example_of_a_document_is_decoded_and_comes_back(
    specs: dict[str, dict[str, Flavour]], spec: str, flavour: str
) -> None:
    made = specs[spec][flavour]
    found = list(examples(made.api))
    assert found
    for pointer, type_, value in found:
        assert made.round_trip(type_, value) == value, pointer


@pytest.mark.parametrize("flavour", FLAVOURS)
@settings(max_examples=60)
@given(data=st.data())
def test_every_instance_of_every_type_comes_back(
    zoos: dict[str, Flavour],
    specs: dict[str, dict[str, Flavour]],
    flavour: str,
    data: st.DataObject,
) -> None:
    made = data.draw(st.sampled_from([zoos, *specs.values()]))[flavour]
    type_ = data.draw(st.sampled_from(named(made.api)))
    value = data.draw(instances(made.api, type_))
    assert made.round_trip(type_, value, strict=False) == value


@pytest.mark.parametrize("flavour", FLAVOURS)
@settings(max_examples=60)
@given(data=st.data())
def test_no_answer_is_refused_or_loses_a_part(
    zoos: dict[str, Flavour], flavour: str, data: st.DataObject
) -> None:
    made = zoos[flavour]
    type_ = data.draw(st.sampled_from(named(made.api)))
    value = data.draw(JSON | st.dictionaries(st.sampled_from(["kind", "shape", "pets"]), JSON))
    assert made.round_trip(type_, value, strict=False) == value


# -- what is read


def test_values_are_of_their_python_types(zoo: Any) -> None:
    body = owner({"pet": CAT, "born": "2020-01-02", "seen": "2020-01-02T03:04:05Z"})
    found = zoo.decode(zoo.Owner, body)
    assert found.id == uuid.UUID(ID)
    assert found.pet == zoo.Cat(kind="cat", pet_name="Tom")
    assert found.born == dt.date(2020, 1, 2)
    assert found.seen == dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_absent_and_null_are_told_apart(zoo: Any) -> None:
    found = zoo.decode(zoo.Owner, owner({"nick": None}))
    assert found.nick is None
    assert found.pet is zoo.Owner(id=uuid.UUID(ID), must=None).pet
    assert not found.pet
    assert repr(found.pet) == "UNSET"


def test_unknown_fields_stand_beside_the_others(zoo: Any) -> None:
    found = zoo.decode(zoo.Dog, {**DOG, "wings": 2})
    assert found.model_extra == {"wings": 2}
    found.model_extra["legs"] = 4
    assert zoo.encode(found) == {**DOG, "wings": 2, "legs": 4}


def test_unknown_fields_may_have_a_type(zoo: Any) -> None:
    found = zoo.decode(zoo.Scores, {"total": 1, "rex": DOG})
    assert found.model_extra == {"rex": zoo.Dog(kind="dog", good=True)}


@pytest.mark.parametrize(("tag", "name"), [("cat", "Cat"), ("dog", "Dog"), ("pup", "Dog")])
def test_the_tag_alone_tells_the_variant(zoo: Any, tag: str, name: str) -> None:
    body = {"kind": tag, "petName": "x", "good": True}
    assert type(zoo.decode(zoo.Pet, body)) is getattr(zoo, name)
    assert type(zoo.decode(zoo.Owner, owner({"inline": [body]})).inline[0]) is getattr(zoo, name)


def test_constants_tell_variants_without_a_discriminator(zoo: Any) -> None:
    assert type(zoo.decode(zoo.Shape, {"shape": "square", "side": 2})) is zoo.Square
    assert zoo.encode(zoo.Circle(radius=2)) == {"shape": "circle", "radius": 2}


def test_what_is_written_by_hand_is_sent_as_json_has_it(zoo: Any) -> None:
    seen = dt.datetime(2020, 1, 2, 3, 4, 5, 250_000, tzinfo=dt.UTC)
    made = zoo.Owner(id=uuid.UUID(ID), must=None, seen=seen, born=dt.date(2020, 1, 2), pets=[])
    assert zoo.encode({"all": (made,)}) == {
        "all": [owner({"seen": "2020-01-02T03:04:05.250000Z", "born": "2020-01-02", "pets": []})]
    }


def test_a_time_computed_from_one_that_came_is_written_anew(zoo: Any) -> None:
    found = zoo.decode(zoo.Owner, owner({"seen": "2020-01-02T03:04:05.5+00:00"}))
    found.seen += dt.timedelta(days=1)
    assert zoo.encode(found)["seen"] == "2020-01-03T03:04:05.500000Z"


def test_models_are_copied_and_pickled_with_all_they_hold(zoo: Any) -> None:
    body = owner({"pet": {**CAT, "tail": None}, "id": ID.upper(), "new": [1]})
    found = zoo.decode(zoo.Owner, body)
    for again in (copy.deepcopy(found), copy.copy(found), pickle.loads(pickle.dumps(found))):
        assert again == found
        assert zoo.encode(again) == body


def test_a_model_shows_what_it_holds(zoo: Any) -> None:
    assert repr(zoo.Cat(kind="cat", pet_name="Tom")) == "Cat(kind='cat', pet_name='Tom')"


# -- what is refused


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"id": "no"}, "at /id: 'no' where a UUID is declared"),
        ({"pets": [DOG, {"kind": "cat"}]}, "at /pets/1/petName: is missing"),
        ({"by-name": {"a/b": 3}}, "at /by-name/a~1b: a number is none of what is declared"),
        ({"born": "20200102"}, "at /born: '20200102' where a date is declared"),
        ({"level": True}, "at /level: true or false where an integer is declared"),
        ({"pets": {}}, "at /pets: an object where a list is declared"),
    ],
)
def test_strictness_says_where_and_what(zoo: Any, body: dict[str, Any], said: str) -> None:
    assert zoo.encode(zoo.decode(zoo.Owner, owner(body))) == owner(body)
    with pytest.raises(ValueError, match="at /") as caught:
        zoo.decode(zoo.Owner, owner(body), strict=True)
    assert str(caught.value) == said


def test_all_that_is_wrong_is_said_at_once(zoo: Any) -> None:
    with pytest.raises(ValueError, match="at /") as caught:
        zoo.decode(zoo.Owner, {"id": 3, "pets": [1]}, strict=True)
    problems: dict[str, str] = caught.value.problems  # type: ignore[attr-defined]
    assert sorted(problems) == ["/id", "/must", "/pets/0"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": [1, {2}]}, "at /a/1: {2} has no place in JSON"),
        ({"a": float("nan")}, "at /a: nan has no place in JSON"),
        ({"a": {1: 2}}, "at /a: the key 1 is no text"),
    ],
)
def test_what_json_cannot_hold_is_refused_with_its_place(zoo: Any, value: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        zoo.encode(value)
    assert str(caught.value) == said


# -- the text


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", ["zoo", *SPECS])
def test_black_finds_nothing_to_change(
    zoos: dict[str, Flavour], specs: dict[str, dict[str, Flavour]], name: str, flavour: str
) -> None:
    module = (zoos if name == "zoo" else specs[name])[flavour].models
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert black.format_str(text, mode=black.Mode()) == text


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", ["zoo", *SPECS])
def test_every_class_can_read(
    zoos: dict[str, Flavour], specs: dict[str, dict[str, Flavour]], name: str, flavour: str
) -> None:
    made = (zoos if name == "zoo" else specs[name])[flavour]
    for line in _classes(made.models):
        made.models.decode(getattr(made.models, line), {"": 1})


def _classes(module: ModuleType) -> list[str]:
    body = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
    found = [line.name for line in body if isinstance(line, ast.ClassDef)]
    assert found
    return found


def test_dataclasses_need_the_standard_library_alone(
    specs: dict[str, dict[str, Flavour]],
) -> None:
    module = specs["video"]["dataclass"].models
    file = Path(str(module.__file__))
    code = (
        f"import sys, json; sys.path.insert(0, {str(file.parents[1])!r})\n"
        f"from {module.__name__} import Video, decode, encode\n"
        "print(json.dumps(encode(decode(Video, {'id': 'x', 'new': 1}))))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {"id": "x", "new": 1}
