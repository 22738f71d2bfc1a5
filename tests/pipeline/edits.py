"""Edits of the document of many.py, of every kind that could lead a cache astray."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]


def write(folder: Path, value: Json) -> Path:
    path = folder / "many.yaml"
    path.write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")
    return path


def edit(value: Json, chance: random.Random) -> None:
    """Make one edit of a document, in place."""
    names = sorted(value["components"]["schemas"])
    records = [n for n in names if "properties" in value["components"]["schemas"][n]]
    calls = [
        (path, method)
        for path, item in value["paths"].items()
        for method in item
        if method != "parameters"
    ]
    path, method = chance.choice(calls)
    call = value["paths"][path][method]
    schema = value["components"]["schemas"][chance.choice(records)]
    word = f"word{chance.randrange(10**6)}"
    match chance.randrange(19):
        case 0:
            call["summary"] = f"Now {word}"
        case 1:
            call["operationId"] = word
        case 2:
            call["deprecated"] = not call.get("deprecated")
        case 3:
            call.setdefault("parameters", []).append(
                {"name": word, "in": "query", "schema": {"type": "integer", "minimum": 3}}
            )
        case 4:
            del value["paths"][path][method]
        case 5:
            schema["properties"][word] = {"type": "array", "items": {"enum": [word, "b"]}}
        case 6:
            schema["properties"].popitem()
        case 7:
            schema["required"] = sorted(schema["properties"])[:2]
        case 8:
            call["tags"] = [chance.choice(["orders", "invoices", word])]
        case 9:
            call["security"] = chance.choice([[], [{}], [{"other": []}]])
            other = {"type": "apiKey", "in": "header", "name": "X-Key"}
            value["components"]["securitySchemes"]["other"] = other
        case 10:
            call["responses"]["409"] = {"description": word}
        case 11:
            schema["description"] = f"Now {word}"
        case 12:
            other = value["paths"][(at := chance.choice(calls))[0]][at[1]]
            call["operationId"] = other.get("operationId", word)
        case 13:
            value["servers"] = [{"url": f"https://{word}.example.com"}]
        case 14:
            value["security"] = chance.choice([[], [{"key": []}], [{}]])
        case 15:
            paths = list(value["paths"].items())
            chance.shuffle(paths)
            value["paths"] = dict(paths)
        case 16:
            call["x-other"] = {"anything": word}
            schema["not"] = {"required": [word]}  # a note, whose line moves from now on
        case 17:
            shared = chance.choice(list(value["components"]["responses"].values()))
            shared["description"] = word
        case _:
            schema["properties"][word] = {"$ref": f"#/components/schemas/{chance.choice(names)}"}
