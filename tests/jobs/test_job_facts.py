"""What a number of progress is out of: the schema says so, wherever it is."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from callsheet.diagnostics import Report
from callsheet.lower import lower
from callsheet.read import read

FRACTION = {"type": "number", "minimum": 0, "maximum": 1}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}


def document(schema: Any, unwrap: Any, components: Any) -> dict[str, Any]:
    media = {"schema": schema, **({"x-unwrap": unwrap} if unwrap else {})}
    ok = {"200": {"description": "Ok.", "content": {"application/json": media}}}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    job = {
        "id": "/id",
        "poll": {"operation": "ask", "parameter": "id", "status": "/state", "progress": "/done"},
        "states": {"waiting": ["new"], "done": ["over"], "failed": ["bad"]},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "components": {"schemas": components},
        "paths": {
            "/j": {"post": {"operationId": "start", "x-job": job, "responses": ok}},
            "/j/{id}": {"get": {"operationId": "ask", "parameters": [parameter], "responses": ok}},
        },
    }


def polled(done: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"id": {}, "state": {}, "done": done}}


@pytest.mark.parametrize(
    ("schema", "whole"),
    [
        (polled(FRACTION), 1),
        (polled({**FRACTION, "maximum": 1.0}), 1),
        (polled(PERCENT), 100),
        (polled({"type": "number"}), 100),
        (polled({"type": "string"}), 100),
        (polled({"anyOf": [FRACTION, {"type": "null"}]}), 1),
        (polled({"anyOf": [FRACTION, {"type": "string"}]}), 1),
        # Nobody can tell which of the two is meant.
        (polled({"anyOf": [FRACTION, PERCENT]}), 100),
        (polled({"$ref": "#/components/schemas/Share"}), 1),
        ({"allOf": [{"$ref": "#/components/schemas/Job"}, {"type": "object"}]}, 1),
        ({"type": "object", "properties": {"data": polled(FRACTION), "state": {}}}, 1),
    ],
)
def test_what_progress_is_out_of(schema: Any, whole: float, tmp_path: Any) -> None:
    unwrap = {"payload": "/data", "unless": "/state"} if "data" in str(schema) else None
    components = {"Share": FRACTION, "Job": polled({"$ref": "#/components/schemas/Share"})}
    file = tmp_path / "api.yaml"
    file.write_text(yaml.safe_dump(document(schema, unwrap, components)))
    report = Report()
    api = lower(read(file, report), report)
    (job,) = (one.job for one in api.operations if one.job)
    assert job.progress_whole == whole
