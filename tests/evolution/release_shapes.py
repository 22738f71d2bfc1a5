"""What the next release of a server puts where something of another shape was."""

from __future__ import annotations

import datetime as dt
from typing import Any

from release_cases import TASK, VIDEO, Release, render, video

SHAPES = (
    Release(
        "object becomes text", "video", video(error="too dark"), {"error": "too dark"}, ("/error",)
    ),
    Release(
        "object becomes a list",
        "video",
        video(error=[{"code": "a"}, {"code": "b"}]),
        {"error.0": {"code": "a"}, "error#": 2},
        ("/error",),
    ),
    Release(
        "text becomes an object",
        "video",
        video(model={"name": "sora-3", "tier": 2}),
        {"model.name": "sora-3", "status": "queued"},
        ("/model",),
    ),
    Release(
        "text becomes a list",
        "task",
        {**TASK, "url": ["https://a.example/1", "https://a.example/2"]},
        {"url.1": "https://a.example/2"},
        ("/url",),
    ),
    Release(
        "list becomes a single value",
        "all",
        {"lists": {"plain": "one", "looseTuple": {"x": 1, "y": 2}}},
        {"lists.plain": "one", "lists.loose_tuple.x": 1},
        ("/lists/looseTuple", "/lists/plain"),
    ),
    Release(
        "list becomes an object of pages",
        "list",
        {"items": [{"x": 1, "y": 2}], "next": "c2"},
        {"items.0.x": 1, "next": "c2"},
        ("",),
    ),
    Release(
        "list of other things",
        "list",
        [{"x": 1, "y": 2}, "3,4", [5, 6], {"x": "seven"}],
        {"0!": "Point", "1": "3,4", "2": [5, 6], "3.x": "seven", "3.y": None},
        ("/1", "/2", "/3/x", "/3/y"),
    ),
    Release("list empty", "list", [], {"#": 0}),
    Release(
        "list empty below", "all", {"lists": {"plain": [], "looseTuple": []}}, {"lists.plain#": 0}
    ),
    Release(
        "map becomes a list",
        "all",
        {"maps": {"ofObjects": [{"x": 1, "y": 2}]}},
        {"maps.of_objects.0": {"x": 1, "y": 2}},
        ("/maps/ofObjects",),
    ),
    Release(
        "map of other things",
        "all",
        {"maps": {"ofObjects": {"a": {"x": 1, "y": 2}, "b/c": 3}}},
        {"maps.of_objects.a.x": 1, "maps.of_objects.b/c": 3},
        ("/maps/ofObjects/b~1c",),
    ),
    Release("object empty", "all", {"lists": {}, "maps": {}}, {"lists.plain": None}),
    Release("text at the top", "video", "v1", {"": "v1"}, ("",)),
    Release("list at the top", "video", [VIDEO], {"0": VIDEO}, ("",)),
)

VARIANTS = (
    Release(
        "variant new",
        "vehicle",
        {"@type": "train", "cars": 9},
        {"cars": 9, "@type": "train"},
        ("",),
    ),
    Release(
        "variant new below",
        "all",
        {"vehicle": {"@type": "train", "cars": 9}},
        {"vehicle.cars": 9},
        ("/vehicle",),
    ),
    Release(
        "variant known, with a new word for its tag",
        "vehicle",
        {"@type": "Car", "doors": 4},
        {"doors": 4},
        ("",),
    ),
    Release(
        "variant known, its fields changed",
        "vehicle",
        {"@type": "car", "doors": "five"},
        {"!": "Car", "type": "car", "doors": "five"},
        ("/doors",),
    ),
    Release("variant without a tag", "vehicle", {"doors": 4}, {"doors": 4}),
    Release(
        "variant with a null tag", "vehicle", {"@type": None, "doors": 4}, {"doors": 4}, ("/@type",)
    ),
    Release(
        "variant with a number for its tag",
        "vehicle",
        {"@type": 7, "doors": 4},
        {"doors": 4},
        ("",),
    ),
    Release("variant as text", "vehicle", "car", {"": "car"}, ("",)),
    Release(
        "variant new, told apart by its fields",
        "all",
        {"alternatives": {"objects": {"c": "new"}}},
        {"alternatives.objects.c": "new"},
        ("/alternatives/objects/a", "/alternatives/objects/b"),
    ),
    Release(
        "variant of two at once",
        "all",
        {"alternatives": {"objects": {"a": "1", "b": "2"}}},
        {"alternatives.objects.a": "1", "alternatives.objects.b": "2"},
    ),
    Release(
        "variant new among scalars",
        "all",
        {"alternatives": {"scalars": {"text": "x"}, "oneOrMany": {"many": ["x"]}}},
        {"alternatives.scalars": {"text": "x"}},
        ("/alternatives/oneOrMany", "/alternatives/scalars"),
    ),
    Release(
        "variant new in a list",
        "all",
        {"lists": {"ofUnions": ["x", {"x": 1, "y": 2}, 3, {"r": 1}]}},
        {"lists.of_unions.1!": "Point", "lists.of_unions.2": 3, "lists.of_unions.3.r": 1},
        ("/lists/ofUnions/2", "/lists/ofUnions/3", "/lists/ofUnions/3/x", "/lists/ofUnions/3/y"),
    ),
)

