"""What the callers of the old clients call, written once for both styles."""

from __future__ import annotations

from collections.abc import Callable
from inspect import isawaitable
from typing import Any

CALLS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "video": ("video", lambda client: client.videos.retrieve("v1")),
    "create": ("video", lambda client: client.videos.create(prompt="x")),
    "task": ("video", lambda client: client.generations.retrieve("t1")),
    "all": ("sink", lambda client: client.schemas.all()),
    "vehicle": ("sink", lambda client: client.bodies.union(body={"@type": "bike"})),
    "list": ("sink", lambda client: client.bodies.list(body=[{"x": 1, "y": 2}])),
    "map": ("sink", lambda client: client.bodies.map_response()),
    "number": ("sink", lambda client: client.bodies.scalar(body=1)),
    "render": ("studio", lambda client: client.renders.get("r-7")),
    "sheet": ("studio", lambda client: client.contact_sheets.get(reference="cs-1")),
}


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value
