"""What was given on the command line, as the arguments of a client's method."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any, cast

from .._core.omit import Omit, omit
from .command import Command, Extra
from .inputs import content, json_of, json_or_text
from .options import Option, Options, dashed
from .trouble import Misuse, Unfit


def arguments(command: Command[Any], told: Namespace) -> tuple[Options, Extra]:
    """Return what a command is given, and what is sent beside it. Raises Misuse."""
    known = list(command.options.declared())
    given: dict[str, Any] = {}
    further: dict[str, Any] = {}
    if "body" in told:
        given, further = _of_body(read("--body", json_of, told.body), known)
    for one in known:
        texts = getattr(told, f"given.{one.name}")
        if texts is not None:
            given[one.name] = _value(one, texts)
    for text in getattr(told, "set", ()):
        _set(given, known, text)
    missing = [one for one in known if one.is_required and one.name not in given]
    if missing:
        names = ", ".join(_called(one) for one in missing)
        raise Misuse(f"{command.word} needs {names}")
    extra = Extra(
        headers=pairs("--header", ":", getattr(told, "header", ())) or None,
        query=pairs("--query", "=", getattr(told, "query", ())) or None,
        body=further or None,
        media_type=getattr(told, "media_type", None),
    )
    return command.options(given), extra


def read(flag: str, how: Any, text: str) -> Any:
    """Read a text. Raises Misuse where it is not what is wanted."""
    try:
        return how(text)
    except Unfit as error:
        raise Misuse(f"{flag}: {error}") from error


def pairs(flag: str, sign: str, texts: Sequence[str]) -> dict[str, str]:
    """Return names and values. Raises Misuse where a text is no pair."""
    made: dict[str, str] = {}
    for text in texts:
        name, found, value = text.partition(sign)
        if not found or not name.strip():
            raise Misuse(f"{flag} wants NAME{sign}VALUE, not {text!r}")
        made[name.strip()] = value.strip() if sign == ":" else value
    return made


def _called(option: Option[Any]) -> str:
    if option.is_positional:
        return option.name.strip("_").upper()
    return option.flag if option.takes.is_flag else f"{option.flag} {option.takes.name}"


def _of_body(
    body: object, known: Sequence[Option[Any]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of a body that the document knows, and the others."""
    if not isinstance(body, dict):
        raise Misuse("--body wants a JSON object; a single value goes into an option")
    fields = {one.wire: one.name for one in known if one.source == "field"}
    given: dict[str, Any] = {}
    further: dict[str, Any] = {}
    for key, value in cast("dict[str, Any]", body).items():
        if key in fields:
            given[fields[key]] = value
        else:
            further[key] = value
    return given, further


def _value(option: Option[Any], texts: Any) -> Any:
    """Return the value of an option from its texts: several, if it was repeated."""
    if isinstance(texts, bool):
        return texts
    if option.is_positional:
        return _place(option, texts)
    if not option.takes.is_list:
        if len(texts) > 1:
            raise Misuse(f"{option.flag} can be given once")
        return read(option.flag, option.takes.read, texts[0])
    return [
        item for text in texts for item in read(option.flag, option.takes.read, text)
    ]


def _place(option: Option[Any], text: str) -> Any:
    """Return the value of an argument without a flag; an id may come out of a piped answer."""
    flag = _called(option)
    if text == "-" and option.id_at:
        text = _id_of(read(flag, content, text), option.id_at)
        return option.takes.read(f"@{text}" if text.startswith("@") else text)
    return read(flag, option.takes.read, text)


def _id_of(text: str, pointers: Sequence[str]) -> str:
    from .._core.values import text_at

    try:
        body: Any = json.loads(text)
    except ValueError:
        return text.strip()
    found = text_at(body, (*pointers, "/job"))
    return text.strip() if found is None else found


def _set(given: dict[str, Any], known: Sequence[Option[Any]], text: str) -> None:
    path, sign, told = text.partition("=")
    if not sign:
        raise Misuse(f"--set wants NAME=JSON, not {text!r}")
    head, *steps = path.split(".")
    option = next(
        (one for one in known if head in (one.name, one.wire, dashed(one.name))), None
    )
    if option is None:
        names = ", ".join(dashed(one.name) for one in known)
        raise Misuse(f"--set: there is no {head}, but {names}; --body can send more")
    value = read("--set", json_or_text, told)
    if not steps:
        given[option.name] = value
        return
    before = given.get(option.name, omit)
    given[option.name] = _within(before, steps, value, path)


def _within(before: Any, steps: Sequence[str], value: Any, path: str) -> Any:
    """Return a value with another put inside."""
    if not steps:
        return value
    if isinstance(before, Omit):
        return {steps[0]: _within(omit, steps[1:], value, path)}
    if isinstance(before, Mapping):
        inner = cast("Mapping[str, Any]", before)
        changed = _within(inner.get(steps[0], omit), steps[1:], value, path)
        return {**inner, steps[0]: changed}
    raise Misuse(
        f"--set {path}: {steps[0]} cannot be reached, for there is no object around it"
    )
