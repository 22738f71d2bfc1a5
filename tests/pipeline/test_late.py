"""Facts that are made late are those that a whole reading makes, and so are the findings."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from callsheet.cache import Cache
from callsheet.diagnostics import Report
from callsheet.ir import Api
from callsheet.ir.late import digest_of, digest_of_text
from callsheet.lower import lower
from callsheet.lower.memory import Memory
from callsheet.read import read
from many import document

Json = dict[str, Any]
RESPONSE = "#/components/responses/Shared"


def lowered(folder: Path, value: Json, *, remember: bool) -> tuple[Api, Report]:
    path = folder / "many.yaml"
    path.write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")
    report = Report()
    read_ = read(path, report, name="many.yaml", allow=("operation-id-twice",))
    memory = Memory(Cache.beside(folder, report), "key") if remember else None
    api = lower(read_, report, memory)
    if memory:
        memory.keep()
    return api, report


def late_ones(api: Api) -> int:
    facts = (*api.declarations, *api.operations)
    return sum(1 for one in facts if one.late is not None and one.late.make is not None)


def hold_the_law(folder: Path, value: Json) -> int:
    """Compare a reading with what is known from before to one without; return what was late."""
    whole, all_found = lowered(folder, value, remember=False)
    api, found = lowered(folder, value, remember=True)
    count = late_ones(api)
    told = [digest_of(one) for one in (*api.declarations, *api.operations)]
    assert told == [digest_of_text(repr(one)) for one in (*whole.declarations, *whole.operations)]
    assert list(api.schemas) == list(whole.schemas)
    known = dict(getattr(api.schemas, "digests", {}))
    for key, digest in known.items():
        assert digest == digest_of_text(repr(whole.schemas[key])), key
    assert repr(api.failures) == repr(whole.failures)
    assert list(found) == list(all_found)
    assert list(found.found) == list(all_found.found)
    order = [*api.declarations, *api.operations]
    random.Random(1).shuffle(order)
    for one in order:
        repr(one)
    assert repr(api.declarations) == repr(whole.declarations)
    assert repr(api.resources) == repr(whole.resources)
    assert dict(api.schemas.items()) == dict(whole.schemas.items())
    for one in (*api.declarations, *api.operations):
        assert api.locate(one.pointer) == whole.locate(one.pointer)
    return count


def rich() -> Json:
    """Return a document with what makes units hang on each other."""
    value = document(20)
    parts = value["components"]
    parts["schemas"] |= {
        "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}},
        "Owned": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "readOnly": True},
                "inner": {"type": "object", "properties": {"deep": {"type": "integer"}}},
                "odd": {"type": "odd"},
            },
        },
        "Either": {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "anyOf": [
                {"properties": {"b": {"type": "string"}}},
                {"$ref": "#/components/schemas/Node"},
            ],
            "not": {"required": ["a"]},
        },
        "Tuple": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
    }
    parts["responses"]["Shared"] = {
        "description": "shared",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "what": {"type": "object", "properties": {"x": {"enum": ["a", "b"]}}},
                        "either": {"$ref": "#/components/schemas/Either"},
                        "pair": {"$ref": "#/components/schemas/Tuple"},
                    },
                }
            }
        },
    }
    paths = value["paths"]
    for number, item in enumerate(list(paths.values())[:6]):
        for method, call in item.items():
            if method == "parameters":
                continue
            call["responses"]["409"] = {"$ref": RESPONSE}
            if number % 2:
                call["requestBody"] = {
                    "content": {
                        kind: {"schema": {"$ref": "#/components/schemas/Owned"}}
                        for kind in ("application/json", "multipart/form-data")
                    }
                }
            if number == 3:
                call["callbacks"] = {"done": {}}
    return value


def calls(value: Json) -> list[tuple[str, str]]:
    return [(p, m) for p, item in value["paths"].items() for m in item if m != "parameters"]


def shuffled(value: Json, chance: random.Random) -> Json:
    keys = list(value)
    chance.shuffle(keys)
    return {key: value[key] for key in keys}


def edit(value: Json, chance: random.Random) -> str:
    """Edit a document in place; return what was done."""
    path, method = chance.choice(calls(value))
    call = value["paths"][path][method]
    schemas = value["components"]["schemas"]
    name = chance.choice(sorted(schemas))
    word = f"word{chance.randrange(10**6)}"
    match kind := chance.randrange(18):
        case 0:
            call["description"] = word
        case 1:
            call["tags"] = [chance.choice(["orders", "invoices", word])]
        case 2:
            other = value["paths"][(at := chance.choice(calls(value)))[0]][at[1]]
            call["operationId"] = other["operationId"]
        case 3:
            schemas[name]["description"] = word
        case 4:
            schemas[name].setdefault("properties", {})[word] = {
                "type": "object",
                "properties": {"x": {"type": "string", "readOnly": chance.random() < 0.5}},
            }
        case 5:
            value["paths"] = shuffled(value["paths"], chance)
        case 6:
            value["components"]["schemas"] = shuffled(schemas, chance)
        case 7:
            call["x-other"] = word
        case 8:
            value["servers"] = [{"url": f"https://{word}.example.com"}]
        case 9:
            value["security"] = chance.choice([[], [{"key": []}], [{}]])
        case 10 if len(calls(value)) > 12:
            del value["paths"][path][method]
        case 11:
            value["components"]["responses"]["Shared"]["description"] = word
        case 12:
            shared = value["components"]["responses"]["Shared"]["content"]["application/json"]
            shared["schema"]["properties"][word] = {"$ref": f"#/components/schemas/{name}"}
        case 13:
            call["responses"]["409"] = {"$ref": RESPONSE}
        case 14:
            call["responses"].pop("409", None)
        case 15:
            inside = f"{RESPONSE}/content/application~1json/schema/properties/what"
            call["responses"]["418"] = {
                "description": word,
                "content": {"application/json": {"schema": {"$ref": inside}}},
            }
        case 16:
            schemas[f"Owned.{chance.choice(['request', 'response'])}"] = {
                "type": "object",
                "properties": {word: {"type": "string"}},
            }
        case _:
            value["paths"][path].setdefault("parameters", []).append(
                {"name": word, "in": "query", "schema": {"enum": [word, "other"]}}
            )
    return f"{kind} {path} {method} {name}"


def test_all_is_late_where_nothing_changed(tmp_path: Path) -> None:
    value = rich()
    assert hold_the_law(tmp_path, value) == 0
    api, _ = lowered(tmp_path, value, remember=True)
    facts = len(api.declarations) + len(api.operations)
    assert late_ones(api) >= facts - 2


def test_one_operation_edited_is_one_fact_made(tmp_path: Path) -> None:
    value = document(20)
    lowered(tmp_path, value, remember=True)
    before, _ = lowered(tmp_path, value, remember=True)
    value["paths"]["/orders"]["get"]["description"] = "Now with more words"
    api, _ = lowered(tmp_path, value, remember=True)
    assert late_ones(before) - late_ones(api) == 1


def test_places_move_with_the_lines(tmp_path: Path) -> None:
    value = rich()
    hold_the_law(tmp_path, value)
    value["info"]["x-lines"] = ["more"] * 7
    assert hold_the_law(tmp_path, value) > 0


def edits_hold(folder: Path, seed: int, rounds: int) -> None:
    chance = random.Random(seed)
    value = rich()
    late = 0
    for number in range(rounds):
        before = copy.deepcopy(value)
        done = edit(value, chance) if number else "nothing"
        try:
            late += hold_the_law(folder, value)
        except AssertionError as error:
            raise AssertionError(f"after {done}: {error}") from error
        if chance.random() < 0.3:
            value = before
    assert late


def test_no_edit_shows(tmp_path: Path) -> None:
    edits_hold(tmp_path, seed=3, rounds=8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_no_edit_of_many_shows(tmp_path: Path, seed: int) -> None:
    edits_hold(tmp_path, seed, rounds=25)


def test_what_is_damaged_is_made_anew(tmp_path: Path) -> None:
    value = rich()
    hold_the_law(tmp_path, value)
    (entry,) = (tmp_path / ".callsheet_cache" / "facts").iterdir()
    entry.write_bytes(entry.read_bytes()[:-3])
    api, report = lowered(tmp_path, value, remember=True)
    assert late_ones(api) == 0
    assert [one.code for one in report if one.code.startswith("cache")] == ["cache-damaged"]
