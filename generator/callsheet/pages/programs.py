"""Calls in programs on a page: fetch, axios, requests, httpx. They are read, never run.

Only what stands there literally is taken: the URL, the method, headers, query and form by their
names, a body that is written out, in place or in a variable. All else is a value that the page does
not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from callsheet.data import dataclass
from callsheet.pages.curl import Command, Said
from callsheet.pages.json_sample import NotJson, Path, Sample
from callsheet.pages.literals import Literal, read_literal
from callsheet.pages.page import Text
from callsheet.plain import is_object

_LONGEST = 40_000
_MOST = 40
_METHODS = ("get", "post", "put", "patch", "delete")
_VERBS = "|".join(_METHODS)
_CALL = re.compile(
    rf"\b(?:fetch|axios|(?:requests|httpx|axios|session|client|http|api)\.(?P<verb>{_VERBS}|request))"
    r"(?:<[^<>()]{0,40}>)?\s*\(\s*",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"^[ \t]*(?:(?:export[ \t]+)?(?:const|let|var)[ \t]+)?(?P<name>[A-Za-z_$][\w$]*)"
    r"(?:[ \t]*:[ \t]*[\w<>, \[\]]{1,40})?[ \t]*=(?!=)[ \t]*(?=[\[{\"'`A-Za-z_$])",
    re.MULTILINE,
)
_VERB = re.compile(rf"[\"']?({_VERBS})[\"']?", re.IGNORECASE)
_WORD = re.compile(r"\s*(?:(?P<name>[A-Za-z_]\w*)\s*=(?!=)\s*)?")
_URL = re.compile(r"(?:https?://|(?:\$?\{[^{}\s]{1,60}\})?/)[^\s\"'`]{1,300}")
_PART = re.compile(r"\.append\(\s*(?P<quote>[\"'`])(?P<name>[\w\-]+(?:\[\])?)(?P=quote)\s*,")
_NEW_FORM = re.compile(r"\bnew\s+FormData\b")


@dataclass(frozen=True, slots=True)
class _Argument:
    name: str
    literal: Literal


def read_calls(text: Text) -> Iterator[Command]:
    """Yield what the calls of a program would send, in order."""
    source = text.text[:_LONGEST]
    done = passed = 0
    for call in list(_CALL.finditer(source))[:_MOST]:
        if call.start() < passed:
            continue  # within the arguments of another
        try:
            given, passed = _arguments(text, call.end())
        except NotJson:
            continue
        given = [_known(text, each, call.start()) for each in given]
        form = max((f.start() for f in _NEW_FORM.finditer(source, done, call.start())), default=-1)
        made = _command(text.line(call.start()), (call.group("verb") or "").lower(), given)
        if made is None:
            continue
        if form >= 0 and not made.bodies:
            parts = _PART.finditer(source, form, call.start())
            made.form += [(part.group("name"), Said("", text.line(part.start()))) for part in parts]
        done = passed
        yield made


# Arguments.


def _arguments(text: Text, at: int) -> tuple[list[_Argument], int]:
    given = list[_Argument]()
    while at < len(text.text) and len(given) < 12:
        word = _WORD.match(text.text, at)
        at = word.end() if word else at
        if text.text[at : at + 1] in ("", ")"):
            break
        literal, at = read_literal(text, at)
        given.append(_Argument((word and word.group("name")) or "", literal))
        while text.text[at : at + 1].isspace():
            at += 1
        if text.text[at : at + 1] != ",":
            break
        at += 1
    return given, at


def _known(text: Text, argument: _Argument, before: int) -> _Argument:
    """Put the value of a variable in its place, where the program assigns one."""
    name = argument.literal.names.get(())
    literal = _assigned(text, name, before) if name else argument.literal
    if literal is None:
        return argument
    literal = replace(literal, as_json=literal.as_json or argument.literal.as_json)
    inner = {path: name for path, name in literal.names.items() if len(path) == 1}
    for path, name in inner.items():
        there = _assigned(text, name, before)
        if there is not None:
            literal = _with(literal, path, there)
    return _Argument(argument.name, literal)


def _assigned(text: Text, name: str, before: int) -> Literal | None:
    """Return the value that was last assigned to a variable."""
    found = [each for each in _ASSIGNED.finditer(text.text, 0, before) if each["name"] == name]
    try:
        return read_literal(text, found[-1].end())[0] if found else None
    except NotJson:
        return None


def _with(outer: Literal, path: Path, inner: Literal) -> Literal:
    """Return a literal with another one in place of a variable."""
    sample = outer.sample
    whole = {**sample.value, path[-1]: inner.sample.value}
    put = Sample(
        whole,
        sample.lines | {path + each: line for each, line in inner.sample.lines.items()},
        sample.partial | {path + each for each in inner.sample.partial},
        (sample.unknown - {path}) | {path + each for each in inner.sample.unknown},
    )
    return Literal(
        put,
        {each: name for each, name in outer.names.items() if each != path},
        outer.texts | {path + each: written for each, written in inner.texts.items()},
        outer.as_json,
    )


def _member(literal: Literal, name: str) -> Literal | None:
    """Return a member of an object as a value of its own."""
    sample = literal.sample
    if not is_object(sample.value) or name not in sample.value:
        return None

    def below(path: Path) -> bool:
        return path[:1] == (name,)

    return Literal(
        Sample(
            sample.value[name],
            {path[1:]: line for path, line in sample.lines.items() if below(path)},
            frozenset(path[1:] for path in sample.partial if below(path)),
            frozenset(path[1:] for path in sample.unknown if below(path)),
        ),
        {path[1:]: each for path, each in literal.names.items() if below(path)},
        {path[1:]: each for path, each in literal.texts.items() if below(path)},
    )


# What is sent.


def _command(line: int, verb: str, given: list[_Argument]) -> Command | None:
    """Return what a call sends; None where it is no call of an API, or hides what it is."""
    by_name = {each.name: each.literal for each in given if each.name}
    plain = [each.literal for each in given if not each.name]
    made = Command(line, literal=False)
    if verb == "request" and plain:
        by_name.setdefault("method", plain.pop(0))
    options = plain[-1] if plain and is_object(plain[-1].sample.value) else None
    if plain and not is_object(plain[0].sample.value):
        by_name.setdefault("url", plain.pop(0))
    if verb in ("post", "put", "patch") and plain and is_object(plain[0].sample.value):
        by_name.setdefault("json", plain.pop(0))  # axios.post(url, data, options)
        options = plain[-1] if plain else None
    for name in ("url", "method", "headers", "params", "json", "data", "body"):
        member = _member(options, name) if options else None
        if member:
            by_name.setdefault("json" if name == "data" else name, member)
    said = _url(by_name.get("url"))
    told = by_name.get("method")
    explicit = _VERB.fullmatch(str(told.sample.value)) if told else None
    hidden = any(not is_object(each.sample.value) for each in plain)
    if said is None or (not verb and hidden):
        return None
    made.url = said
    made.method = (explicit.group(1) if explicit else verb if verb != "request" else "").upper()
    made.method = made.method or "GET"
    shown = line if verb in _METHODS else said.line
    made.method_line = told.sample.line() if told and explicit else shown
    _take(made, by_name)
    return made


def _url(literal: Literal | None) -> Said | None:
    """Return the URL that an argument gives, whatever stands before its path."""
    if literal is None:
        return None
    value = literal.sample.value
    text = value if isinstance(value, str) else literal.texts.get((), "")
    found = _URL.search(text)
    return Said(found.group(), literal.sample.line()) if found else None


def _take(made: Command, given: Mapping[str, Literal]) -> None:
    for name, literal in given.items():
        value, sample = literal.sample.value, literal.sample
        if not is_object(value):
            continue
        match name:
            case "headers":
                made.headers = [
                    (each.lower(), Said(_shown(literal, each), sample.line((each,))))
                    for each in value
                ]
                made.literal = not sample.partial
            case "params":
                made.as_query = True
                made.encoded = [(each, Said("", sample.line((each,)))) for each in value]
            case "files":
                made.form += [(each, Said("@", sample.line((each,)))) for each in value]
            case "data" if not literal.as_json:
                fields = [
                    (each, Said(_shown(literal, each), sample.line((each,)))) for each in value
                ]
                (made.form if "files" in given else made.encoded).extend(fields)
            case "json" | "body" | "data":
                made.bodies = [sample]
            case _:
                pass


def _shown(literal: Literal, name: str) -> str:
    """Return the text of a member: what a string begins with, and nothing of a variable."""
    value = literal.sample.value[name]
    return value if isinstance(value, str) else literal.texts.get((name,), "").strip("\"'`fF")
