# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate

"""What the document promises of one group of operations, asked of a server."""

from __future__ import annotations

import pytest

from . import cases_generations as cases
from . import jobs
from .facts import Case, about
from .harness import Server


@about(cases.GENERATIONS_CREATE_LIVES)
def test_generations_create_lives(
    server: Server,
) -> None:
    """A job goes through its states to an end and stays there."""
    jobs.lives(
        server,
        cases.GENERATIONS_CREATE_LIVES,
    )


@about(cases.GENERATIONS_CREATE_AGREES)
def test_generations_create_agrees(
    server: Server,
) -> None:
    """Progress, times and reasons agree with the state of a job."""
    jobs.agrees(
        server,
        cases.GENERATIONS_CREATE_AGREES,
    )


@about(cases.GENERATIONS_CREATE_STAYS)
def test_generations_create_stays(
    server: Server,
) -> None:
    """A job keeps its id and its request, whatever becomes of others."""
    jobs.stays(
        server,
        cases.GENERATIONS_CREATE_STAYS,
    )


@about(cases.GENERATIONS_CREATE_DELIVERS)
def test_generations_create_delivers(
    server: Server,
) -> None:
    """A job that is done says where its result is."""
    jobs.delivers(
        server,
        cases.GENERATIONS_CREATE_DELIVERS,
    )


@about(cases.GENERATIONS_CREATE_FAILS)
def test_generations_create_fails(
    server: Server,
) -> None:
    """A job that fails says why, and has no result."""
    jobs.fails(
        server,
        cases.GENERATIONS_CREATE_FAILS,
    )


@about(cases.GENERATIONS_CREATE_JSON_ACCEPTS)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_CREATE_JSON_ACCEPTS.cases,
    ids=str,
)
def test_generations_create_json_accepts(
    server: Server,
    case: Case,
) -> None:
    """What the document allows is accepted."""
    server.accepts(
        cases.GENERATIONS_CREATE_JSON_ACCEPTS,
        case,
    )


@about(cases.GENERATIONS_CREATE_JSON_REFUSES)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_CREATE_JSON_REFUSES.cases,
    ids=str,
)
def test_generations_create_json_refuses(
    server: Server,
    case: Case,
) -> None:
    """What the document does not allow is refused, in the way it describes."""
    server.refuses(
        cases.GENERATIONS_CREATE_JSON_REFUSES,
        case,
    )


@about(cases.GENERATIONS_CREATE_GUARDS)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_CREATE_GUARDS.cases,
    ids=str,
)
def test_generations_create_guards(
    server: Server,
    case: Case,
) -> None:
    """Callers without valid credentials are turned away."""
    server.guards(
        cases.GENERATIONS_CREATE_GUARDS,
        case,
    )


@about(cases.GENERATIONS_CREATE_ALLOWS)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_CREATE_ALLOWS.cases,
    ids=str,
)
def test_generations_create_allows(
    server: Server,
    case: Case,
) -> None:
    """The path has no other methods."""
    server.allows(
        cases.GENERATIONS_CREATE_ALLOWS,
        case,
    )


@about(cases.GENERATIONS_RETRIEVE_ACCEPTS)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_RETRIEVE_ACCEPTS.cases,
    ids=str,
)
def test_generations_retrieve_accepts(
    server: Server,
    case: Case,
) -> None:
    """What the document allows is accepted."""
    server.accepts(
        cases.GENERATIONS_RETRIEVE_ACCEPTS,
        case,
    )


@about(cases.GENERATIONS_RETRIEVE_GUARDS)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_RETRIEVE_GUARDS.cases,
    ids=str,
)
def test_generations_retrieve_guards(
    server: Server,
    case: Case,
) -> None:
    """Callers without valid credentials are turned away."""
    server.guards(
        cases.GENERATIONS_RETRIEVE_GUARDS,
        case,
    )


@about(cases.GENERATIONS_RETRIEVE_MISSES)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_RETRIEVE_MISSES.cases,
    ids=str,
)
def test_generations_retrieve_misses(
    server: Server,
    case: Case,
) -> None:
    """An id that nobody gave out is not known."""
    server.misses(
        cases.GENERATIONS_RETRIEVE_MISSES,
        case,
    )


@about(cases.GENERATIONS_RETRIEVE_ALLOWS)
@pytest.mark.parametrize(
    "case",
    cases.GENERATIONS_RETRIEVE_ALLOWS.cases,
    ids=str,
)
def test_generations_retrieve_allows(
    server: Server,
    case: Case,
) -> None:
    """The path has no other methods."""
    server.allows(
        cases.GENERATIONS_RETRIEVE_ALLOWS,
        case,
    )
