"""What a request may say: the checks of both dialects, written from the document by hand.

Each check that fails has a name, such as `duration:low`, so that a faulty server can leave it out.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import jsonschema_rs
import yaml

Body = dict[str, object]
Check = Callable[[object], str | None]


def text(value: object) -> str | None:
    return None if isinstance(value, str) else "type"


def prompt(longest: int | None) -> Check:
    def check(value: object) -> str | None:
        if not isinstance(value, str):
            return "type"
        if not value.strip():
            return "blank" if value else "empty"
        return "long" if longest and len(value) > longest else None

    return check


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def positive(value: object) -> str | None:
    if not _number(value):
        return "type"
    return None if value > 0 else "low"


def integer(low: int | None) -> Check:
    def check(value: object) -> str | None:
        if not _number(value):
            return "type"
        if value != int(value):
            return "fraction"
        return "low" if low is not None and value < low else None

    return check


def mode(value: object) -> str | None:
    if not isinstance(value, str):
        return "type"
    return None if value in ("std", "pro", "4k") else "word"


def texts(value: object) -> str | None:
    if not isinstance(value, list):
        return "type"
    return None if all(isinstance(item, str) for item in value) else "item"


def thing(value: object) -> str | None:
    return None if isinstance(value, dict) else "type"


def seconds(value: object) -> str | None:
    if isinstance(value, str):
        return None if re.fullmatch(r"[0-9]+", value) else "word"
    if not _number(value):
        return "type"
    return integer(1)(value)


def reference(value: object) -> str | None:
    if isinstance(value, str | bytes):
        return None
    if not isinstance(value, dict):
        return "type"
    if not value:
        return "none"
    if len(value) > 1:
        return "both"
    is_fit = all(isinstance(value.get(name, ""), str) for name in ("image_url", "file_id"))
    return None if is_fit else "inner"


SHARED: dict[str, Check] = {
    "model": text,
    "size": text,
    "image": text,
    "images": texts,
    "duration": positive,
    "mode": mode,
    "metadata": thing,
}
GENERATION = SHARED | {
    "prompt": prompt(None),
    "width": integer(1),
    "height": integer(1),
    "fps": integer(1),
    "seed": integer(None),
    "n": integer(1),
    "response_format": text,
    "user": text,
}
VIDEO = SHARED | {"prompt": prompt(32000), "seconds": seconds, "input_reference": reference}


def complaints(body: object, checks: dict[str, Check], required: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with a body, as `field:kind`."""
    if not isinstance(body, dict):
        yield "body:type"
        return
    for name in required:
        if name not in body:
            yield f"{name}:missing"
    for name, check in checks.items():
        if name in body and (kind := check(body[name])):
            yield f"{name}:{kind}"


def of_form(fields: Body) -> Body:
    """A form's texts as what they stand for. A text that stands for nothing stays one."""
    body: Body = {}
    for name, value in fields.items():
        inner = re.fullmatch(r"metadata\[(\w+)\](?:\[.*)?", name)
        if inner:
            kept = body.setdefault("metadata", {})
            if isinstance(kept, dict):
                kept[inner[1]] = value
        elif name == "images" and not isinstance(value, list):
            body[name] = [value]
        elif name in ("duration", "metadata") and isinstance(value, str):
            try:
                body[name] = json.loads(value)
            except ValueError:
                body[name] = value
        else:
            body[name] = value
    return body


# -- what only the descriptions say ----------------------------------------------------------------

KNOWN = [
    "kling-v1",
    "kling-v1-6",
    "kling-v2-master",
    "jimeng_vgfm_t2v_l20",
    "jimeng_vgfm_i2v_l20",
    "viduq1",
    "viduq2",
    "vidu2.0",
    "vidu1.5",
    "sora-2",
    "sora-2-pro",
    "veo-3",
    "veo-3.0-generate-001",
    "veo-3.1-generate-preview",
    "veo-3.1-fast-generate-preview",
]
SIZES = {"sora-2": ("720x1280", "1280x720")}
SIZES["sora-2-pro"] = (*SIZES["sora-2"], "1024x1792", "1792x1024")


def picky(body: Body, family: str) -> str | None:
    """What a server may refuse that the schemas allow: unknown models, what a model cannot do."""
    model = body.get("model", "sora-2" if family == "video" else "")
    if model not in KNOWN:
        return "model:unknown"
    if isinstance(model, str) and model.startswith("sora") and family == "video":
        if str(body.get("seconds", "4")) not in ("4", "8", "12"):
            return "seconds:unknown"
        if body.get("size", "720x1280") not in SIZES[model]:
            return "size:unknown"
    duration = body.get("duration")
    if isinstance(duration, int | float) and (duration != int(duration) or duration > 16):
        return "duration:unknown"
    metadata = body.get("metadata")
    if isinstance(metadata, dict) and str(model).startswith("kling"):
        if not isinstance(metadata.get("duration", "5"), str):
            return "metadata:duration"
        parts = [k for k in ("image_tail", "camera_control") if k in metadata]
        if "static_mask" in metadata or "dynamic_masks" in metadata:
            parts.append("masks")
        if len(parts) > 1:
            return "metadata:exclusive"
    if family == "generation" and len(str(body.get("prompt", ""))) > 5000:
        return "prompt:vendor"
    return None


def of_vendor(body: Body) -> str | None:
    """What a server refuses that holds metadata against the schema of its model's vendor."""
    model, metadata = str(body.get("model")), body.get("metadata")
    for vendor in ("Kling", "Jimeng", "Vidu", "Veo"):
        is_theirs = model.startswith(vendor.lower()) and isinstance(metadata, dict)
        if is_theirs and not _metadata(vendor).is_valid(metadata):
            return f"metadata:{vendor}"
    pictures = body.get("images")
    for picture in [body.get("image"), *(pictures if isinstance(pictures, list) else ())]:
        if isinstance(picture, str) and not re.match("https?://|data:", picture):
            try:
                base64.b64decode(picture, validate=True)
            except ValueError:
                return "image:unreadable"
    if body.get("response_format", "url") != "url":
        return "response_format:unknown"
    return "mode:model" if body.get("mode") == "4k" and model.startswith("kling") else None


@cache
def _metadata(vendor: str) -> jsonschema_rs.Draft202012Validator:
    file = Path(__file__).resolve().parents[2] / "spec" / "video.openapi.yaml"
    document = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    reference = f"#/components/schemas/{vendor}Metadata"
    whole = {"$ref": reference, "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
