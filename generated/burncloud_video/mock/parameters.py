"""What a request says outside of its body, decoded by style and checked by schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, unquote_plus

from starlette.requests import Request

from .coerce import coerce, nest, parse_json
from .contract import Parameter
from .pointers import Json, Object, members
from .refusals import BAD, UNKNOWN, Refusal
from .routes import Match
from .schemas import Schemas

Values = dict[tuple[str, str], Json]
"""By location and wire name."""
_BETWEEN = {"spaceDelimited": " ", "pipeDelimited": "|"}


def read(request: Request, match: Match, schemas: Schemas) -> Values:
    """Return the values of all parameters that are there, or have a default. Raises Refusal."""
    found: Values = {}
    query = _query(request)
    # An object without known members takes what no other parameter is called.
    others = frozenset(parameter.name for parameter in match.operation.parameters)
    for parameter in match.operation.parameters:
        try:
            value, is_there = _find(
                parameter, request, query, match.places, schemas, others
            )
        except ValueError as error:
            raise Refusal(BAD, f"{parameter.name}: {error}", parameter.name) from None
        if is_there:
            found[parameter.location, parameter.name] = _checked(
                parameter, value, schemas
            )
        elif parameter.required:
            where = f"{parameter.location} parameter"
            raise Refusal(
                BAD, f"{parameter.name}: the {where} is required", parameter.name
            )
        else:
            default = schemas.resolve(parameter.schema).get("default")
            if default is not None:
                found[parameter.location, parameter.name] = default
    return found


def _checked(parameter: Parameter, value: Json, schemas: Schemas) -> Json:
    problem = schemas.problem(parameter.schema, value, "request")
    if problem is None:
        return value
    name = problem.name
    dot = "." if name and not name.startswith("[") else ""
    # What cannot be an id is the id of nothing.
    reason = UNKNOWN if parameter.location == "path" else BAD
    raise Refusal(
        reason, f"{parameter.name}{dot}{name}: {problem.message}", parameter.name
    )


def _query(request: Request) -> list[tuple[str, str]]:
    """Return the pairs of the query, the values still encoded."""
    raw = request.scope["query_string"].decode("latin-1")
    pairs = (pair.partition("=") for pair in raw.split("&") if pair)
    return [(unquote_plus(key), value) for key, _, value in pairs]


def _find(
    parameter: Parameter,
    request: Request,
    query: Sequence[tuple[str, str]],
    places: Mapping[str, str],
    schemas: Schemas,
    others: frozenset[str],
) -> tuple[Json, bool]:
    """Return the value of a parameter, and whether it is there."""
    kinds = schemas.kinds(parameter.schema)
    is_object = "object" in kinds and parameter.media == ""
    if parameter.location == "query" and is_object and parameter.style != "form":
        pairs = [
            (k, unquote_plus(v)) for k, v in query if k.startswith(parameter.name + "[")
        ]
        value = nest(pairs).get(parameter.name)
        return coerce(schemas, value, parameter.schema), bool(pairs)
    if parameter.location == "query" and is_object and parameter.explode:
        known = {
            key for view in schemas.views(parameter.schema) for key in _properties(view)
        }
        spread: Object = {
            key: unquote_plus(value)
            for key, value in query
            if key in known or (not known and key not in others)
        }
        return coerce(schemas, spread, parameter.schema), bool(spread)
    texts = _texts(parameter, request, query, places)
    if not texts:
        return None, False
    if parameter.media:
        return parse_json(unquote(texts[0])), True
    if "array" in kinds and "string" not in kinds:
        items = texts if len(texts) > 1 else _split(parameter, texts[0])
        listed: Json = [_decoded(parameter, item) for item in items]
        return coerce(schemas, listed, parameter.schema), True
    if is_object and "string" not in kinds:
        return coerce(schemas, _object(parameter, texts[0]), parameter.schema), True
    text = _decoded(parameter, _bare(parameter, texts[-1]))
    return coerce(schemas, text, parameter.schema), True


def _properties(view: Object) -> Object:
    return members(view.get("properties"))


def _texts(
    parameter: Parameter,
    request: Request,
    query: Sequence[tuple[str, str]],
    places: Mapping[str, str],
) -> list[str]:
    name = parameter.name
    if parameter.location == "query":
        return [value for key, value in query if key in (name, f"{name}[]")]
    if parameter.location == "path":
        return [places[name]] if name in places else []
    if parameter.location == "header":
        return request.headers.getlist(name)
    return [request.cookies[name]] if name in request.cookies else []


def _bare(parameter: Parameter, text: str) -> str:
    """Take off what the label and matrix styles put in front."""
    if parameter.style == "label":
        return text.removeprefix(".")
    if parameter.style == "matrix":
        return text.removeprefix(f";{parameter.name}=")
    return text


def _split(parameter: Parameter, text: str) -> list[str]:
    text = _bare(parameter, text)
    if parameter.style == "form" and parameter.explode:
        return [text]
    if parameter.style == "label" and parameter.explode:
        return text.split(".")
    if parameter.style == "matrix" and parameter.explode:
        return text.split(f";{parameter.name}=")
    between = _BETWEEN.get(parameter.style)
    if between:
        return re.split(
            "(?i)" + "|".join([re.escape(between), f"%{ord(between):02x}", r"\+"]), text
        )
    return re.split(r", ?", text) if text else []


def _object(parameter: Parameter, text: str) -> Object:
    """Read ``a=1,b=2`` (exploded) or ``a,1,b,2``."""
    if parameter.explode:
        between = {"label": ".", "matrix": ";"}.get(parameter.style, ",")
        pairs = [
            pair.partition("=") for pair in text.removeprefix(between).split(between)
        ]
        return {unquote(key): _decoded(parameter, value) for key, _, value in pairs}
    parts = _bare(parameter, text).split(",")
    return {
        unquote(key): _decoded(parameter, value)
        for key, value in zip(parts[::2], parts[1::2], strict=False)
    }


def _decoded(parameter: Parameter, text: str) -> str:
    if parameter.location == "query":
        return unquote_plus(text)
    return unquote(text) if parameter.location in ("path", "cookie") else text