TIMES = (
    Release(
        "date of another zone",
        "render",
        render(keep_until="2026-01-02T03:04:05+08:00"),
        {"render.keep_until": dt.datetime(2026, 1, 1, 19, 4, 5, tzinfo=dt.UTC)},
    ),
    Release(
        "date finer than ours",
        "render",
        render(keep_until="2026-01-02T03:04:05.123456789Z"),
        {"render.keep_until": dt.datetime(2026, 1, 2, 3, 4, 5, 123456, dt.UTC)},
    ),
    Release(
        "date with a zero zone",
        "render",
        render(keep_until="2026-01-02T03:04:05+00:00"),
        {"render.keep_until": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)},
    ),
    Release(
        "date with few decimals",
        "render",
        render(keep_until="2026-01-02T03:04:05.50Z"),
        {"render.keep_until": dt.datetime(2026, 1, 2, 3, 4, 5, 500_000, dt.UTC)},
    ),
    Release(
        "date with a space",
        "render",
        render(keep_until="2026-01-02 03:04:05Z"),
        {"render.keep_until": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)},
    ),
    Release(
        "date as HTTP has it",
        "render",
        render(keep_until="Fri, 02 Jan 2026 03:04:05 GMT"),
        {"render.keep_until": "Fri, 02 Jan 2026 03:04:05 GMT"},
        ("/render/keep_until",),
    ),
    Release(
        "date as seconds",
        "render",
        render(keep_until=1_767_323_045),
        {"render.keep_until": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)},
        ("/render/keep_until",),
    ),
    Release(
        "date as milliseconds",
        "render",
        render(keep_until=1_767_323_045_000),
        {"render.keep_until": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)},
        ("/render/keep_until",),
    ),
    Release(
        "date empty",
        "render",
        render(keep_until=""),
        {"render.keep_until": ""},
        ("/render/keep_until",),
    ),
    Release(
        "day becomes a time",
        "all",
        {"formats": {"date": "2026-01-02T03:04:05Z"}},
        {"formats.date": "2026-01-02T03:04:05Z"},
        ("/formats/date",),
    ),
    Release(
        "identifier in capitals",
        "all",
        {"formats": {"uuid": "8D2A8E2E-0000-4000-8000-00000000000A"}},
        {"formats.uuid!": "UUID"},
    ),
    Release(
        "identifier no longer a UUID",
        "all",
        {"formats": {"uuid": "thing_42"}},
        {"formats.uuid": "thing_42"},
        ("/formats/uuid",),
    ),
)

_DEEP: Any = "bottom"
for _ in range(200):
    _DEEP = {"node": [_DEEP]}

ENVELOPES = (
    Release(
        "wrapped", "task", {"code": "success", "data": TASK}, {"task_id": "t1"}, payload="data"
    ),
    Release(
        "wrapped, with more beside",
        "task",
        {"code": "success", "data": TASK, "trace": "x", "meta": {"region": "eu"}},
        {"task_id": "t1"},
        payload="data",
    ),
    Release(
        "wrapped, code a number",
        "task",
        {"code": 0, "data": TASK},
        {"task_id": "t1"},
        payload="data",
    ),
    Release("flat", "task", {**TASK, "data": {"raw": 1}}, {"task_id": "t1", "data": {"raw": 1}}),
    Release(
        "wrapped where it never was",
        "video",
        {"data": VIDEO},
        {"data.id": "v1", "id": None},
        ("/created_at", "/id", "/model", "/progress", "/status"),
    ),
    Release(
        "wrapped and broken",
        "task",
        {"data": {"task_id": 7, "status": None}},
        {"task_id": 7, "status": None},
        ("/data/status", "/data/task_id"),
        payload="data",
    ),
    Release(
        "wrapped in another envelope",
        "sheet",
        {"reply": {"sheet": {"reference": "cs-1", "state": "ready"}}},
        {"reply.sheet.reference": "cs-1"},
        ("/reference", "/state"),
    ),
    Release(
        "wrapped twice",
        "sheet",
        {"answer": {"sheet": {"reference": "cs-1", "state": "ready"}, "page": 1}},
        {"reference": "cs-1", "state": "ready"},
        payload="answer.sheet",
    ),
    Release("deep", "video", video(tree=_DEEP), {"id": "v1", "tree.node.0.node.0!": "dict"}),
    Release(
        "deep where it is recursive",
        "all",
        {"nest": [[[[[["not a list"]]]]]]},
        {"nest.0.0.0.0.0.0": "not a list"},
        ("/nest/0/0/0/0/0/0",),
    ),
    Release("surrogates", "video", video(prompt="half \ud83d", error=7), {"id": "v1"}, ("/error",)),
)
