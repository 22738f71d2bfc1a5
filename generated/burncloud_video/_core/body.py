"""Request bodies: which media type to send, and the bytes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast
from urllib.parse import quote_plus

from .encode import RESERVED, UNRESERVED, pairs_of
from .errors import ArgumentError
from .files import UNKNOWN_MEDIA, FileInput, is_file, upload
from .multipart import MultipartBody
from .omit import Omit
from .payload import (
    Part,
    Payload,
    as_text,
    fields_of,
    is_list,
    lacking,
    plain_or_refused,
)
from .values import Json, wired


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A body of JSON."""

    media: str
    lacks: Sequence[str] = ()
    """Fields that other media types of the same body have, and this one has not."""

    def problem(self, value: object) -> str:
        """Say why this media type cannot carry a value; empty where it can."""
        if _has_file(value):
            return "cannot carry a file"
        return lacking(self.lacks, value)

    def payload(self, value: object) -> Payload:
        """Return the bytes."""
        made = plain_or_refused("the body", value)
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        return Payload(self.media, (text.encode(),))


@dataclass(frozen=True, slots=True)
class FormBody:
    """A body of fields, as an HTML form without files sends it."""

    media: str
    lacks: Sequence[str] = ()
    """Fields that other media types of the same body have, and this one has not."""
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])

    def problem(self, value: object) -> str:
        """Say why this media type cannot carry a value; empty where it can."""
        if _has_file(value):
            return "cannot carry a file"
        return lacking(self.lacks, value)

    def payload(self, value: object) -> Payload:
        """Return the bytes."""
        pairs: list[tuple[str, str]] = []
        for name, item in fields_of(value).items():
            pairs += self._pairs(
                name, plain_or_refused(name, item), self.parts.get(name)
            )
        text = "&".join(f"{key}={value}" for key, value in pairs)
        return Payload(self.media, (text.encode("ascii"),))

    def _pairs(
        self, name: str, value: Json, part: Part | None
    ) -> list[tuple[str, str]]:
        part = part or Part()
        if part.media or (
            isinstance(value, dict) and part.style == "form" and part.explode
        ):
            # An object has no style by default: it is JSON, as one part of a multipart body is.
            value = as_text(value, part.media)
        safe = RESERVED if part.allow_reserved else UNRESERVED

        def escape(text: str) -> str:
            return quote_plus(text, safe=safe)

        return pairs_of(name, value, part.style, explode=part.explode, escape=escape)


@dataclass(frozen=True, slots=True)
class TextBody:
    """A body of text."""

    media: str

    def problem(self, value: object) -> str:
        """Say why this media type cannot carry a value; empty where it can."""
        return "" if isinstance(value, (str, bytes)) else "can only carry text"

    def payload(self, value: object) -> Payload:
        """Return the bytes."""
        return Payload(
            self.media, (value if isinstance(value, bytes) else str(value).encode(),)
        )


@dataclass(frozen=True, slots=True)
class BinaryBody:
    """A body that is a file."""

    media: str
    """A range, such as ``image/*``, where the file tells the rest."""

    def problem(self, value: object) -> str:
        """Say why this media type cannot carry a value; empty where it can."""
        return "" if is_file(value) else "can only carry a file"

    def payload(self, value: object) -> Payload:
        """Return the bytes, the file not yet read."""
        file = upload(cast("FileInput", value))
        media = (file.media or UNKNOWN_MEDIA) if "*" in self.media else self.media
        return Payload(media, (file,))


Content: TypeAlias = JsonBody | FormBody | MultipartBody | TextBody | BinaryBody


@dataclass(frozen=True, slots=True)
class Fields:
    """A body given field by field."""

    values: Mapping[str, object]
    contents: Sequence[Content]
    required: bool = False
    """Whether there is a body even where there are no fields."""

    def given(self, extra: Mapping[str, object] | None) -> object:
        """Return the fields that were given, and extra ones; `omit` where there shall be no body."""
        values = {k: v for k, v in self.values.items() if not isinstance(v, Omit)}
        values.update(extra or {})
        return values if values or self.required else Omit()


@dataclass(frozen=True, slots=True)
class Whole:
    """A body given as one value."""

    value: object
    contents: Sequence[Content]

    def given(self, extra: Mapping[str, object] | None) -> object:
        """Return the value, with extra fields; `omit` where there shall be no body."""
        if not extra:
            return self.value
        return {
            **fields_of({} if isinstance(self.value, Omit) else self.value),
            **extra,
        }


@dataclass(frozen=True, slots=True)
class NoBody:
    """No body is described; extra fields are sent as JSON."""

    contents: Sequence[Content] = (JsonBody("application/json"),)

    def given(self, extra: Mapping[str, object] | None) -> object:
        """Return the extra fields; `omit` where there are none."""
        return extra or Omit()


Body: TypeAlias = Fields | Whole | NoBody


def encode(
    body: Body, extra: Mapping[str, object] | None, media_type: str | None
) -> Payload | None:
    """Return the bytes of a body in the first media type that can carry it; None for no body."""
    value = body.given(extra)
    if isinstance(value, Omit):
        return None
    if media_type is not None:
        content = _named(body.contents, media_type)
        problem = content.problem(value)
        if problem:
            raise ArgumentError(f"{media_type} {problem}")
        return content.payload(value)
    problems: list[str] = []
    for content in body.contents:
        problem = content.problem(value)
        if not problem:
            return content.payload(value)
        problems.append(f"{content.media} {problem}")
    raise ArgumentError(f"no media type can carry the body: {'; '.join(problems)}")


def _named(contents: Sequence[Content], media_type: str) -> Content:
    wanted = media_type.partition(";")[0].strip().lower()
    for content in contents:
        if content.media.partition(";")[0].strip().lower() == wanted:
            return content
    for content in contents:
        if isinstance(content, BinaryBody) and "*" in content.media:
            return BinaryBody(media_type)
    known = ", ".join(content.media for content in contents)
    raise ArgumentError(f"the body cannot be {media_type}, only {known}")


def _has_file(value: object) -> bool:
    if value is None or isinstance(value, (str, int, float)):
        return False
    if is_file(value):
        return True
    value = wired(value) or value
    if isinstance(value, Mapping):
        return any(
            _has_file(item) for item in cast("Mapping[object, object]", value).values()
        )
    return is_list(value) and any(
        _has_file(item) for item in cast("Sequence[object]", value)
    )
