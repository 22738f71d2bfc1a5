"""What the next release of a server puts into fields: words, numbers, nothing, and new ones."""

from __future__ import annotations

import datetime as dt

from release_cases import HUGE, TASK, Release, render, video, without

ENUMS = (
    Release("enum", "video", video(status="moderating"), {"status": "moderating"}),
    Release("enum empty", "video", video(status=""), {"status": ""}),
    Release("enum closed", "render", render(phase="paused"), {"render.phase": "paused"}),
    Release("enum nested", "all", {"enums": {"cases": "c", "integers": 11}}, {"enums.cases": "c"}),
    Release("enum in a list", "all", {"enums": {"list": ["n", "up"]}}, {"enums.list_.1": "up"}),
    Release("enum nullable", "all", {"enums": {"withNull": "z"}}, {"enums.with_null": "z"}),
    Release(
        "enum of numbers",
        "all",
        {"enums": {"numbers": 0.75, "booleans": False}},
        {"enums.numbers": 0.75},
    ),
    Release(
        "enum becomes an object",
        "video",
        video(status={"name": "queued", "position": 3}),
        {"status.name": "queued", "status.position": 3, "id": "v1"},
        ("/status",),
    ),
    Release("enum becomes a number", "video", video(status=3), {"status": 3}, ("/status",)),
    Release(
        "constant changes", "video", video(object="video.v2"), {"object": "video.v2"}, ("/object",)
    ),
    Release("constant nested", "all", {"enums": {"constNumber": 43}}, {}, ("/enums/constNumber",)),
)

FIELDS = (
    Release("field new", "video", video(moderation="passed"), {"moderation": "passed"}),
    Release(
        "field new and an object",
        "video",
        video(usage={"credits": 2.5, "by": [{"step": "x"}]}),
        {"usage.credits": 2.5, "usage.by.0.step": "x"},
    ),
    Release(
        "field new below",
        "video",
        video(error={"code": "x", "message": "y", "hint": "z"}),
        {"error.hint": "z"},
    ),
    Release(
        "field new in an item",
        "list",
        [{"x": 1, "y": 2, "z": 3}],
        {"0.z": 3, "0!": "Point", "#": 1},
    ),
    Release(
        "field named like a Python name of ours",
        "all",
        {"formats": {"date_time": "soon", "dateTime": "2026-01-02T03:04:05Z"}},
        {"formats.date_time": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)},
    ),
    Release(
        "field named like a method",
        "video",
        video(to_wire=1, model_dump="x", model_fields_set=[2], __class__="y"),
        {"id": "v1"},
    ),
    Release("field missing, optional", "task", TASK, {"url": None, "metadata": None}),
    Release(
        "field missing, required",
        "video",
        without("progress", "created_at"),
        {"id": "v1", "progress": None, "created_at": None},
        ("/created_at", "/progress"),
    ),
    Release(
        "field missing, required below",
        "render",
        render(fault={"code": 17}),
        {"render.fault.reason": None, "render.fault.code": 17},
        ("/render/fault/reason",),
    ),
    Release("field missing, constant", "video", without("object"), {"id": "v1", "object": "video"}),
    Release(
        "field missing, all of them",
        "video",
        {},
        {"id": None, "status": None, "error": None},
        ("/created_at", "/id", "/model", "/progress", "/status"),
    ),
    Release("null, optional", "video", video(error=None, url=None), {"error": None}),
    Release("null, optional, not nullable", "video", video(size=None), {"size": None}),
    Release(
        "null, required",
        "video",
        video(progress=None, model=None),
        {"progress": None, "model": None, "id": "v1"},
        ("/model", "/progress"),
    ),
    Release("null, a required object", "render", {"render": None}, {"render": None}, ("/render",)),
    Release(
        "null for a list",
        "all",
        {"lists": {"plain": None, "nested": [None]}},
        {"lists.nested": [None]},
        ("/lists/nested/0",),
    ),
    Release(
        "null in a list of objects",
        "list",
        [{"x": 1, "y": 2}, None],
        {"0.x": 1, "1": None},
        ("/1",),
    ),
    Release("null in a map", "map", {"a": 1, "b": None}, {"a": 1, "b": None}, ("/b",)),
    Release("null at the top", "video", None, {"": None}, ("",)),
    Release(
        "name in another case",
        "video",
        {**without("created_at"), "createdAt": 5},
        {"createdAt": 5, "created_at": None},
        ("/created_at",),
    ),
)

NUMBERS = (
    Release(
        "integer becomes a fraction",
        "video",
        video(progress=12.5),
        {"progress": 12.5},
        ("/progress",),
    ),
    Release("integer with a point", "video", video(progress=12.0), {"progress": 12}),
    Release("integer as digits", "video", video(progress="12"), {"progress": 12}, ("/progress",)),
    Release(
        "integer as text", "video", video(progress="12 %"), {"progress": "12 %"}, ("/progress",)
    ),
    Release(
        "integer as digits below",
        "all",
        {"folder": {"files": []}, "formats": {"int64": "9007199254740993"}},
        {"formats.int64": 9007199254740993},
        ("/formats/int64",),
    ),
    Release("integer beyond 64 bits", "video", video(created_at=HUGE), {"created_at": HUGE}),
    Release(
        "integer becomes a date",
        "video",
        video(created_at="2026-01-02T03:04:05Z"),
        {"created_at": "2026-01-02T03:04:05Z"},
        ("/created_at",),
    ),
    Release(
        "integer becomes a truth", "video", video(progress=True), {"progress": 1}, ("/progress",)
    ),
    Release("number without a fraction", "render", render(portion=1), {"render.portion": 1}),
    Release(
        "number of many digits", "render", render(portion=HUGE), {"render.portion": float(HUGE)}
    ),
    Release("number with an exponent", "render", render(portion=1e-9), {"render.portion": 1e-9}),
    Release(
        "number as text",
        "render",
        render(portion="0.50"),
        {"render.portion": 0.5},
        ("/render/portion",),
    ),
    Release(
        "number as a percentage",
        "render",
        render(portion="50%"),
        {"render.portion": "50%"},
        ("/render/portion",),
    ),
    Release("number null", "render", render(portion=None), {"render.portion": None}),
    Release("number at the top", "number", 5, {"": 5}),
    Release("number at the top as text", "number", "lots", {"": "lots"}, ("",)),
    Release(
        "numbers in lists",
        "all",
        {"lists": {"nested": [[[1, 2.5, HUGE]]]}},
        {"lists.nested.0.0.1": 2.5},
    ),
    Release(
        "numbers in a map",
        "map",
        {"a": 1, "b": "2", "c": 2.5},
        {"a": 1, "b": 2, "c": 2.5},
        ("/b", "/c"),
    ),
    Release("text becomes a number", "video", video(size=720), {"size": 720}, ("/size",)),
    Release("identifier becomes a number", "video", video(id=HUGE), {"id": HUGE}, ("/id",)),
    Release(
        "truth as a word",
        "all",
        {"untyped": {}, "enums": {"booleans": "yes"}},
        {"enums.booleans": True},
        ("/enums/booleans",),
    ),
    Release(
        "one of several types",
        "task",
        {**TASK, "progress": 33.3},
        {"progress": 33.3},
        ("/progress",),
    ),
    Release("progress as text", "task", {**TASK, "progress": "30%"}, {"progress": "30%"}),
)
