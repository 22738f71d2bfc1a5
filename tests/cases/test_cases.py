"""Every style sends what every case says, and makes of the answers what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from callsheet.behaviour.model import Case
from case_documents import DOCUMENTS, Document, api_of, cases_of
from case_exceptions import EXCEPTIONS
from case_runner import run
from case_styles import STYLES, Style

PAIRS = [(style, document) for document in DOCUMENTS for style in STYLES]


def in_time(style: Style, document: Document) -> bool:
    """Whether a run is fast enough for every day: each document costs a generation of its own."""
    if style.is_dear:
        return document.name == "video"
    return document.name != "image_job"


def named(pairs: Iterable[tuple[Style, Document]]) -> list[Any]:
    return [pytest.param(*pair, id=f"{pair[1].name}-{pair[0].name}") for pair in pairs]


Make = Callable[[Document], Path]


@pytest.mark.parametrize(("style", "document"), named(p for p in PAIRS if in_time(*p)))
def test_a_style_behaves_as_the_cases_say(style: Style, document: Document, made: Make) -> None:
    cases = cases_of(document)
    judge(style, document, made(document), distinct(cases) if style.is_dear else cases)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("style", "document"), named(p for p in PAIRS if p[0].is_dear or not in_time(*p))
)
def test_a_style_behaves_as_all_cases_say(style: Style, document: Document, made: Make) -> None:
    judge(style, document, made(document), cases_of(document))


def distinct(cases: Iterable[Case]) -> list[Case]:
    """Return the first of the cases that make the same request and both fail, or both do not."""
    found = {
        (json.dumps(case.requests), "error" in case.outcome): case for case in reversed([*cases])
    }
    return [*reversed(found.values())]


def judge(style: Style, document: Document, folder: Path, cases: Iterable[Case]) -> None:
    """Run cases, and fail with all that differs and all that is excused for nothing."""
    spelling = style.spelling(api_of(document), document.package)
    found = run(style, style.command(folder, document.package), spelling, cases)
    excused = EXCEPTIONS.of(style, document)
    wrong = {id_: lines for id_, lines in found.items() if lines and id_ not in excused}
    unneeded = [id_ for id_, lines in found.items() if not lines and id_ in excused]
    told = [line for id_, lines in wrong.items() for line in (f"\n{id_}", *lines[:8])]
    assert not wrong, f"{len(wrong)} of {len(found)} cases differ:\n" + "\n".join(told[:200])
    assert not unneeded, f"listed as exceptions of {style.name}, and pass: {unneeded}"


def test_there_are_as_many_cases_as_promised() -> None:
    video = cases_of(DOCUMENTS[0])
    assert len(video) >= 250
    assert sum(len(cases_of(document)) for document in DOCUMENTS[1:]) >= 60


SPOILT = {
    "method": {"method": "PUT"},
    "path": {"path": "/v1/video"},
    "query": {"query": [["a", "b"]]},
    "a header": {"headers": {"x-absent": "here"}},
    "no body": {"body": None},
    "a member": {"body": {"media": "application/json", "json": {"prompt": "A dog"}}},
    "null": {"body": {"media": "application/json", "json": {"prompt": "A cat", "size": None}}},
    "media type": {"body": {"media": "application/x+json", "json": {"prompt": "A cat"}}},
}


def test_a_case_that_expects_otherwise_differs(made: Make) -> None:
    document, style = DOCUMENTS[0], STYLES[0]
    good = next(case for case in cases_of(document) if case.id == "nothing but a prompt")
    first = good.requests[0]
    spoilt = [
        replace(good, id=name, requests=({**first, **change},)) for name, change in SPOILT.items()
    ]
    spoilt.append(replace(good, id="fewer requests", requests=()))
    spoilt.append(replace(good, id="more requests", requests=(first, first)))
    spoilt.append(replace(good, id="another result", outcome={"result": {"id": "another"}}))
    spoilt.append(replace(good, id="an error", outcome={"error": {"kind": "argument"}}))
    folder = made(document)
    spelling = style.spelling(api_of(document), document.package)
    command = style.command(folder, document.package)
    found = run(style, command, spelling, [good, *spoilt])
    assert found.pop(good.id) == []
    assert [name for name, lines in found.items() if not lines] == []


def test_every_entry_of_the_list_stands_for_a_case() -> None:
    idle = [
        entry.place
        for entry in EXCEPTIONS.entries
        if not any(
            entry.matches(style.name, document.name, case)
            for style in STYLES
            for document in DOCUMENTS
            for case in cases_of(document)
        )
    ]
    assert idle == []
